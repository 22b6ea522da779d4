"""What requests about quotas carry and are answered."""

from datetime import date, datetime

from pydantic import Field, StrictInt

from app.api.bodies import Body


class QuotaUse(Body):
    """How much is used of how much."""

    used: int
    most: int | None = Field(description="Null where there is no bound.")


class Quotas(Body):
    """What came in today (UTC), and what may come in."""

    day: date
    ends_at: datetime = Field(description="When counting begins anew: midnight UTC.")
    documents: QuotaUse | None = Field(
        description="That came in on the board, by uploads and batches; null to who does not run it."
    )
    bytes: QuotaUse | None = Field(description="Of these documents; null to who does not run the board.")
    worker_documents: QuotaUse = Field(
        description="Uploads for one account: those for one's own, and how many may come for each."
    )


class QuotaChoice(Body):
    """What may come in on a board on one day; null is as the installation has it."""

    documents: StrictInt | None = Field(default=None, ge=1, le=1_000_000_000, examples=[5_000])
    bytes: StrictInt | None = Field(default=None, ge=1, le=1_000_000_000_000_000, examples=[2_000_000_000])
    worker_documents: StrictInt | None = Field(default=None, ge=1, le=1_000_000_000, examples=[50])
