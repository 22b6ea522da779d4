"""Lines of application forms, job boards and agencies to rows that tell of the work, without what an office asks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.documents.readers.table.headings import field_of
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.labels import named_field
from app.extraction.parts.lasting import TENURE
from app.extraction.words.lexicon import words
from app.extraction.words.small import any_case, has_gap, small

_FIELDS = ("employer", "title", "place")
_HELD = frozenset(
    ("employer", "employer name", "company", "company name", "organization", "title", "job title", "position")
)
_LONGEST_HELD = 15
"""Labels of what a job is told by, and characters of the longest."""
_ASKED = (SectionKind.EXPERIENCE, SectionKind.MILITARY, SectionKind.VOLUNTEERING)
_LONGEST_LABEL, _LONGEST_ANSWER = 40, 60
_SEVERAL, _FEWEST_RATED = 2, 3
_RATED = re.compile(r"\s[0-5](?:\s?/\s?(?:5|10))?$")
"""How well somebody can do it, in a figure behind its name."""
_UNRATED = re.compile(r"\s0(?:\s?/\s?(?:5|10))?$")
_ENDORSED = re.compile(
    r"\d[\d+]*\s+endorsements?|endorsed by\b.*|see all \d+ skills|show (?:all|more)\b.*"
    r"|passed linkedin skill assessment|\d+ (?:educational )?experiences? (?:across|at)\b.*",
    re.IGNORECASE,
)
_CREDENTIAL = re.compile(r"(?:see|show) credential", re.IGNORECASE)
_SOCIETIES = re.compile(r"activities and societies\s*:", re.IGNORECASE)
"""What a site prints below a certificate and a school."""
_TIMES_ENDORSED = re.compile(r"\s+·\s+\d[\d+]*(?:\s+endorsements?)?$", re.IGNORECASE)
_WHERE_SHOWN = re.compile(r"[A-Z].{2,60} at [A-Z].{1,60}")
"""Below a skill of a profile, the job in which it was shown."""
_ENDS_PROFILE = frozenset(("recommendations", "interests", "organizations", "causes", "received", "given"))
"""Parts of a profile behind the skills."""
_DECLARED = re.compile(r"I (?:hereby |do )?(?:certify|declare|affirm|swear)\b|(?:signed|signature)\b", re.IGNORECASE)
"""What ends an application."""
_PLACE = re.compile(r"[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+)?,?\s+(?:the\s+)?")
_DAY = len("2000-01-01")
_CELL = re.compile(r"\t+|\s{2,}")
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w &/'’.-]{0,60}?)\s*[:：?]+\s*(?P<value>.*)", re.DOTALL)
_ANSWER = re.compile(r"[^\W\d_].{6,}[:?]+\s*(?:yes|no|n/?a|\(?none\)?)\.?", re.IGNORECASE | re.DOTALL)
_HEADS_BELOW = re.compile(
    r"name and address of (?:employer|company|organi[sz]ation)\b.{0,20}"
    r"|dates (?:employed|of employment)(?:\s*\(.{3,40}\))?",
    re.IGNORECASE,
)
"""Labels of two boxes side by side, with what they ask for below."""
_STATEMENT = re.compile(
    r"this (?:is|was) a (?:federal|full|part|state)\b.*|(?:starting|ending)\s*\$\s?[\d,.]+(?: per \w+)?",
    re.IGNORECASE | re.DOTALL,
)
LEADS_IN = any_case(
    r"(?:(?:key|main|core|major|daily|typical|my|job|general|primary|principal|some of my"
    r"|roles?(?: and|\s?[&/])?)\s+)*"
    r"(?:duties|responsibilities|tasks|achievements|accomplishments|highlights|job description|summary of duties)"
    r"(?:\s+(?:and|&)\s+(?:responsibilities|achievements|duties|accomplishments))?"
    r"(?:\s+(?:include[sd]?|including|were|are|performed|held))?\s*[:：–—-]*"
)
"""A line that only says that duties follow."""


def folded_label(said: str) -> str | None:
    """Give the label that words begin with, folded, or None."""
    label = _LABEL.match(said)
    return _folded(label["label"]) if label is not None else None


def _folded(label: str) -> str:
    return " ".join(label.casefold().replace("’", "'").split()).removeprefix("your ")


def without_office(section: Section) -> Section:
    """Leave out what an office asks beside a job, and give each labelled cell of a line a row of its own."""
    if section.kind is SectionKind.EDUCATION:
        return replace(section, rows=tuple(part for row in section.rows for part in _of_school(row)))
    if section.kind is SectionKind.SKILLS:
        return replace(section, rows=tuple(_listed(section.rows)))
    if section.kind is SectionKind.CERTIFICATIONS:
        return replace(section, rows=tuple(row for row in section.rows if _CREDENTIAL.fullmatch(row.said) is None))
    section = replace(section, rows=_without_answers(section.rows))
    if section.kind is SectionKind.TOP:
        return replace(section, rows=tuple(part for row in section.rows for part in _of_software(row)))
    if section.kind is SectionKind.OTHER:
        # "I hereby certify that the above is true" tells of nothing that was done
        return replace(section, rows=tuple(row for row in section.rows if _DECLARED.match(row.said) is None))
    if section.kind not in _ASKED:
        return section
    forces = section.kind is SectionKind.MILITARY
    return replace(section, rows=tuple(part for row in section.rows for part in _told(row, forces)))


def _without_answers(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Leave out the labels of an office that stand in a cell of their own, with the cell of the answer below each.

    The label of what a job is told by is left out alone.
    """
    kept: list[Row] = []
    asked = False
    # in a form whose every label has a cell of its own, one word may be one ("Supervisor")
    held = [len(row.said) <= _LONGEST_HELD and row.said.rstrip(" :：").casefold() in _HELD for row in rows]
    form = sum(held) >= _SEVERAL
    for row, below, own in zip(rows, (False, *held), held, strict=False):
        label = _folded(row.said.rstrip(" :：?")) if len(row.said) <= _LONGEST_LABEL else ""
        answers = asked and len(row.said) <= _LONGEST_ANSWER and not _opens_field(row.said)
        asked = ((form and not below) or " " in label) and label in words("forms", "office")
        if not asked and not answers and not (form and own):
            kept.append(row)
    return tuple(kept)


def _opens_field(said: str) -> bool:
    return field_of(said) is not None or named_field(said) is not None or LEADS_IN.fullmatch(small(said)) is not None


def _told(row: Row, forces: bool) -> Iterator[Row]:
    if not row.bullet and (TENURE.fullmatch(folded := small(row.said)) or LEADS_IN.fullmatch(folded)):
        return
    cells = list(_cells(row.said))
    asked = [_is_asked(row.said[slice(*cell)], forces) for cell in cells]
    opens = [n > 0 and named_field(row.said[slice(*cell)]) in _FIELDS for n, cell in enumerate(cells)]
    if all(_HEADS_BELOW.fullmatch(row.said, *cell) for cell in cells):
        return
    if not any(asked) and not any(opens):
        yield row
        return
    start: int | None = None
    end = 0
    for cell, drop, own in zip(cells, asked, opens, strict=True):
        if (drop or own) and start is not None:
            yield row.part(start, end)
            start = None
        if not drop:
            start, end = (cell[0] if start is None else start), cell[1]
    if start is not None:
        yield row.part(start, end)


def _of_school(row: Row) -> Iterator[Row]:
    """Part a line of schooling whose cells all have labels."""
    if _SOCIETIES.match(row.said):
        return
    cells = list(_cells(row.said))
    labels = [folded_label(row.said[slice(*cell)]) for cell in cells]
    if len(cells) < _SEVERAL or None in labels:
        yield row
        return
    for cell, label in zip(cells, labels, strict=True):
        if label not in words("forms", "school"):
            yield row.part(*cell)


def names_software(label: str) -> bool:
    """Say whether a label stands before names of software ("Charting:")."""
    return " ".join(label.casefold().split()).rstrip(" :") in words("forms", "software")


def _of_software(row: Row) -> Iterator[Row]:
    """Give the names of software in a line of labelled cells a row of their own."""
    cells = list(_cells(row.said))
    named = [names_software(folded_label(row.said[slice(*cell)]) or "") for cell in cells]
    if len(cells) < _SEVERAL or not any(named):
        yield row
        return
    for cell in cells:
        yield row.part(*cell)


def _listed(rows: Sequence[Row]) -> Iterator[Row]:
    """Give what forms and sites list as skills, without figures of skill and what ends a document."""
    cells = [cell for row in rows for cell in (_CELL.split(row.said) if has_gap(row.said) else (row.said,))]
    rated = sum(cell[-1:].isdigit() and _RATED.search(cell) is not None for cell in cells)
    copied = any(_ENDORSED.fullmatch(row.said) or _TIMES_ENDORSED.search(row.said) for row in rows)
    rated_all = rated >= _FEWEST_RATED and 4 * rated >= 3 * len(cells)
    for row in rows:
        if rated >= _FEWEST_RATED and _UNRATED.search(row.said) is not None and len(list(_cells(row.said))) == 1:
            # nothing of it
            continue
        if _DECLARED.match(row.said) or _signed(row.said) or (copied and row.said.casefold() in _ENDS_PROFILE):
            return
        label = folded_label(row.said) or _CELL.split(row.said)[0].casefold()
        if label in words("forms", "beside") or _ENDORSED.fullmatch(row.said):
            continue
        if copied and _WHERE_SHOWN.fullmatch(row.said) is not None:
            continue
        if "·" in row.said and (times := _TIMES_ENDORSED.search(row.said)) is not None:
            yield row.part(0, times.start())
        elif rated_all:
            for start, end in _cells(row.said):
                rating = _RATED.search(row.said, start, end)
                if _UNRATED.search(row.said[start:end]) is not None:
                    continue
                yield row.part(start, rating.start() if rating is not None else end)
        else:
            yield row


def _signed(said: str) -> bool:
    """Say whether a line is the place and day that a document is signed on ("Bern, 3 May 2024     A. Example")."""
    dates = find_dates(said)
    return len(dates) == 1 and len(dates[0].end or "") == _DAY and _PLACE.fullmatch(said[: dates[0].at]) is not None


def _cells(said: str) -> Iterator[tuple[int, int]]:
    """Give the cells of a line; the words of a label may stand apart from it ("Salary:   $12")."""
    at = 0
    for mark in _CELL.finditer(said) if has_gap(said) else ():
        if said[: mark.start()].rstrip().endswith((":", "：")):
            continue
        yield at, mark.start()
        at = mark.end()
    yield at, len(said)


def _is_asked(said: str, forces: bool) -> bool:
    if _STATEMENT.fullmatch(said):
        return True
    if ":" not in said and "?" not in said and "：" not in said:
        return False
    if _ANSWER.fullmatch(said):
        return True
    label = folded_label(said)
    return label in words("forms", "office") and not (forces and label in words("forms", "unit"))
