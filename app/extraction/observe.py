"""Rows to tokens with what is seen of each: word, shape, gazetteer, list place, section, and what the rules found."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.extraction.claims import Sighting
from app.extraction.headings import SectionKind
from app.extraction.rows import Row
from app.extraction.sections import Section
from app.taxonomy.gazetteer import Gazetteer, Occurrence
from app.taxonomy.model import ConceptKind

_TOKEN = re.compile(r"(?:\\x[0-9a-f]{2})+|[^\W_]+(?:['’][^\W\d_]{1,2}(?!\w))?(?:\+\+|#(?!\w))?|\S")
_PARTS = frozenset(",;•|●▪■◦·:✓➢")
_STOPS = frozenset(".!?")
_MARK = r"\x"
"""A byte that somebody's conversion wrote out ("\\xe2\\x80\\xa2"): it was a bullet or a dash."""
_HEADED = 40
"""So many tokens after the word "skills" a text without headings still counts as speaking of them."""
_SKILL_WORDS = frozenset(
    {"skills", "skill", "competencies", "expertise", "strengths", "proficiencies", "qualifications", "technologies"}
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One token, `text[start:end]`, and the names of what is seen of it."""

    start: int
    end: int
    features: tuple[str, ...]


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    said: str
    row: int
    gap: str
    """What parts it from the token before: `tight`, `space`, `wide` or `row`."""
    features: list[str] = field(default_factory=list)


def _tokens(text: str, rows: Sequence[Row]) -> list[_Token]:
    found: list[_Token] = []
    for n, row in enumerate(rows):
        before = None
        for match in _TOKEN.finditer(text, row.start, row.end):
            if before is None:
                gap = "bullet" if row.bullet else "row"
            else:
                between = text[before : match.start()]
                gap = "tight" if not between else "space" if between == " " else "wide"
            found.append(_Token(match.start(), match.end(), match.group(), n, gap))
            before = match.end()
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


def _folded(said: str) -> str:
    if said.startswith(_MARK):
        return _MARK
    return re.sub(r"\d", "0", said.lower())


def _bucket(count: int) -> str:
    return str(count) if count < 6 else "6+" if count < 10 else "10+" if count < 25 else "25+"


def _is_part(token: _Token) -> bool:
    return token.said in _PARTS or token.said.startswith(_MARK)


def _chunks(tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """Give the runs of tokens between commas, bullets, wide gaps, ends of sentences and ends of rows."""
    first = 0
    for n, token in enumerate(tokens):
        if n > first and token.gap in ("row", "bullet", "wide"):
            yield first, n
            first = n
        stop = token.said in _STOPS and (n + 1 == len(tokens) or tokens[n + 1].gap != "tight")
        if _is_part(token) or stop:
            if n > first:
                yield first, n
            first = n + 1
    if first < len(tokens):
        yield first, len(tokens)


def _see_chunks(tokens: Sequence[_Token], kinds: Sequence[str]) -> None:
    for first, last in _chunks(tokens):
        size = _bucket(last - first)
        lead = _shape(tokens[first].said)
        for n in range(first, last):
            place = "only" if last - first == 1 else "first" if n == first else "last" if n == last - 1 else "inner"
            tokens[n].features += [f"d={size}{place}", f"dk={size}{kinds[n]}", f"dc={size}{lead}"]


def _see_labels(tokens: Sequence[_Token]) -> None:
    """Mark what follows a colon on its row, with the word before the colon."""
    label = None
    for n, token in enumerate(tokens):
        if token.gap in ("row", "bullet"):
            label = None
        if label is not None:
            token.features.append(f"l={label}")
        if token.said == ":" and n:
            label = _folded(tokens[n - 1].said)


def _kind_of(found: Occurrence) -> str:
    kinds = {concept.kind for concept in found.concepts}
    if ConceptKind.TECHNOLOGY in kinds:
        return "t"
    return "k" if ConceptKind.KNOWLEDGE in kinds else "s"


def _see_names(text: str, tokens: Sequence[_Token], rows: Sequence[Row], gazetteer: Gazetteer) -> None:
    """Mark the names that the frameworks know, each at its longest."""
    if not rows:
        return
    base = rows[0].start
    starts = {token.start: n for n, token in enumerate(tokens)}
    for found in gazetteer.find(text[base : rows[-1].end]):
        n = starts.get(base + found.start)
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
        while n < len(tokens) and tokens[n].end <= base + found.end:
            place = "B" if first else "I"
            tokens[n].features += [f"g={place}{sort}{size}{flags}", f"gn={place}{size}"]
            first, n = False, n + 1


def _see_rules(tokens: Sequence[_Token], sightings: Sequence[Sighting]) -> None:
    starts = {token.start: n for n, token in enumerate(tokens)}
    for sighting in sightings:
        n = starts.get(sighting.start)
        if n is None:
            continue
        sure = f"{sighting.basis[0]}{sighting.confidence:.2f}"
        first = True
        while n < len(tokens) and tokens[n].end <= sighting.end:
            tokens[n].features.append(f"r={'B' if first else 'I'}{sure}")
            first, n = False, n + 1


def _section_of(sections: Sequence[Section], rows: Sequence[Row]) -> list[str]:
    kind_at = {row.start: str(section.kind) for section in sections for row in section.rows}
    return [kind_at.get(row.start, "heading") for row in rows]


def observe(
    text: str,
    sections: Sequence[Section],
    sightings: Sequence[Sighting],
    named: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
) -> list[Seen]:
    """Give the tokens of all sections in order, with their features.

    `sightings` are what the rules found; `named` are the places of titles, organizations and dates of entries.
    """
    rows = [row for s in sections for row in ([s.heading] if s.heading else []) + list(s.rows)]
    tokens = _tokens(text, rows)
    section = _section_of(sections, rows)
    kinds = [section[token.row] for token in tokens]
    commas = [row.said.count(",") + row.said.count("•") for row in rows]
    headed = 0
    times: Counter[str] = Counter()
    for n, token in enumerate(tokens):
        word, shape, row = _folded(token.said), _shape(token.said), rows[token.row]
        size = _bucket(row.words)
        headed = _HEADED if word in _SKILL_WORDS else headed - 1
        times[word] += 1
        token.features += [
            f"w={word}",
            f"c={shape}",
            f"b={token.gap}",
            f"k={kinds[n]}",
            f"kr={kinds[n]}{size}{'•' if row.bullet else ''}{min(commas[token.row], 3)}",
            f"kc={kinds[n]}{shape}",
        ]
        if len(word) > 4:
            token.features += [f"s={word[-3:]}", f"p={word[:4]}"]
        if n and token.gap in ("space", "tight"):
            token.features.append(f"ww={_folded(tokens[n - 1].said)} {word}")
        if headed > 0:
            token.features.append("h=near" if headed > _HEADED // 2 else "h=far")
    for token in tokens:
        if _shape(token.said) not in (token.said[0], "lower") and times[_folded(token.said)] > 1:
            token.features.append(f"t={min(times[_folded(token.said)], 4)}")
    _see_chunks(tokens, kinds)
    _see_labels(tokens)
    _see_names(text, tokens, rows, gazetteer)
    _see_rules(tokens, sightings)
    for token in tokens:
        if any(first < token.end and token.start < last for first, last in named):
            token.features.append("e=entry")
    return [Seen(token.start, token.end, tuple(token.features)) for token in tokens]


SKIPPED = frozenset({SectionKind.CONTACT, SectionKind.REFERENCES})
"""Sections that never name a skill of the worker."""
