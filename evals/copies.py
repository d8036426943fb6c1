"""Which documents are copies of one story? The numbers of `index.signatures`, measured.

    python -m evals.copies <folder realtimeqa/past>

Articles of 2023 choose the numbers, those of 2024 confirm them. Nobody has marked the copies among them, so the cases
are made: an article against what an outlet does to it (copies), and against what resembles it without being it
(not copies). Two kinds are found as they are: pages fetched twice under one address (copies), and pages of different
addresses that share a tenth of the shorter one (mostly later stories on one event: not copies, with the same title left
out). For each kind the share that is grouped; once by `same_story` alone, and once with the look-up by bands before it,
as in an index.
"""

# ruff: noqa: T201 - printing is what a script is for

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np

from index import signatures
from index.signatures import Numbers, band_keys, may_be_copies, shingles, signature

SAMPLE = 300
"""Articles that each kind of edit is made of."""
PAGES = 2_500
"""Addresses whose pages are compared with each other."""
COMMON = 150
"""A shingle on more pages than this is an outlet's furniture and looks up no pair."""
LENGTHS = range(150, 3_000)
"""Words of an article that edits are made of."""
CITIES = "Bergen Lodz Varna Porto Turku Split Ghent Malmo Graz Brno Pecs Basel Cork Leeds Tartu".split()
SKIES = "sunny,mostly cloudy,overcast with light rain,clear,foggy at first,stormy".split(",")
PAIR = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A fetched news page."""

    url: str
    title: str
    text: str


def read(folder: Path, year: str) -> list[Page]:
    """The distinct pages of a year's search results, in file order."""
    found: dict[tuple[str, str], Page] = {}
    for path in sorted((folder / year).glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line) if line.strip() else {}
            for page in row.get("search_result", []) if isinstance(row, dict) else []:
                text = (page.get("text") or "").strip()
                if text and page.get("url"):
                    found.setdefault((page["url"], text), Page(url=page["url"], title=page["title"] or "", text=text))
    return list(found.values())


def edits(articles: Sequence[str], chance: random.Random) -> dict[str, list[PAIR]]:
    """Copies: an article with what an outlet makes of it, by kind of edit."""
    vocabulary = [word for text in articles[:50] for word in text.split()]
    footer = " ".join(articles[0].split()[:60])

    def rewritten(text: str, share: float) -> str:
        return " ".join(chance.choice(vocabulary) if chance.random() < share else word for word in text.split())

    def first(text: str, share: float) -> str:
        return " ".join(text.split()[: int(len(text.split()) * share)])

    kinds: dict[str, Callable[[str, str], str]] = {
        "own top and footer": lambda text, other: f"{first(other, 0.05)}\n\n{text}\n\n{footer}",
        "paragraph of 60 words on top": lambda text, other: " ".join(other.split()[:60]) + "\n\n" + text,
        "correction of a sentence": lambda text, other: text.replace(text.split(". ")[1], other.split(". ")[0], 1),
        "trimmed to 3/4": lambda text, _: first(text, 0.75),
        "trimmed to half": lambda text, _: first(text, 0.5),
        "trimmed to 2/5": lambda text, _: first(text, 0.4),
        "trimmed to 1/4": lambda text, _: first(text, 0.25),
        "3 % of the words changed": lambda text, _: rewritten(text, 0.03),
        "6 % of the words changed": lambda text, _: rewritten(text, 0.06),
        "10 % of the words changed": lambda text, _: rewritten(text, 0.1),
        "trimmed to 3/5, own top, 3 % changed": lambda text, other: (
            " ".join(other.split()[:30]) + "\n\n" + rewritten(first(text, 0.6), 0.03)
        ),
    }
    pairs = [(one, articles[at - 1]) for at, one in enumerate(articles) if one.count(". ") > 1]
    return {kind: [(one, edit(one, other)) for one, other in pairs] for kind, edit in kinds.items()}


def strangers(articles: Sequence[str], chance: random.Random) -> dict[str, list[PAIR]]:
    """Not copies: different stories that have words in common, by kind."""
    footer = " ".join(articles[0].split()[:150])
    short = [" ".join(text.split()[:150]) for text in articles[1:]]

    def apart(text: str, other: str) -> str:
        return " ".join(other.split()[: int(len(text.split()) * 0.3)]) + "\n\n" + text

    kinds = {
        "150 words each over one footer of 150": [(f"{a}\n{footer}", f"{b}\n{footer}") for a, b in pairwise(short)],
        "the footer against a page with it": [(footer, f"{text}\n{footer}") for text in articles[1:]],
        "a page of five stories against one": [
            ("\n".join(articles[at : at + 5]), articles[at + 2]) for at in range(len(articles) - 5)
        ],
        "a story that takes over 30 % of another": [(apart(text, other), other) for text, other in pairwise(articles)],
    }
    for name, form in (("weather", _weather), ("box score", _score), ("quarterly figures", _figures)):
        kinds[f"{name} by one form"] = [(form(chance), form(chance)) for _ in articles]
    return kinds


def _weather(chance: random.Random) -> str:
    city, n, sky = chance.choice(CITIES), chance.randint, chance.choice
    return (
        f"Weather for {city}. Today it will be {sky(SKIES)} with a high of {n(9, 31)} degrees and winds from the west "
        f"at {n(3, 40)} kilometres an hour. Tonight expect {sky(SKIES)} skies and a low near {n(-3, 9)}. The "
        f"chance of rain is {n(0, 100)} percent. Tomorrow will be {sky(SKIES)}, with temperatures between "
        f"{n(0, 9)} and {n(10, 29)} "
        f"degrees in {city} and the surrounding valleys. Sunrise is at {n(4, 8)}:{n(10, 59)} and sunset at "
        f"{n(16, 22)}:{n(10, 59)}. The pollen count is {n(1, 9)} of 10. For the coast a warning of {n(4, 9)} holds."
    )


def _score(chance: random.Random) -> str:
    home, away = chance.sample(CITIES, 2)
    lines = (
        f"{city} {chance.randint(60, 120)} points {chance.randint(20, 50)} rebounds {chance.randint(9, 40)} assists "
        f"{chance.randint(2, 15)} steals {chance.randint(5, 20)} turnovers field goals {chance.randint(20, 50)} of "
        f"{chance.randint(51, 99)} three-point goals {chance.randint(2, 20)} of {chance.randint(21, 50)} free throws "
        f"{chance.randint(5, 30)} of {chance.randint(31, 40)}"
        for city in (home, away)
    )
    return f"{home} against {away}. " + ". ".join(lines) + f". Attendance {chance.randint(2000, 20000)}."


def _figures(chance: random.Random) -> str:
    firm, n = f"{chance.choice(CITIES)} {chance.choice(['Holdings', 'Energy', 'Foods', 'Software'])}", chance.randint
    return (
        f"{firm} on {chance.choice(['Monday', 'Tuesday', 'Friday'])} reported quarterly net income of {n(1, 900)} "
        f"million. On a per-share basis, the company based in {chance.choice(CITIES)} said it had profit of "
        f"{n(1, 400)} cents. The results beat the expectations of analysts, whose average estimate was for earnings of "
        f"{n(1, 400)} cents a share. The company posted revenue of {n(1, 90)} billion in the period, against "
        f"a forecast of {n(1, 90)} billion. "
        f"For the current quarter {firm} said it expects revenue in the range of {n(1, 90)} to {n(1, 90)} billion. Its "
        f"shares have risen {n(2, 60)} percent since the beginning of the year, and closed at {n(5, 900)} on "
        f"the last day."
    )


def found_pairs(pages: Sequence[Page], chance: random.Random) -> dict[str, list[PAIR]]:
    """The two kinds of real pairs: one address fetched twice, and different addresses with words in common."""
    urls = sorted({page.url for page in pages})
    chosen = set(chance.sample(urls, min(PAGES, len(urls))))
    kept = [page for page in pages if page.url in chosen]
    sets = [shingles(page.text, 4) for page in kept]
    holders: dict[int, list[int]] = defaultdict(list)
    for place, found in enumerate(sets):
        for number in found.tolist():
            holders[number].append(place)
    shared = Counter(pair for places in holders.values() if len(places) <= COMMON for pair in combinations(places, 2))
    again = [(a, b) for a, b in combinations(range(len(kept)), 2) if kept[a].url == kept[b].url]
    near = [(a, b) for (a, b), n in shared.items() if n >= 0.1 * min(len(sets[a]), len(sets[b]))]
    other = [(a, b) for a, b in near if kept[a].url != kept[b].url and kept[a].title != kept[b].title]
    return {
        "one address fetched twice": [(kept[a].text, kept[b].text) for a, b in again],
        "other address, a tenth in common": [
            (kept[a].text, kept[b].text) for a, b in other if kept[a].text != kept[b].text
        ],
    }


def looked_up(one: Numbers, other: Numbers) -> bool:
    """Whether an index would compare the two at all: they share a band, and the estimate leaves it open."""
    first, second = signature(one), signature(other)
    if first is None or second is None:
        return False
    return bool(set(band_keys(first)) & set(band_keys(second))) and may_be_copies(first, second)


def measures(one: Numbers, other: Numbers) -> tuple[float, float]:
    """The share of the shorter one's shingles, and of all shingles, that are common."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / max(1, min(len(one), len(other))), both / max(1, len(one) + len(other) - both)


def cases(folder: Path, year: str) -> tuple[dict[str, list[PAIR]], dict[str, list[PAIR]]]:
    """The pairs that are copies and those that are not, by kind."""
    chance = random.Random(year)
    pages = read(folder, year)
    texts = list(dict.fromkeys(page.text for page in pages if len(page.text.split()) in LENGTHS))
    articles = chance.sample(texts, SAMPLE)
    real = found_pairs(pages, chance)
    again, other = real.values()
    return (
        {**edits(articles, chance), "one address fetched twice": again},
        {**strangers(articles, chance), "other address, a tenth in common": other},
    )


def sweep(folder: Path) -> None:
    """Recall on copies and share of wrong groups for lengths of a shingle and thresholds, over kinds, on 2023."""
    copies, others = cases(folder, "2023")
    for length in (3, 4, 5):
        same, apart = (
            [[measures(shingles(a, length), shingles(b, length)) for a, b in pairs] for pairs in kinds.values()]
            for kinds in (copies, others)
        )
        for contained in (0.6, 0.65, 0.7, 0.75, 0.8):
            for alike in (0.2, 0.25, 0.3, 0.35, 0.4):
                rates = [
                    [float(np.mean([c >= contained and j >= alike for c, j in kind])) for kind in kinds]
                    for kinds in (same, apart)
                ]
                shown = "  ".join(" ".join(f"{rate:.2f}" for rate in each) for each in rates)
                print(f"{length} {contained:.2f} {alike:.2f}  {np.mean(rates[0]):.3f} {np.mean(rates[1]):.3f}  {shown}")


def table(folder: Path, year: str) -> None:
    """For each kind: the pairs, the share grouped by `same_story`, and with the look-up before it."""
    for name, kinds in zip(("copies", "not copies"), cases(folder, year), strict=True):
        for kind, pairs in kinds.items():
            sets = [(shingles(one), shingles(other)) for one, other in pairs]
            same = [signatures.same_story(*pair) for pair in sets]
            found = [yes and looked_up(*pair) for yes, pair in zip(same, sets, strict=True)]
            print(f"{year} | {name} | {kind} | {len(pairs)} | {np.mean(same):.3f} | {np.mean(found):.3f} |")


def main() -> None:
    """Print the choice and its confirmation."""
    folder = Path(sys.argv[1])
    if "--sweep" in sys.argv:
        sweep(folder)
    for year in ("2023", "2024"):
        table(folder, year)


if __name__ == "__main__":
    main()
