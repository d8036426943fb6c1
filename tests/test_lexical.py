"""The lexical index."""

import json
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import StoreDamaged
from index.lexical import LexicalIndex, tokenise
from index.types import Passage


def passage(document_id: str, text: str, title: str = "") -> Passage:
    return Passage(id=f"{document_id}:0-{len(text)}", document_id=document_id, start=0, end=1, text=text, title=title)


PASSAGES = [
    passage("a", "Lavrov spoke about the Islamic Republic of Iran."),
    passage("b", "The drills of the U.S. and Korea began, as drills do."),
    passage("c", "Nothing happened in the café.", title="Grain treaty"),
]


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    return LexicalIndex.build(tmp_path / "words", PASSAGES)


def ids(found: list[tuple[str, float]]) -> list[str]:
    return [id.partition(":")[0] for id, _ in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lavrov's drills", "Lavrov drill"),
        ("Lavrov’s", "lavrov"),
        ("U.S. sanctions", "US sanction"),
        ("the D.P.R.K.", "DPRK"),
        ("Israeli-American strikes", "Israeli American strike"),
        ("1,000 men", "1000 men"),
        ("CAFÉ", "cafe"),
        ("O’Brien", "OBrien"),
        ("what did they say about Iran?", "Iran"),
    ],
)
def test_what_means_the_same_has_the_same_words(text: str, words: str) -> None:
    assert tokenise(text) == tokenise(words)


def test_numbers_and_years_are_kept() -> None:
    assert tokenise("3.5 per cent in 2025") == ["3.5", "per", "cent", "2025"]


def test_a_stopword_in_capitals_is_a_name_unless_all_is_in_capitals() -> None:
    assert tokenise("What did the WHO say?") == ["who"]
    assert tokenise("WHO SAID THAT?") == []


def test_us_is_a_country_in_either_case() -> None:
    assert tokenise("U.S.") == tokenise("US") == tokenise("us") == ["us"]


@given(st.text(max_size=80))
def test_any_text_has_words_without_blanks(text: str) -> None:
    assert all(word and word == "".join(word.split()) for word in tokenise(text))


def test_the_passage_with_the_word_is_found(index: LexicalIndex) -> None:
    assert ids(index.search("What did Lavrov say about Iran?", limit=5)) == ["a"]


def test_no_passage_scores_zero(index: LexicalIndex) -> None:
    assert index.search("football", limit=5) == index.search("the of", limit=5) == index.search("", limit=5) == []
    assert all(score > 0 for _, score in index.search("drills grain", limit=5))


def test_words_of_the_title_count(index: LexicalIndex) -> None:
    assert ids(index.search("grain", limit=5)) == ["c"]


def test_the_best_come_first_and_the_limit_holds(index: LexicalIndex) -> None:
    found = index.search("drills Iran Korea", limit=5)

    assert ids(found) == ["b", "a"]
    assert index.search("drills Iran Korea", limit=1) == found[:1]
    assert index.search("drills", limit=0) == []


def test_only_documents_that_are_allowed_are_found(index: LexicalIndex) -> None:
    assert ids(index.search("drills Iran Korea", limit=5, allowed={"a", "c"})) == ["a"]
    assert index.search("drills", limit=5, allowed=set()) == []


def test_an_empty_corpus_finds_nothing(tmp_path: Path) -> None:
    assert LexicalIndex.build(tmp_path, []).search("Iran", limit=5) == []
    assert LexicalIndex.load(tmp_path).search("Iran", limit=5, allowed={"a"}) == []


def test_passages_without_a_word_are_no_obstacle(tmp_path: Path) -> None:
    assert len(LexicalIndex.build(tmp_path / "one", [passage("x", "— … —")])) == 1
    mixed = LexicalIndex.build(tmp_path / "two", [passage("x", "…"), PASSAGES[0]])

    assert ids(mixed.search("Iran", limit=5)) == ["a"]


def test_a_loaded_index_answers_as_the_built_one(tmp_path: Path) -> None:
    built = LexicalIndex.build(tmp_path, PASSAGES)

    assert LexicalIndex.load(tmp_path).search("drills Iran", limit=5) == built.search("drills Iran", limit=5)


def test_a_new_build_replaces_the_old_one_and_leaves_nothing_of_it(tmp_path: Path) -> None:
    old = LexicalIndex.build(tmp_path, PASSAGES)
    LexicalIndex.build(tmp_path, PASSAGES[:1])

    assert len(LexicalIndex.load(tmp_path)) == 1
    assert ids(old.search("grain", limit=5)) == ["c"]
    assert len(list(tmp_path.glob("words-*"))) == 1


def test_a_build_that_dies_half_way_leaves_the_old_index(tmp_path: Path) -> None:
    LexicalIndex.build(tmp_path, PASSAGES)

    def dying() -> object:
        yield PASSAGES[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        LexicalIndex.build(tmp_path, dying())  # type: ignore[arg-type]
    (tmp_path / "words-half").mkdir()

    assert len(LexicalIndex.load(tmp_path)) == 3


def test_a_missing_index_and_a_broken_one_say_how_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged, match=r"python app.py index --rebuild"):
        LexicalIndex.load(tmp_path)

    LexicalIndex.build(tmp_path, PASSAGES)
    (folder,) = tmp_path.glob("words-*")
    (folder / "data.csc.index.npy").write_bytes(b"junk")
    with pytest.raises(StoreDamaged, match=r"python app.py index --rebuild"):
        LexicalIndex.load(tmp_path)


def test_ids_that_do_not_fit_the_words_are_damage(tmp_path: Path) -> None:
    LexicalIndex.build(tmp_path, PASSAGES)
    (folder,) = tmp_path.glob("words-*")
    (folder / "ids.json").write_text(json.dumps(["a:0-1"]))

    with pytest.raises(StoreDamaged):
        LexicalIndex.load(tmp_path)


def test_many_threads_may_search_at_once(index: LexicalIndex) -> None:
    expected = index.search("drills Iran Korea", limit=5)
    found: list[object] = []
    threads = [
        threading.Thread(target=lambda: found.extend(index.search("drills Iran Korea", limit=5) for _ in range(50)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [expected] * 200
