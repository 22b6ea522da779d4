"""An engine's words without what specks and edges were read as, and with the usual slips of letters set right."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median

from app.documents.readers.ocr.letters import size
from app.documents.readers.ocr.model import Word

_NOISE = 0.1
"""Words of less confidence are specks."""
_DOUBTFUL = 0.3
_STROKES = frozenset("|¦_~‘’'`\"\\")
"""What edges, creases and shadows are read as."""
_TALL = 1.7
"""Times the usual height of a word: an edge, or two lines taken for one."""
_SLIPS = {"Il": "II", "Ill": "III", "IIl": "III", "lI": "II", "Ibs": "lbs", "Ibs.": "lbs.", "Ib": "lb", "Ib.": "lb."}
"""A capital I and a small l look alike: no English word is a number or measure that looks like it."""
_RANGE = re.compile(r"[-–—=~_]{1,3}")
"""Between two dates, what any of these was printed as is a dash."""
_INSIDE = re.compile(r"(?<=[\d\w.])[-–—=~_]{2,3}(?=[\d\w])")
_BAR = 0.85
"""Ems: a bar is higher than a capital I."""
_DATED = re.compile(r"\d{2,4}\W*$|^\W*(?:19|20)\d\d|\d\d?/\d\d|^(?:present|current|now|today)\b", re.IGNORECASE)


def cleaned(words: Sequence[Word], *, english: bool) -> list[Word]:
    """Give the words that are likely to be print; slips of letters are set right in `english` text only."""
    heights = [word.box[3] - word.box[1] for word in words if word.confidence > 0.5]
    tall = _TALL * median(heights) if heights else float("inf")
    kept = [replace(word, text=_printed(word.text)) for word in words]
    kept = [word for word in kept if _is_print(word, tall)]
    company = Counter(word.line for word in kept)
    kept = [word for word in kept if word.text != "|" or company[word.line] > 1]
    return list(_spelt(kept)) if english else kept


def _printed(text: str) -> str:
    return "".join(c for c in text if c.isprintable()).strip()


def _is_print(word: Word, tall: float) -> bool:
    if not word.text or word.confidence < _NOISE:
        return False
    if word.confidence < _DOUBTFUL and word.box[3] - word.box[1] > tall:
        return False
    if set(word.text) <= _STROKES:
        return word.text == "|" and word.confidence >= _DOUBTFUL and word.box[3] - word.box[1] <= tall
    return True


def _spelt(words: list[Word]) -> Iterator[Word]:
    bars = _bars(words)
    for index, word in enumerate(words):
        text = word.text
        before = words[index - 1] if index and words[index - 1].line == word.line else None
        after = words[index + 1] if index + 1 < len(words) and words[index + 1].line == word.line else None
        bare = text.rstrip(",;)")
        if index in bars:
            text = "|"
        elif (
            text == "|"
            and (after is None or after.text[0].islower())
            and (beside := [w for w in (before, after) if w is not None])
        ):
            text = "I" if word.box[3] - word.box[1] < _BAR * size(beside) else text
        elif bare in _SLIPS and before is not None:
            text = _SLIPS[bare] + text[len(bare) :]
        elif _RANGE.fullmatch(text) and text not in ("-", "–", "—"):
            if before is not None and after is not None and _dated(before.text) and _dated(after.text):
                text = "-"
        elif _DATED.search(text):
            text = _INSIDE.sub("-", text)
        yield word if text == word.text else replace(word, text=text)


def _bars(words: list[Word]) -> set[int]:
    """Give the places of bars between the items of a line: several, and no small letter comes after any."""
    found: set[int] = set()
    for _, line in groupby(range(len(words)), key=lambda index: words[index].line):
        places = list(line)
        lone = [i for i in places[1:] if words[i].text in ("|", "I", "l")]
        if len(lone) > 1 and not any(words[i + 1].text[0].islower() for i in lone if i != places[-1]):
            found.update(lone)
    return found


def _dated(text: str) -> bool:
    return _DATED.search(text) is not None
