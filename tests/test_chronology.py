"""Sentences in the order of time."""

from dataclasses import replace
from datetime import date

from answer.chronology import dated, timeline
from answer.evidence import Evidence
from tests.test_centrality import sentence


def published(found: Evidence, day: date | None) -> Evidence:
    return replace(found, document=replace(found.document, published=day))


def test_the_oldest_comes_first_and_a_whole_year_before_its_days():
    found = [
        sentence("Talks began on 3 May 2024."),
        sentence("The harbour froze in 2024."),
        sentence("An envoy resigned on 1 January 2024."),
    ]
    assert [each.told for each in timeline(found)] == ["2024", "1 January 2024", "3 May 2024"]


def test_of_several_dates_in_a_sentence_the_most_exact_is_its_time():
    found = dated(sentence("In 2024 it was agreed that it should begin on 3 May 2025."))
    assert found
    assert found.told == "3 May 2025"


def test_where_few_sentences_name_a_date_the_day_of_publication_stands_in_and_says_so():
    found = [
        published(sentence("Ministers met envoys abroad."), date(2025, 7, 1)),
        sentence("Talks began on 3 May 2024."),
        published(sentence("Rain fell on hills."), None),
    ]
    assert [each.told for each in timeline(found)] == ["3 May 2024", "reported 1 July 2025"]


def test_where_enough_name_a_date_no_other_is_taken():
    own = [sentence(f"{name} sailed on {day} May 2024.") for day, name in enumerate(("Alpha", "Beta", "Gamma"), 1)]
    other = published(sentence("Ministers met envoys abroad.", score=3.0), date(2025, 7, 1))
    assert [each.own for each in timeline([other, *own])] == [True, True, True]
