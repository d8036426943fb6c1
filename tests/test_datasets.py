import json

import pytest

from evals.datasets import ap, clapnq, ramdocs, realtimeqa, twowiki, xquad
from evals.datasets.collection import Absent, Asked, Collection, DataError, Item, fingerprint
from evals.datasets.sets import SETS
from evals.suites import Context
from tests.conftest import ToyEncoder


def context(tmp_path, limit=None, **fetched) -> Context:
    places = {name.replace("_", "-"): path for name, path in fetched.items()}
    return Context(data=tmp_path, work=tmp_path, model="toy", encoder=ToyEncoder, fetched=places, limit=limit)


def write(file, value) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = value if isinstance(value, str) else json.dumps(value)
    file.write_text(lines, "utf-8")


def lines(*values) -> str:
    return "\n".join(map(json.dumps, values))


@pytest.mark.parametrize("name", SETS)
def test_an_absent_data_set_says_why(name, tmp_path):
    found = SETS[name](context(tmp_path))
    assert isinstance(found, Absent)
    assert "is not there" in found.reason or "--fetched" in found.reason


def test_xquad_has_a_document_a_paragraph_and_articles_at_even_places_choose(tmp_path):
    def article(title, *contexts):
        return {
            "title": title,
            "paragraphs": [{"context": c, "qas": [{"id": f"{c}?", "question": f"Q {c}?"}]} for c in contexts],
        }

    write(tmp_path / "xquad_en/xquad.en.json", {"data": [article("A_b", "one", "two"), article("C", "three")]})
    found = xquad.load(context(tmp_path))
    assert isinstance(found, Collection)
    assert [(item.id, item.title, item.text) for item in found.documents] == [
        ("0-0", "A b", "one"),
        ("0-1", "A b", "two"),
        ("1-0", "C", "three"),
    ]
    assert [(asked.text, asked.gold, asked.split) for asked in found.questions] == [
        ("Q one?", ("0-0",), "development"),
        ("Q two?", ("0-1",), "development"),
        ("Q three?", ("1-0",), "report"),
    ]


@pytest.fixture
def wiki(tmp_path):
    corpus = [{"title": "A", "text": "a"}, {"title": "B", "text": "b"}, {"title": "A", "text": "later"}]
    write(tmp_path / "twowiki/corpus.json", corpus)
    write(tmp_path / "twowiki/questions.jsonl", lines({"question": "Q1?", "gold_titles": ["A", "B"]}))
    return tmp_path


def test_twowiki_reports_on_what_ships_and_gold_is_the_first_document_of_a_title(wiki):
    found = twowiki.load(context(wiki))
    assert [(asked.text, asked.gold, asked.split) for asked in found.questions] == [("Q1?", ("0", "1"), "report")]
    assert "--fetched twowiki-dev=FILE" in found.notes[0]


def test_twowiki_chooses_by_questions_that_are_not_reported(wiki):
    others = [
        {"question": "Q1?", "ground_truth": ["A"]},
        {"question": "Q2?", "ground_truth": ["B"]},
        {"question": "Q3?", "ground_truth": ["unknown"]},
    ]
    write(wiki / "other.json", others)
    found = twowiki.load(context(wiki, twowiki_dev=wiki / "other.json"))
    assert [(asked.text, asked.split) for asked in found.questions] == [("Q1?", "report"), ("Q2?", "development")]
    assert found.notes == ("1 questions were left out: a gold title is not in the corpus.",)


def article(id, headline, created, body="<p>x</p>"):
    return {"altids": {"itemid": id}, "headline": headline, "firstcreated": created, "body_nitf": body}


def wire(folder, questions, *articles):
    for each in articles:
        file = folder / "datasets/AP_news/raw_data/2023/11" / f"{each['altids']['itemid']}.json"
        write(file, "\ufeff" + json.dumps(each))
    write(folder / "datasets/AP_news/generated_questions_v2/data_local_questions_assertions.json", questions)
    return folder


def asked_of(*sources):
    texts = [{"source_id": "1", "text": f"headline: {head}\nfirstcreated: {day}\n rest"} for head, day in sources]
    return {"question_id": "q", "question_text": "Why?", "claims": [{"sources": [text]} for text in texts]}


def test_ap_finds_gold_by_headline_and_time(tmp_path):
    early, late = "2023-11-20T10:00:00Z", "2023-11-21T10:00:00Z"
    question = asked_of(("Same", late), ("Other", early), ("Same", late))
    articles = [article("a1", "Same", early), article("a2", "Same", late), article("a3", "Other", early)]
    found = ap.load(context(tmp_path, ap=wire(tmp_path / "qed", [question], *articles)))
    assert [asked.gold for asked in found.questions] == [("a2", "a3")]
    assert not found.public
    assert str(found.documents[0].published) == "2023-11-20"


def test_ap_looks_at_the_first_25_questions_only(tmp_path):
    day = "2023-11-20T10:00:00Z"
    questions = [{**asked_of(("H", day)), "question_id": str(number)} for number in range(30)]
    found = ap.load(context(tmp_path, ap=wire(tmp_path / "qed", questions, article("a", "H", day))))
    assert [asked.id for asked in found.questions] == [str(number) for number in range(25)]


def test_ap_counts_questions_without_a_known_article(tmp_path):
    folder = wire(tmp_path / "qed", [asked_of(("Gone", "2023"))], article("a", "H", "2023-11-20T10:00:00Z"))
    found = ap.load(context(tmp_path, ap=folder))
    assert (found.questions, len(found.notes)) == ((), 1)


def test_markup_becomes_paragraphs():
    assert ap.plain("<p>One &amp; <b>two</b>.</p>\n<p></p><p>Three\nfour.</p>") == "One & two.\n\nThree four."
    assert ap.plain("bare") == "bare"
    assert ap.plain("") == ""


def quiz(id, answer, *choices):
    return {"question_id": id, "question_sentence": f"{id}?", "choices": list(choices), "answer": [answer]}


def searched(id, *pages):
    results = [{"url": url, "title": "t", "text": text, "publish_date": "2025/01/02"} for url, text in pages]
    return {"question_id": id, "search_result": results}


@pytest.fixture
def weeks(tmp_path):
    year = tmp_path / "past/2025"
    write(year / "20250103_qa.jsonl", lines(quiz("q1", "1", "Oslo", "Bergen"), quiz("q2", "0", "None of the above")))
    write(year / "20250103_qa_nota.jsonl", lines(quiz("nota", "0", "Bergen")))
    pages = [("https://www.a.no/1", "In BERGEN, it rained."), ("https://b.no/2", "Bergensk weather")]
    write(year / "20250103_gcs.jsonl", lines(searched("q1", *pages), searched("q2", ("https://b.no/2", "None"))))
    write(year / "20250110_qa.jsonl", lines(quiz("q3", "0", "Oslo"), quiz("q4", "0", "Rome")))
    write(year / "20250110_gcs.jsonl", lines(searched("q3", ("https://c.no/3", "Oslo!"), ("https://c.no/4", " "))))
    return tmp_path


def test_realtimeqa_takes_the_pages_that_hold_the_answer_as_whole_words(weeks):
    found = realtimeqa.load("2025", context(weeks, realtimeqa=weeks))
    texts = {item.id: item.text for item in found.documents}
    assert [(asked.id, [texts[id] for id in asked.gold]) for asked in found.questions] == [
        ("q1", ["In BERGEN, it rained."]),
        ("q3", ["Oslo!"]),
    ]
    assert found.notes[0].startswith("2 weeks: 2 of 4 questions were left out")
    assert not found.public


def test_realtimeqa_has_each_page_once_with_its_outlet_and_day(weeks):
    found = realtimeqa.load("2025", context(weeks, realtimeqa=weeks))
    known = sorted((item.source, str(item.published)) for item in found.documents)
    assert known == [("a.no", "2025-01-02"), ("b.no", "2025-01-02"), ("c.no", "2025-01-02")]


def test_a_limit_is_a_number_of_weeks_of_realtimeqa(weeks):
    found = realtimeqa.load("2025", context(weeks, limit=1, realtimeqa=weeks))
    assert ([asked.id for asked in found.questions], len(found.documents)) == (["q1"], 2)


def test_words_are_compared_without_case_accents_and_punctuation():
    assert realtimeqa.normal("“Café”, 1,000!") == " cafe 1 000 "


def test_clapnq_asks_the_answerable_among_the_passages_of_all(tmp_path):
    def line(id, text):
        return {"id": id, "input": f"{id}?", "passages": [{"title": "T", "text": text}]}

    write(tmp_path / "clapnq/answerable_dev.jsonl", lines(line("a", "one"), line("b", "two")))
    write(tmp_path / "clapnq/unanswerable_dev.jsonl", lines(line("c", "three"), line("d", "one")))
    found = clapnq.load(context(tmp_path))
    texts = {item.id: item.text for item in found.documents}
    assert sorted(texts.values()) == ["one", "three", "two"]
    assert [(asked.id, texts[asked.gold[0]], asked.split) for asked in found.questions] == [
        ("a", "one", "development"),
        ("b", "two", "report"),
    ]


def test_ramdocs_wants_the_right_documents_of_a_question(tmp_path):
    documents = [
        {"text": "right", "type": "correct"},
        {"text": "wrong", "type": "misinfo"},
        {"text": "…", "type": "correct"},
    ]
    rows = [{"question": "Q?", "documents": documents}, {"question": "None?", "documents": documents[1:2]}]
    write(tmp_path / "ramdocs/dev.jsonl", lines(*rows))
    found = ramdocs.load(context(tmp_path))
    texts = {item.id: item.text for item in found.documents}
    assert list(texts.values()) == ["right", "wrong"]
    assert [[texts[id] for id in asked.gold] for asked in found.questions] == [["right"]]


def test_a_broken_file_is_one_sentence(tmp_path):
    write(tmp_path / "xquad_en/xquad.en.json", "{")
    with pytest.raises(DataError, match="is not valid JSON"):
        xquad.load(context(tmp_path))
    write(tmp_path / "ramdocs/dev.jsonl", '{"question": "Q?", "documents": []}\n{')
    with pytest.raises(DataError, match="Line 2 of"):
        ramdocs.load(context(tmp_path))


def test_a_limit_counts_the_questions_of_each_split():
    asked = [Asked(id=str(n), text="?", gold=("d",), split="report" if n > 2 else "development") for n in range(6)]
    made = Collection(name="c", documents=(Item(id="d", title="", text="t"),), questions=tuple(asked))
    assert [each.id for each in made.limited(2).questions] == ["0", "1", "3", "4"]
    assert made.limited(None) is made


def test_a_fingerprint_changes_with_any_character_and_with_the_place_of_a_part():
    item = Item(id="d", title="", text="t")
    assert fingerprint([item]) == fingerprint([Item(id="d", title="", text="t")])
    assert fingerprint([item]) != fingerprint([Item(id="d", title="", text="T")])
    assert fingerprint([item], []) != fingerprint([], [item])
    assert len(fingerprint([item])) == 16


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "documents", "development", "report"),
    [("xquad", 240, 612, 578), ("twowiki", 6119, 0, 51), ("clapnq", 274, 72, 71), ("ramdocs", 1401, 125, 124)],
)
def test_the_shared_sets_obey_the_laws_of_a_collection(shared, tmp_path, name, documents, development, report):
    made = Context(data=shared, work=tmp_path, model="toy", encoder=ToyEncoder)
    found = SETS[name](made)
    assert isinstance(found, Collection)
    ids = {item.id for item in found.documents}
    assert (len(ids), len(found.documents)) == (documents, documents)
    assert len({asked.id for asked in found.questions}) == len(found.questions)
    assert all(asked.gold and ids.issuperset(asked.gold) for asked in found.questions)
    splits = [asked.split for asked in found.questions]
    assert (splits.count("development"), splits.count("report")) == (development, report)
