"""Rows with boxes to tick to what is ticked: an empty box says that something is not so, and so does a "No"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.extraction.filled.fields import heading_kind
from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.certificates import certificate_kind
from app.extraction.words.alternatives import Alternatives
from app.extraction.words.lexicon import words

_TICK = re.compile(r"\[\s?[xX✓✔*]\s?\]")
_BOX = re.compile(
    r"(?P<ticked>\[\s?[xX✓✔*]\s?\]|(?<!\w)\(\s?[xX✓✔]\s?\)|[☑☒]|(?<!\S)[xX](?=\s+(?:Yes|No|Sí|YES|NO)\b))"
    r"|(?P<empty>\[[ _\xa0]{0,3}\]|(?<!\w)\([ _\xa0]{1,3}\)|☐|(?<!\S)_{2,6}(?=\s*(?:Yes|No|Sí|YES|NO)\b))"
    r"|(?P<chosen>[●◉■](?=\s))|(?P<open>[○◯□](?=\s))"
)
_EMPTY = Alternatives(
    {
        r"\[[ _\xa0]{0,3}\]": (("[",), ("]",)),
        r"(?<!\w)\([ _\xa0]{1,3}\)": (("( ", "(_", "(\xa0"),),
        r"[☐○◯]": (("☐", "○", "◯"),),
        r"_{2,6}\s*(?:Yes|No|YES|NO)\b": (("__",),),
    }
)
"""Where no box is empty, a tick is a mark before an item as others are."""
_LISTS = (SectionKind.SKILLS, SectionKind.LANGUAGES, SectionKind.CERTIFICATIONS, SectionKind.LICENCES)
_GAP = re.compile(r"\t+|\s{2,}")
_FIGURE = re.compile(r"\s*[:–—-]?\s*\d+\s?(?:wpm|kph|ksph|words per minute)\b.*$", re.IGNORECASE | re.DOTALL)
_COUNTED = re.compile(r"\d{1,2}[.)]\s+")
_LEAD = 12
"""Characters before a row in which its first box stands."""
_LONGEST_NAME = 6
"""Words of what is asked for by its name."""


_LEGEND = Alternatives(
    {
        r"\bY ?[=:–-] ?yes\b": (("yes",),),
        r"\bY/N\b": (("y/n",),),
        r"\bN ?[=:–-] ?no\b": (tuple(f"{sign}{blank}no" for sign in "=:–-" for blank in ("", " ")),),
    },
    re.IGNORECASE,
)
"""It says that letters are answers."""
_LETTER = re.compile(r"(?P<name>\S.*?)\s?[:.–-]?\s(?P<answer>[YNyn])")
_CROSS = re.compile(r"(?:\s{2}|\t)[xX✓✔]\s*$", re.MULTILINE)
_CROSSED = re.compile(r"(?P<name>\S.{0,80}?)(?:\s{2,}|\t+)(?P<mark>[xX✓✔]|\[[xX]\](?:\s+\[ ?\])?|\[ ?\]\s+\[[xX]\])")
_SEVERAL = 2


class _Columns(NamedTuple):
    yes: float
    no: float


class _Item(NamedTuple):
    ticked: bool
    start: int
    end: int


class Ticked(NamedTuple):
    """The rows of a document without what is not ticked."""

    rows: list[Row]
    skills: list[Row]
    """What is ticked below words that ask for skills, and stands below no heading that says so."""


def ticked(text: str, rows: Sequence[Row]) -> Ticked:
    """Leave out what stands beside an empty box, and give what is ticked a row of its own.

    Of a question only a paper's name is kept, where the answer is yes ("EPA 608   [x] Yes [ ] No"). What is ticked
    below other words than of skills, papers and schooling tells of no work ("Eligibility", "Shift:").
    """
    letters, empty = any(_LEGEND.finditer(text)), any(_EMPTY.finditer(text))
    if not letters and not empty and _TICK.search(text) is None and _CROSS.search(text) is None:
        return Ticked(list(rows), [])
    kept: list[Row] = []
    skills: list[Row] = []
    head: Row | None = None
    listing: Row | None = None
    columns: _Columns | None = None
    for row in rows:
        columns = _columns(text, row) or columns
        answered = _in_column(text, row, columns) if columns is not None else _lettered(row) if letters else None
        if answered is not None:
            skills += answered
            continue
        marks = _marks(text, row)
        if not marks or not (empty or "[" in row.said):
            kept.append(row)
            named = section_named(row.said.rstrip(" :"))
            head, listing = row, (row if named in _LISTS else None if named is not None else listing)
            continue
        before, items = _parted(row, marks)
        if all(_answers(row.said, item) is not None for item in items):
            kept += _answered(row, before, items)
        elif len(items) == 1 or any(row.said[item.start : item.end].strip() for item in items[1:]):
            own, listed = _listed(row, before, items)
            if len(items) == 1 and goes_on(row.said):
                kept += [*([own] if own is not None else []), *listed]
                continue
            label = own if own is not None and own.end == row.start + len(row.said[:before].rstrip()) else None
            kind = next((told for one in (label, head, listing) if (told := _asked(one)) is not None), None)
            if own is not None and (kind == "kept" or (kind is None and not own.said.endswith(":"))):
                kept.append(own)
            if kind == "skills":
                skills += listed
                if own is None and head is not None and kept[-1:] == [head] and heading_kind(head) is None:
                    # words that ask are nobody's deed
                    kept.pop()
            else:
                kept += [one for one in listed if kind == "kept" or certificate_kind(one.said) is not None]
        # else one box stands below "yes" and one below "no": nothing in the line says which is which
    return Ticked(kept, skills)


def _lettered(row: Row) -> list[Row] | None:
    """Give what is answered with "Y" in cells that each end with an answer ("Painting Y    Drywall N"), or None."""
    cells = [_LETTER.fullmatch(row.said, *cell) for cell in _cells(row.said)]
    found = [cell for cell in cells if cell is not None]
    if len(found) < len(cells) or len(cells) < _SEVERAL:
        return None
    return [replace(row.part(*cell.span("name")), bullet=True) for cell in found if cell["answer"] in "Yy"]


def _cells(said: str) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in _GAP.finditer(said):
        if at < gap.start():
            yield at, gap.start()
        at = gap.end()
    yield at, len(said)


def _columns(text: str, row: Row) -> _Columns | None:
    """Give where the columns for "yes" and for "no" stand that a row heads ("Task     Yes   No")."""
    cells = list(_cells(row.said))
    told = [row.said[start:end].casefold() for start, end in cells[-2:]]
    line = row.start - text.rfind("\n", 0, row.start) - 1
    middles = [line + (start + end) / 2 for start, end in cells[-2:]]
    if len(told) == _SEVERAL and told[0] in words("forms", "have") and told[1] in words("forms", "have_not"):
        return _Columns(*middles)
    return None


def _in_column(text: str, row: Row, columns: _Columns) -> list[Row] | None:
    """Give a thing with a cross in the column for "yes", nothing for one in the other; None for a row without."""
    cross = _CROSSED.fullmatch(row.said)
    if cross is None:
        return None
    name = cross["name"]
    at = row.start - text.rfind("\n", 0, row.start) - 1 + (cross.start("mark") + cross.end("mark")) / 2
    if name.endswith("?") or "\t" in row.said or abs(at - columns.yes) >= abs(at - columns.no):
        return []
    return [replace(row.part(0, len(name)), bullet=True)]


def goes_on(said: str) -> bool:
    """Say whether words tell that a job has not ended ("I currently work here")."""
    return any(word in words("forms", "goes_on") for word in said.casefold().replace(".", " ").split())


def _parted(row: Row, marks: Sequence[_Item]) -> tuple[int, list[_Item]]:
    """Give where the words before all boxes end, and the words that belong to each box, behind it or before it."""
    said = row.said
    if marks[0].end == 0 or said[marks[-1].end :].strip() or not said[: marks[0].start].strip():
        stops = [*(mark.start for mark in marks[1:]), len(said)]
        return marks[0].start, [_Item(m.ticked, m.end, stop) for m, stop in zip(marks, stops, strict=True)]
    starts = [0, *(mark.end for mark in marks)]
    items = [_Item(mark.ticked, first, mark.start) for first, mark in zip(starts, marks, strict=False)]
    gaps = list(_GAP.finditer(said, 0, len(said[: items[0].end].rstrip())))
    items[0] = items[0]._replace(start=gaps[-1].end() if gaps else 0)
    return (gaps[-1].start() if gaps else 0), items


def _asked(row: Row | None) -> str | None:
    """Say by the words above what ticked things are: "skills", "kept" as what their section lists, or None."""
    if row is None:
        return None
    said = row.said
    if section_named(said.rstrip(" :")) not in (None, SectionKind.OTHER):
        return "kept"
    told = {word.strip("():,.?/").casefold() for word in said.split()}
    if told & words("forms", "asks_for_papers"):
        return "kept"
    return "skills" if told & words("forms", "asks_for_skills") else None


def _marks(text: str, row: Row) -> list[_Item]:
    """Give the boxes of a row, also the one that stands before its first word."""
    line = max(text.rfind("\n", 0, row.start) + 1, row.start - _LEAD)
    lead = text[line : row.start]
    found = [
        (mark, at)
        for said, at in ((lead, line - row.start), (row.said, 0))
        for mark in _BOX.finditer(said)
        if at == 0 or not said[mark.end() :].strip()
    ]
    # a circle is a box only where another is filled, or the other way round: else it opens an item
    round_ = {mark.lastgroup for mark, _ in found} >= {"chosen", "open"}
    return [
        _Item(mark.lastgroup in ("ticked", "chosen"), max(0, mark.start() + at), max(0, mark.end() + at))
        for mark, at in found
        if round_ or mark.lastgroup in ("ticked", "empty")
    ]


def _answers(said: str, item: _Item) -> bool | None:
    """Say whether an item is the word "yes" or "no" beside a box; None for any other."""
    first = _GAP.split(said[item.start : item.end].strip())[0].casefold().strip(" .,;/")
    if first in words("forms", "yes"):
        return True
    return False if first in words("forms", "no") else None


def _answered(row: Row, before: int, items: Sequence[_Item]) -> Iterator[Row]:
    """Give what stands beside a question, and the name of a paper that is answered with "yes"."""
    said = row.said[:before].rstrip()
    gaps = list(_GAP.finditer(said))
    at = gaps[-1].end() if gaps else 0
    asked = said[at:]
    yes = [_answers(row.said, item) for item in items if item.ticked] == [True]
    if any(word in asked.casefold() for word in words("forms", "of_degrees")) or (yes and asked.endswith("?")):
        yield row
        return
    if gaps:
        yield row.part(0, gaps[-1].start())
    counted = _COUNTED.match(said, at)
    first = counted.end() if counted is not None else at
    name = said[first:].rstrip(" :")
    if yes and len(name.split()) <= _LONGEST_NAME and certificate_kind(name) is not None:
        yield replace(row.part(first, first + len(name)), bullet=True)


def _listed(row: Row, before: int, items: Sequence[_Item]) -> tuple[Row | None, list[Row]]:
    """Give what stands before the first box, and each thing that is ticked, with the day until which it is valid."""
    said = row.said[:before]
    figure = _FIGURE.search(said)
    stop = figure.start() if figure is not None else len(said.rstrip())
    found: list[Row] = []
    for item in items:
        whole = row.said[item.start : item.end]
        start = item.start + len(whole) - len(whole.lstrip())
        gap = _GAP.search(row.said, start, item.end)
        rest = row.said[gap.end() : item.end] if gap is not None else ""
        end = gap.start() if gap is not None and not find_dates(rest) else item.end
        end = start + len(row.said[start:end].rstrip(" ,;|"))
        if item.ticked and start < end:
            found.append(replace(row.part(start, end), bullet=True))
    return (row.part(0, stop) if stop else None), found
