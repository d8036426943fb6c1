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
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.catalogue import Catalogue
from index.catalogue_writer import Change, Entry, begin, finish, set_failures, set_roots, settle
from index.encoder import Encoder
from index.errors import DocumentError
from index.extraction import entry, extract_again
from index.fingerprint import fingerprint
from index.grouping import copies_in, group_copies
from index.loaders import read, read_url
from index.plan import Plan, concerns, cover, is_url, plan, under
from index.remarks import remarks
from index.spill import Spill
from index.splitting import embedded_text, split
from index.spoken_vectors import embed_spoken
from index.survey import Survey, resolve, state_of, survey
from index.tally import FileDone, Tally, explained
from index.types import Document, Failure, Progress, Remark, Report
from index.withdrawal import put_back, withdraw
from index.withdrawn import forget_under, readmitted, taken_out

if TYPE_CHECKING:
    from index.vectors import VectorStore

BATCH = 64
"""Passages a group and a call of the encoder: two of its own batches, some seconds of work to repeat after a kill."""
QUIET = 500
"""Files and removals a transaction when nothing is to be embedded."""

log = logging.getLogger(__name__)


class _Stopped(Exception):  # noqa: N818 - no error: a reader wants no more
    """Ends an update at a place from which the next one goes on."""


@dataclass(frozen=True, kw_only=True)
class Ingest:
    """The parts an update works with. The encoder and the vectors are asked for only when something changed."""

    catalogue: Catalogue
    directory: Path
    encoder: Callable[[], Encoder]
    vectors: Callable[[], "VectorStore"]
    spoken_vectors: Callable[[], "VectorStore"]
    on_progress: Callable[[Progress], None]
    max_bytes: int = 0
    stopped: Callable[[], bool] = lambda: False
    """Asked after every batch: whether the update is to end there."""
    public: bool = False
    """Whether only addresses of the open internet are fetched."""

    def update(self, sources: Sequence[str]) -> Report:
        """Bring the index in step with `sources`; without any, with all that were indexed before.

        Stopped on the way, it leaves whole what went in, and says what waits for the next update.
        """
        start = time.perf_counter()
        wanted = sources or self.catalogue.roots()
        if not wanted:
            return Report(failed=(Failure(path="", reason="Nothing is indexed yet: name a folder, a file or a URL."),))
        there = survey(wanted, self.catalogue.origins())
        again = readmitted(self.catalogue, there.sources if sources else ())
        tally = Tally(failed=list(there.failed), out=taken_out(self.catalogue, again))
        known = {file: state for file, state in self.catalogue.files().items() if file not in again}
        todo = plan(found=there.found, known=known, gone=there.gone)
        stopped = self._carried_out(todo, tally)
        waiting = tuple(file for file in todo.read if file not in tally.finished)
        self._note(there, tally, waiting)
        report = tally.report(self.catalogue, stopped=stopped, waiting=waiting, start=start)
        log.info(
            "step=update new=%d changed=%d unchanged=%d removed=%d failed=%d embedded=%d stopped=%s seconds=%.1f",
            *(report.new, report.changed, report.unchanged, report.removed, len(report.failed), report.embedded),
            *(stopped, report.seconds),
        )
        return report

    def _carried_out(self, todo: Plan, tally: Tally) -> bool:
        """Do what is to be done; whether it was stopped."""
        try:
            tally.embedded += self.mend()
            extract_again(self.catalogue, self._told)
            with Spill[Entry | FileDone](self.directory) as spill:
                self._read(todo, tally, spill)
                self._write(spill, tally)
            embed_spoken(self.catalogue, self.encoder, self.spoken_vectors, self._told)
            group_copies(self.catalogue, self._told)
        except _Stopped:
            return True
        return False

    def _told(self, progress: Progress) -> None:
        self.on_progress(progress)
        self._go_on()

    def _go_on(self) -> None:
        if self.stopped():
            raise _Stopped

    def remove(self, sources: Sequence[str]) -> Report:
        """Take out all documents that came from `sources`, and forget those sources."""
        start = time.perf_counter()
        self.mend()
        named = [resolve(source) for source in sources]
        files = [file for file in self.catalogue.origins() if any(under(file, source) for source in named)]
        ids = [document_id for file in files for document_id in self.catalogue.fingerprints(file)]
        self.carry_out(Change(removed=ids, forgotten=files))
        forget_under(self.catalogue, named)
        set_roots(self.catalogue, (r for r in self.catalogue.roots() if not any(under(r, source) for source in named)))
        passages = self.catalogue.passage_count()
        copies = copies_in(self.catalogue)
        return Report(removed=len(ids), copies=copies, passages=passages, seconds=time.perf_counter() - start)

    def withdraw(self, ids: Sequence[str]) -> Report:
        """Take these documents out and set them aside."""
        return withdraw(self, ids)

    def put_back(self, ids: Sequence[str]) -> Report:
        """Put documents back that were set aside."""
        return put_back(self, ids)

    def carry_out(self, change: Change) -> None:
        """Put documents in and take others out, with their statements and stories."""
        self._apply(change, lambda _: None)
        embed_spoken(self.catalogue, self.encoder, self.spoken_vectors, self.on_progress)
        group_copies(self.catalogue, self.on_progress)

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
            self._told(Progress(step="mending", done=at + len(passages), total=len(missing)))
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
            spill.put(FileDone(file=file, state=None, removed=removed))

    def _read_file(self, file: str, tally: Tally, spill: Spill[Entry | FileDone], *, left: int) -> None:
        state, failures = state_of(file), list[Failure]()
        for item in self._items(file):
            failure = item if isinstance(item, Failure) else self._take(item, file, tally, spill)
            failures += [failure] if failure else []
            tally.read += 1
            why = failure.reason if failure else ""
            self._told(Progress(step="reading", done=tally.read, total=tally.read + left, file=file, failed=why))
        before = {i: path for i, (path, _) in self.catalogue.fingerprints(file).items() if i not in tally.seen}
        kept = {i for i, path in before.items() if any(concerns(failure.path, file, path) for failure in failures)}
        tally.unchanged += len(kept)
        paths = [before[i] for i in kept]
        tally.failed += [
            explained(failure, any(concerns(failure.path, file, path) for path in paths)) for failure in failures
        ]
        spill.put(FileDone(file=file, state=None if failures else state, removed=tuple(set(before) - kept)))

    def _items(self, file: str) -> Iterator[Document | Failure]:
        try:
            if is_url(file):
                yield from read_url(file, max_bytes=self.max_bytes, public=self.public)
            else:
                yield from read(Path(file), max_bytes=self.max_bytes)
        except (DocumentError, OSError) as error:
            yield Failure(path=file, reason=str(error))

    def _take(self, document: Document, file: str, tally: Tally, spill: Spill[Entry | FileDone]) -> Failure | None:
        """Compare one document with the catalogue, and queue it when it is new or differs."""
        if document.id in tally.seen:
            return None
        if document.id in tally.out:
            tally.withheld += 1
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
        tally.known |= {document.id} if known else set()
        told = " ".join(remarks(document))
        tally.remarks += [Remark(path=document.path, text=told)] if told else []
        spill.put(entry(document, file, mark, passages))
        return None

    # ---- writing

    def _write(self, spill: Spill[Entry | FileDone], tally: Tally) -> None:
        done = 0

        def embedded(passages: int) -> None:
            nonlocal done
            done += passages
            self.on_progress(Progress(step="embedding", done=done, total=tally.passages))

        for change in _groups(spill.take()):
            self._apply(change, embedded)
            tally.took(change)
            for file in change.forgotten if change.entries else ():
                self.on_progress(Progress(step="embedding", done=done, total=tally.passages, file=file))
            self._go_on()

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

    def _note(self, there: Survey, tally: Tally, waiting: Sequence[str]) -> None:
        """Remember the sources for an update that names none, and what could not be read."""
        origins, left = self.catalogue.origins(), set(waiting)
        roots = [s for s in there.sources if s in origins or s in left or (not is_url(s) and Path(s).is_dir())]
        barren = set(there.sources) - set(roots)
        before = [root for root in self.catalogue.roots() if root not in barren]
        set_roots(self.catalogue, cover([*before, *roots]))
        set_failures(self.catalogue, tally.failed)


def _groups(items: Iterator[Entry | FileDone]) -> Iterator[Change]:
    """Items in their order, so many at a time that their passages fill a batch; a file ends with its last."""
    change, passages = Change(), 0
    for item in items:
        if isinstance(item, Entry):
            if passages >= BATCH:
                yield change
                change, passages = Change(), 0
            change.entries.append(item)
            passages += len(item.passages)
            continue
        change.removed += item.removed
        change.forgotten.append(item.file)
        if item.state:
            change.files[item.file] = item.state
        if passages >= BATCH or len(change.forgotten) + len(change.removed) >= QUIET:
            yield change
            change, passages = Change(), 0
    if change.document_ids or change.forgotten:
        yield change
