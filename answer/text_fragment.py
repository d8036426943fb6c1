"""An address that leads a browser to the exact words of a page: a text fragment, `#:~:text=…`.

The grammar is that of the WICG's specification: `text=[prefix-,]start[,end][,-suffix]`, where the commas and dashes
part the pieces and are percent-encoded within them. A browser marks the first place that fits.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from index.types import Span

LONGEST = 120
"""Characters of words that are named whole; of longer ones a browser is told the beginning and the end."""
_ENDS = (5, 10, 20)
"""Words at either end of a long stretch: tried in this order until they mean it and nothing else."""
_CONTEXT = (0, 3, 6, 12)
"""Words before and after, added until the place is the first that fits."""
_IN_ADDRESS = ":/?#[]@!$&'()*+,;=%"
_DIRECTIVE = ":~:"


def web_link(url: str) -> str:
    """An http(s) address that can stand in any text: spaces, quotes, braces and the like are encoded; else empty."""
    url = "".join(url.split())
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return ""
    return quote(url, safe=_IN_ADDRESS)


def leads_to(url: str, text: str, span: Span) -> str:
    """`url` with the fragment that leads to the span of `text`; empty when it is no web address."""
    address = web_link(url).partition(_DIRECTIVE)[0]
    directive = fragment(text, span)
    if not address or not directive:
        return address
    return f"{address}{'' if '#' in address else '#'}{_DIRECTIVE}text={directive}"


def fragment(text: str, span: Span) -> str:
    """The directive behind `text=` for a span of a document; empty when the span holds no word.

    The law: in `text`, the first place that fits is the span, without the spaces around it. Where twelve words on
    either side do not tell it from an earlier place, it leads to that one, which reads the same.
    """
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    made = ""
    for before, after in _contexts(text, span):
        for first, last in _pieces(words):
            made = _directive(before, first, last, after)
            found = _pattern(before, first, last, after).search(text)
            if found and found.start("words") == start and found["words"] == words.strip():
                return made
    return made


def _pieces(words: str) -> Iterator[tuple[str, str]]:
    """Ways to name the words: whole, or by beginning and end when they are long or pass the end of a paragraph.

    No piece passes the end of a paragraph, for a browser finds none that does.
    """
    paragraphs = [line.split() for line in words.split("\n") if line.strip()]
    if len(paragraphs) == 1 and (len(words) <= LONGEST or len(paragraphs[0]) < 2 * _ENDS[0]):
        yield " ".join(paragraphs[0]), ""
        return
    for count in _ENDS if paragraphs else ():
        if len(paragraphs) > 1 or 2 * count <= len(paragraphs[0]):
            yield " ".join(paragraphs[0][:count]), " ".join(paragraphs[-1][-count:])


def _contexts(text: str, span: Span) -> Iterator[tuple[str, str]]:
    """The words before and after, of one paragraph each."""
    before = text[: span.start].rstrip().rpartition("\n")[2].split()
    after = text[span.end :].lstrip().partition("\n")[0].split()
    for count in _CONTEXT:
        yield " ".join(before[-count:] if count else ()), " ".join(after[:count])


def _directive(before: str, first: str, last: str, after: str) -> str:
    pieces = (f"{_encoded(before)}-" if before else "", _encoded(first), _encoded(last))
    return ",".join([*filter(None, pieces), *([f"-{_encoded(after)}"] if after else [])])


def _encoded(words: str) -> str:
    """Percent-encoded, the dash too: it would part the pieces."""
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")


def _pattern(before: str, first: str, last: str, after: str) -> re.Pattern[str]:
    """How a browser looks for the pieces: in their order, whole words, letters of any case, any space between."""
    words = rf"{_bounded(first)}.*?{_bounded(last)}" if last else _bounded(first)
    return re.compile(rf"{_bounded(before)}\s*(?P<words>{words})\s*{_bounded(after)}", re.IGNORECASE | re.DOTALL)


def _bounded(words: str) -> str:
    """The words with any space between them, neither end within a word."""
    loose = r"\s+".join(map(re.escape, words.split()))
    opening, closing = words[:1].isalnum(), words[-1:].isalnum()
    return (r"(?<!\w)" if opening else "") + loose + (r"(?!\w)" if closing else "")
