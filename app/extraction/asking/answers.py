"""The text of a model's answer to what it says: checked for its shape here, and against the document in grounding."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from app.extraction.model import Basis, EntryKind
from app.values import Frozen

_WHOLE = ConfigDict(frozen=True, extra="forbid", strict=True)
"""An answer is whole and of the right types, or malformed: no "3" for 3."""


class SkillAnswer(Frozen):
    """One skill as the model says it. Nothing here is believed yet."""

    model_config = _WHOLE

    line: int
    quote: str
    name: str
    basis: Literal["stated", "demonstrated"]

    @property
    def claimed(self) -> Basis:
        """The basis as the word of the domain."""
        return Basis(self.basis)


class EntryAnswer(Frozen):
    """One job, school or the like as the model says it: quotes and their lines, "" for what is not printed."""

    model_config = _WHOLE

    kind: Literal[
        "employment", "education", "course", "certification", "licence", "military-service", "volunteering", "project"
    ]
    title: str
    title_line: int
    organization: str
    organization_line: int
    dates: str
    """Start and end as printed; read by the grammar of dates, never by the model."""
    dates_line: int

    @property
    def claimed(self) -> EntryKind:
        """The kind as the word of the domain."""
        return EntryKind(self.kind)


class Told(NamedTuple):
    """What one answer says."""

    skills: tuple[SkillAnswer, ...] = ()
    entries: tuple[EntryAnswer, ...] = ()


class SkillsAnswer(Frozen):
    """A whole answer of the prompts that ask for skills."""

    model_config = _WHOLE

    skills: tuple[SkillAnswer, ...]


class WholeAnswer(Frozen):
    """A whole answer of the prompts that ask for skills and entries."""

    model_config = _WHOLE

    skills: tuple[SkillAnswer, ...]
    entries: tuple[EntryAnswer, ...]


def reads(schema: Mapping[str, Any]) -> Callable[[str], Told]:
    """Give what reads the answers to a prompt with this answer schema.

    It raises ValueError when an answer is not exactly one JSON object of the right shape.
    """
    shape: type[BaseModel] = WholeAnswer if "entries" in schema.get("properties", {}) else SkillsAnswer

    def read(text: str) -> Told:
        return Told(**dict(shape.model_validate_json(text)))

    return read
