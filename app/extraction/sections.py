"""Rows to sections: which part of the document a row stands in, by its heading's words and style."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

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
_LETTERS = re.compile(r"[^a-z ]+")
_CONTINUED = re.compile(r"\s*[(\[]?\s*(?:continued|cont[.’']?d?\.?)\s*[)\]]?\s*$", re.IGNORECASE)


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
    return _LAST_WORD.get(words[-1]) or _FIRST_WORD.get(words[0])


def _title_like(row: Row) -> bool:
    words = [w for w in re.findall(r"[^\W\d_]+", row.said) if len(w) > 3]
    return row.capitals or (bool(words) and all(w[0].isupper() for w in words))


def _heading_kind(row: Row) -> SectionKind | None:
    said = row.said.rstrip(":： ").strip("-–—=_*#~•| ")
    if not said or row.words > 6 or len(said) > 60 or re.search(r"\d{2}|[@,;]", said):
        return None
    folded = fold_heading(said)
    kind = _LEXICON.get(folded)
    shaped = row.styled or row.capitals
    if kind is not None:
        # a list item is no heading, unless it looks like one
        return kind if shaped or (not row.bullet and (_title_like(row) or row.said.endswith(":"))) else None
    if row.bullet or not (shaped or row.said.endswith(":")) or not _title_like(row):
        return None
    return _named_loosely(folded)


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


def sections(rows: Sequence[Row]) -> list[Section]:
    """Cut rows at their headings. The first section is what stands before any heading (it may be empty)."""
    kinds = {i: kind for i, row in enumerate(rows) if (kind := _heading_kind(row)) is not None}
    _other_headings(rows, kinds)
    starts = sorted(kinds)
    found = [Section(SectionKind.TOP, None, tuple(rows[: starts[0] if starts else len(rows)]))]
    for at, after in zip(starts, [*starts[1:], len(rows)], strict=True):
        found.append(Section(kinds[at], rows[at], tuple(rows[at + 1 : after])))
    return found
