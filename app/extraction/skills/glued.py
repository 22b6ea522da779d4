"""Lines of skills that lost what parted them ("Cash handling Customer service Upselling") to a row for each skill."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.headings.strengths import names_strengths
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.skills.chips import chips

Named = Callable[[str], bool]
"""Says whether a text is a name of a skill, or what people write for one."""
_MARKED = re.compile(
    r"[,;:|•·●▪◦\t\n]|\s{2,}|(?<!\S)(?!&\s)[^\w\s]+(?!\S)|[.!?]$|[.!?]\s|@|https?:|\$|\d{4}|\d{3}[-.\s]\d"
)
"""What parts a list, or stands in no list that lost what parted it."""
_TALK = re.compile(
    r"\b(?:I|my|me|who|which|that|has|have|had|is|are|was|were|will|be|been|our|we|using|via|including|as|by|from"
    r"|such|years?|also|it|this)\b"
)
_JOINING = frozenset(("and", "&", "of", "to", "the", "in", "for", "with", "on", "or", "a", "an", "at"))
"""Words that stand inside a name, and neither begin nor end one."""
_FEWEST_WORDS, _MOST_WORDS, _LONE_WORDS = 4, 400, 8
"""Words of such a line; alone in its section it has more."""
_FEWEST, _LONGEST, _LONGEST_NAME, _SMALL_SHARE = 3, 4, 6, 0.12
_KNOWN, _UNKNOWN, _LONGER, _NEVER = 1.0, 1.25, (0.0, 0.25, 0.8, 1.3), float("inf")
"""What a part costs: a name or a noun of work, and other words, more with each word."""
_ALL_SMALL, _OF_WORK, _BARE = 4.0, 0.1, 0.3
"""By how much more words cost in small letters, how much less before a noun of work, and more behind it."""
_CAPITALS, _WHOLE, _EVEN, _SMALL = 1.2, 0.7, 0.5, 0.6
"""What is added for each capital inside other words, also where all of them have one, or all of the line, and where
they begin as few of the line do."""
_WORK = re.compile(r"(?:ing|ment|[ts]ion|ship|ity|[ae]nce|ness|sis|work|service)\Z")
"""Ends of nouns of work."""
_ODD, _PRODUCT = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]"), 0.4
"""How names of products are written, and what is added where one stands in other words."""
_HEADS = frozenset(
    ("analysis", "management", "development", "service", "services", "work", "support", "skills", "systems", "care")
)
"""Words that need one before them to name a skill."""
_SINGLE = 0.7
"""Share of names of one word in a line of such."""
_UNKNOWN_MOST, _UNKNOWN_EVEN = 0.7, 0.6
"""Share of parts that are no names, at most; where capitals tell nothing, fewer."""


def unglued(section: Section, named: Named, known: Named) -> Section:
    """Part the lines of a list of skills in which names stand side by side, where what begins each can be told.

    `known` says whether a framework has a skill of a name: single words that are names are told apart elsewhere.
    What stands so below "Highlights" and the like is a list of skills.
    """
    heading = section.heading if section.kind is SectionKind.SUMMARY else None
    strengths = heading is not None and names_strengths(heading.said)
    if not (section.kind is SectionKind.SKILLS or strengths):
        return section
    whole = _unbroken(section.rows)
    parts = [[row] if _of_single_words(row.said, known) else _parts(row, named) for row in whole]
    told = [(row, len(own) > 1) for row, own in zip(whole, parts, strict=True)]
    several = sum(glued for _, glued in told) > 1
    if not several and not any(row.words >= _LONE_WORDS and glued for row, glued in told):
        return section
    if strengths and not all(glued or _is_brief(row) for row, glued in told):
        return section
    rows = tuple(part for own in parts for part in own)
    return replace(section, kind=SectionKind.SKILLS, rows=rows)


def _of_single_words(said: str, known: Named) -> bool:
    """Say whether a line is known names of mostly one word each ("Venipuncture Triage Spanish")."""
    spans = chips(said, 0, len(said), known)
    single = sum(" " not in said[start:end] for start, end in spans)
    return len(spans) >= _FEWEST and single >= _SINGLE * len(spans)


def _unbroken(rows: Sequence[Row]) -> list[Row]:
    """Join a line with the next one that begins small, where both have many words: a name may go on there."""
    found: list[Row] = []
    for row in rows:
        before = found[-1] if found else None
        if (
            before is not None
            and row.said[0].islower()
            and before.said[0].isupper()
            and row.start == before.end + 1
            and row.block == before.block
            and not row.bullet
            and min(before.words, row.words) >= _FEWEST_WORDS
        ):
            found[-1] = replace(before, end=row.end, said=f"{before.said} {row.said}")
        else:
            found.append(row)
    return found


def _is_brief(row: Row) -> bool:
    return row.words <= _LONGEST and row.said[-1] not in ".!?:"


def _parts(row: Row, named: Named) -> list[Row]:
    """Give a row for each name that the row has side by side, or the row alone."""
    if not _FEWEST_WORDS <= row.words <= _MOST_WORDS or _MARKED.search(row.said) or _TALK.search(row.said):
        return [row]
    spans = [match.span() for match in re.finditer(r"\S+", row.said)]
    said = [row.said[slice(*span)] for span in spans]
    small = sum(word in _JOINING for word in said if word not in ("and", "&", "of"))
    if small > _SMALL_SHARE * len(said) or said[-1] in _JOINING or any(find_dates(row.said)):
        return [row]
    bounds = _cut(said, named)
    if bounds is None:
        return [row]
    return [
        replace(
            row,
            start=row.start + spans[first][0],
            end=row.start + spans[last - 1][1],
            said=row.said[spans[first][0] : spans[last - 1][1]],
            bullet=True,
        )
        for first, last in bounds
    ]


def _cut(said: Sequence[str], named: Named) -> list[tuple[int, int]] | None:
    """Give the parts of least cost, as numbers of words, or None where too little tells them apart."""
    count = len(said)
    look = _Look.of(said)
    if look.even and count < _LONE_WORDS:
        return None
    best: list[tuple[float, int, int]] = [(0.0, 0, 0)]
    """What the words up to each cost at least, how many parts of them are no names, and where the last one begins."""
    for last in range(1, count + 1):
        best.append(
            min(
                (best[first][0] + cost, best[first][1] + (not known), first)
                for first in range(max(0, last - _LONGEST_NAME), last)
                for cost, known in [_cost(said[first:last], look, first, named)]
            )
        )
    cost, unknown, at = best[count]
    bounds = [(at, count)]
    while at:
        bounds.append((best[at][2], at))
        at = best[at][2]
    bounds.reverse()
    turns = sum(not look.capital[n - 1] and look.capital[n] and said[n - 1] not in _JOINING for n in range(1, count))
    told = not look.even and look.capital[0] and turns >= _FEWEST - 1
    sure = told or unknown <= (_UNKNOWN_EVEN if look.even else _UNKNOWN_MOST) * len(bounds)
    return bounds if cost < _NEVER and len(bounds) >= _FEWEST and sure else None


class _Look(NamedTuple):
    """How the words of a line are printed."""

    capital: Sequence[bool]
    """Whether each begins with a capital or a figure, or has a capital inside."""
    even: bool
    """Nearly all or hardly any do, so that a capital hardly tells where a name begins."""
    small: bool
    """Hardly any do, or the first does not."""

    @classmethod
    def of(cls, said: Sequence[str]) -> "_Look":
        capital = [not word[0].islower() or any(map(str.isupper, word)) for word in said]
        told = [shown for word, shown in zip(said, capital, strict=True) if word not in _JOINING]
        small = not capital[0] or 4 * sum(told) < len(told)
        return cls(capital, small or 4 * sum(told) > 3 * len(told), small)


def _cost(said: Sequence[str], look: _Look, first: int, named: Named) -> tuple[float, bool]:
    """Give what these words cost as one part, and whether it is a name; `_NEVER` where they cannot be one."""
    if said[0] in _JOINING or said[-1] in _JOINING:
        return _NEVER, False
    if named(" ".join(said)):
        return _KNOWN, True
    words, capital = sum(word not in _JOINING for word in said), look.capital[first : first + len(said)]
    if words > _LONGEST or len(said) > _LONGEST + 1:
        return _NEVER, False
    if any(capital[n] and not capital[n - 1] and said[n - 1] not in _JOINING for n in range(1, len(said))):
        # a capital behind small letters begins the next name
        return _NEVER, False
    bare = _BARE if said[0].casefold() in _HEADS else 0.0
    if words == 1:
        return (_UNKNOWN + bare if bare else _KNOWN if _WORK.search(said[0]) else _UNKNOWN), False
    longer = _LONGER[words - 1] * (_ALL_SMALL if look.small else 1)
    inside = (_EVEN if look.even else _WHOLE if all(capital) else _CAPITALS) * (max(sum(capital), 1) - 1)
    begins = _SMALL if capital[0] is look.small else 0.0
    begins += _PRODUCT if any(_ODD.search(word) and named(word) for word in said) else 0.0
    return _UNKNOWN + longer + inside + begins + bare - (_OF_WORK if _WORK.search(said[-1]) else 0.0), False
