"""A newsroom of four documents that the tests of the answers share: small enough to work every figure by hand."""

from pathlib import Path

from index.store import Index
from tests.conftest import ToyEncoder

LIMIT = 1_000_000


def article(title: str, text: str, source: str, published: str) -> str:
    """A Markdown file with front matter."""
    return f"---\ntitle: {title}\nsource: {source}\npublished: {published}\n---\n{text}\n"


WONSAN = """Russian Foreign Minister Sergei Lavrov visited North Korea on Friday. Lavrov met Kim Jong Un in Wonsan.

His comments, as reported by TASS, were blunt. “The leadership drew its conclusions long before the strikes on \
Iran,” he stated. “Nobody thinks of using force against Korea.”

Lavrov dismissed the plan of France and Britain to send troops. “We do not take these plans seriously,” he said."""
DRILLS = """Russia condemned the drills of the United States, Japan and South Korea. The Russian Foreign Ministry \
said that the drills were “escalatory in nature”.

Sergey Lavrov warned that the drills of 2025 would end the peace in Asia."""
ECHO = "Sergei Lavrov spoke in Wonsan. “We do not take these plans seriously,” he said."
GRAIN = "Farmers in Kenya sold 40 tons of grain in March 2024. The harvest of grain was the largest in ten years."


def write(folder: Path) -> Path:
    """The four files, in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "wonsan.md").write_text(article("Talks in Wonsan", WONSAN, "Coast Wire", "2025-07-12"), "utf-8")
    (folder / "drills.md").write_text(article("Moscow on the drills", DRILLS, "Desk", "2025-07-13"), "utf-8")
    (folder / "echo.md").write_text(article("Plans", ECHO, "Echo", "2025-07-14"), "utf-8")
    (folder / "grain.txt").write_text(GRAIN, "utf-8")
    return folder


def build(folder: Path) -> Index:
    """An index of the four files below `folder`; the caller closes it."""
    index = Index.open(folder / "store", model="toy", encoder=ToyEncoder)
    index.update([str(write(folder / "docs"))], max_bytes=LIMIT)
    return index
