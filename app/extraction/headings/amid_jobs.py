"""Labels amid the lines of one job ("Key Achievements:"), which are no headings though they have words of one."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from app.extraction.headings.listings import fresh
from app.extraction.headings.words import SectionKind
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.schooling import degree_in, is_school
from app.extraction.words.scores import organization_score, title_score

_LABELS = (SectionKind.OTHER, SectionKind.SUMMARY, SectionKind.PROJECTS, SectionKind.SKILLS)
"""Of these kinds somebody also tells within a job: what was achieved, in short, the projects and tools of it."""
_PERIOD_WORDS = 5
_TITLE, _NAMES = 1.5, re.compile(r"\s[|–—@-]\s|\s(?:at|for)\s[A-Z]")
Look = tuple[float | None, bool, bool, bool, bool]
"""Size, bold, capitals, a colon at the end, a blank line above."""


def amid_jobs(rows: Sequence[Row], kinds: Mapping[int, SectionKind]) -> list[int]:
    """Give the headings that look unlike that of the work above them, and have dated jobs below or none apart."""
    found: list[int] = []
    over: int | None = None
    for i, end in pairwise([*sorted(kinds), len(rows)]):
        if kinds[i] is SectionKind.EXPERIENCE:
            over = i
        elif over is None or kinds[i] not in _LABELS or not _is_label(rows, i, end, over, kinds[i]):
            over = None
        elif i - 1 not in kinds:
            found.append(i)
    return found


def names_entry(rows: Sequence[Row], i: int, above: SectionKind | None) -> bool:
    """Say whether a line in the print of headings is an employer or a school: `above` is the section it stands in."""
    if above in (SectionKind.EXPERIENCE, SectionKind.VOLUNTEERING):
        return over_role(rows, i)
    if above is not SectionKind.EDUCATION or i + 1 >= len(rows) or not is_school(rows[i].said):
        return False
    below = rows[i + 1 : i + 3]
    return any(find_dates(row.said) for row in below) and any(degree_in(row.said) is not None for row in below)


def over_role(rows: Sequence[Row], i: int) -> bool:
    """Say whether a line names the employer of a title and its period below it, which a line of duties follows.

    In plain text the two may be all of a paragraph.
    """
    if i + 1 >= len(rows) or rows[i + 1].bullet:
        return False
    said, duty = rows[i + 1].said, rows[i + 2] if i + 2 < len(rows) else None
    brief = duty is not None and _dates_job(duty) and duty.words <= _PERIOD_WORDS
    if duty is not None and brief and i + 3 < len(rows) and not find_dates(said):
        # the period has a line of its own
        said, duty = f"{said} | {duty.said}", rows[i + 3]
    dates = [date for date in find_dates(said) if not date.single]
    plain = rows[i].size is None and rows[i].block == rows[i + 1].block
    alone = plain and (duty is None or duty.block != rows[i].block)
    if len(dates) != 1 or not (alone or (duty is not None and (duty.bullet or duty.said.endswith(".")))):
        return False
    title = said[: dates[0].at].rstrip(" |,–—-(·•") or said[dates[0].to :].lstrip(" |,–—-)·•")
    return title_score(title) >= _TITLE and not _NAMES.search(title) and organization_score(title) < _TITLE


def _is_label(rows: Sequence[Row], i: int, end: int, over: int, kind: SectionKind) -> bool:
    own, above = _look(rows, i), _look(rows, over)
    amid = rows[i].size is None and above[-1] and not own[-1] and kind is not SectionKind.SKILLS
    return own != above and (amid or any(_dates_job(row) for row in rows[i + 1 : end]))


def _look(rows: Sequence[Row], i: int) -> Look:
    row = rows[i]
    size = round(row.size, 1) if row.size else None
    return size, row.bold, row.capitals, row.said.rstrip().endswith(":"), fresh(rows, i)


def _dates_job(row: Row) -> bool:
    """It ends in a period of time, as the line above a job's duties does."""
    return not row.bullet and any(not date.single for date in find_dates(row.said))
