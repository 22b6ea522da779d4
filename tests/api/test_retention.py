"""What is past its time goes, on its own board alone, and the audit chain says what went."""

import dataclasses
import io
import secrets
import zipfile
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from app.access.model import Role
from app.flows.hosted import retaining
from app.flows.hosted.installation import Installation
from app.store import audit, blobs
from app.store.model import Board
from app.store.tables import batch_rows, data_keys, documents, people
from tests.api.site import Caller, Site, resume
from tests.api.test_erasure import told_in

FORM = {"consent": "enrolment", "reference": "Programme 7"}
AUDITED = ("batch.create", "batch.consent", "batch.estimate", "batch.start", "batch.erase")
"""What the audit chain says of a batch, by its id."""
NONE: dict[str, Any] = {"days": None, "least": 1, "most": 3_650}


def in_days(site: Site, days: int) -> Installation:
    """The installation, so many days from now."""
    return dataclasses.replace(site.place, clock=lambda: site.place.clock() + timedelta(days=days))


def removed(site: Site, board: Board) -> list[tuple[str, str | None]]:
    """What the board's audit chain says that retention removed; the chain is whole."""
    with site.place.database.reading() as connection:
        audit.verify_chain(connection, board.id)
        events = [one.event for one in audit.list_events(connection, board.id, limit=1_000)]
    return [
        (one.subject_kind, str(one.subject_id) if one.subject_id else None)
        for one in events
        if one.action == "retention.remove"
    ]


def is_keyed(site: Site, owner: str) -> bool:
    with site.place.database.reading() as connection:
        query = select(data_keys.c.owner_id).where(data_keys.c.owner_id == UUID(owner))
        return connection.execute(query).first() is not None


def batch(officer: Caller, *texts: str) -> dict[str, Any]:
    """Make a batch of documents and have it done."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number, one in enumerate(texts):
            package.writestr(f"{number}.txt", one)
    made = officer.ask("POST", "/v1/batches", files={"file": ("b.zip", out.getvalue())}, data=FORM)
    assert made.status_code == 201, made.text
    path = f"/v1/batches/{made.json()['id']}"
    started = officer.post(f"{path}/start", {}, version=made.json()["version"])
    assert started.status_code == 200, started.text
    return officer.seen(f"{path}?wait=30")


def rows_of(officer: Caller, made: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = officer.seen(f"/v1/batches/{made['id']}/rows")["items"]
    return found


def test_a_board_chooses_within_bounds_and_its_documents_follow(officer: Caller, worker: Caller) -> None:
    assert officer.seen("/v1/retention") == {
        "sources": NONE,
        "documents": {"days": 365, "least": 7, "most": 3_650},
        "batches": {"days": 365, "least": 7, "most": 3_650},
    }
    before = worker.document()
    chosen = officer.ask("PUT", "/v1/retention", json={"documents": 30, "sources": 2})
    assert (chosen.status_code, chosen.json()["documents"]["days"]) == (200, 30), chosen.text
    assert officer.seen("/v1/retention") == chosen.json()
    for document in (worker.seen(f"/v1/documents/{before['id']}"), worker.document()):
        came, goes = (document[name][:10] for name in ("created_at", "expires_at"))
        assert goes > came
        assert goes < before["expires_at"][:10]
    for wrong in ({"documents": 6}, {"sources": 0}, {"batches": 3_651}, {"documents": "30"}, {"records": 30}):
        assert officer.ask("PUT", "/v1/retention", json=wrong).status_code == 422, wrong
    assert officer.ask("PUT", "/v1/retention", json={}).json()["documents"]["days"] == 365


def test_documents_go_with_their_drafts_and_keys_and_records_stay(
    site: Site, board: Board, officer: Caller, worker: Caller
) -> None:
    draft = worker.draft()
    record = worker.record(draft)
    elsewhere = site.person(site.board(), Role.WORKER).draft()
    officer.ask("PUT", "/v1/retention", json={"documents": 30})
    assert retaining.retain_board(in_days(site, 29), board.id) == 0
    assert retaining.retain_board(in_days(site, 31), board.id) == 1
    assert worker.get(f"/v1/documents/{draft['document_id']}").status_code == 404
    assert worker.get(f"/v1/drafts/{draft['id']}").status_code == 404
    assert not is_keyed(site, draft["document_id"])
    assert worker.seen(f"/v1/records/{record['id']}")["record"] == record["record"]
    assert removed(site, board) == [("documents", draft["document_id"])]
    assert is_keyed(site, elsewhere["document_id"])
    assert retaining.retain_board(in_days(site, 31), board.id) == 0


def test_the_bytes_of_a_source_go_before_what_came_of_it(
    site: Site, board: Board, officer: Caller, worker: Caller
) -> None:
    draft = worker.draft()
    path = f"/v1/documents/{draft['document_id']}"
    officer.ask("PUT", "/v1/retention", json={"sources": 2})
    assert retaining.retain_board(in_days(site, 1), board.id) == 0
    assert retaining.retain_board(in_days(site, 3), board.id) == 1
    assert worker.get(f"{path}/source").status_code == 404
    assert worker.seen(f"/v1/drafts/{draft['id']}")["document"] == draft["document"]
    assert removed(site, board) == [("sources", draft["document_id"])]


def test_what_an_upload_left_that_was_cut_off_goes_after_a_day(site: Site, board: Board, worker: Caller) -> None:
    kept, torn = worker.document()["id"], site.place.make_id()
    blobs.put_blob(site.place.blobs, board.id, torn, b"sealed")
    assert retaining.retain_board(site.place, board.id) == 0
    assert retaining.retain_board(in_days(site, 2), board.id) == 1
    assert set(blobs.list_blobs(site.place.blobs, board.id)) == {UUID(kept)}
    assert removed(site, board) == [("uploads", None)]


def test_the_nightly_work_goes_over_all_boards(site: Site, board: Board, worker: Caller) -> None:
    document = worker.document()["id"]
    with site.place.database.writing() as connection:
        past = site.place.clock() - timedelta(days=1)
        connection.execute(update(documents).where(documents.c.id == UUID(document)).values(expires_at=past))
    key = f"retention:{secrets.token_hex(4)}"
    site.place.engine.enqueue(retaining.JOB, job_id=key)
    assert site.place.engine.wait(key, 60).state == "done"
    assert removed(site, board) == [("documents", document)]
    assert worker.get(f"/v1/documents/{document}").status_code == 404


def test_a_batch_is_erased_with_all_that_exists_for_it_alone(site: Site, board: Board, officer: Caller) -> None:
    word = f"Zq{secrets.token_hex(6)}x"
    alone, shared = resume(f"Rosa {word}", f"- Led the {word} crew."), resume()
    made, other = batch(officer, alone, shared), batch(officer, shared)
    (mine, ours), (again,) = rows_of(officer, made), rows_of(officer, other)
    assert ours["document_id"] == again["document_id"]
    path = f"/v1/batches/{made['id']}"
    assert officer.delete(f"{path}?sure={other['id']}").status_code == 422
    gone = officer.delete(f"{path}?sure={made['id']}")
    assert gone.status_code == 200, gone.text
    counts = gone.json()["counts"]
    assert counts == {"rows": 2, "documents": 1, "blobs": 1, "workers": 1, "calls": 0, "keys": 4}
    assert officer.get(path).status_code == officer.delete(f"{path}?sure={made['id']}").status_code == 404
    assert officer.get(f"/v1/documents/{mine['document_id']}").status_code == 404
    assert officer.get(f"/v1/documents/{ours['document_id']}").status_code == 200
    ids = (made["id"], mine["id"], mine["document_id"], mine["worker_id"])
    left = [row for one in ids for row in told_in(site, one) + told_in(site, UUID(one).hex)]
    assert [row for row in left if not any(action in row for action in AUDITED)] == []
    assert not any(is_keyed(site, one) for one in ids)
    assert told_in(site, word) == []
    assert not [path for path in site.folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]
    with site.place.database.reading() as connection:
        assert audit.verify_chain(connection, board.id).number > 3


def test_a_worker_of_a_batch_who_has_more_than_the_batch_gave_stays(
    site: Site, board: Board, officer: Caller
) -> None:
    made = batch(officer, resume(), resume())
    first, second = rows_of(officer, made)
    owner = UUID(first["worker_id"])
    worker = Caller(site.client, site.key(board, owner), owner)
    document = worker.seen(f"/v1/documents/{first['document_id']}")
    record = worker.record(worker.seen(f"/v1/drafts/{document['draft_id']}"))
    gone = officer.delete(f"/v1/batches/{made['id']}?sure={made['id']}")
    assert (gone.json()["counts"]["documents"], gone.json()["counts"]["workers"]) == (2, 1)
    assert worker.seen(f"/v1/records/{record['id']}")["id"] == record["id"]
    with site.place.database.reading() as connection:
        ids = set(connection.execute(select(people.c.id).where(people.c.board_id == board.id)).scalars())
    assert owner in ids
    assert UUID(second["worker_id"]) not in ids


def test_a_batch_goes_by_its_age_unless_it_is_running(site: Site, board: Board, officer: Caller) -> None:
    made = batch(officer, resume())
    officer.ask("PUT", "/v1/retention", json={"batches": 30})
    assert retaining.retain_board(in_days(site, 29), board.id) == 0
    assert retaining.retain_board(in_days(site, 31), board.id) == 1
    assert officer.get(f"/v1/batches/{made['id']}").status_code == 404
    assert removed(site, board) == [("batches", made["id"])]
    with site.place.database.reading() as connection:
        query = select(batch_rows.c.id).where(batch_rows.c.board_id == board.id)
        assert connection.execute(query).first() is None


@pytest.mark.parametrize("role", [Role.WORKER, Role.REVIEWER, Role.ENDORSER])
def test_only_who_runs_the_board_chooses_how_long_things_are_kept(site: Site, board: Board, role: Role) -> None:
    caller = site.person(board, role)
    assert caller.get("/v1/retention").status_code == 403
    assert caller.ask("PUT", "/v1/retention", json={"documents": 30}).status_code == 403
