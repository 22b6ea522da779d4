"""Clauses of duties to the phrases in them: a verb and what it is done to, or a noun of work."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.extraction.skills.clause_nouns import worked
from app.extraction.skills.clause_words import (
    AND,
    ARTICLES,
    ASKING,
    BE,
    BEHIND_PLURAL,
    BOTH,
    CALLS_FOR_MORE,
    CIRCUMSTANCES,
    DESCRIBING,
    DETERMINERS,
    DIRECT,
    EACH,
    FEWEST,
    HEADS,
    HELP,
    HYPHENATED,
    LETTERS,
    LIKING,
    LONGEST_ROW,
    MANNERS,
    MANY,
    MEASURES,
    MONEY,
    MOST,
    MOST_HELPING,
    MOST_MANNERS,
    NO_OBJECT,
    NO_OBJECT_MARK,
    NOUN_WORDS,
    OPENERS,
    PERSONS,
    PHRASAL,
    PREFIX,
    SAID,
    SEVERAL,
    SUSPENDED,
    TERMS,
    TIMES,
    TRAILING,
    WORD,
    WORK,
    came_to_be,
    done_by,
    is_torn,
    past_amount,
    past_duty_of,
    stands_for,
    used_by,
)
from app.extraction.skills.verbs import LEADING, STOPS, VERBS, WEAK, form, is_verb, stem


def clause_phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the phrases of one clause, `text[start:end]`."""
    tokens = list(WORD.finditer(text, start, end))
    clause = _Clause(text, tokens)
    n = clause.lead()
    if n == len(tokens):
        return
    first = n
    if not is_verb(clause.said[n]) and not clause.does(n) and not clause.said_of_oneself(n):
        done = clause.done_so(n)
        if done == n:
            yield from worked(text, tokens, clause.said, clause.between, n)
            done = first = clause.later(n)
        n = done
        if n == len(tokens):
            return
    if clause.suffers(n):
        n = first = clause.later(n)
        if n == len(tokens):
            return
    clause.begin(n)
    while n < len(tokens):
        verb = clause.last_of_several(n)
        last = clause.object_end(verb)
        if verb > n and not clause.shows(verb, last):
            verb, last = n, clause.object_end(n)
        if clause.shows(verb, last):
            yield tokens[min(first, n)].start(), tokens[last - 1].end()
            for at, end_ in clause.rest(last):
                yield tokens[at].start(), tokens[end_ - 1].end()
        n = first = max(last, verb + 1)
        while n < len(tokens) and not clause.opens(n):
            n = first = n + 1


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
        while n < len(said) and (
            (said[n] in OPENERS and not self._helps(n) and not self.does(n)) or self._only_how(n)
        ):
            n += 1
        return past_duty_of(said, n)

    def _only_how(self, n: int) -> bool:
        """Word `n` says how the verb behind it was done ("carefully lifted")."""
        said = self.said
        how = said[n].endswith("ly") and said[n] not in DESCRIBING and n + 1 < len(said) and not is_verb(said[n])
        return how and form(said[n + 1]) == "past" and stem(said[n + 1]) in VERBS

    def done_so(self, n: int) -> int:
        """Give the past form behind words that say how it was done ("TIG and stick | welded pipe"), else `n`."""
        for at in range(n + 1, min(n + MOST_MANNERS, len(self.said) - 1)):
            how, joined = self.said[at - 1], self.said[at - 1] in AND
            if not (joined and at > n + 1) and how not in MANNERS and not stands_for(self.tokens[at - 1].group()):
                return n
            past = form(self.said[at]) == "past" or self.said[at] in BOTH
            if joined or not past or stem(self.said[at]) not in VERBS:
                continue
            object_follows = self.between[at] == self.between[at + 1] == " " and self.said[at + 1] not in STOPS
            return at if object_follows and self.said[at + 1] not in AND | WEAK else n
        return n

    def _helps(self, n: int) -> bool:
        """Word `n` tells of help to somebody ("helped residents with bathing"), and not of doing ("helped move")."""
        if stem(self.said[n]) not in HELP:
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
        many = who in MANY or (who.endswith("s") and len(who) > LETTERS)
        return many and form(did) == "base" and did[0].isalpha() and STOPS.isdisjoint((did, what)) and did not in AND

    def said_of_oneself(self, n: int) -> bool:
        """Word `n` behind "I" is a verb, known or not ("I induce anesthesia"), where it tells no liking."""
        word = self.said[n]
        told = n > 0 and self.said[n - 1] == "i" and n + 1 < len(self.said) and self.between[n] == " "
        return told and word.isalpha() and not word.endswith("ly") and word not in LIKING and word not in WEAK

    def suffers(self, n: int) -> bool:
        """Word `n` tells what others did to somebody ("was taught blueprint reading")."""
        return n > 0 and self.said[n - 1] in BE and form(self.said[n]) == "past" and self.between[n] == " "

    def does(self, n: int) -> bool:
        """Word `n` tells work because of what follows ("served 300 guests", not "served honorably")."""
        behind = [word for word in self.said[n + 1 : n + 3] if not word[0].isdigit()][:1]
        if self.said[n] not in DIRECT or not behind or self.between[n + 1] != " ":
            return False
        if stem(self.said[n]) == "work" and behind[0] in CIRCUMSTANCES:
            return False
        return behind[0] not in STOPS and behind[0] not in TERMS and not behind[0].endswith("ly")

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
        if folded in TIMES or folded in WEAK:
            return False
        base = stem(folded)
        past = len(folded) > 4 and folded.endswith("ed")
        plural = folded.endswith("s") and base != folded
        if plural or not (past or base in VERBS):
            return False
        own = form(folded)
        return own == self._form or (self._lead in BOTH and own == "past") or folded in BOTH

    def later(self, n: int) -> int:
        """Give the verb behind "I" or a comma of a clause that begins otherwise ("Steward, settled grievances")."""
        for at in range(n + 1, len(self.tokens) - 1):
            before, said = self.said[at - 1], self.tokens[at].group()
            if before in PERSONS and is_verb(said) and not said.endswith("ing"):
                return at
            comma = before in AND or "," in self.text[self.tokens[at - 1].end() : self.tokens[at].start()]
            if comma and said.islower() and form(said) == "past" and stem(said) in VERBS:
                return at
        return len(self.tokens)

    def opens(self, n: int) -> bool:
        """A verb after a comma or "and" opens the next phrase."""
        parted = n > 0 and ("," in self.between[n] or self.said[n - 1] in AND)
        return parted and self._acts(n)

    def _acts(self, n: int) -> bool:
        return self.verb(n) or (self.said[n] in DIRECT and form(self.said[n]) == self._form and self.does(n))

    def last_of_several(self, n: int) -> int:
        """Give the last of several verbs that share an object ("bathed, dressed and fed residents"), else `n`."""
        at, count, several = n, min(len(self.tokens), n + LONGEST_ROW), 1
        while at + 2 < count:
            comma = self.between[at + 1] == ", "
            joined = self.said[at + 1] in AND and (comma or self.between[at + 1] == " ")
            after = at + 1 + joined
            if not (comma or joined) or not (self.verb(after) or self._done(after)):
                return n
            at, several = after, several + 1
            if joined:
                break
        else:
            return n
        object_follows = at + 1 < count and self.between[at + 1] == " " and self.said[at + 1] not in AND
        bare = object_follows and self.said[at + 1] in STOPS and self.said[at + 1] not in LEADING
        # "plan and hold quarterly meetings"
        bare = bare and not (self.said[at + 1] in TIMES and at + 2 < count and self.said[at + 2] not in STOPS)
        return at if several >= SEVERAL and object_follows and not bare else n

    def _done(self, n: int) -> bool:
        """Word `n` is a past form that says too little alone ("hired", among other verbs)."""
        return self.said[n] in WEAK and self.said[n].endswith("ed") and self._form == "past"

    def goes_on(self, n: int) -> bool:
        """After a comma a phrase goes on when short parts and an "and" follow ("conduit, wire and panels")."""
        for at in range(n, min(n + 5, len(self.tokens))):
            if self.said[at] in AND:
                return True
            if self.said[at] in STOPS or self.verb(at):
                return False
        return False

    def object_end(self, n: int) -> int:
        """Give one past the last word of the phrase that begins with the verb `n`."""
        last, count, helps, verb, taught = past_amount(self.said, n + 1), len(self.tokens), self._helps(n), n, False
        while last < count:
            said, between = self.said[last], self.between[last]
            if said == "w" or said.startswith("w/"):
                # "loaded trailers w/ a forklift"
                break
            if self._leads_on(last):
                verb, taught = (last + 1, True) if is_verb(self.said[last + 1]) else (verb, taught)
                last += 2
                continue
            if taught and said in AND and last + 1 < count and is_verb(self.said[last + 1]):
                break
            sum_of = said == "in" and last == n + 2 and MONEY.match(self.tokens[n + 1].group()) is not None
            leads = said in LEADING and LEADING.issuperset(self.said[n + 1 : last])
            leads = leads or (said in EACH and LEADING.issuperset(self.said[n + 1 : last]))
            leads = leads or (last == verb + 1 and f"{self.said[verb]} {said}" in PHRASAL)
            if said in STOPS and not sum_of and not leads:
                # "the weekly report", but "cleaned weekly"
                before = self.said[last - 1]
                opens = before in DETERMINERS or before.endswith(("'s", "’s"))
                described = last + 1 < count and (opens or before in (self.said[n], self.said[verb]))
                helped = said == "with" and helps and last - n <= NOUN_WORDS
                if not (helped or (said in TIMES and described and not self.between[last + 1].strip())):
                    break
            if SUSPENDED.fullmatch(between) and len(self.said[last - 1]) <= PREFIX:
                # "performed pre- and post-flight inspections"
                last += 1
                continue
            if between != " " and (NO_OBJECT_MARK.search(between) or ("," in between and not self.goes_on(last))):
                break
            if said in AND and last + 1 < count and self._acts(last + 1):
                if not LEADING.issuperset(self.said[n + 1 : last]):
                    break
                # two verbs with one object: "wrapped and labeled pallets"
                last = verb = last + 1
            elif last > n + 1 and self.opens(last):
                break
            last += 1
        articles = sum(word in ARTICLES for word in self.said[verb + 1 : last])
        last = self._shortened(n, last, verb + (MOST_HELPING if helps else MOST), articles + 1)
        last -= last > n + 2 and used_by([token.group() for token in self.tokens[last - 1 : last + 3]])
        while last > n + 1 and (self.said[last - 1] in TRAILING or self.said[last - 1].endswith("%")):
            last -= 1
        while last > verb + FEWEST and is_torn(
            self.said[verb], self.said[last - 2 : last + 1], self.between[last - 1 : last + 1]
        ):
            last -= 1
        return last

    def _leads_on(self, n: int) -> bool:
        """Word `n` is the "to" of a range of figures, or behind "how" ("showed them how to set up a jig")."""
        if self.said[n] != "to" or n + 1 == len(self.said):
            return False
        before, after = self.said[n - 1], self.said[n + 1]
        return (before[0].isdigit() and after[0].isdigit()) or (before in ASKING and is_verb(after))

    def _shortened(self, n: int, last: int, most: int, more: int) -> int:
        """Cut what is too long, where it names several things before one that would be cut in two.

        One thing may have `more` words, so that it is not torn ("… of a warehouse management | system").
        """
        self._whole = last
        if last <= most:
            return last
        between = self.said[most] == "of" or self.said[most - 1] in TRAILING
        torn = last if last <= most + more and not between else most
        return next((at for at in range(most, n + 2, -1) if self._parts_at(at)), torn)

    def _parts_at(self, n: int) -> bool:
        return self.said[n] in AND or "," in self.between[n]

    def rest(self, n: int) -> Iterator[tuple[int, int]]:
        """Give the nouns of work that the object still names of the phrase that was cut before word `n`."""
        while n < self._whole and self._parts_at(n):
            n += self.said[n] in AND
            last = next((at for at in range(n + 1, self._whole) if self._parts_at(at)), self._whole)
            if FEWEST <= last - n <= NOUN_WORDS and WORK.search(self.said[last - 1]):
                yield n, last
            n = last

    def alone(self, n: int) -> bool:
        """A verb without an object among others of its form."""
        if len(self.said[n]) <= 3 or stem(self.said[n]) not in VERBS:
            return False
        before = n > 0 and self.verb(n - 1) and ("," in self.between[n] or self.said[n - 1] in AND)
        return before or (n + 1 < len(self.tokens) and self.opens(n + 1)) or (n > 0 and self.opens(n))

    def shows(self, n: int, last: int) -> bool:
        """The phrase says what was done to what: not too long, no talk, no bare number."""
        if last - n == 1 and self.alone(n):
            # "loaded, scanned, stacked"
            return True
        said = self.said[n + 1 : last]
        if last - n < FEWEST or f"{self.said[n]} {said[0]}" in SAID or (len(said) == 1 and said[0] in CALLS_FOR_MORE):
            return False
        if stem(self.said[n]) == "pass" and said[0].endswith("%"):
            return False
        if said[0] in BEHIND_PLURAL and self.said[n].endswith("s") and stem(self.said[n]) != self.said[n]:
            # "budgets to $600K"
            return False
        if len(said) == 1 and form(self.said[n]) == "base" and came_to_be(self.said[n + 1]):
            # "Research integrated into products"
            return False
        if self.said[n] == "lead" and said[0] in HEADS:
            # "Lead designer on branding projects"
            return False
        if said[0] == "by" and form(self.said[n]) == "past" and (n > 0 or done_by(said)):
            # "…, adopted by four regional managers", "Trained by an electrician", but "Shelved by Dewey"
            return False
        if not any(word[0].isalpha() and word not in MEASURES for word in said):
            return False
        told, start = self.said[past_amount(self.said, n + 1) : last], self.tokens[n].start()
        before = self.text[max(0, start - 2) : start]
        within = before.endswith("-") and before[0].isalnum()
        return not within and NO_OBJECT.isdisjoint(told)
