"""What a person misses in a draft to a claim: the document's words for it, and what they are."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rich.text import Text

from app.cli.claim import in_its_lines
from app.cli.editing import Ask, called, printable
from app.cli.screen import plain
from app.documents.model import Evidence
from app.errors import LerError
from app.extraction.model import EntryKind

if TYPE_CHECKING:
    from app.extraction.pointed import Pointed
    from app.extraction.quotes import Place
    from app.flows.adding import Adding
    from app.flows.review import Review
    from app.review.model import DraftClaim

PLACES = 9
"""Places of the words that are shown at most."""
CONTEXT = 50
"""Characters shown on each side of them."""
_LINES = 3
"""Lines with some of the words that are shown where all of them stand nowhere."""

Say = Callable[[str | Text], object]

_KINDS: tuple[Literal["skill"] | EntryKind, ...] = ("skill", *EntryKind)


def add(review: "Review", adding: "Adding", ask: Ask, say: Say) -> "DraftClaim | None":
    """Ask for the words of what is missing and add its claim to the draft; None when the person leaves.

    The claim waits for an answer like any other.
    """
    try:
        if not _opened(review, adding, ask, say) or (said := _pointed(review.draft.document.text, ask, say)) is None:
            say("Nothing is added.")
            return None
        draft, claim = adding.add(review.draft, said)
    except LerError as error:
        say(f"Nothing is added. {error.message} {error.advice}")
        return None
    review.take_up(draft)
    return claim


def _opened(review: "Review", adding: "Adding", ask: Ask, say: Say) -> bool:
    if adding.is_open or adding.open(review.draft):
        return True
    while typed := printable(ask("The document itself: its path (Enter leaves): ")):
        try:
            return adding.open(review.draft, Path(typed).expanduser())
        except LerError as error:
            say(f"{error.message} {error.advice}")
    return False


def _pointed(text: str, ask: Ask, say: Say) -> "Pointed | None":
    from app.extraction.pointed import LONGEST_QUOTE, Pointed, places

    while typed := printable(ask("Its words, as the document has them (Enter leaves): ")):
        found = places(text, typed) if len(typed) <= LONGEST_QUOTE else ()
        if not found:
            say("These words do not stand in the document, and a claim needs its words.")
            for line in _lines_with(text, typed):
                say(Text(f"   {line}"))
            continue
        place = _chosen(text, found[:PLACES], ask, say)
        kind = _kind(ask, say)
        name = printable(ask("Call it (Enter keeps its words): ")) if kind == "skill" else ""
        return Pointed(kind=kind, quote=text[place.start : place.end], start=place.start, name=name or None)
    return None


def _chosen(text: str, found: "tuple[Place, ...]", ask: Ask, say: Say) -> "Place":
    if len(found) == 1:
        return found[0]
    say(f"They stand in {len(found)} places:")
    for number, place in enumerate(found, start=1):
        one = Evidence(quote=text[place.start : place.end], start=place.start, end=place.end, page=1)
        say(Text(f" {number} ") + in_its_lines(text, one, context=CONTEXT))
    return found[_number("Which one [1]: ", len(found), ask, say) - 1]


def _kind(ask: Ask, say: Say) -> Literal["skill"] | EntryKind:
    say(", ".join(f"{number} {kind}" for number, kind in enumerate(_KINDS, start=1)))
    kinds = {str(number): kind for number, kind in enumerate(_KINDS, start=1)} | {"": _KINDS[0], "skill": _KINDS[0]}
    while True:
        typed = printable(ask("What it is [1 skill]: ")).casefold()
        if (kind := kinds.get(typed) or called(typed)) is not None:
            return kind
        say(f"Type a number from 1 to {len(_KINDS)}, a word such as job or school, or Enter.")


def _number(prompt: str, most: int, ask: Ask, say: Say) -> int:
    while True:
        typed = printable(ask(prompt))
        if not typed:
            return 1
        if typed.isdecimal() and 1 <= int(typed) <= most:
            return int(typed)
        say(f"Type a number from 1 to {most}, or Enter.")


def _lines_with(text: str, words: str) -> Iterator[str]:
    """Give the lines that have most of the words, as far as any has one."""
    wanted = {word for word in words.casefold().split() if len(word) > 2}
    lines = [(len(wanted & set(_split(line))), line.strip()) for line in text.splitlines()]
    best = sorted((one for one in lines if one[0]), key=lambda one: -one[0])
    yield from (plain(line) for _, line in best[:_LINES])


def _split(line: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in line.casefold()).split()
