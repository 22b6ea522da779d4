"""Accounts of a board: roles, sealed names, sign-in, consents."""

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, delete, insert, select, update

from app.access.model import Role
from app.errors import NotFound
from app.store import data_keys
from app.store.boards import board_key
from app.store.model import Account, Consent
from app.store.rows import one
from app.store.seal import DataKey, Keyring
from app.store.tables import api_keys, consents, memberships, people, sessions
from app.values import Frozen

_PERSON = "person"


class NewPerson(Frozen):
    """An account before it is kept."""

    id: UUID
    roles: frozenset[Role]
    name: str | None = None
    login: str | None = None
    """What they type to sign in; told apart without regard to case."""
    password: str | None = None
    """The argon2id hash (`access.passwords.hash_password`)."""
    subject: tuple[str, str] | None = None
    """Issuer and subject of an OpenID Connect account."""
    at: datetime


def add_person(connection: Connection, keyring: Keyring, board_id: UUID, new: NewPerson) -> None:
    """Keep a new account and make its key. Raises IntegrityError when the login or subject is taken."""
    marking = board_key(connection, keyring, board_id)
    key = data_keys.make_key(connection, keyring, board_id, new.id, "person", new.at)
    connection.execute(
        insert(people).values(
            id=new.id,
            board_id=board_id,
            login_mark=None if new.login is None else _login_mark(marking, new.login),
            subject_mark=None if new.subject is None else marking.mark("subject", *new.subject),
            password=new.password,
            sealed=key.seal(_PERSON, json.dumps({"name": new.name, "login": new.login}).encode()),
            created_at=new.at,
        )
    )
    set_roles(connection, board_id, new.id, new.roles, new.at)


def hold_person(connection: Connection, board_id: UUID, person_id: UUID, *, change: bool = False) -> None:
    """Have an account of the board not be removed until the transaction ends; with `change` nobody else changes it.

    Who removes or changes what hangs on a person and then adds to it holds the person first: an erasure removes the
    person before what hangs on them. Raises NotFound.
    """
    query = select(people.c.id).where(people.c.board_id == board_id, people.c.id == person_id)
    one(connection, query.with_for_update(read=not change, key_share=True))


def load_person(connection: Connection, keyring: Keyring, board_id: UUID, person_id: UUID) -> Account:
    """Give an account of the board, closed or not. Raises NotFound, SealBroken."""
    row = one(connection, _query(board_id).where(people.c.id == person_id))
    return _opened(connection, keyring, [row])[0]


def find_login(
    connection: Connection, keyring: Keyring, board_id: UUID, login: str
) -> tuple[Account, str | None] | None:
    """Give the open account of that login and its password hash; None when there is none."""
    mark = _login_mark(board_key(connection, keyring, board_id), login)
    query = _query(board_id).where(people.c.login_mark == mark, people.c.closed_at.is_(None))
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else (_opened(connection, keyring, [row])[0], row["password"])


def hold_subject(
    connection: Connection, keyring: Keyring, board_id: UUID, issuer: str, subject: str
) -> Account | None:
    """Give the open account of an OpenID Connect subject, which nobody else changes or removes until the
    transaction ends; None when there is none.
    """
    mark = board_key(connection, keyring, board_id).mark("subject", issuer, subject)
    query = _query(board_id).where(people.c.subject_mark == mark, people.c.closed_at.is_(None))
    query = query.with_for_update(of=people, key_share=True)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _opened(connection, keyring, [row])[0]


def list_people(
    connection: Connection,
    keyring: Keyring,
    board_id: UUID,
    *,
    role: Role | None = None,
    before: UUID | None = None,
    limit: int = 50,
) -> tuple[Account, ...]:
    """Give accounts of the board, newest first, those before the id of the last one of the page before."""
    query = _query(board_id).order_by(people.c.id.desc()).limit(limit)
    if role is not None:
        holds = (memberships.c.board_id == board_id) & (memberships.c.role == role)
        query = query.where(people.c.id.in_(select(memberships.c.person_id).where(holds)))
    if before is not None:
        query = query.where(people.c.id < before)
    return _opened(connection, keyring, connection.execute(query).mappings().all())


def set_roles(connection: Connection, board_id: UUID, person_id: UUID, roles: Collection[Role], at: datetime) -> None:
    """Give a person exactly these roles on the board. Raises NotFound."""
    hold_person(connection, board_id, person_id, change=True)
    mine = memberships.c.person_id == person_id
    held = {Role(role) for role in connection.execute(select(memberships.c.role).where(mine)).scalars()}
    if lost := held - set(roles):
        connection.execute(delete(memberships).where(mine, memberships.c.role.in_(lost)))
    if gained := sorted(set(roles) - held):
        connection.execute(
            insert(memberships),
            [{"board_id": board_id, "person_id": person_id, "role": role, "since": at} for role in gained],
        )


def set_password(connection: Connection, board_id: UUID, person_id: UUID, password: str) -> None:
    """Keep another password hash and end all sessions of the person. Raises NotFound."""
    _change(connection, board_id, person_id, password=password)


def close_person(connection: Connection, board_id: UUID, person_id: UUID, at: datetime) -> None:
    """Close an account: it cannot sign in any more, its sessions and API keys end. Raises NotFound."""
    _change(connection, board_id, person_id, closed_at=at)
    connection.execute(
        update(api_keys)
        .where(api_keys.c.person_id == person_id, api_keys.c.revoked_at.is_(None))
        .values(revoked_at=at)
    )


def _change(connection: Connection, board_id: UUID, person_id: UUID, **values: object) -> None:
    """Change what lets a person sign in, after which nobody is signed in as them. Raises NotFound."""
    done = connection.execute(
        update(people).where(people.c.board_id == board_id, people.c.id == person_id).values(values)
    )
    if not done.rowcount:
        raise NotFound("There is no such account.")
    connection.execute(delete(sessions).where(sessions.c.person_id == person_id))


def give_consent(connection: Connection, board_id: UUID, consent: Consent) -> None:
    """Write down that a person agreed to a purpose. Raises NotFound."""
    hold_person(connection, board_id, consent.person_id)
    connection.execute(insert(consents).values(board_id=board_id, **consent.model_dump()))


def withdraw_consent(connection: Connection, board_id: UUID, person_id: UUID, purpose: str, at: datetime) -> int:
    """Withdraw what a person agreed to for a purpose; gives how many consents that ended."""
    done = connection.execute(
        update(consents)
        .where(
            consents.c.board_id == board_id,
            consents.c.person_id == person_id,
            consents.c.purpose == purpose,
            consents.c.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=at)
    )
    return done.rowcount


def list_consents(connection: Connection, board_id: UUID, person_id: UUID) -> tuple[Consent, ...]:
    """Give all consents of a person, oldest first, withdrawn ones too."""
    query = (
        select(consents)
        .where(consents.c.board_id == board_id, consents.c.person_id == person_id)
        .order_by(consents.c.id)
    )
    return tuple(
        Consent(**{name: row[name] for name in Consent.model_fields}) for row in connection.execute(query).mappings()
    )


def _query(board_id: UUID) -> Select[Any]:
    """Query accounts, each with its key: one statement, between which and another nobody is erased."""
    return data_keys.joined(select(people).where(people.c.board_id == board_id), board_id, people.c.id)


def _login_mark(marking: DataKey, login: str) -> bytes:
    return marking.mark("login", login.strip().casefold())


def _opened(connection: Connection, keyring: Keyring, rows: Collection[RowMapping]) -> tuple[Account, ...]:
    ids = [row["id"] for row in rows]
    roles: dict[UUID, set[Role]] = {person_id: set() for person_id in ids}
    query = select(memberships.c.person_id, memberships.c.role).where(memberships.c.person_id.in_(ids))
    for person_id, role in connection.execute(query):
        roles[person_id].add(Role(role))

    def accounts() -> Iterator[Account]:
        for row in rows:
            kept = json.loads(data_keys.key_in(row, keyring, row["id"]).open(_PERSON, row["sealed"]))
            yield Account(
                id=row["id"],
                board_id=row["board_id"],
                roles=frozenset(roles[row["id"]]),
                created_at=row["created_at"],
                closed_at=row["closed_at"],
                signs_in=row["login_mark"] is not None or row["subject_mark"] is not None,
                **kept,
            )

    return tuple(accounts())
