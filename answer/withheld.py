"""What of the passages a model is shown: all of it but words that speak to language models instead of reporting."""

from collections.abc import Sequence
from dataclasses import replace

from index.catalogue import Catalogue
from index.instructions import blanked, instructions, speaks_to_models
from index.types import Hit, Passage

LEFT_OUT = "(words to language models were left out here)"
"""Stands in a prompt where a document spoke to the model. It claims nothing that an answer could repeat."""


def shown(hits: Sequence[Hit], catalogue: Catalogue) -> tuple[Passage, ...]:
    """The passages of the hits for a prompt, in their order; one that had something left out differs from its hit's.

    An instruction may begin in the passage before: the document is read.
    """
    return tuple(_shown(hit.passage, catalogue) for hit in hits)


def _shown(passage: Passage, catalogue: Catalogue) -> Passage:
    document = catalogue.document(passage.document_id)
    title, source = ("" if speaks_to_models(each) else each for each in (passage.title, passage.source))
    spans = [span for span in instructions(document.text) if span.overlaps(passage.span)]
    if not spans:
        return replace(passage, title=title, source=source)
    text = passage.span.of(blanked(document.text, tuple(spans)))
    return replace(passage, title=title, source=source, text="\n\n".join(filter(None, (text.strip(), LEFT_OUT))))
