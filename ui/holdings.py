"""What the tab Documents asks of the index: add, fetch, replace, take out, put back, list, count. One change at a time.

Everything given here came from a browser: a file is an upload or nothing, an address is http(s) or nothing, and an id
that nobody knows changes nothing.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from index.catalogue import Catalogue
from index.contents import Contents, Entry, Glance, Order, contents, glance
from index.errors import VerbatimError
from index.plan import is_url
from index.types import Failure, Filters, Report
from index.withdrawn import Withdrawn, forget, withdrawn
from ui.html import web_address
from ui.strings import say
from ui.updating import Update
from ui.uploads import Uploads

if TYPE_CHECKING:
    from ui.service import Index

log = logging.getLogger(__name__)

LONGEST_ADDRESS = 2_000


class Holdings:
    """The documents as a collection that readers change. `index` waits for what is being opened."""

    def __init__(self, index: "Callable[[], Index]", uploads: Uploads, *, private_addresses: bool) -> None:
        self.uploads = uploads
        self.current: Update | None = None
        """The update that runs, for whoever opens the page meanwhile."""
        self._index = index
        self._public = not private_addresses
        self._changing = Lock()

    # ---- changes

    def add(self, files: Sequence[Path], update: Update) -> Report:
        """Keep and index uploaded files. Files of a wrong kind or size are reported; the others go on."""
        refused: list[Failure] = []
        with self._running(update):
            names: dict[str, str] = {}
            for file in dict.fromkeys(files):
                failure, place = self._kept(file)
                refused += [failure] if failure else []
                names |= {place: file.name} if place else {}
            update.expect(names)
            done = self._updated(list(names), update) if names else Report()
        log.info("uploaded files=%d new=%d failed=%d", len(files), done.new, len(refused) + len(done.failed))
        return replace(done, failed=(*refused, *done.failed))

    def fetch(self, address: str, update: Update) -> Report:
        """Index what is at a web address."""
        address = address.strip()
        if not web_address(address) or len(address) > LONGEST_ADDRESS:
            raise VerbatimError(say("documents.no_address"))
        with self._running(update):
            update.expect({address: address})
            return self._updated([address], update)

    def catch_up(self, update: Update) -> Report:
        """Bring all sources in step: what waits, what changed, what is gone."""
        with self._running(update):
            return self._updated([], update)

    def renew(self, document_id: str, file: Path | None, update: Update) -> Report:
        """A new version of a document: the file in the place of the uploaded one, or its address fetched again."""
        entry = self.entry(document_id)
        if entry is None:
            raise VerbatimError(say("documents.not_there"))
        if is_url(entry.file):
            return self.fetch(entry.file, update)
        if file is None or not self.uploads.holds(entry.file):
            raise VerbatimError(say("documents.not_replaced", file=entry.file))
        if file.suffix.lower() != Path(entry.file).suffix.lower():
            raise VerbatimError(say("documents.other_kind", name=file.name, kind=Path(entry.file).suffix))
        if failure := self.uploads.refusal(file):
            return Report(failed=(failure,))
        with self._running(update), self.uploads.replaced(entry.file, file) as took:
            update.expect({entry.file: file.name})
            report = self._index().update([entry.file], **self._how(update))
            whole = entry.file not in (*report.waiting, *(failure.path for failure in report.failed))
            took.append(whole)
        return report

    def withdraw(self, ids: Sequence[str]) -> tuple[Withdrawn, ...]:
        """Take documents out; what was taken out. The files of uploads go to the trash, others stay as they are."""
        with self._changing:
            there = self._stored.document_ids(Filters(documents=tuple(ids))) if ids else set()
            self._index().withdraw(sorted(there))
            gone = withdrawn(self._stored, sorted(there))
            left = {each.file for each in gone}.difference(self._stored.origins())
            self.uploads.set_aside(left)
        return gone

    def put_back(self, ids: Sequence[str]) -> int:
        """Put documents back that were taken out; how many."""
        with self._changing:
            self.uploads.bring_back(each.file for each in withdrawn(self._stored, ids))
            return self._index().put_back(ids).new

    def forget(self, ids: Sequence[str]) -> int:
        """Delete for good what was taken out; how many."""
        with self._changing:
            gone = forget(self._stored, ids)
            wanted = {each.file for each in withdrawn(self._stored)}
            self.uploads.delete_aside({each.file for each in gone} - wanted)
            return len(gone)

    # ---- what there is

    def page(self, words: str, filters: Filters, limit: int, offset: int, order: Order, descending: bool) -> Contents:
        """A page of the documents that pass and hold the words."""
        return contents(self._stored, words, filters, limit, offset, order=order, descending=descending)

    def entry(self, document_id: str) -> Entry | None:
        """One document of the list."""
        return next(iter(contents(self._stored, "", Filters(documents=(document_id,)), 1, 0).entries), None)

    def glance(self) -> Glance:
        """All documents counted."""
        return glance(self._stored)

    def taken_out(self) -> tuple[Withdrawn, ...]:
        """What can be put back, taken out last first."""
        return withdrawn(self._stored)

    def failures(self) -> tuple[Failure, ...]:
        """What the last update could not read."""
        return self._stored.failures()

    @property
    def generation(self) -> int:
        """A number that grows with every change of the documents."""
        return self._stored.generation

    @property
    def _stored(self) -> Catalogue:
        return cast("Catalogue", self._index().catalogue)

    def _kept(self, file: Path) -> tuple[Failure | None, str]:
        try:
            failure = self.uploads.refusal(file)
            return (failure, "") if failure else (None, str(self.uploads.keep(file).resolve()))
        except (OSError, VerbatimError) as error:
            reason = str(error) if isinstance(error, VerbatimError) else say("documents.not_kept")
            return Failure(path=file.name, reason=reason), ""

    def _updated(self, sources: Sequence[str], update: Update) -> Report:
        index = self._index()
        report = index.update(sources, **self._how(update))
        origins = index.catalogue.origins()
        for failure in report.failed:
            if failure.path not in origins:
                self.uploads.forget(failure.path)
        return report

    def _how(self, update: Update) -> dict[str, Any]:
        return {
            "max_bytes": self.uploads.max_bytes,
            "on_progress": update.tell,
            "stopped": update.stopping.is_set,
            "public": self._public,
        }

    @contextmanager
    def _running(self, update: Update) -> Iterator[None]:
        with self._changing:
            self.current = update
            try:
                yield
            finally:
                self.current = None
