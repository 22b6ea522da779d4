"""What a draft misses is added by pointing at the document's words, and waits for decisions like any other claim."""

from typing import Any
from uuid import UUID

import pytest
from httpx2 import Response
from sqlalchemy import select

from app import pipeline
from app.access.model import Role
from app.documents.model import SourceDocument
from app.extraction import extract
from app.flows.hosted import drafting
from app.review.model import Draft
from app.store.model import Board
from app.store.tables import drafts
from tests.api.site import Caller, Site, resume

SAID = f"{resume()}\nAt home I mend “old” clocks, and I keep bees.\n"


def add(caller: Caller, draft: dict[str, Any], quote: str, version: int = 1, **more: Any) -> Response:
    body = {"role": "worker", "quote": quote} | {name: said for name, said in more.items() if name != "once"}
    asked = {"once": more["once"]} if "once" in more else {}
    return caller.post(f"/v1/drafts/{draft['id']}/claims", body, version=version, **asked)


def test_a_worker_adds_what_is_missing_approves_it_and_has_it_signed(site: Site, worker: Caller) -> None:
    draft = worker.draft(SAID)
    answer = add(worker, draft, 'mend "old" clocks', name="Clock repair")
    assert (answer.status_code, answer.headers["ETag"], answer.json()["version"]) == (201, '"2"', 2)
    now = worker.seen(f"/v1/drafts/{draft['id']}")
    claim = now["claims"][-1]
    assert (claim["id"], claim["name"], claim["basis"]) == (answer.json()["claim_id"], "Clock repair", "demonstrated")
    assert [one["quote"] for one in claim["evidence"]] == ["mend “old” clocks"]
    assert (claim["tier"], claim["decisions"]) == ("extracted", [])
    assert "added-by-person" in {flag["code"] for flag in claim["flags"]}
    assert now["claims"][:-1] == draft["claims"]
    assert now["counts"]["claims"] == len(now["claims"])
    record = worker.record(now)
    assert claim["id"] in {one["claim"]["id"] for one in record["record"]["claims"]}
    badges = [one for one in worker.credentials(record) if one["kind"] == "badge"]
    (mine,) = (one for one in badges if one["credential"]["name"] == "Clock repair")
    assert "Pointed out in the document by a person" in str(mine["credential"])
    assert site.nobody.post("/v1/verify", mine["credential"]).json()["passed"] is True


def test_an_entry_that_was_missed_is_added_and_corrected(worker: Caller) -> None:
    draft = worker.draft(SAID)
    answer = add(worker, draft, "keep bees", kind="volunteering")
    edit = {"title": "Beekeeper", "organization": "Ridge Valley Hives", "start": "2019"}
    said = {"claim_id": answer.json()["claim_id"], "verdict": "edit", "edit": edit}
    decided = worker.post(f"/v1/drafts/{draft['id']}/decisions", {"role": "worker", "decisions": [said]}, version=2)
    assert decided.status_code == 200, decided.text
    shown = worker.seen(f"/v1/drafts/{draft['id']}")["claims"][-1]
    assert (shown["kind"], shown["name"]) == ("volunteering", "Beekeeper, Ridge Valley Hives")


def test_what_a_reviewer_adds_waits_for_the_worker_and_for_the_other_reviewers(
    worker: Caller, reviewer: Caller, second_reviewer: Caller
) -> None:
    draft = worker.draft(SAID)
    path = f"/v1/drafts/{draft['id']}"
    second_reviewer.seen(path)
    answer = add(reviewer, draft, "keep bees", role="reviewer")
    assert answer.status_code == 201, answer.text
    queued = reviewer.seen(f"/v1/queue?draft_id={draft['id']}")["items"]
    assert answer.json()["claim_id"] in {one["claim_id"] for one in queued}
    said = [{"claim_id": one["id"], "verdict": "approve"} for one in draft["claims"][:2]]
    unseen = second_reviewer.post(f"{path}/decisions", {"role": "reviewer", "decisions": said}, version=2)
    assert (unseen.status_code, unseen.json()["code"]) == (409, "decision.unseen")
    decided = worker.decide(draft, version=2)
    record = worker.post("/v1/records", {"draft_id": draft["id"]}, version=decided.json()["version"])
    assert answer.json()["claim_id"] not in {one["claim"]["id"] for one in record.json()["record"]["claims"]}


@pytest.mark.parametrize(
    ("quote", "status", "code"),
    [
        ("mend new clocks", 422, "claim.words-missing"),
        ("lock", 422, "claim.words-missing"),
        ("“ ”", 422, "claim.words-missing"),
        ("x" * 301, 422, "request.invalid"),
        (" ", 422, "request.invalid"),
    ],
)
def test_words_that_the_document_does_not_have_change_nothing(
    worker: Caller, quote: str, status: int, code: str
) -> None:
    draft = worker.draft(SAID)
    answer = add(worker, draft, quote)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert worker.seen(f"/v1/drafts/{draft['id']}") == draft


def test_what_the_draft_has_already_is_named_and_not_added(worker: Caller) -> None:
    draft = worker.draft(SAID)
    skill = next(one for one in draft["claims"] if one["kind"] == "skill" and one["basis"] == "stated")
    answer = add(worker, draft, skill["evidence"][0]["quote"])
    assert (answer.status_code, answer.json()["code"]) == (409, "claim.known")
    assert skill["id"] in answer.json()["detail"]


def test_two_people_do_not_add_over_each_other_and_a_request_counts_once(worker: Caller) -> None:
    draft = worker.draft(SAID)
    first = add(worker, draft, "keep bees", once="one")
    again = add(worker, draft, "keep bees", once="one")
    assert (first.status_code, again.json()) == (201, first.json())
    late = add(worker, draft, 'mend "old" clocks')
    assert (late.status_code, late.json()["code"]) == (412, "store.conflict")
    assert len(worker.seen(f"/v1/drafts/{draft['id']}")["claims"]) == len(draft["claims"]) + 1


def test_nobody_adds_to_the_draft_of_another_worker_or_reviews_their_own(
    site: Site, board: Board, worker: Caller, other: Caller, officer: Caller
) -> None:
    draft = worker.draft(SAID)
    assert add(other, draft, "keep bees").status_code == 404
    assert add(officer, draft, "keep bees").status_code == 403
    both = site.person(board, Role.WORKER, Role.REVIEWER)
    own = both.draft(SAID)
    refused = add(both, own, "keep bees", role="reviewer")
    assert (refused.status_code, refused.json()["code"]) == (403, "decision.own-record")
    assert add(both, own, "keep bees").status_code == 201


def test_it_is_written_down_that_something_was_added_and_no_word_of_it(worker: Caller, officer: Caller) -> None:
    draft = worker.draft(SAID)
    add(worker, draft, "keep bees")
    (event,) = (one for one in officer.seen("/v1/audit?limit=200")["items"] if one["action"] == "claim.add")
    assert (event["subject_id"], event["role"]) == (draft["id"], "worker")
    assert "bees" not in str(event)


def test_a_later_version_of_the_extractor_takes_over_what_was_added(
    site: Site, board: Board, worker: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = worker.draft(SAID)
    added = add(worker, draft, "keep bees").json()["claim_id"]
    monkeypatch.setattr(extract, "EXTRACTOR", "offline/later")
    document_id = UUID(draft["document_id"])
    later = drafting.draft_document(site.place, board.id, document_id, tools=site.place.tools)
    assert later != draft["id"]
    claims = worker.seen(f"/v1/drafts/{later}")["claims"]
    found = {claim["id"]: claim["provenance"]["extractor"] for claim in claims}
    assert found.pop(added) == "person/1"
    assert set(found.values()) == {"offline/later"}
    with site.place.database.reading() as connection:
        names = connection.execute(select(drafts.c.pipeline).where(drafts.c.document_id == document_id)).scalars()
        assert sorted(names) == ["offline/1", "offline/later"]


def test_what_is_added_while_a_later_pipeline_drafts_the_document_is_kept(
    site: Site, board: Board, worker: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = worker.draft(SAID)
    added: list[str] = []
    make = pipeline.draft

    def make_amidst(source: SourceDocument, tools: pipeline.Tools) -> Draft:
        made = make(source, tools)
        added.append(add(worker, draft, "keep bees").json()["claim_id"])
        return made

    monkeypatch.setattr(extract, "EXTRACTOR", "offline/later")
    monkeypatch.setattr(pipeline, "draft", make_amidst)
    document_id = UUID(draft["document_id"])
    later = drafting.draft_document(site.place, board.id, document_id, tools=site.place.tools)
    assert later != draft["id"]
    assert added[0] in {claim["id"] for claim in worker.seen(f"/v1/drafts/{later}")["claims"]}
