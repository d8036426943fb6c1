"""The one place where text becomes HTML. Everything shown is untrusted: documents, model output, file names, questions.

Nothing else in the program writes a tag. `element` escapes every child and attribute that is not already `Html`, makes
only the tags named here, and drops a link that is neither a place on this page nor an http(s) address. So there is no
way to forget: what has not been through this module is text.
"""

import json
import re
from collections.abc import Mapping
from html import escape as _escape
from typing import Literal
from urllib.parse import urlencode, urlsplit

TAGS = frozenset(
    "a article aside blockquote br button caption dd del details dialog div dl dt figcaption figure footer g h1 h2 h3"
    " header ins kbd li mark nav ol p rect section small span strong summary sup svg table tbody td th thead title tr"
    " ul".split()
)
"""What we need, and nothing that runs, loads, embeds or submits: of SVG its bars and their titles only."""

_VOID = frozenset({"br"})
_LINKS = frozenset({"href"})
_PLACE = re.compile(r"#[A-Za-z0-9_-]*")
_TEMPLATE = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;", "\0": "\ufffd"})
"""Marks that template languages and Markdown act upon: as entities they look the same and do nothing."""


class Html(str):
    """Markup that this module made: safe to put into the page as it is."""

    __slots__ = ()


Child = str | None
Attribute = str | int | bool | None


def escape(text: str) -> Html:
    """`text` as it is, to be read and not run: the result holds no tag, no open entity and no template mark.

    >>> escape('<b onclick="x">${1}</b>')
    '&lt;b onclick=&quot;x&quot;&gt;&#36;&#123;1&#125;&lt;/b&gt;'
    """
    return Html(_escape(text, quote=True).translate(_TEMPLATE))


def join(*children: Child) -> Html:
    """The children in order: `Html` as it is, all else escaped, None left out."""
    return Html("".join(child if isinstance(child, Html) else escape(child) for child in children if child is not None))


def element(tag: str, *children: Child, **attributes: Attribute) -> Html:
    """One element. `class_` is `class`, `data_x` is `data-x`; None and False leave an attribute out, True stands bare.

    >>> element("a", "1 < 2", href="javascript:alert(1)", class_="cite")
    '<a class="cite">1 &lt; 2</a>'
    """
    if tag not in TAGS:
        raise ValueError(f"The page makes no <{tag}>: name it in ui.html.TAGS if it is harmless")
    opening = Html(f"<{tag}{''.join(_attribute(name, value) for name, value in attributes.items())}>")
    return opening if tag in _VOID else Html(f"{opening}{join(*children)}</{tag}>")


def web_address(url: str) -> str:
    """`url` when it is an absolute http or https address, else an empty string."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme.lower() in {"http", "https"} and parts.netloc else ""


def _attribute(name: str, value: Attribute) -> str:
    name = name.rstrip("_").replace("_", "-")
    if name in _LINKS and not (_PLACE.fullmatch(str(value)) or web_address(str(value))):
        return ""
    if name.startswith("on") or name in {"style", "src", "srcdoc", "action", "formaction"}:
        raise ValueError(f"The page sets no {name!r} attribute")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def file(title: str, style: str, body: Html) -> str:
    """A whole HTML file that stands alone: it runs no script and fetches nothing, which its policy says once more.

    `style` is our own style sheet and the one thing not escaped; it must not end its element.
    """
    if "<" in style or not isinstance(body, Html):
        raise ValueError("A file takes a style sheet without tags and a body made by this module")
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>{body}</body></html>\n"
    )


_USER = "window.gradio_config?.username ?? null"
"""Who is logged in, as Gradio writes it into the page; null without log-in."""


_WORKER = 'navigator.serviceWorker?.register("/worker.js").catch(() => {});'
"""The worker is there over https and on this machine only; the page does without."""


def head(words: Mapping[str, str]) -> str:
    """What the page has in its head; its scripts read `words` from `window.verbatim.strings`."""
    data = json.dumps(dict(words), ensure_ascii=True).replace("<", "\\u003c")  # no text in it can end the script
    return (
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        '<link rel="icon" href="/icons/icon.svg"><link rel="apple-touch-icon" href="/icons/apple-180.png">'
        '<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">'
        '<meta name="theme-color" content="#191e25" media="(prefers-color-scheme: dark)">'
        f"<script>window.verbatim = {{strings: {data}, get user() {{ return {_USER}; }}}}; {_WORKER}</script>"
    )


def own_page(title: str, style: str, body: Html) -> str:
    """A page of ours beside Gradio's, which runs no script: the log-in, and what is shown without the server.

    `style` is our own style sheet and the one thing not escaped.
    """
    if "<" in style or not isinstance(body, Html):
        raise ValueError("A page takes a style sheet without tags and a body made by this module")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="/icons/icon.svg">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body><main>{body}</main></body></html>\n"
    )


def form(action: Literal["login", "logout"], *children: Child, then: str = "/") -> Html:
    """A form that is sent to one of our own two addresses; after the log-in the reader goes on to the path `then`."""
    query = f"?{urlencode({'then': then})}" if then != "/" else ""
    return Html(f'<form method="post" action="/{action}{escape(query)}">{join(*children)}</form>')


def field(name: Literal["username", "password"], label: str, value: str = "", *, focused: bool = False) -> Html:
    """A labelled field of the log-in, told to password managers by the name that they know."""
    known = "username" if name == "username" else "current-password"
    kind, focus = "password" if name == "password" else "text", " autofocus" if focused else ""
    return Html(
        f'<label>{escape(label)}<input type="{kind}" name="{name}" value="{escape(value)}" autocomplete="{known}"'
        f' autocapitalize="none" spellcheck="false" maxlength="1024" dir="auto" required{focus}></label>'
    )
