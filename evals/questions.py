"""The golden questions for the shipped corpus, read from evals/golden/questions.toml, and the laws they obey."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from evals.rows import Split

HOME = Path(__file__).resolve().parents[1]
CORPUS = HOME / "corpus"
QUESTIONS = Path(__file__).resolve().parent / "golden" / "questions.toml"
UNANSWERABLE = ("off-topic", "near-topic", "trap")
"""Kinds that the corpus does not answer: declining is right."""
_SEPARATOR = " | "
_ONE_SIGN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Characters of one document: its file name, and the text as the loaders give it."""

    document: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuestion:
    """One question with what a right answer must hold; evals/golden/README.md says what each field means."""

    id: str
    kind: str
    split: Split
    question: str
    form: str = "plain"
    earlier: tuple[str, ...] = ()
    speaker: str = ""
    answer: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    evidence: tuple[tuple[Place, ...], ...] = ()
    also: tuple[Place, ...] = ()
    absent: tuple[str, ...] = ()
    why: str = ""

    @property
    def answerable(self) -> bool:
        """Whether the corpus answers it."""
        return self.kind not in UNANSWERABLE

    @property
    def places(self) -> tuple[Place, ...]:
        """Everything that an answer may cite."""
        return (*chain.from_iterable(self.evidence), *self.also)


def read_questions(file: Path = QUESTIONS) -> tuple[GoldQuestion, ...]:
    """The questions in the order of the file."""
    with file.open("rb") as opened:
        return tuple(_question(fields) for fields in tomllib.load(opened)["question"])


def plain(text: str) -> str:
    """The text that keys are looked for in: one kind of quotation marks, no case, every run of blanks one blank.

    >>> plain("the first summit I’ve  hosted")
    "the first summit i've hosted"
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_ONE_SIGN).casefold().split())


def holds(text: str, key: str) -> bool:
    """Whether the key stands in the text as whole words; case, blanks and the kind of quotation marks do not count."""
    return re.search(rf"(?<!\w){re.escape(plain(key))}(?!\w)", plain(text)) is not None


def faults(question: GoldQuestion, texts: Mapping[str, str]) -> list[str]:
    """What is wrong with a question, a sentence each, given the texts of the documents by file name."""
    found = list(chain.from_iterable(_place_faults(place, texts) for place in question.places))
    told = " ".join(place.text for place in chain.from_iterable(question.evidence))
    if question.answerable != bool(question.answer and question.evidence):
        found.append("It needs an answer and evidence exactly when the corpus answers it.")
    found += [f"No key of {list(group)} is in the evidence." for group in question.answer if not _any(told, group)]
    found += [
        f"{key!r} must not be in an answer, but is in the evidence." for key in question.never if holds(told, key)
    ]
    everything = plain("\n".join(texts.values()))
    found += [f"{word!r} is in the corpus." for word in question.absent if plain(word) in everything]
    if not question.answerable and not (question.absent or question.why):
        found.append("It does not say why the corpus does not answer it.")
    return found


def _any(text: str, keys: Sequence[str]) -> bool:
    return any(holds(text, key) for key in keys)


def _place_faults(place: Place, texts: Mapping[str, str]) -> list[str]:
    count = texts.get(place.document, "").count(place.text)
    return [] if count == 1 else [f"{place.text!r} is {count} times in {place.document}."]


def _question(fields: Mapping[str, Any]) -> GoldQuestion:
    known = {"not": "never"}
    made = {known.get(name, name): _frozen(value) for name, value in fields.items()}
    evidence = tuple(tuple(_place(line) for line in group) for group in fields.get("evidence", ()))
    return GoldQuestion(**made | {"evidence": evidence, "also": tuple(map(_place, fields.get("also", ())))})


def _frozen(value: Any) -> Any:  # noqa: ANN401 - whatever TOML has
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _place(line: str) -> Place:
    document, text = line.split(_SEPARATOR, 1)
    return Place(document=document, text=text)
