"""The verbs by which people say, think and judge, in all their forms, and how each takes what is said.

The classes follow what every grammar of English has: verbs of saying, of asking and ordering, of promising, of
judging, of thinking and wishing, of showing. They are our own list, grown on news and checked with
`python -m evals run statements --only polnear-train`.
"""

from functools import cache
from typing import Literal, NamedTuple

Form = Literal["base", "third", "past", "participle", "ing"]
Family = Literal["say", "judge", "will", "think", "show"]

_SAY = """
say tell state add warn note claim argue insist stress emphasize emphasise announce declare explain suggest reveal
confirm reiterate acknowledge admit conclude predict assert allege contend maintain remark comment observe caution
underline underscore recall repeat report write tweet retweet post email text blog demand call ask reply respond
deny label dub point signal indicate testify joke complain lament protest object propose recommend advise concede
counter retort estimate forecast assure inform inquire mention mock muse opine ponder proclaim profess quip rebuke
refute rule speculate summarize swear tout characterize characterise decry deplore disclose echo elaborate express
hint imply interject plead pray preach reason recount refer relate remind sneer speak spell tease wonder yell shout
cry whisper boast brag bemoan clarify commend compare cite apologize apologise vent rail fume continue go thunder
exclaim gush marvel talk discuss answer read quote highlight outline unveil shoot chant reference liken allude
invoke narrate rant stipulate certify attest vouch volunteer chime confess confide divulge bellow scoff grumble
gripe snap mutter insinuate intone theorize pronounce
""".split()
_JUDGE = """
dismiss reject accuse blame condemn denounce criticize criticise praise hail describe question defend welcome credit
applaud chide berate slam blast lambast lambaste deride attack mock ridicule assail endorse oppose support back
thank congratulate portray frame depict cast celebrate challenge champion insult taunt slander rip bash fault salute
honor honour rebuff embrace disavow distance decry castigate scold admonish impugn malign tar skewer savage bemoan
liken brand deem compliment laud disparage belittle vilify demonize denigrate reprimand censure repudiate disown
fete
""".split()
_WILL = """
promise pledge vow threaten urge refuse decline agree offer plan want hope seek wish intend order encourage request
propose prefer decide vote opt press push invite instruct direct nominate beg petition lobby implore exhort command
advocate favor favour demand
""".split()
_THINK = """
believe think feel know fear expect doubt worry remember realize realise regard view consider see understand
recognize recognise suspect assume learn judge envision imagine anticipate guess reckon disagree appreciate deem
regret dislike
""".split()
_SHOW = "show find suggest indicate reveal estimate project demonstrate rate".split()

_FAMILIES: dict[Family, list[str]] = {"think": _THINK, "will": _WILL, "judge": _JUDGE, "show": _SHOW, "say": _SAY}

_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "think": "thought", "speak": "spoke spoken",
    "go": "went gone", "swear": "swore sworn", "plead": "pleaded/pled", "forecast": "forecast/forecasted",
    "spell": "spelled/spelt", "beg": "begged", "admit": "admitted", "dub": "dubbed", "quip": "quipped",
    "slam": "slammed", "brag": "bragged", "refer": "referred", "label": "labelled/labeled",
    "signal": "signalled/signaled", "read": "read", "shoot": "shot", "chant": "chanted", "rip": "ripped",
    "tar": "tarred", "cast": "cast", "seek": "sought", "feel": "felt", "know": "knew known",
    "understand": "understood", "see": "saw seen", "show": "showed shown", "find": "found", "decry": "decried",
    "snap": "snapped", "opt": "opted", "plan": "planned", "prefer": "preferred", "rebut": "rebutted",
    "compel": "compelled", "rebuff": "rebuffed", "rant": "ranted", "fete": "feted",
}  # fmt: skip
_DOUBLED_ING = frozenset("beg admit dub quip slam brag refer rip tar snap plan prefer rebut".split())

TAKES_LISTENER = frozenset("tell assure inform remind notify".split())
"""Verbs whose first object is the listener: “told reporters that …”."""
WITH_PREPOSITION = {
    "call": ("for", "on"), "point": ("to",), "refer": ("to",), "respond": ("to",), "reply": ("to",),
    "object": ("to",), "allude": ("to",), "talk": ("about", "of", "on"), "speak": ("about", "of"),
    "warn": ("of", "about", "against"), "complain": ("about", "of"), "ask": ("about", "for"),
    "agree": ("with", "on"), "disagree": ("with",), "rail": ("against",), "hint": ("at",), "speculate": ("about",),
    "boast": ("about", "of"), "joke": ("about",), "comment": ("on",), "elaborate": ("on",), "write": ("about", "of"),
    "tweet": ("about",), "worry": ("about",), "apologize": ("for",), "apologise": ("for",),
    "vote": ("for", "against"), "push": ("for",), "press": ("for",), "hope": ("for",), "lobby": ("for",),
    "protest": ("against",), "advocate": ("for",), "think": ("about", "of"), "say": ("of", "about"),
    "describe": ("as",), "portray": ("as",), "testify": ("about",), "rant": ("about", "against"),
}  # fmt: skip
"""Prepositions that belong to the verb, not to what is said."""
PARTICLES = {
    "point": "out", "call": "out", "spell": "out", "shoot": "back", "chime": "in", "rule": "out", "cry": "out",
    "speak": "out", "lay": "out", "go": "on", "fire": "back",
}  # fmt: skip
NOUNS_TOO = frozenset(
    "state states claim claims report reports comment comments note notes demand demands call calls promise "
    "promises pledge pledges vow vows remark remarks request requests protest protests forecast forecasts estimate "
    "estimates answer answers question questions view views plan plans hope hopes fear fears doubt doubts offer "
    "offers attack attacks vote votes support praise blame credit cause challenge challenges order orders press "
    "push show shows display desire wish wishes want need worry worries back champion post posts tweet tweets email "
    "emails text blog joke jokes quip boast counter counters object project projects talk talks speak quote quotes "
    "fault cast rate rates favor favour favors pray chant chants reference references love list lists label labels "
    "brand defend feel rule rules speech judge mention mentions voice find direct honor honour reason reasons "
    "charge charges thought thoughts".split()
)
"""Forms that are nouns as well: they count as verbs only where a verb's complement follows."""
_FEELING = (
    "worried concerned confident hopeful optimistic afraid unsure sure certain convinced adamant aware doubtful glad "
    "happy proud sorry disappointed angry upset surprised satisfied unhappy".split()
)
_DOUBTING = "skeptical sceptical critical wary supportive suspicious dismissive mindful tired".split()
_WILLING = "eager willing reluctant unwilling determined opposed inclined".split()
ADJECTIVES = {
    **dict.fromkeys(_FEELING, ("that", "of", "about", "with", "by")),
    **dict.fromkeys(_DOUBTING, ("of", "about", "that")),
    **dict.fromkeys(_WILLING, ("to",)),
}
"""Adjectives by which somebody thinks or wishes, with the words one of which must follow."""
DENIALS = frozenset("deny dismiss reject refute rebuke repudiate rebuff disavow".split())
"""Verbs by which somebody says that something is not so or will not be."""
ALWAYS_NEGATIVE = frozenset(["deny", "refute"])
"""Verbs whose statements count as negated by themselves, so that the mark tells nothing about a “not” before them."""


class Verb(NamedTuple):
    """What a form of a verb can be: its dictionary form, the forms it may be, and the family of the verb."""

    lemma: str
    forms: frozenset[Form]
    family: Family


@cache
def verbs() -> dict[str, Verb]:
    """Every form of a verb that can be a cue, in lower case. A verb of two families is of the one named last."""
    found: dict[str, Verb] = {}
    for family, lemmas in _FAMILIES.items():
        for lemma in lemmas:
            for form, names in _forms(lemma).items():
                found[form] = Verb(lemma, frozenset(names), family)
    return found


def _forms(lemma: str) -> dict[str, list[Form]]:
    stem = lemma.removesuffix("e")
    ends_in_y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    third = lemma[:-1] + "ies" if ends_in_y else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "go")) else "s")
    doubled = lemma + lemma[-1] if lemma in _DOUBLED_ING else stem
    ing = lemma + "ing" if lemma.endswith("ee") else doubled + "ing"
    pasts = _IRREGULAR.get(lemma, lemma[:-1] + "ied" if ends_in_y else stem + "ed").split()
    made: dict[str, list[Form]] = {}
    for form, names in ((lemma, "base"), (third, "third"), (ing, "ing")):
        made.setdefault(form, []).append(names)  # type: ignore[arg-type]
    for past in pasts[0].split("/"):
        made.setdefault(past, []).append("past")
    for participle in pasts[-1].split("/"):
        made.setdefault(participle, []).append("participle")
    return made
