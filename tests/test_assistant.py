"""The assistant: the order of its events, and what a reader gets when the language model does not do its part."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import pytest

from answer.assistant import Assistant
from answer.errors import LLMError
from answer.prompts import REFUSAL_PHRASE
from answer.types import Answer, Event, Finished, Found, Token, Turn
from index.catalogue import EVERYTHING
from index.entailment import Chances
from index.errors import ModelError
from index.lazily import Lazily
from index.store import Index
from index.types import Filters
from tests import newsroom
from tests.conftest import ScriptedLLM

QUESTION = "What did Lavrov say about Iran?"
DRILLS = "What did Lavrov say about the drills?"
WARNED = "Lavrov warned that the drills would end the peace [1][2][3][4]."
TOLD = "Sergei Lavrov stated, as reported by TASS: “The leadership drew its conclusions long before"
PROSE = ("Lavrov said: “Nobody thinks of using force ", "against Korea” [1]. ", "Bananas are cheap [9].")


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Iterator[Index]:
    with newsroom.build(tmp_path_factory.mktemp("newsroom")) as index:
        yield index


async def events(
    assistant: Assistant, question: str, filters: Filters = EVERYTHING, history: Sequence[Turn] = ()
) -> list[Event]:
    return [event async for event in assistant.stream(question, filters=filters, history=history)]


def answer_of(found: list[Event]) -> Answer:
    assert isinstance(found[-1], Finished)
    return found[-1].answer


def lawful(index: Index, answer: Answer) -> bool:
    newsroom.assert_lawful(answer, {id: index.catalogue.document(id) for id in index.catalogue.document_ids()})
    return True


def kinds(found: list[Event]) -> list[str]:
    """The kinds of the events, tokens in a row as one."""
    names = [type(event).__name__ for event in found]
    return [name for at, name in enumerate(names) if at == 0 or names[at - 1] != name]


async def test_an_answer_is_found_drafted_and_finished_once(index: Index):
    found = await events(Assistant(index), QUESTION)
    assert kinds(found) == ["Found", "Token", "Finished"]
    answer = answer_of(found)
    assert "".join(event.text for event in found if isinstance(event, Token)) == answer.text
    read = {"understood": answer.understood, "readings": answer.readings}
    assert found[0] == Found(hits=answer.hits, coverage=answer.coverage, **read)
    assert answer.text.startswith(TOLD)
    assert (answer.model, answer.prompt, answer.notice, answer.refusal) == ("extractive", "", "", None)
    assert [statement.speaker for statement in answer.statements] == ["Sergei Lavrov"]
    assert set(answer.seconds) >= {"understand", "search", "write"}
    assert lawful(index, answer)


@pytest.mark.parametrize(
    "question", [QUESTION, "Who did Lavrov meet?", "What did Putin say?", "", "?!", "lavrof iran", "x " * 5_000]
)
async def test_asking_gives_the_last_event_of_the_stream(index: Index, question: str):
    found = await events(Assistant(index), question)
    asked = await Assistant(index).ask(question)
    streamed = answer_of(found)
    assert (asked.text, asked.citations, asked.refusal) == (streamed.text, streamed.citations, streamed.refusal)
    assert [type(event) for event in found].count(Finished) == 1
    assert isinstance(found[0], Found)
    assert streamed.question == question
    assert lawful(index, streamed)


@pytest.mark.parametrize("question", ["", "  \n", "?!…", "“”"])
async def test_an_empty_question_asks_for_one_and_calls_no_model(index: Index, question: str):
    llm = ScriptedLLM()
    answer = await Assistant(index, llm).ask(question)
    assert (answer.refusal.kind, answer.text) == ("empty question", "Please type a question.")
    assert answer.coverage.documents == 4
    assert llm.prompts == []


async def test_an_empty_corpus_says_so(tmp_path):
    with newsroom.opened(tmp_path) as index:
        answer = await Assistant(index, ScriptedLLM()).ask(QUESTION)
    assert (answer.refusal.kind, answer.hits, answer.coverage.documents) == ("empty corpus", (), 0)
    assert answer.text.startswith("There are no documents to search")


async def test_a_question_that_is_not_answered_calls_no_model(index: Index):
    llm = ScriptedLLM()
    answer = await Assistant(index, llm).ask("What did Lavrov say about Venezuela?")
    assert answer.refusal.kind == "not in the passages"
    assert answer.text.startswith(f"{answer.refusal.reason}\n\nNearest, and not that:\n\n")
    assert llm.prompts == []


async def test_what_is_nearest_to_a_topic_nobody_spoke_on_can_be_cited(index: Index):
    answer = await Assistant(index).ask("What did Lavrov say about Venezuela?")
    newsroom.assert_lawful(answer, {id: index.catalogue.document(id) for id in index.catalogue.document_ids()})
    assert len(answer.citations) >= len(answer.statements) == 3
    assert {each.speaker for each in answer.statements} <= {"Sergei Lavrov", "Sergey Lavrov"}


@pytest.mark.parametrize(
    ("prose", "reason"),
    [
        ("Kim Jong Un said: “Nobody thinks of using force against Korea.” [1]", "gives these words to Sergei Lavrov"),
        ("Lavrov said: “Everybody thinks of using force against Korea.” [1]", "differs from the document"),
    ],
)
async def test_a_model_that_gives_a_row_another_speaker_or_other_words_is_marked(index: Index, prose, reason):
    answer = await Assistant(index, ScriptedLLM(prose)).ask(QUESTION)
    assert answer.checks[0].verdict in ("unsupported", "partly")
    assert reason in answer.checks[0].reason


async def test_a_filter_reaches_everything(index: Index):
    echo = Filters(sources=("Echo",))
    for question in ("What did Lavrov say?", "Who spoke in Wonsan?", QUESTION):
        found = await events(Assistant(index), question, echo)
        answer = answer_of(found)
        assert {hit.passage.source for hit in (*found[0].hits, *answer.hits)} <= {"Echo"}
        assert {citation.passage.source for citation in answer.citations} <= {"Echo"}
        assert {citation.source for citation in (answer.refusal.nearest if answer.refusal else ())} <= {"Echo"}
        assert (answer.coverage.documents, answer.coverage.sources) == (1, ("Echo",))
    late = await Assistant(index).ask(QUESTION, filters=Filters(since=date(2030, 1, 1)))
    assert late.refusal.kind == "empty corpus"


async def test_a_model_writes_and_every_sentence_is_checked(index: Index):
    llm = ScriptedLLM(PROSE)
    found = await events(Assistant(index, llm), QUESTION)
    assert tuple(event.text for event in found if isinstance(event, Token)) == PROSE
    answer = answer_of(found)
    assert answer.text == (
        "Lavrov said: “Nobody thinks of using force against Korea”. [1] Bananas are cheap. [citation removed]"
    )
    assert [check.verdict for check in answer.checks] == ["verbatim", "citation removed"]
    assert [citation.quote for citation in answer.citations] == ["Nobody thinks of using force against Korea"]
    assert (answer.model, answer.notice, llm.closed) == ("scripted", "", 1)
    assert answer.prompt == llm.prompts[0].label
    assert lawful(index, answer)


async def test_the_model_is_shown_the_numbered_passages_and_the_question_as_understood(index: Index):
    llm = ScriptedLLM(["Yes [1]."])
    await Assistant(index, llm).ask("what did lavrof say about Iran?")
    (prompt,) = llm.prompts
    assert "Question: what did Lavrov say about Iran?" in prompt.user
    assert "[1] Talks in Wonsan — Coast Wire, 2025-07-12" in prompt.user
    assert "Nobody thinks of using force against Korea" in prompt.user


@pytest.mark.parametrize("pieces", [(), ("Lavrov ",), PROSE])
async def test_a_model_that_fails_at_any_moment_leaves_the_extractive_answer_and_a_notice(index: Index, pieces):
    llm = ScriptedLLM([*pieces, LLMError("The model stopped.")])
    found = await events(Assistant(index, llm), QUESTION)
    answer = answer_of(found)
    assert answer.text.startswith(TOLD)
    assert (answer.model, answer.prompt, llm.closed) == ("extractive", "", 1)
    assert answer.notice.startswith("The model stopped. ")
    assert answer.notice.count(".") == 2
    assert [type(event) for event in found].count(Finished) == 1
    assert answer.text == (await Assistant(index).ask(QUESTION)).text


@pytest.mark.parametrize("pieces", [[], [" ", "\n"], ["**"], ["[1]"]])
async def test_a_model_that_writes_no_word_leaves_the_extractive_answer(index: Index, pieces):
    answer = await Assistant(index, ScriptedLLM(pieces)).ask(QUESTION)
    assert answer.text.startswith(TOLD)
    assert answer.notice
    assert answer.model == "extractive"


@pytest.mark.parametrize("said", [REFUSAL_PHRASE, REFUSAL_PHRASE.rstrip("."), f"\n{REFUSAL_PHRASE.lower()} "])
async def test_a_model_that_declines_gives_a_refusal_with_the_nearest_passages(index: Index, said: str):
    answer = await Assistant(index, ScriptedLLM([said])).ask(QUESTION)
    assert (answer.refusal.kind, answer.refusal.reason) == ("not in the passages", REFUSAL_PHRASE)
    assert (answer.text, answer.citations, answer.model) == (REFUSAL_PHRASE, (), "scripted")
    assert len(answer.refusal.nearest) == 3


async def test_closing_the_stream_closes_the_models_stream_at_once(index: Index):
    llm = ScriptedLLM(PROSE)
    stream = Assistant(index, llm).stream(QUESTION)
    async for event in stream:
        if isinstance(event, Token):
            break
    assert llm.closed == 0
    await stream.aclose()
    assert llm.closed == 1


async def test_a_cancelled_question_closes_the_models_stream(index: Index):
    class Waiting(ScriptedLLM):
        async def stream(self, prompt):
            try:
                yield "Lavrov "
                await asyncio.sleep(60)
            finally:
                self.closed += 1

    llm = Waiting()
    task = asyncio.create_task(Assistant(index, llm).ask(QUESTION))
    while not task.done() and not llm.closed:
        await asyncio.sleep(0.3)
        task.cancel()
    assert task.cancelled() or task.cancelling()
    assert llm.closed == 1


async def test_a_follow_up_is_searched_as_a_whole_question(index: Index):
    history = [Turn(question=QUESTION, answer="He said much.")]
    answer = answer_of(await events(Assistant(index), "And about Venezuela?", history=history))
    assert answer.question == "And about Venezuela?"
    assert answer.understood == "What did Lavrov say about Venezuela?"
    assert answer.refusal.reason.startswith("Nothing that Lavrov said about Venezuela was found")


async def test_a_model_rewrites_a_follow_up_and_then_answers_it(index: Index):
    llm = ScriptedLLM(["What did Lavrov say about Iran?"], PROSE)
    history = [Turn(question="What did Lavrov say about NATO?", answer="Nothing.")]
    answer = await Assistant(index, llm).ask("And about Iran?", history=history)
    assert (answer.question, answer.understood) == ("And about Iran?", QUESTION)
    assert answer.checks[0].verdict == "verbatim"


async def test_the_log_tells_steps_and_figures_but_not_what_was_asked(index: Index, caplog):
    caplog.set_level(logging.INFO)
    await Assistant(index).ask("What did Lavrov say about Iran and zebras?")
    await Assistant(index).ask("What did Zebrowski say?")
    await Assistant(index, ScriptedLLM([LLMError("The model stopped.")])).ask("Who did Lavrov meet near zebras?")
    history = [Turn(question="What did Lavrov say about zebras?", answer="")]
    await Assistant(index).ask("And about Iran?", history=history)
    assert "answered model=extractive" in caplog.text
    assert "refused kind=not-in-the-passages" in caplog.text
    assert "zebr" not in caplog.text.lower()


async def test_two_questions_at_once_do_not_mix(index: Index):
    questions = [QUESTION, "Who did Lavrov meet?", "What did Putin say?"] * 3
    answers = await asyncio.gather(*(Assistant(index).ask(question) for question in questions))
    assert [answer.question for answer in answers] == questions
    assert len({answer.text for answer in answers}) == 3


async def test_an_indirect_claim_that_a_model_gives_to_somebody_else_is_told_by_the_statements_of_the_corpus(index):
    words = "warned that the drills of 2025 would end the peace in Asia"
    llm = ScriptedLLM([f"Kim Jong Un {words} [1][2][3][4]. Lavrov {words} [1][2][3][4]."])
    answer = await Assistant(index, llm).ask("What did Lavrov say about the drills?")
    wrong, right = answer.checks
    assert (wrong.verdict, wrong.reason) == ("unsupported", "Said by Sergey Lavrov, not Kim Jong Un.")
    assert right.verdict in ("supported", "verbatim")


class Doubting:
    """A checker that finds nothing anywhere."""

    name = "doubting"

    def chances(self, pairs: Sequence[tuple[str, str]]) -> Chances:
        return np.zeros(len(pairs), dtype=np.float32)


async def test_a_checker_is_asked_about_a_models_prose_and_the_answer_names_it(index: Index):
    llm = ScriptedLLM(*[[WARNED]] * 2)
    plain = await Assistant(index, llm).ask(DRILLS)
    assert (plain.checks[0].verdict, plain.checker) == ("supported", "")
    doubted = await Assistant(index, llm, Lazily(Doubting, without="")).ask(DRILLS)
    assert (doubted.checks[0].verdict, doubted.checker) == ("partly", "doubting")
    assert doubted.checks[0].reason == "The checker doubting does not find this in the source."
    alone = await Assistant(index, checker=Lazily(Doubting, without="")).ask(DRILLS)
    assert {check.verdict for check in alone.checks} == {"verbatim"}


async def test_an_answer_is_checked_by_the_rules_when_the_checker_cannot_be_loaded(index: Index, caplog):
    def broken() -> Doubting:
        raise ModelError("no such file")

    llm = ScriptedLLM([WARNED])
    answer = await Assistant(index, llm, Lazily(broken, without="By the rules alone")).ask(DRILLS)
    assert (answer.checks[0].verdict, answer.checker) == ("supported", "")
    assert "By the rules alone: no such file" in caplog.text
