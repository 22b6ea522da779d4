"""LinkedIn's data export (a ZIP of CSV files) to a document.

Only the files that tell about the worker are opened: never connections, messages or what others wrote.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final

from app.documents.detect import decode
from app.documents.exports import members
from app.documents.model import Document, Limits, SourceDocument
from app.documents.readers.package import check_zip
from app.documents.readers.structured.records import Part, Piece, Record, Said, period, record, write
from app.errors import SourceDamaged, SourceEncrypted, SourceTooLarge

_HEAD_ROWS: Final = 12
_HINT: Final = "Ask LinkedIn for the archive again, and give the ZIP as it came."

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class _File:
    """One file of the export: its name, a heading that it must have, and how its rows are written."""

    name: str
    heading: str
    part: str
    write: Callable[[Row], Record]


def _said(row: Row, name: str, field: str = "", label: str = "") -> Said:
    return Said(field, row.get(name, ""), label)


def _period(row: Row, start: str, end: str, *, goes_on: bool = False) -> tuple[Piece, ...]:
    first, last = row.get(start, ""), row.get(end, "")
    return period(first, last, current=goes_on and bool(first) and not last)


def _details(row: Row, name: str = "description") -> tuple[Piece, ...]:
    return (_said(row, name, "description"),)


def _position(row: Row) -> Record:
    return record(
        "employment",
        (_said(row, "title", "title"),),
        (_said(row, "company name", "organization"),),
        # who leaves the end out has ticked "I currently work in this role"
        _period(row, "started on", "finished on", goes_on=True),
        (_said(row, "location", "location"),),
        _details(row),
    )


def _volunteering(row: Row) -> Record:
    return record(
        "volunteering",
        (_said(row, "role", "title"),),
        (_said(row, "company name", "organization"), " · ", _said(row, "cause")),
        _period(row, "started on", "finished on", goes_on=True),
        _details(row),
    )


def _school(row: Row) -> Record:
    # one column for the degree and its field: "Bachelor of Science, Biology"
    degree, _, field = row.get("degree name", "").partition(", ")
    return record(
        "education",
        (Said("title", degree), ", ", Said("programme", field)),
        (_said(row, "school name", "organization"),),
        _period(row, "start date", "end date"),
        (_said(row, "activities", label="Activities: "),),
        _details(row, "notes"),
    )


def _paper(row: Row) -> Record:
    return record(
        "certification",
        (_said(row, "name", "title"),),
        (_said(row, "authority", "organization"),),
        _period(row, "started on", "finished on"),
        (_said(row, "license number", label="License number: "),),
        (_said(row, "url"),),
    )


def _course(row: Row) -> Record:
    return record("course", (_said(row, "name", "title"), " · ", _said(row, "number", "code")))


def _project(row: Row) -> Record:
    return record(
        "project",
        (_said(row, "title", "title"),),
        _period(row, "started on", "finished on"),
        (_said(row, "url"),),
        _details(row),
    )


def _language(row: Row) -> Record:
    return record("language", (_said(row, "name", "skill"), " – ", _said(row, "proficiency", "level")))


def _profile(row: Row) -> Record:
    return record(
        "person",
        (_said(row, "first name", "name"), " ", _said(row, "last name", "name")),
        (_said(row, "headline", "headline"),),
        (_said(row, "address", "address"),),
        (_said(row, "geo location", "address"), ", ", _said(row, "zip code", "address")),
        (_said(row, "websites"),),
        (_said(row, "industry", label="Industry: "),),
    )


def _one(kind: str, name: str, field: str, row: Row) -> Record:
    return record(kind, (_said(row, name, field),))


def _listed(*names: str) -> Callable[[Row], Record]:
    return lambda row: record("other", *((_said(row, name),) for name in names))


_FILES: Final = (
    _File("profile.csv", "first name", "", _profile),
    _File("email addresses.csv", "email address", "", partial(_one, "person", "email address", "email")),
    _File("phonenumbers.csv", "number", "", partial(_one, "person", "number", "phone")),
    _File("profile.csv", "summary", "Summary", partial(_one, "summary", "summary", "description")),
    _File("positions.csv", "company name", "Experience", _position),
    _File("volunteering.csv", "role", "Volunteering", _volunteering),
    _File("education.csv", "school name", "Education", _school),
    _File("certifications.csv", "name", "Licenses & certifications", _paper),
    _File("courses.csv", "name", "Courses", _course),
    _File("projects.csv", "title", "Projects", _project),
    _File("skills.csv", "name", "Skills", partial(_one, "skill", "name", "skill")),
    _File("languages.csv", "name", "Languages", _language),
    _File("honors.csv", "title", "Honors & awards", _listed("title", "issued on", "description")),
    _File("organizations.csv", "name", "Organizations", _listed("name", "position", "started on", "description")),
    _File("publications.csv", "name", "Publications", _listed("name", "publisher", "published on", "description")),
    _File("patents.csv", "title", "Patents", _listed("title", "issued on", "description")),
    _File("test scores.csv", "name", "Test scores", _listed("name", "score", "date", "description")),
)


def read_linkedin(source: SourceDocument, limits: Limits) -> Document:
    """Read the worker's own files of the export: profile, positions, education, skills, papers, courses and the like.

    A position without an end goes on: LinkedIn asks for one or the other. Raises SourceEmpty, SourceDamaged,
    SourceEncrypted, SourceTooLarge and SourceTooComplex.
    """
    check_zip(source.data, limits)
    parts: dict[str, list[Record]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            found = members(package)
            for file in _FILES:
                entry = found.get(file.name)
                told = _rows(_unpacked(package, entry, limits), file.heading, limits) if entry else ()
                parts.setdefault(file.part, []).extend(map(file.write, told))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, zlib.error) as error:
        raise SourceDamaged("a file of the export is cut short or broken", hint=_HINT) from error
    except (RuntimeError, NotImplementedError) as error:
        raise SourceEncrypted("a file of the export is encrypted") from error
    return write([Part(name, tuple(told)) for name, told in parts.items()], source, limits, "application/zip")


def _unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> str:
    with package.open(entry) as opened:
        data = opened.read(limits.bytes + 1)
    if len(data) > limits.bytes:
        raise SourceTooLarge(f"a file of the export unpacks to more than {limits.bytes:,} bytes")
    text = decode(data)
    if text is None:
        raise SourceDamaged("a file of the export is not readable as text", hint=_HINT)
    return text


def _rows(text: str, heading: str, limits: Limits) -> Iterator[Row]:
    """Give the rows below the headings, by heading in small letters; notes above the headings are left out."""
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        cells = list(islice(reader, limits.rows + _HEAD_ROWS + 1))
    except csv.Error as error:
        raise SourceTooLarge(f"a cell of the export has more than {csv.field_size_limit():,} characters") from error
    if len(cells) > limits.rows + _HEAD_ROWS:
        raise SourceTooLarge(f"a file of the export has more than {limits.rows:,} rows")
    for number, row in enumerate(cells[:_HEAD_ROWS]):
        names = [cell.strip().casefold() for cell in row]
        if heading in names:
            for told in cells[number + 1 :]:
                if any(cell.strip() for cell in told):
                    yield {name: cell.strip() for name, cell in zip(names, told, strict=False) if name}
            return
