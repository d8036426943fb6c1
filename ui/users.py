"""Who may log in: a file with one line `name:hash` each. The hash is scrypt of the standard library, with its cost and
its salt in the line.
"""

import base64
import binascii
import os
import re
import secrets
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import scrypt
from hmac import compare_digest
from pathlib import Path
from threading import Lock

from index.errors import VerbatimError

COST = (15, 8, 1)
"""log2 of N, r, p: 32 MB and some 0.1 s for each guess; more than OWASP's least for scrypt with p = 3."""
DEAREST = (20, 16, 4)
"""The greatest cost that a line may ask for; more would be a way to stop the server."""
SALT, KEY = 16, 32
"""Bytes."""
SHORTEST, LONGEST = 8, 1024
"""Characters of a password."""
NAME = re.compile(r"[\w.@+-]{1,64}")


class UsersError(VerbatimError):
    """The file of users, or a name or a password for it, cannot be used."""


@dataclass(frozen=True, slots=True)
class Hash:
    """A hashed password, as it stands in the line of its user: `scrypt$15$8$1$salt$key`."""

    cost: tuple[int, int, int]
    salt: bytes
    key: bytes

    def __str__(self) -> str:
        return "$".join(
            ("scrypt", *map(str, self.cost), *(base64.b64encode(b).decode() for b in (self.salt, self.key)))
        )

    def fits(self, password: str) -> bool:
        """Whether this is the hash of `password`; takes as long whether it is or not."""
        return compare_digest(_derived(password, self.cost, self.salt, len(self.key)), self.key)


def hashed(password: str) -> Hash:
    """A new hash of `password`, with a salt of its own."""
    salt = secrets.token_bytes(SALT)
    return Hash(COST, salt, _derived(password, COST, salt, KEY))


def _derived(password: str, cost: tuple[int, int, int], salt: bytes, length: int) -> bytes:
    n, r, p = 2 ** cost[0], cost[1], cost[2]
    plain = unicodedata.normalize("NFKC", password[:LONGEST]).encode("utf-8", "replace")
    return scrypt(plain, salt=salt, n=n, r=r, p=p, dklen=length, maxmem=(n + p + 2) * r * 128 + 2**20)


@cache
def _nobody() -> Hash:
    return hashed(secrets.token_hex(16))


class Users:
    """The users of a file; it is read again when it has changed, so whoever is taken out is out at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._seen: tuple[int, ...] = ()
        self._users: Mapping[str, Hash] = {}
        _nobody()

    def all(self) -> Mapping[str, Hash]:
        """Every user with the hash of the password; `UsersError` names the line that cannot be read."""
        with self._lock:
            try:
                now = self.path.stat()
            except OSError as error:
                raise UsersError(
                    f"The users in {self.path} cannot be read ({error.strerror}). Make the first: "
                    "python app.py users add NAME"
                ) from None
            seen = (now.st_mtime_ns, now.st_size, now.st_ino)
            if seen != self._seen:
                self._users = read(self.path)
                self._seen = seen
            return self._users

    def check(self, name: str, password: str) -> Hash | None:
        """The hash of the user when the password is right; an unknown name costs as much as a wrong password."""
        name = normal(name)
        known = self.all().get(name)
        fits = (known or _nobody()).fits(password) and len(password) <= LONGEST
        return known if known and fits else None


def normal(name: str) -> str:
    """A name as it is compared: composed characters, no space around."""
    return unicodedata.normalize("NFC", name).strip()


def read(path: Path) -> dict[str, Hash]:
    """The users of a file; empty lines and lines that begin with # are for people."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsersError(f"The users in {path} cannot be read: {error}. Mend the file or VERBATIM_USERS.") from None
    users: dict[str, Hash] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, written = line.partition(":")
        found = _hash(written.strip())
        if not NAME.fullmatch(normal(name)) or found is None or normal(name) in users:
            raise UsersError(
                f"Line {number} of {path} is not `name:hash` of a new name. Take it out, then: python app.py users add"
                " NAME"
            )
        users[normal(name)] = found
    return users


def _hash(written: str) -> Hash | None:
    kind, *numbers, salt, key = written.split("$") if written.count("$") == 5 else ("", "", "")
    try:
        cost = (int(numbers[0]), int(numbers[1]), int(numbers[2]))
        found = Hash(cost, base64.b64decode(salt, validate=True), base64.b64decode(key, validate=True))
    except (ValueError, IndexError, binascii.Error):
        return None
    cheap = all(1 <= number <= most for number, most in zip(cost, DEAREST, strict=True))
    return found if kind == "scrypt" and cheap and len(found.salt) >= SALT and len(found.key) >= KEY else None


def add(path: Path, name: str, password: str) -> bool:
    """Write a user with this password; False when there was one of this name, whose password is changed then."""
    name = normal(name)
    if not NAME.fullmatch(name):
        raise UsersError(f"{name!r} is no name for a user: take letters, digits and . _ - + @, 64 at most.")
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsersError(f"A password has {SHORTEST} to {LONGEST:,} characters. Nothing was changed.")
    users = read(path) if path.exists() else {}
    new = name not in users
    _write(path, {**users, name: hashed(password)})
    return new


def remove(path: Path, name: str) -> None:
    """Take a user out; a name that is not there is an error."""
    users = read(path)
    if normal(name) not in users:
        raise UsersError(f"There is no user {name!r} in {path}. See who there is: python app.py users list")
    del users[normal(name)]
    _write(path, users)


def _write(path: Path, users: Mapping[str, Hash]) -> None:
    """The whole file anew, for its owner only, and never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # with mode 600
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines(f"{name}:{users[name]}\n" for name in sorted(users))
        file.flush()
        os.fsync(file.fileno())
    Path(made).replace(path)
