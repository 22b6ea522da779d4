"""Print a described transcript as PDF, DOCX or plain text."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime

import docx
from fpdf import FPDF

from tests.samples.docx import settled
from tests.samples.transcripts import Described, cells

MADE = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
_MARGIN = 14.0


@dataclass(frozen=True)
class Printed:
    """One line: cells of the table, or a line of text (one cell; a tab parts left and right)."""

    cells: tuple[str, ...]
    style: str = ""
    table: bool = False
    gap: float = 0.0
    """Lines of empty space above it."""


def _lines(described: Described) -> list[list[Printed]]:
    """Give the lines of each term."""
    heading = Printed(described.headings, "B", table=True)
    parts = []
    for number, term in enumerate(described.terms):
        lines = [Printed((term.heading,), "B", gap=0.6)] if term.heading else []
        if described.headings and (described.each_term or number == 0):
            lines.append(heading)
        for row in term.rows:
            told = cells(row)
            lines.append(Printed(tuple(cell.partition("\\")[0] for cell in told), table=True))
            if any("\\" in cell for cell in told):
                lines.append(Printed(tuple(cell.partition("\\")[2] for cell in told), table=True))
        parts.append(lines + [Printed((line,), "I") for line in term.after])
    return parts


class _Sheet(FPDF):
    def __init__(self, described: Described) -> None:
        super().__init__(format="letter", unit="mm")
        self.described = described
        self.core_fonts_encoding = "windows-1252"
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        self.step = described.size * 0.3528 * 1.3
        self.half = (self.w - 2 * _MARGIN) / 2

    def header(self) -> None:
        if self.page_no() > 1:
            self.set_font(self.described.font, "", 8)
            self.text(_MARGIN, 10, f"{self.described.name}   Page {self.page_no()}")

    def line_at(self, line: Printed, x: float, y: float, width: float) -> None:
        """Set one line with its baseline `y`."""
        self.set_font(self.described.font, line.style, self.described.size)
        if not line.table:
            left, _, right = line.cells[0].partition("\t")
            self.text(x, y, left)
            if right:
                self.text(x + width - self.get_string_width(right), y, right)
            return
        at = x
        for cell, wide, side in zip(line.cells, self.described.widths, self.described.align, strict=True):
            free = wide - 1.5 - self.get_string_width(cell)
            if cell:
                self.text(at + {"L": 0.0, "C": free / 2, "R": free}[side], y, cell)
            at += wide
        if self.described.ruled:
            self.rect(x - 1, y - self.step * 0.8, sum(self.described.widths), self.step)


def _placed(sheet: _Sheet, described: Described, top: float) -> list[tuple[int, float, float, Printed]]:
    """Give page, x, baseline and line, filling the page downwards, panel after panel."""
    found = []
    page, panel, y = 1, 0, top
    start = top
    for part in _lines(described):
        for number, line in enumerate(part):
            y += sheet.step * (1 + line.gap)
            keep = 3 * sheet.step if number == 0 else 0
            if y + keep > sheet.h - described.bottom:
                panel += 1
                if panel == described.panels:
                    page, panel, start = page + 1, 0, 16.0
                y = start + sheet.step
            found.append((page, _MARGIN + panel * (sheet.half + 3), y, line))
    return found


def pdf(described: Described) -> bytes:
    """Give the bytes of the PDF, always the same."""
    sheet = _Sheet(described)
    sheet.set_creation_date(MADE)
    sheet.set_title("Transcript")
    sheet.add_page()
    y = 16.0
    sheet.set_font(described.font, "B", described.size + 4)
    sheet.text(_MARGIN, y, described.institution)
    y += 2
    for text in described.head:
        y += sheet.step
        sheet.line_at(Printed((text,)), _MARGIN, y, sheet.w - 2 * _MARGIN)
    width = sheet.w - 2 * _MARGIN if described.panels == 1 else sheet.half - 4
    placed = _placed(sheet, described, y + 2)
    if described.by_row:
        placed.sort(key=lambda found: (found[0], round(found[2], 1), found[1]))
    for page, x, at, line in placed:
        while sheet.pages_count < page:
            sheet.add_page()
        sheet.page = page
        sheet.line_at(line, x, at, width)
    last = max(page for page, *_ in placed)
    y = max(at for page, _, at, _ in placed if page == last) + 3
    for text in described.foot:
        y += sheet.step
        sheet.line_at(Printed((text,)), _MARGIN, y, sheet.w - 2 * _MARGIN)
    return bytes(sheet.output())


def txt(described: Described) -> bytes:
    """Give the bytes of a text with columns set by blanks, UTF-8."""
    chars = [max(3, round(width / 2)) for width in described.widths]
    lines = [described.institution, *(text.replace("\t", "    ") for text in described.head)]
    for part in _lines(described):
        lines.append("")
        for line in part:
            if not line.table:
                lines.append(line.cells[0].replace("\t", "    "))
                continue
            told = [
                cell.rjust(wide - 1) if side == "R" else cell.ljust(wide - 1)
                for cell, wide, side in zip(line.cells, chars, described.align, strict=True)
            ]
            lines.append(" ".join(told).rstrip())
    return ("\n".join([*lines, "", *(text.replace("\t", "    ") for text in described.foot)]) + "\n").encode()


def word(described: Described) -> bytes:
    """Give the bytes of a DOCX whose terms are tables."""
    made = docx.Document()
    made.core_properties.created = made.core_properties.modified = MADE.replace(tzinfo=None)
    made.add_heading(described.institution, 1)
    for text in described.head:
        made.add_paragraph(text)
    for part in _lines(described):
        rows = [line for line in part if line.table]
        for line in part:
            if not line.table and line.style == "B":
                made.add_heading(line.cells[0], 2)
        table = made.add_table(rows=len(rows), cols=len(described.columns))
        for row, line in zip(table.rows, rows, strict=True):
            for cell, told in zip(row.cells, line.cells, strict=True):
                cell.text = told
        for line in part:
            if not line.table and line.style == "I":
                made.add_paragraph(line.cells[0])
    for text in described.foot:
        made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return settled(out.getvalue())


WRITERS = {"pdf": pdf, "txt": txt, "docx": word}
