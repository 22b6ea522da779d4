"""Rows to sections: which part of the document a row stands in, by its heading's words and style."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

from app.extraction.lexicon import table
from app.extraction.rows import Row


class SectionKind(StrEnum):
    """What a section of a resume tells."""

    TOP = "top"
    """Before the first heading: name, contact, headline."""
    SUMMARY = "summary"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    SKILLS = "skills"
    LANGUAGES = "languages"
    CERTIFICATIONS = "certifications"
    LICENCES = "licences"
    COURSES = "courses"
    MILITARY = "military"
    VOLUNTEERING = "volunteering"
    PROJECTS = "projects"
    INTERESTS = "interests"
    REFERENCES = "references"
    CONTACT = "contact"
    OTHER = "other"


def _phrases(key: str) -> dict[str, SectionKind]:
    named = table("headings").items()
    return {phrase: SectionKind(kind) for kind, phrases in named for phrase in phrases.get(key, ())}


_LEXICON = _phrases("whole")
_LAST_WORD = _phrases("last_word")
_FIRST_WORD = _phrases("first_word")
_ANY_WORD = _phrases("any_word")
_LETTERS = re.compile(r"[^a-z ]+")
_CONTINUED = re.compile(r"\s*[(\[]?\s*(?:continued|cont[.’']?d?\.?)\s*[)\]]?\s*$", re.IGNORECASE)

_SHORT = (
    SectionKind.SKILLS,
    SectionKind.LANGUAGES,
    SectionKind.CERTIFICATIONS,
    SectionKind.LICENCES,
    SectionKind.CONTACT,
    SectionKind.INTERESTS,
)
_COLUMN = 80.0
"""Points between the left edges of two columns, at least."""


@dataclass(frozen=True, slots=True)
class Section:
    """A run of rows under one heading."""

    kind: SectionKind
    heading: Row | None
    rows: tuple[Row, ...]


def fold_heading(said: str) -> str:
    """Fold a heading: lower case, no accents, no marks, "&" and "/" as "and"."""
    plain = unicodedata.normalize("NFKD", _CONTINUED.sub("", said)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"\s*[&/+]\s*", " and ", plain)
    # spaced-out capitals: "S K I L L S"
    if re.fullmatch(r"(?:\w ){3,}\w", plain.strip()):
        plain = plain.replace(" ", "")
    return " ".join(_LETTERS.sub(" ", plain).split())


def section_named(said: str) -> SectionKind | None:
    """Give the kind of section that these words name as a whole, or None."""
    return _LEXICON.get(fold_heading(said))


def _named_loosely(folded: str) -> SectionKind | None:
    words = folded.split()
    if not 2 <= len(words) <= 5:
        return None
    return (
        _LAST_WORD.get(words[-1]) or _FIRST_WORD.get(words[0]) or next(filter(None, map(_ANY_WORD.get, words)), None)
    )


def _title_like(row: Row) -> bool:
    words = [w for w in re.findall(r"[^\W\d_]+", row.said) if len(w) > 3]
    return row.capitals or (bool(words) and all(w[0].isupper() for w in words))


def _plain_words(row: Row) -> bool:
    said = row.said.rstrip(":： ").strip("-–—=_*#~•| ")
    return bool(said) and row.words <= 6 and len(said) <= 60 and not re.search(r"\d{2}|[@,;]", said)


def _heading_kind(row: Row, usual_gap: float) -> SectionKind | None:
    if not _plain_words(row):
        return None
    kind = _LEXICON.get(fold_heading(row.said))
    shaped = row.styled or row.capitals
    if kind is not None:
        # a list item is no heading, unless it looks like one or stands apart (some headings have marks beside them)
        apart = row.gap is not None and row.gap > 1.4 * usual_gap
        alone = not row.bullet or apart
        return kind if shaped or (alone and (_title_like(row) or row.said.endswith(":"))) else None
    return None


def _loose_headings(rows: Sequence[Row], kinds: dict[int, SectionKind], usual_gap: float) -> None:
    """Mark lines that look like the headings (or stand in capitals) and hold one word of a heading."""
    shape = _usual_shape(rows, kinds, least=2)
    for i, row in enumerate(rows):
        alike = _signature(row) == shape if shape else row.capitals or row.said.endswith(":")
        if i in kinds or row.bullet or not alike or not _plain_words(row) or not _title_like(row):
            continue
        if row.gap is not None and row.gap <= 1.1 * usual_gap and i - 1 not in kinds:
            # it hangs together with the line above: a title, not a heading
            continue
        kind = _named_loosely(fold_heading(row.said))
        if kind is not None:
            kinds[i] = kind


def _signature(row: Row) -> tuple[float | None, bool, bool]:
    return (round(row.size, 1) if row.size else None, row.bold, row.capitals)


def _other_headings(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> None:
    """Mark rows that look just like the known headings, and like nothing else, as headings of other sections."""
    shapes = Counter(_signature(rows[i]) for i in kinds if rows[i].styled or rows[i].capitals)
    if not shapes:
        return
    shape, times = shapes.most_common(1)[0]
    alike = [
        i
        for i, row in enumerate(rows)
        if i not in kinds and _signature(row) == shape and not row.bullet and row.words <= 5 and i > min(kinds)
    ]
    if times >= 3 and len(alike) <= times:
        kinds.update(dict.fromkeys((i for i in alike if not re.search(r"\d", rows[i].said)), SectionKind.OTHER))


def _usual_shape(
    rows: Sequence[Row], kinds: dict[int, SectionKind], least: int = 3
) -> tuple[float | None, bool, bool] | None:
    shapes = Counter(_signature(rows[i]) for i in kinds if rows[i].styled or rows[i].capitals)
    if not shapes or shapes.most_common(1)[0][1] < least:
        return None
    return shapes.most_common(1)[0][0]


def _drop_lookalikes(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> None:
    """A line with a heading's words in smaller or plainer print than the headings is none ("Certificate")."""
    shape = _usual_shape(rows, kinds)
    if shape is None:
        return
    size, bold, _ = shape
    usual_blocks = {rows[i].block for i in kinds if _signature(rows[i]) == shape}
    for i in [i for i in kinds if _signature(rows[i]) != shape and rows[i].block in usual_blocks]:
        smaller = size is not None and rows[i].size is not None and round(rows[i].size or 0, 1) < size
        if not rows[i].capitals and (smaller or (bold and not rows[i].bold)):
            del kinds[i]


def _names(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> None:
    """A line in larger print than the headings, below some of them, is the person's name: a new top."""
    shape = _usual_shape(rows, kinds)
    if shape is None or shape[0] is None:
        return
    for i, row in enumerate(rows):
        if i not in kinds and row.size is not None and row.size > shape[0] * 1.15 and i > min(kinds):
            kinds[i] = SectionKind.TOP


def _leaves(row: Row, heading: Row, before: Row) -> bool:
    if row.left is None or heading.left is None:
        # no geometry: a box that holds the heading and its items ends with them
        return before.block == heading.block and before is not heading
    larger = row.size is not None and heading.size is not None and row.size > heading.size
    return abs(row.left - heading.left) > _COLUMN and (row.words > 5 or larger)


def _strays(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> set[int]:
    """Rows at which a list in one column ends because another column begins without a heading."""
    found: set[int] = set()
    heading: Row | None = None
    kind = SectionKind.TOP
    for i, row in enumerate(rows):
        if i in kinds:
            heading, kind = row, kinds[i]
            continue
        listing = heading is not None and kind in _SHORT and row.block != rows[i - 1].block
        if listing and heading is not None and _leaves(row, heading, rows[i - 1]):
            found.add(i)
            heading = None
    return found


def sections(rows: Sequence[Row]) -> list[Section]:
    """Cut rows at their headings. The first section is what stands before any heading (it may be empty)."""
    usual_gap = median([row.gap for row in rows if row.gap is not None] or [0.0])
    kinds = {i: kind for i, row in enumerate(rows) if (kind := _heading_kind(row, usual_gap)) is not None}
    _drop_lookalikes(rows, kinds)
    _loose_headings(rows, kinds, usual_gap)
    _names(rows, kinds)
    _other_headings(rows, kinds)
    strays = _strays(rows, kinds)
    starts = sorted({*kinds, *strays})
    found = [Section(SectionKind.TOP, None, tuple(rows[: starts[0] if starts else len(rows)]))]
    for at, after in pairwise([*starts, len(rows)]):
        if at in strays:
            found.append(Section(SectionKind.TOP, None, tuple(rows[at:after])))
        else:
            found.append(Section(kinds[at], rows[at], tuple(rows[at + 1 : after])))
    return found
