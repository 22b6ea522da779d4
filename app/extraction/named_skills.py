"""Rows to the skills that they name: lists, labelled lists, prose about oneself, and duties of entries."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.documents.model import Document
from app.documents.spans import Spans
from app.extraction.certificates.told import lists_paper
from app.extraction.claims import Sighting
from app.extraction.headings.listings import label_of, labelled_items, short_items, with_rest
from app.extraction.headings.openings import SectionKind, fold_heading, section_named
from app.extraction.headings.sections import Section
from app.extraction.headings.strengths import names_strengths
from app.extraction.lines.rows import Row
from app.extraction.model import Basis, Entry
from app.extraction.owners import Owners
from app.extraction.parts.certificates import certificate_kind
from app.extraction.section_entries import JOBS, SCHOOLING
from app.extraction.skills.chips import chips
from app.extraction.skills.duties import listed_duties, over_deeds, plain_duties, tells_duty
from app.extraction.skills.instruments import known_tools, lettered, used
from app.extraction.skills.lists import Known, items, knower, maker, namer
from app.extraction.skills.mentions import listed_in_prose, mentions
from app.extraction.skills.stacks import made_with
from app.extraction.skills.trimming import trim
from app.extraction.words.lexicon import words
from app.extraction.words.scores import title_score
from app.taxonomy.index import Frameworks

HEADLESS = (SectionKind.SUMMARY, SectionKind.TOP, SectionKind.OTHER)
"""Where jobs may stand below no heading of their own."""
LISTS = (SectionKind.SKILLS, SectionKind.LANGUAGES)
_NOT_WORK = (SectionKind.INTERESTS, SectionKind.REFERENCES, SectionKind.CONTACT)
_CONTACT = re.compile(r"\S@\S|https?:|www\.|\d{3}[-.)\s]+\d{3,4}|\b[A-Z]{2}\s+\d{5}\b")
_PAPER = re.compile(
    r"\b(?:licen[sc]e[ds]?|certifi\w+|cert|permit|card|CDL|(?:valid|clean|current) DL|ServSafe|OSHA[- ]?\d+)\b",
    re.IGNORECASE,
)
"""In a list of skills only these words make a certification or licence of an item; "CPR" is a skill there."""

_AROUND_PAPERS = re.compile(
    r"\b(?:permit|card|licen[sc]e)s? (?!(?:class|type|number|expir\w+|valid|current|clean|active|pending|holder"
    r"|with|from|since|through|until|required|endorsed|renewal|state|essential|preferred|needed|held)\b)[a-z]{4,}",
    re.IGNORECASE,
)
"""What is done with papers, and none of them ("Permit drawings")."""
_MEMBER = re.compile(
    r"(?:^|(?<!\bteam )(?<!\bcrew )(?<!\bstaff )(?<!\bboard )\b)member(?:ships?)?(?: of)?\W*(?:$|,|:|since\b|\d)",
    re.IGNORECASE,
)
"""Of what body somebody is a member, amid a list of skills."""
_WISH = re.compile(
    r"(?<=[\w)])\.\s+(?=(?:Willing|Eager|Wanting|Hoping|Looking|Interested|Currently learning|Would like)\b)[^.]*\.?$"
)
"""The last sentence of a line, of what somebody wishes for."""
_MEMBERSHIPS = re.compile(r"\b(?:memberships?|affiliations?)\b", re.IGNORECASE)
_TITLE = 1.5
"""Score from which words are a title of somebody."""
_SEVERAL, _BRIEF, _STRENGTHS = 3, 12, 4
_NAME_WORDS = 8
"""Items of a list from which on it is one whatever its label says, and words of one line of such a list."""


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
        kind = certificate_kind(said) if _PAPER.search(said) and not _AROUND_PAPERS.search(said) else None
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
    letters = lettered(text, prose, namer(reading.frameworks), Basis.STATED)
    return listed + [m for m in (*named, *letters) if not longer.hold(m.start, m.end)]


def labelled_lists(
    reading: Reading, found: Sequence[Row], *, beside: bool = False
) -> tuple[list[Sighting], list[Row]]:
    """Lines such as "Tools: a, b" outside a skill section are lists; give their skills and the other rows.

    `beside`: so are lists behind other labels that stand right above or below such a line.
    """
    sightings: list[Sighting] = []
    rest: list[Row] = []
    groups = list(with_rest(found))
    named = [_label_names(listed) for listed in groups]
    also = _beside(groups, named) if beside else set[int]()
    for n, listed in enumerate(groups):
        if named[n] in LISTS or n in also:
            sightings += listed_skills(reading, listed)[0]
        elif named[n] not in _NOT_WORK:
            rest += listed
    return sightings, rest


def _label_names(rows: Sequence[Row]) -> SectionKind | None:
    """Give the kind of section that the label of rows names; what a job was done with is a list of skills.

    So are several short things behind "Qualifications" and the like.
    """
    label = label_of(rows[0].said)
    if label is None:
        return None
    named = section_named(label)
    if named is SectionKind.SUMMARY and names_strengths(label) and len(labelled_items(rows)) >= _STRENGTHS:
        return SectionKind.SKILLS
    return SectionKind.SKILLS if named is None and fold_heading(label) in words("skills", "stacks") else named


def _beside(groups: Sequence[Sequence[Row]], named: Sequence[SectionKind | None]) -> set[int]:
    """Give which groups are lists behind labels of any words, right beside one whose label names skills."""
    found: set[int] = set()
    lists = [named[n] is None and len(labelled_items(group)) >= _SEVERAL for n, group in enumerate(groups)]
    for order in (range(len(groups)), range(len(groups) - 1, -1, -1)):
        amid = False
        for n in order:
            amid = named[n] is SectionKind.SKILLS or (amid and lists[n])
            if amid and lists[n]:
                found.add(n)
    return found


def listing(section: Section) -> list[Row]:
    """Give the rows of a section of skills that list some; others may tell what was done."""
    plain = [*plain_duties(section.rows, section.heading), *over_deeds(section.rows)]
    return [row for row in section.rows if _lists_skills(row) and row not in plain]


def _lists_skills(row: Row) -> bool:
    """Below skills or languages stand lists, and perhaps duties, or a line of another section ("REFERENCES: yes")."""
    label = label_of(row.said)
    if row.words <= _NAME_WORDS and _MEMBER.search(row.said):
        return False
    return not tells_duty(row) and (label is None or section_named(label) not in _NOT_WORK)


def _is_prose(row: Row) -> bool:
    """Above the first heading a row is prose only when it is a sentence's length and no line of contacts."""
    return row.words > 7 and not _CONTACT.search(row.said)


def told_skills(reading: Reading, section: Section, owners: Owners) -> Iterator[Sighting]:
    """Skills in the prose of a section."""
    if section.kind is SectionKind.OTHER and section.heading and _MEMBERSHIPS.search(section.heading.said):
        # names of bodies
        return
    if section.kind in HEADLESS:
        work = [row for row in section.rows if owners.of(row) is not None]
        if work:
            # jobs that stand below no heading of their own
            yield from _told_of_entries(reading, work, owners)
            own = {row.start for row in work}
            section = replace(section, rows=tuple(row for row in section.rows if row.start not in own))
        several = section.kind is SectionKind.SUMMARY and sum(row.bullet for row in section.rows) >= _SEVERAL
        if section.kind is SectionKind.SUMMARY:
            section = replace(section, rows=tuple(row for row in section.rows if not lists_paper(row)))
        bullets = [row for row in section.rows if row.bullet]
        prose = [row for row in section.rows if not (row.bullet and _CONTACT.search(row.said))]
        if several or _lists_what_is_done(section, bullets):
            yield from listed_skills(reading, bullets)[0]
            prose = [row for row in prose if not row.bullet]
        labelled, prose = labelled_lists(reading, prose, beside=True)
        yield from labelled
        prose = [_before_wish(row) for row in prose]
        people_write = namer(reading.frameworks)
        known_lists = {row.start: row for row in prose if _lists_known(row, reading.known, people_write)}
        yield from listed_skills(reading, known_lists.values())[0]
        prose = [row for row in prose if row.start not in known_lists]
        yield from stated_in(reading, [row for row in prose if section.kind is not SectionKind.TOP or _is_prose(row)])
    elif section.kind is SectionKind.CONTACT:
        # personal details may tell what is spoken
        yield from labelled_lists(reading, section.rows)[0]
    elif section.kind in JOBS or section.kind in SCHOOLING:
        if section.kind is SectionKind.PROJECTS:
            yield from made_with(reading.document.text, section.rows, reading.known)
        yield from _told_of_entries(reading, section.rows, owners)


def _before_wish(row: Row) -> Row:
    """Give a row without the last sentence, which tells what somebody wishes for ("Sewing. Willing to learn: …")."""
    wish = _WISH.search(row.said)
    return row if wish is None else replace(row, end=row.start + wish.start() + 1, said=row.said[: wish.start() + 1])


def _lists_known(row: Row, known: Known, people_write: Known) -> bool:
    """A row of several short things, the first no title; two at least and most are printed names of skills.

    How well behind a name is no part of it ("Spanish fluent"). What opens a bracket that another row closes is prose.
    """
    if row.said.count("(") != row.said.count(")"):
        return False
    parts = [part[slice(*trim(part, 0, len(part)))] for part in map(str.strip, short_items(row.said))]
    if len(parts) == 1:
        side_by_side = chips(row.said, 0, len(row.said), known)
        return len(side_by_side) > 1 and all(known(row.said[start:end]) for start, end in side_by_side)
    names = sum(not part.islower() and (known(part) or (" " in part and people_write(part))) for part in parts)
    return len(parts) >= _SEVERAL and names > 1 and 2 * names >= len(parts) and title_score(parts[0]) < _TITLE


def _lists_what_is_done(section: Section, bullets: Sequence[Row]) -> bool:
    """Above the first heading several short lines with bullets are what somebody can do."""
    brief = all(row.words <= _BRIEF and not _CONTACT.search(row.said) and not tells_duty(row) for row in bullets)
    return section.kind is SectionKind.TOP and len(bullets) > _SEVERAL and brief


def names_only(row: Row) -> bool:
    """Say whether a short line only names something of a job ("Project: E-Learning Portal")."""
    label = label_of(row.said) if row.words <= _NAME_WORDS else None
    return label is not None and fold_heading(label) in words("skills", "named")


def _told_of_entries(reading: Reading, found: Sequence[Row], owners: Owners) -> Iterator[Sighting]:
    """Skills in what rows tell of the entries that they belong to."""
    text = reading.document.text
    for owner, own in owners.owned(found):
        labelled, prose = labelled_lists(reading, own)
        yield from labelled
        if owner is not None:
            prose = [row for row in prose if not names_only(row)]
            yield from (replace(s, entry_id=owner) for s in listed_duties(text, prose, reading.known))
            yield from (
                replace(s, entry_id=owner) for s in used(text, prose, reading.known, maker(reading.frameworks))
            )
            named = namer(reading.frameworks)
            yield from (replace(s, entry_id=owner) for s in known_tools(prose, named))
            yield from (replace(s, entry_id=owner) for s in lettered(text, prose, named, Basis.DEMONSTRATED))
            yield from mentions(text, prose, reading.frameworks, Basis.DEMONSTRATED, owner)
