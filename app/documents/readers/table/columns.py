"""Headings and cells of a job history's table to what its columns hold."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.documents.readers.table.headings import fold, heading_of, made_of, of_works
from app.documents.readers.table.rivals import meant, once

HEAD_ROWS = 15
"""A heading row stands among the first rows; titles of the report may stand above it."""
_FEWEST = 2
_SAMPLE = 200
_MOSTLY = 0.6
_OCCUPATION = re.compile(r"[1-5]\d-[1-9]\d{3}(?:\.\d{2})?")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d(?:[-/.]\d{1,2}){0,2}|\d{1,2}[-/.](?:\d{1,2}[-/.])?(?:19|20)\d\d"
    r"|(?:\d{1,2}[ -])?[^\W\d_]{3,10}\.?[ -](?:19|20)\d\d"
    r"|present|current|now|actualidad|actual|presente|heute)",
    re.IGNORECASE,
)
_LAST_FIRST = re.compile(r"[^\W\d_][\w'’-]{1,24}(?: [\w'’-]{2,24})?, [^\W\d_][\w'’-]*(?: [^\W\d_][\w'’.-]*)?")
"""A name as lists of people have it ("Ibekwe, Chidi A."); a town with its region looks alike, and has two letters."""
_TOWN = re.compile(r".*, [A-Z]{2}")
_PAID = frozenset({"wages", "earnings", "gross"})
_EMPLOYS = frozenset(
    {
        "employer",
        "company",
        "carrier",
        "contractor",
        "empresa",
        "patron",
        "empleador",
        "employeur",
        "firma",
        "arbeitgeber",
    }
)
_LONG = 40
_BEGINS = re.compile(r"\b(?:start|beg[aiu]n|hire|from|since)")
_ENDS = re.compile(r"\b(?:end|left|leav|until|thru|through|terminat|separat)")
"""What a heading says that cannot be the other of the two dates."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table holds; None for a column that nobody can tell."""

    row: int
    """Number of the heading row among the rows of the table."""
    headings: tuple[str, ...]
    fields: tuple[str | None, ...]
    courses: bool = False
    """Whether its rows are courses that somebody took, and no jobs."""

    def of(self, field: str) -> list[int]:
        """Give the numbers of the columns that hold a field."""
        return [number for number, name in enumerate(self.fields) if name == field]

    @property
    def enough(self) -> bool:
        """Whether the rows can be read: courses, or jobs with the title and who employed or when.

        Records of wages name no title, and some lists of employers: these say when, and who employed.
        """
        if self.courses:
            return True
        when = bool({"start", "period"} & {*self.fields})
        if "title" in self.fields:
            return when or "employer" in self.fields
        words = {word for heading in self.headings for word in fold(heading).split()}
        named = {word for number in self.of("employer") for word in fold(self.headings[number]).split()}
        lasted = {"start", "end"} <= {*self.fields} or bool(words & _PAID)
        return when and lasted and bool(named & _EMPLOYS)

    def again(self, row: Sequence[str]) -> bool:
        """Whether a row says nothing but the headings, as where a page begins."""
        filled = [(cell, heading) for cell, heading in zip(row, self.headings, strict=False) if cell.strip()]
        return len(filled) > 1 and all(fold(cell) == fold(heading) for cell, heading in filled)

    @property
    def titled(self) -> bool:
        """Whether it has a column for the title, or for courses: so much tells a table from any other text.

        Films and plays have titles and roles in them, too, and who directed them.
        """
        return self.courses or ("title" in self.fields and self.enough and not any(map(of_works, self.headings)))

    @property
    def told(self) -> str:
        """Say in one line which column is read as what; of a list of courses which tell of them."""
        if self.courses:
            named = ", ".join(h for h, name in zip(self.headings, self.fields, strict=True) if h and name == "course")
            whose = [
                f"{name} = {self.headings[n]}" for n, name in enumerate(self.fields) if name in ("name", "person")
            ]
            return "; ".join([f"courses = {named}", *whose])
        pairs = [f"{name} = {self.headings[n]}" for n, name in enumerate(self.fields) if name not in (None, "other")]
        unused = [h for h, name in zip(self.headings, self.fields, strict=True) if name in (None, "other") and h]
        return "; ".join(pairs) + (f"; not used: {', '.join(unused)}" if unused else "")


def find_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Find the heading row of a table and what each column holds, by its heading, else by its cells.

    Two heading rows ("Employee" over "Last" and "First") are read together, and the lower one is given.
    None when no row has at least two known headings. What is found may not be enough (`Columns.enough`).
    """
    best: Columns | None = None
    score = _FEWEST - 1
    for number, row in enumerate(rows[:HEAD_ROWS]):
        named = [made_of(cell) if cell.strip() else None for cell in row]
        both = _both(row, rows[number + 1]) if number + 1 < len(rows) else None
        for at, headings, fields in ((number, row, named), *([(number + 1, *both)] if both else ())):
            known = len({name for name in fields if name})
            if known > score:
                score = known
                best = Columns(at, tuple(" ".join(cell.split()) for cell in headings), tuple(fields))
    if best is None:
        return None
    below = rows[best.row + 1 : best.row + 1 + _SAMPLE]
    fields = once(meant(best.fields, best.headings), best.headings, below)
    return replace(best, fields=tuple(_guessed(fields, best.headings, below)))


def _both(upper: Sequence[str], lower: Sequence[str]) -> tuple[list[str], list[str | None]] | None:
    """Read two rows as headings of two levels; an upper one goes on over the empty cells to its right."""
    if min(_filled(upper), _filled(lower)) < _FEWEST or any(map(str.isdigit, "".join(lower))):
        return None
    headings: list[str] = []
    fields: list[str | None] = []
    above = ""
    for column in range(max(len(upper), len(lower))):
        top, low = (row[column].strip() if column < len(row) else "" for row in (upper, lower))
        above = top or (above if low else "")
        headings.append(f"{above} {low}".strip())
        fields.append((made_of(headings[-1]) or made_of(low or above)) if headings[-1] else None)
    alone = {made_of(cell) for cell in lower if cell.strip()}
    return (headings, fields) if len({*fields} - {None}) > len(alone - {None}) else None


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _share(cells: Sequence[str], pattern: re.Pattern[str]) -> float:
    filled = [cell for cell in cells if cell.strip()]
    return sum(pattern.fullmatch(cell.strip()) is not None for cell in filled) / len(filled) if filled else 0.0


def last_first(said: str) -> bool:
    """Say whether all that a cell says is a name as lists of people have it ("Ibekwe, Chidi A.")."""
    return _LAST_FIRST.fullmatch(said.strip()) is not None and not _TOWN.fullmatch(said.strip())


def _guessed(fields: list[str | None], headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str | None]:
    """Tell columns of unknown heading by their cells: codes of occupations, dates, names of people, long texts."""
    nobody = not {"person", "name"} & {*fields}
    for number, field in enumerate(fields):
        if field is not None:
            continue
        cells = [row[number] for row in rows if number < len(row)]
        lengths = [len(cell) for cell in cells if cell.strip()]
        if _share(cells, _OCCUPATION) > _MOSTLY and "occupation" not in fields:
            fields[number] = "occupation"
        elif _share(cells, _DATE) > _MOSTLY and "period" not in fields and not {"start", "end"} <= {*fields}:
            one, other = ("end", _BEGINS) if "start" in fields else ("start", _ENDS)
            if not other.search(fold(headings[number])):
                fields[number] = one
        elif nobody and len(lengths) > 1 and _share(cells, _LAST_FIRST) > _MOSTLY and not _share(cells, _TOWN):
            fields[number], nobody = "name", False
        elif lengths and sum(lengths) / len(lengths) > _LONG and "description" not in fields:
            fields[number] = "description"
    return fields


def consistent(rows: Sequence[Sequence[str]]) -> float:
    """Give the share of filled rows that have the most usual number of cells, in [0, 1]; 0 for single cells."""
    counts = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    if not counts:
        return 0.0
    width, count = counts.most_common(1)[0]
    return count / counts.total() if width > 1 else 0.0


def usual_width(rows: Sequence[Sequence[str]]) -> int:
    """Give the most usual number of cells of filled rows; 0 without any."""
    counts = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    return counts.most_common(1)[0][0] if counts else 0


def declare(rows: Sequence[Sequence[str]], declared: Mapping[str, str]) -> tuple[list[list[str]], Columns | None]:
    """Give the columns that somebody named, by field the heading, under known headings; without their row None.

    Rows above the headings are left out.
    """
    wanted = {field: fold(heading) for field, heading in declared.items()}
    for number, row in enumerate(rows[:HEAD_ROWS]):
        folded = [fold(cell) for cell in row]
        if all(heading in folded for heading in wanted.values()):
            places = {field: folded.index(heading) for field, heading in wanted.items()}
            headings = tuple(heading_of(field) for field in places)
            below = [[row[at] if at < len(row) else "" for at in places.values()] for row in rows[number + 1 :]]
            return [list(headings), *below], Columns(0, headings, tuple(places))
    return [list(row) for row in rows], None


def undeclared(rows: Sequence[Sequence[str]], declared: Mapping[str, str]) -> list[str]:
    """Give the declared headings that the row with most of them lacks."""
    folded = [{fold(cell) for cell in row} for row in rows[:HEAD_ROWS]]
    lacking = ([heading for heading in declared.values() if fold(heading) not in row] for row in folded)
    return min(lacking, key=len, default=list(declared.values()))
