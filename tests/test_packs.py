"""Packs on the command line: the ending says the form, and a wrong one is said before anything is asked."""

import pytest
import typer

from index.store import Index
from packs import ExportError, form_of, print_verification, write_pack
from tests.conftest import ToyEncoder
from tests.evidenced import ANSWER, NOW


@pytest.fixture
def opened(tmp_path):
    with Index.open(tmp_path / "store", model="toy", encoder=ToyEncoder) as index:
        yield index


def test_a_pack_is_written_in_the_form_of_its_ending_and_verified(opened, tmp_path, capsys):
    write_pack(tmp_path / "pack.MD", ANSWER, NOW, opened)
    assert (tmp_path / "pack.MD").read_text("utf-8").startswith("# What did Ada Berg say about the harbour?")
    write_pack(tmp_path / "pack.json", ANSWER, NOW, opened)
    with pytest.raises(typer.Exit):  # an empty index has none of the documents
        print_verification(tmp_path / "pack.json")
    assert "Citation 1 cannot be compared: its document is gone." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["pack.doc", "pack", "pack.", ".pdf"])
def test_an_ending_that_says_no_form_is_an_error_that_names_the_forms(tmp_path, name):
    with pytest.raises(ExportError, match=r"\.pdf, \.html, \.md, \.csv, \.txt, \.bib, \.json"):
        form_of(tmp_path / name)


def test_a_place_that_cannot_be_written_or_read_is_an_error(opened, tmp_path):
    with pytest.raises(ExportError, match="cannot be written"):
        write_pack(tmp_path / "nowhere" / "pack.txt", ANSWER, NOW, opened)
    with pytest.raises(ExportError, match="cannot be read"):
        print_verification(tmp_path / "nowhere.json")
