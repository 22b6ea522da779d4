"""An OpenID Provider on this machine, scripted: it signs in whom a test says, and errs in the way that it says."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

CLIENT, SECRET = "ler", "a secret of the provider and the service"


class Scripted:
    """What the provider does next; `claims` go into its ID tokens over what belongs there."""

    def __init__(self, algorithm: str) -> None:
        made = (
            RSAKey.generate_key(2048, {"kid": "r1"})
            if algorithm == "RS256"
            else ECKey.generate_key("P-256", {"kid": "e1"})
        )
        self.algorithm, self.key = algorithm, made
        self.claims: dict[str, Any] = {}
        self.subject = "subject-1"
        self.unsigned = self.foreign_key = self.is_down = False
        self.issuer = ""
        self.asked: list[str] = []
        """Paths of requests."""
        self.codes: dict[str, dict[str, str]] = {}

    def authorize(self, asked: dict[str, str]) -> str:
        """Sign somebody in at once, and give the address that the browser is sent back to."""
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer})}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """Give the token for a code, once; None when anything about the request is not right."""
        given = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or given.split(":")[0] != CLIENT or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return None
        return {"access_token": "a1", "token_type": "Bearer", "id_token": self.id_token(asked["nonce"])}

    def id_token(self, nonce: str) -> str:
        now = int(time.time())
        told = {"iss": self.issuer, "sub": self.subject, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce}
        told |= {"name": "Ann Lister", "groups": ["staff"]}
        told = {name: value for name, value in (told | self.claims).items() if value is not None}
        if self.unsigned:
            parts = ({"alg": "none"}, told)
            return (
                ".".join(base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=").decode() for one in parts)
                + "."
            )
        key = self.key
        if self.foreign_key:
            kind = RSAKey if self.algorithm == "RS256" else ECKey
            key = kind.generate_key(2048 if kind is RSAKey else "P-256", {"kid": str(self.key.kid)})  # type: ignore[arg-type]
        return jwt.encode({"alg": self.algorithm, "kid": key.kid}, told, key)

    def described(self) -> dict[str, Any]:
        paths = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return {"issuer": self.issuer} | {name: self.issuer + path for name, path in paths.items()}


@contextmanager
def provider(algorithm: str = "RS256") -> Iterator[Scripted]:
    """Run a provider on a free port of loopback."""
    script = Scripted(algorithm)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            script.asked.append(parts.path)
            if script.is_down:
                self._answer(503, {})
            elif parts.path == "/.well-known/openid-configuration":
                self._answer(200, script.described())
            elif parts.path == "/keys":
                self._answer(200, KeySet([script.key]).as_dict(private=False))
            else:
                asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self._answer(302, {}, script.authorize(asked))

        def do_POST(self) -> None:
            script.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            made = None if script.is_down else script.token(form, self.headers.get("Authorization", ""))
            failed = 503 if script.is_down else 400
            self._answer(200 if made else failed, made or {"error": "invalid_grant"})

        def _answer(self, status: int, body: object, location: str | None = None) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as the base names it
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    script.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def go(address: str) -> str:
    """Do what a browser does at the provider; gives where it is sent back to."""
    with httpx2.Client(trust_env=False) as browser:
        answer = browser.get(address)
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])
