"""Rows of a page that was copied from a screen to those that its writer wrote, without buttons, menus and counts."""

import re
from collections.abc import Iterator, Sequence

from app.extraction.lines.rows import Row
from app.extraction.words.lexicon import words
from app.extraction.words.small import small

_FEWEST = 2
"""Lines that stand on screens only, at least."""
_LONGEST = 60
_COUNTED = re.compile(
    r"show all \d+ .{3,40}|see all \d+ .{3,40}|[\d,.]+\+? (?:connections|followers|members|mutual connections)"
    r"|\d+ characters (?:remaining|left)|.{2,40} hasn['’]t posted (?:lately|yet)|privacy settings: .{3,60}"
    r"|.{2,40} · (?:1st|2nd|3rd\+?)"
    r"|.{0,10}contact info|try premium for .{1,20}|sponsorship required .{3,60}|willing to relocate: .{0,40}",
    re.IGNORECASE,
)
"""Lines with counts and names that only sites print."""
_BUTTONS = re.compile(r"(?:\s{0,3}\[(?:add|edit|delete|remove|copy|view|move up|move down)\])+$", re.IGNORECASE)
_MORE = re.compile(
    r"\s{0,3}(?:,? and \+\d{1,3} skills?|…\s?(?:see|show) more|\.\.\.\s?(?:see|show) more)$", re.IGNORECASE
)
"""What stands behind a line: buttons, and that there is more."""
_ENDS = ("skill", "skills", "more")
"""In small letters, what the last of them ends with."""
_LOGO = " logo"


def without_screen(printed: Sequence[Row]) -> list[Row]:
    """Leave out what a site printed, where two or more lines of a document stand on screens only."""
    folded = [_folded(row.said) for row in printed]
    sure = [said in words("forms", "sure_of_screens") or _is_counted(said) for said in folded]
    trimmed = [_trimmed(row) for row in printed]
    if sum(sure) + sum(row.end != part.end for row, part in zip(printed, trimmed, strict=True)) < _FEWEST:
        return list(printed)
    kept = zip(trimmed, folded, sure, [*folded[1:], ""], strict=True)
    return list(_kept(kept))


def _kept(told: "zip[tuple[Row, str, bool, str]]") -> Iterator[Row]:
    for row, said, is_sure, below in told:
        if said in words("forms", "others_on_screens"):
            return
        named = said.endswith(_LOGO) and said.removesuffix(_LOGO) == below
        if not (is_sure or named or said in words("forms", "screens")) and row.said:
            yield row


def _folded(said: str) -> str:
    return " ".join(said.casefold().split()) if len(said) <= _LONGEST * 2 else ""


def _is_counted(said: str) -> bool:
    return bool(said) and _COUNTED.fullmatch(said) is not None


def _trimmed(row: Row) -> Row:
    """Give a row without the buttons at its end."""
    mark = _BUTTONS.search(row.said) if row.said.endswith("]") else None
    mark = _MORE.search(row.said) if small(row.said).endswith(_ENDS) else mark
    return row.part(0, mark.start()) if mark is not None and mark.start() > 0 else row
