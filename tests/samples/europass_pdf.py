"""Print an invented resume as a Europass PDF: the CV on its pages, and its XML attached."""

from datetime import UTC, datetime

from fpdf import FPDF

from app.extraction.model import EntryKind
from tests.samples.description import Described, DescribedEntry, printed
from tests.samples.europass import skills_passport, true_of_passport
from tests.samples.structured import True_, entries, listed

_MADE = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
_PLAIN = str.maketrans("–—’‘“”•", "--''\"\"\xb7")
_JOBS = (EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE)


def _day(date: str) -> str:
    """Write a date as the portal prints it: 15/06/2023, 06/2023 or 2023."""
    return "/".join(reversed(date.split("-")))


def _period(entry: DescribedEntry) -> str:
    ending = "Current" if entry.current else _day(entry.end or "")
    return " - ".join(part for part in (_day(entry.start or ""), ending) if part)


def true_of_europass_pdf(described: Described) -> list[True_]:
    """Give the entries that the pages show, in the capitals that the portal prints; going on needs a start."""
    found = []
    for kind, title, organization, programme, start, end, current in true_of_passport(described):
        employer = (organization or "").upper() or None if kind is not EntryKind.EDUCATION else organization
        going = current and bool(start)
        found.append((kind, (title or "").upper() or None, employer, programme, start, end, going))
    return found


def europass_pdf(described: Described, attached: bytes | None = None) -> bytes:
    """Print the CV and attach its XML, or another."""
    sheet = FPDF(format="a4", unit="pt")
    sheet.set_creation_date(_MADE)
    sheet.set_margin(50)
    sheet.set_auto_page_break(True, 60)
    sheet.add_page()

    def say(said: str, size: float = 10, style: str = "") -> None:
        said = said.translate(_PLAIN).encode("latin-1", "ignore").decode("latin-1")
        if said:
            sheet.set_font("Helvetica", style, size)
            sheet.multi_cell(480, size * 1.4, said, new_x="LMARGIN", new_y="NEXT")

    say(described.name, 20, "B")
    say(next((one for one in described.contact if "@" in one), ""))
    say("WORK EXPERIENCE", 13, "B")
    for entry in entries(described, *_JOBS):
        say(_period(entry))
        say((entry.title or "").upper(), 11, "B")
        say((entry.organization or "").upper())
        say(printed(entry.note))
        for duty in entry.duties:
            say(f"• {printed(duty)}")
    say("EDUCATION AND TRAINING", 13, "B")
    for entry in entries(described, EntryKind.EDUCATION):
        say(_period(entry))
        say((entry.title or "").upper(), 11, "B")
        say(entry.programme or "")
        say(entry.organization or "")
    say("JOB-RELATED SKILLS", 13, "B")
    for skill in listed(described):
        say(f"• {skill}")
    xml = skills_passport(described) if attached is None else attached
    sheet.embed_file(bytes=xml, basename="Europass-XML-Attachment.xml", mime_type="application/xml")
    return bytes(sheet.output())
