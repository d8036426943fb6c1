"""The pack as BibTeX: it is read back by BibTeX's own rule of braces, and holds no command but our own."""

import re

from hypothesis import given

from export.bibtex import bibtex, escaped
from export.wording import line, title
from tests.evidenced import hostile, pack, packs, quoting

NAMED = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
}


def entries(text: str) -> list[dict[str, str]]:
    """The entries, read as BibTeX does: a value ends where its brace closes, and a backslash protects none."""
    found = []
    at = 0
    while (begin := re.compile(r"\s*@misc\{([a-z0-9-]+),\n").match(text, at)) is not None:
        fields, at = {"key": begin[1]}, begin.end()
        while (field := re.compile(r"  (\w+) = \{").match(text, at)) is not None:
            depth, at = 1, field.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            fields[field[1]] = text[field.end() : at - 1]
            assert text[at : at + 2] == ",\n"
            at += 2
        assert text[at : at + 2] == "}\n"
        at += 2
        found.append(fields)
    assert text[at:].strip() == ""
    return found


def shown(value: str) -> str:
    """A value as TeX would print it."""
    return re.sub(r"\\(?:(text\w+)\{\}|([$&#%_]))", lambda found: NAMED[found[1]] if found[1] else found[2], value)


@given(packs())
def test_every_pack_is_one_entry_with_its_title_and_words(made):
    (entry,) = entries(bibtex(made))
    assert shown(entry["title"][1:-1]) == title(made.sources[0])
    assert line(made.exchanges[0].evidence[0].quote) in shown(entry["annote"])
    assert f"SHA-256 of the text {made.sources[0].sha256}" in entry["note"]


@given(hostile)
def test_escaped_text_holds_no_command_but_those_that_stand_for_a_sign(text):
    assert (
        re.sub(r"\\text(backslash|brace(left|right)|ascii(tilde|circum))\{\}|\\[$&#%_]", "", escaped(text)).count("\\")
        == 0
    )
    assert shown(escaped(text)) == line(text)


def test_an_entry_has_what_a_bibliography_needs():
    first, second = entries(bibtex(pack()))
    assert first | {"note": "", "annote": ""} == {
        "key": "verbatim-harbour1",
        "title": "{Minister promises an open harbour}",
        "author": "{Jo Lind}",
        "howpublished": "Coast Wire",
        "year": "2025",
        "month": "7",
        "date": "2025-07-02",
        "url": "https://example.org/harbour",
        "note": "",
        "annote": "",
    }
    assert "characters 973–1026" in first["annote"]
    assert "url" not in second  # javascript: is no address


def test_two_citations_of_a_document_are_one_entry_and_no_citation_is_none():
    assert len(entries(bibtex(quoting("one two", (0, 3), (4, 7))))) == 1
    assert bibtex(quoting("one two")) == ""
