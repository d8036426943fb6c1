"""Whether a document that was read again is still the same."""

import hashlib
import json
from dataclasses import asdict

from index.types import Document

_LATER = ("hidden", "veiled", "instructing")
"""Fields that came later: where they say nothing they are left out, so that an older index knows the document again."""


def fingerprint(document: Document) -> str:
    """SHA-256 over all that is kept of a document: equal means that nothing has to be done."""
    kept = {name: value for name, value in asdict(document).items() if value or name not in _LATER}
    return hashlib.sha256(json.dumps(kept, default=str, sort_keys=True).encode()).hexdigest()
