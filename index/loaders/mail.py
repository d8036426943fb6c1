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
from index.loaders.markup import Shown, decode_page, shown

_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What the standard library's parser raises for damaged headers, seen in 30,000 mails or found in its source."""


def load(content: Content) -> Iterator[Article]:
    """The one article of a mail: the subject is its title, the sender its author, the sender's host its outlet."""
    decode(content.data, content.name)  # a mail is text: binary data is told apart here
    try:
        message = message_from_bytes(content.data, _class=EmailMessage, policy=default)
        body = _body(message, content.name)
    except _BROKEN as error:
        raise Unreadable(f"{content.name} is broken or no mail: save it again from the mail program.") from error
    if not body.text.strip():
        raise Unreadable(f"{content.name} has no text part: save its attachments and index them.")
    name, address = parseaddr(_header(message, "from"))
    yield Article(
        text=body.text,
        hidden=body.hidden,
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


def _body(message: EmailMessage, name: str) -> Shown:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return Shown(text="")
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return Shown(text="")
    charset = part.get_content_charset("")
    if part.get_content_type() == "text/html":
        return shown(decode_page(payload, name, charset))
    return Shown(text=decode(payload, name, charset))
