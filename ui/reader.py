"""Who is at the other end of what runs now: the name somebody logged in with, and the address they call from.

Gradio runs an event in a task of its own and hands the request over; our own addresses run within the request, for
which the guard at the door (`ui.guard`) says who it is.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from gradio.context import LocalContext
from starlette.types import Scope

USER = "verbatim.user"
"""Where the guard leaves the name in the scope of a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A reader: `user` is None without log-in, `address` is empty when nobody calls over a network."""

    user: str | None = None
    address: str = ""

    @property
    def key(self) -> str:
        """What limits count by: the name, without one the address; the empty text is the operator of this machine."""
        return f"user {self.user}" if self.user is not None else self.address and f"address {self.address}"


NOBODY = Reader()
within: ContextVar[Reader] = ContextVar("reader", default=NOBODY)
"""The reader of the request that runs now; set by the guard."""


def reader() -> Reader:
    """Who asked for what runs now: of an event of the page, else of a request, else nobody."""
    event = LocalContext.request.get(None)
    request = getattr(event, "request", None) or event  # Gradio hands over its own request, or the one it was made of
    scope = getattr(request, "scope", None)
    return of_scope(scope) if scope is not None else within.get()


def of_scope(scope: Scope) -> Reader:
    """The reader of a request that the guard has let in."""
    return Reader(user=scope.get(USER), address=network(str((scope.get("client") or ("",))[0])))


def network(address: str) -> str:
    """The address that a caller cannot change at will: of IPv6 the /64 that a customer has to themselves.

    >>> network("2001:db8:1:2:3:4:5:6")
    '2001:db8:1:2::/64'
    """
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return address
    return str(known.ipv4_mapped) if known.ipv4_mapped else str(ip_network((known, 64), strict=False))
