"""Documents: upload, look, wait, fetch, delete."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, Response, UploadFile

from app import errors
from app.api.bodies import Document, Documents
from app.api.context import Cursor, Limit, Repeatable, Wait, Who, cursor_of, id_of
from app.api.problems import documented
from app.api.rates import UPLOAD, Rates
from app.documents.model import SourceDocument
from app.errors import LerError
from app.flows.hosted import accounts, drafting
from app.store.model import DocumentState, StoredDocument

router = APIRouter(tags=["documents"])
_HINTS = {
    kind.code: kind.hint for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, LerError)
}


@router.post(
    "/documents", status_code=202, response_model=Document, responses=documented(413), summary="Upload a document"
)
def upload(
    request: Request,
    who: Who,
    once: Repeatable,
    file: Annotated[UploadFile, File(description="A resume, transcript or job history.")],
    consent: Annotated[
        str | None, Form(description="Version of the consent text that the worker agrees to now.", max_length=40)
    ] = None,
    worker_id: Annotated[UUID | None, Form(description="Whose it is, when a board uploads it.")] = None,
) -> Response:
    """Keep a document and have it drafted. The same bytes of the same worker are one document."""
    rates: Rates = request.app.state.rates
    rates.take(str(who.actor.person_id), UPLOAD)
    data = file.file.read()
    source = SourceDocument(name=(file.filename or "document")[:200], data=data)

    def work() -> Document:
        if consent is not None and worker_id in (None, who.actor.person_id):
            accounts.agree(who, consent)
        stored, _ = drafting.receive(who, source, worker_id)
        return Document.of(stored, None)

    said = b"\n".join((source.name.encode(), str(worker_id).encode(), (consent or "").encode(), data))
    return once(202, said, work)


@router.get("/documents", response_model=Documents, responses=documented(), summary="List documents")
def listed(who: Who, state: DocumentState | None = None, cursor: Cursor = None, limit: Limit = 50) -> Documents:
    """Give one's own documents, or those of the whole board to those who may read them, newest first."""
    found = drafting.list_documents(who, state, id_of(cursor), limit)
    return Documents(items=[_told(one, None) for one in found], next=cursor_of(found, limit))


@router.get("/documents/{document_id}", response_model=Document, responses=documented(), summary="Look at a document")
def one(document_id: UUID, who: Who, wait: Wait = 0) -> Document:
    """Say how far a document has come; `wait` answers as soon as it is drafted or has failed."""
    return _told(*drafting.wait(who, document_id, wait))


@router.get("/documents/{document_id}/source", responses=documented(), summary="Fetch the uploaded bytes")
def source(document_id: UUID, who: Who) -> Response:
    """Give the bytes as they were uploaded, as a download."""
    found = drafting.source(who, document_id)
    return Response(
        found.data,
        media_type="application/octet-stream",
        headers={"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"},
    )


@router.delete("/documents/{document_id}", status_code=204, responses=documented(), summary="Delete a document")
def delete(document_id: UUID, who: Who) -> Response:
    """Remove a document with its drafts; records and credentials that were made of it stay."""
    drafting.delete(who, document_id)
    return Response(status_code=204)


def _told(stored: StoredDocument, draft_id: UUID | None) -> Document:
    return Document.of(stored, draft_id, _HINTS.get(stored.failure or ""))
