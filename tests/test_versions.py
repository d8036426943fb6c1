"""An update of a story is a near-copy: its other figure is read, and the answer says that the two disagree."""

import asyncio
from pathlib import Path

from answer.assistant import Assistant
from tests import newsroom

STORY = """The strike on the harbour of Bushehr shook the town early in the morning. In the strike on Bushehr {} \
people were killed, the governor said. Schools and shops stayed closed for the whole day, and the road to the harbour \
was shut. Rescue teams from three towns searched the ruins of the warehouse until the evening with dogs and lamps."""


def test_an_updated_copy_of_a_story_disagrees_with_it(tmp_path: Path):
    folder = tmp_path / "docs"
    folder.mkdir()
    for outlet, day, dead in (("Reuters", "2025-07-03", 15), ("AP", "2025-07-05", 17)):
        text = newsroom.article("Strike on Bushehr", STORY.format(dead), outlet, day)
        (folder / f"{outlet}.md").write_text(text, "utf-8")
    with newsroom.opened(tmp_path) as index:
        index.update([str(folder)], max_bytes=newsroom.LIMIT)
        answer = asyncio.run(Assistant(index).ask("How many people were killed in the strike on Bushehr?"))
        documents = {id: index.catalogue.document(id) for id in index.catalogue.document_ids()}
    line = "The sources disagree on the number: 15 (Reuters, 3 July 2025), 17 (AP, 5 July 2025)."
    assert line in answer.text
    assert {"15 people were killed" in each.quote for each in answer.citations} == {True, False}
    assert answer.conflict.slot == "number"
    newsroom.assert_lawful(answer, documents)
