"""ZIP files in memory, under limits: nothing is ever written to disk, so no name in an archive can do harm."""

import io
import struct
import zipfile
import zlib

from index.errors import TooLarge, Unreadable

MOST_MEMBERS = 10_000
"""Files in one archive. Each costs a document; a larger collection is better unpacked and indexed as a folder."""
UNPACKED_FACTOR = 4
"""How many times `max_bytes` an archive may unpack to: text packs about 4 to 1, so that a file at the limit, packed,
is still read. Members are read one by one, so this bounds the time, and one member's `max_bytes` the memory."""
HIGHEST_RATIO = 200
RATIO_FROM = 1_000_000
"""Bytes: a larger member that packs better than `HIGHEST_RATIO` to 1 is no text. Prose packs 3 to 1, repetitive
tables up to 50 to 1; the format ends near 1,030 to 1."""
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, OSError, NotImplementedError)
_DIRECTORY_ENTRY = b"PK\x01\x02"


def open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive, its directory checked. Raises `Unreadable` or `TooLarge`; `name` is used in the message."""
    if not data:
        raise Unreadable(f"{name} is empty: get it again from where it came from.")
    if data.count(_DIRECTORY_ENTRY) > MOST_MEMBERS:
        raise TooLarge(f"{name} holds more than {MOST_MEMBERS:,} files: unpack it and index the folder.")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (*_BROKEN, OverflowError) as error:
        raise Unreadable(f"{name} is broken or not what its ending says: get it again, or save it again.") from error


def check_total(members: list[zipfile.ZipInfo], name: str, max_bytes: int) -> None:
    """Raise `TooLarge` when the members would unpack to too much. No member can unpack to more than it declares."""
    if sum(member.file_size for member in members) > UNPACKED_FACTOR * max_bytes:
        raise TooLarge(
            f"{name} unpacks to more than {UNPACKED_FACTOR} times the {megabytes(max_bytes)} that a file may have: "
            "unpack it and index the folder, or raise the limit."
        )


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, max_bytes: int) -> bytes:
    """The bytes of one member. Raises `Unreadable` or `TooLarge`."""
    name = member.filename
    if member.flag_bits & 1:
        raise Unreadable(f"{name} is locked with a password: unpack it first.")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unreadable(f"{name} is packed by a rare method: unpack it first.")
    if member.file_size > max_bytes:
        raise TooLarge(f"{name} is larger than {megabytes(max_bytes)}: split it, or raise the limit.")
    if member.file_size > max(RATIO_FROM, HIGHEST_RATIO * member.compress_size):
        raise TooLarge(f"{name} unpacks to over {HIGHEST_RATIO} times its packed size, as no text does: left packed.")
    try:
        return archive.read(member)
    except (*_BROKEN, RuntimeError, MemoryError, OverflowError) as error:
        raise Unreadable(f"{name} is damaged within its archive: get the archive again.") from error


def megabytes(size: int) -> str:
    """A size as a message states it.

    >>> megabytes(50_000_000)
    '50 MB'
    """
    return f"{size / 1_000_000:.3g} MB"
