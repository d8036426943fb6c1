"""What the settings name, opened: the index with its model and its reranker, the checker, the language models."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import typer

from config import Settings
from index.store import Index
from terminal import errors

if TYPE_CHECKING:
    from answer.llm import LLM
    from index.entailment import Checker
    from index.lazily import Lazily
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


def checker_of(settings: Settings) -> "Lazily[Checker] | None":
    """The checker of the settings, loaded when a model's prose is first checked; one that is not here is an error."""
    if not settings.checker:
        return None
    from index.cross_encoder import find_checker, load_checker  # noqa: PLC0415
    from index.lazily import Lazily  # noqa: PLC0415

    find_checker(settings.checker)
    return Lazily(partial(load_checker, settings.checker), without="Answers are checked by the rules alone")


def llms_of(settings: Settings) -> "tuple[LLM, ...]":
    """The language models of the settings, the one that answers unasked first; one that cannot be had is no reason to
    give no answers."""
    from answer.llm import LLMError, UnavailableLLM, find_llms  # noqa: PLC0415
    from answer.servers import Wanted  # noqa: PLC0415

    wanted = Wanted(
        provider=settings.llm,
        model=settings.llm_model,
        url=settings.llm_url,
        key=settings.llm_key.get_secret_value(),
        openai_key=settings.openai_key.get_secret_value(),
        anthropic_key=settings.anthropic_key.get_secret_value(),
        google_key=settings.google_key.get_secret_value(),
        ollama_host=settings.ollama_host,
        window=settings.llm_window,
        prices=settings.llm_prices,
    )
    try:
        return find_llms(wanted, timeout=settings.llm_timeout_seconds)
    except LLMError as error:
        return (UnavailableLLM(reason=str(error)),)


def chosen_llm(llms: "tuple[LLM, ...]", name: str) -> "LLM | None":
    """The model of this name, or the first; `none` is no model. A name that is none of them is a mistake."""
    if name == "none":
        return None
    found = [each for each in llms if name in ("", each.name)]
    if name and not found:
        known = ", ".join(["none", *(each.name for each in llms)])
        raise typer.BadParameter(f"{name!r} is none of {known}", param_hint="--llm")
    return next(iter(found), None)


def _reranker(name: str) -> "Callable[[], Reranker] | None":
    """What loads the reranker of the settings; one that is not here is an error before anything is opened."""
    if not name:
        return None
    from index.cross_encoder import find_reranker, load_reranker  # noqa: PLC0415

    find_reranker(name)
    return lambda: load_reranker(name)


def backend_over(opened: Index, llms: "tuple[LLM, ...]", checker: "Lazily[Checker] | None") -> "Backend":
    """Everything the page needs over an opened index."""
    from answer.assistant import Assistant  # noqa: PLC0415
    from answer.choices import Choices  # noqa: PLC0415
    from answer.findings import passages  # noqa: PLC0415
    from answer.lexis import lexis_of  # noqa: PLC0415
    from answer.lookup import look_up  # noqa: PLC0415
    from answer.mentioned import mentioned  # noqa: PLC0415
    from answer.quote_check import check_quotes  # noqa: PLC0415
    from answer.suggestions import suggestions  # noqa: PLC0415
    from index.contents import contents  # noqa: PLC0415
    from ui.service import Backend  # noqa: PLC0415
    from ui.writers import writers  # noqa: PLC0415

    assistants = {each: Assistant(opened, each.llm, checker) for each in writers(llms)}
    return Backend(
        index=opened,
        assistant=next(iter(assistants.values())),
        check_quotes=partial(check_quotes, catalogue=opened.catalogue),
        look_up=partial(look_up, opened),
        assistants=assistants,
        search=partial(passages, opened),
        warm=partial(lexis_of, opened.catalogue),
        documents=partial(contents, opened.catalogue),
        mentioned=partial(mentioned, opened.catalogue),
        choices=Choices(opened.catalogue),
        suggest=partial(suggestions, opened.catalogue),
    )
