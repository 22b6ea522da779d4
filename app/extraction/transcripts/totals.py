"""Rows of totals and averages, which are no courses."""

import re
from functools import cache
from itertools import takewhile

from app.extraction.transcripts.placed import TableRow, Word
from app.extraction.words.lexicon import words

_AVERAGE = re.compile(r"\bg\.?p\.?a\b")
_TOTAL_GOES_ON = re.compile(
    r"\s*$|\s*[:(=/|-]|\s+[\d*]"
    r"|\s+(?:gpa|grade points?|hours|hrs|credits?|totals?|earned|att\w*|ern\w*|averages?|standing|units|list|rank"
    r"|points|quality|ehrs|cum\w*|clock|ceus|ects|general|générale|del periodo|acumulad\w+|completed)\b"
)
"""What stands behind the first word of totals: "Hours: 12" is a total, "Hours of Service" a course."""


_OTHER = re.compile(r"[^\W\d_]{3}")
"""In the cells behind a label of sums: a word of something else."""


@cache
def _begins() -> re.Pattern[str]:
    """What totals begin with, the longest first."""
    told = sorted(words("transcripts", "totals"), key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(map(re.escape, told))})(?!\w)")


def is_total(row: TableRow) -> bool:
    """Say whether a row sums up: it begins with a word of totals, or speaks of an average."""
    said = row.said.casefold().replace("’", "'").lstrip("* ")
    if _AVERAGE.search(said):
        return True
    begun = _begins().match(said)
    if begun is not None and _TOTAL_GOES_ON.match(said, begun.end()) is not None:
        return True
    return any(c.isdigit() for c in said) and _is_label_of_sums(row)


def _is_label_of_sums(row: TableRow) -> bool:
    """Say whether a row begins with a label of sums; one word in the cell of the numbers may as well end a title."""
    sums = words("transcripts", "sums")
    told = [_folded(word) for word in row.cells[0].words]
    if len(row.cells) == 1:
        told = list(takewhile(lambda word: not word[:1].isdigit(), told))
    beside = (_folded(word) for cell in row.cells[1:] for word in cell.words)
    if any(_OTHER.search(word) and word not in sums for word in beside):
        return False
    return len(told) > (len(row.cells) == 1) and all(word in sums for word in told)


def _folded(word: Word) -> str:
    return word.said.casefold().strip("():*")
