"""Credentials, their places in status lists, their revocation, and endorsements beside them."""

import itertools
import json
import threading
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.access.model import Role
from app.credentials.model import SignedCredential
from app.credentials.status import MIN_BITS, bit
from app.errors import NotFound, NotNow
from app.store.batches import NewBatch, add_batch
from app.store.credentials import (
    NewCredential,
    add_endorsement,
    close_request,
    endorsements_of,
    endorsers_of,
    list_credentials,
    list_endorsements,
    load_credential,
    request_endorsement,
    save_credentials,
)
from app.store.model import CredentialKind, StatusPlace
from app.store.seal import DataKey
from app.store.status import load_status_list, place_of, revoke_credentials, take_places
from app.store.tables import status_lists
from tests.store.factories import AT, World, later, new_id

ISSUER = "did:web:board.example.org"


def signed(name: str = "Forklift operation", **more: object) -> SignedCredential:
    identifier = f"urn:uuid:{uuid4()}"
    document = {"id": identifier, "name": name, **more}
    return SignedCredential(id=identifier, name=name, document=document, data=json.dumps(document).encode())


def places(world: World, count: int, issuer: str = ISSUER) -> tuple[StatusPlace, ...]:
    with world.database.writing() as connection:
        return take_places(connection, world.keyring, world.board, issuer, count, new_id, AT)


def keep(world: World, kind: CredentialKind = CredentialKind.BADGE, **more: object) -> NewCredential:
    new = NewCredential(id=new_id(), worker_id=world.worker, kind=kind, signed=signed(), **more)
    with world.database.writing() as connection:
        save_credentials(connection, world.keyring, world.board, [new], AT)
    return new


def test_places_are_never_handed_out_twice_and_tell_no_order(world: World) -> None:
    taken = [*places(world, 300), *places(world, 300)]
    assert len(set(taken)) == 600
    assert len({place.list_id for place in taken}) == 1
    indexes = [place.index for place in taken]
    assert all(0 <= index < MIN_BITS for index in indexes)
    steps = [after - before for before, after in itertools.pairwise(indexes)]
    assert len(set(steps)) > 550
    assert places(world, 1, "did:web:other.example.org")[0].list_id != taken[0].list_id


def test_the_order_of_places_is_a_permutation_of_the_whole_list() -> None:
    marking = DataKey(UUID(int=3), bytes(range(32)))
    some = {place_of(number, marking, UUID(int=4)) for number in range(0, MIN_BITS, 7)}
    assert len(some) == len(range(0, MIN_BITS, 7))
    assert place_of(0, marking, UUID(int=4)) != place_of(0, marking, UUID(int=5))


def test_a_full_list_is_followed_by_a_new_one(world: World) -> None:
    first = places(world, 2)
    with world.database.writing() as connection:
        ours = status_lists.c.id == first[0].list_id
        connection.execute(update(status_lists).where(ours).values(taken=MIN_BITS - 1))
    over = places(world, 3)
    assert over[0].list_id == first[0].list_id
    assert {place.list_id for place in over[1:]} != {first[0].list_id}
    assert over[0] not in first


def test_places_taken_at_once_are_different(world: World) -> None:
    taken: list[StatusPlace] = []
    threads = [threading.Thread(target=lambda: taken.extend(places(world, 5))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 30


def test_revoking_sets_exactly_the_bits_of_what_is_revoked(world: World) -> None:
    ours = [keep(world, place=place) for place in places(world, 4)]
    with world.database.writing() as connection:
        ids = [ours[0].id, ours[2].id]
        assert revoke_credentials(connection, world.board, later(5), "mistake", credential_ids=ids) == 2
        assert revoke_credentials(connection, world.board, later(9), "again", credential_ids=ids[:1]) == 0
    assert ours[0].place is not None
    with world.database.reading() as connection:
        found = load_status_list(connection, ours[0].place.list_id)
        stands = [load_credential(connection, world.keyring, world.board, one.id).revoked_at for one in ours]
    assert stands == [later(5), None, later(5), None]
    assert (found.issuer, found.version, found.updated_at) == (ISSUER, 2, later(5))
    set_bits = {index for index in range(MIN_BITS) if bit(found.bits, index)}
    assert set_bits == {one.place.index for one in (ours[0], ours[2]) if one.place}


def test_a_whole_batch_is_revoked_at_once(world: World) -> None:
    batch = NewBatch(id=new_id(), made_by=world.reviewer, kind="documents", plan={}, budget=0, at=AT)
    with world.database.writing() as connection:
        add_batch(connection, world.board, batch)
    of_batch = [keep(world, place=place, batch_id=batch.id) for place in places(world, 3)]
    other = keep(world)
    with world.database.writing() as connection:
        assert revoke_credentials(connection, world.board, later(1), "withdrawn", batch_id=batch.id) == 3
    with world.database.reading() as connection:
        listed = list_credentials(connection, world.keyring, world.board, batch_id=batch.id)
        assert {one.id for one in listed} == {one.id for one in of_batch}
        assert {one.revoked_because for one in listed} == {"withdrawn"}
        assert load_credential(connection, world.keyring, world.board, other.id).revoked_at is None


def test_another_boards_credentials_are_neither_read_nor_revoked(world: World) -> None:
    mine = keep(world)
    stranger = World.make(world.database, world.blobs, world.keyring)
    with world.database.writing() as connection:
        for board, worker in [(stranger.board, None), (world.board, stranger.worker)]:
            with pytest.raises(NotFound):
                load_credential(connection, world.keyring, board, mine.id, worker)
        with pytest.raises(NotFound):
            revoke_credentials(connection, stranger.board, AT, "mistake", credential_ids=[mine.id])
        with pytest.raises(NotFound):
            save_credentials(connection, world.keyring, stranger.board, [mine], AT)
        assert load_credential(connection, world.keyring, world.board, mine.id).signed.id == mine.signed.id


def test_one_identifier_and_one_place_belong_to_one_credential(world: World) -> None:
    (place,) = places(world, 1)
    first = keep(world, place=place)
    for again in (
        NewCredential(id=new_id(), worker_id=world.worker, kind=CredentialKind.BADGE, signed=first.signed),
        NewCredential(id=new_id(), worker_id=world.worker, kind=CredentialKind.BADGE, signed=signed(), place=place),
    ):
        with pytest.raises(IntegrityError), world.database.writing() as connection:
            save_credentials(connection, world.keyring, world.board, [again], AT)


def test_an_endorsement_stands_beside_its_credential(world: World) -> None:
    endorser = world.add_person(Role.ENDORSER)
    endorsed = keep(world)
    new = NewCredential(id=new_id(), worker_id=world.worker, kind=CredentialKind.ENDORSEMENT, signed=signed("Vouch"))
    with world.database.writing() as connection:
        add_endorsement(connection, world.keyring, world.board, endorsed.id, endorser, new, AT)
        with pytest.raises(NotFound):
            add_endorsement(connection, world.keyring, world.board, uuid4(), endorser, new, AT)
    with world.database.reading() as connection:
        (found,) = list_endorsements(connection, world.keyring, world.board, endorsed.id)
        assert list_endorsements(connection, world.keyring, uuid4(), endorsed.id) == ()
    assert (found.id, found.signed.name, found.kind) == (new.id, "Vouch", CredentialKind.ENDORSEMENT)


def vouching(world: World, issuer: str) -> NewCredential:
    made = signed("Vouch", issuer={"id": issuer})
    return NewCredential(id=new_id(), worker_id=world.worker, kind=CredentialKind.ENDORSEMENT, signed=made)


def test_of_two_endorsements_of_one_endorser_at_once_one_is_kept(world: World) -> None:
    endorser, endorsed = world.add_person(Role.ENDORSER), keep(world)
    barrier = threading.Barrier(2)
    ended: list[str] = []

    def endorse() -> None:
        new = vouching(world, "did:key:zAnn")
        barrier.wait()
        try:
            with world.database.writing() as connection:
                add_endorsement(connection, world.keyring, world.board, endorsed.id, endorser, new, AT)
        except NotNow as refusal:
            ended.append(refusal.code)
        else:
            ended.append("kept")

    threads = [threading.Thread(target=endorse) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["kept", "request.not-now"]
    with world.database.writing() as connection:
        new = vouching(world, "did:key:zBob")
        add_endorsement(connection, world.keyring, world.board, endorsed.id, endorser, new, AT)
        assert len(list_endorsements(connection, world.keyring, world.board, endorsed.id)) == 2


def test_what_was_revoked_meanwhile_is_not_endorsed(world: World) -> None:
    endorser, endorsed = world.add_person(Role.ENDORSER), keep(world)
    with world.database.writing() as connection:
        revoke_credentials(connection, world.board, AT, "mistaken", credential_ids=[endorsed.id])
    new = vouching(world, "did:key:zAnn")
    with pytest.raises(NotNow), world.database.writing() as connection:
        add_endorsement(connection, world.keyring, world.board, endorsed.id, endorser, new, AT)


def test_the_endorsements_of_many_credentials_are_found_at_once_but_for_revoked_ones(world: World) -> None:
    endorser = world.add_person(Role.ENDORSER)
    endorsed = [keep(world) for _ in range(3)]
    ids = [one.signed.id for one in endorsed]
    made: list[NewCredential] = []
    with world.database.writing() as connection:
        for one in (*endorsed[:2], endorsed[0]):
            new = NewCredential(
                id=new_id(), worker_id=world.worker, kind=CredentialKind.ENDORSEMENT, signed=signed("Vouch")
            )
            add_endorsement(connection, world.keyring, world.board, one.id, endorser, new, AT)
            made.append(new)
        revoke_credentials(connection, world.board, AT, "withdrawn", credential_ids=[made[0].id])
    with world.database.reading() as connection:

        def found(board: UUID, wanted: list[str], limit: int = 9) -> list[UUID]:
            return [one.id for one in endorsements_of(connection, world.keyring, board, wanted, limit=limit)]

        assert found(world.board, ids) == [made[2].id, made[1].id]
        assert found(world.board, ids, limit=1) == [made[2].id]
        assert found(world.board, [*ids[1:], *(f"urn:uuid:{number}" for number in range(600))]) == [made[1].id]
        assert found(uuid4(), ids) == found(world.board, []) == []


def test_a_credential_is_open_to_whom_the_worker_asks_until_the_request_is_closed(world: World) -> None:
    endorser, credential = world.add_person(Role.ENDORSER), keep(world)
    with world.database.writing() as connection:
        request_endorsement(connection, world.board, new_id(), credential.id, endorser, AT)
        assert endorsers_of(connection, world.board, credential.id) == {endorser}
        assert endorsers_of(connection, uuid4(), credential.id) == frozenset()
        with pytest.raises(NotFound):
            request_endorsement(connection, world.board, new_id(), credential.id, uuid4(), AT)
        with pytest.raises(NotFound):
            close_request(connection, uuid4(), credential.id, endorser, later(1))
        close_request(connection, world.board, credential.id, endorser, later(1))
        assert endorsers_of(connection, world.board, credential.id) == frozenset()
        with pytest.raises(NotFound):
            close_request(connection, world.board, credential.id, endorser, later(2))
