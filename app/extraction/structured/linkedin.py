"""A LinkedIn profile saved as PDF to facts, by the sizes and lines of its one layout."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.documents.model import Document, Fact, Line

_FOOTER: Final = re.compile(r"Page \d+ of \d+")
_MARK: Final = re.compile(r"linkedin\.com/in/|\(LinkedIn\)")
_LASTED: Final = r"(?:less than a year|\d+ years?(?: \d+ months?)?|\d+ months?|\d+ yrs?(?: \d+ mos?)?|\d+ mos?)"
_TOTAL: Final = re.compile(_LASTED, re.IGNORECASE)
_PERIOD: Final = re.compile(
    rf"(?P<start>(?:[^\W\d_]+ )?(?:19|20)\d\d)(?:\s*[-–]\s*(?P<end>Present|(?:[^\W\d_]+ )?(?:19|20)\d\d))?\s*"
    rf"(?P<lasted>\({_LASTED}\))?",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(
    r"(?=.*(?:,|Area|Region|Metro))[A-Z][\w.'’-]*(?: [\w.'’&-]+){0,5}(?:, [A-Z][\w .'’-]+){0,3}"
)
_STUDY: Final = re.compile(r"(?P<degree>.*?)\s*(?:·\s*)?(?:\((?P<dates>[^()]*\d{4}[^()]*)\))?\s*", re.DOTALL)
_SECTIONS: Final = {
    "contact": "",
    "top skills": "skill",
    "languages": "language",
    "certifications": "certification",
    "honors-awards": "",
    "publications": "",
    "patents": "",
    "summary": "summary",
    "experience": "employment",
    "education": "education",
}
_HEADING, _NAME = 12.6, 20.0
"""Points that a heading and the name have at least."""
_LONGEST_STUDY = 400
"""Characters of a degree, its field and years."""
_CLOSER = 1.5
"""Points by which the lines of one item of the sidebar stand closer than two items."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Printed:
    line: Line
    said: str

    @property
    def size(self) -> float:
        return self.line.size or 0.0

    @property
    def span(self) -> Span:
        return self.line.start, self.line.end


def profile_facts(document: Document) -> tuple[Fact, ...]:
    """Give the facts of a profile that LinkedIn saved as PDF; none for any other document."""
    if not _is_profile(document):
        return ()
    return tuple(_Facts(document).all())


def _is_profile(document: Document) -> bool:
    """It begins with the sidebar's contacts, numbers its pages as LinkedIn does, and says how long each job was."""
    if document.media_type != "application/pdf" or not document.lines:
        return False
    said = [document.text[line.start : line.end] for line in document.lines]
    footers = sum(_FOOTER.fullmatch(one) is not None for one in said)
    lasted = any((found := _PERIOD.fullmatch(one)) and found["lasted"] for one in said)
    named = _MARK.search(document.text) is not None
    return said[0].casefold() == "contact" and footers == len(document.pages) and (lasted or named)


class _Facts:
    """Collects the facts of a profile, section by section."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._record = 0
        self._gaps: list[float] = []

    def all(self) -> list[Fact]:
        found: list[Fact] = []
        sections = list(self._sections())
        side = [lines for kind, lines in sections if kind in ("", "skill", "language", "certification")]
        self._gaps = [one.line.gap for lines in side for one in lines[1:] if one.line.gap is not None]
        for kind, lines in sections:
            if kind == "employment":
                found += self._jobs(lines)
            elif kind == "education":
                found += self._schools(lines)
            elif kind == "summary":
                found += self._told("summary", [("description", one.span) for one in lines])
            elif kind == "person":
                found += self._told("person", [("name", one.span) for one in lines])
            elif kind:
                found += self._items(kind, lines)
        return found

    def _sections(self) -> Iterator[tuple[str, list[_Printed]]]:
        kind: str = ""
        held: list[_Printed] = []
        for line in self._document.lines:
            one = _Printed(line, self._document.text[line.start : line.end])
            named = _SECTIONS.get(one.said.casefold()) if one.size >= _HEADING else None
            if one.size >= _NAME and kind != "person":
                named = "person"
            if _FOOTER.fullmatch(one.said):
                continue
            if named is None:
                held.append(one)
                continue
            yield kind, held
            kind, held = named, [one] if named == "person" else []
        yield kind, held

    def _told(self, kind: str, told: Sequence[tuple[str, Span]]) -> Iterator[Fact]:
        self._record += 1
        for field, (start, end) in told:
            if start < end:
                yield Fact(record=self._record, kind=kind, field=field, start=start, end=end)

    def _items(self, kind: str, lines: Sequence[_Printed]) -> Iterator[Fact]:
        """Give the items of a list of the sidebar; the lines of one stand closer than two items."""
        closest, widest = (min(self._gaps), max(self._gaps)) if self._gaps else (0.0, 0.0)
        items: list[Span] = []
        for number, one in enumerate(lines):
            gap = one.line.gap
            wrapped = number > 0 and gap is not None and widest - closest > _CLOSER and gap < closest + _CLOSER / 2
            if wrapped:
                items[-1] = (items[-1][0], one.line.end)
            else:
                items.append(one.span)
        field = "title" if kind == "certification" else "skill"
        for start, end in items:
            level = self._document.text.find(" (", start, end) if kind == "language" else -1
            yield from self._told(kind, [(field, (start, level if level > 0 else end))])

    def _jobs(self, lines: Sequence[_Printed]) -> Iterator[Fact]:
        periods = [number for number, one in enumerate(lines) if _PERIOD.fullmatch(one.said)]
        heads = [head for number in periods if (head := _head(lines, number)) is not None]
        employer: Span | None = None
        for number, head in enumerate(heads):
            following = heads[number + 1] if number + 1 < len(heads) else None
            employer = head.employer or (employer if head.follows else None)
            told = [("title", head.title), *([("organization", employer)] if employer else [])]
            told += self._period(lines[head.at])
            body = list(lines[head.at + 1 : following.first if following else len(lines)])
            if body and _PLACE.fullmatch(body[0].said):
                told.append(("location", body.pop(0).span))
            yield from self._told("employment", [*told, *(("description", one.span) for one in body)])

    def _period(self, one: _Printed) -> list[tuple[str, Span]]:
        found = _PERIOD.fullmatch(one.said)
        if found is None:
            return []
        told = []
        for name in ("start", "end"):
            start, end = found.span(name)
            if start >= 0:
                field = "current" if found[name].casefold() == "present" else name
                told.append((field, (one.line.start + start, one.line.start + end)))
        return told

    def _schools(self, lines: Sequence[_Printed]) -> Iterator[Fact]:
        largest = max((one.size for one in lines), default=0.0)
        groups: list[tuple[list[_Printed], list[_Printed]]] = []
        for one in lines:
            if one.size > largest - 0.3:
                if not groups or groups[-1][1]:
                    groups.append(([], []))
                groups[-1][0].append(one)
            elif groups:
                groups[-1][1].append(one)
        for school, details in groups:
            told = [("organization", (school[0].line.start, school[-1].line.end))]
            if details:
                told += self._study(details[0].line.start, details[-1].line.end)
            yield from self._told("education", told)

    def _study(self, start: int, end: int) -> Iterator[tuple[str, Span]]:
        found = _STUDY.fullmatch(self._document.text, start, min(end, start + _LONGEST_STUDY))
        if found is None:
            return
        first, last = found.span("degree")
        comma = self._document.text.find(", ", first, last)
        yield "title", (first, comma if comma > 0 else last)
        if comma > 0:
            yield "programme", (comma + 2, last)
        dates = list(re.finditer(r"(?:[^\W\d_]+ )?\d{4}", found["dates"] or ""))
        at = found.start("dates")
        for field, date in zip(("start", "end") if len(dates) > 1 else ("end",), dates, strict=False):
            yield field, (at + date.start(), at + date.end())


@dataclass(frozen=True, slots=True)
class _Head:
    """The lines above and at the period of one job."""

    title: Span
    employer: Span | None
    follows: bool
    """Without an employer of its own it is a further role at the one above."""
    first: int
    at: int


def _head(lines: Sequence[_Printed], at: int) -> _Head | None:
    """Read what stands above a period: the title, and above it the employer, in larger print."""
    top = at - 1
    if top < 0 or _PERIOD.fullmatch(lines[top].said):
        return None
    title = _upwards(lines, top)
    above = title - 1
    if above >= 0 and _TOTAL.fullmatch(lines[above].said):
        above -= 1
    employer = None
    first = title
    if above >= 0 and lines[above].size > lines[top].size + 0.2:
        first = _upwards(lines, above)
        employer = (lines[first].line.start, lines[above].line.end)
    return _Head((lines[title].line.start, lines[top].line.end), employer, employer is None, first, at)


def _upwards(lines: Sequence[_Printed], at: int) -> int:
    """Give the first of the lines of one size that end at a line: a name may need several."""
    first = at
    while first > 0 and abs(lines[first - 1].size - lines[at].size) < 0.2 and lines[first - 1].line.gap is not None:
        if _PERIOD.fullmatch(lines[first - 1].said):
            break
        first -= 1
    return first
