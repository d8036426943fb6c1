"""Evidence packs for the tests of their forms: from hand-written answers, with titles, words and notes as asked for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from answer.evidence_pack import Asked, EvidencePack, evidence_pack
from answer.marks import Mark
from answer.types import Answer, Check, Citation, QuotationCheck
from index.types import Document, Passage, Span
from tests import ui_fakes as fakes

NOW = datetime(2026, 3, 1, 10, 22, 5, tzinfo=UTC)
QUESTION = "What did Ada Berg say about the harbour?"
ANSWER = replace(fakes.ANSWER, question=QUESTION, understood=QUESTION, prompt="answer@1a2b", model="gpt-x")

ALTERED = fakes.QUOTE.replace("stay", "be")

hostile = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.text(alphabet="=+-@\t\n\r'\"<>[](){}#*_`!|~^\\$%&:/.,;1a ", max_size=40),
    st.sampled_from([
        "[x](http://evil.org)", "![x](http://evil.org/a.png)", "<script>alert(1)</script>", "# Heading", "1. one",
        "=HYPERLINK(\"http://evil.org\")", "\\input{/etc/passwd}", "}} @misc{x,", "www.evil.org", "a\n\n# b", "---",
        "&lt;b&gt;", "$x$", "[^1]: note", "| a | b |", "    code", "```", "<http://evil.org>", "a@b.org",
        "\u202egpj.exe",
    ]),
)  # fmt: skip
"""Text that tries to be more than text."""


class Catalogue:
    """Some documents, as a catalogue has them."""

    def __init__(self, *documents: Document, generation: int = 17) -> None:
        self.documents = {each.id: each for each in documents}
        self.generation = generation

    def document(self, document_id: str) -> Document:
        return self.documents[document_id]

    def meta(self) -> Mapping[str, str]:
        return {"model": "toy", "passage_tokens": "128", "overlap_tokens": "0", "lexical": "17/2"}


def pack(answer: Answer = ANSWER, marks: Mapping[int, Mark] | None = None, *, times: int = 1) -> EvidencePack:
    """The pack of an answer from the hand-made newsroom."""
    stored = Catalogue(fakes.NEWS, fakes.HOSTILE)
    asked = [Asked(answer=answer, at=NOW)] * times
    return evidence_pack(asked, stored, made=NOW, marks=lambda _: marks or {})


def gated_pack(written: str = ALTERED, *, stored: Catalogue | None = None) -> EvidencePack:
    """The pack of an answer that quotes the minister once as she spoke and once otherwise, through the real gate."""
    found = fakes.check_quotes(f"“{fakes.QUOTE}”, Ada Berg said. “{written}”, she said.")
    answer = replace(ANSWER, text=found.text, checks=(), quotations=found.quotations)
    return evidence_pack([Asked(answer=answer, at=NOW)], stored or Catalogue(fakes.NEWS, fakes.HOSTILE), made=NOW)


def passage(document: Document, start: int, end: int) -> Passage:
    return Passage(
        id=f"{document.id}:{start}-{end}", document_id=document.id, start=start, end=end,
        text=document.text[start:end], title=document.title, source=document.source, author=document.author,
        published=document.published, url=document.url,
    )  # fmt: skip


def quoting(text: str, *spans: tuple[int, int], title: str = "Title", **about: str) -> EvidencePack:
    """The pack of an answer that cites these spans of one document, one citation each, and says them.

    Each was in quotation marks too, and found; the title was as well, and is in no document.
    """
    document = Document(id="d-1", title=title, text=text, path="/d", published=date(2025, 7, 2), **about)
    cited = tuple(
        Citation(
            number=number, passage=passage(document, 0, len(text)), quoted=(Span(start=start, end=end),),
            quote=text[start:end],
        )
        for number, (start, end) in enumerate(spans, start=1)
    )  # fmt: skip
    said = " ".join(each.quote for each in cited) or "Nothing."
    check = Check(sentence=Span(start=0, end=len(said)), verdict="verbatim", document_id="d-1")
    found = [
        QuotationCheck(
            span=Span(start=0, end=1), words=each.quote, verdict="verbatim", passage=each.passage, spans=each.quoted,
            source=each.quote, documents=1,
        )
        for each in cited
    ]  # fmt: skip
    invented = QuotationCheck(span=Span(start=0, end=1), words=title, verdict="absent", reason=f"Not held: {title}")
    answer = replace(
        ANSWER, question=title, text=said, citations=cited, checks=(check,), quotations=(*found, invented),
        model="extractive", prompt="",
    )  # fmt: skip
    mark = Mark(state="disputed", note=title, at=NOW)
    return evidence_pack(
        [Asked(answer=answer, at=NOW)],
        Catalogue(document),
        made=NOW,
        marks=lambda _: {each.number: mark for each in cited},
    )


@st.composite
def packs(draw: st.DrawFn) -> EvidencePack:
    """Packs whose document, title, outlet, author, address and cited words are hostile."""
    text = draw(hostile.filter(str.strip))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    url = draw(st.one_of(hostile, hostile.map(lambda each: f"https://example.org/{each}")))
    return quoting(text, (start, end), title=draw(hostile), source=draw(hostile), author=draw(hostile), url=url)
