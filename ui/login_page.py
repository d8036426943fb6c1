"""The page of the log-in, in our own letters and colours; it needs no script."""

from functools import cache

from ui import assets, html
from ui.html import Html, element
from ui.strings import say


def login_page(error: str = "", name: str = "", then: str = "/") -> str:
    """The form; `error` says why the reader is here again, `name` what they wrote, `then` where they wanted to go."""
    body = element(
        "section",
        element("h1", "Verbatim"),
        element("p", say("login.about"), class_="about"),
        element("p", error, class_="error", role="alert") if error else None,
        html.form(
            "login",
            html.field("username", say("login.name"), name, focused=not name),
            html.field("password", say("login.password"), focused=bool(name)),
            element("button", say("login.log_in"), type="submit"),
            then=then,
        ),
        element("p", say("login.forgotten"), class_="about"),
    )
    return html.own_page(say("login.title"), style(), body)


def log_out(user: str | None) -> Html:
    """The reader's name and the way out, for the top bar; nothing without log-in."""
    if user is None:
        return Html("")
    label = say("login.log_out_name", name=user)
    button = element("button", say("login.log_out"), type="submit", aria_label=label, title=label)
    return html.join(element("span", user, class_="name", dir="auto", title=user), html.form("logout", button))


@cache
def style() -> str:
    """The colours of the page, which follow the reader's system here, and the few rules of our own pages."""
    theme, own = (assets.style(name) for name in ("theme", "own_pages"))
    dark = theme[theme.index(".dark {") :].replace(".dark {", ":root {", 1)
    return f"{theme}@media (prefers-color-scheme: dark) {{ {dark} }}\n{own}"
