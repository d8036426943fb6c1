"""The ways of retrieval that are compared: ours, its parts each alone, and LlamaIndex as it comes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from answer.findings import LIMIT, retrieve
from evals.indexed import Indexed
from evals.metrics import DEPTH
from index.catalogue import EVERYTHING
from index.encoder import Vectors
from index.fusion import fuse
from index.splitting import embedded_text

System = Callable[[str], list[str]]
"""For a question, the documents (the data set's ids) of the passages found, best first: an id stands once a passage."""


def bm25(indexed: Indexed) -> System:
    """BM25 over stems (bm25s): the product's lexical index, nothing else."""
    return lambda asked: [indexed.document(id) for id in _by_words(indexed, asked)]


def dense(indexed: Indexed) -> System:
    """The cosine of the question to the product's passages: exact search, so no graph blurs the comparison."""
    search = _exact(indexed)
    return lambda asked: [indexed.document(id) for id in search(asked)]


def fusion(indexed: Indexed) -> System:
    """`bm25` and `dense`, fused by reciprocal rank, nothing else."""
    search = _exact(indexed)
    return lambda asked: [indexed.document(id) for id, _ in fuse(search(asked), _by_words(indexed, asked))][:DEPTH]


def verbatim(indexed: Indexed) -> System:
    """All that the product does, at the number of passages that it shows."""
    return lambda asked: _retrieved(indexed, asked, LIMIT)


def verbatim_further(indexed: Indexed) -> System:
    """The product asked for more than it shows, for the metrics that look further."""
    return lambda asked: _retrieved(indexed, asked, DEPTH)


def llamaindex(indexed: Indexed) -> System:
    """LlamaIndex's default: SentenceSplitter and VectorStoreIndex on Chroma, with the product's embedding model.

    All defaults stand, except that nothing is asked of a network: 1,024 tokens a passage and 200 shared, the title as
    metadata (which LlamaIndex embeds with the text), Chroma's graph as it comes. `top_k` is the depth of all systems.
    """
    from llama_index.core import VectorStoreIndex  # noqa: PLC0415 - 1.5 s
    from llama_index.vector_stores.chroma import ChromaVectorStore  # noqa: PLC0415

    from index.llama import PassageEmbedding  # noqa: PLC0415

    embedding = PassageEmbedding(indexed.index.encoder)
    store = ChromaVectorStore(chroma_collection=_chroma(indexed, embedding))
    retriever = VectorStoreIndex.from_vector_store(store, embed_model=embedding).as_retriever(similarity_top_k=DEPTH)
    return lambda asked: [str(node.node.ref_doc_id) for node in retriever.retrieve(asked)]


SYSTEMS: Mapping[str, Callable[[Indexed], System]] = {
    "bm25": bm25,
    "dense": dense,
    "fusion": fusion,
    "llamaindex": llamaindex,
    "verbatim": verbatim,
}
"""In the order of the report."""


def _by_words(indexed: Indexed, asked: str) -> list[str]:
    return [id for id, _ in indexed.index.lexical.search(asked, limit=DEPTH)]


def _exact(indexed: Indexed) -> Callable[[str], list[str]]:
    """Ids of the nearest passages; the vectors come from the encoder, which remembers them."""
    passages = list(indexed.index.catalogue.all_passages())
    encoder = indexed.index.encoder
    vectors = encoder.encode_passages([embedded_text(passage) for passage in passages])
    return lambda asked: [passages[place].id for place in nearest(vectors, encoder.encode_question(asked))]


def nearest(vectors: Vectors, question: Vectors, most: int = DEPTH) -> Sequence[int]:
    """The places of the unit vectors with the greatest cosine, best first; equal ones in their order."""
    found: Sequence[int] = np.argsort(-(vectors @ question), kind="stable")[:most].tolist()
    return found


def _retrieved(indexed: Indexed, asked: str, limit: int) -> list[str]:
    _, hits, _ = retrieve(asked, indexed.index, EVERYTHING, limit=limit)
    return [indexed.document(hit.passage.id) for hit in hits]


def _chroma(indexed: Indexed, embedding: Any) -> Any:  # noqa: ANN401 - classes of chromadb and LlamaIndex
    """The collection that LlamaIndex fills, kept beside the index; a half-filled one is made again."""
    import chromadb  # noqa: PLC0415

    folder = indexed.folder / "llamaindex"
    done = indexed.folder / "llamaindex.done"
    client = chromadb.PersistentClient(str(folder), chromadb.config.Settings(anonymized_telemetry=False))
    if not done.exists():
        if any(each.name == "llamaindex" for each in client.list_collections()):
            client.delete_collection("llamaindex")
        collection = client.create_collection("llamaindex", embedding_function=None)
        _fill(collection, indexed, embedding)
        done.touch()
    return client.get_collection("llamaindex", embedding_function=None)


def _fill(collection: Any, indexed: Indexed, embedding: Any) -> None:  # noqa: ANN401
    from llama_index.core import Document, StorageContext, VectorStoreIndex  # noqa: PLC0415
    from llama_index.core.node_parser import SentenceSplitter  # noqa: PLC0415
    from llama_index.vector_stores.chroma import ChromaVectorStore  # noqa: PLC0415

    documents = [
        Document(id_=each.id, text=each.text, metadata={"title": each.title}) for each in indexed.collection.documents
    ]
    VectorStoreIndex.from_documents(
        documents,
        storage_context=StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection)),
        embed_model=embedding,
        transformations=[SentenceSplitter()],
    )
