"""A reviewer decides on what was sent to them."""

from typing import Any
from uuid import UUID

from httpx2 import Response
from sqlalchemy import func, select

from app.store import documents
from app.store.model import Board
from app.store.tables import looks
from tests.api.site import Caller, Site


def say(caller: Caller, draft: dict[str, Any], version: int, count: int = 2, **more: Any) -> Response:
    said = [
        {"claim_id": one["id"], "verdict": "approve"} | {name: one[told] for name, told in more.items()}
        for one in draft["claims"][:count]
    ]
    body = {"role": "reviewer", "decisions": said}
    return caller.post(f"/v1/drafts/{draft['id']}/decisions", body, version=version)


def edit(caller: Caller, draft: dict[str, Any], version: int, role: str) -> int:
    body = {
        "role": role,
        "decisions": [{"claim_id": draft["claims"][-1]["id"], "verdict": "edit", "edit": {"name": "stock counts"}}],
    }
    answer = caller.post(f"/v1/drafts/{draft['id']}/decisions", body, version=version)
    assert answer.status_code == 200, answer.text
    return int(answer.json()["version"])


def refused(answer: Response) -> bool:
    return (answer.status_code, answer.json()["code"]) == (409, "decision.unseen")


def kept(site: Site, draft: dict[str, Any]) -> int:
    with site.place.database.reading() as connection:
        query = select(func.count()).select_from(looks).where(looks.c.draft_id == UUID(draft["id"]))
        return int(connection.execute(query).scalar_one())


def test_many_claims_are_decided_on_after_the_draft_was_fetched_alone(
    site: Site, worker: Caller, reviewer: Caller, second_reviewer: Caller
) -> None:
    draft = worker.draft()
    path = f"/v1/drafts/{draft['id']}"
    second_reviewer.seen(path)
    reviewer.post("/v1/queue/lease", {"draft_id": draft["id"]})
    assert refused(say(reviewer, draft, 1))
    assert refused(say(reviewer, draft, 1, claim_sha256="digest")), "the digests may be somebody else's"
    assert worker.seen(path)["version"] == 1
    assert reviewer.seen(path)["claims"][0]["decisions"] == []
    for _ in range(2):
        reviewer.seen(path)
    assert kept(site, draft) == 2
    decided = say(reviewer, draft, 1)
    assert decided.status_code == 200
    again = say(reviewer, draft, decided.json()["version"])
    assert again.status_code == 200, "decisions of others and own ones change no evidence"
    assert say(second_reviewer, draft, again.json()["version"]).status_code == 200


def test_one_claim_may_be_named_by_its_digest(worker: Caller, reviewer: Caller) -> None:
    draft = worker.draft()
    assert refused(say(reviewer, draft, 1, count=1))
    assert say(reviewer, draft, 1, count=1, claim_sha256="digest").status_code == 200
    assert refused(say(reviewer, draft, 2, count=1))


def test_what_somebody_else_edited_or_took_back_is_fetched_again(
    worker: Caller, reviewer: Caller, second_reviewer: Caller
) -> None:
    draft = worker.draft()
    path = f"/v1/drafts/{draft['id']}"
    reviewer.seen(path)
    version = edit(worker, draft, 1, "worker")
    assert refused(say(reviewer, draft, version))
    for caller in (reviewer, second_reviewer):
        caller.seen(path)
    version = edit(second_reviewer, draft, version, "reviewer")
    assert refused(say(reviewer, draft, version))
    version = say(second_reviewer, draft, version).json()["version"]
    reviewer.seen(path)
    version = second_reviewer.post(f"{path}/undo", {"count": 1}, version=version).json()["version"]
    assert refused(say(reviewer, draft, version))
    assert say(second_reviewer, draft, version).status_code == 200


def test_an_old_version_is_told_before_anything_else_and_workers_need_no_look(
    worker: Caller, reviewer: Caller
) -> None:
    draft = worker.draft()
    assert say(reviewer, draft, 7).status_code == 412
    assert worker.decide(draft).status_code == 200


def test_it_goes_with_the_document_and_with_the_worker(
    site: Site, board: Board, worker: Caller, reviewer: Caller, officer: Caller
) -> None:
    drafts = [worker.draft(), worker.draft()]
    for draft in drafts:
        for caller in (worker, officer, reviewer):
            caller.seen(f"/v1/drafts/{draft['id']}")
    assert [kept(site, draft) for draft in drafts] == [1, 1]
    place = site.place
    documents.delete_document(place.database, place.blobs, board.id, UUID(drafts[0]["document_id"]))
    assert [kept(site, draft) for draft in drafts] == [0, 1]
    assert worker.delete(f"/v1/workers/{worker.id}?sure={worker.id}").status_code == 200
    assert [kept(site, draft) for draft in drafts] == [0, 0]
