"""EML: one mail as saved by a mail program. Its plain text counts, else its HTML; attachments are not read."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from index.errors import Unreadable
from index.loaders.article import Article, Content
from index.loaders.dates import parse_date
from index.loaders.encodings import decode
from index.loaders.markup import decode_page, words_of

_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What the standard library's parser raises for damaged headers, seen in 30,000 mails or found in its source."""


def load(content: Content) -> Iterator[Article]:
    """The one article of a mail: the subject is its title, the sender its author, the sender's host its outlet."""
    decode(content.data, content.name)  # a mail is text: binary data is told apart here
    try:
        message = message_from_bytes(content.data, _class=EmailMessage, policy=default)
        text = _text(message, content.name)
    except _BROKEN as error:
        raise Unreadable(f"{content.name} is broken or no mail: save it again from the mail program.") from error
    if not text.strip():
        raise Unreadable(f"{content.name} has no text part: save its attachments and index them.")
    name, address = parseaddr(_header(message, "from"))
    yield Article(
        text=text,
        title=_header(message, "subject"),
        source=address.rpartition("@")[2].lower(),
        author=name or address,
        published=parse_date(_header(message, "date")),
        language=_header(message, "content-language"),
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; one that cannot be parsed is as good as absent."""
    try:
        return str(message.get(name, "") or "")
    except _BROKEN:
        return ""


def _text(message: EmailMessage, name: str) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    charset = part.get_content_charset("")
    if part.get_content_type() == "text/html":
        return words_of(decode_page(payload, name, charset))
    return decode(payload, name, charset)
