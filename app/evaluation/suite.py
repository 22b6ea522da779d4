"""Load a suite: documents, and what a careful person would have drafted from each."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from app.documents.model import SourceDocument
from app.errors import SuiteInvalid
from app.extraction.model import Basis, CourseState, EntryKind
from app.values import Frozen

TRUTH = "truth.json"


class TrueSkill(Frozen):
    """A skill as a careful annotator marked it."""

    mention: str = Field(min_length=1)
    """The printed words, without line breaks."""
    basis: Basis
    context: str
    """The whole printed item, bullet or paragraph in which the mention stands."""


class TrueEntry(Frozen):
    """An entry as a careful annotator wrote it down; what was not printed is None."""

    kind: EntryKind
    title: str | None = None
    organization: str | None = None
    programme: str | None = None
    location: str | None = None
    start: str | None = None
    """Printed precision: YYYY, YYYY-MM or YYYY-MM-DD."""
    end: str | None = None
    """For a certification or licence the day it expires; for a degree with one date that date."""
    current: bool = False
    expected: bool = False
    code: str | None = None
    credits: str | None = None
    grade: str | None = None
    term: str | None = None
    state: CourseState | None = None
    transfer: bool = False


class About(Frozen):
    """What a case is an example of, so that figures can be split by it. Nothing here is scored."""

    sector: str | None = None
    education: Literal["none", "high-school", "certificate", "associate", "bachelor", "graduate"] | None = None
    """The highest level reached, as printed."""
    dialect: str | None = None
    """How it is worded: `standard`, `informal`, `second-language` and the like."""
    name_group: str | None = None
    """Whose names it was given, where the same resume stands under several."""
    hard: tuple[str, ...] = ()
    """What makes it hard to read: `gap`, `overlap` and the like."""


class Case(Frozen):
    """One worker's resume: one truth, in one or more files that differ in format and layout."""

    id: str
    files: tuple[str, ...] = Field(min_length=1)
    entries: tuple[TrueEntry, ...]
    skills: tuple[TrueSkill, ...]
    about: About = About()
    layouts: Mapping[str, str] = Field(default_factory=dict)
    """The layout of each file, by the file's name."""


class Suite(Frozen):
    """The cases of one folder."""

    schema_: Literal["ler-truth/1"] = Field(alias="schema")
    cases: tuple[Case, ...] = Field(min_length=1)


def load(folder: Path) -> Suite:
    """Read `truth.json` of `folder`.

    Raises SuiteInvalid when it is missing, does not have the fields above, or names a file that is not in the folder.
    """
    try:
        suite = Suite(**json.loads((folder / TRUTH).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        detail = (
            f"{error.error_count()} fields are wrong" if isinstance(error, ValidationError) else "it cannot be read"
        )
        raise SuiteInvalid(f"{folder.name}/{TRUTH}: {detail}") from error
    for case in suite.cases:
        for name in case.files:
            if Path(name).name != name or not (folder / name).is_file():
                raise SuiteInvalid(f"{folder.name}/{TRUTH} names {name}, which is not in the folder")
    return suite


def source(folder: Path, name: str) -> SourceDocument:
    """Read one file of the suite."""
    return SourceDocument(name=name, data=(folder / name).read_bytes())
