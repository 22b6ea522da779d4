"""Headings of a list of courses: what somebody took, what came of it, and whose it is."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache

from app.documents.readers.table.columns import HEAD_ROWS, Columns, last_first
from app.documents.readers.table.headings import fold, made_of, part_of_name
from app.resources import folder

COURSE, COURSE_HEADING, WHOSE = "course", "course heading", "whose"
"""Fields of the cells of a list of courses: which of its columns is which its headings say."""

_NAMES_COURSE = re.compile(
    r"\b(?:courses?|crse?|crs|class|modules?|subjects?|training|lesson|coursework|unit of competency"
    r"|learning (?:items?|activity|content|object|path)"
    r"|fach|modul|lehrveranstaltung|materia|asignatura|curso|cours|matiere|disciplina|insegnamento)\b"
)
_GRADES = re.compile(
    r"\b(?:(?:final |letter )?grades?|scores?|marks?|credits?|ceus?|ects|credit hours|quality points|gpa|note|nota"
    r"|calificacion|creditos)\b"
)
_BECAME = re.compile(
    r"\b(?:status|result|outcome|complet(?:ed|ion)|passed|pass/fail|hours|hrs|units|attempted|earned|progress|finished|qualified|certified"
    r"|trained on|signed off|date taken|taken|attended|estado|resultado)\b"
)
_ABOUT = re.compile(r"\b(?:term|semester|year|date|start|end|due|expir\w+|assigned|enrolled|type|level|count|fee)\b")
_TITLES = frozenset({"title", "description", "topic", "activity", "item", "exam", "test"})
"""What names a course where grades or credits stand beside it, and may name anything else."""
_PEOPLE = re.compile(
    r"\b(?:students?|learners?|employees?|participants?|trainees?|apprentices?|candidates?|attendees?|members?|users?"
    r"|who|whom|assigned to|completed by|taken by|attended by|issued to|awarded to|owner|assignee|workers?|recruits?"
    r"|cadets?|associates?|username|login|persons?|staff|pupils?|technicians?|officers?)\b"
)
_WHO = re.compile(r"\b(?:who|whom|(?:assigned|issued|awarded) to|(?:completed|taken|attended) by)\b")
_NOT_WHOSE = re.compile(
    r"\b(?:type|status|level|group|count|department|dept|role|title|position|manager|supervisor|hours|grade|class|category"
    r"|location|site|division|start|hire|date|comments?|feedback|instructor)\b"
)
_ANOTHERS = re.compile(
    r"\b(?:approv\w*|verif\w*|sign(?:ed|off)?|evaluat\w*|assess\w*|examin\w*|trainer|facilitat\w*|teacher|professor|faculty"
    r"|presenter|sponsor|provider|vendor|school|institution|college|university|organi[sz]ation|company|employer|platform"
    r"|author|review\w*|issue[rd]|given|taught|topic|track|path|program\w*|method|format|mode|area|requirement|reason"
    r"|city|country|campus|building|room|book|textbook|tool|skills?)\b"
)
"""Headings over names that are not those of whoever took a course."""
_ADDRESS = re.compile(r"\be ?mail\b|\bmail\b")
_FULL_NAME = re.compile(r"[A-Z][^\W\d_]+(?:[ -](?:[A-Z]\.?|[A-Z][^\W\d_]+)){1,3}")
_NAME = re.compile(r"[a-z]{3,15}(?: [a-z]{2,15})?")
_OF_GRADES = frozenset(
    {
        "final",
        "midterm",
        "mid term",
        "letter",
        "numeric",
        "number",
        "course",
        "overall",
        "quiz",
        "test",
        "exam",
        "class",
    }
    | {"pre test", "post test", "practical", "theory", "written", "semester", "term", "date", "points", "achieved"}
    | {"training", "program", "module", "max", "average", "total", "transfer", "contact", "lab", "lecture", "date of"}
    | {"type", "local"}
)
"""What stands beside the word in a label for one worker's grade."""
_OF_CODE = re.compile(
    r"[A-Z]{2,5}[ -]?\d{1,4}[A-Z]?(?:-[A-Z0-9]{1,4})?|(?=[A-Z0-9-]*[A-Z])[A-Z0-9]{2,6}-[A-Z0-9-]{2,10}"
)
_ID = frozenset({"id", "no", "number", "record id", "row"})
_FEWEST = 2
_LABEL_WORDS = 4
_OF_SENTENCES = frozenset(
    ("i", "my", "me", "we", "our", "was", "were", "had", "have", "got", "took", "am", "is", "are")
)


@cache
def _labels() -> Mapping[str, frozenset[str]]:
    """Folded labels of the columns of transcripts, by what they name."""
    lexicon = tomllib.loads((folder("taxonomies") / "lexicon" / "transcripts.toml").read_text("utf-8"))
    return {field: frozenset(map(fold, labels)) for field, labels in lexicon["columns"].items()}


def _kind(heading: str) -> str | None:
    """Say what a heading of a list of courses tells: the course, a weak name of one, grades, or what became of it."""
    said = fold(heading)
    if not said or len(said.split()) > 6:
        return None
    if _WHO.search(said):
        return None
    if _GRADES.search(said):
        return "grades"
    if _BECAME.search(said):
        return "became"
    if _ABOUT.search(said) or _PEOPLE.search(said):
        return None
    if _NAMES_COURSE.search(said):
        return "course"
    if said in _TITLES:
        return "title"
    labels = _labels()
    if said in labels["grade"] or said in labels["credits"]:
        return "grades"
    return "became" if said in labels["earned"] or said in labels["state"] else None


def course_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Find the heading row of a list of courses: one that names them, and tells what each brought or became.

    The columns that tell whose the rows are have the fields of a job history (`name`, `person`, `born`). None for any
    other table.
    """
    for number, said in enumerate(rows[:HEAD_ROWS]):
        # cells stand below no heading as well: names of people may
        row = [*said, *[""] * (max(map(len, rows[number:])) - len(said))]
        kinds = [_kind(cell) if cell.strip() else None for cell in row]
        if any(len(cell) > 60 for cell in row):
            continue
        strong = "course" in kinds and bool({"grades", "became"} & {*kinds})
        weak = "title" in kinds and "grades" in kinds and len([kind for kind in kinds if kind]) > _FEWEST
        if not (strong or weak):
            continue
        if _of_several(row, kinds):
            return None
        below = rows[number + 1 :]
        headings = tuple(" ".join(cell.split()) for cell in row)
        return Columns(number, headings, tuple(_whose(headings, kinds, below)), courses=True)
    return None


def are_labels(headings: Sequence[str]) -> bool:
    """Say whether headings read like some where commas alone make a text a table: no sentence is among them."""
    told = [fold(heading).split() for heading in headings]
    return all(len(words) <= _LABEL_WORDS and not _OF_SENTENCES & {*words} for words in told) and not any(
        heading.rstrip().endswith((".", "!", ";")) for heading in headings if len(heading.split()) > 1
    )


def _whose(headings: Sequence[str], kinds: Sequence[str | None], rows: Sequence[Sequence[str]]) -> list[str | None]:
    """Tell the columns that say whose rows they are; the others are the course's."""
    fields: list[str | None] = []
    addresses: list[int] = []
    course = "course" in kinds
    for place, (heading, kind) in enumerate(zip(headings, kinds, strict=True)):
        said = fold(heading)
        named = made_of(heading) if kind is None or (course and said == "name") else None
        if named in ("name", "born"):
            fields.append(named)
        elif _ADDRESS.search(said):
            addresses.append(place)
            fields.append("other")
        elif _PEOPLE.search(said) and not _NOT_WHOSE.search(said):
            fields.append("person" if _is_number(rows, place) else "name")
        elif named == "person" and not (said in _ID and _is_code(rows, place)):
            fields.append("person")
        else:
            fields.append(COURSE if heading else None)
    if not {"name", "person"} & {*fields}:
        for place in addresses[:1]:
            fields[place] = "person"
        fields = [
            "name" if kinds[place] is None and _names_people(headings[place], rows, place) else field
            for place, field in enumerate(fields)
        ]
    if {"first", "last"} <= {fold(heading) for heading in headings} or "name" in fields:
        fields = ["name" if part_of_name(fold(h)) else field for h, field in zip(headings, fields, strict=True)]
    return _once(fields, headings)


def _once(fields: list[str | None], headings: Sequence[str]) -> list[str | None]:
    """Keep one number of the worker: that of a person before one of a row."""
    places = [place for place, field in enumerate(fields) if field == "person"]
    if len(places) > 1:
        kept = next((place for place in places if fold(headings[place]) not in _ID), places[0])
        return ["other" if place in places and place != kept else field for place, field in enumerate(fields)]
    return fields


def _cells(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [said for row in rows if place < len(row) and (said := row[place].strip())]


def _is_number(rows: Sequence[Sequence[str]], place: int) -> bool:
    told = _cells(rows, place)
    return bool(told) and all(any(map(str.isdigit, said)) or "@" in said for said in told)


def _is_code(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Say whether a column of ids holds codes of courses."""
    told = _cells(rows, place)
    return bool(told) and all(_OF_CODE.fullmatch(said) for said in told)


def _names_people(heading: str, rows: Sequence[Sequence[str]], place: int) -> bool:
    """Say whether a column holds names of people, below a heading that says nothing else: to part more is safe."""
    said, told = fold(heading), _cells(rows, place)
    if said in _known() or _ANOTHERS.search(said) or _NOT_WHOSE.search(said) or _ABOUT.search(said):
        return False
    named = sum(last_first(one) or _FULL_NAME.fullmatch(one) is not None for one in told)
    return len(told) > 1 and 2 * named > len(told)


@cache
def _known() -> frozenset[str]:
    """Folded labels of transcripts, whatever they name."""
    return frozenset(said for field, labels in _labels().items() for said in labels if said and field != "person")


def _of_several(headings: Sequence[str], kinds: Sequence[str | None]) -> bool:
    """Say whether headings tell the grades of several people side by side ("Grade Ames", "Grade Birk")."""
    rest = [
        " ".join(_GRADES.sub(" ", _BECAME.sub(" ", said)).split())
        for heading, kind in zip(headings, kinds, strict=True)
        if kind in ("grades", "became") and (said := fold(heading)) not in _known()
    ]
    return sum(_NAME.fullmatch(said) is not None and said not in _OF_GRADES for said in rest) > 1
