"""Two blanks in a line of columns to whether they only slipped into a name ("Orrin  Freight      Packer")."""

import re

from app.extraction.words.scores import organization_score, title_score

_COLUMN = re.compile(r" {5}|\t")
"""What parts the columns of such a line."""
_LEFT = re.compile(r"[A-Z][\w&.'’-]*$")
_RIGHT = re.compile(r"[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*)?(?= ?,| {2}|$)")
_NAMED = 1.0
_LONGEST = 60


def slipped(text: str, start: int, end: int, mark: tuple[int, int]) -> bool:
    """Say whether the two blanks at `mark` in a line, `text[start:end]`, stand within the name of an employer.

    One word with a capital before them is no title, and what stands behind them is called as firms are.
    """
    first, last = mark
    if last - first != len("  ") or text[first:last] != "  " or _COLUMN.search(text, start, end) is None:
        return False
    left = _LEFT.fullmatch(text[max(start, first - _LONGEST) : first])
    right = _RIGHT.match(text, last, min(end, last + _LONGEST))
    if left is None or right is None or title_score(left.group()) > 0 or title_score(right.group()) > 0:
        return False
    return organization_score(right.group()) >= _NAMED
