"""Invented boards, people and documents in a store."""

import itertools
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, select

from app.access.model import Role
from app.database import Database
from app.documents.model import SourceDocument
from app.review.model import Decision, Draft, DraftClaim, Person, Verdict
from app.review.model import Role as ReviewRole
from app.store.blobs import Blobs
from app.store.boards import add_board
from app.store.claims import claim_row
from app.store.decisions import Submission, save_decisions
from app.store.documents import Upload, keep_document
from app.store.drafts import NewDraft, save_draft
from app.store.ids import make_id
from app.store.model import Board, ClaimRow
from app.store.people import NewPerson, add_person
from app.store.seal import Keyring
from app.store.tables import claims
from tests.review import factories as review

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
_ticks = itertools.count()


def later(seconds: float) -> datetime:
    return AT + timedelta(seconds=seconds)


def new_id() -> UUID:
    """A new id, later than all before."""
    return make_id(AT + timedelta(milliseconds=next(_ticks)), secrets.token_bytes(10))


def claims_of(connection: Connection, draft: UUID) -> list[ClaimRow]:
    """The claims of a draft, in its order."""
    query = select(claims).where(claims.c.draft_id == draft).order_by(claims.c.position)
    return [claim_row(row) for row in connection.execute(query).mappings()]


@dataclass(frozen=True)
class World:
    """One board of a database, and its people."""

    database: Database
    blobs: Blobs
    keyring: Keyring
    board: UUID = field(default_factory=new_id)
    worker: UUID = field(default_factory=new_id)
    reviewer: UUID = field(default_factory=new_id)
    other_reviewer: UUID = field(default_factory=new_id)

    @classmethod
    def make(cls, database: Database, blobs: Blobs, keyring: Keyring) -> "World":
        world = cls(database, blobs, keyring)
        slug = f"board-{world.board.hex[-12:]}"
        with database.writing() as connection:
            add_board(connection, keyring, Board(id=world.board, slug=slug, name="Ridge Valley Board"), AT)
        world.add_person(Role.WORKER, person_id=world.worker, name="Zoë Ångström-Naïve")
        world.add_person(Role.REVIEWER, person_id=world.reviewer)
        world.add_person(Role.REVIEWER, person_id=world.other_reviewer)
        return world

    def add_person(self, *roles: Role, person_id: UUID | None = None, name: str | None = None) -> UUID:
        person = NewPerson(id=person_id or new_id(), roles=frozenset(roles), name=name, at=AT)
        with self.database.writing() as connection:
            add_person(connection, self.keyring, self.board, person)
        return person.id

    def upload(
        self,
        data: bytes = review.TEXT.encode(),
        *,
        worker: UUID | None = None,
        name: str = "resume.txt",
        expires_at: datetime | None = None,
    ) -> UUID:
        upload = Upload(
            id=new_id(),
            worker_id=worker or self.worker,
            source=SourceDocument(name=name, data=data),
            at=AT,
            expires_at=expires_at,
        )
        return keep_document(self.database, self.blobs, self.keyring, self.board, upload).document.id

    def draft(
        self,
        draft: Draft | None = None,
        *,
        document: UUID | None = None,
        pipeline: str = "1",
        opinions: Callable[[DraftClaim], int] = lambda _: 1,
    ) -> UUID:
        new = NewDraft(
            id=new_id(),
            document_id=document or self.upload(),
            pipeline=pipeline,
            draft=draft or review.draft(),
            at=AT,
        )
        with self.database.writing() as connection:
            return save_draft(connection, self.keyring, self.board, new, new_id, opinions=opinions)

    def decide(
        self,
        draft: UUID,
        version: int,
        person: UUID,
        *claims: DraftClaim,
        verdict: Verdict = Verdict.APPROVE,
        at: datetime = AT,
    ) -> int:
        role = ReviewRole.WORKER if person == self.worker else ReviewRole.REVIEWER
        said = tuple(self.decision(claim, person, role, verdict) for claim in claims)
        submission = Submission(draft_id=draft, version=version, person_id=person, decisions=said, at=at)
        with self.database.writing() as connection:
            return save_decisions(connection, self.keyring, self.board, submission, new_id)

    @staticmethod
    def decision(
        claim: DraftClaim, person: UUID, role: ReviewRole, verdict: Verdict = Verdict.APPROVE, reason: str = ""
    ) -> Decision:
        return review.decision(claim, verdict, Person(id=str(person), role=role), reason=reason)
