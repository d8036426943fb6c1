"""What the settings name, opened: the index with its model and its reranker, and the checker of answers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from config import Settings
from index.store import Index
from terminal import errors

if TYPE_CHECKING:
    from index.entailment import Checker
    from index.lazily import Lazily
    from index.reranker import Reranker

MEGABYTE = 1_000_000


def open_index(settings: Settings, *, rebuild: bool = False) -> Index:
    """The index of the settings; what cannot be loaded is an error before anything is opened."""
    from index.sentence_transformer import find_model, load_encoder  # noqa: PLC0415

    model, reranker = settings.embedding_model, _reranker(settings.reranker)
    find_model(model)
    return Index.open(
        settings.store, model=model, encoder=lambda: load_encoder(model), reranker=reranker, rebuild=rebuild
    )


@contextmanager
def ready(settings: Settings) -> Iterator[Index]:
    """The index to ask; the shipped corpus is read first when nothing was indexed yet."""
    with open_index(settings) as opened:
        if not opened.catalogue.count() and settings.corpus.is_dir():
            errors.print(f"Nothing is indexed yet: reading {settings.corpus} …")
            opened.update([str(settings.corpus)], max_bytes=settings.max_file_megabytes * MEGABYTE)
        yield opened


def checker_of(settings: Settings) -> "Lazily[Checker] | None":
    """The checker of the settings, loaded when a model's prose is first checked; one that is not here is an error."""
    if not settings.checker:
        return None
    from index.cross_encoder import find_checker, load_checker  # noqa: PLC0415
    from index.lazily import Lazily  # noqa: PLC0415

    find_checker(settings.checker)
    return Lazily(partial(load_checker, settings.checker), without="Answers are checked by the rules alone")


def _reranker(name: str) -> "Callable[[], Reranker] | None":
    """What loads the reranker of the settings; one that is not here is an error before anything is opened."""
    if not name:
        return None
    from index.cross_encoder import find_reranker, load_reranker  # noqa: PLC0415

    find_reranker(name)
    return lambda: load_reranker(name)
