"""One answer in a language model's prose: what it is given, what it sends, and when that is no answer at all."""

import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from answer.attributions import attributions
from answer.errors import LLMError, TooLongError
from answer.languages import foreign, language_name
from answer.llm import LLM
from answer.prompts import Prompt, numbered, render
from answer.prose import has_marks, has_words
from answer.streaming import Inflow
from answer.types import Token, Usage, Waiting
from answer.window import fitting, tokens
from answer.withheld import shown
from index.catalogue import Catalogue
from index.types import Hit

_DECLINES = re.compile(
    r"\b(?:I(?:['’]m| am) (?:sorry|unable|not able)|I (?:cannot|can['’]t|can not|won['’]t|will not) "
    r"(?:help|assist|answer|comply|provide|discuss|continue|fulfil)|as an? AI\b|against my (?:policy|guidelines)|"
    r"(?:policy|policies|guidelines) (?:do not|don['’]t|prevent|forbid))",
    re.IGNORECASE,
)
"""How models decline in words, where their server does not say so."""
_LONGEST_REFUSAL = 600
"""Characters: what is longer says something besides."""
_LONGEST_ECHO = 12
"""Words in a row that an answer may share with the rules of its prompt."""
_WORD = re.compile(r"\w+")

_LAST_WORDS, _CIRCLE, _ROUNDS = 24, 120, 4
"""Characters of the last words, of the longest circle that is looked for, and how often it is gone round."""


@dataclass(slots=True)
class Written:
    """What came of asking the model: filled while it writes. `hits` are what it was given, in the order of their
    numbers; `left_out` passages had no room, and `withheld` had words to language models."""

    prompt: Prompt | None = None
    hits: tuple[Hit, ...] = ()
    left_out: int = 0
    withheld: int = 0
    prose: str = ""
    usage: Usage | None = None

    @property
    def notes(self) -> list[str]:
        """What a reader should know of it, one sentence each."""
        found = []
        if self.left_out:
            given = f"{len(self.hits)} of {len(self.hits) + self.left_out}"
            found.append(f"The model was given {given} passages found: its window has no room for more.")
        if self.withheld:
            documents = "A passage speaks" if self.withheld == 1 else f"{self.withheld} passages speak"
            found.append(f"{documents} to language models; these words were kept from the model.")
        if not has_marks(self.prose) and has_words(self.prose):
            found.append(
                "The model named no sources: each sentence was given the passage that carries it, if any does."
            )
        return found


async def write(
    llm: LLM, prompt: str, question: str, hits: Sequence[Hit], catalogue: Catalogue, written: Written
) -> AsyncGenerator[Token | Waiting, None]:
    """The model's draft, piece by piece, with the prompt file `prompt`; `written` has what came of it at the end.

    A prompt that turns out too long is sent again with half the passages. `LLMError` when there is no answer that a
    reader could use; its message is one sentence.
    """
    window = await llm.window()
    given = tuple(hits)
    while True:
        prepare(written, prompt, question, given, catalogue, window)
        written.left_out += len(hits) - len(given)
        try:
            async with aclosing(_drafted(llm, written)) as drafted:
                async for piece in drafted:
                    yield piece
            break
        except TooLongError:
            if len(written.hits) < 2 or written.prose:
                raise
            given = written.hits[: len(written.hits) // 2]
    assert written.prompt
    sources = [hit.passage.text for hit in written.hits]
    objection = objection_to(written.prose, question, sources, written.prompt.system)
    if objection:
        raise LLMError(objection)


def prepare(
    written: Written, prompt: str, question: str, hits: Sequence[Hit], catalogue: Catalogue, window: int
) -> None:
    """Fill the prompt with the passages that fit; `LLMError` when not one does. A window of 0 is no model at all."""
    read = shown(hits, catalogue)
    notes = {passage.id: attributions(passage, catalogue) for passage in read}
    empty = render(prompt, question=question, passages="")
    sizes = [tokens(numbered([passage], notes)) for passage in read]
    fits = fitting(hits, sizes, window, tokens(empty.system + empty.user))
    if not fits.hits and window:
        raise LLMError(
            f"No passage fits into the model's window of {window:,} tokens: start it with more, or choose another."
        )
    kept = read[: len(fits.hits)]
    written.prompt = render(prompt, question=question, passages=numbered(kept, notes))
    written.hits, written.left_out = fits.hits, fits.left_out
    written.withheld = sum(each != hit.passage for each, hit in zip(kept, fits.hits, strict=True))


async def _drafted(llm: LLM, written: Written) -> AsyncGenerator[Token | Waiting, None]:
    assert written.prompt
    inflow = Inflow()
    async with aclosing(llm.stream(written.prompt)) as stream:  # type: ignore[type-var]
        async for piece in stream:
            if isinstance(piece, Usage):
                written.usage = piece
            elif isinstance(piece, Waiting):
                yield piece
            elif text := inflow.add(piece):
                written.prose += text
                if repeats(written.prose):
                    raise LLMError("The language model repeated itself without end: try another model.")
                yield Token(text=text)
    if text := inflow.rest():
        written.prose += text
        yield Token(text=text)


def repeats(prose: str) -> bool:
    """Whether a text goes round in circles: its last words stand `_ROUNDS` times in its end. Small models do that.

    >>> repeats("He said so. " * 40), repeats("He said so, and nobody asked why.")
    (True, False)
    """
    end = prose[-_CIRCLE * _ROUNDS :]
    return len(end) == _CIRCLE * _ROUNDS and end.count(end[-_LAST_WORDS:]) >= _ROUNDS


def objection_to(prose: str, question: str, sources: Sequence[str], rules: str = "") -> str:
    """Why a reply is no answer, in one sentence; empty for one that may be. Wrong answers are for the checks.

    `rules` is what the model was told beside the passages and the question.
    """
    if not has_words(prose):
        return "The language model wrote nothing."
    if not has_marks(prose) and len(prose) < _LONGEST_REFUSAL and _DECLINES.search(prose):
        return "The language model declined to answer: put the question in other words."
    if echoes(prose, rules):
        return "The language model repeated its own rules instead of answering."
    spoken = foreign(prose, question, sources)
    if spoken:
        return f"The language model answered in {language_name(spoken)}, which is not the language of the question."
    return ""


def echoes(prose: str, rules: str) -> bool:
    """Whether a text has a long run of the words of the rules, whatever signs stand between them."""
    said, ruled = (_WORD.findall(text.casefold()) for text in (prose, rules))
    runs = {tuple(ruled[at : at + _LONGEST_ECHO]) for at in range(len(ruled) - _LONGEST_ECHO + 1)}
    return any(tuple(said[at : at + _LONGEST_ECHO]) in runs for at in range(len(said) - _LONGEST_ECHO + 1))
