"""Prompts: plain text files with named places, and the one function that fills them in.

A prompt file has two sections, headed by the lines `[system]` and `[user]`; `{name}` is a place. What several prompts
say alike stands once, in a file of its own that a place of its name includes (`PARTS`). What is put into any other
place is text from outside, a document or a reader, so it is defused: it can neither end the passage it stands in nor
pass for another numbered passage. Only `numbered` makes text that may hold our own marks.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from answer.errors import PromptError
from index.types import Passage

HOME = Path(__file__).resolve().parents[1] / "prompts"
PARTS = ("rules", "refuse")
"""Files that prompts include: the rules of every answer, when and how to refuse. They include nothing themselves."""
_FILE = re.compile(r"\[system\]\n(?P<system>.*?)^\[user\]\n(?P<user>.*)", re.DOTALL | re.MULTILINE)
_PLACE = re.compile(r"\{([a-z_]+)\}")

_OPEN, _CLOSE = "\\[［【〔〖⟦❲⁅⦋⦍⦏﹝⟬〚〘⦗﹇", "\\]］】〕〗⟧❳⁆⦌⦎⦐﹞⟭〛〙⦘﹈"
_CIRCLED = "²³¹⁰-₉Ⅰ-ⅿ①-⒛⓪-⓿❶-➓"
_BLANK = rf"[^\w{_OPEN}{_CLOSE}]"
_NUMBERING = re.compile(
    rf"[{_OPEN}](?P<inside>{_BLANK}*(?:(?:\d+{_BLANK}+)*0*\d{{1,3}}(?!\d)|[{_CIRCLED}]"
    rf"|(?:document|source|doc)s?{_BLANK}*\d|(?:passage|system|user|assistant|inst|tool_\w+|available_tools)(?![^\W_]))"
    rf"[^{_OPEN}{_CLOSE}\n]{{0,80}})(?P<close>[{_CLOSE}]?)",
    re.IGNORECASE,
)
"""What a model could read as the number of a passage or a mark of a role: `[3]`, `[ 3, 4 ]`, `【3】`, `[①]`, `[user]`.
A number of four digits is a year that an editor put into a quotation, and stays."""
_ENTITIES = (
    (re.compile(r"&(?:amp;)*(?:lt|#0*60|#x0*3c)(?:;|(?!\w))", re.IGNORECASE), "‹"),
    (re.compile(r"&(?:amp;)*(?:gt|#0*62|#x0*3e)(?:;|(?!\w))", re.IGNORECASE), "›"),
    (re.compile(r"&(?:amp;)*(?:lsqb|lbrack|#0*91|#x0*5b);", re.IGNORECASE), "["),
    (re.compile(r"&(?:amp;)*(?:rsqb|rbrack|#0*93|#x0*5d);", re.IGNORECASE), "]"),
    (
        re.compile(
            r"^([^\S\n]*)#+(?=[^\S\n]*(?:system|instruction|response|input|user|assistant|human)\b)", re.I | re.M
        ),
        r"\1",
    ),
)
"""What a model reads as one of our marks when it decodes HTML, and headings that name a role (`### System:`)."""
_ANGLES = str.maketrans({"<": "‹", ">": "›", "＜": "‹", "＞": "›", "﹤": "‹", "﹥": "›"})
_ANGLED = re.compile(
    r"[⟨〈\u2329《⟪❬❮❰⦑⧼](?P<inside>[^\w\n]{0,3}(?:passage|system|user|assistant)\b[^\w\n]{0,3})[⟩〉\u232a》⟫❭❯❱⦒⧽]",
    re.IGNORECASE,
)
"""Our marks between angle brackets of another form; elsewhere these are quotation marks, and stay."""
_KEPT_FORMATS = "\u200c\u200d"
"""Joiners: Persian and Indic scripts spell with them."""
_LONGEST_HEAD = 200
"""Characters of a title or of an outlet's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A prompt filled in, ready to be sent. `digest` is the SHA-256 of its file and what this includes, in hex."""

    name: str
    digest: str
    system: str
    user: str

    @property
    def label(self) -> str:
        """The prompt file's name and the beginning of its digest: `answer@1a2b3c4d`."""
        return f"{self.name}@{self.digest[:8]}"


class Safe(str):
    """Text whose foreign parts are already defused, so that it goes into a prompt as it is."""

    __slots__ = ()


def render(name: str, /, **values: str) -> Prompt:
    """The prompt file `name` with its places filled.

    `rules` and `refuse` are filled from their own files. Every other place must get a value and every value must have
    its place, else `PromptError`. Values go in once and as they are: a brace in them names no place. Each value is
    defused unless it is `Safe`.
    """
    path = HOME / f"{name}.txt"
    content = _with_parts(_read(path))
    found = _FILE.fullmatch(content)
    if found is None:
        raise PromptError(f"The prompt file {path} must hold a section [system] and then a section [user].")
    _compare(path, set(_PLACE.findall(found["system"] + found["user"])), set(values))
    texts = {key: value if isinstance(value, Safe) else defused(value) for key, value in values.items()}
    system, user = (_PLACE.sub(lambda place: texts[place[1]], found[part].strip()) for part in ("system", "user"))
    return Prompt(name=name, digest=hashlib.sha256(content.encode()).hexdigest(), system=system, user=user)


def refusal_phrase() -> str:
    """What a model writes, word for word, when the passages do not answer: the last line of `refuse.txt`."""
    return _read(HOME / "refuse.txt").rstrip().rpartition("\n")[2]


def numbered(passages: Iterable[Passage], notes: Mapping[str, Sequence[str]] = MappingProxyType({})) -> str:
    """The passages as a model reads them, each between marks of its own and numbered from 1.

    `notes` are lines for a passage's id, what the program knows of it: who speaks. They stand behind its head.

    >>> print(numbered([passage]))
    [1] Lavrov in Wonsan — TASS, 2025-07-12
    <passage>
    He said “no”.
    </passage>
    """
    blocks = (
        f"[{number}] {_head(passage)}\n{_lines(notes.get(passage.id, ()))}"
        f"<passage>\n{defused(passage.text)}\n</passage>"
        for number, passage in enumerate(passages, start=1)
    )
    return Safe("\n\n".join(blocks))


def defused(text: str) -> str:
    """The text with what could pass for our marks made harmless: `<passage>` is ‹passage›, `[3]` is (3).

    Words stay, and so do brackets around words, so that a quotation copied from it still is one.
    """
    visible = "".join(map(_visible, text))
    for spelling, plain in _ENTITIES:
        visible = spelling.sub(plain, visible)
    unnumbered = _NUMBERING.sub(lambda found: f"({found['inside']}{')' if found['close'] else ''}", visible)
    return _ANGLED.sub(r"‹\g<inside>›", unnumbered.translate(_ANGLES))


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except OSError as error:
        raise PromptError(f"The prompt file {path} cannot be read ({error.strerror}); restore it.") from error


def _with_parts(content: str) -> str:
    """The text of a prompt file with the files that it includes in their places."""
    return _PLACE.sub(lambda place: _read(HOME / f"{place[1]}.txt").strip() if place[1] in PARTS else place[0], content)


def _visible(sign: str) -> str:
    """The sign itself; a blank for a control sign; nothing for one that no reader sees, which may part `[` from 3."""
    if sign == "\n" or sign in _KEPT_FORMATS:
        return sign
    kind = unicodedata.category(sign)
    return "" if kind in ("Cf", "Cs") else " " if kind in ("Cc", "Zl", "Zp") else sign


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"{defused(_line(line))}\n" for line in lines)


def _head(passage: Passage) -> str:
    published = passage.published.isoformat() if passage.published else ""
    origin = ", ".join(part for part in (_line(passage.source), published) if part)
    return defused(" — ".join(part for part in (_line(passage.title), origin) if part))


def _line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_HEAD]


def _compare(path: Path, places: set[str], given: set[str]) -> None:
    missing, unknown = sorted(places - given), sorted(given - places)
    if missing:
        raise PromptError(f"The prompt file {path.name} has a place for {', '.join(missing)}, but no value was given.")
    if unknown:
        raise PromptError(f"The prompt file {path.name} has no place for {', '.join(unknown)}.")


REFUSAL_PHRASE = refusal_phrase()
"""The one refusal phrase; `prompts/refuse.txt` is its place."""
