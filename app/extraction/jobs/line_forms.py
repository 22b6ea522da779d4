"""Lines of work to what their form says: names at an edge, leaders, sentences before a period, all in one line."""

import re
from collections.abc import Sequence

from app.extraction.lines.dates import DateRange
from app.extraction.lines.rows import LONG_WORD, Row
from app.extraction.parts.named_rows import names_all
from app.extraction.words.places import place_at_end
from app.extraction.words.scores import title_score

_LEADERS = re.compile(r"\w\s?\.{4,}\s?\w|\s\|\s[^|]{1,120}\s\|\s")
"""Dots that lead from one column to the next, or bars between them."""
SENTENCE_END = re.compile(r"(?:[a-z]{4}|\))\. [A-Z]")
"""One sentence ends and another begins; an abbreviation ("Dept.") is no end."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_WORDY = re.compile(r"\w")
_DONE = re.compile(
    r"(?!Over|On|In|At|Of|Off|From|For|With)[A-Z][a-z]{2,}\s(?:an?|the|all|our|their|daily|up|over|new)\s(?:[^\s.]+\s){1,20}[a-z]+\.$"
)
_NAME_WORDS, _TITLE_WORDS, _PARTS = 9, 5, 3


def past_date(row: Row, dates: Sequence[DateRange]) -> str:
    """Give what stands behind the date that a row begins with; the whole row where it begins with none."""
    return row.said[dates[0].to - row.start :] if dates and dates[0].at == row.start else row.said


def opens_with_title(said: str) -> bool:
    """A title in capitals and more names behind a comma ("Help Desk Technician II, Flint Hills Schools, Reno")."""
    first, comma, rest = said.partition(",")
    if (
        not comma
        or not 2 <= len(first.split()) <= _TITLE_WORDS
        or len(rest.split()) > _NAME_WORDS
        or said.endswith(".")
    ):
        return False
    named = all(word[0].isupper() for word in LONG_WORD.findall(first))
    return named and rest.lstrip(" *")[:1].isupper() and title_score(first) >= 2


def leads(said: str) -> bool:
    """Say whether dots or bars lead from column to column."""
    return ("...." in said or said.count("|") > 1) and _LEADERS.search(said) is not None


def is_sentence(said: str) -> bool:
    """Say whether a verb with what it was done to and a full stop stand there ("Lead a team of four buyers.")."""
    return said.endswith(".") and _DONE.match(said) is not None and place_at_end(said) is None


def in_sentences(row: Row, dates: Sequence[DateRange]) -> bool:
    """A sentence ends before the first period of the row."""
    first = next(date for date in dates if not date.single)
    said = row.said[: first.at - row.start]
    if SENTENCE_END.search(said) is None:
        return False
    # "Reference Librarian (half-time). Lane College Library. Fall 2012-Spring 2015"
    names = [LONG_WORD.findall(part) for part in _BRACKETS.sub("", said).split(". ")]
    return any(word[0].islower() for part in names for word in part) or len(names) > _PARTS


def ends_one_line(row: Row, dates: Sequence[DateRange]) -> bool:
    """A short item with a title, an employer and a period behind them ("Nike, order picker, 11/23-present")."""
    return row.words <= _NAME_WORDS and dates[-1].to == row.end and one_line(row)


def heads_row(row: Row, dates: Sequence[DateRange]) -> bool:
    """The row of a table begins with its date."""
    return dates[0].at == row.start


def heads(row: Row, dates: Sequence[DateRange]) -> bool:
    """The date stands at an edge of the row, and what is left reads like a name, not like a sentence."""
    rest = row.said[: dates[0].at - row.start], row.said[dates[-1].to - row.start :]
    if all(_WORDY.search(part) for part in rest):
        return False
    long = LONG_WORD.findall(" ".join(rest))
    return 2 * sum(1 for w in long if w[0].isupper()) > len(long)


def one_line(row: Row) -> bool:
    """Title and employer stand beside each other in one line, whatever the letters they are written in."""
    return ("," in row.said or " - " in row.said) and names_all([row])
