"""Which addresses of the network are open to everybody, and which are of this machine or of a network of its own.

Whoever can make a server fetch an address reaches what the server reaches: its own ports, the machines beside it, the
cloud's page of secrets at 169.254.169.254. So an address that came over the network itself is looked up first, and the
connection goes to the very number that was judged: a name that means another machine a moment later gains nothing.
"""

import ipaddress
import socket

from index.errors import Unreadable

ALLOW = "VERBATIM_PRIVATE_ADDRESSES=true"
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 numbers that a gateway translates: the IPv4 number is in their last 32 bits."""


def is_public(number: str) -> bool:
    """Whether an IP number is one of the open internet, also where it carries another one.

    >>> [is_public(number) for number in ("93.184.216.34", "127.0.0.1", "10.1.2.3", "::ffff:10.0.0.1")]
    [True, False, False, False]
    """
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
    return address.is_global and not address.is_multicast


def resolve(host: str) -> list[str]:
    """Every number that a name means; a number means itself."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)))


def public_number(host: str) -> str:
    """The number to connect with, when all that the name means are public; else Unreadable says how to allow it."""
    numbers = resolve(host)
    if not numbers or not all(map(is_public, numbers)):
        raise Unreadable(
            f"{host} is an address of this machine or of a private network, which the page does not fetch: "
            f"save it as a file and add that, or let whoever runs the server set {ALLOW}."
        )
    return numbers[0]
