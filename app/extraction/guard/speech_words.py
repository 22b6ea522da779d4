"""The words of `taxonomies/lexicon/speech.toml`, found in a text in one pass over its words."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from app.documents.invisible import LOOK_ALIKE
from app.extraction.words.letters import LETTER, UNSPACED, as_text, letters_of
from app.extraction.words.lexicon import table

_JOINED = {
    "zh": "\u3400-\u9fff",
    "ja": "\u3040-\u30ff\u3400-\u9fff",
    "ko": "\uac00-\ud7af",
    "ar": "\u0600-\u06ff",
    "hi": "\u0900-\u097f",
}
"""Languages whose words run together, or carry particles before them: their words are looked for anywhere."""
_LONGEST = 5
"""Letters of a word by which it is looked up."""
_MANY = 1000
"""Letters of a text that is kept with what it folds to: several ask for the same."""
_END = " "
"""Stands for the end of a word that is looked up."""
_PLAINEST = 0x7F
_PLAIN = re.compile(r"[^\\.^$*+?{}\[\]|() ]")
_SINGLE = str.maketrans("đłøßıæœ", "dlosiao")
_SMALL = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢǫ", "abcdefghijklmnoprstuvwyzq")


class Hit(NamedTuple):
    """One word of the lexicon at a place of a text."""

    language: str
    kind: str
    start: int
    end: int


@lru_cache(maxsize=16_384)
def folded(character: str) -> str:
    """Give the plain small letter that a character is a form of; of the same length, one character."""
    plain = unicodedata.normalize("NFKC", character)
    parts = unicodedata.normalize("NFD", plain if len(plain) == 1 else character)
    if len(parts) > 1 and all(map(unicodedata.combining, parts[1:])):
        plain = parts[0]
    small = plain.lower() if len(plain) == 1 else character
    small = small if len(small) == 1 else character
    return small.translate(_SINGLE).translate(_SMALL)


def fold(text: str) -> str:
    """Give a text of the same length in plain small letters."""
    if text.isascii():
        return text.lower()
    return (_folded if len(text) > _MANY else _folded.__wrapped__)(text)


@lru_cache(maxsize=4)
def _folded(text: str) -> str:
    # nearly all are plain letters, which are folded at once
    codes = letters_of(text).codes.copy()
    codes[(codes >= ord("A")) & (codes <= ord("Z"))] += ord("a") - ord("A")
    foreign = np.flatnonzero(codes > _PLAINEST)
    codes[foreign] = [ord(folded(text[place])) for place in foreign.tolist()]
    return as_text(codes)


def look_alike(text: str) -> str:
    """Give a folded text with the letters of other alphabets as the Latin ones that they look like."""
    return text.translate(LOOK_ALIKE)


@lru_cache(maxsize=4)
def lexicon_hits(text: str) -> tuple[Hit, ...]:
    """Give the lexicon's words in a folded text, in its order."""
    return tuple(sorted(_hits(text), key=lambda hit: hit.start))


def _hits(text: str) -> Iterator[Hit]:
    letters = letters_of(text)
    starts, ends = letters.runs(LETTER)
    for start, last in zip(starts.tolist(), np.minimum(ends, starts + _LONGEST).tolist(), strict=True):
        for language, kind, pattern in _beginning(text[start:last]):
            if hit := pattern.match(text, start):
                yield Hit(language, kind, start, hit.end())
    if letters.present & UNSPACED:
        for language, kinds in _joined().items():
            if re.search(f"[{_JOINED[language]}]", text):
                for kind, pattern in kinds:
                    yield from (Hit(language, kind, *found.span()) for found in pattern.finditer(text))


@lru_cache(maxsize=1 << 14)
def _beginning(word: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Give what may be found where a word begins, by as much of it as tells."""
    index, letters = _index(), (word + _END)[:_LONGEST]
    told = chain.from_iterable(index.get(letters[:length], ()) for length in range(1, len(letters) + 1))
    # of more than a thousand beginnings a text has a few
    return tuple((language, kind, _compiled(alternatives)) for language, kind, alternatives in told)


@cache
def _compiled(alternatives: str) -> re.Pattern[str]:
    return re.compile(alternatives)


@cache
def _index() -> dict[str, list[tuple[str, str, str]]]:
    """Give by the beginning of a word the patterns that may be found there."""
    index: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for language, kinds in table("speech").items():
        if language in _JOINED:
            continue
        for kind, patterns in kinds.items():
            by_beginning: dict[str, list[str]] = defaultdict(list)
            for pattern in map(_fold_pattern, patterns):
                for beginning in _beginnings(pattern):
                    by_beginning[beginning[:_LONGEST]].append(pattern)
            for beginning, alternatives in by_beginning.items():
                index[beginning].append((language, kind, "|".join(alternatives)))
    return dict(index)


@cache
def _joined() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    return {
        language: [
            (kind, re.compile("|".join(map(_fold_pattern, patterns)))) for kind, patterns in kinds.items() if patterns
        ]
        for language, kinds in table("speech").items()
        if language in _JOINED
    }


def _fold_pattern(pattern: str) -> str:
    """Fold the letters of a regular expression, and let any white space stand for a space; escapes stay."""
    parts = re.split(r"(\\.)", pattern)
    return "".join(
        part if at % 2 else fold(part).replace(" ?", r"\s?").replace(" ", r"\s+") for at, part in enumerate(parts)
    )


def _beginnings(pattern: str, behind: str = "") -> set[str]:
    """Give the plain letters that a match of a regular expression, `behind` it another, may begin with.

    Where the word has to end with them, `_END` stands behind them.
    """
    if not pattern.startswith("(?:"):
        end = 0
        while end < len(pattern) and _PLAIN.match(pattern[end]):
            end += 1
        rest = pattern[end:] or behind
        optional = rest[:1] in ("?", "*")
        return {pattern[: end - 1] if optional else pattern[:end] + _END * rest.startswith((r"\s+", r"\b"))}
    depth, parts, last = 0, [], 3
    for at, character in enumerate(pattern):
        depth += (character == "(") - (character == ")")
        if (character == "|" and depth == 1) or depth == 0:
            parts.append(pattern[last:at])
            last = at + 1
            if depth == 0:
                break
    rest = pattern[last:] or behind
    found = {beginning for part in parts for beginning in _beginnings(part, rest)}
    return found | _beginnings(rest[1:].removeprefix(r"\s+")) if rest.startswith("?") else found
