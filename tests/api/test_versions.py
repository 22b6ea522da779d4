"""Two people at one draft, one request sent twice, and long lists."""

import dataclasses
import hashlib
import itertools
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi import Request
from httpx2 import Response
from sqlalchemy import select

from app.access.model import Actor
from app.api import changes
from app.api.changes import Once
from app.errors import StillWorking, StoreUnavailable
from app.flows.hosted.access import Asking
from app.store import answers
from app.store.model import Board
from app.store.tables import answers as table
from tests.api.site import Caller, Site, resume
from tests.api.wallets import later


def at_once(*asked: Callable[[], Response]) -> list[Response]:
    """Send requests at the same moment."""
    ready = threading.Barrier(len(asked))
    given: list[Response] = []

    def send(one: Callable[[], Response]) -> None:
        ready.wait()
        given.append(one())

    threads = [threading.Thread(target=send, args=(one,)) for one in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def test_of_two_reviewers_who_submit_at_once_one_wins_and_the_other_is_told(
    worker: Caller, reviewer: Caller, second_reviewer: Caller
) -> None:
    draft = worker.draft()
    for caller in (reviewer, second_reviewer):
        caller.seen(f"/v1/drafts/{draft['id']}")
    given = at_once(
        lambda: reviewer.decide(draft, role="reviewer"),
        lambda: second_reviewer.decide(draft, "reject", role="reviewer"),
    )
    assert sorted(one.status_code for one in given) == [200, 412]
    told = next(one for one in given if one.status_code == 412).json()
    assert (told["code"], bool(told["hint"])) == ("store.conflict", True)
    decided = reviewer.seen(f"/v1/drafts/{draft['id']}")
    assert {len(claim["decisions"]) for claim in decided["claims"]} == {1}
    assert len({claim["decisions"][0]["person"]["id"] for claim in decided["claims"]}) == 1


def test_an_old_version_is_told_whatever_else_does_not_fit(worker: Caller, reviewer: Caller) -> None:
    draft = worker.draft()
    path, claim = f"/v1/drafts/{draft['id']}", draft["claims"][0]
    edit = {"claim_id": claim["id"], "verdict": "edit", "edit": {"name": "Licensed crane operator"}}
    reviewer.seen(path)
    assert reviewer.post(f"{path}/decisions", {"role": "reviewer", "decisions": [edit]}, version=1).is_success
    said = {"claim_id": claim["id"], "verdict": "approve", "claim_sha256": claim["digest"]}
    decided = worker.post(f"{path}/decisions", {"role": "worker", "decisions": [said]}, version=1)
    made = worker.post("/v1/records", {"draft_id": draft["id"]}, version=1)
    for answer in (decided, made):
        assert (answer.status_code, answer.json()["code"]) == (412, "store.conflict")
    # at the version that stands, what does not fit is told
    decided = worker.post(f"{path}/decisions", {"role": "worker", "decisions": [said]}, version=2)
    made = worker.post("/v1/records", {"draft_id": draft["id"]}, version=2)
    assert [answer.json()["code"] for answer in (decided, made)] == ["decision.refused", "record.nothing-approved"]


def test_a_change_gives_the_etag_for_the_next_one(worker: Caller) -> None:
    draft = worker.draft()
    loaded = worker.get(f"/v1/drafts/{draft['id']}")
    assert loaded.headers["etag"] == '"1"'
    decided = worker.decide(draft)
    assert decided.headers["etag"] == '"2"'
    undone = worker.ask(
        "POST", f"/v1/drafts/{draft['id']}/undo", json={"count": 1}, headers={"If-Match": decided.headers["etag"]}
    )
    assert (undone.status_code, undone.headers["etag"]) == (200, '"3"')


def test_a_change_without_a_version_is_refused(worker: Caller) -> None:
    draft = worker.draft()
    refused = worker.post(f"/v1/drafts/{draft['id']}/undo", {"count": 1})
    assert (refused.status_code, refused.json()["code"]) == (428, "request.no-version")
    refused = worker.post(f"/v1/drafts/{draft['id']}/undo", {"count": 1}, headers={"If-Match": "*"})
    assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid")


def test_a_returned_draft_shows_why(worker: Caller, reviewer: Caller) -> None:
    draft = worker.draft()
    path = f"/v1/drafts/{draft['id']}/return"
    assert reviewer.post(path, {"reason": "  "}, version=1).status_code == 422
    sent = reviewer.post(path, {"reason": "Which year?"}, version=1)
    assert sent.status_code == 200
    seen = worker.seen(f"/v1/drafts/{draft['id']}")
    assert (seen["state"], seen["note"], seen["version"]) == ("returned", "Which year?", 2)


def test_a_repeated_request_gets_the_answer_of_the_first_and_is_done_once(worker: Caller) -> None:
    draft = worker.draft()
    first = worker.decide(draft, once="k-1")
    again = worker.decide(draft, once="k-1")
    assert (again.status_code, again.content, again.headers["etag"]) == (200, first.content, first.headers["etag"])
    assert ("idempotent-replayed" in first.headers, again.headers["idempotent-replayed"]) == (False, "true")
    assert worker.seen(f"/v1/drafts/{draft['id']}")["version"] == 2


def test_a_repeated_upload_counts_once_and_another_body_under_its_key_is_refused(worker: Caller) -> None:
    said = resume()
    first, again = worker.upload(said, once="u-1"), worker.upload(said, once="u-1")
    assert first.content == again.content
    refused = worker.upload(resume(), once="u-1")
    assert (refused.status_code, refused.json()["code"]) == (422, "request.key-reused")


def test_a_key_belongs_to_its_account_alone(worker: Caller, other: Caller) -> None:
    assert worker.upload(resume(), once="same").json()["id"] != other.upload(resume(), once="same").json()["id"]


def test_a_request_that_failed_may_be_sent_again_under_its_key(worker: Caller) -> None:
    draft = worker.draft()
    assert worker.decide(draft).status_code == 200
    path = f"/v1/drafts/{draft['id']}/undo"
    assert worker.post(path, {"count": 1}, version=7, once="again").status_code == 412
    assert worker.post(path, {"count": 1}, version=2, once="again").status_code == 200


def test_to_take_back_what_is_not_there_is_refused_and_changes_nothing(worker: Caller) -> None:
    draft = worker.draft()
    refused = worker.post(f"/v1/drafts/{draft['id']}/undo", {"count": 1}, version=1)
    assert (refused.status_code, refused.json()["code"]) == (409, "decision.refused")
    assert worker.seen(f"/v1/drafts/{draft['id']}")["version"] == 1


def test_the_version_that_a_request_names_is_a_part_of_it(worker: Caller) -> None:
    draft = worker.draft()
    assert worker.decide(draft).status_code == 200
    path = f"/v1/drafts/{draft['id']}/undo"
    assert worker.post(path, {"count": 1}, version=2, once="based").status_code == 200
    refused = worker.post(path, {"count": 1}, version=3, once="based")
    assert (refused.status_code, refused.json()["code"]) == (422, "request.key-reused")


def test_the_same_request_while_the_first_is_worked_on_is_told_to_wait(
    site: Site, board: Board, worker: Caller
) -> None:
    """The first is begun here by hand, as by a process that is slow or was killed."""
    path, said = "/v1/me/consents", b'{"version":"2026-11"}'
    asked = hashlib.sha256(f"POST {path}\n\n".encode() + said).digest()
    begun = site.place.clock()

    def begin(at: Any) -> None:
        with site.place.database.writing() as connection:
            answers.begin_answer(connection, site.place.keyring, board.id, worker.id, "slow", asked, at)

    begin(begun)
    refused = worker.post(path, {"version": "2026-11"}, once="slow")
    assert (refused.status_code, refused.json()["code"]) == (409, "request.in-progress")
    assert refused.headers["retry-after"] == "1"
    with site.place.database.writing() as connection:
        answers.forget_answer(connection, site.place.keyring, board.id, worker.id, "slow")
    begin(begun - answers.ABANDONED - timedelta(seconds=1))
    assert worker.post(path, {"version": "2026-11"}, once="slow").status_code == 201


def test_of_two_that_take_up_an_abandoned_request_one_goes_on(site: Site, board: Board, worker: Caller) -> None:
    place, key, asked = site.place, "left", bytes(32)
    begun = place.clock() - answers.ABANDONED - timedelta(seconds=1)
    told: list[str] = []

    def begin(at: Any, hold: threading.Event | None = None) -> None:
        try:
            with place.database.writing() as connection:
                answers.begin_answer(connection, place.keyring, board.id, worker.id, key, asked, at)
                if hold is not None:
                    hold.wait(20)
        except StillWorking as refused:
            told.append(refused.code)
        else:
            told.append("goes on")

    begin(begun)
    first_may_end = threading.Event()
    threads = [
        threading.Thread(target=begin, args=(place.clock(), first_may_end)),
        threading.Thread(target=begin, args=(place.clock(),)),
    ]
    for thread in threads:
        thread.start()
        time.sleep(0.3)
    first_may_end.set()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["goes on", "goes on", "request.in-progress"]


def test_a_request_that_takes_long_is_not_taken_for_abandoned(
    site: Site, board: Board, worker: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its process lives, and says so."""
    place, days = site.place, itertools.count(1)
    monkeypatch.setattr(changes, "RENEWED", 0.05)
    later = dataclasses.replace(place, clock=lambda: place.clock() + timedelta(days=next(days)))
    request = Request(
        {"type": "http", "method": "POST", "path": "/x", "headers": [], "server": ("s", 1), "query_string": b""}
    )
    slow = Once(request, Asking(later, Actor(person_id=worker.id, board_id=board.id, roles=frozenset())), "long")
    mine = select(table.c.created_at).where(table.c.person_id == worker.id)

    def renewed() -> bytes:
        seen: set[Any] = set()
        while len(seen) < 3:
            with place.database.reading() as connection:
                seen.add(connection.execute(mine).scalar_one())
            time.sleep(0.01)
        return b"{}"

    assert slow(201, None, renewed).status_code == 201
    assert slow(201, None, renewed).headers["idempotent-replayed"] == "true"


def test_what_was_done_is_answered_although_its_answer_cannot_be_kept(
    officer: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise StoreUnavailable("The database cannot be reached.")

    monkeypatch.setattr(answers, "keep_answer", away)
    made = officer.post("/v1/people", {"roles": ["worker"], "name": "Rosa Quill"}, once="made")
    assert made.status_code == 201, made.text
    again = officer.post("/v1/people", {"roles": ["worker"], "name": "Rosa Quill"}, once="made")
    assert (again.status_code, again.json()["code"]) == (409, "request.in-progress")
    named = [one for one in officer.seen("/v1/people")["items"] if one["name"] == "Rosa Quill"]
    assert [one["id"] for one in named] == [made.json()["id"]]


def test_equal_requests_at_the_same_moment_are_done_once(worker: Caller) -> None:
    draft = worker.draft()
    given = at_once(*[lambda: worker.decide(draft, once="race")] * 4)
    assert {one.status_code for one in given} <= {200, 409}
    assert len({one.content for one in given if one.status_code == 200}) == 1
    assert worker.seen(f"/v1/drafts/{draft['id']}")["version"] == 2


def pages(caller: Caller, path: str, limit: int) -> list[list[str]]:
    """Follow `next` to the last page; gives the ids of each."""
    found, cursor = [], ""
    while True:
        page = caller.seen(f"{path}?limit={limit}{cursor}")
        found.append([one["id"] for one in page["items"]])
        if page["next"] is None:
            return found
        cursor = f"&cursor={page['next']}"


def test_a_long_list_is_paged_newest_first_with_everything_once(worker: Caller) -> None:
    made = [worker.upload(resume()).json()["id"] for _ in range(5)]
    found = pages(worker, "/v1/documents", 2)
    assert found == [made[:2:-1], made[2:0:-1], made[:1]]


def test_the_queue_is_paged_with_everything_once(worker: Caller, reviewer: Caller) -> None:
    draft = worker.draft()
    found = [one for page in pages(reviewer, "/v1/queue", 2) for one in page]
    assert len(found) == len(set(found)) == len(draft["claims"])


def test_a_cursor_that_no_list_gave_is_refused(worker: Caller, reviewer: Caller) -> None:
    for caller, path in ((worker, "/v1/documents"), (worker, "/v1/records"), (reviewer, "/v1/queue")):
        for cursor in ("x", "1.x", "99999999999999999999.01a21379-991f-7f3f-ba4b-44a608daecda", "%00"):
            refused = caller.get(f"{path}?cursor={cursor}")
            assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid")


def test_two_reviewers_are_handed_different_claims(worker: Caller, reviewer: Caller, second_reviewer: Caller) -> None:
    worker.draft()
    taken = [one.post("/v1/queue/lease", {"limit": 2}).json()["items"] for one in (reviewer, second_reviewer)]
    first, second = ({one["id"] for one in items} for items in taken)
    assert (len(first), len(second), first & second) == (2, 2, set())
    assert reviewer.delete("/v1/queue/lease").status_code == 204


def taken(caller: Caller, **said: Any) -> list[dict[str, Any]]:
    answer = caller.post("/v1/queue/lease", said)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def ids(items: list[dict[str, Any]]) -> set[str]:
    return {one["id"] for one in items}


def test_who_asks_for_another_part_of_the_queue_is_given_that_part_and_keeps_the_rest_for_a_while(
    site: Site, worker: Caller, reviewer: Caller, second_reviewer: Caller
) -> None:
    first, second = worker.draft(), worker.draft()
    before = taken(reviewer, draft_id=first["id"], limit=2, seconds=600)
    turned = taken(reviewer, draft_id=second["id"], limit=2, seconds=600)
    assert {one["draft_id"] for one in turned} == {second["id"]}
    assert len(turned) == 2
    # nobody else is given what they left for a moment
    assert ids(taken(second_reviewer, limit=100)) & ids([*before, *turned]) == set()
    assert second_reviewer.delete("/v1/queue/lease").status_code == 204
    # it is there when they come back to it, and what they turned from is not prolonged
    again = taken(reviewer, draft_id=first["id"], limit=2, seconds=3600)
    assert ids(again) == ids(before)
    assert min(one["leased_until"] for one in again) > max(one["leased_until"] for one in before)
    with later(site, minutes=15) as client:
        free = ids(taken(Caller(client, second_reviewer.key), limit=100))
    assert ids(turned) <= free
    assert ids(again) & free == set()


def test_who_holds_as_much_as_anybody_may_gives_back_what_they_turned_from(
    worker: Caller, reviewer: Caller, second_reviewer: Caller
) -> None:
    first, second = worker.draft(), worker.draft()
    before = taken(reviewer, draft_id=first["id"], limit=2)
    assert {one["draft_id"] for one in taken(reviewer, draft_id=second["id"], limit=200)} == {second["id"]}
    assert ids(before) <= ids(taken(second_reviewer, draft_id=first["id"], limit=100))
