"""Which language a text is in, by the letters of its words. The one home of py3langid."""

import re
from collections.abc import Sequence

from babel import Locale, UnknownLocaleError

from index.quotes import quotes

LEAST_LETTERS = 60
"""Of a text: fewer tell too little. Names and quotations speak no language of the writer's."""


def language(text: str) -> str:
    """The ISO 639 code of a text's language, or an empty string where it has too few words of its own.

    >>> language("The minister said in Geneva that the talks on the programme would go on next week, or in July.")
    'en'
    """
    own = _own_words(text)
    if sum(map(str.isalpha, own)) < LEAST_LETTERS:
        return ""
    return _classified(own)


def language_name(code: str) -> str:
    """A language's name in English; the code itself where it has none.

    >>> language_name("fr")
    'French'
    """
    try:
        return str(Locale.parse(code).english_name)
    except (UnknownLocaleError, ValueError):
        return code


def foreign(reply: str, question: str, sources: Sequence[str]) -> str:
    """The language of a reply that is neither the question's nor the sources'; an empty string for any other."""
    spoken = language(reply)
    if not spoken:
        return ""
    asked = _classified(question)
    own = {asked, *map(language, sources)}
    return "" if spoken in own else spoken


def _own_words(text: str) -> str:
    for span in reversed(quotes(text)):
        text = text[: span.start] + " " + text[span.end :]
    return re.sub(r"\[[^\]\n]*\]|https?://\S+|[*_#`>|]", " ", text)


def _classified(text: str) -> str:
    import py3langid  # noqa: PLC0415 - half a second, and only a language model's reply needs it

    return str(py3langid.classify(" ".join(text.split()))[0])
