"""CSV, JSON, JSON Lines, and ZIP files of anything."""

import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.loaders import document_id, read
from index.loaders.fields import SYNONYMS, article_of
from index.text import clean
from index.types import Document, Failure


def load(name: str, data: str | bytes, limit: int = 1_000_000) -> list[Document | Failure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return list(read(path, max_bytes=limit))


def documents(name: str, data: str | bytes, limit: int = 1_000_000) -> list[Document]:
    results = load(name, data, limit)
    assert not [result for result in results if isinstance(result, Failure)]
    return [result for result in results if isinstance(result, Document)]


def reason(name: str, data: str | bytes, limit: int = 1_000_000) -> str:
    [failure] = load(name, data, limit)
    assert isinstance(failure, Failure)
    return failure.reason


# --- field names ---


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"headline": "H", "body": "B", "outlet": "O", "byline": "A"}, ("H", "B", "O", "A")),
        ({"Title": "H", "Full_Text": "B", "site-name": "O", "AUTHORS": ["A", "C"]}, ("H", "B", "O", "A, C")),
        ({"title": "H", "content": "B", "source": {"id": None, "name": "O"}, "author": None}, ("H", "B", "O", "")),
        ({"title": {"rendered": "H"}, "content": {"rendered": "B"}, "publisher": {"name": "O"}}, ("H", "B", "O", "")),
        ({"title": "", "headline": "H", "text": " ", "maintext": ["B", "C"]}, ("H", "B\n\nC", "", "")),
        ({"title": 7, "story": "B", "author": [{"name": "A"}, {"name": "C"}]}, ("7", "B", "", "A, C")),
    ],
)
def test_fields_are_known_under_their_usual_names(fields: dict[str, object], expected: tuple[str, ...]) -> None:
    article = article_of(fields)
    assert (article.title, article.text, article.source, article.author) == expected


@pytest.mark.parametrize("name", SYNONYMS["published"])
def test_every_name_of_the_date_is_read(name: str) -> None:
    assert article_of({"text": "x", name: "2025-07-12T10:00:00Z"}).published == date(2025, 7, 12)


def test_the_first_date_that_can_be_read_counts() -> None:
    assert article_of({"published": "soon", "date": "04/05/2025", "created": "2025-07-12"}).published == date(
        2025, 7, 12
    )


def test_of_two_fields_with_one_name_the_first_counts() -> None:
    assert article_of({"Title": "A", "title": "B"}).title == "A"


_names = st.sampled_from([name for names in SYNONYMS.values() for name in names] + ["articles", "data", "items"])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_names | st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(json_values)
def test_any_json_gives_documents_or_failures(value: object) -> None:
    results = load("a.json", json.dumps(value))
    assert results
    for result in results:
        assert result.reason if isinstance(result, Failure) else clean(result.text) == result.text


# --- CSV ---

TABLE = 'title,Text,published,Site Name\nFirst,"One, two\nand three.",2025-07-12,TASS\n,,,\nThird,Three.,soon,\n'


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_row_of_a_table_is_an_article(delimiter: str) -> None:
    table = "title,text,source\nA,One.,X\nB,Two.,Y\n".replace(",", delimiter)
    assert [(found.title, found.text, found.source) for found in documents("a.csv", table)] == [
        ("A", "One.", "X"),
        ("B", "Two.", "Y"),
    ]


def test_rows_keep_their_numbers_quoted_lines_and_ids() -> None:
    first, third = documents("a.csv", TABLE)
    assert first.path.endswith("/a.csv#1")
    assert third.path.endswith("/a.csv#3")
    assert third.id == document_id(third.path)
    assert first.text == "One, two\n\nand three."
    assert (first.source, first.published, third.published) == ("TASS", date(2025, 7, 12), None)


def test_a_row_without_text_is_named() -> None:
    found, failure = load("a.csv", "title,text\nA,One.\nB,\n")
    assert isinstance(found, Document)
    assert isinstance(failure, Failure)
    assert failure.path.endswith("a.csv#2")
    assert failure.reason == "a.csv#2 holds no text: there is nothing to index in it."


def test_a_row_without_a_title_is_titled_by_its_text_or_its_number() -> None:
    short, long = documents("my_news.csv", f"text\nIt rained.\n{'word ' * 60}\n")
    assert (short.title, long.title) == ("It rained.", "my news 2")


def test_a_very_long_cell_is_read() -> None:
    [found] = documents("a.csv", "text\n" + "word " * 50_000)
    assert len(found.text) == 249_999


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("a,b\n1,2\n", "has no column of texts"),
        ("title,text\n", "has a header but no rows"),
        ("title,text\n,\n", "has a header but no rows"),
        ("\n\n\n", "is empty"),
    ],
)
def test_a_table_without_articles_is_a_failure(table: str, words: str) -> None:
    assert words in reason("a.csv", table)


# --- JSON ---

ARTICLES = [{"title": "A", "text": "One."}, {"title": "B", "text": "Two."}]


@pytest.mark.parametrize(
    "value",
    [
        ARTICLES,
        {"articles": ARTICLES},
        {"status": "ok", "data": {"results": ARTICLES}},
        {"response": {"results": ARTICLES}},
        {"hits": {"hits": [{"_source": article} for article in ARTICLES]}},
        {"@graph": ARTICLES},
        {"content": ARTICLES},
    ],
)
def test_a_list_of_articles_is_found_where_exports_put_it(value: object) -> None:
    found = documents("a.json", json.dumps(value))
    assert [(item.title, item.text) for item in found] == [("A", "One."), ("B", "Two.")]
    assert [item.path[-2:] for item in found] == ["#1", "#2"]


def test_one_article_is_the_file_itself() -> None:
    [found] = documents("a.json", json.dumps({"headline": "A", "articleBody": "One.", "inLanguage": "de"}))
    assert found.path.endswith("/a.json")
    assert found.language == "de"


def test_tags_in_a_text_field_are_removed() -> None:
    [found] = documents("a.json", json.dumps({"content": "<p>One &amp; only.</p><p>Two <b>bold</b>.</p>"}))
    assert found.text == "One & only.\n\nTwo bold."


def test_json_lines_give_an_article_a_line_and_name_the_bad_ones() -> None:
    good, broken, other, last = load("a.jsonl", '{"text": "One."}\n\n{"text": \n[1]\n{"body": "Two."}')
    assert isinstance(good, Document)
    assert isinstance(broken, Failure)
    assert broken.reason == "Line 3 of a.jsonl is not valid JSON: mend it."
    assert isinstance(other, Failure)
    assert "is no article" in other.reason
    assert isinstance(last, Document)
    assert last.path.endswith("#5")


def test_json_lines_under_the_name_of_json_are_read() -> None:
    assert len(documents("a.json", '{"text": "One."}\n{"text": "Two."}\n')) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not valid JSON"),
        ("{}", "holds no article"),
        ("[]", "is an empty list"),
        ('{"articles": []}', "is an empty list"),
        ('"words"', "holds no article"),
        ('[{"url": "x"}]', "a.json#1 is no article"),
        ("[" * 100_000, "is nested too deeply"),
    ],
)
def test_json_without_articles_is_a_failure(text: str, words: str) -> None:
    assert words in reason("a.json", text)


def test_half_of_a_surrogate_pair_in_json_does_no_harm() -> None:
    [found] = documents("a.json", r'{"title": "A\ud83d", "text": "On\ud800e\u0000."}')
    assert (found.title, found.text) == ("A", "One.")


# --- ZIP ---


def make_zip(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_the_members_of_a_zip_are_read_each_by_its_kind() -> None:
    members = {
        "b.csv": "text\nOne.\nTwo.\n",
        "sub/a.md": "# Head\n\nText.",
        "photo.jpg": b"\xff\xd8",
        "README.md": "About.",
        ".hidden/x.txt": "x",
        "__MACOSX/a.txt": "x",
        "z.txt": "",
    }
    first, second, markdown, empty = load("n.zip", make_zip(members))
    assert isinstance(first, Document)
    assert first.path.endswith("/n.zip!/b.csv#1")
    assert isinstance(second, Document)
    assert isinstance(markdown, Document)
    assert (markdown.title, markdown.path.split("!")[1]) == ("Head", "/sub/a.md")
    assert isinstance(empty, Failure)
    assert empty.reason.startswith("z.txt is empty")


def test_a_name_that_leads_out_of_the_archive_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.zip").write_bytes(make_zip({"../../evil.txt": "Text.", "/abs.txt": "Text."}))
    results = list(read(folder / "a.zip", max_bytes=1_000_000))
    assert len([result for result in results if isinstance(result, Document)]) == 2
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = make_zip({f"{number}.txt": bytes(900_000) for number in range(6)})
    assert len(bomb) < 10_000
    assert reason("bomb.zip", bomb).startswith("bomb.zip unpacks to more than 4 times the 1 MB that a file may have")


def test_a_member_that_is_too_large_or_packed_too_well_is_left_and_the_others_read() -> None:
    large, small, tight = load(
        "a.zip", make_zip({"a.txt": "ab" * 2_500_000, "b.txt": "x", "c.txt": "a" * 1_500_000}), 2_000_000
    )
    assert isinstance(large, Failure)
    assert "a.txt is larger than 2 MB" in large.reason
    assert isinstance(small, Document)
    assert isinstance(tight, Failure)
    assert "c.txt unpacks to over 200 times its packed size" in tight.reason


def test_an_archive_of_too_many_files_is_refused() -> None:
    assert "more than 10,000 files" in reason("a.zip", make_zip({f"{n}.txt": "" for n in range(10_001)}), 9_000_000)


def test_an_archive_in_an_archive_is_refused_by_name() -> None:
    assert reason("a.zip", make_zip({"b.zip": make_zip({"c.txt": "x"})})).startswith(
        "b.zip is an archive within an archive"
    )


def test_an_archive_without_documents_says_what_is_read() -> None:
    assert ".txt, .md" in reason("a.zip", make_zip({"a.jpg": "x"}))


def test_a_locked_or_rarely_packed_member_is_named() -> None:
    locked = bytearray(make_zip({"a.txt": "Text."}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "locked with a password" in reason("a.zip", bytes(locked))
    assert "rare method" in reason("a.zip", make_zip({"a.txt": "Text."}, zipfile.ZIP_LZMA))


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"no zip", make_zip({"a.txt": "Text."})[:40]])
def test_a_broken_archive_is_a_failure(data: bytes) -> None:
    assert reason("a.zip", data).startswith("a.zip is broken")


ARCHIVE = make_zip({"a.txt": "Some text.", "b.csv": TABLE, "c.json": json.dumps(ARTICLES), "d.html": "<p>Text.</p>"})


WHOLE = {"a.zip": ARCHIVE, "a.csv": TABLE.encode(), "a.json": json.dumps(ARTICLES).encode()}


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_loader(name: str, data: st.DataObject) -> None:
    whole = WHOLE[name]
    place = st.integers(0, len(whole) - 1)
    damaged = bytearray(whole[: data.draw(st.just(len(whole)) | place)])
    for at, value in data.draw(st.lists(st.tuples(place, st.integers(0, 255)), max_size=8)):
        if at < len(damaged):
            damaged[at] = value
    results = load(name, bytes(damaged))
    assert results
    for result in results:
        assert result.reason if isinstance(result, Failure) else clean(result.text) == result.text
