"""Documents: upload, look, wait, fetch, delete."""

from collections.abc import Callable
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, File, Form, Header, Path, Query, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from pydantic import ValidationError

from app import errors
from app.api.bodies import Document, Documents
from app.api.changes import Repeatable
from app.api.context import Cursor, Limit, OneFile, Wait, Who, answered, cursor_of, id_of, weigh
from app.api.problems import documented
from app.api.rates import PICTURE, UPLOAD
from app.api.waiting import events, until
from app.documents.model import SourceDocument
from app.errors import LerError, RequestInvalid
from app.flows.hosted import accounts, drafting, pages
from app.flows.hosted.access import Asking
from app.flows.hosted.pages import BOXES, SCALES, View
from app.store.model import DocumentState, StoredDocument

router = APIRouter(tags=["documents"])
Seen = tuple[StoredDocument, UUID | None]
"""A document, and the id of its draft once there is one."""
_HINTS = {
    kind.code: kind.hint_over_http or kind.hint
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, LerError)
}
_FILE: Final = (
    "A resume, transcript or job history: PDF, DOCX, ODT, RTF, HTML, plain text, a scan or photo, CSV or XLSX, JSON "
    "Resume, HR Open LER-RS, Europass, a LinkedIn export, or PESC XML."
)
_STREAMED: Final = 300.0
"""Seconds after which a stream of events ends; who still wants to know asks again."""
_BYTES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The bytes.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_NUMBER: Final = r"-?[0-9]{1,5}(\.[0-9]{1,3})?"
_BOX: Final = rf"{_NUMBER}(,{_NUMBER}){{3}}"
_BOXES: Final = rf"^{_BOX}(;{_BOX})*$"
_PICTURE: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The picture.",
        "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}},
        "headers": {"ETag": {"description": "Of the picture.", "schema": {"type": "string"}}},
    },
    304: {"description": "It is the picture that is there already."},
}
_EVENTS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "Server-sent events named `document`; their data is a Document.",
        "content": {
            "text/event-stream": {
                "schema": {
                    "type": "object",
                    "required": ["event", "data"],
                    "properties": {
                        "event": {"const": "document"},
                        "data": {"type": "string", "contentMediaType": "application/json"},
                    },
                }
            }
        },
    }
}


@router.post(
    "/documents",
    status_code=202,
    response_model=Document,
    responses=documented(400, 403, 404, 409, 413, 422),
    dependencies=[OneFile],
    summary="Upload a document",
)
def upload_document(
    request: Request,
    who: Who,
    once: Repeatable,
    file: Annotated[UploadFile, File(description=_FILE)],
    consent: Annotated[
        str | None,
        Form(
            description="Version of the consent text that the worker agrees to now.",
            max_length=40,
            examples=["2026-11"],
        ),
    ] = None,
    worker_id: Annotated[UUID | None, Form(description="Whose it is, when a board uploads it.")] = None,
) -> Response:
    """Keep a document and have it drafted. The same bytes of the same worker are one document."""
    weigh(request, who, UPLOAD - 1)
    data = file.file.read()
    source = SourceDocument(name=(file.filename or "document")[:200], data=data)

    def work() -> Document:
        if consent is not None and worker_id in (None, who.actor.person_id):
            accounts.agree(who, consent)
        stored, is_new = drafting.receive(who, source, worker_id)
        return _told((stored, None if is_new else drafting.draft_id_of(who, stored.id)))

    said = b"\n".join((source.name.encode(), str(worker_id).encode(), (consent or "").encode(), data))
    return once(202, said, work)


@router.get("/documents", response_model=Documents, responses=documented(403, 422), summary="List documents")
def list_documents(
    who: Who, state: DocumentState | None = None, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Give one's own documents, or those of the whole board to those who may read them, newest first."""
    found = drafting.list_documents(who, state, id_of(cursor), limit)
    return answered(Documents(items=list(map(_told, found)), next=cursor_of([one for one, _ in found], limit)))


@router.get(
    "/documents/{document_id}",
    response_model=Document,
    responses=documented(403, 404, 422),
    summary="Look at a document",
)
async def get_document(document_id: UUID, who: Who, wait: Wait = 0) -> Response:
    """Say how far a document has come; `wait` answers as soon as it is drafted or has failed."""
    return answered(_told(await until(_looking(who, document_id), _is_done, wait)))


@router.get(
    "/documents/{document_id}/events",
    response_class=StreamingResponse,
    responses=_EVENTS | documented(403, 404, 422),
    summary="Follow a document",
)
async def follow_document(document_id: UUID, who: Who) -> Response:
    """Send an event now and at each step of a document; the stream ends when it is drafted or has failed."""
    look = _looking(who, document_id)

    def shown() -> tuple[str, bool]:
        seen = look()
        return _told(seen).model_dump_json(), _is_done(seen)

    first, _ = await run_in_threadpool(shown)
    stream = events(first, shown, _STREAMED)
    return StreamingResponse(stream, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


@router.get(
    "/documents/{document_id}/source",
    response_class=Response,
    responses=_BYTES | documented(403, 404, 422),
    summary="Fetch the uploaded bytes",
)
def get_document_source(document_id: UUID, who: Who) -> Response:
    """Give the bytes as they were uploaded, as a download."""
    found = drafting.source(who, document_id)
    return Response(found.data, media_type="application/octet-stream", headers={"Content-Disposition": "attachment"})


@router.get(
    "/documents/{document_id}/pages/{number}.png",
    response_class=Response,
    responses=_PICTURE | documented(403, 404, 413, 415, 422),
    summary="See a page",
)
def get_page_image(
    request: Request,
    document_id: UUID,
    number: Annotated[int, Path(ge=1, le=10_000, description="Of the page, from 1.")],
    who: Who,
    scale: Annotated[float, Query(ge=SCALES[0], le=SCALES[1], description="Pixels a point.")] = 1.5,
    boxes: Annotated[
        str | None,
        Query(
            pattern=_BOXES,
            max_length=4_000,
            description="Places to outline, up to 100, each as its four numbers in evidence: `x0,y0,x1,y1;…`.",
            examples=["72,90.5,180,104"],
        ),
    ] = None,
    if_none_match: Annotated[
        str | None, Header(max_length=1_000, description="ETags that are there already.")
    ] = None,
) -> Response:
    """Give the picture of a page of a PDF, or of a scan or photo, as it is displayed, with places outlined."""
    view = _view(number, scale, boxes)
    drafting.document(who, document_id)
    tag = f'"{view.tag(document_id)}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization"}
    if tag in (if_none_match or ""):
        return Response(status_code=304, headers=headers)
    weigh(request, who, PICTURE - 1)
    return Response(pages.picture(who, document_id, view), media_type="image/png", headers=headers)


@router.delete(
    "/documents/{document_id}", status_code=204, responses=documented(403, 404, 422), summary="Delete a document"
)
def delete_document(document_id: UUID, who: Who) -> Response:
    """Remove a document with its drafts; records and credentials that were made of it stay."""
    drafting.delete(who, document_id)
    return Response(status_code=204)


def _view(number: int, scale: float, boxes: str | None) -> View:
    """Read what is asked for. Raises RequestInvalid."""
    found = [tuple(map(float, box.split(","))) for box in boxes.split(";")] if boxes else []
    try:
        return View.model_validate({"number": number, "scale": scale, "boxes": found})
    except ValidationError:
        raise RequestInvalid(
            f"There are more than {BOXES} boxes, or one has its right or lower side first."
        ) from None


def _looking(who: Asking, document_id: UUID) -> Callable[[], Seen]:
    """Give what looks at a document again and again: it is loaded at first, and again when it has ended."""
    last: Seen | None = None

    def look() -> Seen:
        nonlocal last
        if last is None or drafting.has_ended(who, document_id):
            last = drafting.document(who, document_id)
        return last

    return look


def _is_done(seen: Seen) -> bool:
    return seen[0].state is not DocumentState.RECEIVED


def _told(seen: Seen) -> Document:
    stored, draft_id = seen
    return Document.of(stored, draft_id, _HINTS.get(stored.failure or ""))
