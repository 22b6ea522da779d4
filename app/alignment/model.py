"""What an alignment is: the concept chosen for a claim, with its score, and the runners-up."""

from typing import Self

from pydantic import Field

from app.taxonomy.model import Concept
from app.values import ConceptId, Frozen


def shown(score: float) -> float:
    """Give a score as it is shown."""
    return round(min(score, 1.0), 4)


class Alignment(Frozen):
    """A concept of one framework, with how well it fits."""

    framework: str
    version: str
    id: ConceptId
    name: str
    code: str | None = None
    score: float = Field(ge=0, le=1)

    @classmethod
    def to(cls, concept: Concept, score: float) -> Self:
        """Align to `concept` with `score` in [0, 1]."""
        return cls(
            framework=concept.framework,
            version=concept.version,
            id=concept.id,
            name=concept.name,
            code=concept.code,
            score=shown(score),
        )


class Pick(Frozen):
    """What a model was offered for one claim and framework, and what it picked."""

    framework: str
    offered: tuple[ConceptId, ...]
    picked: ConceptId | None
    """One of the offered; None when it says that none fits."""
    model: str
    prompt: str
    prompt_sha256: str


class ClaimAlignment(Frozen):
    """What was decided for one claim, over all frameworks."""

    alignments: tuple[Alignment, ...]
    """At most one for each framework."""
    alternatives: tuple[Alignment, ...]
    """Up to three runners-up for each framework, best first."""
    unaligned: tuple[str, ...]
    """Frameworks that were searched and have no concept for the claim."""
    picks: tuple[Pick, ...] = ()
    """What a model was offered and picked, where one was asked."""
