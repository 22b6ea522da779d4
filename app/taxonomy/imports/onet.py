"""Official O*NET database (text archive) to a framework folder.

Form: https://www.onetcenter.org/dictionary/29.2/text/, tab-separated files with a heading line.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from urllib.parse import quote

from app.errors import ImportRefused
from app.taxonomy import tables
from app.taxonomy.imports.download import Download
from app.taxonomy.model import ConceptKind, Manifest, Relation

TITLE = "O*NET Database"
LICENCE = "CC BY 4.0"
ATTRIBUTION = (
    "This service includes information from the O*NET Database by the U.S. Department of Labor, Employment and "
    "Training Administration (USDOL/ETA), used under the CC BY 4.0 licence. O*NET is a trademark of USDOL/ETA. The "
    "information was selected and rearranged; USDOL/ETA has not approved, endorsed or tested these modifications."
)

_OCCUPATION = "https://www.onetonline.org/link/summary/"
_ELEMENT = "https://www.onetonline.org/find/descriptor/result/"
_TECHNOLOGY = "https://www.onetonline.org/search/tech/example?e="
_KINDS = {
    "2.A.": ConceptKind.SKILL,
    "2.B.": ConceptKind.SKILL,
    "2.C.": ConceptKind.KNOWLEDGE,
    "4.A.": ConceptKind.SKILL,
}
_RATED = ("Skills.txt", "Knowledge.txt", "Work Activities.txt")
_ESSENTIAL, _OPTIONAL = 4.0, 3.0
"""Importance (scale IM, 1 to 5) from which an element is essential or optional for an occupation."""
_RELEASE = re.compile(r"O\*NET (\d+\.\d+) Database\s+([A-Z][a-z]+) (\d{4}) Release")
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def import_onet(source: Path, folder: Path, *, on: date, version: str | None = None, name: str = "onet") -> Manifest:
    """Turn the download `source` (folder or ZIP) into the framework `folder`, whole or not at all.

    Version and date come from `Read Me.txt`, else they are `version` (or `unknown`) and `on`, the day of the import.
    Raises ImportRefused that names the file or column that is missing.
    """
    with closing(Download(source)) as download:
        concepts, names = _occupations(download)
        technologies, relations = _technologies(download)
        elements = list(_elements(download))
        relations += _ratings(download)
        found, released = _release(download)
        about = tables.About(
            name=name,
            title=TITLE,
            version=version or found or "unknown",
            date=released or on,
            licence=LICENCE,
            attribution=ATTRIBUTION,
            source=f"official download {source.name}",
            source_sha256=download.digests,
        )
    if not concepts:
        raise ImportRefused("the download holds no occupations")
    return tables.write(folder, about, tables.Rows(concepts + technologies + elements, names, relations))


def _occupations(download: Download) -> tuple[list[tables.ConceptRow], list[tables.NameRow]]:
    concepts = [
        tables.ConceptRow(_OCCUPATION + code, ConceptKind.OCCUPATION, code, tables.clean(row["Title"]))
        for row in download.table("Occupation Data.txt", "tsv", ("O*NET-SOC Code", "Title"))
        if (code := _code(row))
    ]
    names = []
    for row in download.table("Alternate Titles.txt", "tsv", ("O*NET-SOC Code", "Alternate Title", "Short Title")):
        titles = (tables.clean(row["Alternate Title"]), tables.clean(row["Short Title"]))
        names += [tables.NameRow(_OCCUPATION + _code(row), title) for title in titles if title and title != "n/a"]
    return concepts, names


def _technologies(download: Download) -> tuple[list[tables.ConceptRow], list[tables.RelationRow]]:
    columns = ("O*NET-SOC Code", "Example", "Commodity Code", "Hot Technology", "In Demand")
    codes: dict[str, str] = {}
    relations = []
    for row in download.table("Technology Skills.txt", "tsv", columns):
        label = tables.clean(row["Example"])
        if not label:
            raise ImportRefused("Technology Skills.txt has a row without an example")
        codes[label] = min(codes.get(label, row["Commodity Code"]), row["Commodity Code"])
        marks = " ".join(
            mark for mark, column in (("hot", "Hot Technology"), ("demand", "In Demand")) if row[column] == "Y"
        )
        relations.append(tables.RelationRow(_OCCUPATION + _code(row), _technology(label), "technology", marks))
    concepts = [
        tables.ConceptRow(_technology(label), ConceptKind.TECHNOLOGY, tables.clean(code), label)
        for label, code in codes.items()
    ]
    return concepts, relations


def _elements(download: Download) -> Iterator[tables.ConceptRow]:
    """Give the skills, knowledge and work activities that have nothing below them in the content model."""
    rows = list(download.table("Content Model Reference.txt", "tsv", ("Element ID", "Element Name")))
    parents = {row["Element ID"].strip().rpartition(".")[0] for row in rows}
    for row in rows:
        element = row["Element ID"].strip()
        kind = _KINDS.get(element[:4])
        if kind is not None and element not in parents:
            yield tables.ConceptRow(_ELEMENT + element, kind, element, tables.clean(row["Element Name"]))


def _ratings(download: Download) -> Iterable[tables.RelationRow]:
    """Give what the full archive says about how important elements are; a partial one says nothing."""
    columns = ("O*NET-SOC Code", "Element ID", "Scale ID", "Data Value")
    for file in _RATED:
        if not download.has(file):
            continue
        for row in download.table(file, "tsv", columns):
            if row["Scale ID"] != "IM" or row.get("Recommend Suppress") == "Y":
                continue
            try:
                importance = float(row["Data Value"])
            except ValueError as error:
                raise ImportRefused(f"{file} has a Data Value that is no number") from error
            if importance >= _OPTIONAL:
                relation: Relation = "essential" if importance >= _ESSENTIAL else "optional"
                element = row["Element ID"].strip()
                yield tables.RelationRow(_OCCUPATION + _code(row), _ELEMENT + element, relation)


def _release(download: Download) -> tuple[str | None, date | None]:
    found = _RELEASE.search(download.read("Read Me.txt")) if download.has("Read Me.txt") else None
    if found is None or found[2] not in _MONTHS:
        return None, None
    return found[1], date(int(found[3]), _MONTHS.index(found[2]) + 1, 1)


def _code(row: dict[str, str]) -> str:
    code = row["O*NET-SOC Code"].strip()
    if not re.fullmatch(r"\d\d-\d{4}\.\d\d", code):
        raise ImportRefused("the download has a row without an O*NET-SOC code")
    return code


def _technology(label: str) -> str:
    return _TECHNOLOGY + quote(label, safe="")
