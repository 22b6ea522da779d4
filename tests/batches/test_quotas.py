"""A batch that is larger than a day's number comes in over several days, each document once."""

import dataclasses
from datetime import timedelta

import pytest

from app.errors import QuotaReached
from app.flows.hosted import batches, quotas
from app.flows.hosted.access import Asking
from app.flows.hosted.installation import Quota
from app.flows.hosted.quotas import Kind
from app.store.model import BatchState, RowState
from tests.batches.site import Desk, resumes


def on_day(desk: Desk, day: int, most: Quota) -> Desk:
    """The same board, so many days from now, with a number for each day."""
    at = desk.place.clock() + timedelta(days=day)
    return Desk(Asking(dataclasses.replace(desk.place, quota=most, clock=lambda: at), desk.asking.actor))


def used(desk: Desk) -> int:
    return quotas.look(desk.asking).uses[Kind.DOCUMENTS].used


def test_what_fits_comes_in_today_and_the_same_file_brings_the_rest_tomorrow(desk: Desk) -> None:
    most = Quota(documents=5)
    today, tomorrow = on_day(desk, 0, most), on_day(desk, 1, most)
    with pytest.raises(QuotaReached, match="5 documents a day") as refused:
        today.create(resumes(9, begin=7_000))
    assert 0 < refused.value.after <= 86_400
    assert used(today) == 5
    (left,) = batches.list_batches(today.asking, None, 10)
    assert left.batch.state is BatchState.CANCELLED
    assert left.counts[RowState.CANCELLED] == 5
    # sent again today it is refused again, and what is there is not counted again
    with pytest.raises(QuotaReached):
        today.create(resumes(9, begin=7_000))
    assert used(today) == 5
    whole = tomorrow.create(resumes(9, begin=7_000))
    assert (whole.batch.state, whole.counts[RowState.WAITING]) == (BatchState.ESTIMATED, 9)
    assert used(tomorrow) == 4
    done = desk.through(desk.look(whole))
    assert done.counts[RowState.DONE] == 9


def test_a_document_that_a_batch_brings_twice_counts_once_and_no_account_is_held_to_its_own_number(
    desk: Desk,
) -> None:
    strict = on_day(desk, 0, Quota(documents=3, worker_documents=1))
    strict.create(resumes(3, begin=7_100))
    strict.create(resumes(3, begin=7_100))
    assert used(strict) == 3
    with pytest.raises(QuotaReached):
        strict.create(resumes(1, begin=7_200))
    assert used(strict) == 3


def test_bytes_bound_a_batch_as_well(desk: Desk) -> None:
    strict = on_day(desk, 0, Quota(bytes=10))
    with pytest.raises(QuotaReached, match="10 bytes a day"):
        strict.create(resumes(2, begin=7_300))
    seen = quotas.look(strict.asking).uses
    assert (seen[Kind.DOCUMENTS].used, seen[Kind.BYTES].used) == (0, 0)
