"""From an upload to a credential that verifies, and to one that no longer does."""

import json
from typing import Any
from uuid import UUID

from app.access.model import Role
from app.store.credentials import request_endorsement
from app.store.model import Board
from tests.api.site import Caller, Site, resume


def verified(caller: Caller, credential: dict[str, Any]) -> dict[str, Any]:
    answer = caller.post("/v1/verify", credential["credential"])
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_an_upload_becomes_a_draft_a_record_and_credentials_that_verify_until_they_are_revoked(
    site: Site, worker: Caller
) -> None:
    sent = worker.upload(resume())
    assert (sent.status_code, sent.json()["state"]) == (202, "received")
    document = worker.seen(f"/v1/documents/{sent.json()['id']}?wait=30")
    assert (document["state"], document["media_type"]) == ("drafted", "text/plain")
    draft = worker.seen(f"/v1/drafts/{document['draft_id']}")
    text = draft["document"]["text"]
    spans = [one for claim in draft["claims"] for one in claim["evidence"]]
    assert spans
    assert all(text[one["start"] : one["end"]] == one["quote"] for one in spans)
    record = worker.record(draft)
    assert {one["claim"]["id"] for one in record["record"]["claims"]} == {claim["id"] for claim in draft["claims"]}
    made = worker.credentials(record)
    assert [one["kind"] for one in made] == ["badge"] * len(draft["claims"]) + ["clr"]
    assert [verified(site.nobody, one)["tier"] for one in made[:1] + made[-1:]] == ["self-asserted"] * 2
    unsaid = worker.post(f"/v1/credentials/{made[0]['id']}/revoke", {})
    assert (unsaid.status_code, unsaid.json()["errors"][0]["place"]) == (422, "body.reason")
    revoked = worker.post(f"/v1/credentials/{made[0]['id']}/revoke", {"reason": "mistaken"})
    assert (revoked.status_code, revoked.json()["revoked_because"]) == (200, "mistaken")
    found = verified(site.nobody, made[0])
    assert found["passed"] is False
    assert [check["name"] for check in found["verification"]["checks"] if check["outcome"] == "failed"] == ["status"]


def test_a_board_issues_on_the_workers_behalf_under_its_own_name_on_the_web(
    site: Site, board: Board, worker: Caller
) -> None:
    made = worker.credentials(issuer="board")
    assert {one["credential"]["issuer"]["id"] for one in made} == {board.did}
    assert verified(site.nobody, made[0])["passed"] is True


def test_a_board_endorses_what_another_worker_says_and_takes_it_back(
    site: Site, worker: Caller, officer: Caller
) -> None:
    badge = worker.credentials()[0]
    given = officer.post(f"/v1/credentials/{badge['id']}/endorsements", {"comment": "We saw the certificate."})
    assert (given.status_code, given.json()["kind"]) == (201, "endorsement")
    assert verified(site.nobody, badge)["tier"] == "endorsed"
    assert verified(site.nobody, given.json())["passed"] is True
    listed = worker.seen(f"/v1/credentials/{badge['id']}/endorsements")
    assert [one["id"] for one in listed["items"]] == [given.json()["id"]]
    revoked = officer.post(f"/v1/credentials/{given.json()['id']}/revoke", {"reason": "withdrawn"})
    assert revoked.status_code == 200
    assert verified(site.nobody, badge)["tier"] == "self-asserted"


def test_an_endorser_sees_and_endorses_only_what_the_worker_opened(site: Site, board: Board, worker: Caller) -> None:
    endorser = site.person(board, Role.ENDORSER, name="Ann Lister")
    badge, another = worker.credentials()[:2]
    path = f"/v1/credentials/{badge['id']}"
    assert endorser.get(path).status_code == 404
    opened = worker.post(f"{path}/endorsement-requests", {"endorser_id": str(endorser.id)})
    assert opened.status_code == 204, opened.text
    assert worker.post(f"{path}/endorsement-requests", {"endorser_id": str(endorser.id)}).status_code == 204
    assert endorser.get(path).status_code == 200
    assert endorser.get(f"/v1/credentials/{another['id']}").status_code == 404
    given = endorser.post(f"{path}/endorsements", {"comment": "I worked with her."})
    assert given.status_code == 201, given.text
    assert given.json()["credential"]["issuer"]["name"] == "Ann Lister"
    assert [verified(site.nobody, one)["tier"] for one in (badge, another)] == ["endorsed", "self-asserted"]
    assert endorser.post(f"/v1/credentials/{given.json()['id']}/revoke", {"reason": "mistaken"}).status_code == 200
    assert verified(site.nobody, badge)["tier"] == "self-asserted"


def test_a_credential_is_open_to_an_endorser_until_the_worker_closes_it(
    site: Site, board: Board, worker: Caller, other: Caller
) -> None:
    endorser = site.person(board, Role.ENDORSER)
    path = f"/v1/credentials/{worker.credentials()[0]['id']}"
    asked = f"{path}/endorsement-requests"
    assert worker.delete(f"{asked}/{endorser.id}").json()["code"] == "store.not-found"
    assert worker.post(asked, {"endorser_id": str(endorser.id)}).status_code == 204
    given = endorser.post(f"{path}/endorsements", {"comment": "I worked with her."}).json()
    assert other.delete(f"{asked}/{endorser.id}").status_code == 404
    assert worker.delete(f"{asked}/{endorser.id}").status_code == 204
    assert (endorser.get(path).status_code, endorser.get(f"/v1/credentials/{given['id']}").status_code) == (404, 200)
    assert worker.delete(f"{asked}/{endorser.id}").status_code == 404
    assert worker.post(asked, {"endorser_id": str(endorser.id)}).status_code == 204
    assert endorser.get(path).status_code == 200


def test_nobody_endorses_a_credential_that_was_revoked(worker: Caller, officer: Caller) -> None:
    path = f"/v1/credentials/{worker.credentials()[0]['id']}"
    assert worker.post(f"{path}/revoke", {"reason": "mistaken"}).status_code == 200
    refused = officer.post(f"{path}/endorsements", {"comment": "We saw the certificate."})
    assert (refused.status_code, refused.json()["code"]) == (409, "request.not-now")


def test_one_endorser_endorses_a_credential_once_and_again_after_taking_it_back(
    site: Site, board: Board, worker: Caller, officer: Caller
) -> None:
    badge, another = worker.credentials()[:2]
    path = f"/v1/credentials/{badge['id']}/endorsements"
    endorser = site.person(board, Role.ENDORSER)
    for one in (badge, another):
        asked = f"/v1/credentials/{one['id']}/endorsement-requests"
        assert worker.post(asked, {"endorser_id": str(endorser.id)}).status_code == 204
    given = {caller: caller.post(path, {"comment": "I worked with her."}) for caller in (officer, endorser)}
    assert [answer.status_code for answer in given.values()] == [201, 201]
    # whoever acts for the board speaks in its one name
    for caller in (officer, site.person(board, Role.BOARD), endorser):
        refused = caller.post(path, {"comment": "She worked well."})
        assert (refused.status_code, refused.json()["code"]) == (409, "request.not-now")
    assert len(worker.seen(path)["items"]) == 2
    assert endorser.post(f"/v1/credentials/{another['id']}/endorsements", {"comment": "True."}).status_code == 201
    revoked = endorser.post(f"/v1/credentials/{given[endorser].json()['id']}/revoke", {"reason": "corrected"})
    assert revoked.status_code == 200
    assert endorser.post(path, {"comment": "She worked very well."}).status_code == 201


def test_an_endorsement_is_opened_to_nobody_and_endorsed_by_nobody(site: Site, board: Board, worker: Caller) -> None:
    badge = worker.credentials()[0]
    ann, bob = site.person(board, Role.ENDORSER), site.person(board, Role.ENDORSER)
    path = f"/v1/credentials/{badge['id']}"
    assert worker.post(f"{path}/endorsement-requests", {"endorser_id": str(ann.id)}).status_code == 204
    given = ann.post(f"{path}/endorsements", {"comment": "I worked with her."}).json()
    path = f"/v1/credentials/{given['id']}"
    opened = worker.post(f"{path}/endorsement-requests", {"endorser_id": str(bob.id)})
    assert (opened.status_code, opened.json()["code"]) == (422, "request.invalid")
    assert bob.post(f"{path}/revoke", {"reason": "mistaken"}).status_code == 404
    with site.place.database.writing() as connection:
        # as an installation has it where that was not refused
        asked = (site.place.make_id(), UUID(given["id"]), bob.id, site.place.clock())
        request_endorsement(connection, board.id, *asked)
    assert bob.post(f"{path}/revoke", {"reason": "mistaken"}).status_code == 403
    assert ann.seen(path)["revoked_at"] is None
    for caller in (ann, site.person(board, Role.BOARD)):
        refused = caller.post(f"{path}/endorsements", {"comment": "So it is."})
        assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid")


def test_nobody_endorses_a_credential_of_their_own(site: Site, board: Board) -> None:
    both = site.person(board, Role.WORKER, Role.BOARD)
    badge = both.credentials()[0]
    refused = both.post(f"/v1/credentials/{badge['id']}/endorsements", {"comment": "I am very good."})
    assert (refused.status_code, refused.json()["code"]) == (403, "decision.own-record")


def test_a_download_has_exactly_the_bytes_that_were_signed(worker: Caller) -> None:
    badge = worker.credentials()[0]
    answer = worker.get(f"/v1/credentials/{badge['id']}/download")
    assert answer.headers["content-type"] == "application/vc+ld+json"
    assert json.loads(answer.content) == badge["credential"]


def test_everybody_may_fetch_status_lists_and_did_documents(site: Site, board: Board, worker: Caller) -> None:
    badge = worker.credentials(issuer="board")[0]
    address = badge["credential"]["credentialStatus"]["statusListCredential"]
    served = site.nobody.get(address.removeprefix("http://testserver"))
    assert (served.status_code, served.json()["id"]) == (200, address)
    assert "max-age" in served.headers["cache-control"]
    assert site.nobody.get(f"/boards/{board.slug}/did.json").json()["id"] == board.did
    assert site.nobody.get("/.well-known/did.json").json()["id"] == site.home.did


def test_what_a_worker_rejected_stays_out_of_the_next_document_that_says_it(worker: Caller) -> None:
    said = resume()
    first = worker.draft(said)
    assert worker.decide(first, "reject").status_code == 200
    second = worker.draft(f"{said}, knitting\n")
    assert {claim["name"] for claim in second["claims"]} & {claim["name"] for claim in first["claims"]} == set()
    assert "knitting" in {claim["name"] for claim in second["claims"]}


def test_a_record_holds_only_what_the_worker_approved(worker: Caller) -> None:
    draft = worker.draft()
    kept, *others = draft["claims"]
    said = [{"claim_id": kept["id"], "verdict": "approve"}]
    said += [{"claim_id": one["id"], "verdict": "reject", "reason": "not me"} for one in others]
    decided = worker.post(
        f"/v1/drafts/{draft['id']}/decisions", {"role": "worker", "decisions": said}, version=draft["version"]
    )
    made = worker.post("/v1/records", {"draft_id": draft["id"]}, version=decided.json()["version"])
    assert [one["claim"]["id"] for one in made.json()["record"]["claims"]] == [kept["id"]]


def test_a_record_without_an_approved_claim_is_not_made(worker: Caller) -> None:
    draft = worker.draft()
    refused = worker.post("/v1/records", {"draft_id": draft["id"]}, version=draft["version"])
    assert (refused.status_code, refused.json()["code"]) == (409, "record.nothing-approved")


def test_ordering_twice_makes_the_credentials_once(worker: Caller) -> None:
    record = worker.record()
    first, second = worker.credentials(record), worker.credentials(record)
    assert [one["id"] for one in first] == [one["id"] for one in second]


def test_a_claim_rises_with_what_people_say_of_it(worker: Caller, reviewer: Caller) -> None:
    draft = worker.draft()
    path, ids = f"/v1/drafts/{draft['id']}", [claim["id"] for claim in draft["claims"]]
    assert {claim["tier"] for claim in draft["claims"]} == {"extracted"}
    approved = worker.decide(draft).json()["version"]
    seen = reviewer.seen(path)
    assert {claim["tier"] for claim in seen["claims"]} == {"self-asserted"}
    first = {"claim_id": ids[0], "verdict": "approve"}
    said = {"role": "reviewer", "decisions": [first]}
    version = reviewer.post(f"{path}/decisions", said, version=approved).json()["version"]
    tiers = {claim["id"]: claim["tier"] for claim in worker.seen(path)["claims"]}
    assert tiers == dict.fromkeys(ids, "self-asserted") | {ids[0]: "reviewed"}
    record = worker.post("/v1/records", {"draft_id": draft["id"]}, version=version).json()
    assert record["tiers"] == worker.seen(f"/v1/records/{record['id']}")["tiers"] == tiers
