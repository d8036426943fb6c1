"""What a newsroom may change in a quotation, and what it may not."""

import pytest

from answer.conventions import edited, parts, unedited
from answer.quotations import find_quotation
from index.types import Document

TEXT = (
    "“The drills [in June] cost 40 million,” Berg said. ‘We do not take “these plans” seriously,’ he added. "
    "“They said he would come to Paris on Friday, and that no one knew why. The team–as ever–lost.”"
)
DOCUMENT = Document(id="d", title="T", text=TEXT, path="/d")


def found(quotation: str) -> list[str] | None:
    match = find_quotation(quotation, [DOCUMENT])
    return match and [span.of(TEXT) for span in match.spans]


@pytest.mark.parametrize(
    ("quotation", "words"),
    [
        ("We do not take 'these plans' seriously.", ["We do not take “these plans” seriously"]),
        ("we do not take ''these plans'' seriously", ["We do not take “these plans” seriously"]),
        ("[Berg] would come to Paris", ["would come to Paris"]),
        ("said [Macron] would come to Paris", ["said he would come to Paris"]),
        ("said [the president of France] would come", ["said he would come"]),
        ("he would [soon] come to Paris", ["he would come to Paris"]),
        ("he [would come] on Friday", ["he would come to Paris on Friday"]),
        ("would come to Paris [next week]", ["would come to Paris"]),
        ("[t]hey said he would come", ["They said he would come"]),
        ("The drill[s] [in June] cost", ["The drills [in June] cost"]),
        ("The drills (in June) cost 40 million", ["The drills [in June] cost 40 million"]),
        ("The drills [in summer] cost 40 million", ["The drills [in June] cost 40 million"]),
        ("The drills … cost 40 million", ["The drills", "cost 40 million"]),
        ("The drills . . . cost 40 million", ["The drills", "cost 40 million"]),
        ("The drills (…) cost 40 million", ["The drills", "cost 40 million"]),
        ("The team — as ever — lost", ["The team–as ever–lost"]),
        ("he would come to Paris on Friday,", ["he would come to Paris on Friday"]),
        ("he would come to Paris on Friday.", ["he would come to Paris on Friday"]),
    ],
)
def test_what_a_newsroom_may_change_is_still_the_quotation(quotation, words):
    assert found(quotation) == words


@pytest.mark.parametrize(
    "quotation",
    [
        "We do [not] take these plans",
        "We do [really] take “these plans” seriously",
        "We [never] do not take “these plans”",
        "no one [knew why] The team won",
        "and that [everybody] knew why",
        "The drills [in 2019] cost 50 million",
        "They [came on] Friday",
        "cost 40 million … The drills",
        "[in June]s",
        "he would come, to Paris on Friday",
    ],
)
def test_what_changes_the_meaning_is_not(quotation):
    assert found(quotation) is None


def test_a_bracket_does_not_put_one_number_for_another():
    made = Document(id="d", title="", path="", text="since I came in [in 2019] it grew")
    assert find_quotation("since I came in [in 2020] it grew", [made]) is None
    assert find_quotation("since I came in [in 2019] it grew", [made])


def test_a_quotation_is_parted_at_its_ellipses_and_its_edits():
    assert parts("“We … take [these] plans [...] seriously,”") == ["We", "take [these] plans", "seriously"]
    assert parts("… “” …") == []
    assert unedited("We [all] take the plan[s] seriously") == ["We", "take the", "seriously"]
    assert unedited("[all]") == ["[all]"]
    assert edited("We [all] take")
    assert not edited("We (all) take")


def test_words_of_a_script_without_blanks_are_found_inside_a_run():
    made = Document(id="d", title="", path="", text="外交部发言人说：我们不认真对待这些计划。")
    assert find_quotation("我们不认真对待", [made])
    assert find_quotation("我们认真对待", [made]) is None
