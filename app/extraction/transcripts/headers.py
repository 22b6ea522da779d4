"""Header rows of transcripts to columns: which words name the code, the title, the credits, the grade."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise, takewhile
from typing import Literal

from app.extraction.transcripts.grades import is_letter_grade, state_named
from app.extraction.transcripts.named_terms import named_term
from app.extraction.transcripts.placed import Cell, TableRow, Word
from app.extraction.words.lexicon import table, words

Field = Literal[
    "code", "subject", "number", "title", "credits", "attempted", "earned", "grade", "points", "state", "repeat",
    "term", "mark", "part", "least", "attended", "required", "progress", "person", "dates", "other",
    "component", "begins", "taught", "unknown",
]  # fmt: skip

_LONGEST = 4
_ROOM_OF_TITLES = 60.0
"""Points that a column of titles takes, at least."""
FAR = 10_000.0
"""Points between the cells of a header row that are lines of their own: their places say nothing."""
_MOST_WORDS = 24
_WIDER = 1.25
_FEWEST_KNOWN = 3
_UNKNOWN = 0.4
"""So many of the cells of a header row may be words that nobody knows, where the others make it one."""
_CODE_LABEL = re.compile(
    r"(?:course|crse|crs|class|module|subject|sub|catalog|cat|unit|paper)\W*(?:control\W*)?(?:no|nbr|num|number|id|code|key|ref)\.?"
)
_FIRST_DAY = r"start(?:ed|s)?|beg(?:in|an|un|inning)?|commence(?:ment|d)?|input|from"
_LAST_DAY = r"end(?:ed|s)?|finish(?:ed)?|complet(?:e|ed|ion)|grad(?:uation)?|output|to"
_DATE = r"dates?|dt|day"
_TOKENS: tuple[tuple[Field, str], ...] = (
    (
        "begins",
        rf"(?:{_FIRST_DAY}) (?:{_DATE})|(?:{_DATE}) (?:{_FIRST_DAY})|(?:class|course|crs|training) (?:{_FIRST_DAY})",
    ),
    (
        "dates",
        rf"(?:{_LAST_DAY}) (?:{_DATE})|(?:{_DATE}) (?:{_LAST_DAY})|(?:class|course|crs|training) (?:end|finish)",
    ),
    ("points", r"points?|pts"),
    ("other", r"start(?:ed)?|due|assigned|expir\w+|enrol\w+|issued?|expected"),
    ("dates", r"dates?|completed on|passed on|finished(?: on)?"),
    ("other", r"mid(?:-?term)?|interim|predicted|projected|expected|target|current (?:grade|score|mark)"),
    ("other", r"lecture|lab|gpa|quality|qual|clinical|honou?rs?|class size|min|max|average|section|equivalent|type"),
    ("grade", r"grades?|grd"),
    ("earned", r"(?:cr|credits?|hours|hrs|units?) (?:awarded|accepted|applied|granted)"),
    ("attempted", r"attempted|attempt|att"),
    ("earned", r"earned|ernd?|completed|comp|cmp|passed"),
    ("title", r"title|description|name|titel|intitulé"),
    ("credits", r"credits?|cr|hours|hrs?|units?|ects|ceus?|cfu"),
    ("grade", r"marks?|score"),
    ("repeat", r"repeat(?:ed)?|rpt"),
    ("term", r"term|semester|session"),
    ("state", r"status|result|outcome"),
    ("code", r"code|no|nbr|number|id"),
    ("title", r"course|subject|module"),
)
"""What a label of several words is by one of them; the first that fits counts."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a header row."""

    field: Field
    x0: float
    x1: float
    aside: Field | None = None
    """What a column that is read as `other` tells all the same: a part to be passed, the first day, the school.

    Of a label that nobody knows it is `unknown`.
    """

    @property
    def kept(self) -> Field:
        """What its cells are kept as."""
        return self.aside or self.field


_AMOUNTS: frozenset[Field] = frozenset({"credits", "earned", "attempted", "grade", "dates", "state", "mark"})
_ASIDE: tuple[Field, ...] = ("component", "begins", "taught")
_ENDS = frozenset({"end", "ended", "finish", "finished", "to", "complete"})
"""Alone the label of days; beside other words a part of theirs ("Term End")."""
_MINUTES = frozenset({"min", "min."})
_FINAL = "fin"
_FEWEST_PARTS = 3
"""Parts of a year, and the whole of it behind them."""
_NAME = "name"
"""Of a course, or of whose the row is."""

Found = tuple[list[Field], float, float]
"""The fields that a label may name, and its left and right edges."""


@cache
def _labels() -> dict[str, list[Field]]:
    """Words of header rows with the columns that they may name."""
    found: dict[str, list[Field]] = {}
    columns: Mapping[Field, list[str]] = table("transcripts")["columns"]  # type: ignore[assignment]
    for field, labels in columns.items():
        for label in labels:
            found.setdefault(label, []).append(field)
    return found


@cache
def _asides() -> dict[str, Field]:
    return {label: field for field in _ASIDE for label in words("transcripts", "asides", field)}


def _asides_of(label: str) -> list[Field]:
    return [_asides()[label]] if label in _asides() else []


@cache
def label_words() -> frozenset[str]:
    """Every label that is one word."""
    return frozenset(label for label in _labels() if " " not in label)


def fields_named(label: str) -> Sequence[Field]:
    """Give the columns that a label may name; none for another word."""
    aside = _asides().get(_folded(label))
    return (aside,) if aside is not None else _labels().get(_folded(label), ())


def is_label(cell: Cell) -> bool:
    """Say whether a cell alone is a label that is known, by the list or by its words."""
    return bool(_named(cell))


def whose(cell: Cell) -> Sequence[Field]:
    """Give the columns that a whole cell names, where it may tell whose the rows are."""
    return ("title", "person") if _folded(cell.said) == _NAME else fields_named(cell.said)


def stacked(upper: TableRow, lower: TableRow) -> TableRow | None:
    """Put two rows together whose cells are labels broken over two lines; None for rows that are none."""
    apart = (upper.page, upper.panel) != (lower.page, lower.panel) or min(len(upper.cells), len(lower.cells)) < 2
    if apart or any(c.isdigit() or c == ":" for c in upper.said + lower.said):
        return None
    found = list(upper.cells)
    for cell in lower.cells:
        place = next((n for n, one in enumerate(found) if min(one.x1, cell.x1) > max(one.x0, cell.x0)), None)
        if place is None:
            found.append(cell)
        else:
            found[place] = Cell((*found[place].words, *cell.words))
    return replace(upper, cells=tuple(sorted(found, key=lambda one: one.x0)))


def header(rows: Sequence[TableRow]) -> tuple[Column, ...] | None:
    """Read a header row: labels of at least a title and of credits or grades, and hardly anything else.

    Rows of one cell each are read as the cells of one header row.
    """
    # cells that are lines of their own stand apart, whatever their places
    cells = [
        Cell(tuple(replace(word, x0=word.x0 + place * FAR, x1=word.x1 + place * FAR) for word in cell.words))
        for place, row in enumerate(rows)
        for cell in row.cells
    ]
    if not 2 <= sum(len(cell.words) for cell in cells) <= _MOST_WORDS:
        return None
    found: list[Found] = []
    unknown = 0
    for cell in cells:
        named = _named(cell)
        if any(c.isdigit() for c in cell.said) and (not named or named_term(cell.words) is not None):
            return None
        unknown += not named
        found += named or [(["unknown"], cell.x0, cell.x1)]
    labels = [_folded(cell.said) for cell in cells]
    found = _with_final(_with_minutes(found, labels), cells)
    first_unknown = bool(cells) and not _named(cells[0])
    plain = not any(_tells_outcome(cell.said) for cell in cells)
    if plain and unknown == first_unknown and found[0][0] == ["unknown"] and _lacks_title(found[1:]):
        # what heads the names of courses may be any word, beside labels for hours and grades ("Theory  Hours  Grade")
        found[0] = (["title"], found[0][1], found[0][2])
        unknown = 0
    known = len(found) - unknown
    if known < 2 or (unknown and (known < _FEWEST_KNOWN or unknown > _UNKNOWN * len(found))):
        return None
    return _settled(found, placed=all(row.placed for row in rows))


def _with_minutes(found: Sequence[Found], labels: Sequence[str]) -> list[Found]:
    """Take "Min" for minutes, and not for the least to pass with, beside days and without the most to be reached."""
    dated = any("dates" in fields for fields, _, _ in found)
    if not dated or not _MINUTES & {*labels} or any("max" in label for label in labels):
        return list(found)
    return [(["other"], x0, x1) if fields == ["least"] else (fields, x0, x1) for fields, x0, x1 in found]


def _with_final(found: Sequence[Found], cells: Sequence[Cell]) -> list[Found]:
    """Take "Fin" behind parts of a year for the grade of all of it, where nothing else is labelled so."""
    parts = [n for n, (fields, _, _) in enumerate(found) if fields == ["part"]]
    graded = any({"grade", "mark"} & {*fields} for fields, _, _ in found)
    last = [cell.x0 for cell in cells for word in cell.words if _folded(word.said) == _FINAL]
    if graded or len(parts) < _FEWEST_PARTS or len(last) != 1 or found[parts[-1]][1] < last[0]:
        return list(found)
    return [(["grade"], x0, x1) if n == parts[-1] else (fields, x0, x1) for n, (fields, x0, x1) in enumerate(found)]


def _tells_outcome(said: str) -> bool:
    """Say whether a cell is of a course's row: it has a figure, or is a word for what became of one."""
    return any(c.isdigit() for c in said) or state_named(said) is not None or is_letter_grade(said)


def _lacks_title(found: Sequence[Found]) -> bool:
    """Say whether labels tell grades and amounts, and none may name courses or people."""
    told = {field for fields, _, _ in found for field in fields}
    graded = bool(told & {"grade", "state", "mark"}) and bool(told & {"credits", "attempted", "earned", "required"})
    return graded and not told & {"title", "code", "subject", "person"}


def _named(cell: Cell) -> list[Found]:
    """Give the label or labels of a cell; none when its words are not known."""
    said = _folded(cell.said)
    if said == _NAME:
        return [(["title", "person"], cell.x0, cell.x1)]
    if said in _asides():
        return [([_asides()[said]], cell.x0, cell.x1)]
    if said in _labels():
        return [(_labels()[said], cell.x0, cell.x1)]
    if said in _ENDS:
        return [(["dates"], cell.x0, cell.x1)]
    if _CODE_LABEL.fullmatch(said):
        return [(["code"], cell.x0, cell.x1)]
    found: list[Found] = []
    parts: list[Cell] = []
    at = 0
    while at < len(cell.words):
        for count in range(min(_LONGEST, len(cell.words) - at), 0, -1):
            part = cell.words[at : at + count]
            label = _folded(" ".join(word.said for word in part))
            fields = _labels().get(label) or (_asides_of(label) if count > 1 else None)
            if fields and (count == 1 or _together(part)):
                found.append((fields, part[0].x0, part[-1].x1))
                parts.append(Cell(part))
                at += count
                break
        else:
            return _halves(cell) or _by_token(said, cell)
    return _with_grade(found, parts)


def _with_grade(found: list[Found], parts: Sequence[Cell]) -> list[Found]:
    """Part "Grade Points" in two labels where they stand among others, one blank apart, and none is of a grade."""
    if len(found) < 2 or any("grade" in fields or "mark" in fields for fields, _, _ in found):
        return found
    for place, ((fields, _, _), part) in enumerate(zip(found, parts, strict=True)):
        if fields == ["points"] and len(part.words) > 1:
            first, rest = part.cut(1)
            halves = [(list(fields_named(half.said)), half.x0, half.x1) for half in (first, rest)]
            if "grade" in halves[0][0] and "points" in halves[1][0]:
                return [*found[:place], *halves, *found[place + 1 :]]
    return found


def _halves(cell: Cell) -> list[Found]:
    """Part a cell of two labels at its widest gap, where that is wider than between the words of one label."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(cell.words)]
    if len(gaps) < 2 or max(gaps) < _WIDER * min(gaps):
        return []
    cut = gaps.index(max(gaps)) + 1
    parts = cell.cut(cut)
    told = [_folded(part.said) for part in parts]
    found = [
        [(_labels()[said], part.x0, part.x1)] if said in _labels() else _by_token(said, part)
        for said, part in zip(told, parts, strict=True)
    ]
    return [*found[0], *found[1]] if all(found) and any(said in _labels() for said in told) else []


def _by_token(said: str, cell: Cell) -> list[Found]:
    if len(cell.words) > _LONGEST + 1:
        return []
    for field, tokens in _TOKENS:
        if re.search(rf"(?<!\w)(?:{tokens})(?!\w)", said):
            return [([field], cell.x0, cell.x1)]
    return []


_KEPT = 60
"""Letters of a label that is remembered, at most."""


def _folded(label: str) -> str:
    """Fold a label: lower case, without a colon or the most that can be reached ("Note/20")."""
    return (_fold if len(label) <= _KEPT else _fold.__wrapped__)(label)


@lru_cache(maxsize=1 << 14)
def _fold(label: str) -> str:
    return re.sub(r"\s*[/(]\s*\d{2,3}\)?$", "", label.casefold().strip(": ").replace("#", "no").replace("_", " "))


def _together(words: Sequence[Word]) -> bool:
    return all(b.x0 - a.x1 < 12 for a, b in pairwise(words))


def _settled(found: Sequence[tuple[list[Field], float, float]], *, placed: bool) -> tuple[Column, ...] | None:
    """Choose one field for each label; a label that may name several takes the one that is still missing."""
    only = Counter(fields[0] for fields, _, _ in found if len(fields) == 1)
    columns: list[Column] = []
    taken: set[Field] = set()
    for place, (fields, x0, x1) in enumerate(found):
        open_ = [field for field in fields if field not in taken and field not in only] or fields
        field = open_[0]
        later = [other for fields_, _, _ in takewhile(_names, found[place + 1 :]) for other in fields_]
        if open_ == ["title", "person"] and "title" in later:
            # "Name" before "Course" is whose the row is, and behind it the course's
            open_, field = ["person"], "person"
        if "title" in open_ and field != "title":
            # "Course" before a title is a code, alone it is the title; "Subject" before "Course" is a subject
            field = "title" if "title" not in later and "title" not in taken else field
        if field == "subject" and "number" not in later:
            field = "title" if "title" in open_ else "code"
        if field == "code" and "subject" in taken and "number" in open_:
            field = "number"
        after = found[place + 1][0] if place + 1 < len(found) else []
        parted = "number" in after and "title" not in after
        if field in ("code", "number") and parted and not {"subject", "code"} & {*taken, *only}:
            field = "subject"
        if field == "number" and "other" in fields and "title" in taken:
            field = "other"
        if field == "number" and "subject" not in taken and "code" not in taken:
            field = "code"
        if field in ("code", "subject") and "title" in fields and {"title"} <= taken and taken & _AMOUNTS:
            # what a course is about stands behind its title and hours
            field = "other"
        if field in taken and field not in ("other", "unknown", "mark", "part", "person", "state"):
            # a mark and a letter may stand under labels for grades
            field = "mark" if field == "grade" else "other"
        taken.add(field)
        aside = field in _ASIDE or field == "unknown"
        columns.append(Column("other", x0, x1, field) if aside else Column(field, x0, x1))
    if "grade" not in taken:
        # percentages or letters are the grade where nothing else is called so
        second = next((n for n, (fields, _, _) in enumerate(found) if fields == ["mark"]), None)
        if second is not None:
            columns[second] = replace(columns[second], field="grade")
            taken.add("grade")
    unnamed = not taken & {"title", "code", "subject", "number"} and "grade" in taken
    unnamed = unnamed and bool(taken & {"credits", "attempted", "earned"})
    if unnamed and (columns[0].x0 > _ROOM_OF_TITLES or not placed):
        # titles often stand under no label; what is indented in a text stands at its edge when it is read
        off = 0.0 if placed else FAR
        columns = [replace(column, x0=column.x0 + off, x1=column.x1 + off) for column in columns]
        columns.insert(0, Column("title", 0.0, columns[0].x0 - 1))
        taken.add("title")
    _without_years(columns)
    telling = taken & {"credits", "earned", "grade", "part", "state", "progress"}
    if "title" not in taken or not (telling or ("dates" in taken and len(columns) >= _FEWEST_KNOWN)):
        return None
    return tuple(columns)


def _names(one: Found) -> bool:
    """Say whether a label may stand between the code and the title of a course: it tells no amount, grade or day."""
    return one[0][0] not in _AMOUNTS


def _without_years(columns: list[Column]) -> None:
    """Of columns for grades on both sides of titles the first is the year of school ("Grd  Course  Mark")."""
    titled = next((n for n, column in enumerate(columns) if column.field == "title"), 0)
    first = next((n for n, column in enumerate(columns) if column.field == "grade"), None)
    second = next((n for n, column in enumerate(columns) if column.field == "mark"), None)
    if first is not None and second is not None and first < titled < second:
        columns[first] = replace(columns[first], field="other")
        columns[second] = replace(columns[second], field="grade")
