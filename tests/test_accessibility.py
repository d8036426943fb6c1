"""No state of the page shuts anybody out: axe-core finds nothing in it, at any width, in light and in dark."""

import pytest

from tests.axe import violations
from tests.browsing import DESKTOP, PHONE, visit
from tests.page_states import STATES, served

pytestmark = pytest.mark.browser

SIZES = {"desktop": DESKTOP, "phone": PHONE}
SHOWN = [(state, size) for state in STATES for size in SIZES]
SMALLEST = 24
"""Pixels that a target has at least, either way (WCAG 2.2, 2.5.8)."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with served(tmp_path_factory.mktemp("states")) as address:
        yield address


@pytest.fixture(scope="module", params=SHOWN, ids=lambda each: f"{each[0].name}, {each[1]}")
def shown(request, browser, site):
    """The page in a state at a size; the tests of one state share it, and leave it as it was."""
    state, size = request.param
    page = visit(browser, site, SIZES[size])
    state.reach(page)
    yield page
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_state_breaks_no_rule(shown, scheme):
    shown.emulate_media(color_scheme=scheme)
    shown.wait_for_function("(dark) => document.body.classList.contains('dark') === dark", arg=scheme == "dark")
    assert violations(shown) == []
    shown.emulate_media(color_scheme="light")


def test_a_state_read_from_right_to_left_does_not_scroll_sideways(shown):
    shown.evaluate("document.documentElement.dir = 'rtl'")
    assert shown.evaluate("document.documentElement.scrollWidth") == shown.viewport_size["width"]
    shown.evaluate("document.documentElement.dir = 'ltr'")


def test_nothing_moves_in_a_state_for_who_wants_no_motion(shown):
    """But Gradio's list of choices, which a script of its own moves past every style sheet."""
    shown.emulate_media(reduced_motion="reduce")
    moving = shown.evaluate(
        """() => document.getAnimations()
          .filter((each) => each.playState === "running" && !each.effect.target.matches(".options"))
          .map((each) => `${each.effect.target.id} ${each.effect.target.className}`)"""
    )
    assert moving == []
    shown.emulate_media(reduced_motion="no-preference")


def test_a_state_says_nothing_in_the_console(shown):
    assert shown.trouble == []
