"""Compare the entries of a draft with the true ones, field by field.

A claimed and a true entry of one group are paired one to one, most alike first. They can be a pair when their titles
or organizations are close (`score.close`), or start and end are both printed and equal. Likeness is the number of
equal fields among title, organization, start and end; close words count a half. Of attempts at one course that are
alike in these, those of one term and one code are a pair.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.evaluation.score import Tally, close, normal, paired
from app.evaluation.suite import TrueEntry
from app.extraction.model import CourseState, Entry, EntryKind
from app.values import Frozen

GROUPS: dict[str, frozenset[EntryKind]] = {
    "employment": frozenset({EntryKind.EMPLOYMENT}),
    "education": frozenset({EntryKind.EDUCATION, EntryKind.COURSE}),
    "certification": frozenset({EntryKind.CERTIFICATION, EntryKind.LICENCE}),
    "military service": frozenset({EntryKind.MILITARY_SERVICE}),
    "volunteering": frozenset({EntryKind.VOLUNTEERING}),
    "project": frozenset({EntryKind.PROJECT}),
}
"""Kinds that documents do not tell apart in print are one group."""

COURSE_FIELDS = ("code", "credits", "grade", "term", "state")
FIELDS = ("entry", "title", "organization", "programme", "qualification", "start", "end", *COURSE_FIELDS)
"""`entry` is the pairing itself; `qualification` is title and programme read together."""
EXACT_ONLY = ("entry", "start", "end", *COURSE_FIELDS)
"""Fields that are right or wrong, and never close."""
_SCHOOLING_ONLY = ("programme", "qualification", *COURSE_FIELDS)

PRESENT = "present"
_SLIGHTLY = 0.01
"""What an equal term or code counts among entries that are alike in all else."""


Told = Entry | TrueEntry
"""What is compared: claimed and true entries have the same fields."""


class Grouped(NamedTuple):
    """The claimed and the true entries of one group, and which of them are a pair."""

    claimed: list[Told]
    true: list[Told]
    pairs: list[tuple[int, int]]


class FieldTally(Frozen):
    """One field of one group of entries."""

    exact: Tally = Tally()
    """Right: the pair's values are equal, words folded (`score.normal`), dates with their printed precision."""
    relaxed: Tally = Tally()
    """Right: equal, or words that are close."""

    def __add__(self, other: "FieldTally") -> "FieldTally":
        return FieldTally(exact=self.exact + other.exact, relaxed=self.relaxed + other.relaxed)


class EntryScore(Frozen):
    """All groups of one document, and its errors named by the harm they do."""

    fields: dict[str, dict[str, FieldTally]]
    wrong_entries: int = 0
    """Claimed entries that are no pair of a true one: a job or degree that the worker does not have."""
    missed_entries: int = 0
    """True entries that no claimed one is a pair of."""
    wrong_dates: int = 0
    """Pairs whose start or end is claimed and differs from the truth: a time of work that is not true."""
    false_passes: int = 0
    """Courses told as passed that the truth says were failed, left, not finished or only heard, or do not count."""


def value(entry: Told, field: str) -> str:
    """Give a field for comparison; empty when it was not printed. The end of a current entry is `present`."""
    if field == "entry":
        return "entry"
    if field == "start":
        return entry.start or ""
    if field == "end":
        return PRESENT if entry.current else entry.end or ""
    if field == "qualification":
        words = normal(f"{entry.title or ''} {entry.programme or ''}").split()
        return " ".join(word for word in words if word not in ("in", "of"))
    if field == "state" and entry.kind is not EntryKind.COURSE:
        return ""  # what became of a degree is told by its dates
    if field in COURSE_FIELDS:
        return _printed(getattr(entry, field, None))
    return normal(
        {"title": entry.title, "organization": entry.organization, "programme": entry.programme}[field] or ""
    )


def _printed(told: object) -> str:
    """Fold what is printed of a course; `3`, `3.0` and `3.00` are the same number of credits."""
    said = "" if told is None else " ".join(str(told).split()).lower()
    return f"{float(said):g}" if re.fullmatch(r"\d+(\.\d+)?", said) else said


def likeness(claimed: Told, true: Told) -> float:
    """Give how alike two entries are, 0 to 4 and a little; 0 when they can be no pair."""
    words = [(value(claimed, field), value(true, field)) for field in ("title", "organization")]
    dates = [(value(claimed, field), value(true, field)) for field in ("start", "end")]
    equal_dates = sum(bool(a) and a == b for a, b in dates)
    alike = sum(1.0 if a and a == b else 0.5 if close(a, b) else 0.0 for a, b in words)
    if not alike and equal_dates < len(dates):
        return 0.0
    named = [(value(claimed, field), value(true, field)) for field in ("term", "code")]
    return alike + equal_dates + _SLIGHTLY * sum(bool(a) and a == b for a, b in named)


def _field(claimed: Sequence[Told], true: Sequence[Told], pairs: list[tuple[int, int]], field: str) -> FieldTally:
    values = [(value(claimed[i], field), value(true[j], field)) for i, j in pairs]
    claims = sum(bool(value(entry, field)) for entry in claimed)
    truths = sum(bool(value(entry, field)) for entry in true)
    equal = sum(bool(a) and a == b for a, b in values)
    near = equal if field in EXACT_ONLY else sum(bool(a) and (a == b or close(a, b)) for a, b in values)
    return FieldTally(
        exact=Tally(right=equal, claims=claims, found=equal, truths=truths),
        relaxed=Tally(right=near, claims=claims, found=near, truths=truths),
    )


def fields_of(group: str) -> list[str]:
    """Give the fields that are compared of the entries of a group."""
    return [field for field in FIELDS if group == "education" or field not in _SCHOOLING_ONLY]


def grouped(claimed: Sequence[Told], true: Sequence[Told]) -> dict[str, Grouped]:
    """Give each group that has entries, paired."""
    found = {}
    for group, kinds in GROUPS.items():
        ours = [entry for entry in claimed if entry.kind in kinds]
        theirs = [entry for entry in true if entry.kind in kinds]
        if ours or theirs:
            found[group] = Grouped(ours, theirs, paired(ours, theirs, likeness))
    return found


def score(claimed: Sequence[Told], true: Sequence[Told]) -> EntryScore:
    """Score the entries of one document."""
    fields: dict[str, dict[str, FieldTally]] = {}
    wrong = missed = dates = passes = 0
    for group, (ours, theirs, pairs) in grouped(claimed, true).items():
        fields[group] = {field: _field(ours, theirs, pairs, field) for field in fields_of(group)}
        wrong += len(ours) - len(pairs)
        missed += len(theirs) - len(pairs)
        dates += sum(
            any((a := value(ours[i], field)) and a != value(theirs[j], field) for field in ("start", "end"))
            for i, j in pairs
        )
        passes += sum(_is_false_pass(ours[i], theirs[j]) for i, j in pairs)
    return EntryScore(
        fields=fields, wrong_entries=wrong, missed_entries=missed, wrong_dates=dates, false_passes=passes
    )


def _is_false_pass(claimed: Told, true: Told) -> bool:
    return claimed.state is CourseState.PASSED and true.state not in (None, CourseState.PASSED)
