"""One sign for a country however news names it: by its name, its people, its capital or the seat of its government."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from index.lexicon import places
from index.types import Span

_FORMS = """
united states: us u.s. usa u.s.a. america american americans washington white house pentagon state department
united kingdom: uk u.k. britain british great britain england english london downing street
russia: russian russians russian federation moscow kremlin
north korea: north korean north koreans dprk pyongyang democratic people's republic of korea
north korea: korean people's democratic republic
south korea: south korean south koreans republic of korea rok seoul
japan: japanese tokyo
china: chinese beijing prc people's republic of china
iran: iranian iranians tehran islamic republic of iran
israel: israeli israelis jerusalem tel aviv
ukraine: ukrainian ukrainians kyiv kiev
france: french paris elysee
germany: german germans berlin
italy: italian italians rome
spain: spanish madrid
poland: polish poles warsaw
turkey: turkish turks ankara türkiye turkiye
india: indian indians new delhi delhi
pakistan: pakistani pakistanis islamabad
syria: syrian syrians damascus
iraq: iraqi iraqis baghdad
saudi arabia: saudi saudis riyadh
egypt: egyptian egyptians cairo
lebanon: lebanese beirut
palestine: palestinian palestinians gaza west bank
afghanistan: afghan afghans kabul taliban
venezuela: venezuelan venezuelans caracas
cuba: cuban cubans havana
brazil: brazilian brazilians brasilia
mexico: mexican mexicans mexico city
canada: canadian canadians ottawa
australia: australian australians canberra
belarus: belarusian belarusians minsk
georgia: georgian georgians tbilisi
armenia: armenian armenians yerevan
azerbaijan: azerbaijani azerbaijanis baku
hungary: hungarian hungarians budapest
serbia: serbian serbs belgrade
greece: greek greeks athens
netherlands: dutch the hague holland
sweden: swedish swedes stockholm
finland: finnish finns helsinki
norway: norwegian norwegians oslo
denmark: danish danes copenhagen
switzerland: swiss bern
austria: austrian austrians vienna
vietnam: vietnamese hanoi
philippines: philippine filipino filipinos manila
indonesia: indonesian indonesians jakarta
taiwan: taiwanese taipei
european union: eu e.u. brussels
united nations: un u.n.
yemen: yemeni yemenis sanaa
libya: libyan libyans tripoli
sudan: sudanese khartoum
nigeria: nigerian nigerians abuja
south africa: south african south africans pretoria
argentina: argentine argentines argentinian buenos aires
"""
_PREFIX = "xq"
"""No English word begins so: the sign of a country stays one through stemming."""
_AMBIGUOUS = frozenset(["us", "un"])
"""Also ordinary words and parts of names (“Kim Jong Un”): only written in capitals do they name the country."""
_MULTIWORD = "|".join(
    [
        "white house|downing street|great britain|russian federation|state department|north koreans?|south koreans?",
        "democratic people's republic of korea|korean people's democratic republic|people's republic of china",
        "republic of korea|islamic republic of iran|tel aviv|new delhi|west bank|mexico city|the hague|south africans?",
        "buenos aires",
    ]
)


@cache
def _signs() -> dict[str, str]:
    signs = {name: _sign(name) for name in places() if len(name) > 3}
    for line in _FORMS.strip().splitlines():
        country, forms = line.split(": ")
        singles = re.findall(_MULTIWORD + r"|\S+", forms)
        signs.update({form.replace(".", ""): _sign(country) for form in [country, *singles]})
    return signs


def _sign(country: str) -> str:
    return _PREFIX + "".join(filter(str.isalpha, country))


@cache
def _pattern(sign: str = "") -> re.Pattern[str]:
    """What finds the names of one country, or of all."""
    forms = sorted((form for form, of in _signs().items() if sign in ("", of)), key=len, reverse=True)
    dotted = [r"\.?".join(form) + r"\.?" if len(form) <= 4 and form.isalpha() else re.escape(form) for form in forms]
    return re.compile(r"(?<!\w)(?:" + "|".join(dotted) + r")(?!\w)", re.IGNORECASE)


def with_country_signs(text: str) -> str:
    """The text with every name of a country, a people or a seat of government replaced by one word for that country."""
    return _pattern().sub(_replacement, text.replace("’", "'"))


def country_spans(text: str, wanted: Callable[[str], bool]) -> Iterator[Span]:
    """Each place of a text that names a wanted country, its people or its seat of government; asked by its sign."""
    plain = text.replace("’", "'")
    for sign in filter(wanted, sorted(set(_signs().values()))):
        for found in _pattern(sign).finditer(plain):
            if is_country_sign(_replacement(found)):
                yield Span(start=found.start(), end=found.end())


def country_of(word: str) -> str:
    """The sign of the country that the words name (“French”, “the Kremlin”), or an empty string."""
    return _signs().get(re.sub(r"^the\s+", "", word.strip().lower().replace("’", "'")).replace(".", ""), "")


def country_named(words: str) -> str:
    """The usual English name of the country that the words name: “the Islamic Republic of Iran” is “Iran”."""
    sign = country_of(words)
    plain = next(
        (line.split(": ")[0] for line in _FORMS.strip().splitlines() if _sign(line.split(": ")[0]) == sign), ""
    )
    return plain.title() if sign and plain else words if sign else ""


def is_country_sign(term: str) -> bool:
    """Whether the word came from `with_country_signs`."""
    return term.startswith(_PREFIX)


def _replacement(found: re.Match[str]) -> str:
    word = found.group()
    if word.lower() in _AMBIGUOUS and not word.isupper():
        return word
    return _signs().get(word.lower().replace(".", ""), word)
