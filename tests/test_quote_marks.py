"""How an answer marks quotations that no document holds, and how the verdicts of a pasted text are shown."""

import re

from hypothesis import given
from hypothesis import strategies as st

from answer.draft import Draft
from answer.quote_check import QuoteCheck
from answer.shelf import Pile
from answer.types import Answer, Coverage
from answer.verbatim_gate import pass_gate
from index.statements import statements
from index.types import Document
from tests import newsroom
from tests.test_html import Text
from ui import panel, quote_marks, render

MESSAGE = "0123456789abcdef01234567"
TALKS = Document(id="talks", title="<b>Talks</b>", text=newsroom.WONSAN, path="/talks", source="Coast & Wire")
PILE = Pile(documents=[TALKS], statements={"talks": statements(TALKS)})


def answered(*sentences: str) -> Answer:
    draft = Draft()
    for sentence in sentences:
        number = draft.cite(newsroom.passage(TALKS), [newsroom.passage(TALKS).span], TALKS.text)
        draft.write(sentence, [number], verdict="supported")
    pass_gate(draft, PILE)
    return Answer(
        question="q", understood="q", text=draft.text, citations=draft.citations, checks=draft.checks,
        coverage=Coverage(documents=1, sources=()), quotations=draft.quotations,
    )  # fmt: skip


def prose(*sentences: str) -> str:
    return render.prose(answered(*sentences), MESSAGE)


def struck(markup: str) -> list[str]:
    return re.findall(r'<del class="struck" aria-hidden="true">(.*?)</del>', markup)


def abouts(markup: str) -> list[str]:
    found = re.findall(r'<div class="about \w+" role="note">(.*?)</div>', markup, re.S)
    return [" ".join(Text(each).text.split()) for each in found]


def test_a_stored_quotation_is_shown_as_it_is():
    markup = prose("Lavrov said: “We do not take these plans seriously.”")
    assert "“We do not take these plans seriously.”" in Text(markup).text
    assert (struck(markup), abouts(markup)) == ([], [])


def test_an_altered_quotation_is_shown_with_struck_marks_and_word_by_word_beside_its_source():
    markup = prose("Lavrov said: “We do now take these plans seriously.”")
    assert struck(markup) == ["“", "”"]
    assert 'class="quotation altered"' in markup
    (about,) = abouts(markup)
    assert about == (
        "Altered Compared with the source: We do not in the source: now; the source has: not; "
        "take these plans seriously"
        "<b>Talks</b>Coast & WireSaid by Sergei Lavrov."
    )
    assert ">now<" in re.sub(r"<span class=\"unseen\">.*?</span>", "", re.search(r"<del>.*?</del>", markup)[0])


def test_an_invented_quotation_says_that_no_document_holds_it():
    markup = prose("“Bananas are tasty things,” he said.")
    assert struck(markup) == ["“", "”"]
    assert abouts(markup) == ["In no document No document holds this quotation."]


def test_anothers_words_keep_their_marks():
    markup = prose("Kim Jong Un said: “Nobody thinks of using force against Korea.”")
    assert struck(markup) == []
    assert "“Said by somebody else: Nobody thinks" in Text(markup).text
    assert "Said by Sergei Lavrov, but given to Kim Jong Un." in abouts(markup)[0]


def test_what_is_told_stands_below_the_paragraph_of_the_quotation():
    markup = prose("“Bananas are tasty things,” he said.", "Lavrov came.")
    assert markup.index("No document holds this quotation") < markup.index("Lavrov came")


def test_a_quotation_over_several_sentences_is_marked_in_each():
    draft = Draft()
    for sentence in ("He said: “Bananas are tasty.", "They are very cheap too.”"):
        draft.write(sentence, separator=" ")
    pass_gate(draft, PILE)
    found = answered("x")
    shown = Answer(
        question="", understood="", text=draft.text, citations=(), checks=draft.checks, coverage=found.coverage,
        quotations=draft.quotations,
    )  # fmt: skip
    markup = render.prose(shown, MESSAGE)
    assert markup.count('class="quotation absent"') == 3  # and the blank between the two
    assert struck(markup) == ["“", "”"]


def test_the_words_of_the_source_open_in_the_panel():
    answer = answered("Lavrov said: “We do now take these plans seriously.”")
    assert f'href="#quote-{MESSAGE}-0"' in render.prose(answer, MESSAGE)
    shown = panel.show(f"#quote-{MESSAGE}-0", {MESSAGE: answer}.get, {TALKS.id: TALKS}.get)
    assert re.findall(r"<mark>(.*?)</mark>", shown) == ["We do not take these plans seriously"]
    assert "What the document has" in shown
    assert panel.GONE in panel.show(f"#quote-{MESSAGE}-1", {MESSAGE: answer}.get, {TALKS.id: TALKS}.get)


def test_the_report_tells_each_quotation_in_order():
    answer = answered("“We do not take these plans seriously,” he said. “Bananas are tasty things,” he said.")
    found = QuoteCheck(text=answer.text, quotations=answer.quotations, documents=1, seconds=0.0)
    markup = quote_marks.report(found, MESSAGE)
    assert Text(markup).text.startswith("2 quotations in 1 documents: 1 word for word, 1 in no document.")
    assert re.findall(r'<li class="about (\w+)">', markup) == ["verbatim", "absent"]
    assert "Said by Sergei Lavrov." in markup


PIECES = st.sampled_from("“ ” <b> </script> ${x} {{y}} We do not take these plans seriously bananas ‘ ’ & \" '".split())


@given(st.lists(PIECES, min_size=1, max_size=20).map(" ".join))
def test_no_quotation_brings_a_tag_onto_the_page(words):
    markup = prose(f"He said: “{words}” so.")
    assert not re.search(r"<b>|</script>|\$\{|\{\{", markup)
