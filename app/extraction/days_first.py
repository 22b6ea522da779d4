"""Dates of entries to those that are meant, where the document writes the day before the month."""

import re
from collections.abc import Mapping, Sequence

from app.extraction.lines.short_ends import with_short_ends
from app.extraction.model import Entry

# what may not stand before it is looked for behind its first figure, because figures are found sooner
_DATE = re.compile(r"(?P<one>\d(?<![\d/.-]\d)\d?)/(?P<two>\d\d?)/(?P<year>(?:19|20)\d\d)(?!\d)")
_MONTHS = 12


def dated_as_meant(text: str, entries: Sequence[Entry]) -> list[Entry]:
    """Read the dates of entries as the document writes them elsewhere: days first, years that end in two figures."""
    return with_short_ends(text, days_first(text, entries))


def days_first(text: str, entries: Sequence[Entry]) -> list[Entry]:
    """Read "01/09/2017" as the first of September where a date such as "31/08/2017" shows that days come first.

    One date such as "08/31/2017" shows that they do not; where neither stands, the month is read first.
    """
    found = _DATE.findall(text) if text.count("/") > 1 else []
    if not any(int(one) > _MONTHS for one, _, _ in found) or any(int(two) > _MONTHS for _, two, _ in found):
        return list(entries)
    return [_turned(entry) for entry in entries]


def _turned(entry: Entry) -> Entry:
    meant: dict[str, str] = {}
    for evidence in entry.evidence:
        for printed in _DATE.finditer(evidence.quote):
            one, two = int(printed["one"]), int(printed["two"])
            if max(one, two) <= _MONTHS:
                meant[f"{printed['year']}-{one:02}-{two:02}"] = f"{printed['year']}-{two:02}-{one:02}"
    if not meant:
        return entry
    return entry.model_copy(update={"start": _of(entry.start, meant), "end": _of(entry.end, meant)})


def _of(date: str | None, meant: Mapping[str, str]) -> str | None:
    return date if date is None else meant.get(date, date)
