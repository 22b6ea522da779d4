"""The text of a model's answer to what it says: checked for its shape here, and against the document in grounding."""

from typing import Literal

from pydantic import ConfigDict

from app.extraction.model import Basis
from app.values import Frozen


class SkillAnswer(Frozen):
    """One skill as the model says it. Nothing here is believed yet."""

    # an answer is whole and of the right types, or malformed: no "3" for 3
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    line: int
    quote: str
    name: str
    basis: Literal["stated", "demonstrated"]

    @property
    def claimed(self) -> Basis:
        """The basis as the word of the domain."""
        return Basis(self.basis)


class SkillsAnswer(Frozen):
    """A whole answer of the prompts `extract/*`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    skills: tuple[SkillAnswer, ...]


def read_skills(text: str) -> tuple[SkillAnswer, ...]:
    """Read an answer. Raises ValueError when it is not exactly one JSON object of the right shape."""
    return SkillsAnswer.model_validate_json(text).skills
