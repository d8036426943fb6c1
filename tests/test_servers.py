import socket
import time
from collections.abc import Iterator

import pytest

from answer.addresses import ollama_url
from answer.errors import LLMError
from answer.listing import installed_models, listed_models
from answer.llm import find_llm
from answer.servers import OUTPUT_TOKENS, SEED, Server, Wanted, find_server, find_servers
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


def chosen_by(**given) -> Server | None:
    return find_server(Wanted(**given))


def tags(*names: str) -> dict[str, object]:
    return {"models": [{"name": name, "details": {"family": "llama"}} for name in names]}


def test_none_is_none():
    assert chosen_by(provider="none", key="k", url="http://a/v1") is None


def test_openai_has_its_address_its_small_model_and_no_temperature():
    assert chosen_by(provider="openai", key="k") == Server(
        provider="openai",
        url="https://api.openai.com/v1",
        model="gpt-6-luna",
        key="k",
        options={"max_completion_tokens": OUTPUT_TOKENS, "reasoning_effort": "none"},
    )


def test_anthropic_is_asked_at_its_own_address():
    assert chosen_by(provider="anthropic", anthropic_key="k") == Server(
        provider="anthropic",
        url="https://api.anthropic.com",
        model="claude-haiku-5-5",
        key="k",
        options={"max_tokens": OUTPUT_TOKENS},
    )


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_a_model_of_the_reader_s_choice_is_asked_for_its_likeliest_words(provider):
    found = chosen_by(provider=provider, key="k", model="other")
    assert found
    assert (found.model, found.options["temperature"]) == ("other", 0)


@pytest.mark.parametrize(
    ("provider", "name"),
    [("openai", "OPENAI_API_KEY"), ("anthropic", "ANTHROPIC_API_KEY"), ("google", "GOOGLE_API_KEY")],
)
def test_a_chosen_company_without_a_key_is_an_error_that_names_the_setting(provider, name: str):
    with pytest.raises(LLMError, match=f"without a key: set {name} or VERBATIM_LLM_KEY"):
        chosen_by(provider=provider)


def test_a_compatible_server_without_its_address_is_an_error():
    with pytest.raises(LLMError, match="without its address: set VERBATIM_LLM_URL"):
        chosen_by(provider="compatible")


@pytest.mark.parametrize("url", ["localhost:8080", "ftp://a/v1", "http://", "http://[bad", "http://a:port/v1", "x"])
def test_what_is_no_address_is_refused(url: str):
    with pytest.raises(LLMError, match="is not an address like"):
        chosen_by(provider="compatible", model="m", url=url)


@pytest.mark.parametrize("url", ["http://me:secret@a/v1", "http://a/v1?key=secret"])
def test_a_secret_in_the_address_is_refused_and_not_repeated(url: str):
    with pytest.raises(LLMError, match="must not hold a password") as caught:
        chosen_by(provider="compatible", model="m", url=url)
    assert "secret" not in str(caught.value)


def test_a_key_is_never_shown():
    assert "k-secret" not in repr(chosen_by(provider="openai", key="k-secret"))


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        ({"openai_key": "o", "anthropic_key": "a"}, ("openai", "o")),
        ({"anthropic_key": "a"}, ("anthropic", "a")),
        ({"key": "sk-ant-1", "openai_key": "o"}, ("anthropic", "sk-ant-1")),
        ({"key": "sk-1", "anthropic_key": "a"}, ("openai", "sk-1")),
        ({"google_key": "g"}, ("google", "g")),
        ({"key": "AIza1", "openai_key": "o"}, ("google", "AIza1")),
    ],
)
def test_auto_takes_a_key_that_is_set(given: dict[str, str], chosen: tuple[str, str]):
    found = chosen_by(provider="auto", **given)
    assert found
    assert (found.provider, found.key) == chosen


def test_auto_sends_no_company_s_key_to_an_address_that_was_set():
    found = chosen_by(provider="auto", url="https://models.example/v1", model="m", openai_key="o", anthropic_key="a")
    assert found
    assert (found.provider, found.key) == ("compatible", "")


def test_auto_takes_an_ollama_that_answers(server: LLMServer):
    server.pages["/api/tags"] = tags("mistral:7b", "qwen:4b-instruct")
    found = chosen_by(provider="auto", ollama_host=server.host)
    assert found
    assert (found.provider, found.model, found.url) == ("ollama", "qwen:4b-instruct", server.host)


def test_auto_without_key_address_and_ollama_is_none(nowhere: str):
    assert chosen_by(provider="auto", ollama_host=nowhere) is None
    assert find_llm(provider="auto", model="", url="", key="", timeout=5, ollama_host=nowhere) is None


def test_auto_passes_over_an_ollama_without_models(server: LLMServer):
    server.pages["/api/tags"] = tags()
    assert chosen_by(provider="auto", ollama_host=server.host, model="wanted") is None


def test_auto_does_not_wait_for_a_server_that_is_silent():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = time.perf_counter()
        assert chosen_by(provider="auto", ollama_host=f"127.0.0.1:{silent.getsockname()[1]}") is None
        assert time.perf_counter() - begun < 1


def test_a_chosen_ollama_that_is_not_up_yet_is_kept_with_a_model(nowhere: str):
    found = chosen_by(provider="ollama", url=nowhere)
    assert found
    assert (found.model, found.url) == ("llama3.2", nowhere)


def test_a_compatible_server_is_asked_for_its_model_with_its_key(server: LLMServer):
    server.pages["/v1/models"] = {"data": [{"id": "only-one"}, {"id": "other"}]}
    found = chosen_by(provider="compatible", url=server.url, key="k")
    assert found
    assert found.model == "only-one"
    assert server.requests[0][2]["Authorization"] == "Bearer k"


def test_a_compatible_server_that_lists_nothing_gets_a_name_it_may_ignore(nowhere: str):
    found = chosen_by(provider="compatible", url=f"{nowhere}/v1")
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
    assert installed_models(server.host, 1) == ("llama3.2",)


@pytest.mark.parametrize("page", [None, [], "text", {"models": 3}, {"models": ["a"]}, {"models": [{}]}, {"data": [{}]}])
def test_an_answer_of_another_shape_names_no_model(page: object, server: LLMServer):
    server.pages |= {"/api/tags": page, "/v1/models": page}
    assert installed_models(server.host, 1) == listed_models(server.url, "", 1) == ()


def test_a_key_that_no_header_can_hold_names_no_model(server: LLMServer):
    assert listed_models(server.url, "秘密", 1) == ()


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of LlamaIndex's packages for a protocol of its own is installed."""
    monkeypatch.setattr("answer.servers.has_package", lambda protocol: protocol == "openai")


@pytest.mark.parametrize(
    ("provider", "url"),
    [
        ("anthropic", "https://api.anthropic.com/v1/"),
        ("google", "https://generativelanguage.googleapis.com/v1beta/openai/"),
        ("ollama", "http://127.0.0.1:11434/v1"),
    ],
)
@pytest.mark.usefixtures("missing")
def test_without_its_package_a_provider_is_asked_in_openai_s_protocol(provider, url: str):
    found = chosen_by(provider=provider, key="k", model="m")
    assert found
    assert (found.protocol, found.openai_url) == ("openai", url)


@pytest.mark.parametrize(
    ("provider", "path"),
    [("anthropic", ""), ("anthropic", "/"), ("anthropic", "/v1"), ("google", ""), ("google", "/v1beta/openai/")],
)
def test_a_company_s_address_may_be_given_with_its_path_or_without(provider, path: str):
    url = f"https://a.example{path}"
    found = chosen_by(provider=provider, url=url, key="k")
    assert found
    assert found.url == "https://a.example"


def test_a_reader_may_choose_among_all_that_have_a_key_or_answer(server: LLMServer):
    server.pages["/api/tags"] = tags("mistral:7b", "qwen:4b-instruct")
    found = find_servers(Wanted(openai_key="o", google_key="g", ollama_host=server.host))
    assert [(each.provider, each.model) for each in found] == [
        ("openai", "gpt-6-luna"),
        ("google", "gemini-3.5-flash-lite"),
        ("ollama", "qwen:4b-instruct"),
        ("ollama", "mistral:7b"),
    ]
    assert [each.key for each in found] == ["o", "g", "", ""]


def test_the_model_that_the_settings_name_is_the_first_provider_s_only(server: LLMServer, nowhere: str):
    found = find_servers(Wanted(model="mine", openai_key="o", anthropic_key="a", ollama_host=nowhere))
    assert [each.model for each in found] == ["mine", "claude-haiku-5-5"]


@pytest.mark.parametrize(("provider", "count"), [("none", 0), ("openai", 1), ("ollama", 2)])
def test_a_provider_that_was_chosen_by_name_is_the_only_one_offered(provider, count: int, server: LLMServer):
    server.pages["/api/tags"] = tags("a", "b")
    wanted = Wanted(provider=provider, openai_key="o", anthropic_key="a", ollama_host=server.host)
    assert [each.provider for each in find_servers(wanted)] == [provider] * count


def test_every_model_that_a_compatible_server_lists_is_offered_with_its_key(server: LLMServer):
    server.pages["/v1/models"] = {"data": [{"id": "one"}, {"id": "two"}, {"id": "text-embedding-3"}]}
    found = find_servers(Wanted(url=server.url, key="k", ollama_host="127.0.0.1:9"))
    assert [(each.model, each.key) for each in found] == [("one", "k"), ("two", "k")]


def test_what_runs_here_costs_nothing_and_elsewhere_what_the_settings_say():
    here, paid = chosen_by(provider="ollama", model="m"), chosen_by(provider="openai", key="k")
    told = chosen_by(provider="openai", key="k", prices=(0.25, 2.0))
    assert here
    assert paid
    assert told
    assert (here.prices, paid.prices, told.prices) == ((0.0, 0.0), None, (0.25, 2.0))
    assert (here.local, paid.local) == (True, False)


def test_draws_are_seeded_where_a_server_may_heed_it():
    found = chosen_by(provider="compatible", url="http://127.0.0.1:9/v1", model="m")
    assert found
    assert found.options["seed"] == SEED
