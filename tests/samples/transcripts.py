"""Read one invented transcript's description: how a school prints it, and what is true of it.

A row is its cells between bars; `!state` after the last cell says what became of the course where its grade does not
(`repeated`). A backslash inside a title breaks it over two lines.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from app.values import Frozen


class Term(Frozen):
    """The courses under one heading."""

    heading: str = ""
    """As printed; empty where the rows name the term themselves, or nothing does."""
    term: str | None = None
    """The words of the heading that are the term; None when they are all of it."""
    start: str | None = None
    end: str | None = None
    current: bool = False
    transfer: bool = False
    organization: str | None = None
    """Where the courses were taken, when the heading names another school."""
    state: str | None = None
    """What became of all its courses, when no grade is printed."""
    rows: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    """Totals and remarks printed below the rows; a tab sets what follows to the right."""


class Award(Frozen):
    """A degree or programme of the head or foot."""

    title: str | None = None
    programme: str | None = None
    end: str | None = None
    state: str | None = None


class Described(Frozen):
    """One transcript."""

    slug: str
    name: str
    institution: str
    render: tuple[str, ...] = ("pdf",)
    head: tuple[str, ...]
    foot: tuple[str, ...] = ()
    columns: tuple[str, ...]
    """What each column holds: code subject number title credits earned grade state term, or anything else."""
    headings: tuple[str, ...] = ()
    """The header row; empty when there is none."""
    each_term: bool = True
    """The header row stands below every heading, not only at the top of the page."""
    widths: tuple[float, ...]
    """Millimetres of each column."""
    align: str
    """One of L, C, R for each column."""
    panels: Literal[1, 2] = 1
    """Two: the terms run down the left half of the page, then down the right half."""
    by_row: bool = False
    """The two halves are written line by line across the page, as report generators do."""
    bottom: float = 16.0
    """Millimetres of a page that stay empty below the table."""
    ruled: bool = False
    size: float = 9
    font: str = "Helvetica"
    states: Mapping[str, str] = {}
    """What the grades that are no pass mean."""
    dates: Mapping[str, str] = {}
    """Year of each term, for rows that name their term; `2018..2019` where it is printed to end in another."""
    terms: tuple[Term, ...] = Field(alias="term")
    awards: tuple[Award, ...] = Field(default=(), alias="award")


def load(path: Path) -> Described:
    """Read the description in `path`; its name is the slug. Raises ValidationError for an unknown field."""
    return Described(slug=path.stem, **tomllib.loads(path.read_text("utf-8")))


def cells(row: str) -> list[str]:
    """Give the printed cells of a row."""
    return [cell.strip() for cell in row.partition("!")[0].split("|")]


def _course(described: Described, term: Term, row: str) -> dict[str, object]:
    told = dict(zip(described.columns, cells(row), strict=True))
    grade = told.get("grade") or None
    said = row.partition("!")[2].strip() or told.get("state", "")
    state = described.states.get(said, said) if said else term.state
    state = state or described.states.get(grade or "", "passed")
    code = told.get("code") or " ".join(filter(None, (told.get("subject"), told.get("number"))))
    printed = told.get("term") or (term.heading if term.term is None else term.term) or None
    first, _, year = (described.dates.get(told.get("term") or told.get("dates", "")) or "").rpartition("..")
    going = term.current or state == "in-progress"
    true = {
        "kind": "course",
        "title": told["title"].replace("\\", " "),
        "organization": term.organization or described.institution,
        "start": (term.start or term.end or first or year) if going else (term.start or first),
        "end": None if going else (term.end or year),
        "current": going,
        "code": code or None,
        "credits": told.get("earned") or told.get("credits") or None,
        "grade": grade,
        "term": printed,
        "state": state,
        "transfer": term.transfer or said == "transfer",
    }
    return {name: value for name, value in true.items() if value}


def truth(described: Described) -> dict[str, object]:
    """Give one case: its files, and its entries with the state of each course."""
    awards = [
        {"kind": "education", "organization": described.institution}
        | {name: value for name, value in award.model_dump().items() if value}
        for award in described.awards
    ]
    courses = [_course(described, term, row) for term in described.terms for row in term.rows]
    return {
        "id": described.slug,
        "files": [f"{described.slug}.{target}" for target in described.render],
        "entries": awards + courses,
        "skills": [],
    }
