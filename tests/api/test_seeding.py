"""Known-wrong claims: one reviewer sees them, whatever they say is counted, and nothing else ever holds one."""

import hashlib
import io
import json
import zipfile
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.access.model import Role
from app.flows.hosted.seeding import is_drawn
from app.store import boards, documents, looks
from app.store import seeds as seeding
from app.store.model import Board
from app.store.tables import seeds
from tests.api.site import Caller, Site


@pytest.fixture
def board(site: Site) -> Board:
    """A board of which every leased draft has a known-wrong claim, so that no test waits for its luck."""
    made = site.board()
    with site.place.database.writing() as connection:
        boards.change_board(connection, made.model_copy(update={"settings": {"review": {"seeded_percent": 100}}}))
    return made


def lease(caller: Caller, draft: dict[str, Any], limit: int = 200) -> list[dict[str, Any]]:
    answer = caller.post("/v1/queue/lease", {"draft_id": draft["id"], "limit": limit})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def planted(reviewer: Caller, draft: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Have the reviewer take a draft; gives the id of the known-wrong claim, and the draft as they see it."""
    known = {claim["id"] for claim in draft["claims"]}
    (wrong,) = {item["claim_id"] for item in lease(reviewer, draft)} - known
    return wrong, reviewer.seen(f"/v1/drafts/{draft['id']}")


def say(caller: Caller, draft: dict[str, Any], verdict: str, *claims: str, **more: Any) -> int:
    said = [{"claim_id": claim, "verdict": verdict, **more} for claim in claims]
    version = caller.seen(f"/v1/drafts/{draft['id']}")["version"]
    body = {"role": "reviewer", "decisions": said}
    answer = caller.post(f"/v1/drafts/{draft['id']}/decisions", body, version=version)
    assert answer.status_code == 200, answer.text
    return int(answer.json()["version"])


def figures(caller: Caller) -> dict[str, Any]:
    (found,) = caller.get("/v1/figures?days=1").json()
    told: dict[str, Any] = found
    return told


def kept(site: Site, draft: dict[str, Any]) -> int:
    with site.place.database.reading() as connection:
        query = select(func.count()).select_from(seeds).where(seeds.c.draft_id == UUID(draft["id"]))
        return int(connection.execute(query).scalar_one())


def test_a_board_chooses_the_share_within_bounds(site: Site) -> None:
    officer = site.person(site.board(), Role.BOARD)
    assert officer.seen("/v1/review-settings") == {"seeded_percent": 0}
    for wrong in (21, -1, True, "3"):
        answer = officer.ask("PUT", "/v1/review-settings", json={"seeded_percent": wrong})
        assert answer.status_code == 422
    answer = officer.ask("PUT", "/v1/review-settings", json={"seeded_percent": 3})
    assert (answer.status_code, answer.json()) == (200, {"seeded_percent": 3})
    assert officer.seen("/v1/review-settings") == {"seeded_percent": 3}
    (event,) = officer.seen("/v1/audit")["items"]
    assert (event["action"], event["counts"]) == ("review.manage", {"seeded_percent": 3})


def test_a_board_that_chose_nothing_has_none(site: Site) -> None:
    plain = site.board()
    worker, reviewer = site.person(plain, Role.WORKER), site.person(plain, Role.REVIEWER)
    draft = worker.draft()
    assert {item["claim_id"] for item in lease(reviewer, draft)} == {claim["id"] for claim in draft["claims"]}
    assert kept(site, draft) == 0


def test_of_a_hundred_claims_so_many_are_drawn() -> None:
    chances = [hashlib.sha256(bytes(divmod(number, 256))).digest() for number in range(5000)]
    for percent in (0, 3, 20, 100):
        drawn = sum(is_drawn(chance, percent) for chance in chances) / 50
        assert abs(drawn - percent) < 2
    assert [is_drawn(chance, 3) for chance in chances] == [is_drawn(chance, 3) for chance in chances]


def test_only_its_reviewer_sees_it_and_to_them_it_looks_like_any_other(
    worker: Caller, officer: Caller, reviewer: Caller, second_reviewer: Caller
) -> None:
    draft = worker.draft()
    count, path, waits = len(draft["claims"]), f"/v1/drafts/{draft['id']}", f"/v1/queue?draft_id={draft['id']}"
    wrong, shown = planted(reviewer, draft)
    assert [claim["id"] for claim in shown["claims"] if claim["id"] != wrong] == [
        one["id"] for one in draft["claims"]
    ]
    assert shown["counts"]["claims"] == draft["counts"]["claims"] + 1 == len(shown["claims"])
    assert shown["version"] == draft["version"]
    claim = next(one for one in shown["claims"] if one["id"] == wrong)
    assert {frozenset(one) for one in shown["claims"]} == {frozenset(claim)}
    assert all(shown["document"]["text"][e["start"] : e["end"]] == e["quote"] for e in claim["evidence"])
    listed = reviewer.seen(waits)
    assert (listed["waiting"], len(listed["items"])) == (count + 1, count + 1)
    assert {frozenset(one) for one in listed["items"]} == {frozenset(listed["items"][0])}
    page = reviewer.seen(f"{waits}&limit=1")
    pages = list(page["items"])
    while page["next"]:
        page = reviewer.seen(f"{waits}&limit=1&cursor={page['next']}")
        pages += page["items"]
    assert pages == listed["items"]
    ids = [UUID(one["id"]).int >> 80 for one in listed["items"]]
    assert max(ids) - min(ids) < 60_000, "made when the draft was, as far as its id tells"
    for caller in (worker, officer, second_reviewer):
        assert wrong not in caller.get(path).text
        assert caller.seen(path)["counts"] == draft["counts"]
    for caller in (officer, second_reviewer):
        assert caller.seen(waits)["waiting"] == count
        assert wrong not in caller.get(waits).text
    other = {item["claim_id"] for item in lease(second_reviewer, draft)}
    assert wrong not in other


def test_what_was_planted_after_the_draft_was_fetched_is_decided_on_after_it_was_fetched_again(
    site: Site, worker: Caller, reviewer: Caller
) -> None:
    draft = worker.draft()
    path = f"/v1/drafts/{draft['id']}"
    reviewer.seen(path)
    wrong = {item["claim_id"] for item in lease(reviewer, draft)} - {claim["id"] for claim in draft["claims"]}
    said = [{"claim_id": one, "verdict": "approve"} for one in (*wrong, draft["claims"][0]["id"])]
    body = {"role": "reviewer", "decisions": said}
    refused = reviewer.post(f"{path}/decisions", body, version=1)
    assert (refused.status_code, refused.json()["code"]) == (409, "decision.unseen")
    assert reviewer.get("/v1/figures").json() == []
    assert wrong < {claim["id"] for claim in reviewer.seen(path)["claims"]}
    assert reviewer.post(f"{path}/decisions", body, version=1).status_code == 200
    assert figures(reviewer)["missed"] == 1


def test_a_look_that_was_under_way_when_it_was_planted_does_not_count(
    site: Site, board: Board, worker: Caller, reviewer: Caller
) -> None:
    draft = UUID(worker.draft()["id"])
    lease(reviewer, {"id": str(draft)})
    place, at = site.place, site.place.clock()
    with place.database.writing() as connection:
        assert not looks.keep_look(connection, board.id, draft, reviewer.id, 1, at)
        assert not looks.has_looked(connection, board.id, draft, reviewer.id)
        seed = seeding.find_seed(connection, place.keyring, board.id, draft, reviewer.id)
        assert seed is not None
        assert looks.keep_look(connection, board.id, draft, reviewer.id, 1, at, seed_id=seed.id)
        assert looks.has_looked(connection, board.id, draft, reviewer.id)


def test_it_takes_a_place_among_what_was_asked_for_and_is_held_and_given_back(
    worker: Caller, reviewer: Caller, second_reviewer: Caller
) -> None:
    draft = worker.draft()
    known = {claim["id"] for claim in draft["claims"]}
    (first,) = lease(reviewer, draft, limit=1)
    assert first["claim_id"] not in known
    assert [item["claim_id"] for item in lease(reviewer, draft, limit=1)] == [first["claim_id"]]
    assert reviewer.delete("/v1/queue/lease").status_code == 204
    assert [item["claim_id"] for item in lease(reviewer, draft, limit=1)] == [first["claim_id"]]
    say(reviewer, draft, "skip", first["claim_id"])
    (second,) = lease(reviewer, draft, limit=1)
    assert second["claim_id"] in known
    assert second["claim_id"] not in {item["claim_id"] for item in lease(second_reviewer, draft)}
    assert reviewer.get("/v1/figures").json() == []


def test_what_is_approved_is_missed_and_in_nothing_that_comes_of_the_draft(
    site: Site, worker: Caller, officer: Caller, reviewer: Caller
) -> None:
    draft = worker.draft()
    path, count = f"/v1/drafts/{draft['id']}", len(draft["claims"])
    wrong, shown = planted(reviewer, draft)
    name = next(claim["name"] for claim in shown["claims"] if claim["id"] == wrong)
    assert reviewer.decide(shown, "approve", "reviewer").status_code == 200
    seen = next(one for one in reviewer.seen(path)["claims"] if one["id"] == wrong)
    assert [one["verdict"] for one in seen["decisions"]] == ["approve"]

    # its worker can say nothing of it, and makes everything that can be made
    version = worker.seen(path)["version"]
    body = {"role": "worker", "decisions": [{"claim_id": wrong, "verdict": "approve"}]}
    assert worker.post(f"{path}/decisions", body, version=version).status_code == 409
    record = worker.record(worker.seen(path))
    made = worker.credentials(record)
    with zipfile.ZipFile(io.BytesIO(worker.get(f"/v1/workers/{worker.id}/export").content)) as package:
        taken = {entry: package.read(entry).decode("utf-8") for entry in package.namelist()}
    after = worker.get(path).text
    listed = worker.get("/v1/records").text
    everything = [json.dumps(record), json.dumps(made), *taken.values(), after, listed, officer.get(path).text]
    assert len(record["record"]["claims"]) == count
    assert [wrong in text for text in everything] == [False] * len(everything)
    assert [json.dumps(name)[1:-1] in text for text in everything] == [False] * len(everything)

    told = figures(reviewer)
    assert (told["decided"], told["approved"], told["shared"]) == (count, count, 0)
    assert (told["seeded"], told["caught"], told["missed"], told["catch_rate"]) == (1, 0, 1, 0.0)
    (seed,) = told["seeds"]
    assert (seed["claim_id"], seed["draft_id"], seed["answer"]) == (wrong, draft["id"], "approved")
    assert figures(officer) == told
    events = [one for one in officer.seen("/v1/audit")["items"] if one["action"] == "decision.make"]
    assert [one["counts"]["decisions"] for one in events] == [count, count]
    assert officer.seen("/v1/disagreements")["items"] == []


def test_a_rejection_catches_it_and_taking_the_word_back_changes_no_count(worker: Caller, reviewer: Caller) -> None:
    draft = worker.draft()
    wrong, shown = planted(reviewer, draft)
    first, second = (claim["id"] for claim in draft["claims"][:2])
    path = f"/v1/drafts/{draft['id']}"

    def verdicts() -> dict[str, str]:
        return {one["id"]: said["verdict"] for one in reviewer.seen(path)["claims"] for said in one["decisions"]}

    say(reviewer, draft, "approve", first)
    say(reviewer, draft, "reject", wrong, reason="Not in the quote.")
    version = say(reviewer, draft, "approve", second)
    assert verdicts() == {first: "approve", wrong: "reject", second: "approve"}
    assert "Not in the quote." not in worker.get(path).text
    left = [{first: "approve", wrong: "reject"}, {first: "approve"}, {}]
    for expected in left:
        undone = reviewer.post(f"{path}/undo", {"count": 1}, version=version)
        version = undone.json()["version"]
        assert verdicts() == expected
    say(reviewer, draft, "approve", wrong, first)
    assert verdicts() == {wrong: "approve", first: "approve"}
    told = figures(reviewer)
    assert (told["decided"], told["seeded"], told["caught"], told["catch_rate"]) == (1, 1, 1, 1.0)
    assert told["seeds"][0]["answer"] == "rejected"
    assert shown["version"] == 1


def test_an_edit_is_shown_to_its_reviewer_and_may_be_followed_by_another_word(
    worker: Caller, reviewer: Caller
) -> None:
    draft = worker.draft()
    wrong, _ = planted(reviewer, draft)
    say(reviewer, draft, "edit", wrong, edit={"name": "inventory work"})
    say(reviewer, draft, "approve", wrong)
    seen = next(one for one in reviewer.seen(f"/v1/drafts/{draft['id']}")["claims"] if one["id"] == wrong)
    assert (seen["name"], seen["decisions"][0]["verdict"]) == ("inventory work", "approve")
    assert (figures(reviewer)["caught"], figures(reviewer)["seeds"][0]["answer"]) == (1, "edited")
    assert wrong not in worker.get(f"/v1/drafts/{draft['id']}").text


def test_a_draft_that_goes_back_to_its_worker_counts_as_caught(worker: Caller, reviewer: Caller) -> None:
    draft = worker.draft()
    wrong, _ = planted(reviewer, draft)
    path = f"/v1/drafts/{draft['id']}"
    assert reviewer.post(f"{path}/return", {"reason": "Which shift?"}, version=1).status_code == 200
    told = figures(reviewer)
    assert (told["decided"], told["seeded"], told["caught"]) == (0, 1, 1)
    assert (told["seeds"][0]["answer"], told["seeds"][0]["claim_id"]) == ("returned", wrong)
    assert reviewer.seen(f"/v1/queue?draft_id={draft['id']}")["items"] == []
    assert wrong not in worker.get(path).text


def test_it_goes_with_its_document_and_with_its_worker(
    site: Site, board: Board, worker: Caller, reviewer: Caller
) -> None:
    drafts = [worker.draft(), worker.draft()]
    for draft in drafts:
        planted(reviewer, draft)
        reviewer.delete("/v1/queue/lease")
    assert [kept(site, draft) for draft in drafts] == [1, 1]
    place = site.place
    documents.delete_document(place.database, place.blobs, board.id, UUID(drafts[0]["document_id"]))
    assert [kept(site, draft) for draft in drafts] == [0, 1]
    assert worker.delete(f"/v1/workers/{worker.id}?sure={worker.id}").status_code == 200
    assert [kept(site, draft) for draft in drafts] == [0, 0]
