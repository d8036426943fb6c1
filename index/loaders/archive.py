"""A ZIP of documents: each member that is of a kind we read."""

from collections.abc import Iterator
from zipfile import ZipInfo

from index.errors import DocumentError, Unreadable
from index.loaders import kinds
from index.loaders.article import Content, printable
from index.loaders.unzip import check_total, open_zip, unpacked
from index.types import Document, Failure


def load(content: Content) -> Iterator[Document | Failure]:
    """The documents of all members, in the order of their names; hidden and unknown ones are passed over.

    An archive within an archive is refused: limits that hold for one level are easy to see through.
    """
    with open_zip(content.data, content.name) as archive:
        members = {info.filename: info for info in archive.infolist() if _is_wanted(info)}
        if not members:
            raise Unreadable(f"{content.name} holds no document of a kind that is read ({kinds.names()}).")
        check_total(list(members.values()), content.name, content.max_bytes)
        for name in sorted(members):
            path = printable(f"{content.path}!/{name}")
            try:
                if kinds.suffix_of(name) == ".zip":
                    raise Unreadable(f"{name} is an archive within an archive: unpack the outer one first.")
                data = unpacked(archive, members[name], content.max_bytes)
            except DocumentError as error:
                yield Failure(path=path, reason=printable(str(error)))
                continue
            yield from kinds.documents(Content(data=data, path=path, max_bytes=content.max_bytes))


def _is_wanted(info: ZipInfo) -> bool:
    parts = info.filename.split("/")
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts
    return not info.is_dir() and not hidden and kinds.is_readable(parts[-1])
