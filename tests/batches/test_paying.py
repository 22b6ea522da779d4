"""What batches with a model send and pay: never twice, never without a budget, never while they stand still."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from app.engine.model import TryAgain
from app.errors import RequestInvalid
from app.flows.hosted import batch_erasing, batch_work, batches
from app.flows.hosted.batches import Seen
from app.flows.hosted.remembering import DocumentMemory
from app.flows.hosted.spending import AWAY, ModelRefused
from app.llm.client import Answer, Outcome
from app.store import batches as store
from app.store import spending
from app.store.model import BatchState, CallState, RowState
from app.store.tables import model_answers
from tests.batches.conftest import BOTH, paid
from tests.batches.site import Desk, Site, packed, resume, resumes, running, settings_of
from tests.llm.server import Said, Scripted


class Provider:
    """What is wrong with the provider now."""

    fault: Said | None = None


PROVIDER = Provider()


@pytest.fixture(scope="module", params=BOTH)
def priced(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, Scripted]]:
    with paid(request.param, tmp_path_factory.mktemp("paid"), lambda _: PROVIDER.fault, 0.02) as found:
        yield found


def test_the_same_file_twice_costs_nothing(priced: tuple[Site, Scripted]) -> None:
    site, served = priced
    desk = site.desk()
    first = desk.through(desk.create(resumes(5, 20_000), budget=Decimal(1)))
    assert first.batch.spent > 0
    asked = len(served.asked)
    second = desk.through(desk.create(resumes(5, 20_000), budget=Decimal(1)))
    assert (second.batch.spent, second.counts[RowState.DONE], len(served.asked)) == (0, 5, asked)


def test_answers_are_kept_with_their_document_sealed_and_go_with_it(priced: tuple[Site, Scripted]) -> None:
    site, served = priced
    desk = site.desk()
    done = desk.through(desk.create(resumes(1, 22_000), budget=Decimal(1)))
    assert done.batch.spent > 0
    (row,) = desk.rows(done)
    mine = select(model_answers).where(model_answers.c.document_id == row.document_id)
    with site.place.database.reading() as connection:
        kept = connection.execute(mine).mappings().all()
    assert kept
    assert not [one for one in kept if b"inventory" in one["sealed"] or b"answered" in one["sealed"]]
    assert list((site.settings.cache_folder / "answers").rglob("*.json")) == []
    gone = batch_erasing.erase(desk.asking, done.batch.id)
    assert (gone.documents, gone.calls) == (1, len(served.asked[-len(kept) :]))
    with site.place.database.reading() as connection:
        assert connection.execute(mine).first() is None
    memory = DocumentMemory(site.place, desk.asking.board_id, row.document_id)
    memory.put("0" * 64, Answer(outcome=Outcome.ANSWERED, text="{}"))
    assert memory.get("0" * 64) is None


def test_another_board_is_told_nothing_and_pays_for_no_answer_that_is_kept(priced: tuple[Site, Scripted]) -> None:
    site, _ = priced
    one, other = site.desk(), site.desk()
    data = resumes(2, 21_000)
    first, second = one.through(one.create(data)), other.through(other.create(data))
    assert not {row.document_id for row in one.rows(first)} & {row.document_id for row in other.rows(second)}


def test_without_a_budget_nothing_is_sent(priced: tuple[Site, Scripted]) -> None:
    site, served = priced
    desk, asked = site.desk(), len(served.asked)
    seen = desk.through(desk.create(packed({"a.txt": resume()})))
    assert (seen.counts[RowState.DONE], len(served.asked), desk.calls(seen)) == (1, asked, [])


def test_a_paused_batch_sends_no_further_call(priced: tuple[Site, Scripted]) -> None:
    site, served = priced
    desk = site.desk()
    seen = desk.start(desk.create(resumes(60, 30_000), budget=Decimal(1)))
    desk.until(seen, lambda found: found.counts[RowState.DONE] >= 3)
    still = desk.quiet(batches.pause(desk.asking, seen.batch.id, seen.batch.version))
    asked = len(served.asked)
    assert desk.money(still)[1] == 0
    ended = desk.until(batches.resume(desk.asking, seen.batch.id, still.batch.version))
    assert ended.counts[RowState.DONE] == 60
    assert len(served.asked) - asked == still.counts[RowState.WAITING]
    assert len([call for call in desk.calls(seen) if call["outcome"] == "answered"]) == 60


def test_a_batch_may_not_get_less_than_it_spent(priced: tuple[Site, Scripted]) -> None:
    site, _ = priced
    desk = site.desk()
    seen = desk.through(desk.create(packed({"a.txt": resume()}), budget=Decimal(1)))
    with pytest.raises(RequestInvalid):
        batches.retry(desk.asking, seen.batch.id, seen.batch.version, Decimal("0.000001"))


def test_a_model_without_a_price_gets_no_budget(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, provider="http://127.0.0.1:9/v1").model_copy(update={"model_prices": {}})
    with running(settings, work=False) as site, pytest.raises(RequestInvalid):
        site.desk().create(packed({"a.txt": resume()}), budget=Decimal(1))


def test_a_call_that_nobody_came_back_from_is_counted_as_spent_when_its_row_is_begun_again(
    priced: tuple[Site, Scripted],
) -> None:
    site, _ = priced
    desk, place = site.desk(), site.place
    seen = begun(desk)
    row = desk.rows(seen)[0]
    with place.database.writing() as connection:
        lost = spending.Reservation(
            id=place.make_id(),
            model="m",
            prompt="p",
            most=1_000,
            batch_id=seen.batch.id,
            row_id=row.id,
            at=place.clock(),
        )
        assert spending.reserve_call(connection, desk.asking.board_id, lost)
    state = batch_work.work_row(place, desk.asking.board_id, seen.batch.id, row.id)
    calls = {call["id"]: call for call in desk.calls(seen)}
    assert state == RowState.DONE
    assert (calls[lost.id]["state"], calls[lost.id]["spent"]) == (CallState.LOST, 1_000)
    assert desk.money(seen)[1:] == (0, 1_000 + sum(call["spent"] for key, call in calls.items() if key != lost.id))


def begun(desk: Desk) -> Seen:
    """A batch of one row that is running, and whose work nobody does."""
    seen, place = desk.create(packed({"a.txt": resume()}), budget=Decimal(1)), desk.place
    with place.database.writing() as connection:
        given = (desk.asking.board_id, seen.batch.id, seen.batch.version)
        plan = seen.plan.model_copy(update={"runs": (seen.batch.version + 1,)}).model_dump(mode="json")
        store.set_batch_state(connection, *given, BatchState.RUNNING, place.clock(), plan=plan)
    return seen


@pytest.fixture
def ailing() -> Iterator[Provider]:
    yield PROVIDER
    PROVIDER.fault = None


def test_a_row_whose_model_is_away_is_tried_again_and_then_fails_with_a_code(
    priced: tuple[Site, Scripted], ailing: Provider
) -> None:
    desk = priced[0].desk()
    seen = begun(desk)
    row = (desk.place, desk.asking.board_id, seen.batch.id, desk.rows(seen)[0].id)
    ailing.fault = Said(status=429, headers={"retry-after": "3600"})
    with pytest.raises(TryAgain):
        batch_work.work_row(*row)
    assert batch_work.fail_row(*row, AWAY) == RowState.FAILED
    assert [(one.state, one.code, one.cost) for one in desk.rows(seen)] == [(RowState.FAILED, AWAY, 0)]
    assert batch_work.work_row(*row) == RowState.FAILED
    assert desk.money(seen)[1:] == (0, 0)


def test_rows_that_a_provider_refuses_fail_at_once_and_are_done_when_it_does_not(
    priced: tuple[Site, Scripted], ailing: Provider
) -> None:
    desk = priced[0].desk()
    ailing.fault = Said(status=401)
    seen = desk.through(desk.create(packed({"a.txt": resume(), "b.txt": resume()}), budget=Decimal(1)))
    assert [(row.state, row.code, row.cost) for row in desk.rows(seen)] == [
        (RowState.FAILED, ModelRefused.code, 0)
    ] * 2
    ailing.fault = None
    again = desk.until(batches.retry(desk.asking, seen.batch.id, seen.batch.version))
    assert again.counts[RowState.DONE] == 2
    assert again.batch.spent > 0


def test_a_running_batch_without_a_job_is_taken_up_again(priced: tuple[Site, Scripted]) -> None:
    desk = priced[0].desk()
    seen = begun(desk)
    batch_work.upkeep(desk.place)
    assert desk.until(seen).counts[RowState.DONE] == 1


def test_two_batches_of_the_same_documents_at_once_pay_once(priced: tuple[Site, Scripted]) -> None:
    desk = priced[0].desk()
    pair = [desk.create(resumes(12, 50_000), budget=Decimal(1)) for _ in range(2)]
    started = [desk.start(seen) for seen in pair]
    ended = [desk.until(seen) for seen in started]
    assert [seen.counts[RowState.DONE] for seen in ended] == [12, 12]
    assert sum(len(desk.calls(seen)) for seen in pair) == 12
    rows = [desk.rows(seen) for seen in pair]
    assert [row.document_id for row in rows[0]] == [row.document_id for row in rows[1]]
