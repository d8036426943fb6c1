"""Acts of speech in other forms than a verb behind its subject: “warning that”, “according to”, “his claim that”."""

from dataclasses import replace

from index.speech import circumstances
from index.speech.acts import JOINING, Act, colon_before_quote, made
from index.speech.clause import Clause
from index.speech.content import before, behind, onward, up_to
from index.speech.finite import is_verb
from index.speech.grammar import ARTICLES, PREPOSITIONS
from index.speech.groups import Group, complete, group_before, says_next
from index.speech.phrases import Subject, starting_at
from index.speech.reach import reach, sentence_start
from index.speech.speakers import first_subject, speaks, subject_before, subject_behind
from index.speech.verbs import ADJECTIVES, ALWAYS_NEGATIVE, Verb
from index.types import Span

_LEADING_ON = frozenset("and but while after before by in of for without when then or".split())
_WENT_ON = frozenset("went go goes gone going continued continues began begins started proceeded".split())


def participle_act(clause: Clause, at: int, verb: Verb, group: Group, speaking: Subject | None) -> Act | None:
    """“Moscow condemned the drills, warning that they threaten peace.”"""
    previous = clause.lower(group.before) if group.before >= 0 else ""
    if verb.family == "think" or previous in ARTICLES or previous in ("’s", "'s") or not complete(clause, at, verb):
        return None
    apart = group.before < 0 or previous in JOINING
    if not apart and not (
        verb.family in ("say", "show") and (previous not in _LEADING_ON or says_next(clause, at + 1))
    ):
        return None
    if group.before < 0:
        subject = _behind_comma(clause, at)
    elif previous in JOINING or previous in _LEADING_ON:
        subject = speaking or first_subject(clause, at)
    else:
        found = subject_before(clause, group.before, governed=True) if not clause.mark(group.before) else None
        own = found and speaks(clause, found) and clause.lower(found.last) not in circumstances.MEDIA
        subject = found if own else (speaking or first_subject(clause, at))
        if verb.family == "show" and found is None:
            return None
    if subject is None:
        return None
    return made(clause, at, verb, group, subject, inverted=False, construction="participle")


def _behind_comma(clause: Clause, at: int) -> Subject | None:
    """The subject behind an opening participle: “Citing the strikes, Moscow left.”"""
    comma = next((i for i in range(at + 1, len(clause)) if clause.words[i].text == "," and not clause.inside[i]), None)
    return subject_behind(clause, comma + 1) if comma is not None else None


def infinitive_act(clause: Clause, at: int, verb: Verb, group: Group, speaking: Subject | None) -> Act | None:
    """“He went on to say that …”; other infinitives tell what somebody may say, and are kept as doubtful."""
    governing = group.before
    if (
        governing < 1
        or verb.family not in ("say", "judge")
        or clause.mark(governing)
        or clause.words[governing].capital
    ):
        return None
    if clause.lower(governing) == "on":
        governing -= 1
    went_on = clause.lower(governing) in _WENT_ON
    subject = subject_before(clause, group_before(clause, governing).before) if went_on else first_subject(clause, at)
    if subject is None:
        return None
    if not went_on and not says_next(clause, at + 1):
        return None
    return made(clause, at, verb, group, subject, inverted=False, construction="finite" if went_on else "infinitive")


def passive_act(clause: Clause, at: int, verb: Verb, group: Group) -> Act | None:
    """“The drills were described by Moscow as escalatory”: the agent speaks, of the subject."""
    by = next(
        (i for i in range(at + 1, min(at + 5, len(clause))) if clause.lower(i) == "by" and not clause.inside[i]), None
    )
    if by is None or verb.family not in ("say", "judge"):
        return None
    subject = subject_behind(clause, by + 1)
    if subject is None or not speaks(clause, subject):
        return None
    theme = _theme(clause, group.before)
    right = behind(clause, subject.last + 1, reach(clause, subject.last + 1, subject, at))
    spans = tuple(span for span in (theme.span if theme else None, right) if span)
    if not spans:
        return None
    return Act(
        subject=subject, cue=verb.lemma, cue_span=clause.span(at, at), content=spans, family=verb.family,
        construction="passive", negated=group.negated or verb.lemma in ALWAYS_NEGATIVE,
    )  # fmt: skip


def _theme(clause: Clause, last: int) -> Subject | None:
    """Of what a passive speaks: its subject, back to the start of the sentence where no other verb stands between."""
    found = subject_before(clause, last) if last >= 0 else None
    if found is None or found.pronoun:
        return found
    begin = sentence_start(clause, found.first)
    if begin == found.first or any(is_verb(clause, at) for at in range(begin, found.first)):
        return found
    if clause.lower(begin) in PREPOSITIONS or clause.mark(begin):
        return found
    return replace(found, span=clause.span(begin, last), first=begin)


def noun_act(clause: Clause, at: int) -> Act | None:
    """“Lavrov’s assertion that …”."""
    if at < 2 or clause.lower(at + 1) != "that":
        return None
    owner = at - 1 if clause.lower(at - 1) in ("his", "her", "their", "its") else at - 2
    if owner == at - 2 and clause.words[at - 1].text not in ("’s", "'s", "’", "'"):
        return None
    mention, span = clause.named[owner], clause.span(owner, owner)
    pronoun = (
        {"his": "he", "her": "she", "their": "they", "its": "it"}.get(clause.lower(owner), "")
        if owner == at - 1
        else ""
    )
    if mention is None and not pronoun:
        return None
    span = mention.whole if mention else span
    subject = Subject(span=span, core=span, first=owner, last=owner, mention=mention, pronoun=pronoun)
    right = behind(clause, at + 1, _until_verb(clause, at + 2))
    if right is None:
        return None
    ends = [quote.end + 1 for quote in clause.quoted if right.start <= quote.start < right.end]
    content = Span(start=right.start, end=min(ends[0], right.end)) if ends else right
    return Act(
        subject=subject, cue=clause.lower(at), cue_span=clause.span(at, at), content=(content,), construction="noun"
    )


def _until_verb(clause: Clause, begin: int) -> int:
    """The end of the clause behind a noun: at a comma that a verb follows."""
    for at in range(begin + 1, len(clause)):
        if not clause.inside[at] and clause.words[at].text in ",;—–":
            return at
    return len(clause)


def according_to(clause: Clause, at: int) -> Act | None:
    """“Oil rose, according to the ministry”, “According to the ministry, oil rose”."""
    subject = subject_behind(clause, at + 2, apposition=at > 1)
    if subject is None:
        return None
    content: tuple[Span, ...] = ()
    if at <= 1:
        comma = next((i for i in range(subject.last + 1, len(clause)) if clause.words[i].text == ","), None)
        rest = behind(clause, comma, len(clause)) if comma is not None else None
        content = (rest,) if rest else ()
    else:
        ahead = before(clause, at) or (up_to(clause, at) if at > 2 else None)
        rest = onward(clause, subject.last, len(clause), ahead)
        content = tuple(span for span in (ahead, rest) if span)
    if not content:
        return None
    return Act(
        subject=subject, cue="according to", cue_span=clause.span(at, at + 1), content=content, construction="according"
    )


def adjective_act(clause: Clause, at: int) -> Act | None:
    """“Officials are worried that …”, “Moscow is opposed to …”."""
    group = group_before(clause, at)
    takes = ADJECTIVES[clause.lower(at)]
    if not group.be or clause.lower(at + 1) not in takes or group.before < 0:
        return None
    subject = subject_before(clause, group.before)
    if subject is None or not speaks(clause, subject):
        return None
    begin = at + 1 + (clause.lower(at + 1) in ("of", "about", "with", "on", "by") or clause.lower(at) == "opposed")
    right = behind(clause, begin, reach(clause, begin, subject, at))
    if right is None:
        return None
    return Act(
        subject=subject, cue=clause.lower(at), cue_span=clause.span(at, at), content=(right,), family="think",
        construction="adjective", negated=group.negated, modal=group.modal,
    )  # fmt: skip


def colon_act(clause: Clause) -> Act | None:
    """A quotation that a colon leads up to, without a verb of speech: “Bush: “…””, “He had a message: “…””."""
    colon = colon_before_quote(clause, 0)
    if colon == 0:
        return None
    label = starting_at(clause, 0) if colon <= 6 else None
    labelled = label is not None and label.last == colon - 1
    subject = label if labelled else first_subject(clause, colon)
    if subject is None or not speaks(clause, subject):
        return None
    content = behind(clause, colon + 1, len(clause))
    if content is None:
        return None
    return Act(subject=subject, cue="say", cue_span=clause.span(colon, colon), content=(content,), construction="colon")
