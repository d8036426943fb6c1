"""Words of opposite meaning, as pairs: a closed list of our own, made for what news says of people, sums and events.

Each pair is of one form; a stemmer brings the other forms to it. A pair stands here when a sentence with the one in the
place of the other says something else, so “daily monthly” and “north south” are in it too.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from index.inflections import SAME_VERB
from index.lexical import tokenise

_PAIRS = """
increase decrease, rise fall, rise drop, grow shrink, grow decline, up down, higher lower, high low, more less,
most least, gain loss, profit loss, improve worsen, better worse, best worst, before after, above below, over under,
accept reject, approve reject, allow forbid, allow ban, allow prevent, win lose, success failure, succeed fail,
begin end, start end, start stop, first last, early late, earlier later, open close, buy sell, include exclude,
including excluding, with without, positive negative, strong weak, optimistic pessimistic, certain uncertain,
certainty uncertainty, able unable, easy difficult, easy hard, easy complicated, simple complex, simple complicated,
cheap expensive, inexpensive expensive, large small, big small, long short, new old, young old, major minor,
many few, maximum minimum, internal external, public private, domestic foreign, agree disagree, love hate,
support oppose, confirm deny, accelerate delay, accelerate slow, expand shrink, expand contract, raise lower,
raise cut, increase reduce, increase cut, add remove, add subtract, create destroy, build destroy, import export,
enter exit, arrive leave, arrive depart, advantage disadvantage, benefit drawback, praise criticize, praise condemn,
happy sad, happy unhappy, satisfied dissatisfied, safe dangerous, safe unsafe, legal illegal, possible impossible,
likely unlikely, important unimportant, necessary unnecessary, useful useless, interested uninterested,
interested disinterested, aware unaware, available unavailable, limited unlimited, known unknown, common rare,
always never, all none, everyone nobody, male female, man woman, husband wife, mother father, brother sister,
son daughter, boy girl, day night, morning evening, morning afternoon, today tomorrow, yesterday tomorrow,
past future, prior subsequent, prior later, next last, north south, east west, top bottom, front back,
inside outside, indoor outdoor, hot cold, warm cool, wet dry, heavy light, dark bright, fast slow, quick slow,
quickly slowly, full empty, rich poor, war peace, friend enemy, ally enemy, attack defend, offense defense,
innocent guilty, true false, right wrong, correct incorrect, presence absence, present absent, presence lack,
temporary permanent, voluntary mandatory, fixed variable, fixed flexible, exclusive non-exclusive, unique standard,
unique common, modern outdated, formal informal, personal impersonal, individual group, borrow lend, pass fail,
encourage discourage, enable disable, enable prevent, help hinder, help harm, empower hinder, simplify complicate,
strengthen weaken, tighten ease, tighten loosen, widen narrow, deep shallow, thick thin, soft hard, rough smooth,
clean dirty, healthy unhealthy, alive dead, birth death, live die, married divorced, arrest release, employ fire,
hire fire, appoint dismiss, promote demote, invest divest, lead follow, leader follower, victory defeat,
majority minority, liberal conservative, left-wing right-wing, democrat republican, guilty acquitted, convict acquit,
ceasefire offensive, withdraw deploy, advance retreat, attract repel, push pull, trust distrust, propose doubt,
certain doubtful, secret public, reveal conceal, reveal hide, show hide, visible invisible, complete incomplete,
complete partial, comprehensive limited, various single, multiple single, plural singular, annual monthly,
daily monthly, daily weekly, weekly monthly, yearly monthly, annually monthly, million billion, thousand million,
online offline, real fake, natural artificial, urban rural, junior senior, novice expert, novice advanced,
beginner advanced, basic advanced, basic premium, professional amateur, client agent, customer seller, buyer seller,
employer employee, teacher student, doctor patient, parent child, plaintiff defendant, supply demand,
surplus deficit, asset liability, income expense, earnings expenses, credit debit, debt equity, deposit withdrawal,
vacant occupied, summer winter, spring autumn, adult child, childhood adulthood, often rarely, frequently rarely,
sometimes always, together apart, near far, close far, forward backward, forwards backwards, upward downward,
inward outward, opening closing, theory practice, active passive, active inactive, patient impatient, polite rude,
kind cruel, brave cowardly, proud ashamed, calm angry, relaxed stressed, confident nervous, worried relaxed,
excited bored, interesting boring, funny serious, wise foolish, smart stupid, clever stupid, strict lenient,
generous stingy, honest dishonest, loyal disloyal, fair unfair, equal unequal, stable unstable, steady volatile,
predictable unpredictable, reliable unreliable, efficient inefficient, effective ineffective,
productive unproductive, secure insecure, sufficient insufficient, adequate inadequate, appropriate inappropriate,
relevant irrelevant, regular irregular, direct indirect, dependent independent, experienced inexperienced,
familiar unfamiliar, friendly hostile, popular unpopular, attractive unattractive, beautiful ugly,
supervised unsupervised, conscious unconscious, linear nonlinear, static dynamic, sparse dense, discrete continuous,
local global, lower upper, prior posterior, convergence divergence, converge diverge, maximize minimize,
outperform underperform, exceed miss, surpass miss, meet miss, overestimate underestimate, strength weakness,
upside downside, bull bear, inflation deflation, growth decline, growth contraction, recovery recession,
expansion contraction, increase decline, increase drop, increase fall, improve decline, improve deteriorate,
rise decline, gain decline, grow decrease, grow fall, grow drop, climb fall, jump drop, surge plunge, soar plummet,
accept decline, accept refuse, agree refuse, approve veto, legal banned, signed rejected, alive killed, join leave,
enter leave, win defeat, won lost, attack retreat, invade withdraw, escalate deescalate, escalate ease, impose lift,
arm disarm, release detain, free jail, acquire sell, merge split, open shut, launch cancel, launch end,
continue stop, continue halt, resume halt, resume suspend, extend shorten, keep abandon, uphold overturn,
confirm refute, admit deny, acknowledge deny, welcome condemn, welcome reject, praise blame, friendly unfriendly,
permit prohibit, allow prohibit, legalise ban, borrowed lent, winner loser, ally adversary, partner rival,
northern southern, eastern western, northward southward, morning night, weekday weekend, hourly daily, king queen,
prince princess, uncle aunt, lender borrower, tenant landlord, urban suburban, dove hawk, armed unarmed,
civilian military, unanimous divided, rising falling, bullish bearish, overvalued undervalued,
overweight underweight, oversupply shortage, abundance shortage, abundant scarce, thin fat, tall short, big little,
loud quiet, noisy quiet, sharp blunt, tight loose, sweet bitter, alike different, dissimilar similar, reverse same,
opposite same, former latter, beforehand afterwards, ancient modern, contemporary ancient, traditional modern,
traditional innovative, live recorded, live virtual, physical virtual, remote onsite, manual automatic,
manually automatically, paid unpaid, significant minor, significant negligible, significant insignificant,
substantial minimal, substantial modest, substantially minimally, substantially slightly, significantly slightly,
sharply slightly, dramatically slightly, vivid vague, embrace reject, embrace relinquish, revere ignore,
revere despise, respect despise, discount surcharge, reward penalty, superior inferior, excellent mediocre,
excellent poor, impressive mediocre, crowded secluded, crowded empty, popular obscure, famous unknown, friend foe,
functional dysfunctional, existing former, personalized generic, customized generic, tailored generic,
perfect unsuitable, greatest smallest, greatest least, largest smallest, biggest smallest, highest lowest,
longest shortest, oldest youngest, oldest newest, earliest latest, richest poorest, fastest slowest,
strongest weakest, safest riskiest, safe risky, encouraging discouraging, hopeful hopeless, harmful harmless,
painful painless, careful careless, powerful powerless, meaningful meaningless, grateful ungrateful,
thankful ungrateful, delighted disappointed, pleased displeased, glad sad, cheerful gloomy, warm hostile,
welcoming hostile, remain leave, stay leave, stay depart, cooperate clash, unite divide, united divided,
peaceful violent, calm tense, ceasefire war, truce war, friendly adversarial, deterrence provocation,
defensive offensive, defence offence, ratify reject, endorse oppose, endorse condemn, favour oppose, favor oppose,
vote abstain, elected appointed, elected defeated, reelected defeated, resign stay, survive die, recover deteriorate,
heal worsen, cure cause, alleviate aggravate, soothe aggravate, relieve aggravate, calm provoke, reassure alarm,
cease continue, cancel confirm, cancelled confirmed, postponed advanced, overnight gradually, suddenly gradually,
abruptly gradually, briefly lengthily, temporarily permanently, partially fully, partly fully, partly wholly,
partially entirely, roughly exactly, approximately exactly, approximately precisely, unclear clear, vague clear,
ambiguous clear, transparent opaque, openly secretly, publicly privately, publicly secretly, formally informally,
officially unofficially, officially informally, willing reluctant, willing unwilling, eager reluctant,
voluntary compulsory, refundable nonrefundable, eligible ineligible, exempt liable, taxable exempt,
qualified unqualified, licensed unlicensed, certified uncertified, authorised unauthorised, authorized unauthorized,
armed disarmed, mobile stationary, moving stationary, portable fixed, wireless wired, cordless corded,
renewable fossil, organic synthetic, sober drunk, awake asleep, hungry full, sick healthy, ill healthy, ill well,
ancestor descendant, predecessor successor, precede succeed, precede follow, introduction conclusion, beginning end,
entrance exit, arrival departure, ascent descent, uphill downhill, upstairs downstairs, ceiling floor, roof basement,
surface depth, shallow profound, superficial profound, trivial crucial, trivial important, primary secondary,
primarily secondarily, main secondary, main minor, key minor, central peripheral, core peripheral,
domestic international, national international, local international, native foreign, citizen foreigner,
immigrant native, immigrate emigrate, ascending descending, increasing decreasing, accelerating slowing, odd even,
concrete abstract, literal figurative, objective subjective, quantitative qualitative, empirical theoretical,
parametric nonparametric, homogeneous heterogeneous, symmetric asymmetric, synchronous asynchronous,
centralised decentralised, centralized decentralized, labeled unlabeled, labelled unlabelled, bounded unbounded,
constrained unconstrained, convex concave, finite infinite, deterministic stochastic, deterministic random,
biased unbiased, accurate inaccurate, robust fragile, robust brittle, scalable unscalable, tractable intractable,
solvable unsolvable, feasible infeasible, redundant unique, overfit underfit, oversample undersample,
upstream downstream, frontend backend, coarse fine, forward reverse, encode decode, compress decompress,
encrypt decrypt, upload download, install uninstall, subscribe unsubscribe, login logout, connect disconnect,
attach detach, load unload, lock unlock, plug unplug, pack unpack, dress undress, appear disappear, obey disobey,
qualify disqualify, approve disapprove, prove disprove, mount dismount, assemble dismantle, assemble disassemble,
construct demolish, build demolish, erect demolish, repair break, mend break, plant uproot, sow harvest, feed starve,
fill empty, fill drain, inflate deflate, ignite extinguish, freeze thaw, melt freeze, boil freeze, heat cool,
warm chill, soften harden, sharpen dull, lighten darken, whiten blacken, lengthen shorten, stretch shrink,
enlarge reduce, magnify reduce, amplify dampen, amplify reduce, boost reduce, boost cut, boost hamper,
bolster undermine, reinforce undermine, support undermine, sustain undermine, protect endanger, protect expose,
save waste, conserve waste, hoard share, earn lose, earn spend, triumph fail, achieve fail, beat lose, outpace lag,
rise plunge, soar plunge, rally slump, rebound slump, boom bust, boom slump, upturn downturn, upgrade downgrade,
upbeat downbeat, outflow inflow, influx exodus, creditor debtor, captor captive, hunter prey, victor loser,
hero villain, saint sinner, angel devil, heaven hell, blessing curse, virtue vice, truth lie, fact fiction,
reality fantasy, knowledge ignorance, wisdom folly, sanity madness, order chaos, harmony discord, unity division,
consensus disagreement, agreement disagreement, accord dispute, love hatred, affection hostility, friendship enmity,
courage fear, hope despair, joy sorrow, happiness sadness, pleasure pain, comfort discomfort, luxury poverty,
wealth poverty, plenty scarcity, freedom captivity, liberty slavery, independence dependence, victory loss,
progress regress, growth shrinkage, expansion shrinkage, increase reduction, rise reduction,
welcome object, welcome oppose, welcome denounce, praise object, praise denounce, praise accuse, support reject,
back reject, back oppose, join withdraw, join withdrawal, enter withdraw, put remove, place remove, forbid oblige,
forbid require, forbid must, comply violate, respect violate, observe violate, honour breach, tighten lift, ease impose,
stabilise destabilise, closer looser, keep remove,
keep destroy, keep eliminate, spare kill, rescue kill, confirm reject, admit conceal, recognise deny, vow refuse,
promise refuse, pledge refuse, dismiss accept, dismiss endorse, endorse reject,
convict clear, charge clear, elect defeat, reopen close, reinstate dismiss, reinstate sack, evacuate return
"""
_PREFIXES = ("un", "non")
_SHORTEST_ROOT = 4
"""Letters behind a prefix: “unable” is the opposite of “able”, “uncle” of nothing. Of “in-” and “dis-” only what stands
in the list counts: “display” is not the opposite of “play”."""


def opposites(word: str) -> frozenset[str]:
    """The roots of the words that say the opposite of this one by the list.

    >>> sorted(opposites("fell"))
    ['climb', 'gain', 'grow', 'increas', 'rise']
    """
    return _opposites().get(root(word), frozenset())


def stripped(word: str) -> frozenset[str]:
    """The roots of the word without a prefix that denies it: of “unable” that of “able”; empty without a prefix."""
    lowered = word.lower().replace("-", "")
    rests = (lowered[len(prefix) :] for prefix in _PREFIXES if lowered.startswith(prefix))
    return frozenset(root(rest) for rest in rests if len(rest) >= _SHORTEST_ROOT)


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """One sign for all forms of a word: “rose”, “rising” and “rises” have that of “rise”; a stopword is itself."""
    stems = tokenise(_BRITISH.sub(r"iz\1", word))
    return _SIGNS.get(stems[0], stems[0]) if len(stems) == 1 else word.lower()


_BRITISH = re.compile(r"(?<=[a-z]{3})is(e[ds]?|ing|ation)$")
"""The ending of “criticise” in all its forms, written as in “criticize”; “promise” is turned too, everywhere alike."""
_SIGNS = {stem: tokenise(verb.split()[0])[0] for verb in SAME_VERB for stem in tokenise(verb)}


@cache
def _opposites() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _PAIRS.replace("\n", " ").split(","):
        one, other = map(root, pair.split())
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}
