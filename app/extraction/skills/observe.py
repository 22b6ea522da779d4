"""Rows to tokens with what is seen of each: word, shape, gazetteer, list place, section, and what the rules found."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from app.extraction.claims import Sighting
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.flattened import LONG
from app.extraction.lines.rows import Row
from app.extraction.skills.named import named
from app.extraction.words.name_words import name_word
from app.taxonomy.gazetteer import Gazetteer, Occurrence
from app.taxonomy.model import ConceptKind

_TOKEN = re.compile(r"(?:\\x[0-9a-f]{2})+|[^\W_]+(?:['’][^\W\d_]{1,2}(?!\w))?(?:\+\+|#(?!\w))?|\S")
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
_NEAR, _FAR, _ENTRY = "h=near", "h=far", "e=entry"
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


@dataclass(slots=True)
class Seen:
    """The tokens of a text in columns: token `n` is `text[starts[n]:ends[n]]`.

    What is seen of it are names. Those that come together for many tokens are one group, so that what is known of a
    group can be kept; others stand alone.
    """

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    groups: list[list[Names | str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.starts)

    def features(self, n: int) -> Names:
        """Give the names of what is seen of token `n`, in their order."""
        return tuple(chain.from_iterable([group] if isinstance(group, str) else group for group in self.groups[n]))


class Looks(NamedTuple):
    """What a word looks like wherever it stands."""

    word: str
    """Folded: small letters, every digit 0."""
    shape: str
    capital: bool
    """It is neither a mark nor all small letters."""
    parts: bool
    """It is a mark that stands between the parts of a list."""
    features: Names


class _Tokens(NamedTuple):
    """Columns, one row for each token."""

    seen: Seen
    said: list[str]
    looks: list[Looks]
    rows: list[int]
    gaps: list[str]
    """What parts each from the token before: `tight`, `space`, `wide`, `row` or `bullet`."""


def _tokens(text: str, rows: Sequence[Row]) -> _Tokens:
    starts, ends, numbers, gaps = list[int](), list[int](), list[int](), list[str]()
    for n, row in enumerate(rows):
        spans = [match.span() for match in _TOKEN.finditer(text, row.start, row.end)]
        if not spans:
            continue
        firsts, lasts = zip(*spans, strict=True)
        starts += firsts
        ends += lasts
        numbers += [n] * len(spans)
        gaps.append("bullet" if row.bullet else "row")
        gaps += [
            "tight" if at == before else "space" if text[before:at] == " " else "wide"
            for before, at in zip(lasts, firsts[1:], strict=False)
        ]
    said = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    seen = list(map(looks, said))
    return _Tokens(Seen(starts, ends, [[look.features] for look in seen]), said, seen, numbers, gaps)


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


@lru_cache(maxsize=1 << 15)
def looks(said: str) -> Looks:
    """Give what is seen of a word by itself. Words are few, tokens many: each is looked at once."""
    word = _MARK if said.startswith(_MARK) else _DIGIT.sub("0", said.lower())
    shape = _shape(said)
    features = [f"w={word}", f"c={shape}", f"n={name_word(word)}"]
    if len(word) > 4:
        features += [f"s={word[-3:]}", f"p={word[:4]}"]
    parts = said in _PARTS or said.startswith(_MARK)
    return Looks(word, shape, shape not in (said[0], "lower"), parts, tuple(features))


_MOST_PLACES = 1 << 10
"""Of rows of one sort, that are remembered."""


class _Places(dict[tuple[str, str], Names]):
    """What is seen of a place in rows of one sort, by what parts its token from the one before, and its shape."""

    def __init__(self, kind: str, row: str, style: str) -> None:
        super().__init__()
        self._sort = kind, row, style

    def __missing__(self, place: tuple[str, str]) -> Names:
        (gap, shape), (kind, row, style) = place, self._sort
        if len(self) >= _MOST_PLACES:
            self.clear()
        found = self[place] = f"b={gap}", f"k={kind}", f"kr={kind}{row}", f"kc={kind}{shape}", f"y={style}{kind}"
        return found


_places = lru_cache(maxsize=1 << 12)(_Places)


@lru_cache(maxsize=1 << 13)
def _chunk(size: str, place: str, kind: str, lead: str) -> Names:
    return f"d={size}{place}", f"dk={size}{kind}", f"dc={size}{lead}"


def _bucket(count: int) -> str:
    return str(count) if count < 6 else "6+" if count < 10 else "10+" if count < 25 else "25+"


def _chunks(tokens: _Tokens) -> Iterator[tuple[int, int]]:
    """Give the runs of tokens between commas, bullets, wide gaps, ends of sentences and ends of rows."""
    first, gaps = 0, tokens.gaps
    for n, (said, look, gap) in enumerate(zip(tokens.said, tokens.looks, gaps, strict=True)):
        if gap in _APART and n > first:
            yield first, n
            first = n
        if look.parts or (said in _STOPS and (n + 1 == len(gaps) or gaps[n + 1] != "tight")):
            if n > first:
                yield first, n
            first = n + 1
    if first < len(gaps):
        yield first, len(gaps)


def _see_chunks(tokens: _Tokens, kinds: Sequence[str]) -> None:
    groups, rows = tokens.seen.groups, tokens.rows
    for first, last in _chunks(tokens):
        size, kind, lead = _bucket(last - first), kinds[rows[first]], tokens.looks[first].shape
        if last - first == 1:
            groups[first].append(_chunk(size, "only", kind, lead))
            continue
        groups[first].append(_chunk(size, "first", kind, lead))
        groups[last - 1].append(_chunk(size, "last", kind, lead))
        inner = _chunk(size, "inner", kind, lead)
        for group in groups[first + 1 : last - 1]:
            group.append(inner)


def _see_labels(tokens: _Tokens) -> None:
    """Mark what follows a colon on its row, with the word before the colon."""
    said, gaps, groups = tokens.said, tokens.gaps, tokens.seen.groups
    for colon in [n for n, word in enumerate(said) if word == ":" and n]:
        label = f"l={tokens.looks[colon - 1].word}"
        for n in range(colon + 1, len(said)):
            if gaps[n] in _BEGINS:
                break
            groups[n].append(label)
            if said[n] == ":":
                break


def _kind_of(found: Occurrence) -> str:
    kinds = {concept.kind for concept in found.concepts}
    if ConceptKind.TECHNOLOGY in kinds:
        return "t"
    return "k" if ConceptKind.KNOWLEDGE in kinds else "s"


@lru_cache(maxsize=1 << 10)
def _named(place: str, sort: str, size: int, flags: str) -> Names:
    return f"g={place}{sort}{size}{flags}", f"gn={place}{size}"


def _see_names(text: str, tokens: _Tokens, at: Mapping[int, int], rows: Sequence[Row], gazetteer: Gazetteer) -> None:
    """Mark the names that the frameworks know, each at its longest; `at` gives the token that begins at a place."""
    if not rows:
        return
    for found in named(gazetteer, text).within(rows[0].start, rows[-1].end):
        n = at.get(found.start)
        if n is None:
            continue
        flags = (
            "e" * found.everyday
            + "l" * found.literal
            + "d" * found.derived
            + "p" * found.is_preferred
            + "x" * found.exact_case
        )
        what = _kind_of(found), min(found.tokens, 3), flags
        _see_over(tokens.seen, n, found.end, _named("B", *what), _named("I", *what))


def _see_rules(tokens: _Tokens, at: Mapping[int, int], sightings: Sequence[Sighting]) -> None:
    for sighting in sightings:
        n = at.get(sighting.start)
        if n is not None:
            sure = f"{sighting.basis[0]}{sighting.confidence:.2f}"
            _see_over(tokens.seen, n, sighting.end, f"r=B{sure}", f"r=I{sure}")


def _see_over(seen: Seen, first: int, end: int, begins: Names | str, inside: Names | str) -> None:
    """Mark the tokens from `first` on that end up to `end`: the first one otherwise than the others."""
    told = begins
    for n in range(first, len(seen)):
        if seen.ends[n] > end:
            break
        seen.groups[n].append(told)
        told = inside


def _section_of(sections: Sequence[Section], rows: Sequence[Row]) -> list[str]:
    kind_at = {row.start: _seen_as(section.kind) for section in sections for row in section.rows}
    return [kind_at.get(row.start, "heading") for row in rows]


def _seen_as(kind: SectionKind) -> str:
    """Give the kind as the tagger knows it, which has learnt no works apart from other matters."""
    return str(SectionKind.OTHER if kind is SectionKind.WORKS else kind)


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
    unseen: Container[int] = (),
) -> Seen:
    """Give the tokens of all sections in order, with their features.

    `sightings` are what the rules found; `named` are the places of titles, organizations and dates of entries. Lists
    in the rows `standing` are seen as printed ones, though the text may have lost its line breaks. Rows that begin at
    one of `unseen` are left out.
    """
    whole = [row for s in sections for row in ([s.heading] if s.heading else []) + list(s.rows)]
    # a list that was taken out of the section around it comes behind it
    whole.sort(key=lambda row: row.start)
    rows = [row for row in whole if row.start not in unseen]
    tokens = _tokens(text, rows)
    kinds = _section_of(sections, rows)
    commas = [min(row.said.count(",") + row.said.count("•"), 3) for row in rows]
    sizes = [f"{_bucket(row.words)}{'•' if row.bullet else ''}{most}" for row, most in zip(rows, commas, strict=True)]
    style = _style(text, sections, whole)
    styles = [style] * len(rows)
    if style == "flat" and standing:
        printed = {start for start, _ in standing}
        styles = ["printed" if row.start in printed else style for row in rows]
    _see_words(tokens, list(map(_places, kinds, sizes, styles)))
    _see_chunks(tokens, kinds)
    _see_labels(tokens)
    seen = tokens.seen
    at = dict(zip(seen.starts, range(len(seen)), strict=True))
    _see_names(text, tokens, at, rows, gazetteer)
    _see_rules(tokens, at, sightings)
    for first, last in sorted(set(named)):
        for n in range(max(0, bisect_right(seen.starts, first) - 1), bisect_left(seen.starts, last)):
            if seen.ends[n] > first:
                seen.groups[n].append(_ENTRY)
    return seen


def _see_words(tokens: _Tokens, places: Sequence[_Places]) -> None:
    """Mark where words stand, those beside them, and how often they come again; `places` are of rows."""
    headed = 0
    times = Counter([look.word for look in tokens.looks])
    joined = [gap in _JOINED for gap in tokens.gaps]
    words = [look.word for look in tokens.looks]
    before = chain([""], words)
    columns = tokens.seen.groups, tokens.looks, tokens.rows, tokens.gaps, before, joined, chain(joined[1:], [False])
    for n, (groups, look, row, gap, left, goes_on, followed) in enumerate(zip(*columns, strict=False)):
        word, shape = look.word, look.shape
        headed = _HEADED if word in _SKILL_WORDS else headed - 1
        groups.append(places[row][gap, shape])
        if goes_on:
            groups.append(f"ww={left} {word}")
            if left in _SMALL_WORDS:
                groups.append(f"pf={left} {shape}")
        if followed and (after := words[n + 1]) in _SMALL_WORDS:
            groups.append(f"nf={shape} {after}")
        if headed > 0:
            groups.append(_NEAR if headed > _HEADED // 2 else _FAR)
        if look.capital and times[word] > 1:
            groups.append(f"t={min(times[word], 4)}")


SKIPPED = frozenset({SectionKind.CONTACT, SectionKind.REFERENCES})
"""Sections that never name a skill of the worker."""
