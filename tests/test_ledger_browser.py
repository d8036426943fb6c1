"""The tab “Who said what” in a real browser, over a real index of a small newsroom with one hostile document."""

import csv
import json
import re

import pytest
from playwright.sync_api import expect

from tests import newsroom
from tests import ui_fakes as fakes
from tests.browsing import DESKTOP, PHONE, in_view, visit

pytestmark = pytest.mark.browser

BAD = "<img src=x onerror=alert(1)> ${alert(2)} {{x}}"
CONCLUSIONS = "The leadership drew its conclusions long before the strikes on Iran,"
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
CONTRAST = """() => {
  const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const over = (top, below) => { const a = top[3] ?? 1; return [0, 1, 2].map((i) => top[i] * a + below[i] * (1 - a)); };
  const ground = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) layers.push(rgb(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const light = (c) => c.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const poor = [];
  for (const node of document.querySelectorAll("#ledger *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!own || !node.offsetParent || node.closest(".unseen")) continue;
    const below = ground(node);
    const [a, b] = [light(over(rgb(getComputedStyle(node).color), below)), light(below)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push(`${node.textContent.trim().slice(0, 30)} ${ratio.toFixed(2)}`);
  }
  return poor;
}"""
"""Texts of the tab whose contrast with what lies behind them is under 4.5:1 (WCAG 2.2, 1.4.3)."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("newsroom")
    docs = newsroom.write(folder / "docs")
    hostile = {"title": BAD, "source": "=HYPERLINK(1)", "published": "2025-09-01",
               "text": f"Ada Berg warned that {BAD} would rise. “{BAD} is dear,” Ada Berg said."}  # fmt: skip
    (docs / "hostile.json").write_text(json.dumps(hostile), "utf-8")
    (docs / "doubt.txt").write_text("Ada Berg thinks that the harvest of wheat is late this year.", "utf-8")
    index = newsroom.opened(folder)
    index.update([str(docs)], max_bytes=newsroom.LIMIT)
    with fakes.running(fakes.over_newsroom(folder / "uploads", index)) as address:
        yield address


def opened(browser, site, size, scheme="light"):
    page = visit(browser, site, size)
    page.emulate_media(color_scheme=scheme)
    page.get_by_role("tab", name="Who said what").click()
    expect(page.get_by_role("heading", name="Who said what?")).to_be_visible()
    return page


def pick(page, typed, name):
    page.get_by_role("combobox", name="Speaker").click()
    page.keyboard.type(typed)
    page.get_by_role("option", name=name).click()


def about(page, topic):
    page.get_by_label("Topic").fill(topic)
    page.get_by_role("button", name="Look up").click()


def fits(page, size):
    return page.evaluate("document.documentElement.scrollWidth") == size["width"]


@SIZES
def test_a_speaker_is_picked_a_topic_typed_and_the_words_open_in_their_document(browser, site, size):
    page = opened(browser, site, size)
    pick(page, "lav", re.compile("^.*Sergei Lavrov"))
    expect(page.locator("#statements .summary")).to_contain_text("Sergei Lavrov")
    about(page, "Iran")
    expect(page.locator("#statements .summary")).to_contain_text("about Iran")
    row = page.get_by_role("row").filter(has_text="The leadership drew")
    expect(row).to_contain_text("second-hand, by TASS")
    expect(row).to_contain_text("12 Jul 2025")
    assert fits(page, size)
    row.get_by_role("link").click()
    expect(page.locator("#panel mark").first).to_have_text(CONCLUSIONS.rstrip(","))
    page.wait_for_timeout(500)
    assert in_view(page)
    assert page.trouble == []
    page.close()


@SIZES
def test_nothing_found_is_a_result(browser, site, size):
    page = opened(browser, site, size)
    page.get_by_role("button", name=re.compile("^Sergei Lavrov \\d")).click()
    expect(page.locator("#statements .summary")).to_contain_text("Sergei Lavrov")
    about(page, "football")
    expect(page.locator("#statements")).to_contain_text("Nothing by Sergei Lavrov about football was found.")
    expect(page.locator("#statements")).to_contain_text("Nearest, but not what was asked for")
    page.locator("#statements a.said").first.click()
    expect(page.locator("#panel mark").first).to_be_visible()
    assert fits(page, size)
    assert page.trouble == []
    page.close()


def test_an_unknown_name_offers_those_that_are_known(browser, site):
    page = opened(browser, site, DESKTOP)
    page.get_by_role("combobox", name="Speaker").fill("Latrovski")
    page.keyboard.press("Tab")
    expect(page.locator("#statements")).to_contain_text("No speaker fits “Latrovski”")
    page.locator("#statements .chip").first.click()
    expect(page.locator("table.statements")).to_be_visible()
    assert page.trouble == []
    page.close()


def test_hostile_words_are_shown_and_do_nothing_and_the_csv_holds_no_formula(browser, site, tmp_path):
    page = opened(browser, site, DESKTOP)
    page.get_by_role("button", name=re.compile("^Everybody")).click()
    expect(page.locator("table.statements")).to_contain_text(BAD)
    expect(page.locator(".timeline figure").first).to_contain_text("Statements a month, by speaker.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save all as CSV").click()
    download.value.save_as(tmp_path / "statements.csv")
    rows = list(csv.DictReader((tmp_path / "statements.csv").read_text("utf-8-sig").splitlines()))
    assert len(rows) == page.locator("#statements a.said").count()
    assert {row["outlet"] for row in rows} >= {"'=HYPERLINK(1)", "Coast Wire"}
    assert page.locator("#statements img, #statements script").count() == 0
    assert page.trouble == []
    page.close()


def test_the_filters_and_the_plot_are_changed_by_the_keyboard_alone(browser, site):
    page = opened(browser, site, DESKTOP)
    page.get_by_role("button", name=re.compile("^Everybody")).click()
    expect(page.locator("table.statements")).to_be_visible()
    page.get_by_role("button", name="By kind").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-plotted=kind]")).to_be_visible()
    expect(page.locator("[data-plotted=speaker]")).to_be_hidden()
    page.get_by_role("button", name="Dates, outlets").focus()
    page.keyboard.press("Enter")
    page.locator("#said-since input").first.fill("2025-07-14")
    page.keyboard.press("Enter")
    expect(page.locator("table.statements")).not_to_contain_text("12 Jul 2025")
    expect(page.locator("table.statements")).to_contain_text("14 Jul 2025")
    page.locator("#said-kinds input").focus()
    page.keyboard.type("direct q")
    page.keyboard.press("Enter")
    expect(page.locator(".statements .voice.reported")).to_have_count(0)
    page.get_by_label("Show doubtful ones").focus()
    page.keyboard.press("Space")
    expect(page.locator("#statements")).not_to_contain_text("tick “Show doubtful ones”")
    page.locator("a.said").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel mark").first).to_be_visible()
    assert page.trouble == []
    page.close()


def test_statements_are_copied_with_their_source(browser, site):
    page = opened(browser, site, DESKTOP)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=re.compile("^Sergei Lavrov \\d")).click()
    page.get_by_role("button", name="Copy the statement by Sergei Lavrov").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.count("Sergei Lavrov (") == 1
    page.get_by_role("button", name="Copy these").click()
    expect(page.locator("#statements .told")).to_have_text("Copied")
    everything = page.evaluate("navigator.clipboard.readText()")
    assert len(everything.split("\n\n")) == page.locator("a.said").count()
    page.close()


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read_and_every_target_hit(browser, site, size, scheme):
    page = opened(browser, site, size, scheme)
    assert page.evaluate(CONTRAST) == []
    page.get_by_role("button", name=re.compile("^Everybody")).click()
    expect(page.locator("table.statements")).to_be_visible()
    page.get_by_label("Show doubtful ones").check()
    expect(page.locator(".doubtful").first).to_be_visible()
    assert page.evaluate(CONTRAST) == []
    small = page.evaluate(
        """() => [...document.querySelectorAll("#ledger button")]
          .filter((target) => target.offsetParent && target.getBoundingClientRect().height < 24)
          .map((target) => target.textContent)"""
    )
    assert small == []
    assert fits(page, size)
    assert page.trouble == []
    page.close()
