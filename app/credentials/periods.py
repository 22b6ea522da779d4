"""An entry and the day of issue to words: when it was or is valid, and how far it came."""

from enum import StrEnum

from app.extraction.model import Entry
from app.extraction.parts.completion import PAPERS, REACHED, standing
from app.values import Instant


class State(StrEnum):
    """Why a degree, course, certification or licence is not held."""

    EXPECTED = "expected"
    IN_PROGRESS = "in progress"
    NOT_COMPLETED = "not completed"
    NOT_CURRENT = "not current"


def unfinished(entry: Entry, at: Instant, name: str = "") -> State | None:
    """Say why a degree, course, certification or licence is not held on the day `at`; None when it is.

    What the entry says of its completion counts first, then its dates, then its own words, the quotes of its evidence
    and the `name` of its claim ("did not graduate", "coursework", "60 credits", …). Other kinds are always None.
    """
    if entry.kind not in REACHED or entry.completed:
        return None
    reached = entry.start if entry.kind in PAPERS else entry.end
    if entry.expected or any(_ahead(date, at) for date in (entry.start, reached) if date):
        return State.EXPECTED
    words = (name, entry.title, entry.programme, *(evidence.quote for evidence in entry.evidence))
    told = standing(" ; ".join(filter(None, words)))
    if told == "in progress" or (entry.current and entry.kind not in PAPERS):
        return State.IN_PROGRESS
    if told == "not current" and entry.kind in PAPERS and entry.end is None:
        return State.NOT_CURRENT
    return State.NOT_COMPLETED if entry.completed is False or told == "not completed" else None


def told_state(entry: Entry, at: Instant, name: str = "") -> str:
    """Say in a few words that it is not held, with the day when it is expected; empty when it is held."""
    state = unfinished(entry, at, name)
    day = entry.end or entry.start
    return f"{state} {day}" if state is State.EXPECTED and day else str(state or "")


def period(entry: Entry, at: Instant) -> str:
    """Say when an entry was, as far as and as exactly as the document does; for papers, relative to the day `at`."""
    if entry.kind in PAPERS:
        return _validity(entry, at)
    end = "present" if entry.current else entry.end
    ahead = unfinished(entry, at) is State.EXPECTED or entry.expected
    if entry.start and end:
        return f"{entry.start} to {end}" + (" (expected)" if ahead and not entry.current else "")
    if entry.start:
        return f"from {entry.start}"
    return f"expected {end}" if ahead and end else str(end or "")


def _validity(entry: Entry, at: Instant) -> str:
    state = unfinished(entry, at)
    if state is State.EXPECTED:
        return told_state(entry, at)
    told = []
    if entry.start:
        told.append(entry.start if state else f"issued {entry.start}")
    if entry.end:
        told.append(f"{'expired' if _past(entry.end, at) else 'valid until'} {entry.end}")
    return ", ".join(told)


def _ahead(printed: str, at: Instant) -> bool:
    """Whether all of a printed year, month or day lies after the day `at`."""
    return printed > at[: len(printed)]


def _past(printed: str, at: Instant) -> bool:
    """Whether all of it lies before."""
    return printed < at[: len(printed)]
