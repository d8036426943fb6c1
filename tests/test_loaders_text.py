"""Plain text, Markdown with front matter, encodings and dates."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import Unreadable
from index.loaders import read
from index.loaders.dates import parse_date
from index.loaders.encodings import decode
from index.types import Document, Failure


@pytest.fixture
def load(tmp_path: Path):
    def one(name: str, data: str | bytes) -> Document | Failure:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        [result] = read(path, max_bytes=1_000_000)
        return result

    return one


# --- plain text ---


def test_a_text_file_without_a_head_is_all_text(load) -> None:
    document = load("visit_to-wonsan.txt", "The minister came.\r\n\r\nNote: he left again.\r\n")
    assert document.text == "The minister came.\n\nNote: he left again."
    assert document.title == "The minister came."
    assert (document.source, document.author, document.published, document.url) == ("", "", None, "")
    assert document.language == "en"


def test_a_text_file_that_begins_with_prose_is_titled_by_its_name(load) -> None:
    assert load("visit_to-wonsan.txt", "word " * 60).title == "visit to wonsan"


def test_head_lines_are_metadata(load) -> None:
    document = load(
        "a.txt",
        "Title: A visit\nSource: TASS\nAuthor: Jane Doe\nDate: 12 July 2025\nURL: https://example.org/a\nLang: en-GB"
        "\n\nHe came.\n\nHe went.",
    )
    assert document.text == "He came.\n\nHe went."
    assert (document.title, document.source, document.author) == ("A visit", "TASS", "Jane Doe")
    assert (document.published, document.url) == (date(2025, 7, 12), "https://example.org/a")


@pytest.mark.parametrize(
    "text",
    [
        "Title: A visit\nHe came.\n\nHe went.",
        "Warning: cold\n\nHe came.",
        "Title: A visit",
        "He said:\n\nTitle: A visit",
    ],
)
def test_lines_that_only_look_like_a_head_stay_in_the_text(load, text: str) -> None:
    assert load("a.txt", text).text.startswith(text.split("\n", maxsplit=1)[0])


def test_invisible_and_directing_characters_do_no_harm(load) -> None:
    document = load("a.txt", "Lav\u200brov \u202espoke\u202c in\x00 Won\u00adsan.\ufeff")
    assert document.text == "Lavrov spoke in Wonsan."


def test_a_text_of_punctuation_is_a_failure(load) -> None:
    assert load("a.txt", "… — !").reason == "a.txt holds no text: there is nothing to index in it."


# --- encodings ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-marked", "utf-16-be-marked", "cp1252"])
def test_each_encoding_gives_the_same_words(load, encoding: str) -> None:
    text = "“Café”, he said – naïvely – to Müller."
    marks = {"utf-16-le-marked": ("utf-16-le", b"\xff\xfe"), "utf-16-be-marked": ("utf-16-be", b"\xfe\xff")}
    codec, mark = marks.get(encoding, (encoding, b""))
    assert load("a.txt", mark + text.encode(codec)).text == text


def test_the_declared_encoding_counts_where_the_bytes_are_not_utf8() -> None:
    assert decode("Лавров".encode("koi8-r"), "a", "koi8-r") == "Лавров"
    assert decode("Лавров".encode(), "a", "koi8-r") == "Лавров"
    assert decode("café".encode("cp1252"), "a", "no such encoding") == "café"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bytes(range(256)) * 20, "binary data"),
        (b"word\x00" * 100, "binary data"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "an image"),
        (b"%PDF-1.7\n%words words words", "a PDF"),
        (b"PK\x03\x04 and so on", "a ZIP, DOCX or EPUB"),
        (b"\x7fELF" + bytes(50), "a program"),
    ],
)
def test_binary_data_renamed_to_txt_is_a_failure_that_says_what_it_is(load, data: bytes, words: str) -> None:
    assert words in load("renamed.txt", data).reason


def test_one_stray_control_character_does_not_make_a_text_binary() -> None:
    assert decode(b"word " * 100 + b"\x00", "a")


@given(st.binary(), st.text())
def test_bytes_are_decoded_or_refused(data: bytes, charset: str) -> None:
    try:
        assert decode(data, "a", charset).strip()
    except Unreadable as error:
        assert str(error).startswith("a is ")


# --- Markdown ---


def test_front_matter_is_metadata_and_the_marks_go(load) -> None:
    document = load(
        "a.md",
        """---
title: "Talks: a summary"
outlet: TASS
authors: [Jane Doe, John Roe]
date: 2025-07-12
url: https://example.org/a
lang: ru
---
# Heading

He *said* **that** `x < y` in [Wonsan](https://example.org "title")
on Saturday&nbsp;— see ![a map](map.png).

- one
- two **bold**

> A quotation.

| a | b |
|---|---|
| 1 | 2 |

<div>Raw <b>HTML</b></div>

    code
""",
    )
    assert (document.title, document.source, document.author) == ("Talks: a summary", "TASS", "Jane Doe, John Roe")
    assert (document.published, document.url, document.language) == (date(2025, 7, 12), "https://example.org/a", "ru")
    assert document.text.split("\n\n") == [
        "Heading",
        "He said that x < y in Wonsan on Saturday — see .",
        "one",
        "two bold",
        "A quotation.",
        "a | b",
        "1 | 2",
        "Raw HTML",
        "code",
    ]


def test_without_a_title_the_first_heading_is_the_title(load) -> None:
    assert load("a.md", "Intro.\n\n## The *talks*\n\nMore.").title == "The talks"


def test_a_source_that_is_not_named_is_the_host_of_the_url(load) -> None:
    assert load("a.md", "---\nurl: https://www.tass.com/world/1\n---\nText.").source == "tass.com"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-07-12", date(2025, 7, 12)),
        ("2025-07-12T23:30:00-05:00", date(2025, 7, 12)),
        ('"12 July 2025"', date(2025, 7, 12)),
        ('"2025-07-12 09:00"', date(2025, 7, 12)),
        ("July", None),
        ("2025", None),
        ("[a, b]", None),
    ],
)
def test_a_date_in_the_front_matter_may_be_a_date_a_time_or_text(load, value: str, expected: date | None) -> None:
    assert load("a.md", f"---\npublished: {value}\n---\nText.").published == expected


@pytest.mark.parametrize(
    "front",
    [
        "title: [unclosed",
        "title: a: b: c",
        "published: 2025-13-45",
        "- a list",
        "!!python/object/apply:os.system [ls]",
        "\tx",
        "a: *nothing",
        "[" * 10_000,
        "? {[]: 1}: 2",
    ],
)
def test_broken_front_matter_stays_in_the_text(load, front: str) -> None:
    document = load("a.md", f"---\n{front}\n---\n\nThe text below.")
    assert isinstance(document, Document)
    assert document.text.endswith("The text below.")


def test_a_yaml_bomb_costs_nothing(load) -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    document = load("a.md", f"---\n{bomb}title: *a29\n---\n\nThe text below.")
    assert document.text == "The text below."


def test_a_rule_at_the_top_is_no_front_matter(load) -> None:
    assert load("a.md", "---\n\nOne.\n\n---\n\nTwo.").text == "One.\n\nTwo."


# --- dates ---


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-12",
        "2025-7-12",
        "2025-07-12T23:59:59-11:00",
        "2025-07-12T00:00:00.000Z",
        "2025-07-12 10:30",
        "2025/07/12",
        "2025.07.12",
        "20250712",
        "20250712T101500Z",
        "12.07.2025",
        "12 July 2025",
        "12 Jul 2025, 10:30 GMT",
        "12th of July, 2025",
        "July 12, 2025",
        "JULY 12 2025",
        "Jul. 12th, 2025 at 5pm",
        "Saturday, July 12, 2025",
        "Saturday 12 July 2025",
        "Sat, 12 Jul 2025 10:00:00 +0000",
        "Sat Jul 12 10:00:00 2025",
        " 12-Jul-2025 ",
        "D:20250712101010+02'00'",
    ],
)
def test_a_date_is_read_as_it_is_written(text: str) -> None:
    assert parse_date(text) == date(2025, 7, 12)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "04/05/2025",
        "12-07-2025",
        "July 2025",
        "2025",
        "may",
        "it may 12 2025",
        "31 June 2025",
        "2025-13-01",
        "12 July 25",
        "0000-00-00",
        "9" * 500,
        None,
        True,
        [],
        {},
        3.5,
        float("nan"),
        float("inf"),
        10**30,
    ],
)
def test_what_is_not_certainly_one_date_is_none(value: object) -> None:
    assert parse_date(value) is None


def test_dates_times_and_seconds_are_dates() -> None:
    assert parse_date(date(2025, 7, 12)) == date(2025, 7, 12)
    assert parse_date(datetime(2025, 7, 12, 23, tzinfo=UTC)) == date(2025, 7, 12)
    assert parse_date(1_752_314_400) == date(2025, 7, 12)
    assert parse_date(1_752_314_400_000) == date(2025, 7, 12)
    assert parse_date(20250712) == date(2025, 7, 12)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_survives_being_written(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day} {day:%B} {day.year}") == day
    assert parse_date(f"{day:%B} {day.day}, {day.year}") == day


@given(st.text() | st.floats() | st.integers())
def test_anything_is_a_date_or_none(value: object) -> None:
    assert parse_date(value) is None or isinstance(parse_date(value), date)
