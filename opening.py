"""The index of the settings, opened: with its model, its reranker, something in it, and all that the page needs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from config import Settings
from index.store import Index
from index.types import Progress as Step
from terminal import errors

if TYPE_CHECKING:
    from answer.llm import LLM
    from index.reranker import Reranker
    from ui.service import Backend

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


def _reranker(name: str) -> "Callable[[], Reranker] | None":
    """What loads the reranker of the settings; one that is not here is an error before anything is opened."""
    if not name:
        return None
    from index.cross_encoder import find_reranker, load_reranker  # noqa: PLC0415

    find_reranker(name)
    return lambda: load_reranker(name)


def backend(settings: Settings, say: Callable[[str], None]) -> "Backend":
    """Everything the page needs, opened in a background thread; `say` tells the reader what is being done."""
    from answer.assistant import Assistant  # noqa: PLC0415
    from ui.service import Backend  # noqa: PLC0415

    say("Opening the index …")
    opened = open_index(settings)
    try:
        say("Loading the embedding model …")
        opened.warm()
        if not opened.catalogue.count() and settings.corpus.is_dir():
            say("Reading the corpus …")
            max_bytes = settings.max_file_megabytes * MEGABYTE
            opened.update([str(settings.corpus)], max_bytes=max_bytes, on_progress=lambda step: say(_told(step)))
        say("Looking for a language model …")
        return Backend(index=opened, assistant=Assistant(opened, language_model(settings)))
    except BaseException:
        opened.close()
        raise


def language_model(settings: Settings) -> "LLM | None":
    """The language model of the settings; one that cannot be had is no reason to give no answers."""
    from answer.llm import LLMError, UnavailableLLM, find_llm  # noqa: PLC0415

    try:
        return find_llm(
            provider=settings.llm,
            model=settings.llm_model,
            url=settings.llm_url,
            key=settings.llm_key.get_secret_value(),
            timeout=settings.llm_timeout_seconds,
            openai_key=settings.openai_key.get_secret_value(),
            anthropic_key=settings.anthropic_key.get_secret_value(),
            ollama_host=settings.ollama_host,
        )
    except LLMError as error:
        return UnavailableLLM(reason=str(error))


def _told(step: Step) -> str:
    return f"Reading the corpus: {step.step} {step.done} of {step.total} …"
