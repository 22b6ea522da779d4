"""Print an invented resume as LinkedIn's "Save to PDF" does: a dark sidebar, and grouped roles of one employer."""

from calendar import month_name
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby

from fpdf import FPDF

from app.extraction.model import EntryKind
from tests.samples.description import Described, DescribedEntry, printed
from tests.samples.structured import True_, entries, listed, told, true_of_linkedin

_MADE = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
_PLAIN = str.maketrans("–—’‘“”•", "--''\"\"\xb7")
"""The font has Latin-1 alone."""
_SIDE, _MAIN, _WIDE = 32.0, 223.0, 360.0
_BOTTOM = 740.0
_JOBS = (EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE)
_PAPERS = (EntryKind.CERTIFICATION, EntryKind.LICENCE)
TODAY = (2026, 1)
"""Year and month in which the profile was saved."""


def month_of(date: str) -> str:
    """Write a date as the profile does: "March 2019", or the year alone."""
    year, _, rest = date.partition("-")
    return f"{month_name[int(rest[:2])]} {year}" if rest else year


def lasted(start: str, end: str | None) -> str:
    """Say how long a job lasted, as the profile does: "3 years 2 months"; months are counted at both ends."""
    first = [int(part) for part in start.split("-")[:2]]
    last = [int(part) for part in end.split("-")[:2]] if end else list(TODAY)
    if len(first) < 2 or len(last) < 2:
        return f"{max(1, last[0] - first[0])} years"
    months = 12 * (last[0] - first[0]) + last[1] - first[1] + 1
    years, rest = divmod(months, 12)
    parts = [f"{years} year{'s' * (years > 1)}"] * bool(years) + [f"{rest} month{'s' * (rest > 1)}"] * bool(rest)
    return " ".join(parts)


def _period(entry: DescribedEntry) -> str:
    if not entry.start:
        return month_of(entry.end) if entry.end else ""
    ending = month_of(entry.end) if entry.end else "Present"
    return f"{month_of(entry.start)} - {ending} ({lasted(entry.start, entry.end)})"


class _Profile(FPDF):
    def header(self) -> None:
        """Draw the sidebar."""
        self.set_fill_color(40, 60, 80)
        self.rect(0, 0, 204, 792, "F")

    def footer(self) -> None:
        """Number the page."""
        self.set_font("Helvetica", "", 9)
        self.set_text_color(120, 120, 120)
        self.set_xy(_MAIN, 760)
        self.cell(_WIDE, 10, f"Page {self.page_no()} of {{nb}}", align="C")


class _Printer:
    def __init__(self) -> None:
        self.sheet = _Profile(format="letter", unit="pt")
        self.sheet.set_creation_date(_MADE)
        self.sheet.set_auto_page_break(False)
        self.sheet.add_page()
        self.y = 60.0

    def side(self, y: float, heading: str, lines: list[str]) -> float:
        """Print one list of the sidebar; gives where the next may begin."""
        if not lines:
            return y
        self.sheet.set_text_color(255, 255, 255)
        self.sheet.set_font("Helvetica", "", 13)
        self.sheet.text(_SIDE, y, heading)
        self.sheet.set_font("Helvetica", "", 10.5)
        for line in lines:
            for part in self._broken(line, 150):
                y += 14
                self.sheet.text(_SIDE, y, part)
            y += 3
        return y + 28

    def _broken(self, said: str, wide: float) -> list[str]:
        said = said.translate(_PLAIN).encode("latin-1", "ignore").decode("latin-1")
        broken = self.sheet.multi_cell(wide, 12, said, dry_run=True, output="LINES")
        return [str(line) for line in broken] if isinstance(broken, list) else []

    def main(self, said: str, size: float, *, gap: float = 0.0, grey: bool = False) -> None:
        """Print a paragraph of the main column, on the next page when this one is full."""
        self.y += gap
        self.sheet.set_font("Helvetica", "", size)
        for part in self._broken(said, _WIDE):
            if self.y + size > _BOTTOM:
                self.sheet.add_page()
                self.y = 60.0
            self.sheet.set_font("Helvetica", "", size)
            self.sheet.set_text_color(*((100, 100, 100) if grey else (0, 0, 0)))
            self.y += size * 1.35
            self.sheet.text(_MAIN, self.y, part)


def linkedin_pdf(described: Described) -> bytes:
    """Print the profile: sidebar with contact, top skills and papers; main column with experience and education."""
    printer = _Printer()
    y = printer.side(80.0, "Contact", [one for one in described.contact if "@" in one or "555" in one])
    y = printer.side(y, "Top Skills", top_skills(described))
    printer.side(y, "Certifications", [entry.title or "" for entry in papers_of(described)])
    printer.main(described.name, 26)
    printer.main(described.headline or "Open to work", 12)
    printer.main(described.contact[0], 12, grey=True)
    if told(described):
        printer.main("Summary", 15.75, gap=20)
        printer.main(" ".join(told(described).split()), 12)
    jobs = entries(described, *_JOBS)
    if jobs:
        printer.main("Experience", 15.75, gap=20)
    for employer, roles in _grouped(jobs):
        printer.main(employer, 12, gap=12)
        if len(roles) > 1 and (first := [role.start for role in roles if role.start]):
            ends = [role.end for role in roles]
            printer.main(lasted(min(first), max(end for end in ends if end) if all(ends) else None), 10.5)
        for role in roles:
            printer.main(role.title or "", 11.5, gap=3)
            printer.main(_period(role), 10.5)
            if role.location:
                printer.main(role.location, 10.5, grey=True)
            for duty in role.duties:
                printer.main(f"- {printed(duty)}", 10.5, gap=2)
    schools = [school for school in entries(described, EntryKind.EDUCATION) if school.organization]
    if schools:
        printer.main("Education", 15.75, gap=20)
    for school in schools:
        printer.main(school.organization or "", 12, gap=12)
        years = " - ".join(month_of(date) for date in (school.start, school.end) if date)
        degree = ", ".join(filter(None, (school.title, school.programme)))
        printer.main(f"{degree} \xb7 ({years})" if years else degree, 10.5)
    return bytes(printer.sheet.output())


def true_of_linkedin_pdf(described: Described) -> list[True_]:
    """Give the entries that the profile tells: papers by title alone, schooling where it names a school."""
    papers = {e.title for e in papers_of(described)}
    told_: list[True_] = []
    for kind, title, organization, programme, start, end, current in true_of_linkedin(described):
        if kind is EntryKind.CERTIFICATION and title in papers:
            told_.append((kind, title, None, None, None, None, False))
        elif kind is EntryKind.EMPLOYMENT and (start or end):
            told_.append((kind, title, organization or "Self-employed", programme, start, end, current))
        elif kind is EntryKind.EDUCATION and organization:
            told_.append((kind, title, organization, programme, start, end, current))
    return told_


def papers_of(described: Described) -> list[DescribedEntry]:
    """Give the certifications and licences that the sidebar has room for."""
    return entries(described, *_PAPERS)[:8]


def top_skills(described: Described) -> list[str]:
    """Give the skills that the sidebar names: the profile shows three."""
    return listed(described)[:3]


def _grouped(jobs: list[DescribedEntry]) -> Iterator[tuple[str, list[DescribedEntry]]]:
    for employer, roles in groupby(jobs, key=lambda job: job.organization):
        yield employer or "Self-employed", list(roles)
