"""A data set as an index of the product, kept from run to run."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.datasets.collection import Collection, DataError, Item, fingerprint
from evals.suites import Context
from index.loaders.article import document_id
from index.manifest import settings
from index.store import Index

FILE = "documents.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """A collection, its index, the folder of both, and the data set's id of each of the product's document ids."""

    collection: Collection
    index: Index
    folder: Path
    ids: dict[str, str]

    def document(self, passage_id: str) -> str:
        """The data set's id of the document that holds a passage."""
        return self.ids[passage_id.rpartition(":")[0]]


@contextmanager
def indexed(collection: Collection, context: Context) -> Iterator[Indexed]:
    """The collection's index, made by the product's own update, or as an earlier run with the same data left it."""
    made_of = fingerprint(collection.documents, sorted(settings(context.model).items()))
    folder = context.work / "indexes" / f"{collection.name}-{made_of}"
    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / FILE).resolve()
    if not file.exists():
        _write(file, collection.documents)
    with Index.open(folder / "store", model=context.model, encoder=context.encoder) as index:
        report = index.update([str(file)], max_bytes=file.stat().st_size + 1)
        if report.failed:
            reasons = f"{len(report.failed)} documents were not indexed, the first because: {report.failed[0].reason}"
            context.journal.notes.append(f"{collection.name}: {reasons}")
        yield Indexed(collection=collection, index=index, folder=folder, ids=_ids(collection, file, index))


def forget(work: Path) -> None:
    """Delete all indexes that were kept."""
    shutil.rmtree(work / "indexes", ignore_errors=True)


def _write(file: Path, documents: Sequence[Item]) -> None:
    lines = (
        json.dumps(
            {
                "title": each.title,
                "text": each.text,
                "source": each.source,
                "published": each.published.isoformat() if each.published else "",
            }
        )
        for each in documents
    )
    file.with_suffix(".new").write_text("\n".join(lines), "utf-8")
    file.with_suffix(".new").replace(file)


def _ids(collection: Collection, file: Path, index: Index) -> dict[str, str]:
    """Each line of the file is one document, and the product's id comes from the path with the line's number."""
    ids = {document_id(f"{file}#{line}"): each.id for line, each in enumerate(collection.documents, start=1)}
    strange = index.catalogue.document_ids() - ids.keys()
    if strange:
        raise DataError(f"{file.parent} holds {len(strange)} documents that are not in the data set: delete it.")
    return ids
