"""Every quotation of a pasted text against the whole corpus."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.quote_check import LONGEST, NothingToCheckError, check_quotes, speakers, summary, told
from tests import newsroom

ARTICLE = """Lavrov came to Wonsan. “We do not take these plans seriously,” Sergei Lavrov said. Kim Jong Un said: \
“Nobody thinks of using force against Korea.”

“The leadership drew its conclusions before the strikes,” Lavrov added. "Bananas are tasty things," he joked."""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    with newsroom.build(tmp_path_factory.mktemp("quote_check")) as index:
        yield index.catalogue


def test_each_quotation_of_an_article_gets_its_verdict_and_its_speakers(catalogue):
    found = check_quotes(ARTICLE, catalogue)
    assert [(each.verdict, each.speaker, each.given) for each in found.quotations] == [
        ("verbatim", "Sergei Lavrov", "Sergei Lavrov"),
        ("misattributed", "Sergei Lavrov", "Kim Jong Un"),
        ("altered", "Sergei Lavrov", "Sergei Lavrov"),
        ("absent", "", ""),
    ]
    assert [each.span.of(found.text) for each in found.quotations][1] == "Nobody thinks of using force against Korea."
    assert summary(found) == (
        "4 quotations in 4 documents: 1 word for word, 1 said by somebody else, 1 altered, 1 in no document."
    )
    assert [speakers(each) for each in found.quotations] == [
        "Said by Sergei Lavrov.", "Said by Sergei Lavrov, but given to Kim Jong Un.", "Said by Sergei Lavrov.", "",
    ]  # fmt: skip


def test_a_verdict_as_plain_values(catalogue):
    plain = told(check_quotes("“We do take these plans seriously,” Lavrov said.", catalogue).quotations[0])
    source = plain.pop("source")
    assert plain == {
        "quotation": "We do take these plans seriously,", "start": 1, "end": 34, "verdict": "altered", "term": False,
        "reason": "The quotation differs from the document, which has: We do not take these plans seriously",
        "given_to": "Lavrov", "said_by": "Sergei Lavrov", "documents": 0,
        "differences": [
            {"kind": "same", "written": "We do", "source": "We do"},
            {"kind": "right", "written": "", "source": "not"},
            {"kind": "same", "written": "take these plans seriously", "source": "take these plans seriously"},
        ],
    }  # fmt: skip
    assert source["words"] == "We do not take these plans seriously"
    ((start, end),) = source["spans"]
    assert catalogue.document(source["document"]).text[start:end] == source["words"]
    json.dumps([plain, source])


def test_a_short_text_without_marks_is_itself_the_quotation(catalogue):
    (found,) = check_quotes("  we do not take these plans seriously ", catalogue).quotations
    assert (found.verdict, found.marks) == ("verbatim", ("", ""))


def test_a_quotation_goes_on_behind_a_line_that_ends_within_a_sentence(catalogue):
    (found,) = check_quotes("He said: “We do not take\n  these plans seriously.”", catalogue).quotations
    assert (found.verdict, found.words) == ("verbatim", "We do not take these plans seriously.")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is nothing to check: paste a quotation"),
        (" … “” !", "There is nothing to check"),
        ("word " * 101, "No quotation marks were found in this text"),
        ("x" * (LONGEST + 1), "check at most 200,000 at once"),
    ],
)
def test_a_text_that_cannot_be_checked_is_told_what_to_do(catalogue, text, sentence):
    with pytest.raises(NothingToCheckError, match=sentence):
        check_quotes(text, catalogue)


def test_an_empty_corpus_is_told_too(tmp_path):
    with newsroom.opened(tmp_path) as index, pytest.raises(NothingToCheckError, match="No documents are indexed yet"):
        check_quotes("“We do not take these plans”", index.catalogue)


@given(st.text(max_size=200))
def test_any_text_is_checked_or_told_why_not(catalogue, text):
    try:
        found = check_quotes(text, catalogue)
    except NothingToCheckError as error:
        assert str(error).endswith((".", "alone."))
    else:
        assert found.quotations
        assert all(each.span.of(found.text) for each in found.quotations)
