"""Duties to the phrases that show a skill: a verb and what it is done to ("Replaced breakers and panels")."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from app.extraction.claims import Sighting
from app.extraction.lexicon import words
from app.extraction.model import Basis
from app.extraction.observe import name_word
from app.extraction.rows import Row

_WORD = re.compile(
    r"\d+(?:[.,]\d+)+\+?|[$€£]?\d+(?:[.,]\d+)*(?:[–-]\d+)?(?:[kKM]\b)?(?![\w/-])|[^\W_](?:[\w'’&/+#-]*[\w+#])?"
)
_CLAUSE = re.compile(r"[;:.!?](?=\s|$)|\s[–—|-]\s|[()]")
_STOP = re.compile(r"(?<=[^\W_]{3})[.!?]\s+(?=[A-Z0-9])")
_TRAILING = frozenset(("and", "or", "the", "a", "an", "of", "&", "then", "all", "also"))
_AND = frozenset(("and", "&", "or", "then"))
_MEASURES = frozenset(("a", "day", "week", "month", "year", "hour", "shift", "percent"))
_LABEL = re.compile(r"[^\W\d_][\w &/-]{2,30}:\s+")
_BOTH = frozenset(("set", "cut", "put", "read", "hit", "shut", "split", "spread", "bid", "cast", "run"))
"""Verbs whose past form is the same, or is often written so."""
_PERSONS = frozenset(("i", "we"))
_DETERMINERS = frozenset(("a", "an", "the", "my", "our", "their", "all", "and"))
_TIMES = frozenset(
    ("daily", "weekly", "monthly", "quarterly", "nightly", "hourly", "first", "used", "annually", "overnight")
)
_NOUN_WORDS, _DUTY_WORDS, _LISTED = 4, 4, 4
_WORK = re.compile(
    r"(?:[a-z]{3}ing|[a-z]{3}[ts]ions?|[a-z]{3}ments?|[a-z]{3}ances?|repairs?|care|checks?|removals?|services?|support|cleaning|prep"
    r"|work|calls?|audits?|transfers?|transports?|orders?|surveys?|deliver(?:y|ies)|assembl(?:y|ies)|procedures?|reports?|tests?"
    r"|screenings?|exams?|intake|rounds|draws|setups?|upkeep|control|sales|design|analysis|estimates|pickups?|builds?)$"
)
"""Last words of nouns of work."""
_FEWEST, _MOST = 2, 7
_AMOUNT = re.compile(
    r"(?:~|about |over |up to |more than |approximately |roughly )?\$?\d[\d,.]*[kKmMbB]?\+?"
    r"(?:\s?%|\s?(?:-|–|to)\s?\d[\d,.]*)?(?=\s|$)"
    r"|\b(?:a|per)\s+(?:day|week|month|year|hour|shift|night)\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozens? of)\b(?!-)",
    re.IGNORECASE,
)
_AMOUNT_ALONE = re.compile(rf"(?<![\w-])(?:{_AMOUNT.pattern})", re.IGNORECASE)
"""And no part of a name ("VF-2", "B2B")."""
_HYPHENATED = re.compile(r"-[ \t]*\n\s*")
"""A word that goes on in the next line."""
_ARTICLE = re.compile(r"\b(?:a|an|the|my|our|all|each|every|various|several|multiple|new)\s+", re.IGNORECASE)
_TO = re.compile(r"\s+(?:to|into|onto)\s+")
_CHANGE = re.compile(
    r"\b(?:migrat\w+|transition\w*|conver(?:t\w*|sions?)|mov(?:e|ed|es|ing)|port(?:ed|ing)|upgrad\w+|switch\w*|shift(?:ed|ing)"
    r"|transform\w*|translat\w+)\b",
    re.IGNORECASE,
)
"""Words of a change from one thing to another."""
_AIM = 6
_PART_LEAD = re.compile(r"\s*(?:(?:and|or|&)\s+|(?:\w+\s+){0,3}(?:includ(?:ed|es|ing)|such as|like)\s+)?")
_WRAP = 4
"""No more characters than this part a line from the one it goes on in."""


def _is_verb(word: str) -> bool:
    folded = word.casefold()
    listed = _stem(folded) in words("verbs", "words")
    if folded in words("verbs", "weak") or (folded in words("verbs", "stops") and not listed):
        return False
    return listed or (len(folded) > 4 and folded.endswith(("ed", "ing")))


@lru_cache(maxsize=1 << 12)
def _stem(folded: str) -> str:
    """Give the listed verb that a form in -s, -ed or -ing belongs to, or the form itself."""
    listed = words("verbs", "words")
    for ending in ("ing", "ed", "es", "s", "d"):
        base = folded.removesuffix(ending)
        if base != folded:
            tried = (base, base + "e", base[:-1] if base[-2:-1] == base[-1:] else base, base[:-1] + "y")
            for one in tried:
                if one in listed:
                    return one
    return folded


def _form(folded: str) -> str:
    """Give the ending that tells a verb's form; irregular past forms count as past."""
    if folded.endswith("ing"):
        return "ing"
    return "past" if folded.endswith("ed") or folded in words("verbs", "past") else "base"


def phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the phrases of one duty, `text[start:end]`."""
    at = start
    for mark in [*_CLAUSE.finditer(text, start, end), None]:
        stop = mark.start() if mark else end
        yield from _clause(text, at, stop)
        at = mark.end() if mark else end


def _clause(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    tokens = list(_WORD.finditer(text, start, end))
    n = 0
    while n < len(tokens) and tokens[n].group().casefold() in words("verbs", "openers"):
        n += 1
    if n == len(tokens):
        return
    if not _is_verb(tokens[n].group()):
        yield from _worked(text, tokens, n)
        n = _later(text, tokens, n)
        if n == len(tokens):
            return
    clause = _Clause(text, tokens, tokens[n].group())
    while n < len(tokens):
        last = clause.object_end(n)
        if clause.shows(n, last):
            yield tokens[n].start(), tokens[last - 1].end()
        n = max(last, n + 1)
        while n < len(tokens) and not clause.opens(n):
            n += 1


def _later(text: str, tokens: Sequence[re.Match[str]], n: int) -> int:
    """Give the verb behind "I" or a comma of a clause that begins otherwise ("Steward, settled grievances")."""
    for at in range(n + 1, len(tokens) - 1):
        before, said = tokens[at - 1].group().casefold(), tokens[at].group()
        past = said.islower() and _form(said) == "past" and _stem(said) in words("verbs", "words")
        comma = "," in text[tokens[at - 1].end() : tokens[at].start()] or before in _AND
        if (before in _PERSONS and _is_verb(said) and not said.endswith("ing")) or (comma and past):
            return at
    return len(tokens)


def _worked(text: str, tokens: Sequence[re.Match[str]], n: int) -> Iterator[tuple[int, int]]:
    """Find a noun of work at the head of a clause ("Fault finding on drives", "Monthly maintenance of units")."""
    last = n
    while last < len(tokens) and last - n < _NOUN_WORDS:
        word = tokens[last].group().casefold()
        between = text[tokens[last - 1].end() : tokens[last].start()] if last > n else ""
        if re.search(r"[^\s/'-]", between) or (last > n and word in words("verbs", "stops") | _TRAILING):
            break
        last += 1
    said = [token.group().casefold() for token in tokens[n:last]]
    whole = last == len(tokens) or re.match(
        r"\s*(?:[,;.]|on\b|of\b|in\b|for\b|at\b|and\b|with\b|$)", text[tokens[last - 1].end() :]
    )
    if len(said) > 1 and whole and _WORK.search(said[-1]) and not set(said) & words("verbs", "no_object"):
        yield tokens[n].start(), tokens[last - 1].end()


@dataclass(frozen=True, slots=True)
class _Clause:
    """The words of one clause, and the verb that it begins with."""

    text: str
    tokens: Sequence[re.Match[str]]
    lead: str

    def said(self, n: int) -> str:
        return self.tokens[n].group().casefold()

    def between(self, n: int) -> str:
        """What stands before word `n`."""
        return _HYPHENATED.sub(" ", self.text[self.tokens[n - 1].end() : self.tokens[n].start()])

    def verb(self, n: int) -> bool:
        """Word `n` is a verb in the form of the first one ("sanded, painted", but not "wired doors and locks")."""
        folded = self.said(n)
        base = _stem(folded)
        plural = folded.endswith("s") and base != folded
        past = len(folded) > 4 and folded.endswith("ed")
        listed = (past or base in words("verbs", "words")) and folded not in words("verbs", "weak")
        if folded in _TIMES:
            return False
        lead = self.lead.casefold()
        alike = _form(folded) == _form(lead) or (lead in _BOTH and _form(folded) == "past") or folded in _BOTH
        return listed and not plural and alike

    def opens(self, n: int) -> bool:
        """A verb after a comma or "and" opens the next phrase."""
        return n > 0 and ("," in self.between(n) or self.said(n - 1) in _AND) and self.verb(n)

    def goes_on(self, n: int) -> bool:
        """After a comma a phrase goes on when short parts and an "and" follow ("conduit, wire and panels")."""
        for at in range(n, min(n + 5, len(self.tokens))):
            if self.said(at) in _AND:
                return True
            if self.said(at) in words("verbs", "stops") or self.verb(at):
                return False
        return False

    def object_end(self, n: int) -> int:
        """Give one past the last word of the phrase that begins with the verb `n`."""
        last = n + 1
        while last < len(self.tokens):
            said, between = self.said(last), self.between(last)
            stops = said in words("verbs", "stops") and not (last == n + 1 and said in words("verbs", "leading"))
            # "the weekly report", but "cleaned weekly"
            described = last + 1 < len(self.tokens) and self.said(last - 1) in _DETERMINERS | {self.said(n)}
            stops = stops and not (said in _TIMES and described and not self.between(last + 1).strip())
            if stops or re.search(r"[^\s,&/'\"]", between) or ("," in between and not self.goes_on(last)):
                break
            if said in _AND and last + 1 < len(self.tokens) and self.verb(last + 1):
                if last > n + 1:
                    break
                # two verbs with one object: "wrapped and labeled pallets"
                last += 1
            elif last > n + 1 and self.opens(last):
                break
            last += 1
        last = min(last, n + _MOST)
        while last > n + 1 and self.said(last - 1) in _TRAILING:
            last -= 1
        return last

    def alone(self, n: int) -> bool:
        """A verb without an object among others of its form."""
        verb = _stem(self.said(n)) in words("verbs", "words") and len(self.said(n)) > 3
        before = n > 0 and self.verb(n - 1) and ("," in self.between(n) or self.said(n - 1) in _AND)
        after = n + 1 < len(self.tokens) and self.opens(n + 1)
        return verb and (before or after or (n > 0 and self.opens(n)))

    def shows(self, n: int, last: int) -> bool:
        """The phrase says what was done to what: not too long, no talk, no bare number."""
        said = {self.said(at) for at in range(n + 1, last)}
        told = any(word[0].isalpha() and word not in _MEASURES for word in said)
        if last - n == 1 and self.alone(n):
            # "loaded, scanned, stacked"
            return True
        hyphen = self.text[self.tokens[n].start() - 1 : self.tokens[n].start()] == "-"
        return last - n >= _FEWEST and told and not hyphen and not words("verbs", "no_object") & said


def _duties(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Give each duty with the rows that it goes on in."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and not row.bullet and row.said[0].islower() and row.start - found[-1][1] <= _WRAP:
            found[-1] = (found[-1][0], row.end)
        else:
            found.append((row.start, row.end))
    yield from found


def tells_duties(rows: Sequence[Row]) -> bool:
    """Say whether most rows open with a verb, and there are at least two bullets."""
    opening = [row for row in rows if (first := _WORD.match(row.said)) and _is_verb(first.group())]
    return sum(row.bullet for row in rows) >= 2 and 2 * len(opening) > len(rows)


def tells_duty(row: Row) -> bool:
    """Say whether a bullet of several words tells what was done: its first word is a past form of a known verb."""
    first = _WORD.match(row.said)
    told = first is not None and _form(first.group().casefold()) == "past" and _is_verb(first.group())
    return told and row.bullet and row.words >= _DUTY_WORDS


def _comma(said: str) -> int:
    """Give where the first part of a list ends."""
    mark = re.search(r"[,;]|$", said)
    return mark.start() if mark else len(said)


def _listed_part(text: str, start: int, end: int) -> tuple[int, int]:
    """Give one part of a list, without "and" before it and without where or for whom it was done."""
    lead = _PART_LEAD.match(text, start, end)
    start = lead.end() if lead else start
    for word in list(_WORD.finditer(text, start, end))[1:]:
        if word.group().casefold() in words("verbs", "stops"):
            end = word.start()
            break
    return start, start + len(text[start:end].rstrip(" (-–"))


def listed_duties(text: str, rows: Sequence[Row], known: Callable[[str], bool]) -> Iterator[Sighting]:
    """Find duties that are a list of names ("Intubation, IO access, 12-lead interpretation")."""
    for row in rows:
        if row.bullet:
            yield from _listed_in(text, row.start, row.end, known)
    for start, end in _sentences(text, [row for row in rows if not row.bullet]):
        parts = [part.strip().casefold() for part in re.split("[,;]", text[start:end].rstrip("."))]
        if 2 * sum(known(part) or (" " in part and _WORK.search(part) is not None) for part in parts) > len(parts):
            yield from _listed_in(text, start, end, known)


def _sentences(text: str, rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Give the sentences that stand whole in one row: what was broken over lines is a list of pieces."""
    whole = True
    for n, row in enumerate(rows):
        at = row.start
        goes_on = n + 1 < len(rows) and rows[n + 1].start - row.end <= _WRAP and rows[n + 1].said[0].islower()
        for stop in _STOP.finditer(text, row.start, row.end):
            if whole or at > row.start:
                yield at, stop.start()
            at = stop.end()
        if at < row.end and not goes_on and row.said.endswith(".") and (whole or at > row.start):
            yield at, row.end
        whole = row.said[-1] in ".!?:"


def _listed_in(text: str, start: int, end: int, known: Callable[[str], bool]) -> Iterator[Sighting]:
    first = _WORD.match(text, start, end)
    label = _LABEL.match(text, start, end)
    at = label.end() if label else start
    if first is None or first.group().casefold() in words("verbs", "stops"):
        return
    tells = _is_verb(first.group()) and not known(first.group())
    if label is None and tells and first.end() - start < _comma(text[start:end]):
        return
    parts = list(re.finditer(r"[^,;]+", text[at:end].rstrip(".")))
    spans = [_listed_part(text, at + part.start(), at + part.end()) for part in parts]
    short = [1 <= len(text[slice(*span)].split()) <= _LISTED for span in spans]
    if len(parts) < (2 if label else 3) or sum(short) < 2 or 4 * sum(short) < 3 * len(parts):
        return
    for first_, last in (span for span, told in zip(spans, short, strict=True) if told):
        said = text[first_:last]
        if re.search(r"[^\W\d_]{2}", said) and not re.search(r"\d{2,}|[$%]", said):
            yield Sighting(first_, last, Basis.DEMONSTRATED, 0.65 if known(said) else 0.6, None)


def aimed(text: str, start: int, end: int, stop: int) -> int:
    """Give where a phrase about a change ends, with what it was changed to.

    "Led migration of the billing service" goes on with "to event-driven microservices"; `stop` is the duty's end.
    """
    to = _TO.match(text, end, stop)
    if to is None or _CHANGE.search(text, start, end) is None:
        return end
    words_ = list(_WORD.finditer(text, to.end(), stop))[:_AIM]
    if not words_ or _is_verb(words_[0].group()):
        return end
    last = to.start()
    for n, word in enumerate(words_):
        between = text[words_[n - 1].end() : word.start()] if n else ""
        if re.search(r"[^\s/&'\"-]", between) or word.group().casefold() in words("verbs", "stops") - {
            "a",
            "an",
            "the",
        }:
            break
        last = word.end()
    return last if last > to.end() else end


def short_name(said: str) -> str:
    """Say a phrase without amounts and articles ("Delivered 180 packages a day" is "Delivered packages")."""
    said = _HYPHENATED.sub("", said)
    name = " ".join(_ARTICLE.sub("", _AMOUNT_ALONE.sub(" ", " ".join(said.split()))).split())
    name = re.sub(r"\s+(?:of|and|or|&|for|in|to|with)$", "", name).strip(" ,-–")
    return name if len(name.split()) >= _FEWEST else " ".join(said.split())


def measures(text: str, start: int, end: int, about: float) -> dict[str, float]:
    """Give what is weighed of a phrase of a duty: verb, object, length, what ends it, and what the tagger thinks."""
    said = [word.group().casefold() for word in _WORD.finditer(text, start, end)]
    ended = re.match(r"\s*(\w+|[^\w\s]|$)", text[end : end + 24])
    after = ended.group(1).casefold() if ended else ""
    stops = after in words("verbs", "stops")
    objects = said[1:]
    verb = _is_verb(said[0])
    held = min(max(about, 0.01), 0.99)
    return {
        "bias": 1.0,
        "about": log(held / (1 - held)),
        f"verb {_stem(said[0])}": 1.0,
        f"form {_form(said[0]) if verb else 'noun'}": 1.0,
        f"last {said[-1]}": 1.0,
        f"words {min(len(said), 6)}": 1.0,
        f"after {after if stops else 'end' if not after else 'word' if after[0].isalnum() else after}": 1.0,
        f"names {name_word(said[-1])[1]}{max((name_word(w)[0] for w in objects), default='0')}": 1.0,
        "amount": float(bool(_AMOUNT.search(text, start, end))),
        "of": float("of" in objects),
        "article": float(bool({"a", "an", "the"} & set(objects))),
        "and": float(bool({"and", "&"} & set(objects))),
        "opens": float(text[max(0, start - 3) : start].strip(" \n") in ("", "•", "-", "*", ".")),
        "proper": float(bool(re.search(r"\s[A-Z]", text[start:end]))),
    }


def shown(
    text: str,
    entry_id: str | None,
    rows: Sequence[Row],
    kept: Sequence[Sighting],
    sure: Callable[[int, int], float | None],
) -> Iterator[Sighting]:
    """Find the phrases of an entry's duties, where no skill that is named already says more exactly what was done.

    `sure` gives the confidence of a phrase, or None when it is too unsure to be shown.
    """
    for duty in _duties(rows):
        for start, end in phrases(text, *duty):
            if any(s.start < end and start < s.end for s in kept):
                continue
            confidence = sure(start, end)
            if confidence is not None:
                last = aimed(text, start, end, duty[1])
                yield Sighting(start, last, Basis.DEMONSTRATED, confidence, entry_id, short_name(text[start:last]))
