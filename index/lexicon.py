"""The words that name speakers and acts of speech in English news: verbs, titles, places, organisations.

Only closed or slowly growing classes stand here; names of persons are never listed. Country names come from the
Unicode CLDR through babel.
"""

from functools import cache

from babel import Locale

from index.speech.verbs import verbs

NOUN_CUES = frozenset(
    "assertion claim statement warning remark comment announcement pledge vow promise accusation suggestion "
    "view belief message argument insistence contention declaration admission prediction call demand "
    "allegation complaint concern testimony opinion conclusion".split()
)
"""Nouns that carry a clause of speech: “Lavrov’s assertion that …”."""

WORDS_OF_SPEECH = frozenset(
    "comment comments remark remarks statement statements words speech address answer answers quote quotes "
    "interview testimony claim claims warning".split()
)

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady dame president vice-president minister premier chancellor "
    "secretary senator sen representative rep congressman congresswoman governor gov mayor general gen admiral "
    "colonel col captain capt lieutenant lt major sergeant sgt commander marshal chairman chairwoman chair "
    "chief director spokesman spokeswoman spokesperson ambassador envoy king queen prince princess pope bishop "
    "cardinal archbishop rabbi imam ayatollah sheikh judge justice attorney prosecutor sheriff officer "
    "inspector coach analyst economist leader candidate lawmaker lawyer journalist reporter author activist "
    "diplomat commissioner speaker dictator tsar emperor deputy vice acting former then ex prime foreign "
    "defense defence finance interior energy health trade press supreme first senior under-secretary-general "
    "secretary-general counsel investigator manager ceo founder negotiator adviser advisor aide veteran "
    "businessman billionaire majority minority whip actress actor singer filmmaker comedian".split()
)
"""Words that stand before a person's name and say what the person is."""

MALE_TITLES = frozenset("mr sir lord king prince congressman chairman spokesman businessman father".split())
FEMALE_TITLES = frozenset("mrs ms miss lady dame queen princess congresswoman chairwoman spokeswoman mother".split())

ORGANISATION_WORDS = frozenset(
    "ministry department agency council committee commission party university college institute institution "
    "association union organization organisation corporation company group bank court parliament congress "
    "senate house assembly government administration army navy force forces guard police bureau office service "
    "board federation foundation fund league authority network news times post journal herald tribune press "
    "media television radio daily review magazine club team campaign center centre school church hospital inc "
    "corp ltd llc plc nations cabinet embassy pentagon kremlin treasury command alliance bloc coalition caucus".split()
)
GEOGRAPHY_WORDS = frozenset(
    "peninsula sea ocean gulf strait bay river lake island islands mountain mountains east west north south "
    "northern southern eastern western central republic kingdom states state city county province region "
    "street avenue road park square war cold pacific atlantic indo-pacific asia-pacific arctic middle district "
    "coast border world summit treaty agreement deal pact act resolution declaration accord accords charter "
    "plan shield edge operation exercise day week month year olympics cup games championship christmas easter "
    "god internet".split()
)
PLACES = frozenset(
    "moscow washington beijing pyongyang seoul tokyo kyiv kiev tehran london paris brussels berlin jerusalem "
    "ankara riyadh delhi islamabad kabul baghdad damascus cairo wonsan geneva vienna rome madrid warsaw prague "
    "budapest minsk caracas havana taipei hanoi jakarta manila canberra ottawa brasilia lisbon athens helsinki "
    "stockholm oslo copenhagen vilnius riga tallinn bucharest sofia belgrade zagreb new-york hollywood gaza "
    "crimea donbas donetsk luhansk kharkiv odesa hiroshima nagasaki california texas florida europe asia "
    "africa america eurasia america's u.s us usa u.k uk uae eu un dprk britain england scotland wales korea".split()
)
"""Capitals that stand for their governments, and places CLDR does not list under the name that news uses."""
CITIES = frozenset(
    "new york|los angeles|san francisco|san diego|las vegas|new orleans|hong kong|tel aviv|new delhi|mexico city|"
    "buenos aires|sao paulo|rio de janeiro|abu dhabi|addis ababa|cape town|kuala lumpur|saint petersburg|st petersburg|"
    "san juan|new jersey|new hampshire|new mexico|camp david|capitol hill|wall street|silicon valley".split("|")
)
"""Places of two or three words, which would pass for persons."""
DEMONYMS = frozenset(
    "russian american british french german italian spanish chinese japanese korean iranian israeli "
    "palestinian ukrainian turkish indian pakistani afghan iraqi syrian egyptian saudi european asian african "
    "western eastern northern southern latin arab muslim islamic christian jewish catholic soviet north south "
    "east west canadian mexican brazilian argentine venezuelan cuban colombian australian polish czech "
    "hungarian romanian bulgarian greek serbian croatian dutch belgian swiss austrian swedish norwegian danish "
    "finnish estonian latvian lithuanian belarusian georgian armenian azerbaijani kazakh uzbek vietnamese thai "
    "indonesian philippine filipino malaysian taiwanese burmese nigerian kenyan ethiopian sudanese libyan "
    "tunisian moroccan algerian lebanese jordanian yemeni qatari emirati kuwaiti irish scottish welsh english "
    "portuguese ukrainians russians americans israelis palestinians europeans republican republicans democrat "
    "democrats democratic conservative labour liberal nazi anglo-saxon".split()
)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
)

SPEAKER_NOUNS = frozenset(
    "analysts analyst experts expert officials official authorities ministry spokesman spokeswoman "
    "spokesperson spokespeople diplomats diplomat sources source critics critic government media police "
    "investigators prosecutors prosecutor lawyers lawyer researchers researcher scientists scientist "
    "economists observers witnesses witness residents leaders leader minister president statement report study "
    "military army department administration commission committee court judge opponents supporters activists "
    "lawmakers senators senator scholars historians journalists reporters newspaper agency company group "
    "organization organisation union aides aide adviser advisers campaign team doctors teachers students "
    "voters families family mother father brother sister wife husband son daughter friend friends man woman "
    "people commander general generals commanders inspectors strategists pollsters survey poll document letter "
    "communique release embassy envoy ambassador governor mayor chairman chairwoman director chief executive "
    "author authors nations states allies countries parties side sides others many some both most one another "
    "parents neighbors neighbours coach players insiders negotiators delegates others presenter host editor "
    "columnist memo filing lawsuit indictment veteran veterans republicans democrats commentators spokesmen "
    "deputies watchdog institute bank body bloc kremlin secretary chancellor premier representatives "
    "representative members member candidate candidates figures officers officer workers colleagues soldiers "
    "staff participants respondents professor teacher doctor".split()
)

PRONOUNS = frozenset("he she they it i we".split())


@cache
def cue_verbs() -> dict[str, str]:
    """Every form of a verb of speech, in lower case, with its dictionary form: `{"said": "say", …}`."""
    return {form: verb.lemma for form, verb in verbs().items() if verb.family != "show"}


@cache
def places() -> frozenset[str]:
    """Names of countries, continents and capitals in lower case."""
    return (
        PLACES
        | CITIES
        | {str(name).lower() for code, name in Locale("en").territories.items() if code not in ("001", "ZZ")}
    )
