"""Clauses of duties to the phrases in them: a verb and what it is done to, or a noun of work."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.extraction.skills.verbs import LEADING, STOPS, VERBS, WEAK, form, is_verb, stem
from app.extraction.words.lexicon import words

WORD = re.compile(
    r"[a-z]++(?=[ ,;:()\n])|"  # most words: what follows would match them, too, in twice the time
    r"(?:[A-Z]\.){2,}|No\.(?=\s\d)|\d+(?:[.,:]\d+)+\+?|[$€£]?\d+(?:[.,]\d+)*(?:[–-]\d+)?(?:[kKM]\b)?(?:\+|\s?%)?(?![\w/-])|[^\W_](?:[\w'’&/+#-]*[\w+#])?"
)
WORK = re.compile(
    r"(?:[a-z]{3}ing|[a-z]{3}[ts]ions?|[a-z]{3}ments?|[a-z]{3}ances?|repairs?|care|checks?|removals?|services?|support|cleaning|prep"
    r"|work|calls?|audits?|transfers?|transports?|orders?|surveys?|deliver(?:y|ies)|assembl(?:y|ies)|procedures?|reports?|tests?"
    r"|screenings?|exams?|intake|rounds|draws|setups?|upkeep|control|sales|design|analysis|estimates|pickups?|builds?)$"
)
"""Last words of nouns of work."""
HYPHENATED = re.compile(r"-[ \t]*\n\s*")
"""A word that goes on in the next line."""
FEWEST = 2
"""Words of a phrase."""
_MOST, _NOUN_WORDS = 7, 4
_LONGEST_ROW = 20
"""Words that are looked at for the end of a row of verbs: a line may be nothing else."""
_SEVERAL = 3
"""Verbs in a row, from which on they share an object whatever parts them."""
_MOST_HELPING = 10
"""With whom was helped, and with what."""
_HELP = frozenset(("assist", "help", "support", "aid"))
_DIRECT, _PHRASAL, _SAID = words("verbs", "direct"), words("verbs", "phrasal"), words("verbs", "said")
_OPENERS, _NO_OBJECT = words("verbs", "openers"), words("verbs", "no_object")
_LIKING = words("verbs", "liking")
_TRAILING = frozenset(
    (
        "and",
        "or",
        "the",
        "a",
        "an",
        "of",
        "&",
        "then",
        "all",
        "also",
        "new",
        "various",
        "other",
        "several",
        "different",
    )
)
_CALLS_FOR_MORE = frozenset(("at", "on", "for", "with", "to", "by", "from", "as", "into", "over"))
"""Behind a verb and one of these alone something is missing ("Credited with")."""
_ROUGHLY = (["up", "to"], ["more", "than"], ["less", "than"], ["at", "least"], ["about"])
"""Before an amount."""
_AND = frozenset(("and", "&", "or", "then"))
_MEASURES = frozenset(("a", "day", "week", "month", "year", "hour", "shift", "percent"))
_BOTH = frozenset(
    ("set", "cut", "put", "read", "hit", "shut", "split", "spread", "bid", "cast", "run", "reset", "forecast")
)
"""Verbs whose past form is the same, or is often written so."""
_HEADS = words("titles", "heads")
_MANY, _LETTERS = frozenset(("people", "children", "women", "men")), 4
"""People, besides those in -s, of more letters."""
_TERMS = frozenset(
    ("year", "years", "month", "months", "term", "terms", "tour", "tours", "time", "two", "three", "four")
)
"""How long somebody served."""
_BE = frozenset(("was", "were", "been", "being", "am", "is", "are"))
_PERSONS = frozenset(("i", "we"))
_ARTICLES = frozenset(("a", "an", "the"))
_DETERMINERS = _ARTICLES | {"my", "our", "their", "all", "and"}
_DUTY_OF = (
    ["responsible", "for"],
    ["accountable", "for"],
    ["in", "charge", "of"],
    ["involved", "in"],
    ["tasked", "with"],
    ["charged", "with"],
)
"""Before what somebody had to do."""
_EACH, _BEHIND_PLURAL = frozenset(("each", "every")), frozenset(("to", "of"))
_TIMES = frozenset(
    ("daily", "weekly", "monthly", "quarterly", "nightly", "hourly", "first", "used", "annually", "overnight")
)
_MONEY = re.compile(r"[$€£]\d")
"""A sum, which may be one of something ("oversaw $1.2M in annual sales")."""
_NO_NOUN, _NO_OBJECT_MARK = re.compile(r"[^\s/'-]"), re.compile(r"[^\s,&/'\"]")
_SUSPENDED, _PREFIX = re.compile(r"-,?\s"), 8
"""What stands behind the beginning of a word whose end comes later."""
_BEHIND_NOUN = re.compile(r"\s*(?:[,;.]|on\b|of\b|in\b|for\b|at\b|and\b|with\b|$)")


def clause_phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the phrases of one clause, `text[start:end]`."""
    tokens = list(WORD.finditer(text, start, end))
    clause = _Clause(text, tokens)
    n = clause.lead()
    if n == len(tokens):
        return
    if not is_verb(clause.said[n]) and not clause.does(n) and not clause.said_of_oneself(n):
        yield from clause.worked(n)
        n = clause.later(n)
        if n == len(tokens):
            return
    if clause.suffers(n):
        n = clause.later(n)
        if n == len(tokens):
            return
    clause.begin(n)
    while n < len(tokens):
        verb = clause.last_of_several(n)
        last = clause.object_end(verb)
        if verb > n and not clause.shows(verb, last):
            verb, last = n, clause.object_end(n)
        if clause.shows(verb, last):
            yield tokens[n].start(), tokens[last - 1].end()
            for first, end_ in clause.rest(last):
                yield tokens[first].start(), tokens[end_ - 1].end()
        n = max(last, verb + 1)
        while n < len(tokens) and not clause.opens(n):
            n += 1


def _done_by(said: Sequence[str]) -> bool:
    """Say whether people stand behind "by"."""
    return any(word in _MANY or word in _HEADS or word.removesuffix("s") in _HEADS for word in said[1:])


class _Clause:
    """The words of one clause, and the verb that it begins with."""

    __slots__ = ("_form", "_lead", "_verbs", "_whole", "between", "said", "text", "tokens")

    def __init__(self, text: str, tokens: Sequence[re.Match[str]]) -> None:
        self.text, self.tokens = text, tokens
        self.said = [token.group().casefold() for token in tokens]
        gaps = [text[a.end() : b.start()] for a, b in pairwise(tokens)]
        self.between = ["", *(HYPHENATED.sub(" ", gap) if "\n" in gap else gap for gap in gaps)]
        """What stands before each word."""

    def lead(self) -> int:
        """Give where the clause says what was done, behind "I also" and "responsible for the"."""
        n, said = 0, self.said
        while n < len(said) and said[n] in _OPENERS and not self._helps(n):
            n += 1
        for duty in _DUTY_OF:
            if said[n : n + len(duty)] == duty:
                n += len(duty)
                while n < len(said) and said[n] in _DETERMINERS:
                    n += 1
                break
        return n

    def _helps(self, n: int) -> bool:
        """Word `n` tells of help to somebody ("helped residents with bathing"), and not of doing ("helped move")."""
        if stem(self.said[n]) not in _HELP:
            return False
        if self._lets_do(n):
            return True
        if "with" not in (behind := self.said[n + 2 : n + 5]) or is_verb(self.said[n + 1]):
            return False
        helped = self.said[n + 1 + behind.index("with")]
        return "to" not in self.said[n + 1 : n + 3] and WORK.search(helped) is None

    def _lets_do(self, n: int) -> bool:
        """Several people behind the verb `n` did something themselves ("helped customers find products")."""
        if len(self.said) < n + 4 or is_verb(self.said[n + 1]):
            return False
        who, did, what = self.said[n + 1 : n + 4]
        many = who in _MANY or (who.endswith("s") and len(who) > _LETTERS)
        return many and form(did) == "base" and did[0].isalpha() and STOPS.isdisjoint((did, what)) and did not in _AND

    def said_of_oneself(self, n: int) -> bool:
        """Word `n` behind "I" is a verb, known or not ("I induce anesthesia"), where it tells no liking."""
        word = self.said[n]
        told = n > 0 and self.said[n - 1] == "i" and n + 1 < len(self.said) and self.between[n] == " "
        return told and word.isalpha() and not word.endswith("ly") and word not in _LIKING and word not in WEAK

    def suffers(self, n: int) -> bool:
        """Word `n` tells what others did to somebody ("was taught blueprint reading")."""
        return n > 0 and self.said[n - 1] in _BE and form(self.said[n]) == "past" and self.between[n] == " "

    def does(self, n: int) -> bool:
        """Word `n` tells work because of what follows ("served 300 guests", not "served honorably")."""
        behind = [word for word in self.said[n + 1 : n + 3] if not word[0].isdigit()][:1]
        if self.said[n] not in _DIRECT or not behind or self.between[n + 1] != " ":
            return False
        return behind[0] not in STOPS and behind[0] not in _TERMS and not behind[0].endswith("ly")

    def begin(self, n: int) -> None:
        """Begin with the verb `n`: the others are those in its form."""
        self._lead = self.said[n]
        self._form = form(self._lead)
        self._verbs: dict[int, bool] = {}

    def verb(self, n: int) -> bool:
        """Word `n` is a verb in the form of the first one ("sanded, painted", but not "wired doors and locks")."""
        known = self._verbs.get(n)
        if known is None:
            known = self._verbs[n] = self._is_verb(self.said[n])
        return known

    def _is_verb(self, folded: str) -> bool:
        if folded in _TIMES or folded in WEAK:
            return False
        base = stem(folded)
        past = len(folded) > 4 and folded.endswith("ed")
        plural = folded.endswith("s") and base != folded
        if plural or not (past or base in VERBS):
            return False
        own = form(folded)
        return own == self._form or (self._lead in _BOTH and own == "past") or folded in _BOTH

    def later(self, n: int) -> int:
        """Give the verb behind "I" or a comma of a clause that begins otherwise ("Steward, settled grievances")."""
        for at in range(n + 1, len(self.tokens) - 1):
            before, said = self.said[at - 1], self.tokens[at].group()
            if before in _PERSONS and is_verb(said) and not said.endswith("ing"):
                return at
            comma = before in _AND or "," in self.text[self.tokens[at - 1].end() : self.tokens[at].start()]
            if comma and said.islower() and form(said) == "past" and stem(said) in VERBS:
                return at
        return len(self.tokens)

    def worked(self, n: int) -> Iterator[tuple[int, int]]:
        """Find a noun of work at the head of a clause ("Fault finding on drives", "Monthly maintenance of units")."""
        last, tokens = n, self.tokens
        while last < len(tokens) and last - n < _NOUN_WORDS:
            word = self.said[last]
            between = self.text[tokens[last - 1].end() : tokens[last].start()] if last > n else ""
            if _NO_NOUN.search(between) or (last > n and (word in STOPS or word in _TRAILING)):
                break
            last += 1
        if WORK.search(self.said[last - 1]):
            last = self._of(last)
        said = self.said[n:last]
        if len(said) < FEWEST or not (WORK.search(said[-1]) or "of" in said) or not _NO_OBJECT.isdisjoint(said):
            return
        if last == len(tokens) or _BEHIND_NOUN.match(self.text, tokens[last - 1].end()):
            yield tokens[n].start(), tokens[last - 1].end()
            if last + 1 < len(tokens) and self.said[last] in _AND:
                yield from self.worked(last + 1)

    def _amount(self, n: int) -> int:
        """Give where an amount stands behind "up to" and the like, or `n` where nothing of the kind stands."""
        for words_ in _ROUGHLY:
            at = n + len(words_)
            if self.said[n:at] == words_ and at < len(self.said) and self.said[at][0].isdigit():
                return at
        return n

    def _of(self, n: int) -> int:
        """Give one past the words that say of what ("operation | of the front desk")."""
        if self.said[n : n + 1] != ["of"]:
            return n
        last = n + 1
        while last < len(self.said) and last - n < _NOUN_WORDS and not _NO_NOUN.search(self.between[last]):
            if self.said[last] in STOPS or (last > n + 2 and self.said[last] in _AND):
                break
            last += 1
        return last if self.said[last - 1] not in _TRAILING else n

    def opens(self, n: int) -> bool:
        """A verb after a comma or "and" opens the next phrase."""
        parted = n > 0 and ("," in self.between[n] or self.said[n - 1] in _AND)
        return parted and self._acts(n)

    def _acts(self, n: int) -> bool:
        return self.verb(n) or (self.said[n] in _DIRECT and form(self.said[n]) == self._form and self.does(n))

    def last_of_several(self, n: int) -> int:
        """Give the last of several verbs that share an object ("bathed, dressed and fed residents"), else `n`."""
        at, count, several = n, min(len(self.tokens), n + _LONGEST_ROW), 1
        while at + 2 < count:
            comma = self.between[at + 1] == ", "
            joined = self.said[at + 1] in _AND and (comma or self.between[at + 1] == " ")
            after = at + 1 + joined
            if not (comma or joined) or not (self.verb(after) or self._done(after)):
                return n
            at, several = after, several + 1
            if joined:
                break
        else:
            return n
        object_follows = at + 1 < count and self.between[at + 1] == " " and self.said[at + 1] not in _AND
        bare = object_follows and self.said[at + 1] in STOPS and self.said[at + 1] not in LEADING
        return at if several >= _SEVERAL and object_follows and not bare else n

    def _done(self, n: int) -> bool:
        """Word `n` is a past form that says too little alone ("hired", among other verbs)."""
        return self.said[n] in WEAK and self.said[n].endswith("ed") and self._form == "past"

    def goes_on(self, n: int) -> bool:
        """After a comma a phrase goes on when short parts and an "and" follow ("conduit, wire and panels")."""
        for at in range(n, min(n + 5, len(self.tokens))):
            if self.said[at] in _AND:
                return True
            if self.said[at] in STOPS or self.verb(at):
                return False
        return False

    def object_end(self, n: int) -> int:
        """Give one past the last word of the phrase that begins with the verb `n`."""
        last, count, helps, verb = self._amount(n + 1), len(self.tokens), self._helps(n), n
        while last < count:
            said, between = self.said[last], self.between[last]
            sum_of = said == "in" and last == n + 2 and _MONEY.match(self.tokens[n + 1].group()) is not None
            leads = said in LEADING and LEADING.issuperset(self.said[n + 1 : last])
            leads = leads or (last == n + 1 and (said in _EACH or f"{self.said[n]} {said}" in _PHRASAL))
            if said in STOPS and not sum_of and not leads:
                # "the weekly report", but "cleaned weekly"
                before = self.said[last - 1]
                opens = before in _DETERMINERS or before.endswith(("'s", "’s"))
                described = last + 1 < count and (opens or before in (self.said[n], self.said[verb]))
                helped = said == "with" and helps and last - n <= _NOUN_WORDS
                if not (helped or (said in _TIMES and described and not self.between[last + 1].strip())):
                    break
            if _SUSPENDED.fullmatch(between) and len(self.said[last - 1]) <= _PREFIX:
                # "performed pre- and post-flight inspections"
                last += 1
                continue
            if between != " " and (_NO_OBJECT_MARK.search(between) or ("," in between and not self.goes_on(last))):
                break
            if said in _AND and last + 1 < count and self._acts(last + 1):
                if not LEADING.issuperset(self.said[n + 1 : last]):
                    break
                # two verbs with one object: "wrapped and labeled pallets"
                last = verb = last + 1
            elif last > n + 1 and self.opens(last):
                break
            last += 1
        articles = sum(word in _ARTICLES for word in self.said[verb + 1 : last])
        last = self._shortened(n, last, verb + (_MOST_HELPING if helps else _MOST), articles + 1)
        while last > n + 1 and (self.said[last - 1] in _TRAILING or self.said[last - 1].endswith("%")):
            last -= 1
        return last

    def _shortened(self, n: int, last: int, most: int, more: int) -> int:
        """Cut what is too long, where it names several things before one that would be cut in two.

        One thing may have `more` words, so that it is not torn ("… of a warehouse management | system").
        """
        self._whole = last
        if last <= most:
            return last
        between = self.said[most] == "of" or self.said[most - 1] in _TRAILING
        torn = last if last <= most + more and not between else most
        return next((at for at in range(most, n + 2, -1) if self._parts_at(at)), torn)

    def _parts_at(self, n: int) -> bool:
        return self.said[n] in _AND or "," in self.between[n]

    def rest(self, n: int) -> Iterator[tuple[int, int]]:
        """Give the nouns of work that the object still names of the phrase that was cut before word `n`."""
        while n < self._whole and self._parts_at(n):
            n += self.said[n] in _AND
            last = next((at for at in range(n + 1, self._whole) if self._parts_at(at)), self._whole)
            if FEWEST <= last - n <= _NOUN_WORDS and WORK.search(self.said[last - 1]):
                yield n, last
            n = last

    def alone(self, n: int) -> bool:
        """A verb without an object among others of its form."""
        if len(self.said[n]) <= 3 or stem(self.said[n]) not in VERBS:
            return False
        before = n > 0 and self.verb(n - 1) and ("," in self.between[n] or self.said[n - 1] in _AND)
        return before or (n + 1 < len(self.tokens) and self.opens(n + 1)) or (n > 0 and self.opens(n))

    def shows(self, n: int, last: int) -> bool:
        """The phrase says what was done to what: not too long, no talk, no bare number."""
        if last - n == 1 and self.alone(n):
            # "loaded, scanned, stacked"
            return True
        said = self.said[n + 1 : last]
        if (
            last - n < FEWEST
            or f"{self.said[n]} {said[0]}" in _SAID
            or (len(said) == 1 and said[0] in _CALLS_FOR_MORE)
        ):
            return False
        if said[0] in _BEHIND_PLURAL and self.said[n].endswith("s") and stem(self.said[n]) != self.said[n]:
            # "budgets to $600K"
            return False
        if self.said[n] == "lead" and said[0] in _HEADS:
            # "Lead designer on branding projects"
            return False
        if said[0] == "by" and form(self.said[n]) == "past" and (n > 0 or _done_by(said)):
            # "…, adopted by four regional managers", "Trained by an electrician", but "Shelved by Dewey"
            return False
        if not any(word[0].isalpha() and word not in _MEASURES for word in said):
            return False
        start = self.tokens[n].start()
        told = self.said[self._amount(n + 1) : last]
        before = self.text[max(0, start - 2) : start]
        within = before.endswith("-") and before[0].isalnum()
        return not within and _NO_OBJECT.isdisjoint(told)
