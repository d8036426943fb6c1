"""Words and punctuation marks with their places in a text."""

import re
from dataclasses import dataclass

from index.types import Span

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S.
    r"|[A-Z]\.(?=\s[A-Z])"  # an initial
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Prof|St|Adm)\."
    r"|['’]s\b"
    r"|(?:[A-Z]['’](?=[A-Z]))?\w+(?:['’]t\b)?(?:-\w+)*"
    r"|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark: its characters and where they begin."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the token ends."""
        return self.start + len(self.text)

    @property
    def lower(self) -> str:
        """The word in lower case, without the full stop of an abbreviation."""
        return self.text.lower().rstrip(".") or self.text

    @property
    def capital(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Whether it is a word, not a mark, a number or a possessive ending."""
        return self.text[0].isalpha()


def tokens(text: str, span: Span) -> list[Token]:
    """The tokens of a span of the text, in order. A possessive ending is a token of its own."""
    return [Token(found.group(), found.start()) for found in _TOKEN.finditer(text, span.start, span.end)]
