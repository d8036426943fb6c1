"""XQuAD's English part: 240 paragraphs of encyclopedia articles, 1,190 questions, one gold paragraph each."""

from typing import Any, cast

from evals.datasets.collection import Absent, Asked, Collection, Item, missing, read_json
from evals.suites import Context


def load(context: Context) -> Collection | Absent:
    """Each paragraph is a document. Questions of the articles at even places choose, those at odd places report."""
    file = context.data / "xquad_en" / "xquad.en.json"
    if absent := missing(file):
        return absent
    documents: list[Item] = []
    questions: list[Asked] = []
    for place, article in enumerate(cast(dict[str, Any], read_json(file))["data"]):
        for number, paragraph in enumerate(article["paragraphs"]):
            id = f"{place}-{number}"
            documents.append(Item(id=id, title=article["title"].replace("_", " "), text=paragraph["context"]))
            questions += [
                Asked(
                    id=asked["id"],
                    text=asked["question"],
                    gold=(id,),
                    split="report" if place % 2 else "development",
                )
                for asked in paragraph["qas"]
            ]
    return Collection(name="xquad", documents=tuple(documents), questions=tuple(questions))
