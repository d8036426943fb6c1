"""No text becomes markup but through `ui.html`, and nothing it makes can run."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import html
from ui.html import Html, element, escape, join, web_address

UI = Path(html.__file__).parent
anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))


class Text(HTMLParser):
    """The text and the tags of some HTML."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", []
        self.feed(markup)
        self.close()

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


@given(anything)
def test_escaped_text_reads_as_it_was_and_holds_no_tag(text):
    seen = Text(escape(text))
    assert (seen.text, seen.tags) == (text, [])


@given(anything)
def test_escaped_text_holds_no_mark_of_a_template(text):
    assert not re.search(r"[<>{}$`\"']", escape(text))


@given(anything, anything)
def test_an_element_keeps_its_text_and_its_attributes(text, title):
    seen = Text(element("p", text, title=title))
    assert (seen.text, seen.tags) == (text, [("p", {"title": title})])


def test_html_is_not_escaped_twice():
    assert join(element("p", Html("&amp;")), "&") == "<p>&amp;</p>&amp;"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//host/x", "file:///etc/passwd", " ", "x"])
def test_a_link_that_is_no_web_address_is_left_out(url):
    assert web_address(url) == ""
    assert element("a", "x", href=url) == "<a>x</a>"


@pytest.mark.parametrize("url", ["https://example.org/a?b=c", "http://example.org", "#cite-0a-1"])
def test_web_addresses_and_places_of_the_page_are_links(url):
    assert Text(element("a", "x", href=url)).tags == [("a", {"href": url})]


@pytest.mark.parametrize("tag", ["script", "img", "iframe", "form", "style", "use", "animate", "foreignObject"])
def test_a_tag_that_could_do_something_is_refused(tag):
    with pytest.raises(ValueError, match=tag):
        element(tag)


@pytest.mark.parametrize("name", ["onclick", "style", "src", "srcdoc"])
def test_an_attribute_that_could_do_something_is_refused(name):
    with pytest.raises(ValueError, match=name):
        element("p", **{name: "x"})


def test_no_other_module_of_the_page_writes_a_tag():
    for module in UI.glob("*.py"):
        texts = [node.value for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Constant)]
        tags = [text for text in texts if isinstance(text, str) and re.search(r"<[a-z/!]", text)]
        allowed = {"html.py": tags}
        prose = [text for text in tags if "\n" in text or "`" in text]
        assert [text for text in tags if text not in allowed.get(module.name, []) and text not in prose] == []
