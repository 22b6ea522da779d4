"""Facts of courses to course entries, with what became of each."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.extraction.model import CourseState, Entry, EntryKind
from app.extraction.structured.told import Told, evidence_of
from app.extraction.transcripts.grades import Scale, is_transfer, number, scale_of, state_named, state_of
from app.extraction.transcripts.named_terms import dates_of

_OWN = ("code", "subject", "number", "title", "credits", "earned", "grade", "state", "repeat", "basis")
_SCHOOLS = ("start", "end", "elsewhere")
_STATES: Final = {
    "auditedcourse": CourseState.AUDITED,
    "honorsgrade": CourseState.PASSED,
    "incomplete": CourseState.INCOMPLETE,
    "incompletenotresolvedfail": CourseState.FAILED,
    "inprogress": CourseState.IN_PROGRESS,
    "notyetreported": CourseState.IN_PROGRESS,
    "otherfail": CourseState.FAILED,
    "otherpass": CourseState.PASSED,
    "passfailfail": CourseState.FAILED,
    "passfailpass": CourseState.PASSED,
    "transfernograde": CourseState.PASSED,
}
"""Codes for what became of a course, as the PESC college transcript has them."""
_UNCOUNTED = re.compile(r"(?:repeat|replace(?:d|ment))not\s?count(?:ed)?", re.IGNORECASE)
_TRANSFER = re.compile(r"transfer", re.IGNORECASE)


def scale_told(records: Sequence[Told]) -> Scale:
    """Tell what numeric grades mean, by the range of all that are told."""
    return scale_of("", [said for one in records if (said := one.said("grade"))])


def listed_courses(one: Told) -> Iterator[Entry]:
    """Give the courses that a record of schooling lists by title alone."""
    place = evidence_of(one, "organization")
    for fact in one.of("course"):
        yield Entry(
            id="",
            kind=EntryKind.COURSE,
            title=one.text(fact),
            organization=one.said("organization"),
            evidence=(one.document.evidence(fact.start, fact.end), *place),
        )


def course_entry(one: Told, school: Told | None, session: Told | None, scale: Scale) -> Iterator[Entry]:
    """Give the entry of a course; one without a title is none.

    Only a transcript says what became of it: there, a course without a grade and without credit is in progress.
    """
    title = one.said("title")
    if title is None:
        return
    recorded = session is not None or school is not None or bool(one.of("grade", "credits", "earned", "state"))
    transfer = _is_transfer(one)
    state = _state(one, scale, transfer) if recorded else None
    going = state is CourseState.IN_PROGRESS
    place = one if one.of("elsewhere") else school
    start, end, term = _when(one, session)
    subject = " ".join(filter(None, (one.said("subject"), one.said("number"))))
    yield Entry(
        id="",
        kind=EntryKind.COURSE,
        title=title,
        organization=place.said("elsewhere", "organization") if place else None,
        start=(start or end) if going else start,
        end=None if going else end,
        current=going,
        completed=None if state is None else state is CourseState.PASSED,
        evidence=(
            *evidence_of(one, *_OWN, *_SCHOOLS),
            *(evidence_of(session, "term", "start", "end") if session else ()),
            *(evidence_of(place, "organization") if place and place is not one else ()),
        ),
        code=one.said("code") or subject or None,
        credits=one.said("earned", "credits"),
        grade=one.said("grade"),
        term=term,
        state=state,
        transfer=transfer,
    )


def _when(one: Told, session: Told | None) -> tuple[str | None, str | None, str | None]:
    """Give start, end and term: of the course itself, else of the session, else by the name of the session."""
    own = [one.date(name) for name in ("start", "end")]
    term = session.said("term") if session else None
    if not any(own) and session is not None:
        own = [session.date(name) for name in ("start", "end")]
    start, end = (date.end or date.start if date else None for date in own)
    if not (start or end) and term:
        start, end = dates_of(term)
    return start, end, term


def _is_transfer(one: Told) -> bool:
    grade, state, basis = one.said("grade") or "", one.said("state") or "", one.said("basis") or ""
    return bool(one.of("elsewhere")) or is_transfer(grade) or any(map(_TRANSFER.search, (state, basis)))


def _state(one: Told, scale: Scale, transfer: bool) -> CourseState | None:
    if _UNCOUNTED.search(one.said("repeat") or ""):
        return CourseState.REPEATED
    earned = number(one.said("earned") or "")
    code = re.sub(r"[\s_-]", "", one.said("state") or "").casefold()
    if code.startswith("withdr"):
        return CourseState.WITHDRAWN
    if code in _STATES:
        return _STATES[code]
    if code and (named := state_named(one.said("state") or "")) is not None:
        return named
    grade = one.said("grade")
    if grade:
        found = state_of(grade, scale, earned)
        return CourseState.PASSED if found is None and earned else found
    return CourseState.PASSED if transfer or earned else CourseState.IN_PROGRESS
