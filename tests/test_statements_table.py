"""The table of who said what: every word is there, nothing in it runs, and doubt is told."""

from dataclasses import replace

import pytest

from tests.statement_fakes import HOSTILE, HOSTILE_ROW, ROW, SENTENCE, found, span
from tests.test_html import Text
from ui import panel, statements, words

MESSAGE = "0123456789abcdef01234567"


def shown(*rows, hidden=0, **given):
    return Text(statements.report(found(*rows, **given), MESSAGE, hidden))


def test_a_row_has_time_speaker_cue_words_voice_and_place_and_a_link_to_its_source():
    text = shown(ROW)
    for each in ("2 Jul 2025", "Ada Berg", "stated, in a letter", "own words", "“The harbour stays open”", "Coast Wire",
                 "Open harbour", "by Jo Lind"):  # fmt: skip
        assert each in text.text
    links = [attributes["href"] for tag, attributes in text.tags if tag == "a"]
    assert links == [f"#said-{MESSAGE}-1"]


def test_hostile_names_and_words_are_text():
    text = shown(HOSTILE_ROW, nearest=(HOSTILE_ROW,))
    assert HOSTILE in text.text
    assert not {tag for tag, _ in text.tags} & {"img", "script"}
    assert not any(name.startswith("on") for _, attributes in text.tags for name in attributes)
    copied = [attributes["data-copy"] for _, attributes in text.tags if "data-copy" in attributes]
    assert any(HOSTILE in each for each in copied)


def test_the_table_says_what_its_parts_are_also_where_it_is_shown_as_cards():
    tags = shown(ROW).tags
    roles = [attributes.get("role") for tag, attributes in tags if tag in ("table", "thead", "tbody", "tr", "th", "td")]
    assert roles == ["table", "rowgroup", "row", *["columnheader"] * 4, "rowgroup", "row", *["cell"] * 4]
    assert [attributes["scope"] for tag, attributes in tags if tag == "th"] == ["col"] * 4


def test_a_row_below_the_threshold_is_called_doubtful_and_no_other():
    doubtful = replace(ROW, statement=replace(ROW.statement, confidence=0.61))
    assert "doubtful: about 6 of 10 such records are right" in shown(doubtful).text
    assert "doubtful" not in shown(ROW).text


def test_what_is_hidden_is_counted():
    assert "3 more are doubtful and not shown" in shown(ROW, hidden=3).text
    assert "1 more is doubtful and not shown" in shown(ROW, hidden=1).text


def test_a_pronoun_that_may_mean_others_names_them():
    said = replace(ROW.statement, candidates=("Bo Dahl", "Kim Ek"))
    assert "or Bo Dahl, or Kim Ek: the text has “she”" in shown(replace(ROW, statement=said, mention="she")).text


@pytest.mark.parametrize(
    ("changes", "voice"),
    [
        ({}, "own words"),
        ({"kind": "indirect"}, "reported"),
        ({"reported_by": "TASS"}, "second-hand, by TASS"),
        ({"chain": ("Kim Ek", "Bo Dahl")}, "second-hand, by Kim Ek, Bo Dahl"),
    ],
)
def test_whose_words_they_are_is_told(changes, voice):
    assert words.voice(replace(ROW, statement=replace(ROW.statement, **changes))) == voice


def test_a_denied_cue_is_told_but_a_verb_that_denies_by_itself_is_left_alone():
    negated = replace(ROW, statement=replace(ROW.statement, negated=True))
    assert words.act(negated) == "not: stated, in a letter"
    assert words.act(replace(negated, statement=replace(negated.statement, cue="deny"))) == "stated, in a letter"


def test_a_colon_is_no_cue_to_be_read():
    colon = replace(ROW.statement, cue=":", cue_span=span(","))
    assert words.act(replace(ROW, statement=colon, medium="")) == ""
    assert "Ada Berg (own words)" in words.attribution(replace(ROW, statement=colon, medium=""))


def test_a_copied_statement_can_be_pasted_with_its_source():
    assert words.attribution(ROW) == (
        "“The harbour stays open” — Ada Berg (stated, in a letter, own words). "
        "Coast Wire, “Open harbour”, 2 Jul 2025. https://example.org/harbour"
    )


def test_nothing_found_says_what_was_searched_and_shows_the_nearest_apart():
    text = shown(nearest=(ROW,)).text
    assert text.startswith("Nothing by Ada Berg about the harbour was found.Searched 4 documents from Coast Wire")
    assert "9 statements, 3 of them by Ada Berg." in text
    assert text.index("Nearest, but not what was asked for") < text.index("“The harbour stays open”")
    assert "Save all as CSV" not in text


def test_of_many_rows_the_others_are_a_click_away():
    (more,) = [tag for tag in shown(ROW, total=300).tags if "data-more" in tag[1]]
    assert more[1]["data-more"] == "101"
    assert "Show 100 more of 299" in shown(ROW, total=300).text
    assert "Show" not in shown(ROW).text


def test_a_name_that_no_speaker_fits_offers_others_and_keeps_the_topic():
    unknown = replace(found(), suggested=("Ada Berg",))
    chips = [a for tag, a in Text(statements.report(unknown, MESSAGE, 0)).tags if "data-who" in a]
    assert [(chip["data-who"], "data-about" in chip) for chip in chips] == [("Ada Berg", False)]


def test_the_empty_tab_offers_the_speakers_of_the_corpus_and_explains_the_labels():
    text = Text(statements.welcome((("Ada Berg", 7), (HOSTILE, 1)), (("Ada Berg", "Kenya"), ("Bo Dahl", ""))))
    chips = [(a["data-who"], a["data-about"]) for tag, a in text.tags if "data-who" in a]
    assert chips == [("Ada Berg", "Kenya"), ("Ada Berg", ""), (HOSTILE, ""), ("Everybody", "")]
    for each in ("own words", "reported", "second-hand"):
        assert each in text.text


def test_the_source_of_a_row_opens_at_its_words_and_says_so_when_the_document_is_gone():
    answer = statements.sources(found(ROW, nearest=(ROW,)))
    opened = panel.show(f"#said-{MESSAGE}-1", lambda message: answer, lambda document: None)
    assert "<mark>The harbour stays open</mark>" in opened
    assert panel.REMOVED in Text(opened).text
    assert "Statement 1" in Text(opened).text
    assert panel.GONE in Text(panel.show(f"#said-{MESSAGE}-3", lambda message: answer, lambda document: None)).text


def test_the_passage_of_a_row_is_its_sentence():
    (citation,) = statements.sources(found(ROW)).citations
    assert citation.passage.text == SENTENCE
    assert citation.quote == citation.quoted[0].of(SENTENCE) == "The harbour stays open"
