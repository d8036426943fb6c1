"""The question this product is judged by, and its neighbours, on the two real articles with the real model."""

import pytest

from answer.assistant import Assistant
from answer.types import Answer
from index.sentence_transformer import DEFAULT_MODEL, load_encoder
from index.store import Index
from index.types import Filters

pytestmark = [pytest.mark.model, pytest.mark.shared]

CONCLUSIONS = (
    "The leadership of the Korean People’s Democratic Republic made relevant conclusions long before the "
    "Israeli-American strikes on the Islamic Republic of Iran"
)
NO_FORCE = (
    "And precisely because these conclusions were made in a timely manner, no one is thinking about using force "
    "against the Korean People’s Democratic Republic."
)


@pytest.fixture(scope="module")
def index(seeds, tmp_path_factory):
    directory = tmp_path_factory.mktemp("index")
    with Index.open(directory, model=DEFAULT_MODEL, encoder=lambda: load_encoder(DEFAULT_MODEL)) as opened:
        report = opened.update([str(seeds)], max_bytes=10_000_000)
        assert (report.new, report.failed) == (2, ())
        yield opened


@pytest.fixture
async def answered(index, request) -> Answer:
    return await Assistant(index).ask(request.param)


def asking(*questions):
    return pytest.mark.parametrize("answered", questions, indirect=True)


@asking("what did Lavrov say about Iran?", "lavrof iran", "What has Lavrov said on Iran?", "Lavrov's remarks on Iran")
async def test_the_answer_leads_with_what_lavrov_said_about_iran(answered, index):
    lead = answered.text.split("\n\n")[0]
    assert lead.startswith("Sergei Lavrov stated, as reported by TASS: “The leadership of the Korean People’s")
    assert CONCLUSIONS in lead and NO_FORCE in lead
    first = answered.citations[0]
    text = index.catalogue.document(first.passage.document_id).text
    assert [span.of(text) for span in first.quoted] == [CONCLUSIONS, NO_FORCE]
    assert answered.statements[0].reported_by == "TASS"


async def test_the_statement_ranks_first_though_neither_meaning_nor_words_find_it(index):
    answer = await Assistant(index).ask("what did Lavrov say about Iran?")
    first = answer.hits[0]
    assert CONCLUSIONS in first.passage.span.of(index.catalogue.document(first.passage.document_id).text)
    assert first.ranks["statements"] == 1


@asking("What did Lavrov say about the French and British troops?")
async def test_these_plans_are_understood_from_the_sentence_before(answered):
    assert "“We are not taking these plans seriously”" in answered.text
    assert "France and Britain’s announced plans" in answered.text


@asking("Who did Lavrov meet in North Korea?")
async def test_whom_he_met_is_named_first(answered):
    assert "Kim Jong Un" in answered.text.split("\n\n")[0]


@asking("Why does Russia object to the drills?", "What is Russia's position on the drills?")
async def test_the_objection_is_given_with_its_reason(answered):
    assert "the drills pose a direct threat to peace and security" in answered.text


@asking("Which exercises are described?")
async def test_the_exercises_are_described(answered):
    assert "air defense operations, simulated missile interception, and joint naval maneuvers" in answered.text
    assert answered.citations[0].quote.startswith("The military drills")


@asking("What did Lavrov say about Venezuela?", "What did Putin say?", "What did Trump say about Iran?")
async def test_what_nobody_said_is_refused_and_what_was_searched_is_told(answered):
    assert answered.refusal
    assert answered.text.startswith("Nothing that ")
    told, _, nearest = answered.text.partition("Nearest, and not that:")
    assert "[1]" not in told
    assert bool(answered.citations) == bool(nearest)
    assert answered.coverage.documents == 2


@asking("Who won the football world cup in 2022?", "How do I bake bread?", "When was the treaty signed?")
async def test_a_question_the_corpus_does_not_answer_is_refused(answered):
    assert answered.refusal
    assert not answered.citations


@asking(
    "what did Lavrov say about Iran?",
    "What did Lavrov say?",
    "Who did Lavrov meet in North Korea?",
    "What do analysts warn of?",
)
async def test_every_citation_is_the_exact_characters_of_a_stored_document(answered, index):
    assert answered.citations
    for citation in answered.citations:
        text = index.catalogue.document(citation.passage.document_id).text
        assert " … ".join(span.of(text) for span in citation.quoted) == citation.quote
        assert f"[{citation.number}]" in answered.text
    assert {check.verdict for check in answered.checks} == {"verbatim"}


async def test_a_filter_reaches_the_statements_too(index):
    other = next(id for id, *_ in index.catalogue.titles() if CONCLUSIONS not in index.catalogue.document(id).text)
    answer = await Assistant(index).ask("what did Lavrov say about Iran?", filters=Filters(documents=(other,)))
    assert answer.refusal
    assert answer.coverage.documents == 1
