"""What comes in on a day is counted once and never passes its bound, however many take at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest

from app.documents.model import SourceDocument
from app.errors import QuotaReached
from app.store import quotas
from app.store.blobs import list_blobs
from app.store.documents import Upload, keep_document
from app.store.erasure import erase_worker
from app.store.quotas import Bounds, Uses
from tests.store.factories import AT, World, new_id

DAY = date(2026, 3, 1)


def used(world: World, day: date = DAY) -> tuple[Uses, Uses]:
    with world.database.reading() as connection:
        return (
            quotas.board_use(connection, world.board, day),
            quotas.worker_use(connection, world.board, world.worker, day),
        )


@pytest.mark.parametrize(
    ("more", "most", "fits"),
    [
        (Uses(1, 10), Bounds(), True),
        (Uses(3, 10), Bounds(documents=3), True),
        (Uses(4, 10), Bounds(documents=3), False),
        (Uses(1, 100), Bounds(bytes=100), True),
        (Uses(1, 101), Bounds(bytes=100), False),
        (Uses(2, 101), Bounds(documents=3, bytes=100), False),
        (Uses(4, 100), Bounds(documents=3, bytes=100), False),
    ],
)
def test_the_first_of_a_day_is_held_to_the_bounds_as_all_others_are(
    world: World, more: Uses, most: Bounds, fits: bool
) -> None:
    with world.database.writing() as connection:
        assert quotas.take_for_board(connection, world.board, DAY, more, most) is fits
        assert quotas.take_for_worker(connection, world.board, world.worker, DAY, more, most) is fits
    assert used(world) == ((more, more) if fits else (Uses(0, 0), Uses(0, 0)))
    again = DAY + timedelta(days=1)
    none = Bounds()
    with world.database.writing() as connection:
        quotas.take_for_board(connection, world.board, again, Uses(1, 1), none)
        wider = Bounds(
            documents=None if most.documents is None else most.documents + 1,
            bytes=None if most.bytes is None else most.bytes + 1,
        )
        assert quotas.take_for_board(connection, world.board, again, more, wider) is fits
    assert used(world, again)[0] == (Uses(1 + more.documents, 1 + more.bytes) if fits else Uses(1, 1))


def test_many_at_once_never_pass_the_bound_and_fill_it(world: World) -> None:
    takers, most = 8, Bounds(documents=10, bytes=1_000)
    together = Barrier(takers)

    def take(_: int) -> int:
        together.wait(30)
        taken = 0
        for _turn in range(5):
            with world.database.writing() as connection:
                taken += quotas.take_for_board(connection, world.board, DAY, Uses(1, 7), most)
        return taken

    with ThreadPoolExecutor(takers) as pool:
        assert sum(pool.map(take, range(takers))) == 10
    assert used(world)[0] == Uses(10, 70)


def upload(world: World, data: bytes, most: int) -> bool:
    """Keep a document that is counted for the board; gives whether it is new."""

    def count(connection: object) -> None:
        bounds = Bounds(documents=most)
        if not quotas.take_for_board(connection, world.board, DAY, Uses(1, len(data)), bounds):  # type: ignore[arg-type]
            raise QuotaReached("That is enough.")

    new = Upload(id=new_id(), worker_id=world.worker, source=SourceDocument(name="a.txt", data=data), at=AT)
    return keep_document(world.database, world.blobs, world.keyring, world.board, new, count=count).is_new


def test_the_same_bytes_count_once_also_when_they_come_together(world: World) -> None:
    together = Barrier(4)

    def send(_: int) -> bool:
        together.wait(30)
        return upload(world, b"the same", 3)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(send, range(4))) == [False, False, False, True]
    assert used(world)[0] == Uses(1, 8)


def test_what_is_refused_leaves_no_row_no_blob_and_no_count(world: World) -> None:
    assert upload(world, b"first", 1)
    with pytest.raises(QuotaReached):
        upload(world, b"second", 1)
    assert used(world)[0] == Uses(1, 5)
    assert len(list(list_blobs(world.blobs, world.board))) == 1
    assert not upload(world, b"first", 1)


def test_counts_of_days_that_are_over_go_and_those_of_a_worker_go_with_them(world: World) -> None:
    before, other = DAY - timedelta(days=1), World.make(world.database, world.blobs, world.keyring)
    for one in (world, other):
        for day in (before, DAY):
            with one.database.writing() as connection:
                quotas.take_for_worker(connection, one.board, one.worker, day, Uses(1, 5), Bounds())
                quotas.take_for_board(connection, one.board, day, Uses(1, 5), Bounds())
    with world.database.writing() as connection:
        assert quotas.forget_uses(connection, world.board, DAY) == 2
        assert quotas.forget_uses(connection, world.board, DAY) == 0
    assert used(world, before) == (Uses(0, 0), Uses(0, 0))
    assert used(world) == used(other, before) == (Uses(1, 5), Uses(1, 5))
    erase_worker(world.database, world.blobs, world.board, world.worker)
    assert used(world) == (Uses(1, 5), Uses(0, 0))
