"""The ways people phrase a question for somebody's words: patterns that part the speaker from the topic."""

import re

from index.lexicon import cue_verbs

LONGEST_NAME = 8
"""Words: “the spokesman for the Russian Foreign Ministry” has seven."""
NOBODY = frozenset(
    "he she it they we i you this that documents document articles article sources texts text corpus papers news "
    "reports people everyone anyone someone anybody somebody everybody these those passages both there".split()
)
"""Words that stand where a speaker would, but name none."""

_VERBS_OF_SPEECH = set(cue_verbs()) | {"mean", "meant", "talk", "talked", "react", "object", "objected"}
_VERBS_OF_SPEECH |= {"refuse", "refuses", "refused"}
SAY = "(?-i:" + "|".join(sorted(map(re.escape, _VERBS_OF_SPEECH), key=len, reverse=True)) + ")"
"""In lower case only: in “the State Department” there is no verb."""
_SAID = "said|says|say|thinks?|thought|told|claimed|stated|warned"
NOUNS_OF_SPEECH = (
    "views?|positions?|opinions?|stances?|comments?|remarks?|statements?|quotes?|quotations?|words|reactions?|responses?|"
    "claims?|warnings?|attitudes?|takes?|denials?"
)
_BEFORE_NAME = "is|are|was|were|what['’]?s|find|show|list|give me|tell me|summari[sz]e|explain|describe|all"
_ADVERB = r"(?:\w+ly\s+|ever\s+|also\s+|not\s+)?"
_NOT_FIRST = r"(?!(?:what|which|who|how|is|are|was|were|can|could|would|please|tell|give|summari[sz]e)\b)"
_PERSON = rf"(?P<person>{_NOT_FIRST}[^,?]+?)"
_ASIDE = r"(?:,[^,?]+,)?"
"""“Lavrov, the foreign minister, said”: the words between the commas name nobody else."""
_LINK = r"(?:about|on|regarding|concerning|of|to|towards?|over|against|in|with)"

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # What did Lavrov say about Iran?
        r"^(?:what|how|when|where|which)\b.*?\b(?:did|does|do|has|have|had|would)\s+"
        rf"{_PERSON}{_ASIDE}\s+{_ADVERB}{SAY}\b(?P<rest>.*)$",
        # Did Lavrov mention Syria?
        rf"^(?:did|does|has|have)\s+{_PERSON}\s+{_ADVERB}(?:{SAY}|mention(?:ed)?)\b(?P<rest>.*)$",
        # everything Lavrov has said about Iran
        r"\b(?:what|everything|anything|all(?: that)?|how)\s+"
        rf"{_PERSON}\s+(?:has\s+|had\s+|have\s+)?(?:{_SAID})\b(?P<rest>.*)$",
        # What is Russia's position on the drills?
        rf"(?:^|\b(?:{_BEFORE_NAME})\s+)(?:the\s+)?"
        rf"{_PERSON}(?:['’]s|s['’])\s+(?:\w+\s+)?(?:{NOUNS_OF_SPEECH})\b(?P<rest>.*)$",
        # quotes by Lavrov on NATO
        rf"\b(?:{NOUNS_OF_SPEECH})\s+(?:made\s+)?(?:by|from|of)\s+{_PERSON}(?P<rest>\s+(?:about|on|regarding|concerning)\b.*)?[?.!]*$",
    )
)
_IN_THE_WORDS = r"(?:own\s+)?(?:words|view|opinion|account|eyes|telling)"
_ATTRIBUTED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # According to Lavrov, what did North Korea conclude?
        r"^(?:according\s+to|in\s+the\s+(?:words|view|opinion)\s+of)\s+(?P<person>[^,?]+),\s*(?P<rest>.+)$",
        rf"^in\s+(?P<person>[^,?]+?)(?:['’]s|s['’])\s+{_IN_THE_WORDS},?\s+(?P<rest>.+)$",
        # What did North Korea conclude, according to Lavrov?
        r"^(?P<rest>.+?),?\s+(?:according\s+to|in\s+the\s+(?:words|view|opinion)\s+of)\s+(?P<person>[^,?]+?)\s*[?.!]*$",
        rf"^(?P<rest>.+?),?\s+in\s+(?P<person>[^,?]+?)(?:['’]s|s['’])\s+{_IN_THE_WORDS}\s*[?.!]*$",
    )
)
"""Behind these stands a speaker, an outlet or a text: the caller knows which."""
_QUESTION_WORDS = re.compile(
    r"^(?:what|why|how|where|when|which|who)(?:\s+(?:did|does|do|is|are|was|were|has|have|had|will|would))?\s+",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:exactly\s+)?(?:(?:the|president|minister|prime minister|foreign minister|mr\.?|mrs\.?|ms\.?|general|gen\.|"
    r"admiral|colonel|senator|chancellor)\s+(?!of\b|to\b|for\b))+(?=\w)",
    re.IGNORECASE,
)
_KEYWORDS = re.compile(r"^[^?.!]{2,60}$")
_VERB = re.compile(r"\b(?:is|are|was|were|did|do|does|has|have|had|will|can|could|should|would)\b", re.IGNORECASE)
_LEAD = re.compile(rf"^(?:(?:that|when|anything|something)\s+)?(?:{_LINK}\b\s*)?(?:the\s+)?", re.IGNORECASE)


def person_and_rest(question: str) -> tuple[str, str] | None:
    """Who is asked about and the words behind the verb, or None when the question asks for nobody's words.

    The person is an empty string when the words in the speaker's place name nobody: “what do the documents say”.

    >>> person_and_rest("What did Foreign Minister Lavrov say about Iran?")
    ('Lavrov', ' about Iran?')
    """
    for pattern in _PATTERNS:
        found = pattern.search(question)
        if found and len(found["person"].split()) <= LONGEST_NAME:
            person = without_title(found["person"])
            rest = found["rest"] or ""
            return ("", rest if rest.strip(" ?.!") else question) if person.lower() in NOBODY else (person, rest)
    return None


def attributed(question: str) -> tuple[str, str] | None:
    """Who is named behind “according to” or “in …’s words”, and what is asked of them; None without such words.

    >>> attributed("According to Lavrov, what did North Korea conclude?")
    ('Lavrov', 'North Korea conclude?')
    """
    for pattern in _ATTRIBUTED:
        found = pattern.match(question)
        if found and len(found["person"].split()) <= LONGEST_NAME:
            return without_title(found["person"]), _QUESTION_WORDS.sub("", found["rest"])
    return None


def without_title(person: str) -> str:
    """A person's name without the office before it: “Foreign Minister Lavrov” is Lavrov."""
    return _TITLE.sub("", person.strip())


def is_keywords(question: str) -> bool:
    """Whether the question is a few words without a verb, as one types into a search box."""
    return bool(_KEYWORDS.match(question)) and not _VERB.search(question)


def topic_of(rest: str) -> str:
    """The topic in the words behind the verb: “ about the drills?” is about “drills”."""
    return _LEAD.sub("", rest.strip(" ?.!,:"))
