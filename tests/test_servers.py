import socket
import time
from collections.abc import Iterator

import pytest

from answer.errors import LLMError
from answer.llm import find_llm
from answer.servers import OUTPUT_TOKENS, Server, find_server, installed_model, listed_model, ollama_url
from tests.llm_server import LLMServer


@pytest.fixture
def server() -> Iterator[LLMServer]:
    running = LLMServer()
    yield running
    running.close()


@pytest.fixture
def nowhere() -> str:
    """An address where nothing listens."""
    gone = LLMServer()
    gone.close()
    return gone.host


def tags(*names: str) -> dict[str, object]:
    return {"models": [{"name": name, "details": {"family": "llama"}} for name in names]}


def test_none_is_none():
    assert find_server(provider="none", key="k", url="http://a/v1") is None


def test_openai_has_its_address_its_small_model_and_no_temperature():
    assert find_server(provider="openai", key="k") == Server(
        provider="openai",
        url="https://api.openai.com/v1",
        model="gpt-6-luna",
        key="k",
        options={"max_completion_tokens": OUTPUT_TOKENS, "reasoning_effort": "none"},
    )


def test_anthropic_answers_in_openai_s_protocol():
    assert find_server(provider="anthropic", anthropic_key="k") == Server(
        provider="anthropic",
        url="https://api.anthropic.com/v1/",
        model="claude-haiku-5-5",
        key="k",
        options={"max_tokens": OUTPUT_TOKENS},
    )


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_a_model_of_the_reader_s_choice_is_asked_for_its_likeliest_words(provider):
    found = find_server(provider=provider, key="k", model="other")
    assert found
    assert (found.model, found.options["temperature"]) == ("other", 0)


@pytest.mark.parametrize(("provider", "name"), [("openai", "OPENAI_API_KEY"), ("anthropic", "ANTHROPIC_API_KEY")])
def test_a_chosen_company_without_a_key_is_an_error_that_names_the_setting(provider, name: str):
    with pytest.raises(LLMError, match=f"without a key: set {name} or VERBATIM_LLM_KEY"):
        find_server(provider=provider)


def test_a_compatible_server_without_its_address_is_an_error():
    with pytest.raises(LLMError, match="without its address: set VERBATIM_LLM_URL"):
        find_server(provider="compatible")


@pytest.mark.parametrize("url", ["localhost:8080", "ftp://a/v1", "http://", "http://[bad", "http://a:port/v1", "x"])
def test_what_is_no_address_is_refused(url: str):
    with pytest.raises(LLMError, match="is not an address like"):
        find_server(provider="compatible", model="m", url=url)


@pytest.mark.parametrize("url", ["http://me:secret@a/v1", "http://a/v1?key=secret"])
def test_a_secret_in_the_address_is_refused_and_not_repeated(url: str):
    with pytest.raises(LLMError, match="must not hold a password") as caught:
        find_server(provider="compatible", model="m", url=url)
    assert "secret" not in str(caught.value)


def test_a_key_is_never_shown():
    assert "k-secret" not in repr(find_server(provider="openai", key="k-secret"))


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        ({"openai_key": "o", "anthropic_key": "a"}, ("openai", "o")),
        ({"anthropic_key": "a"}, ("anthropic", "a")),
        ({"key": "sk-ant-1", "openai_key": "o"}, ("anthropic", "sk-ant-1")),
        ({"key": "sk-1", "anthropic_key": "a"}, ("openai", "sk-1")),
    ],
)
def test_auto_takes_a_key_that_is_set(given: dict[str, str], chosen: tuple[str, str]):
    found = find_server(provider="auto", **given)
    assert found
    assert (found.provider, found.key) == chosen


def test_auto_sends_no_company_s_key_to_an_address_that_was_set():
    found = find_server(provider="auto", url="https://models.example/v1", model="m", openai_key="o", anthropic_key="a")
    assert found
    assert (found.provider, found.key) == ("compatible", "")


def test_auto_takes_an_ollama_that_answers(server: LLMServer):
    server.pages["/api/tags"] = tags("mistral:7b", "qwen:4b-instruct")
    found = find_server(provider="auto", ollama_host=server.host)
    assert found
    assert (found.provider, found.model, found.url) == ("ollama", "qwen:4b-instruct", server.url)


def test_auto_without_key_address_and_ollama_is_none(nowhere: str):
    assert find_server(provider="auto", ollama_host=nowhere) is None
    assert find_llm(provider="auto", model="", url="", key="", timeout=5, ollama_host=nowhere) is None


def test_auto_passes_over_an_ollama_without_models(server: LLMServer):
    server.pages["/api/tags"] = tags()
    assert find_server(provider="auto", ollama_host=server.host, model="wanted") is None


def test_auto_does_not_wait_for_a_server_that_is_silent():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = time.perf_counter()
        assert find_server(provider="auto", ollama_host=f"127.0.0.1:{silent.getsockname()[1]}") is None
        assert time.perf_counter() - begun < 1


def test_a_chosen_ollama_that_is_not_up_yet_is_kept_with_a_model(nowhere: str):
    found = find_server(provider="ollama", url=nowhere)
    assert found
    assert (found.model, found.url) == ("llama3.2", f"{nowhere}/v1")


def test_a_compatible_server_is_asked_for_its_model_with_its_key(server: LLMServer):
    server.pages["/v1/models"] = {"data": [{"id": "only-one"}, {"id": "other"}]}
    found = find_server(provider="compatible", url=server.url, key="k")
    assert found
    assert found.model == "only-one"
    assert server.requests[0][2]["Authorization"] == "Bearer k"


def test_a_compatible_server_that_lists_nothing_gets_a_name_it_may_ignore(nowhere: str):
    found = find_server(provider="compatible", url=f"{nowhere}/v1")
    assert found
    assert found.model == "default"


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("", "http://127.0.0.1:11434"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        ("0.0.0.0:8080", "http://127.0.0.1:8080"),
        (":8080", "http://127.0.0.1:8080"),
        ("nas", "http://nas:11434"),
        ("nas:1234", "http://nas:1234"),
        ("http://ollama:11434/", "http://ollama:11434"),
        ("http://ollama:11434/v1", "http://ollama:11434"),
        ("https://models.example/ollama", "https://models.example:443/ollama"),
        ("http://[::1]:11434", "http://[::1]:11434"),
    ],
)
def test_ollama_is_reached_at_what_its_own_setting_means(host: str, url: str):
    assert ollama_url(host) == url


def test_models_that_only_embed_are_not_asked(server: LLMServer):
    bert = {"name": "minilm", "details": {"family": "bert"}}
    server.pages["/api/tags"] = {"models": [{"name": "nomic-embed-text"}, bert, {"name": "llama3.2"}]}
    assert installed_model(server.host, 1) == "llama3.2"


@pytest.mark.parametrize("page", [None, [], "text", {"models": 3}, {"models": ["a"]}, {"models": [{}]}, {"data": [{}]}])
def test_an_answer_of_another_shape_names_no_model(page: object, server: LLMServer):
    server.pages |= {"/api/tags": page, "/v1/models": page}
    assert installed_model(server.host, 1) == listed_model(server.url, "", 1) == ""


def test_a_key_that_no_header_can_hold_names_no_model(server: LLMServer):
    assert listed_model(server.url, "秘密", 1) == ""
