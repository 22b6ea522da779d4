"""Drafts: sealed whole, with a row for each claim, and a version that two people cannot write over."""

import zlib
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, insert, select, update

from app.errors import NotFound, VersionConflict
from app.review.decide import load_draft as read_draft
from app.review.model import Draft, DraftClaim
from app.store import data_keys
from app.store.claims import claim_values
from app.store.ids import Ids
from app.store.model import DocumentState, DraftState, StoredDraft
from app.store.rows import chunks, one
from app.store.seal import DataKey, Keyring
from app.store.tables import claims, documents, drafts
from app.values import Frozen

_DRAFT = "draft"
_NOTE = "note"
_PACKING = 1
"""Of zlib: drafts repeat themselves, and sealed bytes cannot be packed any more."""


class Replaced(NamedTuple):
    """A draft whose place a new one takes, as whoever made that saw it."""

    id: UUID
    version: int


class NewDraft(Frozen):
    """A draft of a document, made by that version of the pipeline."""

    id: UUID
    document_id: UUID
    pipeline: str
    draft: Draft
    at: datetime
    replaces: Replaced | None = None
    """The draft that it holds the added claims of."""


def save_draft(
    connection: Connection,
    keyring: Keyring,
    board_id: UUID,
    new: NewDraft,
    ids: Ids,
    *,
    opinions: Callable[[DraftClaim], int] = lambda _: 1,
) -> UUID:
    """Keep a draft with its claims and give its id; earlier drafts of the document are superseded.

    A document and pipeline have one draft: when it is there already (a step that ran twice), it stays and its id is
    given. `opinions` says of each claim how many reviewers must look at it.
    Raises NotFound when the document is not the board's, VersionConflict when the draft that it replaces was changed
    since, SealBroken.
    """
    document = one(
        connection,
        select(documents.c.worker_id)
        .where(documents.c.board_id == board_id, documents.c.id == new.document_id)
        # whoever decides on a draft holds it, and brings in rows that refer to its document
        .with_for_update(key_share=True),
    )
    earlier = connection.execute(
        select(drafts.c.id, drafts.c.pipeline, drafts.c.version)
        .where(drafts.c.document_id == new.document_id)
        .order_by(drafts.c.id)
        .with_for_update(key_share=True)
    ).all()
    for found in earlier:
        if found.pipeline == new.pipeline:
            _drafted(connection, new)
            return UUID(str(found.id))
        if new.replaces is not None and found.id == new.replaces.id and found.version != new.replaces.version:
            raise VersionConflict("The draft that this one replaces was changed since.")
    worker_id = document["worker_id"]
    key = data_keys.open_key(connection, keyring, board_id, new.document_id)
    if earlier:
        _supersede(connection, new.document_id, new.at)
    connection.execute(insert(drafts), [_values(board_id, worker_id, new, key)])
    shared = {
        "board_id": board_id,
        "worker_id": worker_id,
        "document_id": new.document_id,
        "draft_id": new.id,
        "created_at": new.at,
    }
    rows = [
        shared | {"id": ids()} | claim_values(claim, place, opinions=opinions(claim))
        for place, claim in enumerate(new.draft.claims)
    ]
    if rows:
        connection.execute(insert(claims), rows)
    _drafted(connection, new)
    return new.id


def _drafted(connection: Connection, new: NewDraft) -> None:
    """Say of its document that it is drafted."""
    connection.execute(
        update(documents)
        .where(documents.c.id == new.document_id)
        .values(
            state=DocumentState.DRAFTED,
            failure=None,
            media_type=new.draft.document.media_type,
            updated_at=new.at,
        )
    )


class NewClaim(Frozen):
    """A claim that somebody added to a draft: the last one of `draft`."""

    id: UUID
    draft_id: UUID
    version: int
    """Of the draft that it was added to."""
    draft: Draft
    """As it is with the claim."""
    opinions: int
    """How many reviewers must look at it, while the draft is in their hands."""
    at: datetime


def add_claim(connection: Connection, keyring: Keyring, board_id: UUID, new: NewClaim) -> int:
    """Keep a draft with the claim that was added to it, and give its new version.

    Raises VersionConflict when it was changed since, NotFound, SealBroken.
    """
    found = advance(connection, board_id, new.draft_id, new.version, new.at)
    key = data_keys.open_key(connection, keyring, board_id, found.document_id)
    mine = drafts.c.id == new.draft_id
    connection.execute(
        update(drafts).where(mine).values(sealed=_sealed(new.draft, key), claims=len(new.draft.claims))
    )
    opinions = new.opinions if found.state is DraftState.OPEN else 0
    row = {
        "id": new.id,
        "board_id": board_id,
        "worker_id": found.worker_id,
        "document_id": found.document_id,
        "draft_id": new.draft_id,
        "created_at": new.at,
    }
    place = len(new.draft.claims) - 1
    connection.execute(insert(claims), [row | claim_values(new.draft.claims[place], place, opinions=opinions)])
    return found.version


def load_draft(
    connection: Connection, keyring: Keyring, board_id: UUID, draft_id: UUID, worker_id: UUID | None = None
) -> StoredDraft:
    """Give a draft of the board, and with `worker_id` of that worker. Raises NotFound, SealBroken."""
    query = select(drafts).where(drafts.c.board_id == board_id, drafts.c.id == draft_id)
    if worker_id is not None:
        query = query.where(drafts.c.worker_id == worker_id)
    return draft_row(one(connection, with_key(query, board_id)), keyring)


def latest_drafts(connection: Connection, board_id: UUID, document_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Give, by document, the id of the draft that is not superseded."""
    found: dict[UUID, UUID] = {}
    for some in chunks(document_ids):
        query = select(drafts.c.document_id, drafts.c.id).where(
            drafts.c.board_id == board_id,
            drafts.c.document_id.in_(some),
            drafts.c.state != DraftState.SUPERSEDED,
        )
        found |= {row.document_id: row.id for row in connection.execute(query)}
    return found


def count_claims(connection: Connection, board_id: UUID, draft_id: UUID) -> int:
    """Give how many claims a draft has. Raises NotFound."""
    query = select(drafts.c.claims).where(drafts.c.board_id == board_id, drafts.c.id == draft_id)
    return int(one(connection, query)["claims"])


def latest_draft(connection: Connection, keyring: Keyring, board_id: UUID, document_id: UUID) -> StoredDraft:
    """Give the draft of a document that is not superseded. Raises NotFound, SealBroken."""
    one(connection, select(documents.c.id).where(documents.c.board_id == board_id, documents.c.id == document_id))
    newest = select(drafts).where(drafts.c.document_id == document_id, drafts.c.state != DraftState.SUPERSEDED)
    return draft_row(one(connection, with_key(newest, board_id)), keyring)


def set_draft_state(
    connection: Connection, board_id: UUID, draft_id: UUID, expected: int, state: DraftState, at: datetime
) -> int:
    """Change the state of a draft at the version that the caller saw, and give the new version.

    A draft that leaves the hands of reviewers leaves the queue. Raises VersionConflict, NotFound.
    """
    version = advance(connection, board_id, draft_id, expected, at, state=state).version
    if state is not DraftState.OPEN:
        connection.execute(
            update(claims).where(claims.c.draft_id == draft_id).values(opinions=0, leased_by=None, leased_until=None)
        )
    return version


def return_draft(
    connection: Connection, keyring: Keyring, board_id: UUID, draft_id: UUID, expected: int, reason: str, at: datetime
) -> int:
    """Send a draft back to its worker with a reason, and give the new version.

    Raises VersionConflict, NotFound, SealBroken.
    """
    version = set_draft_state(connection, board_id, draft_id, expected, DraftState.RETURNED, at)
    document_id = one(connection, select(drafts.c.document_id).where(drafts.c.id == draft_id))["document_id"]
    key = data_keys.open_key(connection, keyring, board_id, document_id)
    connection.execute(update(drafts).where(drafts.c.id == draft_id).values(note=key.seal(_NOTE, reason.encode())))
    return version


class Advanced(NamedTuple):
    """A draft that was taken to its next version, and whose it is."""

    version: int
    worker_id: UUID
    document_id: UUID
    state: DraftState


def advance(
    connection: Connection,
    board_id: UUID,
    draft_id: UUID,
    expected: int,
    at: datetime,
    *,
    state: DraftState | None = None,
) -> Advanced:
    """Take the draft from the expected version to the next, in one statement: of two people one gets it.

    Raises VersionConflict when somebody else did so since, or the draft is superseded; NotFound.
    """
    values: dict[str, object] = {"version": expected + 1, "updated_at": at}
    if state is not None:
        values["state"] = state
    mine = (drafts.c.board_id == board_id) & (drafts.c.id == draft_id)
    row = connection.execute(
        update(drafts)
        .where(mine, drafts.c.version == expected, drafts.c.state != DraftState.SUPERSEDED)
        .values(values)
        .returning(drafts.c.version, drafts.c.worker_id, drafts.c.document_id, drafts.c.state)
    ).one_or_none()
    if row is not None:
        return Advanced(row.version, row.worker_id, row.document_id, DraftState(row.state))
    if connection.execute(select(drafts.c.id).where(mine)).first() is None:
        raise NotFound("There is no such draft.")
    raise VersionConflict("The draft was changed since you loaded it.")


def _supersede(connection: Connection, document_id: UUID, at: datetime) -> None:
    connection.execute(
        update(drafts)
        .where(drafts.c.document_id == document_id, drafts.c.state != DraftState.SUPERSEDED)
        .values(state=DraftState.SUPERSEDED, version=drafts.c.version + 1, updated_at=at)
    )
    connection.execute(
        update(claims)
        .where(claims.c.document_id == document_id)
        .values(opinions=0, leased_by=None, leased_until=None)
    )


def _values(board_id: UUID, worker_id: UUID, new: NewDraft, key: DataKey) -> dict[str, object]:
    return {
        "id": new.id,
        "board_id": board_id,
        "worker_id": worker_id,
        "document_id": new.document_id,
        "pipeline": new.pipeline,
        "version": 1,
        "state": DraftState.OPEN,
        "sealed": _sealed(new.draft, key),
        "claims": len(new.draft.claims),
        "flags": sorted({str(flag.code) for flag in new.draft.flags}),
        "created_at": new.at,
        "updated_at": new.at,
    }


def _sealed(draft: Draft, key: DataKey) -> bytes:
    return key.seal(_DRAFT, zlib.compress(draft.model_dump_json().encode(), _PACKING))


def with_key(query: Select[Any], board_id: UUID) -> Select[Any]:
    """Have a query of drafts give with each one the key of its document, for `draft_row`."""
    return data_keys.joined(query, board_id, drafts.c.document_id)


def draft_row(row: RowMapping, keyring: Keyring) -> StoredDraft:
    """Read a row of a query `with_key`. Raises SealBroken."""
    key = data_keys.key_in(row, keyring, row["document_id"])
    told = {name: row[name] for name in StoredDraft.model_fields if name not in ("draft", "note")}
    return StoredDraft(
        draft=read_draft(zlib.decompress(key.open(_DRAFT, row["sealed"]))),
        note=None if row["note"] is None else key.open(_NOTE, row["note"]).decode(),
        **told,
    )
