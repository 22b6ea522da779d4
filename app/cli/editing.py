"""A claim and what a person types to an edit: the wording of a skill, the facts of an entry, and the concepts."""

import re
from collections.abc import Callable

from app.alignment.model import Alignment
from app.cli.claim import choices
from app.cli.screen import plain
from app.extraction.model import Entry, EntryKind
from app.review.model import DraftClaim, Edit
from app.values import is_calendar_date

Ask = Callable[[str], str]
"""Shows a prompt and gives the line that was typed; raises EOFError when there is no more."""

Say = Callable[[str], object]

LONGEST = 300

NONE = "-"
"""Takes a field away."""

LEAVE = "!"
"""Leaves the edit, and the claim as it is."""

_TEXTS = {"title": "Title", "organization": "Organization", "programme": "Field of study", "location": "Place"}
_STUDIES = (EntryKind.EDUCATION, EntryKind.COURSE)
_REACHED = (*_STUDIES, EntryKind.CERTIFICATION, EntryKind.LICENCE)
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_PRESENT = ("present", "current", "now")


class Unchanged(Exception):
    """What was typed cannot be meant; the sentence says why."""


def edit(claim: DraftClaim, entry: Entry | None, ask: Ask, say: Say) -> Edit | None:
    """Ask for what is to be changed, one thing after the other; None when nothing is, or when the person leaves.

    `entry` is the entry that the claim is, and None for a skill.
    """

    def asked(prompt: str) -> str:
        typed = ask(prompt)
        if typed.strip() == LEAVE:
            raise Unchanged("The edit is left.")
        return typed

    try:
        edit = _entry_edit(claim, entry, asked, say) if entry else _skill_edit(claim, asked)
    except Unchanged as why:
        say(f"{why} Nothing is changed.")
        return None
    if edit is None:
        say("Nothing is changed, and nothing decided: y approves it as it is.")
    return edit


def _skill_edit(claim: DraftClaim, ask: Ask) -> Edit | None:
    typed = _text("Say it differently (Enter keeps the wording): ", ask)
    name = typed if typed and typed != claim.name else None
    alignments = _concepts(claim, ask, "Enter keeps") if choices(claim) else None
    return None if name is None and alignments is None else Edit(name=name, alignments=alignments)


def _entry_edit(claim: DraftClaim, entry: Entry, ask: Ask, say: Say) -> Edit | None:
    say(f"One fact after the other. Enter keeps it, {NONE} takes it away, {LEAVE} leaves the edit.")
    told: dict[str, object] = {}
    kind = _kind(entry, ask, say)
    if kind is not entry.kind:
        told["kind"] = kind
    for field, label in _TEXTS.items():
        if field != "programme" or kind in _STUDIES or entry.programme:
            told |= _fact(field, label, getattr(entry, field), ask)
    told |= _dates(entry, kind, ask, say)
    if kind in _REACHED:
        told |= _completed(entry, ask, say)
    other = bool({"kind", "title"} & told.keys())
    if choices(claim):
        alignments = _concepts(claim, ask, "Enter: none" if other else "Enter keeps")
        if alignments is not None or other:
            told["alignments"] = alignments or ()
    return Edit.model_validate(told) if told else None


def _text(prompt: str, ask: Ask) -> str:
    typed = printable(ask(prompt))
    if len(typed) > LONGEST:
        raise Unchanged(f"At most {LONGEST} characters.")
    return typed


def _fact(field: str, label: str, known: str | None, ask: Ask) -> dict[str, object]:
    typed = _text(f"{label} [{plain(known or 'none')}]: ", ask)
    if typed == NONE:
        return {field: ""} if known else {}
    return {field: typed} if typed and typed != known else {}


def _kind(entry: Entry, ask: Ask, say: Say) -> EntryKind:
    kinds = list(EntryKind)
    while True:
        typed = printable(ask(f"What it is [{entry.kind}]: ")).casefold()
        if not typed:
            return entry.kind
        found = [kind for number, kind in enumerate(kinds, start=1) if typed in (str(number), kind.value)]
        if found:
            return found[0]
        say("Type one of: " + ", ".join(f"{number} {kind}" for number, kind in enumerate(kinds, start=1)))


def _dates(entry: Entry, kind: EntryKind, ask: Ask, say: Say) -> dict[str, object]:
    paper = kind in (EntryKind.CERTIFICATION, EntryKind.LICENCE)
    start = _date("Issued" if paper else "Start", entry.start, ask, say)
    told: dict[str, object] = {} if start in (None, entry.start) else {"start": start}
    known = "present" if entry.current else entry.end
    end = _date("Expires" if paper else "End, or present", known, ask, say)
    if end is None or end == known:
        return told
    if end in _PRESENT:
        return told | {"current": True}
    return told | {"end": end} | ({"current": False} if entry.current else {})


def _date(label: str, known: str | None, ask: Ask, say: Say) -> str | None:
    """Give the typed date, empty when it is taken away, or None when it stays."""
    while True:
        typed = printable(ask(f"{label} [{known or 'none'}]: ")).casefold()
        if not typed:
            return None
        if typed == NONE:
            return "" if known else None
        if (_DATE.fullmatch(typed) and is_calendar_date(typed)) or ("present" in label and typed in _PRESENT):
            return typed
        say("Type a year, a month or a day: 2019, 2019-03 or 2019-03-31" + (", or present." * ("present" in label)))


def _completed(entry: Entry, ask: Ask, say: Say) -> dict[str, object]:
    known = {True: "yes", False: "no", None: "not said"}[entry.completed]
    while True:
        typed = printable(ask(f"Completed, y or n [{known}]: ")).casefold()
        if not typed:
            return {}
        if typed in ("y", "yes", "n", "no"):
            completed = typed.startswith("y")
            return {} if completed is entry.completed else {"completed": completed}
        say("Type y or n, or Enter.")


def _concepts(claim: DraftClaim, ask: Ask, enter: str) -> tuple[Alignment, ...] | None:
    numbers = ask(f"Concept: its number, 0 for none ({enter}): ")
    try:
        after = chosen(claim, numbers)
    except ValueError as error:
        raise Unchanged(str(error)) from error
    # a number typed for the concept that stands says that it is to stand
    return claim.alignments if after is None and re.search(r"[1-9]", numbers) and enter != "Enter keeps" else after


def chosen(claim: DraftClaim, numbers: str) -> tuple[Alignment, ...] | None:
    """Read the numbers a person typed: the concepts that stand then, or None when nothing changes.

    A chosen concept takes the place of the one of its framework. Raises ValueError with a sentence.
    """
    offered = choices(claim)
    typed = [int(number) for number in re.findall(r"\d+", numbers)]
    if not typed:
        if numbers.strip():
            raise ValueError("Type numbers only.")
        return None
    if typed == [0]:
        return () if claim.alignments else None
    if not all(1 <= number <= len(offered) for number in typed):
        raise ValueError(f"The numbers go from 1 to {len(offered)}, or 0 alone for none.")
    picked = {offered[number - 1].framework: offered[number - 1] for number in typed}
    if len(picked) < len(set(typed)):
        raise ValueError("Choose one concept of each framework.")
    standing = {alignment.framework: alignment for alignment in claim.alignments} | picked
    after = tuple(standing.values())
    return None if after == claim.alignments else after


def printable(typed: str) -> str:
    """Give what was typed without control characters, and without blanks around it."""
    return "".join(letter for letter in typed if letter.isprintable()).strip()
