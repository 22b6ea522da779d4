"""What people decide about: drafts; what they say: decisions; and what stands after: records."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from app.alignment.model import Alignment, Pick
from app.documents.model import DocumentText, Hidden
from app.extraction.model import Basis, Claim, Entry, EntryKind, ModelUse
from app.values import Frozen, Instant, Sha256, is_calendar_date


class FlagCode(StrEnum):
    """Why a person must look."""

    UNALIGNED = "unaligned"
    """Frameworks were searched, and none of them has a concept for the claim."""
    UNSURE = "unsure"
    HIDDEN_TEXT = "hidden-text"
    INSTRUCTION = "instruction-like-text"
    DATES_CONFLICT = "dates-conflict"
    NO_DATES = "no-dates"
    NO_EMPLOYER = "no-employer"
    """A row of a job history without an employer, where other rows have one."""
    OUTCOME_UNKNOWN = "outcome-unknown"
    """What the course brought is told, and not so that anybody could say whether it was passed."""
    READING_ORDER = "reading-order"
    NOTHING_FOUND = "nothing-found"
    ADVERTISEMENT = "advertisement"
    """The document asks for somebody to do a job; it is no record of what somebody did."""
    ACTIVE_CONTENT = "active-content"
    DISAGREEMENT = "disagreement"
    """The extractors that found the claim say different things of it."""
    MODEL_ONLY = "model-only"
    """A language model found the claim, and the offline extractor did not."""
    ADDED = "added-by-person"
    """A person pointed at its words in the document; no extractor found it."""
    MODEL_NOT_RUN = "model-not-run"
    """A model was to read the document, too, and nothing (or not all of it) was sent."""
    MODEL_FAILED = "model-failed"
    """It was asked and gave no answer that can be used, for all or a part of the document."""
    MODEL_FOUND_NOTHING = "model-found-nothing"
    """It answered, and nothing in its answers stands in the document."""
    REJECTED_BEFORE = "rejected-before"
    """The worker or a reviewer rejected the claim on other evidence, in another document."""
    POSSIBLE_DUPLICATE = "possible-duplicate"
    """The worker's record has an entry that may be the same, and is not told so with certainty."""
    UNREADABLE = "unreadable-characters"
    """Some characters have no meaning in the file's fonts: words may be incomplete."""
    OCR = "ocr"
    """Pages are pictures, and their text was recognised: letters may be wrong."""
    OCR_UNCERTAIN = "ocr-uncertain"
    """A word that the claim rests on was hardly recognised."""
    PAGES_UNREAD = "pages-unread"
    """Pages are pictures, and there was nothing to recognise their text."""


class Flag(Frozen):
    """One reason to look, on a claim or on the whole draft."""

    code: FlagCode
    detail: str = ""


Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


def _that_exists(value: str) -> str:
    if value and not is_calendar_date(value):
        raise ValueError("no calendar has this date")
    return value


PrintedDate = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"),
    AfterValidator(_that_exists),
]
"""YYYY, YYYY-MM or YYYY-MM-DD; empty for none."""


class Correction(Frozen):
    """What a person says of an entry instead of what was read; None leaves a field, empty text says there is none."""

    kind: EntryKind | None = None
    title: Words | None = None
    organization: Words | None = None
    programme: Words | None = None
    location: Words | None = None
    start: PrintedDate | None = None
    end: PrintedDate | None = None
    current: bool | None = None
    """True: it goes on, and has no end."""
    completed: bool | None = None
    """Whether the degree, course, certification or licence was reached."""

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        if self.current and self.end:
            raise ValueError("what goes on has no end")
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what is corrected, in the order above."""
        return tuple(name for name in Correction.model_fields if getattr(self, name) is not None)

    def over(self, entry: Entry) -> Entry:
        """Give the entry as it is after the correction; its evidence stays."""
        told: dict[str, object] = {name: getattr(self, name) for name in self.fields}
        changes = {name: None if value == "" else value for name, value in told.items()}
        if self.current:
            changes |= {"end": None, "expected": False}
        elif self.end:
            changes["current"] = False
        if self.completed:
            changes["expected"] = False
        return entry.model_copy(update=changes)


class DraftClaim(Claim):
    """A claim waiting for a person, with its concepts and flags."""

    alignments: tuple[Alignment, ...] = ()
    alternatives: tuple[Alignment, ...] = ()
    picks: tuple[Pick, ...] = ()
    """What a model was offered and picked, where one was asked."""
    flags: tuple[Flag, ...] = ()
    correction: Correction | None = None
    """What an edit says of the entry that the claim is; None in a draft."""


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
    model: ModelUse | None = None
    """How asking a language model for claims went; None when none was to be asked."""
    model_alignment: ModelUse | None = None
    """How asking it to pick among concepts went; None when it was not to be asked."""

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


class Edit(Correction):
    """What an edit changes; None leaves a field as it is. The fields of a correction are for claims of an entry."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)] | None = None
    alignments: tuple[Alignment, ...] | None = None
    """The concepts chosen instead; an empty tuple says none fits."""

    @property
    def correction(self) -> Correction | None:
        """What it says of the entry; None when nothing."""
        told = {name: getattr(self, name) for name in self.fields}
        return Correction(**told) if told else None


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


class ApprovedClaim(Frozen):
    """A claim of one document as approved, with the decisions that people took on it, oldest first."""

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

    @property
    def document_sha256(self) -> Sha256:
        """Of the document that its evidence stands in."""
        return self.claim.provenance.document_sha256


class RecordClaim(ApprovedClaim):
    """A claim of a record: as one document has it, and with what the worker's other documents add to it."""

    also: tuple[ApprovedClaim, ...] = ()
    """The same claim in other documents, each as people approved it there."""

    @model_validator(mode="after")
    def _one_claim(self) -> Self:
        documents = [part.document_sha256 for part in self.parts]
        if len(documents) != len(set(documents)):
            raise ValueError(f"{self.claim.id}: a document supports it twice")
        if any((part.claim.kind == "skill") != (self.claim.kind == "skill") for part in self.also):
            raise ValueError(f"{self.claim.id}: another document supports a claim of another kind")
        return self

    @property
    def parts(self) -> tuple[ApprovedClaim, ...]:
        """The claim in each of its documents."""
        return (self, *self.also)


class RecordDocument(Frozen):
    """A document that a record rests on."""

    sha256: Sha256
    media_type: str


class Record(Frozen):
    """The claims of one worker that people have approved (`ler-record/1`). Made by `decide.decide` only."""

    schema_: Literal["ler-record/1"] = Field(default="ler-record/1", alias="schema")
    document_sha256: Sha256
    """Of the document whose draft it was made of."""
    media_type: str
    earlier: tuple[RecordDocument, ...] = ()
    """The worker's other documents that it rests on, from the records before."""
    entries: tuple[Entry, ...]
    """The entries that approved claims are, or stand in."""
    claims: tuple[RecordClaim, ...]
    decided_at: Instant
