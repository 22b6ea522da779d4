"""A line in which several groups of skills stand, each behind its label, to a row for each group."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extraction.headings.openings import section_named
from app.extraction.lines.rows import Row
from app.extraction.skills.chips import Known
from app.extraction.skills.runs import LABEL
from app.extraction.words.lexicon import words

_ENDS = re.compile(r"\s*;\s+|(?<=[\w)])\.\s+(?=[A-Z])")
_COLON, _WORD = re.compile(r"\s?:\s"), re.compile(r"\S+")
_PART = re.compile(r"[,;|(·•]\s*|\)\s+|\s/\s")
_SEVERAL, _MOST_WORDS = 3, 8
"""So many labels in a line tell that it lists groups; words of a name and the label behind it, at most."""


def groups_apart(row: Row, known: Known) -> list[Row]:
    """Part a line of groups, at marks ("Front end: Vue, CSS; Back end: Go, SQL") or before each label.

    A text that lost its line breaks has labels right behind the last name of the group before ("… Nessus Cloud: S3").
    """
    colons = row.said.count(":")
    if colons == 0:
        return [row]
    marks = list(_ENDS.finditer(row.said)) if colons > 1 else []
    ends, starts = [*(mark.start() for mark in marks), len(row.said)], [0, *(mark.end() for mark in marks)]
    if not marks or not all(LABEL.match(row.said, at, end) for at, end in zip(starts, ends, strict=True)):
        starts = _label_starts(row.said, known)
        ends = [*starts[1:], len(row.said)]
    if len(starts) == 1:
        return [row]
    stops = [at + len(row.said[at:end].rstrip()) for at, end in zip(starts, ends, strict=True)]
    return [replace(row.part(at, stop), bullet=True) for at, stop in zip(starts, stops, strict=True)]


def _label_starts(said: str, known: Known) -> list[int]:
    """Give where groups begin in a line, each but perhaps the first behind its label."""
    starts, at = [0], 0
    colons = list(_COLON.finditer(said))
    for n, colon in enumerate(colons):
        piece = _last_part(said, at, colon.start())
        found = [match.start() for match in _WORD.finditer(said, piece, colon.start())]
        if n > 0 or piece > 0:
            if not 0 < len(found) <= _MOST_WORDS or (piece == at and len(found) == 1):
                return [0]
            first, sure = _label_word(said, found, colon.start(), known)
            if len(colons) < _SEVERAL and not (sure and first > 0):
                return [0]
            starts.append(found[first])
        at = colon.end()
    return starts


def _last_part(said: str, start: int, end: int) -> int:
    """Give where the last part of a list begins; `start` where it has only one."""
    return max((mark.end() for mark in _PART.finditer(said, start, end)), default=start)


def _label_word(said: str, places: Sequence[int], end: int, known: Known) -> tuple[int, bool]:
    """Give which word, of the last name of a group and the next label, begins the label, and if that is sure."""
    if section_named(said[places[0] : end]) is not None:
        return 0, True
    for n in range(len(places) - 1, 0, -1):
        if known(said[places[0] : places[n]].rstrip()):
            return n, True
    last = len(places) - 1
    of_groups = said[places[last] : end].casefold() in words("skills", "groups")
    several = last > 1 and (of_groups or section_named(said[places[last - 1] : end]) is not None)
    return (last - 1 if several else last), False
