"""Batches: a budget that many together cannot pass, and one final state for each row."""

import random
import threading
from uuid import UUID, uuid4

import pytest

from app.errors import NotFound, VersionConflict
from app.store.batches import (
    NewBatch,
    NewRow,
    add_batch,
    add_rows,
    cancel_rows,
    count_rows,
    end_row,
    link_rows,
    list_batches,
    list_rows,
    load_batch,
    retry_rows,
    set_batch_state,
    start_row,
)
from app.store.model import BatchRow, BatchState, RowState
from app.store.spending import Reservation, Usage, give_up_calls, reserve_call, settle_call
from tests.store.factories import AT, World, later, new_id


def make(world: World, budget: int = 1_000, state: BatchState = BatchState.RUNNING, rows: int = 0) -> UUID:
    new = NewBatch(
        id=new_id(), made_by=world.reviewer, kind="job-history", plan={"title": "Job Title"}, budget=budget, at=AT
    )
    with world.database.writing() as connection:
        add_batch(connection, world.board, new)
        set_batch_state(connection, world.board, new.id, 1, state, AT)
        add_rows(connection, world.keyring, world.board, new.id, [row(number) for number in range(1, rows + 1)], AT)
    return new.id


def row(number: int) -> NewRow:
    source = {"name": f"Zoë Nº {number}", "title": "Welder", "start": None}
    return NewRow(id=new_id(), number=number, source=source, person=f"P-{number % 3}")


def rows_of(world: World, batch: UUID, **options: object) -> tuple[BatchRow, ...]:
    with world.database.reading() as connection:
        return list_rows(connection, world.keyring, world.board, batch, **options)  # type: ignore[arg-type]


def reserve(world: World, batch: UUID | None, most: int, row_id: UUID | None = None) -> UUID | None:
    call = Reservation(
        id=new_id(), model="small", prompt="extract/1", most=most, batch_id=batch, row_id=row_id, at=AT
    )
    with world.database.writing() as connection:
        return call.id if reserve_call(connection, world.board, call) else None


def settle(world: World, call: UUID, spent: int) -> bool:
    usage = Usage(outcome="answered", spent=spent, input_tokens=9, output_tokens=3, at=later(2))
    with world.database.writing() as connection:
        return settle_call(connection, world.board, call, usage)


def money(world: World, batch: UUID) -> tuple[int, int]:
    with world.database.reading() as connection:
        found = load_batch(connection, world.board, batch)
    assert found.spent + found.reserved <= found.budget
    return found.reserved, found.spent


def test_money_is_set_aside_before_a_call_and_what_is_left_comes_back(world: World) -> None:
    batch = make(world)
    first, second = reserve(world, batch, 600), reserve(world, batch, 400)
    assert first is not None
    assert second is not None
    assert reserve(world, batch, 1) is None
    assert settle(world, first, 250)
    assert money(world, batch) == (400, 250)
    assert not settle(world, first, 250)
    assert reserve(world, batch, 351) is None
    assert reserve(world, batch, 350) is not None
    assert settle(world, second, 400)
    assert money(world, batch) == (350, 650)


def test_many_at_once_never_pass_the_budget(world: World) -> None:
    batch = make(world, budget=5_000)
    seen: list[tuple[int, int]] = []

    def work(seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311
        for _ in range(12):
            most = chance.randint(100, 500)
            call = reserve(world, batch, most)
            seen.append(money(world, batch))
            if call is not None and chance.random() < 0.8:
                settle(world, call, chance.randint(0, most))

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 72
    assert max(reserved + spent for reserved, spent in seen) > 4_000


@pytest.mark.parametrize("state", [BatchState.PAUSED, BatchState.CANCELLED, BatchState.ESTIMATED])
def test_a_batch_that_does_not_run_pays_for_nothing(world: World, state: BatchState) -> None:
    assert reserve(world, make(world, state=state), 1) is None


def test_a_call_outside_a_batch_is_only_written_down(world: World) -> None:
    call = reserve(world, None, 700)
    assert call is not None
    assert settle(world, call, 20)


def test_calls_that_nobody_came_back_from_count_as_spent_until_they_do(world: World) -> None:
    batch = make(world, rows=1)
    (only,) = rows_of(world, batch)
    call = reserve(world, batch, 300, only.id)
    assert call is not None
    with world.database.writing() as connection:
        assert give_up_calls(connection, AT, later(60)) == 0
        assert give_up_calls(connection, later(30), later(60)) >= 1
    assert money(world, batch) == (0, 300)
    assert rows_of(world, batch)[0].cost == 300
    assert settle(world, call, 120)
    assert money(world, batch) == (0, 120)
    assert rows_of(world, batch)[0].cost == 120


def test_of_a_batch_that_is_over_only_its_own_calls_count_as_spent(world: World) -> None:
    over, other = make(world, rows=1), make(world, rows=1)
    for batch in (over, other):
        assert reserve(world, batch, 300, rows_of(world, batch)[0].id) is not None
    with world.database.writing() as connection:
        assert give_up_calls(connection, later(30), later(30), batch_id=over) == 1
    assert (money(world, over), money(world, other)) == ((0, 300), (300, 0))


def test_rows_come_back_as_they_were_and_are_paged_by_number(world: World) -> None:
    batch = make(world, rows=7)
    first = rows_of(world, batch, limit=4)
    rest = rows_of(world, batch, after=first[-1].number)
    assert [one.number for one in (*first, *rest)] == [1, 2, 3, 4, 5, 6, 7]
    assert first[1].source == {"name": "Zoë Nº 2", "title": "Welder", "start": None}
    with world.database.reading() as connection:
        assert load_batch(connection, world.board, batch).rows == 7
        same = list_rows(connection, world.keyring, world.board, batch, person="P-1")
        later_ones = list_rows(connection, world.keyring, world.board, batch, person="P-1", after=1, limit=1)
        assert list_rows(connection, world.keyring, world.board, batch, person="P-9") == ()
    assert [one.number for one in (*same, *later_ones)] == [1, 4, 7, 4]


def test_a_row_ends_once(world: World) -> None:
    batch = make(world, rows=3)
    first, second, third = rows_of(world, batch)
    document = world.upload()
    with world.database.writing() as connection:
        assert start_row(connection, world.board, first.id, AT)
        assert start_row(connection, world.board, first.id, AT)  # again after a crash
        link_rows(connection, world.board, {first.id: (world.worker, document)})
        assert end_row(connection, world.board, first.id, RowState.DONE, AT, claims=4)
        assert not end_row(connection, world.board, first.id, RowState.FAILED, AT, code="source.empty")
        assert not start_row(connection, world.board, first.id, AT)
        assert end_row(connection, world.board, second.id, RowState.FAILED, AT, code="source.empty")
        assert not end_row(connection, uuid4(), third.id, RowState.DONE, AT)
        with pytest.raises(ValueError, match="ends"):
            end_row(connection, world.board, third.id, RowState.RUNNING, AT)
    with world.database.reading() as connection:
        counts = count_rows(connection, world.board, batch)
    assert (counts[RowState.DONE], counts[RowState.FAILED], counts[RowState.WAITING]) == (1, 1, 1)
    done = rows_of(world, batch, state=RowState.DONE)[0]
    assert (done.attempts, done.claims, done.worker_id, done.code) == (2, 4, world.worker, None)


def test_failed_rows_are_tried_again_and_waiting_ones_cancelled(world: World) -> None:
    batch, document = make(world, rows=4), world.upload()
    last = rows_of(world, batch)[-1]
    with world.database.writing() as connection:
        first = rows_id(world, connection, batch)
        link_rows(connection, world.board, {first: (world.worker, document)})
        end_row(connection, world.board, first, RowState.FAILED, AT, code="internal")
        # it never was a document
        end_row(connection, world.board, last.id, RowState.FAILED, AT, code="source.empty")
        assert retry_rows(connection, world.board, batch, later(1)) == 1
        assert retry_rows(connection, world.board, batch, later(1)) == 0
        assert cancel_rows(connection, world.board, batch, later(2)) == 3
        assert cancel_rows(connection, uuid4(), batch, later(2)) == 0
    *others, failed = rows_of(world, batch)
    assert {one.state for one in others} == {RowState.CANCELLED}
    assert (failed.id, failed.state, failed.code) == (last.id, RowState.FAILED, "source.empty")


def rows_id(world: World, connection: object, batch: UUID) -> UUID:
    return list_rows(connection, world.keyring, world.board, batch)[0].id  # type: ignore[arg-type]


def test_a_batch_changes_at_the_version_that_was_seen_and_for_its_board_only(world: World) -> None:
    batch = make(world)
    with world.database.writing() as connection:
        assert set_batch_state(connection, world.board, batch, 2, BatchState.PAUSED, later(1), budget=5_000) == 3
        with pytest.raises(VersionConflict):
            set_batch_state(connection, world.board, batch, 2, BatchState.RUNNING, later(2))
        with pytest.raises(NotFound):
            set_batch_state(connection, uuid4(), batch, 3, BatchState.RUNNING, later(2))
        with pytest.raises(NotFound):
            add_rows(connection, world.keyring, uuid4(), batch, [row(1)], AT)
        found = load_batch(connection, world.board, batch)
        assert list_batches(connection, uuid4()) == ()
        assert list_batches(connection, world.board) == (found,)
    assert (found.state, found.budget, found.plan) == (BatchState.PAUSED, 5_000, {"title": "Job Title"})
