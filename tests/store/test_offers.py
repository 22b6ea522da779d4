"""An offer is good for one wallet, once, and its secrets stand in no row."""

import json
import threading
from datetime import datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.credentials.model import SignedCredential
from app.database import Database
from app.errors import NotFound
from app.store.credentials import NewCredential, save_credentials
from app.store.model import CredentialKind, Door, Offer, OfferState
from app.store.offers import (
    TRIES,
    Exchanged,
    NewOffer,
    add_offer,
    end_offer,
    exchange_code,
    find_offer,
    find_token,
    forget_offers,
    load_offer,
    take_by_handle,
    take_by_token,
)
from app.store.people import close_person
from app.store.status import revoke_credentials
from app.store.tables import offers
from tests.store.factories import AT, World, later, new_id


def badge(world: World) -> UUID:
    document = {"id": f"urn:uuid:{uuid4()}", "name": "badge"}
    signed = SignedCredential(id=document["id"], name="badge", document=document, data=json.dumps(document).encode())
    new = NewCredential(id=new_id(), worker_id=world.worker, kind=CredentialKind.BADGE, signed=signed)
    with world.database.writing() as connection:
        save_credentials(connection, world.keyring, world.board, [new], AT)
    return new.id


def offer(world: World, credential: UUID, transaction_code: str | None = None, at: datetime = AT) -> NewOffer:
    """Keep an offer of ten minutes; its secrets are made of its id."""
    made = new_id()
    new = NewOffer(
        id=made,
        credential_id=credential,
        handle=f"handle {made.hex}",
        code=f"code {made.hex}",
        transaction_code=transaction_code,
        at=at,
        expires_at=later(600),
    )
    with world.database.writing() as connection:
        add_offer(connection, world.keyring, world.board, new)
    return new


def bring(world: World, new: NewOffer, transaction_code: str | None = None, at: datetime = AT) -> Exchanged:
    with world.database.writing() as connection:
        token = f"token {new.id.hex}"
        return exchange_code(connection, world.keyring, new.code, transaction_code, token, at, later(300))


def kept(world: World, new: NewOffer) -> Offer:
    with world.database.reading() as connection:
        return load_offer(connection, world.board, new.credential_id, new.id)


def by_token(world: World, new: NewOffer, nonce: str, at: datetime = AT) -> bool:
    found = kept(world, new)
    with world.database.writing() as connection:
        return take_by_token(connection, found, nonce, at)


def by_handle(world: World, new: NewOffer) -> None:
    found = kept(world, new)
    with world.database.writing() as connection:
        take_by_handle(connection, found, AT)


def test_no_secret_of_an_offer_stands_in_its_row(world: World) -> None:
    new = offer(world, badge(world), "493536")
    assert bring(world, new, "493536") is Exchanged.DONE
    found = kept(world, new)
    with world.database.reading() as connection:
        row = connection.execute(select(offers).where(offers.c.id == new.id)).one()
        assert find_token(connection, f"token {new.id.hex}", AT) == found
    shown = repr([value.decode("latin-1") if isinstance(value, bytes) else value for value in row])
    assert [word for word in ("handle", "code ", "token ", "493536") if word in shown] == []


def test_a_code_is_taken_once_and_its_token_gives_the_credential_once(world: World) -> None:
    new = offer(world, badge(world))
    assert kept(world, new).state(AT) is OfferState.WAITING
    assert bring(world, new) is Exchanged.DONE
    assert bring(world, new) is Exchanged.UNKNOWN
    opened = kept(world, new)
    assert [opened.state(at) for at in (AT, later(299), later(300))] == [
        OfferState.OPENED,
        OfferState.OPENED,
        OfferState.EXPIRED,
    ]
    with pytest.raises(NotFound):
        by_handle(world, new)
    with pytest.raises(NotFound):
        by_token(world, new, "n-1", later(300))
    assert by_token(world, new, "n-1")
    with pytest.raises(NotFound):
        by_token(world, new, "n-2")
    taken = kept(world, new)
    assert (taken.state(later(9_999)), taken.door, taken.taken_at) == (OfferState.TAKEN, Door.OPENID4VCI, AT)


def test_a_nonce_serves_one_offer_and_the_other_one_may_go_on_with_another(world: World) -> None:
    first, second = offer(world, badge(world)), offer(world, badge(world))
    for new in (first, second):
        bring(world, new)
    assert by_token(world, first, "n-3")
    assert not by_token(world, second, "n-3")
    assert by_token(world, second, "n-4")


def test_a_link_gives_the_credential_once_unless_digits_are_asked_for(world: World) -> None:
    plain, guarded = offer(world, badge(world)), offer(world, badge(world), "493536")
    with world.database.reading() as connection:
        found = find_offer(connection, plain.handle)
    with world.database.writing() as connection:
        take_by_handle(connection, found, AT)
    for one in (plain, guarded):
        with pytest.raises(NotFound):
            by_handle(world, one)
    assert kept(world, plain).door is Door.VCAPI
    assert bring(world, plain) is Exchanged.UNKNOWN


def test_wrong_digits_are_counted_and_end_the_offer(world: World) -> None:
    new = offer(world, badge(world), "493536")
    assert bring(world, new) is Exchanged.WITHOUT_TRANSACTION_CODE
    for _ in range(TRIES):
        assert bring(world, new, "000000") is Exchanged.WRONG_TRANSACTION_CODE
    assert bring(world, new, "493536") is Exchanged.UNKNOWN
    assert kept(world, new).state(AT) is OfferState.ENDED
    assert bring(world, offer(world, badge(world)), "493536") is Exchanged.WITH_TRANSACTION_CODE


def test_an_offer_ends_in_time_and_with_the_next_one_by_hand_by_revocation_and_with_its_account(world: World) -> None:
    credential = badge(world)
    first = offer(world, credential)
    assert bring(world, first, at=later(600)) is Exchanged.UNKNOWN
    assert bring(world, first) is Exchanged.DONE
    second = offer(world, credential)
    assert kept(world, first).state(AT) is OfferState.ENDED
    with pytest.raises(NotFound):
        by_token(world, first, "n-4")
    with world.database.writing() as connection:
        assert end_offer(connection, world.board, credential, second.id, AT)
        assert not end_offer(connection, world.board, credential, second.id, AT)
    assert bring(world, second) is Exchanged.UNKNOWN

    third, fourth = offer(world, credential), offer(world, badge(world))
    bring(world, third)
    with world.database.writing() as connection:
        revoke_credentials(connection, world.board, AT, "other", credential_ids=[credential])
    with world.database.reading() as connection:
        assert find_token(connection, f"token {third.id.hex}", AT) is None
    with pytest.raises(NotFound):
        by_token(world, third, "n-5")
    with pytest.raises(NotFound):
        offer(world, credential)

    assert bring(world, fourth) is Exchanged.DONE
    with world.database.writing() as connection:
        close_person(connection, world.board, world.worker, AT)
    with pytest.raises(NotFound):
        by_token(world, fourth, "n-6")


def test_what_expired_long_ago_is_forgotten(world: World) -> None:
    new = offer(world, badge(world))
    with world.database.writing() as connection:
        forget_offers(connection, later(599))
    assert kept(world, new).id == new.id
    with world.database.writing() as connection:
        assert forget_offers(connection, later(600)) >= 1
    with pytest.raises(NotFound):
        kept(world, new)


def test_of_two_wallets_that_come_at_once_one_gets_it(world: World) -> None:
    new = offer(world, badge(world))
    waiting = kept(world, new)
    barrier, outcomes = threading.Barrier(2), list[str]()

    def take(database: Database, by_code: bool) -> None:
        barrier.wait()
        if by_code:
            outcomes.append(bring(world, new))
            return
        try:
            with database.writing() as connection:
                take_by_handle(connection, waiting, AT)
            outcomes.append("taken")
        except NotFound:
            outcomes.append("not found")

    threads = [threading.Thread(target=take, args=(world.database, by_code)) for by_code in (True, False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) in (["done", "not found"], ["taken", "unknown"])
