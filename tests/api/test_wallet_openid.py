"""A wallet fetches a credential by OpenID4VCI 1.0, and is refused where it has to be."""

import json
from typing import Any
from uuid import UUID

import pytest
from httpx2 import Response

from app.access.model import Role
from app.flows.hosted import accounts
from app.store import audit
from app.store.model import Board
from tests.api.site import Caller, Site
from tests.api.wallets import GRANT, ISSUER, OpenIdWallet, later, offer, raw
from tests.credentials.wallet import EcKey, EdKey, did_jwk

BEFORE = '"credentials":[{"credential":'
_ENCRYPTION = "invalid_encryption_parameters"


@pytest.fixture
def wallet(site: Site) -> OpenIdWallet:
    return OpenIdWallet(site.client)


def words(answer: Response) -> tuple[int, str]:
    """The status of a refusal, and its word of OAuth."""
    assert answer.headers["content-type"] == "application/json", answer.text
    assert set(answer.json()) == {"error", "error_description"}
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, answer.json()["error"]


@pytest.mark.parametrize("place", [0, -1], ids=["badge", "CLR"])
@pytest.mark.parametrize("key", [EdKey(), EcKey()], ids=["Ed25519", "P-256"])
def test_a_wallet_gets_the_credential_byte_for_byte(
    site: Site, holder: Caller, made: list[dict[str, Any]], place: int, key: EdKey | EcKey
) -> None:
    wallet, chosen = OpenIdWallet(site.client, key), made[place]["id"]
    told = wallet.read(offer(holder, chosen)["openid_link"])
    assert told["credential_issuer"] == ISSUER
    described = wallet.metadata(told["credential_issuer"])
    (named,) = told["credential_configuration_ids"]
    about = described["credential_configurations_supported"][named]
    given = wallet.exchange(told)
    assert (given.status_code, given.headers["cache-control"]) == (200, "no-store")
    assert {name: given.json()[name] for name in ("token_type", "expires_in")} == {
        "token_type": "Bearer",
        "expires_in": 300,
    }
    answer = wallet.fetch(told)
    assert answer.status_code == 200, answer.text
    assert raw(answer, BEFORE) == holder.get(f"/v1/credentials/{chosen}/download").text
    credential = answer.json()["credentials"][0]["credential"]
    assert about["format"] == "ldp_vc"
    assert about["credential_definition"] == {"@context": credential["@context"], "type": credential["type"]}
    assert about["credential_signing_alg_values_supported"] == [credential["proof"]["cryptosuite"]]
    assert site.nobody.post("/v1/verify", credential).json()["passed"]


def test_what_the_metadata_says_of_proofs_is_what_is_taken(
    site: Site, holder: Caller, made: list[dict[str, Any]]
) -> None:
    described = OpenIdWallet(site.client).metadata(ISSUER)
    assert described["credential_issuer"] == ISSUER
    assert all(described[f"{what}_endpoint"].startswith(f"{ISSUER}/v1/") for what in ("credential", "nonce"))
    about = described["credential_configurations_supported"]["open-badge"]
    algorithms = about["proof_types_supported"]["jwt"]["proof_signing_alg_values_supported"]
    ways: dict[str, tuple[EdKey | EcKey, dict[str, Any]]] = {}
    for key in (EdKey(), EcKey()):
        for method, head in (
            ("jwk", {}),
            ("did:key", {"kid": key.method}),
            ("did:jwk", {"kid": did_jwk(key) + "#0"}),
        ):
            ways[f"{key.algorithm} {method}"] = (key, head)
    assert {way.partition(" ")[2] for way in ways} == set(about["cryptographic_binding_methods_supported"])
    assert {way.partition(" ")[0] for way in ways} <= set(algorithms)
    for key, head in ways.values():
        wallet = OpenIdWallet(site.client, key)
        told = wallet.read(offer(holder, made[0]["id"])["openid_link"])
        wallet.exchange(told)
        assert wallet.fetch(told, **head).status_code == 200


def test_the_server_metadata_lets_a_wallet_come_without_being_known(wallet: OpenIdWallet) -> None:
    assert wallet.metadata(ISSUER, "oauth-authorization-server") == {
        "issuer": ISSUER,
        "token_endpoint": f"{ISSUER}/v1/openid/token",
        "token_endpoint_auth_methods_supported": ["none"],
        "grant_types_supported": [GRANT],
        "authorization_details_types_supported": ["openid_credential"],
        "pre-authorized_grant_anonymous_access_supported": True,
    }


def test_a_wallet_may_ask_by_authorization_details(
    wallet: OpenIdWallet, holder: Caller, made: list[dict[str, Any]]
) -> None:
    told = wallet.read(offer(holder, made[0]["id"])["openid_link"])
    (named,) = told["credential_configuration_ids"]
    wanted = [{"type": "openid_credential", "credential_configuration_id": named}]
    for details in ("[", "{}", "[{}]", json.dumps([wanted[0] | {"credential_configuration_id": "endorsement"}])):
        refused = wallet.exchange(told, authorization_details=details)
        assert words(refused) == (400, "invalid_authorization_details")
    given = wallet.exchange(told, authorization_details=json.dumps(wanted)).json()
    (known,) = given["authorization_details"]
    assert known == wanted[0] | {"credential_identifiers": [named]}
    body = {"credential_identifier": known["credential_identifiers"][0], "proofs": {"jwt": [wallet.proof()]}}
    assert wallet.ask(body).status_code == 200


def test_a_code_is_good_once_and_closes_the_other_door(
    wallet: OpenIdWallet, holder: Caller, made: list[dict[str, Any]]
) -> None:
    new = offer(holder, made[0]["id"])
    told = wallet.read(new["openid_link"])
    assert wallet.exchange(told).status_code == 200
    assert words(wallet.exchange(told)) == (400, "invalid_grant")
    for path in (new["exchange_url"] + "/protocols", new["interaction_url"], _offer_address(new)):
        assert (wallet.client.get(path).status_code, wallet.client.get(path).json()["code"]) == (409, "offer.ended")
    assert wallet.client.post(new["exchange_url"], json={}).status_code == 409


def _offer_address(new: dict[str, Any]) -> str:
    return str(new["exchange_url"].replace("workflows/claim/exchanges", "offers"))


def test_a_token_gives_the_credential_once_and_a_nonce_is_good_once(
    site: Site, holder: Caller, made: list[dict[str, Any]]
) -> None:
    first, second = OpenIdWallet(site.client), OpenIdWallet(site.client)
    told = first.read(offer(holder, made[0]["id"])["openid_link"])
    first.exchange(told)
    nonce = first.nonce()
    assert first.fetch(told, nonce=nonce).status_code == 200
    assert words(first.fetch(told)) == (400, "credential_request_denied")
    # the same proof, intercepted, for another offer
    other = second.read(offer(holder, made[0]["id"])["openid_link"])
    second.exchange(other)
    second.key = first.key
    assert words(second.fetch(other, nonce=nonce)) == (400, "invalid_nonce")
    assert second.fetch(other).status_code == 200


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ({}, "invalid_request"),
        ({"grant_type": ""}, "invalid_request"),
        ({"grant_type": GRANT}, "invalid_request"),
        ({"grant_type": GRANT, "pre-authorized_code": ""}, "invalid_request"),
        ({"grant_type": "authorization_code", "code": "a"}, "unsupported_grant_type"),
        ({"grant_type": GRANT, "pre-authorized_code": "a"}, "invalid_grant"),
        ({"grant_type": GRANT, "pre-authorized_code": "\ud7ff" * 3}, "invalid_grant"),
        ({"grant_type": GRANT, "pre-authorized_code": ["a", "a"]}, "invalid_request"),
        ({"grant_type": GRANT, "pre-authorized_code": "a", "authorization_details": "[]"}, "invalid_grant"),
        ({f"f{number}": "1" for number in range(30)}, "invalid_request"),
        ({"grant_type": GRANT, "pre-authorized_code": "a" * 20_000}, "invalid_request"),
    ],
)
def test_a_token_is_refused_in_the_words_of_oauth(site: Site, form: dict[str, Any], word: str) -> None:
    assert words(site.client.post("/v1/openid/token", data=form)) == (400, word)


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/plain", ""])
def test_a_token_is_asked_for_by_a_form_alone(site: Site, kind: str) -> None:
    answer = site.client.post("/v1/openid/token", content=b"{}", headers={"Content-Type": kind})
    assert words(answer) == (400, "invalid_request")


def test_a_transaction_code_is_asked_for_and_five_wrong_ones_end_the_offer(
    wallet: OpenIdWallet, holder: Caller, made: list[dict[str, Any]]
) -> None:
    new = offer(holder, made[0]["id"], transaction_code=True)
    told, right = wallet.read(new["openid_link"]), new["transaction_code"]
    assert told["grants"][GRANT]["tx_code"] == {
        "input_mode": "numeric",
        "length": len(right),
        "description": "The digits that you were shown with the link.",
    }
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    assert words(wallet.exchange(told)) == (400, "invalid_request")
    for _ in range(4):
        assert words(wallet.exchange(told, tx_code=wrong)) == (400, "invalid_grant")
    assert wallet.exchange(told, tx_code=right).status_code == 200
    assert wallet.fetch(told).status_code == 200

    new = offer(holder, made[0]["id"], transaction_code=True)
    told = wallet.read(new["openid_link"])
    wrong = f"{(int(new['transaction_code']) + 1) % 1_000_000:06}"
    for _ in range(5):
        assert words(wallet.exchange(told, tx_code=wrong)) == (400, "invalid_grant")
    assert words(wallet.exchange(told, tx_code=new["transaction_code"])) == (400, "invalid_grant")
    seen = holder.seen(f"/v1/credentials/{made[0]['id']}/offers/{new['id']}")
    assert seen["state"] == "ended"


def test_a_transaction_code_that_nobody_asked_for_is_refused(
    wallet: OpenIdWallet, holder: Caller, made: list[dict[str, Any]]
) -> None:
    told = wallet.read(offer(holder, made[0]["id"])["openid_link"])
    assert words(wallet.exchange(told, tx_code="123456")) == (400, "invalid_request")
    assert wallet.exchange(told).status_code == 200


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"claims": {"aud": "https://other.example.org"}}, "invalid_proof"),
        ({"claims": {"iat": 1}}, "invalid_proof"),
        ({"claims": {"nonce": "made-up"}}, "invalid_nonce"),
        ({"claims": {"nonce": 1}}, "invalid_proof"),
        ({"typ": "JWT"}, "invalid_proof"),
        ({"kid": EdKey().method}, "invalid_proof"),
        ({"kid": "did:web:example.org#1"}, "invalid_proof"),
    ],
    ids=lambda given: given if isinstance(given, str) else " ".join(given),
)
def test_a_proof_that_does_not_hold_gets_nothing_and_takes_nothing_away(
    wallet: OpenIdWallet, holder: Caller, made: list[dict[str, Any]], more: dict[str, Any], word: str
) -> None:
    told = wallet.read(offer(holder, made[0]["id"])["openid_link"])
    wallet.exchange(told)
    assert words(wallet.fetch(told, **more)) == (400, word)
    assert wallet.fetch(told).status_code == 200


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "invalid_credential_request"),
        (b"[]", "invalid_credential_request"),
        (b"{", "invalid_credential_request"),
        (b"[" * 50_000, "invalid_credential_request"),
        (b'{"a":1,"a":2}', "invalid_credential_request"),
        (b"\xff", "invalid_credential_request"),
        ({}, "invalid_credential_request"),
        ({"credential_configuration_id": 5}, "invalid_credential_request"),
        ({"credential_configuration_id": "a", "credential_identifier": "a"}, "invalid_credential_request"),
        ({"credential_configuration_id": "other"}, "unknown_credential_configuration"),
        ({"credential_configuration_id": "open-badge", "credential_response_encryption": {}}, _ENCRYPTION),
        ({"credential_configuration_id": "endorsement"}, "unknown_credential_configuration"),
        ({"credential_identifier": "other"}, "unknown_credential_identifier"),
        ({"credential_configuration_id": "open-badge"}, "invalid_proof"),
        ({"credential_configuration_id": "open-badge", "proofs": []}, "invalid_proof"),
        ({"credential_configuration_id": "open-badge", "proofs": {"jwt": []}}, "invalid_proof"),
        ({"credential_configuration_id": "open-badge", "proofs": {"jwt": "a.b.c"}}, "invalid_proof"),
        ({"credential_configuration_id": "open-badge", "proofs": {"jwt": [{}]}}, "invalid_proof"),
        ({"credential_configuration_id": "open-badge", "proofs": {"jwt": ["a.b.c"]}}, "invalid_proof"),
        ({"credential_configuration_id": "open-badge", "proofs": {"jwt": ["a", "b"]}}, "invalid_proof"),
        ({"credential_configuration_id": "open-badge", "proofs": {"jwt": ["a"], "di_vp": []}}, "invalid_proof"),
    ],
    ids=lambda one: str(one)[:60],
)
def test_a_request_that_cannot_be_used_is_refused_in_the_words_of_openid4vci(
    wallet: OpenIdWallet, opened: str, body: object, word: str
) -> None:
    sent = {"content": body} if isinstance(body, bytes) else {"json": body}
    headers = {"Authorization": f"Bearer {opened}", "Content-Type": "application/json"}
    answer = wallet.client.post("/v1/openid/credential", headers=headers, **sent)
    assert words(answer) == (400, word)


@pytest.fixture(scope="module")
def opened(site: Site) -> str:
    """An access token of an offer that nobody takes."""
    worker = site.person(site.board(), Role.WORKER)
    wallet = OpenIdWallet(site.client)
    wallet.exchange(wallet.read(offer(worker, worker.credentials()[0]["id"])["openid_link"]))
    return wallet.token


@pytest.mark.parametrize("path", ["credential", "notification"])
@pytest.mark.parametrize("head", [None, "Bearer", "Bearer made-up", "Basic YTpi", "Bearer " + "a" * 5_000])
def test_without_a_token_there_is_nothing(site: Site, path: str, head: str | None) -> None:
    headers = {} if head is None else {"Authorization": head}
    answer = site.client.post(f"/v1/openid/{path}", json={}, headers=headers)
    assert words(answer) == (401, "invalid_token")
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_key_of_the_api_is_no_token_and_a_token_is_no_key(site: Site, holder: Caller, opened: str) -> None:
    assert holder.post("/v1/openid/credential", {}).status_code == 401
    assert Caller(site.client, opened).get("/v1/me").status_code == 401


def test_an_offer_ends_with_its_minutes_and_a_token_with_its_own(
    site: Site, holder: Caller, made: list[dict[str, Any]]
) -> None:
    new = offer(holder, made[0]["id"], minutes=30)
    wallet = OpenIdWallet(site.client)
    told = wallet.read(new["openid_link"])
    path = f"/v1/credentials/{made[0]['id']}/offers/{new['id']}"
    with later(site, minutes=31) as client:
        assert client.get(_offer_address(new)).json()["code"] == "offer.ended"
        assert words(OpenIdWallet(client).exchange(told)) == (400, "invalid_grant")
        assert Caller(client, holder.key).seen(path)["state"] == "expired"
    wallet.exchange(told)
    assert holder.seen(path)["state"] == "opened"
    with later(site, seconds=301) as client:
        assert words(OpenIdWallet(client, token=wallet.token).ask({})) == (401, "invalid_token")
        assert Caller(client, holder.key).seen(path)["state"] == "expired"
    stale = wallet.nonce()
    with later(site, seconds=150) as client:
        assert OpenIdWallet(client, token=wallet.token).ask({}).status_code == 400
    with later(site, minutes=11) as client:
        late = OpenIdWallet(client)
        again = late.read(offer(Caller(client, holder.key), made[0]["id"])["openid_link"])
        late.exchange(again)
        ahead = {"iat": int(site.place.clock().timestamp()) + 660}
        assert words(late.fetch(again, nonce=stale, claims=ahead)) == (400, "invalid_nonce")


@pytest.mark.parametrize("minutes", [4, -4])
def test_hosts_whose_clocks_differ_take_each_others_nonces_and_each_of_them_once(
    site: Site, holder: Caller, made: list[dict[str, Any]], minutes: float
) -> None:
    here = OpenIdWallet(site.client)
    with later(site, minutes=minutes) as client:
        there = OpenIdWallet(client)
        for first, second in ((here, there), (there, here)):
            told = first.read(offer(holder, made[0]["id"])["openid_link"])
            first.exchange(told)
            nonce = first.nonce()
            second.token = first.token
            assert second.fetch(told, nonce=nonce).status_code == 200
            again = first.read(offer(holder, made[0]["id"])["openid_link"])
            first.exchange(again)
            assert words(first.fetch(again, nonce=nonce)) == (400, "invalid_nonce")


def test_the_next_offer_ends_one_that_a_wallet_opened(
    site: Site, wallet: OpenIdWallet, holder: Caller, made: list[dict[str, Any]]
) -> None:
    told = wallet.read(offer(holder, made[0]["id"])["openid_link"])
    wallet.exchange(told)
    other = OpenIdWallet(site.client)
    again = other.read(offer(holder, made[0]["id"])["openid_link"])
    assert words(wallet.ask({})) == (401, "invalid_token")
    other.exchange(again)
    assert other.fetch(again).status_code == 200


def test_an_offer_that_a_wallet_took_cannot_be_ended(
    wallet: OpenIdWallet, holder: Caller, made: list[dict[str, Any]]
) -> None:
    new = offer(holder, made[0]["id"])
    path = f"/v1/credentials/{made[0]['id']}/offers/{new['id']}"
    told = wallet.read(new["openid_link"])
    # empty fields are as if they were not there
    wallet.exchange(told, tx_code="", authorization_details="")
    assert wallet.fetch(told).status_code == 200
    refused = holder.delete(path)
    assert (refused.status_code, refused.json()["code"]) == (409, "offer.ended")
    assert holder.seen(path)["state"] == "taken"


def test_what_a_wallet_says_became_of_it_is_kept(
    wallet: OpenIdWallet, holder: Caller, made: list[dict[str, Any]]
) -> None:
    new = offer(holder, made[0]["id"])
    path = f"/v1/credentials/{made[0]['id']}/offers/{new['id']}"
    told = wallet.read(new["openid_link"])
    wallet.exchange(told)
    early = {"notification_id": new["id"], "event": "credential_accepted"}
    assert words(wallet.notify(early)) == (400, "invalid_notification_id")
    given = wallet.fetch(told).json()["notification_id"]
    seen = holder.seen(path)
    assert (seen["state"], seen["door"], seen["heard"]) == ("taken", "openid4vci", None)
    bodies: list[dict[str, Any]] = [{}, {"notification_id": given}, {"event": []}]
    for body in [*bodies, {"notification_id": given, "event": "eaten"}]:
        assert words(wallet.notify(body)) == (400, "invalid_notification_request")
    other = {"notification_id": str(UUID(int=1)), "event": "credential_accepted"}
    assert words(wallet.notify(other)) == (400, "invalid_notification_id")
    for _ in range(2):
        assert wallet.notify({"notification_id": given, "event": "credential_accepted"}).status_code == 204
    assert holder.seen(path)["heard"] == "credential_accepted"


def test_it_is_written_down_whether_the_wallet_holds_the_key_of_the_subject(
    site: Site, board: Board, worker: Caller
) -> None:
    made = worker.credentials()
    with site.place.database.reading() as connection:
        own = accounts.worker_key(site.place, connection, board.id, worker.id)
    for key in (EdKey(), EdKey(own.private)):
        wallet = OpenIdWallet(site.client, key)
        told = wallet.read(offer(worker, made[0]["id"])["openid_link"])
        wallet.exchange(told)
        assert wallet.fetch(told).json()["credentials"][0]["credential"]["credentialSubject"]["id"] == own.did
    with site.place.database.reading() as connection:
        found = audit.list_events(connection, board.id, after=0, limit=500)
        kept = [one.event for one in found if one.event.action == "credential.hand-out"]
        assert audit.verify_chain(connection, board.id).number >= len(found)
    assert [one.counts for one in kept] == [{"subject_key": 0}, {"subject_key": 1}]
    assert {str(one.subject_id) for one in kept} == {made[0]["id"]}
    assert {one.actor_id for one in kept} == {None}
