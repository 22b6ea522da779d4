"""Text to spaCy tokens and sentences, and the stretches of prose in which a name stands as a skill."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from app.extraction.lines.rows import Row
from app.extraction.words.lexicon import words
from app.extraction.words.small import any_case, small

if TYPE_CHECKING:
    from app.extraction.skills.spacy_core import Doc, Language, Matcher

_BEHIND_STOP = re.compile(r"[^\w\s,:/&(–—-]\W*$|\n\s*\n\s*$")
_PLAIN_WORD = re.compile(r"(?<!\S)[A-Za-z]{3,}(?=\s)")
"""Whatever stands before it, no sentence begins behind it without a stop."""
_PLAIN_STOP = re.compile(r"(?<!\S)(?:[A-Za-z]{3,};|[a-z]{7,}\.) $")
"""Behind it a word begins a sentence: no word that keeps its full stop is as long, and in small letters."""
_BLANK = re.compile(r"\s")
_WORD = 40
"""Characters of a word and the stop behind it."""
_NEAR = 200
"""So many characters around a place a plain word and the end of its own are looked for."""
_REACH = 14
"""So many tokens after "proficient in" a name still counts as named by it."""


def _english() -> "Language":
    from app.extraction.skills.spacy_core import pipeline

    return pipeline()


@cache
def _phrases(key: str) -> "Matcher":
    from app.extraction.skills.spacy_core import Matcher

    matcher = Matcher(_english().vocab)
    for phrase in sorted(words("skills", key)):
        matcher.add(key, [[{"LOWER": word} for word in phrase.split()]], greedy="LONGEST")
    return matcher


@lru_cache(maxsize=1 << 8)
def parsed(said: str) -> "Doc":
    """Give the tokens and sentences of a stretch of prose; several readers ask for the same one."""
    return _english()(said)


@cache
def _hint(key: str) -> re.Pattern[str]:
    phrases = (r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in sorted(words("skills", key)))
    return any_case(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)")


def stretches(text: str, rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Give each run of rows that follow each other, with its offset in the text.

    A bullet begins a new run, so that no sentence crosses from one duty into the next.
    """
    start: int | None = None
    end = 0
    for row in rows:
        if start is not None and (row.bullet or row.start - end > 4):
            yield start, text[start:end]
            start = None
        if start is None:
            start = row.start
        end = row.end
    if start is not None:
        yield start, text[start:end]


def _sentence_ends(doc: "Doc") -> list[int]:
    """Give the numbers of the tokens at which sentences end. A token of spaCy walks through its whole sentence."""
    return [*(token.i for token in doc if token.i and token.is_sent_start), len(doc)]


def skill_contexts(said: str) -> list[tuple[int, int]]:
    """Give the stretches (characters of the text) that follow "proficient in" and the like."""
    found: list[tuple[int, int]] = []
    if not _hint("context").search(small(said)):
        return found
    doc = parsed(said)
    ends = _sentence_ends(doc)
    for _, _, end in _phrases("context")(doc):
        if end < len(doc):
            last = min(ends[bisect_left(ends, end)], end + _REACH)
            found.append((doc[end].idx, doc[last - 1].idx + len(doc[last - 1])))
    return found


def openings(said: str, places: Sequence[int]) -> frozenset[int]:
    """Give those of the places (characters of the text) where a sentence begins.

    Most stand behind a plain word, which needs no tokens to be seen.
    """
    return frozenset(
        place
        for place in places
        if place == 0 or (_BEHIND_STOP.search(said, max(0, place - 12), place) and _opens(said, place))
    )


def _opens(said: str, place: int) -> bool:
    """Say whether a sentence begins at a place: what stands from the last plain word before it on tells."""
    if _PLAIN_STOP.search(said, max(0, place - _WORD), place) and said[place].isalpha():
        return True
    before = list(_PLAIN_WORD.finditer(said, max(0, place - _NEAR), place))
    behind = _BLANK.search(said, place, place + _NEAR)
    if not before or not behind:
        return _begins_at(parsed(said), place)
    first = before[-1].start()
    return _begins_within(said[first : behind.start()], place - first)


@lru_cache(maxsize=1 << 12)
def _begins_within(around: str, place: int) -> bool:
    return _begins_at(_english()(around), place)


def _begins_at(doc: "Doc", place: int) -> bool:
    return any(token.idx == place and token.is_sent_start for token in doc)


def enumerates(said: str) -> bool:
    """Say whether a stretch of prose has words that list skills at all."""
    return _hint("enumerates").search(small(said)) is not None


def enumerations(doc: "Doc") -> list[tuple[int, int]]:
    """Give the rest of each sentence after words that list skills ("skilled in"); stretches do not overlap."""
    found: list[tuple[int, int]] = []
    ends = _sentence_ends(doc)
    for _, _, end in sorted(_phrases("enumerates")(doc), key=lambda match: match[2]):
        if end >= len(doc):
            continue
        last = doc[ends[bisect_left(ends, end)] - 1]
        start, to = doc[end].idx, last.idx + len(last)
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], doc[end - 1].idx)
        found.append((start, to))
    return found
