"""An evidence pack as one HTML file that stands alone: no script, nothing fetched, readable in light and dark."""

from collections.abc import Iterable
from pathlib import Path

from answer.evidence_pack import Evidence, EvidencePack, Exchange, Sentence, Source
from answer.quotation_evidence import QuotationEvidence
from answer.types import Verdict
from export import wording
from index.types import Span
from ui import html, panel
from ui.html import Child, Html, element, join

STYLE = Path(__file__).parent / "styles" / "pack_page.css"
GOOD: frozenset[Verdict] = frozenset({"verbatim", "supported"})


def page(pack: EvidencePack) -> str:
    """The whole pack: each answer with its checks and its evidence, then every document cited with the words marked."""
    numbered = len(pack.exchanges) > 1
    exchanges = [
        _exchange(exchange, pack, number, numbered=numbered) for number, exchange in enumerate(pack.exchanges, start=1)
    ]
    documents = [_document(source, pack) for source in pack.sources if source.text]
    title = wording.heading(pack)
    body = join(
        element("header", element("p", "Evidence", class_="kicker"), element("h1", title, dir="auto")),
        *exchanges,
        element("section", element("h2", "Documents as stored"), *documents) if documents else None,
        element("footer", element("h2", "Index"), _facts(wording.index_facts(pack))),
    )
    return html.file(title, STYLE.read_text(encoding="utf-8"), body)


def _exchange(exchange: Exchange, pack: EvidencePack, number: int, *, numbered: bool) -> Html:
    asked = element("h2", f"{number}. {wording.line(exchange.question)}", dir="auto") if numbered else None
    sentences = [_sentence(each) for each in exchange.sentences]
    quotations = [_quotation(each, pack) for each in exchange.quotations]
    evidence = [_evidence(each, pack) for each in exchange.evidence]
    return element(
        "section",
        asked,
        element(
            "div", *(element("p", each, dir="auto") for each in wording.paragraphs(exchange.text)), class_="answer"
        ),
        element("h3", "Sentences") if sentences else None,
        element("ol", *sentences, class_="sentences") if sentences else None,
        element("h3", "Quotations") if quotations else None,
        element("ol", *quotations, class_="sentences") if quotations else None,
        element("h3", "Evidence") if evidence else None,
        *evidence,
        element("h3", "How it was answered"),
        _facts(wording.made(exchange)),
    )


def _sentence(sentence: Sentence) -> Html:
    kind = "good" if sentence.verdict in GOOD else "doubt" if sentence.verdict == "partly" else "bad"
    verdict = element("span", wording.judged(sentence), class_=f"verdict {kind}", dir="auto")
    return element("li", element("span", wording.line(sentence.text), dir="auto"), " ", verdict)


def _quotation(quotation: QuotationEvidence, pack: EvidencePack) -> Html:
    kind = "good" if quotation.verdict == "verbatim" else "doubt" if quotation.verdict == "misattributed" else "bad"
    verdict = element("span", wording.gated(quotation), class_=f"verdict {kind}", dir="auto")
    compared = wording.compared(quotation, pack)
    where = element("p", compared, class_="facts", dir="auto") if compared else None
    return element("li", element("span", f"“{wording.line(quotation.quoted)}”", dir="auto"), " ", verdict, where)


def _evidence(evidence: Evidence, pack: EvidencePack) -> Html:
    source = pack.source(evidence.source)
    words = [element("p", each, dir="auto") for piece in evidence.words for each in wording.paragraphs(piece)]
    link = element("a", "Open the page at these words", href=evidence.link, rel="noopener noreferrer")
    return element(
        "article",
        element("h3", element("span", f"{evidence.number}", class_="number"), wording.title(source), dir="auto"),
        element("blockquote", *words),
        _facts(wording.where(evidence, source)),
        element("p", link, class_="link") if evidence.link else None,
        class_=f"evidence {evidence.mark.state}".strip(),
    )


def _document(source: Source, pack: EvidencePack) -> Html:
    """The stored text, folded, with every span cited from it marked."""
    return element(
        "details",
        element("summary", f"{wording.title(source)} · {wording.origin(source)}", dir="auto"),
        element("p", f"Document {source.id} · SHA-256 {source.sha256}", class_="facts"),
        panel.text(wording.clean(source.text), cited(source, pack)),
    )


def cited(source: Source, pack: EvidencePack) -> list[Span]:
    """The spans of a source that stand as they were cited, in the order of the citations."""
    evidence = [each for exchange in pack.exchanges for each in exchange.evidence]
    standing = [each for each in evidence if each.source == source.id and each.fate == "as cited"]
    return [span for each in standing for span in each.spans]


def _facts(pairs: Iterable[tuple[str, str]]) -> Html:
    items: list[Child] = [
        element("li", element("span", name, class_="name"), " ", element("span", value, dir="auto"))
        for name, value in pairs
        if value
    ]
    return element("ul", *items, class_="facts")
