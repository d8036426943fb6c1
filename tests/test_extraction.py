"""What was extracted by an older version of the rules is extracted again, without embedding."""

from pathlib import Path

import pytest

from index import extraction
from index.catalogue_writer import Extract, put_extracts
from index.spoken import spoken
from index.store import Index
from index.types import Progress

LIMIT = 1_000_000


@pytest.fixture
def index(tmp_path: Path, encoder):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("Sergei Lavrov said that Iran buys grain.")
    with Index.open(tmp_path / "store", model="toy", encoder=lambda: encoder) as index:
        index.update([str(tmp_path / "docs")], max_bytes=LIMIT)
        encoder.encoded = []
        yield index


def test_a_new_version_of_the_rules_reaches_every_document_and_embeds_nothing(index: Index, encoder, monkeypatch):
    (document_id,) = index.catalogue.document_ids()
    statements, names = index.catalogue.statements_of(document_id), index.catalogue.names_of(document_id)
    assert statements and "Sergei Lavrov" in names
    said = spoken(index.catalogue.document(document_id), statements)
    put_extracts(index.catalogue, {document_id: Extract(spoken=said, names=["Nobody"])})
    monkeypatch.setattr(extraction, "VERSION", "next")
    seen: list[Progress] = []
    report = index.update([], max_bytes=LIMIT, on_progress=seen.append)
    assert (report.unchanged, report.embedded, encoder.encoded) == (1, 0, [])
    assert (index.catalogue.statements_of(document_id), index.catalogue.names_of(document_id)) == (statements, names)
    assert Progress(step="extracting", done=1, total=1) in seen


def test_with_the_same_version_nothing_is_extracted_again(index: Index):
    (document_id,) = index.catalogue.document_ids()
    put_extracts(index.catalogue, {document_id: Extract(names=["Nobody"])})
    before = index.documents_changed
    index.update([], max_bytes=LIMIT)
    assert index.catalogue.names_of(document_id) == ["Nobody"]
    assert index.documents_changed == before
