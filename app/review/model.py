"""What people decide about: drafts; what they say: decisions; and what stands after: records."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from app.alignment.model import Alignment
from app.documents.model import DocumentText, Hidden
from app.extraction.model import Basis, Claim, Entry
from app.values import Frozen, Instant, Sha256


class FlagCode(StrEnum):
    """Why a person must look."""

    UNALIGNED = "unaligned"
    """A framework was searched and has no concept for the claim; the detail names the framework."""
    UNSURE = "unsure"
    HIDDEN_TEXT = "hidden-text"
    INSTRUCTION = "instruction-like-text"
    DATES_CONFLICT = "dates-conflict"
    NO_DATES = "no-dates"
    READING_ORDER = "reading-order"
    NOTHING_FOUND = "nothing-found"
    ACTIVE_CONTENT = "active-content"
    UNREADABLE = "unreadable-characters"
    """Some characters have no meaning in the file's fonts: words may be incomplete."""


class Flag(Frozen):
    """One reason to look, on a claim or on the whole draft."""

    code: FlagCode
    detail: str = ""


class DraftClaim(Claim):
    """A claim waiting for a person, with its concepts and flags."""

    alignments: tuple[Alignment, ...] = ()
    alternatives: tuple[Alignment, ...] = ()
    flags: tuple[Flag, ...] = ()


class Draft(Frozen):
    """Everything extracted for one worker and waiting for people (`ler-draft/1`)."""

    schema_: Literal["ler-draft/1"] = Field(default="ler-draft/1", alias="schema")
    document: DocumentText
    entries: tuple[Entry, ...]
    claims: tuple[DraftClaim, ...]
    hidden: tuple[Hidden, ...] = ()
    flags: tuple[Flag, ...] = ()
    """What concerns the whole draft."""
    counts: Mapping[str, int]

    @model_validator(mode="after")
    def _verbatim(self) -> Self:
        text = self.document.text
        owners: list[DraftClaim | Entry] = [*self.claims, *self.entries]
        for owner in owners:
            if any(text[e.start : e.end] != e.quote for e in owner.evidence):
                raise ValueError(f"{owner.id}: its quote is not the text at its span")
        ids = [claim.id for claim in self.claims]
        if len(ids) != len(set(ids)):
            raise ValueError("two claims have one id")
        return self

    def claim(self, claim_id: str) -> DraftClaim:
        """Give the claim with that id. Raises KeyError."""
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise KeyError(claim_id)


class Role(StrEnum):
    """In which role a person decides."""

    WORKER = "worker"
    REVIEWER = "reviewer"


class Person(Frozen):
    """Who decides: an opaque id (a DID, an account id), never a name."""

    id: str = Field(min_length=1)
    role: Role


class Verdict(StrEnum):
    """What a person says of a claim."""

    APPROVE = "approve"
    EDIT = "edit"
    """Approve with the wording or concept changed."""
    REJECT = "reject"
    SKIP = "skip"
    """Not decided: the claim stays in the draft."""


class Edit(Frozen):
    """What an edit changes; None leaves a field as it is."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)] | None = None
    alignments: tuple[Alignment, ...] | None = None
    """The concepts chosen instead; an empty tuple says none fits."""


class Decision(Frozen):
    """One event: who, when, which claim version, verdict, edit, reason."""

    claim_id: str
    claim_sha256: str
    """Digest of the claim as it was shown (`decide.claim_digest`)."""
    person: Person
    at: Instant
    verdict: Verdict
    manner: Literal["each", "bulk"] = "each"
    """`bulk`: one attestation over many claims, not looked at one by one."""
    edit: Edit | None = None
    reason: str = ""

    @model_validator(mode="after")
    def _edit_fits(self) -> Self:
        if (self.verdict is Verdict.EDIT) != (self.edit is not None):
            raise ValueError("an edit verdict carries an edit, and no other verdict does")
        return self


def _confirms_alone(decision: Decision) -> bool:
    approves = decision.verdict in (Verdict.APPROVE, Verdict.EDIT)
    return approves and decision.manner == "each" and decision.person.role is Role.WORKER


class RecordClaim(Frozen):
    """A claim as approved, with the decisions that people took on it, oldest first."""

    claim: DraftClaim
    original: DraftClaim | None = None
    """The claim as it was drafted, where an edit changed it."""
    decisions: tuple[Decision, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _approved(self) -> Self:
        last = self.decisions[-1]
        if last.verdict not in (Verdict.APPROVE, Verdict.EDIT):
            raise ValueError(f"{self.claim.id}: the last decision does not approve it")
        if any(d.claim_id != self.claim.id for d in self.decisions):
            raise ValueError(f"{self.claim.id}: a decision speaks of another claim")
        if self.claim.basis is Basis.INFERRED and not any(map(_confirms_alone, self.decisions)):
            raise ValueError(f"{self.claim.id}: the worker confirms an inferred claim one by one")
        return self


class Record(Frozen):
    """The claims of one worker that people have approved (`ler-record/1`). Made by `decide.decide` only."""

    schema_: Literal["ler-record/1"] = Field(default="ler-record/1", alias="schema")
    document_sha256: Sha256
    media_type: str
    entries: tuple[Entry, ...]
    """The entries that approved claims are, or stand in."""
    claims: tuple[RecordClaim, ...]
    decided_at: Instant
