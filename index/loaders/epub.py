"""EPUB: the chapters in reading order, as one document, with the metadata of the package file."""

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote
from zipfile import ZipFile, ZipInfo

from lxml import etree  # type: ignore[import-untyped]

from index.errors import DocumentError, Unreadable
from index.loaders.article import Article, Content
from index.loaders.dates import parse_date
from index.loaders.markup import decode_page, shown
from index.loaders.unzip import check_total, open_zip, unpacked

_CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"
_NAMES = {
    "container": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def load(content: Content) -> Iterator[Article]:
    """The one article of a book."""
    with open_zip(content.data, content.name) as archive:
        members = {info.filename: info for info in archive.infolist()}
        check_total(list(members.values()), content.name, content.max_bytes)
        try:
            place, package = _package(archive, members, content.max_bytes)
        except (DocumentError, etree.LxmlError, LookupError, ValueError) as error:
            raise Unreadable(f"{content.name} is broken or no EPUB: get it again, or convert it to HTML.") from error
        pages = [_page(archive, members.get(name), content.max_bytes) for name in _spine(place, package)]
        sheets = {name: _page(archive, members[name], content.max_bytes) for name in members if name.endswith(".css")}
    seen = [shown(page, _linked(page, sheets)) for page in pages]
    text = "\n\n".join(each.text for each in seen if each.text)
    if not text:
        why = "is locked by copy protection or has no text" if _LOCKS in members else "has no text"
        raise Unreadable(f"{content.name} {why}: get an open edition, or convert it to HTML.")
    yield Article(
        text=text,
        title=_first(package, "title"),
        source=_first(package, "publisher"),
        author=", ".join(_all(package, "creator")),
        published=next(filter(None, map(parse_date, _all(package, "date"))), None),
        url=_first(package, "source"),
        language=_first(package, "language"),
        hidden=sum(each.hidden for each in seen),
    )


def _package(archive: ZipFile, members: dict[str, ZipInfo], max_bytes: int) -> tuple[str, etree._Element]:
    """Where the package file is, and its root."""
    container = _xml(unpacked(archive, members[_CONTAINER], max_bytes))
    place = str(container.xpath("//container:rootfile/@full-path", namespaces=_NAMES)[0])
    return place, _xml(unpacked(archive, members[place], max_bytes))


def _spine(place: str, package: etree._Element) -> list[str]:
    """The names of the chapters within the archive, in reading order, each once."""
    items = package.xpath("opf:manifest/opf:item", namespaces=_NAMES)
    files = {item.get("id"): unquote(item.get("href", "")) for item in items}
    chapters = [str(found) for found in package.xpath("opf:spine/opf:itemref/@idref", namespaces=_NAMES)]
    folder = posixpath.dirname(place)
    names = (posixpath.join(folder, files[chapter]) for chapter in chapters if chapter in files)
    return list(dict.fromkeys(map(posixpath.normpath, names)))


def _page(archive: ZipFile, member: ZipInfo | None, max_bytes: int) -> str:
    """A chapter's page or a style sheet; a book without one that is missing or damaged is still worth having."""
    if member is None:
        return ""
    try:
        return decode_page(unpacked(archive, member, max_bytes), member.filename)
    except DocumentError:
        return ""


def _linked(page: str, sheets: Mapping[str, str]) -> str:
    """The style sheets whose names a chapter names."""
    return "\n".join(css for name, css in sheets.items() if posixpath.basename(name) in page)


def _xml(data: bytes) -> etree._Element:
    """The root of an XML file that may come from anybody: no entities, no network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def _all(package: etree._Element, name: str) -> list[str]:
    found = package.xpath(f"opf:metadata/dc:{name}", namespaces=_NAMES)
    return [words for element in found if (words := " ".join("".join(element.itertext()).split()))]


def _first(package: etree._Element, name: str) -> str:
    return next(iter(_all(package, name)), "")
