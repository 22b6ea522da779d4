"""Cells of a row of a table to when its job began and ended, and whether it goes on."""

import re

from app.extraction.lines.dates import DateRange
from app.extraction.structured.cell_dates import century_before, goes_on, read_date
from app.extraction.structured.job_rows import JobRow

Period = tuple[str | None, str | None, bool]

_PRESENT = re.compile(
    r"present|current(?:ly)?(?:\s+employed)?|now|ongoing|to\s+date|today|active|actual(?:idad)?|presente|vigente|activo"
    r"|en\s+cours|bis\s+heute|heute|laufend",
    re.IGNORECASE,
)
_YES = re.compile(r"yes|y|true|sí|si", re.IGNORECASE)
"""That a job goes on, where a column asks so; where one asks for the end it may have ended."""
_UNTIL = re.compile(
    r"\W*(?:(?:un)?til|till|through|thru|to|before|prior to|up to|bis|hasta|jusqu['’]?(?:à|en|au))\b|\s*[-–—]", re.I
)


def period_of(row: JobRow, *, day_first: bool) -> Period:
    """Give start, end and whether the job goes on, from two cells or from one with a range."""
    period = row.said("period")
    whole = read_date(period, day_first=day_first)
    if whole is not None and not whole.single:
        return whole.start, whole.end, whole.current
    if whole is not None:
        # one year alone is when the job began and ended
        return None if _UNTIL.match(period or "") else whole.end, whole.end, whole.current
    first, last = (read_date(row.said(field), day_first=day_first) for field in ("start", "end"))
    until = (row.said("end") or "").strip(" .")
    # a status may be the worker's of today, and says nothing of a job that has ended
    status = "" if last is not None else (row.said("status") or "").strip(" .")
    going = goes_on(until) or any(map(_PRESENT.fullmatch, (until, status))) or _YES.fullmatch(status) is not None
    start = _begin(first)
    end = None if going or last is None else last.end or last.start
    if first is not None and not first.single and last is None and not going:
        # the column of the start tells both
        end, going = first.end, first.current
    if start is not None and end is not None and start > end:
        start = century_before(row.said("start") or "", start)
    return start, end, going


def _begin(date: DateRange | None) -> str | None:
    if date is None:
        return None
    return (date.end or date.start) if date.single else date.start
