"""What the page says that it uploaded, believed only where it is true: files in Gradio's own folder of uploads."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gradio.utils import get_upload_folder

from index.types import Failure, Report
from ui.strings import say

MOST = 20_000
"""Files that are taken at once."""
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The files that arrived, and those that the page did not send, with the reason."""

    files: tuple[Path, ...]
    refused: tuple[Failure, ...]

    def beside(self, done: Report) -> Report:
        """A report that names what did not come as well."""
        return replace(done, failed=(*self.refused, *done.failed))


def received(data: Mapping[str, Any]) -> Received:
    """The files and refusals in the data of an event; any path outside of the folder of uploads is left out."""
    files = [file for file in map(_uploaded, _listed(data.get("files"))) if file is not None]
    refused = [_refusal(each) for each in _listed(data.get("refused")) if isinstance(each, dict)]
    return Received(files=tuple(files), refused=tuple(refused))


def _listed(value: object) -> list[Any]:
    return value[:MOST] if isinstance(value, list) else []


def _uploaded(value: object) -> Path | None:
    """The file at a path, when it is one that was uploaded."""
    try:
        path = Path(value).resolve() if isinstance(value, str) else None
        inside = path is not None and path.is_relative_to(Path(get_upload_folder()).resolve()) and path.is_file()
    except (OSError, ValueError):  # a NUL, a name that is too long
        return None
    return path if inside else None


def _refusal(value: Mapping[str, Any]) -> Failure:
    """Why the page did not send a file: judged there, so that nobody waits for what is not taken."""
    name = str(value.get("name", ""))[:LONGEST_NAME]
    ending = f".{name.rpartition('.')[2]}" if "." in name else ""
    why = value.get("why")
    if why == "kind":
        kind = say("documents.kind", ending=ending) if ending else say("documents.no_ending")
        reason = say("documents.not_read", kind=kind)
    elif why == "many":
        reason = say("documents.too_many", most=MOST)
    elif why == "size":
        reason = say("documents.larger")
    else:
        reason = say("documents.not_uploaded")
    return Failure(path=name, reason=reason)
