"""The five calls over a real index: what they give, and the sentence for each wrong argument."""

import logging

import pytest

from answer.snapshot import plain
from index.errors import StoreLocked, VerbatimError
from index.types import Filters
from tests import doors
from ui import calls
from ui.service import Service

QUESTION = "What did Lavrov say about Iran?"
PAIRS = "history: give a list of at most 100 pairs, each [question, answer]."


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    made = doors.service(tmp_path_factory.mktemp("calls"))
    yield made
    made.close()


def without_seconds(answer):
    return {name: value for name, value in answer.items() if name != "seconds"}


async def test_an_answer_has_the_fields_of_the_command_line(service):
    answer = await calls.ask(service, QUESTION)
    expected = await service._loading.result().assistant.ask(QUESTION)
    assert without_seconds(answer) == without_seconds(plain(expected))
    assert answer["citations"][0]["passage"]["published"] == "2025-07-12"


async def test_every_citation_can_be_read_in_its_document(service):
    answer = await calls.ask(service, "What did Lavrov say about the drills?")
    assert answer["citations"]
    for citation in answer["citations"]:
        text = (await calls.documents(service, id=citation["passage"]["document_id"]))["text"]
        assert citation["quote"] == " … ".join(text[span["start"] : span["end"]] for span in citation["quoted"])


async def test_a_question_that_is_not_answered_is_an_answer_with_a_refusal(service):
    assert (await calls.ask(service, "What is the price of tea in China?"))["refusal"]["reason"]
    assert (await calls.ask(service, ""))["refusal"]["kind"] == "empty question"


async def test_a_follow_up_is_understood_from_the_history(service):
    answer = await calls.ask(service, "and about the drills?", history=[[QUESTION, "He spoke of strikes."]])
    assert answer["understood"] == "What did Lavrov say about the drills?"


async def test_what_was_understood_can_be_left_out(service):
    readings = (await calls.ask(service, QUESTION, without=["topic"]))["readings"]
    assert [reading["off"] for reading in readings if reading["kind"] == "topic"] == [True]


async def test_a_passage_is_its_characters_of_the_document(service):
    found = await calls.search(service, "drills in Asia", limit=2, since="2025-07-13", outlets=["Desk"])
    assert [each["title"] for each in found] == ["Moscow on the drills"] * len(found)
    assert found[0].keys() == {"document", "start", "end", "text", "title", "outlet", "date", "url", "ranks"}
    assert (found[0]["date"], found[0]["ranks"]["lexical"]) == ("2025-07-13", 1)
    for each in found:
        assert service.document(each["document"]).text[each["start"] : each["end"]] == each["text"]


async def test_a_search_gives_no_more_than_its_limit_also_for_a_timeline(service):
    assert len(await calls.search(service, "timeline of Lavrov", limit=1)) == 1


async def test_documents_are_listed_and_one_is_given_whole(service):
    listed = await calls.documents(service, words="lavrov", limit=2, offset=1)
    assert (listed["total"], [each["title"] for each in listed["documents"]]) == (
        3,
        ["Moscow on the drills", "Talks in Wonsan"],
    )
    whole = await calls.documents(service, id=listed["documents"][0]["id"], words="nothing", limit=1)
    assert whole == listed["documents"][0] | {"text": service.document(whole["id"]).text}


async def test_statements_and_quotations_are_looked_up(service):
    found = await calls.statements(service, speaker="Lavrov", about="Iran", limit=1)
    assert (found["person"], len(found["rows"])) == ("Lavrov", 1)
    assert await calls.statements(service, limit=10_000_000) == await calls.statements(service, limit=20_000) | {
        "query": (await calls.statements(service, limit=20_000))["query"]
    }
    (checked,) = await calls.check_quote(service, "“We do not take these plans seriously,” Lavrov said.")
    assert checked["verdict"] == "verbatim"


async def test_what_is_left_out_may_be_null(service):
    nothing = {"since": None, "until": None, "outlets": None}
    assert (await calls.documents(service, id=None, words=None, **nothing))["total"] == 4
    assert (await calls.statements(service, speaker=None, about=None, order=None, kinds=None, **nothing))["total"]
    assert (await calls.ask(service, QUESTION, history=None, without=None, **nothing))["citations"]


@pytest.mark.parametrize(
    ("call", "arguments", "sentence"),
    [
        ("ask", {"question": None}, "question: give it as text."),
        ("ask", {"question": "x" * 10_001}, "question: 10,001 characters are too many, the limit is 10,000."),
        ("ask", {"question": "q", "since": "soon"}, "The filter “From” is no date: write it as 2025-07-21."),
        ("ask", {"question": "q", "until": 5}, "until: give it as text."),
        ("statements", {"until": "2025-13-01"}, "The filter “Until” is no date: write it as 2025-07-21."),
        ("statements", {"speaker": 5}, "speaker: give it as text."),
        ("statements", {"order": "loudest"}, "order: 'loudest' is none of newest, oldest, best."),
        ("ask", {"question": "q", "outlets": "Desk"}, "outlets: give a list of at most 1,000 texts."),
        ("ask", {"question": "q", "outlets": [5]}, "outlets: give it as text."),
        (
            "ask",
            {"question": "q", "history": "no"},
            PAIRS,
        ),
        ("ask", {"question": "q", "history": ["ab"]}, "history: each entry is a pair, [question, answer]."),
        ("ask", {"question": "q", "history": [["a"]]}, "history: each entry is a pair, [question, answer]."),
        ("ask", {"question": "q", "history": [["a", 5]]}, "history: give it as text."),
        ("search", {"question": "q", "limit": 51}, "limit: give a whole number from 1 to 50."),
        ("search", {"question": "q", "limit": True}, "limit: give a whole number from 1 to 50."),
        ("search", {"question": "q", "limit": "8"}, "limit: give a whole number from 1 to 50."),
        ("statements", {"kinds": ["loud"]}, "kinds: 'loud' is none of direct, indirect, mixed."),
        ("statements", {"kinds": "direct"}, "kinds: give a list of at most 1,000 texts."),
        ("statements", {"confidence": float("nan")}, "confidence: give a number from 0 to 1."),
        ("check_quote", {"text": []}, "text: give it as text."),
        ("check_quote", {"text": "x" * 200_001}, "text: 200,001 characters are too many, the limit is 200,000."),
        ("documents", {"limit": 0}, "limit: give a whole number from 1 to 200."),
        ("documents", {"offset": -1}, "offset: give a whole number from 0 to 100,000,000."),
        ("documents", {"id": "x"}, "No document has the id 'x': documents without an id lists them."),
        ("documents", {"id": "\ud800"}, "No document has the id '?': documents without an id lists them."),
    ],
)
async def test_a_wrong_argument_is_one_sentence(service, call, arguments, sentence):
    with pytest.raises(VerbatimError) as failed:
        await getattr(calls, call)(service, **arguments)
    assert str(failed.value) == sentence


async def test_an_unknown_reading_is_named_with_those_there_are(service):
    with pytest.raises(VerbatimError, match=r"without: 'mood' is none of person, topic, date,"):
        await calls.ask(service, QUESTION, without=["mood"])


async def test_an_index_that_cannot_be_opened_is_its_sentence_for_every_call(tmp_path):
    def locked(say):
        raise StoreLocked("The index is in use by another process.")

    service = Service(locked, uploads=tmp_path / "uploads", max_bytes=1)
    for call in (calls.ask(service, "q"), calls.search(service, "q"), calls.documents(service),
                 calls.statements(service), calls.check_quote(service, "“a b c d”")):  # fmt: skip
        with pytest.raises(VerbatimError, match="in use by another process"):
            await call
    service.close()


async def test_what_is_asked_is_not_logged(service, caplog):
    with caplog.at_level(logging.INFO):
        await calls.ask(service, "What did Lavrov say about Iran?", history=[["Zanzibar", "nothing"]])
        await calls.search(service, "Lavrov")
        await calls.documents(service, words="Lavrov")
    assert "called name=ask" in caplog.text
    assert not {"Lavrov", "Zanzibar"} & set(caplog.text.split())
    assert "Lavrov" not in caplog.text


async def test_filters_are_those_of_the_page(service):
    assert (await calls.documents(service, until="2025-07-12"))["total"] == 1
    assert service.documents("", Filters(), 1, 0).total == 4
