"""How a newsroom may print somebody's words without changing them: a quotation as a pattern that finds it in a text.

- Kinds of quotation marks, of dashes, of brackets, blanks and case do not count: a quotation inside a quotation changes
  its marks, a first word its capital letter.
- An ellipsis parts a quotation: its parts stand in the document in the same order.
- [Brackets] are the writer's edits: they stand for up to five words of the document, or for none. They cannot stand for
  a denial, nor take one away, nor put one number for another. In a document's own text they stand for themselves.
- Punctuation at either end does not count: a comma may stand there for the document's full stop.
"""

import re
import unicodedata

_ELLIPSIS = re.compile(r"\s*[\[(]?(?:…|\.(?:\s?\.){2,3})[\])]?\s*")
_QUOTE_MARKS = "\"'“”„‟«»‹›‘’‚‛`´「」『』"
_DASHES = "-–—‑‒―−"
_CLASSES = {"[": r"[\[(]", "(": r"[\[(]", "]": r"[\])]", ")": r"[\])]"} | {
    sign: f"[{re.escape(signs)}]" for signs in (_QUOTE_MARKS, _DASHES) for sign in signs
}
_ENDS = " \n\t.,;:!?" + _QUOTE_MARKS
_TOKEN = re.compile(
    rf"(?P<edit>\s*\[[^\[\]]{{0,80}}\]\s*)|(?P<dash>\s*[{re.escape(_DASHES)}]\s*)|(?P<blank>\s+)|(?P<mark>[{re.escape(_QUOTE_MARKS)}]{{1,2}})|(?P<word>[^\W_]+)|(?P<sign>.)",
    re.DOTALL,
)
_BRACKETS = re.compile(r"\[[^\[\]]{0,80}\]")
_DENIAL = r"(?:not|no|never|none|nor|neither|nobody|nothing|without|cannot)\b|\w+n['’]t\b"
_DENIES = re.compile(rf"\b(?:{_DENIAL})", re.IGNORECASE)
_DENIAL_BEFORE = re.compile(rf"(?<!\w)((?:{_DENIAL}))\s*\Z", re.IGNORECASE)
_WORD = rf"(?!{_DENIAL})[^\W_](?:\w|['’.,-](?=\w))*"
_PLAIN_WORD = rf"(?!{_DENIAL})[^\W\d_](?:[^\W\d]|['’.,-](?=[^\W\d]))*(?!\w)"
_MOST = 5
"""Words that a bracket may stand for: “[the foreign minister of Russia]” for “he”, and the reverse."""
_BETWEEN = r"[^\w\n]{1,4}"
_EDITED, _EDITED_NUMBER = (rf"{_BETWEEN}(?:{word}{_BETWEEN}){{0,{_MOST}}}?" for word in (_WORD, _PLAIN_WORD))


def parts(quotation: str) -> list[str]:
    """The parts of a quotation between its ellipses, without the punctuation at their ends; none without a word.

    >>> parts("“We … take [these] plans seriously,”")
    ['We', 'take [these] plans seriously']
    """
    composed = unicodedata.normalize("NFC", quotation)
    trimmed = (part.strip(_ENDS) for part in _ELLIPSIS.split(composed))
    return [part for part in trimmed if any(map(str.isalnum, part))]


def pattern(part: str, *, edits: bool = True) -> re.Pattern[str]:
    """What finds a part in a case-folded text, as whole words; without `edits`, brackets stand for themselves."""
    found = list(_TOKEN.finditer(part))
    edits = edits and any(map(str.isalnum, _BRACKETS.sub("", part)))
    body = (_piece(part, each) if edits or not each["edit"] else _literal(each.group()) for each in found)
    return re.compile(_whole(part, "".join(body)))


def denies(text: str) -> bool:
    """Whether a text has a word that denies."""
    return bool(_DENIES.search(text))


def denial_before(text: str, at: int) -> str:
    """The denial that ends right before a place of a text, within its sentence; an empty string where none does.

    >>> denial_before("We do not accept it", 10)
    'not'
    """
    found = _DENIAL_BEFORE.search(text[max(at - 20, 0) : at])
    return found[1] if found else ""


def edited(quotation: str) -> bool:
    """Whether a quotation has brackets, which may be edits."""
    return bool(_BRACKETS.search(quotation))


def unedited(part: str) -> list[str]:
    """The stretches of a part that are the document's words: between brackets.

    >>> unedited("We take [these] plans")
    ['We take', 'plans']
    """
    stretches = (stretch.strip() for stretch in re.split(r"\w*\[[^\[\]]{0,80}\]\w*", part))
    return [stretch for stretch in stretches if any(map(str.isalnum, stretch))] or [part]


def _whole(part: str, body: str) -> str:
    """Word boundaries, but where a script is written without blanks."""
    before = r"(?<!\w)" if not unspaced(part[0]) else ""
    behind = r"(?!\w)" if not unspaced(part[-1]) else ""
    return before + body + behind


def unspaced(sign: str) -> bool:
    """Whether a letter is of a script that sets no blanks between words: Chinese, Japanese, Thai and their like."""
    return sign.isalnum() and ("\u0e00" <= sign <= "\u0eff" or "\u1000" <= sign <= "\u109f" or sign >= "\u2e80")


def _piece(part: str, found: re.Match[str]) -> str:
    text = found.group()
    if found.lastgroup == "edit":
        return _edit(part, found)
    if found.lastgroup == "blank":
        return r"\s+"
    if found.lastgroup == "dash":
        return rf"\s*{_CLASSES[text.strip()]}\s*"
    if found.lastgroup == "mark":
        return rf"{_CLASSES[text[0]]}{{1,2}}"
    return text.casefold() if found.lastgroup == "word" else _literal(text)


def _literal(text: str) -> str:
    signs = (_CLASSES.get(sign) or (r"\s" if sign.isspace() else re.escape(sign)) for sign in text.casefold())
    return re.sub(r"(?:\\s)+", lambda _: r"\s+", "".join(signs))


def _edit(part: str, found: re.Match[str]) -> str:
    """A bracket: as it stands, or what it may stand for."""
    text = found.group()
    literal, inside = _literal(text), text.strip()[1:-1].strip()
    if _DENIES.search(inside):
        return literal
    before = part[found.start() - 1 : found.start()] if text[0] == "[" else " "
    after = part[found.end() : found.end() + 1] if text[-1] == "]" else " "
    if before.isalnum() or after.isalnum():
        return literal if " " in inside else rf"(?:{literal}|{_literal(inside)}|\w{{0,6}})"
    if not found.start():
        return rf"(?:{literal})?"
    stands_for = _EDITED_NUMBER if any(map(str.isdigit, inside)) else _EDITED
    return rf"(?:{literal})?" if found.end() == len(part) else rf"(?:{literal}|{stands_for})"
