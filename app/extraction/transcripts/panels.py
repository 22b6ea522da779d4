"""Where the panels of a page begin, and the words of each."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from app.documents.model import Document
from app.extraction.transcripts.placed import Printed, Word

_PANEL = 0.24
"""Share of a page's width that two panels stand apart, at least."""
_TITLED = re.compile(r"[^\W\d_]{3}")
"""Behind a code stands a title; behind a grade and a year stands none."""
_JUTS = 12.0
"""Points by which a heading may stand left of the first cells of its panel, at most."""
_LABELS = 3
"""Labels on one line that make it a header row."""
_ALIKE = 5.0
"""Points by which the left edges of one column may differ."""
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)", re.IGNORECASE)


def by_codes(
    document: Document, levels: Sequence[Sequence[Printed]], begins: re.Pattern[str], width: float
) -> list[float]:
    """Give the left edges of the panels of a page: where the first cells of table rows stand, again and again."""
    edges: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, level in enumerate(levels):
        named = [next((w for w in reversed(line.words) if _TITLED.search(w.said)), None) for line in level]
        for line in level:
            for word in line.words:
                code = begins.match(document.text[word.start : min(line.line.end, word.start + 14)])
                end = word.start + code.end() if code else 0
                if code and any(w is not None and w.x0 > word.x0 and w.start >= end for w in named):
                    edges[round(word.x0 / _ALIKE)].append((word.x0, number))
    found: list[tuple[int, float]] = []
    for key in sorted(edges):
        near = [one for other in (key - 1, key, key + 1) for one in edges.get(other, [])]
        if len({number for _, number in near}) >= 2:
            found.append((len(near), median(x for x, _ in edges[key])))
    if not found:
        return []
    most = max(count for count, _ in found)
    starts: list[float] = []
    for count, x in sorted(found, key=lambda one: one[1]):
        if count >= 0.15 * most and (not starts or x - starts[-1] > _PANEL * width):
            starts.append(x)
    return starts


def borders_of(levels: Sequence[Sequence[Printed]], starts: Sequence[float]) -> list[float]:
    """Give where each panel but the first begins: between its own first cells and what stands left of them."""
    borders = []
    lines = [line for level in levels for line in level]
    for start in starts[1:]:
        beside = [line for line in lines if any(abs(word.x0 - start) < _ALIKE for word in line.words)]
        top, bottom = min(line.y0 for line in beside), max(line.y1 for line in beside)
        left = [
            word.x1
            for line in lines
            if line.y1 > top and line.y0 < bottom
            for word in line.words
            if word.x1 < start - 1
        ]
        borders.append((max(left) + start) / 2 if left else start - 2)
    return borders


def by_labels(levels: Sequence[Sequence[Printed]], labels: frozenset[str], width: float) -> list[float]:
    """Give the left edges of panels by their header rows: where one label stands at two places side by side."""
    rows: list[list[Word]] = []
    for level in levels:
        # the cells of a header row may be lines of their own
        named = [
            replace(word, x0=_left(line.words, n))
            for line in level
            for n, word in enumerate(line.words)
            if word.said.casefold().strip(":") in labels
        ]
        rows += [named] if len(named) >= _LABELS else []
    # what ends with a colon labels a value behind it
    plain = [[word for word in named if not word.said.endswith(":")] for named in rows]
    both = (_side_by_side(named, width) for named in plain if len(named) >= 2 * _LABELS)
    found = next((starts for starts in both if starts), [])
    return found or _side_by_side([word for named in rows for word in named], width)


def _left(found: Sequence[Word], n: int) -> float:
    """Give where a label begins that stands behind the number of a year of school ("9th Grade")."""
    return found[n - 1].x0 if n and _ORDINAL.fullmatch(found[n - 1].said) else found[n].x0


def _side_by_side(named: Sequence[Word], width: float) -> list[float]:
    """Give the left edges of panels whose header rows have these labels; none where they are of one."""
    edges: dict[str, list[float]] = defaultdict(list)
    for word in named:
        edges[word.said.casefold()].append(word.x0)
    found: list[list[float]] = []
    for xs in edges.values():
        starts: list[float] = []
        for x in sorted(xs):
            if not starts or x - starts[-1] > _PANEL * width:
                starts.append(x)
        if len(starts) > 1:
            found.append(starts)
    # one label may well stand twice in a header row; several at one distance are two header rows
    alike = ([one for one in found if abs(one[1] - one[0] - (it[1] - it[0])) < _ALIKE] for it in found)
    repeated = max(alike, key=len, default=[])
    return min(repeated) if len(repeated) >= _LABELS else []


def stand_beside(
    document: Document, levels: Sequence[Sequence[Printed]], begins: re.Pattern[str], starts: Sequence[float]
) -> bool:
    """Say whether courses of two panels stand on one line, and not those of two tables one below the other."""
    for level in levels:
        here = {
            start
            for line in level
            for word in line.words
            for start in starts
            if abs(word.x0 - start) < _ALIKE
            and begins.match(document.text[word.start : min(line.line.end, word.start + 14)])
        }
        if len(here) > 1:
            return True
    return False


def parted(
    level: Sequence[Printed], borders: Sequence[float], starts: Sequence[float], near: float
) -> list[list[Word]]:
    """Give the words of a level for each panel; words that are printed together stay together.

    So do those of a line that goes on over a border, where no panel begins with the word behind it.
    """
    parts: list[list[Word]] = [[] for _ in range(len(borders) + 1)]
    told = [word for line in level for word in line.words]
    # where something stands below the first cells of a panel, a word across its border is the end of a title
    free = {n for n, at in enumerate(starts[1:]) if not any(-1 < word.x0 - at < _ALIKE for word in told)}
    for line in level:
        panel, crosses = 0, _crosses(line.words, borders)
        for before, word in zip([None, *line.words], line.words, strict=False):
            over = any(word.x0 < border < word.x1 for border in borders)
            together = before is not None and word.start - before.end == 1 and word.x0 - before.x1 < near
            if not (together and over):
                here = sum(
                    word.x0 >= border or (n in free and not together and _juts(word, border, starts[n + 1]))
                    for n, border in enumerate(borders)
                )
                goes_on = together and here > panel and (crosses or abs(word.x0 - starts[here]) > _ALIKE)
                panel = panel if goes_on or (together and here != panel and crosses) else here
            parts[panel].append(word)
    return [sorted(part, key=lambda word: word.x0) for part in parts]


def _juts(word: Word, border: float, start: float) -> bool:
    """Say whether a word of the right panel begins a little left of its first cells, as headings of tables do."""
    return word.x0 < border < word.x1 and start - word.x0 < _JUTS


def _crosses(words: Sequence[Word], borders: Sequence[float]) -> bool:
    """Say whether some word of a line stands across a border, so that the line is no line of panels."""
    return any(word.x0 < border < word.x1 for word in words for border in borders)
