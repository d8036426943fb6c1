"""A newsroom of four documents that the tests of the answers share: small enough to work every figure by hand."""

import re
from collections.abc import Mapping
from pathlib import Path

from answer.draft import Draft
from answer.types import Answer
from index.store import Index
from index.types import Document, Passage
from tests.conftest import ToyEncoder

LIMIT = 1_000_000


def article(title: str, text: str, source: str, published: str) -> str:
    """A Markdown file with front matter."""
    return f"---\ntitle: {title}\nsource: {source}\npublished: {published}\n---\n{text}\n"


WONSAN = """Russian Foreign Minister Sergei Lavrov visited North Korea on Friday. Lavrov met Kim Jong Un in Wonsan.

His comments, as reported by TASS, were blunt. “The leadership drew its conclusions long before the strikes on \
Iran,” he stated. “Nobody thinks of using force against Korea.”

Lavrov dismissed the plan of France and Britain to send troops. “We do not take these plans seriously,” he said."""
DRILLS = """Russia condemned the drills of the United States, Japan and South Korea. The Russian Foreign Ministry \
said that the drills were “escalatory in nature”.

Sergey Lavrov warned that the drills of 2025 would end the peace in Asia."""
ECHO = "Sergei Lavrov spoke in Wonsan. “We do not take these plans seriously,” he said."
GRAIN = "Farmers in Kenya sold 40 tons of grain in March 2024. The harvest of grain was the largest in ten years."


def write(folder: Path) -> Path:
    """The four files, in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "wonsan.md").write_text(article("Talks in Wonsan", WONSAN, "Coast Wire", "2025-07-12"), "utf-8")
    (folder / "drills.md").write_text(article("Moscow on the drills", DRILLS, "Desk", "2025-07-13"), "utf-8")
    (folder / "echo.md").write_text(article("Plans", ECHO, "Echo", "2025-07-14"), "utf-8")
    (folder / "grain.txt").write_text(GRAIN, "utf-8")
    return folder


def opened(folder: Path) -> Index:
    """An empty index below `folder`; the caller closes it."""
    return Index.open(folder / "store", model="toy", encoder=ToyEncoder)


def build(folder: Path) -> Index:
    """An index of the four files below `folder`; the caller closes it."""
    index = opened(folder)
    index.update([str(write(folder / "docs"))], max_bytes=LIMIT)
    return index


def passage(document: Document, words: str = "") -> Passage:
    """The passage of a document that is these words; the whole document without them."""
    start = document.text.index(words)
    end = start + len(words or document.text)
    return Passage(
        id=f"{document.id}:{start}-{end}",
        document_id=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        title=document.title,
        source=document.source,
        published=document.published,
    )


def assert_lawful(written: Draft | Answer, documents: Mapping[str, Document]) -> None:
    """The law of every answer: marks and citations agree, citations are exact, checks cover the text in order."""
    numbers = [int(number) for number in re.findall(r"\[(\d+)\]", written.text)]
    assert list(dict.fromkeys(numbers)) == [citation.number for citation in written.citations]
    assert [citation.number for citation in written.citations] == list(range(1, len(written.citations) + 1))
    for citation in written.citations:
        text = documents[citation.passage.document_id].text
        assert citation.quote == " … ".join(span.of(text) for span in citation.quoted)
        assert all(0 <= span.start < span.end <= len(text) for span in citation.quoted)
        assert list(citation.quoted) == sorted(citation.quoted)
    end = 0
    for check in written.checks:
        assert end <= check.sentence.start < check.sentence.end
        assert written.text[end : check.sentence.start].strip() == ""
        end = check.sentence.end
        if check.evidence:
            assert 0 <= check.evidence.start < check.evidence.end <= len(documents[check.document_id].text)
    assert end == len(written.text)
