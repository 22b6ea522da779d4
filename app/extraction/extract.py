"""Document to entries and claims, offline: sections, entries, listed skills, mentions in duties, inferences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.documents.model import Cell, Document
from app.documents.spans import Firsts, Spans
from app.extraction.addresses import without_addresses
from app.extraction.advertisements import is_advertisement, wanted
from app.extraction.certificates.told import told_papers
from app.extraction.claims import Sighting, called, entry_claims, name_entries, skill_claims
from app.extraction.days_first import dated_as_meant
from app.extraction.done import done
from app.extraction.filled.boxes import ticked
from app.extraction.filled.jobs import filled_in
from app.extraction.guard.instructions import without_instructions
from app.extraction.guard.rest import closed_up
from app.extraction.headings.beside import with_names_beside
from app.extraction.headings.hanging import with_hanging
from app.extraction.headings.inline import with_inline
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section, sections
from app.extraction.jobs.duties_beside import with_duties_beside
from app.extraction.jobs.risen_later import with_risen
from app.extraction.jobs.several import apart_by_marks
from app.extraction.jobs.strays import are_stray, stray_jobs
from app.extraction.jobs.told import apart, told_jobs, with_duties
from app.extraction.jobs.told_duties import with_bodies
from app.extraction.jobs.told_freely import is_sought, with_freely_told
from app.extraction.jobs.told_otherwise import otherwise_told
from app.extraction.jobs.told_service import told_service, without_bare_repeats
from app.extraction.jobs.typed import is_typed, with_typed
from app.extraction.jobs.uniforms import in_uniform, served
from app.extraction.kinds import by_rows, with_labels
from app.extraction.letters import letter_entries
from app.extraction.lines.boards import with_towns
from app.extraction.lines.periods import with_periods
from app.extraction.lines.rows import rows
from app.extraction.mixed_lists import skills_apart
from app.extraction.model import Basis, DocumentKind, Entry, EntryKind, Extraction, Provenance
from app.extraction.named_skills import HEADLESS, LISTS, Reading, listed_skills, listing, told_skills
from app.extraction.office_lines import without_office
from app.extraction.only_lists import as_lists
from app.extraction.others_words import without_others_words
from app.extraction.owners import Owners
from app.extraction.parts.held import held
from app.extraction.performance_reviews import is_performance_review, reviewed_job, without_ratings
from app.extraction.read_as import reads_as_courses
from app.extraction.reference_letters import as_letter, is_reference_letter, of_worker
from app.extraction.schooling.coursework import coursework
from app.extraction.section_entries import JOBS, section_entries
from app.extraction.separated import discharge_entries, is_discharge
from app.extraction.skills.courses import course_skills, coursework_skills, recommended_skills
from app.extraction.skills.decide import Decision, fitted
from app.extraction.skills.denial import denied
from app.extraction.skills.glued import unglued
from app.extraction.skills.infer import inferred
from app.extraction.skills.lists import knower, namer
from app.extraction.skills.nested import without_pieces
from app.extraction.skills.of_others import of_others, of_people
from app.extraction.skills.refused import names, refused, refused_duties
from app.extraction.skills.tongues import spoken
from app.extraction.skills.weigh import Owner, sure_of_duties, weigh
from app.extraction.structured.facts import fact_entries, fact_sections, fact_skills, is_transcript_told
from app.extraction.structured.histories import beside_table, coded_skills, history_entries, history_sections
from app.extraction.structured.linkedin import profile_facts
from app.extraction.structured.printed import printed_cells
from app.extraction.structured.told import Told, told
from app.extraction.transcripts.entries import transcript_entries
from app.extraction.transcripts.joint_services import is_joint_services, recommended
from app.extraction.transcripts.listed import has_lists
from app.extraction.unheaded import all_parted
from app.extraction.wrapped import in_whole_lines, quoted
from app.taxonomy.index import Frameworks

EXTRACTOR = "offline/1"
"""Name and version of this extractor; it stands in the provenance of every claim."""

_BESIDE_JOBS = (SectionKind.TOP, SectionKind.OTHER, SectionKind.EXPERIENCE, SectionKind.CONTACT)
_OF_ONESELF = (*HEADLESS, *LISTS, SectionKind.CONTACT)
"""Where people tell which languages they speak."""


def _denied_paper(document: Document, entry: Entry) -> bool:
    """A certification or licence that the document says is not held ("No CDL", "not certified in CPR", "CDL: no")."""
    if entry.kind not in (EntryKind.CERTIFICATION, EntryKind.LICENCE):
        return False
    first, text = entry.evidence[0], document.text
    if not held(text, first.start, first.end):
        return True
    line = text.rfind("\n", 0, first.start) + 1
    if not any(c.isalnum() for c in text[line : first.start]):
        # what the line above denies is its own ("CDL A, no restrictions")
        return denied(text[line : first.end], first.start - line, first.end - line, begun=True)
    return denied(text, first.start, first.end, begun=True)


def _held(document: Document, sightings: Iterable[Sighting], *, asked: bool = False) -> list[Sighting]:
    """Leave out what is denied or only wished for; `asked`: the document asks for somebody to do a job."""
    return [s for s in sightings if not denied(document.text, s.start, s.end, asked=asked)]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules read in a document, before the trained decision about each mention."""

    sections: list[Section]
    entries: list[Entry]
    sightings: list[Sighting]


def rule(document: Document, frameworks: Frameworks, jobs: Sequence[Entry] = ()) -> Ruled:
    """Read sections, entries and every place that the rules take for a skill; `jobs` are entries that are known."""
    reading = Reading(document, frameworks)
    printed, is_review = without_others_words(document.text, rows(document)), is_performance_review(document.text)
    printed, checked = ticked(document.text, without_ratings(printed) if is_review else printed)
    filled = filled_in(document, printed)
    headed = with_names_beside(document, with_hanging(document, with_periods(document.text, filled.rows)))
    laid_out = with_towns(with_inline(headed))
    is_letter, cut_up = is_reference_letter(document.text), as_lists(sections(laid_out))
    cut_up = as_letter(cut_up) if is_letter else cut_up
    cut = all_parted(without_office(without_addresses(by_rows(section))) for section in cut_up)
    cut += [Section(SectionKind.SKILLS, None, tuple(checked))] if checked else []
    stray = not filled.entries and are_stray(cut) and not is_typed(cut)
    found = [
        unglued(
            with_duties_beside(with_duties(apart_by_marks(part, stray=stray), stray=stray), stray=stray),
            namer(frameworks),
            reading.known,
        )
        for section in cut
        for own in skills_apart(section)
        for part in with_labels(own)
    ]
    raw = [
        *filled.entries,
        *filled.schools,
        *apart(filled.entries, list(reviewed_job(document)) if is_review else []),
    ]
    raw += apart(raw, told_service(document, found))
    raw += apart(raw, told_jobs(document, found))
    raw += apart(raw, otherwise_told(document, found))
    raw += apart(raw, section_entries(document, found))
    # a form tells its jobs behind their labels, and what is left of it tells none in words
    raw = with_risen(document, found, raw if filled.entries else _with_jobs_in_words(document, found, raw))
    raw = without_bare_repeats(raw)
    if is_letter and not any(section.kind in JOBS and section.heading for section in found):
        raw = of_worker(document, raw)
    sightings: list[Sighting] = []
    for section in found:
        if section.kind in LISTS:
            listed, certificates = listed_skills(reading, listing(section))
            sightings += listed
            raw += certificates
    raw += apart(raw, list(told_papers(document, found, raw)))
    others = [of_people(document.text), _works(found)]
    raw = [
        entry
        for entry in raw
        if not any(one.touch(at := entry.evidence[0].start, at + 1) for one in others) and not is_sought(entry)
    ]
    found += [Section(SectionKind.EXPERIENCE, None, tuple(filled.duties))] if filled.duties else []
    raw = with_bodies(found, dated_as_meant(document.text, [served(in_uniform(entry)) for entry in raw]))
    entries = name_entries(document, [*jobs, *(entry for entry in raw if not _denied_paper(document, entry))])
    owners = Owners(entries)
    for section in found:
        sightings += told_skills(reading, section, owners)
    tongues = [s for section in found if section.kind in _OF_ONESELF for s in spoken(section.rows)]
    spoken_at = Spans((s.start, s.end) for s in tongues)
    sightings = [s for s in sightings if not spoken_at.touch(s.start, s.end)] + tongues
    return Ruled(found, entries, _held(document, sightings))


def _works(found: Sequence[Section]) -> Spans:
    """Give where it is told what somebody wrote, played or was granted, however its lines read."""
    works = (section for section in found if section.kind is SectionKind.WORKS)
    return Spans((row.start, row.end) for section in works for row in section.rows)


def _with_jobs_in_words(document: Document, found: Sequence[Section], raw: list[Entry]) -> list[Entry]:
    """Give entries with the jobs that stand in no section of their own: astray, in letters, typed, freely told."""
    raw = raw + apart(raw, stray_jobs(document, found))
    raw += apart(raw, letter_entries(document, found))
    raw = with_typed(document, found, raw) if is_typed(found) else raw
    return with_freely_told(document, found, raw)


def _printed_jobs(document: Document, kind: DocumentKind) -> tuple[Cell, ...]:
    """Give the cells of a printed table of jobs, where that is all the document tells, or somebody says so."""
    if kind is DocumentKind.RESUME or not (cells := printed_cells(document)):
        return ()
    other = any(s.heading is not None and s.rows and s.kind not in _BESIDE_JOBS for s in sections(rows(document)))
    return () if other and kind is not DocumentKind.JOB_HISTORY else cells


def _tabled(document: Document, beside: Document, frameworks: Frameworks) -> Ruled:
    """Read the jobs of a table, the skills that its descriptions and lists name, and what stands beside the table."""
    reading = Reading(document, frameworks)
    jobs = [in_uniform(entry) for entry in history_entries(document)]
    ruled = rule(beside, frameworks, jobs) if beside.lines else Ruled([], name_entries(document, jobs), [])
    found = history_sections(document)
    sightings: list[Sighting] = []
    owners = Owners(ruled.entries)
    for section in found:
        listed = section.kind in LISTS
        sightings += listed_skills(reading, section.rows)[0] if listed else told_skills(reading, section, owners)
    sightings = _held(document, sightings)
    return Ruled([*found, *ruled.sections], ruled.entries, [*sightings, *ruled.sightings])


def _structured(document: Document, records: Sequence[Told], frameworks: Frameworks) -> Ruled:
    """Read the entries that a structured source tells, and the skills that its descriptions name."""
    reading = Reading(document, frameworks)
    entries = name_entries(document, fact_entries(records))
    found = fact_sections(records)
    sightings: list[Sighting] = []
    owners = Owners(entries)
    for section in found[1:]:
        sightings += (
            listed_skills(reading, section.rows)[0]
            if section.kind in LISTS
            else told_skills(reading, section, owners)
        )
    return Ruled(found, entries, _held(document, sightings))


def owner_of(entries: Sequence[Entry]) -> Owner:
    """Say what places in the text count as: shown in the duties of an entry, or stated."""
    bodies = [(entry, entry.body) for entry in entries if entry.body is not None]
    within = Firsts(body for _, body in bodies)

    def owned(start: int) -> tuple[Basis, str | None]:
        n = within.at(start)
        if n is None:
            return Basis.STATED, None
        entry = bodies[n][0]
        return (Basis.DEMONSTRATED if entry.kind in JOBS.values() else Basis.STATED), entry.id

    return owned


def _tells_of_somebody(entry: Entry) -> bool:
    """Say whether an entry is of somebody's life; advertisements name papers and degrees, but nobody's years."""
    paper = entry.kind in (EntryKind.CERTIFICATION, EntryKind.LICENCE)
    return entry.kind is EntryKind.COURSE or bool(not paper and (entry.start or entry.end or entry.current))


def _inferred(
    document: Document, entries: Sequence[Entry], sightings: Iterable[Sighting], frameworks: Frameworks
) -> Iterator[Sighting]:
    shown = (called(document, sighting) for sighting in sightings if sighting.basis is not Basis.INFERRED)
    return inferred(entries, shown, frameworks)


class Extractor:
    """Reads entries and claims out of documents, with two frameworks and no language model."""

    def __init__(self, frameworks: Frameworks, decision: Decision | None = None) -> None:
        """`decision`: what weighs skills, in place of the one that ships."""
        self._frameworks, self._own = frameworks, decision

    def extract(self, document: Document, kind: DocumentKind = DocumentKind.AUTO) -> Extraction:
        """Extract entries and claims. Every stated or demonstrated claim quotes the document's text exactly.

        `kind` says what to read the document as; `auto` tells a transcript by its content. Text that speaks to a
        machine is not read: the rest reads as if it had never been there. An advertisement speaks to whoever reads it
        and tells of nobody: what it asks for is stated.
        """
        found = self._guarded(document, kind)
        if kind is not DocumentKind.AUTO or document.facts or any(map(_tells_of_somebody, found.entries)):
            return found
        return self._advertisement(document) if is_advertisement(document.text) else found

    def _guarded(self, document: Document, kind: DocumentKind) -> Extraction:
        left = without_instructions(document)
        if left is document:
            return self._read(document, kind)
        rest = closed_up(left)
        return rest.told(self._read(rest.document, kind, document.text))

    def _read(self, document: Document, kind: DocumentKind, unread: str = "") -> Extraction:
        if facts := document.facts or profile_facts(document):
            document = document.model_copy(update={"facts": facts})
            return self._of_facts(document, told(document))
        discharged = kind is not DocumentKind.TRANSCRIPT and is_discharge(document.text)
        if discharged and (served := discharge_entries(document)):
            return self._discharge(document, name_entries(document, served))
        if kind is DocumentKind.TRANSCRIPT or (kind is DocumentKind.AUTO and reads_as_courses(document)):
            return self._transcript(document, unread)
        if has_lists(document):
            document = document.model_copy(update={"cells": ()})
        cells = document.cells or _printed_jobs(document, kind)
        beside = beside_table(document)
        document = document.model_copy(update={"cells": cells}) if cells else document
        whole = in_whole_lines(document)
        return quoted(self._resume(whole, beside), whole, document)

    def _resume(self, document: Document, beside: Document) -> Extraction:
        known = self._frameworks
        ruled = _tabled(document, beside, known) if document.cells else rule(document, known)
        sightings = self._weighed(document, ruled)
        lists = coursework(document, ruled.sections, ruled.entries, self._frameworks)
        courses = Spans((start, end) for _, start, end in lists)
        sightings = [s for s in sightings if not courses.touch(s.start, s.start + 1)]
        sightings += coursework_skills(document, lists, self._frameworks)
        sightings += course_skills(document, ruled.entries, self._frameworks, listed=True)
        sightings += list(_inferred(document, ruled.entries, sightings, self._frameworks))
        sightings += coded_skills(document, ruled.entries, self._frameworks)
        provenance = self._provenance(document)
        claims = [*entry_claims(document, ruled.entries, provenance), *skill_claims(document, sightings, provenance)]
        read_as = DocumentKind.JOB_HISTORY if document.cells else DocumentKind.RESUME
        return Extraction(entries=tuple(ruled.entries), claims=tuple(claims), kind=read_as)

    def _advertisement(self, document: Document) -> Extraction:
        found = _held(document, wanted(document, self._frameworks, self._own or fitted()), asked=True)
        claims = skill_claims(document, found, self._provenance(document))
        return Extraction(entries=(), claims=tuple(claims), kind=DocumentKind.RESUME, advertisement=True)

    def _weighed(self, document: Document, ruled: Ruled) -> list[Sighting]:
        decision = self._own or fitted()
        sightings, about = weigh(
            document.text,
            ruled.sections,
            ruled.entries,
            ruled.sightings,
            self._frameworks,
            owner_of(ruled.entries),
            decision=decision,
        )
        listing = [(s.rows[0].start, s.rows[-1].end) for s in ruled.sections if s.kind in LISTS and s.rows]
        sightings = refused(document.text, sightings, names(ruled.entries), listing, knower(self._frameworks))
        known = knower(self._frameworks)
        sure = sure_of_duties(document.text, decision, about)
        duties = list(done(document, ruled.sections, ruled.entries, sightings, sure))
        duties = refused_duties(document.text, duties, known)
        whole = without_pieces(document.text, sightings, duties, knower(self._frameworks))
        others = of_others(document.text, ruled.entries)
        return [s for s in _held(document, whole + duties) if not others.touch(s.start, s.start + 1)]

    def _of_facts(self, document: Document, records: Sequence[Told]) -> Extraction:
        ruled = _structured(document, records, self._frameworks)
        recorded = is_transcript_told(records)
        sightings = self._weighed(document, ruled) if any(s.rows for s in ruled.sections) else []
        sightings += fact_skills(records, ruled.entries, knower(self._frameworks))
        sightings += course_skills(document, ruled.entries, self._frameworks, listed=not recorded)
        sightings += list(_inferred(document, ruled.entries, sightings, self._frameworks))
        provenance = self._provenance(document)
        claims = [*entry_claims(document, ruled.entries, provenance), *skill_claims(document, sightings, provenance)]
        read_as = DocumentKind.TRANSCRIPT if recorded else DocumentKind.RESUME
        return Extraction(entries=tuple(ruled.entries), claims=tuple(claims), kind=read_as)

    def _discharge(self, document: Document, entries: list[Entry]) -> Extraction:
        provenance = self._provenance(document)
        sightings = inferred(entries, (), self._frameworks)
        claims = (*entry_claims(document, entries, provenance), *skill_claims(document, sightings, provenance))
        return Extraction(entries=tuple(entries), claims=claims, kind=DocumentKind.RESUME)

    def _transcript(self, document: Document, unread: str) -> Extraction:
        entries = name_entries(document, transcript_entries(document, unread))
        provenance = self._provenance(document)
        sightings = list(course_skills(document, entries, self._frameworks))
        if is_joint_services(document):
            sightings += recommended_skills(document, recommended(document, entries), self._frameworks)
            sightings += inferred(entries, (), self._frameworks)
        skills = skill_claims(document, sightings, provenance)
        claims = (*entry_claims(document, entries, provenance), *skills)
        return Extraction(entries=tuple(entries), claims=claims, kind=DocumentKind.TRANSCRIPT)

    def _provenance(self, document: Document) -> Provenance:
        sources = self._frameworks.sources
        return Provenance(document_sha256=document.sha256, extractor=EXTRACTOR, frameworks=sources)
