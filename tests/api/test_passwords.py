"""A password that is changed while somebody signs in with the one before."""

import secrets
from uuid import UUID

import pytest

from app.access import passwords
from app.flows.hosted import signing_in
from app.store import people
from app.store.model import Board
from tests.api.site import Caller, Site
from tests.api.test_session import PASSWORD, browser


def test_an_old_password_opens_no_session_that_outlives_it(
    site: Site, board: Board, officer: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor, login = browser(site, board), f"rosa-{secrets.token_hex(4)}"
    made = officer.post("/v1/people", {"roles": ["worker"], "login": login, "password": PASSWORD})
    person_id = UUID(made.json()["id"])
    another, compare = " ".join(("two", "reach", "trucks", "at", "dawn")), passwords.check_password
    changed: list[str] = []

    def changed_amidst(kept: str | None, given: str) -> bool:
        right = compare(kept, given)
        if not changed:
            changed.append(signing_in.hashed(login, another))
            with site.place.database.writing() as connection:
                people.set_password(connection, board.id, person_id, changed[0])
        return right

    monkeypatch.setattr(passwords, "check_password", changed_amidst)
    refused = visitor.sign_in(login)
    assert (refused.status_code, refused.json()["code"]) == (401, "access.sign-in")
    assert visitor.session().status_code == 401
    assert visitor.sign_in(login, another).status_code == 201
