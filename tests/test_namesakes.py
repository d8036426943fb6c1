"""Which bearer of a name a document means: the one whose company it keeps, or nobody."""

from hypothesis import given
from hypothesis import strategies as st

from index.namesakes import decided

CIRCLES = st.dictionaries(st.sampled_from("abcdefgh"), st.frozensets(st.sampled_from("tuvwxyz")))


def everything(_: str) -> bool:
    return True


def test_two_names_in_common_decide_and_one_does_not():
    alone = {"d": frozenset("xyz"), "e": frozenset("x")}
    assert decided(alone, [{"a": frozenset("xy")}], everything) == {"d": 0}


def test_a_name_that_is_everywhere_is_no_company():
    assert decided({"d": frozenset("xy")}, [{"a": frozenset("xy")}], lambda name: name != "x") == {}


def test_two_bearers_as_near_leave_it_open():
    bearers = [{"a": frozenset("xyz"), "b": frozenset()}, {"c": frozenset("xy"), "e": frozenset()}]
    assert decided({"d": frozenset("xyz")}, bearers, everything) == {}
    assert decided({"d": frozenset("xyzw")}, [bearers[0], {"c": frozenset("x"), "e": frozenset()}], everything) == {
        "d": 0
    }


def test_the_less_known_of_two_bearers_is_not_believed():
    bearers = [{"a": frozenset("xyz"), "b": frozenset()}, {"c": frozenset(), "e": frozenset(), "f": frozenset()}]
    assert decided({"d": frozenset("xyz")}, bearers, everything) == {}


@given(CIRCLES, st.lists(CIRCLES, max_size=4))
def test_the_order_of_the_bearers_makes_no_difference(alone, bearers):
    found = decided(alone, bearers, everything)
    turned = decided(alone, bearers[::-1], everything)
    assert found == {document: len(bearers) - 1 - at for document, at in turned.items()}
    assert set(found) <= set(alone)
