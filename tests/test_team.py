"""Log-in over real HTTP: who comes in, who does not, and that nobody sees what another one was shown."""

import os
import re
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import accounts
import app as program
from config import Settings
from tests import ui_fakes as fakes
from ui import guard, users
from ui.limits import Rate
from ui.server import configured, create
from ui.users import Users

PASSWORDS = {"ada": "open sesame 1", "ben": "open sesame 2"}


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(users, "COST", (4, 8, 1))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "users.txt"
    for name, password in PASSWORDS.items():
        users.add(path, name, password)
    return path


@pytest.fixture
def site(tmp_path: Path, file: Path) -> Iterator[TestClient]:
    service = fakes.service(tmp_path / "uploads")
    with TestClient(create(service, Users(file)), follow_redirects=False) as client:
        yield client
    service.close()


def log_in(client: TestClient, name: str, password: str = "", **how: object):
    return client.post("/login", data={"username": name, "password": password or PASSWORDS[name]}, **how)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/config"),
        ("GET", "/theme.css"),
        ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/app_id"),
        ("GET", "/gradio_api/token"),
        ("POST", "/gradio_api/upload"),
        ("POST", "/gradio_api/cancel"),
        ("POST", "/gradio_api/queue/join"),
        ("GET", "/gradio_api/queue/data?session_hash=x"),
        ("POST", "/gradio_api/call/ask"),
        ("POST", "/gradio_api/component_server"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/heartbeat/x"),
        ("GET", "/export/0123456789abcdef01234567.md"),
        ("PUT", "/marks/0123456789abcdef01234567/1"),
        ("GET", "/icons/../config"),
        ("GET", "/anything"),
    ],
)
def test_without_a_cookie_no_address_answers(site: TestClient, method: str, path: str):
    assert site.request(method, path).status_code == 401


def test_a_person_without_a_cookie_gets_the_form_and_is_led_back(site: TestClient):
    asked = site.get("/export/x.md?a=1", headers={"Accept": "text/html"})
    assert asked.status_code == 401
    assert 'action="/login?then=%2Fexport%2Fx.md%3Fa%3D1"' in asked.text
    assert "default-src 'self'" in asked.headers["Content-Security-Policy"]


def test_whoever_logs_in_is_led_where_they_wanted_to_go(site: TestClient):
    wanted = site.post(
        "/login?then=%2Fanswers%2F1",
        data={"username": "ada", "password": PASSWORDS["ada"]},
        headers={"Accept": "text/html"},
    )
    assert (wanted.status_code, wanted.headers["Location"]) == (303, "/answers/1")
    assert site.get("/config").json()["title"] == "Verbatim"


@pytest.mark.parametrize(
    "then", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"]
)
def test_the_log_in_leads_to_no_other_site(site: TestClient, then: str):
    data = {"username": "ada", "password": PASSWORDS["ada"]}
    led = site.post("/login", params={"then": then}, data=data, headers={"Accept": "text/html"})
    assert led.headers["Location"] == "/"


def test_the_cookie_is_for_no_script_and_no_other_site_and_secure_behind_https(tmp_path: Path, file: Path):
    service = fakes.service(tmp_path / "uploads")
    for scheme, secure in (("http", False), ("https", True)):
        with TestClient(create(service, Users(file)), base_url=f"{scheme}://testserver") as client:
            cookie = log_in(client, "ada").headers["Set-Cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert ("secure" in cookie) == secure
    service.close()


def test_a_wrong_password_and_an_unknown_name_are_told_alike(site: TestClient):
    wrong, unknown = log_in(site, "ada", "not this one"), log_in(site, "eve", "not this one")
    assert (wrong.status_code, wrong.json()) == (unknown.status_code, unknown.json())
    assert wrong.status_code == 401
    assert site.get("/").status_code == 401


def test_an_unknown_name_costs_one_hash_as_a_wrong_password_does(file: Path, monkeypatch: pytest.MonkeyPatch):
    known, derived, real = Users(file), [], users.scrypt
    monkeypatch.setattr(users, "scrypt", lambda *args, **how: derived.append(how["n"]) or real(*args, **how))
    known.check("ada", "wrong")
    known.check("eve", "wrong")
    assert len(derived) == 2


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(site: TestClient):
    for _ in range(5):
        assert log_in(site, "ada", "wrong").status_code == 401
    waiting = log_in(site, "ada")
    assert waiting.status_code == 429
    assert int(waiting.headers["Retry-After"]) == 5
    assert waiting.json()["detail"] == "Too many wrong passwords. Try again in 5 seconds."


def test_a_log_out_ends_the_session_on_the_server_too(site: TestClient):
    log_in(site, "ada")
    cookie = site.cookies[guard.COOKIE]
    assert site.post("/logout").status_code == 303
    assert site.get("/", headers={"Cookie": f"{guard.COOKIE}={cookie}"}).status_code == 401


def test_a_removed_user_is_out_at_once(site: TestClient, file: Path):
    log_in(site, "ada")
    assert site.get("/config").status_code == 200
    users.remove(file, "ada")
    assert site.get("/config").status_code == 401
    assert log_in(site, "ada").status_code == 401


def test_a_new_password_ends_the_sessions_of_the_old_one(site: TestClient, file: Path):
    log_in(site, "ada")
    users.add(file, "ada", "another sesame")
    assert site.get("/config").status_code == 401


def test_nobody_comes_in_while_the_file_cannot_be_read(site: TestClient, file: Path):
    log_in(site, "ada")
    file.write_text("ada:plain text", "utf-8")
    assert site.get("/config").status_code == 503
    assert "file of users" in site.get("/config").text


def test_a_form_of_another_site_is_refused(site: TestClient):
    log_in(site, "ada")
    sent = site.post("/gradio_api/upload", headers={"Sec-Fetch-Site": "cross-site"})
    assert sent.status_code == 403


def test_a_large_form_is_not_read(site: TestClient):
    assert log_in(site, "ada", "x" * 100_000).status_code == 401


def event(client: TestClient, name: str, *data: object) -> str:
    """What an endpoint answers, as the stream of its events."""
    asked = client.post(f"/gradio_api/call/{name}", json={"data": list(data)})
    return client.get(f"/gradio_api/call/{name}/{asked.json()['event_id']}").text


def test_a_program_logs_in_and_calls_the_endpoints(site: TestClient):
    assert log_in(site, "ada").json() == {"success": True}
    assert "event: complete" in event(site, "search", "harbour", 8, "", "", [], [], [])


def shown(client: TestClient) -> str:
    """The message of a check of quotations that this user has had made on the page."""
    events = client.get("/config").json()["dependencies"]
    box = next(
        each["id"] for each in client.get("/config").json()["components"] if each["props"].get("elem_id") == "quoted"
    )
    check = next(each["id"] for each in events if [box, "submit"] in each["targets"])
    client.post("/gradio_api/queue/join", json={"data": [fakes.QUOTED], "fn_index": check, "session_hash": "s1"})
    return re.search(r"[0-9a-f]{24}", client.get("/gradio_api/queue/data?session_hash=s1").text.split("#")[1])[0]


def test_what_one_user_was_shown_no_other_one_gets_even_with_its_secret(site: TestClient):
    log_in(site, "ada")
    message = shown(site)
    assert site.get(f"/export/{message}.md").status_code == 200
    log_in(site, "ben")
    assert site.get(f"/export/{message}.md").status_code == 404
    assert site.put(f"/marks/{message}/1", json={"state": "checked"}).status_code == 404


def test_without_users_everything_is_as_before(tmp_path: Path):
    service = fakes.service(tmp_path / "uploads")
    with TestClient(create(service)) as client:
        assert client.get("/config").json()["username"] is None
        assert client.get("/login").status_code == 405
    service.close()


def test_the_file_is_for_its_owner_and_holds_no_password(file: Path):
    assert file.stat().st_mode & 0o777 == 0o600
    assert not any(password in file.read_text("utf-8") for password in PASSWORDS.values())


@pytest.mark.parametrize(
    "line", ["ada", "ada:", "ada:$2b$12$abc", "a b:{}", "ada:scrypt$99$8$1$c2FsdA==$a2V5", "{0}:{1}\n{0}:{1}"]
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str):
    path = tmp_path / "users.txt"
    path.write_text("# people\n\n" + line.format("ada", users.hashed("long enough")), "utf-8")
    with pytest.raises(users.UsersError, match=r"Line [34] of .*users\.txt"):
        users.read(path)


@given(password=st.text(min_size=8, max_size=40), other=st.text(min_size=8, max_size=40))
@settings(max_examples=50, deadline=None)
def test_only_the_password_itself_fits_its_hash(password: str, other: str):
    written = users._hash(str(users.hashed(password)))
    assert written.fits(password)
    assert written.fits(other) == (users._derived(other, written.cost, written.salt, 32) == written.key)


def test_a_file_that_is_not_there_says_how_to_make_it(tmp_path: Path):
    with pytest.raises(users.UsersError, match="users add NAME"):
        Users(tmp_path / os.fspath("none.txt")).all()


def test_a_request_that_is_too_large_or_of_unknown_length_is_refused_before_it_is_read(site: TestClient):
    log_in(site, "ada")
    assert site.put("/marks/x/1", content=b"x", headers={"Content-Length": "9000000"}).status_code == 413
    assert site.put("/marks/x/1", content=iter([b"x"])).status_code == 411


@pytest.mark.parametrize(
    "path", ["/manifest.json", "/icons/icon-192.png", "/icons/icon.svg", "/worker.js", "/offline", "/login"]
)
def test_what_a_browser_asks_for_without_a_cookie_is_served_to_anybody(site: TestClient, path: str):
    assert site.get(path).status_code == 200


def test_every_icon_of_the_manifest_is_there_in_the_size_that_it_says(site: TestClient):
    for icon in site.get("/manifest.json").json()["icons"]:
        got = site.get(icon["src"])
        assert got.headers["Content-Type"].startswith(icon["type"])
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", got.content[16:24])
            assert f"{width}x{height}" == icon["sizes"]


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    """Clients of a page with two questions a minute, each with its address."""
    made = fakes.service(tmp_path / "uploads")
    made.rate = Rate(2)
    app = create(made)
    with TestClient(app, client=("192.0.2.1", 1)) as first:
        yield lambda address: first if address == "192.0.2.1" else TestClient(app, client=(address, 1))
    made.close()


def test_a_program_that_asks_too_often_is_told_when_to_ask_again(limited: Callable[..., TestClient]):
    first = limited("192.0.2.1")
    told = [event(first, "search", "harbour", 8, "", "", [], [], []) for _ in range(3)]
    assert ["event: complete" in each for each in told] == [True, True, False]
    assert "ask again in 30 seconds" in told[2]
    assert "event: complete" in event(limited("192.0.2.2"), "search", "harbour", 8, "", "", [], [], [])


def test_an_address_in_a_header_is_not_believed(limited: Callable[..., TestClient]):
    first = limited("192.0.2.1")
    for number in range(3):
        first.headers["X-Forwarded-For"] = f"198.51.100.{number}"
        told = event(first, "search", "harbour", 8, "", "", [], [], [])
    assert "ask again in" in told


@pytest.mark.parametrize(("proxy", "secure"), [("", False), ("192.0.2.1", True), ("192.0.2.9", False)])
def test_what_a_header_says_of_https_is_believed_of_the_named_proxy_only(
    tmp_path: Path, file: Path, proxy: str, secure: bool
):
    service = fakes.service(tmp_path / "uploads")
    config = configured(create(service, Users(file)), proxy)
    config.load()
    client = TestClient(config.loaded_app, client=("192.0.2.1", 1))
    cookie = log_in(client, "ada", headers={"X-Forwarded-Proto": "https"}).headers["Set-Cookie"]
    assert ("Secure" in cookie) == secure
    service.close()


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(tmp_path: Path, file: Path):
    service = fakes.service(tmp_path / "uploads")
    config = configured(create(service, Users(file)), "192.0.2.1")
    config.load()
    client = TestClient(config.loaded_app, client=("192.0.2.1", 1))
    for number in range(5):
        log_in(client, f"eve{number}", "wrong", headers={"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.9"})
    assert log_in(client, "ada", headers={"X-Forwarded-For": "198.51.100.77, 203.0.113.9"}).status_code == 429
    assert log_in(client, "ada", headers={"X-Forwarded-For": "203.0.113.10"}).status_code == 200
    service.close()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Runs a command with `VERBATIM_USERS` set; gives all that it says."""
    monkeypatch.setenv("VERBATIM_USERS", str(tmp_path / "new" / "users.txt"))
    return lambda *words, typed="": CliRunner().invoke(program.app, list(words), input=typed).output


def test_users_are_added_listed_and_removed_by_a_command(run: Callable[..., str], tmp_path: Path):
    assert "Added ada" in run("users", "add", "ada", typed="open sesame\n")
    assert "Changed the password of ada" in run("users", "add", "ada", typed="open sesame 2\n")
    assert Users(tmp_path / "new" / "users.txt").check("ada", "open sesame 2")
    assert run("users", "list").split() == ["ada"]
    assert "Removed ada" in run("users", "remove", "ada")
    assert run("users", "list").split() == []


def test_two_passwords_that_differ_change_nothing(monkeypatch: pytest.MonkeyPatch):
    typed = iter(["open sesame", "open sesamy"])
    monkeypatch.setattr("accounts.getpass.getpass", lambda _: next(typed))
    monkeypatch.setattr("accounts.sys.stdin.isatty", lambda: True, raising=False)
    with pytest.raises(users.UsersError, match="differ"):
        accounts._password()


@pytest.mark.parametrize(("name", "password"), [("ada:x", "open sesame"), ("", "open sesame"), ("ada", "short")])
def test_a_name_or_a_password_that_cannot_be_is_refused(tmp_path: Path, name: str, password: str):
    with pytest.raises(users.UsersError):
        users.add(tmp_path / "users.txt", name, password)
    assert not (tmp_path / "users.txt").exists()


@pytest.mark.parametrize(
    ("host", "warned"), [("127.0.0.1", False), ("::1", False), ("localhost", False), ("0.0.0.0", True), ("", True)]
)
def test_whoever_opens_the_page_to_a_network_without_log_in_is_warned(
    host: str, warned: bool, capsys: pytest.CaptureFixture[str]
):
    assert accounts.allowed(Settings(users=None), host) is None
    assert ("there is no log-in" in " ".join(capsys.readouterr().err.split())) == warned
