"""What stands between a verb of speech and what is said: to whom, when, where and by which medium."""

from index.lexicon import CALENDAR
from index.speech.clause import Clause
from index.speech.finite import is_verb
from index.speech.grammar import ADVERBS, DETERMINERS, PREPOSITIONS, RELATIVES, SUBJECT_PRONOUNS
from index.speech.verbs import PARTICLES, TAKES_LISTENER, WITH_PREPOSITION
from index.types import Span

MEDIA = frozenset(
    "interview interviews statement statements email e-mail emails letter letters tweet tweets post posts speech "
    "speeches address conference briefing call memo note report op-ed column article essay editorial book blog "
    "video ad radio television tv show broadcast facebook twitter telegram testimony hearing affidavit filing court "
    "remarks rally rallies town-hall town event forum debate message messages press news reporters journalists "
    "podcast program programme meeting summit session transcript release newsletter series appearance documentary "
    "survey poll telephone phone issue magazine newspaper paper journal story piece stage stump floor trail "
    "instagram youtube website breakfast luncheon dinner fundraiser gathering audience crowd supporters "
    "lawmakers".split()
)
"""Nouns that tell by which means, or on which occasion, something was said."""
_MAY_TAKE_LISTENER = frozenset(
    "warn promise caution advise ask teach show urge email text write convince assure".split()
)
_ASKED = frozenset("if whether why how what when who where about".split())
_BY = frozenset("in during at on via through to before from with over by".split())
_TIMES = frozenset(
    "quarter week month year night morning afternoon evening weekend spring summer fall autumn winter day time".split()
)
_WHEN = frozenset("last this next earlier later that early late the past previous same".split())
_LONGEST = 14
"""Words: “in a telephone interview with the newspaper on Tuesday” is about as long as that gets."""


def behind(clause: Clause, at: int, lemma: str, limit: int) -> tuple[int, Span | None]:
    """Where what is said begins behind the verb whose last word is before `at`, and the words for the medium."""
    if clause.lower(at) == PARTICLES.get(lemma):
        at += 1
    medium: Span | None = None
    if lemma in TAKES_LISTENER or (lemma in _MAY_TAKE_LISTENER and _listened(clause, at, lemma, limit)):
        end = _listener(clause, at, lemma, limit)
        medium = clause.span(at, end - 1) if end > at and _names_medium(clause, at, end) else None
        at = end
    while at < limit and not clause.inside[at]:
        step, how = _circumstance(clause, at, limit)
        if not step:
            break
        medium = medium or how
        at += step
    if clause.lower(at) in WITH_PREPOSITION.get(lemma, ()) and not _infinitive(clause, at):
        at += 1
    return at, medium


def before(clause: Clause, begin: int, end: int) -> Span | None:
    """The words for the medium between `begin` and the word before `end`: “Speaking at a rally in Riga, Lavrov”."""
    for at in range(begin, end):
        if clause.lower(at) in ("in", "during", "at", "on") and not clause.inside[at]:
            noun = next((i for i in range(at + 1, min(at + 6, end)) if clause.lower(i) in MEDIA), None)
            if noun is not None and not any(clause.mark(i) for i in range(at, noun)):
                over = (i for i in range(noun, end) if clause.mark(i) or is_verb(clause, i) or _adverb(clause, i))
                stop = next(over, end)
                return clause.span(at, stop - 1)
    return None


def _listened(clause: Clause, at: int, lemma: str, limit: int) -> bool:
    """Whether a listener stands between the verb and “that”: “warned Congress that …”."""
    if clause.lower(at) == "that":
        return False
    for end in range(at, min(at + 6, limit)):
        if clause.lower(end) == "that" or (lemma == "ask" and end > at and clause.lower(end) in _ASKED):
            return True
        if clause.mark(end) or clause.inside[end] or is_verb(clause, end) or clause.lower(end) in PREPOSITIONS:
            return False
    return False


def _infinitive(clause: Clause, at: int) -> bool:
    if clause.lower(at) != "to" or at + 1 >= len(clause):
        return False
    following = clause.lower(at + 1)
    noun = following in DETERMINERS or following in _ASKED or following.endswith("ing") or clause.named[at + 1]
    return not noun and following not in ("him", "her", "them", "us", "me", "it")


def _listener(clause: Clause, at: int, lemma: str, limit: int) -> int:
    """Where the words for whom the speaker told end: at “that”, a mark, or behind one noun phrase."""
    for end in range(at, min(at + 9, limit)):
        if clause.lower(end) == "that" or (lemma == "ask" and end > at and clause.lower(end) in _ASKED):
            return end
        if clause.words[end].text in ",:" or clause.inside[end] or clause.mark(end):
            return end
    for end in range(at, min(at + 5, limit)):
        named = clause.named[end]
        if named is not None:
            return min(clause.index_at(named.whole.end - 1) + 1, limit)
        if clause.lower(end) in SUBJECT_PRONOUNS or is_verb(clause, end) or clause.lower(end) in PREPOSITIONS:
            break
    end = at
    if clause.lower(end) in DETERMINERS:
        end += 1
        while end < limit and clause.named[end] is not None:
            end += 1
    return min(end + 1, limit)


def _names_medium(clause: Clause, first: int, end: int) -> bool:
    return any(
        clause.lower(at) in MEDIA
        or ((named := clause.named[at]) is not None and named.kind in ("organisation", "other"))
        for at in range(first, end)
    )


def _circumstance(clause: Clause, at: int, limit: int) -> tuple[int, Span | None]:
    """How many words at `at` tell when, where or how; 0 when what is said begins there."""
    word, following = clause.lower(at), clause.lower(at + 1)
    when = _when(clause, at)
    if when:
        return when, None
    if word == "by" and following in ("telephone", "phone", "email", "e-mail", "text"):
        return 2, clause.span(at, at + 1)
    named = _named_medium(clause, at, limit)
    if named:
        return named, clause.span(at, at + named - 1)
    return _medium(clause, at, limit) if word in _BY else (0, None)


def _when(clause: Clause, at: int) -> int:
    """How many words at `at` tell when, or are an adverb: “repeatedly”, “on Friday”, “earlier this week”."""
    word, following, third = (clause.lower(at + step) for step in range(3))
    steps = 0
    if _adverb(clause, at) and word not in ("only", "both"):
        steps = 1
    elif word == "at" and following in ("the", "that") and third == "time":
        steps = 3
    elif word in CALENDAR:
        steps = 2 if following in _TIMES or following.isdigit() else 1
    elif word in _WHEN and following in _TIMES | CALENDAR:
        steps = 2
    elif word in ("earlier", "later", "late", "early") and following in _WHEN:
        steps = 3 if third in _TIMES else 2
    elif word == "on" and following.isdigit() and third in CALENDAR:
        steps = 4 if clause.lower(at + 3).isdigit() else 3
    elif word == "on" and following in CALENDAR:
        steps = 3 if third.isdigit() or third in _TIMES else 2
    elif word == "in" and (following in CALENDAR or (following.isdigit() and len(following) == 4)):
        steps = 2
    elif word.isdigit() and third == "ago":
        steps = 3
    return steps


def _named_medium(clause: Clause, at: int, limit: int) -> int:
    """How many words “on X” has in “on X: “…””: a name before a colon or a quotation is where it was said."""
    named = clause.named[at + 1] if at + 1 < limit and clause.lower(at) in ("on", "via", "in", "to") else None
    if named is None:
        return 0
    end = clause.index_at(named.whole.end - 1) + 1
    leads_on = end < limit and (clause.words[end].text == ":" or clause.lower(end) == "that" or clause.inside[end])
    return end - at if leads_on else 0


def _adverb(clause: Clause, at: int) -> bool:
    word = clause.words[at]
    return (word.lower in ADVERBS and word.lower not in ("first", "once")) or (
        word.lower.endswith("ly") and not word.capital and len(word.text) > 4
    )


def _medium(clause: Clause, at: int, limit: int) -> tuple[int, Span | None]:
    """“in an interview with the newspaper”: up to the mark or the word that opens what is said."""
    end, found = at + 1, False
    while end < limit and end - at < _LONGEST and not clause.inside[end] and not clause.mark(end):
        word = clause.lower(end)
        if word in RELATIVES or is_verb(clause, end):
            break
        if found and not (
            word in PREPOSITIONS
            or word in MEDIA
            or clause.lower(end - 1) in PREPOSITIONS | DETERMINERS
            or (clause.named[end] is not None and clause.named[end] is clause.named[end - 1])
        ):
            break
        found = found or word in MEDIA
        if not found and word in PREPOSITIONS and end > at + 1:
            return 0, None
        end += 1
    return (end - at, clause.span(at, end - 1)) if found else (0, None)
