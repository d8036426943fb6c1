"""A small hand-made newsroom for the tests of the page: documents, hand-written answers, a scripted assistant."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import uvicorn

from answer.judgement import Claim, judge
from answer.lookup import LookUp
from answer.lookup import look_up as real_look_up
from answer.quote_check import NothingToCheckError, QuoteCheck
from answer.readings import Reading
from answer.shelf import Pile
from answer.types import Answer, Check, Citation, Coverage, Event, Finished, Found, Refusal, Token, Turn
from index.contents import Contents
from index.ledger import Ledger, Query, Searched
from index.quotes import quotes
from index.store import Index as RealIndex
from index.types import Document, Failure, Filters, Hit, Passage, Progress, Report, Span, Statement
from ui.server import create, listen
from ui.service import Backend, Service
from ui.users import Users

QUOTE = "The harbour will stay open, whatever the weather does"
FILLER = "The port authority publishes its figures every quarter, and the fishing season runs from March to October."
NEWS = Document(
    id="harbour-1",
    title="Minister promises an open harbour",
    text="\n\n".join([*[FILLER] * 9, f"“{QUOTE},” said Minister Ada Berg on Tuesday.", *[FILLER] * 9]),
    path="/corpus/harbour.txt",
    source="Coast Wire",
    author="Jo Lind",
    published=date(2025, 7, 2),
    url="https://example.org/harbour",
)
HOSTILE = Document(
    id="hostile-1",
    title='<img src=x onerror="alert(1)">{{value}} ${alert(2)}',
    text="</script><script>alert(3)</script>\n\n<img src=x onerror=alert(4)> *not bold* _or this_ $x$ ${alert(5)} [9]",
    path="/corpus/hostile.txt",
    source="<b>Outlet</b>",
    url="javascript:alert(6)",
    published=date(2025, 7, 21),
)
COVERAGE = Coverage(
    documents=15,
    sources=("A", "B", "C", "D", "E", "F"),
    first=date(2025, 7, 2),
    last=date(2025, 7, 21),
    person="Ada Berg",
    topic="Venezuela",
    with_person=4,
)


def passage(document: Document, text: str) -> Passage:
    """The passage of `document` that is `text`."""
    start = document.text.index(text)
    end = start + len(text)
    return Passage(
        id=f"{document.id}:{start}-{end}",
        document_id=document.id,
        start=start,
        end=end,
        text=text,
        title=document.title,
        source=document.source,
        author=document.author,
        published=document.published,
        url=document.url,
    )


def citation(number: int, whole: Passage, quote: str) -> Citation:
    """A citation of `quote`, which stands in the passage."""
    start = whole.start + whole.text.index(quote)
    return Citation(number=number, passage=whole, quoted=(Span(start=start, end=start + len(quote)),), quote=quote)


PASSAGE = passage(NEWS, f"“{QUOTE},” said Minister Ada Berg on Tuesday.")
BAD = passage(HOSTILE, HOSTILE.text)
HITS = (
    Hit(passage=PASSAGE, score=0.5, ranks={"vector": 2, "lexical": 1}),
    Hit(passage=BAD, score=0.2, ranks={"vector": 1}),
)
TEXT = (
    f"Ada Berg said: “{QUOTE}” [1].\n\n"
    "- The season starts in March, she added. [2]\n- Trade grew by 40 per cent. <img src=x onerror=alert(7)>"
)


def sentence(text: str) -> Span:
    """Where `text` stands in the answer."""
    return Span(start=TEXT.index(text), end=TEXT.index(text) + len(text))


ANSWER = Answer(
    question="",
    understood="",
    text=TEXT,
    citations=(citation(1, PASSAGE, QUOTE), citation(2, BAD, "*not bold* _or this_ $x$ ${alert(5)} [9]")),
    checks=(
        Check(sentence=sentence(f"Ada Berg said: “{QUOTE}” [1]."), verdict="verbatim", document_id=NEWS.id),
        Check(
            sentence=sentence("The season starts in March, she added."),
            verdict="partly",
            document_id=NEWS.id,
            evidence=PASSAGE.span,
            reason="The source does not say that she added it.",
        ),
        Check(
            sentence=sentence("Trade grew by 40 per cent. <img src=x onerror=alert(7)>"),
            verdict="unsupported",
            reason="No passage holds the number 40.",
        ),
    ),
    coverage=COVERAGE,
    hits=HITS,
    seconds={"search": 0.1, "write": 0.3},
)


READINGS = (
    Reading(kind="person", words="Ada Berg", meaning="words of Ada Berg", effect="only"),
    Reading(kind="date", words="in July", meaning="July 2025", effect="only"),
    Reading(
        kind="date", words="<img src=x onerror=alert(8)>", meaning="<b>hostile</b> ${alert(9)}", effect="preferred"
    ),
    Reading(
        kind="outlet", words="according to Xinhua", meaning="no document is from Xinhua: searched all", effect="none"
    ),
)
"""What is understood of a question with “July” in it."""


def read(without: Set[str]) -> tuple[Reading, ...]:
    """The readings, those that are switched off marked so."""
    return tuple(replace(each, off=True, effect="none") if each.is_off(without) else each for each in READINGS)


def refused(question: str) -> Answer:
    """The answer that is none."""
    return Answer(
        question=question,
        understood=question,
        text="",
        citations=(),
        checks=(),
        coverage=COVERAGE,
        refusal=Refusal(
            kind="not in the passages",
            reason="The documents do not say what Ada Berg said about Venezuela.",
            nearest=(PASSAGE,),
        ),
        hits=HITS,
    )


class Catalogue:
    """Two documents."""

    def __init__(self) -> None:
        self.documents = {NEWS.id: NEWS, HOSTILE.id: HOSTILE}

    def document(self, document_id: str) -> Document:
        return self.documents[document_id]

    def count(self, filters: Filters) -> int:
        return sum(map(filters.accept, self.documents.values()))

    def sources(self, filters: Filters) -> tuple[str, ...]:
        return tuple(document.source for document in self.documents.values() if filters.accept(document))

    def speakers(self) -> list[tuple[str, int]]:
        return [("Ada Berg", 1)]

    def statements(self, speakers: Sequence[str], filters: Filters) -> list[Statement]:
        return []

    generation = 17

    def origins(self) -> dict[str, int]:
        return {}

    def meta(self) -> dict[str, str]:
        return {"model": "toy", "passage_tokens": "128"}

    def names(self) -> list[tuple[str, int]]:
        return [("Ada Berg", 1), ("Coast Guard", 1)]


class Index:
    """An index that reads nothing: a file with `broken` in its name fails, the others become documents."""

    def __init__(self) -> None:
        self.catalogue = Catalogue()
        self.closed = False

    def update(self, sources: Sequence[str], *, on_progress: Callable[[Progress], None], **how: object) -> Report:
        failed = tuple(Failure(path=path, reason="it holds no text") for path in sources if "broken" in path)
        on_progress(Progress(step="embedding", done=1, total=len(sources)))
        return Report(new=len(sources) - len(failed), failed=failed, passages=7)

    def close(self) -> None:
        self.closed = True


class Assistant:
    """Answers from hand-made data. A question with "slowly" streams until it is stopped, one with "fail" breaks."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Filters, tuple[Turn, ...]]] = []
        self.without: list[Set[str]] = []
        self.closed = 0

    async def stream(
        self, question: str, *, filters: Filters, history: Sequence[Turn], without: Set[str]
    ) -> AsyncGenerator[Event, None]:
        self.asked.append((question, filters, tuple(history)))
        self.without.append(without)
        try:
            async for event in self._events(question, without):
                yield event
        finally:
            self.closed += 1

    async def _events(self, question: str, without: Set[str]) -> AsyncGenerator[Event, None]:
        if "fail" in question:
            raise RuntimeError("boom")
        readings = read(without) if "July" in question else ()
        yield Found(hits=HITS, coverage=COVERAGE, understood=question, readings=readings)
        if "Venezuela" in question:
            yield Finished(answer=refused(question))
            return
        for word in TEXT.split(" ") * (200 if "slowly" in question else 1):
            yield Token(text=f"{word} ")
            await asyncio.sleep(0.02)
        yield Finished(answer=replace(ANSWER, readings=readings))


QUOTED = f"“{QUOTE},” Ada Berg said. “{QUOTE.replace('stay', 'be')},” she said."


def check_quotes(text: str) -> QuoteCheck:
    """The real check over the two documents; “explode” breaks it."""
    if "explode" in text:
        raise RuntimeError("boom")
    pile = Pile(documents=[NEWS, HOSTILE], passages=[PASSAGE])
    spans = quotes(text)
    if not spans:
        raise NothingToCheckError("No quotation marks were found in this text.")
    found = tuple(judge(Claim(span=span, text=text), pile) for span in spans)
    return QuoteCheck(text=text, quotations=found, documents=2, seconds=0.1)


def look_up(person: str, query: Query) -> LookUp:
    """A ledger without statements."""
    searched = Searched(documents=2, sources=(), first=None, last=None, statements=0, by_speakers=0, looked_at=0)
    nothing = Ledger(
        query=query, rows=(), total=0, speakers=(), outlets=(), kinds=(), forces=(), months=(), searched=searched
    )
    return LookUp(person=person, ledger=nothing)


def search(question: str, filters: Filters, limit: int) -> Sequence[Hit]:
    """The two passages, whatever is asked."""
    return HITS[:limit]


def documents(words: str, filters: Filters, limit: int, offset: int) -> Contents:
    """An empty list."""
    return Contents(total=0, entries=())


def service(uploads: Path, *, hold: threading.Event | None = None, max_bytes: int = 1_000_000) -> Service:
    """A service over the fakes; with `hold` it says that it loads until the event is set."""

    def load(say: Callable[[str], None]) -> Backend:
        say("Loading the embedding model …")
        if hold:
            hold.wait(30)
        return Backend(
            index=Index(), assistant=Assistant(), check_quotes=check_quotes, look_up=look_up, search=search,
            documents=documents,
        )  # fmt: skip

    return Service(load, uploads=uploads, max_bytes=max_bytes)


def over_newsroom(folder: Path, index: RealIndex) -> Service:
    """A service whose ledger is that of a real index; the service closes it."""

    def load(say: Callable[[str], None]) -> Backend:
        said = partial(real_look_up, index)
        return Backend(
            index=index, assistant=Assistant(), check_quotes=check_quotes, look_up=said, search=search,
            documents=documents,
        )  # fmt: skip

    return Service(load, uploads=folder, max_bytes=1_000_000)


@contextmanager
def running(over: Service, users: Users | None = None) -> Iterator[str]:
    """The page served in a thread, with `users` to them only; gives its address."""
    bound = listen("127.0.0.1", 18_000)
    server = uvicorn.Server(uvicorn.Config(create(over, users), log_level="warning", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        over.close()
