"""The end of an audit chain is signed, kept each day, and finds a chain that was made anew."""

import base64
import dataclasses
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import OKPKey
from sqlalchemy import Connection, delete, text, update

from app.access.model import Role
from app.credentials.did import resolve
from app.flows.hosted import heads
from app.flows.hosted.installation import Installation
from app.store import audit
from app.store.model import Board
from app.store.tables import audit_events, audit_heads, kept_heads
from tests.api.site import Caller, Site

NOON = datetime.now(UTC).replace(hour=12)
"""No test lasts over a midnight."""


def in_days(site: Site, days: int) -> Installation:
    return dataclasses.replace(site.place, clock=lambda: NOON + timedelta(days=days))


def checked(officer: Caller, *statements: str) -> dict[str, Any]:
    answer = officer.post("/v1/audit/check", {"statements": list(statements)})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@contextmanager
def unguarded(site: Site) -> Iterator[Connection]:
    """Write to the tables of the audit as somebody does who may take the triggers away."""
    with site.place.database.writing() as connection:
        if not site.place.database.is_sqlite:
            connection.execute(text("ALTER TABLE audit_events DISABLE TRIGGER USER"))
            yield connection
            connection.execute(text("ALTER TABLE audit_events ENABLE TRIGGER USER"))
            return
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_events'"
        made = connection.execute(text(query)).all()
        for name, _ in made:
            connection.execute(text(f"DROP TRIGGER {name}"))
        yield connection
        for _, statement in made:
            connection.exec_driver_sql(statement)


def rewrite(site: Site, board: Board) -> None:
    """Make the board's chain anew without its first event: each event of it fits the one before."""
    with site.place.database.reading() as connection:
        events = [one.event for one in audit.list_events(connection, board.id, limit=1_000)]
    with unguarded(site) as connection:
        for table in (audit_events, audit_heads):
            connection.execute(delete(table).where(table.c.board_id == board.id))
        for event in events[1:] * 2:
            audit.append_event(connection, board.id, event)


def test_the_statement_is_a_jws_that_any_library_checks_with_the_boards_did_document(
    site: Site, board: Board, officer: Caller, worker: Caller
) -> None:
    worker.upload("Rosa Quill, welder")
    signed = officer.seen("/v1/audit/head")
    document = officer.seen(f"/boards/{board.slug}/did.json")
    head = json.loads(base64.urlsafe_b64decode(signed["statement"].split(".")[0] + "=="))
    assert (head["alg"], head["typ"]) == ("Ed25519", "ler-audit-head+jws")
    raw = resolve(head["kid"], {document["id"]: document}).public_bytes_raw()
    x = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": x})
    read = jws.deserialize_compact(signed["statement"], key, algorithms=["Ed25519"])
    last = officer.seen("/v1/audit?limit=200")
    assert json.loads(read.payload) == {
        "schema": "ler-audit-head/1",
        "board": board.did,
        "board_id": str(board.id),
        "at": signed["at"],
        "number": last["head"]["number"],
        "digest": last["head"]["digest"],
    }
    assert (signed["number"], signed["did"]) == (last["head"]["number"], board.did)


def test_a_head_is_kept_once_a_day_and_a_grown_chain_goes_through_all_of_them(
    site: Site, board: Board, officer: Caller, worker: Caller
) -> None:
    for day in range(3):
        worker.upload(f"Rosa Quill, welder, {day}")
        assert heads.keep(in_days(site, day), board.id)
        assert not heads.keep(in_days(site, day), board.id)
    found = checked(officer, officer.seen("/v1/audit/head")["statement"])
    assert (found["passed"], found["kept"]) == (True, 3)
    assert found["since"] == NOON.date().isoformat()


def test_the_heads_that_are_kept_are_listed_page_by_page_as_they_were_signed(
    site: Site, board: Board, officer: Caller, worker: Caller
) -> None:
    for day in range(3):
        worker.upload(f"Rosa Quill, welder, {day}")
        assert heads.keep(in_days(site, day), board.id)
    path, found = "/v1/audit/heads?limit=2", []
    page = officer.seen(path)
    found += page["items"]
    page = officer.seen(f"{path}&cursor={page['next']}")
    found += page["items"]
    assert page["next"] is None
    assert [one["day"] for one in found] == [(NOON + timedelta(days=day)).date().isoformat() for day in range(3)]
    for one in found:
        said = json.loads(base64.urlsafe_b64decode(one["statement"].split(".")[1] + "=="))
        assert (said["number"], said["digest"]) == (one["number"], one["digest"])
    assert checked(officer, *(one["statement"] for one in found))["passed"]
    assert site.person(site.board(), Role.BOARD).seen("/v1/audit/heads") == {"items": [], "next": None}
    for wrong in ("3", "2026-13-01", "x"):
        assert officer.get(f"/v1/audit/heads?cursor={wrong}").status_code == 422


def test_the_daily_work_keeps_a_head_of_every_board(site: Site, board: Board, officer: Caller) -> None:
    key = f"heads:{secrets.token_hex(4)}"
    site.place.engine.enqueue(heads.JOB, job_id=key)
    assert site.place.engine.wait(key, 60).state == "done"
    assert checked(officer)["kept"] == 1


def test_a_chain_that_was_made_anew_is_found_by_the_heads_that_are_kept(
    site: Site, board: Board, officer: Caller, worker: Caller
) -> None:
    worker.upload("Rosa Quill, welder")
    assert heads.keep(in_days(site, 0), board.id)
    elsewhere = officer.seen("/v1/audit/head")["statement"]
    rewrite(site, board)
    with site.place.database.reading() as connection:
        audit.verify_chain(connection, board.id)  # in itself it is whole
    found = checked(officer)
    assert (found["passed"], found["found"]) == (False, "Event 2 is not the one of the kept head.")
    # such a chain gets no new head
    assert not heads.keep(in_days(site, 1), board.id)
    # who takes the kept heads away as well does not take away those that are kept elsewhere
    with site.place.database.writing() as connection:
        connection.execute(kept_heads.delete().where(kept_heads.c.board_id == board.id))
    assert checked(officer)["passed"]
    assert not checked(officer, elsewhere)["passed"]


def test_a_kept_head_that_was_changed_to_fit_is_found_by_its_signature(
    site: Site, board: Board, officer: Caller, worker: Caller
) -> None:
    worker.upload("Rosa Quill, welder")
    assert heads.keep(in_days(site, 0), board.id)
    rewrite(site, board)
    with site.place.database.writing() as connection:
        mine = audit_heads.c.board_id == board.id
        number, digest = connection.execute(audit_heads.select().where(mine)).one()[1:]
        kept = kept_heads.c.board_id == board.id
        connection.execute(update(kept_heads).where(kept).values(number=number, digest=digest))
    assert "not the one of its statement" in checked(officer)["found"]
    with site.place.database.writing() as connection:
        connection.execute(update(kept_heads).where(kept).values(statement="e30.e30.AA"))
    assert "not as the board signed it" in checked(officer)["found"]


def test_what_is_no_statement_of_the_board_is_refused(site: Site, officer: Caller) -> None:
    mine = officer.seen("/v1/audit/head")["statement"]
    theirs = site.person(site.board(), Role.BOARD).seen("/v1/audit/head")["statement"]
    head, said, signature = mine.split(".")
    other = theirs.split(".")[1]
    for wrong in ("", "a.b", "e30.e30.e30", theirs, f"{head}.{other}.{signature}", f"{head}.{said}.", "ä.ä.ä"):
        answer = officer.post("/v1/audit/check", {"statements": [wrong]})
        assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid"), wrong


@pytest.mark.parametrize("role", [Role.WORKER, Role.REVIEWER, Role.ENDORSER])
def test_only_who_runs_the_board_looks_at_its_chain(site: Site, board: Board, role: Role) -> None:
    caller = site.person(board, role)
    assert caller.get("/v1/audit/head").status_code == 403
    assert caller.get("/v1/audit/heads").status_code == 403
    assert caller.post("/v1/audit/check", {}).status_code == 403
