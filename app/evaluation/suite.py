"""Load a suite of documents: files, and what a careful person would have drafted from each."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from app.documents.model import SourceDocument
from app.errors import SuiteInvalid
from app.extraction.model import Basis, CourseState, EntryKind
from app.values import Frozen, Instant

TRUTH = "truth.json"

Read = TypeVar("Read", bound=BaseModel)


class TrueSkill(Frozen):
    """A skill as a careful annotator marked it."""

    mention: str = Field(min_length=1)
    """The printed words, without line breaks; of an inferred skill its name."""
    basis: Basis
    context: str = ""
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
    """Of a course, as printed: `WELD 1101`."""
    credits: str | float | None = None
    grade: str | float | None = None
    term: str | None = None
    state: CourseState | None = None
    """What became of a course: `passed`, `withdrawn`, …."""
    transfer: bool = False
    """Credit for a course that was taken at another school. Not scored."""


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
    source: Literal["reviewed"] | None = None
    """A real document that people decided on; all others are invented."""


class Consent(Frozen):
    """That the worker of a real document agreed to its becoming a case."""

    statement: str = Field(min_length=1)
    """In whose words and when they agreed, and where that is kept."""
    recorded_at: Instant


class Case(Frozen):
    """One worker's document: one truth, in one or more files that differ in format and layout."""

    id: str
    files: tuple[str, ...] = Field(min_length=1)
    entries: tuple[TrueEntry, ...]
    skills: tuple[TrueSkill, ...]
    wrong: tuple[TrueSkill, ...] = ()
    """What a draft claimed before, and a person rejected."""
    about: About = About()
    layouts: Mapping[str, str] = Field(default_factory=dict)
    """The layout of each file, by the file's name."""
    pair: str | None = None
    """Cases of one pair tell the same in different dialects."""
    consent: Consent | None = None
    """For a case that was made from a real document; invented ones need none."""

    def slices(self, file: str) -> dict[str, tuple[str, ...]]:
        """Give the slices that one file of the case belongs to, by the fields of `About`, and by `layout`."""
        told = self.about.model_dump(exclude_none=True)
        found = {name: (said,) if isinstance(said, str) else tuple(said) for name, said in told.items() if said}
        return found | ({"layout": (self.layouts[file],)} if file in self.layouts else {})


class Suite(Frozen):
    """The cases of one folder."""

    schema_: Literal["ler-truth/1"] = Field(alias="schema")
    cases: tuple[Case, ...] = Field(min_length=1)


def load(folder: Path) -> Suite:
    """Read `truth.json` of `folder`.

    Raises SuiteInvalid when it is missing, does not have the fields above, or names a file that is not in the folder.
    """
    suite = read_truth(folder, Suite)
    for case in suite.cases:
        for name in case.files:
            if Path(name).name != name or not (folder / name).is_file():
                raise SuiteInvalid(f"{folder.name}/{TRUTH} names {name}, which is not in the folder")
    return suite


def schema_of(folder: Path) -> str:
    """Give the schema that `truth.json` of `folder` says it has. Raises SuiteInvalid when it says none."""
    told = _json(folder)
    schema = told.get("schema") if isinstance(told, dict) else None
    if not isinstance(schema, str):
        raise SuiteInvalid(f"{folder.name}/{TRUTH}: it does not say its schema")
    return schema


def read_truth(folder: Path, kind: type[Read], name: str = TRUTH) -> Read:
    """Read `truth.json` of `folder`, or another file of it, as one kind of suite. Raises SuiteInvalid."""
    told = _json(folder, name)
    try:
        return kind.model_validate(told)
    except ValidationError as error:
        raise SuiteInvalid(f"{folder.name}/{name}: {error.error_count()} fields are wrong") from error


def beside(folder: Path, suite: str, name: str) -> SourceDocument:
    """Read one file of a suite that stands beside `folder`. Raises SuiteInvalid when there is none of that name."""
    path = folder.resolve().parent / suite / name
    if {Path(suite).name, Path(name).name} != {suite, name} or not path.is_file():
        raise SuiteInvalid(f"{folder.name}/{TRUTH} names {suite}/{name}, which is not there")
    return SourceDocument(name=name, data=path.read_bytes())


def source(folder: Path, name: str) -> SourceDocument:
    """Read one file of the suite."""
    return SourceDocument(name=name, data=(folder / name).read_bytes())


def _json(folder: Path, name: str = TRUTH) -> object:
    try:
        return json.loads((folder / name).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SuiteInvalid(f"{folder.name}/{name}: it cannot be read") from error
