"""How a sentence is read: the whole words for its speaker, and how far what is said reaches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names import read
from index.speech.clause import Clause
from index.speech.confidence import SURE
from index.speech.verbs import verbs
from index.statements import statements
from index.text import clean
from index.types import Document, Statement


def found(raw: str, author: str = "") -> tuple[str, list[Statement]]:
    text = clean(raw)
    return text, statements(Document(id="d", title="", text=text, path="/d.txt", author=author))


def sources(raw: str) -> list[str]:
    text, made = found(raw)
    return [statement.mention.of(text) for statement in made]


def contents(raw: str) -> list[list[str]]:
    text, made = found(raw)
    return [[span.of(text) for span in statement.content] for statement in made]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Sam Lau, the communications director for the Iowa party, said that it was over.",
         "Sam Lau, the communications director for the Iowa party"),
        ("The head of the agency, Rafael Grossi, said that it was over.", "The head of the agency, Rafael Grossi"),
        ("“It is over,” said Anna Berg, a 52-year-old teacher.", "Anna Berg, a 52-year-old teacher"),
        ("Senator Susan Collins (R-Maine) said that it was over.", "Senator Susan Collins (R-Maine)"),
        ("Anna Berg, 33, a teacher who lives in Riga, finds that it is over.",
         "Anna Berg, 33, a teacher who lives in Riga"),
        ("Those who have a plan said that it was over.", "Those who have a plan"),
        ("Two in three voters said that it was over.", "Two in three voters"),
        ("In an interview the senator said that it was over.", "the senator"),
        ("On Monday, in Riga, a spokesman for the ministry said that it was over.", "a spokesman for the ministry"),
        ("Anna Berg, however, said that it was over.", "Anna Berg"),
        ("As one employee told the paper, “It is over.”", "one employee"),
        ("A poll released Tuesday by the institute showed that it was over.",
         "A poll released Tuesday by the institute"),
    ],
)  # fmt: skip
def test_the_source_is_the_whole_phrase(text, source):
    assert sources(text) == [source]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jeb Bell drew sharp reactions from Western diplomats, who accused Russia of lying.", "Western diplomats"),
        ("Anna Berg’s remarks underscored the doubts.", "Anna Berg"),
        ("Judicial Watch President Tom Bell said that it was over.", "Tom Bell"),
        ("The plan of the minister, No Kwang Chol, said in a statement that it was over.", "No Kwang Chol"),
    ],
)
def test_the_speaker_is_who_is_meant_by_the_phrase(text, speaker):
    assert [statement.speaker for statement in found(text)[1]] == [speaker]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("While Anna Berg said the plan was dead, the army moved on.", [["the plan was dead"]]),
        ("Anna Berg, who said the plan was dead, left.", [["the plan was dead"]]),
        ("Anna Berg said the plan was dead, according to the Times.",
         [["the plan was dead"], ["Anna Berg said the plan was dead"]]),
        ("Anna Berg said the plan was dead, but Jon Bell stayed.", [["the plan was dead"]]),
        ("Anna Berg criticized the plan, and the army moved on.", [["the plan"]]),
        ("Anna Berg denounced the state of Asia, and the growing risk that a spark could spread.",
         [["the state of Asia, and the growing risk that a spark could spread"]]),
        ("Anna Berg insulted women, Mexicans and Muslims.", [["women, Mexicans and Muslims"]]),
        ("Anna Berg told reporters on Friday in an interview with the Times that it was over.", [["it was over"]]),
        ("Anna Berg vowed last month to go on.", [["to go on"]]),
        ("Anna Berg called for an inquiry.", [["an inquiry"]]),
        ("In any case, Anna Berg said, the plan was dead.", [["In any case", "the plan was dead"]]),
        ("Of course, as Anna Berg observed, the plan was dead.", [["Of course", "the plan was dead"]]),
        ("He was a “respected manager,” Anna Berg said.", [["He was a “respected manager"]]),
        ("Anna Berg calls on all nations - rich and poor - to limit emissions.",
         [["all nations - rich and poor - to limit emissions"]]),
        ("RIGA (AP) — It is over, Anna Berg said.", [["It is over"]]),
        ("Speaking on “This Week,” Anna Berg said that it was over.", [["it was over"]]),
        ("Anna Berg said in an essay on the war: “It is over.”", [["It is over."]]),
        ("Bell: “It is over now.”", [["It is over now."]]),
        ("Anna Berg was blunt, reporting:\n\n“It is over now.”", [["It is over now."]]),
        ("Anna Berg said it was a risk. “It is over now.”", [["it was a risk", "It is over now."]]),
    ],
)  # fmt: skip
def test_what_is_said_ends_where_another_clause_begins(text, expected):
    assert contents(text) == expected


def test_several_who_speak_together_each_said_it():
    _, made = found("Jeb Bush and Ted Cruz said that it was over.")
    assert {statement.speaker for statement in made} == {"Jeb Bush", "Ted Cruz"}
    assert len({(statement.cue_span, statement.content) for statement in made}) == 1


def test_what_somebody_is_said_to_have_said_keeps_through_whom_it_came():
    _, (kim, lavrov) = found("Kim Jong Un said that Sergei Lavrov had told him that talks go on.")
    assert (kim.speaker, kim.chain, kim.voice) == ("Kim Jong Un", (), "reported")
    assert (lavrov.speaker, lavrov.chain, lavrov.voice) == ("Sergei Lavrov", ("Kim Jong Un",), "second-hand")


def test_who_says_something_of_himself_is_no_second_hand():
    _, made = found("Kim Jong Un said that Kim Jong Un had promised that talks go on.")
    assert [statement.chain for statement in made] == [(), ()]


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Anna Berg said in a statement that it was over.", "in a statement"),
        ("Anna Berg told reporters that it was over.", "reporters"),
        ("Anna Berg said on Telegram: “It is over now.”", "on Telegram"),
        ("“It is over now,” Anna Berg said by telephone.", "by telephone"),
        ("Speaking at a closed meeting with officials in Riga, Anna Berg said that it was over.",
         "at a closed meeting with officials in Riga"),
        ("Anna Berg’s remarks during a later press conference underscored the doubts.",
         "during a later press conference"),
        ("Anna Berg said that it was over.", None),
    ],
)  # fmt: skip
def test_the_medium_is_kept(text, medium):
    text, (statement,) = found(text)
    assert (statement.medium and statement.medium.of(text)) == medium


def test_a_pronoun_that_may_mean_others_keeps_them_and_is_trusted_less():
    _, (doubtful,) = found("The senator Jon Bell met the mayor Tom Hall in Riga. It rained. He said that it was over.")
    _, (sure,) = found("The senator Jon Bell met nobody in Riga. It rained. He said that it was over.")
    assert doubtful.speaker in ("Jon Bell", "Tom Hall")
    assert sure.candidates == ()
    text = "They praised the senator Jon Bell over the mayor Tom Hall, and he said that it was over."
    _, made = found(text)
    last = made[-1]
    assert {last.speaker, *last.candidates} == {"Jon Bell", "Tom Hall"}
    assert last.confidence < sure.confidence


def test_an_author_speaks_as_i_and_nobody_does_where_no_author_is_known():
    assert [made.speaker for made in found("I told them that it was over.", author="Anna Berg")[1]] == ["Anna Berg"]
    assert found("I told them that it was over.")[1] == []


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        ("“It is over now,” Anna Berg said.", "Anna Berg said it was over now."),
        ("Anna Berg said that it was over now.", "It said that it was over now."),
        ("Anna Berg said that it was over now.", "Anna Berg thinks it is over now."),
        ("Russia condemned the new drills in Asia.", "Russia supports the new drills in Asia."),
    ],
)
def test_what_grammar_leaves_open_is_trusted_less(surer, less):
    ahead = "Anna Berg went to the Riga Ministry. "
    more, fewer = (max(made.confidence for made in found(ahead + text)[1]) for text in (surer, less))
    assert more > fewer
    assert more >= SURE


@pytest.mark.parametrize(
    "text",
    [
        "The member states that signed it have left.",
        "The alleged plot was found in Riga.",
        "Anna Berg has the final say on the matter.",
        "Britain’s announced plans to deploy troops were old.",
        "“We will not go there,” the song was banned by Moscow after a trial.",
        "Anna Berg could say that it was over.",
    ],
)
def test_a_noun_or_a_possibility_is_no_statement(text):
    assert found(text)[1] == []


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"),
        ("denies", "deny"),
        ("quipped", "quip"),
        ("sought", "seek"),
        ("warning", "warn"),
        ("told", "tell"),
    ],
)
def test_every_form_of_a_verb_is_known(form, lemma):
    assert verbs()[form].lemma == lemma


WORDS = st.sampled_from(
    "Anna Berg said that “ ” , . ; : — - ( ) and who the ministry of to by warning not ‘ ’ it".split()
)


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_a_clause_knows_every_word_and_what_lies_outside(raw):
    text = clean(raw)
    known = read(text)
    for words in known.words:
        clause = Clause(text, words, known.mentions, [])
        assert [clause.span(at, at).of(text) for at in range(len(clause))] == [word.text for word in words]
        assert (clause.lower(-1), clause.lower(len(clause))) == ("", "")
        assert clause.mark(-1) and clause.mark(len(clause))
        assert all(clause.index_at(word.start) == at for at, word in enumerate(words))
