"""Saved pages, and pages fetched from a real server on this machine."""

import gzip
import json
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.loaders import document_id, read, read_url
from index.loaders.markup import heading_of, looks_like_html, words_of
from index.text import clean
from index.types import Document, Failure

PROSE = (
    "The minister said on Saturday that the talks in Wonsan had been useful and that both sides would meet again in "
    "the autumn. He did not say where, and his hosts did not add to it. The drills began two days later."
)
PAGE = f"""<!doctype html>
<html lang="en-GB"><head>
<title>Talks end in Wonsan | The Daily Paper</title>
<meta property="og:title" content="Talks end in Wonsan">
<meta property="og:site_name" content="The Daily Paper">
<meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2025-07-12T10:00:00Z">
<link rel="canonical" href="https://www.daily.example/2025/07/12/talks.html">
</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a> Subscribe now</nav>
<article><h1>Talks end in Wonsan</h1>
<p>{PROSE}</p>
<p>“We are not taking these plans seriously,” he said &lt;twice&gt;.</p>
</article>
<footer>Copyright. All rights reserved.</footer></body></html>"""


def read_page(folder: Path, page: str | bytes, name: str = "page.html") -> Document | Failure:
    path = folder / name
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    [result] = read(path, max_bytes=1_000_000)
    return result


# --- saved pages ---


def test_a_saved_news_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    document = read_page(tmp_path, PAGE)
    assert isinstance(document, Document)
    assert document.title == "Talks end in Wonsan"
    assert (document.source, document.author) == ("The Daily Paper", "Jane Doe")
    assert document.published == date(2025, 7, 12)
    assert document.url == "https://www.daily.example/2025/07/12/talks.html"
    assert document.language == "en"
    paragraphs = document.text.split("\n\n")
    assert PROSE in paragraphs
    assert "“We are not taking these plans seriously,” he said <twice>." in paragraphs
    assert "Subscribe" not in document.text
    assert "Copyright" not in document.text


def test_a_page_that_states_no_date_has_none(tmp_path: Path) -> None:
    page = f"<html><body><article><p>{PROSE}</p><p>On 3 May 2019 it was cold.</p></article></body></html>"
    document = read_page(tmp_path, page)
    assert isinstance(document, Document)
    assert document.published is None


def test_without_a_site_name_the_host_is_the_outlet(tmp_path: Path) -> None:
    page = PAGE.replace('<meta property="og:site_name" content="The Daily Paper">', "").replace(
        "<title>Talks end in Wonsan | The Daily Paper</title>", ""
    )
    document = read_page(tmp_path, page)
    assert isinstance(document, Document)
    assert document.source == "daily.example"


@pytest.mark.parametrize("page", ["<p>Hi.</p>", "Just words", "<p>Hi<br>there</p>", "<div>One</div><div>Two</div>"])
def test_a_very_short_page_is_read_whole(tmp_path: Path, page: str) -> None:
    assert isinstance(read_page(tmp_path, page), Document)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><head><title>Loading</title></head><body><script>run()</script><img src=a></body></html>",
        "<!-- nothing -->",
        "<p>—</p>",
    ],
)
def test_a_page_without_text_is_a_failure(tmp_path: Path, page: str) -> None:
    failure = read_page(tmp_path, page)
    assert isinstance(failure, Failure)
    assert failure.reason == "page.html is a page without text: let it load in a browser and save it again."


def test_the_encoding_that_a_page_declares_is_used(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="koi8-r">').replace("he said", "сказал он").replace("“", "")
    document = read_page(tmp_path, page.replace("”", "").encode("koi8-r"))
    assert isinstance(document, Document)
    assert "сказал он" in document.text


def test_a_page_that_declares_its_language_keeps_it(tmp_path: Path) -> None:
    document = read_page(tmp_path, PAGE.replace("en-GB", "ru-RU"))
    assert isinstance(document, Document)
    assert document.language == "ru"


def test_a_damaged_page_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    assert isinstance(read_page(tmp_path, PAGE[:1200]), Document)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(PAGE)), st.integers(0, len(PAGE)), st.binary(max_size=8))
def test_a_page_with_a_hole_never_breaks_the_loader(start: int, end: int, filling: bytes) -> None:
    data = PAGE.encode()
    with tempfile.TemporaryDirectory() as folder:
        result = read_page(Path(folder), data[:start] + filling + data[end:])
    assert isinstance(result, Failure) or clean(result.text) == result.text


# --- markup ---


def test_all_words_of_a_page_come_in_paragraphs() -> None:
    page = "<h1>A</h1><p>b <b>c</b><!-- x -->d<br>e</p><script>no</script>f<table><tr><td>1</td><td>2</td></tr></table>"
    assert words_of(page) == "A\n\nb cd\n\ne\n\nf\n\n1 2"


def test_the_first_heading_comes_before_the_title() -> None:
    assert heading_of("<title>T</title><p>x</p><h2>The <i>head</i></h2>") == "The head"
    assert heading_of("<title>T</title><p>x</p>") == "T"
    assert heading_of("") == ""


def test_text_with_comparison_signs_is_no_html() -> None:
    assert not looks_like_html("a < b and c > d; see <https://example.org>")
    assert looks_like_html("one<br/>two")


@given(st.text())
def test_any_text_has_words_or_none(page: str) -> None:
    assert "\0" not in words_of(page)


# --- fetched pages ---


class Site(BaseHTTPRequestHandler):
    """Each path is one behaviour of a server."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        answers = {
            "/page": ("text/html; charset=utf-8", PAGE.encode()),
            "/latin": ("text/html; charset=koi8-r", f"<p>{'Лавров сказал. ' * 30}</p>".encode("koi8-r")),
            "/untyped": ("", PAGE.encode()),
            "/note.txt": ("text/plain", b"Title: A note\n\nIt rained."),
            "/data": ("application/json", json.dumps([{"title": "T", "text": "One."}, {"text": "Two."}]).encode()),
            "/feed": ("application/feed+json", json.dumps({"items": [{"content_text": "Three."}]}).encode()),
            "/file.csv": ("application/octet-stream", b"title,text\nA,One\n"),
            "/broken.pdf": ("application/pdf", b"%PDF-1.4 broken"),
            "/image": ("image/png", b"\x89PNG"),
            "/empty": ("text/html", b""),
            "/big": ("text/plain", b"word " * 100_000),
        }
        if path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
        elif path in ("/round", "/away"):
            self.send_response(302)
            self.send_header("Location", "/round" if path == "/round" else "ftp://127.0.0.1/x")
            self.end_headers()
        elif path == "/slow":
            time.sleep(1.5)
        elif path in ("/endless", "/bomb"):
            self._stream(path)
        elif path in answers:
            self._answer(*answers[path])
        else:
            self.send_error(404)

    def _answer(self, kind: str, body: bytes) -> None:
        self.send_response(200)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, path: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        if path == "/bomb":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        try:
            for _ in range(1 if path == "/bomb" else 200):
                self.wfile.write(gzip.compress(bytes(20_000_000)) if path == "/bomb" else b"word " * 10_000)
        except OSError:
            pass  # the client has had enough, which is the point

    def log_message(self, *_: object) -> None:
        """Silence."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")


def get(url: str, limit: int = 1_000_000, timeout: float = 5.0) -> list[Document | Failure]:
    return list(read_url(url, max_bytes=limit, timeout=timeout))


def refused(url: str, limit: int = 1_000_000, timeout: float = 5.0) -> str:
    [failure] = get(url, limit, timeout)
    assert isinstance(failure, Failure)
    return failure.reason


def test_a_page_is_fetched(site: str) -> None:
    [document] = get(f"{site}/page")
    assert isinstance(document, Document)
    assert (document.title, document.source) == ("Talks end in Wonsan", "The Daily Paper")
    assert document.path == f"{site}/page"
    assert document.id == document_id(document.path)


def test_a_redirect_is_followed_and_the_address_asked_for_stays_the_path(site: str) -> None:
    [document] = get(f"{site}/moved")
    assert isinstance(document, Document)
    assert document.path == f"{site}/moved"


def test_the_encoding_that_the_server_states_is_used(site: str) -> None:
    [document] = get(f"{site}/latin")
    assert isinstance(document, Document)
    assert document.text.startswith("Лавров сказал.")


def test_a_page_without_a_type_is_taken_for_html(site: str) -> None:
    [document] = get(f"{site}/untyped")
    assert isinstance(document, Document)
    assert document.title == "Talks end in Wonsan"


def test_text_from_the_web_is_of_its_host_and_links_to_it(site: str) -> None:
    [document] = get(f"{site}/note.txt")
    assert isinstance(document, Document)
    assert (document.title, document.text, document.source) == ("A note", "It rained.", "127.0.0.1")
    assert document.url == f"{site}/note.txt"


def test_json_and_vague_types_are_read_by_kind(site: str) -> None:
    assert [item.text for item in get(f"{site}/data") if isinstance(item, Document)] == ["One.", "Two."]
    assert [item.text for item in get(f"{site}/feed") if isinstance(item, Document)] == ["Three."]
    assert [item.text for item in get(f"{site}/file.csv?x=1") if isinstance(item, Document)] == ["One"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/nowhere", "answers 404 Not Found"),
        ("/image", "is of the type image/png, which is not read"),
        ("/empty", "is empty"),
        ("/broken.pdf", "broken"),
        ("/round", "redirects over 5 times"),
        ("/away", "cannot be fetched"),
        ("/big", "is larger than the 0.1 MB that a file may have"),
        ("/endless", "is larger than the 0.1 MB that a file may have"),
        ("/bomb", "is larger than the 0.1 MB that a file may have"),
    ],
)
def test_what_cannot_be_had_is_a_failure_in_words(site: str, path: str, words: str) -> None:
    assert words in refused(site + path, limit=100_000)


def test_a_silent_server_is_given_up(site: str) -> None:
    assert "did not answer within 0.3 seconds" in refused(f"{site}/slow", timeout=0.3)


def test_a_closed_port_is_a_failure() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "cannot be fetched" in refused(f"http://127.0.0.1:{port}/")


def test_an_address_with_a_password_is_refused_and_not_repeated() -> None:
    [failure] = get("https://jane:secret@example.org/a?b")
    assert isinstance(failure, Failure)
    assert failure.path == "https://example.org/a?b"
    assert "secret" not in failure.reason
    assert "leave it out" in failure.reason


@pytest.mark.parametrize(
    "url", ["", "example.org", "ftp://example.org/a", "file:///etc/passwd", "http://", "http://[::1", "http://a:b:c/"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert refused(url)


@given(st.text().filter(lambda text: "://" not in text))
def test_no_text_is_mistaken_for_an_address(url: str) -> None:
    assert refused(url)
