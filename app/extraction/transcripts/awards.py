"""Lines that say that a degree was awarded and when, and lines that only speak of an award."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.transcripts.named_terms import full_years

_WORD = re.compile(
    r"\baward(?=\s*:)|\baward date\b|\bconvocation\b|\bcompletion date\b|(?<!of )\bcompletion(?=\s*:?\s+\d)"
    r"|\bdate of graduation\b|\bconfer(?:ral)?\s+date\b|\bdegree date\b|\bdate of award\b|\byear of passing\b"
    r"|\babschluss(?=\s*:)|\bt[ií]tulo obtenido\b|\bfecha de (?:titulaci[oó]n|graduaci[oó]n)\b"
    r"|\b(?:awarded|conferred|granted|earned|issued|graduated|graduation|date of completion|completed)\b",
    re.IGNORECASE,
)
_COUNTED = r"(?:credits?|hours?|hrs|units?|points?|courses?|semesters?|terms?)"
_BEFORE = re.compile(
    rf"\b(?:{_COUNTED}|(?:course)?work|transcript|leave|requirements?|exams?|testing)\W+(?:was |were |have been )?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"\W{{1,2}}{_COUNTED}\b", re.IGNORECASE)
"""What is earned, completed, granted or issued without being a degree ("Credits completed", "Transcript issued")."""
_OPEN = re.compile(
    r"\b(?:expected|angestrebt\w*|anticipated|projected|candidate|pending|planned|intent|intends|eligible"
    r"|(?:to|will|may|can) be"
    r"|appl(?:ied|ying|ication) (?:for|to)|not (?:yet|been|awarded|conferred|granted|earned|completed|graduated)"
    r"|never|no longer|denied|revoked|rescinded|annulled|withdr[ae]wn?|upon completion)\b",
    re.IGNORECASE,
)
"""Said of a degree that somebody does not have: not yet, not at all or no longer."""
_NONE = re.compile(
    r"\b(?:graduated|graduate|awarded|conferred|(?:degrees?|diploma) earned)\s*[:?]"
    r"\s*(?:no?|none|n/?a|-+|–)(?![\w/])",
    re.IGNORECASE,
)
"""A label that nothing or "no" stands behind."""
_DATED = re.compile(r"(?:certificate|diploma)\b[^:\n]{3,80}?\s\(?\d{1,2}/\d{1,2}/(?:19|20)\d\d\)?\s*", re.IGNORECASE)
"""What is called a certificate and ends with a day was given on it."""
_GRADUATION = re.compile(
    r"\b(?:date of (?:graduation|award|conferral|completion)|confer(?:ral)?\s+date"
    r"|date\s+(?:conferred|granted|awarded)"
    r"|degree date|(?:month (?:&|and) )?year of passing|fecha de (?:titulaci[oó]n|graduaci[oó]n)"
    r"|award date|convocation|completion date|date completed|(?<!of )completion(?=\s*:?\s+\d)"
    r"|(?:qualification|degree|award) issued|(?:date )?qualification (?:issued|awarded)|completed(?: on)?"
    r"|graduation(?:\s+date)?|graduated|conferred|awarded|granted)\b\W*",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"graduation|convocation|completion", re.IGNORECASE)
"""Labels that a school fills in long before the day."""
_THING = r"(?:academic )?(?:degrees?|awards?|credentials?|certificates?|diplomas?)"
_HEADS = re.compile(
    rf"{_THING}(?:(?: and |/| & |, ){_THING}){{0,2}}(?:\(s\))?(?: (?:awarded|conferred|earned|granted|received))?",
    re.IGNORECASE,
)
SHORT_DAY = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/\d\d(?![\d/])")
_SECONDARY = re.compile(r"\b(?:high school|secondary school|h\.?s\.? (?:grad|diploma))", re.IGNORECASE)


def award_word(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the word that says in `text[start:end]` that something was awarded: a degree, not credits or papers."""
    return next(
        (
            found
            for found in _WORD.finditer(text, start, end)
            if not _BEFORE.search(text[start : found.start()]) and not _BEHIND.match(text, found.end(), end)
        ),
        None,
    )


def is_awarded(said: str) -> bool:
    """Say whether a line says that a degree was awarded."""
    told = award_word(said, 0, len(said)) is not None or _DATED.fullmatch(said) is not None
    return told and _OPEN.search(said) is None


def heads_awards(said: str) -> bool:
    """Say whether a row heads what was awarded ("Degrees Conferred:", "AWARDS")."""
    return _HEADS.fullmatch(said.strip(" :*-=")) is not None


def is_refused(said: str) -> bool:
    """Say whether a line says that no degree was awarded ("Graduated: No", "Degrees Awarded: None")."""
    return _NONE.search(said) is not None


def open_word(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the word that says that a degree is not had: not yet, not at all or no longer."""
    return _OPEN.search(text, start, end)


def dates_in(said: str) -> list[DateRange]:
    """Give the dates of a line; where it has no others, those whose years have two digits."""
    found = list(find_dates(said))
    if found:
        return found
    short = SHORT_DAY.search(said)
    if short is None:
        return []
    return [replace(date, at=short.start(), to=short.end()) for date in find_dates(full_years(short.group()))]


def date_of_award(said: str, dates: Sequence[DateRange]) -> DateRange | None:
    """Give the date behind the word that a degree was awarded, else the last before it; None without one."""
    word = award_word(said, 0, len(said))
    behind = [date for date in dates if word is not None and date.at >= word.end()]
    return behind[0] if behind else dates[-1] if dates else None


def graduation(said: str, dates: Sequence[DateRange], school: str, last_year: int) -> DateRange | None:
    """Give the date behind a label for graduation; None without one, or for that of another, earlier school.

    A date of graduation after `last_year` is when somebody is going to graduate.
    """
    label = _GRADUATION.search(said)
    if label is None or (_SECONDARY.search(said) and not re.search(r"\bschool\b", school, re.IGNORECASE)):
        return None
    found = next((date for date in dates if date.at >= label.end() - 1), None)
    ahead = found is not None and _PLANNED.match(label.group()) and int((found.end or "0")[:4]) > last_year
    return None if ahead else found
