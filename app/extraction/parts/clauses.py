"""Sentences about schooling to clauses, each of one school or degree."""

import re

from app.extraction.words.small import any_case, small

PERSON = r"(?:(?:i|s?he)\s+(?:have\s+|has\s+|then\s+)?)?(?:also\s+)?"
STOP = re.compile(r"(?:(?<=[a-z]{3})|(?<=[A-Z]{3})|(?<=\d\d)|(?<=\)))[.!?]\s+(?=[A-Z])")
_NEXT = any_case(
    rf"(?:,?\s+(?:(?:and|but)(?:\s+then)?|then)\s+|[,;]\s+){PERSON}"
    r"(?=(?:graduated|graduate\s+of|went\s+to|attended|studied|took|did|completed|finished|earned|received|got|obtained)\s"
    r"|(?:my|an?)\s+(?:[\w/-]+\s+){0,3}(?:certificate|certification|diploma|degree|licen[sc]e|g\.?e\.?d)\b)"
)


def clauses(said: str) -> list[tuple[int, int]]:
    """Give where each clause begins and ends ("Went to Lincoln High, then took classes at Elm College")."""
    marks = sorted(mark.span() for found in (STOP.finditer(said), _NEXT.finditer(small(said))) for mark in found)
    begins, ends = [0, *(end for _, end in marks)], [*(start for start, _ in marks), len(said)]
    return [(begin, end) for begin, end in zip(begins, ends, strict=True) if begin < end]
