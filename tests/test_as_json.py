"""The pack as JSON can be verified without the index, and a change is found out."""

import json

import pytest
from hypothesis import given

from export.as_json import as_json, verify
from tests.evidenced import pack, packs, quoting


@given(packs())
def test_every_pack_verifies(made):
    found = verify(as_json(made))
    assert (found.citations, found.documents, found.problems) == (1, 1, ())


def test_a_changed_word_a_changed_text_and_a_moved_place_are_found_out():
    whole = json.loads(as_json(quoting("The ship sails. The harbour is open.", (16, 36))))
    evidence, source = whole["exchanges"][0]["evidence"][0], whole["sources"][0]
    assert evidence["words"] == ["The harbour is open."]
    moved = "The words of citation 1 do not stand at their place in document d-1."
    evidence["words"] = ["The harbour is shut."]
    assert verify(json.dumps(whole)).problems == (moved,)
    evidence["words"] = ["The harbour is open."]
    evidence["spans"][0]["start"] = 15
    assert verify(json.dumps(whole)).problems == (moved,)
    evidence["spans"][0]["start"] = 16
    source["text"] += "!"
    assert verify(json.dumps(whole)).problems == (
        "The text of document d-1 does not have the SHA-256 that is given for it.",
    )


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", "null", '{"sources": 1}', '{"sources": [{}], "exchanges": []}', "\0"]
)
def test_what_is_no_pack_is_said_to_be_none(content):
    assert verify(content).problems == ("This is no evidence pack in JSON.",)


def test_a_text_without_its_fingerprint_is_a_problem():
    whole = json.loads(as_json(pack()))
    whole["sources"][0]["sha256"] = ""
    assert verify(json.dumps(whole)).problems == ("Citation 1 cannot be compared: its document has no fingerprint.",)
