"""One person under one name: who is meant by a name, and that nobody is guessed."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.people import People, people_of, statements_by
from index.types import Span, Statement
from tests import newsroom

DOCUMENTS = {
    "1": ("Lech Kaczynski", "Gdansk Shipyard", "Andrzej Gwiazda"),
    "2": ("Gdansk Shipyard", "Andrzej Gwiazda"),
    "3": ("Jaroslaw Kaczynski", "Warsaw Zoo"),
    "4": ("Warsaw Zoo",),
    "5": ("Lech Kaczynski", "Sergey Lavrov", "Donald Trump"),
    "6": ("Sergei Lavrov", "Gdansk Shipyard"),
}
SAID = {"Kaczynski": ("2", "4"), "Lech Kaczynski": ("1", "5"), "Jaroslaw Kaczynski": ("3",), "Sergei Lavrov": ("6",),
        "Sergey Lavrov": ("5",), "officials": ("1",)}  # fmt: skip


def people(documents: Mapping[str, tuple[str, ...]] = DOCUMENTS, said: Mapping[str, tuple[str, ...]] = SAID) -> People:
    def circle(name: str) -> dict[str, frozenset[str]]:
        holding = {at for at, names in documents.items() if name in names} | {*said.get(name, ())}
        return {at: frozenset(documents[at]) for at in sorted(holding)}

    named = {name: sum(name in held for held in documents.values()) for names in documents.values() for name in names}
    return People(named, {name: len(places) for name, places in said.items()}, circle, documents=len(documents))


def statement(speaker: str, document: str) -> Statement:
    here = Span(start=0, end=1)
    return Statement(document_id=document, speaker=speaker, speaker_span=here, mention=here, cue="said", cue_span=here,
                     kind="direct", content=(here,), sentence=here)  # fmt: skip


def test_the_spellings_of_one_person_are_aliases_of_one_name():
    person = people().person("Sergey Lavrov")
    assert (person.name, set(person.aliases)) == ("Sergei Lavrov", {"Sergei Lavrov", "Sergey Lavrov"})
    assert person == people().person("Sergei Lavrov")


def test_a_family_name_alone_is_whoever_keeps_the_same_company():
    assert people().of(statement("Kaczynski", "2")).name == "Lech Kaczynski"


def test_a_family_name_alone_stays_ambiguous_where_the_company_tells_nothing():
    found = people().of(statement("Kaczynski", "4"))
    assert (found.name, found.candidates) == ("Kaczynski", ("Lech Kaczynski", "Jaroslaw Kaczynski"))


def test_the_only_bearer_of_a_name_is_not_guessed_without_company():
    documents = {"1": ("Jane Poloncarz", "Erie County"), "2": ("Lake Placid", "Mirror Lake")}
    found = people(documents, {"Poloncarz": ("2",), "Jane Poloncarz": ("1",)}).of(statement("Poloncarz", "2"))
    assert (found.name, found.candidates) == ("Poloncarz", ("Jane Poloncarz",))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Lawrow", ["Sergei Lavrov"]),
        ("sergej lawrow", ["Sergei Lavrov"]),
        ("Kaczynski", ["Lech Kaczynski", "Jaroslaw Kaczynski"]),
        ("Lech Kaczynski", ["Lech Kaczynski"]),
        ("Lech Aleksander Kaczynski", ["Lech Kaczynski"]),
        ("L. Kaczynski", ["Lech Kaczynski"]),
        ("Lech", ["Lech Kaczynski"]),
        ("Marta Kaczynski", []),
        ("exactly Lech Kaczynski", []),
        ("Putin", []),
        ("", []),
    ],
)
def test_a_name_asked_for_finds_who_bears_it(words, names):
    assert [person.name for person in people().asked(words).persons] == names


def test_a_short_name_comes_along_where_it_may_be_the_one_asked_about():
    asked = people().asked("Lech Kaczynski")
    assert asked.speakers == ("Lech Kaczynski", "Kaczynski")
    means = {document: people().means(asked, statement("Kaczynski", document)) for document in ("2", "4")}
    assert means == {"2": True, "4": True}
    assert not people().means(people().asked("Jaroslaw Kaczynski"), statement("Kaczynski", "2"))


def test_one_who_fills_the_news_is_meant_by_the_name_alone_and_the_others_are_told():
    documents = {str(at): ("Donald Trump",) for at in range(30)} | {"a": ("Ivanka Trump",)}
    asked = people(documents, {"Donald Trump": ("1",), "Ivanka Trump": ("a",)}).asked("Trump")
    assert ([each.name for each in asked.persons], [each.name for each in asked.others]) == (
        ["Donald Trump"],
        ["Ivanka Trump"],
    )


def test_an_institution_of_one_word_speaks_for_itself_though_a_headline_runs_it_together_with_another_name():
    documents = {"a": ("Boeing", "Alaska Airlines Boeing"), "b": ("CDC", "Atlanta-based CDC")}
    said = {"Boeing": ("a",) * 6, "CDC": ("b",) * 58, "Atlanta-based CDC": ("b",)}
    known = people(documents, said)
    assert known.asked("Boeing").speakers == ("Boeing",)
    assert set(known.asked("CDC").speakers) == {"CDC", "Atlanta-based CDC"}


def test_a_king_is_found_without_his_number():
    known = people({"a": ("Charles III", "Getty Images Charles"), "b": ("Charles Melton",)}, {"Charles III": ("a",)})
    assert known.asked("King Charles").speakers == known.asked("charles").speakers == ("Charles III",)
    assert known.asked("Charles Melton").speakers == ()


def test_a_country_speaks_through_its_ministry_and_the_kremlin_is_nobody():
    documents = {"1": ("Kremlin", "Russian Foreign Ministry", "Vladimir Putin")}
    said = dict.fromkeys(documents["1"], ("1",))
    asked = people(documents, said).asked("Russia")
    assert {person.name for person in asked.persons} == {"Kremlin", "Russian Foreign Ministry"}
    assert people(documents, said).person("Kremlin").aliases == ("Kremlin",)


def test_everyone_who_speaks_is_listed_once(tmp_path):
    with newsroom.build(tmp_path) as index:
        names = [person.name for person in people_of(index.catalogue).everyone()]
        assert sorted(names) == ["Russia", "Russian Foreign Ministry", "Sergei Lavrov"]
        assert people_of(index.catalogue) is people_of(index.catalogue)


@given(st.permutations([*DOCUMENTS]), st.permutations([*SAID]))
def test_the_order_of_documents_and_speakers_makes_no_difference(order, speakers):
    shuffled = people({at: DOCUMENTS[at] for at in order}, {name: SAID[name] for name in speakers})
    assert shuffled.everyone() == people().everyone()
    assert shuffled.asked("Kaczynski") == people().asked("Kaczynski")
    assert all(shuffled.in_document("Kaczynski", at) == people().in_document("Kaczynski", at) for at in DOCUMENTS)


@given(st.text())
def test_any_words_can_be_asked_for(text):
    found = people().asked(text)
    assert bool(found.persons) == bool(found.reason)
    assert replace(found, persons=()).persons == ()


def test_statements_under_a_short_name_are_left_out_where_their_document_shows_another(tmp_path):
    with newsroom.opened(tmp_path) as index:
        for name, (who, where) in {
            "lech": ("Lech Kaczynski", "Gdansk Shipyard met Andrzej Gwiazda"),
            "jaroslaw": ("Jaroslaw Kaczynski", "Warsaw Zoo met Piotr Skarga"),
        }.items():
            full = f"{who} visited the {where}. {who} said that the vote was fair."
            short = f"At the {where}. Kaczynski said that the count was late."
            for kind, text in (("full", full), ("again", full), ("short", short)):
                written = newsroom.article(f"{name} {kind}", text, "Desk", "2025-07-01")
                (tmp_path / f"{name}-{kind}.md").write_text(written, "utf-8")
        index.update([str(path) for path in sorted(tmp_path.glob("*.md"))], max_bytes=newsroom.LIMIT)
        asked = people_of(index.catalogue).asked("Lech Kaczynski")
        titles = {index.catalogue.document(each.document_id).title for each in statements_by(asked, index.catalogue)}
    assert titles == {"lech full", "lech again", "lech short"}
