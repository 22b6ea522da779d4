"""Tables of boards, their people, and what lets people in."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, LargeBinary, String, Table
from sqlalchemy import UniqueConstraint as Unique

from app.access.model import Role
from app.database import Id, Json
from app.store.tables.columns import board, instant, key, mark, metadata, one_of, owned_by, sealed, word

boards = Table(
    "boards",
    metadata,
    key(),
    Column("slug", String(63), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("did", String(255), nullable=True),
    Column("settings", Json, nullable=False),
    instant("created_at"),
    instant("closed_at", nullable=True),
)

people = Table(
    "people",
    metadata,
    key(),
    board(),
    mark("login_mark", nullable=True),
    mark("subject_mark", nullable=True),
    Column("password", String(200), nullable=True),
    sealed(),
    instant("created_at"),
    instant("closed_at", nullable=True),
    Unique("board_id", "login_mark"),
    Unique("board_id", "subject_mark"),
    Index(None, "board_id", "id"),
)

memberships = Table(
    "memberships",
    metadata,
    board(),
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(64), primary_key=True),
    instant("since"),
    one_of("role", Role),
    Index(None, "board_id", "role"),
)

consents = Table(
    "consents",
    metadata,
    key(),
    board(),
    owned_by("person_id", "people"),
    word("purpose"),
    word("text_version"),
    instant("given_at"),
    instant("withdrawn_at", nullable=True),
)

data_keys = Table(
    "data_keys",
    metadata,
    Column("owner_id", Id, primary_key=True),
    Column("board_id", Id, nullable=False),
    word("kind"),
    word("master_id"),
    Column("wrapped", LargeBinary, nullable=False),
    instant("created_at"),
    Index(None, "master_id"),
)
"""One key for each document, person, batch row and board. Deleting the row shreds all that it sealed."""

api_keys = Table(
    "api_keys",
    metadata,
    key(),
    board(),
    owned_by("person_id", "people"),
    mark(),
    Column("label", String(100), nullable=False),
    Column("ending", String(4), nullable=False),
    Column("scopes", Json, nullable=False),
    instant("created_at"),
    instant("expires_at", nullable=True),
    instant("revoked_at", nullable=True),
    instant("used_at", nullable=True),
    Unique("mark"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("mark", LargeBinary(32), primary_key=True),
    board(),
    owned_by("person_id", "people"),
    instant("created_at"),
    instant("seen_at"),
    instant("expires_at"),
    Index(None, "expires_at"),
    CheckConstraint("expires_at > created_at", name="lasts"),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("mark", LargeBinary(32), primary_key=True),
    board(),
    Column("next", String(300), nullable=False),
    instant("expires_at"),
    Index(None, "expires_at"),
)
"""Sign-ins by OpenID Connect that are under way: each is taken once. `next` is where the browser goes then."""
