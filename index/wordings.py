"""Which documents hold wordings, by the full-text index of the catalogue. Reads only; the words of titles do not count.

A wording is given as it is printed: the index cuts it into words by the rules by which it cut the documents.
"""

from collections.abc import Sequence

from index.catalogue import DOCUMENT, IN_LIST, Catalogue, document_of, listed, quoted
from index.types import Document


def holding(catalogue: Catalogue, wordings: Sequence[str], *, limit: int) -> list[Document]:
    """The first `limit` documents whose text holds each of the wordings, as whole words in a row."""
    if not wordings:
        return []
    held = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?"
    query = f"SELECT {DOCUMENT} FROM documents d WHERE d.number IN ({held}) ORDER BY d.number"
    return _documents(catalogue, query, _match(wordings), limit)


def numbers_holding(catalogue: Catalogue, wording: str, *, limit: int) -> list[int]:
    """The rows of the first `limit` documents whose text holds the wording."""
    query = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?"
    with catalogue.database.reading() as connection:
        return [row[0] for row in connection.execute(query, (_match([wording]), limit))]


def numbered(catalogue: Catalogue, numbers: Sequence[int]) -> list[Document]:
    """The documents of those rows, in the order asked; a row that is gone is left out."""
    query = f"SELECT d.number, {DOCUMENT} FROM documents d WHERE d.number {IN_LIST}"
    with catalogue.database.reading() as connection:
        found = {row[0]: document_of(row[1:]) for row in connection.execute(query, (listed(map(str, numbers)),))}
    return [found[number] for number in numbers if number in found]


def containing(catalogue: Catalogue, characters: str, *, limit: int) -> list[Document]:
    """Documents whose text has these characters in a row, by reading all: for scripts without blanks."""
    query = f"SELECT {DOCUMENT} FROM documents d WHERE instr(d.text, ?) ORDER BY d.number LIMIT ?"
    return _documents(catalogue, query, characters, limit)


def titled(catalogue: Catalogue, title: str, *, limit: int) -> list[Document]:
    """Documents whose title holds the words in a row."""
    held = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?"
    query = f"SELECT {DOCUMENT} FROM documents d WHERE d.number IN ({held}) ORDER BY d.number"
    return _documents(catalogue, query, f"title : {quoted(title)}", limit)


def _match(wordings: Sequence[str]) -> str:
    return f"text : ({' AND '.join(map(quoted, wordings))})"


def _documents(catalogue: Catalogue, query: str, *values: object) -> list[Document]:
    with catalogue.database.reading() as connection:
        return [document_of(row) for row in connection.execute(query, values)]
