"""Files, folders and URLs in; documents out. What cannot be read becomes a `Failure`, never an exception.

The libraries that parse a kind are imported when the first file of that kind is read.
"""

from index.loaders.article import document_id
from index.loaders.fetch import read_url
from index.loaders.files import find, read
from index.loaders.kinds import KINDS

__all__ = ["KINDS", "document_id", "find", "read", "read_url"]
