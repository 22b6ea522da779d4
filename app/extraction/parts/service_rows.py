"""One line of service in the forces, in any order, to rank and branch ("E-6, US Air Force, Retired 2015")."""

import re
from dataclasses import replace

from app.extraction.lines.rows import Row
from app.extraction.parts.jobs import in_forces
from app.extraction.parts.pieces import Part, Piece
from app.extraction.parts.ranks import rank

_COMMA = re.compile(r"\s*(?:,|;|\s[-–—|])\s+")
_WHOLE = re.compile(
    r"(?:1st|2nd|first|second) lt\.?|lt\.?|(?:lance |staff |gunnery |master |first |petty |chief |command )*"
    r"(?:private|corporal|specialist|sergeant|lieutenant|captain|major|colonel|ensign|commander|seaman|airman|officer"
    r"|sgt|ssgt|cpl|maj|capt|cdr)\b(?: (?:first class|major|junior grade|[1-3](?:st|nd|rd)? class))?",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(?:Fort|Ft\.?|Camp|NAS|MCAS|Naval|Joint Base)\s[A-Z]|.*\b(?:AFB|Air Force Base|Air Base|Barracks)$"
)
"""A place of the forces."""
Service = tuple[Piece, Piece, Piece | None]
"""Rank, branch, and where it was."""
Fields = tuple[Piece | None, Piece | None, Piece | None]


def service_in(row: Row) -> Service | None:
    """Give the rank, the branch and the post that a line names between its commas; None where it has no two."""
    if "," not in row.said:
        return None
    marks = [mark.span() for mark in _COMMA.finditer(row.said)]
    begins, ends = [0, *(end for _, end in marks)], [*(start for start, _ in marks), len(row.said)]
    parts = [_piece(row, start, end) for start, end in zip(begins, ends, strict=True) if start < end]
    branch = next((part for part in parts if in_forces(part.said)), None)
    ranked = next((part for part in parts if _is_rank(part.said)), None)
    if branch is None or ranked is None:
        return None
    post = next((part for part in parts if _POST.match(part.said)), None)
    return (
        replace(ranked, part=Part.TITLE, title=2.0),
        replace(branch, part=Part.ORGANIZATION),
        replace(post, part=Part.LOCATION) if post is not None else None,
    )


def _is_rank(said: str) -> bool:
    return rank(said) or _WHOLE.fullmatch(said) is not None


def _piece(row: Row, start: int, end: int) -> Piece:
    return Piece(row.start + start, row.start + end, row.said[start:end], 0)


def as_served(row: Row, title: Piece | None, branch: Piece | None, post: Piece | None) -> Fields:
    """Give the rank, branch and post that the line of an entry names, where its title is no rank of that line."""
    told = service_in(row)
    if told is None or (title is not None and title.start <= told[0].start < title.end):
        return title, branch, post
    return told[0], told[1], told[2] or post
