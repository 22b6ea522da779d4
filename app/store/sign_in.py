"""API keys and sessions: kept as digests, found by them, ended."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, Table, delete, insert, select, update

from app.access import tokens
from app.access.model import Action, Actor, Role
from app.errors import NotFound, NotSignedIn
from app.store.model import ApiKey
from app.store.people import hold_person
from app.store.rows import one, remove_free
from app.store.tables import api_keys, memberships, people, sessions, sign_ins

_SEEN_EVERY: Final = timedelta(minutes=1)
"""How exactly it is written down when a key or session was last used: not a write for each request."""


def add_api_key(connection: Connection, board_id: UUID, key: ApiKey, text: str, peppers: Sequence[bytes]) -> None:
    """Keep an API key's mark under the current pepper; its text is shown to its owner now and never again.

    Raises NotFound for a person of another board.
    """
    hold_person(connection, board_id, key.person_id)
    values = key.model_dump(exclude={"scopes", "ending"})
    connection.execute(
        insert(api_keys).values(
            board_id=board_id,
            mark=tokens.key_mark(text, peppers[0]),
            ending=text[-4:],
            scopes=sorted(key.scopes),
            **values,
        )
    )


class FoundKey(NamedTuple):
    """Who acts by an API key."""

    actor: Actor
    is_noted: bool
    """Whether it was written down within the last minute that it is used, under the current master key."""


def find_api_key(connection: Connection, text: str, peppers: Sequence[bytes], at: datetime) -> FoundKey:
    """Give who acts by an API key: its owner's roles, held to the key's scopes.

    `peppers` are those of all master keys (`Keyring.peppers`). Raises NotSignedIn: unknown, mistyped, expired or
    revoked, or its owner's account is closed.
    """
    if not tokens.is_api_key(text):
        raise NotSignedIn("That is no API key.")
    marks = [tokens.key_mark(text, pepper) for pepper in peppers]
    query = _with_roles(api_keys).where(api_keys.c.mark.in_(marks))
    row, roles = _acting(connection, query)
    if row is None or row["revoked_at"] is not None or (row["expires_at"] is not None and row["expires_at"] <= at):
        raise NotSignedIn("The API key is unknown, expired or revoked.")
    actor = Actor(
        person_id=row["person_id"],
        board_id=row["board_id"],
        roles=roles,
        scopes=frozenset(Action(scope) for scope in row["scopes"]),
    )
    lately = row["used_at"] is not None and row["used_at"] > at - _SEEN_EVERY
    return FoundKey(actor, lately and row["mark"] == marks[0])


def note_key_use(connection: Connection, text: str, peppers: Sequence[bytes], at: datetime) -> None:
    """Write down that an API key was used, unless that was written down within the last minute.

    A key that was marked under an earlier master key is marked under the current one from now on.
    """
    marks = [tokens.key_mark(text, pepper) for pepper in peppers]
    connection.execute(
        update(api_keys)
        .where(
            api_keys.c.mark.in_(marks),
            api_keys.c.used_at.is_(None) | (api_keys.c.used_at <= at - _SEEN_EVERY) | (api_keys.c.mark != marks[0]),
        )
        .values(used_at=at, mark=marks[0])
    )


def list_api_keys(connection: Connection, board_id: UUID, person_id: UUID) -> tuple[ApiKey, ...]:
    """Give the API keys of a person, oldest first, ended ones too."""
    query = (
        select(api_keys)
        .where(api_keys.c.board_id == board_id, api_keys.c.person_id == person_id)
        .order_by(api_keys.c.id)
    )
    return tuple(
        ApiKey(**{name: row[name] for name in ApiKey.model_fields}) for row in connection.execute(query).mappings()
    )


def revoke_api_key(connection: Connection, board_id: UUID, person_id: UUID, key_id: UUID, at: datetime) -> None:
    """Revoke an API key of a person. Raises NotFound when there is none of theirs that stands."""
    done = connection.execute(
        update(api_keys)
        .where(
            api_keys.c.board_id == board_id,
            api_keys.c.person_id == person_id,
            api_keys.c.id == key_id,
            api_keys.c.revoked_at.is_(None),
        )
        .values(revoked_at=at)
    )
    if not done.rowcount:
        raise NotFound("There is no such API key.")


def start_session(
    connection: Connection, board_id: UUID, person_id: UUID, session_id: str, at: datetime, expires_at: datetime
) -> None:
    """Keep a session of an open account by the mark of its id. Raises NotFound."""
    hold_person(connection, board_id, person_id)
    one(connection, select(people.c.id).where(people.c.id == person_id, people.c.closed_at.is_(None)))
    connection.execute(
        insert(sessions).values(
            mark=tokens.session_mark(session_id),
            board_id=board_id,
            person_id=person_id,
            created_at=at,
            seen_at=at,
            expires_at=expires_at,
        )
    )


class FoundSession(NamedTuple):
    """Who acts in a session, and when it ends at the latest."""

    actor: Actor
    expires_at: datetime
    is_noted: bool
    """Whether it was written down within the last minute that it is used."""


def find_session(
    connection: Connection, session_id: str, at: datetime, *, idle: timedelta = timedelta(minutes=30)
) -> FoundSession:
    """Give who acts in a session. Raises NotSignedIn: unknown, ended, or not used for longer than `idle`."""
    query = _with_roles(sessions).where(sessions.c.mark == tokens.session_mark(session_id))
    row, roles = _acting(connection, query)
    if row is None or row["expires_at"] <= at or row["seen_at"] + idle <= at:
        raise NotSignedIn("The session has ended.")
    actor = Actor(person_id=row["person_id"], board_id=row["board_id"], roles=roles)
    return FoundSession(actor, row["expires_at"], row["seen_at"] > at - _SEEN_EVERY)


def note_session_use(connection: Connection, session_id: str, at: datetime) -> None:
    """Write down that a session was used, unless that was written down within the last minute."""
    connection.execute(
        update(sessions)
        .where(sessions.c.mark == tokens.session_mark(session_id), sessions.c.seen_at <= at - _SEEN_EVERY)
        .values(seen_at=at)
    )


def end_session(connection: Connection, session_id: str) -> None:
    """End a session (sign out)."""
    connection.execute(delete(sessions).where(sessions.c.mark == tokens.session_mark(session_id)))


def remove_ended_sessions(connection: Connection, at: datetime, *, idle: timedelta = timedelta(minutes=30)) -> int:
    """Remove sessions that are over, and sign-ins that nobody finished; gives how many sessions."""
    connection.execute(delete(sign_ins).where(sign_ins.c.expires_at <= at))
    over = (sessions.c.expires_at <= at) | (sessions.c.seen_at <= at - idle)
    return remove_free(connection, sessions, over)


def begin_sign_in(
    connection: Connection, board_id: UUID, login_id: str, following: str, expires_at: datetime
) -> None:
    """Write down that a sign-in by OpenID Connect was begun, and where the browser goes after it."""
    connection.execute(
        insert(sign_ins).values(
            mark=tokens.session_mark(login_id), board_id=board_id, next=following, expires_at=expires_at
        )
    )


def take_sign_in(connection: Connection, login_id: str, at: datetime) -> tuple[UUID, str] | None:
    """Give the board and the way on of a sign-in that was begun, once; None when there is none (any more)."""
    row = connection.execute(
        delete(sign_ins)
        .where(sign_ins.c.mark == tokens.session_mark(login_id), sign_ins.c.expires_at > at)
        .returning(sign_ins.c.board_id, sign_ins.c.next)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def _with_roles(table: Table) -> Select[Any]:
    """Query keys or sessions of open accounts, with the roles of the account: a row for each role."""
    return (
        select(table, memberships.c.role)
        .join(people, people.c.id == table.c.person_id)
        .outerjoin(memberships, memberships.c.person_id == people.c.id)
        .where(people.c.closed_at.is_(None))
    )


def _acting(connection: Connection, query: Select[Any]) -> tuple[RowMapping | None, frozenset[Role]]:
    rows = connection.execute(query).mappings().all()
    roles = frozenset(Role(row["role"]) for row in rows if row["role"] is not None)
    return (rows[0] if rows else None), roles
