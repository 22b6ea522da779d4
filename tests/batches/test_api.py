"""Batches over HTTP: who may, what is answered, and how much may be sent."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from app.access.model import Role
from app.api.app import create
from app.store.model import Board
from tests.api.site import Caller
from tests.api.site import Site as ApiSite
from tests.batches.site import Site, histories, packed, resume

FORM = {"consent": "enrolment", "reference": "Programme 7"}
MOST, MOST_BATCH = 100_000, 3_000_000


@pytest.fixture(scope="module")
def site(offline: Site) -> Iterator[ApiSite]:
    app = create(offline.place, most_bytes=MOST, most_batch_bytes=MOST_BATCH, requests_per_minute=1_000_000)
    with TestClient(app) as client:
        yield ApiSite(offline.place, app, client, Path(), Board(id=offline.place.make_id(), slug="x", name="x"))


@pytest.fixture
def board(site: ApiSite) -> Board:
    return site.board()


@pytest.fixture
def officer(site: ApiSite, board: Board) -> Caller:
    return site.person(board, Role.BOARD)


def send(caller: Caller, data: bytes, name: str = "batch.zip", **more: Any) -> Any:
    return caller.ask("POST", "/v1/batches", files={"file": (name, data)}, data=FORM | more.pop("form", {}), **more)


def made(caller: Caller, data: bytes, **more: Any) -> dict[str, Any]:
    sent = send(caller, data, **more)
    assert sent.status_code == 201, sent.text
    found: dict[str, Any] = sent.json()
    return found


def told(caller: Caller, batch: dict[str, Any], what: str, body: dict[str, Any] | None = None) -> Any:
    return caller.post(f"/v1/batches/{batch['id']}/{what}", body, version=batch["version"])


def ended(caller: Caller, batch: dict[str, Any]) -> dict[str, Any]:
    started = told(caller, batch, "start", {})
    assert started.status_code == 200, started.text
    return caller.seen(f"/v1/batches/{batch['id']}?wait=30")


def test_a_batch_goes_from_upload_to_outcome(officer: Caller) -> None:
    batch = made(officer, packed({"a.txt": resume(), "b.txt": b""}).getvalue())
    assert (batch["state"], batch["rows"], batch["budget_usd"]) == ("estimated", 2, "0.000000")
    assert batch["consent"] == {"basis": "enrolment", "reference": "Programme 7"}
    assert batch["estimate"]["unreadable"] == 1
    done = ended(officer, batch)
    assert (done["state"], done["counts"]["done"], done["counts"]["failed"]) == ("done", 1, 1)
    rows = officer.seen(f"/v1/batches/{batch['id']}/rows?limit=1")
    assert (rows["items"][0]["state"], rows["items"][0]["source"]) == ("done", "a.txt")
    last = officer.seen(f"/v1/batches/{batch['id']}/rows?limit=1&cursor={rows['next']}")
    assert (last["items"][0]["code"], bool(last["items"][0]["hint"])) == ("source.empty", True)
    answer = officer.get(f"/v1/batches/{batch['id']}/export?what=rows&format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert [row["state"] for row in csv.DictReader(io.StringIO(answer.text))] == ["done", "failed"]
    assert [one["id"] for one in officer.seen("/v1/batches")["items"]] == [batch["id"]]
    assert officer.get(f"/v1/batches/{batch['id']}").headers["etag"] == f'"{done["version"]}"'


def test_a_change_names_the_version_that_it_is_based_on(officer: Caller) -> None:
    batch = made(officer, packed({"a.txt": resume()}).getvalue())
    path = f"/v1/batches/{batch['id']}/start"
    assert officer.post(path, {}).status_code == 428
    assert officer.post(path, {}, version=batch["version"] + 1).status_code == 412
    early = officer.post(f"/v1/batches/{batch['id']}/pause", version=batch["version"])
    assert (early.status_code, early.json()["code"]) == (409, "request.not-now")
    assert ended(officer, batch)["state"] == "done"


def test_every_answer_about_a_batch_has_its_etag(officer: Caller) -> None:
    sent = send(officer, packed({"a.txt": resume()}).getvalue())
    path = f"/v1/batches/{sent.json()['id']}"
    assert sent.headers["etag"] == officer.get(path).headers["etag"] == '"2"'
    started = officer.ask("POST", f"{path}/start", json={}, headers={"If-Match": sent.headers["etag"]})
    assert (started.status_code, started.headers["etag"]) == (200, '"3"')


def test_the_same_request_makes_one_batch(officer: Caller) -> None:
    data = packed({"a.txt": resume()}).getvalue()
    first, second = send(officer, data, once="k1"), send(officer, data, once="k1")
    assert first.json() == second.json()
    assert send(officer, packed({"a.txt": resume()}).getvalue(), once="k1").status_code == 422
    assert len(officer.seen("/v1/batches")["items"]) == 1


def test_a_job_history_is_told_back_as_it_was_read(officer: Caller) -> None:
    columns = json.dumps({"person": "Who", "title": "Post", "employer": "House"})
    data = histories(2, ("Who", "Called", "Post", "House")).getvalue()
    batch = made(officer, data, name="jobs.csv", form={"columns": columns})
    assert batch["columns"] == {"Who": "person", "Post": "title", "House": "employer"}
    rows = officer.seen(f"/v1/batches/{batch['id']}/rows?person=E-0001")["items"]
    assert [(row["number"], row["person"]) for row in rows] == [(2, "E-0001")]
    assert officer.seen(f"/v1/batches/{batch['id']}/rows?person=E-9999")["items"] == []
    refused = send(officer, data, name="jobs.csv", form={"columns": "[]"})
    assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid")
    assert send(officer, data, form={"consent": "perhaps"}).status_code == 422


def test_a_batch_may_have_more_bytes_than_a_document_and_not_more_than_its_own_cap(officer: Caller) -> None:
    large = packed({f"{n}.bin": bytes([n]) * 10 + resume() for n in range(2)}).getvalue() + bytes(MOST + 200_000)
    assert send(officer, large).status_code in (201, 422)
    assert officer.upload(bytes(MOST + 200_000)).status_code == 413
    assert send(officer, bytes(MOST_BATCH + 200_000)).status_code == 413


@pytest.mark.parametrize("role", [Role.WORKER, Role.REVIEWER, Role.ENDORSER, Role.ADMIN])
def test_only_the_board_has_batches(site: ApiSite, board: Board, officer: Caller, role: Role) -> None:
    other = site.person(board, role)
    batch = made(officer, packed({"a.txt": resume()}).getvalue())
    assert send(other, packed({"a.txt": resume()}).getvalue()).status_code in (403, 404)
    for path in ("", f"/{batch['id']}", f"/{batch['id']}/rows", f"/{batch['id']}/export"):
        assert other.get(f"/v1/batches{path}").status_code in (403, 404)
    for what in ("start", "pause", "resume", "retry", "cancel"):
        assert told(other, batch, what, {}).status_code in (403, 404)
    assert told(other, batch, "revoke", {"reason": "mistaken"}).status_code in (403, 404)


def test_another_boards_batch_is_not_there(site: ApiSite, officer: Caller) -> None:
    stranger = site.person(site.board(), Role.BOARD)
    batch = made(officer, packed({"a.txt": resume()}).getvalue())
    for path in ("", "/rows", "/export"):
        assert stranger.get(f"/v1/batches/{batch['id']}{path}").status_code == 404
    for what in ("start", "pause", "resume", "retry", "cancel"):
        assert told(stranger, batch, what, {}).status_code == 404


def test_all_credentials_of_a_batch_are_revoked_at_once(site: ApiSite, board: Board, officer: Caller) -> None:
    batch = made(officer, packed({f"{n}.txt": resume() for n in range(2)}).getvalue())
    done = ended(officer, batch)
    for row in officer.seen(f"/v1/batches/{batch['id']}/rows")["items"]:
        owner = UUID(row["worker_id"])
        worker = Caller(site.client, site.key(board, owner), owner)
        document = worker.seen(f"/v1/documents/{row['document_id']}")
        record = worker.record(worker.seen(f"/v1/drafts/{document['draft_id']}"))
        order = {"record_id": record["id"], "issuer": "board", "wait": 30}
        assert officer.post("/v1/credentials", order).status_code == 202
    lines = officer.get(f"/v1/batches/{batch['id']}/export?what=credentials").text.splitlines()
    records = officer.get(f"/v1/batches/{batch['id']}/export?what=records").text.splitlines()
    assert (len(records), len(lines) > 2) == (2, True)
    revoked = told(officer, done, "revoke", {"reason": "mistaken"})
    assert (revoked.status_code, revoked.json()) == (200, {"revoked": len(lines)})
    for line in lines:
        answer = site.nobody.post("/v1/verify", json.loads(line))
        assert answer.status_code == 200, answer.text
        assert answer.json()["passed"] is False
