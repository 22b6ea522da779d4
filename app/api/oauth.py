"""What wallets are answered where OAuth 2.0 has words of its own (RFC 6749 section 5.2, RFC 6750 section 3)."""

import re
from typing import Annotated, Any, Final

from fastapi import Depends, Request, Response
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from app.api.problems import public
from app.errors import NotSignedIn, OfferEnded, WalletRefused

FORM: Final = "application/x-www-form-urlencoded"
_MOST: Final = 20_000
"""Bytes of a form: parsing takes the event loop's time."""
_NOT_TOLD: Final = re.compile(r'[^\x20-\x7e]|["\\]')
_bearer = HTTPBearer(
    auto_error=False, scheme_name="Wallet token", description="What `POST /v1/openid/token` gave for a code."
)


class OAuthError(BaseModel):
    """Why a wallet is refused, in the words of OAuth 2.0 and OpenID4VCI 1.0."""

    model_config = ConfigDict(extra="forbid")

    error: str = Field(examples=["invalid_grant"])
    error_description: str = Field(examples=["The pre-authorized code is unknown, was used or has expired."])


async def token_of(given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str | None:
    """Give the access token of a request; None where it has none."""
    return given.credentials if given else None


Token = Annotated[str | None, Depends(token_of)]


def answer(error: WalletRefused | OfferEnded | NotSignedIn) -> JSONResponse:
    """Give the answer that tells a wallet why it is refused."""
    if isinstance(error, WalletRefused):
        return _told(400, error.word, error.message)
    if isinstance(error, OfferEnded):
        return _told(400, "invalid_grant", error.message)
    refused = _told(401, "invalid_token", error.message)
    refused.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return refused


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Give what OpenAPI says of the failures of an operation that wallets use: 400 and 401 in the words of OAuth."""
    told = public(413)
    shape = {"application/json": {"schema": {"$ref": "#/components/schemas/OAuthError"}}}
    words = {400: "Refused, in a word of OAuth 2.0 or OpenID4VCI", 401: "No valid access token"}
    return told | {status: {"description": words[status], "content": shape} for status in statuses}


async def form_of(request: Request) -> dict[str, str]:
    """Read a form whose fields are each there once; empty ones are left out (RFC 6749 section 3.2).

    Raises WalletRefused.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise WalletRefused(f"The request is not {FORM}.", word="invalid_request")
    if len(await request.body()) > _MOST:
        raise WalletRefused(f"The form has more than {_MOST:,} bytes.", word="invalid_request")
    try:
        form = await request.form(max_fields=20)
    except HTTPException:
        raise WalletRefused("The form cannot be read.", word="invalid_request") from None
    fields = form.multi_items()
    if len({name for name, _ in fields}) < len(fields):
        raise WalletRefused("A field of the form is there twice.", word="invalid_request")
    return {name: value for name, value in fields if isinstance(value, str) and value}


def _told(status: int, word: str, message: str) -> JSONResponse:
    body = OAuthError(error=word, error_description=_NOT_TOLD.sub("", message))
    return JSONResponse(body.model_dump(), status_code=status)


def made(found: Any) -> Response:
    """Answer with JSON that was made here: bytes as they are, anything else written; nothing at all by 204."""
    if found is None:
        return Response(status_code=204)
    if isinstance(found, bytes):
        return Response(found, media_type="application/json")
    return JSONResponse(found)
