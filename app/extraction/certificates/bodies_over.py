"""Names of bodies that stand over lists of the papers that they gave."""

from collections.abc import Sequence

from app.extraction.lines.dated_rows import Dated
from app.extraction.parts.certificates import is_body, paper_kind

Place = tuple[int, int]


def under_bodies(rows: Sequence[Dated]) -> tuple[list[Dated], dict[int, Place]]:
    """Take away lines that name who gave all that is listed below them; give the others, and by their starts who did.

    The first line must be such a name: below each item of a list stands who gave it alone.
    """
    if not rows or not _over(rows, 0):
        return list(rows), {}
    kept: list[Dated] = []
    gave: dict[int, Place] = {}
    body: Place | None = None
    for n, one in enumerate(rows):
        if _over(rows, n):
            body = (one.row.start, one.row.start + len(one.row.said.rstrip(": ")))
            continue
        body = body if _is_item(one) else None
        if body is not None:
            gave[one.row.start] = body
        kept.append(one)
    return kept, gave


def _is_item(one: Dated) -> bool:
    return one.row.bullet or one.rest is not None


def _over(rows: Sequence[Dated], n: int) -> bool:
    """A plain line that is the name of a body and nothing else, with list items below it."""
    said = rows[n].row.said.rstrip(": ")
    plain = not rows[n].row.bullet and not rows[n].dates and n + 1 < len(rows) and rows[n + 1].row.bullet
    return plain and "," not in said and is_body(said) and paper_kind(said) is None
