"""Only what its worker approves, as it stands now, is signed in their name."""

from typing import Any
from uuid import UUID

import pytest

from app.access.model import Role
from app.flows.hosted import issuing
from app.flows.hosted.publishing import documents_for
from app.store.model import Board
from tests.api.site import Caller, Site
from tests.api.test_journey import verified
from tests.api.test_versions import at_once


def say(caller: Caller, draft: dict[str, Any], role: str, *said: dict[str, Any]) -> dict[str, Any]:
    """Decide on the draft as it is now, and give it as it is after that."""
    path = f"/v1/drafts/{draft['id']}"
    now = caller.seen(path)
    decided = caller.post(f"{path}/decisions", {"role": role, "decisions": said}, version=now["version"])
    assert decided.status_code == 200, decided.text
    return caller.seen(path)


def names(record: dict[str, Any]) -> set[str]:
    return {one["claim"]["name"] for one in record["record"]["claims"]}


def test_what_a_reviewer_rewords_after_the_worker_waits_for_the_worker_again(
    worker: Caller, reviewer: Caller
) -> None:
    draft = worker.draft()
    assert worker.decide(draft).status_code == 200
    reworded = draft["claims"][0]["id"]
    edit = {"claim_id": reworded, "verdict": "edit", "edit": {"name": "Licensed crane operator"}}
    after = say(reviewer, draft, "reviewer", edit)
    made = worker.post("/v1/records", {"draft_id": draft["id"]}, version=after["version"])
    assert made.status_code == 201, made.text
    assert {one["claim"]["id"] for one in made.json()["record"]["claims"]} == {
        claim["id"] for claim in draft["claims"][1:]
    }
    again = say(worker, draft, "worker", {"claim_id": reworded, "verdict": "approve"})
    made = worker.post("/v1/records", {"draft_id": draft["id"]}, version=again["version"])
    assert "Licensed crane operator" in names(made.json())


def test_what_a_worker_approves_goes_with_the_words_when_their_reviewer_takes_them_back(
    worker: Caller, reviewer: Caller
) -> None:
    draft = worker.draft()
    first, *others = draft["claims"]
    said = [{"claim_id": claim["id"], "verdict": "approve"} for claim in others if claim["basis"] != "inferred"]
    say(worker, draft, "worker", *said)
    edit = {"claim_id": first["id"], "verdict": "edit", "edit": {"name": "Licensed crane operator"}}
    say(reviewer, draft, "reviewer", edit)
    after = say(worker, draft, "worker", {"claim_id": first["id"], "verdict": "approve"})
    path = f"/v1/drafts/{draft['id']}"
    undone = reviewer.post(f"{path}/undo", {"count": 1}, version=after["version"])
    assert undone.status_code == 200, undone.text
    now = worker.seen(path)
    (shown,) = (claim for claim in now["claims"] if claim["id"] == first["id"])
    assert (shown["name"], shown["tier"], shown["decisions"]) == (first["name"], "extracted", [])
    made = worker.post("/v1/records", {"draft_id": draft["id"]}, version=now["version"])
    assert made.status_code == 201, made.text
    assert len(names(made.json())) == len(said)
    again = say(worker, draft, "worker", {"claim_id": first["id"], "verdict": "approve"})
    made = worker.post("/v1/records", {"draft_id": draft["id"]}, version=again["version"])
    assert first["name"] in names(made.json())


@pytest.mark.parametrize("issuer", ["worker", "board"])
def test_what_was_rejected_since_is_not_signed_from_an_older_record(
    worker: Caller, officer: Caller, issuer: str
) -> None:
    draft = worker.draft()
    older = worker.record(draft)
    rejected = draft["claims"][0]
    after = say(worker, draft, "worker", {"claim_id": rejected["id"], "verdict": "reject", "reason": "not true"})
    order = {"record_id": older["id"], "issuer": issuer, "wait": 30}
    refused = officer.post("/v1/credentials", order)
    assert (refused.status_code, refused.json()["code"]) == (409, "record.not-the-workers")
    assert worker.seen(f"/v1/credentials?record_id={older['id']}")["items"] == []
    newer = worker.post("/v1/records", {"draft_id": draft["id"]}, version=after["version"]).json()
    assert rejected["id"] not in {one["claim"]["id"] for one in newer["record"]["claims"]}
    assert len(worker.credentials(newer, issuer)) == len(draft["claims"])


def test_what_was_signed_before_a_rejection_is_still_given_to_whoever_orders_it_again(worker: Caller) -> None:
    draft = worker.draft()
    record = worker.record(draft)
    made = worker.credentials(record)
    say(worker, draft, "worker", {"claim_id": draft["claims"][0]["id"], "verdict": "reject"})
    assert [one["id"] for one in worker.credentials(record)] == [one["id"] for one in made]


def test_an_edit_chooses_what_was_offered_or_what_a_framework_has(site: Site, worker: Caller) -> None:
    draft = worker.draft()
    claim = next(one for one in draft["claims"] if one["alignments"] and one["alternatives"])
    right = claim["alignments"][0]
    path = f"/v1/drafts/{draft['id']}/decisions"
    for concepts in (
        [right | {"id": "not an address"}],
        [right | {"id": "https://example.org/skills/1"}],
        [right | {"name": "brain surgery"}],
        [right, right | {"score": 0.1}],
    ):
        said = [{"claim_id": claim["id"], "verdict": "edit", "edit": {"alignments": concepts}}]
        refused = worker.post(path, {"role": "worker", "decisions": said}, version=draft["version"])
        assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid"), concepts
    found = site.place.tools.frameworks.search("brew coffee", framework="esco", k=1)[0].concept
    another = {name: getattr(found, name) for name in ("framework", "version", "id", "name", "code")} | {"score": 1.0}
    for concepts in ([claim["alternatives"][0]], [another], []):
        edit = {"claim_id": claim["id"], "verdict": "edit", "edit": {"alignments": concepts}}
        after = say(worker, draft, "worker", edit)
        shown = next(one for one in after["claims"] if one["id"] == claim["id"])
        assert shown["alignments"] == concepts


def test_an_endorser_takes_their_own_word_back_and_nobody_elses(site: Site, board: Board, worker: Caller) -> None:
    badge = worker.credentials()[0]
    path = f"/v1/credentials/{badge['id']}"
    first, second = (site.person(board, Role.ENDORSER, name=name) for name in ("Ann Lister", "Tom Reed"))
    given = []
    for endorser in (first, second):
        worker.post(f"{path}/endorsement-requests", {"endorser_id": str(endorser.id)})
        given.append(endorser.post(f"{path}/endorsements", {"comment": "I worked with her."}).json())
    assert first.seen(f"/v1/credentials/{given[0]['id']}")["kind"] == "endorsement"
    revoking = {"reason": "withdrawn"}
    assert first.post(f"/v1/credentials/{given[1]['id']}/revoke", revoking).status_code == 404
    assert first.post(f"{path}/revoke", revoking).status_code == 403
    assert worker.post(f"/v1/credentials/{given[0]['id']}/revoke", revoking).status_code == 403
    revoked = first.post(f"/v1/credentials/{given[0]['id']}/revoke", revoking)
    assert (revoked.status_code, revoked.json().get("revoked_because")) == (200, "withdrawn")
    assert [verified(site.nobody, one)["passed"] for one in given] == [False, True]


def test_two_workers_that_sign_one_record_at_once_make_its_credentials_once(
    site: Site, board: Board, worker: Caller
) -> None:
    """A worker process that was taken for dead may still be at it when its job is given to another one."""
    record = worker.record()
    given = (site.place, board.id, UUID(record["id"]), "worker", worker.id)
    at_once(*[lambda: issuing.issue_record(*given)] * 3)  # type: ignore[arg-type]
    made = worker.seen(f"/v1/credentials?record_id={record['id']}")["items"]
    assert len(made) == len(record["record"]["claims"]) + 1


def test_a_status_list_is_looked_up_under_its_own_address_alone(site: Site, worker: Caller) -> None:
    address = worker.credentials()[0]["credential"]["credentialStatus"]["statusListCredential"]
    name = address.rsplit("/", 1)[1]
    others = (name.upper(), name.replace("-", ""), f"{{{name}}}", f"urn:uuid:{name}")
    named = {"id": address, "issuer": [{"id": address.replace(name, one)} for one in others]}
    assert set(documents_for(site.place, named)) == {address}


def test_what_an_edit_makes_of_dates_is_flagged_for_the_next_person(worker: Caller, reviewer: Caller) -> None:
    draft = worker.draft()
    path = f"/v1/drafts/{draft['id']}"
    job = next(claim for claim in draft["claims"] if claim["kind"] == "employment")
    assert "dates-conflict" not in {flag["code"] for flag in job["flags"]}

    def edit(version: int, **dates: str) -> int:
        said = {"claim_id": job["id"], "verdict": "edit", "edit": dates}
        answer = worker.post(f"{path}/decisions", {"role": "worker", "decisions": [said]}, version=version)
        assert answer.status_code == 200, answer.text
        found: int = answer.json()["version"]
        return found

    def seen() -> dict[str, Any]:
        return next(claim for claim in reviewer.seen(path)["claims"] if claim["id"] == job["id"])

    version = edit(1, start="2021-06", end="2019-03")
    told = [flag["detail"] for flag in seen()["flags"] if flag["code"] == "dates-conflict"]
    assert told == ["ends 2019-03, before it starts 2021-06"]
    said = {"claim_id": job["id"], "verdict": "skip", "claim_sha256": seen()["digest"]}
    body = {"role": "reviewer", "decisions": [said]}
    version = reviewer.post(f"{path}/decisions", body, version=version).json()["version"]
    edit(version, start="2019-03", end="2021-06")
    assert "dates-conflict" not in {flag["code"] for flag in seen()["flags"]}
