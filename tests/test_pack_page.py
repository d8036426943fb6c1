"""The pack as one HTML file: nothing in it runs or is fetched, whatever documents and models wrote."""

from html.parser import HTMLParser

from hypothesis import given

from tests.evidenced import QUESTION, pack, packs, quoting
from ui.pack_page import page

HARMLESS = {
    "html", "head", "meta", "title", "style", "body", "header", "footer", "section", "article", "details", "summary",
    "h1", "h2", "h3", "p", "div", "span", "ol", "ul", "li", "blockquote", "mark", "a",
}  # fmt: skip


class Seen(HTMLParser):
    """The tags with their attributes, and the text, of a file."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: list[str] = []
        self.open: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if "mark" in self.open:
            self.marked[-1] += data


@given(packs())
def test_only_harmless_tags_are_in_it_and_links_lead_to_web_addresses(made):
    seen = Seen(page(made))
    assert {tag for tag, _ in seen.tags} <= HARMLESS
    assert not {name for _, attributes in seen.tags for name in attributes if name.startswith("on")}
    assert not {name for _, attributes in seen.tags for name in attributes} & {"src", "srcset", "style", "action"}
    links = [attributes["href"] for tag, attributes in seen.tags if tag == "a"]
    assert links == [each.link for each in made.exchanges[0].evidence if each.link]


def test_its_policy_allows_nothing_but_its_own_style():
    policies = [attributes["content"] for tag, attributes in Seen(page(pack())).tags if attributes.get("http-equiv")]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]


def test_the_words_are_marked_in_the_documents_as_stored():
    assert Seen(page(pack())).marked == [
        "The harbour will stay open, whatever the weather does",
        "*not bold* _or this_ $x$ ${alert(5)} [9]",
    ]
    assert Seen(page(quoting("one two three", (4, 7), (8, 13)))).marked == ["two", "three"]


def test_question_checks_and_how_it_was_answered_are_told():
    text = page(pack())
    assert f"<title>{QUESTION}</title>" in text
    assert "unsupported: No passage holds the number 40." in text
    assert "gpt-x, prompt answer@1a2b" in text
