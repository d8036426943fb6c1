"""The five endpoints over real HTTP, as a program calls them."""

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from tests import doors
from tests import ui_fakes as fakes
from ui import calls

QUESTION = "What did Lavrov say about Iran?"
NOTHING = "There is nothing to check: paste a quotation, or a text with quotations in it."
FIVE = {"/ask", "/search", "/statements", "/check_quote", "/documents"}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with fakes.running(doors.service(tmp_path_factory.mktemp("endpoints"))) as address:
        opened = Client(address, verbose=False)
        yield opened
        opened.close()


def test_there_are_exactly_five(client):
    info = client.view_api(return_format="dict")
    assert set(info["named_endpoints"]) == FIVE
    assert info["unnamed_endpoints"] == {}


def test_every_citation_of_an_answer_can_be_read_in_its_document(client):
    answer = client.predict(QUESTION, api_name="/ask")
    assert answer["citations"]
    for citation in answer["citations"]:
        document = client.predict(citation["passage"]["document_id"], api_name="/documents")
        words = [document["text"][span["start"] : span["end"]] for span in citation["quoted"]]
        assert citation["quote"] == " … ".join(words)


def test_all_arguments_of_a_question_arrive(client):
    answer = client.predict(
        question="and about the drills?",
        since="2025-07-13",
        until="2025-07-13",
        outlets=["Desk"],
        history=[[QUESTION, "He spoke of strikes."]],
        without=["date"],
        api_name="/ask",
    )
    assert answer["understood"] == "What did Lavrov say about the drills?"
    assert (answer["coverage"]["documents"], answer["coverage"]["first"]) == (1, "2025-07-13")


def test_passages_are_found(client):
    (found,) = client.predict("drills in Asia", 1, api_name="/search")
    document = client.predict(id=found["document"], api_name="/documents")
    assert (found["title"], found["text"]) == (
        "Moscow on the drills",
        document["text"][found["start"] : found["end"]],
    )


def test_documents_are_listed(client):
    listed = client.predict(words="lavrov", outlets=["Echo"], api_name="/documents")
    assert (listed["total"], [each["outlet"] for each in listed["documents"]]) == (1, ["Echo"])


def test_the_endpoints_of_the_tabs_are_calls_too(client):
    rows = client.predict("Lavrov", "Iran", limit=1, api_name="/statements")["rows"]
    assert [row["statement"]["speaker"] for row in rows] == ["Sergei Lavrov"]
    (found,) = client.predict("“We do not take these plans seriously”", api_name="/check_quote")
    assert found["verdict"] == "verbatim"


@pytest.mark.parametrize(
    ("endpoint", "arguments", "sentence"),
    [
        ("/ask", {"question": "x" * 10_001}, "question: 10,001 characters are too many, the limit is 10,000."),
        ("/ask", {"question": "q", "since": "soon"}, "The filter “From” is no date: write it as 2025-07-21."),
        ("/search", {"question": "q", "limit": 51}, "limit: give a whole number from 1 to 50."),
        ("/documents", {"id": "none"}, "No document has the id 'none': documents without an id lists them."),
        ("/statements", {"kinds": ["loud"]}, "kinds: 'loud' is none of direct, indirect, mixed."),
        (
            "/check_quote",
            {"text": ""},
            NOTHING,
        ),
    ],
)
def test_a_wrong_argument_is_one_sentence(client, endpoint, arguments, sentence):
    with pytest.raises(AppError) as failed:
        client.predict(api_name=endpoint, **arguments)
    assert str(failed.value) == sentence


def test_what_breaks_inside_is_a_sentence_without_its_reason(tmp_path, caplog):
    with fakes.running(fakes.service(tmp_path)) as address:
        opened = Client(address, verbose=False)
        with pytest.raises(AppError, match="Something went wrong; the log of the page has the reason"):
            opened.predict("fail", api_name="/ask")
        opened.close()
    assert "call failed" in caplog.text


def test_the_question_box_and_the_call_take_as_much():
    from ui import composer  # noqa: PLC0415

    assert composer.QUESTION_LENGTH == calls.arguments.QUESTION_LENGTH
