"""Who can write the answers: the documents' own sentences, or one of the language models; and how that is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from answer.llm import LLM, UnavailableLLM
from ui.html import Html, element
from ui.strings import say

DOCUMENTS = "documents"
"""The key of the one that needs no language model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """One that a reader may choose. `llm` is None for the documents alone; `key` stands for it in the browser."""

    key: str
    llm: LLM | None = field(default=None, compare=False)

    @property
    def label(self) -> str:
        """Its name and where it runs: `llama3.2 · this machine`, `gpt-6-luna · api.openai.com`."""
        return f"{self.llm.name} · {_where(self.llm)}" if self.llm else say("writers.alone")

    @property
    def note(self) -> str:
        """What a reader should know before a question is asked of it: what leaves the machine, and where it goes."""
        if self.llm is None:
            return say("writers.alone_note")
        if isinstance(self.llm, UnavailableLLM):
            return say("writers.unavailable", reason=self.llm.reason)
        if self.llm.local:
            return say("writers.local", name=self.llm.name)
        return say("writers.away", name=self.llm.name, place=_where(self.llm))

    @property
    def leaves(self) -> bool:
        """Whether text leaves this machine."""
        return self.llm is not None and not self.llm.local


def writers(llms: Sequence[LLM]) -> tuple[Writer, ...]:
    """All that can be chosen, the one that answers unasked first."""
    named = [Writer(key=f"{each.name}@{each.place}", llm=each) for each in llms]
    return (*named, Writer(key=DOCUMENTS))


def note(writer: Writer, *, only: bool = False) -> Html:
    """The line below the choice; `only` says that there is nothing to choose."""
    text = say("writers.nobody") if only and writer.llm is None else writer.note
    failed = isinstance(writer.llm, UnavailableLLM)
    kind = "failed" if failed else "leaves" if writer.leaves else "stays"
    return element("p", text, class_=f"writer {kind}", role="status", dir="auto")


def _where(llm: LLM) -> str:
    return say("writers.here") if llm.local else urlsplit(llm.place).netloc
