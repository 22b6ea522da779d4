"""A page's picture to its words, whichever way up it is."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from app.documents.readers.ocr.model import Engine, Grey, Word
from app.documents.readers.ocr.noise import cleaned
from app.documents.readers.ocr.prepare import Prepared, blank, prepare
from app.documents.readers.ocr.tight import tightened
from app.errors import SourceNotRecognised

_SURE = 0.7
"""Mean confidence from which a page was read the right way up."""
_CLEARLY = 1.5
"""Another way up must give so many times the sure letters."""
_WAYS = (0, 2, 1, 3)
"""Quarter turns in the order in which they are tried: what is upside down is commoner than what lies on its side."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of a page, in pixels of `prepared`."""

    words: list[Word]
    prepared: Prepared


def recognise(
    engine: Callable[[], Engine], picture: Grey, dpi: float, seconds: float, *, english: bool = True
) -> Recognised | None:
    """Read a page's picture; None when nothing is printed on it (then `engine` is not asked for).

    A page that reads badly is tried the other ways up. Raises SourceNotRecognised as `Engine.words` does, when all
    took longer than `seconds` or the first try failed.
    """
    if blank(picture, dpi):
        return None
    reader = engine()
    deadline = monotonic() + seconds
    best: Recognised | None = None
    for quarters in _WAYS:
        left = deadline - monotonic()
        if best is not None and left < seconds / 4:
            break
        prepared = prepare(picture, dpi, quarters)
        try:
            found = reader.words(prepared.picture, prepared.dpi, left)
        except SourceNotRecognised:
            if best is None:
                raise
            break
        words = cleaned([tightened(word, prepared.picture) for word in found], english=english)
        if best is None or _sure(words) > _CLEARLY * _sure(best.words):
            best = Recognised(words, prepared)
        if _confidence(best.words) >= _SURE:
            break
    return best


def _confidence(words: list[Word]) -> float:
    """Give the mean confidence of the letters."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _sure(words: list[Word]) -> float:
    """Give the number of letters, each as much as it is sure, in words of letters or figures that are sure."""
    return sum(w.confidence * len(w.text) for w in words if w.confidence > 0.5 and any(c.isalnum() for c in w.text))
