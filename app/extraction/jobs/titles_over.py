"""Titles in a line of their own, above the lines of several employers, each with its dates."""

from collections.abc import Iterable
from dataclasses import replace

from app.extraction.jobs.sharing import WEAK, Labelled
from app.extraction.parts.pieces import Part, Piece


def titled_over(found: Iterable[Labelled]) -> list[Labelled]:
    """Give the employers of one line, below an employer whose title stands above it, that title.

    ("Nail technician", "Lucky Nails, 2016 to present", "Happy Spa, 2011 to 2016".) What stands between, or a title of
    its own, parts them.
    """
    whole: list[Labelled] = []
    title: Piece | None = None
    for one in found:
        before = whole[-1] if whole else None
        if before is not None and title is not None and _goes_on(before, one):
            one = _titled(one, title)
        else:
            title = _title_over(one)
        whole.append(one)
    return whole


def _title_over(one: Labelled) -> Piece | None:
    """Give the sure title that has the first line to itself, above an employer beside the date."""
    title, employer, lines = one.piece(Part.TITLE), one.piece(Part.ORGANIZATION), one.block.heading
    if (
        title is None
        or employer is None
        or title.title < WEAK
        or len(lines) < 2
        or lines[1] is not one.block.dated_row
    ):
        return None
    return title if title.row == 0 and employer.row == 1 and sum(p.row == 0 for p in one.pieces) == 1 else None


def _goes_on(before: Labelled, one: Labelled) -> bool:
    near = one.block.follows and len(one.block.heading) == 1 and not before.block.body
    near = near and before.block.heading[-1].block == one.block.heading[0].block
    return near and all(p.title < WEAK for p in one.pieces) and one.block.dates is not None


def _titled(one: Labelled, title: Piece) -> Labelled:
    """Give a line of an employer its title; what stands behind the employer is where it is."""
    named = [p for p in one.pieces if p.part is not Part.LOCATION]
    if not named:
        return one
    placed = len(named) == len(one.pieces)
    parts = [named[0].called(Part.ORGANIZATION)]
    parts += [p.called(Part.LOCATION if placed and n == 0 else Part.OTHER) for n, p in enumerate(named[1:])]
    return replace(one, pieces=(title, *parts, *(p for p in one.pieces if p.part is Part.LOCATION)))
