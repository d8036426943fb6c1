"""When sources disagree: what counts as a conflict, what does not, and how it is told."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.conflicts import conflict
from answer.disagreement import kept, told, with_sides, write_conflict
from answer.draft import Draft
from answer.evidence import Evidence
from answer.expectations import expected
from answer.question import Question
from index.topics import topic_terms
from index.types import Document, Span
from tests import newsroom

KILLED = "How many people were killed in the strike on Bushehr?"


def asked(text: str) -> Question:
    terms = topic_terms(text)
    return Question(asked=text, understood=text, sought=text, intent="find", terms=terms, expected=expected(text))


def sentence(
    text: str, id: str, *, source: str = "", day: date | None = None, score: float = 2.0, cover=1.0
) -> Evidence:
    document = Document(id=id, title="", text=text, path=f"/{id}", source=source, published=day)
    return Evidence(
        document=document,
        passage=newsroom.passage(document),
        sentence=Span(start=0, end=len(text)),
        score=score,
        cosine=0.8,
        words=cover,
        cover=cover,
        fits=True,
        surroundings=frozenset(),
    )


FIFTEEN = sentence("The strike on Bushehr killed 15 people.", "a", source="Reuters", day=date(2025, 7, 3))
SEVENTEEN = sentence(
    "In Bushehr 17 people were killed in the strike.", "b", source="AP", day=date(2025, 7, 5), score=1.9
)


def sides(question: str, found: Sequence[Evidence], **origins: str):
    disputed = conflict(asked(question), found, origins)
    return [side.value for side in disputed.sides] if disputed else []


def test_two_numbers_for_one_thing_are_a_conflict():
    assert sides(KILLED, [FIFTEEN, SEVENTEEN]) == ["15", "17"]


@pytest.mark.parametrize(
    "other",
    [
        "In Bushehr 15 people were killed in the strike.",
        "At least 12 people were killed in the strike on Bushehr.",
        "In Bushehr 40 houses burnt when 15 people were killed in the strike.",
        "Schools stayed closed for 9 days.",
        "In Bushehr 17 people, or 18 people, were killed in the strike.",
    ],
)
def test_the_same_a_bound_that_is_kept_a_further_fact_and_an_unsure_value_are_none(other: str):
    assert sides(KILLED, [FIFTEEN, sentence(other, "b", cover=1.0 if "killed" in other else 0.2)]) == []


def test_a_copy_of_a_story_is_no_second_source_for_a_value_but_may_have_another():
    copy = sentence(FIFTEEN.text, "c")
    disputed = conflict(asked(KILLED), [FIFTEEN, copy, SEVENTEEN], dict.fromkeys("abc", "story"))
    assert [(side.value, len(side.evidence)) for side in disputed.sides] == [("15", 1), ("17", 1)]


def test_an_altered_wording_of_a_sentence_disagrees_though_it_has_further_values():
    asked_when = "When was the harbour of Varna founded?"
    one = sentence("The harbour of Varna was founded in 1856 and rebuilt in 1951 by the same firm.", "a")
    other = sentence("The harbour of Varna was founded in 1900 and rebuilt in 1951 by the same firm.", "b")
    assert sides(asked_when, [one, other]) == ["1856", "1900"]
    assert sides(asked_when, [one, sentence(one.text, "b")]) == []


def test_a_sentence_on_another_thing_is_no_side():
    wounded = sentence("A quake in Kerman hurt 17 people.", "b")
    assert sides(KILLED, [FIFTEEN, wounded]) == []


def test_a_denial_in_the_same_words_is_a_conflict_of_a_question_for_yes_or_no():
    yes = sentence("Kim attended the summit in Kazan.", "a", source="Desk")
    no = sentence("Kim did not attend the summit in Kazan.", "b", source="Echo")
    disputed = conflict(asked("Did Kim attend the summit in Kazan?"), [no, yes], {})
    assert told(disputed) == "The sources disagree: yes (Desk), no (Echo)."
    assert sides("Who attended the summit in Kazan?", [no, yes]) == []


def test_the_line_names_both_with_outlet_and_day_the_earlier_first():
    disputed = conflict(asked(KILLED), [SEVENTEEN, FIFTEEN], {})
    assert told(disputed) == "The sources disagree on the number: 15 (Reuters, 3 July 2025), 17 (AP, 5 July 2025)."


def test_an_answer_keeps_the_sides_without_the_texts_of_their_documents():
    held = kept(conflict(asked(KILLED), [FIFTEEN, SEVENTEEN], {}))
    assert [(each.value, each.sentences, each.documents) for each in held.sides] == [
        ("15", (FIFTEEN.text,), ("a",)),
        ("17", (SEVENTEEN.text,), ("b",)),
    ]
    assert kept(None) is None


def test_a_side_with_more_sources_says_so():
    third = sentence("Fifteen people were killed in the strike on Bushehr.", "c", source="AFP", score=1.8)
    disputed = conflict(asked(KILLED), [FIFTEEN, SEVENTEEN, third], {})
    assert told(disputed).startswith("The sources disagree on the number: 15 (Reuters, 3 July 2025, and 1 more), 17")


def test_both_sentences_are_shown_and_cited_and_the_line_is_checked():
    disputed = conflict(asked(KILLED), [FIFTEEN, SEVENTEEN], {})
    assert with_sides([FIFTEEN], disputed) == [FIFTEEN, SEVENTEEN]
    assert with_sides([FIFTEEN], None) == [FIFTEEN]
    draft = Draft()
    write_conflict(draft, disputed)
    assert [each.quote for each in draft.citations] == [FIFTEEN.text, SEVENTEEN.text]
    newsroom.assert_lawful(draft, {"a": FIFTEEN.document, "b": SEVENTEEN.document})


SENTENCES = st.builds(
    sentence,
    st.builds(
        "{} {} people were killed in the strike on Bushehr.".format,
        st.sampled_from(["At least", "About", "Some", ""]),
        st.integers(2, 30),
    ),
    st.sampled_from("abcdef"),
    score=st.floats(1.0, 2.0),
)


@given(st.lists(SENTENCES, max_size=8), st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("xy")))
def test_sides_have_evidence_their_own_origins_and_their_value_in_it(found, origins):
    disputed = conflict(asked(KILLED), sorted(found, key=lambda each: -each.score), origins)
    if disputed is None:
        return
    assert 2 <= len(disputed.sides) <= 4
    documents = [each.document.id for side in disputed.sides for each in side.evidence]
    assert len(set(documents)) == len(documents)
    for side in disputed.sides:
        stories = [origins.get(each.document.id, each.document.id) for each in side.evidence]
        assert len(set(stories)) == len(stories)
    assert all(side.value in side.evidence[0].text for side in disputed.sides)
