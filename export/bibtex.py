"""An evidence pack as BibTeX: an entry for each document cited, with the words cited from it in `annote`."""

import re
from collections.abc import Iterator

from answer.evidence_pack import EvidencePack, Exchange, Source
from answer.text_fragment import web_link
from export import wording

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&#%_"},
}
"""TeX's own marks. A brace gets a name, for BibTeX counts braces behind a backslash too."""
_TABLE = str.maketrans(_SPECIAL)
_KEY = re.compile(r"[^a-z0-9]+")
_IN_KEY = 12
"""Characters of a document's id in the key of its entry; a number is added where that is not enough."""


def bibtex(pack: EvidencePack) -> str:
    """The entries, in the order of first citation; empty when nothing is cited."""
    cited = dict.fromkeys(each.source for exchange in pack.exchanges for each in exchange.evidence)
    keys: list[str] = []
    for document_id in cited:
        base = f"verbatim-{_KEY.sub('', document_id.lower())[:_IN_KEY]}"
        keys.append(base if base not in keys else f"{base}-{len(keys) + 1}")
    return "\n".join(_entry(key, pack.source(id), pack) for key, id in zip(keys, cited, strict=True))


def escaped(text: str) -> str:
    """`text` on one line as TeX shows it: no command, no brace.

    >>> escaped("50 % of {x}")
    '50 \\\\% of \\\\textbraceleft{}x\\\\textbraceright{}'
    """
    return wording.line(text).translate(_TABLE)


def _entry(key: str, source: Source, pack: EvidencePack) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(source, pack) if value)
    return f"@misc{{{key},\n{fields}}}\n"


def _fields(source: Source, pack: EvidencePack) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{escaped(wording.title(source))}}}"
    yield "author", f"{{{escaped(source.author)}}}" if source.author else ""
    yield "howpublished", escaped(source.outlet)
    if source.published:
        yield "year", str(source.published.year)
        yield "month", str(source.published.month)
        yield "date", str(source.published)
    yield "url", web_link(source.url)
    fingerprint = f"SHA-256 of the text {source.sha256}" if source.sha256 else ""
    settings = f"index settings {pack.settings_version}, documents version {pack.documents_version}"
    yield "note", "; ".join(filter(None, (fingerprint, settings)))
    yield "annote", "; ".join(line for exchange in pack.exchanges for line in _cited(exchange, source.id))


def _cited(exchange: Exchange, document_id: str) -> Iterator[str]:
    for each in exchange.evidence:
        if each.source == document_id:
            mark = f", {escaped(wording.marked(each.mark))}" if each.mark.state or each.mark.note else ""
            yield f"“{escaped(each.quote)}” ({wording.places(each.spans)}{mark})"
