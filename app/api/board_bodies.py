"""What requests about boards carry and are answered."""

from uuid import UUID

from pydantic import Field

from app.api.bodies import Body, Name


class Board(Body):
    """A board, or college, agency, employer."""

    id: UUID
    slug: str = Field(description="Its word in addresses.")
    name: str
    did: str | None = Field(description="What it signs with.")


class NewBoard(Body):
    """A board to be made."""

    slug: str = Field(pattern=r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", examples=["ridge-valley"])
    name: Name = Field(max_length=200, examples=["Ridge Valley Workforce Board"])


class NewlyMadeBoard(Body):
    """A board that was just made, and the key of the account that runs it, shown once."""

    board: Board
    person_id: UUID
    api_key: str = Field(examples=["ler_live_…"])


class SigningKey(Body):
    """The key that a board signs with from now on."""

    key: str = Field(
        description="Its address, as proofs name it (`verificationMethod`).",
        examples=["did:web:ler.example.org#key-2"],
    )
