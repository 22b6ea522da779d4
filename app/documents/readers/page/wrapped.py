"""Lines that go on below where their next word had no more room."""

import re
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import bidirectional

import numpy as np

from app.documents.characters import NOWHERE, is_bullet
from app.documents.readers.page.columns import Row
from app.documents.readers.page.run import Run
from app.documents.readers.page.unended import ends_open, is_half_of_two

_LEADING, _BLANK, _SLACK = 1.9, 0.2, 0.5
"""Ems from line to line of a paragraph, at most, and between its words, at least; and by which edges differ."""
_COLUMN = 60.0
"""Points by which lines of a column are indented against each other, at most."""
_FLUSH = 2.0
"""Points between the beginnings of lines of one head, at most."""
_HEAD = 160
"""Characters of an entry's head over all its lines, at most."""


_BROKEN = re.compile(r"[^\W\d_]-$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ADDRESS = re.compile(r"@|://|\bwww\.")
_CONTACT = re.compile(r"\S+@\S+|[+(]?\d[\d ().+-]{6,}|(?:https?://|www\.)\S+")


class Edges:
    """How far to the right the text of each column reaches."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._sides = np.array([(run.x0, run.x1) for run in runs]).reshape(-1, 2)
        self._known: dict[int, float] = {}

    def beside(self, run: Run) -> float:
        """Give the right edge of what begins where a run does, or a little before or after."""
        key = round(run.x0 / 4)
        if key not in self._known:
            left, right = self._sides.T
            self._known[key] = float(right[np.abs(left - run.x0) < _COLUMN].max())
        return self._known[key]


def is_below(above: Run, below: Run) -> bool:
    """Say whether a run may be the next line of what a run says: in print of its size, one line further down."""
    if below.turn or above.box != below.box or abs(above.size - below.size) > 0.1 * below.size:
        return False
    return 0.8 * below.size < below.base - above.lowest < _LEADING * below.size and below.x0 <= above.x1


def had_no_room(above: Run, below: Run, edges: Edges) -> bool:
    """Say whether the first word of a line had no room on the line above; of a list item it is never said."""
    text = below.text
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    if not word or bidirectional(word[0]) in ("R", "AL") or _CONTACT.fullmatch(text.strip()):
        return False
    if is_bullet(text) and f" {word} " not in above.text:  # what parts an entry's head may begin a line
        return False
    wide = float(np.nanmax(below.places[: len(word), 2])) - below.x0
    # the last line of what is above may be any of several
    end = float(above.places[-1, 2])
    return end + _BLANK * below.size + wide > edges.beside(above) - _SLACK * below.size


def both(above: Run, below: Run, *, typeset: bool = False) -> Run:
    """Give a run with the next line of what it says.

    A hyphen at the end stays, but for one that a program which breaks words (`typeset`) put there.
    """
    characters, places, between = above.characters, above.places, [" "]
    if _BROKEN.search(above.text) and below.text[:1].islower():
        between = []
        if typeset and not is_half_of_two(above.text):
            characters, places = characters[:-1], places[:-1]
    return replace(
        above,
        characters=[*characters, *between, *below.characters],
        places=np.concatenate([places, *([NOWHERE] if between else []), below.places]),
        x0=min(above.x0, below.x0),
        x1=max(above.x1, below.x1),
        y1=max(above.y1, below.y1),
        foot=below.base,
        told_to=below.told_to,
    )


def whole_heads(rows: Sequence[Row], *, typeset: bool = False) -> list[Row]:
    """Give the rows of a block with each head of an entry that is broken over lines whole on its first one.

    Heads are bold, or say dates; only what cannot end where its line does is put together. `typeset`: as in `both`.
    """
    edges = Edges([run for row in rows for run in row])
    whole: list[Row] = []
    for row in rows:
        if whole and len(row) == len(whole[-1]) == 1 and _is_rest(whole[-1][0], row[0], edges):
            whole[-1] = [both(whole[-1][0], row[0], typeset=typeset)]
        else:
            whole.append(row)
    return whole


def _is_rest(above: Run, below: Run, edges: Edges) -> bool:
    if not is_below(above, below) or abs(above.x0 - below.x0) > _FLUSH or above.bold != below.bold:
        return False
    if above.bullet or below.bullet or len(above.characters) + len(below.characters) > _HEAD:
        return False
    head = above.bold or (_YEAR.search(above.text) or _YEAR.search(below.text)) is not None
    if not head or is_bullet(above.text) or any(_ADDRESS.search(run.text) for run in (above, below)):
        return False
    if not ends_open(above.text, below.text):
        return False
    return had_no_room(above, below, edges)
