"""What holds for the documents that ship with the project."""

import re
from collections import Counter
from pathlib import Path

import pytest

from index.loaders import find, read
from index.quotes import quotes
from index.text import paragraphs
from index.types import Document

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
BRIEFS = ("lavrov-in-wonsan-talks.md", "russia-condemns-trilateral-drills.md")
WITHOUT_OUTLET = (".pdf", ".docx")  # these formats keep no outlet
FILES = find(CORPUS)
LARGEST = 200_000  # bytes: the corpus is a sample, and every clone carries it
LIMIT = 50_000_000  # bytes: the default of the program, which also holds for what a DOCX unpacks to
SPOKEN_BY_PUTIN = r"Putin (said|says|told|warned|announced|called|added|stated)|according to .{0,20}Putin"
SHARED_WORDS = 8  # as many words in a row are a copied sentence, not a phrase


def one(path: Path) -> Document:
    (document,) = read(path, max_bytes=LIMIT)
    assert isinstance(document, Document), document
    return document


def unquoted(text: str) -> list[str]:
    """The words outside quotation marks, with a mark that is no word in place of each quotation."""
    for span in reversed(quotes(text)):
        text = text[: span.start] + " | " + text[span.end :]
    return re.findall(r"\w+|\|", text.lower())


def test_the_kinds_are_mixed():
    assert Counter(path.suffix for path in FILES) == {".md": 8, ".txt": 4, ".html": 2, ".pdf": 1, ".docx": 1}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_document_says_what_it_is_and_where_it_is_from(path):
    document = one(path)
    assert document.title
    assert document.author == "Verbatim desk"
    assert document.published
    assert document.source.startswith("Verbatim ") or path.suffix in WITHOUT_OUTLET
    assert len(paragraphs(document.text)) >= 3
    assert path.stat().st_size < LARGEST


def test_titles_differ():
    titles = [one(path).title for path in FILES]
    assert len(set(titles)) == len(titles)


def test_nothing_is_said_on_venezuela_and_nothing_by_putin():
    for path in FILES:
        text = one(path).text
        assert "venezuela" not in text.lower()
        assert not re.search(SPOKEN_BY_PUTIN, text)


@pytest.mark.shared
@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_quotes_only_words_that_the_seeds_hold(seeds, name):
    originals = [path.read_text("utf-8") for path in sorted(seeds.glob("*.txt"))]
    text = one(CORPUS / name).text
    spans = quotes(text)
    assert len(spans) >= 3
    for span in spans:
        assert any(span.of(text) in original for original in originals), span.of(text)


@pytest.mark.shared
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_sentence_of_the_seeds_is_copied(seeds, path):
    copied = set()
    for original in seeds.glob("*.txt"):
        words = re.findall(r"\w+", original.read_text("utf-8").lower())
        copied |= {tuple(words[at : at + SHARED_WORDS]) for at in range(len(words) - SHARED_WORDS + 1)}
    words = unquoted(one(path).text)
    runs = {tuple(words[at : at + SHARED_WORDS]) for at in range(len(words) - SHARED_WORDS + 1)}
    assert not runs & copied
