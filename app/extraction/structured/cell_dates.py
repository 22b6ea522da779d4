"""Dates in the cells of a table of jobs, where the column says that a date stands there."""

import re

from app.extraction.lines.dates import DateRange, find_dates

_TIMES = re.compile(
    r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M\b)?(?:Z|[+-]\d{2}:?\d{2}(?!\d))?(?: (?:UTC|GMT))?",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)")
_MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])([/-])(\d\d)")
_RUN_TOGETHER = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])")
_NAMED_MONTH = re.compile(r"(?:(\d{1,2})[ /.-])?([^\W\d_]{3,10})\.?[ /.-]['’]?(\d\d)")
_WHOLE = re.compile(r"\d{4}")
_LATEST_SHORT = 49
"""Years of two digits up to it are of this century."""
_OPEN = re.compile(r"(?:31[./-]12[./-]|12[./-]31[./-])9999|9999-12-31|99991231")
"""The last day that systems know: what is valid until then goes on."""


def goes_on(said: str) -> bool:
    """Say whether a date stands for no end at all."""
    return _OPEN.match(said.strip()) is not None


def read_date(said: str | None, *, day_first: bool = False) -> DateRange | None:
    """Read the date of a cell; the time of day that exports add is left out."""
    if not said:
        return None
    return next(iter(find_dates(_written_out(_TIMES.sub("", said).strip(), day_first))), None)


def century_before(said: str, date: str) -> str:
    """Give a date a hundred years earlier, where the cell that it was read of says two figures of its year."""
    return date if _WHOLE.search(said) else f"{int(date[:4]) - 100}{date[4:]}"


def _written_out(said: str, day_first: bool) -> str:
    """Write a date that is short, run together or has its day first as one that stands for itself."""
    if found := _RUN_TOGETHER.fullmatch(said):
        return "-".join(found.groups())
    if found := _MONTH_YEAR.fullmatch(said):
        return f"{int(found[1]):02}/{_whole(found[3])}"
    if found := _NUMBERS.fullmatch(said):
        first, mark, second, year = found.groups()
        before = day_first and int(second) <= 12 and mark != "."
        return f"{second}/{first}/{_whole(year)}" if before else mark.join((first, second, _whole(year)))
    if found := _NAMED_MONTH.fullmatch(said):
        day, month, year = found.groups()
        return " ".join(filter(None, (day, month, _whole(year))))
    return said


def _whole(year: str) -> str:
    return year if len(year) > 2 else f"{20 if int(year) <= _LATEST_SHORT else 19}{year}"
