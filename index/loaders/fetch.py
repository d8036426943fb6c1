"""A document from the web, at the wish of the person at the keyboard."""

import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import httpx

from index.errors import DocumentError, TooLarge, Unreadable
from index.loaders import addresses, kinds
from index.loaders.article import Content, printable
from index.loaders.unzip import megabytes
from index.types import Document, Failure

_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/epub+zip": ".epub",
    "application/zip": ".zip",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_VAGUE = ("", "text/plain", "application/octet-stream", "binary/octet-stream")
"""Types that servers send for want of a better one: the ending of the address says more."""
_MOST_REDIRECTS = 5
_WHOLE = 6
"""Times the timeout that a whole download may take: the timeout itself is for the server's silence, and a server
that sends one byte at a time is never silent."""
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Verbatim)",
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5",
    "Accept-Encoding": "gzip",
}


def read_url(url: str, *, max_bytes: int, timeout: float = 20.0, public: bool = False) -> Iterator[Document | Failure]:
    """The documents at an address. Redirects are followed; the server's content type says what they are.

    Never raises: what cannot be had is a `Failure`. With `public`, addresses of this machine and of private networks
    are refused, also behind a redirect; without, they are allowed, for then a person at the keyboard gave the address.
    """
    try:
        content, suffix = _fetched(url, max_bytes, timeout, public)
    except DocumentError as error:
        yield Failure(path=printable(_without_password(url)), reason=printable(str(error)))
        return
    yield from kinds.documents(content, suffix)


def _fetched(url: str, max_bytes: int, timeout: float, public: bool) -> tuple[Content, str]:
    try:
        with (
            httpx.Client(timeout=timeout, headers=_HEADERS) as client,
            _opened(client, url, public) as (response, final),
        ):
            if response.status_code >= 400:
                raise Unreadable(f"{url} answers {response.status_code} {response.reason_phrase}: check the address.")
            suffix = _suffix(response, url)
            data = _body(response, url, max_bytes, time.monotonic() + _WHOLE * timeout)
            charset = response.charset_encoding or ""
    except httpx.TimeoutException as error:
        raise Unreadable(f"{url} did not answer within {timeout:g} seconds: try again later.") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError, OSError) as error:
        raise Unreadable(f"{url} cannot be fetched ({error}): check the address and the network.") from error
    return Content(data=data, path=printable(url), max_bytes=max_bytes, charset=charset, url=final), suffix


@contextmanager
def _opened(client: httpx.Client, url: str, public: bool) -> Iterator[tuple[httpx.Response, str]]:
    """The response at the end of the redirects, and its address. Every address on the way is checked like the first."""
    _check(url)
    at = url
    for _ in range(_MOST_REDIRECTS + 1):
        with closing(client.send(_request(client, httpx.URL(at), public), stream=True)) as response:
            if not response.has_redirect_location:
                yield response, at
                return
            at = str(httpx.URL(at).join(response.headers["location"]))
            try:
                _check(at)
            except Unreadable as error:
                raise Unreadable(f"{url} cannot be fetched, for it leads elsewhere. {error}") from error
    raise Unreadable(f"{url} redirects over {_MOST_REDIRECTS} times: save it in a browser.")


def _request(client: httpx.Client, url: httpx.URL, public: bool) -> httpx.Request:
    """The request; with `public` it goes to the number that was judged, and asks there for the host by its name."""
    number = addresses.public_number(url.host) if public else ""
    if not number or _proxied(url):
        return client.build_request("GET", url)
    headers = {"Host": url.netloc.decode("ascii")}
    return client.build_request(
        "GET", url.copy_with(host=number), headers=headers, extensions={"sni_hostname": url.raw_host.decode("ascii")}
    )


def _proxied(url: httpx.URL) -> bool:
    """Whether a proxy of the environment is asked instead: it resolves the name itself, and needs it for TLS."""
    proxies = urllib.request.getproxies()
    return bool({url.scheme, "all"} & set(proxies)) and not urllib.request.proxy_bypass(url.host)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        address = (parts.scheme.lower(), parts.hostname, parts.username, parts.password)
    except ValueError as error:
        raise Unreadable("This is no web address: check how it is spelt.") from error
    if address[2] is not None or address[3] is not None:
        raise Unreadable("The address holds a user name or a password, which would be stored: leave it out.")
    if address[0] not in ("http", "https") or not address[1]:
        raise Unreadable(f"{url} is no web address: it must begin with http:// or https:// and a host.")


def _suffix(response: httpx.Response, url: str) -> str:
    """The kind of what the server sends; a page when nothing tells."""
    stated = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    named = kinds.suffix_of(urlsplit(url).path)
    if stated in _VAGUE and named in kinds.KINDS:
        return named
    if stated.endswith("+json"):
        return ".json"
    if stated not in _KINDS and stated not in _VAGUE:
        raise Unreadable(f"{url} is of the type {stated}, which is not read: get it as a page, a PDF or plain text.")
    return _KINDS.get(stated, ".html")


def _body(response: httpx.Response, url: str, max_bytes: int, deadline: float) -> bytes:
    stated = response.headers.get("content-length", "")
    if stated.isdecimal() and len(stated) < 20 and int(stated) > max_bytes:
        raise _too_large(url, max_bytes)
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > max_bytes:
            raise _too_large(url, max_bytes)
        if time.monotonic() > deadline:
            raise Unreadable(f"{url} sends too slowly: save it in a browser and index the file.")
    return bytes(data)


def _too_large(url: str, max_bytes: int) -> TooLarge:
    return TooLarge(
        f"{url} is larger than the {megabytes(max_bytes)} that a file may have: "
        "get a smaller one, or raise the limit (VERBATIM_MAX_FILE_MEGABYTES)."
    )


def _without_password(url: str) -> str:
    """The address as it may be shown: without what stands before an @ in the host."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}"
