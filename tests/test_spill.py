"""What is put comes back in order, however much it is, and leaves no file."""

from pathlib import Path

from index.spill import Spill


def test_what_was_put_comes_back_in_order(tmp_path: Path):
    with Spill[tuple[int, str]](tmp_path) as spill:
        items = [(number, "text " * number) for number in range(200)]
        for item in items:
            spill.put(item)
        assert list(spill.take()) == items
        assert list(spill.take()) == items
    assert list(tmp_path.iterdir()) == []


def test_an_empty_one_gives_nothing(tmp_path: Path):
    with Spill[int](tmp_path) as spill:
        assert list(spill.take()) == []
