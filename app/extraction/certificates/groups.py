"""Rows of papers to groups of rows that tell of one each, by print, order and dates."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from app.extraction.lines.dated_rows import Dated
from app.extraction.lines.rows import Row
from app.extraction.parts.certificates import is_board, is_body, paper_kind
from app.extraction.parts.certificates_around import only_date_words
from app.extraction.words.lexicon import words
from app.extraction.words.scores import title_score

_STACKED = 3
"""Lines of a title, a body and a date."""
_TITLE = 1.5
_WITHIN, _BETWEEN = 1.2, 1.4
"""Gaps between the lines of one item and between items, as shares of the narrowest."""
_LARGER = 1.06
_NUMBERED = re.compile(r"#\s?\w*\d|\b(?:no|lic)\.\s?\S*\d", re.IGNORECASE)
"""A paper has a number; who gave it has none."""
_IS = re.compile(r"\b(?:trained|certified|licensed|registered|qualified)$", re.IGNORECASE)
"""What somebody is, and nobody who gave it ("Immunization trained")."""
_OPENS_BODY = re.compile(r"(?:Association|Institute|Society|Board|Council|Academy|Commission)\s(?:of|for)\s")
_PARTS = re.compile(r",\s+|\s+[–—|-]\s+|\s*[(]")
_FEWEST = 2
_WORDY = re.compile(r"\w")
GIVEN_BY = re.compile(r"(?:issued|awarded|given|granted|offered|provided)\s+by\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE)


def _both_named(one: Row, other: Row) -> bool:
    return paper_kind(one.said) is not None and paper_kind(other.said) is not None


def _stacks(rows: Sequence[Dated], spaced: bool) -> bool:
    """Title, issuer and date each stand on a line of its own, and print tells them apart in no other way."""
    alone = [only_dated(row) for row in rows]
    dated = [bool(row.dates) for row in rows]
    plain = len({row.row.bold for row in rows}) == 1 and not any(row.row.bullet for row in rows)
    return plain and not spaced and any(alone) and alone == dated and not alone[0]


def _ended_by_dates(rows: Sequence[Dated]) -> list[list[Dated]]:
    groups: list[list[Dated]] = [[]]
    for row in rows:
        groups[-1].append(row)
        if row.dates:
            groups.append([])
    return [group for group in groups if group]


def _around_dates(rows: Sequence[Dated]) -> list[list[Dated]] | None:
    """Group lines where dates stand alone above each title, or between it and who gave it."""
    alone = [n for n, row in enumerate(rows) if only_dated(row)]
    steps = {b - a for a, b in pairwise([*alone, len(rows) + (alone[0] if alone else 0)])}
    dated = sum(bool(row.dates) for row in rows)
    regular = len(alone) >= _FEWEST and dated == len(alone) and len(steps) == 1
    if not regular or alone[0] > 1 or steps != {_STACKED} or any(row.row.bullet or row.rest for row in rows):
        return None
    groups = [list(rows[n : n + _STACKED]) for n in range(0, len(rows), _STACKED)]
    # in plain text a blank line stands within none
    whole = all(group[0].row.size is not None or group[0].row.block == group[-1].row.block for group in groups)
    return groups if whole or len({group[0].row.block for group in groups}) == 1 else None


def only_dated(row: Dated) -> bool:
    """Nothing but a date and what it means stands on the row ("Expires 05/2027")."""
    dates = row.own
    if row.date_only or not dates:
        return row.date_only
    before = row.row.said[: dates[0].at - row.row.start].strip()
    return not _WORDY.search(row.row.said, dates[-1].to - row.row.start) and only_date_words(before)


def _items(rows: Sequence[Dated], usual: float | None) -> list[list[Dated]] | None:
    """Group the lines of list items of several lines, between which the gap is wider than within them."""
    gaps = [row.row.gap for row in rows if row.row.gap is not None]
    if not usual or len(gaps) < len(rows) or not all(row.row.bullet for row in rows):
        return None
    within = sum(gap <= _WITHIN * usual for gap in gaps[1:])
    starts = [n for n, gap in enumerate(gaps) if n == 0 or gap > _BETWEEN * usual]
    if len(starts) < _FEWEST or within + len(starts) < len(rows) or within < _FEWEST:
        return None
    return [list(rows[a:b]) for a, b in pairwise([*starts, len(rows)])]


def _by_print(rows: Sequence[Dated]) -> list[list[Dated]] | None:
    """Group titles with what stands in smaller print below each."""
    sizes = [row.row.size or 0.0 for row in rows]
    starts = [n for n, size in enumerate(sizes) if size > _LARGER * min(sizes) > 0]
    regular = len(starts) >= _FEWEST and starts[0] == 0 and all(b - a > 1 for a, b in pairwise([*starts, len(rows)]))
    if not regular or any(row.row.bullet for row in rows):
        return None
    return [list(rows[a:b]) for a, b in pairwise([*starts, len(rows)])]


def _alternates(rows: Sequence[Dated]) -> list[list[Dated]] | None:
    """Group titles and who gave them, line by line, where a date stands on just one of the two."""
    if len({(row.row.bold, row.row.bullet) for row in rows}) > 1 or any(row.rest for row in rows):
        return None
    dated = [bool(row.dates) for row in rows]
    named = [paper_kind(row.row.said) is not None for row in rows]
    if sum(dated) < _FEWEST or sum(dated) == len(rows):
        return None
    pairs = list(pairwise(range(len(rows))))
    if not dated[0] and not any(d and n for d, n in zip(dated, named, strict=True)):
        # "Practical Nurse License", below it "Board of Nursing | expires 2027"
        groups = _ended_by_dates(rows) if all(not dated[a] for a, b in pairs if dated[b]) else []
        # many lines without a date are papers of their own
        sizes = set(map(len, groups))
        return groups if groups and (len(sizes) == 1 or max(sizes) <= _STACKED) else None
    under = all(dated[a] for a, b in pairs if not dated[b]) and 3 * sum(dated) <= 2 * len(rows)
    few = len(rows) - sum(dated) < _FEWEST and not any(is_body(row.row.said) for row in rows if not row.dates)
    under = (
        under
        and not few
        and not any(
            title_score(row.row.said) >= _TITLE or _NUMBERED.search(row.row.said) or _IS.search(row.row.said)
            for row, has in zip(rows, dated, strict=True)
            if not has
        )
    )
    if dated[0] and under and not any(n and not d for d, n in zip(dated, named, strict=True)):
        starts = [n for n, has in enumerate(dated) if has]
        return [list(rows[a:b]) for a, b in pairwise([*starts, len(rows)])]
    return None


def _bodies_first(rows: Sequence[Dated]) -> list[list[Dated]] | None:
    """Group lines where each paper stands below who gave it."""
    if len(rows) % 2 or any(row.row.bullet or row.rest for row in rows):
        return None
    over, under = rows[::2], rows[1::2]
    gave = all(not row.dates and is_body(row.row.said) and paper_kind(row.row.said) is None for row in over)
    if not gave or any(is_body(row.row.said) or not row.dates for row in under):
        return None
    return [list(pair) for pair in zip(over, under, strict=True)]


def _paragraphs(rows: Sequence[Dated]) -> list[list[Dated]] | None:
    """Group paragraphs of plain text: the title in the first line, below it who gave it and the dates."""
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row.row.block)]
    several = [group for group in groups if len(group) > 1]
    plain = all(row.row.size is None and not row.row.bullet for row in rows)
    under = [any(row.dates for row in group[1:]) for group in several if not group[0].dates]
    headed = len(under) == len(several) and (all(under) or len(several) == len(groups))
    # one with its date below it, and others that have none
    many = sum(under) >= _FEWEST or (sum(under) == 1 and len(groups) > _FEWEST)
    return groups if plain and headed and many else None


def groups_of(rows: Sequence[Dated]) -> list[list[Dated]]:
    """Rows that are one certification: a title in bold and plain rows below it, or rows up to a wider gap."""
    gaps = sorted(r.row.gap for r in rows if r.row.gap is not None)
    usual = gaps[0] if gaps else None
    spaced = usual is not None and gaps[-1] > 1.5 * usual + 1
    for by in (_bodies_first, _around_dates, _paragraphs):
        if (told := by(rows)) is not None:
            return told
    if (told := _by_print(rows)) is not None:
        return told
    if _stacks(rows, spaced):
        return _ended_by_dates(rows)
    if (told := _items(rows, usual)) is not None or (not spaced and (told := _alternates(rows)) is not None):
        return told
    groups: list[list[Dated]] = []
    for row in rows:
        before = groups[-1][-1].row if groups else None
        wider = usual is not None and row.row.gap is not None and row.row.gap > 1.5 * usual + 1
        held = groups[-1] if groups else []
        only = only_dated(row)
        again = bool(row.dates) and not only and any(r.dates for r in held)
        again = again or (bool(held) and row.row.bold == held[0].row.bold and _both_named(held[0].row, row.row))
        # "first aid" below "Forklift" is one of a list in small letters
        again = again or (row.row.said[0].islower() and paper_kind(row.row.said) is not None)
        hangs = bool(held) and held[0].row.bullet and not row.row.bullet
        below = (
            hangs
            or row.rest
            or only
            or spaced
            or row.row.said[0].islower()
            or (before and before.bold and not row.row.bold)
        )
        fresh = row.row.bullet or wider or again or (row.row.bold and before and not before.bold)
        gave = bool(held) and not wider and not _has_giver(held)
        gave = gave and ((not row.dates and _gives(row.row.said)) or GIVEN_BY.match(row.row.said) is not None)
        ends = bool(held) and only and not any(r.dates for r in held) and not wider
        if ends or gave or (held and not only and all(only_dated(r) for r in held)):
            groups[-1].append(row)
        elif before is None or fresh or not below or (row.row.block != before.block and not hangs):
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _gives(said: str) -> bool:
    """A line that is nothing but the name of a board or society is who gave the paper above it."""
    told = is_board(said) or said.strip() in words("certificates", "bodies")
    # "Association of Certified Fraud Examiners" has a word of papers in its name
    named = paper_kind(said) is None or _OPENS_BODY.match(said) is not None
    return told and named and "," not in said


def _has_giver(held: Sequence[Dated]) -> bool:
    return any(is_body(part) for row in held for part in _PARTS.split(row.row.said)[1:]) or len(held) > 1
