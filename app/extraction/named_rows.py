"""Rows that name a title, and something beside it that is written as employers are."""

import re
from collections.abc import Iterable, Sequence

from app.extraction.rows import LONG_WORD, Row
from app.extraction.scores import title_score

_BESIDE = re.compile(r"\s+(?:[-–—|•@]|at|for|with)\s+|,\s+|\s{2,}|\t")
_BETWEEN = re.compile(r"\s+(?:[-–—|•]|at)\s+|,\s+")
_SURE_TITLE = 1.5


def names_both(rows: Sequence[Row]) -> bool:
    """Say whether one part is surely a title, and another is written as the names of employers are."""
    parts = [part for row in rows for part in _BESIDE.split(row.said)]
    titles = [part for part in parts if title_score(part) >= _SURE_TITLE and part[:1].isupper()]
    return bool(titles) and any(part not in titles and _is_name(part) for part in parts)


def _is_name(said: str) -> bool:
    long = LONG_WORD.findall(said)
    named = bool(long) and len(said.split()) > 1 and all(word[0].isupper() for word in long)
    return named and not said.endswith(".") and title_score(said) < 1


def names_title(rows: Iterable[Row]) -> bool:
    """Say whether one of the first parts is surely a title, and others stand beside it."""
    said = [part for row in rows for part in _BETWEEN.split(row.said)]
    return len(said) > 1 and any(title_score(part) >= 1.5 for part in said[:3])
