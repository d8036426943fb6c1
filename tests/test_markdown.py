"""The pack as Markdown: what documents and models wrote is read as text, and makes no link, image, heading or list."""

from urllib.parse import unquote

from hypothesis import example, given
from markdown_it import MarkdownIt

from export.markdown import escaped, markdown
from export.wording import line
from tests.evidenced import QUESTION, hostile, pack, packs, quoting

READER = MarkdownIt("gfm-like", {"linkify": False})


def inline(text: str) -> list:
    return [child for token in READER.parse(text) for child in token.children or ()]


def kinds(text: str) -> list[str]:
    """What a text is made of beside words: blocks and inline pieces, by name."""
    blocks = [
        token.type for token in READER.parse(text) if token.type not in ("inline", "paragraph_open", "paragraph_close")
    ]
    return blocks + [child.type for child in inline(text) if child.type not in ("text", "text_special")]


@given(hostile)
@example("1. one")
@example("[a]: http://evil.org")
@example("-")
@example("1) a")
@example("===")
def test_escaped_text_reads_as_it_is_and_is_words_only(text):
    assert kinds(escaped(text)) == []
    assert "".join(child.content for child in inline(escaped(text))) == line(text)


@given(packs())
def test_a_pack_has_the_links_and_headings_that_it_makes_itself_and_no_others(made):
    text = markdown(made)
    tokens = READER.parse(text)
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert len(headings) == 7  # question, Sentences, Quotations, Evidence, the citation, How it was answered, Index
    assert not {"html_block", "html_inline", "image", "fence", "code_block", "hr", "table_open"} & set(kinds(text))
    links = [unquote(child.attrs["href"]) for child in inline(text) if child.type == "link_open"]
    assert links == [unquote(each.link) for each in made.exchanges[0].evidence if each.link]


def test_the_words_and_where_they_stand_are_there():
    text = markdown(pack())
    assert text.startswith(f"# {QUESTION}\n")
    assert "\n> The harbour will stay open, whatever the weather does\n" in text
    assert "- Place: characters 973–1026 of document harbour-1\n" in text
    assert "**unsupported: No passage holds the number 40.**" in text
    assert "- Made by: gpt-x, prompt answer\\@1a2b\n" in text


def test_a_conversation_has_a_part_for_each_question():
    text = markdown(pack(times=2))
    assert "# Evidence for 2 answers\n" in text
    assert f"## 1. {QUESTION}\n" in text
    assert f"## 2. {QUESTION}\n" in text


def test_words_of_two_paragraphs_are_one_quotation():
    text = "One here.\n\n# Two there."
    assert "> One here.\n>\n> \\# Two there." in markdown(quoting(text, (0, len(text))))
