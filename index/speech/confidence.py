"""How far a statement may be trusted: by its construction, its verb and the words for its speaker.

The weights are set by hand, in steps of .05, from what grammar leaves open: a quotation names its words itself, a
clause without “that” may end elsewhere, “it” may mean anything. They are checked and not fitted: `python -m evals run
statements --fetched polnear=PATH` gives the share of right statements by confidence, and the one above `SURE`.
"""

from collections.abc import Mapping

from index.speech.acts import Act, Construction
from index.speech.verbs import Family
from index.types import StatementKind

SURE = 0.75
"""Statements from here on are shown without being asked for; below it they are kept, and shown on demand."""

_CONSTRUCTION: Mapping[Construction, float] = {
    "finite": 0.0, "according": 0.05, "participle": -0.15, "passive": -0.1, "adjective": -0.3,
    "infinitive": -0.35, "noun": -0.3, "colon": -0.2,
}  # fmt: skip
_FAMILY: Mapping[Family, float] = {"say": 0.0, "judge": -0.2, "will": -0.3, "show": -0.35, "think": -0.4}
_STRONG_FAMILY = -0.05
_KIND: Mapping[StatementKind, float] = {"direct": 0.1, "mixed": 0.0, "indirect": -0.05}
_PRONOUN = {"he": 0.0, "she": 0.0, "i": -0.15, "we": -0.25, "who": -0.15, "whom": -0.15, "they": -0.25, "it": -0.25}
CLAUSAL = frozenset(
    "say tell write explain insist warn argue tweet note announce add reply claim state declare testify confirm deny "
    "emphasize emphasise stress reiterate acknowledge admit concede predict assert allege contend caution respond "
    "remark vow pledge promise suggest indicate recall report quip".split()
) | {"according to"}
"""Verbs that hardly ever mean anything but speech."""
_STRONG = frozenset(
    "accuse blame praise condemn denounce criticize criticise blast slam describe defend portray lambast lambaste "
    "deride decry hail laud applaud dismiss urge vow decline order refuse".split()
)
"""Verbs of judging and wishing that name a public act: “Russia condemned the drills” says what Russia said."""
_VAGUE = frozenset(
    "speak talk discuss highlight rule echo comment underscore reference maintain go read mention".split()
)
"""Verbs that mostly name a topic or another act, not what was said of it."""
_FEW = 4
"""Words: a report of fewer is often a mere phrase."""


def confidence(act: Act, kind: StatementKind, *, words: int, that: bool, doubtful: bool) -> float:
    """The confidence in a statement, from .05 to .99.

    `words`: of its content; `that`: the word opens it; `doubtful`: the pronoun could mean others.
    """
    family = _STRONG_FAMILY if act.cue in _STRONG else _FAMILY[act.family]
    value = 0.9 + _CONSTRUCTION[act.construction] + family + _KIND[kind] + _of_subject(act)
    value += 0.05 if act.cue in CLAUSAL else -0.1 if act.family == "say" else 0.0
    value -= 0.1 if act.cue in _VAGUE and kind == "indirect" else 0.0
    value += (0.05 if that else 0.0) - (0.1 if doubtful else 0.0)
    value -= 0.3 if act.modal else 0.0
    value -= 0.1 if words < _FEW and kind == "indirect" else 0.0
    return round(min(max(value, 0.05), 0.99), 2)


def _of_subject(act: Act) -> float:
    subject = act.subject
    if subject.pronoun:
        return _PRONOUN.get(subject.pronoun, -0.45)
    if subject.mention:
        return 0.0 if subject.mention.kind == "person" else -0.05
    return -0.15
