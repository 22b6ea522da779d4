"""Offers: found by the secrets that wallets bring, and each of them good for one wallet, once."""

import hmac
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from pydantic import Field
from sqlalchemy import ColumnElement, Connection, RowMapping, Select, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.access.offers import mark
from app.errors import NotFound
from app.store import data_keys
from app.store.model import Door, Offer
from app.store.rows import one, remove_free
from app.store.seal import Keyring
from app.store.tables import credentials, offers, people
from app.values import Frozen

TRIES: Final = 5
"""Wrong transaction codes after which an offer ends: of a million codes one in 200,000 is guessed."""
_TRANSACTION: Final = "transaction code"


class NewOffer(Frozen):
    """An offer before it is kept."""

    id: UUID
    credential_id: UUID
    handle: str = Field(repr=False)
    code: str = Field(repr=False)
    transaction_code: str | None = Field(repr=False)
    at: datetime
    expires_at: datetime


class Exchanged(StrEnum):
    """What became of a code that a wallet brought."""

    DONE = "done"
    UNKNOWN = "unknown"
    """No offer has the code, or it was used, has expired or has ended."""
    WITHOUT_TRANSACTION_CODE = "without transaction code"
    WITH_TRANSACTION_CODE = "with transaction code"
    """None was asked for."""
    WRONG_TRANSACTION_CODE = "wrong transaction code"


def add_offer(connection: Connection, keyring: Keyring, board_id: UUID, new: NewOffer) -> None:
    """Keep a new offer of a credential that stands; earlier ones that no wallet took yet end, opened or not.

    Raises NotFound: no such credential of the board, it was revoked, or its worker's account is closed. SealBroken.
    """
    query = (
        select(credentials.c.worker_id)
        .join(people, people.c.id == credentials.c.worker_id)
        .where(credentials.c.board_id == board_id, credentials.c.id == new.credential_id)
        .where(credentials.c.revoked_at.is_(None), people.c.closed_at.is_(None))
        # before any offer, as a revocation does, so that the two never wait for each other
        .with_for_update(of=credentials)
    )
    worker_id = one(connection, query)["worker_id"]
    asked = new.transaction_code
    key = None if asked is None else data_keys.open_key(connection, keyring, board_id, worker_id)
    mine = (offers.c.board_id == board_id) & (offers.c.credential_id == new.credential_id)
    connection.execute(update(offers).where(mine, _open()).values(ended_at=new.at))
    connection.execute(
        insert(offers).values(
            id=new.id,
            board_id=board_id,
            worker_id=worker_id,
            credential_id=new.credential_id,
            handle_mark=mark("handle", new.handle),
            code_mark=mark("code", new.code),
            transaction_mark=key.mark(_TRANSACTION, new.id.hex, asked or "") if key else None,
            tries=0,
            created_at=new.at,
            expires_at=new.expires_at,
        )
    )


def load_offer(connection: Connection, board_id: UUID, credential_id: UUID, offer_id: UUID) -> Offer:
    """Give an offer of a credential of the board. Raises NotFound."""
    mine = (offers.c.board_id == board_id) & (offers.c.credential_id == credential_id) & (offers.c.id == offer_id)
    return _offer(one(connection, select(offers).where(mine)))


def end_offer(connection: Connection, board_id: UUID, credential_id: UUID, offer_id: UUID, at: datetime) -> bool:
    """End an offer that nobody took: no wallet gets anything for it any more. Raises NotFound.

    Gives False where there is nothing to end: a wallet took it, or it had ended.
    """
    load_offer(connection, board_id, credential_id, offer_id)
    mine = (offers.c.board_id == board_id) & (offers.c.id == offer_id)
    return connection.execute(update(offers).where(mine, _open()).values(ended_at=at)).rowcount > 0


def find_offer(connection: Connection, handle: str) -> Offer:
    """Give the offer of a handle, however far it has come. Raises NotFound."""
    return _offer(one(connection, select(offers).where(offers.c.handle_mark == mark("handle", handle))))


def find_code(connection: Connection, code: str) -> Offer | None:
    """Give the offer of a pre-authorized code, however far it has come; None when there is none."""
    row = connection.execute(select(offers).where(offers.c.code_mark == mark("code", code))).mappings().one_or_none()
    return None if row is None else _offer(row)


def find_token(connection: Connection, token: str, at: datetime) -> Offer | None:
    """Give the offer that an access token is for, taken or not; None when there is none (any more)."""
    query = _standing().where(
        offers.c.token_mark == mark("token", token), offers.c.token_expires_at > at, offers.c.ended_at.is_(None)
    )
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _offer(row)


def exchange_code(
    connection: Connection,
    keyring: Keyring,
    code: str,
    transaction_code: str | None,
    token: str,
    at: datetime,
    until: datetime,
) -> Exchanged:
    """Take a pre-authorized code, once, and keep the token that is given for it. Raises SealBroken.

    A wrong transaction code is counted; so many of them end the offer.
    """
    query = _standing().where(offers.c.code_mark == mark("code", code), _waits(at)).with_for_update(of=offers)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return Exchanged.UNKNOWN
    mine, kept = offers.c.id == row["id"], row["transaction_mark"]
    if (kept is None) != (transaction_code is None):
        return Exchanged.WITH_TRANSACTION_CODE if kept is None else Exchanged.WITHOUT_TRANSACTION_CODE
    if kept is not None:
        key = data_keys.open_key(connection, keyring, row["board_id"], row["worker_id"])
        given = key.mark(_TRANSACTION, row["id"].hex, transaction_code or "")
        if not hmac.compare_digest(kept, given):
            tries = row["tries"] + 1
            ended_at = at if tries >= TRIES else None
            connection.execute(update(offers).where(mine).values(tries=tries, ended_at=ended_at))
            return Exchanged.WRONG_TRANSACTION_CODE
    connection.execute(update(offers).where(mine).values(token_mark=mark("token", token), token_expires_at=until))
    return Exchanged.DONE


def take_by_token(connection: Connection, offer: Offer, nonce: str, at: datetime) -> bool:
    """Write down that the holder of an offer's token gets the credential now, by this nonce.

    Gives False when the nonce was used before. Raises NotFound when the offer was taken or has ended meanwhile.
    """
    waits = offers.c.token_expires_at > at
    try:
        with connection.begin_nested():
            _take(connection, offer, waits, at, door=Door.OPENID4VCI, nonce_mark=mark("nonce", nonce))
    except IntegrityError:
        return False
    return True


def take_by_handle(connection: Connection, offer: Offer, at: datetime) -> None:
    """Write down that the holder of an offer's link gets the credential now. Raises NotFound, as above.

    Not when a transaction code was asked for, which this way cannot ask for.
    """
    waits = _waits(at) & offers.c.transaction_mark.is_(None)
    _take(connection, offer, waits, at, door=Door.VCAPI)


def hear_of(connection: Connection, offer: Offer, event: str) -> None:
    """Write down what a wallet says became of the credential (OpenID4VCI 1.0 section 11)."""
    connection.execute(update(offers).where(offers.c.id == offer.id).values(heard=event))


def forget_offers(connection: Connection, before: datetime) -> int:
    """Remove offers that had expired by then; gives how many."""
    return remove_free(connection, offers, offers.c.expires_at <= before)


def _take(connection: Connection, offer: Offer, waits: ColumnElement[bool], at: datetime, **values: object) -> None:
    stands = _standing().where(offers.c.id == offer.id, waits, offers.c.taken_at.is_(None))
    stands = stands.where(offers.c.ended_at.is_(None)).with_for_update(of=offers)
    if connection.execute(stands).first() is None:
        raise NotFound("There is no such offer any more.")
    connection.execute(update(offers).where(offers.c.id == offer.id).values(taken_at=at, **values))


def _standing() -> Select[Any]:
    """Query offers of credentials that were not revoked, and of open accounts."""
    return (
        select(offers)
        .join(credentials, credentials.c.id == offers.c.credential_id)
        .join(people, people.c.id == offers.c.worker_id)
        .where(credentials.c.revoked_at.is_(None), people.c.closed_at.is_(None))
    )


def _waits(at: datetime) -> ColumnElement[bool]:
    """Whether no wallet brought its code yet, and one still may."""
    return offers.c.token_mark.is_(None) & _open() & (offers.c.expires_at > at)


def _open() -> ColumnElement[bool]:
    """Whether an offer was neither taken nor ended; its time may be over."""
    return offers.c.taken_at.is_(None) & offers.c.ended_at.is_(None)


def _offer(row: RowMapping) -> Offer:
    told = {name: row[name] for name in Offer.model_fields if name != "asks_transaction_code"}
    return Offer(**told, asks_transaction_code=row["transaction_mark"] is not None)
