"""Print a transcript from its sheet: the page as it is set, and below `%%%` what is true of it.

The first line says the format and what the case is an example of: `pdf layout=panels education=bachelor`. Plain
text is printed as it stands, and CSV. Cells between bars make the tables of DOCX and HTML, and the rows of XLSX. Of a
page and a DOCX, lines that begin with a full stop say how those below are set:

- `.font NAME SIZE`, `.page`, `.gap LINES`, `.rule`;
- `.cells 20 60 15R`: cells stand between bars, so many millimetres wide, each to its side (R, C); `.ruled` the same
  with lines around them; `.text` ends both;
- `.top`, then `.panel MILLIMETRES` once for each column, then `.below`;
- `.beside N`, `.and`, `.together`: two columns as one text, the right one from character N.

`**` at the head of a line makes it bold, `^` sets it in the middle. A backslash breaks a cell of a page in two lines.

Truth is a line each. For all that follow: `@ school | transfer`, `> term | start | end` (`present` for what goes on);
`- code | title | credits | grade | state` (passed where none is said, `?` where the document does not tell),
`= title | programme | end | state` of a degree, `~ title | organization | start | end` of military service,
`! kind | title | organization | start | end` of what is certified or licensed.
"""

import io
from datetime import datetime
from html import escape
from itertools import zip_longest
from pathlib import Path

import docx
from docx.document import Document
from fpdf import FPDF

from app.values import Frozen
from tests.samples.docx import settled
from tests.samples.transcript_print import MADE

_MARGIN = 14.0
SUFFIX = ".sheet"

Told = dict[str, object]


class Sheet(Frozen):
    """One transcript."""

    slug: str
    format: str
    layout: str
    about: dict[str, str]
    lines: tuple[str, ...]
    true: tuple[str, ...]

    @property
    def file(self) -> str:
        """Give the name of its document."""
        return f"{self.slug}.{self.format}"


def load(path: Path) -> Sheet:
    """Read the sheet in `path`; its name is the slug."""
    page, _, true = path.read_text("utf-8").partition("\n%%%\n")
    head, _, printed = page.partition("\n")
    form, *said = head.split()
    about = dict(word.split("=") for word in said)
    return Sheet(
        slug=path.stem,
        format=form,
        layout=about.pop("layout"),
        about={"dialect": "standard", **about},
        lines=tuple(printed.split("\n")),
        true=tuple(true.splitlines()),
    )


def truth(sheet: Sheet) -> Told:
    """Give one case."""
    return {
        "id": sheet.slug,
        "about": sheet.about,
        "files": [sheet.file],
        "layouts": {sheet.file: sheet.layout},
        "entries": _entries(sheet.true),
        "skills": [],
    }


def _entries(true: tuple[str, ...]) -> list[Told]:
    school, transfer, term, dates, found = "", False, "", ("", ""), []
    for line in true:
        fields = [field.strip() for field in line[1:].split("|")]
        match line[0]:
            case "@":
                school, transfer = fields[0], fields[1:] == ["transfer"]
            case ">":
                term, *both = fields
                dates = (both[0], both[1])
            case "=":
                title, programme, end, *state = fields
                told: Told = {"kind": "education", "title": title, "programme": programme}
                found.append(told | _at(school, "", end, state))
            case "~":
                title, organization, start, end = fields
                found.append({"kind": "military-service", "title": title} | _at(organization, start, end, []))
            case "!":
                kind, title, organization, start, end = fields
                found.append({"kind": kind, "title": title} | _at(organization, start, end, []))
            case _:
                told = dict(zip(("code", "title", "credits", "grade"), fields, strict=False))
                told |= {"kind": "course", "term": term, "transfer": transfer}
                found.append(told | _at(school, *dates, fields[4:] or ["passed"]))
    return [{name: value for name, value in entry.items() if value} for entry in found]


def _at(organization: str, start: str, end: str, state: list[str]) -> Told:
    return {
        "organization": organization,
        "start": start,
        "end": "" if end == "present" else end,
        "current": end == "present",
        "state": "".join(state).strip("?"),
    }


def _beside(lines: tuple[str, ...]) -> list[str]:
    """Give the lines with those of two columns put together."""
    out: list[str] = []
    wide, left, right = 0, list[str](), list[str]()
    into = out
    for line in lines:
        if line.startswith(".beside"):
            wide, left, right = int(line.split()[1]), [], []
            into = left
        elif line == ".and":
            into = right
        elif line == ".together":
            out += [f"{a.ljust(wide)}{b}".rstrip() for a, b in zip_longest(left, right, fillvalue="")]
            into = out
        else:
            into.append(line)
    return out


class _Page(FPDF):
    def __init__(self) -> None:
        super().__init__(format="letter", unit="mm")
        self.core_fonts_encoding = "windows-1252"
        self.set_auto_page_break(False)
        self.name, self.size = "Helvetica", 9.0
        self.x0 = _MARGIN
        self.y0 = self.top = self.low = _MARGIN
        self.cells: list[tuple[float, str]] = []
        self.ruled = False
        self.add_page()

    @property
    def step(self) -> float:
        return self.size * 0.3528 * 1.25

    def told(self, order: str, said: list[str]) -> None:
        """Do what a line with a full stop at its head says."""
        match order:
            case "font":
                self.name, self.size = said[0], float(said[1])
            case "cells" | "ruled" | "text":
                self.cells = [(float(word.rstrip("RC")), word[-1]) for word in said]
                self.ruled = order == "ruled"
            case "top":
                self.top = self.low = self.y0
            case "panel":
                self.low = max(self.low, self.y0)
                self.x0, self.y0 = float(said[0]), self.top
            case "below":
                self.x0, self.y0 = _MARGIN, max(self.low, self.y0)
            case "page":
                self._turn()
            case "gap":
                self.y0 += float(said[0]) * self.step
            case "rule":
                self.line(self.x0, self.y0 + self.step * 0.3, self.w - _MARGIN, self.y0 + self.step * 0.3)
                self.y0 += self.step * 0.5

    def _turn(self) -> None:
        self.add_page()
        self.y0 = self.top = self.low = _MARGIN

    def say(self, text: str) -> None:
        """Print one line below the last."""
        if self.y0 + self.step > self.h - 10:
            self._turn()
        bold = text.startswith("**")
        self.set_font(self.name, "B" if bold else "", self.size)
        text = text.removeprefix("**")
        self.y0 += self.step
        if text.startswith("^"):
            self.text((self.w - self.get_string_width(text[1:])) / 2, self.y0, text[1:])
        elif self.cells and "|" in text:
            first, second = zip(*(cell.partition("\\")[::2] for cell in text.split("|")), strict=True)
            self._row([cell.strip() for cell in first])
            if any(second):
                self.y0 += self.step
                self._row([cell.strip() for cell in second])
        elif text.strip():
            self.text(self.x0, self.y0, text)

    def _row(self, cells: list[str]) -> None:
        at = self.x0
        for (width, side), cell in zip(self.cells, cells, strict=True):
            free = width - 2 - self.get_string_width(cell)
            if cell:
                self.text(at + 1 + {"R": free, "C": free / 2}.get(side, 0), self.y0, cell)
            if self.ruled:
                self.rect(at, self.y0 - self.step * 0.78, width, self.step)
            at += width


def pdf(sheet: Sheet) -> bytes:
    """Give the bytes of the PDF, always the same."""
    page = _Page()
    page.set_creation_date(MADE)
    page.set_title("Transcript")
    for line in _beside(sheet.lines):
        order, *said = line[1:].split() or [""]
        if line.startswith(".") and order.isalpha():
            page.told(order, said)
        else:
            page.say(line)
    return bytes(page.output())


def _without_spare_parts(made: Document) -> None:
    """Take away what only makes the package larger: the template's picture, and its styles a second time."""
    for part in (made.part.package, made.part):
        for key in [
            key for key, told in part.rels.items() if told.reltype.endswith(("/thumbnail", "/stylesWithEffects"))
        ]:
            part.rels.pop(key)


def word(sheet: Sheet) -> bytes:
    """Give the bytes of a DOCX; rows of cells that follow each other are a table."""
    made = docx.Document()
    _without_spare_parts(made)
    made.core_properties.created = made.core_properties.modified = MADE.replace(tzinfo=None)
    table = None
    for line in sheet.lines:
        if line.startswith("."):
            table = None
        elif "|" in line:
            cells = [cell.strip() for cell in line.split("|")]
            if table is None:
                table = made.add_table(0, len(cells), "Table Grid")
            for cell, told in zip(table.add_row().cells, cells, strict=True):
                cell.text = told
        else:
            table = None
            made.add_paragraph().add_run(line.removeprefix("**")).bold = line.startswith("**")
    out = io.BytesIO()
    made.save(out)
    return settled(out.getvalue())


def txt(sheet: Sheet) -> bytes:
    """Give the bytes of the text, UTF-8."""
    return ("\n".join(sheet.lines) + "\n").encode()


def html(sheet: Sheet) -> bytes:
    """Give the bytes of a web page, UTF-8; rows of cells that follow each other are a table."""
    out, table = list[str](), False
    for line in sheet.lines:
        if ("|" in line) != table:
            table = not table
            out.append("<table>" if table else "</table>")
        if table:
            cells = (f"<td>{escape(cell.strip())}</td>" for cell in line.split("|"))
            out.append(f"<tr>{''.join(cells)}</tr>")
        elif line.startswith("**"):
            out.append(f"<h2>{escape(line[2:])}</h2>")
        elif line.strip():
            out.append(f"<p>{escape(line)}</p>")
    body = "\n".join([*out, "</table>"] if table else out)
    head = '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"></head>'
    return f"{head}<body>\n{body}\n</body></html>\n".encode()


def _value(cell: str) -> str | float | datetime | None:
    month, *others = cell.split("/")
    if month.isdigit() and len(others) == 2:
        return datetime.fromisoformat(f"{others[1]}-{month}-{others[0]}")
    return float(cell) if cell.replace(".", "", 1).isdigit() else cell or None


def xlsx(sheet: Sheet) -> bytes:
    """Give the bytes of a workbook; days and numbers are such in it."""
    from tests.samples.histories import workbook  # needs openpyxl, which only workbooks need

    return workbook([_value(cell.strip()) for cell in line.split("|")] for line in sheet.lines)


WRITERS = {"pdf": pdf, "docx": word, "txt": txt, "csv": txt, "html": html, "xlsx": xlsx}
