"""The limits over a clock that the tests move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import limits
from ui.limits import FREE_GUESSES, LONGEST_WAIT, REMEMBERED, Guesses, Rate, TooMany
from ui.reader import Reader, network, within


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@given(steps=st.lists(st.floats(min_value=0, max_value=30), min_size=1, max_size=200), per_minute=st.integers(1, 20))
def test_never_more_is_let_in_than_the_bucket_holds_and_what_flowed_in_since(steps: list[float], per_minute: int):
    clock = Clock()
    rate, let_in = Rate(per_minute, clock), 0
    for step in steps:
        clock.now += step
        let_in += rate.take("a") == 0
        assert let_in <= per_minute + (clock.now - 100) * per_minute / 60 + 1e-6


@given(per_minute=st.integers(1, 200))
def test_whoever_waits_as_long_as_told_is_let_in(per_minute: int):
    clock = Clock()
    rate = Rate(per_minute, clock)
    assert [rate.take("a") for _ in range(per_minute)] == [0.0] * per_minute
    wait = rate.take("a")
    assert 0 < wait <= 60 / per_minute + 1e-9
    clock.now += wait + 1e-6
    assert rate.take("a") == 0


def test_one_reader_takes_nothing_from_another():
    rate = Rate(1, Clock())
    assert (rate.take("a"), rate.take("b"), rate.take("a")) == (0, 0, 60)


def test_no_limit_is_no_limit_and_keeps_nothing():
    rate = Rate(0, Clock())
    assert not any(rate.take("a") for _ in range(1_000))
    assert len(rate) == 0


def test_the_memory_of_both_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MOST_KEYS", 10)
    rate, guesses = Rate(5, Clock()), Guesses(Clock())
    for number in range(100):
        rate.take(str(number))
        guesses.guess(f"name {number}", f"address {number}")
    assert len(rate) == len(guesses) == 10


def test_too_many_questions_are_told_with_when_to_ask_again():
    rate, kept = Rate(2, Clock()), within.set(Reader(address="192.0.2.7"))
    try:
        rate.admit()
        rate.admit()
        with pytest.raises(TooMany, match=r"more than 2 questions in a minute\. .* ask again in 30 seconds"):
            rate.admit()
    finally:
        within.reset(kept)


def test_a_program_on_this_machine_is_not_counted():
    rate = Rate(1, Clock())
    for _ in range(5):
        rate.admit()


def waits(guesses: Guesses, clock: Clock, times: int) -> list[float]:
    """How long each of so many guesses, as soon as they are let in, has to wait."""
    found = []
    for _ in range(times):
        wait = guesses.guess("name a", "address b")
        found.append(wait)
        clock.now += wait
        if wait:
            assert guesses.guess("name a", "address b") == 0
    return found


def test_the_wait_grows_with_each_guess_up_to_the_longest():
    clock = Clock()
    guesses = Guesses(clock)
    assert waits(guesses, clock, FREE_GUESSES) == [0] * FREE_GUESSES
    assert waits(guesses, clock, 8) == [5, 10, 20, 40, 80, 160, LONGEST_WAIT, LONGEST_WAIT]


def test_another_address_does_not_help_with_a_name_nor_another_name_with_an_address():
    guesses = Guesses(Clock())
    for number in range(FREE_GUESSES):
        guesses.guess("name a", f"address {number}")
        guesses.guess(f"name {number}", "address x")
    assert guesses.guess("name a", "address new") > 0
    assert guesses.guess("name new", "address x") > 0


def test_a_right_password_between_gives_an_address_no_more_guesses_at_other_names():
    guesses = Guesses(Clock())
    for number in range(FREE_GUESSES):
        guesses.guess(f"name {number}", "address x")
        if number < FREE_GUESSES - 1:
            guesses.guess("name own", "address x")
            guesses.right("name own", "address x")
    assert guesses.guess("name other", "address x") > 0


def test_what_was_wrong_long_ago_is_forgotten():
    clock = Clock()
    guesses = Guesses(clock)
    waits(guesses, clock, FREE_GUESSES)
    clock.now += REMEMBERED + 1
    assert waits(guesses, clock, FREE_GUESSES) == [0] * FREE_GUESSES


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:0:1:aaaa::1", "2001:db8:0:1::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_an_address_is_what_its_owner_cannot_change_at_will(address: str, key: str):
    assert network(address) == key
