"""Course titles to the skills that they teach: inferred, never stated."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from app.documents.model import Document
from app.extraction.claims import Sighting
from app.extraction.model import Basis, CourseState, Entry, EntryKind, Source
from app.extraction.words.lexicon import words
from app.taxonomy.gazetteer import SKILL_KINDS
from app.taxonomy.index import Frameworks
from app.taxonomy.model import Concept, ConceptKind

_SKILLS = SKILL_KINDS - {ConceptKind.TECHNOLOGY}
"""Words in another order are no product: physical education is no software for it."""
_MOST = 2
"""So many skills of one course: its title names hardly more."""
_WHOLE, _PART = 0.4, 0.3
"""Confidence when the title is the name of a skill, and when the name is a part of it."""
_FEWEST_LETTERS = 4
_TELLING = 6
"""A single word of so many letters can be trusted to be the skill that has it as a further name."""
_SAME_WORDS = 0.99
"""Likeness of the same words in another order ("Engine Repair" is to repair engines)."""
_LEVEL = re.compile(
    r"\s*\([^()]*\)|\s+(?:[IVX]{1,4}|[1-9]|[A-D]|10[0-9]|[IVX]{1,3}[AB])(?=\s*(?:$|[:,/&-]))|\s+w/.*$|\s+with\s+lab\w*$",
)
_PARTS = re.compile(r"\s*[:;,/&+–—]\s*|\s+-\s+|\s+(?:and|y|und|et|with)\s+", re.IGNORECASE)
_ITEM = re.compile(r"[^,;•·|\n]+(?:\n[^,;•·|\n]+)?")


class Taught(NamedTuple):
    """A skill that a course title names."""

    concept: Concept
    name: str
    """As the framework writes it; of several names the one that the title has."""
    confidence: float


@cache
def _long() -> dict[str, str]:
    return dict(line.split(" = ") for line in words("transcripts", "courses", "short"))


@cache
def _filler() -> re.Pattern[str]:
    told = "|".join(
        re.escape(word) for word in sorted(words("transcripts", "courses", "filler"), key=lambda w: (-len(w), w))
    )
    return re.compile(rf"^(?:{told})(?=\s)\s*|\s+(?:{told})$", re.IGNORECASE)


def _levelled(title: str) -> str:
    """Cut the level from a title ("II", "101", "w/ Lab"), and write out the words that registrars shorten."""
    said = _LEVEL.sub("", f" {title}").strip()
    return " ".join(_long().get(word.casefold().strip("."), word) for word in said.split())


def _bare(said: str) -> str:
    """Cut from a title without its level the words that name no skill ("Introduction to")."""
    while (cut := _filler().sub("", said).strip(" .,:-")) != said and cut:
        said = cut
    return said


def _named(said: str, frameworks: Frameworks, *, whole: bool) -> Taught | None:
    """Give the skill that is called just so: no short form of a name, an ordinary word only when it is all."""
    if len(said) < _FEWEST_LETTERS or said.casefold() in words("transcripts", "courses", "never"):
        return None
    everyday = frameworks.is_everyday(said)
    for match in frameworks.lookup(said, kinds=SKILL_KINDS):
        usable = (
            match.literal
            and not (match.derived or match.narrower)
            and (match.preferred or " " in said or len(said) >= _TELLING)
        )
        if usable and (not everyday or (whole and match.preferred)):
            name = match.concept.name if match.preferred else match.name
            return Taught(match.concept, name, _WHOLE if whole else _PART)
    return None


def _head(said: str, frameworks: Frameworks) -> Taught | None:
    """Give the skill that the last word of a longer title is ("Cost Accounting" is accounting)."""
    last = said.split()[-1]
    if last == said or len(last) < _TELLING:
        return None
    found = _named(last, frameworks, whole=True)
    return found._replace(confidence=_PART) if found is not None and found.name == found.concept.name else None


def taught(title: str, frameworks: Frameworks) -> list[Taught]:
    """Give the skills that a course title names, at most two: the title itself, else its parts and names in it."""
    said = _levelled(title)
    bare = _bare(said)
    for one in dict.fromkeys((said, bare)):
        whole = _named(one, frameworks, whole=True)
        if whole is not None:
            return [whole]
    alike = frameworks.search(bare, kinds=_SKILLS, k=1) if " " in bare else []
    if alike and alike[0].score >= _SAME_WORDS:
        return [Taught(alike[0].concept, alike[0].concept.name, _PART)]
    found: dict[str, Taught] = {}
    parts = [_bare(_levelled(part)) for part in _PARTS.split(title) if part.strip()]
    for part in parts:
        named = _named(part, frameworks, whole=False) if part else None
        if named is not None:
            found.setdefault(named.name.casefold(), named)
    for occurrence in frameworks.gazetteer.find(said):
        telling = occurrence.tokens > 1 and occurrence.literal and not occurrence.derived and not occurrence.everyday
        if telling:
            name = occurrence.concepts[0].name if occurrence.is_preferred else occurrence.name
            found.setdefault(name.casefold(), Taught(occurrence.concepts[0], name, _PART))
    head = None if found or not bare else _head(bare, frameworks)
    return [*found.values(), *([head] if head else [])][:_MOST]


def _place(document: Document, entry: Entry) -> tuple[int, int]:
    """Give where the title of a course stands; its first evidence when it is broken over two lines."""
    title = r"\s+".join(map(re.escape, (entry.title or "").split()))
    for one in entry.evidence:
        found = re.search(title, document.text[one.start : one.end])
        if found is not None and found.group():
            return one.start + found.start(), one.start + found.end()
    return entry.evidence[0].start, entry.evidence[0].end


def course_skills(
    document: Document, entries: Sequence[Entry], frameworks: Frameworks, *, listed: bool = False
) -> Iterator[Sighting]:
    """Infer skills from the courses that a transcript says were passed; the source names the course entry.

    `listed` courses are a person's own list, where nothing says what became of one.
    """
    states = (CourseState.PASSED, None) if listed else (CourseState.PASSED,)
    for entry in entries:
        if entry.kind is EntryKind.COURSE and entry.state in states and entry.title:
            yield from _sightings(entry, entry.title, _place(document, entry), frameworks)


def _sightings(entry: Entry, title: str, place: tuple[int, int], frameworks: Frameworks) -> Iterator[Sighting]:
    for concept, name, confidence in taught(title, frameworks):
        source = Source(entry_id=entry.id, kind="course", concept_id=concept.id, concept_name=concept.name)
        yield Sighting(*place, Basis.INFERRED, confidence, entry.id, name=name, source=source)


def recommended_skills(
    document: Document, subjects: Sequence[tuple[Entry, int, int]], frameworks: Frameworks
) -> Iterator[Sighting]:
    """Infer skills from the subjects that credit is recommended in; the source names the course or occupation."""
    for entry, start, end in subjects:
        yield from _sightings(entry, " ".join(document.text[start:end].split()), (start, end), frameworks)


def coursework_skills(
    document: Document, lists: Sequence[tuple[Entry, int, int]], frameworks: Frameworks
) -> Iterator[Sighting]:
    """Infer skills from lists of courses of a resume; the source names the schooling that they belong to."""
    for entry, start, end in lists:
        for item in _ITEM.finditer(document.text, start, end):
            said = item.group()
            place = item.start() + len(said) - len(said.lstrip()), item.end() - len(said) + len(said.rstrip(" .\n"))
            if place[0] < place[1]:
                yield from _sightings(entry, " ".join(document.text[slice(*place)].split()), place, frameworks)
