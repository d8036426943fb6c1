import re
from html.parser import HTMLParser

from evals.report import escaped, page, tag
from evals.rows import Row
from evals.summary import summarise
from tests.evaluated import row, run

HOSTILE = '<script>alert("x")</script>'
RAW = "<script"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, name, attributes):
        self.seen.add(name)


def shown(*rows: Row, **more: object) -> str:
    made = run(*rows, **more)
    return page(made, summarise(made.rows))


def test_text_is_escaped_and_elements_are_not():
    assert tag("b", HOSTILE, tag("i", "x")) == "<b>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;<i>x</i></b>"
    assert escaped(escaped("<")) == "&lt;"


def test_nothing_of_the_data_becomes_a_tag():
    hostile = row(
        HOSTILE,
        verdict="wrong",
        question=HOSTILE,
        answer=HOSTILE,
        gold=(HOSTILE,),
        passages=(HOSTILE, "p"),
        suite=HOSTILE,
        dataset=HOSTILE,
        system=HOSTILE,
        scores={HOSTILE: 1.0, "hit@1": 1.0},
    )
    text = shown(
        hostile,
        data={HOSTILE: HOSTILE},
        command=HOSTILE,
        commit=HOSTILE,
        skipped={"s": {HOSTILE: HOSTILE}},
        notes={"s": [HOSTILE]},
    )
    tags = Tags()
    tags.feed(text)
    assert RAW not in text
    assert "script" not in tags.seen
    assert "&lt;script&gt;" in text


def test_the_page_needs_nothing_from_elsewhere():
    text = re.sub(r'xmlns(:\w+)?="[^"]*"', "", shown(row("1"), row("1", system="bm25")))
    assert not re.findall(r"(?:src|href)=[\"']?(?:https?:)?//", text)


def test_the_page_has_a_plot_whose_text_follows_the_scheme_of_the_reader():
    text = shown(row("1", scores={"MRR": 0.5}), row("1", system="bm25", scores={"MRR": 0.25}))
    assert "<svg" in text
    assert "currentColor" in text
    assert "#010203" not in text
    assert "color-scheme: light dark" in text


def test_the_same_run_gives_the_same_page():
    assert shown(row("1"), row("2", 0.0)) == shown(row("1"), row("2", 0.0))


def test_lost_questions_of_our_system_are_listed():
    text = shown(
        row("ours", scores={"all-gold@8 passages": 0.0}, gold=("g",), passages=("p", "g")),
        row("theirs", scores={"all-gold@8 passages": 0.0}, system="bm25"),
    )
    assert "Lost questions: 1" in text
    assert "<td>ours<small>ours</small></td><td></td><td>g</td><td>p, <b>g</b></td>" in text
    assert "<td>theirs<small>" not in text


def test_means_stand_with_their_intervals():
    assert "<td>0.500<small>0.000 – 1.000</small></td>" in shown(row("1", 1.0), row("2", 0.0))


def test_what_was_skipped_is_told_with_its_reason():
    text = shown(row("1"), skipped={"retrieval": {"ap": "it must be fetched"}})
    assert "<li>ap was skipped: it must be fetched.</li>" in text


def test_a_run_without_rows_has_a_page():
    assert "At a glance" in shown()
