"""The whole program over a small real index, for the tests of what programs ask: nothing in it is a fake but the
embedding model."""

from functools import partial
from pathlib import Path

from answer.assistant import Assistant
from answer.choices import Choices
from answer.findings import passages
from answer.lookup import look_up
from answer.mentioned import mentioned
from answer.quote_check import check_quotes
from answer.suggestions import suggestions
from index.contents import contents
from index.store import Index
from tests import newsroom
from ui.service import Backend, Service


def backend(index: Index) -> Backend:
    """All that the page and programs need, over this index."""
    return Backend(
        index=index,
        assistant=Assistant(index),
        check_quotes=partial(check_quotes, catalogue=index.catalogue),
        look_up=partial(look_up, index),
        search=partial(passages, index),
        documents=partial(contents, index.catalogue),
        choices=Choices(index.catalogue),
        mentioned=partial(mentioned, index.catalogue),
        suggest=partial(suggestions, index.catalogue),
    )


def service(folder: Path) -> Service:
    """A service over the newsroom below `folder`, opened; closing it closes the index."""
    made = Service(lambda _: backend(newsroom.build(folder)), uploads=folder / "uploads", max_bytes=newsroom.LIMIT)
    made._loading.result()
    return made
