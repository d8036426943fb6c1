"""PDF, DOCX, EPUB and mail: made here in code, then damaged in every way."""

import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.loaders import read
from index.text import clean
from index.types import Document, Failure

Set = tuple[float, float, float, str]
"""A line of a page: x, y, size of the font, words."""


def load(name: str, data: bytes, limit: int = 5_000_000) -> Document | Failure:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        [result] = read(path, max_bytes=limit)
        return result


def document(name: str, data: bytes) -> Document:
    result = load(name, data)
    assert isinstance(result, Document), result
    return result


def reason(name: str, data: bytes, limit: int = 5_000_000) -> str:
    result = load(name, data, limit)
    assert isinstance(result, Failure)
    return result.reason


# --- PDF ---


def make_pdf(pages: Sequence[Sequence[Set]], info: str = "", extra: str = "") -> bytes:
    """A PDF of one font with the lines at their places."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        f"<<{info}>>".encode("cp1252"),
    ]
    for number, lines in enumerate(pages):
        shown = "".join(f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj\n" for x, y, size, words in lines)
        stream = f"BT\n{shown}ET".encode("cp1252")
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {6 + 2 * number} 0 R>>".encode(),
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return data + b"trailer<</Size %d/Root 1 0 R/Info 4 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        extra.encode(),
        start,
    )


def column(top: float, *lines: str, x: float = 72, size: float = 11, leading: float = 14) -> list[Set]:
    return [(x, top - leading * number, size, words) for number, words in enumerate(lines)]


LETTER = make_pdf(
    [
        [
            *column(700, "Talks end in Wonsan", size=18),
            *column(
                670,
                "The minister said on Saturday that the govern-",
                "ment would act, and that a long-",
                "term treaty holds. A long-term treaty is rare,",
                "he said.",
            ),
            *column(606, "The “second” paragraph begins here and", "continues on a second line."),
        ]
    ],
    info="/Title(A letter)/Author(Jane Doe)/CreationDate(D:20250712101010Z)",
)


def test_the_lines_of_a_pdf_become_paragraphs_and_divided_words_are_mended() -> None:
    found = document("letter.pdf", LETTER)
    assert found.text.split("\n\n") == [
        "Talks end in Wonsan",
        "The minister said on Saturday that the government would act, and that a long-term treaty holds. "
        "A long-term treaty is rare, he said.",
        "The “second” paragraph begins here and continues on a second line.",
    ]


def test_the_document_information_of_a_pdf_is_its_metadata() -> None:
    found = document("letter.pdf", LETTER)
    assert (found.title, found.author, found.published) == ("A letter", "Jane Doe", date(2025, 7, 12))


def test_a_pdf_and_a_word_document_may_state_their_outlet_as_their_subject() -> None:
    data = make_pdf([column(700, "Words.")], info="/Subject(Source: TASS)")
    assert document("a.pdf", data).source == "TASS"
    assert document("a.pdf", make_pdf([column(700, "Words.")], info="/Subject(Korea)")).source == ""
    assert document("a.docx", DOCX).source == "TASS"


def test_pdfs_are_read_from_many_threads_at_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        texts = set(pool.map(lambda _: document("letter.pdf", LETTER).text, range(64)))
    assert len(texts) == 1


def test_running_headers_footers_and_page_numbers_are_dropped() -> None:
    words = ["one and all of the others here today", "two and all of the others here today", "three. The end."]
    pages = [
        [(72, 760, 9, "The Daily Header"), *column(700, f"Page text {word}"), (300, 30, 9, f"Page {n} of 3")]
        for n, word in enumerate(words, start=1)
    ]
    text = document("a.pdf", make_pdf(pages)).text
    assert "Header" not in text
    assert "of 3" not in text
    assert text.count("Page text") == 3


def test_a_paragraph_goes_on_across_pages() -> None:
    pages = [column(700, "He said that the talks"), column(650, "had been useful.", "They would meet again.")]
    assert document("a.pdf", make_pdf(pages)).text == "He said that the talks had been useful. They would meet again."


def test_paragraphs_told_by_indentation_only_are_found() -> None:
    first = column(
        700, "He said that the talks had been very useful to all of", "us, and that they would be held again soon."
    )
    second = [(90, 672, 11, "Then he left for the airport with all his"), (72, 658, 11, "company, and nobody saw him.")]
    assert len(document("a.pdf", make_pdf([[*first, *second]])).text.split("\n\n")) == 2


def test_a_pdf_without_text_is_called_a_scan() -> None:
    assert reason("scan.pdf", make_pdf([[]])) == (
        "scan.pdf has no text, it is probably a scan: run it through OCR first."
    )


def test_a_locked_pdf_is_a_failure_that_says_so() -> None:
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<{'00' * 16}><{'00' * 16}>]"
    assert "locked with a password" in reason("a.pdf", make_pdf([column(700, "Secret")], extra=lock))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"not a pdf at all", LETTER[:300]])
def test_a_broken_pdf_is_a_failure(data: bytes) -> None:
    assert "empty or broken" in reason("a.pdf", data)


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    data = make_pdf([column(700, "Again and again")])
    data = data.replace(b"/Kids[5 0 R]", b"/Kids[" + b"5 0 R " * 5_001 + b"]").replace(b"/Count 1", b"/Count 5001")
    assert "has over 5,000 pages" in reason("a.pdf", data)


# --- DOCX ---


def make_docx() -> bytes:
    made = docx.Document()
    made.add_heading("Talks end in Wonsan", level=1)
    made.add_paragraph("The minister said: “We will ").add_run("act”.").bold = True
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip((cell for row in table.rows for cell in row.cells), "abcd", strict=True):
        cell.text = words
    made.add_paragraph("After the table.")
    about = made.core_properties
    about.author, about.title, about.created, about.language = "Jane Doe", "A note", datetime(2025, 7, 12), "en-GB"
    about.subject = "Source: TASS"
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


DOCX = make_docx()


def repacked(data: bytes, **changes: Callable[[bytes], bytes]) -> bytes:
    """The archive with some members changed; `word_document` stands for `word/document.xml`."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            key = info.filename.removesuffix(".xml").replace("/", "_")
            new.writestr(info.filename, changes.get(key, bytes)(old.read(info)))
    return made.getvalue()


def test_a_word_document_gives_paragraphs_tables_and_core_properties() -> None:
    found = document("a.docx", DOCX)
    assert found.text.split("\n\n") == [
        "Talks end in Wonsan",
        "The minister said: “We will act”.",
        "a | b",
        "c | d",
        "After the table.",
    ]
    assert (found.title, found.author, found.published) == ("A note", "Jane Doe", date(2025, 7, 12))


def test_the_properties_of_a_template_are_nobodys() -> None:
    made = docx.Document()
    made.add_heading("The heading", level=1)
    made.add_paragraph("Text.")
    data = io.BytesIO()
    made.save(data)
    found = document("a.docx", data.getvalue())
    assert (found.title, found.author, found.published) == ("The heading", "", None)


def test_inserted_words_stay_and_deleted_ones_go() -> None:
    revised = (
        b"<w:p><w:ins><w:r><w:t>New words. </w:t></w:r></w:ins>"
        b"<w:del><w:r><w:delText>Old words.</w:delText></w:r></w:del></w:p><w:sectPr"
    )
    data = repacked(DOCX, word_document=lambda xml: xml.replace(b"<w:sectPr", revised, 1))
    text = document("a.docx", data).text
    assert "New words." in text
    assert "Old words." not in text


def test_entities_of_a_word_document_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET", encoding="utf-8")
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>'.encode()

    def inject(xml: bytes) -> bytes:
        declaration, rest = xml.split(b"?>", 1)
        return declaration + b"?>" + head + rest.replace(b"After the table.", b"After &e; the table.")

    result = load("a.docx", repacked(DOCX, word_document=inject))
    assert isinstance(result, Failure) or "SECRET" not in result.text


def test_a_word_document_that_unpacks_to_too_much_is_refused() -> None:
    data = repacked(DOCX, word_document=lambda xml: xml + b" " * 3_000_000)
    assert "unpacks to more than 4 times" in reason("a.docx", data, limit=100_000)


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0 old word", DOCX[:2000]])
def test_a_broken_word_document_is_a_failure(data: bytes) -> None:
    assert reason("a.docx", data).startswith("a.docx is broken")


# --- EPUB ---

PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A book</dc:title><dc:creator>Jane Doe</dc:creator>
<dc:creator>John Roe</dc:creator><dc:publisher>The Press</dc:publisher><dc:date>2025-07-12</dc:date>
<dc:language>fr-FR</dc:language></metadata>
<manifest><item id="b" href="two%20b.xhtml"/><item id="a" href="one.xhtml"/><item id="c" href="gone.xhtml"/></manifest>
<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/><itemref idref="zzz"/></spine></package>"""
CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"""


def make_epub(package: str = PACKAGE, chapter: str = "<p>Second.</p>", **more: str) -> bytes:
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package,
        "OEBPS/two b.xhtml": f'<?xml version="1.0" encoding="utf-8"?><html><body>{chapter}</body></html>',
        "OEBPS/one.xhtml": "<html><head><title>No</title></head><body><h1>One</h1><p>First&#8217;s.</p></body></html>",
        **more,
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


EPUB = make_epub()


def test_a_book_gives_its_chapters_in_reading_order_and_its_metadata() -> None:
    found = document("a.epub", EPUB)
    assert found.text == "One\n\nFirst’s.\n\nSecond."
    assert (found.title, found.author, found.source) == ("A book", "Jane Doe, John Roe", "The Press")
    assert (found.published, found.language) == (date(2025, 7, 12), "fr")


def test_entities_of_a_book_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET", encoding="utf-8")
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]><package'
    result = load("a.epub", make_epub(PACKAGE.replace("<package", head).replace("A book", "A book &e;")))
    assert isinstance(result, Failure) or "SECRET" not in result.title + result.text


def test_a_bomb_of_entities_in_a_book_is_a_failure_or_nothing() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE x [<!ENTITY e0 "lol">{entities}]><package'
    result = load("a.epub", make_epub(PACKAGE.replace("<package", head).replace("A book", "&e11;")))
    assert isinstance(result, Failure) or len(result.title) < 1000


def test_a_locked_book_says_so() -> None:
    package = PACKAGE.replace('<itemref idref="a"/><itemref idref="b"/>', "")
    assert "copy protection" in reason("a.epub", make_epub(package, **{"META-INF/encryption.xml": "<x/>"}))


@pytest.mark.parametrize("data", [b"PK\x03\x04", make_epub("<broken"), make_epub("<package/>"), EPUB[:500]])
def test_a_broken_book_is_a_failure(data: bytes) -> None:
    assert reason("a.epub", data).startswith("a.epub ")


# --- mail ---


def make_mail(plain: str | None, html: str | None = None) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = "Talks end – Wonsan"
    mail["From"] = "Jané Doe <jane@News.example.org>"
    mail["Date"] = "Sat, 12 Jul 2025 23:00:00 -0500"
    if plain is not None:
        mail.set_content(plain)
    if html is not None and plain is None:
        mail.set_content(html, subtype="html")
    elif html is not None:
        mail.add_alternative(html, subtype="html")
    return mail


MAIL = make_mail("The minister said – “yes”.\n\nHe left.", "<p>Other</p>").as_bytes()


def test_a_mail_gives_its_plain_text_and_headers() -> None:
    found = document("a.eml", MAIL)
    assert found.text == "The minister said – “yes”.\n\nHe left."
    assert (found.title, found.author, found.source) == ("Talks end – Wonsan", "Jané Doe", "news.example.org")
    assert found.published == date(2025, 7, 12)


def test_a_mail_of_html_only_gives_its_words() -> None:
    mail = make_mail(None, "<html><body><table><tr><td><p>One</p><p>Two</p></td></tr></table></body></html>")
    assert document("a.eml", mail.as_bytes()).text == "One\n\nTwo"


def test_an_attachment_is_not_the_text() -> None:
    mail = make_mail("The text.")
    mail.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="a.bin")
    assert document("a.eml", mail.as_bytes()).text == "The text."


def test_a_mail_without_text_is_a_failure() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Photo"
    mail.set_content(b"\xff\xd8", maintype="image", subtype="jpeg")
    assert "no text part" in reason("a.eml", mail.as_bytes())


# --- all of them, damaged ---

WHOLE = {"a.pdf": LETTER, "a.docx": DOCX, "a.epub": EPUB, "a.eml": MAIL}


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
    result = load(name, bytes(damaged))
    assert result.reason if isinstance(result, Failure) else clean(result.text) == result.text


@pytest.mark.parametrize("name", ["a.docx", "a.epub"])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_member_of_a_whole_archive_never_breaks_the_loader(name: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE[name])) as archive:
        chosen = data.draw(st.sampled_from(archive.namelist()))

    def damage(content: bytes) -> bytes:
        start, end = data.draw(st.integers(0, len(content))), data.draw(st.integers(0, len(content)))
        return content[:start] + data.draw(st.binary(max_size=6)) + content[end:]

    result = load(name, repacked(WHOLE[name], **{chosen.removesuffix(".xml").replace("/", "_"): damage}))
    assert result.reason if isinstance(result, Failure) else clean(result.text) == result.text
