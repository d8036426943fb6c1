"""An evidence pack as JSON, with the text of every document cited; and what is wrong with such a file.

Whoever has the file can verify it without the index: every citation against the text, every text against its
fingerprint. The file proves nothing about its maker: it shows that its parts fit together.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from answer.evidence_pack import PROGRAM, EvidencePack, sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was compared, and one sentence for each thing that does not fit."""

    citations: int
    documents: int
    problems: tuple[str, ...]


def as_json(pack: EvidencePack) -> str:
    """The pack with all that is in it; every span counts characters of its source's text."""
    return json.dumps({"program": PROGRAM} | asdict(pack), default=str, ensure_ascii=False, indent=2) + "\n"


def verify(content: str) -> Verification:
    """Compare every text with its fingerprint, and every citation with its text. What is no pack is a problem too."""
    try:
        pack = json.loads(content)
        sources = {each["id"]: each for each in pack["sources"]}
        evidence = [each for exchange in pack["exchanges"] for each in exchange["evidence"]]
        gated = [each for exchange in pack["exchanges"] for each in exchange.get("quotations", ())]
        problems = (*_texts(sources), *_places(evidence, sources), *_quoted(gated, sources))
    except (ValueError, LookupError, TypeError, AttributeError):
        return Verification(citations=0, documents=0, problems=("This is no evidence pack in JSON.",))
    return Verification(citations=len(evidence), documents=len(sources), problems=problems)


def _texts(sources: Mapping[str, Any]) -> Iterator[str]:
    for id, source in sources.items():
        if source["sha256"] and sha256(source["text"]) != source["sha256"]:
            yield f"The text of document {id} does not have the SHA-256 that is given for it."


def _quoted(quotations: Sequence[Mapping[str, Any]], sources: Mapping[str, Any]) -> Iterator[str]:
    """Packs of format 1 have no quotations."""
    for each in quotations:
        if each["source"] and each["fate"] == "as cited" and _standing(each, sources) != each["words"]:
            yield (
                f"The words that “{each['quoted']}” was compared with do not stand at their place in document "
                f"{each['source']}."
            )


def _standing(each: Mapping[str, Any], sources: Mapping[str, Any]) -> list[str]:
    """What stands in the text of the source at the spans of a citation or a quotation."""
    text = sources[each["source"]]["text"]
    return [text[span["start"] : span["end"]] for span in each["spans"]]


def _places(evidence: Sequence[Mapping[str, Any]], sources: Mapping[str, Any]) -> Iterator[str]:
    for each in evidence:
        if each["fate"] != "as cited":
            yield f"Citation {each['number']} cannot be compared: its document is {each['fate']}."
            continue
        if not sources[each["source"]]["sha256"]:
            yield f"Citation {each['number']} cannot be compared: its document has no fingerprint."
        if _standing(each, sources) != each["words"]:
            yield f"The words of citation {each['number']} do not stand at their place in document {each['source']}."
