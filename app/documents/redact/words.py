"""Word lists and letters to what the masker compares."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache

from app.documents.spans import line_end
from app.resources import folder

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*")
"""A word of letters; apostrophes inside belong to it."""
SEPARATOR = re.compile(r"\t| {2,}|\s*[|•·●▪■◆♦►▸∙⋅¦]\s*|\s+[–—~/]\s+|\s+-\s+|;\s")
"""What sets apart the parts of one printed line."""


@cache
def listed(file: str, table: str, key: str = "words") -> frozenset[str]:
    """Give one list of `taxonomies/lexicon/FILE.toml`. Raises FileNotFoundError when it is not installed."""
    with (folder("taxonomies") / "lexicon" / f"{file}.toml").open("rb") as source:
        return frozenset(tomllib.load(source)[table][key])


@cache
def headings(kind: str | None = None) -> frozenset[str]:
    """Give the folded phrases that are a section's heading by themselves, of one kind or of all."""
    with (folder("taxonomies") / "lexicon" / "headings.toml").open("rb") as source:
        tables = tomllib.load(source)
    return frozenset(p for name, one in tables.items() if kind in (None, name) for p in one.get("whole", ()))


@cache
def never_names() -> frozenset[str]:
    """Give words that a line with a person's name alone does not hold."""
    return (
        listed("people", "never")
        | listed("titles", "heads")
        | listed("organizations", "strong")
        | listed("organizations", "weak")
    )


@cache
def ordinary() -> frozenset[str]:
    """Give names that are everyday words, trades or places too."""
    regions = frozenset(word for name in listed("places", "names") for word in name.split())
    return never_names() | listed("people", "ordinary") | regions


@cache
def fold(word: str) -> str:
    """Fold a word: lower case, no accents, letters and digits only."""
    plain = unicodedata.normalize("NFKD", word.translate(_STROKES)).casefold()
    return "".join(c for c in plain if c.isalnum())


_STROKES = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "AE"})


def fold_phrase(said: str) -> str:
    """Fold each word of a phrase; marks become nothing, "&" becomes "and"."""
    words = (fold(word) for word in re.findall(r"[^\W_]+|&", said.replace("&", " and ")))
    return " ".join(word for word in words if word)


def lines_with(text: str, sign: re.Pattern[str], beside: int = 0) -> Iterator[tuple[int, int]]:
    """Give the stretches of lines that hold a sign, each with so many lines above and below it; none stands in two.

    A pattern of which every match holds the sign finds in them what it finds in the text, and looks at little of it.
    """
    start = end = line = 0
    while (found := sign.search(text, line)) is not None:
        line = line_end(text, found.end())
        first, last = text.rfind("\n", 0, found.start()) + 1, line
        for _ in range(beside):
            first, last = text.rfind("\n", 0, max(0, first - 1)) + 1, line_end(text, last + 1)
        if first > end:
            if end:
                yield start, end
            start = first
        end = last
    if end:
        yield start, end


def segments(line: str, offset: int = 0) -> list[tuple[int, int]]:
    """Give the spans of the parts of a printed line, shifted by `offset`."""
    spans, at = [], 0
    for cut in [*((m.start(), m.end()) for m in SEPARATOR.finditer(line)), (len(line), len(line))]:
        part = line[at : cut[0]]
        if part.strip():
            first = at + len(part) - len(part.lstrip())
            spans.append((offset + first, offset + at + len(part.rstrip())))
        at = cut[1]
    return spans
