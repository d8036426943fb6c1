"""The golden questions obey their laws, and the laws can be broken."""

from collections import Counter
from dataclasses import replace

import pytest

from evals.questions import CORPUS, QUESTIONS, UNANSWERABLE, GoldQuestion, Place, faults, holds, read_questions
from index.loaders import find, read
from index.types import Document

QUESTION = GoldQuestion(
    id="said-she",
    kind="said",
    split="development",
    question="What did she say?",
    answer=(("never", "not ever"),),
    evidence=((Place(document="a.md", text="“Never,” she said."),),),
)
TEXTS = {"a.md": "“Never,” she said. Nobody asked again."}
GOLDEN = read_questions()


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The shipped documents as the program's own loaders give them, by file name."""
    found = {}
    for path in find(CORPUS):
        for document in read(path, max_bytes=10_000_000):
            assert isinstance(document, Document)
            found[path.name] = document.text
    return found


def test_every_golden_question_obeys_the_laws(texts: dict[str, str]):
    assert {question.id: faults(question, texts) for question in GOLDEN if faults(question, texts)} == {}


def test_there_are_questions_of_every_kind_in_even_halves():
    kinds = Counter(question.kind for question in GOLDEN)
    assert set(kinds) == {
        *("said", "fact", "when", "who", "number", "comparison", "follow-up", "misspelt", "transliterated"),
        *("dated", "outlet", "negated"),
        *UNANSWERABLE,
    }
    assert min(kinds.values()) >= 8
    for kind, count in kinds.items():
        chosen = sum(question.split == "development" for question in GOLDEN if question.kind == kind)
        assert abs(2 * chosen - count) <= 2, kind


def test_no_two_golden_questions_share_an_id_or_their_words():
    assert len({question.id for question in GOLDEN}) == len(GOLDEN)
    assert len({(question.question.lower(), question.earlier) for question in GOLDEN}) == len(GOLDEN)


def test_every_field_of_the_file_is_explained():
    explained = (QUESTIONS.parent / "README.md").read_text("utf-8")
    for name in ("id", "kind", "split", "question", "form", "earlier", "speaker", "answer", "not", "evidence", "also"):
        assert f"`{name}`" in explained
    assert f"{len(GOLDEN)} questions" in explained


def test_every_document_of_the_corpus_is_asked_about(texts: dict[str, str]):
    assert {place.document for question in GOLDEN for place in question.places} == set(texts)


def test_a_question_in_good_order_has_no_faults():
    assert faults(QUESTION, TEXTS) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"evidence": ((Place(document="a.md", text="never said"),),)}, "0 times"),
        ({"also": (Place(document="b.md", text="Nobody"),)}, "0 times in b.md"),
        ({"evidence": ()}, "exactly when the corpus answers it"),
        ({"answer": (("perhaps",),)}, "No key of ['perhaps']"),
        ({"never": ("SHE SAID",)}, "must not be in an answer"),
        ({"absent": ("nobody",)}, "'nobody' is in the corpus"),
        ({"kind": "trap"}, "exactly when the corpus answers it"),
        ({"kind": "trap", "answer": (), "evidence": ()}, "does not say why"),
    ],
)
def test_a_question_that_breaks_a_law_has_a_fault(broken: dict[str, object], fault: str):
    assert any(fault in each for each in faults(replace(QUESTION, **broken), TEXTS))


def test_a_place_that_stands_twice_is_a_fault():
    assert faults(QUESTION, {"a.md": TEXTS["a.md"] * 2}) == ["'“Never,” she said.' is 2 times in a.md."]


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("On 27 June 2024.", "7 June 2024", False),
        ("On 27 June 2024.", "27 june 2024", True),
        ("the summit I’ve  hosted", "summit I've hosted", True),
        ("at 6.1 then", "6.1", True),
        ("5,0600", "5,060", False),
    ],
)
def test_a_key_is_found_as_whole_words_in_any_typography(text: str, key: str, expected: bool):
    assert holds(text, key) is expected
