"""The shapes of the API's JSON that tell of batches. Money is in US dollars, as decimal text."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.api.bodies import Body
from app.flows.hosted.batch_export import outcome, told
from app.flows.hosted.batch_plan import ConsentGround
from app.flows.hosted.batches import Seen
from app.store.model import BatchRow, BatchState, RowState

Dollars = Annotated[str, Field(pattern=r"^\d{1,7}(\.\d{1,6})?$", examples=["5.00"])]


class Stated(Body):
    """What the board states on the consent of the workers."""

    basis: ConsentGround
    reference: str


class Estimated(Body):
    """What a batch may take, told before it starts."""

    rows: int
    unreadable: int = Field(description="Rows that failed already: they were never documents.")
    known: int = Field(description="Rows whose document was drafted before: they cost nothing.")
    sampled: int = Field(description="Documents that were looked at for this.")
    calls: int = Field(description="Calls of a model, at most.")
    most_usd: str = Field(description="What these cost at most, each sent once.", examples=["1.25"])
    seconds: int = Field(description="A guess for one worker process.")


class Batch(Body):
    """A batch, its money and how many of its rows are in each state; its version is also the ETag."""

    id: UUID
    state: BatchState
    version: int
    source: str = Field(description="`documents` or `job-history`.")
    columns: dict[str, str] = Field(description="Of a job history, by heading what the column was read as.")
    consent: Stated
    review: str
    rows: int
    counts: dict[RowState, int]
    codes: dict[str, int] = Field(description="How many rows failed with each code.", examples=[{"source.empty": 2}])
    complete: bool = Field(description="All rows came in; one that was cut off cannot be started.")
    budget_usd: str
    reserved_usd: str = Field(description="Set aside for calls that are on their way.")
    spent_usd: str
    estimate: Estimated | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, seen: Seen) -> "Batch":
        """Tell of a batch."""
        return cls.model_validate(told(seen))


class Batches(Body):
    """A page of batches, newest first."""

    items: list[Batch]
    next: str | None = Field(description="Send it as `cursor` for the next page; null on the last one.")


class Row(Body):
    """What became of one row."""

    id: UUID
    number: int
    source: str | None = Field(description="Name of the file; null once it was erased.")
    person: str | None = Field(description="The job history's own id of the person.")
    state: RowState
    code: str | None
    hint: str | None
    claims: int
    cost_usd: str
    document_id: UUID | None
    worker_id: UUID | None

    @classmethod
    def of(cls, row: BatchRow) -> "Row":
        """Tell of a row."""
        return cls.model_validate(outcome(row))


class Rows(Body):
    """A page of rows, by number."""

    items: list[Row]
    next: str | None = Field(description="Send it as `cursor` for the next page; null on the last one.")


class Running(Body):
    """How a batch is to go on."""

    budget_usd: Dollars | None = Field(default=None, description="Another budget; the one that it has unless given.")

    @property
    def budget(self) -> Decimal | None:
        """In US dollars."""
        return None if self.budget_usd is None else Decimal(self.budget_usd)


class BatchRevoked(Body):
    """How many credentials stood until now."""

    revoked: int


class BatchGone(Body):
    """What was erased of a batch, as counts."""

    batch_id: UUID
    counts: dict[str, int]
