"""What a reader sees of an answer and of a source."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.types import Answer, Check, Coverage
from index.types import Span
from tests.test_html import Text
from tests.ui_fakes import ANSWER, BAD, HITS, HOSTILE, NEWS, PASSAGE, QUOTE, READINGS, TEXT, citation, refused
from ui import panel, passages, render, turns, words
from ui.html import Html

MESSAGE = "0123456789abcdef01234567"
DOCUMENTS = {NEWS.id: NEWS, HOSTILE.id: HOSTILE}


def shown(link: str, answer: Answer = ANSWER) -> str:
    return panel.show(link, {MESSAGE: answer}.get, DOCUMENTS.get)


def marked(markup: str) -> list[str]:
    return [Text(found).text for found in re.findall(r"<mark>(.*?)</mark>", markup, re.S)]


def plain(text: str) -> Answer:
    return Answer(
        question="q", understood="q", text=text, citations=(), checks=(), coverage=Coverage(documents=1, sources=("A",))
    )


def test_every_mark_of_an_answer_is_a_link_to_its_citation():
    links = [at["href"] for tag, at in Text(render.prose(ANSWER, MESSAGE)).tags if at.get("class") == "cite"]
    assert links == [f"#cite-{MESSAGE}-1", f"#cite-{MESSAGE}-2"]


def test_a_number_in_brackets_without_citation_stays_text():
    assert Text(render.prose(plain("As of [2019] and [9]."), MESSAGE)).text == "As of [2019] and [9]."


def test_a_sentence_in_doubt_is_named_so_with_its_reason():
    tags = Text(render.prose(ANSWER, MESSAGE)).tags
    labels = [at["aria-label"] for _, at in tags if at.get("class") == "verdict"]
    assert labels == [
        "Partly supported: The source does not say that she added it.",
        "Not supported: No passage holds the number 40.",
    ]


def test_a_removed_citation_is_visible_as_removed():
    text = "It rained."
    check = Check(sentence=Span(start=0, end=len(text)), verdict="citation removed", reason="[9] names no passage.")
    markup = render.prose(replace(plain(text), checks=(check,)), MESSAGE)
    assert "citation-removed" in markup
    assert "citation removed" in Text(markup).text


def test_bullets_become_a_list():
    tags = [tag for tag, _ in Text(render.prose(plain("Two things:\n- one\n- two\n\nEnd."), MESSAGE)).tags]
    assert tags == ["div", "p", "ul", "li", "li", "p"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])).filter(lambda text: "[" not in text))
def test_stars_underscores_and_dollars_of_an_answer_are_not_touched(text):
    line = f"x{text}"
    assert Text(render.prose(plain(line), MESSAGE)).text.strip() == line.strip()


@pytest.mark.parametrize("markup", [render.answer(ANSWER, MESSAGE), turns.draft(TEXT), turns.stopped(TEXT)])
def test_hostile_text_is_inert(markup):
    assert not {"img", "script", "b"} & {tag for tag, _ in Text(markup).tags}
    assert "<img src=x onerror=alert(7)>" in Text(markup).text


def test_a_citation_opens_its_document_with_exactly_the_quoted_words_marked():
    assert marked(shown(f"#cite-{MESSAGE}-1")) == [QUOTE]
    assert marked(shown(f"#hit-{MESSAGE}-1")) == [PASSAGE.text]
    assert marked(shown(f"#check-{MESSAGE}-1")) == [PASSAGE.text]


def test_hostile_documents_are_shown_and_not_run():
    markup = shown(f"#cite-{MESSAGE}-2")
    seen = Text(markup)
    assert marked(markup) == ["*not bold* _or this_ $x$ ${alert(5)} [9]"]
    assert HOSTILE.title in seen.text
    assert "</script><script>alert(3)</script>" in seen.text
    assert not {"img", "script", "b"} & {tag for tag, _ in seen.tags}
    assert "javascript" not in markup


def test_a_web_address_is_a_link_to_the_original():
    links = [at for tag, at in Text(shown(f"#cite-{MESSAGE}-1")).tags if at.get("class") == "original"]
    assert links[0]["href"] == "https://example.org/harbour"
    assert "noopener" in links[0]["rel"]


paragraph = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@given(st.lists(paragraph, min_size=1, max_size=4), st.data())
def test_a_source_shows_its_document_character_by_character(paragraphs, data):
    content = "\n\n".join(paragraphs)
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, len(content)))
    markup = panel.text(content, [Span(start=start, end=end)])
    parts = [Text(part).text for part in re.findall(r'<p dir="auto">(.*?)</p>', markup, re.S)]
    assert "\n\n".join(parts) == content
    assert "".join(marked(markup)) == content[start:end].replace("\n", "")


def test_other_citations_inside_the_marked_words_do_not_split_the_mark():
    markup = panel.text("one two three four", [Span(start=4, end=13)], [Span(start=0, end=7), Span(start=8, end=18)])
    assert marked(markup) == ["two three"]
    assert re.findall(r'<span class="also">(.*?)</span>', markup) == ["one ", " four"]


def test_a_changed_document_shows_the_passage_as_it_was_cited():
    other = replace(NEWS, text=NEWS.text.replace("harbour", "airport"))
    markup = panel.show(f"#cite-{MESSAGE}-1", {MESSAGE: ANSWER}.get, lambda _: other)
    assert panel.CHANGED in Text(markup).text
    assert marked(markup) == [QUOTE]


def test_a_removed_document_shows_the_passage_as_it_was_cited():
    markup = panel.show(f"#cite-{MESSAGE}-1", {MESSAGE: ANSWER}.get, lambda _: None)
    assert panel.REMOVED in Text(markup).text
    assert marked(markup) == [QUOTE]


@pytest.mark.parametrize("link", ["", "#x", f"#cite-{MESSAGE}-9", f"#cite-{'f' * 24}-1", f"#hit-{MESSAGE}-0", "../etc"])
def test_an_unknown_place_is_a_sentence(link):
    assert panel.GONE in Text(shown(link)).text


def test_the_passages_found_tell_the_rank_by_each_retriever():
    assert "Found by words (no. 1), by meaning (no. 2)." in Text(panel.found(HITS, MESSAGE)).text


def test_a_refusal_says_that_the_nearest_passages_do_not_answer():
    seen = Text(render.answer(refused("q"), MESSAGE))
    assert "The documents do not say what Ada Berg said about Venezuela." in seen.text
    assert "They do not answer the question." in seen.text
    assert f"#near-{MESSAGE}-1" in [at.get("href") for _, at in seen.tags]


def test_the_question_as_it_was_searched_is_shown_when_it_differs():
    text = Text(render.answer(replace(ANSWER, question="lavrof", understood="Lavrov"), MESSAGE)).text
    assert text.startswith("Searched for: Lavrov")


def test_the_readings_of_the_last_question_are_buttons_and_of_an_earlier_one_only_told():
    off = replace(READINGS[1], off=True, effect="none")
    shown_last = Text(turns.turn("q", Html(""), last=True, readings=(READINGS[0], off, READINGS[3])))
    buttons = [at for tag, at in shown_last.tags if at.get("data-action") == "switch"]
    assert [(at["data-reading"], at["aria-pressed"], at["aria-label"]) for at in buttons] == [
        ("person:ada berg", "true", "Switch off: “Ada Berg” read as person, words of Ada Berg"),
        ("date:in july", "false", "Switch on: “in July” read as date, July 2025"),
    ]
    assert "no document is from Xinhua: searched all" in shown_last.text  # it has no effect: nothing to switch off
    earlier = Text(turns.turn("q", Html(""), last=False, readings=READINGS))
    assert not [at for tag, at in earlier.tags if at.get("data-action") == "switch"]
    assert "July 2025" in earlier.text


def test_without_readings_nothing_stands_above_the_answer():
    assert "readings" not in turns.turn("q", Html(""), last=True)


def test_a_notice_is_shown():
    assert "The model stopped." in Text(render.answer(replace(ANSWER, notice="The model stopped."), MESSAGE)).text


def test_the_checks_are_counted_in_words():
    assert words.checked(ANSWER) == "3 sentences checked: 1 word for word, 1 partly supported, 1 not supported"


def test_dates_read_the_same_everywhere():
    assert (words.day(date(2025, 7, 2)), words.day(None)) == ("2 Jul 2025", "")


def test_a_citation_of_two_spans_marks_both():
    first, second = "The harbour", "the weather"
    spans = tuple(citation(1, PASSAGE, quote).quoted[0] for quote in (first, second))
    cited = replace(citation(1, PASSAGE, first), quoted=spans, quote=f"{first} … {second}")
    assert marked(shown(f"#cite-{MESSAGE}-1", replace(ANSWER, citations=(cited,)))) == [first, second]


def test_a_passage_without_title_is_named_untitled():
    assert "Untitled" in Text(passages.passage_item(replace(BAD, title=""), "#found-x-0", 1)).text
