"""What a board looks at from above, and what a worker takes along."""

import base64
import io
import json
import zipfile
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.access.model import Role
from app.credentials.keys import WorkerKey
from app.store import documents
from app.store.model import Board
from tests.api.site import Caller, Site, resume

LICENSED = resume(extra="\nLICENSES AND CERTIFICATIONS\nOSHA 10-Hour Card, 2019\n")


def taken(caller: Caller, worker: Caller) -> dict[str, bytes]:
    answer = caller.get(f"/v1/workers/{worker.id}/export")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_worker_takes_everything_along_with_the_key_that_signs_for_them(
    worker: Caller, other: Caller, officer: Caller
) -> None:
    other.document()
    text = resume()
    draft = worker.draft(text)
    record = worker.record(draft)
    made = worker.credentials(record)
    found = taken(worker, worker)
    folder = f"documents/{draft['document_id']}"
    assert found[f"{folder}/source"] == text.encode()
    assert json.loads(found[f"{folder}/draft.json"])["document"] == draft["document"]
    assert len(json.loads(found[f"{folder}/decisions.json"])) == len(draft["claims"])
    assert json.loads(found[f"records/{record['id']}.json"])["claims"]
    for one in made:
        assert json.loads(found[f"credentials/{one['id']}.json"]) == one["credential"]
    assert json.loads(found["consents.json"])[0]["text_version"] == "2026-11"
    assert b"ler_live_" not in b"".join(found.values())
    jwk = json.loads(found["signing-key.json"])
    seed = base64.urlsafe_b64decode(jwk["d"] + "=")
    assert WorkerKey(Ed25519PrivateKey.from_private_bytes(seed)).did == worker.seen("/v1/me")["did"] == jwk["kid"]
    by_board = taken(officer, worker)
    assert set(found) - set(by_board) == {"signing-key.json"}
    assert {name for name in found if name.startswith("documents/")} == {
        f"{folder}/{part}" for part in ("document.json", "source", "draft.json", "decisions.json")
    }


def test_a_draft_is_taken_along_when_the_bytes_of_its_document_are_past_their_time(
    site: Site, board: Board, worker: Caller
) -> None:
    draft = worker.draft()
    worker.decide(draft)
    document = UUID(draft["document_id"])
    assert documents.drop_source(site.place.database, site.place.blobs, board.id, document, site.place.clock())
    found = taken(worker, worker)
    parts = ("document.json", "draft.json", "decisions.json")
    assert {name for name in found if name.startswith("documents/")} == {
        f"documents/{document}/{one}" for one in parts
    }
    assert len(json.loads(found[f"documents/{document}/decisions.json"])) == len(draft["claims"])


def test_what_was_done_is_told_in_order_with_the_end_of_the_chain(worker: Caller, officer: Caller) -> None:
    draft = worker.draft()
    worker.record(draft)
    first = officer.seen("/v1/audit?limit=2")
    events: list[dict[str, Any]] = list(first["items"])
    while first["next"]:
        first = officer.seen(f"/v1/audit?limit=2&cursor={first['next']}")
        events += first["items"]
    assert [one["number"] for one in events] == list(range(1, len(events) + 1))
    assert [one["action"] for one in events][-4:] == [
        "consent.give",
        "document.upload",
        "decision.make",
        "record.make",
    ]
    assert first["head"] == {"number": len(events), "digest": events[-1]["digest"]}
    assert officer.get("/v1/audit?cursor=x").status_code == 422


def test_two_reviewers_look_at_a_certification_and_their_disagreement_is_listed(
    site: Site, board: Board, worker: Caller, officer: Caller, reviewer: Caller, second_reviewer: Caller
) -> None:
    draft = worker.draft(LICENSED)
    card = next(claim for claim in draft["claims"] if claim["kind"] in ("certification", "licence"))
    path = f"/v1/drafts/{draft['id']}"
    for caller, verdict in ((reviewer, "approve"), (second_reviewer, "reject")):
        waiting = [one["claim_id"] for one in caller.seen(f"/v1/queue?draft_id={draft['id']}&limit=200")["items"]]
        assert card["id"] in waiting
        version = caller.seen(path)["version"]
        assert caller.decide(draft, verdict, "reviewer", version=version).status_code == 200
    left = reviewer.seen(f"/v1/queue?draft_id={draft['id']}")
    assert (left["waiting"], left["items"]) == (0, [])
    listed = officer.seen("/v1/disagreements")["items"]
    assert card["id"] in [one["claim"]["claim_id"] for one in listed]
    assert {tuple(sorted(one["verdicts"].values())) for one in listed} == {("approve", "reject")}
    figures = {one["person_id"]: one for one in officer.get("/v1/figures?days=1").json()}
    count = len(draft["claims"])
    assert figures[str(reviewer.id)]["approved"] == figures[str(second_reviewer.id)]["rejected"] == count
    assert [one["agreed"] for one in figures.values()] == [0, 0]
    assert [one["person_id"] for one in reviewer.get("/v1/figures").json()] == [str(reviewer.id)]
    assert site.person(board, Role.ENDORSER).get("/v1/figures").status_code == 403


def test_the_use_of_a_key_is_written_down(worker: Caller) -> None:
    worker.get("/v1/me")
    (key,) = worker.get(f"/v1/people/{worker.id}/keys").json()
    assert key["used_at"] is not None
