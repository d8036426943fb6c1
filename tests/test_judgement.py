"""The verdict on one quotation: whose words, which document is shown, and what is said about it."""

from datetime import date

import pytest

from answer.judgement import Claim, is_term, judge
from answer.shelf import Pile
from index.statements import statements
from index.types import Document, Span

SAID = "“We shall never sell our grain,”"


def document(name: str, text: str, day: int = 1) -> Document:
    return Document(id=name, title=name.title(), text=text, path=name, published=date(2025, 7, day))


BERG = document("berg", f"{SAID} Anna Berg said.", 3)
EARLIER = document("earlier", f"{SAID} Anna Berg said on Monday.", 2)
CARLSEN = document("carlsen", f"{SAID} Bert Carlsen said.", 1)
NOBODY = document("nobody", "It was written: we shall never sell our grain.", 1)


def judged(named: tuple[str, ...], *documents: Document, cited: tuple[Document, ...] = (), words: str = SAID[1:-1]):
    pile = Pile(documents=documents, statements={each.id: statements(each) for each in documents})
    return judge(Claim(span=Span(start=0, end=len(words)), text=words, named=named, cited=cited), pile)


def told(named, *documents, cited=()):
    found = judged(named, *documents, cited=cited)
    return found.verdict, found.passage.document_id, found.speaker, found.given, found.documents


def test_the_document_that_agrees_on_the_speaker_is_shown():
    assert told(("Berg",), CARLSEN, BERG) == ("verbatim", "berg", "Anna Berg", "Berg", 2)
    assert told(("Carlsen",), BERG, CARLSEN) == ("verbatim", "carlsen", "Bert Carlsen", "Carlsen", 2)


def test_the_earliest_document_is_shown_when_nobody_is_named():
    assert told((), BERG, EARLIER) == ("verbatim", "earlier", "Anna Berg", "", 2)
    assert told((), BERG, NOBODY)[1] == "berg"  # it shows a speaker


def test_words_that_every_document_gives_to_another_are_misattributed():
    assert told(("Dora Dahl",), BERG, NOBODY) == ("misattributed", "berg", "Anna Berg", "Dora Dahl", 2)


def test_a_cited_document_without_a_speaker_is_no_witness_against_the_text():
    assert told(("Dora Dahl",), BERG, NOBODY, cited=(NOBODY,))[:2] == ("verbatim", "nobody")
    assert told(("Dora Dahl",), NOBODY)[0] == "verbatim"


def test_words_that_very_many_say_are_anybodys():
    many = [document(f"d{n}", BERG.text) for n in range(24)]
    assert told(("Dora Dahl",), *many[:23])[0] == "misattributed"
    assert told(("Dora Dahl",), *many)[0] == "verbatim"


def test_a_term_is_nobodys():
    assert judged(("Dora Dahl",), BERG, words="our grain").verdict == "verbatim"
    assert is_term("well-known") and is_term("so") and not is_term("a b c")


@pytest.mark.parametrize(
    ("told", "denial"),
    [
        ("Berg said: “one should sell grain”", "No"),
        ("Berg said that no “one should sell grain”", ""),
        ("Berg said they shouldn’t: “one should sell grain”", ""),
        ("Berg said: “No one should sell grain”", ""),
    ],
)
def test_a_denial_that_was_cut_off_is_told(told, denial):
    made = document("made", "“No one should sell grain,” Anna Berg said.")
    start = told.index("“") + 1
    claim = Claim(span=Span(start=start, end=len(told) - 1), text=told)
    found = judge(claim, Pile(documents=[made]))
    assert (found.verdict, found.denial) == ("verbatim", denial)
    assert found.reason == (f"In the document “{denial}” stands right before these words." if denial else "")


@pytest.mark.parametrize(
    ("text", "words", "marks"),
    [
        ("He said: “We shall [1] never.” [2]", "We shall never.", ("“", "”")),
        ("He said: « We  shall\n\nnever »", "We shall never", ("«", "»")),
        ("He said: ''We shall''.", "We shall", ("''", "''")),
        ("We shall", "We shall", ("", "")),
    ],
)
def test_the_words_are_read_without_citations_and_on_one_line(text, words, marks):
    start = text.index("We")
    end = max(text.find(end) + len(end) for end in ("shall", "never.", "never") if end in text)
    claim = Claim(span=Span(start=start, end=end), text=text)
    assert (claim.words, claim.marks) == (words, marks)
