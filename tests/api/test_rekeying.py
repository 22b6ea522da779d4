"""A board that signs with another key: what was signed before still stands."""

from app.access.model import Role
from app.store.model import Board
from tests.api.site import Caller, Site


def test_a_board_signs_with_a_new_key_and_what_the_old_one_signed_can_still_be_checked(
    site: Site, board: Board, worker: Caller, officer: Caller
) -> None:
    admin, verify = site.person(board, Role.ADMIN), "/v1/verify"
    old = worker.credentials(issuer="board")[0]
    before = officer.seen("/v1/audit/head")["statement"]
    changed = admin.post(f"/v1/boards/{board.id}/signing-key", once="k-1")
    assert (changed.status_code, changed.json()) == (201, {"key": f"{board.did}#key-2"})
    assert admin.post(f"/v1/boards/{board.id}/signing-key", once="k-1").json() == changed.json()
    new = worker.credentials(issuer="board")[0]
    methods = [one["credential"]["proof"]["verificationMethod"] for one in (old, new)]
    assert methods == [f"{board.did}#key-1", f"{board.did}#key-2"]
    for one in (old, new):
        assert site.nobody.post(verify, one["credential"]).json()["passed"]
    published = site.nobody.seen(f"/boards/{board.slug}/did.json")
    assert {one["id"] for one in published["verificationMethod"]} == set(methods)
    assert officer.post("/v1/audit/check", {"statements": [before]}).json()["passed"]
    assert worker.post(f"/v1/credentials/{old['id']}/revoke", {"reason": "mistaken"}).status_code == 200
    assert not site.nobody.post(verify, old["credential"]).json()["passed"]


def test_only_an_administrator_changes_a_boards_key(site: Site, board: Board, officer: Caller) -> None:
    path = f"/v1/boards/{board.id}/signing-key"
    assert officer.post(path).status_code == 403
    admin = site.person(site.board(), Role.ADMIN)
    assert admin.post(path).json() == {"key": f"{board.did}#key-2"}
    assert admin.post("/v1/boards/01a21383-0eff-7941-b7d1-96314a66c46b/signing-key").status_code == 404
