"""Rows to runs that one sentence may go through: an item, a date or a short line above begins another."""

from collections.abc import Iterator, Sequence

from app.extraction.lines.rows import Row

_SHORT, _SHARE = 50, 0.7
"""Letters of a line of plain text, and the part of the longest line, that nobody breaks for want of room."""


def runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Give the rows of a section in runs; a sentence goes on from line to line within one."""
    run: list[Row] = []
    longest = max((row.end - row.start for row in rows), default=0)
    for row in rows:
        if run and _begins(row, run[-1], longest):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _begins(row: Row, above: Row, longest: int) -> bool:
    if row.block != above.block or row.bullet or row.said[0].isdigit():
        return True
    length = above.end - above.start
    if length < _SHARE * longest or (row.size is None and length < _SHORT):
        return True
    return row.size is None and above.said.endswith((".", "!", "?")) and not row.said[0].islower()
