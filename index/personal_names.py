"""The parts of a person's name, and whether two names can be one person's: “Joe Biden”, “Joseph R. Biden Jr.”. Pure.

A name is compared word by word: given names, middle names or initials, family name. In names that begin with a family
name of East Asia (“Xi Jinping”) all words must agree as well; only who is meant by one word alone depends on it.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.lexicon import DEMONYMS, GEOGRAPHY_WORDS, ORGANISATION_WORDS, SPEAKER_NOUNS, TITLES, places
from index.romanisation import alike

_SHORT_FORMS = """
andrew: andy drew; anthony: tony; barbara: barb; benjamin: ben; charles: charlie chuck; daniel: dan; david:
dave; deborah: debbie; donald: don; douglas: doug; edward: ed eddie; elizabeth: liz; gerald: gerry; gregory:
greg; jacob: jake; james: jim jimmy; jeffrey: jeff; jennifer: jen jenny; jonathan: jon; joseph: joe; joshua:
josh; kenneth: ken kenny; lawrence: larry; margaret: maggie peggy; matthew: matt; michael: mike; mitchell:
mitch; nicholas: nick; peter: pete; phillip: phil; raymond: ray; rebecca: becky; richard: dick rick; robert:
bob bobby; ronald: ron; samuel: sam; stephen: steve; susan: sue; theodore: ted teddy; thomas: tom tommy;
timothy: tim; vincent: vince; walter: walt; william: bill billy
"""
"""Short forms that mostly stand for one given name; “Alex”, “Chris” and “Will” may stand for several or for none."""
_LONG_FORM = {
    short: line.split(":")[0].strip()
    for line in _SHORT_FORMS.replace("\n", " ").split(";")
    for short in line.split(":")[1].split()
}
FAMILY_FIRST = frozenset(
    "bae bai cai cao chang chen choe choi chung deng ding dong fan fang feng fu gao geng guo han hong hu huang hwang "
    "jang jeon jeong jiang jin jung kang kim kwon lee lei li liang lim lin liu lu luo ma mao meng min moon nguyen "
    "pak park peng qian qin ri rhee roh ryu shen shi shin son song sun tang tran tsai wang wei wu xi xia xie xu yan "
    "yang yao ye yoon yu yuan yun zeng zhang zhao zheng zhou zhu zou".split()
)
"""Family names that stand first in Chinese, Korean and Vietnamese names, as news in English writes them."""
COMMON_FAMILIES = frozenset(
    "adams alexander allen alvarez anderson bailey baker barnes bell bennett brooks brown bryant butler campbell "
    "carter castillo chavez clark cole coleman collins cook cooper cox cruz davis diaz edwards ellis evans fisher "
    "flores ford foster freeman garcia gibson gomez gonzales gonzalez graham grant gray green griffin gutierrez hall "
    "hamilton harris harrison hayes henderson henry hernandez hicks hill howard hughes hunt hunter jackson james "
    "jenkins jimenez johnson jones jordan kelly kennedy king lee lewis lopez marshall martin martinez mason matthews "
    "mcdonald mendoza meyer miller mitchell moore morales morgan morris murphy murray myers nelson ortiz owens palmer "
    "parker patterson perez perry peterson phillips porter powell price ramirez ramos reed reid reyes reynolds rice "
    "richardson rivera roberts robertson robinson rodriguez rogers rose ross ruiz russell ryan sanchez sanders "
    "schmidt scott shaw simmons simpson smith snyder stephens stevens stewart sullivan taylor thomas thompson torres "
    "tucker turner vasquez wagner walker wallace ward warren washington watson weaver webb wells west wheeler white "
    "williams wilson wood woods wright young".split()
)
"""Family names that so many people bear that a given name in another form is hardly evidence: Steve King the politician
and Stephen King the writer."""
_COMMON_GIVEN = frozenset(
    "adam alan albert alex alexander alice amanda amy andrea andrew angela ann anna anne anthony austin barbara "
    "benjamin brandon brian bruce caroline carol charles chris christian christina christine christopher craig daniel "
    "david dennis diana donald donna douglas edward elizabeth emily emma eric ethan evan frank gary george grace greg "
    "hannah harry heather helen henry jack jacob james jane janet jason jeff jennifer jeremy jessica joan joe john "
    "jonathan jordan joseph joshua juan judy julia julie justin karen kate katherine keith kelly kenneth kevin kim "
    "kyle larry laura lauren linda lisa louis lucas luke marc margaret maria marie mark martha martin mary matthew "
    "megan melissa michael michelle mike molly nancy natalie nathan nicholas nicole noah oliver olivia pamela "
    "patricia patrick paul paula peter philip phillip rachel ralph raymond rebecca richard robert roger ronald rose "
    "roy ruth ryan samantha samuel sandra sara sarah scott sean sharon simon sophia stephanie stephen steve steven "
    "susan teresa thomas tim timothy todd tom tony tyler victoria vincent walter wayne william zachary".split()
)
_COMMON_GIVEN |= {*_LONG_FORM, *_LONG_FORM.values()}
_PARTICLES = frozenset("al el bin ben ibn von van der den de del da di du la le dos ul ur".split())
_ALSO_GIVEN = frozenset(["al", "ben", "van", "del"])
_ALSO_FAMILIES = frozenset("king prince pope bishop judge marshal major".split())
_CALLED = TITLES - _ALSO_FAMILIES | frozenset(
    "administrator superintendent trustee meteorologist host principal defendant incumbent embattled".split()
)
_NOBODYS = frozenset("us uk eu un usa st".split())
_ROMAN = re.compile(r"[ivxl]{2,}")
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_WORD = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"^(?:[A-Z]\.\s?){2,3}|^[A-Z]{2,3}(?=\s[A-Z][^\W\d_])")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.,‑ -])*")
_MOST = 6
"""Words of a personal name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The words of a personal name in lower case, without accents, titles and particles; `suffix` is “jr”, “ii” or “”.

    An initial is a word of one letter. Law: `words` is not empty.
    """

    words: tuple[str, ...]
    suffix: str = ""

    @property
    def alone(self) -> bool:
        """Whether it is one word only, so a family name or a given name alone."""
        return len(self.words) == 1

    @property
    def abbreviated(self) -> bool:
        """Whether the first given name is an initial: “J. Smith”."""
        return len(self.words) > 1 and len(self.words[0]) == 1

    @property
    def handles(self) -> tuple[str, ...]:
        """The words that may stand for the whole name: the last one, and the first where family names come first."""
        first = self.words[0]
        both = not self.alone and first in FAMILY_FIRST and self.words[-1] not in COMMON_FAMILIES
        return (self.words[-1], first) if both else (self.words[-1],)

    @property
    def fullness(self) -> tuple[int, int]:
        """For sorting: a fuller name has more words in full, then more initials."""
        full = sum(len(word) > 1 for word in self.words)
        return full, len(self.words) - full


@lru_cache(maxsize=50_000)
def parts(name: str) -> Parts | None:
    """The parts of a name that can be a person's; None for institutions, places, peoples and descriptions.

    >>> parts("Joseph R. Biden Jr.")
    Parts(words=('joseph', 'r', 'biden'), suffix='jr')
    """
    if not _NAME.fullmatch(name):
        return None
    spread = _INITIALS.sub(lambda found: " ".join(filter(str.isalpha, found.group())) + " ", name)
    written = _WORD.findall(re.sub(r"(?<=\w)['’](?=\w)", "", spread))
    if not written or any(word[0].islower() and word.split("-")[0] not in _PARTICLES for word in spread.split()):
        return None
    words = [_folded(word) for word in written]
    words = _untitled(words)
    if not _personal(words):
        return None
    suffix = _SUFFIXES.get(words[-1], "") if len(words) > 2 else ""
    bare = [word for at, word in enumerate(words[:-1] if suffix else words) if not _is_particle(word, at, words, name)]
    return Parts(words=tuple(bare), suffix=suffix) if bare and len(bare) <= _MOST and len(bare[-1]) > 1 else None


def without_title(name: str) -> str:
    """The name without what stands before it: “Ohio Gov. Mike DeWine” is “Mike DeWine”.

    >>> without_title("Secretary-General Jens Stoltenberg")
    'Jens Stoltenberg'
    """
    words = name.split()
    titles = [at for at in range(len(words) - 2) if _CALLED.intersection(re.split(r"\W", words[at].lower()))]
    return " ".join(words[titles[-1] + 1 :]) if titles else name


def long_form(given: str) -> str:
    """The given name that a short form stands for; any other word as it is.

    >>> long_form("joe")
    'joseph'
    """
    return _LONG_FORM.get(given, given)


def shortens(short: Parts, full: Parts) -> bool:
    """Whether a name of two or more words can be a less full form of another: all that both have agrees.

    “George Bush” and “G. Bush” shorten “George W. Bush”, “López Obrador” shortens “Andrés Manuel López Obrador”;
    “George H. W. Bush” does not shorten “George W. Bush”, and nobody's name shortens that of a junior.
    """
    if short.alone or short.suffix != full.suffix or short.fullness >= full.fullness:
        return False
    if len(short.words) < len(full.words) and short.words == full.words[-len(short.words) :]:
        return not short.abbreviated and short.words[0] not in _COMMON_GIVEN
    if short.words[-1] != full.words[-1] or not _given_first(short, full):
        return False
    return _middles(short.words[1:-1], full.words[1:-1])


def _middles(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the middle names of the shorter name are among those of the fuller one; initials count from the first."""
    at = 0
    for middle in short:
        fit = [place for place in range(at, len(full)) if _given(middle, full[place])]
        initial = fit and 1 in (len(middle), len(full[fit[0]]))
        if not fit or (initial and fit[0] != at):
            return False
        at = fit[0] + 1
    return True


def _given_first(short: Parts, full: Parts) -> bool:
    """Whether the first given names agree; an initial only where all given names are, or the next one agrees."""
    if not (short.abbreviated or full.abbreviated):
        same = _one_word(short.words[0], full.words[0])
        by_initials = all(len(word) == 1 for word in full.words[1:-1])
        return same or (by_initials and long_form(short.words[0]) == long_form(full.words[0]))
    initials = all(len(word) == 1 for word in short.words[:-1])
    return _given(short.words[0], full.words[0]) and (
        initials or (len(short.words) > 2 and short.words[1:] == full.words[1:])
    )


def agree(one: Parts, other: Parts) -> bool:
    """Whether two names may be one person's, asked by somebody who writes one of them: more is forgiven here."""
    if one.words == other.words and one.suffix == other.suffix:
        return True
    loose = len(one.words) == len(other.words) and one.suffix == other.suffix
    return (loose and all(map(_given, one.words, other.words))) or shortens(one, other) or shortens(other, one)


def variants(one: Parts, other: Parts, *, known: bool) -> bool:
    """Whether two names with as many words are one person's name in two spellings, romanisations or short forms.

    “Sergei Lavrov” and “Sergey Lawrow” are; so are “Chuck Grassley” and “Charles Grassley” where one is `known`, a
    public figure. What differs is weighed against what agrees: beside a family name that thousands bear, a given name
    must be the same, and beside a common given name the family name: Michael Bennett is not Michael Bennet.
    """
    if one.suffix != other.suffix or len(one.words) != len(other.words) or one.alone:
        return False
    unlike = [at for at, (word, another) in enumerate(zip(one.words, other.words, strict=True)) if word != another]
    for at in unlike:
        word, another = one.words[at], other.words[at]
        short = at == 0 and known and long_form(word) == long_form(another)
        if not (short or _one_word(word, another)):
            return False
    return not unlike or _telling(
        [word for at, word in enumerate(one.words) if at not in unlike], at_end=unlike[-1] > 0
    )


def _telling(shared: Sequence[str], *, at_end: bool) -> bool:
    """Whether the words that two names share say enough that the others may differ a little."""
    if len(shared) > 1:
        return all(len(word) > 1 for word in shared)
    return not shared or not (shared[0] in COMMON_FAMILIES or (at_end and shared[0] in _COMMON_GIVEN))


def _untitled(words: list[str]) -> list[str]:
    """The words behind the last title, if there are two or more: “Ohio Gov. Mike DeWine”; else behind the first."""
    titles = [at for at in range(len(words) - 2) if words[at] in _CALLED]
    words = words[titles[-1] + 1 :] if titles else words
    return words[1:] if len(words) > 1 and words[0] in TITLES else words


def _given(one: str, other: str) -> bool:
    """Whether two given names agree: as words, as a short form, or as an initial."""
    if 1 in (len(one), len(other)):
        return one[0] == other[0]
    return _one_word(long_form(one), long_form(other))


def _one_word(one: str, other: str) -> bool:
    return one == other or (alike(one, other) and not (_ROMAN.fullmatch(one) or _ROMAN.fullmatch(other)))


def _personal(words: list[str]) -> bool:
    if len(words) > 1 and words[0] == "park":
        return not ORGANISATION_WORDS.intersection(words) and not GEOGRAPHY_WORDS.intersection(words[1:])
    unfit = ORGANISATION_WORDS, DEMONYMS, GEOGRAPHY_WORDS
    if words[0] in _NOBODYS or (words[0] == "u" and len(words) > 1 and words[1] in "skn"):
        return False
    place = " ".join(words) in places() or any(len(word) > 3 and word in places() for word in words)
    return not place and not any(kind.intersection(words) for kind in unfit) and words[-1] not in SPEAKER_NOUNS


def _is_particle(word: str, at: int, words: list[str], name: str) -> bool:
    """Whether the word only joins: “bin”, “von der”; “Al Gore” and “Ben Carson” are given names."""
    if word not in _PARTICLES or at == len(words) - 1:
        return False
    return at > 0 or word not in _ALSO_GIVEN or name[0].islower() or name[len(word) : len(word) + 1] == "-"


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
