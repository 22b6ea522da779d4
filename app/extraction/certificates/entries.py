"""Certification and licence sections to entries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from app.documents.model import Document
from app.extraction.certificates.bodies_over import under_bodies
from app.extraction.certificates.lines import dated_anew, given_in_front, unlabelled
from app.extraction.certificates.none import all_other, names_list, tells_other
from app.extraction.certificates.parted import parted_rows
from app.extraction.certificates.rows import cells, expires_only, heads_columns, rejoined
from app.extraction.certificates.years import each_its_own
from app.extraction.lines.dated_rows import Dated, dates_of
from app.extraction.lines.dates import DateRange
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.certificates import certificate_kind, is_board, is_body, paper_kind, says_nothing, titles
from app.extraction.parts.certificates_around import only_date_words, strip
from app.extraction.parts.issuers import is_issuer
from app.extraction.words.lexicon import words
from app.extraction.words.scores import title_score
from app.extraction.words.small import any_case, small

_EXPIRY = any_case(
    r"(?:exp(?:ires?|iration|iry|\.)?|expired|(?:good|current)\s+(?:till|to|til)|registered\s+through|renewal\s+due|due|runs\s+out|lasts\s+(?:until|till|through)|valid(?:\s+(?:through|thru|until|till?|to))?|finish(?:es)?|(?:renewed|(?:re-?)?certified)\s+(?:through|thru|until|to)|renews|renewal|good\s+(?:through|until)|through|thru|until|ends"
    r"|vence|vencimiento|v[áa]lid[oa]\s+hasta|hasta|g[üu]ltig\s+bis)"
    r"\s*(?:date|on|in)?\s*[:.]?\s*$|[,;(–-]\s*to\s*$"
)
_EXPIRES_NEXT = re.compile(r"\s*[-–—,;]?\s*\(?(?:exp\b|expires|valid)", re.IGNORECASE)
_LAPSED = re.compile(r"\b(?:inactive|lapsed|expired|retired|surrendered)[\s,]*(?:since|in)?\s*$", re.IGNORECASE)
"""Before a date: it was held until then."""
_REGISTRY = re.compile(r"\b(?:state|registry|department of|board of|dmv)\b(?!.*\bcertification board)", re.IGNORECASE)
_TAUGHT = re.compile(r"\b(?:training|course|class|card|workshop)\b", re.IGNORECASE)
_LETTERS, _WORDY = re.compile(r"[^\W\d_]{2}"), re.compile(r"\w")
_MOST_WORDS, _FEWEST = 25, 2
_STACKED = 3
"""Lines of a title, a body and a date."""
_TITLE = 1.5
_WITHIN, _BETWEEN = 1.2, 1.4
"""Gaps between the lines of one item and between items, as shares of the narrowest."""
_LARGER = 1.06
_PROGRAMME = any_case(r"\b(?:program(?:me)?|apprenticeship)\b")
_COURSE = any_case(r"\b(?:(?:academy|course|seminar|workshops?|boot ?camp)$|leaders?(?:hip)? (?:school|course)\b)")
_FORCES = re.compile(r"\b(?:U\.?S\.?|United States|Army|Navy|Air Force|Marine Corps|Coast Guard)\b")
_TRAINED = any_case(r"\b(?:training|course|school|leaders? course)(?:\s*\([^()]*\))?$")
_NUMBERED = re.compile(r"#\s?\w*\d|\b(?:no|lic)\.\s?\S*\d", re.IGNORECASE)
"""A paper has a number; who gave it has none."""
_IS = re.compile(r"\b(?:trained|certified|licensed|registered|qualified)$", re.IGNORECASE)
"""What somebody is, and nobody who gave it ("Immunization trained")."""
_HELD = re.compile(
    r"(?:(?!\b(?:expired|lapsed|inactive|not|longer)\b)[^\n;])*?\b(?:current|active)\)?\s*(?:\n|$)", re.IGNORECASE
)
_PARTS = re.compile(r",\s+|\s+[–—|-]\s+|\s*[(]")
_GIVEN_BY = re.compile(
    r"(?:issued|awarded|given|granted|offered|provided)\s+by\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Found:
    title: tuple[int, int]
    issuer: tuple[int, int] | None
    dates: tuple[DateRange, ...]
    """Offsets in the document's text."""
    expires: int
    """How many of the dates, from the last, are expiries."""


def _rows_found(text: str, dated: Dated) -> Iterator[_Found]:
    row = dated.row
    if not dated.dates:
        for title, issuer in titles(text, dated, row.start, row.end):
            yield _Found(title, issuer, (), 0)
        return
    at = row.start
    pending: list[_Found] = []
    for date in dated.dates:
        if date.current and date.end is None and _LAPSED.search(text, row.start, date.at):
            date = replace(date, start=None, end=date.start, current=False, single=True)
            expires = True
        else:
            lapsed = _LAPSED.search(text, at, date.at) is not None
            expires = lapsed or any(
                _EXPIRY.search(small(said)) for said in (text[at : date.at], text[date.at : date.to])
            )
        named = list(titles(text, dated, at, date.at))
        if named:
            own = each_its_own(text, date, len(named))
            pending += [_Found(*name, (earned,), int(expires)) for name, earned in zip(named, own, strict=True)]
        elif pending:
            last = pending[-1]
            pending[-1] = _Found(last.title, last.issuer, (*last.dates, date), int(expires))
        else:
            # the date comes first: its words follow, and perhaps until when it holds
            until = _until(text, date, dated.dates[-1])
            for title, issuer in titles(text, dated, date.to, until.at if until else row.end):
                yield _Found(title, issuer, (date, until) if until else (date,), int(expires or until is not None))
            return
        at = date.to
    behind = list(titles(text, dated, at, row.end))
    for title, issuer in behind:
        if pending and text[at : title[0]].strip() == "(" and text[title[1] : title[1] + 1] == ")":
            # "Forklift card 2021 (Hyster)"
            last = pending[-1]
            pending[-1] = last if last.issuer else _Found(last.title, title, last.dates, last.expires)
            continue
        said = text[slice(*title)]
        # "ASE" may be who gave it; small letters name a body, or the next title ("LEED Green Associate")
        unnamed = paper_kind(said) is None and (not said[-1:].islower() or is_issuer(said, dated=True))
        # several behind a date are papers ("Arc flash (2021), Fall Pro, LOTO")
        unnamed = unnamed and (len(behind) == 1 or is_body(said))
        if pending and pending[-1].issuer is None and (unnamed or is_board(said)):
            before = pending[-1]
            pending[-1] = _Found(before.title, title, before.dates, before.expires)
        elif not pending or said[:1].isupper() or paper_kind(said) is not None:
            pending.append(_Found(title, issuer, (), 0))
    yield from pending


def _until(text: str, first: DateRange, last: DateRange) -> DateRange | None:
    """Give the last date of a row where it says until when something holds."""
    said = () if last is first else (text[first.to : last.at], text[last.at : last.to])
    return last if any(_EXPIRY.search(small(one)) for one in said) else None


def _both_named(one: Row, other: Row) -> bool:
    return paper_kind(one.said) is not None and paper_kind(other.said) is not None


def _stacks(rows: Sequence[Dated], spaced: bool) -> bool:
    """Title, issuer and date each stand on a line of its own, and print tells them apart in no other way."""
    alone = [_only_dated(row) for row in rows]
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
    alone = [n for n, row in enumerate(rows) if _only_dated(row)]
    steps = {b - a for a, b in pairwise([*alone, len(rows) + (alone[0] if alone else 0)])}
    dated = sum(bool(row.dates) for row in rows)
    regular = len(alone) >= _FEWEST and dated == len(alone) and len(steps) == 1
    if not regular or alone[0] > 1 or steps != {_STACKED} or any(row.row.bullet or row.rest for row in rows):
        return None
    return [list(rows[n : n + _STACKED]) for n in range(0, len(rows), _STACKED)]


def _only_dated(row: Dated) -> bool:
    """Nothing but a date and what it means stands on the row ("Expires 05/2027")."""
    if row.date_only or not row.dates:
        return row.date_only
    before = row.row.said[: row.dates[0].at - row.row.start].strip()
    return not _WORDY.search(row.row.said, row.dates[-1].to - row.row.start) and only_date_words(before)


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
        return _ended_by_dates(rows) if all(not dated[a] for a, b in pairs if dated[b]) else None
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


def _groups(rows: Sequence[Dated]) -> list[list[Dated]]:
    """Rows that are one certification: a title in bold and plain rows below it, or rows up to a wider gap."""
    gaps = sorted(r.row.gap for r in rows if r.row.gap is not None)
    usual = gaps[0] if gaps else None
    spaced = usual is not None and gaps[-1] > 1.5 * usual + 1
    if (told := _around_dates(rows)) is not None or (told := _paragraphs(rows)) is not None:
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
        only = _only_dated(row)
        again = bool(row.dates) and not only and any(r.dates for r in held)
        again = again or (bool(held) and row.row.bold == held[0].row.bold and _both_named(held[0].row, row.row))
        # "first aid" below "Forklift" is one of a list in small letters
        again = again or (row.row.said[0].islower() and paper_kind(row.row.said) is not None)
        dates_first = bool(held) and all(_only_dated(r) for r in held)
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
        gave = gave and ((not row.dates and _gives(row.row.said)) or _GIVEN_BY.match(row.row.said) is not None)
        ends = bool(held) and only and not any(r.dates for r in held) and not wider
        if ends or gave or (dates_first and not only):
            groups[-1].append(row)
        elif before is None or fresh or not below or (row.row.block != before.block and not hangs):
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _gives(said: str) -> bool:
    """A line that is nothing but the name of a board or society is who gave the paper above it."""
    told = is_board(said) or said.strip() in words("certificates", "bodies")
    return told and paper_kind(said) is None and "," not in said


def _has_giver(held: Sequence[Dated]) -> bool:
    return any(is_body(part) for row in held for part in _PARTS.split(row.row.said)[1:]) or len(held) > 1


def _grouped(text: str, group: Sequence[Dated]) -> Iterator[_Found]:
    """Read one certification from its rows: title first, issuer and dates below."""
    if len(group) == 1:
        yield from _rows_found(text, group[0])
        return
    # a date that stands in front, in a column or cell of its own, is read last
    group = [r for r in group if not _only_dated(r)] + [r for r in group if _only_dated(r)]
    named = [row for row in group if not row.dates and _GIVEN_BY.match(row.row.said) is None]
    top = [row for row in named if row.row.bold == group[0].row.bold] if group[0].row.bold else []
    wrapped = len(top) > 1 and top == list(group[: len(top)])
    heads = list(_rows_found(text, group[0])) if not wrapped else []
    if len(heads) > 1:
        for row in group:
            yield from _rows_found(text, row)
        return
    over = strip(text, group[0].row.start, top[-1].row.end) if wrapped else None
    title = over or (heads[0].title if heads else None)
    issuer = heads[0].issuer if heads else None
    dates = [d for row in group for d in row.dates]
    expires = heads[0].expires if heads else 0
    for row in group[len(top) if wrapped else 1 :]:
        at = row.rest[1] if row.rest else row.row.start
        ends = row.dates[0].at if row.dates else row.row.end
        before = text[row.row.start : row.dates[-1].at] if row.dates else ""
        if _EXPIRY.search(small(before)) or _LAPSED.search(before):
            expires = 1
        given = _GIVEN_BY.match(text, at, ends)
        start, end = strip(text, given.end() if given else at, ends)
        if issuer is None and _LETTERS.search(text, start, end) and not says_nothing(text[start:end]):
            issuer = (start, end)
    expires = expires or int(any(_EXPIRES_NEXT.match(text, d.to) for d in dates[:-1]))
    expires = expires or int(any(_EXPIRY.search(small(text[d.at : d.to])) for d in dates[-1:]))
    if title is not None:
        yield _Found(title, issuer, tuple(dates), expires)


def _entry(document: Document, found: _Found, kind: EntryKind) -> Entry:
    text = document.text
    title = " ".join(text[slice(*found.title)].split())
    ends = found.dates[len(found.dates) - found.expires :] if found.expires else ()
    starts = found.dates[: len(found.dates) - found.expires]
    ahead = [d for d in found.dates if d.expected]
    start = next((d.start or d.end for d in starts if d not in ahead), next((d.start for d in ends), None))
    end = next((d.end for d in (*ends, *ahead)), next((d.end for d in starts if not d.single), None))
    if start and end and start > end:
        start, end = end, start
    spans = [
        found.title,
        *([found.issuer] if found.issuer else []),
        *(place for d in found.dates for place in d.places),
    ]
    issuer = " ".join(text[slice(*found.issuer)].split()) if found.issuer else None
    named = certificate_kind(title)
    if named is None and issuer and _REGISTRY.search(issuer) and not _TAUGHT.search(title):
        named = EntryKind.LICENCE
    studied = _studied(title, issuer) if named is None else None
    if studied is not None and end is None:
        # schooling is dated by its end
        start, end = None, start
    return Entry(
        id="",
        kind=studied or named or (EntryKind.CERTIFICATION if _TAUGHT.search(title) else kind),
        title=title,
        organization=issuer,
        start=start,
        end=end,
        current=(end is None and any(d.current for d in found.dates))
        or (not found.dates and bool(_HELD.match(text, spans[-1][1]))),
        expected=bool(ahead),
        evidence=tuple(document.evidence(*span) for span in sorted(set(spans))),
    )


def _studied(title: str, issuer: str | None) -> EntryKind | None:
    """Say whether a title among certifications is that of a course or programme ("NCO Academy", "Barber program")."""
    folded = small(title)
    if _PROGRAMME.search(folded) and issuer is not None:
        return EntryKind.EDUCATION
    in_uniform = issuer is not None and _FORCES.search(issuer) is not None and _TRAINED.search(folded) is not None
    return EntryKind.COURSE if in_uniform or _COURSE.search(folded) else None


def certificate_entries(
    document: Document, rows: Sequence[Row], kind: EntryKind, *, until: bool = False
) -> list[Entry]:
    """Read the entries of a certifications or licences section. Ids are numbered later.

    `until`: single dates say when papers expire, as the heads of a table tell.
    """
    heads = [cell for row in rows if heads_columns(row.said) for cell in cells(row.said)]
    until = until or expires_only(heads)
    told = [row for row in dates_of(rows) if row.row.words <= _MOST_WORDS and not all_other(row.row.said)]
    told = list(rejoined(document.text, [row for row in told if not heads_columns(row.row.said)]))
    told, gave = under_bodies(told)
    given = [given_in_front(document.text, dated_anew(document.text, unlabelled(row))) for row in told]
    listed = {row.row.start for row, body in given if body is not None}
    parts = parted_rows(document.text, [row for row, _ in given], listed)
    dated = [part for part in parts if not tells_other(part.row.said)]
    found = [one for group in _groups(dated) for one in _grouped(document.text, group)]
    for row, named in given:
        body = named or gave.get(row.row.start)
        if body is not None:
            found = [
                replace(one, issuer=body)
                if one.issuer is None and row.row.start <= one.title[0] < row.row.end
                else one
                for one in found
            ]
    if until:
        found = [replace(one, expires=1) if len(one.dates) == 1 and one.dates[0].single else one for one in found]
    called = (one for one in found if one.title[0] < one.title[1])
    return [_entry(document, one, kind) for one in called if not names_list(document.text[slice(*one.title)])]
