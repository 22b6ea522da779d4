"""A document whose work came to nothing is told as failed, and is drafted when it is sent again."""

import dataclasses
from typing import Any
from uuid import UUID

import pytest

from app.documents.model import Document, Limits, SourceDocument
from app.documents.opening import InProcess
from app.engine.model import State, TryAgain
from app.errors import IsolationFailed, SourceNeedsOcr
from app.flows.hosted import drafting
from app.store import documents
from app.store.model import Board, DocumentState
from tests.api.site import CONSENT, Caller, Site, resume


def kept(site: Site, board: Board, worker: Caller, text: str) -> UUID:
    """Keep a document, and give it work that fails before its first step."""
    place = site.place
    assert worker.post("/v1/me/consents", {"version": CONSENT}).status_code == 201
    source = SourceDocument(name="resume.txt", data=text.encode())
    upload = documents.Upload(id=place.make_id(), worker_id=worker.id, source=source, at=place.clock())
    stored = documents.keep_document(place.database, place.blobs, place.keyring, board.id, upload).document
    key = drafting.job_id(board.id, stored.id)
    place.engine.enqueue(drafting.JOB, "no id", "no id", job_id=key)
    assert place.engine.wait(key, 20).state is State.FAILED
    return stored.id


def test_work_that_was_given_up_is_told_of_its_document_which_is_drafted_when_it_comes_again(
    site: Site, board: Board, worker: Caller
) -> None:
    text = resume()
    document_id = kept(site, board, worker, text)
    path = f"/v1/documents/{document_id}"
    assert worker.seen(path)["state"] == "received"
    assert drafting.upkeep(site.place) >= 1
    seen = worker.seen(path)
    assert (seen["state"], seen["failure"]) == ("failed", "internal")
    assert drafting.upkeep(site.place) == 0
    again = worker.document(text)
    assert (again["id"], again["state"], again["failure"]) == (str(document_id), "drafted", None)


@pytest.mark.parametrize(
    ("failure", "state"),
    [(SourceNeedsOcr.code, "drafted"), ("isolation.failed", "drafted"), ("source.damaged", "failed")],
)
def test_only_what_the_installation_failed_on_is_read_again(
    site: Site, board: Board, worker: Caller, failure: str, state: str
) -> None:
    text = resume()
    document_id, place = kept(site, board, worker, text), site.place
    with place.database.writing() as connection:
        documents.set_document_state(
            connection, board.id, document_id, DocumentState.FAILED, place.clock(), failure=failure
        )
    assert worker.document(text)["state"] == state


def test_a_machine_without_processes_is_tried_again_and_no_fault_of_the_document(
    site: Site, board: Board, worker: Caller
) -> None:
    class Full(InProcess):
        def read(self, source: SourceDocument, limits: Limits) -> Document:  # noqa: ARG002
            raise IsolationFailed("no process can be started to open documents in")

    document_id = UUID(worker.document()["id"])
    full: Any = dataclasses.replace(site.place.tools, opening=Full())
    with pytest.raises(TryAgain, match=r"isolation\.failed"):
        drafting.draft_document(site.place, board.id, document_id, tools=full)
    assert worker.seen(f"/v1/documents/{document_id}")["state"] == "drafted"


def test_what_failed_and_lost_its_bytes_by_their_age_is_drafted_when_it_comes_again(
    site: Site, board: Board, worker: Caller
) -> None:
    text = resume()
    document_id, place = kept(site, board, worker, text), site.place
    with place.database.writing() as connection:
        documents.set_document_state(
            connection, board.id, document_id, DocumentState.FAILED, place.clock(), failure=SourceNeedsOcr.code
        )
    assert documents.drop_source(place.database, place.blobs, board.id, document_id, place.clock())
    assert worker.get(f"/v1/documents/{document_id}/source").status_code == 404
    again = worker.upload(text)
    assert again.status_code == 202, again.text
    seen = worker.seen(f"/v1/documents/{document_id}?wait=30")
    assert (seen["state"], seen["failure"]) == ("drafted", None)
    assert worker.get(f"/v1/documents/{document_id}/source").content == text.encode()
