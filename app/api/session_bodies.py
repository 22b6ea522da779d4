"""What requests about sessions carry and are answered."""

from datetime import datetime
from uuid import UUID

from pydantic import Field, SecretStr

from app.access.model import Role
from app.api.bodies import Body


class SignIn(Body):
    """The name and password of an account of a board."""

    board: str = Field(default="home", max_length=63, examples=["home"], description="The word of the board.")
    login: str = Field(min_length=1, max_length=200, examples=["ann.lister"])
    password: SecretStr = Field(min_length=1, max_length=200, examples=["nine forklifts in the rain"])


class Session(Body):
    """Who is signed in."""

    person_id: UUID
    roles: list[Role]
    expires_at: datetime | None = Field(description="When the session ends at the latest; null for an API key.")
    csrf_token: str | None = Field(description="Writes in the session carry it as X-CSRF-Token.")


class NewPassword(Body):
    """Another password of one's own."""

    current: SecretStr = Field(min_length=1, max_length=200, examples=["nine forklifts in the rain"])
    new: SecretStr = Field(min_length=12, max_length=200, examples=["a cold store full of pallets"])
