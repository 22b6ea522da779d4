"""Draw a described resume as a PDF in one of several layouts."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from fpdf import FPDF

from tests.samples.description import Described, DescribedEntry, Section, printed, running_foot, running_head

Colour = tuple[int, int, int]
_BLACK: Colour = (25, 25, 25)
_NAVY: Colour = (28, 44, 72)
_TELEPHONE, _LETTER, _STAR, _ARROW = "%", ")", "H", "\u00e4"
"""Codes of the font ZapfDingbats."""
_DOTS = "\u25cf\u25cb"
_MADE = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Look:
    """How one layout sets type. Sizes in points, places in millimetres."""

    font: str = "Helvetica"
    size: float = 10
    leading: float = 1.32
    ink: Colour = _BLACK
    accent: Colour = _BLACK
    margin: float = 19
    heading: str = "rule"
    """rule, band, plain, centred"""
    capitals: bool = True
    bullet: str = "\u2022"
    bold: bool = True
    """Whether headings and the first lines of entries are bold."""
    name_align: str = "L"
    dates_width: float = 0
    """Width of a column of dates to the left of the entries; 0 sets dates where the form says."""
    side: str = ""
    """left or right: where the sidebar stands."""
    side_width: float = 64
    side_fill: Colour = (236, 239, 242)
    side_ink: Colour = _BLACK
    icons: bool = False
    """Signs stand before headings and the lines of the contact."""
    running: bool = False
    """Every page repeats the name above and the contact below the text, with its number."""


LAYOUTS = {
    "classic": Look(),
    "dates-left": Look(dates_width=38, accent=(30, 70, 120), capitals=False, size=10),
    "sidebar": Look(side="left", accent=(40, 90, 80), size=9.5, margin=14),
    "dark-sidebar": Look(
        side="right", accent=(28, 44, 72), side_fill=(28, 44, 72), side_ink=(255, 255, 255), size=9.5, margin=14
    ),
    "compact": Look(font="Times", size=9.6, leading=1.2, margin=16, heading="rule", bullet="-"),
    "centred": Look(font="Times", size=11, name_align="C", heading="centred", capitals=False),
    "banded": Look(heading="band", accent=(120, 30, 30), size=10),
    "typed": Look(font="Courier", size=9.5, heading="plain", bullet="*", leading=1.25),
    "plain": Look(font="Times", size=11.5, heading="plain", name_align="C", bullet="\u2022"),
    "bare": Look(size=10.5, heading="plain", capitals=False, bold=False),
    "icons": Look(
        side="left", accent=(0, 96, 122), side_fill=(223, 238, 241), size=9.5, margin=14, side_width=68, icons=True
    ),
    "twin": Look(
        font="Times", size=9.4, margin=14, bullet="-", side="right", side_width=100, side_fill=(255, 255, 255)
    ),
    "dense": Look(size=9.5, leading=1.18, margin=16),
    "dense-dates": Look(dates_width=34, accent=(30, 70, 120), capitals=False, size=9.5, leading=1.18, margin=15),
    "dense-banded": Look(heading="band", accent=(120, 30, 30), size=9.5, leading=1.18, margin=16),
    "running": Look(font="Times", size=12, running=True, margin=25, leading=1.5),
}


class Sheet(FPDF):
    """A letter page whose sidebar, if any, is painted before anything stands on it."""

    def __init__(self, look: Look) -> None:
        super().__init__(format="letter", unit="mm")
        self.look = look
        self.head = self.foot = ""
        self.core_fonts_encoding = "windows-1252"
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0

    def header(self) -> None:
        look = self.look
        if look.running:
            self._edge(8, self.head)
        if look.side:
            left = 0 if look.side == "left" else self.w - look.side_width
            self.set_fill_color(*look.side_fill)
            self.rect(left, 0, look.side_width, self.h, style="F")

    def footer(self) -> None:
        if self.look.running:
            self._edge(self.h - 12, f"{self.foot} | Page {self.page}")

    def _edge(self, y: float, text: str) -> None:
        self.set_font(self.look.font, "I", 8.5)
        self.set_text_color(90, 90, 90)
        self.set_xy(self.look.margin, y)
        self.cell(self.w - 2 * self.look.margin, 4, text, align="C")


class Column:
    """A strip of the page that is filled downwards, from page to page."""

    def __init__(self, sheet: Sheet, look: Look, x: float, width: float, y: float) -> None:
        self.sheet, self.look, self.x, self.width, self.y = sheet, look, x, width, y
        self.page = sheet.page

    def _font(self, size: float, style: str, ink: Colour) -> None:
        self.sheet.set_font(self.look.font, style, size)
        self.sheet.set_text_color(*ink)

    def room(self, height: float) -> None:
        """Go on to the next page unless `height` millimetres are left."""
        if self.y + height > self.sheet.h - 16:
            if self.page == self.sheet.pages_count:
                self.sheet.page = self.page
                self.sheet.add_page()
            self.page += 1
            self.sheet.page = self.page
            self.y = 18

    def write(
        self,
        text: str,
        *,
        style: str = "",
        size: float = 0,
        align: str = "L",
        indent: float = 0,
        ink: Colour | None = None,
        width: float = 0,
        keep: float = 0,
    ) -> None:
        """Set a paragraph, broken into lines; `keep` millimetres must be left below its first line."""
        size = size or self.look.size
        ink = ink or self.look.ink
        height = size * self.look.leading * 0.3528
        wide = (width or self.width) - indent
        self._font(size, style, ink)
        lines = self.sheet.multi_cell(wide, height, text, align="L", dry_run=True, output="LINES")
        for coded in lines if isinstance(lines, list) else []:
            line = str(coded).encode("latin-1").decode("windows-1252")  # fpdf2 gives its lines in the font's own code
            self.room(height + keep)
            self._font(size, style, ink)
            self.sheet.set_xy(self.x + indent, self.y)
            self.sheet.cell(wide, height, line, align=align)
            self.y += height

    def split(self, line: str, *, style: str = "", right_style: str = "", keep: float = 0) -> None:
        """Set one line; what follows a tab stands at the right edge."""
        left, tab, right = line.partition("\t")
        if not tab:
            return self.write(left, style=style, keep=keep)
        height = self.look.size * self.look.leading * 0.3528
        if set(right) <= set(_DOTS):
            self.room(height)
            self._dots(right)
            return self.write(left, style=style, width=self.width - 24)
        self._font(self.look.size, right_style, self.look.ink)
        taken = self.sheet.get_string_width(right) + 4
        self.room(height + keep)
        page, top = self.page, self.y
        self.write(left, style=style, width=self.width - taken)
        self.sheet.page = page
        self._font(self.look.size, right_style, self.look.ink)
        self.sheet.set_xy(self.x + self.width - taken, top)
        self.sheet.cell(taken, height, right, align="R")
        return None

    def _dots(self, rating: str) -> None:
        """Draw a rating as filled and empty circles, as drawing programs do: they are no text."""
        self.sheet.set_draw_color(*self.look.accent)
        self.sheet.set_fill_color(*self.look.accent)
        for place, dot in enumerate(rating):
            x = self.x + self.width - 4 * (len(rating) - place)
            self.sheet.ellipse(x, self.y + 1, 2.6, 2.6, style="DF" if dot == _DOTS[0] else "D")

    def item(
        self, text: str, *, indent: float = 1.5, width: float = 0, x: float = 0, bullet: str | None = None
    ) -> None:
        """Set a list item with its mark; `bullet` stands instead of the layout's, empty for none."""
        if bullet == "":
            return self.write(text, indent=x, width=width + x if width else 0)
        self.room(self.look.size * self.look.leading * 0.3528)
        self._font(self.look.size, "", self.look.ink)
        self.sheet.set_xy(self.x + indent + x, self.y)
        self.sheet.cell(4, self.look.size * self.look.leading * 0.3528, bullet or self.look.bullet)
        return self.write(text, indent=indent + x + 3.6, width=width + x if width else 0)

    def sign(self, sign: str) -> None:
        """Set one character of the font of signs before the line that follows."""
        self.room(self.look.size * self.look.leading * 0.3528)
        self.sheet.set_font("ZapfDingbats", "", self.look.size)
        self.sheet.set_text_color(*self.look.accent)
        self.sheet.set_xy(self.x - 5, self.y)
        self.sheet.cell(5, self.look.size * self.look.leading * 0.3528, sign)

    def heading(self, text: str) -> None:
        """Set a section's heading."""
        look = self.look
        words = text.upper() if look.capitals else text
        self.room(22)
        self.y += 3.6
        if look.icons:
            self.sign(_STAR)
        if look.heading == "band":
            self.sheet.set_fill_color(232, 226, 222)
            self.sheet.rect(self.x - 1.5, self.y - 0.6, self.width + 3, look.size * 0.62, style="F")
        centred = "C" if look.heading == "centred" else "L"
        size = look.size + (0 if not look.bold else 1 if look.capitals else 2.5)
        self.write(words, style="B" if look.bold else "", size=size, ink=look.accent, align=centred)
        if look.heading in ("rule", "centred"):
            self.sheet.set_draw_color(*look.accent)
            self.sheet.set_line_width(0.25)
            self.sheet.line(self.x, self.y + 0.3, self.x + self.width, self.y + 0.3)
        self.y += 1.6

    def cells(self, rows: list[list[str]], *, ruled: bool) -> None:
        """Set a table; every cell is one line."""
        height = self.look.size * 0.56
        width = self.width / max(map(len, rows))
        for row in rows:
            self.room(height)
            self._font(self.look.size, "", self.look.ink)
            self.sheet.set_draw_color(150, 150, 150)
            for place, cell in enumerate(row):
                self.sheet.set_xy(self.x + place * width, self.y)
                self.sheet.cell(width, height, (" " if ruled else "") + cell, border=1 if ruled else 0)
            self.y += height


def _skills(column: Column, section: Section) -> None:
    items = [printed(skill) for skill in section.skills]
    if section.style == "commas":
        column.write(", ".join(items))
    elif section.style == "pipes":
        column.write(" | ".join(items))
    elif section.style == "table":
        column.cells([item.split("\t") for item in items], ruled=True)
    elif section.style == "grid":
        column.cells([items[i : i + 3] for i in range(0, len(items), 3)], ruled=True)
    elif section.style == "columns":
        _two_lists(column, items)
    else:
        marked = partial(column.item, bullet=section.bullet)
        write: Callable[[str], None] = marked if section.style == "bullets" else column.split
        for item in items:
            write(item)


def _two_lists(column: Column, items: list[str]) -> None:
    half, width = (len(items) + 1) // 2, column.width / 2
    column.room(half * column.look.size * 0.5)
    top = column.y
    for start in (0, half):
        column.y = top
        for item in items[start : start + half]:
            column.item(item, x=0 if start == 0 else width, width=width - 2)
    column.y = max(column.y, top + half * column.look.size * column.look.leading * 0.3528)


def _entry(column: Column, entry: DescribedEntry, section: Section) -> None:
    lines = entry.heading(section.form)
    if section.bulleted:
        for line in lines:
            column.item(line, bullet=section.bullet)
    else:
        for number, line in enumerate(lines):
            if number == 0:
                column.split(line, style="B" if column.look.bold else "", keep=9)
            else:
                column.split(line, style="I" if column.look.font == "Times" else "")
    if entry.note:
        column.write(printed(entry.note))
    for duty in entry.duties:
        column.item(printed(duty), bullet=section.bullet)
    column.y += 1.0 if section.bulleted else 2.2


def _dated(column: Column, entry: DescribedEntry, section: Section) -> None:
    """Set an entry with its dates in a column of their own at the left."""
    shift = column.look.dates_width
    inner = Column(column.sheet, column.look, column.x + shift, column.width - shift, column.y)
    inner.page = column.page
    inner.room(16)
    column.page, column.y = inner.page, inner.y
    column.write(entry.dates, width=shift - 3, ink=column.look.accent)
    inner.sheet.page = inner.page
    _entry(inner, entry, section)
    column.page, column.y = inner.page, inner.y


def _section(column: Column, section: Section) -> None:
    column.heading(section.heading)
    for text in section.text:
        column.write(printed(text))
        column.y += 1
    if section.skills:
        _skills(column, section)
    for entry in section.entries:
        dated = (
            column.look.dates_width and entry.dates and not any("{dates}" in f for f in entry.form or section.form)
        )
        (_dated if dated else _entry)(column, entry, section)


def _top(column: Column, described: Described) -> None:
    look = column.look
    column.write(described.name, style="B", size=20, ink=look.accent, align=look.name_align)
    if described.headline:
        column.write(described.headline, size=look.size + 2, align=look.name_align)
    if not look.side:
        column.write("  |  ".join(described.contact), align=look.name_align)


def _fill(column: Column, described: Described, place: str) -> None:
    for section in described.sections:
        if section.place == place or not column.look.side:
            column.sheet.page = column.page
            _section(column, section)


def _beside(sheet: Sheet, described: Described) -> None:
    """Fill the sidebar and the main column; the one at the left goes into the file first."""
    look = sheet.look
    ink = replace(look, ink=look.side_ink, accent=look.side_ink if look.side_ink != _BLACK else look.accent)
    left = look.side == "left"
    side = Column(sheet, ink, 8 if left else sheet.w - look.side_width + 8, look.side_width - 14, 20)
    start = look.side_width + 8 if left else look.margin
    main = Column(sheet, look, start, sheet.w - look.side_width - 8 - look.margin, 18)

    def fill_side() -> None:
        sheet.page = 1
        side.heading("Contact")
        for line in described.contact:
            if look.icons:
                side.sign(_LETTER if "@" in line else _TELEPHONE if re.search(r"\d{3}.\d{4}", line) else _ARROW)
            side.write(line)
        _fill(side, described, "side")

    def fill_main() -> None:
        sheet.page = 1
        _top(main, described)
        _fill(main, described, "main")

    for fill in (fill_side, fill_main) if left else (fill_main, fill_side):
        fill()


def render(described: Described, layout: str) -> bytes:
    """Give the bytes of the PDF. Raises KeyError for an unknown layout."""
    look = LAYOUTS[layout]
    sheet = Sheet(look)
    sheet.set_creation_date(_MADE)
    sheet.set_producer("tests.samples")
    sheet.set_title(f"{described.name} - Resume")
    sheet.head, sheet.foot = running_head(described), running_foot(described)
    sheet.add_page()
    if look.side:
        _beside(sheet, described)
    else:
        column = Column(sheet, look, look.margin, sheet.w - 2 * look.margin, 16)
        _top(column, described)
        _fill(column, described, "main")
    return bytes(sheet.output())
