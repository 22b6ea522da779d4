"""Characters as a file stores them to the characters of a document's text."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.float64]
"""Where characters stand, n by 4: `(x0, y0, x1, y1)` in PDF points; all NaN for one that stands nowhere."""

NOWHERE: Places = np.full((1, 4), np.nan)

_MARKS = "•‣◦●○■□▪▫◆◇▶►▸▹➢➤➔➜✓✔✦❖⁃∙"
_BULLET = re.compile(
    rf"[{_MARKS}](?=\s|\w|\(|$)|[-–—*·+](?=\s+[^\W\d])|-(?=[^\W\d_]{2})|o(?=\s+[A-Z])|\(?\d{{1,2}}[.)](?=\s+[^\W\d])"
)


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


def clean(characters: Sequence[str], places: Places | None = None) -> tuple[str, Places | None]:
    """Give the text of one line and the places of its characters, if any are given.

    Each of `characters` is one character or a few that share a place (a ligature), which is then divided among them.
    The result is in Unicode normal form C; a composed character stands where its parts stood.
    """
    stored = characters if isinstance(characters, str) else "".join(characters)
    if len(stored) == len(characters) and _prints_as_stored(stored):
        return stored, places
    text = ["".join(map(printable, item)) for item in characters]
    kept = places if places is None else _divide(places, np.array([len(printed) for printed in text], np.int64))
    whole = "".join(text)
    if unicodedata.is_normalized("NFC", whole):
        return whole, kept
    return _compose(whole, kept) if kept is not None else (unicodedata.normalize("NFC", whole), None)


def _prints_as_stored(text: str) -> bool:
    if text.isascii():
        return text.isprintable()
    return all(printable(character) == character for character in set(text)) and unicodedata.is_normalized(
        "NFC", text
    )


def _divide(places: Places, counts: npt.NDArray[np.int64]) -> Places:
    """Give each of the `counts` letters at a place its share of it, from left to right."""
    kept: Places = np.repeat(places, counts, axis=0)
    if (counts > 1).any():
        shared = np.repeat(counts, counts)
        number = np.arange(len(kept)) - np.repeat(np.cumsum(counts) - counts, counts)
        step = (kept[:, 2] - kept[:, 0]) / shared
        edges = kept[:, 0] + step * number, kept[:, 0] + step * (number + 1)
        several = shared > 1
        kept[several, 0], kept[several, 2] = edges[0][several], edges[1][several]
    return kept


def _compose(text: str, places: Places) -> tuple[str, Places]:
    """Normalise piece by piece, where a piece ends before a character that does not combine with it."""
    out: list[str] = []
    kept: list[Places] = []
    start = 0
    for end in range(1, len(text) + 1):
        piece = text[start:end]
        if end < len(text) and not _separate(piece, text[end]):
            continue
        normal = unicodedata.normalize("NFC", piece)
        own = places[start:end]
        kept.append(own if len(normal) == len(own) else np.repeat(_around(own), len(normal), axis=0))
        out.append(normal)
        start = end
    return "".join(out), np.concatenate(kept)


def _separate(piece: str, following: str) -> bool:
    if unicodedata.combining(following):
        return False
    apart = unicodedata.normalize("NFC", piece) + unicodedata.normalize("NFC", following)
    return unicodedata.normalize("NFC", piece + following) == apart


def _around(places: Places) -> Places:
    """Give the one place around some; nowhere when none stands anywhere."""
    return np.concatenate([np.fmin.reduce(places[:, :2]), np.fmax.reduce(places[:, 2:])])[None]
