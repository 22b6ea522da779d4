"""Batches: make, look, start, pause, resume, try again, cancel, revoke, export."""

import hashlib
import json
from collections.abc import Callable
from decimal import Decimal
from typing import IO, Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse

from app.api import batch_bodies as bodies
from app.api.bodies import Revocation
from app.api.changes import Based, Repeatable, etag, tagged, tagged_as
from app.api.context import Cursor, Limit, OneFile, Wait, Who, cursor_of, id_of, number_of, weigh
from app.api.problems import documented
from app.api.rates import UPLOAD
from app.api.waiting import until
from app.errors import RequestInvalid
from app.flows.hosted import batch_erasing, batch_export, batches
from app.flows.hosted.batch_export import Format, What
from app.flows.hosted.batch_files import rows_of_file
from app.flows.hosted.batch_plan import Consent, ConsentGround, Rule
from app.flows.hosted.batches import Seen
from app.store.model import BatchState, RowState

router = APIRouter(tags=["batches"])
PATH: Final = "/batches"
_MEDIA: Final = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.NDJSON: "application/x-ndjson",
    Format.ZIP: "application/zip",
}
_EXPORTED: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The export, sent while it is made.",
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/x-ndjson": {"schema": {"type": "string"}},
            "application/zip": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}
_REFUSED: Final = documented(400, 403, 404, 409, 412, 422, 428)
_CHANGES: Final = tagged_as(200) | _REFUSED


@router.post(
    PATH,
    status_code=201,
    response_model=bodies.Batch,
    responses=tagged_as(201) | documented(400, 403, 409, 413, 415, 422),
    dependencies=[OneFile],
    summary="Make a batch",
)
def create_batch(
    request: Request,
    who: Who,
    once: Repeatable,
    file: Annotated[
        UploadFile, File(description="A ZIP of documents, or job histories of many people as CSV or XLSX.")
    ],
    consent: Annotated[ConsentGround, Form(description="On what the workers' consent stands.")],
    reference: Annotated[
        str, Form(description="Where that is written.", min_length=1, max_length=120, examples=["Form WS-12"])
    ],
    budget_usd: Annotated[bodies.Dollars, Form(description="What may be spent on a model; 0 is offline.")] = "0",
    review: Annotated[Rule, Form(description="What reviewers look at: `all`, `flagged`, `none` or `10%`.")] = "all",
    columns: Annotated[
        str | None,
        Form(
            description="JSON: by field the heading of its column. It is guessed, and told back, unless given.",
            max_length=4_000,
            examples=['{"person": "Case", "title": "Post held", "start": "Since"}'],
        ),
    ] = None,
) -> Response:
    """Take in every row and estimate what it costs; nothing is drafted or paid until the batch is started."""
    weigh(request, who, UPLOAD - 1)
    declared = None if columns is None else _columns(columns)
    name = (file.filename or "batch")[:200]
    stated = Consent(basis=consent, reference=reference)

    def work() -> bodies.Batch:
        rows = rows_of_file(file.file, name, who.place.limits, declared, who.place.opening)
        return bodies.Batch.of(batches.create(who, rows, stated, review=review, budget=Decimal(budget_usd)))

    told = json.dumps([name, consent, reference, budget_usd, review, columns, _digest(file.file)])
    return tagged(once(201, told.encode(), work))


@router.get(PATH, response_model=bodies.Batches, responses=documented(403, 422), summary="List batches")
def list_batches(who: Who, cursor: Cursor = None, limit: Limit = 50) -> bodies.Batches:
    """Give the board's batches, newest first."""
    found = batches.list_batches(who, id_of(cursor), limit)
    return bodies.Batches(
        items=list(map(bodies.Batch.of, found)), next=cursor_of([one.batch for one in found], limit)
    )


@router.get(
    PATH + "/{batch_id}",
    response_model=bodies.Batch,
    responses=tagged_as(200) | documented(403, 404, 422),
    summary="Look at a batch",
)
async def get_batch(batch_id: UUID, who: Who, response: Response, wait: Wait = 0) -> bodies.Batch:
    """Give a batch with its money and the counts of its rows; `wait` answers as soon as it stands still."""
    seen = await until(
        lambda: batches.look(who, batch_id), lambda found: found.batch.state is not BatchState.RUNNING, wait
    )
    response.headers["ETag"] = etag(seen.batch.version)
    return bodies.Batch.of(seen)


@router.post(PATH + "/{batch_id}/start", response_model=bodies.Batch, responses=_CHANGES, summary="Start a batch")
def start_batch(batch_id: UUID, said: bodies.Running, who: Who, based: Based, once: Repeatable) -> Response:
    """Start a batch that was estimated."""
    return _changed(once, said, lambda: batches.start(who, batch_id, based, said.budget))


@router.post(PATH + "/{batch_id}/pause", response_model=bodies.Batch, responses=_CHANGES, summary="Pause a batch")
def pause_batch(batch_id: UUID, who: Who, based: Based, once: Repeatable) -> Response:
    """Start no more rows and send no more calls; what is on its way ends, and nothing is lost."""
    return _changed(once, None, lambda: batches.pause(who, batch_id, based))


@router.post(
    PATH + "/{batch_id}/resume", response_model=bodies.Batch, responses=_CHANGES, summary="Go on with a batch"
)
def resume_batch(batch_id: UUID, said: bodies.Running, who: Who, based: Based, once: Repeatable) -> Response:
    """Go on with a batch that was paused or is out of budget, with another budget if one is given."""
    return _changed(once, said, lambda: batches.resume(who, batch_id, based, said.budget))


@router.post(
    PATH + "/{batch_id}/retry", response_model=bodies.Batch, responses=_CHANGES, summary="Try failed rows again"
)
def retry_batch(batch_id: UUID, said: bodies.Running, who: Who, based: Based, once: Repeatable) -> Response:
    """Let all failed rows wait again, and go on."""
    return _changed(once, said, lambda: batches.retry(who, batch_id, based, said.budget))


@router.post(PATH + "/{batch_id}/cancel", response_model=bodies.Batch, responses=_CHANGES, summary="Cancel a batch")
def cancel_batch(batch_id: UUID, who: Who, based: Based, once: Repeatable) -> Response:
    """Give up all rows that wait; drafts that are made stay."""
    return _changed(once, None, lambda: batches.cancel(who, batch_id, based))


@router.post(
    PATH + "/{batch_id}/revoke",
    response_model=bodies.BatchRevoked,
    responses=_REFUSED,
    summary="Revoke all credentials of a batch",
)
def revoke_batch(batch_id: UUID, said: Revocation, who: Who, based: Based, once: Repeatable) -> Response:
    """Revoke every credential that was made of a document of the batch."""

    def work() -> bodies.BatchRevoked:
        return bodies.BatchRevoked(revoked=batches.revoke(who, batch_id, based, said.reason))

    return once(200, said, work)


@router.delete(
    PATH + "/{batch_id}",
    response_model=bodies.BatchGone,
    responses=documented(403, 404, 409, 412, 422),
    summary="Erase a batch",
)
def erase_batch(
    batch_id: UUID,
    who: Who,
    sure: Annotated[UUID, Query(description="The batch's id once more: this cannot be undone.")],
) -> bodies.BatchGone:
    """Erase a batch that is not running: rows, documents that it alone brought, and accounts made for these alone.

    Records and credentials that came of it stay; revoke the batch before.
    """
    if sure != batch_id:
        raise RequestInvalid("`sure` is not the id of the batch.")
    gone = batch_erasing.erase(who, batch_id)
    return bodies.BatchGone(batch_id=batch_id, counts=gone.model_dump())


@router.get(
    PATH + "/{batch_id}/rows", response_model=bodies.Rows, responses=documented(403, 404, 422), summary="List rows"
)
def list_batch_rows(
    batch_id: UUID,
    who: Who,
    state: RowState | None = None,
    person: Annotated[
        str | None,
        Query(
            max_length=200, description="Only rows of this person, by the job history's own id.", examples=["E-0007"]
        ),
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> bodies.Rows:
    """Give rows by number, each with what became of it."""
    found = batches.list_rows(who, batch_id, state=state, person=person, after=number_of(cursor), limit=limit)
    return bodies.Rows(
        items=list(map(bodies.Row.of, found)), next=str(found[-1].number) if len(found) == limit else None
    )


@router.get(
    PATH + "/{batch_id}/export",
    response_class=StreamingResponse,
    responses=_EXPORTED | documented(403, 404, 422),
    summary="Export a batch",
)
def export_batch(batch_id: UUID, who: Who, what: What = What.ROWS, format: Format = Format.NDJSON) -> Response:  # noqa: A002 - as the address says it
    """Give what became of the rows, or the drafts, records or credentials that were made of them."""
    pieces = batch_export.export(who, batch_id, what, format)
    name = f"{what}-{batch_id}.{format}"
    return StreamingResponse(
        pieces, media_type=_MEDIA[format], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _changed(once: Repeatable, said: bodies.Running | None, work: Callable[[], Seen]) -> Response:
    return tagged(once(200, said, lambda: bodies.Batch.of(work())))


def _columns(text: str) -> dict[str, str]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not (isinstance(found, dict) and found and all(isinstance(one, str) and one for one in found.values())):
        raise RequestInvalid("`columns` is no JSON object of fields and headings.")
    return found


def _digest(file: IO[bytes]) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while part := file.read(1_000_000):
        digest.update(part)
    return digest.hexdigest()
