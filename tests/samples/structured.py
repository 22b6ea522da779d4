"""Write an invented resume's description as the structured formats that a worker may have."""

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from itertools import groupby

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


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _month(date: str | None) -> str:
    """Write a date as the export does: "Mar 2019", or the year alone."""
    year, _, rest = (date or "").partition("-")
    return f"{_MONTHS[int(rest[:2]) - 1]} {year}" if rest else year


def packed(files: dict[str, bytes]) -> bytes:
    """Pack files into a ZIP whose bytes are always the same."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 15, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def csv_file(headings: str, *rows: Sequence[str | None], notes: str = "") -> bytes:
    """Write one file of the export; `notes` stand above the headings."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings.split(","))
    writer.writerows([cell or "" for cell in row] for row in rows)
    return (notes + out.getvalue()).encode("utf-8-sig")


def _described(entry: DescribedEntry) -> str:
    """Write the duties as the export does: the line breaks are gone."""
    return "  ".join([printed(entry.note)] * bool(entry.note) + [f"• {printed(duty)}" for duty in entry.duties])


def _degree(entry: DescribedEntry) -> str:
    return ", ".join(filter(None, (entry.title, entry.programme)))


def linkedin(described: Described) -> bytes:
    """Write it as a LinkedIn data export, with files of other people's data that nobody is to read."""
    first, _, last = described.name.rpartition(" ")
    jobs = entries(described, *_JOBS)
    email = next((one for one in described.contact if "@" in one), "")
    files = {
        "Profile.csv": csv_file(
            "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location",
            (first, last, "", "", "Apr 3", described.headline, told(described), "", "", described.contact[0]),
        ),
        "Email Addresses.csv": csv_file("Email Address,Confirmed,Primary,Updated On", (email, "Yes", "Yes", "")),
        "Positions.csv": csv_file(
            "Company Name,Title,Description,Location,Started On,Finished On",
            *((e.organization, e.title, _described(e), e.location, _month(e.start), _month(e.end)) for e in jobs),
        ),
        "Education.csv": csv_file(
            "School Name,Start Date,End Date,Notes,Degree Name,Activities",
            *(
                (e.organization, _month(e.start), _month(e.end), "", _degree(e), "")
                for e in entries(described, EntryKind.EDUCATION)
            ),
        ),
        "Skills.csv": csv_file("Name", *((said,) for said in listed(described))),
        "Certifications.csv": csv_file(
            "Name,Url,Authority,Started On,Finished On,License Number",
            *(
                (e.title, "", e.organization, _month(e.start), _month(e.end), "")
                for e in entries(described, *_PAPERS)
            ),
        ),
        "Volunteering.csv": csv_file(
            "Company Name,Role,Cause,Started On,Finished On,Description",
            *(
                (e.organization, e.title, "", _month(e.start), _month(e.end), _described(e))
                for e in entries(described, EntryKind.VOLUNTEERING)
            ),
        ),
        "Projects.csv": csv_file(
            "Title,Description,Url,Started On,Finished On",
            *(
                (e.title, _described(e), "", _month(e.start), _month(e.end))
                for e in entries(described, EntryKind.PROJECT)
            ),
        ),
        "Connections.csv": csv_file(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            ("Ottoline", "Vandermeer", "", "", "Far Shore Freight", "Freight Broker", "03 Mar 2021"),
            notes='Notes:\r\n"When exporting your connection data, some addresses may be missing."\r\n\r\n',
        ),
        "Recommendations_Received.csv": csv_file(
            "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
            ("Ottoline", "Vandermeer", "Far Shore Freight", "Broker", "Negotiates tariffs like nobody else.", "", ""),
        ),
    }
    return packed(files)


def true_of_linkedin(described: Described) -> list[True_]:
    """Give the entries that the export tells: its dates have no days, and projects no organization.

    A degree and its field stand in one column: what follows the first comma is taken for the field.
    """

    def month(entry: DescribedEntry, *, current: bool = False) -> True_:
        kind, title, organization, programme, start, end, _ = true_entry(entry)
        going = current and bool(start) and not end
        employer = None if kind is EntryKind.PROJECT else organization
        if kind is EntryKind.EDUCATION:
            title, _, programme = (part or None for part in _degree(entry).partition(", "))
        return kind, title, employer, programme, start and start[:7], end and end[:7], going

    jobs = entries(described, *_JOBS, EntryKind.VOLUNTEERING)
    others = entries(described, EntryKind.EDUCATION, *_PAPERS, EntryKind.PROJECT)
    return [month(e, current=True) for e in jobs] + [month(e) for e in others]


def ler_rs(described: Described) -> bytes:
    """Write it as an LER-RS 4.4: positions below their employer, papers with issuer and dates."""

    def position(entry: DescribedEntry) -> dict[str, object]:
        return _filled(
            title=entry.title,
            location=_filled(city=entry.location),
            start=entry.start,
            end=entry.end,
            current=entry.current,
            descriptions=[printed(text) for text in entry.texts],
        )

    def school(entry: DescribedEntry) -> dict[str, object]:
        degree = _filled(name=entry.title, specializations=[{"name": entry.programme}] if entry.programme else None)
        told_ = _filled(start=entry.start, end=entry.end, currentlyAttendingIndicator=entry.current)
        return {"institution": _filled(name=entry.organization), "educationDegrees": [degree], **told_}

    def paper(entry: DescribedEntry) -> dict[str, object]:
        valid = _filled(validFrom=entry.start, validTo=entry.end)
        return _filled(name=entry.title, issuingAuthority=_filled(name=entry.organization), effectiveTimePeriod=valid)

    histories = [
        {"organization": _filled(name=employer), "positionHistories": [position(entry) for entry in group]}
        for employer, group in groupby(entries(described, *_JOBS), key=lambda entry: entry.organization)
    ]
    told_ = {
        "type": "http://schema.hropenstandards.org/4.4/recruiting/json/LER-RSType.json",
        "person": {"name": {"formattedName": described.name}},
        "communication": {"email": [{"address": one} for one in described.contact if "@" in one]},
        "narratives": [{"name": "Summary", "texts": [{"lines": told(described).split("\n")}]}],
        "employmentHistories": histories,
        "educationAndLearnings": [school(entry) for entry in entries(described, EntryKind.EDUCATION)],
        "certifications": [paper(entry) for entry in entries(described, EntryKind.CERTIFICATION)],
        "licenses": [paper(entry) for entry in entries(described, EntryKind.LICENCE)],
        "skills": [{"name": said} for said in listed(described)],
    }
    return json.dumps(_filled(**told_), ensure_ascii=False).encode()


def true_of_ler_rs(described: Described) -> list[True_]:
    """Give the entries that the LER-RS tells."""
    kinds = (*_JOBS, EntryKind.EDUCATION)
    return [true_entry(e, current=e.current) for e in entries(described, *kinds)] + [
        true_entry(e) for e in entries(described, *_PAPERS)
    ]
