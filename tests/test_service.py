"""The page's door to the program: what waits, what is refused, what is kept."""

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from answer.types import Finished
from index.errors import StoreLocked
from index.types import Filters, Span, Statement
from tests import ui_fakes as fakes
from ui.examples import examples
from ui.service import Service


@pytest.fixture
def service(tmp_path):
    made = fakes.service(tmp_path / "uploads", max_bytes=100)
    made._loading.result()
    yield made
    made.close()


def upload(folder: Path, name: str, content: bytes = b"text") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(content)
    return file


async def drain(service: Service, question: str) -> list[object]:
    return [event async for event in service.stream(question)]


def test_it_says_what_it_loads_and_then_what_there_is(tmp_path):
    hold = threading.Event()
    service = fakes.service(tmp_path, hold=hold)
    assert service.loading
    while service.state() == "Starting …":
        pass
    assert service.state() == "Loading the embedding model …"
    assert (service.sources(), service.examples()) == ((), ())
    hold.set()
    service._loading.result()
    assert service.state() == "2 documents from 2 sources"
    service.close()


async def test_a_question_asked_while_it_loads_waits_and_is_answered(tmp_path):
    hold = threading.Event()
    service = fakes.service(tmp_path, hold=hold)
    asking = asyncio.create_task(drain(service, "What about Venezuela?"))
    await asyncio.sleep(0.05)
    assert not asking.done()
    hold.set()
    events = await asking
    assert isinstance(events[-1], Finished)
    service.close()


async def test_giving_up_a_question_does_not_give_up_loading(tmp_path):
    hold = threading.Event()
    service = fakes.service(tmp_path, hold=hold)
    asking = asyncio.create_task(drain(service, "q"))
    await asyncio.sleep(0.01)
    asking.cancel()
    hold.set()
    assert service._loading.result()
    service.close()


async def test_leaving_a_stream_closes_the_assistants_stream(service):
    stream = service.stream("slowly")
    await anext(stream)
    await stream.aclose()
    assert service._loading.result().assistant.closed == 1


async def test_filters_and_history_reach_the_assistant(service):
    filters = Filters(sources=("Coast Wire",))
    _ = [event async for event in service.stream("Venezuela", filters=filters)]
    assert service._loading.result().assistant.asked == [("Venezuela", filters, ())]


def test_a_store_that_cannot_be_opened_is_one_sentence(tmp_path):
    def load(say):
        raise StoreLocked("Another process owns the index.")

    service = Service(load, uploads=tmp_path, max_bytes=1)
    service.close()
    assert service.failure == service.state() == "Another process owns the index."
    assert service.sources() == ()


def test_an_unknown_document_is_none(service):
    assert service.document("nobody") is None
    assert service.document(fakes.NEWS.id) == fakes.NEWS


def test_examples_are_made_from_the_corpus(service):
    assert service.examples() == ("What did Ada Berg say?", "What do the documents say about Coast Guard?")


def test_an_example_asks_each_person_once_about_what_they_spoke_of():
    text = "The harbour of Norway and of Norway, she said."
    said = replace(fakes.NEWS, text=text)
    where = Span(start=0, end=len(text))
    statement = Statement(
        document_id=said.id,
        speaker="Ada Berg",
        speaker_span=where,
        mention=where,
        cue="said",
        cue_span=where,
        kind="direct",
        content=(where,),
        sentence=where,
    )
    catalogue = fakes.Catalogue()
    catalogue.speakers = lambda: [("Ada Berg", 3), ("North Korea", 2), ("Adda Berg", 1), ("leaders", 1)]
    catalogue.statements = lambda speakers, filters: [statement]
    catalogue.names = lambda: [("Norway", 2)]
    assert examples(catalogue, lambda _: said) == ("What did Ada Berg say about Norway?",)


def test_uploads_are_kept_and_failures_named(service, tmp_path):
    steps = []
    files = [upload(tmp_path / "in", name) for name in ("a.txt", "broken.pdf", "run.exe", "noending")]
    files.append(upload(tmp_path / "in", "big.txt", b"x" * 101))
    done = service.add(files, steps.append)
    assert done.new == 1
    assert [(Path(failure.path).name, failure.reason) for failure in done.failed] == [
        ("run.exe", ".exe files are not read"),
        ("noending", "files without an ending are not read"),
        ("big.txt", "0 MB is over the limit of 0 MB"),
        ("broken.pdf", "it holds no text"),
    ]
    assert [file.name for file in (tmp_path / "uploads").iterdir()] == ["a.txt"]
    assert steps[-1].step == "embedding"


def test_an_upload_never_overwrites_another_of_the_same_name(service, tmp_path):
    for content in (b"one", b"two", b"one"):
        service.add([upload(tmp_path / "in", "a.txt", content)])
    kept = {file.name: file.read_bytes() for file in (tmp_path / "uploads").iterdir()}
    assert kept == {"a.txt": b"one", "a (2).txt": b"two"}


def test_closing_closes_the_index(tmp_path):
    service = fakes.service(tmp_path)
    service.close()
    assert service._loading.result().index.closed
