"""The page's own files: its style sheets in the order in which they count, its scripts, its icon."""

from pathlib import Path

HERE = Path(__file__).parent
ICON = HERE / "icon.svg"
STYLES = tuple(
    HERE / "styles" / f"{name}.css"
    for name in (
        "theme frame thread readings marks quotations statements sources passages how composer filters panel reading"
        " evidence documents turns account history phone"
    ).split()
)
"""The colours and letters first, the narrow screen last: it overrides."""


def script(*names: str) -> str:
    """These scripts of the page, one after the other, for one `js_on_load`."""
    return "".join((HERE / "scripts" / f"{name}.js").read_text(encoding="utf-8") for name in names)


def style(name: str) -> str:
    """The text of a style sheet of the page."""
    return (HERE / "styles" / f"{name}.css").read_text(encoding="utf-8")
