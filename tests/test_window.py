from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.servers import Wanted, find_server
from answer.window import LEAST_ANSWER, answer_tokens, fitting, tokens, window_of
from tests.llm_server import LLMServer
from tests.ui_fakes import HITS


@pytest.fixture
def server() -> Iterator[LLMServer]:
    running = LLMServer()
    yield running
    running.close()


def window(server: LLMServer, provider: str = "compatible", window: int = 0) -> int:
    url = server.url if provider == "compatible" else server.host
    found = find_server(Wanted(provider=provider, model="m", url=url, key="k", window=window))  # type: ignore[arg-type]
    assert found
    return window_of(found)


@pytest.mark.parametrize(
    ("path", "page", "told"),
    [
        ("/props", {"default_generation_settings": {"n_ctx": 2048}}, 2048),
        ("/v1/models", {"data": [{"id": "other", "max_model_len": 9}, {"id": "m", "max_model_len": 32768}]}, 32768),
        ("/api/v0/models", {"data": [{"id": "m", "loaded_context_length": 4096}]}, 4096),
        ("/props", {"default_generation_settings": "text"}, 8192),
        ("/v1/models", {"data": [{"id": "m", "max_model_len": "many"}]}, 8192),
    ],
    ids=["llama.cpp", "vLLM", "LM Studio", "another shape", "no number"],
)
def test_a_server_is_asked_for_its_window(path: str, page: object, told: int, server: LLMServer):
    server.pages[path] = page
    assert window(server) == told


@pytest.mark.parametrize(("length", "told"), [(2048, 2048), (131_072, 8192)])
def test_an_ollama_makes_room_for_as_much_as_its_model_takes_but_not_for_more_than_is_needed(
    length: int, told: int, server: LLMServer
):
    server.pages["/api/show"] = {"model_info": {"general.name": "x", "llama.context_length": length}}
    assert window(server, "ollama") == told


def test_a_setting_is_believed_and_no_server_asked(server: LLMServer):
    assert window(server, window=1_000) == 1_000
    assert server.requests == []


def test_a_company_s_model_takes_more_than_any_prompt_has(server: LLMServer):
    assert window(server, "openai") == 128_000


def test_the_best_passages_go_first_and_what_is_left_out_is_counted():
    found = fitting(HITS, [100, 100], window=LEAST_ANSWER + 64 + 50 + 150, fixed=50)
    assert (found.hits, found.left_out) == (HITS[:1], 1)


@given(st.lists(st.integers(1, 2_000), max_size=2), st.integers(0, 20_000), st.integers(0, 2_000))
def test_what_is_given_fits_and_nothing_is_lost(sizes: list[int], size: int, fixed: int):
    hits = HITS[: len(sizes)]
    found = fitting(hits, sizes, window=size, fixed=fixed)
    kept = len(found.hits)
    assert found.hits == hits[:kept]
    assert kept + found.left_out == len(hits)
    assert not kept or sum(sizes[:kept]) + fixed + answer_tokens(size) < size


@given(st.text())
def test_tokens_are_never_none_and_rather_too_many(text: str):
    assert tokens(text) >= max(1, len(text.encode("utf-8", "replace")) // 4)
