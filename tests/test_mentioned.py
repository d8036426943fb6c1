"""Where a document mentions what was asked: over the newsroom, by every name that its people have."""

import re
from dataclasses import replace

import pytest

from answer.assistant import finished
from answer.mentioned import family_name, mentioned
from answer.types import Answer, Coverage
from tests import doors, newsroom
from ui import panel
from ui.answers import Answers


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    index = newsroom.build(tmp_path_factory.mktemp("newsroom"))
    yield index.catalogue
    index.close()


def told(catalogue, title: str, **asked: str) -> list[str]:
    document = next(
        found for id_ in sorted(catalogue.document_ids()) if (found := catalogue.document(id_)).title == title
    )
    coverage = Coverage(documents=4, sources=(), person=asked.get("person", ""), topic=asked.get("topic", ""))
    answer = Answer(question="", understood="", text="", citations=(), checks=(), coverage=coverage)
    answer = replace(answer, understood=asked.get("understood", ""))
    return [span.of(document.text) for span in mentioned(catalogue, answer, document)]


def test_a_person_is_found_by_other_spellings_and_by_the_family_name(catalogue):
    assert told(catalogue, "Moscow on the drills", person="lavrov") == ["Sergey Lavrov"]
    assert told(catalogue, "Talks in Wonsan", person="Sergey Lavrov") == ["Sergei Lavrov", "Lavrov", "Lavrov"]


def test_the_topic_is_found_beside_the_person(catalogue):
    assert told(catalogue, "Plans", person="Lavrov", topic="plans") == ["Sergei Lavrov", "plans"]


def test_without_person_and_named_topic_the_words_of_the_question_are_looked_for(catalogue):
    assert told(catalogue, "Plans", understood="Who spoke in Wonsan?") == ["spoke", "Wonsan"]
    assert told(catalogue, "Plans", understood="Who spoke?", person="Kim Jong Un") == []


def test_an_institution_has_no_family_name():
    assert [family_name(name) for name in ("Kim Jong Un", "Sergei Lavrov", "TASS", "Foreign Ministry")] == [
        "kim", "lavrov", "", "",
    ]  # fmt: skip


async def test_the_program_shows_the_mentions_of_an_answer_in_its_source(tmp_path):
    service, answers = doors.service(tmp_path), Answers()
    answer = await finished(service.stream("What did Lavrov say about the plans?"))
    message = answers.keep(answer)
    shown = panel.show(f"#cite-{message}-1", answers.get, service.document, service.mentioned)
    service.close()
    assert "<mark>" in shown
    assert re.findall(r'<span class="stop mention" data-stop="\d+">(.*?)</span>', shown)[0] == "Sergei Lavrov"
