"""What a reader can limit a question to, and what the question limits itself to: told before it is asked."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from answer.periods import Period, tell
from answer.question import Question, understand
from answer.readings import Reading
from index.catalogue import Catalogue
from index.people import people_of
from index.speaking import most_quoted, outlets
from index.types import Filters


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is understood of a question without asking it, and the filters that it contradicts, each in a sentence."""

    readings: tuple[Reading, ...] = ()
    clashes: tuple[str, ...] = ()


class Choices:
    """What there is to choose from in a corpus."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day of the documents."""
        return self._catalogue.date_range()

    def outlets(self) -> Sequence[tuple[str, int]]:
        """Every outlet with its number of documents, most first."""
        return outlets(self._catalogue)

    def speakers(self, words: str, limit: int) -> Sequence[tuple[str, int]]:
        """Those who speak, with their number of statements; with `words`, those with a name like this."""
        return most_quoted(self._catalogue, words, limit)

    def preview(self, question: str, filters: Filters, without: Set[str]) -> Preview:
        """The question as it would be understood, under the filters chosen so far."""
        if not any(sign.isalnum() for sign in question):
            return Preview()
        read = understand(question, self._catalogue, without)
        return Preview(readings=read.readings, clashes=clashes(read, filters, self._catalogue))


def clashes(question: Question, filters: Filters, catalogue: Catalogue) -> tuple[str, ...]:
    """A sentence for each filter under which nothing can be what the question asks for."""
    found = []
    period, chosen = question.scope.period, Period(since=filters.since, until=filters.until)
    if period and (filters.since or filters.until) and not chosen.meet(period):
        found.append(f"The question asks for {tell(period)}, which is outside the dates of the filter.")
    wanted = {*question.scope.sources, *question.scope.reporters}
    if wanted and filters.sources and not wanted & set(filters.sources):
        found.append(f"The question asks for {' or '.join(sorted(wanted))}, which is not among the outlets chosen.")
    if filters.speakers and question.speakers and not question.besides:
        people = people_of(catalogue)
        theirs = {name for each in filters.speakers for name in (each, *people.asked(each).speakers)}
        if not theirs & set(question.speakers):
            found.append(f"The question asks for words of {question.person}, who is not among the speakers chosen.")
    return tuple(found)
