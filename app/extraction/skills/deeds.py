"""Sentences outside the duties of entries to those that tell what the writer did ("I float mud beds")."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from app.extraction.lines.rows import Row
from app.extraction.skills.clause_words import FEWEST, LIKING, PERSONS, WORD
from app.extraction.skills.verbs import STOPS, VERBS, WEAK, form, stem
from app.extraction.words.lexicon import words

_STOP = re.compile(r"(?<=[^\W_]{2})[.!?;](?:\s+|$)|\s[•·|]\s+|:\s+(?=[a-z])|,\s+(?=I\s[a-z])")
_LABEL = re.compile(r"[A-Z][\w &/-]{2,30}:\s+(?=[A-Z])")
_DOING = re.compile(
    r"(?:things|what|all) (?:that )?i (?:do|did|can do)\b|(?:my |main |daily )*duties\b|a typical day", re.IGNORECASE
)
"""A heading that speaks of what somebody does."""
_ENDS = (".", "!", "?", ";", ":")
_BEFORE = frozenset(
    ("also", "still", "mostly", "mainly", "usually", "always", "often", "now", "then", "can", "even", "just")
)
"""Words between "I" and what is done."""
_MOST_BEFORE, _MOST_WORDS = 3, 8
_WHOLE = 45
"""A shorter line was not broken where the page ends."""


def names_deeds(heading: Row | None) -> bool:
    """Say whether a heading speaks of what somebody does ("What I do", "Main duties")."""
    return heading is not None and _DOING.match(heading.said) is not None


def told_deeds(rows: Sequence[Row], *, doing: bool = False) -> Iterator[Row]:
    """Give the sentences, or their parts on each line, that tell what was done.

    They begin with a past form ("Laid out floors"), or with "I" and a verb; what begins otherwise may be a name, or
    tell of others. `doing`: a heading says that all of them tell of work, in whatever form ("Fit and tack plate.").
    """
    before, tells = None, False
    for row, below in zip_longest(rows, rows[1:]):
        open_ = before is not None and _goes_on(before, row)
        label = None if open_ else _LABEL.match(row.said)
        at = label.end() if label is not None else 0
        for stop in [*_STOP.finditer(row.said, at), None]:
            end = stop.end() if stop else len(row.said)
            if not (said := row.said[at:end].rstrip(" •·|")):
                break
            if not open_:
                rest = f" {below.said}" if stop is None and below is not None and _goes_on(row, below) else ""
                tells = _tells_deed(said + rest, doing=doing)
            if tells:
                yield row.part(at, at + len(said))
            at, open_ = end, False
        before = row


def _goes_on(before: Row, row: Row) -> bool:
    """Say whether a line goes on with the sentence of the line before."""
    return (
        before.block == row.block
        and not row.bullet
        and row.said[0].islower()
        and not before.said.endswith(_ENDS)
        and len(before.said) >= _WHOLE
    )


_HELD = frozenset(("hold", "have", "earn", "receive", "graduate", "own", "speak", "know"))
"""Of what somebody holds, owns or knows, nothing is done."""


def _tells_deed(said: str, *, doing: bool) -> bool:
    tokens = [mark.group() for _, mark in zip(range(_MOST_WORDS), WORD.finditer(said), strict=False)]
    folded = [token.casefold() for token in tokens]
    n = 0
    while n < min(len(folded), _MOST_BEFORE) and folded[n] in _BEFORE:
        n += 1
    oneself = n < len(folded) and folded[n] in PERSONS
    n += oneself
    while oneself and n < len(folded) and folded[n] in _BEFORE:
        n += 1
    if len(folded) - n < FEWEST + (not oneself):
        return False
    verb, behind = folded[n], folded[n + 1]
    if oneself and stem(verb) in _HELD:
        return False
    if verb in WEAK or verb in LIKING or verb in STOPS or stem(verb) not in VERBS:
        return False
    if doing and said.endswith("."):
        return True
    if not oneself and (form(verb) != "past" or tokens[n + 1][0].isupper() or behind in words("titles", "heads")):
        return False
    return not verb.endswith("ing")
