"""How many tokens a model takes, and which passages fit: what is left out is counted, never dropped unsaid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answer.listing import ASK_SECONDS, bearer, items, json_at
from answer.servers import OUTPUT_TOKENS, Server
from index.types import Hit

PAID_WINDOW = 128_000
"""Of the companies' models, the least that any current one has; a prompt takes some 3,000."""
OLLAMA_WINDOW = 8_192
"""What an Ollama is asked to make room for, if its model has as much. More takes memory for every token; left to itself
it takes 4,096 or fewer, and cuts the beginning of a longer prompt off without a word."""
UNKNOWN_WINDOW = 8_192
"""Assumed of a server that does not tell."""
LEAST_ANSWER = 256
"""Tokens kept for the answer, however small the window: six short sentences."""
BYTES_A_TOKEN = 3
"""Of UTF-8. English has about 4.5, Russian 5, Chinese 3 to 4: with 3 a prompt is rather found too long than cut off."""
_FRAME_TOKENS = 64
"""What a server's own template puts around the messages, and a margin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """The passages that fit into a window, the best first, and how many did not."""

    hits: tuple[Hit, ...]
    left_out: int = 0


def window_of(server: Server) -> int:
    """The tokens that a model takes, prompt and answer together. Asks a local server; at most a few seconds."""
    if server.window:
        return server.window
    if server.provider == "ollama":
        return min(_ollama_window(server) or OLLAMA_WINDOW, OLLAMA_WINDOW)
    if server.provider == "compatible":
        return _llama_cpp_window(server) or _listed_window(server) or UNKNOWN_WINDOW
    return PAID_WINDOW


def answer_tokens(window: int) -> int:
    """How many tokens an answer may take: a quarter of a small window, `OUTPUT_TOKENS` of a large one."""
    return min(OUTPUT_TOKENS, max(LEAST_ANSWER, window // 4))


def tokens(text: str) -> int:
    """A careful estimate of the tokens of a text: rather too many than too few."""
    return len(text.encode("utf-8", "replace")) // BYTES_A_TOKEN + 1


def fitting(hits: Sequence[Hit], sizes: Sequence[int], window: int, fixed: int) -> Fitting:
    """The best passages that fit, in their order; `sizes` are their tokens, `fixed` those of the prompt without them.

    The first that does not fit ends it: a worse passage in the place of a better one would answer another question.

    >>> fitting(hits, [100, 100, 100], window=800, fixed=280).left_out
    1
    """
    room = window - answer_tokens(window) - fixed - _FRAME_TOKENS
    kept = 0
    for size in sizes:
        if size > room:
            break
        room -= size
        kept += 1
    return Fitting(hits=tuple(hits[:kept]), left_out=len(hits) - kept)


def _ollama_window(server: Server) -> int:
    shown = json_at(f"{server.url}/api/show", bearer(server.key), ASK_SECONDS, {"model": server.model})
    facts = shown.get("model_info") if isinstance(shown, Mapping) else None
    if not isinstance(facts, Mapping):
        return 0
    return next((_count(value) for name, value in facts.items() if str(name).endswith(".context_length")), 0)


def _llama_cpp_window(server: Server) -> int:
    """The window of one slot of a llama.cpp server: it divides what it was started with among its slots."""
    root = server.url.rstrip("/").removesuffix("/v1")
    told = json_at(f"{root}/props", bearer(server.key), ASK_SECONDS)
    settings = told.get("default_generation_settings") if isinstance(told, Mapping) else None
    return _count(settings.get("n_ctx")) if isinstance(settings, Mapping) else 0


def _listed_window(server: Server) -> int:
    """The window in a list of models: vLLM's `max_model_len`, LM Studio's `loaded_context_length`."""
    root = server.url.rstrip("/").removesuffix("/v1")
    for url in (f"{server.url.rstrip('/')}/models", f"{root}/api/v0/models"):
        for each in items(json_at(url, bearer(server.key), ASK_SECONDS), "data"):
            told = _count(each.get("max_model_len")) or _count(each.get("loaded_context_length"))
            if each.get("id") == server.model and told:
                return told
    return 0


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
