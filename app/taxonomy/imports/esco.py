"""Official ESCO classification (CSV, English) to a framework folder.

Form: https://esco.ec.europa.eu/en/use-esco/download, files `skills_en.csv`, `occupations_en.csv` and
`occupationSkillRelations_en.csv`.
"""

import re
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

from app.errors import ImportRefused
from app.taxonomy import tables
from app.taxonomy.imports.download import Download
from app.taxonomy.model import ConceptKind, Manifest, Relation

TITLE = "European Skills, Competences, Qualifications and Occupations (ESCO)"
LICENCE = "Free reuse with attribution, Commission Decision 2011/833/EU"
ATTRIBUTION = "This service uses the ESCO classification of the European Commission."

_KINDS = {"skill/competence": ConceptKind.SKILL, "knowledge": ConceptKind.KNOWLEDGE}
_RELATIONS: dict[str, Relation] = {"essential": "essential", "optional": "optional"}
_VERSION = re.compile(r"v(\d+(?:\.\d+)+)")


def import_esco(source: Path, folder: Path, *, on: date, version: str | None = None, name: str = "esco") -> Manifest:
    """Turn the download `source` (folder or ZIP) into the framework `folder`, whole or not at all.

    The version comes from `version`, else from the names of the download (`… v1.2.0 …`), else it is `unknown`;
    `on` is the day of the import. Raises ImportRefused that names the file or column that is missing.
    """
    with closing(Download(source)) as download:
        concepts, names = _skills(download)
        occupations, titles = _occupations(download)
        relations = list(_relations(download))
        about = tables.About(
            name=name,
            title=TITLE,
            version=version or _version(download),
            date=on,
            licence=LICENCE,
            attribution=ATTRIBUTION,
            source=f"official download {source.name}",
            source_sha256=download.digests,
        )
    if not concepts or not occupations:
        raise ImportRefused("the download holds no skills or no occupations")
    return tables.write(folder, about, tables.Rows(concepts + occupations, names + titles, relations))


def _skills(download: Download) -> tuple[list[tables.ConceptRow], list[tables.NameRow]]:
    concepts, names = [], []
    for row in download.table("skills_en.csv", "csv", ("conceptUri", "preferredLabel", "altLabels", "skillType")):
        kind = _KINDS.get(row["skillType"].strip(), ConceptKind.SKILL)
        concepts.append(_concept(row, kind, ""))
        names += _names(row)
    return concepts, names


def _occupations(download: Download) -> tuple[list[tables.ConceptRow], list[tables.NameRow]]:
    concepts, names = [], []
    for row in download.table("occupations_en.csv", "csv", ("conceptUri", "preferredLabel", "altLabels")):
        concepts.append(_concept(row, ConceptKind.OCCUPATION, tables.clean(row.get("code", ""))))
        names += _names(row)
    return concepts, names


def _relations(download: Download) -> Iterable[tables.RelationRow]:
    columns = ("occupationUri", "relationType", "skillUri")
    for row in download.table("occupationSkillRelations_en.csv", "csv", columns):
        relation = _RELATIONS.get(row["relationType"].strip())
        if relation is None:
            raise ImportRefused(
                "occupationSkillRelations_en.csv has a relationType other than essential and optional"
            )
        yield tables.RelationRow(row["occupationUri"].strip(), row["skillUri"].strip(), relation)


def _concept(row: dict[str, str], kind: ConceptKind, code: str) -> tables.ConceptRow:
    iri, label = row["conceptUri"].strip(), tables.clean(row["preferredLabel"])
    if not iri.startswith("http") or not label or any(c.isspace() for c in iri):
        raise ImportRefused("a row of the download has no conceptUri or no preferredLabel")
    return tables.ConceptRow(iri, kind, code, label)


def _names(row: dict[str, str]) -> list[tables.NameRow]:
    labels = f"{row['altLabels']}\n{row.get('hiddenLabels', '')}".split("\n")
    return [tables.NameRow(row["conceptUri"].strip(), label) for text in labels if (label := tables.clean(text))]


def _version(download: Download) -> str:
    for text in (download.source.name, *download.names()):
        if found := _VERSION.search(text):
            return found[1]
    return "unknown"
