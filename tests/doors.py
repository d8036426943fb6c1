"""The whole program over a small real index, for the tests of what programs ask: nothing in it is a fake but the
embedding model."""

from pathlib import Path

from index.store import Index
from opening import backend_over
from tests import newsroom
from ui.service import Backend, Service


def backend(index: Index) -> Backend:
    """All that the page and programs need, over this index."""
    return backend_over(index, (), None)


def service(folder: Path) -> Service:
    """A service over the newsroom below `folder`, opened; closing it closes the index."""
    made = Service(lambda _: backend(newsroom.build(folder)), uploads=folder / "uploads", max_bytes=newsroom.LIMIT)
    made._loading.result()
    return made
