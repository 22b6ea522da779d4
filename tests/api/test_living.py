"""A worker's record over several documents."""

from typing import Any

import pytest

from app import pipeline
from app.documents.model import SourceDocument
from app.flows.hosted import drafting
from app.review.model import Draft
from app.store import documents
from app.store.model import Board
from tests.api.site import Caller, Site
from tests.api.test_journey import verified

OLD = """Rosa Quill

EXPERIENCE
Forklift Operator, Dock & Sons
March 2019 to present
- Operated a reach truck in a cold store.

SKILLS
Forklift operation, inventory control
"""
NEW = """Rosa Quill

EXPERIENCE
Forklift Operator, Dock & Sons
March 2019 to June 2024
- Trained four new operators.

Shift Lead, Dock & Sons
July 2023 to present
- Led a shift of nine.

SKILLS
Forklift operation, palletizing
"""


def named(draft: dict[str, Any]) -> dict[str, Any]:
    """Stated claims by name."""
    return {claim["name"].casefold(): claim for claim in draft["claims"] if claim["basis"] == "stated"}


def parts(record: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = [
        one
        for one in record["record"]["claims"]
        if one["claim"]["name"].casefold() == name and one["claim"]["basis"] == "stated"
    ]
    assert len(found) == 1, name
    return [found[0], *found[0]["also"]]


def approve(caller: Caller, draft: dict[str, Any], *, but: str = "") -> dict[str, Any]:
    """Approve all but one claim of a draft, and give the record that is made of it."""
    said = [
        {"claim_id": one["id"], "verdict": "reject" if one["name"].casefold() == but else "approve"}
        for one in draft["claims"]
    ]
    path = f"/v1/drafts/{draft['id']}/decisions"
    decided = caller.post(path, {"role": "worker", "decisions": said}, version=caller.seen(path[:-10])["version"])
    assert decided.status_code == 200, decided.text
    made = caller.post("/v1/records", {"draft_id": draft["id"]}, version=decided.json()["version"])
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.json()
    return found


def test_a_second_document_adds_its_evidence_to_what_the_record_has_and_says_nothing_twice(
    site: Site, worker: Caller
) -> None:
    first = worker.draft(OLD)
    assert {claim["in_record"] for claim in first["claims"]} == {None}
    approve(worker, first)
    second = worker.draft(NEW)
    shown = named(second)
    assert shown["forklift operation"]["in_record"] == {
        "claim_id": named(first)["forklift operation"]["id"],
        "name": named(first)["forklift operation"]["name"],
        "documents": [first["document"]["sha256"]],
    }
    assert shown["palletizing"]["in_record"] is None
    assert shown["forklift operator, dock & sons"]["in_record"]
    codes = [flag["code"] for flag in shown["shift lead, dock & sons"]["flags"]]
    assert "possible-duplicate" in codes

    record = approve(worker, second)
    both = [first["document"]["sha256"], second["document"]["sha256"]]
    supports = parts(record, "forklift operation")
    assert [one["claim"]["provenance"]["document_sha256"] for one in supports] == both
    assert all(one["decisions"] for one in supports)
    job = parts(record, "forklift operator, dock & sons")
    ends = {entry["id"]: entry["end"] for entry in record["record"]["entries"]}
    assert [ends[one["claim"]["entry_id"]] for one in job] == ["2024-06", None]
    assert len(parts(record, "inventory control")) == len(parts(record, "palletizing")) == 1
    assert [one["sha256"] for one in record["record"]["earlier"]] == both[:1]

    badges = {one["name"].casefold(): one for one in worker.credentials(record) if one["kind"] == "badge"}
    badge = badges["forklift operation"]
    quoted = {one["id"].split("#")[0].removeprefix("urn:sha256:") for one in badge["credential"]["evidence"]}
    assert quoted == set(both)
    criteria = badge["credential"]["credentialSubject"]["achievement"]["criteria"]["narrative"]
    assert f"Also supported by the worker's document with SHA-256 {both[1]}" in criteria
    assert verified(site.nobody, badge)["passed"] is True


def test_what_is_rejected_in_the_second_document_adds_nothing_and_takes_nothing_away(worker: Caller) -> None:
    approve(worker, worker.draft(OLD))
    record = approve(worker, worker.draft(NEW), but="forklift operation")
    assert len(parts(record, "forklift operation")) == 1


def test_what_was_rejected_before_stays_out_while_its_evidence_is_the_same(worker: Caller) -> None:
    approve(worker, worker.draft(OLD), but="forklift operation")
    second = worker.draft(NEW)
    assert "forklift operation" not in named(second)
    told = {one["claim"]["name"].casefold() for one in approve(worker, second)["record"]["claims"]}
    assert "forklift operation" not in told
    assert "palletizing" in told


def test_what_was_rejected_before_comes_back_on_other_evidence_for_a_person_to_decide(worker: Caller) -> None:
    name = "operated reach truck"
    approve(worker, worker.draft(OLD), but=name)
    line = "Operated a reach truck on the night shift of a freezer."
    second = worker.draft(NEW.replace("Trained four new operators.", line))
    again = next(claim for claim in second["claims"] if claim["name"].casefold() == name)
    assert "rejected-before" in [flag["code"] for flag in again["flags"]]
    assert again["in_record"] is None
    told = approve(worker, second)["record"]["claims"]
    assert [one["also"] for one in told if one["claim"]["name"].casefold() == name] == [[]]


def test_a_rejection_of_later_takes_a_claim_out_of_the_next_record(worker: Caller) -> None:
    first = worker.draft(OLD)
    approve(worker, first)
    approve(worker, worker.draft(NEW))
    said = {"claim_id": named(first)["inventory control"]["id"], "verdict": "reject"}
    path = f"/v1/drafts/{first['id']}"
    body = {"role": "worker", "decisions": [said]}
    done = worker.post(f"{path}/decisions", body, version=worker.seen(path)["version"])
    assert done.status_code == 200, done.text
    record = approve(worker, worker.draft(NEW + "\nLanguages: Spanish\n"))
    told = [one["claim"]["name"].casefold() for one in record["record"]["claims"]]
    assert "inventory control" not in told
    assert len(parts(record, "palletizing")) == 2


def test_the_record_outlives_the_documents_that_it_rests_on(worker: Caller) -> None:
    first = worker.draft(OLD)
    approve(worker, first)
    assert worker.delete(f"/v1/documents/{first['document_id']}").status_code == 204
    record = approve(worker, worker.draft(NEW))
    assert len(parts(record, "forklift operation")) == 2
    assert len(parts(record, "inventory control")) == 1


def test_another_workers_record_is_never_added_to(worker: Caller, other: Caller) -> None:
    approve(worker, worker.draft(OLD))
    second = other.draft(NEW)
    assert {claim["in_record"] for claim in second["claims"]} == {None}
    record = approve(other, second)
    assert record["record"]["earlier"] == []
    assert all(one["also"] == [] for one in record["record"]["claims"])


def test_what_is_rejected_while_another_document_is_drafted_stays_out_of_it(
    worker: Caller, site: Site, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = worker.draft(OLD)
    make = pipeline.draft

    def make_amidst(source: SourceDocument, tools: pipeline.Tools) -> Draft:
        made = make(source, tools)
        said = {"claim_id": named(first)["forklift operation"]["id"], "verdict": "reject"}
        body = {"role": "worker", "decisions": [said]}
        assert worker.post(f"/v1/drafts/{first['id']}/decisions", body, version=1).status_code == 200
        return made

    place = site.place
    upload = documents.Upload(
        id=place.make_id(),
        worker_id=worker.id,
        source=SourceDocument(name="new.txt", data=NEW.encode()),
        at=place.clock(),
    )
    kept = documents.keep_document(place.database, place.blobs, place.keyring, board.id, upload)
    monkeypatch.setattr(pipeline, "draft", make_amidst)
    second = drafting.draft_document(place, board.id, kept.document.id, tools=place.tools)
    assert "forklift operation" not in named(worker.seen(f"/v1/drafts/{second}"))
