"""What can go wrong with documents and stores. Each message says what, where, and what to do next.

VerbatimError
├── DocumentError      one document cannot be read: it is reported, the others go on
│   ├── Unreadable     broken, encrypted, binary, without text, of an unknown kind
│   └── TooLarge       over a limit of size, or a ZIP that unpacks to too much
├── StoreError         the index as a whole cannot be opened
│   ├── StoreLocked    another process owns it
│   ├── StoreStale     built with other settings
│   ├── StoreDamaged   its files do not fit together
│   └── StoreReadOnly  no permission to write where it should be
└── ModelError         the embedding model or the reranker cannot be loaded or used
"""


class VerbatimError(Exception):
    """Base of every error whose message is meant for the person at the keyboard."""


class DocumentError(VerbatimError):
    """One document cannot be read."""


class Unreadable(DocumentError):  # noqa: N818 - reads as the sentence it reports
    """The bytes are not a document of a kind we read, or hold no text."""


class TooLarge(DocumentError):  # noqa: N818
    """The document is over a limit of size."""


class StoreError(VerbatimError):
    """The index cannot be opened or written."""


class StoreLocked(StoreError):  # noqa: N818
    """Another process owns the index."""


class StoreStale(StoreError):  # noqa: N818
    """The index was built with settings that differ from the present ones."""


class StoreDamaged(StoreError):  # noqa: N818
    """Files of the index are missing or do not fit together."""


class StoreReadOnly(StoreError):  # noqa: N818
    """The place of the index cannot be written."""


class ModelError(VerbatimError):
    """The embedding model or the reranker cannot be found, is not the one it claims to be, or fails."""
