"""The commands for those who may log in: `users add`, `users remove`, `users list`."""

import getpass
import sys
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from config import Settings, load
from terminal import console, errors, explained
from ui import users as kept
from ui.users import UsersError

users = typer.Typer(
    no_args_is_help=True, help="Add, remove and list those who may log in.", rich_markup_mode="markdown"
)
Name = Annotated[str, typer.Argument(help="The name that is typed at the log-in.")]


@users.command()
def add(name: Name) -> None:
    """Let somebody log in, or change their password, which is asked for twice.

    Example: `python app.py users add ada`
    """
    with explained():
        path = _file()
        new = kept.add(path, name, _password())
    console.print(f"{'Added' if new else 'Changed the password of'} {name} in {path}.", markup=False)


@users.command()
def remove(name: Name) -> None:
    """Take somebody out; the page asks them to log in at their next click, and lets them in no more.

    Example: `python app.py users remove ada`
    """
    with explained():
        path = _file()
        kept.remove(path, name)
    console.print(f"Removed {name} from {path}.", markup=False)


@users.command(name="list")
def list_() -> None:
    """List those who may log in.

    Example: `python app.py users list`
    """
    with explained():
        path = _file()
        names = kept.read(path)
    for name in names:
        console.print(name, markup=False, highlight=False)


def allowed(settings: Settings, host: str) -> kept.Users | None:
    """Those who may log in, None for everybody; a file that cannot be read is an error before anything is served.

    Whoever opens the page to a network without log-in is told so.
    """
    if settings.users is not None:
        known = kept.Users(settings.users.expanduser())
        known.all()
        return known
    if not _here(host):
        errors.print(
            f"[yellow]Whoever reaches {host or 'this machine'} can read every document, add some and take some out, for"
            " there is no log-in.[/yellow] Set VERBATIM_USERS and run: python app.py users add NAME",
            soft_wrap=True,
        )
    return None


def _here(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _file() -> Path:
    path = load().users
    if path is None:
        raise UsersError("No file of users is set. Write one into .env, like VERBATIM_USERS=users.txt, and try again.")
    return path.expanduser()


def _password() -> str:
    """A password, typed twice by a person; a program writes it to standard input, on one line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first, second = getpass.getpass("Password: "), getpass.getpass("Once more: ")
    if first != second:
        raise UsersError("The two passwords differ. Nothing was changed: try again.")
    return first
