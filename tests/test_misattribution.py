import pytest

from answer.judgement import Claim, judge
from answer.misattribution import given_to, is_name, person_in, same_speaker, speakers_of, wrong_speaker
from answer.prose import Sources, read_prose
from answer.quotations import find_quotation
from answer.shelf import Pile
from index.statements import statements
from index.types import Document, Span
from tests import newsroom

TEXT = (
    "Foreign Minister Sergei Lavrov met Kim Jong Un in Wonsan. His words were reported by TASS. "
    "“Nobody thinks of using force against Korea,” Lavrov said."
)
DOCUMENT = Document(id="d", title="Talks", text=TEXT, path="/d.txt")
QUOTED = "Nobody thinks of using force against Korea"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Kim Jong Un said:", "The document gives these words to Sergei Lavrov."),
        ("Moscow said:", "The document gives these words to Sergei Lavrov."),
        ("Lavrov said:", ""),
        ("Foreign Minister Sergey Lavrov said, as reported by TASS:", ""),
        ("He said:", ""),
        ("The words were:", ""),
    ],
)
def test_a_quotation_belongs_to_whom_the_document_gives_it(told, expected):
    match = find_quotation(QUOTED, [DOCUMENT])
    text = f"{told} “{QUOTED}.”"
    span = Span(start=len(told) + 2, end=len(text) - 1)
    named = given_to(span, text, statements(Document(id="", title="", text=text, path=""))) or person_in(told)
    assert wrong_speaker(named, speakers_of(match, statements(DOCUMENT))) == expected


def test_one_person_in_a_sentence_may_be_its_speaker_and_two_may_not():
    assert person_in("Kim Jong Un was blunt:") == ["Kim Jong Un"]
    assert person_in("Kim Jong Un was blunt to Sergei Lavrov:") == []
    assert person_in("He told the Board of Governors:") == []
    assert is_name("Kim") and not is_name("its defence minister")


def test_words_whose_speaker_is_not_known_are_not_taken_from_anybody():
    assert wrong_speaker(["Kim Jong Un"], speakers_of(find_quotation(QUOTED, [DOCUMENT]), [])) == ""


def test_prose_that_gives_a_quotation_to_another_is_marked():
    sources = Sources(
        passages=(newsroom.passage(DOCUMENT),), documents={"d": DOCUMENT}, statements={"d": statements(DOCUMENT)}
    )
    draft = read_prose(f"Kim Jong Un said: “{QUOTED}” [1]. Lavrov said: “{QUOTED}” [1].", sources)
    assert [check.verdict for check in draft.checks] == ["unsupported", "verbatim"]
    assert draft.checks[0].reason == "The document gives these words to Sergei Lavrov."


@pytest.mark.parametrize(
    ("name", "speaker", "same"),
    [
        ("Clinton", "Hillary Clinton", True),
        ("President Biden", "Joe Biden", True),
        ("Sergey Lavrov", "Sergei Lavrov", True),
        ("Moscow", "Russian Foreign Ministry", True),
        ("the Kremlin", "Kremlin", True),
        ("Bill Clinton", "Hillary Clinton", False),
        ("Kim Jong Un", "Kim Yo Jong", False),
        ("Sergei Lavrov", "Rafael Grossi", False),
    ],
)
def test_two_names_are_one_speaker_only_where_they_can_be(name, speaker, same):
    assert same_speaker(name, speaker) is same
    assert same_speaker(speaker, name) is same


def test_words_of_somebody_whom_the_document_does_not_name_are_told_so_and_accuse_nobody():
    text = "Ministers met in Oslo. “We have agreed on every point of the plan,” a senior official said."
    document = Document(id="u", title="Talks", text=text, path="/u.txt")
    pile = Pile(documents=[document], statements={"u": statements(document)})
    words = "We have agreed on every point of the plan"
    claim = f"Ada Berg said: “{words}.”"
    start = claim.index(words)
    found = judge(Claim(span=Span(start=start, end=start + len(words)), text=claim, named=("Ada Berg",)), pile)
    assert (found.verdict, found.reason) == (
        "verbatim",
        "The document gives these words to “a senior official”, and names nobody.",
    )
    bare = judge(Claim(span=Span(start=0, end=len(words)), text=words), pile)
    assert (bare.verdict, bare.reason) == ("verbatim", "")
