"""What a board decides of a batch before it starts, and what it may cost."""

import hashlib
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.review.flags import how_many_reviewers
from app.review.model import DraftClaim
from app.values import Frozen

Rule = Annotated[str, Field(pattern=r"^(all|flagged|none|([1-9]\d?|100)%)$")]
"""Which claims reviewers look at: `all`, `flagged`, `none`, or a share such as `10%`."""


class ConsentGround(StrEnum):
    """On what the workers' consent stands: the board says so, and answers for it."""

    WRITTEN = "written"
    """Each worker signed an agreement that the board keeps."""
    ENROLMENT = "enrolment"
    """They agreed when they enrolled in a programme of the board."""
    STATUTE = "statute"
    """A law or rule allows it without asking each."""


class Consent(Frozen):
    """What a board states on the consent of the workers of a batch."""

    basis: ConsentGround
    reference: Annotated[str, Field(min_length=1, max_length=120)]
    """Where that is written, such as a form or a paragraph; never a person's name."""


class Estimate(Frozen):
    """What a batch may take, told before it starts."""

    rows: int
    unreadable: int
    """Rows that failed already: they were never documents."""
    known: int
    """Rows whose document was drafted before: they cost nothing."""
    sampled: int
    """Documents that were looked at for this."""
    calls: int
    """Calls of a model, at most, as far as the sample tells."""
    most: int
    """What they cost at most, each sent once, in millionths of a US dollar."""
    seconds: int
    """A guess for one worker process."""


class Plan(Frozen):
    """Everything that is decided of a batch. It holds no cell of the file."""

    source: Literal["documents", "job-history"]
    consent: Consent
    review: Rule = "all"
    columns: Mapping[str, str] = Field(default_factory=dict)
    """Of a job history, by heading what the column was read as."""
    declared: bool = False
    """The board said what the columns hold; otherwise it was guessed."""
    complete: bool = False
    """All rows are in. One that was cut off cannot be started: send the file again."""
    estimate: Estimate | None = None
    runs: tuple[int, ...] = ()
    """Versions at which it was started or resumed: each has a parent job."""


def opinions(rule: Rule, batch_id: UUID) -> Callable[[DraftClaim], int]:
    """Give how many reviewers must look at a claim under a rule.

    A share is drawn by a digest of the batch and the claim: the same claims each time, and none can be chosen.
    """
    if rule == "all":
        return how_many_reviewers
    if rule == "flagged":
        return lambda claim: how_many_reviewers(claim) if claim.flags else 0
    share = 0 if rule == "none" else int(rule.removesuffix("%"))

    def drawn(claim: DraftClaim) -> int:
        told = f"{batch_id}:{claim.provenance.document_sha256}:{claim.id}".encode()
        is_drawn = int.from_bytes(hashlib.sha256(told).digest()[:8], "big") % 100 < share
        return how_many_reviewers(claim) if is_drawn else 0

    return drawn
