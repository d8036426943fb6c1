"""An address that came over the network reaches the open internet only, however it is written and wherever it leads."""

import ipaddress
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.loaders import addresses, read_url
from index.types import Document, Failure

PRIVATE = (
    "10.0.0.0/8",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "0.0.0.0/8",
)


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["Host"]))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.2:{self.server.server_port}/secret")
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(b"A note.\n\nIt rained in the harbour.")

    def log_message(self, *_: object) -> None:
        """Silence."""


@pytest.fixture
def site(monkeypatch) -> Iterator[ThreadingHTTPServer]:
    monkeypatch.setenv("NO_PROXY", "*")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def got(url: str) -> Document | Failure:
    (found,) = read_url(url, max_bytes=10_000, timeout=5, public=True)
    return found


@given(st.sampled_from(PRIVATE).flatmap(lambda net: st.ip_addresses(v=4, network=net)))
def test_no_number_of_a_private_network_is_public_nor_a_number_that_carries_it(number: ipaddress.IPv4Address):
    carried = int(number)
    mapped = ipaddress.IPv6Address((0xFFFF << 32) + carried)
    translated = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + carried)
    six_to_four = ipaddress.IPv6Address((0x2002 << 112) + (carried << 80) + 1)
    assert not any(addresses.is_public(str(each)) for each in (number, mapped, translated, six_to_four))


@pytest.mark.parametrize("number", ["::1", "fe80::1%eth0", "fc00::1", "224.0.0.1", "255.255.255.255", "::"])
def test_other_numbers_that_are_not_of_the_open_internet(number: str):
    assert not addresses.is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_numbers_of_the_open_internet_are_public(number: str):
    assert addresses.is_public(number)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::1]", "[::ffff:7f00:1]"]
)
def test_this_machine_is_not_fetched_however_it_is_written(site, host: str):
    found = got(f"http://{host}:{site.server_port}/page")
    assert isinstance(found, Failure)
    assert "private network" in found.reason or "cannot be fetched" in found.reason
    assert site.asked == []


def test_a_redirect_to_a_private_network_is_not_followed(site, monkeypatch):
    monkeypatch.setattr(addresses, "is_public", lambda number: number == "127.0.0.1")
    found = got(f"http://127.0.0.1:{site.server_port}/to/secret")
    assert isinstance(found, Failure)
    assert "127.0.0.2 is an address of this machine or of a private network" in found.reason
    assert [path for path, _ in site.asked] == ["/to/secret"]


def test_a_name_with_one_private_number_is_refused(site, monkeypatch):
    monkeypatch.setattr(addresses, "resolve", lambda _: ["93.184.216.34", "127.0.0.1"])
    assert isinstance(got(f"http://news.example:{site.server_port}/page"), Failure)
    assert site.asked == []


def test_the_number_that_was_judged_is_asked_for_the_host_by_its_name(site, monkeypatch):
    monkeypatch.setattr(addresses, "resolve", lambda _: ["127.0.0.1"])
    monkeypatch.setattr(addresses, "is_public", lambda _: True)
    found = got(f"http://news.example:{site.server_port}/page")
    assert isinstance(found, Document)
    assert found.url == found.path == f"http://news.example:{site.server_port}/page"
    assert site.asked == [("/page", f"news.example:{site.server_port}")]


def test_a_proxy_is_asked_by_name_after_the_name_was_judged(site, monkeypatch):
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{site.server_port}")
    monkeypatch.setattr(
        addresses, "resolve", lambda host: ["10.0.0.1" if host == "inside.example" else "93.184.216.34"]
    )
    assert isinstance(got("http://inside.example/page"), Failure)
    assert isinstance(got("http://news.example/page"), Document)
    assert site.asked == [("http://news.example/page", "news.example")]


def test_at_the_keyboard_this_machine_may_be_fetched(site):
    (found,) = read_url(f"http://127.0.0.1:{site.server_port}/page", max_bytes=10_000)
    assert isinstance(found, Document)
