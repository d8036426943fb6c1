"""The page's own files: its style sheets in the order in which they count, its scripts, its icon."""

from pathlib import Path

HERE = Path(__file__).parent
ICON = HERE / "icon.svg"
STYLES = tuple(
    HERE / "styles" / f"{name}.css"
    for name in (
        "theme frame thread readings marks quotations statements sources passages how composer panel reading evidence"
        " documents history"
        " phone"
    ).split()
)
"""The colours and letters first, the narrow screen last: it overrides."""


def script(*names: str) -> str:
    """These scripts of the page, one after the other, for one `js_on_load`."""
    return "".join((HERE / "scripts" / f"{name}.js").read_text(encoding="utf-8") for name in names)
