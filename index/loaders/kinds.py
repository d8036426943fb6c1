"""Which kinds of files are read, by which module, and the way of the bytes of one file to its documents."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import PurePosixPath

from index.errors import DocumentError
from index.loaders.article import Article, Content, document_of, printable
from index.types import Document, Failure

Loader = Callable[[Content], Iterator[Article | Document | Failure]]

KINDS: Mapping[str, tuple[str, str]] = {
    ".txt": ("plain", "load"),
    ".md": ("markdown", "load"),
    ".markdown": ("markdown", "load"),
    ".html": ("web_page", "load"),
    ".htm": ("web_page", "load"),
    ".xhtml": ("web_page", "load"),
    ".pdf": ("pdf", "load"),
    ".docx": ("word", "load"),
    ".epub": ("epub", "load"),
    ".eml": ("mail", "load"),
    ".csv": ("tables", "load"),
    ".tsv": ("tables", "load"),
    ".json": ("records", "load"),
    ".jsonl": ("records", "load_lines"),
    ".ndjson": ("records", "load_lines"),
    ".zip": ("archive", "load"),
}
"""By the ending of the name: the module of this package that reads it, and the function there. A module is imported
when the first file of its kind is read: together they cost half a second, and an update without news needs none."""

_PASSED_OVER = "readme.md"


def names() -> str:
    """The kinds as a message lists them."""
    return ", ".join(KINDS)


def suffix_of(name: str) -> str:
    """The ending that decides the kind, in lower case."""
    return PurePosixPath(name).suffix.lower()


def is_readable(name: str) -> bool:
    """Whether a folder's listing offers the file: of a known kind, not hidden, not the folder's own description."""
    return not name.startswith(".") and name.lower() != _PASSED_OVER and suffix_of(name) in KINDS


def documents(content: Content, suffix: str = "") -> Iterator[Document | Failure]:
    """The documents of one file, whose kind is that of `suffix` or else of its name; a failure ends them."""
    try:
        for found in _loader(suffix or suffix_of(content.path))(content):
            yield document_of(found, content) if isinstance(found, Article) else found
    except DocumentError as error:
        yield Failure(path=printable(content.path), reason=printable(str(error)))


def _loader(suffix: str) -> Loader:
    module, function = KINDS[suffix]
    loader: Loader = getattr(import_module(f"index.loaders.{module}"), function)
    return loader
