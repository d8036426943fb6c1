"""The border to LlamaIndex."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llama_index.core import VectorStoreIndex
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import Document as LlamaDocument
from llama_index.core.schema import MetadataMode, NodeWithScore, TextNode

from index.encoder import Encoder
from index.errors import StoreReadOnly
from index.llama import (
    PassageEmbedding,
    PassageRetriever,
    from_llama_document,
    to_llama_document,
    to_llama_node,
    vector_store,
)
from index.splitting import embedded_text, split
from index.text import clean
from index.types import Document, Filters, Hit, Passage
from index.vectors import VectorStore

DOCUMENT = Document(
    id="pyongyang-1",
    title="Visit",
    text="Lavrov spoke about Iran and Korea at some length there.\n\nThe grain treaty was not on the table that day.",
    path="/news/visit.txt",
    source="TASS",
    author="A. Reporter",
    published=date(2025, 7, 12),
    url="https://example.org/visit",
)

fields = st.text(st.characters(codec="utf-8"), max_size=20)
documents = st.builds(
    Document,
    id=st.text("abc-1", min_size=1),
    title=fields,
    text=st.text(st.characters(codec="utf-8"), max_size=200).map(clean),
    path=fields.filter(bool),
    source=fields,
    author=fields,
    published=st.none() | st.dates(),
    url=fields,
    language=st.sampled_from(["en", "de"]),
)


class ScriptedIndex:
    """Answers every question with its passages, and remembers what it was asked."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.asked: list[tuple[str, Filters, int]] = []

    def search(self, question: str, *, filters: Filters, limit: int) -> list[Hit]:
        self.asked.append((question, filters, limit))
        return [Hit(passage=passage, score=1 / rank) for rank, passage in enumerate(self.passages[:limit], start=1)]


@pytest.fixture
def passages(encoder: Encoder) -> list[Passage]:
    return split(DOCUMENT, encoder, size=12)


@pytest.fixture
def vectors(tmp_path: Path, encoder: Encoder, passages: list[Passage]) -> Iterator[VectorStore]:
    store = VectorStore.open(tmp_path, encoder.dimensions)
    store.add(passages, encoder.encode_passages([embedded_text(passage) for passage in passages]))
    yield store
    store.close()


@given(documents)
def test_a_document_survives_the_round_trip(document: Document) -> None:
    assert from_llama_document(to_llama_document(document)) == document


def test_a_document_of_another_reader_gets_what_its_metadata_tells() -> None:
    found = from_llama_document(
        LlamaDocument(id_="x", text="One.\r\n\r\n\r\nTwo.", metadata={"file_name": "a.txt", "file_path": "/tmp/a.txt"})
    )

    assert found == Document(id="x", title="a.txt", text="One.\n\nTwo.", path="/tmp/a.txt")


def test_metadata_reaches_neither_the_embedding_nor_the_model(passages: list[Passage]) -> None:
    node = to_llama_node(passages[0])

    assert node.get_content(MetadataMode.EMBED) == node.get_content(MetadataMode.LLM) == passages[0].text
    assert to_llama_document(DOCUMENT).get_content(MetadataMode.LLM) == DOCUMENT.text


def test_a_node_keeps_id_offsets_and_document(passages: list[Passage]) -> None:
    for passage in passages:
        node = to_llama_node(passage)

        assert (node.node_id, node.ref_doc_id) == (passage.id, "pyongyang-1")
        assert DOCUMENT.text[node.start_char_idx : node.end_char_idx] == node.text


def test_the_retriever_gives_nodes_best_first_and_passes_limit_and_filters_on(passages: list[Passage]) -> None:
    index = ScriptedIndex(passages)
    only = Filters(sources=("TASS",))

    found = PassageRetriever(index, limit=2, filters=only).retrieve("Iran?")

    assert [(item.node.node_id, item.score) for item in found] == [(passages[0].id, 1.0), (passages[1].id, 0.5)]
    assert index.asked == [("Iran?", only, 2)]


async def test_the_retriever_answers_the_same_when_awaited(passages: list[Passage]) -> None:
    retriever = PassageRetriever(ScriptedIndex(passages))

    assert ids(await retriever.aretrieve("Iran?")) == ids(retriever.retrieve("Iran?"))


def test_a_query_engine_answers_from_the_retriever_and_cites_exact_spans(passages: list[Passage]) -> None:
    engine = RetrieverQueryEngine.from_args(PassageRetriever(ScriptedIndex(passages)), llm=MockLLM())

    response = engine.query("What about Iran?")

    assert passages[0].text in str(response)
    assert ids(response.source_nodes) == [passage.id for passage in passages]
    assert all(
        isinstance(item.node, TextNode)
        and DOCUMENT.text[item.node.start_char_idx : item.node.end_char_idx] == item.node.text
        for item in response.source_nodes
    )


def test_a_vector_store_index_of_llama_index_reads_our_vectors(
    vectors: VectorStore, encoder: Encoder, passages: list[Passage]
) -> None:
    index = VectorStoreIndex.from_vector_store(vector_store(vectors), embed_model=PassageEmbedding(encoder))

    found = index.as_retriever(similarity_top_k=2).retrieve("grain treaty")

    ours = vectors.search(encoder.encode_question("grain treaty"), limit=2)
    assert ids(found) == [id for id, _ in ours]
    assert [item.score for item in found] == pytest.approx([similarity for _, similarity in ours], abs=1e-5)
    node = found[0].node
    assert isinstance(node, TextNode)
    assert (node.text, node.ref_doc_id) == (passages[1].text, "pyongyang-1")
    assert DOCUMENT.text[node.start_char_idx : node.end_char_idx] == node.text
    assert node.metadata["published"] == "2025-07-12"


def test_the_vector_store_view_refuses_to_write(vectors: VectorStore, passages: list[Passage]) -> None:
    view = vector_store(vectors)

    for write in (
        lambda: view.add([to_llama_node(passages[0])]),
        lambda: view.delete("pyongyang-1"),
        lambda: view.delete_nodes([passages[0].id]),
        view.clear,
    ):
        with pytest.raises(StoreReadOnly, match="read only"):
            write()
    assert vectors.ids() == {passage.id for passage in passages}


def test_nodes_can_be_asked_for_by_id(vectors: VectorStore, passages: list[Passage]) -> None:
    (node,) = vector_store(vectors).get_nodes([passages[1].id])

    assert isinstance(node, TextNode)
    assert (node.node_id, node.start_char_idx) == (passages[1].id, passages[1].start)


def ids(found: Sequence[NodeWithScore]) -> list[str]:
    return [item.node.node_id for item in found]
