"""What a question's limits come to in a corpus: a limit that nothing passes is lifted, and its reading says so."""

from dataclasses import replace

from answer.periods import Period, tell
from answer.question import Question
from answer.readings import Effect, Kind, Reading
from answer.scope import Scope, meet
from index.catalogue import Catalogue
from index.people import statements_by
from index.types import Document, Filters


def settled(question: Question, catalogue: Catalogue, filters: Filters) -> Question:
    """The question with every limit that lets something through, under the reader's own filters.

    A time that no document is of is lifted, so that a corpus without dates can still be asked; so is an outlet that
    reported nothing of what is asked.
    """
    question = _for_others(question)
    if not (question.scope.period or question.scope.sources or question.scope.reporters):
        return question
    return _timed(_sourced(question, catalogue, filters), catalogue, filters)


def _for_others(question: Question) -> Question:
    """For somebody's words “besides Iran” leaves statements out; any other question only prefers what names it not."""
    if question.intent == "said" and not question.besides:
        readings = [
            replace(each, meaning=each.meaning.replace("others than", "not about", 1))
            if each.kind == "exclusion"
            else each
            for each in question.readings
        ]
    else:
        readings = [
            replace(each, effect="preferred") if each.meaning.startswith("others than") and not each.off else each
            for each in question.readings
        ]
    return replace(question, readings=tuple(readings))


def _timed(question: Question, catalogue: Catalogue, filters: Filters) -> Question:
    scope, period = question.scope, question.scope.period
    if period is None:
        return question
    dated = catalogue.count(meet(filters, period, ()))
    said = question.intent == "said"
    if not dated and (
        scope.publication or not said or not _any_admitted(question, Scope(period=period), catalogue, filters)
    ):
        if said or scope.publication:
            lifted = replace(scope, period=None, publication=False)
            none = catalogue.date_range(filters) == (None, None)
            told = "no document is dated: searched all" if none else ""
            return _dated(replace(question, scope=lifted), period, "searched all", "none", told)
        return _dated(question, period, "what mentions the time comes first", "preferred")
    return _told(question, "date", "", "only" if said or scope.publication else "preferred")


def _sourced(question: Question, catalogue: Catalogue, filters: Filters) -> Question:
    scope = question.scope
    if not (scope.sources or scope.reporters):
        return question
    names = " or ".join(dict.fromkeys((*scope.sources, *scope.reporters)))
    lifted = replace(question, scope=replace(scope, sources=(), reporters=()))
    if question.intent == "said":
        only = Scope(sources=scope.sources, reporters=scope.reporters)
        if question.speakers and not _any_admitted(question, only, catalogue, filters):
            return _told(lifted, "outlet", f"{names} reported no words of {question.person}: searched all", "none")
        return _told(question, "outlet", "", "only")
    if scope.sources and filters.sources and not set(filters.sources) & set(scope.sources):
        return _told(lifted, "outlet", f"{names} is outside the filters: searched all", "none")
    return question


def _any_admitted(question: Question, scope: Scope, catalogue: Catalogue, filters: Filters) -> bool:
    """Whether one statement of those asked about is within the scope."""
    documents: dict[str, Document] = {}
    for statement in statements_by(question.who, catalogue, filters):
        id = statement.document_id
        document = documents[id] = documents.get(id) or catalogue.document(id)
        if scope.admits(statement, document):
            return True
    return False


def _dated(question: Question, period: Period, instead: str, effect: Effect, whole: str = "") -> Question:
    """The question with its date, of which no document is, telling what was done instead."""
    told = tell(period)
    readings = tuple(
        replace(
            each,
            meaning=whole or f"no document is dated {told}: {instead}"
            if each.meaning == told
            else f"{each.meaning}; no document is dated so: {instead}",
            effect=effect,
        )
        if _in_force(each, "date")
        else each
        for each in question.readings
    )
    return replace(question, readings=readings)


def _told(question: Question, kind: Kind, meaning: str, effect: Effect) -> Question:
    """The question with its readings of a kind, those in force, telling what became of them."""
    readings = tuple(
        replace(each, meaning=meaning or each.meaning, effect=effect) if _in_force(each, kind) else each
        for each in question.readings
    )
    return replace(question, readings=readings)


def _in_force(reading: Reading, kind: Kind) -> bool:
    return reading.kind == kind and not reading.off and reading.effect != "none"
