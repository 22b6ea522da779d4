"""What requests about retention carry and are answered."""

from pydantic import Field, StrictInt

from app.api.bodies import Body


class Keeping(Body):
    """How long things of a kind are kept."""

    days: int | None = Field(description="Null: until they are erased; of sources, as long as their document.")
    least: int = Field(description="A board chooses no less.")
    most: int | None = Field(description="A board chooses no more; null where there is no bound.")


class Retention(Body):
    """How long a board keeps what; sessions, answers to idempotency keys and finished jobs go by settings."""

    sources: Keeping = Field(description="Bytes of source documents.")
    documents: Keeping = Field(description="Documents with their drafts, claims and decisions.")
    batches: Keeping = Field(description="Batches with their rows, and the documents that they alone brought.")


class RetentionChoice(Body):
    """For how many days a board keeps what; null is as the installation has it."""

    sources: StrictInt | None = Field(default=None, ge=1, le=100_000, examples=[30])
    documents: StrictInt | None = Field(default=None, ge=1, le=100_000, examples=[365])
    batches: StrictInt | None = Field(default=None, ge=1, le=100_000, examples=[180])
