"""The nouns of an answer: citations, checks, coverage, refusal, the answer itself and the events that carry it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from answer.readings import Reading
from index.types import Copy, Hit, Passage, Span, Statement
from index.worddiff import Piece

Verdict = Literal["verbatim", "supported", "partly", "unsupported", "citation removed"]
QuotationVerdict = Literal["verbatim", "misattributed", "altered", "absent"]
"""In a document word for word; so, but said by somebody else there; with other words there; in no document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One `[number]` of an answer. `quoted` holds the cited spans of the document, in text order.

    Law: every quoted span is inside the document, and `quote` is exactly its characters (spans joined by " … ").
    Numbers count from 1 in the order of first use. A citation often quotes a part of its passage. `copies` are the
    near-copies of its document that carry the quoted words, the earliest first: the same origin, not more of them.
    """

    number: int
    passage: Passage
    quoted: tuple[Span, ...]
    quote: str
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One verdict on one sentence of an answer.

    `sentence` is a span of `Answer.text`. `evidence` is the span of document `document_id` that carries it, if any.
    `reason` is one plain sentence for the reader; it is empty for a sentence in good order.
    """

    sentence: Span
    verdict: Verdict
    document_id: str = ""
    evidence: Span | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationCheck:
    """The verdict on one piece of text in quotation marks, against the whole corpus.

    `span` is where its words stand in the text that was checked, `words` what was looked for, `marks` the quotation
    marks around them. An answer keeps the marks of stored words only: around an altered or absent quotation they are
    taken out of `Answer.text`, and here they are told. `term` says that it is a word or two: a term, not a saying.

    `passage` is from the document that is shown beside it; `spans` hold the document's words there, one for each part
    between ellipses, and `source` is exactly their characters, joined by " … ". `diff` compares `words` (left) with
    `source` (right), and is empty where the words are the same. `speaker` says them in the document, `given` in the
    text that was checked; either may be unknown. `documents` counts those that hold the words exactly.
    `denial` is a “not” or “no” that stands right before the words in the document and is missing in the text.
    `reason` is one sentence for the reader; it is empty for a quotation in good order.
    """

    span: Span
    words: str
    verdict: QuotationVerdict
    marks: tuple[str, str] = ("", "")
    term: bool = False
    reason: str = ""
    passage: Passage | None = None
    spans: tuple[Span, ...] = ()
    source: str = ""
    diff: tuple[Piece, ...] = ()
    speaker: str = ""
    given: str = ""
    documents: int = 0
    denial: str = ""

    @property
    def stored(self) -> bool:
        """Whether a document holds the words, so that they may stand in quotation marks."""
        return self.verdict in ("verbatim", "misattributed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A day on which somebody is quoted: the document of the statement, its day and its outlet, if known."""

    document_id: str
    published: date
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was searched, counted from the catalogue under the filters of the question.

    `person` and `topic` are the words counted (either may be empty); `with_person`, `with_topic` and `with_both` count
    documents that mention them; `statements` counts statements of the person, `on_topic` those that touch the topic,
    `spoken_in` the documents that hold statements of the person. `first_said` and `last_said` are the first and the
    last of these by day, then by document id; None where no document with one is dated. All names of a person count as
    that person, a document once.

    `generation` and `changed` name the state of the index that was counted: a number that grows with every change of
    the documents, and the moment of the last one, in UTC.

    `found` counts the passages found and `origins` the stories they are from: near-copies are one story, so two origins
    were written independently. `outlets` is the number of outlets that print the most printed one of these stories, in
    the whole catalogue; a document without an outlet counts as one. `speakers` are those whose words the search was
    limited to, each by one name.
    """

    documents: int
    sources: tuple[str, ...]
    first: date | None = None
    last: date | None = None
    person: str = ""
    topic: str = ""
    with_person: int = 0
    with_topic: int = 0
    with_both: int = 0
    statements: int = 0
    on_topic: int = 0
    spoken_in: int = 0
    first_said: Occasion | None = None
    last_said: Occasion | None = None
    generation: int = 0
    changed: datetime | None = None
    found: int = 0
    origins: int = 0
    outlets: int = 0
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """No answer, as a value: the reason in one sentence, and the nearest passages, which do not answer.

    `silence` is the finding that somebody is not reported to have said something, as a sentence that can be cited: what
    was searched and in which state of the index. Empty for other questions.
    """

    kind: Literal["nothing found", "not in the passages", "empty question", "empty corpus"]
    reason: str
    nearest: tuple[Passage, ...] = ()
    silence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One value, the sentences that hold it, word for word, and the ids of their documents in the same order."""

    value: str
    sentences: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """What the sources disagree in (“number”, “date”, …), with two to four stances."""

    slot: str
    sides: tuple[Stance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a language model took for an answer: tokens read and written, and US dollars where the prices are known.

    `estimated` says that the server did not count, and the tokens are reckoned from the length of the texts.
    """

    prompt_tokens: int
    answer_tokens: int
    cost: float | None = None
    estimated: bool = False

    @property
    def told(self) -> str:
        """In words: `1,234 + 120 tokens, $0.0012`; “about” where the server did not count."""
        about = "about " if self.estimated else ""
        cost = f", {about}${self.cost:.4f}" if self.cost else ""
        return f"{about}{self.prompt_tokens:,} + {self.answer_tokens:,} tokens{cost}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The finished answer. Law: every `[n]` in `text` has its citation, and every citation its `[n]`; every pair of
    quotation marks in `text` has its check in `quotations`, and a document holds the words in it.

    `understood` is the question as it was searched (spelling mended, follow-up made self-contained); `readings` are
    what was read out of it, also what the reader switched off. `statements` are those of the person asked about on the
    topic, and those whose words are cited. `notice` is one sentence
    about how the answer came to be ("The model stopped answering …"), or empty. `model` is "extractive" or
    the name of the LLM; `prompt` is `name@hash` or empty. `seconds` gives the time of each step. `certainty` is the
    number that decided whether to answer, None where a rule or a statement decided. `conflict` is what the sources
    disagree in. `checker` is the model that gave a second opinion on the sentences, or empty: rules alone. `place` is
    the address of the server whose LLM wrote, empty for an extractive answer, and `usage` what that took.
    """

    question: str
    understood: str
    text: str
    citations: tuple[Citation, ...]
    checks: tuple[Check, ...]
    coverage: Coverage
    statements: tuple[Statement, ...] = ()
    refusal: Refusal | None = None
    hits: tuple[Hit, ...] = ()
    model: str = "extractive"
    prompt: str = ""
    notice: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)
    quotations: tuple[QuotationCheck, ...] = ()
    readings: tuple[Reading, ...] = ()
    certainty: float | None = None
    conflict: Disagreement | None = None
    checker: str = ""
    place: str = ""
    usage: Usage | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which the documents cited were published, in the order of the citations."""
        return tuple(each.passage.published for each in self.citations if each.passage.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier exchange of the chat. `days` are those of the documents that the answer cites (`Answer.days`)."""

    question: str
    answer: str
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """First event: what retrieval found, before any word of the answer.

    `understood` and `readings` are those of the `Answer` that comes of it, as far as the question was read.
    """

    hits: tuple[Hit, ...]
    coverage: Coverage
    understood: str = ""
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of the answer's draft, to be shown at once; `Finished.answer.text` replaces the pieces."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What the reader waits for, in one sentence: a model that thinks, a server that asks for patience."""

    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Last event, exactly once."""

    answer: Answer


Event = Found | Waiting | Token | Finished
