"""What became of a batch as files that are written while they are sent: rows, drafts, records, credentials."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any, Final
from uuid import UUID

from app import errors
from app.access.model import Action
from app.errors import LerError, NotFound
from app.flows.hosted import batches as flow
from app.flows.hosted.access import Asking
from app.flows.hosted.batch_work import GAVE_UP, GONE, KNOWN
from app.flows.hosted.listing import credentials_of, records_of
from app.flows.hosted.spending import AWAY, ModelRefused, dollars
from app.flows.hosted.zipping import zipped
from app.store import batches, drafts
from app.store.model import BatchRow

_PAGE: Final = 100
_NAME: Final = 60
"""Bytes of a source's name in the name of what was made of it; file systems take 255 for the whole."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet."""
HINTS: Final = {
    kind.code: kind.hint for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, LerError)
} | {
    AWAY: "The model did not answer; retry the failed rows later.",
    ModelRefused.code: "Check the key, the address and the name of the model, then retry the failed rows.",
    KNOWN: "The same document was drafted before: nothing was paid.",
    GONE: "The document was erased before it was drafted.",
    GAVE_UP: "The row stopped its worker again and again; look at the document, and report it.",
}
COLUMNS: Final = (
    "id",
    "number",
    "source",
    "person",
    "state",
    "code",
    "hint",
    "claims",
    "cost_usd",
    "document_id",
    "worker_id",
)


class What(StrEnum):
    """What is exported."""

    ROWS = "rows"
    DRAFTS = "drafts"
    RECORDS = "records"
    CREDENTIALS = "credentials"


class Format(StrEnum):
    """How it is written."""

    CSV = "csv"
    """Of rows alone."""
    NDJSON = "ndjson"
    ZIP = "zip"


def export(asking: Asking, batch_id: UUID, what: What, form: Format) -> Iterator[bytes]:
    """Give an export in pieces; only some rows of it are ever in memory.

    Raises AccessError, NotFound, RequestInvalid.
    """
    asking.may(Action.BATCH_EXPORT, None)
    flow.look(asking, batch_id)
    if form is Format.CSV and what is not What.ROWS:
        raise errors.RequestInvalid("Only rows are written as CSV.", hint="Take the format ndjson or zip.")
    with asking.place.database.writing() as connection:
        asking.log(connection, Action.BATCH_EXPORT, "batch", batch_id)
    if form is Format.CSV:
        return _csv(outcomes(asking, batch_id))
    things = {
        What.ROWS: _named_rows,
        What.DRAFTS: _drafts,
        What.RECORDS: _records,
        What.CREDENTIALS: _credentials,
    }[what](asking, batch_id)
    if form is Format.NDJSON:
        return (_line(value) for _, value in things)
    return zipped((name, json.dumps(value, ensure_ascii=False).encode()) for name, value in things)


def outcomes(asking: Asking, batch_id: UUID) -> Iterator[dict[str, Any]]:
    """Give what became of each row."""
    return (outcome(row) for row in _rows(asking, batch_id))


def outcome(row: BatchRow) -> dict[str, Any]:
    """Give what became of a row; its cost in US dollars, exactly."""
    source = row.source or {}
    return {
        "id": str(row.id),
        "number": row.number,
        "source": source.get("name"),
        "person": source.get("person"),
        "state": str(row.state),
        "code": row.code,
        "hint": HINTS.get(row.code or ""),
        "claims": row.claims,
        "cost_usd": usd(row.cost),
        "document_id": str(row.document_id) if row.document_id else None,
        "worker_id": str(row.worker_id) if row.worker_id else None,
    }


def told(seen: flow.Seen) -> dict[str, Any]:
    """Give a batch with its money, in US dollars, and the counts of its rows."""
    batch, plan = seen.batch, seen.plan
    estimate = None
    if plan.estimate is not None:
        estimate = plan.estimate.model_dump(exclude={"most"}) | {"most_usd": usd(plan.estimate.most)}
    return {
        "id": str(batch.id),
        "state": str(batch.state),
        "version": batch.version,
        "source": plan.source,
        "columns": dict(plan.columns),
        "consent": plan.consent.model_dump(mode="json"),
        "review": plan.review,
        "rows": batch.rows,
        "counts": {str(state): count for state, count in seen.counts.items()},
        "codes": dict(seen.codes),
        "complete": plan.complete,
        "budget_usd": usd(batch.budget),
        "reserved_usd": usd(batch.reserved),
        "spent_usd": usd(batch.spent),
        "estimate": estimate,
        "created_at": batch.created_at.isoformat(),
        "updated_at": batch.updated_at.isoformat(),
    }


def usd(millionths: int) -> str:
    """Write millionths of a US dollar in dollars, exactly."""
    return f"{dollars(millionths):.6f}"


def safe(cell: object) -> str:
    """Write a cell so that no spreadsheet takes it for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _rows(asking: Asking, batch_id: UUID) -> Iterator[BatchRow]:
    after, place = 0, asking.place
    while True:
        with place.database.reading() as connection:
            page = batches.list_rows(connection, place.keyring, asking.board_id, batch_id, after=after, limit=_PAGE)
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].number


def _documents(asking: Asking, batch_id: UUID) -> Iterator[BatchRow]:
    """Give the rows that have a document; one that comes twice, once for each."""
    return (row for row in _rows(asking, batch_id) if row.document_id is not None)


def _named_rows(asking: Asking, batch_id: UUID) -> Iterator[tuple[str, Any]]:
    return ((f"{row['number']:06}.json", row) for row in outcomes(asking, batch_id))


def _drafts(asking: Asking, batch_id: UUID) -> Iterator[tuple[str, Any]]:
    place = asking.place
    for row in _documents(asking, batch_id):
        try:
            with place.database.reading() as connection:
                found = drafts.latest_draft(connection, place.keyring, asking.board_id, row.document_id)  # type: ignore[arg-type]
        except NotFound:
            continue
        told = found.draft.model_dump(mode="json")
        yield (
            f"{_name(row)}.draft.json",
            _of(row) | {"id": str(found.id), "state": str(found.state), "draft": told},
        )


def _of(row: BatchRow) -> dict[str, Any]:
    return {"row": row.number, "source": (row.source or {}).get("name")}


def _records(asking: Asking, batch_id: UUID) -> Iterator[tuple[str, Any]]:
    for row in _documents(asking, batch_id):
        made = records_of(asking, row.worker_id, row.document_id) if row.worker_id else ()
        for number, one in enumerate(made, start=1):
            told = one.record.model_dump(mode="json")
            name = _name(row) + (f"-{number}" if number > 1 else "")
            yield f"{name}.record.json", _of(row) | {"id": str(one.id), "record": told}


def _credentials(asking: Asking, batch_id: UUID) -> Iterator[tuple[str, Any]]:
    return ((f"{one.id}.json", one.signed.document) for one in credentials_of(asking, batch_id=batch_id))


def _name(row: BatchRow) -> str:
    """Name what was made of a row by its number, which no other has, and by its source."""
    source = row.source or {}
    told = [PurePosixPath(str(source.get("name") or "")).stem, str(source.get("person") or "")]
    parts = [re.sub(r"[^\w.-]+", "-", part).strip("-.").encode()[:_NAME].decode(errors="ignore") for part in told]
    return "-".join([f"{row.number:06}", *filter(None, parts)])


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _csv(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([safe(row[name]) for name in COLUMNS])
        if out.tell() > 65_536:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()
