"""An exchange as a reader's browser keeps it: the answer's snapshot with a seal, by which the server knows it again.

The seal is an HMAC with a secret that lies in the folder of the store. So a conversation comes back exactly as it was
given, after a restart too, and what was changed on its way is refused: nobody can make the page show an answer, with
its checks and its marks, that was never given.
"""

import hashlib
import hmac
import json
import os
import secrets
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from answer.snapshot import BadSnapshotError, dump, load
from index.errors import StoreError, VerbatimError
from ui.chat import Exchange
from ui.strings import say

_BYTES = 32
_FRAME = TypeAdapter(Exchange)


class BrokenSealError(VerbatimError):
    """What a browser brought back is no exchange that this server gave."""


class Seal:
    """Seals exchanges and opens them again, with the secret at `path`, which is made at its first use."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._secret = b""

    def sealed(self, exchange: Exchange) -> str:
        """The exchange as text: its seal, a full stop, and one line of JSON."""
        written = _written(exchange)
        return f"{self._mark(written)}.{written}"

    def opened(self, text: str) -> Exchange:
        """The exchange of a sealed text; one that was changed, or is of another version, is a VerbatimError."""
        mark, _, written = text.partition(".")
        if not hmac.compare_digest(mark.encode("utf-8", "replace"), self._mark(written).encode()):
            raise BrokenSealError(say("history.broken"))
        return _read(written)

    def _mark(self, written: str) -> str:
        if not self._secret:
            self._secret = _secret(self._path)
        return hmac.new(self._secret, written.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _written(exchange: Exchange) -> str:
    values = _FRAME.dump_python(replace(exchange, answer=None), mode="json")
    snapshot = json.loads(dump(exchange.answer)) if exchange.answer else None
    return json.dumps(values | {"answer": snapshot}, separators=(",", ":"))


def _read(written: str) -> Exchange:
    try:
        values = json.loads(written)
        snapshot = values.pop("answer")
        frame = _FRAME.validate_json(json.dumps(values), strict=True)
        return replace(frame, answer=load(json.dumps(snapshot)) if snapshot else None)
    except (ValidationError, ValueError, LookupError, BadSnapshotError):
        raise BrokenSealError(say("history.older")) from None  # sealed here, so what differs is the version


def _secret(path: Path) -> bytes:
    """The secret at `path`; of two processes that make it at once, one wins and both read the same."""
    try:
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            made = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
            with os.fdopen(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(secrets.token_bytes(_BYTES))
            with suppress(FileExistsError):
                os.link(made, path)
            made.unlink()
        return path.read_bytes()
    except OSError as error:
        raise StoreError(f"The secret of the history in {path} cannot be read or made: {error}.") from error
