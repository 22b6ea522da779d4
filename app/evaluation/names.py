"""The same resumes under names of different groups to the claims that differ: there must be none."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from pydantic import Field

from app.documents.model import SourceDocument
from app.errors import SuiteInvalid
from app.evaluation.alike import difference
from app.evaluation.documents import Drafter, effort_of
from app.evaluation.model import Outcome, Part, Report
from app.evaluation.suite import TRUTH, beside, read_truth
from app.evaluation.totals import measured, report
from app.review.model import Draft
from app.values import Frozen

SAME = "documents with the same claims"
_XML = re.compile(r"word/.*\.xml")
_NO_SEPARATION = str.maketrans("łŁøØđĐßæÆ", "lLoOdDsaA")


class FullName(Frozen):
    """A name; `family` is empty for a person with one name."""

    given: str = Field(min_length=1)
    family: str = ""

    @property
    def full(self) -> str:
        """The name as printed."""
        return f"{self.given} {self.family}".strip()

    @property
    def handle(self) -> str:
        """A user name made of it, in plain letters."""
        told = unicodedata.normalize("NFKD", self.full.translate(_NO_SEPARATION)).casefold()
        return re.sub(r"[^a-z]", "", told)


class NamesCase(Frozen):
    """A resume of a suite beside this one, and where its worker's name stands in it."""

    id: str
    suite: str
    file: str
    name: str = Field(min_length=1)
    """As printed; in capitals it is replaced, too."""
    handle: str | None = None
    """What stands before the @ of the e-mail address."""


class NamesSuite(Frozen):
    """Resumes, and names of each group."""

    schema_: Literal["ler-names/1"] = Field(alias="schema")
    groups: Mapping[str, tuple[FullName, ...]] = Field(min_length=1)
    cases: tuple[NamesCase, ...] = Field(min_length=1)


def evaluate(suite_dir: Path, draft: Drafter) -> Report:
    """Draft every resume under its own name and under one of each group, and count the claims that differ.

    The names of a group are used in turn. Raises SuiteInvalid, and what drafting a resume raises.
    """
    suite = read_truth(suite_dir, NamesSuite)
    outcomes = []
    for number, case in enumerate(suite.cases):
        source = beside(suite_dir, case.suite, case.file)
        own = draft(source)
        for group, names in suite.groups.items():
            name = names[number % len(names)]
            outcomes.append(_outcome(case, group, own, renamed(source, case, name), draft))
    return report(suite_dir.name, "names", outcomes)


def renamed(source: SourceDocument, case: NamesCase, name: FullName) -> SourceDocument:
    """Give the document with another name in it. Raises SuiteInvalid when its name is not found."""
    if source.name.endswith(".docx"):
        data = _in_package(source.data, case, name)
    else:
        data = _in_text(source.data.decode("utf-8"), case, name, str).encode()
    if data == source.data:
        raise SuiteInvalid(f"{TRUTH}: the name of {case.id} is not in {case.file}")
    return SourceDocument(name=source.name, data=data)


def _in_text(text: str, case: NamesCase, name: FullName, written: Callable[[str], str]) -> str:
    said = text.replace(written(case.name), written(name.full))
    said = said.replace(written(case.name.upper()), written(name.full.upper()))
    return said.replace(f"{case.handle}@", f"{name.handle}@") if case.handle else said


def _in_package(data: bytes, case: NamesCase, name: FullName) -> bytes:
    changed, made = False, io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w") as written:
        for part in package.infolist():
            held = package.read(part)
            if _XML.fullmatch(part.filename):
                replaced = _in_text(held.decode("utf-8"), case, name, escape).encode()
                changed |= replaced != held
                held = replaced
            written.writestr(part, held)
    return made.getvalue() if changed else data


def _outcome(case: NamesCase, group: str, own: Draft, source: SourceDocument, draft: Drafter) -> Outcome:
    with measured() as watch:
        made = draft(source)
    changed = difference(own, made)
    differing = len(changed.gained) + len(changed.lost)
    return Outcome(
        case=case.id,
        file=f"{case.file}, {group.replace('_', ' ')}",
        entries=len(made.entries),
        parts={SAME: Part(of=not differing, out=1)},
        harms={"name_difference": differing},
        effort=effort_of(made, watch.effort),
        about={"name_group": (group,)},
        told=(*(f"adds {said}" for said in changed.gained), *(f"loses {said}" for said in changed.lost)),
    )
