"""Write an invented resume's description as the structured formats that a worker may have."""

import json

from app.extraction.model import Basis, EntryKind
from tests.samples.description import Described, DescribedEntry, mentions, printed

_JOBS = (EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE)
_PAPERS = (EntryKind.CERTIFICATION, EntryKind.LICENCE)


GROUPS = {
    EntryKind.MILITARY_SERVICE: EntryKind.EMPLOYMENT,
    EntryKind.LICENCE: EntryKind.CERTIFICATION,
}
"""Kinds that a format does not part; which of the two one is, is told by its words."""

True_ = tuple[EntryKind, str | None, str | None, str | None, str | None, str | None, bool]
"""Kind, title, organization, programme, start, end, and whether it goes on."""


def true_entry(entry: DescribedEntry, *, end: str | None = "", current: bool = False) -> True_:
    """Give what is true of an entry in a format that has no word for going on but an end that is missing."""
    kind = GROUPS.get(entry.kind, entry.kind)
    return (
        kind,
        entry.title,
        entry.organization,
        entry.programme,
        entry.start,
        entry.end if end == "" else end,
        current,
    )


def entries(described: Described, *kinds: EntryKind) -> list[DescribedEntry]:
    """Give the entries of some kinds, in printed order."""
    return [entry for section in described.sections for entry in section.entries if entry.kind in kinds]


def listed(described: Described) -> list[str]:
    """Give the skills that the lists of a resume name, each once."""
    texts = [text for section in described.sections for text in section.skills]
    return list(dict.fromkeys(m.words for text in texts for m in mentions(text) if m.basis is Basis.STATED))


def told(described: Described) -> str:
    """Give what the sections of sentences say, without the marks."""
    return "\n".join(printed(text) for section in described.sections for text in section.text)


def _filled(**fields: object) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value}


def json_resume(described: Described) -> bytes:
    """Write it as JSON Resume 1.0. A date of expiry has no field there; courses without a school are left out."""

    def job(entry: DescribedEntry, employer: str) -> dict[str, object]:
        return _filled(
            **{employer: entry.organization},
            position=entry.title,
            location=entry.location,
            startDate=entry.start,
            endDate=entry.end,
            summary=printed(entry.note),
            highlights=[printed(duty) for duty in entry.duties],
        )

    made = {
        "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
        "basics": _filled(
            name=described.name,
            label=described.headline,
            email=next((one for one in described.contact if "@" in one), ""),
            phone=next((one for one in described.contact if "555" in one), ""),
            summary=told(described),
            location={"city": described.contact[0]},
        ),
        "work": [job(entry, "name") for entry in entries(described, *_JOBS)],
        "volunteer": [job(entry, "organization") for entry in entries(described, EntryKind.VOLUNTEERING)],
        "education": [
            _filled(
                institution=entry.organization,
                studyType=entry.title,
                area=entry.programme,
                startDate=entry.start,
                endDate=entry.end,
            )
            for entry in entries(described, EntryKind.EDUCATION)
        ],
        "certificates": [
            _filled(name=entry.title, issuer=entry.organization, date=entry.start)
            for entry in entries(described, *_PAPERS)
        ],
        "projects": [
            _filled(
                name=entry.title,
                entity=entry.organization,
                startDate=entry.start,
                endDate=entry.end,
                highlights=[printed(duty) for duty in entry.duties],
            )
            for entry in entries(described, EntryKind.PROJECT)
        ],
        "skills": [{"name": "Skills", "keywords": listed(described)}, {"name": "Technical Skills", "keywords": []}],
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def true_of_json_resume(described: Described) -> list[True_]:
    """Give the entries that the JSON Resume tells, in its order."""
    jobs = [true_entry(e, current=bool(e.start and not e.end)) for e in entries(described, *_JOBS)]
    jobs += [true_entry(e, current=bool(e.start and not e.end)) for e in entries(described, EntryKind.VOLUNTEERING)]
    schools = [true_entry(e) for e in entries(described, EntryKind.EDUCATION)]
    papers = [true_entry(e, end=None) for e in entries(described, *_PAPERS)]
    return jobs + schools + papers + [true_entry(e) for e in entries(described, EntryKind.PROJECT)]


def shown(described: Described) -> list[str]:
    """Give the duties and skills that the jobs of a resume show, each once."""
    kinds = (*_JOBS, EntryKind.VOLUNTEERING)
    texts = [text for entry in entries(described, *kinds) for text in entry.texts]
    return list(dict.fromkeys(m.words for text in texts for m in mentions(text) if m.basis is Basis.DEMONSTRATED))
