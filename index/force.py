"""What an act of speech does, told by its cue: it claims, denies, warns, asks … A closed word list, no model.

The cue of a statement is a verb in dictionary form, a noun (“assertion”) or “according to”. A word that is not listed
is “other”: a verb that news uses once is better named so than guessed at.
"""

from collections.abc import Iterable
from functools import cache
from typing import Literal, get_args

from index.speech.verbs import ALWAYS_NEGATIVE, DENIALS
from index.types import Statement

Force = Literal[
    "neutral",
    "claim",
    "denial",
    "warning",
    "demand",
    "promise",
    "question",
    "praise",
    "criticism",
    "belief",
    "other",
]
FORCES: tuple[Force, ...] = get_args(Force)

_OTHERWISE = frozenset(["rule", "rebuke"])
"""“Ruled that” is what a court does, and seldom is it “ruled out”; a rebuke is a criticism."""
_CUES: dict[Force, str] = {
    "neutral": (
        "say tell state add note remark comment observe write tweet post report repeat reiterate recall recount "
        "relate refer cite mention explain clarify describe characterize characterise call label dub compare "
        "announce rule declare proclaim reveal disclose inform testify speak talk continue go reply respond answer "
        "express voice echo reflect elaborate summarize point signal indicate underscore underline emphasize "
        "emphasise stress highlight quote statement announcement declaration message testimony read interject joke "
        "quip conclude whisper shout cry yell exclaim gush retort confirm acknowledge concede admit admission "
        "conclusion spell marvel show find demonstrate recognize recognise discuss learn know understand see "
        "reference invoke remember unveil present detail outline agree chant vote nominate apologize apologise "
        "allude attest bellow blog certify chime confess confide divulge email intone mutter narrate pronounce "
        "retweet shoot snap stipulate text frame depict cast brand fete"
    ),
    "claim": (
        "claim argue insist assert allege contend maintain suggest imply hint counter reason tout boast brag swear "
        "profess defend object preach accuse assertion suggestion insistence contention argument allegation "
        "accusation insinuate theorize vouch"
    ),
    "denial": " ".join(
        sorted((DENIALS - _OTHERWISE) | {"refuse", "decline", "disavow", "disown", "denial", "refusal"})
    ),
    "warning": "warn caution threaten alert warning threat concern",
    "demand": (
        "demand urge order request propose want push seek press lobby advocate encourage invite recommend advise "
        "plead beg pray appeal remind instruct exhort implore command direct petition wish proposal recommendation "
        "advice"
    ),
    "promise": (
        "promise pledge vow assure guarantee commit plan intend decide offer opt willing ready poised prepared "
        "assurance commitment volunteer"
    ),
    "question": "ask question wonder inquire enquire query",
    "praise": (
        "praise hail commend applaud credit welcome thank congratulate laud salute endorse support back favor "
        "favour embrace celebrate appreciate champion prefer proud compliment honor honour"
    ),
    "criticism": (
        "criticize criticise blame condemn denounce decry deplore blast slam lambast lambaste deride lash rail fume "
        "chide berate complain lament protest bemoan mock sneer rebuke tease rant thunder vent oppose attack "
        "challenge rip assail disagree admonish bash belittle castigate censure demonize denigrate dislike "
        "disparage distance fault gripe grumble impugn insult malign reprimand ridicule savage scoff scold skewer "
        "slander tar taunt vilify critical criticism complaint condemnation denunciation"
    ),
    "belief": (
        "believe think predict estimate forecast speculate muse opine ponder expect hope fear feel doubt suspect "
        "assume consider worry anticipate project envision deem regard portray liken concerned worried confident "
        "guess imagine judge realise realize reckon regret belief view opinion prediction"
    ),
    "other": "",
}


def force(cue: str, *, negated: bool = False) -> Force:
    """What the act with this cue does. `negated` is `Statement.negated`.

    An act that is said not to have happened (“did not confirm”) counts as a denial, and a denial that did not happen
    (“did not rule out”) as neutral.

    >>> force("warn"), force("confirm", negated=True), force("dismiss", negated=True)
    ('warning', 'denial', 'neutral')
    """
    found = _forces().get(cue.lower(), "other")
    if not negated or cue.lower() in ALWAYS_NEGATIVE:
        return found
    return "neutral" if found == "denial" else "denial"


def force_of(statement: Statement) -> Force:
    """What a statement does."""
    return force(statement.cue, negated=statement.negated)


def of_force(forces: Iterable[Force], acts: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Those acts, each a cue and whether it is negated, that do one of these things."""
    wanted = set(forces)
    return [(cue, negated) for cue, negated in acts if force(cue, negated=negated) in wanted]


@cache
def _forces() -> dict[str, Force]:
    """Every cue with its class: none stands in two."""
    return {cue: name for name, cues in _CUES.items() for cue in cues.split()} | {"according to": "neutral"}
