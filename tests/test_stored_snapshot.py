"""One stored answer of the newsroom: what the endpoint `ask` gives is what was stored. To store it anew:
`VERBATIM_STORE_SNAPSHOT=1 pytest tests/test_stored_snapshot.py`, and look at the difference.
"""

import json
import os
import re
from pathlib import Path

import pytest

from answer.snapshot import dump, load
from tests import doors
from ui.calls import ask

STORED = Path(__file__).parent / "data" / "answer_snapshot.json"
QUESTION = "What did Lavrov say about Korea?"
_ID = re.compile(r"\b(wonsan|drills|echo|grain)-[0-9a-f]{8}\b")
"""The id of a document ends with a hash of its path, which is another in every folder."""


@pytest.fixture
def service(tmp_path):
    made = doors.service(tmp_path)
    yield made
    made.close()


async def test_the_endpoint_gives_the_stored_snapshot(service):
    text = json.dumps({**await ask(service, QUESTION), "seconds": {}}, ensure_ascii=False)
    given = json.loads(_ID.sub(r"\1-00000000", text))
    given["coverage"]["changed"] = "2026-11-25T13:08:52Z"  # when this test's index was made
    if os.environ.get("VERBATIM_STORE_SNAPSHOT"):
        STORED.write_text(json.dumps({"version": 1, "answer": given}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert json.loads(STORED.read_text("utf-8"))["answer"] == given


def test_the_stored_snapshot_is_read_back_exactly():
    answer = load(STORED.read_text("utf-8"))
    assert answer.citations
    assert load(dump(answer)) == answer
