"""People with a browser: sessions, what protects them, passwords, and OpenID Providers that err."""

import dataclasses
import secrets
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from pydantic import SecretStr

from app.access.model import Role
from app.access.oidc import OpenId, Provider
from app.api.app import create
from app.flows.hosted import signing_in
from app.flows.hosted.installation import Installation
from app.store.erasure import erase_worker
from app.store.model import Board
from tests.api.provider import CLIENT, SECRET, Scripted, go, provider
from tests.api.site import MOST_BYTES, Caller, Site
from tests.store.meeting import amidst, meet

ORIGIN: Final = "https://ler.example.org"
PASSWORD: Final = " ".join(("nine", "forklifts", "in", "the", "rain"))
COOKIE: Final = "__Host-ler-session"


@dataclasses.dataclass
class Browser:
    """A browser on a service of its own address, over the same stores."""

    client: TestClient
    place: Installation
    board: Board
    token: str = ""

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Response:
        told = {"Origin": ORIGIN, "X-CSRF-Token": self.token} | headers
        found: Response = self.client.request(
            method, path, json=body, headers={name: value for name, value in told.items() if value}
        )
        return found

    def sign_in(self, login: str, password: str = PASSWORD) -> Response:
        answer = self.ask("POST", "/v1/session", {"board": self.board.slug, "login": login, "password": password})
        self.token = answer.json().get("csrf_token", "")
        return answer

    def session(self) -> Response:
        return self.ask("GET", "/v1/session")


def browser(site: Site, board: Board, **changes: Any) -> Browser:
    place = dataclasses.replace(site.place, **{"public_url": ORIGIN} | changes)
    app = create(place, most_bytes=MOST_BYTES, requests_per_minute=1_000_000)
    return Browser(TestClient(app, base_url=place.public_url, follow_redirects=False), place, board)


@pytest.fixture
def visitor(site: Site, board: Board) -> Browser:
    return browser(site, board)


@pytest.fixture
def login(officer: Caller) -> str:
    """The sign-in name of a worker's account with a password."""
    name = f"rosa-{secrets.token_hex(4)}"
    made = officer.post("/v1/people", {"roles": ["worker"], "login": name, "password": PASSWORD})
    assert made.status_code == 201, made.text
    return name


def test_a_password_opens_a_session_in_a_cookie_that_scripts_and_other_sites_do_not_get(
    visitor: Browser, login: str
) -> None:
    answer = visitor.sign_in(login.upper())
    assert answer.status_code == 201, answer.text
    told = [part.strip() for part in answer.headers["set-cookie"].split(";")]
    assert told[0].startswith(f"{COOKIE}=")
    assert {part.lower() for part in told[1:]} == {"httponly", "path=/", "samesite=lax", "secure"}
    seen = visitor.session().json()
    assert seen == answer.json()
    assert seen["roles"] == ["worker"]
    assert visitor.ask("GET", "/v1/documents").status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 201),
        ({"X-CSRF-Token": ""}, 403),
        ({"X-CSRF-Token": "0" * 64}, 403),
        ({"Origin": "https://evil.example.com"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "", "Referer": f"{ORIGIN}/drafts"}, 201),
        ({"Origin": "", "Referer": f"{ORIGIN}.evil.example.com/"}, 403),
    ],
)
def test_a_write_in_a_session_needs_its_token_and_a_page_of_this_service(
    visitor: Browser, login: str, headers: dict[str, str], status: int
) -> None:
    visitor.sign_in(login)
    answer = visitor.ask("POST", "/v1/me/consents", {"version": "2026-11"}, **headers)
    assert answer.status_code == status, answer.text
    assert status == 201 or answer.json()["code"] == "access.cross-site"


def test_a_sign_in_from_another_site_is_refused_and_a_wrong_key_is_not_saved_by_a_session(
    visitor: Browser, login: str
) -> None:
    body = {"board": visitor.board.slug, "login": login, "password": PASSWORD}
    assert visitor.ask("POST", "/v1/session", body, Origin="https://evil.example.com").status_code == 403
    visitor.sign_in(login)
    assert visitor.ask("GET", "/v1/me", Authorization="Bearer ler_live_wrong").status_code == 401


def test_nobody_makes_a_key_for_somebody_who_signs_in_by_themselves(
    visitor: Browser, login: str, officer: Caller
) -> None:
    """With it they would decide in that person's name."""
    worker = visitor.sign_in(login).json()["person_id"]
    path, wanted = f"/v1/people/{worker}/keys", {"label": "k", "scopes": ["decision.make"]}
    refused = officer.post(path, wanted)
    assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid")
    assert "signs in by itself" in refused.json()["detail"]
    assert visitor.ask("POST", path, wanted).status_code == 201


def test_signing_in_again_makes_another_session_and_ends_the_one_before(visitor: Browser, login: str) -> None:
    visitor.sign_in(login)
    first = visitor.client.cookies[COOKIE]
    visitor.sign_in(login)
    assert visitor.client.cookies[COOKIE] != first
    visitor.client.cookies.set(COOKIE, first, domain="ler.example.org")
    assert visitor.session().status_code == 401


def test_signing_out_ends_a_session_on_the_server(visitor: Browser, login: str) -> None:
    visitor.sign_in(login)
    kept = visitor.client.cookies[COOKIE]
    assert visitor.ask("DELETE", "/v1/session").status_code == 204
    assert COOKIE not in visitor.client.cookies
    visitor.client.cookies.set(COOKIE, kept, domain="ler.example.org")
    assert visitor.session().status_code == 401


def test_a_session_ends_when_it_is_idle_and_after_its_time_however_much_it_is_used(
    site: Site, board: Board, login: str
) -> None:
    now = [site.place.clock()]
    for step, alive in ((20, 20), (40, 0)):
        visitor = browser(site, board, clock=lambda: now[0], session=timedelta(hours=5))
        assert visitor.sign_in(login).status_code == 201
        used = 0
        for _ in range(20):
            now[0] += timedelta(minutes=step)
            used += visitor.session().status_code == 200
        # five hours are fifteen times twenty minutes, less the last moment
        assert used == (14 if alive else 0)


def test_a_wrong_password_and_an_unknown_name_are_answered_alike_and_not_for_long(
    visitor: Browser, login: str
) -> None:
    wrong, unknown = visitor.sign_in(login, "ten forklifts in the rain"), visitor.sign_in("nobody-here")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    for _ in range(9):
        visitor.sign_in(login, "short")
    stopped = visitor.sign_in(login)
    assert (stopped.status_code, stopped.json()["code"]) == (429, "request.too-many")
    assert int(stopped.headers["Retry-After"]) > 0


def test_who_is_erased_while_they_sign_in_is_told_what_an_unknown_name_is_told(
    site: Site, visitor: Browser, login: str, officer: Caller
) -> None:
    person_id = UUID(visitor.sign_in(login).json()["person_id"])
    erase = partial(erase_worker, site.place.database, site.place.blobs, visitor.board.id, person_id)
    with amidst(site.place.database, "login_mark =", erase):
        answer = visitor.sign_in(login)
    unknown = visitor.sign_in("nobody")
    assert (answer.status_code, answer.json()) == (401, unknown.json())
    assert visitor.session().status_code == 401


def test_a_new_password_ends_every_session_of_the_account(site: Site, visitor: Browser, login: str) -> None:
    elsewhere = browser(site, visitor.board)
    assert elsewhere.sign_in(login).status_code == 201
    visitor.sign_in(login)
    told = {"current": PASSWORD, "new": "a cold store full of pallets"}
    assert visitor.ask("PUT", "/v1/session/password", told | {"current": "not it"}).status_code == 401
    assert visitor.ask("PUT", "/v1/session/password", told | {"new": f"{login} and more"}).status_code == 422
    assert visitor.ask("PUT", "/v1/session/password", told).status_code == 204
    assert elsewhere.session().status_code == visitor.session().status_code == 401
    assert visitor.sign_in(login).status_code == 401
    assert visitor.sign_in(login, "a cold store full of pallets").status_code == 201


def test_a_name_to_sign_in_with_is_given_once_and_never_without_a_password(officer: Caller, login: str) -> None:
    again = officer.post("/v1/people", {"roles": ["worker"], "login": login, "password": PASSWORD})
    assert (again.status_code, again.json()["code"]) == (422, "request.invalid")
    assert officer.post("/v1/people", {"roles": ["worker"], "login": "x"}).status_code == 422


def test_on_this_machine_itself_the_cookie_works_without_https(site: Site, board: Board, login: str) -> None:
    visitor = browser(site, board, public_url="http://127.0.0.1:8000")
    body = {"board": board.slug, "login": login, "password": PASSWORD}
    answer = visitor.ask("POST", "/v1/session", body, Origin="http://127.0.0.1:8000")
    assert answer.headers["set-cookie"].startswith("ler-session=")
    assert "secure" not in answer.headers["set-cookie"].lower()
    assert visitor.session().status_code == 200


@pytest.fixture(scope="module", params=["RS256", "ES256"])
def shared_script(request: pytest.FixtureRequest) -> Iterator[Scripted]:
    with provider(request.param) as started:
        yield started


@pytest.fixture
def script(shared_script: Scripted) -> Scripted:
    """A provider that is right in everything, and signs in somebody new."""
    shared_script.subject = secrets.token_hex(8)
    shared_script.claims.clear()
    shared_script.unsigned = shared_script.foreign_key = shared_script.is_down = False
    return shared_script


@pytest.fixture
def guest(site: Site, board: Board, script: Scripted) -> Browser:
    """A browser on a board whose people are signed in by the provider."""
    told = Provider(
        issuer=script.issuer,
        client_id=CLIENT,
        client_secret=SecretStr(SECRET),
        roles={"staff": (Role.REVIEWER,), "leads": (Role.BOARD,), "*": (Role.WORKER,)},
    )
    return browser(site, board, providers={board.slug: OpenId(told)})


def begun(guest: Browser, following: str = "/v1/me") -> str:
    """Begin a sign-in, and give the address at the provider."""
    answer = guest.client.get("/v1/session/provider", params={"board": guest.board.slug, "next": following})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def back(guest: Browser, address: str) -> Response:
    """Come back from the provider."""
    found: Response = guest.client.get(address.removeprefix(ORIGIN))
    return found


def test_a_provider_signs_somebody_in_with_the_roles_that_it_gives_them_now(guest: Browser, script: Scripted) -> None:
    answer = back(guest, go(begun(guest)))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{ORIGIN}/v1/me")
    assert answer.headers["set-cookie"].startswith(f"{COOKIE}=")
    seen = guest.session().json()
    assert seen["roles"] == ["reviewer", "worker"]
    assert guest.ask("GET", "/v1/me").json()["name"] == "Ann Lister"
    script.claims["groups"] = "leads"
    assert back(guest, go(begun(guest))).status_code == 303
    again = guest.session().json()
    assert (again["person_id"], again["roles"]) == (seen["person_id"], ["board", "worker"])


WRONG: Final[dict[str, dict[str, Any]]] = {
    "another nonce": {"nonce": "0" * 43},
    "no nonce": {"nonce": None},
    "another audience": {"aud": "somebody-else"},
    "two audiences and no party": {"aud": [CLIENT, "somebody-else"]},
    "another party": {"aud": [CLIENT, "somebody-else"], "azp": "somebody-else"},
    "another issuer": {"iss": "https://evil.example.com"},
    "too old": {"exp": 1_700_000_000},
    "no end": {"exp": None},
    "not yet": {"nbf": 4_000_000_000},
    "nobody": {"sub": None},
    "another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("fault", WRONG)
def test_an_id_token_that_does_not_hold_signs_nobody_in(guest: Browser, script: Scripted, fault: str) -> None:
    script.claims |= WRONG[fault]
    answer = back(guest, go(begun(guest)))
    assert (answer.status_code, answer.json()["code"]) == (401, "access.sign-in"), answer.text
    assert guest.session().status_code == 401


@pytest.mark.parametrize("fault", ["unsigned", "foreign_key"])
def test_a_token_that_the_provider_did_not_sign_signs_nobody_in(guest: Browser, script: Scripted, fault: str) -> None:
    setattr(script, fault, True)
    answer = back(guest, go(begun(guest)))
    assert (answer.status_code, answer.json()["code"]) == (401, "access.sign-in")


def test_only_the_browser_that_began_a_sign_in_finishes_it(site: Site, guest: Browser, script: Scripted) -> None:
    mine, theirs = go(begun(guest)), begun(guest)
    # the second sign-in of this browser replaced the first
    assert back(guest, mine).status_code == 401
    stranger = browser(site, guest.board, providers=guest.place.providers)
    answer = back(stranger, go(theirs))
    assert (answer.status_code, answer.json()["code"]) == (401, "access.sign-in")
    assert "/token" not in script.asked[-2:]


def test_an_answer_of_the_provider_is_taken_once(guest: Browser, script: Scripted) -> None:
    address = begun(guest)
    cookie = guest.client.cookies["__Host-ler-sign-in"]
    answer = go(address)
    assert back(guest, answer).status_code == 303
    assert "__Host-ler-sign-in" not in guest.client.cookies
    guest.client.cookies.set("__Host-ler-sign-in", cookie, domain="ler.example.org")
    assert back(guest, answer).status_code == 401
    # and a code that was used is refused by the provider, in a sign-in of its own
    fresh = go(begun(guest))
    used = fresh.replace(fresh.split("code=")[1].split("&")[0], answer.split("code=")[1].split("&")[0])
    assert back(guest, used).json()["code"] == "access.sign-in"


@pytest.mark.parametrize("answer", ["error=access_denied", "code=made-up", "code=x&iss=https://evil.example.com"])
def test_an_answer_without_a_code_that_counts_signs_nobody_in(guest: Browser, answer: str) -> None:
    state = begun(guest).split("state=")[1].split("&")[0]
    assert back(guest, f"/v1/session/callback?state={state}&{answer}").status_code == 401


def test_a_provider_that_is_down_is_told_from_a_person_who_may_not_come_in(guest: Browser, script: Scripted) -> None:
    address = go(begun(guest))
    script.is_down = True
    answer = back(guest, address)
    assert (answer.status_code, answer.json()["code"]) == (503, "access.provider")
    cold = OpenId(next(iter(guest.place.providers.values())).provider)
    place = dataclasses.replace(guest.place, providers={guest.board.slug: cold})
    client = TestClient(create(place, most_bytes=MOST_BYTES, requests_per_minute=1_000), base_url=ORIGIN)
    began = client.get("/v1/session/provider", params={"board": guest.board.slug})
    assert (began.status_code, began.json()["code"]) == (503, "access.provider")


@pytest.mark.parametrize("groups", ["staff", "leads"])
def test_who_is_erased_while_their_provider_signs_them_in_comes_in_as_somebody_new(
    site: Site, guest: Browser, script: Scripted, groups: str
) -> None:
    if site.place.database.is_sqlite:
        pytest.skip("one writer at a time: nobody meets half-way")
    back(guest, go(begun(guest)))
    before, cookie = UUID(guest.session().json()["person_id"]), guest.client.cookies[COOKIE]
    script.claims["groups"] = groups
    made = signing_in.begin(guest.place, guest.board.slug, "/v1/me")
    told = {name: values[0] for name, values in parse_qs(urlsplit(go(made.address)).query).items()}
    answer = signing_in.Answer(state=told["state"], code=told["code"], issuer=told["iss"])
    signed_in: list[signing_in.SignedIn] = []
    met = meet(
        site.place.database,
        lambda: erase_worker(site.place.database, site.place.blobs, guest.board.id, before),
        "DELETE FROM people",
        lambda: signed_in.append(signing_in.finish(guest.place, made.login_id, answer, cookie)[0]),
    )
    assert met == (None, None, True)
    account = signed_in[0].account
    assert account.id != before
    assert account.roles == ({Role.REVIEWER, Role.WORKER} if groups == "staff" else {Role.BOARD, Role.WORKER})


def test_whose_account_was_closed_is_not_signed_in_by_their_provider(guest: Browser, officer: Caller) -> None:
    back(guest, go(begun(guest)))
    assert officer.delete(f"/v1/people/{guest.session().json()['person_id']}").status_code == 204
    answer = back(guest, go(begun(guest)))
    assert (answer.status_code, answer.json()["detail"]) == (401, "The account is closed.")


def test_who_gets_no_role_from_the_provider_gets_no_account(site: Site, guest: Browser, script: Scripted) -> None:
    told = next(iter(guest.place.providers.values())).provider.model_copy(update={"roles": {"leads": (Role.BOARD,)}})
    strict = browser(site, guest.board, providers={guest.board.slug: OpenId(told)})
    assert back(strict, go(begun(strict))).status_code == 401
    script.claims["groups"] = ["leads"]
    assert back(strict, go(begun(strict))).status_code == 303


@pytest.mark.parametrize("following", ["https://evil.example.com", "//evil.example.com", "/\\evil.example.com", "me"])
def test_nobody_is_sent_to_another_site_after_signing_in(guest: Browser, following: str) -> None:
    answer = guest.client.get("/v1/session/provider", params={"board": guest.board.slug, "next": following})
    assert answer.status_code == 422


def test_a_board_without_a_provider_sends_nobody_anywhere(site: Site, visitor: Browser) -> None:
    assert visitor.client.get("/v1/session/provider", params={"board": visitor.board.slug}).status_code == 404
    assert visitor.client.get("/v1/session/provider", params={"board": "no-such-board"}).status_code == 404
