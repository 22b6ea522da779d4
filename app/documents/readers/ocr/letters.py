"""The boxes of words to what they tell of the letters in them: font size and baseline."""

from collections.abc import Sequence
from statistics import median

from app.documents.readers.ocr.model import Word

_CAPITAL, _TEE, _SMALL, _FALL = 0.725, 0.67, 0.53, 0.21
"""Ems of capitals and ascenders, of the letter t, of small letters, and of descenders below the baseline, in the
faces that documents are set in."""
_TALL = frozenset("bdfhklijß0123456789()[]{}/|&%$#@!?\"'")
_DEEP = frozenset("gjpqyçQ()[]{}/|,;")


def rise(text: str) -> float:
    """Give the height above the baseline, in ems."""
    if any(c in _TALL or c.isupper() for c in text):
        return _CAPITAL
    return _TEE if "t" in text else _SMALL


def fall(text: str) -> float:
    """Give the depth below the baseline, in ems."""
    return _FALL if _DEEP & set(text) else 0.0


def size(words: Sequence[Word]) -> float:
    """Give the font size of words of one line, in pixels, by their heights: each for the kinds of letters it has."""
    told: list[float] = []
    for word in words:
        if any(c.isalnum() for c in word.text):
            told += [_height(word) / (rise(word.text) + fall(word.text))] * len(word.text)
    return float(median(told or map(_height, words)))


def base(words: Sequence[Word], em: float) -> float:
    """Give the baseline in pixels, by the feet of words; `em` is their size."""
    feet = [word.box[3] - fall(word.text) * em for word in words if word.text[0].isalnum()]
    return float(median(feet or [word.box[3] for word in words]))


def _height(word: Word) -> float:
    return word.box[3] - word.box[1]
