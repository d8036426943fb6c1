"""The border to LlamaIndex: documents and nodes to and fro, a retriever, a vector store and an embedding model.

A LlamaIndex user plugs `PassageRetriever` into any query engine; the nodes keep their ids and exact offsets.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import BaseNode, NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode
from llama_index.core.schema import Document as LlamaDocument
from llama_index.core.vector_stores.types import VectorStoreQuery, VectorStoreQueryResult
from llama_index.vector_stores.chroma import ChromaVectorStore

from index.encoder import Encoder
from index.errors import StoreReadOnly
from index.text import clean
from index.types import Document, Filters, Hit, Passage
from index.vectors import VectorStore

_FIELDS = ("title", "path", "source", "author", "published", "url", "language")


class Searchable(Protocol):
    """What the retriever needs of an index; `index.store.Index` has it."""

    def search(self, question: str, *, filters: Filters, limit: int) -> Sequence[Hit]:
        """The passages found for a question, best first."""
        ...


def to_llama_document(document: Document) -> LlamaDocument:
    """The document for LlamaIndex, under the same id. Its metadata is neither embedded nor shown to a model."""
    metadata = {field: getattr(document, field) for field in _FIELDS}
    metadata["published"] = document.published.isoformat() if document.published else ""
    return LlamaDocument(
        id_=document.id,
        text=document.text,
        metadata=metadata,
        excluded_embed_metadata_keys=list(metadata),
        excluded_llm_metadata_keys=list(metadata),
    )


def from_llama_document(document: LlamaDocument) -> Document:
    """A document of LlamaIndex, from any of its readers. Law: `from_llama_document(to_llama_document(d)) == d`."""
    metadata = document.metadata
    path = str(metadata.get("path") or metadata.get("file_path") or document.doc_id)
    return Document(
        id=document.doc_id,
        title=str(metadata.get("title", metadata.get("file_name", path))),
        text=clean(document.text),
        path=path,
        source=str(metadata.get("source", "")),
        author=str(metadata.get("author", "")),
        published=_day(metadata.get("published")),
        url=str(metadata.get("url", "")),
        language=str(metadata.get("language", "en")),
    )


def to_llama_node(passage: Passage) -> TextNode:
    """The passage as a node: same id, exact offsets, its document as its source."""
    metadata = {
        "title": passage.title,
        "source": passage.source,
        "author": passage.author,
        "published": passage.published.isoformat() if passage.published else "",
        "url": passage.url,
    }
    return TextNode(
        id_=passage.id,
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata=metadata,
        excluded_embed_metadata_keys=list(metadata),
        excluded_llm_metadata_keys=list(metadata),
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=passage.document_id)},
    )


class PassageRetriever(BaseRetriever):
    """Hybrid search over an index as a LlamaIndex retriever: vectors and BM25, fused, filtered."""

    def __init__(self, index: Searchable, *, limit: int = 8, filters: Filters | None = None) -> None:
        self._index = index
        self._limit = limit
        self._filters = filters or Filters()
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._index.search(query_bundle.query_str, filters=self._filters, limit=self._limit)
        return [NodeWithScore(node=to_llama_node(hit.passage), score=hit.score) for hit in hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class PassageVectorStore(ChromaVectorStore):
    """LlamaIndex's Chroma store over the vectors of an index: exact offsets, cosine similarity, and read only.

    A write would leave the catalogue and the lexical index behind, so writing is refused.
    """

    def __init__(self, chroma_collection: object) -> None:
        super().__init__(chroma_collection=chroma_collection)

    def query(self, query: VectorStoreQuery, **kwargs: Any) -> VectorStoreQueryResult:  # noqa: ANN401
        """Nearest passages; the similarity is the cosine, where the parent gives exp(-distance)."""
        result = super().query(query, **kwargs)
        if result.similarities is not None:
            result.similarities = [1.0 + math.log(similarity) for similarity in result.similarities]
        result.nodes = [_exact(node) for node in result.nodes or []]
        return result

    def get_nodes(self, node_ids: list[str] | None = None, filters: Any = None) -> list[BaseNode]:  # noqa: ANN401
        """The passages with these ids."""
        return [_exact(node) for node in super().get_nodes(node_ids, filters)]

    def add(self, nodes: Sequence[BaseNode], **add_kwargs: Any) -> list[str]:  # noqa: ANN401
        """Refused: add documents through the index."""
        raise _read_only()

    def delete(self, ref_doc_id: str, **delete_kwargs: Any) -> None:  # noqa: ANN401
        """Refused: remove documents through the index."""
        raise _read_only()

    def delete_nodes(self, node_ids: list[str] | None = None, filters: Any = None, **kwargs: Any) -> None:  # noqa: ANN401
        """Refused: remove documents through the index."""
        raise _read_only()

    def clear(self) -> None:
        """Refused: rebuild through the index."""
        raise _read_only()


def vector_store(vectors: VectorStore) -> PassageVectorStore:
    """The vectors of an open index for `VectorStoreIndex.from_vector_store`, with `PassageEmbedding` as its model."""
    return PassageVectorStore(chroma_collection=vectors.collection)


class PassageEmbedding(BaseEmbedding):
    """The index's own model for LlamaIndex; questions and passages keep the prompts the model was saved with."""

    _encoder: Encoder = PrivateAttr()

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(model_name=encoder.name)
        self._encoder = encoder

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(value) for value in self._encoder.encode_question(query)]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in vector] for vector in self._encoder.encode_passages(texts)]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)


def _exact(node: BaseNode) -> BaseNode:
    """A node as Chroma's metadata describes it: LlamaIndex itself loses the offsets and the document of such rows."""
    assert isinstance(node, TextNode)
    node.start_char_idx = node.metadata.pop("start", None)
    node.end_char_idx = node.metadata.pop("end", None)
    number = node.metadata.get("published") or 0
    node.metadata["published"] = date(number // 10_000, number // 100 % 100, number % 100).isoformat() if number else ""
    node.relationships[NodeRelationship.SOURCE] = RelatedNodeInfo(node_id=node.node_id.rpartition(":")[0])
    node.excluded_embed_metadata_keys = list(node.metadata)
    node.excluded_llm_metadata_keys = list(node.metadata)
    return node


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value or "")[:10])
    except ValueError:
        return None


def _read_only() -> StoreReadOnly:
    return StoreReadOnly("This view of the index is read only. Add or remove documents with: python app.py index")
