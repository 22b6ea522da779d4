"""The durable work on a batch: a parent that starts a job for each row, and the drafting of one row.

A row is in one of its states at every moment, and gets a final one exactly once, whatever stops the processes.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from app.engine.model import BATCH, PARENTS, Json, Page, Retry, StepFailed, TryAgain
from app.engine.model import State as JobState
from app.engine.registry import Jobs
from app.engine.run import Run
from app.errors import JobUnknown, NotFound, StoreUnavailable, VersionConflict
from app.flows.hosted import drafting
from app.flows.hosted.batch_plan import Plan, opinions
from app.flows.hosted.installation import Installation
from app.flows.hosted.spending import BudgetReached, ModelRefused, Purse, metered
from app.store import batches, drafts, spending
from app.store.model import Batch, BatchRow, BatchState, RowState

PARENT: Final = "batch"
ROW: Final = "batch-row"
KNOWN: Final = "batch.known"
"""Code of a row whose document was drafted before: nothing was paid."""
GONE: Final = "batch.erased"
"""Code of a row whose document was erased before it was drafted."""
GAVE_UP: Final = "job.gave-up"
PAGE: Final = 500
_RETRY: Final = Retry(attempts=6, seconds=1, most=30, on=(TryAgain, StoreUnavailable))
_AWAY: Final = Retry(attempts=50, seconds=0.5, most=30, on=(StoreUnavailable,))
_PATIENT: Final = Retry(attempts=1_000_000, seconds=0.2, factor=1.2, most=5, on=(TryAgain, StoreUnavailable))
_LOST: Final = timedelta(minutes=15)
"""A call that nobody came back from for so long is lost: longer than any answer may take."""


def register(place: Installation, jobs: Jobs) -> None:
    """Name the work on batches."""
    jobs.add(PARENT, lambda run, *given: run_batch(place, run, *given), queue=PARENTS, recoveries=None)
    jobs.add(ROW, lambda run, *given: run_row(place, run, *given), queue=BATCH, recoveries=10)
    jobs.schedule("batch-upkeep", "*/5 * * * *", lambda run: run.step("upkeep", lambda: upkeep(place), retry=_AWAY))


def job_id(board_id: UUID, batch_id: UUID, version: int) -> str:
    """Give the id of the parent job that a batch has since that version."""
    return f"batch:{board_id}:{batch_id}:{version}"


def enqueue(place: Installation, board_id: UUID, batch: Batch) -> None:
    """Have a running batch worked on; does nothing when that is so already."""
    runs = Plan.model_validate(batch.plan).runs
    before = job_id(board_id, batch.id, runs[-2]) if len(runs) > 1 else None
    key = job_id(board_id, batch.id, runs[-1])
    place.engine.enqueue(PARENT, str(board_id), str(batch.id), runs[-1], before, job_id=key)


def upkeep(place: Installation) -> int:
    """See that every running batch is worked on, and that calls which nobody came back from are counted as spent."""
    at = place.clock()
    with place.database.writing() as connection:
        lost = spending.give_up_calls(connection, at - _LOST, at)
    with place.database.reading() as connection:
        running = batches.running_boards(connection)
    for board_id, batch in running:
        key = job_id(board_id, batch.id, Plan.model_validate(batch.plan).runs[-1])
        enqueue(place, board_id, batch)
        if place.engine.status(key).state in (JobState.FAILED, JobState.CANCELLED):
            place.engine.retry(key)
    return lost


def run_batch(place: Installation, run: Run, board: str, batch: str, version: int, before: str | None) -> int:
    """Start a job for each row that waits, until none does or the batch was told otherwise. Gives how many jobs."""
    board_id, batch_id = UUID(board), UUID(batch)
    run.step("after", lambda: _after(place, before), retry=_PATIENT)
    run.step("release", lambda: _release(place, board_id, batch_id), retry=_AWAY)
    started = turn = 0
    while True:
        turn += 1
        started += run.fan_out(ROW, _Pages(place, board_id, batch_id, version, turn).page)
        run.join(every=0.2)
        if not run.step("end", lambda: _end(place, board_id, batch_id, version), retry=_AWAY):
            return started
        # a row waits for another one of the same document
        run.sleep(1.0)


class _Pages:
    """Rows that wait, a page at a time, as children of one turn of a parent."""

    def __init__(self, place: Installation, board_id: UUID, batch_id: UUID, version: int, turn: int) -> None:
        self._place, self._board_id, self._batch_id = place, board_id, batch_id
        self._version, self._turn = version, turn

    def page(self, cursor: Json) -> Page:
        """Give the rows behind a number; none any more once the batch was changed."""
        with self._place.database.reading() as connection:
            batch = batches.load_batch(connection, self._board_id, self._batch_id)
            if batch.state is not BatchState.RUNNING or _run(batch) != self._version:
                return Page(children=())
            rows = batches.waiting_rows(
                connection, self._board_id, self._batch_id, after=int(cursor or 0), limit=PAGE
            )
        given = (str(self._board_id), str(self._batch_id))
        children = tuple((f"{row_id.hex}-{self._turn}", (*given, str(row_id))) for _, row_id in rows)
        return Page(children=children, next=rows[-1][0] if len(rows) == PAGE else None)


def _run(batch: Batch) -> int:
    return Plan.model_validate(batch.plan).runs[-1]


def _after(place: Installation, before: str | None) -> int:
    """Wait until the work of the run before is over, so that no row is ever in two hands."""
    if before is None:
        return 0
    try:
        if not place.engine.status(before).state.final:
            raise TryAgain("batch.before")
    except JobUnknown:
        return 0
    if place.engine.unfinished_children(before):
        raise TryAgain("batch.before")
    return 1


def _release(place: Installation, board_id: UUID, batch_id: UUID) -> int:
    with place.database.writing() as connection:
        return batches.release_rows(connection, board_id, batch_id, place.clock())


def _end(place: Installation, board_id: UUID, batch_id: UUID, version: int) -> int:
    """End the batch when no row waits; gives how many do that this run is to go on with."""
    at = place.clock()
    with place.database.writing() as connection:
        # all jobs of this run are over: what is still in hand was given up by the engine, and so were its calls
        spending.give_up_calls(connection, at, at, batch_id=batch_id)
        batch = batches.load_batch(connection, board_id, batch_id, lock=True)
        batches.fail_rows(connection, board_id, batch_id, GAVE_UP, at)
        if batch.state is not BatchState.RUNNING or _run(batch) != version:
            return 0
        waiting = batches.count_rows(connection, board_id, batch_id)[RowState.WAITING]
        if not waiting:
            batches.set_batch_state(connection, board_id, batch_id, batch.version, BatchState.DONE, at)
        return waiting


def run_row(place: Installation, run: Run, board: str, batch: str, row: str) -> str:
    """Do the durable work on a row: one step, and another one that fails it when there is no result."""
    given = (UUID(board), UUID(batch), UUID(row))
    try:
        return str(run.step("row", lambda: work_row(place, *given), retry=_RETRY))
    except StepFailed as failure:
        code = failure.code
    return str(run.step("fail", lambda: fail_row(place, *given, code), retry=_AWAY))


def work_row(place: Installation, board_id: UUID, batch_id: UUID, row_id: UUID) -> str:
    """Take a row in hand, draft its document, end it. Gives the state of the row. Raises TryAgain, StoreUnavailable.

    A row that was begun before and not ended goes on where answers that were paid for are kept.
    """
    at = place.clock()
    with place.database.writing() as connection:
        # what was lost is charged first: beginning a row shares the lock of its batch, and two that had shared it
        # would wait for each other to charge it
        spending.give_up_calls(connection, at, at, row_id=row_id)
        state = batches.begin_row(connection, board_id, batch_id, row_id, at)
    if state is not RowState.RUNNING:
        return str(state)
    with place.database.reading() as connection:
        row = batches.load_row(connection, place.keyring, board_id, row_id)
        batch = batches.load_batch(connection, board_id, batch_id)
        known = drafts.latest_drafts(connection, board_id, [row.document_id] if row.document_id else [])
    if row.document_id is None:
        return _ended(place, board_id, row, RowState.FAILED, code=GONE)
    if row.document_id in known:
        code = KNOWN if row.attempts == 1 and not row.cost else None
        return _drafted(place, board_id, row, known[row.document_id], code)
    try:
        made = _draft(place, board_id, batch, row)
    except ModelRefused as refused:
        return _ended(place, board_id, row, RowState.FAILED, code=refused.code)
    except BudgetReached:
        return _stopped(place, board_id, batch_id, row_id)
    try:
        return _drafted(place, board_id, row, UUID(made), None)
    except ValueError:
        return _ended(place, board_id, row, RowState.FAILED, code=GONE if made == "gone" else made)


def _draft(place: Installation, board_id: UUID, batch: Batch, row: BatchRow) -> str:
    plan = Plan.model_validate(batch.plan)
    purse, reader = None, place.tools.model
    if row.document_id is None:
        return "gone"
    if batch.budget and reader is not None:
        purse = Purse(place, board_id, batch.id, row.id, row.document_id, reader.prices)
    return drafting.draft_document(
        place,
        board_id,
        row.document_id,
        tools=metered(place.tools, purse),
        opinions=opinions(plan.review, batch.id),
    )


def _drafted(place: Installation, board_id: UUID, row: BatchRow, draft_id: UUID, code: str | None) -> str:
    with place.database.reading() as connection:
        try:
            claims = drafts.count_claims(connection, board_id, draft_id)
        except NotFound:
            claims = None
    if claims is None:
        return _ended(place, board_id, row, RowState.FAILED, code=GONE)
    return _ended(place, board_id, row, RowState.DONE, code=code, claims=claims)


def _ended(
    place: Installation, board_id: UUID, row: BatchRow, state: RowState, *, code: str | None, claims: int = 0
) -> str:
    with place.database.writing() as connection:
        batches.end_row(connection, board_id, row.id, state, place.clock(), code=code, claims=claims)
    return str(state)


def fail_row(place: Installation, board_id: UUID, batch_id: UUID, row_id: UUID, code: str) -> str:
    """Fail a row whose work failed for good, or put it back when its batch stands still."""
    at = place.clock()
    with place.database.writing() as connection:
        state = batches.load_batch(connection, board_id, batch_id).state
        if state is not BatchState.RUNNING:
            return str(batches.put_back_row(connection, board_id, batch_id, row_id, at))
        row = batches.load_row(connection, place.keyring, board_id, row_id)
    return _ended(place, board_id, row, RowState.FAILED, code=code[:64])


def _stopped(place: Installation, board_id: UUID, batch_id: UUID, row_id: UUID) -> str:
    """Let a row wait that could not be paid for, and say of its batch that the money is at its end."""
    at = place.clock()
    try:
        with place.database.writing() as connection:
            batch = batches.load_batch(connection, board_id, batch_id)
            if batch.state is BatchState.RUNNING:
                batches.set_batch_state(connection, board_id, batch_id, batch.version, BatchState.OUT_OF_BUDGET, at)
    except VersionConflict:
        pass  # it was told otherwise meanwhile, and the row waits for that
    with place.database.writing() as connection:
        return str(batches.put_back_row(connection, board_id, batch_id, row_id, at))
