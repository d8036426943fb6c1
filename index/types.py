"""The nouns of the index: what a document, a passage, a statement and a hit are.

All are frozen and keyword-only. Every offset counts characters of `Document.text`; a span is half-open,
so `document.text[span.start:span.end]` is its text.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

StatementKind = Literal["direct", "indirect", "mixed"]
Voice = Literal["own words", "reported", "second-hand"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open range of characters of one document's text: `0 <= start < end <= len(text)`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as stored: its text, and what a reader wants to know about where it is from.

    `text` is NFC, has a blank line between paragraphs and no other empty lines. `path` is what was read: an
    absolute path, an archive member (`/a/b.zip!/c.txt`), a row (`/a/b.csv#12`) or a URL; `id` is derived from it.
    Unknown text fields are empty strings.

    `hidden` counts the characters that were left out because nobody who opens the file sees them; `veiled` those that
    were kept though the file does not show them at once (the text of a scan, an article that waits for its script);
    `instructing` says that the text speaks to language models.
    """

    id: str
    title: str
    text: str
    path: str
    source: str = ""
    author: str = ""
    published: date | None = None
    url: str = ""
    language: str = "en"
    hidden: int = 0
    veiled: int = 0
    instructing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A span of a document, small enough for the embedding model to read whole.

    Law: `document.text[start:end] == text`, and `id == f"{document_id}:{start}-{end}"`.
    """

    id: str
    document_id: str
    start: int
    end: int
    text: str
    title: str
    source: str = ""
    author: str = ""
    published: date | None = None
    url: str = ""

    @classmethod
    def of(cls, document: Document, span: Span) -> "Passage":
        """The passage that the span of the document is."""
        return cls(
            id=f"{document.id}:{span.start}-{span.end}",
            document_id=document.id,
            start=span.start,
            end=span.end,
            text=span.of(document.text),
            title=document.title,
            source=document.source,
            author=document.author,
            published=document.published,
            url=document.url,
        )

    @property
    def span(self) -> Span:
        """The passage's characters as a span of its document."""
        return Span(start=self.start, end=self.end)


def document_of(passage_id: str) -> str:
    """The id of the document that a passage is of, by the passage's id."""
    return passage_id.rpartition(":")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what, in one place of one document.

    `speaker` is the resolved name ("Sergei Lavrov"); `speaker_span` the words that name the speaker, perhaps in an
    earlier sentence; `mention` the words that stand beside the cue ("he"). `content` holds the words said, in text
    order: for direct speech the spans inside the quotation marks. `reported_by` names the outlet that reported it
    second-hand ("TASS"), `chain` those through whom the words came, the one nearest to the reader first (of "Kim said
    that Lavrov had told him" the statement of Lavrov has the chain Kim); both are empty for what the document itself
    reports. `medium` holds the words that tell how it was said ("in a press conference", "told TASS").
    `candidates` are the other names of the document that `mention` could mean, likeliest first: empty when it is sure.
    `confidence`, from 0 to 1, is the share of such records that are right, as measured on news.
    """

    document_id: str
    speaker: str
    speaker_span: Span
    mention: Span
    cue: str
    cue_span: Span
    kind: StatementKind
    content: tuple[Span, ...]
    sentence: Span
    published: date | None = None
    negated: bool = False
    reported_by: str = ""
    chain: tuple[str, ...] = ()
    medium: Span | None = None
    candidates: tuple[str, ...] = ()
    confidence: float = 1.0

    @property
    def voice(self) -> Voice:
        """Whose words they are: the speaker's own, the document's report of them, or somebody else's report."""
        if self.reported_by or self.chain:
            return "second-hand"
        return "reported" if self.kind == "indirect" else "own words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Another document that carries the same words: where they stand in it, and what a reader wants to know of it."""

    document_id: str
    passage_id: str
    title: str
    source: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found for a question. `ranks` holds its place, from 1, in each retriever that returned it.

    `copies` are the other documents that carry the passage, the earliest first, those without a date last; they need
    not pass the filters.
    """

    passage: Passage
    score: float
    ranks: Mapping[str, int] = field(default_factory=dict)
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which documents may answer: empty means all. Both dates are inclusive; undated documents pass no date filter.

    Of `speakers`, names of the catalogue, one must be quoted or reported in a document; of statements only theirs pass.
    """

    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether every document passes."""
        return not (self.since or self.until or self.sources or self.documents or self.speakers)

    def accept(self, document: Document, speaking: Collection[str] = ()) -> bool:
        """Whether `document`, in which those `speaking` have statements, passes: the definition that every store's own
        filter must agree with.
        """
        if (self.since or self.until) and document.published is None:
            return False
        return not (
            (self.since and document.published and document.published < self.since)
            or (self.until and document.published and document.published > self.until)
            or (self.sources and document.source not in self.sources)
            or (self.documents and document.id not in self.documents)
            or (self.speakers and not set(self.speakers) & set(speaking))
        )

    def says(self, speaker: str) -> bool:
        """Whether a statement of this speaker passes, in a document that does."""
        return not self.speakers or speaker in self.speakers


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that could not be read: what, and why in one sentence. The other documents go on."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a reader is to know of a document that was taken in: where it is from, and the sentences."""

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an update of the index did. `new`, `changed`, `unchanged` and `removed` count documents.

    `remarks` are on documents that are new or changed, one for each that has something hidden or speaks to programs.
    `copies` counts the documents of the whole index that are near-copies of another, beyond the first of each story.
    `withheld` counts those that were passed over because a reader took them out. An update that was `stopped` did not
    come to the files in `waiting`: the next one does.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: tuple[Failure, ...] = ()
    remarks: tuple[Remark, ...] = ()
    copies: int = 0
    passages: int = 0
    embedded: int = 0
    withheld: int = 0
    stopped: bool = False
    waiting: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an update is. `step` is a word for the reader ("reading", "embedding", …); counts are in its unit.

    `file` is the file or URL that was just read, or that just went into the index; `failed` says why it, or something
    in it, could not be read.
    """

    step: str
    done: int
    total: int
    file: str = ""
    failed: str = ""
