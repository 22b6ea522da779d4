"""A wallet fetches a credential by a VC-API exchange, and is refused where it has to be."""

import base64
import hashlib
import html
import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import segno

from app.access.model import Action
from app.api.rates import VERIFICATION
from app.store.model import Board
from tests.api.site import Caller, Site
from tests.api.wallets import GRANT, ExchangeWallet, OpenIdWallet, later, offer, raw
from tests.credentials.wallet import NEWER, OLDER, did_jwk

BEFORE = '"verifiableCredential":['


@pytest.fixture
def wallet(site: Site) -> ExchangeWallet:
    return ExchangeWallet(site.client)


@pytest.mark.parametrize("place", [0, -1], ids=["badge", "CLR"])
@pytest.mark.parametrize("suite", [NEWER, OLDER], ids=["eddsa-rdfc-2022", "Ed25519Signature2020"])
def test_a_wallet_gets_the_credential_byte_for_byte(
    site: Site, wallet: ExchangeWallet, holder: Caller, made: list[dict[str, Any]], place: int, suite: dict[str, str]
) -> None:
    chosen = made[place]["id"]
    new = offer(holder, chosen)
    asked = wallet.begin(new["exchange_url"])
    assert asked["query"] == [
        {
            "type": "DIDAuthentication",
            "acceptedMethods": [{"method": "key"}, {"method": "jwk"}],
            "acceptedCryptosuites": [{"cryptosuite": "eddsa-rdfc-2022"}, {"cryptosuite": "Ed25519Signature2020"}],
        }
    ]
    assert asked["domain"] == "testserver"
    answer = wallet.present(asked, suite=suite)
    assert answer.status_code == 200, answer.text
    assert raw(answer, BEFORE) == holder.get(f"/v1/credentials/{chosen}/download").text
    given = answer.json()["verifiablePresentation"]
    assert given["type"] == ["VerifiablePresentation"]
    assert site.nobody.post("/v1/verify", given["verifiableCredential"][0]).json()["passed"]
    seen = holder.seen(f"/v1/credentials/{chosen}/offers/{new['id']}")
    assert (seen["state"], seen["door"]) == ("taken", "vcapi")


def test_a_did_jwk_may_show_its_key(wallet: ExchangeWallet, holder: Caller, made: list[dict[str, Any]]) -> None:
    asked = wallet.begin(offer(holder, made[0]["id"])["exchange_url"])
    assert wallet.present(asked, did=did_jwk(wallet.key)).status_code == 200


def test_an_exchange_begins_with_an_empty_message_as_often_as_one_likes(
    wallet: ExchangeWallet, holder: Caller, made: list[dict[str, Any]]
) -> None:
    address = offer(holder, made[0]["id"])["exchange_url"]
    asked = wallet.begin(address)
    assert wallet.begin(address) == asked
    assert wallet.client.post(address).json() == {"verifiablePresentationRequest": asked}
    assert wallet.present(asked).status_code == 200


def test_a_presentation_is_good_once_and_closes_the_other_door(
    site: Site, wallet: ExchangeWallet, holder: Caller, made: list[dict[str, Any]]
) -> None:
    new = offer(holder, made[0]["id"])
    told = OpenIdWallet(site.client).read(new["openid_link"])
    asked = wallet.begin(new["exchange_url"])
    assert wallet.present(asked).status_code == 200
    again = wallet.present(asked)
    assert (again.status_code, again.json()["code"]) == (409, "offer.ended")
    assert wallet.client.post(new["exchange_url"], json={}).status_code == 409
    assert OpenIdWallet(site.client).exchange(told).json()["error"] == "invalid_grant"
    # what was signed for one exchange is nothing for another one
    other = offer(holder, made[0]["id"])
    service = [{"serviceEndpoint": other["exchange_url"]}]
    replayed = wallet.present(asked | {"interact": {"service": service}})
    assert (replayed.status_code, replayed.json()["code"]) == (422, "wallet.refused")
    assert wallet.present(wallet.begin(other["exchange_url"])).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"challenge": "made-up"},
        {"domain": "other.example.org"},
        {"domain": "testserver:80"},
    ],
    ids=str,
)
def test_a_presentation_over_something_else_gets_nothing_and_takes_nothing_away(
    wallet: ExchangeWallet, holder: Caller, made: list[dict[str, Any]], change: dict[str, str]
) -> None:
    asked = wallet.begin(offer(holder, made[0]["id"])["exchange_url"])
    refused = wallet.present(asked | change)
    assert (refused.status_code, refused.json()["code"]) == (422, "wallet.refused")
    assert refused.headers["content-type"] == "application/problem+json"
    assert wallet.present(asked).status_code == 200


HOSTILE = [
    b"{",
    b"[]",
    b"[" * 50_000,
    b'"text"',
    b"\xff",
    b'{"a":1,"a":2}',
    b'{"verifiablePresentation":null}',
    b'{"verifiablePresentation":[]}',
    b'{"verifiablePresentation":"eyJhbGciOiJub25lIn0.e30."}',
    b'{"verifiablePresentation":{"@context":{"a":[]},"type":{"b":1},"proof":{"c":{}}}}',
    b'{"verifiablePresentation":{"type":"VerifiablePresentation","@context":"https://www.w3.org/ns/credentials/v2"}}',
    b'{"verifiablePresentationRequest":{}}',
    b'{"verifiablePresentation":' + b"1" * 200_000 + b"}",
]


@pytest.mark.parametrize("body", HOSTILE, ids=lambda one: one[:50].decode("latin-1"))
def test_other_messages_are_refused_by_a_problem(
    site: Site, holder: Caller, made: list[dict[str, Any]], body: bytes
) -> None:
    address = offer(holder, made[0]["id"])["exchange_url"]
    refused = site.client.post(address, content=body, headers={"Content-Type": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (422, "wallet.refused")


def test_a_link_leads_to_every_protocol_and_people_to_their_wallets(
    site: Site, holder: Caller, made: list[dict[str, Any]]
) -> None:
    new = offer(holder, made[0]["id"])
    assert new["interaction_url"].endswith("?iuv=1")
    protocols = {
        "vcapi": new["exchange_url"],
        "oid4vci-1.0": new["openid_link"],
        "OID4VCI": new["openid_link"],
    }
    for address in (new["interaction_url"], new["exchange_url"] + "/protocols"):
        for accept in ("application/json", "*/*"):
            assert site.client.get(address, headers={"Accept": accept}).json() == {"protocols": protocols}
    assert site.client.get(new["interaction_url"].replace("iuv=1", "iuv=2")).status_code == 422
    page = site.client.get(new["interaction_url"], headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert page.text.count("<li>") == 3
    assert html.escape(made[0]["name"]) in page.text
    assert re.search(r"Fetch it until</dt><dd>\d\d:\d\d UTC \(9 minutes left\)", page.text)
    assert page.text.count("<svg") == 2
    assert not re.search("OpenID|OID4VCI|VC-API|exchange</", page.text)
    links = {name: urlsplit(link) for name, link in new["wallet_links"].items()}
    (told,) = parse_qs(links["Learner Credential Wallet"].query)["request"]
    assert json.loads(told) == {
        "credentialRequestOrigin": "http://testserver",
        "protocols": {"vcapi": new["exchange_url"]},
    }
    assert parse_qs(links["LearnCard"].query) == {"vc_request_url": [new["exchange_url"]]}


def test_where_a_transaction_code_is_asked_for_the_exchange_is_closed(
    site: Site, holder: Caller, made: list[dict[str, Any]]
) -> None:
    new = offer(holder, made[0]["id"], transaction_code=True)
    assert (new["exchange_url"], new["wallet_links"], len(new["transaction_code"])) == (None, {}, 6)
    told = site.client.get(new["interaction_url"]).json()["protocols"]
    assert set(told) == {"oid4vci-1.0", "OID4VCI"}
    handle = urlsplit(new["interaction_url"]).path.rpartition("/")[2]
    address = f"/v1/workflows/claim/exchanges/{handle}"
    refused = site.client.post(address, json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "offer.ended")
    page = site.client.get(new["interaction_url"], headers={"Accept": "text/html"})
    assert page.text.count("<li>") == 1
    assert "six digits" in page.text


def test_a_code_of_the_page_holds_its_address_and_nothing_is_loaded_or_run(
    site: Site, holder: Caller, made: list[dict[str, Any]]
) -> None:
    new = offer(holder, made[0]["id"])
    page = site.client.get(new["interaction_url"], headers={"Accept": "text/html"})
    drawn = segno.make_qr(new["interaction_url"], error="m")
    path = re.search(r'd="([^"]+)"', drawn.svg_inline(border=4))
    assert path is not None
    assert path[1] in page.text
    assert not re.search(r"<script|src=|<link|style=|@import|url\(", page.text)
    (style,) = re.findall("<style>(.*?)</style>", page.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page.headers["content-security-policy"]
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_a_link_that_is_over_is_a_page_to_a_browser_and_a_problem_to_a_wallet(
    site: Site, holder: Caller, made: list[dict[str, Any]]
) -> None:
    first = offer(holder, made[0]["id"])
    offer(holder, made[0]["id"])
    unknown = "/v1/interactions/" + "a" * 43 + "?iuv=1"
    for address, status, code in ((first["interaction_url"], 409, "offer.ended"), (unknown, 404, "store.not-found")):
        page = site.client.get(address, headers={"Accept": "text/html,*/*;q=0.8"})
        assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
        assert "This link gives nothing any more" in page.text
        assert made[0]["name"] not in page.text
        told = site.client.get(address)
        assert (told.status_code, told.json()["code"]) == (status, code)


@pytest.mark.parametrize("path", ["/v1/interactions/aaaa?iuv=1", f"/v1/interactions/{'a' * 43}"])
def test_a_link_that_was_not_copied_whole_is_a_page_to_a_browser(site: Site, path: str) -> None:
    page = site.client.get(path, headers={"Accept": "text/html,*/*;q=0.8"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "not copied whole" in page.text
    assert site.client.get(path).status_code == 422


@pytest.mark.parametrize("path", ["offers/{}", "interactions/{}?iuv=1", "workflows/claim/exchanges/{}/protocols"])
def test_a_link_that_nobody_made_leads_nowhere(site: Site, path: str) -> None:
    assert site.client.get("/v1/" + path.format("a" * 43)).json()["code"] == "store.not-found"
    assert site.client.get("/v1/" + path.format("a" * 42)).json()["code"] == "request.invalid"


def test_pages_of_wallets_may_ask_and_no_others_may(site: Site, holder: Caller, made: list[dict[str, Any]]) -> None:
    new = offer(holder, made[0]["id"])
    origin = {"Origin": "https://wallet.example.org"}
    asking = origin | {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    allowed = site.client.request("OPTIONS", new["exchange_url"], headers=asking)
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, "*")
    answer = site.client.post(new["exchange_url"], json={}, headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    for path in ("/v1/me", "/v1/session", f"/v1/credentials/{made[0]['id']}/offers"):
        refused = site.client.request("OPTIONS", path, headers=asking)
        assert "access-control-allow-origin" not in refused.headers
        assert refused.status_code == 405


def test_an_offer_ends_with_its_minutes_its_credential_its_account_and_the_next_offer(
    site: Site, board: Board, wallet: ExchangeWallet, worker: Caller, officer: Caller
) -> None:
    made = worker.credentials()
    first = offer(worker, made[0]["id"], minutes=1)
    asked = wallet.begin(first["exchange_url"])
    with later(site, seconds=61) as client:
        assert ExchangeWallet(client, wallet.key).present(asked).status_code == 409
    second = offer(officer, made[0]["id"])
    assert wallet.present(asked).status_code == 409
    assert worker.seen(f"/v1/credentials/{made[0]['id']}/offers/{first['id']}")["state"] == "ended"
    path = f"/v1/credentials/{made[0]['id']}/offers/{second['id']}"
    assert worker.delete(path).status_code == 204
    assert worker.seen(path)["state"] == "ended"
    assert wallet.client.post(second["exchange_url"], json={}).status_code == 409

    third = offer(worker, made[0]["id"])
    asked = wallet.begin(third["exchange_url"])
    assert worker.post(f"/v1/credentials/{made[0]['id']}/revoke", {"reason": "other"}).status_code == 200
    assert wallet.present(asked).status_code == 409
    refused = worker.post(f"/v1/credentials/{made[0]['id']}/offers", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "request.not-now")

    fourth = offer(worker, made[1]["id"])
    asked = wallet.begin(fourth["exchange_url"])
    assert officer.delete(f"/v1/people/{worker.id}").status_code == 204
    assert wallet.present(asked).status_code == 409
    assert officer.post(f"/v1/credentials/{made[1]['id']}/offers", {}).status_code == 404


def test_an_offer_goes_with_its_worker(site: Site, wallet: ExchangeWallet, worker: Caller) -> None:
    made = worker.credentials()
    new = offer(worker, made[0]["id"])
    asked = wallet.begin(new["exchange_url"])
    gone = worker.delete(f"/v1/workers/{worker.id}?sure={worker.id}").json()
    assert gone["counts"]["offers"] == 1
    assert wallet.present(asked).status_code == 404
    assert wallet.client.get(new["interaction_url"]).status_code == 404


@pytest.mark.parametrize(
    "said", [{"minutes": 0}, {"minutes": 61}, {"minutes": "10"}, {"transaction_code": 1}, {"to": 1}]
)
def test_an_offer_is_asked_for_in_its_shape(holder: Caller, made: list[dict[str, Any]], said: dict[str, Any]) -> None:
    refused = holder.post(f"/v1/credentials/{made[0]['id']}/offers", said)
    assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid")


def test_a_key_without_the_scope_makes_no_offer(site: Site, board: Board, worker: Caller) -> None:
    badge = worker.credentials()[0]["id"]
    reading = Caller(site.client, site.key(board, worker.id, [Action.CREDENTIAL_READ]), worker.id)
    assert reading.get(f"/v1/credentials/{badge}").status_code == 200
    assert reading.post(f"/v1/credentials/{badge}/offers", {}).json()["code"] == "access.refused"


@pytest.mark.parametrize("word", ["verifiablePresentation", "verifiable\\u0050resentation"], ids=["plain", "escaped"])
def test_a_presentation_weighs_as_much_as_a_verification_however_it_is_spelt(
    site: Site, holder: Caller, made: list[dict[str, Any]], word: str
) -> None:
    path = urlsplit(offer(holder, made[0]["id"])["exchange_url"]).path
    sent, head = f'{{"{word}":{{}}}}'.encode(), {"Content-Type": "application/json"}
    with site.rated(VERIFICATION + 3) as client:
        assert client.post(path, content=sent, headers=head).json()["code"] == "wallet.refused"
        assert [client.post(path, json={}).status_code for _ in range(2)] == [200, 200]
        heavy = client.post(path, content=sent, headers=head)
        assert (heavy.status_code, heavy.json()["code"]) == (429, "request.too-many")
        # of what was refused, the request itself was counted
        assert client.post(path, json={}).status_code == 429


def test_to_look_at_an_offer_weighs_as_much_as_any_request(
    site: Site, holder: Caller, made: list[dict[str, Any]]
) -> None:
    new = offer(holder, made[0]["id"])
    path = urlsplit(new["exchange_url"]).path
    with site.rated(4) as client:
        told = (client.post(path), client.post(path, json={}), client.get(f"{path}/protocols"))
        assert [answer.status_code for answer in told] == [200] * 3
        assert client.get(new["interaction_url"]).status_code == 200
        assert client.get(new["interaction_url"]).status_code == 429


def test_requests_of_wallets_are_counted_by_address(site: Site) -> None:
    client = site.rated(2)
    found = [client.post("/v1/openid/nonce").status_code for _ in range(3)]
    assert found == [200, 200, 429]
    refused = client.post("/v1/openid/token", data={"grant_type": GRANT})
    assert (refused.status_code, refused.json()["code"]) == (429, "request.too-many")
    assert int(refused.headers["retry-after"]) >= 1
