"""What wallets ask for: OpenID4VCI 1.0 and VC-API exchanges, for everybody who has an offer's link."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from app.api import oauth, pages
from app.api import wallet_bodies as bodies
from app.api.context import Anybody, Place, weigh
from app.api.problems import public, status_of
from app.api.rates import VERIFICATION
from app.errors import NotFound, NotSignedIn, OfferEnded, WalletRefused
from app.flows.hosted import wallet_exchange, wallet_links, wallet_openid

router = APIRouter(tags=["wallets"], dependencies=[Anybody])
described = APIRouter(tags=["wallets"], dependencies=[Anybody])
Handle = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{43}$", description="Of the offer: it is in its links.")]
_OVER: Final = public(404, 409, 422)
_EMPTY: Final = (b"", b"{}")
_EXCHANGE: Final = f"/workflows/{wallet_links.WORKFLOW}/exchanges/{{handle}}"


def _json(told: str, example: object, **more: Any) -> dict[int | str, dict[str, Any]]:
    shape = {"schema": {"type": "object"}, "example": example}
    return {200: {"description": told, "content": {"application/json": shape, **more}}}


def _body(kind: str, schema: Mapping[str, Any], example: object, *, required: bool = True) -> dict[str, Any]:
    content = {kind: {"schema": {"type": "object", **schema}, "example": example}}
    return {"requestBody": {"required": required, "content": content}}


async def _answered(work: Callable[..., Any], *given: Any) -> Response:
    """Give the answer of a flow, or in the words of OAuth why there is none."""
    try:
        made = await run_in_threadpool(work, *given)
    except (WalletRefused, OfferEnded, NotSignedIn) as refused:
        return oauth.answer(refused)
    return oauth.made(made)


@described.get(
    "/.well-known/openid-credential-issuer",
    response_class=Response,
    responses=_json("The metadata.", {"credential_issuer": "https://ler.example.org"}) | public(),
    summary="Describe the credential issuer",
)
def get_issuer_metadata(place: Place) -> Response:
    """Tell wallets which credentials there are and where they are fetched (OpenID4VCI 1.0 section 12.2)."""
    return oauth.made(wallet_openid.issuer_metadata(place))


@described.get(
    "/.well-known/oauth-authorization-server",
    response_class=Response,
    responses=_json("The metadata.", {"issuer": "https://ler.example.org"}) | public(),
    summary="Describe the authorization server",
)
def get_server_metadata(place: Place) -> Response:
    """Tell wallets where codes are exchanged for access tokens (RFC 8414)."""
    return oauth.made(wallet_openid.server_metadata(place))


@router.get(
    "/offers/{handle}",
    response_class=Response,
    responses=_json("The Credential Offer.", {"credential_configuration_ids": ["open-badge"]}) | _OVER,
    summary="Fetch a credential offer",
)
def get_credential_offer(handle: Handle, place: Place) -> Response:
    """Give the Credential Offer that a link refers to (OpenID4VCI 1.0 section 4.1), while it waits for a wallet."""
    return oauth.made(wallet_openid.credential_offer(place, handle))


_TOKEN_FORM: Final = _body(
    oauth.FORM,
    {
        "required": ["grant_type", "pre-authorized_code"],
        "properties": {
            "grant_type": {"type": "string", "enum": [wallet_openid.GRANT]},
            "pre-authorized_code": {"type": "string", "minLength": 1},
            "tx_code": {"type": "string"},
            "authorization_details": {"type": "string"},
        },
    },
    {"grant_type": wallet_openid.GRANT, "pre-authorized_code": "SplxlOBeZQQYbYS6WxSbIA", "tx_code": "493536"},
)


@router.post(
    "/openid/token",
    response_class=Response,
    openapi_extra=_TOKEN_FORM,
    responses=_json("A token.", {"access_token": "…", "token_type": "Bearer", "expires_in": 300})
    | oauth.documented(400),
    summary="Exchange a code for an access token",
)
async def exchange_code(request: Request, place: Place) -> Response:
    """Give an access token for the pre-authorized code of an offer, once (OpenID4VCI 1.0 section 6)."""
    try:
        form = await oauth.form_of(request)
    except WalletRefused as refused:
        return oauth.answer(refused)
    return await _answered(wallet_openid.exchange_code, place, form)


@router.post(
    "/openid/nonce",
    response_class=Response,
    responses=_json("A nonce.", {"c_nonce": "…"}) | public(413),
    summary="Ask for a nonce",
)
def create_nonce(place: Place) -> Response:
    """Give a nonce for the proof of a wallet's key, good for five minutes and once (OpenID4VCI 1.0 section 7)."""
    return oauth.made(wallet_openid.make_nonce(place))


@router.post(
    "/openid/credential",
    response_class=Response,
    openapi_extra=_body(
        "application/json",
        {
            "required": ["proofs"],
            "properties": {
                "credential_configuration_id": {"type": "string"},
                "credential_identifier": {"type": "string"},
                "proofs": {
                    "type": "object",
                    "required": ["jwt"],
                    "properties": {"jwt": {"type": "array", "items": {"type": "string"}}},
                },
            },
        },
        {
            "credential_configuration_id": "open-badge",
            "proofs": {"jwt": ["eyJ0eXAiOiJvcGVuaWQ0dmNpLXByb29mK2p3dCI…"]},
        },
    ),
    responses=_json(
        "The credential, as it was signed.", {"credentials": [{"credential": {}}], "notification_id": "…"}
    )
    | oauth.documented(400, 401),
    summary="Fetch the credential",
)
async def fetch_credential(request: Request, place: Place, token: oauth.Token) -> Response:
    """Give the credential of an offer, exactly as it was signed, once (OpenID4VCI 1.0 section 8).

    The proof shows that the wallet holds a key; the credential is not bound to it.
    """
    return await _answered(wallet_openid.fetch, place, token, await request.body())


@router.post(
    "/openid/notification",
    status_code=204,
    openapi_extra=_body(
        "application/json",
        {
            "required": ["notification_id", "event"],
            "properties": {"notification_id": {"type": "string"}, "event": {"type": "string"}},
        },
        {"notification_id": "01a21383-0eff-7941-b7d1-96314a66c46b", "event": "credential_accepted"},
    ),
    responses=oauth.documented(400, 401),
    summary="Tell what became of the credential",
)
async def notify_issuer(request: Request, place: Place, token: oauth.Token) -> Response:
    """Take a wallet's word whether it keeps the credential (OpenID4VCI 1.0 section 11)."""
    return await _answered(wallet_openid.hear, place, token, await request.body())


@router.post(
    _EXCHANGE,
    response_class=Response,
    openapi_extra=_body(
        "application/json",
        {"properties": {"verifiablePresentation": {"type": "object"}}},
        {},
        required=False,
    ),
    responses=_json(
        "What the wallet is asked for, or the credential in a presentation.",
        {"verifiablePresentation": {"type": ["VerifiablePresentation"], "verifiableCredential": [{}]}},
    )
    | public(404, 409, 413, 422),
    summary="Take part in an exchange",
)
async def participate_in_exchange(handle: Handle, request: Request, place: Place) -> Response:
    """Give a wallet the credential of an offer, exactly as it was signed, once (VC-API, now VCALM).

    `{}` is answered by a `verifiablePresentationRequest` for DIDAuthentication; a presentation signed over its
    challenge and domain by the credential.
    """
    data = await request.body()
    if data.strip() not in _EMPTY:
        # not by the words of it: JSON spells one name in many ways
        weigh(request, None, VERIFICATION - 1)
    return oauth.made(await run_in_threadpool(wallet_exchange.participate, place, handle, data))


@router.get(
    f"{_EXCHANGE}/protocols",
    response_model=bodies.Protocols,
    responses=_OVER,
    summary="List the protocols of an exchange",
)
def get_exchange_protocols(handle: Handle, place: Place) -> Response:
    """Tell a wallet by which protocols the offer may be taken."""
    return oauth.made(wallet_exchange.told_protocols(place, handle))


_PAGE: Final = {"text/html": {"schema": {"type": "string"}}}
_READABLE: Final = {status: told | {"content": told["content"] | _PAGE} for status, told in public(404, 409).items()}
_INTERACTION: Final = Query(pattern="^1$", description="Version of interaction URLs.", examples=["1"])


async def _version(iuv: Annotated[str, _INTERACTION]) -> str:
    return iuv


@router.get(
    "/interactions/{handle}",
    response_model=bodies.Protocols,
    responses={200: {"content": _PAGE}} | _OVER | _READABLE,
    dependencies=[Depends(_version)],
    summary="Begin an interaction",
)
def get_interaction(handle: Handle, place: Place, request: Request) -> Response:
    """Tell a wallet by which protocols an offer may be taken, and somebody with a browser to open a wallet."""
    if not pages.wants_page(request):
        return oauth.made(wallet_exchange.told_protocols(place, handle))
    try:
        told = wallet_exchange.shown(place, handle)
    except (NotFound, OfferEnded) as error:
        return pages.over(error, status_of(error))
    links = {} if told.with_digits else wallet_links.wallet_links(place, handle)
    openid = wallet_links.openid_link(place, handle)
    named = "Another wallet on this device" if links else "A wallet on this device"
    offered = pages.Offered(
        told.name, told.issuer, told.until, int(told.left.total_seconds() // 60), told.with_digits
    )
    return pages.offer(offered, wallet_links.interaction_address(place, handle), links | {named: openid}, openid)
