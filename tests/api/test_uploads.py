"""What becomes of good, doubled, bad and too large uploads."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import anyio
import pytest
from starlette.types import ASGIApp, Message

from app.access.model import Action, Role
from app.api.app import create
from app.documents.model import Document
from app.errors import SourceDamaged, SourceDraftTimeOut, SourceEmpty, SourceUnsupported
from app.extraction.model import DocumentKind, Extraction
from app.flows.bounding import Bounded
from app.flows.hosted import drafting
from app.store.model import Board
from tests.api.site import CONSENT, MOST_BYTES, Caller, Site, resume
from tests.samples import europass, structured
from tests.samples.description import load

SAMPLES = Path(__file__).parents[2] / "evals" / "resumes"


def test_the_same_bytes_twice_are_one_document(worker: Caller, other: Caller) -> None:
    said = resume()
    first, second = worker.document(said), worker.document(said)
    assert first == second
    again = worker.upload(said)
    assert (again.status_code, again.json()) == (202, first)
    assert other.document(said)["id"] != first["id"]


def test_whoever_may_only_upload_may_send_the_same_bytes_again(site: Site) -> None:
    sender = site.person(site.board(), Role.WORKER, scopes={Action.DOCUMENT_UPLOAD, Action.CONSENT_GIVE})
    said = resume()
    sent = [sender.upload(said) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [202, 202]
    assert sent[0].json()["id"] == sent[1].json()["id"]


def test_a_form_with_two_files_or_with_text_for_a_file_is_refused_and_nothing_of_it_kept(worker: Caller) -> None:
    sent = [
        [("file", ("a.txt", resume())), ("file", ("b.txt", resume()))],
        [("file", (None, resume()))],
    ]
    for files in sent:
        refused = worker.ask("POST", "/v1/documents", files=files, data={"consent": CONSENT})
        assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid")
        assert "Send" in refused.json()["hint"]
    assert worker.seen("/v1/documents")["items"] == []


def test_a_pdf_and_a_docx_are_read_as_well(worker: Caller) -> None:
    media = [worker.document((SAMPLES / name).read_bytes(), name=name)["media_type"] for name in FILES]
    assert media == [
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ]


FILES = ("welder.pdf", "line-cook.docx")


def test_structured_sources_are_read_as_well(worker: Caller) -> None:
    described = load(SAMPLES / "welder.toml")
    files = {
        "resume.json": structured.json_resume(described),
        "cv.xml": europass.skills_passport(described),
        "export.zip": structured.linkedin(described),
    }
    seen = [worker.document(data, name=name) for name, data in files.items()]
    assert [(one["state"], one["media_type"]) for one in seen] == [
        ("drafted", "application/json"),
        ("drafted", "application/xml"),
        ("drafted", "application/zip"),
    ]


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "resume.txt", SourceEmpty),
        (b"%PDF-1.7\nbroken", "resume.pdf", SourceDamaged),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "resume.png", SourceDamaged),
        (b"GIF89a" + bytes(50), "resume.gif", SourceUnsupported),
    ],
)
def test_a_file_that_cannot_be_read_fails_with_a_code_and_a_hint(
    worker: Caller, data: bytes, name: str, error: type[SourceEmpty | SourceDamaged | SourceUnsupported]
) -> None:
    seen = worker.document(data, name=name)
    assert (seen["state"], seen["failure"], seen["hint"]) == ("failed", error.code, error.hint)
    assert seen["draft_id"] is None


def test_without_the_workers_consent_nothing_is_kept(worker: Caller) -> None:
    refused = worker.upload(resume(), form={"consent": None})
    assert (refused.status_code, refused.json()["code"]) == (403, "consent.missing")
    assert worker.seen("/v1/documents")["items"] == []


def test_a_withdrawn_consent_stops_further_uploads(worker: Caller) -> None:
    worker.document()
    assert worker.delete("/v1/me/consents").status_code == 204
    assert worker.upload(resume(), form={"consent": None}).json()["code"] == "consent.missing"
    assert worker.upload(resume()).status_code == 202


def test_a_consent_text_that_does_not_exist_is_refused(worker: Caller) -> None:
    refused = worker.upload(resume(), form={"consent": "1999-01"})
    assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid")


def test_a_board_uploads_for_a_worker_who_agreed_and_for_nobody_else(
    worker: Caller, other: Caller, officer: Caller
) -> None:
    assert worker.post("/v1/me/consents", {"version": "2026-11"}).status_code == 201
    sent = officer.upload(resume(), form={"worker_id": str(worker.id)})
    assert (sent.status_code, sent.json()["worker_id"]) == (202, str(worker.id))
    refused = officer.upload(resume(), form={"worker_id": str(other.id)})
    assert (refused.status_code, refused.json()["code"]) == (403, "consent.missing")


def test_a_body_over_the_limit_is_refused_by_what_it_announces(worker: Caller) -> None:
    refused = worker.upload(bytes(MOST_BYTES + 200_000))
    assert (refused.status_code, refused.json()["code"]) == (413, "source.too-large")


def test_a_body_that_announces_nothing_is_cut_off_at_the_limit(worker: Caller) -> None:
    taken = 0
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'

    def parts() -> Iterator[bytes]:
        nonlocal taken
        yield head
        for _ in range(100):
            taken += 1
            yield bytes(100_000)
        yield b"\r\n--x--\r\n"

    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    refused = worker.ask("POST", "/v1/documents", content=parts(), headers=kind)
    assert (refused.status_code, refused.json()["code"]) == (413, "source.too-large")
    assert "content-security-policy" in refused.headers


def streamed(app: ASGIApp, path: str, key: str | None) -> tuple[int, int]:
    """Send 15 MB of a form, piece by piece; gives the status, and how many bytes were read."""
    taken = status = 0
    first = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\n'

    async def receive() -> Message:
        nonlocal taken
        body = bytes(100_000) if taken else first
        taken += len(body)
        last = taken > 15_000_000
        return {"type": "http.request", "body": b"\r\n--x--\r\n" if last else body, "more_body": not last}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)

    headers = [(b"content-type", b"multipart/form-data; boundary=x"), (b"host", b"testserver")]
    headers += [(b"authorization", f"Bearer {key}".encode())] if key else []
    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b""}
    scope |= {"headers": headers, "scheme": "http", "server": ("testserver", 80), "client": ("127.0.0.1", 9)}
    anyio.run(app, scope, receive, send)
    return status, taken


@pytest.mark.parametrize("path", ["/v1/documents", "/v1/batches", "/v1/verify"])
def test_of_what_nobody_known_sends_no_more_is_read_than_a_credential_may_have(
    site: Site, worker: Caller, path: str
) -> None:
    app = create(site.place, most_bytes=20_000_000, requests_per_minute=1_000)
    for key in (None, "ler_live_nonsense"):
        status, taken = streamed(app, path, key)
        assert (status, taken < 5_200_000) == (401, True)
    assert streamed(app, path, worker.key)[1] >= 15_000_000


def test_a_form_without_its_boundary_is_a_request_that_cannot_be_read(worker: Caller) -> None:
    kind = {"Content-Type": "multipart/form-data"}
    refused = worker.ask("POST", "/v1/documents", content=b"--x\r\nbroken", headers=kind)
    assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")


def test_the_source_comes_back_as_a_download_of_the_same_bytes(worker: Caller) -> None:
    said = resume()
    answer = worker.get(f"/v1/documents/{worker.document(said)['id']}/source")
    assert answer.content == said.encode()
    assert answer.headers["content-disposition"] == "attachment"
    assert answer.headers["content-type"] == "application/octet-stream"


def test_a_deleted_document_is_gone_with_its_draft_and_what_was_made_of_it_stays(worker: Caller) -> None:
    draft = worker.draft()
    record = worker.record(draft)
    assert worker.delete(f"/v1/documents/{draft['document_id']}").status_code == 204
    gone = [f"/v1/documents/{draft['document_id']}", f"/v1/drafts/{draft['id']}"]
    assert [worker.get(path).status_code for path in gone] == [404, 404]
    assert worker.get(f"/v1/records/{record['id']}").status_code == 200


def test_a_stream_tells_of_a_document_until_it_is_drafted(worker: Caller) -> None:
    sent = worker.upload(resume()).json()
    answer = worker.get(f"/v1/documents/{sent['id']}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    last = answer.text.strip().split("\n\n")[-1]
    assert last.startswith("event: document\ndata: ")
    assert '"state":"drafted"' in last


def test_a_list_names_the_draft_of_each_document(worker: Caller) -> None:
    seen = worker.document()
    assert worker.seen("/v1/documents?state=drafted")["items"] == [seen]


def test_a_document_that_breaks_the_reader_ends_as_failed(site: Site, board: Board) -> None:
    """A fault that nobody foresaw: whoever waits is told, without a word of its text."""
    worker = site.person(board, Role.WORKER)
    sent = worker.document()

    def broken() -> None:
        raise KeyError("Rosa Quill")

    place = dataclasses.replace(site.place, make_tools=broken)  # type: ignore[arg-type]
    document_id = UUID(sent["id"])
    assert drafting.draft_document(place, board.id, document_id) == "internal"
    seen = worker.seen(f"/v1/documents/{sent['id']}")
    assert (seen["state"], seen["failure"]) == ("failed", "internal")
    assert "Rosa" not in str(seen)


def test_a_document_that_keeps_a_rule_busy_ends_as_failed_and_its_worker_goes_on(site: Site, board: Board) -> None:
    class Busy:
        def extract(self, document: Document, kind: DocumentKind) -> Extraction:
            while True:
                kind = DocumentKind(document.text[:0] or kind)

    worker = site.person(board, Role.WORKER)
    sent = worker.document()
    slow = dataclasses.replace(site.place.tools, extractor=Busy(), within=Bounded(0.3))  # type: ignore[arg-type]
    told = drafting.draft_document(site.place, board.id, UUID(sent["id"]), tools=slow)
    seen = worker.seen(f"/v1/documents/{sent['id']}")
    assert (told, seen["state"], seen["failure"]) == (SourceDraftTimeOut.code, "failed", SourceDraftTimeOut.code)
    assert seen["hint"] == SourceDraftTimeOut.hint
    assert worker.document()["state"] == "drafted"
