"""Where else the words are printed, on the page: in the list, on the hover card, in the panel, and opened there."""

from dataclasses import replace
from datetime import date

import pytest

from answer.types import Answer
from index.types import Copy
from tests.test_html import Text
from tests.test_render import DOCUMENTS, MESSAGE, marked
from tests.ui_fakes import ANSWER, HITS, HOSTILE, NEWS, PASSAGE, QUOTE
from ui import panel, render

PRINTED = replace(
    NEWS, id="mirror-1", title="Open harbour", source="Mirror", published=None, text=f"Top.\n\n{NEWS.text}"
)
AT = PRINTED.text.index(PASSAGE.text)
COPY = Copy(
    document_id=PRINTED.id,
    passage_id=f"{PRINTED.id}:{AT}-{AT + len(PASSAGE.text)}",
    title=PRINTED.title,
    source="Mirror",
)
BAD = Copy(document_id=HOSTILE.id, passage_id=f"{HOSTILE.id}:0-9", title=HOSTILE.title, source=HOSTILE.source)
LATE = Copy(document_id="gone-1", passage_id="gone-1:0-9", title="Gone", source="Late", published=date(2025, 7, 3))
ALL = (LATE, COPY, BAD)
COPIED = replace(
    ANSWER,
    citations=(replace(ANSWER.citations[0], copies=ALL), *ANSWER.citations[1:]),
    hits=(replace(HITS[0], copies=ALL), *HITS[1:]),
)


def shown(link: str, answer: Answer = COPIED) -> str:
    return panel.show(link, {MESSAGE: answer}.get, {**DOCUMENTS, PRINTED.id: PRINTED}.get)


def links(markup: str) -> list[str]:
    return [str(at["href"]) for tag, at in Text(markup).tags if tag == "a" and "href" in at]


def test_the_source_list_and_the_card_name_two_outlets_and_how_many_there_are():
    page = Text(render.answer(COPIED, MESSAGE)).text
    assert page.count("also in Late, Mirror (3)") == 2
    assert {f"#cite-{MESSAGE}-1-1", f"#cite-{MESSAGE}-1-2"} <= set(links(render.answer(COPIED, MESSAGE)))
    assert "also in" not in Text(render.answer(ANSWER, MESSAGE)).text


def test_the_passages_found_name_their_copies_beside_the_link_to_the_passage():
    markup = panel.found(COPIED.hits, MESSAGE)
    assert "also in Late, Mirror (3)" in Text(markup).text
    assert links(markup)[:5] == [f"#hit-{MESSAGE}-{end}" for end in ("1", "1-1", "1-2", "1", "2")]


@pytest.mark.parametrize("link", [f"#cite-{MESSAGE}-1-2", f"#hit-{MESSAGE}-1-2"])
def test_a_copy_opens_at_its_words(link: str):
    markup = shown(link)
    assert QUOTE in " ".join(marked(markup))
    assert "Open harbour" in Text(markup).text
    assert panel.CHANGED not in markup


def test_the_panel_lists_every_printing_and_says_which_was_first():
    text = Text(shown(f"#cite-{MESSAGE}-1")).text
    assert "The same words in 4 documents" in text
    assert "First published 2 July 2025 by Coast Wire; 2 without a date may be older." in text
    assert all(line in text for line in ("Coast Wire · 2 Jul 2025", "Late · 3 Jul 2025", "Mirror · date unknown"))
    assert "The same words" not in Text(shown(f"#cite-{MESSAGE}-2")).text


def test_a_copy_that_is_gone_or_changed_says_so_and_shows_the_words_as_cited():
    gone, changed = shown(f"#cite-{MESSAGE}-1-1"), shown(f"#cite-{MESSAGE}-1-3")
    assert (panel.REMOVED in gone, marked(gone)) == (True, [QUOTE])
    assert (panel.CHANGED in changed, marked(changed)) == (True, [QUOTE])


@pytest.mark.parametrize(
    "end", ["cite-{}-1-4", "cite-{}-1-0", "cite-{}-2-1", "hit-{}-2-1", "near-{}-1-1", "check-{}-1-1"]
)
def test_a_copy_that_is_not_there_opens_nothing(end: str):
    assert panel.GONE in shown("#" + end.format(MESSAGE))


def test_a_hostile_outlet_stays_text():
    for markup in (render.answer(COPIED, MESSAGE), panel.found(COPIED.hits, MESSAGE), shown(f"#cite-{MESSAGE}-1-3")):
        assert not {"b", "img", "script"} & {tag for tag, _ in Text(markup).tags}
