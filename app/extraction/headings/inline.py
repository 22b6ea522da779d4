"""Names of sections in capitals with what they head behind them in the same line, to rows of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from app.extraction.headings.words import SectionKind, section_named
from app.extraction.lines.rows import Row

_NAME = re.compile(
    r"(?P<name>[A-Z](?:[A-Z&/-]| (?! )){3,38})"
    r"(?:\s*(?::|\.{2,4}|…|[-=]{1,2}>)\s+(?=\S)|(?:\s{2,}|\t+)(?=\S[^\n]*[,;•|]))"
)
_LABEL = re.compile(r"[^\W\d_][^:]{1,38}:\s")
_LISTS = frozenset(
    (
        SectionKind.SKILLS,
        SectionKind.LANGUAGES,
        SectionKind.CERTIFICATIONS,
        SectionKind.LICENCES,
        SectionKind.INTERESTS,
        SectionKind.EDUCATION,
    )
)
"""What people put into one line ("SKILLS  Python, SQL", "CERTIFICATIONS: PMP, OSHA 30")."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TOLD = frozenset((SectionKind.COURSES, SectionKind.EXPERIENCE))
"""What is put into one line as well ("TRAINING: MSHA 40 hr, flagger"), though duties have labels of these words."""


def with_inline(found: Sequence[Row]) -> list[Row]:
    """Give each name of a list in capitals a row of its own, above what stands behind it.

    Names of work and courses only where no line of the same paragraph is anything else.

    Where lines of the same paragraph have other labels, all of them name parts of one list.
    """
    if not any(_named(row) for row in found):
        return list(found)
    return list(_parted(found))


def _named(row: Row) -> re.Match[str] | None:
    name = None if row.bullet or not row.said[1:2].isupper() else _NAME.match(row.said)
    kind = section_named(name["name"].strip()) if name is not None else None
    told = kind in _TOLD and not row.said.endswith((".", ":"))
    told = told and (kind is not SectionKind.EXPERIENCE or _YEAR.search(row.said) is not None)
    return name if kind in _LISTS or told else None


def _parted(found: Sequence[Row]) -> Iterator[Row]:
    blocks = 0
    for _, group in groupby(found, key=lambda row: row.block):
        rows = list(group)
        names = {row.start: name for row in rows if (name := _named(row)) is not None}
        labels = sum(row.start not in names and _LABEL.match(row.said) is not None for row in rows)
        kinds = {section_named(name["name"].strip()) for name in names.values()}
        if len(names) < len(rows) and kinds & _TOLD:
            names = {start: name for start, name in names.items() if section_named(name["name"].strip()) in _LISTS}
        parts = labels > 0 or (len(names) > 1 and kinds <= {SectionKind.SKILLS, SectionKind.LANGUAGES})
        for row in rows:
            name = None if parts else names.get(row.start)
            if name is None:
                yield replace(row, block=row.block + blocks) if blocks else row
                continue
            end = name.end("name")
            said = row.said[:end].rstrip()
            blocks += 1
            yield replace(row, end=row.start + len(said), said=said, block=row.block + blocks)
            yield replace(
                row, start=row.start + name.end(), said=row.said[name.end() :], block=row.block + blocks, styled=False
            )
