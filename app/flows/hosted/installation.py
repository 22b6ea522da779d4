"""What a running service is made of: its stores, its engine, its clock, and who it is on the web."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from urllib.parse import urlsplit
from uuid import UUID

from app.access.oidc import OpenId
from app.database import Database
from app.documents.model import Limits
from app.documents.opening import InProcess, Opening
from app.engine.client import Engine
from app.flows.hosted.pacing import Paces
from app.flows.hosted.pictures import Pictures
from app.flows.hosted.turns import Turns
from app.pipeline import Tools
from app.store import boards
from app.store.blobs import Blobs
from app.store.ids import make_id
from app.store.seal import Keyring
from app.values import Frozen, Instant


def _now() -> datetime:
    return datetime.now(UTC)


class Quota(Frozen):
    """What may come in on one day (UTC); None where there is no bound."""

    documents: int | None = None
    """On a board."""
    bytes: int | None = None
    """Of these documents."""
    worker_documents: int | None = None
    """By uploads for one account."""


@dataclass(frozen=True)
class Installation:
    """Everything a journey works with. Safe to share between threads."""

    database: Database
    blobs: Blobs
    keyring: Keyring
    engine: Engine
    make_tools: Callable[[], Tools] = field(repr=False)
    """Builds what drafts are made with, when the first one is."""
    public_url: str
    """Where the world reaches this service, without a slash at its end: credentials point there."""
    keep_days: int | None = 365
    """How long a source document with its drafts, or a batch, is kept unless a board chooses; None for ever."""
    keep_most: int | None = 3_650
    """The most days that a board may choose."""
    quota: Quota = field(default_factory=Quota)
    """What comes in on one day where a board has no numbers of its own."""
    clock: Callable[[], datetime] = _now
    limits: Limits = field(default_factory=Limits)
    """Caps on what is opened."""
    opening: Opening = field(default_factory=InProcess)
    """Where the bytes of source documents are opened."""
    pictures: Pictures = field(default_factory=Pictures, repr=False)
    """Pages that were drawn."""
    paces: Paces = field(default_factory=Paces, repr=False)
    """How fast the provider of a model may be asked, by all processes together."""
    turns: Turns = field(default_factory=lambda: Turns(None), repr=False)
    """Who drafts now, in this process."""
    session: timedelta = timedelta(hours=12)
    """After which a session ends, however much it is used."""
    session_idle: timedelta = timedelta(minutes=30)
    """After which a session ends that is not used."""
    providers: Mapping[str, OpenId] = field(default_factory=dict)
    """By the word of a board, who signs in its people by OpenID Connect."""

    @cached_property
    def tools(self) -> Tools:
        """What drafts are made with."""
        return self.make_tools()

    @property
    def host(self) -> str:
        """Host, and port if any, of the public address: the name in the service's did:web."""
        return urlsplit(self.public_url).netloc

    @property
    def origin(self) -> str:
        """Scheme, host and port of the public address, as browsers name it."""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}".lower()

    def make_id(self) -> UUID:
        """Make the id of a new thing: ids sort by the time at which they were made."""
        return make_id(self.clock(), os.urandom(10))

    def instant(self) -> Instant:
        """Give this moment as credentials write it."""
        return Instant(self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))

    def board_ids(self) -> list[str]:
        """Give the ids of all boards, as jobs keep them."""
        with self.database.reading() as connection:
            return [str(board.id) for board in boards.list_boards(connection)]

    def days_ago(self, days: float) -> datetime:
        """Give the moment so many days ago."""
        return self.clock() - timedelta(days=days)

    def status_address(self, list_id: UUID) -> str:
        """Give the address of a status list."""
        return f"{self.public_url}/v1/status-lists/{list_id}"
