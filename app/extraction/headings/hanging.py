"""Names of sections that hang in a left column, beside what they head, to rows of their own."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.documents.model import Document
from app.extraction.headings.words import hinted, section_named
from app.extraction.lines.rows import Row
from app.extraction.parts.labels import named_field

_LABEL = re.compile(r"(?P<label>[^\W\d_](?:[\w&/'’.,-]| (?! )){1,38}?)\s*:?(?<!,) {2,}(?=\S)")
_NUMBERED = re.compile(r"(?:job|work|employer|employment|position|school|experience) ?#?\d{1,2}", re.IGNORECASE)
_FEWEST_LABELS, _FEWEST_NAMES, _FEWEST_BESIDE = 3, 2, 2
"""Labels that end at one column, those of them that name sections, and lines that stand below what is beside them."""
_LEAST_INDENT = 6
_LOOSE = 2
"""Characters by which a line may stand to the right of its column."""


@dataclass(frozen=True, slots=True)
class _Hung:
    row: Row
    label_end: int
    """Offsets in the row's words."""
    at: int
    column: int


def with_hanging(document: Document, found: Sequence[Row]) -> list[Row]:
    """Give each name of a section in a left column a row of its own, above what stands beside it.

    Only in plain text whose lines go on below what stands beside the names, at the same column.
    """
    if not found or found[0].size is not None:
        return list(found)
    starts = [line.start for line in document.lines]
    indents = [document.lines[bisect_right(starts, row.start) - 1].indent for row in found]
    hung = {
        row.start: told
        for row, indent in zip(found, indents, strict=True)
        if indent == 0 and (told := _hung(row)) is not None
    }
    if len(hung) < _FEWEST_NAMES:
        return list(found)
    often, naming = (Counter(one.column for one in told) for told in (hung.values(), _naming(hung.values())))
    # fields of contact may hang in a column of their own
    column, times = max(often.items(), key=lambda one: (naming[one[0]] >= _FEWEST_NAMES, one[1]))
    own = {start: one for start, one in hung.items() if one.column == column}
    beside = sum(column <= indent <= column + _LOOSE for indent in indents)
    names = naming[column]
    fields = sum(named_field(one.row.said) is not None for one in own.values())
    fewest = _FEWEST_NAMES if names == times and beside >= _FEWEST_LABELS else _FEWEST_LABELS
    if times < fewest or beside < _FEWEST_BESIDE or names < _FEWEST_NAMES or fields > names:
        return list(found)
    return list(_parted(found, own))


def _hung(row: Row) -> _Hung | None:
    label = _LABEL.match(row.said)
    if label is None or row.bullet or label.end() < _LEAST_INDENT:
        return None
    return _Hung(row, label.end("label"), label.end(), label.end())


def _names_section(one: _Hung) -> bool:
    said = one.row.said[: one.label_end].split(",")[0]
    return section_named(said) is not None or hinted(said) is not None or _NUMBERED.fullmatch(said) is not None


def _naming(told: Iterable[_Hung]) -> list[_Hung]:
    return [one for one in told if _names_section(one)]


def _parted(found: Sequence[Row], own: dict[int, _Hung]) -> Iterator[Row]:
    began = False
    blocks = 0
    for row in found:
        one = own.get(row.start)
        began = began or (one is not None and _names_section(one))
        if one is None or not began:
            yield replace(row, block=row.block + blocks)
            continue
        # a name, and what is added to it behind a comma
        end = len(row.said[: one.label_end].split(",")[0])
        blocks += 1
        yield replace(
            row,
            end=row.start + end,
            said=row.said[:end],
            block=row.block + blocks,
            styled=True,
            bold=True,
        )
        blocks += 1
        yield replace(row, start=row.start + one.at, said=row.said[one.at :], block=row.block + blocks)
