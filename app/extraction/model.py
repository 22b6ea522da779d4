"""What is extracted: entries, and claims that each carry verbatim evidence or say what they were inferred from."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from app.documents.model import Evidence
from app.values import Frozen, Sha256


class EntryKind(StrEnum):
    """What one dated thing of the document is."""

    EMPLOYMENT = "employment"
    EDUCATION = "education"
    COURSE = "course"
    CERTIFICATION = "certification"
    LICENCE = "licence"
    MILITARY_SERVICE = "military-service"
    VOLUNTEERING = "volunteering"
    PROJECT = "project"


class CourseState(StrEnum):
    """What became of a course or programme, by the words and grades of the transcript that lists it."""

    PASSED = "passed"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    INCOMPLETE = "incomplete"
    IN_PROGRESS = "in-progress"
    AUDITED = "audited"
    NO_CREDIT = "no-credit"
    REPEATED = "repeated"
    """Taken again, and this attempt does not count."""


class DocumentKind(StrEnum):
    """What a document is read as."""

    AUTO = "auto"
    """Told by its content."""
    RESUME = "resume"
    TRANSCRIPT = "transcript"
    JOB_HISTORY = "job-history"


class Basis(StrEnum):
    """How the document supports a claim."""

    STATED = "stated"
    DEMONSTRATED = "demonstrated"
    INFERRED = "inferred"


class Entry(Frozen):
    """One dated thing the document tells. A field that was not printed is None, never guessed."""

    id: str
    kind: EntryKind
    title: str | None = None
    """Job title, degree, or the name of the certification or licence."""
    organization: str | None = None
    """Employer, institution or issuing body."""
    programme: str | None = None
    """Field of study."""
    location: str | None = None
    start: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    """Printed precision: YYYY, YYYY-MM or YYYY-MM-DD."""
    end: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    current: bool = False
    """The document says "present" (or the like); `end` is then None."""
    expected: bool = False
    """The end lies ahead by the document's own words ("expected May 2027")."""
    completed: bool | None = None
    """Whether a degree, course, certification or licence was reached, by the document's words ("did not graduate").

    None when it does not say."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """The places of title, organization and dates."""
    body: tuple[int, int] | None = None
    """Span of the duties or details below the heading lines."""
    code: str | None = None
    """Of a course, as printed: `WLD-110`; a subject and number in two columns are joined by a space."""
    credits: str | None = None
    """Of a course, as printed: credits, units or hours; where both are printed the earned ones."""
    grade: str | None = None
    """Of a course, as printed."""
    term: str | None = None
    """In which a course was taken, as printed: `Fall 2021`."""
    state: CourseState | None = None
    """What a transcript says became of it; None when it does not say. Only what was passed, or does not say, is
    claimed."""
    transfer: bool = False
    """Credit for a course that was taken at another school."""


class Source(Frozen):
    """What an inferred claim follows from."""

    entry_id: str
    kind: Literal["title", "course"]
    concept_id: str | None = None
    concept_name: str | None = None


PERSON = "person/1"
"""Stands for an extractor in the provenance of what a person pointed at."""


class Provenance(Frozen):
    """Where a claim came from."""

    document_sha256: Sha256
    extractor: str
    """Name and version, `offline/1`, of the one whose words the claim has."""
    extractors: tuple[str, ...] = ()
    """Every one that found it, in the order of their names."""
    prompt: str | None = None
    prompt_sha256: str | None = None
    model: str | None = None
    frameworks: tuple[str, ...] = ()
    """`esco 1.2`, `onet 29.2`, and `embeddings SHA256` where such a model helped to find concepts."""

    @model_validator(mode="before")
    @classmethod
    def _found_by(cls, told: Any) -> Any:
        if isinstance(told, dict) and not told.get("extractors") and "extractor" in told:
            return {**told, "extractors": (told["extractor"],)}
        return told


class Claim(Frozen):
    """One candidate statement: this worker has this skill, or holds this entry."""

    id: str
    kind: Literal["skill"] | EntryKind
    name: str = Field(min_length=1)
    basis: Basis
    evidence: tuple[Evidence, ...] = ()
    entry_id: str | None = None
    """The entry that the claim is, or in which its evidence stands."""
    inferred_from: Source | None = None
    confidence: float = Field(ge=0, le=1)
    provenance: Provenance

    @model_validator(mode="after")
    def _supported(self) -> Self:
        if self.basis is Basis.INFERRED and self.inferred_from is None:
            raise ValueError("an inferred claim says what it was inferred from")
        if self.basis is not Basis.INFERRED and not self.evidence:
            raise ValueError(f"a {self.basis} claim has evidence")
        return self


class AskedPart(Frozen):
    """One part of a document that a model was to read, and how that ended."""

    first: int
    """Number of its first line in the document's text, from 1."""
    last: int
    outcome: str
    """As in `ModelUse.windows`."""
    kept: bool = False
    """The answer was kept from before."""


class ModelUse(Frozen):
    """How asking a language model about one document went, and what it took."""

    name: str
    prompt: str
    prompt_sha256: str
    windows: Mapping[str, int] = {}
    """Parts of the document by how asking about them ended (`answered`, `truncated`, …, `not-run`).

    Empty when nothing was sent."""
    parts: tuple[AskedPart, ...] = ()
    """The parts one by one, where they are parts of a document's text."""
    kept: int = Field(default=0, ge=0)
    """Parts whose answer was kept from before, and cost nothing."""
    calls: int = Field(default=0, ge=0)
    input_tokens: int = Field(default=0, ge=0)
    cached_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    usd: Decimal | None = None
    """US dollars by the price table of the settings; None when it does not have the model."""
    found: int = Field(default=0, ge=0)
    """Findings whose quotes stand in the text."""
    invented: int = Field(default=0, ge=0)
    masked: int = Field(default=0, ge=0)
    """Quotes that touch a placeholder of personal data, dropped."""
    unsupported: int = Field(default=0, ge=0)
    """Quotes that stand in the text and do not say what was claimed, dropped."""
    detail: str = ""
    """What failed (`HTTP 401`, `timeout`, `masker: …`); never text of the document."""


class Extraction(Frozen):
    """All that was found in one document."""

    entries: tuple[Entry, ...]
    claims: tuple[Claim, ...]
    invented: int = 0
    """Answers that could not be found in the text, and were dropped."""
    disagreements: Mapping[str, tuple[str, ...]] = {}
    """What the extractors say differently of a claim, by its id."""
    model: ModelUse | None = None
    """None when no model was to be asked."""
    kind: DocumentKind = DocumentKind.RESUME
    """What the document was read as; never `auto`."""
    advertisement: bool = False
    """It asks for somebody to do a job and tells of nobody who did one; what it asks for was read."""
