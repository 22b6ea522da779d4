"""Joint Services Transcripts: courses and occupations of the armed forces, and the credit recommended for them.

The American Council on Education gives each an identifier and recommends credit by subject ("First Aid 1 SH L"). The
form has no table: an item begins with its numbers and goes on over rows of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.documents.model import Document
from app.extraction.model import CourseState, Entry, EntryKind
from app.extraction.transcripts.meanings import meaning
from app.extraction.transcripts.named_terms import days_of
from app.extraction.transcripts.owners import is_student, student_words
from app.extraction.transcripts.placed import TableRow, Word
from app.extraction.transcripts.view import table_rows
from app.extraction.words.lexicon import words

_NAME = re.compile(r"\bjoint services transcript\b", re.IGNORECASE)
_NEVER = re.compile(r"(?!)")
_IDENTIFIER = re.compile(
    r"(?:AR|NV|MC|AF|CG|DD|MOS|MCE|NER|NEC|LDO|NWO|CGA|CGR|CGW|AFS)-[A-Z0-9]{1,5}-\d{3,4}(?:V\d\d)?"
)
_OWN_NUMBER = re.compile(r"[A-Z0-9]{1,9}(?:-[A-Z0-9]{1,9}){0,3}")
_AFTER = re.compile(r"(?=[A-Z0-9]*\d)[A-Z0-9]{1,9}(?:-[A-Z0-9]{1,9}){1,3}")
"""The number that the armed forces give a course, where it stands behind the identifier."""
_DAY = re.compile(r"\d{1,2}-[A-Z]{3}-\d{4}", re.IGNORECASE)
_REMARK = 4
"""Words of a line that says what became of a course, at most ("Withdrawn", "Did not complete")."""
_SENTENCE = re.compile(r"\w{4}\.(?:\s|$)|;|\b(?:upon completion|to (?:train|provide|prepare))\b", re.IGNORECASE)
_PARTS = {
    "military course": EntryKind.COURSE,
    "military experience": EntryKind.MILITARY_SERVICE,
    "military occupation": EntryKind.MILITARY_SERVICE,
}
"""What the parts of the form begin with; any other part ends these."""
_OTHER_PARTS = re.compile(r"college level|other learning|summary|academic institution|end of transcript")


@dataclass(slots=True)
class _Item:
    """A course or an occupation as its rows tell it; places are `[start, end)` in the document's text."""

    kind: EntryKind
    identifier: Word
    number: tuple[int, int] | None
    title: tuple[int, int] | None = None
    dates: tuple[int, int] | None = None
    school: tuple[int, int] | None = None
    areas: list[tuple[int, int]] = field(default_factory=list)
    state: CourseState = CourseState.PASSED
    """What a line of its own says became of it; the form lists what was completed, and seldom anything else."""


def is_joint_services(document: Document) -> bool:
    """Say whether a document is one: its head calls it so, and items have their identifiers."""
    head = document.text[: document.lines[min(13, len(document.lines) - 1)].end] if document.lines else ""
    return _NAME.search(head) is not None and _IDENTIFIER.search(document.text) is not None


def is_part_of_service(line: str) -> bool:
    """Say whether a line heads a part of the form ("Military Experience")."""
    return line.casefold().strip(" *:").startswith(tuple(_PARTS))


def _span(found: Sequence[Word]) -> tuple[int, int] | None:
    """Give where words stand, without a colon behind them; None for no words or numbers alone."""
    kept = [word for word in found if any(c.isalnum() for c in word.said)]
    if not any(c.isalpha() for word in kept for c in word.said):
        return None
    last = kept[-1]
    return kept[0].start, last.start + len(last.said.rstrip(":;,"))


def _days(row: TableRow) -> list[Word]:
    """Give the words of a row's dates, from the first day to the last."""
    at = [n for n, word in enumerate(row.words) if _DAY.fullmatch(word.said.strip("()"))]
    return list(row.words[at[0] : at[-1] + 1]) if at else []


def _without(found: Sequence[Word], days: Sequence[Word]) -> list[Word]:
    """Give the words outside of those from a first day to a last."""
    return [word for word in found if not days or not days[0].start <= word.start <= days[-1].start]


def _begun(row: TableRow, kind: EntryKind) -> _Item | None:
    place = next((n for n, word in enumerate(row.words) if _IDENTIFIER.fullmatch(word.said)), None)
    if place is None:
        return None
    before = row.words[:place]
    number = _span(before) if before and all(_OWN_NUMBER.fullmatch(word.said) for word in before) else None
    after, days = row.words[place + 1 :], _days(row)
    if number is None and after and _AFTER.fullmatch(after[0].said):
        number, after = _span(after[:1]), after[1:]
    item = _Item(kind, row.words[place], number)
    item.dates = (days[0].start, days[-1].end) if days else None
    item.title = _span(_without(after, days))
    return item


def _go_on(text: str, item: _Item, row: TableRow) -> None:
    """Take from a row below the first what the item still lacks."""
    said = [word.said for word in row.words]
    if "SH" in said[2:] and said[said.index("SH") - 1].isdigit():
        area = _span(row.words[: said.index("SH") - 1])
        if item.title is not None and area is not None and "\n" not in text[slice(*area)]:
            item.areas.append(area)
        return
    days = _days(row)
    if item.dates is None and days:
        item.dates = days[0].start, days[-1].end
    rest = _without(row.words, days)
    said_alone = item.title is not None and len(row.words) <= _REMARK
    gone = meaning(row.said.strip(" ():.*")) if said_alone else None
    if gone not in (None, CourseState.PASSED):
        item.state = gone
        return
    if item.title is None:
        cut = next((n + 1 for n, word in enumerate(rest) if word.said.endswith(":")), len(rest))
        item.title = _span(rest[:cut])
    elif item.school is None and item.kind is EntryKind.COURSE and not item.areas:
        item.school = _school(text, *row.cells[0].span)


def _school(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give where the name of a school or post stands that a row begins with; None for a sentence."""
    name = text[start:end].partition(",")[0].rstrip()
    told = {word.strip(".()").casefold() for word in name.split()}
    known = told & {*words("transcripts", "schools"), *words("transcripts", "posts")}
    return (start, start + len(name)) if known and not _SENTENCE.search(text, start, end) else None


def _items(document: Document) -> Iterator[_Item]:
    kind: EntryKind | None = None
    item: _Item | None = None
    rows = table_rows(document, _NEVER)
    student = student_words(rows)
    for row in rows:
        if is_student(row.words, student):
            # the running head of a page
            continue
        said = row.said.casefold().strip(" *:")
        if not any(_IDENTIFIER.fullmatch(word.said) for word in row.words):
            part = next((one for name, one in _PARTS.items() if said.startswith(name)), None)
            if part is not None or _OTHER_PARTS.match(said):
                yield from () if item is None else (item,)
                kind, item = part, None
                continue
        if kind is None:
            continue
        begun = _begun(row, kind)
        if begun is not None:
            yield from () if item is None else (item,)
            item = begun
        elif item is not None:
            _go_on(document.text, item, row)
    yield from () if item is None else (item,)


def _entry(document: Document, item: _Item) -> Entry | None:
    if item.title is None:
        return None
    said = {name: " ".join(document.text[slice(*place)].split()) for name, place in _places(item)}
    start, end = days_of(said["dates"]) if "dates" in said else (None, None)
    is_course = item.kind is EntryKind.COURSE
    return Entry(
        id="",
        kind=item.kind,
        title=said["title"],
        organization=said.get("school"),
        start=start if is_course else start or end,
        end=end if is_course else None,
        completed=item.state is CourseState.PASSED if is_course else None,
        evidence=tuple(document.evidence(*place) for _, place in _places(item)),
        code=said.get("number") or item.identifier.said,
        state=item.state if is_course else None,
    )


def _places(item: _Item) -> list[tuple[str, tuple[int, int]]]:
    """Give what an item tells and where, the title first."""
    named = (("title", item.title), ("number", item.number), ("dates", item.dates), ("school", item.school))
    return [(name, place) for name, place in named if place is not None]


def joint_services_entries(document: Document) -> list[Entry]:
    """Read a Joint Services Transcript: its courses, all of them completed, and the occupations that were held."""
    return [entry for item in _items(document) if (entry := _entry(document, item)) is not None]


def recommended(document: Document, entries: Sequence[Entry]) -> list[tuple[Entry, int, int]]:
    """Give the subjects that credit is recommended in: the entry that earned it, and where the subject stands."""
    begins = {entry.evidence[0].start: entry for entry in entries if entry.evidence}
    return [
        (begins[item.title[0]], *place)
        for item in _items(document)
        if item.title is not None and item.title[0] in begins
        for place in item.areas
    ]
