"""A random stream to an invented person: name, contact data, numbers and dates in the forms that people print."""

import random
import re
import tomllib
import unicodedata
from calendar import month_name
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAMES = Path(__file__).resolve().parents[2] / "evals" / "masking" / "names.toml"
Random = random.Random


@dataclass(frozen=True)
class Invented:
    """One person who does not exist."""

    group: str
    given: str
    family: str
    """Empty for a person with one name."""
    middle: str

    @property
    def full(self) -> str:
        return " ".join(part for part in (self.given, self.family) if part)

    def printed(self, rng: Random, *, held_out: bool = False) -> str:
        """Give the name as one of the forms that stand on top of documents."""
        if not self.family:
            return rng.choice([self.given, self.given.upper()])
        middle = self.middle
        forms = [
            self.full,
            self.full,
            f"{self.given} {middle}. {self.family}",
            self.full.upper(),
            f"{self.given.upper()} {middle}. {self.family.upper()}",
            f"{self.family}, {self.given}",
            f"{self.family.upper()}, {self.given} {middle}.",
        ]
        if held_out:
            forms += [f"{self.given[0]}. {middle}. {self.family}", f"{self.given} {middle} {self.family}"]
        return rng.choice(forms)

    def handle(self, rng: Random) -> str:
        """Give a user name made of the name."""
        first, last = plain(self.given), plain(self.family) or str(rng.randint(10, 99))
        return rng.choice(
            [
                first + last,
                f"{first}-{last}",
                f"{first[0]}{last}",
                f"{first}.{last}",
                f"{last}{first[0]}{rng.randint(1, 99)}",
                f"{first}_{last}",
            ]
        )


def plain(said: str) -> str:
    said = said.translate(str.maketrans("łŁøđß", "lLods"))
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", said).casefold())


def names(part: str) -> dict[str, Any]:
    with NAMES.open("rb") as file:
        found: dict[str, Any] = tomllib.load(file)[part]
    return found


def person(rng: Random, part: str) -> Invented:
    groups = names(part)
    group = rng.choice(sorted(groups))
    lists = groups[group]
    family = rng.choice(lists["family"]) if lists["family"] else ""
    if lists.get("two") and rng.random() < 0.6:
        family += rng.choice([" ", "-", " "]) + rng.choice([f for f in lists["family"] if f not in family])
    return Invented(group, rng.choice(lists["given"]), family, rng.choice("ABCDEFGHJKLMNPRSTVW"))


def digits(rng: Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def email(rng: Random, who: Invented, *, held_out: bool = False) -> str:
    local = rng.choice(
        [
            who.handle(rng),
            who.handle(rng),
            f"{plain(who.given)}{rng.randint(1, 99)}",
            f"bluebird{rng.randint(10, 99)}",
        ]
    )
    host, tld = (
        rng.choice(["example", "mail.example", "example-mail", "uni.example"]),
        rng.choice(["com", "org", "net", "edu", "co.uk"]),
    )
    forms = [f"{local}@{host}.{tld}"] * 8 + [
        f"{local} at {host.replace('.', ' dot ')} dot com",
        f"{local} [at] {host} [dot] com",
        f"{local}(at){host}.com",
        f"{local.upper()}@{host.upper()}.{tld.upper()}",
        f"{local}+jobs@{host}.{tld}",
    ]
    if held_out:
        forms += [f"{local} (at) {host} (dot) com", f"{local} @ {host}.com", f"{local}<at>{host}.com"]
    return rng.choice(forms)


def phone(rng: Random, *, held_out: bool = False) -> str:
    a, b, c = str(rng.randint(201, 989)), "555", f"01{digits(rng, 2)}"
    forms = [
        f"({a}) {b}-{c}",
        f"{a}-{b}-{c}",
        f"{a}.{b}.{c}",
        f"{a} {b} {c}",
        f"{a}{b}{c}",
        f"+1 {a} {b} {c}",
        f"1-{a}-{b}-{c}",
        f"+1 ({a}) {b}-{c}",
        f"{a}/{b}-{c}",
        f"({a}){b}-{c}",
        f"{a}-{b}-{c} ext. {rng.randint(10, 999)}",
        f"({a}) {b}-{c} x{rng.randint(10, 999)}",
        f"{a} – {b} – {c}",
        f"+44 7700 900{digits(rng, 3)}",
        f"07700 900{digits(rng, 3)}",
        f"+49 30 {digits(rng, 4)} {digits(rng, 4)}",
        f"+52 55 {digits(rng, 4)} {digits(rng, 4)}",
        f"+91 98{digits(rng, 3)} {digits(rng, 5)}",
        f"+33 6 {digits(rng, 2)} {digits(rng, 2)} {digits(rng, 2)} {digits(rng, 2)}",
        f"+234 803 {digits(rng, 3)} {digits(rng, 4)}",
        f"020 7946 0{digits(rng, 3)}",
        f"+63 917 {digits(rng, 3)} {digits(rng, 4)}",
        f"+1.{a}.{b}.{c}",
    ]
    if held_out:
        forms += [
            f"{a} {b}-{c}",
            f"1 ({a}) {b}-{c}",
            f"+84 90 {digits(rng, 3)} {digits(rng, 4)}",
            f"+55 (11) 9{digits(rng, 4)}-{digits(rng, 4)}",
            f"00 49 171 {digits(rng, 7)}",
            f"[{a}] {b}-{c}",
        ]
    return rng.choice(forms)


_STREETS = [
    "Cedar Bluff",
    "Marlowe",
    "N. Hollins",
    "Whispering Pines",
    "Old Mill",
    "SW 14th",
    "East Juniper",
    "Lafayette",
    "Martin Luther King Jr",
    "Saint Olaf",
    "12th",
    "Quail Run",
]
_SUFFIXES = [
    "St",
    "Street",
    "Ave",
    "Ave.",
    "Rd",
    "Road",
    "Blvd",
    "Ln",
    "Drive",
    "Ct",
    "Pl",
    "Terrace",
    "Way",
    "Circle",
    "Pkwy",
    "Trail",
]
_CITIES = [
    ("Beaumont", "TX"),
    ("St. Paul", "MN"),
    ("Rapid City", "SD"),
    ("Winston-Salem", "NC"),
    ("Fresno", "California"),
    ("Coeur d'Alene", "ID"),
    ("Yakima", "WA"),
]


def city(rng: Random) -> str:
    return ", ".join(rng.choice(_CITIES))


def address(rng: Random, *, held_out: bool = False) -> str:
    """Give a street address on one line, with its city."""
    town, state = rng.choice(_CITIES)
    code = rng.choice([digits(rng, 5), f"{digits(rng, 5)}-{digits(rng, 4)}"])
    street = f"{rng.randint(1, 19999)} {rng.choice(_STREETS)} {rng.choice(_SUFFIXES)}"
    unit = rng.choice(
        [
            "",
            "",
            "",
            f", Apt {rng.randint(1, 30)}",
            f" #{rng.randint(1, 400)}",
            f", Unit {rng.choice('ABC')}",
            f" Apt. {rng.randint(1, 9)}{rng.choice('ABC')}",
            f", Lot {rng.randint(1, 80)}",
        ]
    )
    tail = f"{town}, {state} {code}"
    forms = [f"{street}{unit}, {tail}"] * 6 + [
        f"{street}{unit}, {town}, {state}",
        f"{street}{unit}",
        f"P.O. Box {rng.randint(10, 9999)}, {tail}",
        f"PO Box {rng.randint(10, 9999)}, {tail}",
        f"{rng.randint(100, 9999)} County Road {rng.randint(10, 900)}, {tail}",
        f"{rng.randint(100, 9999)} Highway {rng.randint(10, 99)} North, {tail}",
        f"{rng.randint(1, 99)} Rue des Tilleuls, {digits(rng, 5)} Lyon",
        f"Lindenstraße {rng.randint(1, 99)}, {digits(rng, 5)} Leipzig",
        f"Flat {rng.randint(1, 20)}, {rng.randint(1, 200)} Carrow Road, Norwich NR1 {rng.randint(1, 9)}HU",
        f"{rng.randint(1, 900)} Bloor St W, Toronto, ON M6G {rng.randint(1, 9)}K{rng.randint(1, 9)}",
        f"Calle Morelos {rng.randint(1, 300)}, Col. Centro, 68000 Oaxaca",
        f"H.No. {rng.randint(1, 20)}-{rng.randint(1, 90)}, MG Road, Bengaluru 5600{digits(rng, 2)}",
        f"{rng.randint(1, 300)} Broadway, {tail}",
        tail,
    ]
    if held_out:
        forms += [
            f"Av. Paulista {rng.randint(100, 2000)}, São Paulo, 013{digits(rng, 2)}-{digits(rng, 3)}",
            f"Via Garibaldi {rng.randint(1, 90)}, {digits(rng, 5)} Torino",
            f"Unit {rng.randint(1, 20)}, {rng.randint(1, 99)} Wattle Street, Ultimo NSW 20{digits(rng, 2)}",
            f"{rng.randint(100, 999)} Rural Route {rng.randint(1, 9)}, {tail}",
            f"{street} {town} {state} {code}",
            f"{rng.randint(1, 999)} Quail Hollow, {tail}",
            f"ul. Długa {rng.randint(1, 80)}, 31-{digits(rng, 3)} Kraków",
        ]
    return rng.choice(forms)


def url(rng: Random, who: Invented, *, held_out: bool = False) -> str:
    handle = who.handle(rng)
    site = plain(who.given + who.family)
    forms = [
        f"linkedin.com/in/{handle}",
        f"https://www.linkedin.com/in/{handle}/",
        f"www.linkedin.com/in/{handle}-{digits(rng, 6)}",
        f"github.com/{handle}",
        f"https://github.com/{handle}",
        f"{site}.com",
        f"www.{site}.dev",
        f"https://{site}.github.io",
        f"{site}.wixsite.com/portfolio",
        f"behance.net/{handle}",
        f"instagram.com/{handle}",
        f"http://portfolio.example.net/~{handle}",
    ]
    if held_out:
        forms += [
            f"/in/{handle}",
            f"https://{site}.carrd.co",
            f"facebook.com/{handle}",
            f"{site}.me",
            f"stackoverflow.com/users/{digits(rng, 6)}/{handle}",
        ]
    return rng.choice(forms)


def birth_date(rng: Random) -> str:
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1955, 2006)
    word = month_name[month]
    return rng.choice(
        [
            f"{month:02}/{day:02}/{year}",
            f"{month}-{day}-{year}",
            f"{word} {day}, {year}",
            f"{day} {word} {year}",
            f"{day}.{month}.{year}",
            f"{year}-{month:02}-{day:02}",
            f"{word[:3]} {day}, {year}",
            f"{month:02}/{day:02}/{year % 100:02}",
        ]
    )


BIRTH_LABELS = [
    "Date of Birth: ",
    "DOB: ",
    "D.O.B. ",
    "Born: ",
    "Birth date: ",
    "Date of birth (MM/DD/YYYY): ",
    "Born on ",
    "DOB ",
]


def identifier(rng: Random, *, held_out: bool = False) -> tuple[str, str]:
    """Give the words before a number, and the number."""
    forms = [
        ("SSN: ", f"{rng.randint(100, 665)}-{rng.randint(10, 99)}-{digits(rng, 4)}"),
        ("Social Security Number ", f"{rng.randint(100, 665)}-{rng.randint(10, 99)}-{digits(rng, 4)}"),
        ("SSN (last 4): ", digits(rng, 4)),
        ("A-Number: ", f"A{digits(rng, 9)}"),
        ("Alien Registration No. ", f"A{digits(rng, 3)}-{digits(rng, 3)}-{digits(rng, 3)}"),
        ("Passport No. ", f"{rng.choice('CEX')}{digits(rng, 8)}"),
        ("Passport: ", digits(rng, 9)),
        ("Driver's License #", f"{rng.choice('BDFW')}{digits(rng, 7)}"),
        ("Driver License: ", f"{rng.choice('BDFW')}{digits(rng, 3)}-{digits(rng, 4)}-{digits(rng, 4)}"),
        ("DL# ", digits(rng, 8)),
        ("Student ID: ", digits(rng, 9)),
        ("Student ID # ", f"S{digits(rng, 8)}"),
        ("Employee ID: ", f"E-{digits(rng, 5)}"),
        ("Employee No.: ", digits(rng, 6)),
        ("Badge #", digits(rng, 4)),
        ("License No. ", f"RN{digits(rng, 6)}"),
        ("License #", f"LIC-{digits(rng, 6)}"),
        ("Certificate No. ", f"{digits(rng, 4)}-{digits(rng, 5)}"),
        ("Certification Number: ", digits(rng, 10)),
        ("NPI: ", digits(rng, 10)),
        ("ID Number: ", digits(rng, 8)),
        ("National Insurance No: ", f"QQ {digits(rng, 2)} {digits(rng, 2)} {digits(rng, 2)} C"),
        ("Membership ID ", digits(rng, 7)),
        ("TWIC card no. ", digits(rng, 8)),
    ]
    if held_out:
        forms += [
            ("Candidate ID: ", digits(rng, 7)),
            ("Banner ID: ", f"B00{digits(rng, 6)}"),
            ("Credential ID ", f"{digits(rng, 4)}{rng.choice('ABC')}{digits(rng, 3)}"),
            ("USCIS#: ", digits(rng, 9)),
            ("CDL No. ", f"{digits(rng, 3)} {digits(rng, 3)} {digits(rng, 3)}"),
            ("Soc. Sec. No. ", f"{rng.randint(100, 665)} {rng.randint(10, 99)} {digits(rng, 4)}"),
        ]
    return rng.choice(forms)
