"""How fast the store is: inserts in bulk, a review decision with 100,000 claims waiting, figures of
reviewers, the audit chain.

    python -m tests.benchmarks.bench_store        SQLite, and PostgreSQL when LER_TEST_POSTGRES names one
    python -m tests.benchmarks.bench_store --waiting 10000 --decisions 100

The figures go through the store's own functions, sealing and the blob's file included; only the rows of documents
that fill the queue are put in directly.
"""

import argparse
import os
import secrets
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, insert, select, text

from app.access.model import Role
from app.database import open_database
from app.documents.model import SourceDocument
from app.review.model import Draft, Flag, FlagCode, Person
from app.review.model import Role as ReviewRole
from app.store import tables
from app.store.audit import AuditEvent, append_event, verify_chain
from app.store.blobs import open_blobs
from app.store.data_keys import key_values
from app.store.decisions import Submission, save_decisions
from app.store.documents import Upload, keep_document
from app.store.drafts import NewDraft, load_draft, save_draft
from app.store.figures import reviewer_figures
from app.store.looks import has_looked, keep_look
from app.store.migrate import upgrade
from app.store.model import DocumentState
from app.store.queue import count_queue, lease_claims
from app.store.seal import Keyring, MasterKey
from tests.review import factories as review
from tests.store.factories import AT, World, new_id

CLAIMS_EACH = 8


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=2_000)
    options.add_argument("--waiting", type=int, default=100_000)
    options.add_argument("--decisions", type=int, default=500)
    options.add_argument("--only", choices=("sqlite", "postgresql"))
    chosen = options.parse_args()
    if chosen.only != "postgresql":
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), f"sqlite:///{folder}/store.db", chosen)
    if chosen.only == "sqlite":
        return
    server = os.environ.get("LER_TEST_POSTGRES")
    if server is None:
        print("postgresql: LER_TEST_POSTGRES names no server")
        return
    with tempfile.TemporaryDirectory() as folder, fresh_database(server) as url:
        measure(Path(folder), url, chosen)


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    name = f"ler_bench_{secrets.token_hex(6)}"
    admin = open_database(server)
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.close()


def measure(folder: Path, url: str, chosen: argparse.Namespace) -> None:
    database = open_database(url)
    upgrade(database)
    world = World.make(database, open_blobs(folder / "blobs"), Keyring((MasterKey(bytes(32)),)))
    kind = database.engine.dialect.name
    print(f"== {kind}", flush=True)
    insert_documents(world, chosen.documents)
    fill_queue(world, chosen.waiting)
    decide(world, chosen.decisions)
    count_figures(world)
    chain(world, 2_000)
    database.close()


def insert_documents(world: World, count: int) -> None:
    """Each document: its blob, row, key, draft and claims, in transactions of its own, as uploads come."""
    value = draft_of(0)
    with timed(f"{count} documents with {count * CLAIMS_EACH} claims, one by one", count):
        for number in range(count):
            source = SourceDocument(name="resume.txt", data=b"%d" % number * 200)
            upload = Upload(id=new_id(), worker_id=world.worker, source=source, at=AT)
            keep_document(world.database, world.blobs, world.keyring, world.board, upload)
            new = NewDraft(id=new_id(), document_id=upload.id, pipeline="1", draft=value, at=AT)
            with world.database.writing() as connection:
                save_draft(connection, world.keyring, world.board, new, new_id, opinions=lambda _: 0)


def fill_queue(world: World, waiting: int) -> None:
    drafts = waiting // CLAIMS_EACH
    values = [draft_of(number) for number in range(16)]
    workers = [world.add_person(Role.WORKER) for _ in range(50)]
    with timed(f"{drafts} drafts with {drafts * CLAIMS_EACH} claims, 100 to a transaction", drafts):
        for start in range(0, drafts, 100):
            numbers = range(start, min(start + 100, drafts))
            with world.database.writing() as connection:
                for number, document in zip(
                    numbers, bare_documents(world, connection, workers, numbers), strict=True
                ):
                    new = NewDraft(id=new_id(), document_id=document, pipeline="1", draft=values[number % 16], at=AT)
                    save_draft(connection, world.keyring, world.board, new, new_id)
    if not world.database.is_sqlite:
        with world.database.writing() as connection:
            connection.execute(text("ANALYZE"))


def bare_documents(
    world: World, connection: Connection, workers: Sequence[UUID], numbers: Sequence[int]
) -> list[UUID]:
    """Rows of documents without blobs, with their keys."""
    made = [(new_id(), workers[number % len(workers)]) for number in numbers]
    keys = {document: world.keyring.make(document) for document, _ in made}
    connection.execute(
        insert(tables.data_keys),
        [key_values(world.board, document, "document", keys[document][1], AT) for document, _ in made],
    )
    row = {"board_id": world.board, "size": 0, "state": DocumentState.RECEIVED, "has_blob": False}
    connection.execute(
        insert(tables.documents),
        [
            row
            | {"id": document, "worker_id": worker, "content_mark": keys[document][0].mark("content", "none")}
            | {"name": keys[document][0].seal("document name", b"resume.txt"), "created_at": AT, "updated_at": AT}
            for document, worker in made
        ],
    )
    return [document for document, _ in made]


def decide(world: World, count: int) -> None:
    """What a reviewer does for each claim: take the next, see its draft, decide; with its audit event.

    That they have fetched the draft is kept, and seen again when they decide.
    """
    with world.database.reading() as connection:
        print(f"   {count_queue(connection, world.board)} claims waiting")
    parts: dict[str, list[float]] = {"lease": [], "load": [], "look": [], "decide": [], "decision in all": []}
    began = time.process_time()
    for number in range(count):
        person = (world.reviewer, world.other_reviewer)[number % 2]
        started = time.perf_counter()
        one_decision(world, person, number, parts)
        parts["decision in all"].append(time.perf_counter() - started)
    cpu = (time.process_time() - began) / count
    for name, took in parts.items():
        cuts = [1000 * cut for cut in statistics.quantiles(took, n=100)]
        print(f"   {name:<16} p50 {cuts[49]:6.1f} ms   p95 {cuts[94]:6.1f} ms   p99 {cuts[98]:6.1f} ms")
    load = os.getloadavg()[0]
    print(f"   {1000 * cpu:.1f} ms CPU of this process for each decision; load average {load:.1f}", flush=True)


def one_decision(world: World, person: UUID, number: int, parts: dict[str, list[float]]) -> None:
    at = AT + timedelta(seconds=number)
    with clocked(parts["lease"]), world.database.writing() as connection:
        (claim,) = lease_claims(connection, world.board, person, at)
    with clocked(parts["load"]), world.database.reading() as connection:
        stored = load_draft(connection, world.keyring, world.board, claim.draft_id)
    with clocked(parts["look"]), world.database.writing() as connection:
        assert keep_look(connection, world.board, claim.draft_id, person, stored.version, at)
    said = review.decision(
        stored.draft.claim(claim.claim_id), person=Person(id=str(person), role=ReviewRole.REVIEWER)
    )
    submission = Submission(
        draft_id=claim.draft_id, version=stored.version, person_id=person, decisions=(said,), at=at
    )
    with clocked(parts["decide"]), world.database.writing() as connection:
        save_decisions(connection, world.keyring, world.board, submission, new_id)
        assert has_looked(connection, world.board, claim.draft_id, person)
        append_event(connection, world.board, event_of(claim.draft_id, person))


def count_figures(world: World) -> None:
    """What reviewers did in a month: two of them decided on every claim there is. The rows are put in directly."""
    query = select(tables.claims).where(tables.claims.c.board_id == world.board).order_by(tables.claims.c.id)
    with world.database.reading() as connection:
        found = connection.execute(query).mappings().all()
    verdicts = ("approve", "approve", "approve", "edit", "reject")
    for start in range(0, len(found), 5_000):
        rows = [
            {name: row[name] for name in ("board_id", "worker_id", "document_id", "draft_id")}
            | {"id": new_id(), "claim_row_id": row["id"], "number": 10_000 + 2 * row["position"] + turn}
            | {"person_id": person, "role": "reviewer", "verdict": verdicts[(place + place // 7 * turn) % 5]}
            | {"manner": "each", "counted": False, "sealed": b"", "at": AT}
            for place, row in enumerate(found[start : start + 5_000])
            for turn, person in enumerate((world.reviewer, world.other_reviewer))
        ]
        with world.database.writing() as connection:
            connection.execute(insert(tables.decisions), rows)
    for label, person in (("all reviewers", None), ("one reviewer", world.reviewer)):
        with timed(f"figures of {label} over {2 * len(found)} decisions", 1), world.database.reading() as connection:
            reviewer_figures(connection, world.board, AT - timedelta(days=15), AT + timedelta(days=15), person)


def chain(world: World, count: int) -> None:
    with timed(f"{count} audit events, each in a transaction of its own", count):
        for _ in range(count):
            with world.database.writing() as connection:
                append_event(connection, world.board, event_of(world.worker, world.reviewer))
    with timed("the chain verified", count), world.database.reading() as connection:
        verify_chain(connection, world.board)


def event_of(subject: UUID, person: UUID) -> AuditEvent:
    return AuditEvent(
        at=AT,
        actor_id=person,
        role=Role.REVIEWER,
        action="decision.make",
        subject_kind="draft",
        subject_id=subject,
        counts={"claims": 1},
    )


def draft_of(number: int) -> Draft:
    """Claims with no flag, or one of several kinds, as the number has it."""
    codes = (None, None, FlagCode.UNALIGNED, FlagCode.UNSURE, FlagCode.MODEL_ONLY, FlagCode.INSTRUCTION)
    claims = []
    for place in range(CLAIMS_EACH):
        code = codes[(number + place) % len(codes)]
        flags = () if code is None else (Flag(code=code),)
        claims.append(review.skill(f"c{place}", f"skill {place}").model_copy(update={"flags": flags}))
    return review.draft(claims)


@contextmanager
def timed(label: str, count: int) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"   {label}: {wall:.1f} s ({count / wall:.0f}/s, {1000 * cpu / count:.2f} ms CPU each)", flush=True)


@contextmanager
def clocked(into: list[float]) -> Iterator[None]:
    started = time.perf_counter()
    yield
    into.append(time.perf_counter() - started)


if __name__ == "__main__":
    main()
