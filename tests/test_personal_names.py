"""The parts of personal names: what is one person's name in another form, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.personal_names import Parts, agree, long_form, parts, shortens, variants, without_title

NAMES = st.lists(
    st.sampled_from(
        "Joe Joseph R. Biden Jr. J.D. JD Vance Sergei Sergey Lavrov bin Al- Kim Jong-un Smith II Élie".split()
    ),
    min_size=1,
    max_size=5,
).map(" ".join)


def form(name: str) -> Parts:
    found = parts(name)
    assert found, name
    return found


@pytest.mark.parametrize(
    ("name", "words", "suffix"),
    [
        ("Joseph R. Biden Jr.", ("joseph", "r", "biden"), "jr"),
        ("J.D. Vance", ("j", "d", "vance"), ""),
        ("JD Vance", ("j", "d", "vance"), ""),
        ("Kim Jong-un", ("kim", "jong", "un"), ""),
        ("Mohammed bin Salman", ("mohammed", "salman"), ""),
        ("Ursula von der Leyen", ("ursula", "leyen"), ""),
        ("Ben Carson", ("ben", "carson"), ""),
        ("Recep Tayyip Erdoğan", ("recep", "tayyip", "erdogan"), ""),
        ("Beto O’Rourke", ("beto", "orourke"), ""),
        ("Ohio Gov. Mike DeWine", ("mike", "dewine"), ""),
        ("Lavrov", ("lavrov",), ""),
    ],
)
def test_a_name_has_its_words_without_titles_and_particles(name, words, suffix):
    assert form(name) == Parts(words=words, suffix=suffix)


@pytest.mark.parametrize(
    "name",
    ["Russian Foreign Ministry", "Kremlin", "officials", "a spokesman", "North Korea", "US Centers", "", "7th Fleet"],
)
def test_institutions_places_and_descriptions_are_no_personal_names(name):
    assert parts(name) is None


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("George Bush", "George W. Bush"),
        ("Joe Biden", "Joseph R. Biden"),
        ("G. Bush", "George W. Bush"),
        ("López Obrador", "Andrés Manuel López Obrador"),
        ("Hillary Clinton", "Hillary Rodham Clinton"),
    ],
)
def test_a_less_full_name_shortens_a_fuller_one(short, full):
    assert shortens(form(short), form(full))
    assert not shortens(form(full), form(short))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("George W. Bush", "George H. W. Bush"),
        ("Hillary Clinton", "Bill Clinton"),
        ("Kim Jong Un", "Kim Yo Jong"),
        ("Donald Trump", "Donald J. Trump Jr."),
        ("Michael Shea", "Christopher Michael Shea"),
        ("Dave Bautista", "David Hayes-Bautista"),
        ("Amanda Quinn", "A P The Queen"),
        ("Bush", "George Bush"),
    ],
)
def test_a_name_that_differs_in_what_both_have_shortens_nothing(short, full):
    assert not shortens(form(short), form(full))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lavrov", "Sergey Lawrow"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Alexei Navalny", "Alexey Navalny"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Alfonso Cuarón", "Alfonso Cuaron"),
    ],
)
def test_two_spellings_are_one_name(one, other):
    assert variants(form(one), form(other), known=False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Michael Bennett", "Michael Bennet"),
        ("Kristin Johnson", "Kristen Johnson"),
        ("John Gurdon", "John Gordon"),
        ("Steve King", "Stephen King"),
        ("Henry VIII Tudor", "Henry VII Tudor"),
        ("Kim Jong Un", "Kim Jong Il"),
    ],
)
def test_names_that_thousands_bear_are_not_taken_for_each_other(one, other):
    assert not variants(form(one), form(other), known=True)


def test_a_short_form_counts_for_a_public_figure_only():
    assert variants(form("Chuck Grassley"), form("Charles Grassley"), known=True)
    assert not variants(form("Jeff Duchin"), form("Jeffrey Duchin"), known=False)
    assert (long_form("joe"), long_form("lavrov")) == ("joseph", "lavrov")


def test_a_title_is_left_out_where_a_whole_name_follows():
    assert without_title("Ohio Gov. Mike DeWine") == "Mike DeWine"
    assert without_title("Billie Jean King") == "Billie Jean King"


@given(NAMES, NAMES)
def test_to_agree_is_mutual_and_nobody_shortens_who_is_shortened(one, other):
    left, right = parts(one), parts(other)
    if left and right:
        assert agree(left, right) == agree(right, left)
        assert agree(left, left)
        assert not (shortens(left, right) and shortens(right, left))
        assert variants(left, right, known=True) == variants(right, left, known=True)


@given(st.text())
def test_any_text_has_parts_or_none(text):
    found = parts(text)
    assert found is None or found.words
