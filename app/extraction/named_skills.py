"""Rows to the skills that they name: lists, labelled lists, prose about oneself, and duties of entries."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.documents.model import Document
from app.documents.spans import Spans
from app.extraction.claims import Sighting
from app.extraction.headings.listings import label_of, with_rest
from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.headings.sections import Section
from app.extraction.lines.rows import Row
from app.extraction.model import Basis, Entry
from app.extraction.parts.certificates import certificate_kind
from app.extraction.reach import Owners
from app.extraction.section_entries import JOBS, SCHOOLING
from app.extraction.skills.duties import listed_duties, tells_duty
from app.extraction.skills.instruments import used
from app.extraction.skills.lists import Known, items, knower
from app.extraction.skills.mentions import listed_in_prose, mentions
from app.taxonomy.index import Frameworks

HEADLESS = (SectionKind.SUMMARY, SectionKind.TOP, SectionKind.OTHER)
"""Where jobs may stand below no heading of their own."""
LISTS = (SectionKind.SKILLS, SectionKind.LANGUAGES)
_NOT_WORK = (SectionKind.INTERESTS, SectionKind.REFERENCES, SectionKind.CONTACT)
_CONTACT = re.compile(r"\S@\S|https?:|www\.|\d{3}[-.)\s]+\d{3,4}|\b[A-Z]{2}\s+\d{5}\b")
_PAPER = re.compile(r"\b(?:licen[sc]e[ds]?|certifi\w+|cert|permit|card|CDL|ServSafe|OSHA[- ]?\d+)\b", re.IGNORECASE)
"""In a list of skills only these words make a certification or licence of an item; "CPR" is a skill there."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is being read, and what it is read with."""

    document: Document
    frameworks: Frameworks

    @property
    def known(self) -> Known:
        """Says whether a framework has a skill of exactly this name."""
        return knower(self.frameworks)


def listed_skills(reading: Reading, found: Iterable[Row]) -> tuple[list[Sighting], list[Entry]]:
    """Skills of a list; what is a certification or licence by its words becomes an entry instead."""
    text = reading.document.text
    listed, prose = items(text, list(found), reading.known)
    sightings: list[Sighting] = []
    certificates: list[Entry] = []
    for item in listed:
        said = text[item.start : item.end]
        kind = certificate_kind(said) if _PAPER.search(said) else None
        if kind is not None and not item.known:
            evidence = (reading.document.evidence(item.start, item.end),)
            title = " ".join(text[item.start : item.end].split())
            certificates.append(Entry(id="", kind=kind, title=title, evidence=evidence))
        else:
            sightings.append(Sighting(item.start, item.end, Basis.STATED, 0.95 if item.known else 0.75, None))
    sightings += stated_in(reading, prose)
    return sightings, certificates


def stated_in(reading: Reading, prose: Sequence[Row]) -> list[Sighting]:
    """Skills that prose about oneself names; a longer name that it lists takes the place of those inside it."""
    text = reading.document.text
    listed = list(listed_in_prose(text, prose, reading.known))
    named = mentions(text, prose, reading.frameworks, Basis.STATED)
    longer = Spans((s.start, s.end) for s in listed)
    return listed + [m for m in named if not longer.hold(m.start, m.end)]


def labelled_lists(reading: Reading, found: Sequence[Row]) -> tuple[list[Sighting], list[Row]]:
    """Lines such as "Tools: a, b" outside a skill section are lists; give their skills and the other rows."""
    sightings: list[Sighting] = []
    rest: list[Row] = []
    for listed in with_rest(found):
        label = label_of(listed[0].said)
        named = section_named(label) if label else None
        if named in LISTS:
            sightings += listed_skills(reading, listed)[0]
        elif named not in _NOT_WORK:
            rest += listed
    return sightings, rest


def lists_skills(row: Row) -> bool:
    """Below skills or languages stand lists, and perhaps duties, or a line of another section ("REFERENCES: yes")."""
    label = label_of(row.said)
    return not tells_duty(row) and (label is None or section_named(label) not in _NOT_WORK)


def _is_prose(row: Row) -> bool:
    """Above the first heading a row is prose only when it is a sentence's length and no line of contacts."""
    return row.words > 7 and not _CONTACT.search(row.said)


def told_skills(reading: Reading, section: Section, owners: Owners) -> Iterator[Sighting]:
    """Skills in the prose of a section."""
    if section.kind in HEADLESS:
        work = [row for row in section.rows if owners.of(row) is not None]
        if work:
            # jobs that stand below no heading of their own
            yield from _told_of_entries(reading, work, owners)
            own = {row.start for row in work}
            section = replace(section, rows=tuple(row for row in section.rows if row.start not in own))
        bullets = [row for row in section.rows if row.bullet]
        prose = [row for row in section.rows if section.kind is not SectionKind.TOP or _is_prose(row)]
        if section.kind is SectionKind.SUMMARY and len(bullets) >= 3:
            yield from listed_skills(reading, bullets)[0]
            prose = [row for row in prose if not row.bullet]
        labelled, prose = labelled_lists(reading, prose)
        yield from labelled
        yield from stated_in(reading, prose)
    elif section.kind is SectionKind.CONTACT:
        # personal details may tell what is spoken
        yield from labelled_lists(reading, section.rows)[0]
    elif section.kind in JOBS or section.kind in SCHOOLING:
        yield from _told_of_entries(reading, section.rows, owners)


def _told_of_entries(reading: Reading, found: Sequence[Row], owners: Owners) -> Iterator[Sighting]:
    """Skills in what rows tell of the entries that they belong to."""
    text = reading.document.text
    for owner, own in owners.owned(found):
        labelled, prose = labelled_lists(reading, own)
        yield from labelled
        if owner is not None:
            yield from (replace(s, entry_id=owner) for s in listed_duties(text, prose, reading.known))
            yield from (replace(s, entry_id=owner) for s in used(text, prose))
            yield from mentions(text, prose, reading.frameworks, Basis.DEMONSTRATED, owner)
