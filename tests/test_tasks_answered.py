"""Comparisons, timelines, summaries and “who else?” answered from a small newsroom, without a language model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from answer.assistant import Assistant
from answer.types import Answer, Turn
from index.store import Index
from tests import newsroom
from tests.conftest import ScriptedLLM

MACRON = """Emmanuel Macron spoke in Paris. Macron said that France would send troops to Ukraine.

The plan of the troops was agreed in London on 10 July 2025. On 26 March 2025 the plan had been presented in Paris. \
In September 2025 the plan of the troops was dropped."""
LATER = "Sergei Lavrov said that the troops would be targets. The plan of France failed, Russia believes."
BOATS = "The Alpha ferry carries ninety passengers. The Beta ferry carries sixty passengers and ten cars."


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Iterator[Index]:
    folder: Path = tmp_path_factory.mktemp("newsroom")
    docs = newsroom.write(folder / "docs")
    (docs / "macron.md").write_text(newsroom.article("The force", MACRON, "Desk", "2025-09-20"), "utf-8")
    (docs / "later.md").write_text(newsroom.article("Targets", LATER, "Echo", "2025-08-05"), "utf-8")
    (docs / "boats.md").write_text(newsroom.article("Ferries", BOATS, "Desk", "2025-08-06"), "utf-8")
    with newsroom.opened(folder) as index:
        index.update([str(docs)], max_bytes=newsroom.LIMIT)
        yield index


async def asked(index: Index, question: str, *without: str, history: tuple[Turn, ...] = ()) -> Answer:
    answer = await Assistant(index).ask(question, without=frozenset(without), history=history)
    newsroom.assert_lawful(answer, {id: index.catalogue.document(id) for id in index.catalogue.document_ids()})
    return answer


def paragraphs(answer: Answer) -> list[str]:
    return answer.text.split("\n\n")


async def test_a_comparison_of_words_names_each_side_and_gives_its_statements(index: Index):
    answer = await asked(index, "Compare what Macron and Lavrov said about the troops.")
    shown = paragraphs(answer)
    assert shown[0] == "Macron:"
    assert shown[1].startswith("Macron said that France would send troops to Ukraine.")
    assert shown[2] == "Lavrov:"
    assert any(each.startswith("Sergei Lavrov said that the troops would be targets.") for each in shown[3:])


async def test_a_side_of_which_nothing_is_found_is_told(index: Index):
    answer = await asked(index, "Compare what Macron and Lavrov said about Korea.")
    assert paragraphs(answer)[0] == "Macron: nothing was found."
    assert paragraphs(answer)[1] == "Lavrov:"


async def test_a_comparison_of_things_has_the_sentences_of_each(index: Index):
    shown = paragraphs(await asked(index, "Compare the Alpha ferry with the Beta ferry."))
    assert [each.partition(" (")[0] for each in shown] == [
        "The Alpha ferry:",
        "The Alpha ferry carries ninety passengers.",
        "The Beta ferry:",
        "The Beta ferry carries sixty passengers and ten cars.",
    ]


async def test_a_timeline_has_the_dates_in_order_and_leaves_out_what_has_none(index: Index):
    shown = paragraphs(await asked(index, "Timeline of the plan of the troops"))
    assert [each.partition(":")[0] for each in shown] == ["26 March 2025", "10 July 2025", "September 2025"]


async def test_the_statements_of_a_timeline_stand_in_the_order_of_time(index: Index):
    answer = await asked(index, "How has Lavrov's position on troops changed?")
    days = [each.passage.published for each in answer.citations]
    assert days == sorted(days)
    assert len(set(days)) > 1


async def test_a_summary_is_of_several_documents(index: Index):
    answer = await asked(index, "Summarise the plan of France")
    assert len({each.passage.document_id for each in answer.citations}) > 1


@pytest.mark.parametrize(
    ("question", "meaning"),
    [
        ("Compare what Macron and Lavrov said about the troops.", "a comparison of Macron and Lavrov"),
        ("Timeline of the plan of the troops", "a timeline, the oldest first"),
        ("Summarise the plan of France", "a summary"),
    ],
)
async def test_the_task_is_shown_and_can_be_switched_off(index: Index, question: str, meaning: str):
    answer = await asked(index, question)
    assert [(each.meaning, each.off) for each in answer.readings if each.kind == "task"] == [(meaning, False)]
    plain = await asked(index, question, "task")
    assert [each.off for each in plain.readings if each.kind == "task"] == [True]
    assert plain.text != answer.text


@pytest.mark.parametrize(
    ("question", "prompt"),
    [
        ("What did Macron say about the troops?", "answer"),
        ("Compare what Macron and Lavrov said about the troops.", "compare"),
        ("Timeline of the plan of the troops", "timeline"),
        ("Summarise the plan of France", "summarise"),
    ],
)
async def test_a_model_gets_the_prompt_of_the_task_and_the_whole_question(index: Index, question: str, prompt: str):
    llm = ScriptedLLM(["France would send troops [1]."])
    answer = await Assistant(index, llm).ask(question)
    assert (llm.prompts[0].name, answer.prompt) == (prompt, llm.prompts[0].label)
    assert llm.prompts[0].user.endswith(f"Question: {question}")


async def test_who_else_is_answered_with_the_words_of_everybody_else(index: Index):
    answer = await asked(index, "Who besides Lavrov spoke about the troops?")
    assert {each.speaker for each in answer.statements} == {"Emmanuel Macron"}
    assert ("exclusion", "others than Lavrov") in [(each.kind, each.meaning) for each in answer.readings]


async def test_without_the_exclusion_who_else_asks_for_anybody(index: Index):
    answer = await asked(index, "Who besides Lavrov spoke about the troops?", "exclusion")
    assert "Sergei Lavrov" in {each.speaker for each in answer.statements}  # of those cited


async def test_that_nobody_else_spoke_is_told(index: Index):
    answer = await asked(index, "Who besides Lavrov spoke about Iran?")
    assert answer.text == "Nothing that others said about Iran was found."


async def test_when_somebody_said_something_is_answered_with_the_days_of_the_documents(index: Index):
    answer = await asked(index, "When did Macron say that about the troops?")
    assert paragraphs(answer)[0] == "Reported on 20 September 2025:"


async def test_a_conversation_is_searched_anew_at_every_turn_and_shows_as_what(index: Index):
    history: tuple[Turn, ...] = ()
    understood = []
    for question in ("What did Lavrov say about troops?", "when was that?", "who else?", "and about Iran?", "and Kim?"):
        answer = await asked(index, question, history=history)
        history = (*history, Turn(question=question, answer=answer.text, days=answer.days))
        understood.append(answer.understood)
    assert understood == [
        "What did Lavrov say about troops?",
        "When did Lavrov say that about troops?",
        "Who besides Lavrov spoke about troops?",
        "Who besides Lavrov spoke about Iran?",
        "What did Kim say about Iran?",
    ]
