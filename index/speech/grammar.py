"""The closed classes of English words by which a sentence falls into its parts."""

PREPOSITIONS = frozenset(
    "in on at by for from with to of after before during under since until over against about into onto through "
    "amid among between within without despite unlike like per via toward towards around near off across behind "
    "beyond upon regarding concerning following alongside as".split()
)
DETERMINERS = frozenset(
    "the a an this these those his her its their our my your some any every each no both all many several few most "
    "another one two three four five six seven eight nine ten dozens hundreds thousands millions other".split()
)
ARTICLES = frozenset("the a an this these his her its their our my your no any every each".split())
"""Determiners that a noun must follow."""
OPENERS = frozenset(
    "that when while because if although though until whether where how why what who which whose whom than once "
    "unless whereas so since as before after".split()
)
"""Words that open a clause of their own: a noun phrase does not reach back over them."""
SUBORDINATORS = frozenset(
    "when while because if although though until whether where how why once unless whereas since as before after "
    "even".split()
)
RELATIVES = frozenset(["who", "which", "that"])
CONJUNCTIONS = frozenset(["and", "but", "or", "then", "yet"])
BE = frozenset("is are was were be been being am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t".split())
NEGATIONS = frozenset(
    "not never hardly n't didn't don't doesn't hasn't haven't isn't wasn't aren't weren't won't wouldn't can't "
    "couldn't didn’t don’t doesn’t hasn’t haven’t isn’t wasn’t aren’t weren’t won’t wouldn’t can’t couldn’t".split()
)
MODALS = frozenset(
    "will would should could may might must can shall won't wouldn't can't couldn't won’t wouldn’t can’t "
    "couldn’t cannot".split()
)
AUXILIARIES = (
    BE | NEGATIONS | frozenset("has have had having do does did hasn't haven't hadn't hasn’t haven’t hadn’t".split())
)
ADVERBS = frozenset(
    "also then later now already again still just even further soon often ever always since only first once "
    "too once long once twice sometimes both instead here today yesterday merely simply quite rather".split()
)
PLAIN_PASTS = frozenset(
    "went came took made got gave left met held won lost ran led kept began brought sent put set let became grew "
    "rose sat stood fell drew threw broke chose drove flew paid sold spent taught wore built bought caught fought "
    "struck swept hurt".split()
)
"""Past forms that no ending shows."""
SUBJECT_PRONOUNS = frozenset("he she they it i we you".split())
