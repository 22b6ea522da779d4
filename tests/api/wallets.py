"""A wallet as it meets the service: nothing but a link, its own key, and the protocols."""

import dataclasses
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from fastapi.testclient import TestClient
from httpx2 import Client, Response

from app.api.app import create
from tests.api.site import MOST_BYTES, Caller, Site
from tests.credentials.wallet import EcKey, EdKey, key_proof, presentation

ISSUER: Final = "http://testserver"
GRANT: Final = "urn:ietf:params:oauth:grant-type:pre-authorized_code"


def offer(caller: Caller, credential_id: str, **said: object) -> dict[str, Any]:
    made = caller.post(f"/v1/credentials/{credential_id}/offers", said)
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.json()
    return found


def raw(answer: Response, before: str) -> str:
    """The credential in an answer, as it was sent: from the brace behind `before` to the one that closes it."""
    text = answer.text
    start = text.index(before) + len(before)
    _, end = json.JSONDecoder().raw_decode(text[start:])
    return text[start : start + end]


@contextmanager
def later(site: Site, **ago: float) -> Iterator[TestClient]:
    """The same stores behind an application whose clock is ahead."""
    ahead, clock = timedelta(**ago), site.place.clock
    place = dataclasses.replace(site.place, clock=lambda: clock() + ahead)
    with TestClient(create(place, most_bytes=MOST_BYTES, requests_per_minute=1_000_000)) as client:
        yield client


@dataclass
class OpenIdWallet:
    """Follows a link of OpenID4VCI 1.0 step by step, and finds every address by itself."""

    client: Client
    key: EdKey | EcKey = field(default_factory=EdKey)
    token: str = ""
    issuer: str = ISSUER

    def read(self, link: str) -> dict[str, Any]:
        """Fetch the Credential Offer that a link refers to."""
        parts = urlsplit(link)
        assert parts.scheme == "openid-credential-offer"
        (address,) = parse_qs(parts.query)["credential_offer_uri"]
        answer = self.client.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json"), answer.text
        found: dict[str, Any] = answer.json()
        return found

    def metadata(self, issuer: str, of: str = "openid-credential-issuer") -> dict[str, Any]:
        answer = self.client.get(f"{issuer}/.well-known/{of}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
        found: dict[str, Any] = answer.json()
        return found

    def exchange(self, told: dict[str, Any], **more: str) -> Response:
        """Bring the code of an offer to the token endpoint."""
        server = self.metadata(told["credential_issuer"], "oauth-authorization-server")
        form = {"grant_type": GRANT, "pre-authorized_code": told["grants"][GRANT]["pre-authorized_code"]} | more
        answer = self.client.post(server["token_endpoint"], data=form)
        if answer.status_code == 200:
            self.token = answer.json()["access_token"]
        return answer

    def nonce(self) -> str:
        answer = self.client.post(self.metadata(self.issuer)["nonce_endpoint"])
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        return str(answer.json()["c_nonce"])

    def proof(self, nonce: str | None = None, *, claims: dict[str, Any] | None = None, **head: Any) -> str:
        told = {"aud": self.issuer, "iat": int(time.time()), "nonce": nonce or self.nonce()} | (claims or {})
        return key_proof(self.key, told, **head)

    def ask(self, body: object, token: str | None = None) -> Response:
        """Send a Credential Request."""
        headers = {"Authorization": f"Bearer {self.token if token is None else token}"}
        return self.client.post(self.metadata(self.issuer)["credential_endpoint"], json=body, headers=headers)

    def fetch(self, told: dict[str, Any], **more: Any) -> Response:
        (named,) = told["credential_configuration_ids"]
        return self.ask({"credential_configuration_id": named, "proofs": {"jwt": [self.proof(**more)]}})

    def notify(self, body: object, token: str | None = None) -> Response:
        headers = {"Authorization": f"Bearer {self.token if token is None else token}"}
        return self.client.post(self.metadata(self.issuer)["notification_endpoint"], json=body, headers=headers)


@dataclass
class ExchangeWallet:
    """Follows a VC-API exchange as Learner Credential Wallet and LearnCard do."""

    client: Client
    key: EdKey = field(default_factory=EdKey)

    def begin(self, address: str) -> dict[str, Any]:
        answer = self.client.post(address, json={})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()["verifiablePresentationRequest"]
        return found

    def present(self, asked: dict[str, Any], **more: Any) -> Response:
        """Sign over what is asked for, and send it to where it is asked for."""
        signed = presentation(self.key, asked["challenge"], asked["domain"], **more)
        (service,) = asked["interact"]["service"]
        return self.client.post(service["serviceEndpoint"], json={"verifiablePresentation": signed})
