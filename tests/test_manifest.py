"""An index says what built it, and does not open with other settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.catalogue import Catalogue
from index.catalogue_writer import Change, Entry, finish
from index.errors import StoreStale
from index.manifest import TITLES, check, settings
from index.types import Document

DOCUMENT = Document(id="a", title="A", text="Text.", path="/a")


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    check(catalogue, settings("toy"), tmp_path)
    yield catalogue
    catalogue.close()


def test_the_same_settings_open(catalogue: Catalogue, tmp_path: Path):
    finish(catalogue, Change(entries=[Entry(document=DOCUMENT, file="/a", fingerprint="f", passages=[])]))
    check(catalogue, settings("toy"), tmp_path)


@pytest.mark.parametrize("key", settings("toy"))
def test_every_setting_that_differs_is_named_with_both_values_and_the_command(
    catalogue: Catalogue, tmp_path: Path, key: str
):
    finish(catalogue, Change(entries=[Entry(document=DOCUMENT, file="/a", fingerprint="f", passages=[])]))
    was = settings("toy")[key]
    with pytest.raises(StoreStale) as error:
        check(catalogue, settings("toy") | {key: "other"}, tmp_path)
    message = str(error.value)
    assert all(part in message for part in (str(tmp_path), TITLES[key], repr(was), "'other'", "index --rebuild"))


def test_an_index_without_documents_takes_on_other_settings(catalogue: Catalogue, tmp_path: Path):
    check(catalogue, settings("other"), tmp_path)
    assert catalogue.meta()["model"] == "other"
