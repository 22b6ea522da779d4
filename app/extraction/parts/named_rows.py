"""Rows that name a title, and something beside it that is written as employers are."""

import re
from collections.abc import Iterable, Sequence

from app.extraction.lines.cells import cells, may_have_cells
from app.extraction.lines.rows import LONG_WORD, Row
from app.extraction.parts.labels import named_field, names_field
from app.extraction.words.lexicon import table, words
from app.extraction.words.scores import organization_score, title_score

_BESIDE = re.compile(r"\s+(?:[-–—|•@/]|at|for|with|dba)\s+|,\s+|\s{2,}|\t")
_BETWEEN = re.compile(r"\s+(?:[-–—|•]|at)\s+|,\s+")
_SURE_TITLE = 1.5


def names_both(rows: Sequence[Row]) -> bool:
    """Say whether one part is surely a title, and another is written as the names of employers are."""
    parts = [part for row in rows for part in _BESIDE.split(row.said)]
    titles = [part for part in parts if title_score(part) >= _SURE_TITLE and part[:1].isupper()]
    return bool(titles) and any(part not in titles and _is_name(part) for part in parts)


def _is_name(said: str) -> bool:
    # "Old Inn" has no long word
    long = LONG_WORD.findall(said) or said.split()
    named = len(said.split()) > 1 and all(word[0].isupper() for word in long)
    return named and not said.endswith(".") and title_score(said) < 1


def names_title(rows: Iterable[Row]) -> bool:
    """Say whether one of the first parts is surely a title, and others stand beside it."""
    said = [part for row in rows for part in _BETWEEN.split(row.said)]
    return len(said) > 1 and any(title_score(part) >= 1.5 for part in said[:3])


_OF_JOBS = frozenset(name for names in table("columns")["columns"].values() for name in names)
_FEWEST_CELLS, _HEAD_WORDS = 3, 5
_MONEY = re.compile(r"[$€£%]|\d\"")
"""Money, shares and inches."""
_EMPLOYER, _ROLE = 2.0, 1.0
_TELLING, _SHORT_VERB = 3, 4


def heads_jobs(said: str) -> bool:
    """Say whether a row is the head of a table of jobs ("Company", "Position", "From", "To")."""
    if not may_have_cells(said):
        return False
    heads = [" ".join(cell.casefold().split()).rstrip(":") for cell in cells(said) if cell]
    if len(heads) < _FEWEST_CELLS or any(len(head.split()) > _HEAD_WORDS or re.search(r"\d", head) for head in heads):
        return False
    told = [named_field(f"{head}: ") or ("title" if head in _OF_JOBS else None) for head in heads]
    # a writer may have a column of his own ("What I did there")
    own = told.count(None) == 1 and len(heads) > _FEWEST_CELLS
    return None not in told or (own and "dates" in told and not {"title", "employer"}.isdisjoint(told))


_GAP = re.compile(r"\s{3,}|\t")


def names_all(rows: Sequence[Row]) -> bool:
    """Say whether heading lines name both a title and an employer, whatever the letters they are written in."""
    if names_both(rows):
        return True
    parts = [part for row in rows for part in _BESIDE.split(row.said) if re.search(r"[^\W\d_]{2}", part)]
    titles = sum(title_score(part) >= _SURE_TITLE for part in parts)
    employers = sum(organization_score(part) >= _EMPLOYER and title_score(part) < _ROLE for part in parts)
    names = sum(_is_name(part) for part in parts)
    return titles > 0 and names + employers > 0


def is_no_name(row: Row) -> bool:
    """Say whether a line is written as no title, employer or place is: small words, money, figures of size."""
    if names_field(row.said) or title_score(row.said) >= _ROLE or organization_score(row.said) >= _ROLE:
        return False
    # "Elm Depot, Richmond, VA       40 hours per week": what stands in another column is not the name's
    long = [word for word in re.findall(r"[^\W\d_]+", _GAP.split(row.said, maxsplit=1)[0]) if len(word) > 3]
    return tells_size(row) or any(word[0].islower() for word in long)


def tells_size(row: Row) -> bool:
    """Say whether a line has money, a share or inches in it."""
    return _MONEY.search(row.said) is not None


def tells_work(said: str) -> bool:
    """Say whether words in small letters begin with what was done ("Order produce, schedule 24 cooks")."""
    first, *rest = said.split()
    begins = first.casefold()
    past = begins in words("verbs", "past") or (begins.endswith("ed") and len(begins) > _SHORT_VERB)
    done = past or begins in words("verbs", "words")
    small = all(word[0].islower() or word[0].isdigit() for word in rest)
    return done and len(rest) >= _TELLING and small and title_score(" ".join([first, *rest[:1]])) < 1
