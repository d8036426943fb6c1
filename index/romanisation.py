"""One key for the ways a name is written in Latin letters: Lavrov, Lawrow and Lavroff; Sergei, Sergey and Serguei.

The key of a word keeps its consonants as they sound, and of its vowels only a, e/i/y and o/u apart. It is coarse: two
words are one name only when their keys agree and they are also written rather alike (`ALIKE`).
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

ALIKE = 0.55
"""Least likeness (1 − edits / longer length) of two spellings with one key: Iouri and Yuri have .60.
`tests/test_romanisation.py` holds the pairs that it was set on."""
SHORTEST = 4
"""Letters: shorter words share their key with too many others."""

_RULES = tuple(
    (re.compile(pattern), sign)
    for pattern, sign in (
        (r"m[ou]h?amm?[ae]d", "muhamad"),
        (r"shch|schtsch|chtch|stsch|tsch|tch|sch|sh|cz", "S"),
        (r"chr|khr|kh", "h"),
        (r"ch", "S"),
        (r"zh", "J"),
        (r"^phy", "py"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dj", "j"),
        (r"gh", "g"),
        (r"gu(?=[eiy])", "g"),
        (r"ck|cc|c(?=[aouklrt]|$)|q", "k"),
        (r"c", "s"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ff?$", "v"),
        (r"tz|ts", "z"),
        (r"z", "s"),
        (r"^[yij](?=[aeiouy])", "Y"),
        (r"(?<=[aeiouy])j|j(?=$|[^aeiouy])", "i"),
        (r"(?<=[aeiouy])h(?=$|[^aeiouy])", ""),
        (r"eo", "o"),
        (r"eu", "u"),
        (r"[eiy]+", "i"),
        (r"[ou]+", "u"),
    )
)
_DOUBLED = re.compile(r"(.)\1+")
_UNHEARD = re.compile(r"kh|c(?=hr)|t(?=[csz])|d(?=j)|[^a-z]|[aeiouyhj]")
_CLASSES = str.maketrans("cszxkqgdrpvwb", "ssssssstlffff")
_KOREAN = str.maketrans("gdbr", "ktpl")
"""Gim and Kim, Bak and Pak: the letters between which the romanisations of Korean waver."""


@lru_cache(maxsize=20_000)
def key(word: str) -> str:
    """The key of one word in Latin letters; case and accents do not count.

    >>> key("Lawrow") == key("Lavroff") == key("Lavrov")
    True
    """
    plain = _plain(word)
    for pattern, sign in _RULES:
        plain = pattern.sub(sign, plain)
    return _DOUBLED.sub(r"\1", plain)


def rough_key(text: str) -> str:
    """A coarser key that is made in a microsecond, to look candidates up by before `key` or `whole_key` decides.

    >>> rough_key("Khrushchev") == rough_key("Chruschtschow")
    True
    """
    return _DOUBLED.sub(r"\1", _UNHEARD.sub("", _plain(text)).translate(_CLASSES))


def whole_key(name: str) -> str:
    """The key of a name of several words, however they are parted: “Gim Jeongeun” is “Kim Jong-un”."""
    return key("".join(filter(str.isalpha, _plain(name)))).translate(_KOREAN).lower()


def alike(left: str, right: str) -> bool:
    """Whether two words are one name in two romanisations."""
    a, b = _plain(left), _plain(right)
    if a == b:
        return True
    if min(len(a), len(b)) < SHORTEST or key(left) != key(right):
        return False
    return bool(OSA.normalized_similarity(a, b) >= ALIKE)


def latin(word: str) -> str:
    """The word in Latin letters when it is written in an alphabet that spells its vowels; else the word as it is.

    Cyrillic, Greek, Armenian and Georgian. A Chinese name has no one reading (金正恩 is Kim in one language and Jin in
    another), and Arabic and Hebrew leave the vowels out: those stay as they are.
    """
    if word.isascii() or not all(_spells_vowels(sign) for sign in word if not sign.isascii()):
        return word
    from anyascii import anyascii  # noqa: PLC0415 - for questions in other alphabets only

    return str(anyascii(word))


def _spells_vowels(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith(("CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "COMBINING"))


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(sign for sign in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(sign))
