"""An evidence pack as Markdown. Text of documents and models is escaped: it makes no link, image, heading or list."""

import re
from collections.abc import Iterable, Iterator

from answer.evidence_pack import Evidence, EvidencePack, Exchange
from answer.quotation_evidence import QuotationEvidence
from export import wording

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~&$!@^])")
"""Marks that begin something wherever they stand: emphasis, code, links, images, HTML, entities, tables, formulas."""
_ADDRESS = re.compile(r"(?i)(\b[a-z][a-z0-9+.]*)(:)(?=//)|(\bwww)(\.)|(\bmailto|\bxmpp)(:)")
"""What some readers turn into a link unasked."""
_BEGINNING = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$)))?([-+=.)])")
"""What begins a list, a rule or the line under a heading at the beginning of a line."""


def markdown(pack: EvidencePack) -> str:
    """The whole pack, one part for each question."""
    parts = [f"# {escaped(wording.heading(pack))}"]
    for number, exchange in enumerate(pack.exchanges, start=1):
        parts += _exchange(exchange, pack, number)
    parts += ["## Index", _facts(wording.index_facts(pack))]
    return "\n\n".join(filter(None, parts)) + "\n"


def escaped(text: str) -> str:
    """`text` on one line, so that it reads as it is and does nothing.

    >>> escaped("# [a](b) www.c.org")
    '\\\\# \\\\[a\\\\](b) www\\\\.c.org'
    """
    flat = _ACTIVE.sub(r"\\\1", wording.line(text))
    flat = _ADDRESS.sub(lambda found: "\\".join(filter(None, found.groups())), flat)
    return _BEGINNING.sub(r"\1\\\2", flat)


def _exchange(exchange: Exchange, pack: EvidencePack, number: int) -> Iterator[str]:
    if len(pack.exchanges) > 1:
        yield f"## {number}. {escaped(exchange.question)}"
    yield from map(escaped, wording.paragraphs(exchange.text))
    yield "## Sentences" if exchange.sentences else ""
    yield "\n".join(
        f"{place}. {escaped(each.text)} — **{escaped(wording.judged(each))}**"
        for place, each in enumerate(exchange.sentences, start=1)
    )
    yield "## Quotations" if exchange.quotations else ""
    yield "\n".join(_quotation(each, pack) for each in exchange.quotations)
    yield "## Evidence" if exchange.evidence else ""
    for each in exchange.evidence:
        yield from _evidence(each, pack)
    yield "## How it was answered"
    yield _facts(wording.made(exchange))


def _quotation(quotation: QuotationEvidence, pack: EvidencePack) -> str:
    verdict, compared = escaped(wording.gated(quotation)), escaped(wording.compared(quotation, pack))
    return f"- “{escaped(quotation.quoted)}” — **{verdict}** {compared}".rstrip()


def _evidence(evidence: Evidence, pack: EvidencePack) -> Iterator[str]:
    source = pack.source(evidence.source)
    yield f"### \\[{evidence.number}\\] {escaped(wording.title(source))}"
    lines = [escaped(each) for words in evidence.words for each in wording.paragraphs(words)]
    yield "\n>\n".join(f"> {each}" for each in lines)
    facts = _facts(wording.where(evidence, source))
    yield f"{facts}\n- [Open the page at these words]({_address(evidence.link)})" if evidence.link else facts


def _address(url: str) -> str:
    """A web address as the goal of a link: in pointed brackets, with nothing that ends them or is an entity."""
    return f"<{url.replace('&', '&amp;')}>"


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- {escaped(name)}: {escaped(value)}" for name, value in pairs if value)
