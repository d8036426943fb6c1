"""Who speaks in a passage, told to a language model that would have to guess who “he” is, and to readers."""

from collections.abc import Sequence

from answer.types import Citation
from index.catalogue import Catalogue
from index.ledger import DEFAULT_CONFIDENCE
from index.types import Passage, Statement

_FIRST_WORDS = 8
"""Words of a statement that are enough to find it in its passage."""


def attributions(passage: Passage, catalogue: Catalogue) -> list[str]:
    """One line for every statement in the passage: the speaker, also who else it may be, whose words, how they begin.

    A model that arranges the rows of an answer has them as data: it need not guess who “he” is or who reported what.
    """
    text = catalogue.document(passage.document_id).text
    return [
        _line(statement, text)
        for statement in catalogue.statements_of(passage.document_id)
        if any(passage.span.overlaps(span) for span in statement.content)
    ]


def with_speakers(
    known: Sequence[Statement], citations: Sequence[Citation], catalogue: Catalogue
) -> tuple[Statement, ...]:
    """The statements known, and behind them those whose words are cited: so that of each citation it is known whose.

    Doubtful ones are left out: a wrong speaker is worse than none.
    """
    places = [(each.passage.document_id, span) for each in citations for span in each.quoted]
    cited = [statement for id_, span in places for statement in catalogue.statements_over(id_, span)]
    sure = [each for each in cited if each.confidence >= DEFAULT_CONFIDENCE]
    return tuple(dict.fromkeys([*known, *sure]))


def _line(statement: Statement, text: str) -> str:
    reported = f", as reported by {statement.reported_by}" if statement.reported_by else ""
    words = statement.content[0].of(text).split()
    beginning = " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")
    either = f" (or {' or '.join(statement.candidates)}; not clear who)" if statement.candidates else ""
    through = f", according to {' and '.join(statement.chain)}" if statement.chain else ""
    return f"Said by {statement.speaker}{either}{reported}{through} ({statement.voice}): {beginning}"
