"""Who may do what: keys, their scopes and ends, limits of requests, and things that are not one's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.access.model import Action, Role
from app.api.app import create
from app.store.model import Board
from tests.api.site import MOST_BYTES, Caller, Site, resume

READ = ["document.read"]


def test_what_belongs_to_another_worker_or_another_board_is_not_there(
    site: Site, worker: Caller, other: Caller
) -> None:
    stranger = site.person(site.board(), Role.WORKER, Role.REVIEWER, Role.BOARD)
    draft = worker.draft()
    record = worker.record(draft)
    badge = worker.credentials(record)[0]
    paths = [
        f"/v1/documents/{draft['document_id']}",
        f"/v1/documents/{draft['document_id']}/source",
        f"/v1/documents/{draft['document_id']}/events",
        f"/v1/drafts/{draft['id']}",
        f"/v1/records/{record['id']}",
        f"/v1/credentials/{badge['id']}",
        f"/v1/credentials/{badge['id']}/download",
        f"/v1/credentials/{badge['id']}/endorsements",
    ]
    for caller in (other, stranger):
        assert {path: caller.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)
    nothing = worker.get(f"/v1/documents/{record['id']}")
    assert other.get(paths[0]).json() == nothing.json()


def test_lists_hold_ones_own_things_and_a_board_sees_all_of_its_own(
    site: Site, worker: Caller, other: Caller, officer: Caller
) -> None:
    mine, theirs = worker.document()["id"], other.document()["id"]
    stranger = site.person(site.board(), Role.BOARD)
    seen = [[one["id"] for one in caller.seen("/v1/documents")["items"]] for caller in (worker, officer, stranger)]
    assert seen == [[mine], [theirs, mine], []]


@pytest.mark.parametrize("key", [None, "", "ler_live_nonsense", "ler_live_" + "A" * 49])
def test_without_a_valid_key_nothing_is_told(site: Site, key: str | None) -> None:
    refused = Caller(site.client, key).get("/v1/me")
    assert (refused.status_code, refused.json()["code"]) == (401, "access.not-signed-in")
    assert refused.headers["www-authenticate"] == "Bearer"


def test_a_key_does_what_its_scopes_say_and_no_more(site: Site, board: Board, worker: Caller) -> None:
    seen = worker.document()
    reader = Caller(site.client, site.key(board, worker.id, [Action.DOCUMENT_READ]), worker.id)
    assert reader.get(f"/v1/documents/{seen['id']}").status_code == 200
    refused = reader.get(f"/v1/drafts/{seen['draft_id']}")
    assert (refused.status_code, refused.json()["code"]) == (403, "access.refused")
    assert reader.upload(resume(), form={"consent": None}).status_code == 403


def test_an_expired_or_revoked_key_is_refused(site: Site, board: Board, worker: Caller) -> None:
    past = site.place.clock() - timedelta(seconds=1)
    assert Caller(site.client, site.key(board, worker.id, expires_at=past)).get("/v1/me").status_code == 401
    made = worker.post(f"/v1/people/{worker.id}/keys", {"label": "tablet", "scopes": READ}).json()
    tablet = Caller(site.client, made["api_key"], worker.id)
    assert tablet.get("/v1/me").status_code == 200
    listed = {one["id"]: one for one in worker.get(f"/v1/people/{worker.id}/keys").json()}
    assert (listed[made["id"]]["label"], listed[made["id"]]["ending"]) == ("tablet", made["api_key"][-4:])
    assert made["api_key"] not in str(listed)
    assert worker.delete(f"/v1/people/{worker.id}/keys/{made['id']}").status_code == 204
    assert tablet.get("/v1/me").status_code == 401
    assert worker.delete(f"/v1/people/{worker.id}/keys/{made['id']}").status_code == 404


def test_a_key_is_not_made_with_more_scopes_than_the_one_that_makes_it(site: Site, board: Board) -> None:
    worker = site.person(board, Role.WORKER, scopes=[Action.KEY_MANAGE, Action.DOCUMENT_READ])
    path = f"/v1/people/{worker.id}/keys"
    assert worker.post(path, {"label": "less", "scopes": READ}).status_code == 201
    refused = worker.post(path, {"label": "more", "scopes": ["worker.erase"]})
    assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid")


def test_nor_for_another_account(site: Site, board: Board) -> None:
    officer = site.person(board, Role.BOARD, scopes=[Action.ACCOUNT_MANAGE, Action.DOCUMENT_READ])
    made = officer.post("/v1/people", {"roles": ["board"]}).json()
    path = f"/v1/people/{made['id']}/keys"
    assert officer.post(path, {"label": "more", "scopes": ["worker.erase"]}).status_code == 422
    assert officer.post(path, {"label": "first", "scopes": READ}).status_code == 201
    refused = officer.post(path, {"label": "second", "scopes": READ})
    assert (refused.status_code, "already" in refused.json()["detail"]) == (422, True)


def test_only_an_administrator_makes_an_administrator(site: Site, board: Board, officer: Caller) -> None:
    admin = site.person(board, Role.ADMIN)
    assert officer.post("/v1/people", {"roles": ["worker", "admin"]}).status_code == 403
    made = admin.post("/v1/people", {"roles": ["admin"]})
    assert made.status_code == 201
    path = f"/v1/people/{made.json()['id']}/keys"
    assert officer.post(path, {"label": "theirs", "scopes": READ}).status_code == 403
    assert admin.post(path, {"label": "theirs", "scopes": READ}).status_code == 201


@pytest.mark.parametrize("ends", ["2001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "2100-01-01T00:00:00"])
def test_a_key_ends_in_the_future_and_within_reason(worker: Caller, ends: str) -> None:
    said = {"label": "tablet", "scopes": READ, "expires_at": ends}
    refused = worker.post(f"/v1/people/{worker.id}/keys", said)
    assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid")


def test_a_made_account_works_for_its_board(site: Site, officer: Caller) -> None:
    made = officer.post("/v1/people", {"roles": ["worker"], "name": "Ana Lima"}).json()
    scopes = ["document.upload", "document.read", "consent.give", "draft.read"]
    key = officer.post(f"/v1/people/{made['id']}/keys", {"label": "first", "scopes": scopes}).json()["api_key"]
    ana = Caller(site.client, key)
    assert ana.seen("/v1/me")["name"] == "Ana Lima"
    assert ana.document()["state"] == "drafted"
    assert made["id"] in [one["id"] for one in officer.seen("/v1/people")["items"]]


@contextmanager
def limited(site: Site, caller: Caller, per_minute: int) -> Iterator[Caller]:
    with site.rated(per_minute) as client:
        yield Caller(client, caller.key, caller.id)


def test_an_account_that_asks_too_often_is_told_when_to_come_again(site: Site, worker: Caller, other: Caller) -> None:
    with limited(site, worker, 5) as hasty:
        answers = [hasty.get("/v1/me") for _ in range(6)]
        assert [one.status_code for one in answers] == [200] * 5 + [429]
        assert answers[-1].json()["code"] == "request.too-many"
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
        assert Caller(hasty.client, other.key).get("/v1/me").status_code == 200


def test_an_upload_weighs_as_much_as_ten_looks(site: Site, worker: Caller) -> None:
    with limited(site, worker, 15) as hasty:
        assert hasty.upload(resume()).status_code == 202
        assert [hasty.get("/v1/me").status_code for _ in range(6)] == [200] * 5 + [429]


def test_whoever_tries_keys_or_verifies_without_one_is_held_to_a_pace_as_well(site: Site) -> None:
    with site.rated(5) as client:
        nobody = Caller(client, "ler_live_guess")
        assert [nobody.get("/v1/me").status_code for _ in range(6)] == [401] * 5 + [429]
    with site.rated(5) as client:
        nothing: dict[str, Any] = {}
        sent = [Caller(client).post("/v1/verify", nothing).status_code for _ in range(2)]
        assert sent == [422, 429]


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("fe80::1%eth0", "fe80::2", True),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "", True),
    ],
)
def test_whoever_has_many_addresses_of_one_network_is_counted_once(
    site: Site, first: str, second: str, is_one: bool
) -> None:
    app = create(site.place, most_bytes=MOST_BYTES, requests_per_minute=2)
    asked = [TestClient(app, client=(one, 50_000)).post("/v1/openid/nonce") for one in (first, first, second)]
    assert [one.status_code for one in asked] == [200, 200, 429 if is_one else 200]


def test_figures_are_for_administrators(site: Site, board: Board, worker: Caller) -> None:
    admin = site.person(board, Role.ADMIN)
    assert [one.get("/metrics").status_code for one in (site.nobody, worker, admin)] == [401, 403, 200]
    figures = admin.get("/metrics").text
    assert "ler_request_seconds_bucket" in figures
    assert str(worker.id) not in figures


def test_health_is_for_everybody_and_says_who_works(site: Site) -> None:
    assert site.nobody.seen("/healthz")["status"] == "ok"
    assert site.nobody.seen("/readyz")["workers"] >= 1


def test_an_administrator_makes_a_board_whose_account_runs_it(site: Site, board: Board, officer: Caller) -> None:
    admin, slug = site.person(board, Role.ADMIN), f"m-{board.slug[-12:]}"
    made = admin.post("/v1/boards", {"slug": slug, "name": "Ridge Valley Board"})
    assert made.status_code == 201, made.text
    assert made.json()["board"]["did"].endswith(f":boards:{slug}")
    runs = Caller(site.client, made.json()["api_key"])
    assert runs.seen("/v1/me")["roles"] == ["board"]
    assert runs.get("/v1/boards").json() == [made.json()["board"]]
    assert runs.post("/v1/people", {"roles": ["worker"]}).status_code == 201
    assert {board.slug, slug} <= {one["slug"] for one in admin.get("/v1/boards").json()}
    again = admin.post("/v1/boards", {"slug": slug, "name": "Another"})
    assert (again.status_code, again.json()["code"]) == (422, "request.invalid")
    assert officer.post("/v1/boards", {"slug": "x", "name": "x"}).status_code == 403


def test_a_board_changes_roles_and_closes_accounts_but_never_its_own_or_an_administrators(
    site: Site, board: Board, officer: Caller, worker: Caller
) -> None:
    changed = officer.ask("PUT", f"/v1/people/{worker.id}/roles", json={"roles": ["reviewer"]})
    assert (changed.status_code, changed.json()["roles"]) == (200, ["reviewer"])
    assert worker.get("/v1/queue").status_code == 200
    assert officer.ask("PUT", f"/v1/people/{worker.id}/roles", json={"roles": ["admin"]}).status_code == 403
    assert officer.delete(f"/v1/people/{officer.id}").status_code == 422
    admin = site.person(board, Role.ADMIN)
    assert officer.delete(f"/v1/people/{admin.id}").status_code == 403
    assert officer.delete(f"/v1/people/{worker.id}").status_code == 204
    assert worker.get("/v1/me").status_code == 401
    closed = {one["id"]: one["closed_at"] for one in officer.seen("/v1/people")["items"]}
    assert closed[str(worker.id)] is not None
    assert closed[str(officer.id)] is None
    assert admin.delete(f"/v1/people/{officer.id}").status_code == 204


def test_an_endorser_whom_no_list_is_for_is_not_told_of_records_of_their_own(site: Site, board: Board) -> None:
    endorser = site.person(board, Role.ENDORSER)
    for path in ("/v1/credentials", "/v1/records"):
        answer = endorser.get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "access.refused")
        assert "by its id" in answer.json()["hint"]
