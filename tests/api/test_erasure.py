"""A worker is erased: a word planted in their document, name and decisions is nowhere any more."""

import io
import logging
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from app import telemetry
from app.access.model import Actor, Role
from app.engine.connect import open_database
from app.errors import NotFound
from app.flows.hosted import issuing
from app.flows.hosted.access import Asking
from app.settings import Settings
from app.store import audit, erasure
from app.store.model import Board
from tests.api.site import Caller, Site, resume
from tests.api.wallets import GRANT, ExchangeWallet, OpenIdWallet, offer


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the process logs."""
    stream, root, app = io.StringIO(), logging.getLogger(), logging.getLogger("app")
    before = (list(root.handlers), root.level, app.level)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(telemetry.Lines())
    root.handlers[:] = [handler]
    app.setLevel(logging.DEBUG)
    yield stream
    root.handlers[:], level, app_level = before
    root.setLevel(level)
    app.setLevel(app_level)


def holding(folder: Path, words: list[bytes], since: float = 0.0) -> list[str]:
    """Files in a folder, changed since a moment, that hold one of the words."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime >= since)
    return [path.name for path in files if any(word in path.read_bytes() for word in words)]


def rows(engine: sa.Engine) -> Iterator[str]:
    """Everything that the tables of a database hold, as text; bytes are shown as the characters that they are."""
    found = sa.inspect(engine)
    for schema in found.get_schema_names():
        if schema.startswith(("pg_", "information_schema")):
            continue
        for table in found.get_table_names(schema=schema):
            with engine.connect() as connection:
                for row in connection.execute(sa.select(sa.text("*")).select_from(sa.table(table, schema=schema))):
                    yield " ".join(
                        value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row
                    )


def told_in(site: Site, word: str) -> list[str]:
    """Rows of the store and of durable work that hold a word."""
    engine = open_database(site.place.engine.url, pool=1)
    found = [row for one in (site.place.database.engine, engine) for row in rows(one) if word in row]
    engine.dispose()
    return found


def everything(site: Site, board: Board, worker: Caller, officer: Caller, word: str) -> dict[str, str]:
    """Run a document through all there is; gives the addresses of what came of it."""
    draft = worker.draft(resume(f"Rosa {word}", f"- Led the {word} crew; certified by {word} Academy in {word}."))
    claim = draft["claims"][0]
    said = {"claim_id": claim["id"], "verdict": "reject", "reason": f"{word} is wrong"}
    path = f"/v1/drafts/{draft['id']}"
    assert worker.post(
        f"{path}/decisions", {"role": "worker", "decisions": [said]}, version=1, once=f"{word}-1"
    ).is_success
    reviewer = site.person(board, Role.REVIEWER)
    assert reviewer.post(f"{path}/return", {"reason": f"Who is {word}?"}, version=2).is_success
    now = worker.seen(path)
    assert word in str(now)
    record = worker.record(now)
    badge = worker.credentials(record)[0]
    worker.credentials(record, "board")
    comment = {"comment": f"We know {word}."}
    assert officer.post(f"/v1/credentials/{badge['id']}/endorsements", comment, once=f"e{word}").is_success
    assert worker.upload(f"{word} once more", once=f"{word}-2").is_success
    offer(worker, badge["id"], transaction_code=True)
    return {
        "document": f"/v1/documents/{draft['document_id']}",
        "draft": path,
        "record": f"/v1/records/{record['id']}",
        "credential": f"/v1/credentials/{badge['id']}",
    }


def test_after_an_erasure_a_planted_word_is_nowhere_and_the_audit_chain_still_verifies(
    site: Site, board: Board, officer: Caller, lines: io.StringIO
) -> None:
    word, began = f"Zq{secrets.token_hex(6)}x", time.time()
    worker = site.person(board, Role.WORKER, name=f"Rosa {word}")
    paths = everything(site, board, worker, officer, word)
    assert told_in(site, word) == [], "sealed at rest"
    gone = officer.delete(f"/v1/workers/{worker.id}?sure={worker.id}")
    assert gone.status_code == 200, gone.text
    counts = gone.json()["counts"]
    assert (counts["documents"], counts["blobs"], counts["records"], counts["endorsements"]) == (2, 2, 1, 1)
    assert counts["offers"] == 1
    assert {name: officer.get(path).status_code for name, path in paths.items()} == dict.fromkeys(paths, 404)
    assert worker.get("/v1/me").status_code == 401
    assert told_in(site, word) == []
    ids = [str(worker.id), worker.id.hex, *(path.rpartition("/")[2] for path in paths.values())]
    left = [row for one in ids for row in told_in(site, one)]
    assert [row for row in left if "draft:" in row or "issue:" in row] == [], "of durable work"
    words = [form for text in (word, word.lower()) for form in (text.encode(), text.encode("utf-16-le"))]
    assert holding(site.folder, words) == [], "databases with their logs, blobs, locks"
    assert holding(Settings().cache_folder, words, began) == []
    assert word not in lines.getvalue()
    assert '"request"' in lines.getvalue()
    with site.place.database.reading() as connection:
        assert audit.verify_chain(connection, board.id).number > 5


def test_no_answer_that_is_kept_for_somebody_else_tells_of_a_worker_who_was_erased(
    worker: Caller, officer: Caller
) -> None:
    path = f"/v1/credentials/{worker.credentials()[0]['id']}/endorsements"
    said = {"comment": "We know Rosa Quill."}
    assert officer.post(path, said, once="vouch").status_code == 201
    assert officer.delete(f"/v1/workers/{worker.id}?sure={worker.id}").status_code == 200
    again = officer.post(path, said, once="vouch")
    assert (again.status_code, "Quill" in again.text) == (404, False)


def test_an_order_that_came_to_nothing_says_why_and_that_of_somebody_who_is_gone_is_not_found(
    site: Site, board: Board, worker: Caller
) -> None:
    record_id, place = UUID(worker.record()["id"]), site.place
    # the work on the order is begun here by hand, on a record that there is not
    given = (str(board.id), str(uuid4()), "worker", str(worker.id))
    place.engine.enqueue(issuing.JOB, *given, job_id=issuing.job_id(board.id, record_id, "worker"))
    refused = worker.post("/v1/credentials", {"record_id": str(record_id), "issuer": "worker", "wait": 30})
    assert (refused.status_code, refused.json()["code"]) == (503, "job.failed")
    assert "store.not-found" in refused.json()["detail"]
    actor = Actor(person_id=worker.id, board_id=board.id, roles=frozenset({Role.WORKER}))
    erasure.erase_worker(place.database, place.blobs, board.id, worker.id)
    with pytest.raises(NotFound):
        issuing.made(Asking(place, actor), record_id, "worker")


def test_erasing_needs_the_id_once_more(site: Site, worker: Caller, officer: Caller) -> None:
    refused = officer.delete(f"/v1/workers/{worker.id}?sure={officer.id}")
    assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid")
    assert worker.get("/v1/me").status_code == 200


def test_a_worker_erases_themselves(worker: Caller) -> None:
    worker.document()
    assert worker.delete(f"/v1/workers/{worker.id}?sure={worker.id}").status_code == 200
    assert worker.get("/v1/me").status_code == 401


def test_log_lines_of_a_journey_hold_no_name_address_or_quote(site: Site, worker: Caller, lines: io.StringIO) -> None:
    draft = worker.draft(resume("Rosa Quill"))
    worker.credentials(worker.record(draft))
    worker.get("/v1/documents/rosa.quill@example.com")
    worker.get("/rosa.quill@example.com?name=Rosa")
    told = lines.getvalue()
    quotes = {quote["quote"] for claim in draft["claims"] for quote in claim["evidence"]}
    assert quotes
    assert [word for word in ("Rosa", "Quill", "quill", "example.com", "555-0142", *quotes) if word in told] == []
    assert '"route": "documents/{document_id}"' in told


def test_neither_log_lines_nor_rows_hold_what_lets_a_wallet_in(
    site: Site, worker: Caller, lines: io.StringIO
) -> None:
    badge = worker.credentials()[0]["id"]
    wallet, other = OpenIdWallet(site.client), ExchangeWallet(site.client)
    new = offer(worker, badge)
    told = wallet.read(new["openid_link"])
    wallet.exchange(told)
    nonce = wallet.nonce()
    assert wallet.fetch(told, nonce=nonce).status_code == 200
    second = offer(worker, badge)
    asked = other.begin(second["exchange_url"])
    assert other.present(asked).status_code == 200
    site.client.get(second["interaction_url"])
    handles = [one["exchange_url"].rpartition("/")[2] for one in (new, second)]
    secrets_of = [*handles, told["grants"][GRANT]["pre-authorized_code"], wallet.token, nonce, asked["challenge"]]
    logged = lines.getvalue()
    assert [word for word in secrets_of if word in logged or told_in(site, word)] == []
    assert '"route": "v1/openid/token"' in logged or '"route": "openid/token"' in logged
