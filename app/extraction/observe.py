"""Rows to tokens with what is seen of each: word, shape, gazetteer, list place, section, and what the rules found."""

import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from app.extraction.claims import Sighting
from app.extraction.flattened import LONG
from app.extraction.headings import SectionKind
from app.extraction.named import named
from app.extraction.rows import Row
from app.extraction.sections import Section
from app.taxonomy.gazetteer import Gazetteer, Occurrence
from app.taxonomy.model import ConceptKind

_TOKEN = re.compile(r"(?:\\x[0-9a-f]{2})+|[^\W_]+(?:['’][^\W\d_]{1,2}(?!\w))?(?:\+\+|#(?!\w))?|\S")
_FOLDER = Path(__file__).resolve().parent / "trained"
_DIGIT = re.compile(r"\d")
_PARTS = frozenset(",;•|●▪■◦·:✓➢")
_STOPS = frozenset(".!?")
_MARK = r"\x"
"""A byte that somebody's conversion wrote out ("\\xe2\\x80\\xa2"): it was a bullet or a dash."""
_HEADED = 40
"""So many tokens after the word "skills" a text without headings still counts as speaking of them."""
"""A line longer than this with wide gaps is several lines that somebody put together."""
_SHORT = 4
"""A text of no more rows than this is a sentence or two."""
_BEGINS, _APART, _JOINED = ("row", "bullet"), ("row", "bullet", "wide"), ("space", "tight")
"""What stands before a token that begins a row, or a run, and before one that goes on."""
_NEAR, _FAR, _ENTRY = ("h=near",), ("h=far",), ("e=entry",)
_SMALL_WORDS = frozenset(
    {
        "in",
        "with",
        "using",
        "of",
        "for",
        "and",
        "or",
        "to",
        "on",
        "via",
        "as",
        "by",
        "including",
        "like",
        "a",
        "the",
        "our",
        "is",
        "are",
    }
)
_SKILL_WORDS = frozenset(
    {"skills", "skill", "competencies", "expertise", "strengths", "proficiencies", "qualifications", "technologies"}
)


Names = tuple[str, ...]
"""Names of what is seen of a token."""


class Seen(NamedTuple):
    """One token, `text[start:end]`, and the names of what is seen of it.

    Names that come together for many tokens are one group, so that what is known of a group can be kept.
    """

    start: int
    end: int
    groups: tuple[Names, ...]

    @property
    def features(self) -> Names:
        """All names in their order."""
        return tuple(chain.from_iterable(self.groups))


class Looks(NamedTuple):
    """What a word looks like wherever it stands."""

    word: str
    """Folded: small letters, every digit 0."""
    shape: str
    capital: bool
    """It is neither a mark nor all small letters."""
    features: Names


class _Tokens(NamedTuple):
    """Columns, one row for each token."""

    starts: list[int]
    ends: list[int]
    looks: list[Looks]
    rows: list[int]
    gaps: list[str]
    """What parts each from the token before: `tight`, `space`, `wide`, `row` or `bullet`."""
    said: list[str]
    groups: list[list[Names]]


def _tokens(text: str, rows: Sequence[Row]) -> _Tokens:
    found = _Tokens([], [], [], [], [], [], [])
    starts, ends, seen, numbers, gaps, words, groups = found
    for n, row in enumerate(rows):
        before = None
        for match in _TOKEN.finditer(text, row.start, row.end):
            start, end = match.span()
            if before is None:
                gap = "bullet" if row.bullet else "row"
            elif start == before:
                gap = "tight"
            else:
                gap = "space" if text[before:start] == " " else "wide"
            said = match.group()
            look = looks(said)
            starts.append(start)
            ends.append(end)
            seen.append(look)
            numbers.append(n)
            gaps.append(gap)
            words.append(said)
            groups.append([look.features])
            before = end
    return found


def _shape(said: str) -> str:
    if said.startswith(_MARK):
        return "mark"
    if not said[0].isalnum():
        return said[0]
    if said.isdigit():
        return "digits"
    if said.islower():
        return "lower"
    if said.isupper():
        return "capitals" if len(said) > 1 else "capital"
    if said[0].isupper() and said[1:].islower():
        return "title"
    return "mixed"


@cache
def _name_words() -> dict[str, str]:
    """Read how often words begin and end names of skills in the frameworks (0 to 3 each)."""
    told: dict[str, str] = json.loads((_FOLDER / "name-words.json").read_text("utf-8"))
    return told


def name_word(word: str) -> str:
    """Say how often a word begins and ends names of skills in the frameworks: two digits, 0 to 3 each."""
    return _name_words().get(word, "00")


@lru_cache(maxsize=1 << 15)
def looks(said: str) -> Looks:
    """Give what is seen of a word by itself. Words are few, tokens many: each is looked at once."""
    word = _MARK if said.startswith(_MARK) else _DIGIT.sub("0", said.lower())
    shape = _shape(said)
    features = [f"w={word}", f"c={shape}", f"n={name_word(word)}"]
    if len(word) > 4:
        features += [f"s={word[-3:]}", f"p={word[:4]}"]
    return Looks(word, shape, shape not in (said[0], "lower"), tuple(features))


@lru_cache(maxsize=1 << 14)
def _place(gap: str, kind: str, row: str, shape: str, style: str) -> Names:
    return f"b={gap}", f"k={kind}", f"kr={kind}{row}", f"kc={kind}{shape}", f"y={style}{kind}"


@lru_cache(maxsize=1 << 13)
def _chunk(size: str, place: str, kind: str, lead: str) -> Names:
    return f"d={size}{place}", f"dk={size}{kind}", f"dc={size}{lead}"


def _bucket(count: int) -> str:
    return str(count) if count < 6 else "6+" if count < 10 else "10+" if count < 25 else "25+"


def _is_part(said: str) -> bool:
    return said in _PARTS or said.startswith(_MARK)


def _chunks(tokens: _Tokens) -> Iterator[tuple[int, int]]:
    """Give the runs of tokens between commas, bullets, wide gaps, ends of sentences and ends of rows."""
    first, gaps = 0, tokens.gaps
    for n, (said, gap) in enumerate(zip(tokens.said, gaps, strict=True)):
        if n > first and gap in _APART:
            yield first, n
            first = n
        stop = said in _STOPS and (n + 1 == len(gaps) or gaps[n + 1] != "tight")
        if stop or _is_part(said):
            if n > first:
                yield first, n
            first = n + 1
    if first < len(gaps):
        yield first, len(gaps)


def _see_chunks(tokens: _Tokens, kinds: Sequence[str]) -> None:
    for first, last in _chunks(tokens):
        size = _bucket(last - first)
        lead = tokens.looks[first].shape
        for n in range(first, last):
            place = "only" if last - first == 1 else "first" if n == first else "last" if n == last - 1 else "inner"
            tokens.groups[n].append(_chunk(size, place, kinds[n], lead))


def _see_labels(tokens: _Tokens) -> None:
    """Mark what follows a colon on its row, with the word before the colon."""
    label = None
    for n, (said, gap) in enumerate(zip(tokens.said, tokens.gaps, strict=True)):
        if gap in _BEGINS:
            label = None
        if label is not None:
            tokens.groups[n].append((f"l={label}",))
        if said == ":" and n:
            label = tokens.looks[n - 1].word


def _kind_of(found: Occurrence) -> str:
    kinds = {concept.kind for concept in found.concepts}
    if ConceptKind.TECHNOLOGY in kinds:
        return "t"
    return "k" if ConceptKind.KNOWLEDGE in kinds else "s"


def _see_names(text: str, tokens: _Tokens, rows: Sequence[Row], gazetteer: Gazetteer) -> None:
    """Mark the names that the frameworks know, each at its longest."""
    if not rows:
        return
    starts = {start: n for n, start in enumerate(tokens.starts)}
    for found in named(gazetteer, text).within(rows[0].start, rows[-1].end):
        n = starts.get(found.start)
        if n is None:
            continue
        sort = _kind_of(found)
        flags = "".join(
            letter
            for letter, holds in (
                ("e", found.everyday),
                ("l", found.literal),
                ("d", found.derived),
                ("p", found.is_preferred),
                ("x", found.exact_case),
            )
            if holds
        )
        size = min(found.tokens, 3)
        first = True
        while n < len(tokens.ends) and tokens.ends[n] <= found.end:
            place = "B" if first else "I"
            tokens.groups[n].append((f"g={place}{sort}{size}{flags}", f"gn={place}{size}"))
            first, n = False, n + 1


def _see_rules(tokens: _Tokens, sightings: Sequence[Sighting]) -> None:
    starts = {start: n for n, start in enumerate(tokens.starts)}
    for sighting in sightings:
        n = starts.get(sighting.start)
        if n is None:
            continue
        sure = f"{sighting.basis[0]}{sighting.confidence:.2f}"
        first = True
        while n < len(tokens.ends) and tokens.ends[n] <= sighting.end:
            tokens.groups[n].append((f"r={'B' if first else 'I'}{sure}",))
            first, n = False, n + 1


def _section_of(sections: Sequence[Section], rows: Sequence[Row]) -> list[str]:
    kind_at = {row.start: str(section.kind) for section in sections for row in section.rows}
    return [kind_at.get(row.start, "heading") for row in rows]


def _style(text: str, sections: Sequence[Section], rows: Sequence[Row]) -> str:
    """Say what kind of text it is: `flat`, `short`, `printed` (with headings) or `bare`."""
    if any(len(line) > LONG and "  " in line for line in text.split("\n")):
        return "flat"
    if len(rows) <= _SHORT:
        return "short"
    return "printed" if any(section.heading is not None for section in sections) else "bare"


def observe(
    text: str,
    sections: Sequence[Section],
    sightings: Sequence[Sighting],
    named: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    standing: Sequence[tuple[int, int]] = (),
) -> list[Seen]:
    """Give the tokens of all sections in order, with their features.

    `sightings` are what the rules found; `named` are the places of titles, organizations and dates of entries. Lists
    in the rows `standing` are seen as printed ones, though the text may have lost its line breaks.
    """
    rows = [row for s in sections for row in ([s.heading] if s.heading else []) + list(s.rows)]
    tokens = _tokens(text, rows)
    section = _section_of(sections, rows)
    kinds = [section[n] for n in tokens.rows]
    commas = [min(row.said.count(",") + row.said.count("•"), 3) for row in rows]
    sizes = [f"{_bucket(row.words)}{'•' if row.bullet else ''}{most}" for row, most in zip(rows, commas, strict=True)]
    style = _style(text, sections, rows)
    styles = [style] * len(rows)
    if style == "flat" and standing:
        printed = {start for start, _ in standing}
        styles = ["printed" if row.start in printed else style for row in rows]
    _see_words(tokens, kinds, sizes, styles)
    _see_chunks(tokens, kinds)
    _see_labels(tokens)
    _see_names(text, tokens, rows, gazetteer)
    _see_rules(tokens, sightings)
    starts, ends = tokens.starts, tokens.ends
    for first, last in sorted(set(named)):
        for n in range(max(0, bisect_right(starts, first) - 1), bisect_left(starts, last)):
            if ends[n] > first:
                tokens.groups[n].append(_ENTRY)
    return list(map(Seen, starts, ends, map(tuple, tokens.groups)))


def _see_words(tokens: _Tokens, kinds: Sequence[str], sizes: Sequence[str], styles: Sequence[str]) -> None:
    """Mark where words stand, those beside them, and how often they come again; sizes and styles are of rows."""
    headed = 0
    words = [look.word for look in tokens.looks]
    times = Counter(words)
    joined = [gap in _JOINED for gap in tokens.gaps]
    followed = [*joined[1:], False]
    for n, (word, shape, capital, _) in enumerate(tokens.looks):
        groups = tokens.groups[n]
        headed = _HEADED if word in _SKILL_WORDS else headed - 1
        groups.append(_place(tokens.gaps[n], kinds[n], sizes[tokens.rows[n]], shape, styles[tokens.rows[n]]))
        if joined[n]:
            before = words[n - 1]
            groups.append((f"ww={before} {word}",))
            if before in _SMALL_WORDS:
                groups.append((f"pf={before} {shape}",))
        if followed[n] and (after := words[n + 1]) in _SMALL_WORDS:
            groups.append((f"nf={shape} {after}",))
        if headed > 0:
            groups.append(_NEAR if headed > _HEADED // 2 else _FAR)
        if capital and times[word] > 1:
            groups.append((f"t={min(times[word], 4)}",))


SKIPPED = frozenset({SectionKind.CONTACT, SectionKind.REFERENCES})
"""Sections that never name a skill of the worker."""
