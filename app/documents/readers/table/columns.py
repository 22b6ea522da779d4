"""Headings and cells of a job history's table to what its columns hold."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from app.resources import folder

_HEAD_ROWS = 15
"""A heading row stands among the first rows; titles of the report may stand above it."""
_FEWEST = 2
_SAMPLE = 200
_MOSTLY = 0.6
_OCCUPATION = re.compile(r"\d{2}-\d{4}(?:\.\d{2})?")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d(?:[-/.]\d{1,2}){0,2}|\d{1,2}[-/.](?:\d{1,2}[-/.])?(?:19|20)\d\d"
    r"|[^\W\d_]{3,10}\.?[ -](?:19|20)\d\d"
    r"|present|current|now|actualidad|actual|presente|heute)",
    re.IGNORECASE,
)
_LONG = 40
ONCE = frozenset({"title", "employer", "start", "end", "period", "person"})
"""Columns of which the first one counts."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table holds; None for a column that nobody can tell."""

    row: int
    """Number of the heading row among the rows of the table."""
    headings: tuple[str, ...]
    fields: tuple[str | None, ...]

    def of(self, field: str) -> list[int]:
        """Give the numbers of the columns that hold a field."""
        return [number for number, name in enumerate(self.fields) if name == field]

    @property
    def enough(self) -> bool:
        """Whether a job history can be read: the title, and who employed or when."""
        return "title" in self.fields and bool({"employer", "start", "period"} & {*self.fields})

    @property
    def told(self) -> str:
        """Say in one line which column is read as what."""
        pairs = [f"{name} = {self.headings[n]}" for n, name in enumerate(self.fields) if name not in (None, "other")]
        unused = [h for h, name in zip(self.headings, self.fields, strict=True) if name in (None, "other") and h]
        return "; ".join(pairs) + (f"; not used: {', '.join(unused)}" if unused else "")


_LONGEST = 200
"""Characters of a heading."""


@cache
def _names() -> Mapping[str, str]:
    """Folded headings with the field that they name."""
    path = folder("taxonomies") / "lexicon" / "columns.toml"
    columns = tomllib.loads(path.read_text("utf-8"))["columns"]
    return {name: field for field, names in columns.items() for name in names}


def fold(heading: str) -> str:
    """Fold a heading: lower case, without accents and marks, one blank between words."""
    plain = unicodedata.normalize("NFKD", heading).casefold()
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9/]+", " ", re.sub(r"(?<=[a-z])'(?=s\b)", "", bare)).split())


def _split_words(heading: str) -> str:
    """Part `JobTitle` in two words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)


def field_of(heading: str) -> str | None:
    """Give what a column of this heading holds; None for a heading that is not known, or longer than any is."""
    return None if len(heading) > _LONGEST else _field_of(heading)


@lru_cache(maxsize=1 << 12)
def _field_of(heading: str) -> str | None:
    for said in (heading, _split_words(heading), re.sub(r"\(.*?\)", "", heading)):
        found = _names().get(fold(said))
        if found is not None:
            return found
    return None


def find_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Find the heading row of a table and what each column holds, by its heading, else by its cells.

    None when no row has at least two known headings. What is found may not be enough (`Columns.enough`).
    """
    best: Columns | None = None
    score = 0
    for number, row in enumerate(rows[:_HEAD_ROWS]):
        named = [field_of(cell) if cell.strip() else None for cell in row]
        known = len({name for name in named if name})
        if known >= _FEWEST and known > score:
            score = known
            fields = _once(named)
            guessed = _guessed(fields, rows[number + 1 : number + 1 + _SAMPLE])
            best = Columns(number, tuple(cell.strip() for cell in row), tuple(guessed))
    return best


def _once(named: Sequence[str | None]) -> list[str | None]:
    seen: set[str] = set()
    fields: list[str | None] = []
    for name in named:
        fields.append("other" if name in seen and name in ONCE else name)
        if name:
            seen.add(name)
    return fields


def _share(cells: Sequence[str], pattern: re.Pattern[str]) -> float:
    filled = [cell for cell in cells if cell.strip()]
    return sum(pattern.fullmatch(cell.strip()) is not None for cell in filled) / len(filled) if filled else 0.0


def _guessed(fields: list[str | None], rows: Sequence[Sequence[str]]) -> list[str | None]:
    """Tell columns of unknown heading by their cells: codes of occupations, dates, long texts."""
    for number, field in enumerate(fields):
        if field is not None:
            continue
        cells = [row[number] for row in rows if number < len(row)]
        lengths = [len(cell) for cell in cells if cell.strip()]
        if _share(cells, _OCCUPATION) > _MOSTLY and "occupation" not in fields:
            fields[number] = "occupation"
        elif _share(cells, _DATE) > _MOSTLY and "period" not in fields and not {"start", "end"} <= {*fields}:
            fields[number] = "end" if "start" in fields else "start"
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


def declare(rows: Sequence[Sequence[str]], declared: Mapping[str, str]) -> tuple[list[list[str]], Columns | None]:
    """Give the columns that somebody named, by field the heading, under known headings; without their row None.

    Rows above the headings are left out.
    """
    wanted = {field: fold(heading) for field, heading in declared.items()}
    for number, row in enumerate(rows[:_HEAD_ROWS]):
        folded = [fold(cell) for cell in row]
        if all(heading in folded for heading in wanted.values()):
            places = {field: folded.index(heading) for field, heading in wanted.items()}
            headings = tuple(_heading(field) for field in places)
            below = [[row[at] if at < len(row) else "" for at in places.values()] for row in rows[number + 1 :]]
            return [list(headings), *below], Columns(0, headings, tuple(places))
    return [list(row) for row in rows], None


def undeclared(rows: Sequence[Sequence[str]], declared: Mapping[str, str]) -> list[str]:
    """Give the declared headings that the row with most of them lacks."""
    folded = [{fold(cell) for cell in row} for row in rows[:_HEAD_ROWS]]
    lacking = ([heading for heading in declared.values() if fold(heading) not in row] for row in folded)
    return min(lacking, key=len, default=list(declared.values()))


def _heading(field: str) -> str:
    """Give a heading that is read as a field."""
    return next((name for name, known in _names().items() if known == field), field).capitalize()
