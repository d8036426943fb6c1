"""What a text is about, as a set of terms: stems of its words, countries by one sign, question words left out."""

import math
from functools import lru_cache

from index.countries import with_country_signs
from index.inflections import SAME_VERB
from index.lexical import tokenise

_EMPTY_WORDS = frozenset(
    tokenise(
        "tell know think described describe mention mentioned happen happened discuss discussed explain give given get "
        "there here thing things something anything everything ever also just please find show list news article "
        "articles document documents report reports reported according latest recent recently exactly regarding "
        "concerning much many often go went come came make made take took like one ones whether"
    )
)
"""Words of a question that say how to answer, not about what."""

_SAME_THING = (
    "exercise drill manoeuvre maneuver wargame",
    "troops soldiers servicemen",
    "negotiations talks",
    "deal accord pact",
)
"""Words that news uses for one thing in turn, so as not to repeat itself."""
_SIGN = {stem: tokenise(group)[0] for group in (*_SAME_THING, *SAME_VERB) for stem in tokenise(group)}


@lru_cache(maxsize=20_000)
def terms(text: str) -> frozenset[str]:
    """The terms of a text: “the French troops” and “France’s soldiers” have the same."""
    return frozenset(_SIGN.get(stem, stem) for stem in tokenise(with_country_signs(text)))


def topic_terms(text: str) -> frozenset[str]:
    """The terms of a question or of a part of it, without the words that only ask."""
    return terms(text) - _EMPTY_WORDS


def rarity(holding: int, documents: int) -> float:
    """How much a term tells that `holding` of `documents` hold: log((documents + 1) / (holding + .5)), at least .1.

    The inverse document frequency of Spärck Jones (1972), smoothed so that it also works for two documents.
    """
    return max(math.log((documents + 1) / (holding + 0.5)), 0.1)
