"""Sections and entries to the phrases that say what was done, wherever a document tells it."""

from collections.abc import Callable, Iterator, Sequence

from app.documents.model import Document
from app.documents.spans import Spans
from app.extraction.claims import Sighting
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.rows import Row
from app.extraction.model import Entry
from app.extraction.named_skills import HEADLESS, names_only
from app.extraction.owners import Owners
from app.extraction.section_entries import JOBS
from app.extraction.skills.deeds import names_deeds, told_deeds
from app.extraction.skills.duties import plain_duties, shown, tells_duties, tells_duty
from app.extraction.skills.weigh import stands

_SEVERAL = 2


def done(
    document: Document,
    sections: Sequence[Section],
    entries: Sequence[Entry],
    kept: Sequence[Sighting],
    sure: Callable[[int, int], float | None],
) -> Iterator[Sighting]:
    """Find phrases of duties; in text without its line breaks nobody can say where a duty ends."""
    owners, named = Owners(entries), Spans((s.start, s.end) for s in kept)
    for section in sections:
        functions = section.kind is SectionKind.OTHER or section.kind in JOBS
        plain = plain_duties(section.rows, section.heading)
        apart_told = False
        built = section.kind is SectionKind.PROJECTS and tells_duties([row for row in section.rows if row.bullet])
        if functions and (built or plain or tells_duties(section.rows)):
            # a functional resume tells what was done apart from where
            free = [r for r in section.rows if owners.of(r) is None]
            if section.kind is SectionKind.OTHER or len(free) == len(section.rows):
                apart_told = True
                rows_ = [r for r in free if stands(document.text, r)]
                yield from shown(document.text, None, rows_, named, sure)
        if section.kind is SectionKind.SKILLS:
            # below the name of a skill stands where it was shown
            rows_ = [r for r in section.rows if tells_duty(r) or r in plain]
            yield from shown(document.text, None, rows_, named, sure)
            rest = told_deeds([r for r in section.rows if r not in rows_], doing=names_deeds(section.heading))
            yield from shown(document.text, None, [r for r in rest if stands(document.text, r)], named, sure)
        if section.kind not in JOBS and section.kind not in HEADLESS:
            continue
        told: list[Row] = []
        for owner, own in owners.owned(section.rows):
            if owner is not None:
                printed = [row for row in own if stands(document.text, row) and not names_only(row)]
                told += own
                yield from shown(document.text, owner, printed, named, sure)
        if not apart_told:
            taken = Spans((row.start, row.end) for row in told)
            free = [row for row in told_deeds(_of_work(section, owners)) if not taken.touch(row.start, row.end)]
            rows_ = [row for row in free if stands(document.text, row) and not owners.named_in(row.start, row.end)]
            yield from shown(document.text, None, rows_, named, sure)


def _of_work(section: Section, owners: Owners) -> Sequence[Row]:
    """Give the rows of a section whose sentences are about work: what stands above all jobs may only praise."""
    if section.kind is SectionKind.SUMMARY:
        return ()
    if section.kind is not SectionKind.TOP:
        return section.rows
    of_jobs = [n for n, row in enumerate(section.rows) if owners.named_in(row.start, row.end)]
    # several jobs in sentences are the whole story
    first = 0 if len(of_jobs) >= _SEVERAL else min(of_jobs, default=len(section.rows))
    return section.rows[first:]
