"""Jobs told in sentences to what is told of them in the lines below, up to the next job of the paragraph."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from app.documents.spans import Spans
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind

_PROSE = (SectionKind.TOP, SectionKind.SUMMARY, SectionKind.OTHER, SectionKind.EXPERIENCE)
_WORK = (EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE, EntryKind.VOLUNTEERING)


def with_bodies(found: Sequence[Section], entries: Sequence[Entry]) -> list[Entry]:
    """Give each entry of work that has no lines of its own those that go on below it in its paragraph."""
    places = [(entry, quote) for entry in entries for quote in entry.evidence]
    told = Spans((quote.start, quote.end) for _, quote in places)
    bodies = Spans(entry.body for entry in entries if entry.body is not None)
    own: dict[int, list[Row]] = {}
    for paragraph in _paragraphs(found):
        last: int | None = None
        for row in paragraph:
            inside = told.last(row.start, row.end)
            if inside is not None:
                last = id(places[inside[1]][0])
            elif last is not None and _goes_on(row) and not bodies.touch(row.start, row.end):
                own.setdefault(last, []).append(row)
            else:
                last = None
    return [_with(entry, own.get(id(entry), ())) for entry in entries]


def _paragraphs(found: Sequence[Section]) -> Iterator[Iterable[Row]]:
    for section in found:
        if section.kind in _PROSE:
            yield from (rows for _, rows in groupby(section.rows, key=lambda row: row.block))


def _goes_on(row: Row) -> bool:
    """It is an item, or a sentence; other lines may tell of something else."""
    return row.bullet or row.said.endswith(".")


def _with(entry: Entry, rows: Iterable[Row]) -> Entry:
    below = list(rows)
    if not below or entry.body is not None or entry.kind not in _WORK:
        return entry
    return entry.model_copy(update={"body": (below[0].start, below[-1].end)})
