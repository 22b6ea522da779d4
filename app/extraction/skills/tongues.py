"""Text to the languages that somebody says to speak, wherever it stands ("Bilingual (English/Spanish)")."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from app.extraction.claims import Sighting
from app.extraction.lines.rows import Row
from app.extraction.model import Basis
from app.extraction.words.lexicon import words

_SURE = 0.95
_LEVEL = r"(?:\s*\([^()\n]{1,30}\))?"
_JOINED = (
    r"(?:\s*(?:[/&+;,]|[-–]|\band\b|\bor\b)\s*(?:(?:and|&)\s+)?(?:(?:some|basic|conversational|limited)\s+)?|\s{1,3})"
)
_RATED = (
    r"\((?i:native|mother tongue|home language|fluent|advanced|good|intermediate|conversational|basic|beginner"
    r"|[abc][12])\b[^()\n]{0,30}\)"
)
"""How well somebody speaks it, in brackets."""


def _any(key: str) -> str:
    return "|".join(sorted(map(re.escape, words("languages", key)), key=lambda word: (-len(word), word)))


@cache
def _language() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('names')})\b")


@cache
def _told() -> re.Pattern[str]:
    """Languages in a row, with a word before or behind them which says that they are spoken, or how well."""
    language = rf"(?:{_any('names')})\b"
    group = rf"\b{language}{_LEVEL}(?:{_JOINED}{language}{_LEVEL})*"
    before = rf"\b(?i:{_any('before')})\b[\s:,(–-]*(?:(?:in|both|of)\s+){{0,2}}\(?"
    return re.compile(
        rf"{before}(?P<after>{group})(?!-?\s?(?i:speaking|language)\b)|(?P<before>{group})[\s(–-]{{1,3}}(?i:{_any('after')})\b"
        rf"|\b(?P<rated>(?:{language}{_LEVEL}{_JOINED}){{0,9}}{language})\s*{_RATED}"
    )


@cache
def _typed() -> re.Pattern[str]:
    """Languages typed in small letters, right behind a word for speaking: there they are nothing else."""
    language = rf"(?:{_any('names')})\b"
    return re.compile(
        rf"\bspeaks?\s+(?:(?:both|some|a little|good|fluent|basic)\s+)?(?P<typed>{language}(?:{_JOINED}{language})*)",
        re.IGNORECASE,
    )


@cache
def _small_language() -> re.Pattern[str]:
    return re.compile(_language().pattern, re.IGNORECASE)


def spoken(rows: Sequence[Row]) -> Iterator[Sighting]:
    """Give each language that rows say somebody speaks, by itself; what they only name beside others is left out."""
    for row in rows:
        told, name = (_typed(), _small_language()) if row.said.islower() else (_told(), _language())
        for group in told.finditer(row.said):
            for found in name.finditer(row.said, *group.span(group.lastgroup or 0)):
                yield Sighting(row.start + found.start(), row.start + found.end(), Basis.STATED, _SURE, None)
