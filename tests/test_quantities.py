"""Numbers with their units, and a unit that a claim has otherwise than its source."""

import pytest

from answer.quantities import quantities, wrong_unit

SOURCE = "The drill lasted three days. The zone is four kilometres wide. He served for ten years."


def test_quantities_are_turned_into_one_unit_of_their_kind():
    found = [(each.base, each.amount) for each in quantities("two decades, 3 weeks, a 40-kilometre road, 5 soldiers")]
    assert found == [("months", 240.0), ("days", 21.0), ("metres", 40_000.0)]


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("It went on for three days.", ""),
        ("The zone is 4 km wide.", ""),
        ("He served for one decade.", ""),
        ("There were three ships.", ""),
        ("It went on for three weeks.", "The source says three days, not three weeks."),
        ("The zone is four miles wide.", "The source says four kilometres, not four miles."),
        ("He served for ten months.", "The source says ten years, not ten months."),
    ],
)
def test_another_unit_of_the_same_kind_is_told(claim: str, reason: str):
    assert wrong_unit(claim, SOURCE) == reason
