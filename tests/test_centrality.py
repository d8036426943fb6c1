"""Which sentences a summary takes: near the subject, like the others, of several documents, none twice."""

from answer.centrality import MOST_IN_SUMMARY, central, new
from answer.evidence import Evidence
from index.types import Document, Passage, Span

WAR = "The war over the northern harbour ended with a ceasefire."


def sentence(text: str, score: float = 2.0, document: str = "d", cover: float = 1.0) -> Evidence:
    whole = Document(id=document, title="", text=text, path="d")
    passage = Passage(id=f"{document}:0-1", document_id=document, start=0, end=len(text), text=text, title="")
    return Evidence(
        document=whole,
        passage=passage,
        sentence=Span(start=0, end=len(text)),
        score=score,
        cosine=0.5,
        words=0.0,
        cover=cover,
        fits=False,
        surroundings=frozenset(),
    )


def test_what_says_the_same_stands_once():
    copy = "The war over the northern harbour ended with a ceasefire today."
    assert [each.text for each in central([sentence(WAR), sentence(copy, document="e")])] == [WAR]
    assert [each.text for each in new([sentence(WAR), sentence(copy), sentence("Rain fell.")])] == [WAR, "Rain fell."]


def test_another_document_comes_before_more_of_the_first():
    found = [
        sentence(WAR),
        sentence("Soldiers left their barracks in haste."),
        sentence("Ministers met envoys abroad.", document="e"),
    ]
    assert [each.document.id for each in central(found, most=2)] == ["d", "e"]


def test_what_is_far_from_the_subject_is_left_out():
    found = [sentence(WAR), sentence("Rain fell.", score=0.9), sentence("Snow fell on hills.", cover=0.5)]
    assert [each.text for each in central(found)] == [WAR]


def test_no_more_are_taken_than_are_asked_for():
    names = "one two three four five six seven eight nine ten".split()
    found = [sentence(f"{name.title()} {name}teen ships {name}s sailed", document=name) for name in names]
    assert len(central(found)) == MOST_IN_SUMMARY == 6
