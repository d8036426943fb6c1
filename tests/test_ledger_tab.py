"""The tab “Who said what” and its endpoint, over a small newsroom: what its events show, without a browser."""

import csv
import io
import json
import threading
from types import SimpleNamespace

import gradio as gr
import pytest
from gradio_client import Client

from answer.ledger_export import COLUMNS, as_json
from answer.lookup import look_up
from index.ledger import Query
from index.store import Index
from tests import newsroom
from tests import ui_fakes as fakes
from tests.test_html import Text
from ui.answers import Answers
from ui.ledger_tab import LedgerTab, Visit


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("newsroom")
    docs = newsroom.write(folder / "docs")
    (docs / "doubt.txt").write_text("Ada Berg thinks that the harvest of wheat is late this year.", "utf-8")
    with newsroom.opened(folder) as built:
        built.update([str(docs)], max_bytes=newsroom.LIMIT)
        yield built


@pytest.fixture(scope="module")
def service(index, tmp_path_factory):
    made = fakes.over_newsroom(tmp_path_factory.mktemp("uploads"), index)
    made._loading.result()
    return made


@pytest.fixture
def tab(service):
    return LedgerTab(service, Answers())


async def last(views):
    return [view async for view in views][-1]


def click(**data):
    return SimpleNamespace(_data=data)


async def test_a_speaker_and_a_topic_lead_to_rows_whose_sources_can_be_opened(tab):
    markup = await last(tab.look_up(Visit(), "Lavrov", "Iran"))
    assert "The leadership drew its conclusions long before the strikes on Iran" in Text(markup).text
    message = markup.split('data-message="')[1][:24]
    assert tab.answers.get(message).citations[0].quote.startswith("The leadership drew")


async def test_the_controls_limit_what_is_shown(tab):
    everything = Text(await last(tab.look_up(Visit(), "Everybody"))).text
    assert "Coast Wire" in everything
    assert "Desk" in everything
    limited = Text(await last(tab.look_up(Visit(), "", "", "2025-07-13", "2025-07-13", ["Desk"], [], [], []))).text
    assert "Desk" in limited
    assert "Coast Wire" not in limited


async def test_doubtful_statements_are_shown_when_asked_for(tab, index):
    sure, everything = (look_up(index, "", Query(confidence=least)).ledger.total for least in (0.75, 0.0))
    assert sure < everything
    controls = ("Everybody", "", None, None, [], [], [], [], "newest")
    assert f"{everything - sure} more" in Text(await last(tab.look_up(Visit(), *controls, False))).text
    text = Text(await last(tab.look_up(Visit(), *controls, True))).text
    assert text.startswith(f"{everything} statements.")
    assert "doubtful: about" in text


async def test_nothing_on_the_topic_is_told_with_what_was_searched_and_the_nearest(tab):
    text = Text(await last(tab.look_up(Visit(), "Lavrov", "football"))).text
    assert text.startswith("Nothing by Lavrov about football was found.")
    assert "Searched 5 documents" in text
    assert "Nearest, but not what was asked for" in text


async def test_without_anything_asked_the_tab_says_what_it_is_for(tab):
    assert Text(await last(tab.look_up(Visit(), None, " "))).text.startswith("Who said what?")


@pytest.mark.parametrize("since", ["yesterday", "2025-99-99"])
async def test_a_date_that_is_none_is_a_sentence(tab, since):
    markup = await last(tab.look_up(Visit(), "Lavrov", "", since))
    assert "“From” is no date" in Text(markup).text
    assert 'role="alert"' in markup


async def test_what_breaks_is_one_sentence_and_tells_nothing(tab, monkeypatch, caplog):
    monkeypatch.setattr(tab, "_report", lambda wanted, limit: 1 / 0)
    text = Text(await last(tab.look_up(Visit(), "Lavrov"))).text
    assert text == "Something went wrong while looking this up. Try it again."
    assert "Lavrov" not in caplog.text


async def test_a_chip_looks_somebody_up_and_sets_the_controls(tab):
    who, about, markup = await last(tab.act(click(who="Sergei Lavrov", about="Iran"), Visit(), "x", "y"))
    assert (who, about) == ("Sergei Lavrov", "Iran")
    assert "about Iran" in Text(markup).text
    assert (await last(tab.act(click(who="Sergei Lavrov"), Visit(), "x", "Iran")))[1] == "Iran"


async def test_more_rows_are_a_click_away(tab):
    _, _, markup = await last(tab.act(click(more="1"), Visit(), "Everybody", ""))
    assert markup.count('class="said"') == 1


@pytest.mark.parametrize("data", [None, {}, {"who": 7}, {"more": "x"}, {"more": ["1"]}, {"more": "-1"}, []])
async def test_a_made_up_click_does_nothing(tab, data):
    assert [view async for view in tab.act(SimpleNamespace(_data=data), Visit(), "Lavrov", "")] == []


async def test_opening_the_tab_offers_speakers_with_counts_and_loads_no_model(tmp_path):
    newsroom.build(tmp_path).close()

    def loaded():
        raise AssertionError("the model was loaded")

    with Index.open(tmp_path / "store", model="toy", encoder=loaded) as cold:
        service = fakes.over_newsroom(tmp_path, cold)
        names, outlets, markup = await last(LedgerTab(service, Answers()).arrive(Visit()))
        assert names["choices"][0][1] == "Everybody"
        assert names["choices"][1][0].startswith("Sergei Lavrov (")
        assert outlets["choices"] == ["Coast Wire", "Desk", "Echo"]
        assert "Quoted most" in Text(markup).text


async def test_what_was_looked_up_stays_when_the_reader_comes_back(tab):
    visit = Visit()
    await last(tab.look_up(visit, "Lavrov"))
    assert (await last(tab.arrive(visit)))[2] == gr.skip()


async def test_while_the_index_opens_the_tab_says_so(tmp_path):
    hold = threading.Event()
    service = fakes.service(tmp_path, hold=hold)
    views = LedgerTab(service, Answers()).arrive(Visit())
    assert 'role="status"' in (await anext(views))[2]
    hold.set()
    assert "Who said what?" in (await last(views))[2]
    service.close()


async def test_the_csv_has_every_row_of_the_look_up_and_is_known_by_its_secret_number_only(tab):
    markup = await last(tab.look_up(Visit(), "Everybody"))
    rows = list(csv.DictReader(io.StringIO(tab.csv(markup.split('data-message="')[1][:24]))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == markup.count('class="said"')
    for made_up in ("0" * 24, None, 7, ["x"], {}):
        assert tab.csv(made_up) == ""


def test_the_endpoint_gives_what_the_command_line_gives(service, index, tmp_path):
    with fakes.running(fakes.over_newsroom(tmp_path, newsroom.build(tmp_path))) as address:
        client = Client(address, verbose=False)
        found = client.predict("Lavrov", "Iran", api_name="/statements")
        expected = json.loads(as_json(look_up(index, "Lavrov", Query(about="Iran"))))
        assert found.keys() == expected.keys()
        assert [row["words"] for row in found["rows"]] == [row["words"] for row in expected["rows"]]
        limited = client.predict(speaker="", kinds=["direct"], order="oldest", limit=1, api_name="/statements")
        assert [row["statement"]["kind"] for row in limited["rows"]] == ["direct"]
        for wrong, sentence in (({"kinds": ["loud"]}, "kinds: 'loud'"), ({"since": "soon"}, "“From” is no date")):
            with pytest.raises(Exception, match=sentence):
                client.predict(api_name="/statements", **wrong)
        client.close()
