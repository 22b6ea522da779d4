"""Rows of a table of jobs, as what each cell says of the job."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from app.documents.model import Cell, Document
from app.extraction.words.scores import organization_score, title_score

_NOTHING = re.compile(
    r"[\W_]*|#(?:n/?a|ref|value|name|null|div/0|num)[!?]?|n\s?[./\\]\s?[ad]\.?|none|nil|null|unknown|tb[ad]|blank"
    r"|not (?:applicable|available|known|provided)|(?:currently )?(?:unemployed|not (?:employed|working))"
    r"|no employment|ningun[oa]|desempleado|sin empleo|keine?|arbeitslos|aucun|sans emploi",
    re.IGNORECASE,
)
"""All that a cell says which stands for no name. "NA" may be a nursing assistant."""
_SAME = re.compile(r"[\"”“″〃']{1,2}|''|(?:ditto|same|idem|do\.)(?: as (?:above|before))?\W*", re.IGNORECASE)
"""All that a cell says which stands for the one above it."""
_NAMES = ("title", "employer", "location")
_OF_THE_WORKER = frozenset({"person", "name", "born"})
_TITLED = 1.0


@dataclass(frozen=True, slots=True)
class JobRow:
    """One row of the table."""

    document: Document
    cells: tuple[Cell, ...]

    def of(self, *fields: str) -> list[Cell]:
        """Its filled cells of some fields; a printed cell that is broken over lines is several."""
        return [cell for cell in self.cells if cell.field in fields]

    def said(self, field: str) -> str | None:
        """What the cells of a field say, in one line; None when there is none."""
        told = [self.document.text[cell.start : cell.end] for cell in self.of(field)]
        return " ".join(" ".join(told).split()) or None

    @property
    def fields(self) -> frozenset[str]:
        """What its cells tell of the job."""
        return frozenset(cell.field for cell in self.cells) - _OF_THE_WORKER


def job_rows(document: Document) -> Iterator[JobRow]:
    """Give the rows of a document's table, as printed."""
    for _, cells in groupby(document.cells, key=lambda cell: cell.row):
        yield JobRow(document, tuple(cells))


def told_rows(document: Document) -> list[JobRow]:
    """Give the rows of jobs with what is meant by their cells: a mark for the same is the cell above it.

    Names that stand for nothing are left out, and lines across a table whose jobs say more ("Continued on page 2").
    """
    above: dict[str, list[Cell]] = {}
    found = []
    for row in job_rows(document):
        cells = [cell for cell in row.cells if cell.field not in _NAMES]
        for field in _NAMES:
            said = row.said(field)
            if not (said and _SAME.fullmatch(said)):
                above[field] = row.of(field) if said and not _NOTHING.fullmatch(said) else []
            cells += above.get(field, [])
        found.append(JobRow(document, tuple(sorted(cells, key=lambda cell: cell.start))))
    full = 2 * sum(len(row.fields) > 1 for row in found) >= len(found)
    return [row for row in found if not (full and _across(row))]


def _across(row: JobRow) -> bool:
    if row.fields == {"title"}:
        return title_score(row.said("title") or "") < _TITLED
    return row.fields == {"employer"} and organization_score(row.said("employer") or "") < _TITLED
