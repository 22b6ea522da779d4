"""Characters as a file stores them to the characters of a document's text."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from app.documents.model import Box

Place = Box | None
"""Where a character stands; None when it stands nowhere."""

_MARKS = "•‣◦●○■□▪▫◆◇▶►▸▹➢➤➔➜✓✔✦❖⁃∙"
_BULLET = re.compile(rf"[{_MARKS}](?=\s|\w|\(|$)|[-–—*·+](?=\s+[^\W\d])|o(?=\s+[A-Z])|\(?\d{{1,2}}[.)](?=\s+[^\W\d])")


def is_bullet(text: str) -> bool:
    """Say whether a line begins with the mark or number of a list item."""
    return _BULLET.match(text) is not None


def is_mark(text: str) -> bool:
    """Say whether `text` is nothing but the mark of a list item."""
    return len(text) == 1 and (text in _MARKS or text in "-–—*·o")


@lru_cache(maxsize=8192)
def printable(character: str) -> str:
    """Give what a character prints as: ligatures in letters, any space as a space, "" for what prints nothing.

    Controls, format characters (soft hyphen, zero-width, bidirectional, tags), variation selectors, private use
    (icons) and what is no character at all print nothing.
    """
    if "\ufb00" <= character <= "\ufb06":
        return unicodedata.normalize("NFKC", character)
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return ""
    category = unicodedata.category(character)
    if category[0] == "Z":
        return " "
    return "" if category in ("Cc", "Cf", "Co", "Cs", "Cn") else character


def clean(characters: Sequence[str], places: Sequence[Place] | None = None) -> tuple[str, list[Place]]:
    """Give the text of one line and the place of each of its characters.

    Each of `characters` is one character or a few that share a place (a ligature), which is then divided among them.
    The result is in Unicode normal form C; a composed character stands where its parts stood.
    """
    stored = "".join(characters)
    if len(stored) == len(characters) and _prints_as_stored(stored):
        return stored, list(places) if places is not None else [None] * len(stored)
    text: list[str] = []
    kept: list[Place] = []
    for index, item in enumerate(characters):
        printed = "".join(map(printable, item))
        text += printed
        kept += _divide(places[index] if places is not None else None, len(printed))
    whole = "".join(text)
    if unicodedata.is_normalized("NFC", whole):
        return whole, kept
    return _compose(text, kept)


def _prints_as_stored(text: str) -> bool:
    if text.isascii():
        return text.isprintable()
    return all(printable(character) == character for character in set(text)) and unicodedata.is_normalized(
        "NFC", text
    )


def _divide(place: Place, count: int) -> list[Place]:
    if place is None or count == 1:
        return [place] * count
    x0, y0, x1, y1 = place
    step = (x1 - x0) / max(count, 1)
    return [(x0 + step * i, y0, x0 + step * (i + 1), y1) for i in range(count)]


def _compose(text: list[str], places: list[Place]) -> tuple[str, list[Place]]:
    """Normalise piece by piece, where a piece ends before a character that does not combine with it."""
    out: list[str] = []
    kept: list[Place] = []
    start = 0
    piece = ""
    for end in range(1, len(text) + 1):
        piece += text[end - 1]
        if end < len(text) and not _separate(piece, text[end]):
            continue
        normal = unicodedata.normalize("NFC", piece)
        if len(normal) == end - start:
            kept += places[start:end]
        else:
            kept += [_around(places[start:end])] * len(normal)
        out += normal
        start, piece = end, ""
    return "".join(out), kept


def _separate(piece: str, following: str) -> bool:
    if unicodedata.combining(following):
        return False
    apart = unicodedata.normalize("NFC", piece) + unicodedata.normalize("NFC", following)
    return unicodedata.normalize("NFC", piece + following) == apart


def _around(places: Sequence[Place]) -> Place:
    boxes = [place for place in places if place is not None]
    if not boxes:
        return None
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)
