"""Who asks, what they may do, and what is written down of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from app.access import policy
from app.access.model import Action, Actor, Grant, Role, Thing
from app.errors import NotSignedIn
from app.flows.hosted.installation import Installation
from app.store import audit, sign_in


@dataclass(frozen=True)
class Asking:
    """One person's request to an installation."""

    place: Installation
    actor: Actor

    @property
    def board_id(self) -> UUID:
        """The board that they act on: every query names it."""
        return self.actor.board_id

    def may(
        self,
        action: Action,
        worker_id: UUID | None,
        *,
        shared_with: frozenset[UUID] = frozenset(),
        board_id: UUID | None = None,
    ) -> Grant:
        """Give the grant to do that to a thing of a worker (None: of the board). Raises AccessError, NotFound.

        The board is one's own unless `board_id` names another one.
        """
        thing = Thing(board_id=board_id or self.board_id, worker_id=worker_id, shared_with=shared_with)
        return policy.allow(self.actor, action, thing)

    def may_as(self, role: Role, action: Action, worker_id: UUID | None) -> Grant:
        """Give the grant to do that in one of the person's roles. Raises AccessError, NotFound, OwnRecord."""
        return policy.allow(self.actor, action, Thing(board_id=self.board_id, worker_id=worker_id), as_role=role)

    def limited_to(self, action: Action) -> UUID | None:
        """Give the worker to whose things a list is limited; None for all of the board. Raises AccessError."""
        return policy.scope(self.actor, action).worker_id

    def log(
        self,
        connection: Connection,
        action: Action | str,
        kind: str,
        subject_id: UUID | None,
        *,
        role: Role | None = None,
        counts: Mapping[str, int] | None = None,
        board_id: UUID | None = None,
    ) -> None:
        """Write down in the board's audit chain what is done in this transaction: ids and counts.

        The board is one's own unless `board_id` names another one.
        """
        event = audit.AuditEvent(
            at=self.place.clock(),
            actor_id=self.actor.person_id,
            role=role,
            action=str(action),
            subject_kind=kind,
            subject_id=subject_id,
            counts=counts or {},
        )
        audit.append_event(connection, board_id or self.board_id, event)


class Visit(NamedTuple):
    """Who asks in a session, the session's id, and when it ends at the latest."""

    asking: Asking
    session_id: str
    expires_at: datetime


def by_session(place: Installation, session_id: str) -> Visit:
    """Tell who asks in a session, and write down that it is used. Raises NotSignedIn."""
    at = place.clock()
    with place.database.reading() as connection:
        found = sign_in.find_session(connection, session_id, at, idle=place.session_idle)
    if not found.is_noted:
        with place.database.writing() as connection:
            sign_in.note_session_use(connection, session_id, at)
    return Visit(Asking(place, found.actor), session_id, found.expires_at)


def by_key(place: Installation, text: str | None) -> Asking:
    """Tell who asks by an API key, and write down that it is used. Raises NotSignedIn."""
    if not text:
        raise NotSignedIn("The request names no API key and has no session.")
    at, peppers = place.clock(), place.keyring.peppers()
    with place.database.reading() as connection:
        found = sign_in.find_api_key(connection, text, peppers, at)
    if not found.is_noted:
        with place.database.writing() as connection:
            sign_in.note_key_use(connection, text, peppers, at)
    return Asking(place, found.actor)
