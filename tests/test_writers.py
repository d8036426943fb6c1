import pytest

from answer.llm import UnavailableLLM, find_llms
from answer.servers import Wanted
from tests.conftest import ScriptedLLM
from ui.writers import DOCUMENTS, Writer, note, writers

PAID = find_llms(Wanted(provider="openai", key="sk-secret"), timeout=1)[0]


def test_the_documents_alone_can_always_be_chosen():
    assert [each.key for each in writers([])] == [DOCUMENTS]
    assert [each.key for each in writers([PAID])] == ["gpt-6-luna@https://api.openai.com", DOCUMENTS]


@pytest.mark.parametrize(
    ("llm", "label", "told"),
    [
        (None, "Documents alone", "Nothing leaves this machine."),
        (
            ScriptedLLM(name="llama3.2"),
            "llama3.2 · this machine",
            "llama3.2 writes, on this machine.",
        ),
        (PAID, "gpt-6-luna · api.openai.com", "gpt-6-luna writes at api.openai.com: your question, the passages found"),
    ],
)
def test_who_writes_and_where_is_told_and_whether_text_leaves_the_machine(llm, label: str, told: str):
    writer = Writer(key="k", llm=llm)
    assert writer.label == label
    assert told in writer.note
    assert writer.leaves == (llm is PAID)


def test_no_key_is_told():
    assert "sk-secret" not in str([each.label + each.note + each.key for each in writers([PAID])])


def test_a_model_that_cannot_be_had_says_why():
    html = note(Writer(key="k", llm=UnavailableLLM(reason="OpenAI was chosen without a key: set OPENAI_API_KEY.")))
    assert "OpenAI was chosen without a key: set OPENAI_API_KEY." in html
    assert "failed" in html


def test_a_reader_without_any_model_is_told_what_answers_are():
    assert "No language model: answers are whole sentences" in note(Writer(key=DOCUMENTS), only=True)


def test_a_hostile_name_of_a_model_stays_text():
    html = note(Writer(key="k", llm=ScriptedLLM(name="<img src=x onerror=alert(1)>")))
    assert "<img" not in html
