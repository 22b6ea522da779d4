"""What a framework is: concepts with official identifiers, their names, and the relations between them."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from app.values import ConceptId, Frozen


class ConceptKind(StrEnum):
    """What a concept names."""

    SKILL = "skill"
    TECHNOLOGY = "technology"
    KNOWLEDGE = "knowledge"
    OCCUPATION = "occupation"


class Concept(Frozen):
    """One entry of a framework, with its official identifier."""

    id: ConceptId
    framework: str
    """`esco` or `onet`, or the name given at import."""
    version: str
    kind: ConceptKind
    name: str
    """The preferred label."""
    code: str | None = None
    """The framework's own short code, such as an O*NET-SOC code."""


class Table(Frozen):
    """One table of a framework folder."""

    file: str
    sha256: str
    rows: int = Field(ge=0)


class Manifest(Frozen):
    """`manifest.toml`: what a framework folder holds and where it came from."""

    name: str
    title: str
    version: str
    date: date
    licence: str
    attribution: str
    source: str
    source_sha256: dict[str, str]
    """Digest of every file that was read, by its name."""
    tables: tuple[Table, ...]


class Hit(Frozen):
    """One concept found by a search; `score` is in [0, 1], and `via` is the name that matched."""

    concept: Concept
    score: float = Field(ge=0, le=1)
    via: str


Relation = Literal["essential", "optional", "technology"]


class RelatedSkill(Frozen):
    """A skill or technology that a framework relates to an occupation."""

    concept: Concept
    relation: Relation
    weight: float = Field(ge=0, le=1)
    """How distinctive it is for the occupation: high when few occupations share it."""
    in_demand: bool = False
    """Employers often ask for it in this occupation, by the framework's own mark."""
