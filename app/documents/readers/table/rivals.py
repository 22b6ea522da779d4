"""Columns that claim to hold the same to the one that does, by their headings and cells."""

import re
from collections.abc import Sequence

from app.documents.readers.table.headings import fold, numbers_anything, part_of_name

ONCE = frozenset({"title", "employer", "start", "end", "period", "person"})
"""What one column of a table holds."""
_DATES = ("start", "end")
_WORD = re.compile(r"[^\W\d_]{2}")
_NO_NAME = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|herr|frau|sr|sra|yes|no|true|false)\.?", re.IGNORECASE)
"""A form of address, or the answer to a question: neither is a job nor an employer."""
_MOSTLY = 0.5


def meant(fields: Sequence[str | None], headings: Sequence[str]) -> list[str | None]:
    """Tell what columns hold that are named by a word of several meanings.

    "Client" is the worker; beside a column for the worker it is who employs, and where another column says so, only
    who was served: its number is nobody's of the workers. Beside a column for the start a year is no period of its
    own. "Last", "Suffix" and the like are of a name where other parts of it stand beside them.
    """
    folded = [fold(heading) for heading in headings]
    named = [*fields]
    if "name" in named or {"last", "first"} <= {*folded}:
        named = ["name" if part_of_name(said) else name for said, name in zip(folded, named, strict=True)]
    told = {*named}
    beside = bool({"person", "name"} & {*_but_numbers(named, folded)})
    client = ("other" if "employer" in told else "employer") if beside else "name"
    of_client = client != "name" and "client" in told
    found: list[str | None] = []
    for said, name in zip(folded, named, strict=True):
        if name == "client":
            found.append(client)
        elif name == "period" and "start" in told:
            found.append("other")
        else:
            found.append("other" if name == "person" and of_client and _of_client(said) else name)
    return found


def _but_numbers(fields: Sequence[str | None], folded: Sequence[str]) -> list[str | None]:
    """Leave out the columns for numbers that may be of anything."""
    return [
        None if name == "person" and numbers_anything(said) else name
        for name, said in zip(fields, folded, strict=True)
    ]


def _of_client(said: str) -> bool:
    return not {"client", "customer"}.isdisjoint(said.split())


def once(fields: Sequence[str | None], headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str | None]:
    """Keep the column that holds a field, of those that are named so; the others hold something else.

    The first one, unless another tells more: names and not figures, and the number of a worker and not of a row.
    A month and a year in two columns are one date.
    """
    found = [*fields]
    for field in ONCE:
        places = [number for number, name in enumerate(fields) if name == field]
        if len(places) > 1:
            kept = _kept(field, places, headings, rows)
            for place in places:
                found[place] = field if place in kept else "other"
    return found


def _kept(field: str, places: Sequence[int], headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Sequence[int]:
    folded = {place: fold(headings[place]) for place in places}
    if field == "person":
        return [next((place for place in places if not numbers_anything(folded[place])), places[0])]
    if field in _DATES:
        parts = [next((n for n in places if part in folded[n].split()), None) for part in ("month", "year")]
        months = [place for place in parts if place is not None]
        return months if len(months) > 1 else places[:1]
    if field in ("title", "employer"):
        return [next((place for place in places if _names(rows, place)), places[0])]
    return places[:1]


def _names(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Say whether most of the filled cells of a column may name a job or an employer."""
    cells = [said for row in rows if place < len(row) and (said := row[place].strip())]
    named = sum(_WORD.search(said) is not None and not _NO_NAME.fullmatch(said) for said in cells)
    return named > _MOSTLY * len(cells)
