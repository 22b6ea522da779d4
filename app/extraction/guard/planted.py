"""Sentences that read like planted text by a trained model, and the lines beside them that go with them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, pairwise, takewhile

from app.documents.spans import Spans
from app.extraction.guard.encodings import leet
from app.extraction.guard.speech import Span, sentences, tells
from app.extraction.guard.speech_model import speech_model
from app.extraction.guard.speech_words import fold, lexicon_hits, look_alike
from app.extraction.headings.words import section_named
from app.extraction.words.letters import JOINER, LIKE_LATIN, PICTURE, SIGN, WORD, as_text, letters_of

PLANTED_FROM = 1.25
"""Score from which a sentence is taken for planted."""
_BESIDE = 0.5
"""The same for a sentence beside one that is."""
_REACH = 4
"""So many sentences beside one are looked at, one after the other."""

_WITHIN = 0.0
"""The same for a line of a sentence over several lines that is."""
_ENDED = frozenset(".!?。！？")
_BETWEEN_TWO = 4
"""Sentences no further apart have planted text between them, where the first does not end."""
_DONE = 1.5
"""So much more is asked of a sentence that begins with what was done."""
_LETTERS, _AT_ONCE, _NOTHING = 3, 12, -99.0
_MANY, _BRIEF = 6, 5
"""Items of a list from which on it is told by each, and words of one, at most."""
_ITEMS = re.compile(r"[,;|]\s+")
LEADS_IN = re.compile(
    r"\W*(?:before|after|if|when|once|since|as|while|for|to|now|dear|hello|hi|hey|note|attention|important|please|also|and"
    r"|per|by|upon|pursuant|according|in (?:line|accordance|keeping)|on behalf)\b",
    re.IGNORECASE,
)
"""Words before a comma that belong to what follows it."""
_HONEST, _FEW = -1.5, 8
"""Score below which what stands before planted words is the worker's own; letters that are too few to tell."""
_LEADERS = re.compile(r"\.{4,}")
_MARKED = re.compile(r"\s*(?:#{1,6}\s+|\*\*|__)(?P<name>[^\n#*_]{2,40}?)\s*[:#*_\s]*")
_MARKINGS = "#", "**", "__"
"""One of them stands in every heading that is marked up by hand."""
_MARKS = ("|", "•", "·", *_ENDED)
_OWN = -3.0
"""The same where the page tells that the line goes on in the planted one."""


class _Reading:
    """A text as it is read, looked at once, and the scores of spans of it."""

    def __init__(self, reading: str) -> None:
        self._over = speech_model().over(reading, lexicon_hits(reading))
        self._reading = reading

    def scores(self, spans: Sequence[Span]) -> list[float]:
        # without letters there is nothing to read
        return [
            score if self._reads(start, end) else _NOTHING
            for score, (start, end) in zip(self._over(spans).tolist(), spans, strict=True)
        ]

    def _reads(self, start: int, end: int) -> bool:
        said = self._reading
        # nearly always the first few tell
        return sum(map(str.isalpha, said[start : min(end, start + _AT_ONCE)])) >= _LETTERS or (
            end - start > _AT_ONCE and sum(map(str.isalpha, said[start:end])) >= _LETTERS
        )


def planted(text: str, known: Collection[Span] = ()) -> Iterator[Span]:
    """Give the spans of sentences that the model takes for planted, and of those beside them and beside `known`."""
    lines, joined = (tuple(dict.fromkeys(found)) for found in sentences(text))
    spans = (*lines, *joined)
    # dots that lead from a title to its dates say nothing
    folded = fold(text)
    folded = _LEADERS.sub(lambda dots: " " * len(dots[0]), folded) if "...." in folded else folded
    read = _Reading(folded)
    scores = read.scores(spans)
    alike = look_alike(folded) if letters_of(folded).present & LIKE_LATIN else None
    for reading in (alike, leet(folded), _spaced(folded)):
        if reading is not None and reading != folded:
            _raise(scores, spans, folded, reading)
    marked = any(mark in text for mark in _MARKINGS)
    scores = [
        # below nothing no less is told
        _NOTHING if marked and _heads(text[a:b]) else s - _DONE * (s >= _WITHIN and tells(folded[a:b]))
        for s, (a, b) in zip(scores, spans, strict=True)
    ]
    listed = [n for n, score in enumerate(scores[: len(lines)]) if score >= _BESIDE and _lists(folded, *lines[n])]
    for n in listed:
        scores[n] = max(read.scores(_items(folded, *lines[n])))
    own = scores[: len(lines)]
    found = {n for n, score in enumerate(own) if score >= PLANTED_FROM}
    starts = [start for start, _ in lines]
    for (start, end), score in zip(joined, scores[len(lines) :], strict=True):
        if score >= PLANTED_FROM:
            inside = range(bisect_left(starts, start), bisect_left(starts, end))
            # what begins within a line has no line of the worker above it
            within = folded[folded.rfind("\n", 0, start) + 1 : start].strip() != ""
            found |= set(inside) if within else _told(inside, own)
    ruled = {
        n for start, end in known for n in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end))
    }
    # of lines that the rules know they say where in them it begins
    for n in sorted(
        (
            found
            | _beside(found | ruled, own, {n for n, (_, end) in enumerate(lines) if folded[end : end + 1] in _ENDED})
        )
        - ruled
    ):
        yield _begun(read, folded, *lines[n])
    spans_known = Spans(known)
    for n in sorted(ruled):
        start, end = lines[n]
        first = spans_known.first(start, end)
        before = start if first is None else first
        if before - start > _FEW and read.scores([(start, before)])[0] >= _WITHIN:
            yield start, before


def _spaced(folded: str) -> str:
    """Give a text of the same length with spaces for what stands between words in their place."""
    letters = letters_of(folded)
    word, sign = letters.of(WORD), letters.of(SIGN)
    between = letters.of(PICTURE | JOINER)
    # an underscore is of a word and parts two
    between[1:-1] |= sign[1:-1] & word[:-2] & word[2:]
    if not between.any():
        return folded
    codes = letters.codes.copy()
    codes[between] = ord(" ")
    return as_text(codes)


def _items(folded: str, start: int, end: int) -> list[Span]:
    marks = [start, *(mark.end() for mark in _ITEMS.finditer(folded, start, end)), end]
    return [(first, last) for first, last in pairwise(marks) if first < last]


def _lists(folded: str, start: int, end: int) -> bool:
    """Say whether a line is a list of many brief things that speak to nobody: what joins them says nothing."""
    items = _items(folded, start, end)
    brief = len(items) >= _MANY and all(len(folded[first:last].split()) <= _BRIEF for first, last in items)
    return brief and all(hit.kind == "act" for hit in lexicon_hits(folded[start:end]))


def _heads(said: str) -> bool:
    """The line is a heading that is marked up by hand, with the name of a section ("## Skills")."""
    mark = _MARKED.fullmatch(said)
    return mark is not None and section_named(mark["name"]) is not None


def where_it_speaks(text: str, ruled: Collection[Span]) -> set[Span]:
    """Give spans that rules found without the honest lines that they begin with.

    A sentence that is read over lines may begin above where somebody speaks: where a line of it speaks by itself, and
    those before it read like the worker's own, they are.
    """
    if not ruled:
        return set()
    folded, ordered, found = fold(text), sorted(set(ruled)), set(ruled)
    starts, read = [start for start, _ in ordered], _Reading(folded)
    for start, end in ordered:
        within = ordered[bisect_right(starts, start) : bisect_right(starts, end)]
        later = [(first, folded.rfind("\n", start, first) + 1) for first, last in within if last <= end]
        lines = _lines(folded, start, later[-1][1]) if later else []
        honest = len([*takewhile(lambda score: score < _HONEST, read.scores(lines) if lines else ())])
        for first, line in later:
            if 0 < bisect_left(lines, (line, 0)) <= honest:
                found.discard((start, end))
                found.add((first, end))
    return found


def below_honest_lines(text: str, spans: Collection[Span]) -> Iterator[Span]:
    """Leave out the lines at the head of each span that read like the worker's own, all but the last.

    What begins behind a bar or a full stop within a line stays whole: it is no line of the worker.
    """
    if not spans:
        return
    folded = fold(text)
    read = _Reading(folded)
    for start, end in spans:
        if folded[folded.rfind("\n", 0, start) + 1 : start].rstrip()[-1:] in _MARKS:
            yield start, end
            continue
        lines = _lines(folded, start, end)
        scores = read.scores(lines)
        own = 0
        while own < len(lines) - 1 and scores[own] < _OWN:
            own += 1
        yield (lines[own][0] if lines else start), end


def _lines(text: str, start: int, end: int) -> list[Span]:
    return [match.span() for match in re.compile(r"[^\n]+").finditer(text, start, end)]


def _begun(read: _Reading, folded: str, start: int, end: int) -> Span:
    """Leave out items of a list that stand before planted words in their line."""
    marks = [mark.end() for mark in _ITEMS.finditer(folded, start, end)]
    if not marks or LEADS_IN.match(folded, start):
        return start, end
    before = read.scores([(start, mark) for mark in marks])
    behind = read.scores([(mark, end) for mark in marks])
    honest = [m for m, b, a in zip(marks, before, behind, strict=True) if b < _HONEST and a >= PLANTED_FROM]
    return max(honest, default=start), end


def _told(inside: range, scores: Sequence[float]) -> set[int]:
    """Give the lines of a sentence over several that it is planted in: from the first to the last that reads so."""
    sure = [n for n in inside if scores[n] >= _WITHIN]
    return set(range(sure[0], inside.stop)) if sure else set()


def _beside(found: Collection[int], scores: Sequence[float], ended: Collection[int]) -> set[int]:
    """Give what is between one that is planted, without an end, and the next, and what is beside one and like it."""
    near: set[int] = set()
    for n, after in pairwise(sorted(found)):
        if after - n <= _BETWEEN_TWO and n not in ended:
            near |= set(range(n + 1, after))
    for step in (1, -1):
        for n in found:
            for other in range(n + step, n + step * (_REACH + 1), step):
                if not 0 <= other < len(scores) or scores[other] < _BESIDE:
                    break
                near.add(other)
    return near


def _raise(scores: list[float], spans: Sequence[Span], folded: str, reading: str) -> None:
    """Raise the scores of spans that say something else in another `reading` of the same length."""
    other = [n for n, (start, end) in enumerate(spans) if folded[start:end] != reading[start:end]]
    texts = [reading[start:end] for start, end in (spans[n] for n in other)]
    ends = [*accumulate(len(text) + 1 for text in texts)]
    places = [(end - 1 - len(text), end - 1) for text, end in zip(texts, ends, strict=True)]
    for n, score in zip(other, _Reading("\n".join(texts)).scores(places), strict=True):
        scores[n] = max(scores[n], score)
