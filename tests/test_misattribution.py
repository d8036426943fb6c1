import pytest

from answer.misattribution import named_in, speakers_of, wrong_speaker
from answer.prose import Sources, read_prose
from answer.quotations import find_quotation
from index.statements import statements
from index.types import Document
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
    assert wrong_speaker(named_in(told), speakers_of(match, statements(DOCUMENT))) == expected


def test_words_whose_speaker_is_not_known_are_not_taken_from_anybody():
    assert wrong_speaker(["Kim Jong Un"], speakers_of(find_quotation(QUOTED, [DOCUMENT]), [])) == ""


def test_prose_that_gives_a_quotation_to_another_is_marked():
    sources = Sources(
        passages=(newsroom.passage(DOCUMENT),), documents={"d": DOCUMENT}, statements={"d": statements(DOCUMENT)}
    )
    draft = read_prose(f"Kim Jong Un said: “{QUOTED}” [1]. Lavrov said: “{QUOTED}” [1].", sources)
    assert [check.verdict for check in draft.checks] == ["unsupported", "verbatim"]
    assert draft.checks[0].reason == "The document gives these words to Sergei Lavrov."
