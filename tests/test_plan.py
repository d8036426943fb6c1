"""Which files are read again: a pure function of what was found and what is known."""

import pytest

from index.plan import Plan, concerns, cover, is_url, part_of, plan, settled, under

SECOND = 1_000_000_000


def test_new_and_changed_files_are_read_and_the_others_are_not():
    found = {"/a": (1, 10), "/b": (2, 10), "/c": (1, 11), "/new": (1, 10)}
    known = {"/a": (1, 10), "/b": (1, 10), "/c": (1, 10), "/elsewhere": (1, 10)}
    assert plan(found=found, known=known, gone=[]) == Plan(read=("/b", "/c", "/new"), unchanged=("/a",))


def test_a_url_is_always_read():
    assert plan(found={"http://x": None}, known={"http://x": (1, 1)}, gone=[]).read == ("http://x",)


def test_what_is_found_is_not_gone():
    assert plan(found={"/a": (1, 1)}, known={}, gone=["/a", "/b", "/b"]).gone == ("/b",)


def test_a_file_written_just_now_may_change_again_unnoticed():
    now = 1_000 * SECOND
    assert not settled((now, 5), now)
    assert not settled((now - SECOND, 5), now)
    assert settled((now - 3 * SECOND, 5), now)
    assert settled((now + 3 * SECOND, 5), now)


@pytest.mark.parametrize(
    ("path", "source", "expected"),
    [
        ("/a/b.txt", "/a", True),
        ("/a/b.txt", "/a/b.txt", True),
        ("/ab/c.txt", "/a", False),
        ("http://x/a/b", "http://x/a", False),
        ("http://x/a", "http://x/a", True),
        ("/http:/x", "http://x", False),
    ],
)
def test_what_lies_under_a_source(path: str, source: str, expected: bool):
    assert under(path, source) is expected


def test_a_member_is_part_of_its_archive():
    assert part_of("/a.zip!/b.csv#3", "/a.zip")
    assert part_of("/a.zip!/b.csv#3", "/a.zip!/b.csv")
    assert not part_of("/a.zip!/b.csv#3", "/a.zip!/b")


def test_a_failure_inside_a_file_concerns_only_that_part_and_any_other_the_whole():
    assert concerns("/a.zip!/b.txt", "/a.zip", "/a.zip!/b.txt")
    assert not concerns("/a.zip!/b.txt", "/a.zip", "/a.zip!/c.txt")
    assert concerns("/a.zip", "/a.zip", "/a.zip!/c.txt")
    assert concerns("http://x/old", "http://user@x/old", "http://x/new")


def test_a_source_inside_another_one_is_covered_by_it():
    assert cover(["/a/b", "/a", "/ab", "http://x", "/a", "/a/c.txt"]) == ("/a", "/ab", "http://x")


@pytest.mark.parametrize(("source", "expected"), [("https://x", True), ("HTTP://x", True), ("/http://", False)])
def test_urls_are_told_from_paths(source: str, expected: bool):
    assert is_url(source) is expected
