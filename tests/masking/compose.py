"""Invented people to documents in varied layouts, with the span of every piece of personal data."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.documents.assembly import Assembly, Printed
from app.documents.model import Document, Limits, Page
from app.documents.redact.model import Kind
from tests.masking import invent
from tests.masking.invent import Invented, Random

SEED, HELD_OUT_SEED, WORDS_SEED = 20261, 7_041_776, 404


@dataclass(frozen=True)
class Truth:
    """Personal data that stands in the text."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Case:
    """One document and its truth."""

    layout: str
    group: str
    document: Document
    truth: tuple[Truth, ...]


def mark(kind: str, said: str) -> str:
    return f"⟦{kind}¦{said}⟧"


_MARK = re.compile(r"⟦(\w+)¦(.*?)⟧")


@dataclass
class Paper:
    """Lines while they are written: marked text, font size, bold, block, page."""

    styled: bool
    rows: list[tuple[str, float | None, bool, int, int, bool]] = field(default_factory=list)
    block: int = 0
    page: int = 1

    def line(self, said: str, size: float = 10, *, bold: bool = False, heading: bool = False) -> None:
        self.rows.append(
            (
                said,
                size if self.styled else None,
                bold and self.styled,
                self.block,
                self.page,
                heading and self.styled,
            )
        )

    def gap(self) -> None:
        self.block += 1

    def document(self) -> tuple[Document, tuple[Truth, ...]]:
        assembly = Assembly(Limits(), placed=False)
        marks: list[list[tuple[str, int, int]]] = []
        for said, size, bold, block, page, heading in self.rows:
            spans: list[tuple[str, int, int]] = []
            plain, at = "", 0
            for match in _MARK.finditer(said):
                plain += said[at : match.start()]
                spans.append((match[1], len(plain), len(plain) + len(match[2])))
                plain += match[2]
                at = match.end()
            plain += said[at:]
            assert plain == plain.strip(), plain
            marks.append(spans)
            assembly.add(Printed(plain, size=size, bold=bold, heading=heading), page=page, block=block)
        document = assembly.finish(
            b"invented", "application/pdf", [Page(number=n + 1, width=612, height=792) for n in range(self.page)]
        )
        assert len(document.lines) == len(marks)
        truth = [
            Truth(Kind(kind), line.start + a, line.start + b)
            for line, spans in zip(document.lines, marks, strict=True)
            for kind, a, b in spans
        ]
        return document, tuple(truth)


@dataclass
class Writer:
    """One person's data, drawn from a random stream, and the paper it goes on."""

    rng: Random
    part: str
    who: Invented
    paper: Paper

    @property
    def held(self) -> bool:
        return self.part == "held_out"

    def name(self, said: str | None = None) -> str:
        return mark("NAME", said or self.who.printed(self.rng, held_out=self.held))

    def email(self) -> str:
        return mark("EMAIL", invent.email(self.rng, self.who, held_out=self.held))

    def phone(self) -> str:
        return self.rng.choice(["", "", "Phone: ", "Tel. ", "Cell: ", "M: "]) + mark(
            "PHONE", invent.phone(self.rng, held_out=self.held)
        )

    def address(self) -> str:
        return mark("ADDRESS", invent.address(self.rng, held_out=self.held))

    def url(self) -> str:
        return mark("URL", invent.url(self.rng, self.who, held_out=self.held))

    def birth(self) -> str:
        return self.rng.choice(invent.BIRTH_LABELS) + mark("BIRTHDATE", invent.birth_date(self.rng))

    def identifier(self) -> str:
        label, number = invent.identifier(self.rng, held_out=self.held)
        return label + mark("ID", number)


TRADES: Sequence[tuple[str, str, Sequence[str], Sequence[str]]] = (
    (
        "Welder",
        "Sabine Industrial Contractors, Port Arthur, TX",
        ("MIG and TIG welding", "Blueprint reading", "AWS D1.1 3G/4G"),
        ("Ran flux core on 1,100 joints at a 97.8% pass rate", "Operated a 10-ton overhead crane"),
    ),
    (
        "Registered Nurse",
        "Mercy General Hospital, Sacramento, CA",
        ("Patient assessment", "IV therapy", "Epic"),
        ("Cared for 6 patients per shift on a 32-bed unit", "Charted vitals and meds in Epic within 15 minutes"),
    ),
    (
        "Web Developer",
        "Harbor Labs LLC, Remote",
        ("ASP.NET", "Node.js / Express.js", "Salesforce.com", "TCP/IP, DHCP", "C++ 17, 20"),
        ("Moved 14 services to Node.js 18.2.0 and PostgreSQL 14", "Cut page load from 3.2 to 1.1 seconds"),
    ),
    (
        "Line Cook",
        "The Copper Kettle Bistro, Santa Fe, NM",
        ("Knife skills", "Grill and sauté", "ServSafe Food Handler"),
        ("Prepared 250 covers a night at the grill station", "Trained 3 new cooks on HACCP logs"),
    ),
    (
        "Truck Driver",
        "Ozark Freight Lines Inc., Springfield, MO",
        ("CDL Class A, tanker", "Load securement", "ELD logs"),
        (
            "Hauled 42,000 lb loads over 1,250,000 miles without accident",
            "Kept DOT logs 2015 - 2019 with 0 violations",
        ),
    ),
    (
        "Bookkeeper",
        "Prairie State Bank, Peoria, IL",
        ("QuickBooks Online", "Accounts payable", "Excel 2016, 2019"),
        ("Reconciled $1,250,000 in monthly receipts", "Closed the books by day 5 from 2018 to 2021"),
    ),
    (
        "Teacher Aide",
        "Lincoln Elementary School District 87, Bloomington, IL",
        ("Classroom management", "Bilingual Spanish/English", "IEP support"),
        ("Supported 24 students ages 5 to 7", "Ran small reading groups at 10:30 and 1:15"),
    ),
    (
        "Electrician",
        "Johnson Controls, Milwaukee, WI",
        ("NEC 2020/2023", "Conduit bending", "Allen-Bradley PLC"),
        ("Pulled feeders to 600 A in 480/277 V panels", "Wired 3 schools, 2017–2019"),
    ),
)


def experience(w: Writer) -> None:
    title, employer, skills, duties = w.rng.choice(TRADES)
    p = w.paper
    p.gap()
    p.line(w.rng.choice(["EXPERIENCE", "Work Experience", "Employment History"]), 12, bold=True, heading=True)
    p.line(
        f"{title}  {w.rng.choice(['Jan 2019 - Present', '2016 - 2021', '03/2018 – 11/2022', '2019-03 to 2021-07'])}",
        bold=True,
    )
    p.line(employer)
    for duty in duties:
        p.line(f"• {duty}")
    if w.rng.random() < 0.15 and w.who.family:
        p.line(f"• {w.name(w.who.given)}'s crew won the 2022 safety award")
    p.gap()
    p.line(w.rng.choice(["SKILLS", "Key Skills", "Technical Skills"]), 12, bold=True, heading=True)
    for skill in skills:
        p.line(f"• {skill}")
    if w.rng.random() < 0.3:
        p.gap()
        p.line("CERTIFICATIONS", 12, bold=True, heading=True)
        p.line("OSHA 30 Construction, 11/2020")
        p.line(f"ISO 9001:2015 Auditor, {w.identifier()}")
    p.gap()
    p.line("EDUCATION", 12, bold=True, heading=True)
    p.line("Big Thicket Technical Institute, Silsbee, TX, 2012, GPA 3.85")


def references(w: Writer) -> None:
    p = w.paper
    p.gap()
    p.line("REFERENCES", 12, bold=True, heading=True)
    for _ in range(w.rng.randint(1, 3)):
        other = invent.person(w.rng, w.part)
        while not other.family or other.given == w.who.given:
            other = invent.person(w.rng, w.part)
        name, mail = mark("NAME", other.full), mark("EMAIL", invent.email(w.rng, other))
        number = mark("PHONE", invent.phone(w.rng, held_out=w.held))
        title = w.rng.choice(["Shop Foreman", "Nurse Manager", "Head Chef", "Store Manager"])
        match w.rng.randint(0, 3):
            case 0:
                p.line(f"{name}, {title}, {number}")
            case 1:
                p.line(f"{w.rng.choice(['Dr. ', 'Mrs. ', 'Mr. ', ''])}{name}")
                p.line(f"{title}, Harbor Labs LLC")
                p.line(f"{number} | {mail}")
            case 2:
                p.line(f"{name} - {title} - {mail}")
            case _:
                p.line(f"{name} ({title})  {number}  {mail}")


def footer(w: Writer) -> None:
    p = w.paper
    p.gap()
    p.page += 1
    full = w.name(w.who.full)
    reverse = w.name(f"{w.who.family}, {w.who.given}") if w.who.family else full
    p.line(w.rng.choice([f"{full} – page 2", f"{full} | Resume | 2", f"{reverse} - Page 2 of 2", f"{full}  2"]), 8)
    p.line("• Kept the shop clean and passed every audit")


def classic(w: Writer) -> None:
    p = w.paper
    p.line(
        w.name() + w.rng.choice(["", "", ", RN", ", CPA", " (she/her)", ", MBA, PMP"] if w.who.family else [""]),
        20,
        bold=True,
    )
    p.line(w.rng.choice(["Line Cook", "Registered Nurse", "Customer Service Representative"]), 11)
    parts = [w.address() if w.rng.random() < 0.6 else invent.city(w.rng), w.phone(), w.email()]
    parts += [w.url()] if w.rng.random() < 0.6 else []
    p.line(w.rng.choice([" | ", "  •  ", "   ", " · "]).join(parts))
    experience(w)


def stacked(w: Writer) -> None:
    p = w.paper
    p.line(w.name(), 18, bold=True)
    for part in (w.address(), w.phone(), w.email(), w.url()):
        p.line(part)
    if w.rng.random() < 0.4:
        p.line(w.birth())
    experience(w)


def sidebar(w: Writer) -> None:
    p = w.paper
    p.line("CONTACT", 12, bold=True, heading=True)
    for part in (w.phone(), w.email(), w.address(), w.url()):
        p.line(part, 9)
    p.gap()
    p.line("LANGUAGES", 12, bold=True, heading=True)
    p.line("Spanish (native)", 9)
    p.gap()
    p.line(w.name(), 24, bold=True)
    p.line("Operations Lead", 12)
    experience(w)


def two_lines(w: Writer) -> None:
    p = w.paper
    if w.who.family:
        p.line(w.name(w.who.given.upper()), 26, bold=True)
        p.line(w.name(w.who.family.upper()), 26, bold=True)
    else:
        p.line(w.name(), 26, bold=True)
    p.gap()
    p.line(f"{w.email()} / {w.phone()}", 9)
    p.line(w.address(), 9)
    experience(w)


def form(w: Writer) -> None:
    p = w.paper
    p.line("APPLICATION FOR EMPLOYMENT", 14, bold=True)
    p.line(f"{w.rng.choice(['Name', 'Full Name', 'Applicant', 'Employee Name'])}: {w.name()}")
    p.line(f"{w.rng.choice(['Address', 'Home Address', 'Mailing address'])}: {w.address()}")
    p.line(w.phone())
    p.line(f"Email: {w.email()}")
    p.line(w.birth())
    p.line(w.identifier())
    p.line(w.identifier())
    experience(w)
    boss = invent.person(w.rng, w.part)
    if boss.family:
        p.line(f"Supervisor: {mark('NAME', boss.full)}  {w.phone()}")
    p.gap()
    p.line(f"Signature: {w.name(w.who.full)}")


def transcript(w: Writer) -> None:
    p = w.paper
    p.line("CONESTOGA COMMUNITY COLLEGE", 16, bold=True)
    p.line("Official Academic Transcript", 12)
    label = w.rng.choice(["Student", "Student Name", "Name"])
    p.line(f"{label}: {w.name()}    Student ID: {mark('ID', invent.digits(w.rng, 8))}")
    p.line(w.birth())
    p.line(f"Address: {w.address()}")
    p.gap()
    p.line("Fall 2019", 11, bold=True)
    for course in (
        "MATH 1010  College Algebra  3.00  B+",
        "ENGL 1101  Composition I  3.00  A",
        "WELD 2201  Blueprint Reading  4.00  A-",
    ):
        p.line(course)
    p.line("Term GPA 3.57  Earned 10.00")
    p.gap()
    p.line(f"Issued to {w.name(w.who.full)} 2021-06-14")


def letter(w: Writer) -> None:
    p = w.paper
    p.line(w.name(w.who.full), 14, bold=True)
    p.line(f"{w.address()}")
    p.line(f"{w.phone()} | {w.email()}")
    experience(w)
    p.gap()
    p.line("SUMMARY", 12, bold=True, heading=True)
    if w.who.family:
        given, family = w.name(w.who.given), w.name(w.who.family)
        p.line(f"{given} has ten years in the trade. Ms. {family} leads crews of 12.")
    p.line("Sincerely,")
    p.line(w.name(w.who.full))


LAYOUTS: Sequence[Callable[[Writer], None]] = (
    classic,
    classic,
    stacked,
    sidebar,
    two_lines,
    form,
    transcript,
    letter,
)


def case(rng: Random, part: str) -> Case:
    layout = rng.choice(LAYOUTS)
    paper = Paper(styled=rng.random() < 0.7 or layout is two_lines)
    writer = Writer(rng, part, invent.person(rng, part), paper)
    layout(writer)
    if layout not in (form, transcript) and rng.random() < 0.5:
        references(writer)
    if layout is not transcript and rng.random() < 0.35:
        footer(writer)
    document, truth = writer.paper.document()
    return Case(layout.__name__, writer.who.group, document, truth)


def cases(part: str = "dev", count: int = 200) -> list[Case]:
    """Give `count` documents of different people: `dev`, `held_out` (other names, other forms) or `words`."""
    seed = {"dev": SEED, "held_out": HELD_OUT_SEED, "words": WORDS_SEED}[part]
    return [case(random.Random(f"{seed} {number}"), part) for number in range(count)]  # noqa: S311  (repeatable, not secret)
