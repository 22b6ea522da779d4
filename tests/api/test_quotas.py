"""What may come in on a day: chosen, counted, shown, refused, and free again on the next day."""

import dataclasses
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.access.model import Role
from app.api.app import create
from app.flows.hosted import retaining
from app.flows.hosted.installation import Quota
from app.store import audit
from app.store.model import Board
from app.store.tables import worker_uses
from tests.api.site import MOST_BYTES, Caller, Site, resume

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
"""When everybody here asks: no test lasts over a midnight."""


@pytest.fixture
def admin(site: Site) -> Caller:
    """Who runs the installation, from a board of their own."""
    return on_day(site, site.person(site.board(), Role.ADMIN), NOON)


@pytest.fixture
def worker(site: Site, board: Board) -> Caller:
    return on_day(site, site.person(board, Role.WORKER, name="Rosa Quill"), NOON)


@pytest.fixture
def other(site: Site, board: Board) -> Caller:
    return on_day(site, site.person(board, Role.WORKER), NOON)


@pytest.fixture
def officer(site: Site, board: Board) -> Caller:
    return on_day(site, site.person(board, Role.BOARD), NOON)


def choose(admin: Caller, board: Board, **numbers: int) -> None:
    answer = admin.ask("PUT", f"/v1/quotas?board_id={board.id}", json=numbers)
    assert answer.status_code == 200, answer.text


def used(caller: Caller) -> tuple[int, int, int]:
    seen = caller.seen("/v1/quotas")
    return seen["documents"]["used"], seen["bytes"]["used"], seen["worker_documents"]["used"]


def on_day(site: Site, caller: Caller, moment: datetime, **more: object) -> Caller:
    """The same stores behind an application whose clock stands still."""
    place = dataclasses.replace(site.place, clock=lambda: moment, **more)  # type: ignore[arg-type]
    client = TestClient(create(place, most_bytes=MOST_BYTES, requests_per_minute=1_000_000))
    return dataclasses.replace(caller, client=client)


def test_a_board_has_no_bound_and_a_worker_a_sane_one_unless_chosen(officer: Caller, worker: Caller) -> None:
    seen = officer.seen("/v1/quotas")
    assert seen["documents"] == seen["bytes"] == {"used": 0, "most": None}
    assert worker.seen("/v1/quotas") == seen | {"documents": None, "bytes": None}
    assert seen["worker_documents"] == {"used": 0, "most": 50}


def test_what_came_in_is_counted_and_what_is_more_is_refused_and_kept_nowhere(
    site: Site, board: Board, admin: Caller, officer: Caller, worker: Caller, other: Caller
) -> None:
    choose(admin, board, documents=2)
    first, second = resume(), resume()
    assert [worker.upload(first).status_code, other.upload(second).status_code] == [202, 202]
    refused = worker.upload(resume())
    assert (refused.status_code, refused.json()["code"]) == (429, "quota.reached")
    assert refused.headers["Retry-After"] == str(12 * 3_600)
    assert "midnight UTC" in refused.json()["hint"]
    # what is there already comes in again without being counted
    assert worker.upload(first).status_code == 202
    assert len(worker.seen("/v1/documents")["items"]) == 1
    assert used(officer) == (2, len(first) + len(second), 0)
    assert worker.seen("/v1/quotas")["worker_documents"]["used"] == 1
    tomorrow = on_day(site, worker, NOON + timedelta(hours=12))
    assert tomorrow.upload(resume()).status_code == 202
    assert used(on_day(site, officer, NOON + timedelta(hours=12)))[0] == 1


def test_bytes_are_counted_as_documents_are(board: Board, admin: Caller, officer: Caller, worker: Caller) -> None:
    text = resume()
    choose(admin, board, bytes=len(text) + 5)
    assert worker.upload(text).status_code == 202
    assert worker.upload("Six by").json()["code"] == "quota.reached"
    assert worker.upload("Five.").status_code == 202
    assert used(officer)[:2] == (2, len(text) + 5)


def test_an_account_has_a_number_of_its_own_whoever_uploads_for_it(
    board: Board, admin: Caller, officer: Caller, worker: Caller, other: Caller
) -> None:
    choose(admin, board, worker_documents=2)
    assert worker.upload(resume()).status_code == 202
    by_board = {"worker_id": str(worker.id)}
    assert officer.upload(resume(), form=by_board).status_code == 202
    assert officer.upload(resume(), form=by_board).json()["code"] == "quota.reached"
    assert worker.upload(resume()).status_code == 429
    assert other.upload(resume()).status_code == 202
    # what was refused for the account is not counted for the board either
    assert used(officer)[0] == 3


def test_a_request_that_is_sent_again_under_its_key_counts_once(
    board: Board, admin: Caller, officer: Caller, worker: Caller
) -> None:
    choose(admin, board, documents=1)
    text = resume()
    first, again = worker.upload(text, once="one"), worker.upload(text, once="one")
    assert (first.status_code, again.headers["Idempotent-Replayed"]) == (202, "true")
    late = resume()
    assert worker.upload(late, once="two").status_code == 429
    # a refusal leaves the key free: the same request goes through when there is room
    choose(admin, board, documents=2)
    assert worker.upload(late, once="two").status_code == 202
    assert used(officer)[0] == 2


def test_an_upload_that_is_refused_for_another_reason_does_not_count(officer: Caller, worker: Caller) -> None:
    assert worker.upload(resume(), form={"consent": None}).json()["code"] == "consent.missing"
    assert worker.upload(bytes(MOST_BYTES + 200_000)).status_code == 413
    assert used(officer) == (0, 0, 0)


def test_an_administrator_chooses_for_any_board_and_the_boards_chain_says_so(
    site: Site, board: Board, admin: Caller, officer: Caller, worker: Caller
) -> None:
    path = f"/v1/quotas?board_id={board.id}"
    choose(admin, board, documents=7, worker_documents=3)
    seen = officer.seen("/v1/quotas")
    assert [seen[name]["most"] for name in ("documents", "bytes", "worker_documents")] == [7, None, 3]
    assert admin.seen(path)["documents"] == {"used": 0, "most": 7}
    assert admin.seen("/v1/quotas")["documents"]["most"] is None
    with site.place.database.reading() as connection:
        last = audit.list_events(connection, board.id, limit=1_000)[-1].event
        audit.verify_chain(connection, board.id)
    assert (last.action, last.actor_id, last.counts) == (
        "quota.manage",
        admin.id,
        {"documents": 7, "worker_documents": 3},
    )
    assert officer.ask("PUT", "/v1/quotas", json={"documents": 99}).status_code == 403
    elsewhere = site.person(site.board(), Role.BOARD)
    assert elsewhere.get(path).status_code == elsewhere.ask("PUT", path, json={}).status_code == 404
    assert admin.get(f"/v1/quotas?board_id={uuid4()}").status_code == 404
    assert worker.ask("PUT", "/v1/quotas", json={}).status_code == 403
    for wrong in ({"documents": 0}, {"bytes": "9"}, {"rows": 9}):
        assert admin.ask("PUT", path, json=wrong).status_code == 422, wrong
    # quotas and retention of a board are kept beside each other
    officer.ask("PUT", "/v1/retention", json={"documents": 30})
    assert officer.seen("/v1/quotas")["documents"]["most"] == 7
    choose(admin, board)
    assert officer.seen("/v1/quotas")["documents"]["most"] is None
    assert officer.seen("/v1/retention")["documents"]["days"] == 30


def test_the_installations_numbers_hold_where_a_board_has_none(
    site: Site, board: Board, admin: Caller, worker: Caller
) -> None:
    strict = on_day(site, worker, NOON, quota=Quota(documents=1, worker_documents=1))
    assert [strict.upload(resume()).status_code for _ in range(2)] == [202, 429]
    choose(admin, board, documents=5)
    assert strict.upload(resume()).json()["detail"] == "No more than 1 documents a day are taken from one worker."


def test_the_night_forgets_what_came_in_before_yesterday_and_an_erasure_who_it_was(
    site: Site, board: Board, officer: Caller, worker: Caller
) -> None:
    now = NOON
    for ago in (3, 1, 0):
        assert on_day(site, worker, now - timedelta(days=ago)).upload(resume()).status_code == 202
    retaining.retain_board(dataclasses.replace(site.place, clock=lambda: now), board.id)
    days = [used(on_day(site, officer, now - timedelta(days=ago)))[0] for ago in (3, 1, 0)]
    assert days == [0, 1, 1]
    assert worker.delete(f"/v1/workers/{worker.id}?sure={worker.id}").status_code == 200
    assert used(on_day(site, officer, now))[0] == 1
    with site.place.database.reading() as connection:
        query = select(worker_uses.c.documents).where(worker_uses.c.person_id == worker.id)
        assert connection.execute(query).all() == []
