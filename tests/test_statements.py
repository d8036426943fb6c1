from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names import mentions, names
from index.statements import statements
from index.text import clean
from index.types import Document


def document(raw):
    return Document(id="d", title="T", text=clean(raw), path="/d.txt", published=date(2025, 7, 14))


def said(raw):
    """Speaker, verb and words of every statement, as a reader would list them."""
    made = document(raw)
    return [(s.speaker, s.cue, [span.of(made.text) for span in s.content]) for s in statements(made)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria Lopez said she was worried.", [("Maria Lopez", "say", ["she was worried"])]),
        ("“We go,” said Senator Susan Collins, who was there.", [("Susan Collins", "say", ["We go"])]),
        (
            "“We go,” Anna Berg told reporters. “And we stay here.”",
            [("Anna Berg", "tell", ["We go", "And we stay here."])],
        ),
        ("Foreign Minister Anna Berg left. She added that talks go on.", [("Anna Berg", "add", ["talks go on"])]),
        ("This, analysts say, could end badly.", [("analysts", "say", ["This", "could end badly"])]),
        ("Oil rose 3%, according to the Energy Department.", [("Energy Department", "according to", ["Oil rose 3%"])]),
        (
            "Talks failed, a spokesman for Anna Berg told Reuters.",
            [("a spokesman for Anna Berg", "tell", ["Talks failed"])],
        ),
        (
            "Moscow condemned the drills, warning that they threaten peace.",
            [("Moscow", "condemn", ["the drills"]), ("Moscow", "warn", ["they threaten peace"])],
        ),
        (
            "The plans were described by Moscow as “absurd and harmful” in tone.",
            [("Moscow", "describe", ["The plans", "as “absurd and harmful” in tone"])],
        ),
        (
            "Mr. Lee, the head of the party, denied that he had paid.",
            [("Lee", "deny", ["he had paid"])],
        ),
        ("On Friday Lavrov said that talks go on.", [("Lavrov", "say", ["talks go on"])]),
        ("In July Sergei Lavrov said that talks go on.", [("Sergei Lavrov", "say", ["talks go on"])]),
        ("The State Department was quiet. The drills went on.", []),
        ("He wanted to say more.", []),
        ("“It is all over now,” Anna Berg surmised.", [("Anna Berg", "surmised", ["It is all over now"])]),
        ("“Did you know it?” Anna Berg asked the crowd.", [("Anna Berg", "ask", ["Did you know it?"])]),
        ("“They are able,” Anna Berg said of her rivals.", [("Anna Berg", "say", ["They are able"])]),
        ('“It is old," the museum’s curator wrote.', [("museum’s curator", "write", ["It is old"])]),
        (
            "“It is late,” the party’s candidate, Anna Berg, tweeted.",
            [("Anna Berg", "tweet", ["It is late"])],
        ),
        ("Anna Berg would say nothing else.", []),
    ],
)
def test_who_said_what_is_read_as_a_reader_reads_it(text, expected):
    assert said(text) == expected


def test_he_is_the_person_the_paragraph_is_about_not_the_agency_that_reported():
    text = (
        "Foreign Minister Sergei Lavrov visited Wonsan.\n\nHis comments, as reported by TASS, were blunt. "
        "‘The leadership made its conclusions long before the strikes,’ he stated, a reference to Iran. "
        "‘And because of that no one is thinking of using force.’"
    )
    made = document(text)
    (statement,) = statements(made)
    assert (statement.speaker, statement.reported_by, statement.kind) == ("Sergei Lavrov", "TASS", "direct")
    assert statement.mention.of(made.text) == "he"
    assert statement.speaker_span.of(made.text) == "Sergei Lavrov"
    assert [span.of(made.text) for span in statement.content] == [
        "The leadership made its conclusions long before the strikes",
        "And because of that no one is thinking of using force.",
    ]
    assert statement.published == date(2025, 7, 14)


def test_a_denial_is_marked_as_negated():
    (statement,) = statements(document("Anna Berg did not say that she would resign."))
    assert statement.negated


def test_he_is_not_a_woman():
    text = "Mr. Jon Bell met Ms. Anna Berg. Ms. Anna Berg smiled. He said that it went well."
    assert said(text) == [("Jon Bell", "say", ["it went well"])]


PIECES = (
    "Anna Berg|he|she|they|said|told|that|“|”|‘|’|,|.|\n\n|the ministry|by|to|according to|Moscow|and|warning|’s|TASS"
)
WORDS = st.sampled_from([*PIECES.split("|"), "assertion", "reported by", "drills"])


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=120))
def test_every_span_of_a_statement_is_a_span_of_the_document(raw):
    made = document(raw)
    for statement in statements(made):
        spans = [statement.mention, statement.cue_span, statement.sentence, statement.speaker_span, *statement.content]
        assert all(0 <= span.start < span.end <= len(made.text) for span in spans)
        assert statement.content and statement.speaker
        assert statement.sentence.covers(statement.mention) and statement.sentence.covers(statement.cue_span)


def test_names_are_given_in_their_fullest_form_once():
    text = "Russian Foreign Minister Sergey Lavrov met Kim Jong Un in North Korea. Lavrov thanked Kim."
    assert names(text) == ["Sergey Lavrov", "Kim Jong Un", "North Korea"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They met Kim Jong Un there.", "Kim Jong Un", "person"),
        ("The U.S. State Department replied.", "U.S. State Department", "organisation"),
        ("It was said in the US on Friday.", "US", "place"),
        ("It was reported by TASS there.", "TASS", "organisation"),
        ("House Speaker Mike Johnson left.", "Mike Johnson", "person"),
        ("They saw the Islamic Republic of Iran there.", "Islamic Republic of Iran", "place"),
        ("They blamed Russians for it.", "Russians", "group"),
    ],
)
def test_a_name_is_of_the_kind_a_reader_takes_it_for(text, name, kind):
    assert (name, kind) in [(mention.name, mention.kind) for mention in mentions(text)]


def test_a_month_that_is_a_family_name_is_one():
    assert said("Theresa May said that it was over.") == [("Theresa May", "say", ["it was over"])]


def test_she_is_who_spoke_before_not_whom_the_sentence_is_about():
    text = (
        "Actress Susan Hall is not sure about Hillary Clinton. “It is a concern,” Hall told reporters. "
        "Asked about the event that Clinton faces a rival, she replied: “I do not know yet.”"
    )
    assert said(text)[-1] == ("Susan Hall", "reply", ["I do not know yet."])


def test_he_who_says_something_of_himself_is_the_speaker():
    text = "Donald Trump left. On the claims of Trump, Paul Benson said he warned that it would end."
    assert ("Paul Benson", "warn", ["it would end"]) in said(text)


def test_a_passive_that_is_no_verb_of_speech_makes_nobody_speak():
    text = "“We will not go there,” the song was banned by Moscow after a trial."
    assert statements(Document(id="a", title="", text=text, path="a")) == []
