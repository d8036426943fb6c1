"""“Nothing was found” as a finding: one sentence with all that whoever cites or repeats it needs to know."""

from answer.coverage import dates, few, number
from answer.types import Coverage


def no_statement(counted: Coverage) -> str:
    """The finding that no statement by the person, on the topic if one was asked about, is in what was searched.

    Its wording is permanent, for readers cite it: “No statement by … about … was found in … documents from …, DAY to
    DAY; index state N of DAY, TIME UTC.” Figures and names are those of the coverage and nothing else. Empty when
    nobody was asked about, or when a statement was found.
    """
    if not counted.person or (counted.on_topic if counted.topic else counted.statements):
        return ""
    about = f" about {counted.topic}" if counted.topic else ""
    sources = f" from {few(counted.sources)}" if counted.sources else ""
    where = f"{number(counted.documents, 'document')}{sources}{dates(counted.first, counted.last)}"
    return (
        f"No statement by {counted.person}{about} was found in {where}; index state {counted.generation}{_of(counted)}."
    )


def _of(counted: Coverage) -> str:
    moment = counted.changed
    return f" of {moment.day} {moment:%B %Y, %H:%M} UTC" if moment else ""
