"""A board on which everything is under way at once, and what each of its people does next."""

import json
from typing import Any, Final
from uuid import UUID, uuid4

from app.access.model import Role as Standing
from app.credentials.model import SignedCredential
from app.review.decide import decide
from app.store.batches import (
    NewBatch,
    NewRow,
    add_batch,
    add_rows,
    begin_row,
    link_rows,
    set_batch_state,
)
from app.store.credentials import NewCredential, add_endorsement, request_endorsement, save_credentials
from app.store.decisions import load_decisions
from app.store.documents import delete_document
from app.store.drafts import NewDraft, save_draft
from app.store.erasure import erase_batch, erase_worker
from app.store.model import BatchState, CredentialKind
from app.store.offers import NewOffer, add_offer
from app.store.people import set_roles
from app.store.records import NewRecord, hold_record, save_record
from app.store.spending import Reservation, Usage, reserve_call, settle_call
from app.store.status import revoke_credentials
from tests.review import factories as review
from tests.store.factories import AT, World, later, new_id

CLAIMS: Final = review.claims()


class Scene:
    """A worker with a document in a batch that stands still, a draft, a record, a credential and a model's call."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.document = world.upload()
        self.draft = world.draft(document=self.document)
        self.version = world.decide(self.draft, 1, world.worker, *CLAIMS[:4])
        self.record, self.credential, self.batch, self.row, self.call = (new_id() for _ in range(5))
        batch = NewBatch(id=self.batch, made_by=world.reviewer, kind="resume", plan={}, budget=1_000, at=AT)
        call = Reservation(
            id=self.call,
            model="small",
            prompt="extract/1",
            most=9,
            batch_id=self.batch,
            row_id=self.row,
            document_id=self.document,
            at=AT,
        )
        with world.database.writing() as connection:
            save_record(connection, world.keyring, world.board, self.new_record(connection, self.record))
            save_credentials(connection, world.keyring, world.board, [self.badge(self.credential)], AT)
            add_batch(connection, world.board, batch)
            set_batch_state(connection, world.board, self.batch, 1, BatchState.RUNNING, AT)
            add_rows(connection, world.keyring, world.board, self.batch, [self.new_row(self.row, 1)], AT)
            link_rows(connection, world.board, {self.row: (world.worker, self.document)})
            assert reserve_call(connection, world.board, call)
            set_batch_state(connection, world.board, self.batch, 2, BatchState.PAUSED, AT)

    @staticmethod
    def new_row(row: UUID, number: int) -> NewRow:
        return NewRow(id=row, number=number, source={"n": number}, person="P")

    def new_record(self, connection: Any, record: UUID, before: UUID | None = None, version: int = 0) -> NewRecord:
        said = load_decisions(connection, self.world.keyring, self.world.board, self.draft)
        made = decide(review.draft(), said, str(self.world.worker))
        number = version or self.version
        return NewRecord(id=record, draft_id=self.draft, draft_version=number, record=made, before=before, at=AT)

    def badge(self, credential: UUID) -> NewCredential:
        document = {"id": f"urn:uuid:{uuid4()}", "name": "badge"}
        data = json.dumps(document).encode()
        signed = SignedCredential(id=document["id"], name="badge", document=document, data=data)
        worker = self.world.worker
        return NewCredential(
            id=credential, worker_id=worker, kind=CredentialKind.BADGE, signed=signed, record_id=self.record
        )

    def offer(self) -> None:
        made = new_id()
        new = NewOffer(
            id=made,
            credential_id=self.credential,
            handle=made.hex,
            code=f"c{made.hex}",
            transaction_code="493536",
            at=AT,
            expires_at=later(600),
        )
        with self.world.database.writing() as connection:
            add_offer(connection, self.world.keyring, self.world.board, new)

    def revoke(self) -> None:
        with self.world.database.writing() as connection:
            revoke_credentials(connection, self.world.board, AT, "mistaken", credential_ids=[self.credential])

    def decides(self) -> None:
        self.world.decide(self.draft, self.version, self.world.reviewer, *CLAIMS[:2])

    def records(self) -> None:
        with self.world.database.writing() as connection:
            new = self.new_record(connection, new_id(), self.record, self.version + 1)
            save_record(connection, self.world.keyring, self.world.board, new)

    def drafts_anew(self) -> None:
        new = NewDraft(id=new_id(), document_id=self.document, pipeline="2", draft=review.draft(), at=AT)
        with self.world.database.writing() as connection:
            save_draft(connection, self.world.keyring, self.world.board, new, new_id)

    def issues(self) -> None:
        with self.world.database.writing() as connection:
            hold_record(connection, self.world.board, self.record)
            save_credentials(connection, self.world.keyring, self.world.board, [self.badge(new_id())], AT)

    def settles(self) -> None:
        usage = Usage(outcome="answered", spent=3, at=later(2))
        with self.world.database.writing() as connection:
            settle_call(connection, self.world.board, self.call, usage)

    def arrives(self) -> UUID:
        """Have the same document come in another batch, which runs; gives the batch's row."""
        batch, row = new_id(), new_id()
        with self.world.database.writing() as connection:
            new = NewBatch(id=batch, made_by=self.world.reviewer, kind="resume", plan={}, budget=0, at=AT)
            add_batch(connection, self.world.board, new)
            set_batch_state(connection, self.world.board, batch, 1, BatchState.RUNNING, AT)
        with self.world.database.writing() as connection:
            add_rows(connection, self.world.keyring, self.world.board, batch, [self.new_row(row, 1)], AT)
            link_rows(connection, self.world.board, {row: (self.world.worker, self.document)})
        with self.world.database.writing() as connection:
            begin_row(connection, self.world.board, batch, row, AT)
        return row

    def asks_an_endorser(self) -> None:
        with self.world.database.writing() as connection:
            given = (new_id(), self.credential, self.world.reviewer, AT)
            request_endorsement(connection, self.world.board, *given)

    def endorses(self) -> None:
        badge = self.badge(new_id())
        new = badge.model_copy(update={"kind": CredentialKind.ENDORSEMENT, "record_id": None})
        given = (self.credential, self.world.reviewer, new, AT)
        with self.world.database.writing() as connection:
            add_endorsement(connection, self.world.keyring, self.world.board, *given)

    def changes_roles(self) -> None:
        with self.world.database.writing() as connection:
            set_roles(connection, self.world.board, self.world.worker, (Standing.REVIEWER,), AT)

    def uploads(self) -> None:
        self.world.upload(b"another")

    def erase_worker(self) -> None:
        erase_worker(self.world.database, self.world.blobs, self.world.board, self.world.worker)

    def erase_batch(self) -> None:
        erase_batch(self.world.database, self.world.blobs, self.world.board, self.batch)

    def delete_document(self) -> None:
        delete_document(self.world.database, self.world.blobs, self.world.board, self.document)
