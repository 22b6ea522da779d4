"""An OpenID Provider's answer to who signed in: authorization code with PKCE, discovery, and a checked ID token.

OpenID Connect Core 1.0 (https://openid.net/specs/openid-connect-core-1_0.html), Discovery 1.0, RFC 7636, RFC 9207.
"""

import hmac
import threading
import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from pydantic import Field, SecretStr, field_validator

from app.access.model import Role
from app.access.tokens import Handshake
from app.errors import ProviderUnavailable, SignInFailed
from app.values import Frozen

ANYBODY: Final = "*"
"""Among the roles of a provider: whoever it signs in."""
_SECONDS: Final = 5.0
_KEPT_SECONDS: Final = 3_600.0
_LEEWAY: Final = 60
"""Seconds by which clocks may differ."""
_ALGORITHMS: Final = ("RS256", "PS256", "ES256", "ES384", "EdDSA")
"""Signatures by a key that the provider alone has: never `none`, never a shared secret."""
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


class Provider(Frozen):
    """An OpenID Provider and what its accounts may do here."""

    issuer: str
    client_id: str = Field(min_length=1)
    client_secret: SecretStr | None = None
    scopes: tuple[str, ...] = ("openid", "profile")
    roles_claim: str = "groups"
    """The claim of the ID token whose values give roles."""
    roles: Mapping[str, tuple[Role, ...]] = {}
    """Roles by value of that claim; those of `*` are anybody's. Who gets none has no account here."""

    @field_validator("issuer")
    @classmethod
    def _safe(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise ValueError("an issuer is reached by https")
        return value


class Subject(Frozen):
    """Somebody whom a provider signed in."""

    issuer: str
    subject: str
    name: str | None
    roles: frozenset[Role]


class OpenId:
    """Signs people in by one provider. Safe to share between threads; what was discovered is kept for an hour."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self._lock = threading.Lock()
        self._metadata: dict[str, Any] = {}
        self._keys: KeySet | None = None
        self._until = 0.0

    def address(self, redirect_uri: str, shake: Handshake) -> str:
        """Give the provider's address to which a browser is sent. Raises ProviderUnavailable."""
        metadata = self._discovered()
        with self._client(redirect_uri) as client:
            found, _ = client.create_authorization_url(
                metadata["authorization_endpoint"],
                state=shake.state,
                nonce=shake.nonce,
                code_verifier=shake.verifier,
            )
        return str(found)

    def subject(self, redirect_uri: str, code: str, shake: Handshake, issuer: str | None) -> Subject:
        """Give who signed in, by the code that their browser brought back, and `iss` where it came along.

        Raises ProviderUnavailable, SignInFailed.
        """
        metadata = self._discovered()
        if issuer is not None and issuer != self.provider.issuer:
            raise SignInFailed("The answer comes from another provider than the one that was asked.")
        try:
            with self._client(redirect_uri) as client:
                token = client.fetch_token(
                    metadata["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=shake.verifier,
                    redirect_uri=redirect_uri,
                )
        except AuthlibBaseError:
            raise SignInFailed("The provider does not take the code.") from None
        except (httpx2.HTTPError, ValueError):
            raise ProviderUnavailable("The OpenID Provider gave no usable answer.") from None
        text = token.get("id_token")
        if not isinstance(text, str):
            raise SignInFailed("The provider gave no ID token.")
        return self._told(self._checked(text, token.get("access_token"), shake.nonce))

    def _checked(self, text: str, access_token: str | None, nonce: str) -> CodeIDToken:
        """Check an ID token as OpenID Connect Core 1.0 section 3.1.3.7 says."""
        try:
            read = self._read(text)
            claims = CodeIDToken(
                read.claims,
                read.header,
                {
                    "iss": {"essential": True, "value": self.provider.issuer},
                    "aud": {"essential": True, "value": self.provider.client_id},
                    "sub": {"essential": True},
                },
                {"nonce": nonce, "client_id": self.provider.client_id, "access_token": access_token},
            )
            claims.validate(now=int(time.time()), leeway=_LEEWAY)
        except (JoseError, ValueError, TypeError, KeyError):
            raise SignInFailed("The provider's ID token does not hold.") from None
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise SignInFailed("The provider's ID token is for another sign-in.")
        return claims

    def _read(self, text: str) -> jwt.Token:
        registry = JWSRegistry(algorithms=list(_ALGORITHMS), strict_check_header=False)
        try:
            return jwt.decode(text, self._key_set(), registry=registry)
        except InvalidKeyIdError:
            # the provider may have begun to sign with another key since
            return jwt.decode(text, self._key_set(again=True), registry=registry)

    def _told(self, claims: CodeIDToken) -> Subject:
        given = claims.get(self.provider.roles_claim)
        values = [given] if isinstance(given, str) else given if isinstance(given, list) else []
        granted = (self.provider.roles.get(str(value), ()) for value in (*values, ANYBODY))
        name = claims.get("name")
        return Subject(
            issuer=self.provider.issuer,
            subject=str(claims["sub"]),
            name=name[:200] if isinstance(name, str) and name.strip() else None,
            roles=frozenset(role for roles in granted for role in roles),
        )

    def _client(self, redirect_uri: str) -> Any:
        secret = self.provider.client_secret
        return OAuth2Client(
            self.provider.client_id,
            secret.get_secret_value() if secret else None,
            scope=" ".join(self.provider.scopes),
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            **self._http(),
        )

    def _http(self) -> dict[str, Any]:
        # a proxy of the environment leads out of the machine
        return {"timeout": _SECONDS, "trust_env": urlsplit(self.provider.issuer).hostname not in _LOOPBACK}

    def _discovered(self) -> dict[str, Any]:
        with self._lock:
            if self._metadata and time.monotonic() < self._until:
                return self._metadata
        found = self._fetch(self.provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
        needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if found.get("issuer") != self.provider.issuer or not all(isinstance(found.get(one), str) for one in needed):
            raise ProviderUnavailable("The OpenID Provider describes itself as another one, or not in full.")
        with self._lock:
            self._metadata, self._keys, self._until = found, None, time.monotonic() + _KEPT_SECONDS
        return found

    def _key_set(self, *, again: bool = False) -> KeySet:
        with self._lock:
            if self._keys is not None and not again:
                return self._keys
        found = KeySet.import_key_set(self._fetch(self._discovered()["jwks_uri"]))  # type: ignore[arg-type]
        with self._lock:
            self._keys = found
        return found

    def _fetch(self, address: str) -> dict[str, Any]:
        try:
            with httpx2.Client(**self._http()) as client:
                answer = client.get(address, headers={"Accept": "application/json"})
            answer.raise_for_status()
            found = answer.json()
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError):
            raise ProviderUnavailable("The OpenID Provider cannot be reached.") from None
        if not isinstance(found, dict):
            raise ProviderUnavailable("The OpenID Provider gave no usable answer.")
        return found
