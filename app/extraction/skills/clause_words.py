"""Words that tell where phrases of duties begin, go on and end."""

import re
from collections.abc import Sequence

from app.extraction.skills.verbs import STOPS, VERBS, form, stem
from app.extraction.words.lexicon import words

WORD = re.compile(
    r"[a-z]++(?=[ ,;:()\n])|"  # most words: what follows would match them, too, in twice the time
    r"(?:[A-Z]\.){2,}|No\.(?=\s\d)|\d+(?:[.,:]\d+)+\+?|[$€£]?\d+(?:[.,]\d+)*(?:[–-]\d+)?(?:[kKM]\b)?(?:\+|\s?%)?(?![\w/-])|[^\W_](?:[\w'’&/+#-]*[\w+#])?"
)
WORK = re.compile(
    r"(?:[a-z]{3}ing|[a-z]{3}[ts]ions?|[a-z]{3}ments?|[a-z]{3}ances?|repairs?|care|checks?|removals?|services?|support|cleaning|prep"
    r"|work|calls?|audits?|transfers?|transports?|orders?|surveys?|deliver(?:y|ies)|assembl(?:y|ies)|procedures?|reports?|tests?"
    r"|screenings?|exams?|exercises?|drills?|intake|rounds|draws|setups?|changes|swaps?|takeoffs?|installs?|upkeep|control|sales|design|analysis|estimates|pickups?|builds?)$"
)
"""Last words of nouns of work."""
HYPHENATED = re.compile(r"-[ \t]*\n\s*")
"""A word that goes on in the next line."""
FEWEST = 2
"""Words of a phrase."""
MOST, NOUN_WORDS = 7, 4
LONGEST_ROW = 20
"""Words that are looked at for the end of a row of verbs: a line may be nothing else."""
SEVERAL = 3
"""Verbs in a row, from which on they share an object whatever parts them."""
MOST_HELPING = 10
"""With whom was helped, and with what."""
HELP = frozenset(("assist", "help", "support", "aid"))
DIRECT, PHRASAL, SAID = words("verbs", "direct"), words("verbs", "phrasal"), words("verbs", "said")
OPENERS, NO_OBJECT = words("verbs", "openers"), words("verbs", "no_object")
CIRCUMSTANCES = words("verbs", "circumstances")
LIKING = words("verbs", "liking")
TRAILING = frozenset(("and", "or", "the", "a", "an", "of", "&", "then", "all", "also", "new", "various", "other")) | {
    "several",
    "different",
    "how",
    "what",
    "where",
    "why",
}
MANNERS = words("verbs", "manners")
"""How something is done, in front of the verb ("hand dug trenches"), beside letters that stand for it ("TIG")."""
MOST_MANNERS = 4
DESCRIBING = frozenset(
    (
        "family",
        "privately",
        "publicly",
        "locally",
        "independently",
        "individually",
        "newly",
        "fully",
        "highly",
        "early",
    )
)
"""Words in -ly of what something is, and not of how it was done ("Privately held maker of pumps")."""
ASKING = frozenset(("how", "what", "where", "why", "when"))
CALLS_FOR_MORE = frozenset(("at", "on", "for", "with", "to", "by", "from", "as", "into", "over"))
"""Behind a verb and one of these alone something is missing ("Credited with")."""
ROUGHLY = (["up", "to"], ["more", "than"], ["less", "than"], ["at", "least"], ["about"])
"""Before an amount."""
AND = frozenset(("and", "&", "or", "then"))
MEASURES = frozenset(("a", "day", "week", "month", "year", "hour", "shift", "percent", "times"))
BOTH = frozenset(
    ("set", "cut", "put", "read", "hit", "shut", "split", "spread", "bid", "cast", "run", "reset", "forecast")
)
"""Verbs whose past form is the same, or is often written so."""
HEADS = words("titles", "heads")
DOERS = words("verbs", "doers")
MANY, LETTERS = frozenset(("people", "children", "women", "men")), 4
"""People, besides those in -s, of more letters."""
TERMS = frozenset(
    ("year", "years", "month", "months", "term", "terms", "tour", "tours", "time", "two", "three", "four")
)
"""How long somebody served."""
BE = frozenset(("was", "were", "been", "being", "am", "is", "are"))
PERSONS = frozenset(("i", "we", "he", "she"))
"""Who tells of themselves, or whose life somebody else tells."""
ARTICLES = frozenset(("a", "an", "the"))
DETERMINERS = ARTICLES | {"my", "our", "their", "all", "and"}
DUTY_OF = (
    ["responsible", "for"],
    ["accountable", "for"],
    ["in", "charge", "of"],
    ["involved", "in"],
    ["tasked", "with"],
    ["charged", "with"],
)
"""Before what somebody had to do."""
EACH, BEHIND_PLURAL = frozenset(("each", "every")), frozenset(("to", "of"))
TIMES = frozenset(
    ("daily", "weekly", "monthly", "quarterly", "nightly", "hourly", "first", "used", "annually", "overnight")
)
LEADING_ON, KEEPING = words("verbs", "leading_on"), words("verbs", "keeping")
MONEY = re.compile(r"[$€£]\d")
"""A sum, which may be one of something ("oversaw $1.2M in annual sales")."""
NO_NOUN, NO_OBJECT_MARK = re.compile(r"[^\s/'-]"), re.compile(r"[^\s,&/'\"]")
SUSPENDED, PREFIX = re.compile(r"-,?\s"), 8
"""What stands behind the beginning of a word whose end comes later."""
BEHIND_NOUN = re.compile(r"\s*(?:[,;.]|on\b|of\b|in\b|for\b|at\b|and\b|with\b|$)")


def done_by(said: Sequence[str]) -> bool:
    """Say whether people or bodies of them stand behind "by"."""
    return any(word in MANY or word in DOERS or word in HEADS or word.removesuffix("s") in HEADS for word in said[1:])


def used_by(said: Sequence[str]) -> bool:
    """Say whether the first word is what others did, who stand behind "by" ("kept logs | used by auditors").

    "… sorted by zip code" is one's own.
    """
    first, *behind = said
    past = behind[:1] == ["by"] and form(first.casefold()) == "past" and stem(first.casefold()) in VERBS
    return past and (done_by([word.casefold() for word in behind]) or any(word[0].isupper() for word in behind[1:2]))


def past_duty_of(said: Sequence[str], n: int) -> int:
    """Give one past "responsible for the" and the like, where that begins with word `n`, else `n`."""
    duty = next((duty for duty in DUTY_OF if list(said[n : n + len(duty)]) == duty), None)
    if duty is None:
        return n
    n += len(duty)
    while n < len(said) and said[n] in DETERMINERS:
        n += 1
    return n


def stands_for(said: str) -> bool:
    """Say whether a word is letters that stand for something ("TIG")."""
    return said.isupper() and said.isalpha() and len(said) > FEWEST


def past_amount(said: Sequence[str], n: int) -> int:
    """Give where an amount stands behind "up to" and the like, or `n` where nothing of the kind stands."""
    for words_ in ROUGHLY:
        at = n + len(words_)
        if list(said[n:at]) == words_ and at < len(said) and said[at][0].isdigit():
            return at
    return n


def came_to_be(said: str) -> bool:
    """Say whether a word is a past form in -ed of a verb, and no name of a thing ("seed")."""
    return said.endswith("ed") and stem(said) in VERBS and stem(said) != said


def is_torn(verb: str, said: Sequence[str], between: Sequence[str]) -> bool:
    """Say whether the second of three words leads on to what a phrase has not ("ads relating | to").

    `between` stands before the second and the third. Behind "kept" a past form says how ("kept shelves stocked").
    """
    before, last, *behind = said
    if last in LEADING_ON:
        return True
    leads = bool(behind) and behind[0] in STOPS and list(between) == [" ", " "]
    return leads and came_to_be(last) and verb not in KEEPING and before not in ARTICLES | AND
