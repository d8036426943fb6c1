"""Bringing an index in step with its sources: read what changed, embed it, put it in, take out what is gone.

First everything that changed is read and cut into passages, so that the work ahead is known; then it goes in by
groups. The order within a group makes it safe to die at any point: `begin` notes the passages whose vectors are about
to change, the vectors are written, `finish` puts the documents into the catalogue and takes the note away. What was
noted and not finished is mended from the catalogue by the next update, before it does anything else. The vectors of the
statements follow at the end (`spoken_vectors.py`).
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.catalogue import Catalogue
from index.catalogue_writer import Change, Entry, begin, finish, set_failures, set_roots, settle
from index.encoder import Encoder
from index.errors import DocumentError
from index.extraction import extract, extract_again
from index.fingerprint import fingerprint
from index.grouping import copies_in, group_copies
from index.loaders import read, read_url
from index.plan import FileState, Plan, concerns, cover, is_url, plan, settled, under
from index.remarks import remarks
from index.spill import Spill
from index.splitting import embedded_text, split
from index.spoken_vectors import embed_spoken
from index.survey import Survey, resolve, survey
from index.types import Document, Failure, Passage, Progress, Remark, Report

if TYPE_CHECKING:
    from index.vectors import VectorStore

BATCH = 64
"""Passages a group and a call of the encoder: two of its own batches, some seconds of work to repeat after a kill."""
QUIET = 500
"""Files and removals a transaction when nothing is to be embedded."""
KEPT = "The version indexed before is kept."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDone:
    """The end of one file: what of it is gone, and the state it was read in unless it must be read again."""

    file: str
    state: FileState | None
    removed: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Tally:
    """The counts of a report while they grow."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    passages: int = 0
    read: int = 0
    failed: list[Failure] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """Ids of the documents met in this update: one that is reachable twice is taken once."""


@dataclass(frozen=True, kw_only=True)
class Ingest:
    """The parts an update works with. The encoder and the vectors are asked for only when something changed."""

    catalogue: Catalogue
    directory: Path
    encoder: Callable[[], Encoder]
    vectors: Callable[[], "VectorStore"]
    spoken_vectors: Callable[[], "VectorStore"]
    on_progress: Callable[[Progress], None]
    max_bytes: int

    def update(self, sources: Sequence[str]) -> Report:
        """Bring the index in step with `sources`; without any, with all that were indexed before."""
        start = time.perf_counter()
        mended = self.mend()
        extract_again(self.catalogue, self.on_progress)
        sources = sources or self.catalogue.roots()
        if not sources:
            return Report(failed=(Failure(path="", reason="Nothing is indexed yet: name a folder, a file or a URL."),))
        there = survey(sources, self.catalogue.origins())
        tally = Tally(failed=list(there.failed))
        with Spill[Entry | FileDone](self.directory) as spill:
            self._read(plan(found=there.found, known=self.catalogue.files(), gone=there.gone), tally, spill)
            self._write(spill, tally.passages)
        self._embed_spoken()
        group_copies(self.catalogue, self.on_progress)
        self._note(there, tally)
        report = Report(
            new=tally.new,
            changed=tally.changed,
            unchanged=tally.unchanged,
            removed=tally.removed,
            failed=tuple(tally.failed),
            remarks=tuple(tally.remarks),
            copies=copies_in(self.catalogue),
            passages=self.catalogue.passage_count(),
            embedded=tally.passages + mended,
            seconds=time.perf_counter() - start,
        )
        log.info(
            "step=update new=%d changed=%d unchanged=%d removed=%d failed=%d embedded=%d seconds=%.1f",
            *(report.new, report.changed, report.unchanged, report.removed, len(report.failed), report.embedded),
            report.seconds,
        )
        return report

    def remove(self, sources: Sequence[str]) -> Report:
        """Take out all documents that came from `sources`, and forget those sources."""
        start = time.perf_counter()
        self.mend()
        named = [resolve(source) for source in sources]
        files = [file for file in self.catalogue.origins() if any(under(file, source) for source in named)]
        ids = [document_id for file in files for document_id in self.catalogue.fingerprints(file)]
        self._apply(Change(removed=ids, forgotten=files), lambda _: None)
        self._embed_spoken()
        group_copies(self.catalogue, self.on_progress)
        set_roots(self.catalogue, (r for r in self.catalogue.roots() if not any(under(r, source) for source in named)))
        passages = self.catalogue.passage_count()
        copies = copies_in(self.catalogue)
        return Report(removed=len(ids), copies=copies, passages=passages, seconds=time.perf_counter() - start)

    def mend(self) -> int:
        """Make the vectors fit the catalogue after an interrupted update. How many passages had to be embedded."""
        touched = self.catalogue.unfinished()
        if not touched:
            return 0
        vectors = self.vectors()
        vectors.delete([passage_id for ids in touched.values() for passage_id in ids])
        wanted = {passage.id for passage in self.catalogue.all_passages()}
        there = vectors.ids()
        vectors.delete(sorted(there - wanted))
        missing = sorted(wanted - there)
        for at in range(0, len(missing), BATCH):
            passages = self.catalogue.passages(missing[at : at + BATCH])
            vectors.add(passages, self.encoder().encode_passages([embedded_text(passage) for passage in passages]))
            self.on_progress(Progress(step="mending", done=at + len(passages), total=len(missing)))
        settle(self.catalogue)
        log.info("step=mend documents=%d embedded=%d", len(touched), len(missing))
        return len(missing)

    # ---- reading

    def _read(self, todo: Plan, tally: Tally, spill: Spill[Entry | FileDone]) -> None:
        origins = self.catalogue.origins()
        tally.unchanged += sum(origins.get(file, 0) for file in todo.unchanged)
        for number, file in enumerate(todo.read):
            self._read_file(file, tally, spill, left=len(todo.read) - number - 1)
        for file in todo.gone:
            removed = tuple(id_ for id_ in self.catalogue.fingerprints(file) if id_ not in tally.seen)
            tally.removed += len(removed)
            spill.put(FileDone(file=file, state=None, removed=removed))

    def _read_file(self, file: str, tally: Tally, spill: Spill[Entry | FileDone], *, left: int) -> None:
        state, failures = _state(file), list[Failure]()
        for item in self._items(file):
            failure = item if isinstance(item, Failure) else self._take(item, file, tally, spill)
            failures += [failure] if failure else []
            tally.read += 1
            self.on_progress(Progress(step="reading", done=tally.read, total=tally.read + left))
        before = {i: path for i, (path, _) in self.catalogue.fingerprints(file).items() if i not in tally.seen}
        kept = {i for i, path in before.items() if any(concerns(failure.path, file, path) for failure in failures)}
        tally.unchanged += len(kept)
        tally.removed += len(before) - len(kept)
        paths = [before[i] for i in kept]
        tally.failed += [
            _explained(failure, any(concerns(failure.path, file, path) for path in paths)) for failure in failures
        ]
        spill.put(FileDone(file=file, state=None if failures else state, removed=tuple(set(before) - kept)))

    def _items(self, file: str) -> Iterator[Document | Failure]:
        try:
            yield from (
                read_url(file, max_bytes=self.max_bytes) if is_url(file) else read(Path(file), max_bytes=self.max_bytes)
            )
        except (DocumentError, OSError) as error:
            yield Failure(path=file, reason=str(error))

    def _take(self, document: Document, file: str, tally: Tally, spill: Spill[Entry | FileDone]) -> Failure | None:
        """Compare one document with the catalogue, and queue it when it is new or differs."""
        if document.id in tally.seen:
            return None
        if not document.text.strip():
            return Failure(path=document.path, reason="It holds no text.")
        mark, known = fingerprint(document), self.catalogue.fingerprint(document.id)
        if known == mark:
            tally.seen.add(document.id)
            tally.unchanged += 1
            return None
        passages = split(document, self.encoder())
        if not passages:
            return Failure(path=document.path, reason="It holds no sentence.")
        tally.seen.add(document.id)
        tally.passages += len(passages)
        tally.changed += bool(known)
        tally.new += not known
        told = " ".join(remarks(document))
        tally.remarks += [Remark(path=document.path, text=told)] if told else []
        spill.put(entry(document, file, mark, passages))
        return None

    # ---- writing

    def _write(self, spill: Spill[Entry | FileDone], total: int) -> None:
        done = 0

        def embedded(passages: int) -> None:
            nonlocal done
            done += passages
            self.on_progress(Progress(step="embedding", done=done, total=total))

        for change in _groups(spill.take()):
            self._apply(change, embedded)

    def _apply(self, change: Change, embedded: Callable[[int], None]) -> None:
        """Do one group. `embedded` hears of every batch of passages."""
        passages = [passage for entry in change.entries for passage in entry.passages]
        batches = [passages[at : at + BATCH] for at in range(0, len(passages), BATCH)]
        encoded = []
        for batch in batches:
            encoded.append(self.encoder().encode_passages([embedded_text(passage) for passage in batch]))
            embedded(len(batch))
        if change.document_ids:
            touched = begin(self.catalogue, change)
            vectors = self.vectors()
            vectors.delete(sorted(touched))
            for batch, piece in zip(batches, encoded, strict=True):
                vectors.add(batch, piece)
        finish(self.catalogue, change)

    def _embed_spoken(self) -> None:
        embed_spoken(self.catalogue, self.encoder, self.spoken_vectors, self.on_progress)

    def _note(self, there: Survey, tally: Tally) -> None:
        """Remember the sources for an update that names none, and what could not be read."""
        origins = self.catalogue.origins()
        roots = [s for s in there.sources if s in origins or (not is_url(s) and Path(s).is_dir())]
        set_roots(self.catalogue, cover([*self.catalogue.roots(), *roots]))
        set_failures(self.catalogue, tally.failed)


def entry(document: Document, file: str, mark: str, passages: Sequence[Passage]) -> Entry:
    """A document with all that is kept of it."""
    return Entry(
        document=document,
        file=file,
        fingerprint=mark,
        passages=passages,
        extract=extract(document, passages),
    )


def _groups(items: Iterator[Entry | FileDone]) -> Iterator[Change]:
    """Items in their order, so many at a time that their passages fill a batch."""
    change, passages = Change(), 0
    for item in items:
        if isinstance(item, Entry):
            change.entries.append(item)
            passages += len(item.passages)
        else:
            change.removed += item.removed
            change.forgotten.append(item.file)
            if item.state:
                change.files[item.file] = item.state
        if passages >= BATCH or len(change.forgotten) + len(change.removed) >= QUIET:
            yield change
            change, passages = Change(), 0
    if change.document_ids or change.forgotten:
        yield change


def _state(file: str) -> FileState | None:
    """Time and size of a file as it is about to be read, or None when the next update must read it again anyhow."""
    if is_url(file):
        return None
    try:
        status = Path(file).stat()
    except OSError:
        return None
    state = (status.st_mtime_ns, status.st_size)
    return state if settled(state, time.time_ns()) else None


def _explained(failure: Failure, kept: bool) -> Failure:
    return Failure(path=failure.path, reason=f"{failure.reason} {KEPT}") if kept else failure
