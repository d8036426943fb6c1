"""Following names from a question to documents, and from these to others."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.hops import COMMON, alike, follow
from index.store import Index
from index.types import Filters
from tests.conftest import ToyEncoder

LIMIT = 1_000_000
FILMS = {
    "Fortunella (film)": "Fortunella is a film of 1958 directed by Eduardo De Filippo, with music by Nino Rota.",
    "Eduardo De Filippo": "De Filippo was an actor. He was born in Naples.",
    "Nino Rota": "Rota was a composer. He was born in Milan.",
    "Blue Grain": "Blue Grain is a film directed by Clara Weiss. Clara Weiss is praised.",
    "A prize for an old hand": "Clara Weiss, who was born in Graz, won a prize for football reports.",
    "Harvest": "The harvest of grain was the largest in ten years.",
}


@pytest.fixture
def opening(tmp_path: Path) -> Iterator[Callable[[dict[str, str]], Index]]:
    opened: list[Index] = []

    def opening(articles: dict[str, str]) -> Index:
        file = tmp_path / "articles.jsonl"
        file.write_text("\n".join(json.dumps({"title": t, "text": x}) for t, x in articles.items()), "utf-8")
        opened.append(Index.open(tmp_path / "store", model="toy", encoder=ToyEncoder))
        opened[-1].update([str(file)], max_bytes=LIMIT)
        return opened[-1]

    yield opening
    for index in opened:
        index.close()


@pytest.fixture
def index(opening) -> Index:
    return opening(FILMS)


def followed(index: Index, question: str) -> list[str]:
    found = [hit.passage.document_id for hit in index.search(question, retrievers=("vector", "lexical"))]
    return [index.catalogue.document(id).title for id in follow(question, found, index.catalogue)]


def test_the_document_named_leads_and_the_one_named_beside_the_relation_follows(index):
    asked = "Where was the director of Fortunella born?"

    assert followed(index, asked) == ["Fortunella (film)", "Eduardo De Filippo", "Nino Rota"]


def test_the_word_asked_decides_which_name_is_followed_first(index):
    assert followed(index, "Where was the writer of the music of Fortunella born?")[:2] == [
        "Fortunella (film)",
        "Nino Rota",
    ]


def test_what_the_document_named_holds_itself_is_not_followed_further(index):
    assert followed(index, "Who directed Fortunella?") == ["Fortunella (film)"]


def test_a_name_without_a_document_of_its_own_leads_to_those_that_hold_it(index):
    assert followed(index, "Where was the director of Blue Grain born?") == ["Blue Grain", "A prize for an old hand"]


def test_a_question_without_names_leads_nowhere(index):
    assert followed(index, "How large was the harvest?") == []
    assert followed(index, "") == []


def test_a_question_in_lower_case_may_still_name_something_of_several_words(index):
    assert followed(index, "who is eduardo de filippo") == ["Eduardo De Filippo"]
    assert followed(index, "how large was the harvest of grain") == []


def test_a_name_that_many_documents_hold_leads_nowhere(opening):
    crowd = {f"Report {number}": f"Clara Weiss saw match {number}." for number in range(COMMON + 1)}
    index = opening({"Blue Grain": FILMS["Blue Grain"], **crowd})

    assert followed(index, "Where was the director of Blue Grain born?") == ["Blue Grain"]


def test_of_a_name_with_many_documents_only_those_found_anyway_are_followed(opening):
    index = opening({f"Weather ({number})": f"Weather report {number}: rain." for number in range(9)})

    assert follow("Is the Weather good?", [], index.catalogue) == []
    assert len(followed(index, "Is the Weather good?")) == 3


def test_a_search_finds_by_links_what_neither_meaning_nor_words_bring(index):
    asked = "Where was the director of Fortunella born?"
    hits = index.search(asked, limit=2)

    assert [hit.passage.title for hit in hits] == ["Fortunella (film)", "Eduardo De Filippo"]
    assert hits[1].ranks["links"] == 2
    without = index.search(asked, limit=2, retrievers=("vector", "lexical"))
    assert "Eduardo De Filippo" not in [hit.passage.title for hit in without]
    assert all("links" not in hit.ranks for hit in without)


def test_links_obey_the_filters(index):
    only = next(id for id in index.catalogue.document_ids() if index.catalogue.document(id).title == "Harvest")
    hits = index.search("Where was the director of Fortunella born?", filters=Filters(documents=(only,)))

    assert [hit.passage.title for hit in hits] == ["Harvest"]


def test_a_document_that_leaves_takes_its_links_along(index, tmp_path):
    rest = [{"title": t, "text": x} for t, x in FILMS.items() if t != "Eduardo De Filippo"]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, rest)), "utf-8")
    index.update([str(tmp_path / "articles.jsonl")], max_bytes=LIMIT)

    assert followed(index, "Where was the director of Fortunella born?") == ["Fortunella (film)", "Nino Rota"]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [("director", "directed", True), ("born", "born", True), ("an", "an", False), ("film", "firm", False)],
)
def test_words_that_begin_alike_are_one(left, right, same):
    assert alike(left, right) is same
