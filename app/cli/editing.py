"""A claim and what a person types to an edit: the wording of a skill, the facts of an entry, and the concepts."""

import re
from collections.abc import Callable

from app.alignment.model import Alignment
from app.cli.claim import choices, fit
from app.cli.screen import plain
from app.extraction.claims import entry_name
from app.extraction.lines.dates import find_dates
from app.extraction.model import Entry, EntryKind
from app.review.model import Correction, DraftClaim, Edit
from app.values import is_calendar_date

Ask = Callable[[str], str]
"""Shows a prompt and gives the line that was typed; raises EOFError when there is no more."""

Say = Callable[[str], object]

Concepts = Callable[[DraftClaim], DraftClaim]
"""Gives a claim of another name or kind with the concepts that may fit it."""

LONGEST = 300

NONE = "-"
"""Takes a field away."""

LEAVE = "!"
"""Leaves the edit, and the claim as it is."""

_TEXTS = {"title": "Title", "organization": "Organization", "programme": "Field of study", "location": "Place"}
_STUDIES = (EntryKind.EDUCATION, EntryKind.COURSE)
_REACHED = (*_STUDIES, EntryKind.CERTIFICATION, EntryKind.LICENCE)
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_FIGURES = re.compile(r"[\d-]+")
_PRESENT = ("present", "current", "now", "today", "still", "ongoing")
_CALLED = {
    EntryKind.EMPLOYMENT: "job work employed employer position",
    EntryKind.EDUCATION: "school schooling degree college university studies study diploma",
    EntryKind.COURSE: "class training lesson seminar workshop",
    EntryKind.CERTIFICATION: "certificate cert certified",
    EntryKind.LICENCE: "license licensed permit",
    EntryKind.MILITARY_SERVICE: "military army navy force",
    EntryKind.VOLUNTEERING: "volunteer volunteered voluntary unpaid",
    EntryKind.PROJECT: "",
}
"""What people call each kind."""
_FOR_OTHERS = frozenset({"service", "services", "work"})
"""What is unpaid when it is done for a community, and may be anything else by itself."""
_KIND_OF = {word: kind for kind, words in _CALLED.items() for word in (kind.value, *words.split())}


class Unchanged(Exception):
    """What was typed cannot be meant; the sentence says why."""


def edit(
    claim: DraftClaim, entry: Entry | None, ask: Ask, say: Say, concepts: Concepts = lambda claim: claim
) -> Edit | None:
    """Ask for what is to be changed, one thing after the other; None when nothing is, or when the person leaves.

    `entry` is the entry that the claim is, and None for a skill; `concepts` are looked for where it gets another
    title or kind.
    """

    def asked(prompt: str) -> str:
        typed = ask(prompt)
        if typed.strip() == LEAVE:
            raise Unchanged("The edit is left.")
        return typed

    try:
        edit = _entry_edit(claim, entry, asked, say, concepts) if entry else _skill_edit(claim, asked)
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


def _entry_edit(claim: DraftClaim, entry: Entry, ask: Ask, say: Say, concepts: Concepts) -> Edit | None:
    say(f"One fact after the other. Enter keeps it, {NONE} takes it away, {LEAVE} leaves the edit.")
    told: dict[str, object] = {}
    kind = _kind(entry, ask, say)
    if kind is not entry.kind:
        told["kind"] = kind
    for field, label in _TEXTS.items():
        if field != "programme" or kind in _STUDIES or entry.programme:
            told |= _fact(field, label, getattr(entry, field), ask, say)
    told |= _dates(entry, kind, ask, say)
    if kind in _REACHED:
        told |= _completed(entry, ask, say)
    if {"kind", "title"} & told.keys():
        told["alignments"] = _anew(claim, Correction.model_validate(told).over(entry), ask, say, concepts)
    elif choices(claim):
        alignments = _concepts(claim, ask, "Enter keeps")
        if alignments is not None:
            told["alignments"] = alignments
    return Edit.model_validate(told) if told else None


def _anew(claim: DraftClaim, entry: Entry, ask: Ask, say: Say, concepts: Concepts) -> tuple[Alignment, ...]:
    """Offer what fits the title and kind as they are now; concepts that fitted the first alone go."""
    named = {"name": entry_name(entry) or claim.name, "kind": entry.kind}
    worded = claim.model_copy(update={**named, "alignments": (), "alternatives": choices(claim)})
    offered = concepts(worded)
    if not choices(offered):
        return ()
    before = {(concept.framework, concept.id) for concept in claim.alignments}
    kept = tuple(concept for concept in choices(offered) if (concept.framework, concept.id) in before)
    further = tuple(concept for concept in choices(offered) if concept not in kept)
    offered = offered.model_copy(update={"alignments": kept, "alternatives": further})
    say("Concepts that may fit it now" + (" (* chosen before):" if kept else ":"))
    for number, concept in enumerate(choices(offered), start=1):
        say(f" {'*' if number <= len(kept) else ' '}{number:>2} {plain(concept.name)} ({fit(concept)})")
    told = _concepts(offered, ask, "Enter keeps *" if kept else "Enter: none")
    return kept if told is None else told


def _text(prompt: str, ask: Ask) -> str:
    typed = printable(ask(prompt))
    if len(typed) > LONGEST:
        raise Unchanged(f"At most {LONGEST} characters.")
    return typed


def _fact(field: str, label: str, known: str | None, ask: Ask, say: Say) -> dict[str, object]:
    typed = _text(f"{label} [{plain(known or 'none')}]: ", ask)
    while field == "location" and _printed(typed):
        say("That is a date and no place; dates are asked for next.")
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
        by_number = {str(number): kind for number, kind in enumerate(kinds, start=1)}
        if (meant := by_number.get(typed)) is not None:
            return meant
        if (read := called(typed)) is not None:
            if read.value != typed:
                say(f"Read as {read}.")
            return read
        told = ", ".join(f"{number} {kind}" for number, kind in enumerate(kinds, start=1))
        say(f"Type one of: {told}; {LEAVE} leaves the edit.")


def _dates(entry: Entry, kind: EntryKind, ask: Ask, say: Say) -> dict[str, object]:
    paper = kind in (EntryKind.CERTIFICATION, EntryKind.LICENCE)
    start = _date("Issued" if paper else "Start", entry.start, ask, say)
    told: dict[str, object] = {} if start in (None, entry.start) else {"start": start}
    known = "present" if entry.current else entry.end
    end = _date("Expires" if paper else "End, or present", known, ask, say)
    begun = str(told.get("start", entry.start) or "")
    while end and end not in _PRESENT and end < begun[: len(end)]:
        say(f"It would end ({end}) before it begins ({begun}): type the end again.")
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
        if "present" in label and typed in _PRESENT:
            return _PRESENT[0]
        if (read := _printed(typed)) is not None:
            if read != typed:
                say(f"Read as {read}.")
            return read
        say(
            "Type a year, a month or a day, such as 2019, 06/2019, June 2019 or 2019-03-31"
            + (", or present" if "present" in label else "")
            + f"; {LEAVE} leaves the edit."
        )


def _printed(typed: str) -> str | None:
    """Read a date as documents print them, as exactly as it is told; None when it is none, or more than one."""
    if _DATE.fullmatch(typed):
        return typed if is_calendar_date(typed) else None
    found = find_dates(typed)
    if _FIGURES.fullmatch(typed) or len(found) != 1 or not found[0].single:
        return None
    one = found[0]
    return one.end if (one.at, one.to) == (0, len(typed.rstrip("."))) else None


def called(typed: str) -> EntryKind | None:
    """Give the kind that people call so: `job`, `school`, `driver's license`."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", typed.casefold())
    told = {kind for word in words if (kind := _KIND_OF.get(word) or _KIND_OF.get(word.removesuffix("s")))}
    if "community" in words and _FOR_OTHERS.intersection(words):
        told.add(EntryKind.VOLUNTEERING)
    # volunteer work is no job
    found = told - {EntryKind.EMPLOYMENT} if "job" not in words else told
    return next(iter(found or told), None) if len(found) < 2 else None


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
        return chosen(claim, numbers)
    except ValueError as error:
        raise Unchanged(str(error)) from error


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
