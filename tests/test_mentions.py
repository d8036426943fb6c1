"""Where a text mentions somebody or something."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.mentions import MOST, held, mentions
from index.topics import topic_terms


def places(text: str, names: list[str], about: str = "") -> list[str]:
    return [span.of(text) for span in mentions(text, names, topic_terms(about))]


def test_a_name_is_found_whole_where_it_stands_whole_and_without_its_possessive_ending():
    text = "Sergei Lavrov came. Lavrov’s plane left; SERGEI LAVROV stayed."
    assert places(text, ["Sergei Lavrov", "lavrov"]) == ["Sergei Lavrov", "Lavrov", "SERGEI LAVROV"]


def test_a_name_in_small_letters_is_an_ordinary_word():
    assert places("You may ask May.", ["May"]) == ["May"]


def test_accents_and_case_make_no_other_name():
    assert places("Gül met GUL.", ["gul"]) == ["Gül", "GUL"]


def test_words_of_the_topic_beside_each_other_are_one_place_and_their_forms_count():
    assert places("The harbours plan: plans for a harbour.", [], "harbour plan") == [
        "harbours plan",
        "plans",
        "harbour",
    ]


def test_a_country_is_found_by_all_that_it_is_called():
    assert places("French troops left Paris for North Korea.", [], "France") == ["French", "Paris"]
    assert places("South Korea and the DPRK", [], "North Korea") == ["DPRK"]


def test_a_possessive_country_is_found():
    assert places("Iran’s answer, and the Iranians’.", [], "Iran") == ["Iran", "Iranians"]


def test_without_names_and_topic_nothing_is_mentioned():
    assert mentions("Lavrov came.") == held("Lavrov came.", frozenset()) == ()


def test_no_more_places_are_told_than_anybody_goes_through():
    assert len(mentions("Berg came. " * (MOST + 5), ["Berg"])) == MOST


@given(st.lists(st.sampled_from("Berg berg Ada ’s - French France harbour \n\n . “ 中文 é".split(" "))).map(" ".join))
def test_places_are_in_order_disjoint_and_within_the_text(text):
    spans = mentions(text, ["Ada Berg", "Berg", ""], topic_terms("France harbour"))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)
