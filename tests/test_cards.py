"""The cards behind the marks of an answer: enough to judge a sentence without opening its source."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.types import Copy, Passage, Span, Statement
from tests.test_html import Text
from tests.test_render import MESSAGE
from tests.ui_fakes import ANSWER, NEWS, PASSAGE, QUOTE, citation, passage
from ui import cards, render

TEXT = "Ships waited. “The port is open,” she said, “to all.” Nobody came.\n\nIt rained."
WHOLE = passage(replace(NEWS, text=TEXT), TEXT)


def shown(*words: str, of: Passage = WHOLE) -> str:
    spans = [
        Span(start=of.start + of.text.index(each), end=of.start + of.text.index(each) + len(each)) for each in words
    ]
    return Text(cards.in_sentence(of, spans)).text


def strong(markup: str) -> list[str]:
    return [Text(each).text for each in re.findall("<strong>(.*?)</strong>", markup, re.S)]


def test_the_whole_sentence_stands_around_the_words():
    assert shown("port is open") == "“The port is open,” she said, “to all.”"


def test_words_of_two_sentences_show_both_and_what_lies_between_is_left_out():
    assert shown("Ships", "port") == "Ships waited. “The port is open,” she said, “to all.”"
    assert shown("Ships", "rained") == "Ships waited. … It rained."


def test_the_words_themselves_are_marked_each_part():
    spans = [Span(start=TEXT.index(each), end=TEXT.index(each) + len(each)) for each in ("The port is open", "to all")]
    assert strong(cards.in_sentence(WHOLE, spans)) == ["The port is open", "to all"]


def test_a_sentence_that_no_card_can_hold_is_cut_around_the_words():
    long = passage(
        replace(NEWS, text=f"{'word ' * 400}here it is {'word ' * 400}end."),
        f"{'word ' * 400}here it is {'word ' * 400}end.",
    )
    seen = shown("here it is", of=long)
    assert seen.startswith("… ")
    assert seen.endswith(" …")
    assert len(seen) < 2 * cards.LONGEST


def test_words_outside_of_the_passage_are_shown_as_they_were_quoted():
    assert strong(cards.in_sentence(WHOLE, [Span(start=9_000, end=9_004)], "gone words")) == ["gone words"]


@given(st.data())
def test_the_marked_words_are_exactly_the_characters_of_the_span(data):
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    marked = "".join(strong(cards.in_sentence(WHOLE, [Span(start=start, end=end)])))
    assert marked.replace(" ", "") == "".join(TEXT[start:end].split())


def statement(**how: object) -> Statement:
    where = citation(1, PASSAGE, QUOTE).quoted[0]
    place = Span(start=where.start, end=where.start + 1)
    made = Statement(
        document_id=NEWS.id, speaker="Ada Berg", speaker_span=place, mention=place, cue="said", cue_span=place,
        kind="direct", content=(where,), sentence=PASSAGE.span,
    )  # fmt: skip
    return replace(made, **how)  # type: ignore[arg-type]


def speaker(**how: object) -> str:
    return cards.speaker(replace(ANSWER, statements=(statement(**how),)), ANSWER.citations[0])


def test_a_card_tells_who_speaks_and_whose_wording_it_is():
    assert speaker() == "Ada Berg, own words"
    assert speaker(kind="indirect") == "Ada Berg, reported"
    assert speaker(reported_by="TASS") == "Ada Berg, second-hand, by TASS"
    assert speaker(document_id="other") == ""


def test_a_card_names_title_outlet_and_the_copies():
    copied = replace(
        ANSWER.citations[0], copies=(Copy(document_id="m", passage_id="m:0-1", title="T", source="Mirror"),)
    )
    text = Text(cards.citation_mark(copied, ANSWER, MESSAGE)).text
    assert text.startswith(f"[1]{NEWS.title}Coast Wire · 2 Jul 2025also in Mirror")
    assert text.endswith("Open source")


def test_a_sentence_in_doubt_has_its_reason_and_the_nearest_words_on_its_card():
    markup = render.prose(ANSWER, MESSAGE)
    doubted = Text(markup).text
    assert "Partly supportedThe source does not say that she added it.Nearest words, in “Minister promises" in doubted
    assert PASSAGE.text in strong(markup)


def test_every_verdict_has_a_sign_of_its_own():
    assert len(set(cards.SIGNS.values())) == len(cards.SIGNS) == 5
