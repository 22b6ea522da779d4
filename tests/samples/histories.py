"""Read one invented job history's description, and write it as CSV, XLSX, a printed table or a list.

Marks in the cells carry the truth as in resumes: `<<words>>` shows a skill, `[[words]]` names one. In an XLSX a cell
`date:2019-03-01` is a date and `number:12.5` a number.
"""

import csv
import io
import tomllib
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import openpyxl
from fpdf import FPDF

from app.values import Frozen
from tests.samples.description import mentions, printed
from tests.samples.docx import settled

_MADE = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
_CORE = '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
_TRUE = ("title", "organization", "location")


class Job(Frozen):
    """One row, and what is true of it beside what its cells say."""

    row: tuple[str, ...]
    start: str | None = None
    end: str | None = None
    current: bool = False
    kind: str = "employment"


class Described(Frozen):
    """One worker's job history."""

    slug: str
    format: Literal["csv", "xlsx", "pdf", "txt"]
    encoding: str = "utf-8"
    delimiter: str = ","
    above: tuple[tuple[str, ...], ...] = ()
    """Rows above the headings."""
    below: tuple[tuple[str, ...], ...] = ()
    headings: tuple[str, ...]
    columns: tuple[str, ...]
    """What each column is: title organization location description skills, or anything else."""
    widths: tuple[float, ...] = ()
    """Millimetres, for a printed table."""
    form: tuple[str, ...] = ()
    """Lines of one job of a list; `{title}` and the like are filled in."""
    jobs: tuple[Job, ...]


def load(path: Path) -> Described:
    """Read the description in `path`; its name is the slug. Raises ValidationError for an unknown field."""
    told = tomllib.loads(path.read_text("utf-8"))
    return Described(slug=path.stem, jobs=told.pop("job"), **told)


def truth(described: Described) -> dict[str, object]:
    """Give one case: its file, entries and marked skills."""
    entries: list[dict[str, object]] = []
    skills: list[dict[str, object]] = []
    for job in described.jobs:
        cells = dict(zip(described.columns, job.row, strict=True))
        entry: dict[str, object] = {"kind": job.kind, **{name: printed(cells.get(name, "")) for name in _TRUE}}
        entry |= {"start": job.start, "end": job.end, "current": job.current}
        entries.append({name: value for name, value in entry.items() if value})
        skills += [
            {"mention": found.words, "basis": str(found.basis), "context": " ".join(printed(cell).split())}
            for cell in job.row
            for found in mentions(cell)
        ]
    return {
        "id": described.slug,
        "files": [f"{described.slug}.{described.format}"],
        "entries": entries,
        "skills": skills,
    }


def _table(described: Described) -> list[list[str]]:
    rows = [list(job.row) for job in described.jobs]
    return (
        [list(row) for row in described.above]
        + [list(described.headings)]
        + rows
        + [list(r) for r in described.below]
    )


def _csv(described: Described) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=described.delimiter, lineterminator="\r\n")
    for row in _table(described):
        writer.writerow([printed(cell) for cell in row])
    return out.getvalue().encode(described.encoding)


def _xlsx(described: Described) -> bytes:
    return workbook([[_value(printed(cell)) for cell in row] for row in _table(described)])


def workbook(rows: Iterable[Sequence[str | float | datetime | None]]) -> bytes:
    """Give the bytes of a workbook of one sheet, always the same."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    raw, made = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(io.BytesIO(raw.getvalue())) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            new.writestr(part, _CORE if part == "docProps/core.xml" else old.read(part))  # it holds the hour
    return settled(made.getvalue())


def _value(cell: str) -> str | float | datetime | None:
    kind, _, told = cell.partition(":")
    if kind == "date":
        return datetime.fromisoformat(told)
    if kind == "number":
        return float(told)
    return cell or None


def _pdf(described: Described) -> bytes:
    sheet = FPDF(format="letter", unit="mm")
    sheet.set_creation_date(_MADE)
    sheet.set_auto_page_break(False)
    sheet.add_page()
    y = 18.0
    for number, row in enumerate(_table(described)):
        heading = number <= len(described.above)
        sheet.set_font("Helvetica", "B" if heading else "", 9)
        x, deepest = 14.0, 1
        for cell, width in zip(row, described.widths, strict=False):
            wide = width if number >= len(described.above) else 120
            lines = sheet.multi_cell(wide - 2, 4.2, printed(cell), dry_run=True, output="LINES") if cell else []
            for place, line in enumerate(lines if isinstance(lines, list) else []):
                sheet.text(x, y + 4.2 * place, str(line))
            deepest = max(deepest, len(lines) if isinstance(lines, list) else 1)
            x += width
        y += 4.2 * deepest + 2.2
    return bytes(sheet.output())


def _txt(described: Described) -> bytes:
    lines = ["  ".join(row) for row in described.above]
    for job in described.jobs:
        cells = {name: printed(cell) for name, cell in zip(described.columns, job.row, strict=True)}
        lines += ["", *(line.format(**cells) for line in described.form)]
    return ("\n".join(lines) + "\n").encode(described.encoding)


WRITERS = {"csv": _csv, "xlsx": _xlsx, "pdf": _pdf, "txt": _txt}
