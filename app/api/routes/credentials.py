"""Credentials: order, fetch, revoke, endorse, verify; and what everybody may fetch to check them."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Body, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from app.api import bodies
from app.api.changes import Repeatable
from app.api.context import Anybody, Cursor, Limit, Place, Who, cursor_of, id_of, weigh
from app.api.problems import documented, public
from app.api.rates import VERIFICATION
from app.api.waiting import until
from app.credentials import verdict
from app.flows.hosted import accounts, endorsing, issuing, publishing, verifying
from app.store.model import StoredCredential

router = APIRouter()
_VC: Final = "application/vc+ld+json"
_DID: Final = "application/did+json"
_CHANGES: Final = documented(400, 403, 404, 409, 413, 422)
Slug = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$", description="The board's word in addresses.")]


def _signed(what: str, media: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": what, "content": {media: {"schema": {"type": "object"}}}}}


def _signed_once(once: Repeatable, status: int, said: BaseModel, work: Callable[[], StoredCredential]) -> Response:
    """Sign or change something once, and answer with the credential."""
    return once(status, said, lambda: bodies.Credential.of(work()))


def _page(found: Iterable[StoredCredential], following: str | None) -> bodies.Credentials:
    return bodies.Credentials(items=list(map(bodies.Credential.of, found)), next=following)


@router.post(
    "/credentials",
    status_code=202,
    response_model=bodies.Ordered,
    responses=_CHANGES,
    tags=["credentials"],
    summary="Order credentials",
)
async def order_credentials(said: bodies.Order, who: Who, once: Repeatable) -> Response:
    """Have the credentials of a record made: one for each claim, and a CLR that holds them. Each is made once.

    Ask again, with the same Idempotency-Key or another one, to learn whether they are there by now.
    """

    def work() -> bodies.Ordered:
        issuing.order(who, said.record_id, said.issuer)
        return bodies.Ordered(state="working", record_id=said.record_id, issuer=said.issuer, credentials=[])

    answer = await run_in_threadpool(once, 202, said, work)
    made = await until(lambda: issuing.made(who, said.record_id, said.issuer), bool, said.wait)
    if not made:
        return answer
    found = [bodies.Credential.of(one) for one in made]
    body = bodies.Ordered(state="done", record_id=said.record_id, issuer=said.issuer, credentials=found)
    replayed = {name: value for name, value in answer.headers.items() if name == "idempotent-replayed"}
    return Response(body.model_dump_json(), status_code=202, media_type="application/json", headers=replayed)


@router.get(
    "/credentials",
    response_model=bodies.Credentials,
    responses=documented(403, 422),
    tags=["credentials"],
    summary="List credentials",
)
def list_credentials(
    who: Who, record_id: UUID | None = None, cursor: Cursor = None, limit: Limit = 50
) -> bodies.Credentials:
    """Give one's own credentials, or those of the whole board to those who may read them, newest first."""
    found = issuing.list_credentials(who, record_id, id_of(cursor), limit)
    return _page(found, cursor_of(found, limit))


@router.get(
    "/credentials/{credential_id}",
    response_model=bodies.Credential,
    responses=documented(403, 404, 422),
    tags=["credentials"],
    summary="Look at a credential",
)
def get_credential(credential_id: UUID, who: Who) -> bodies.Credential:
    """Give a credential and whether it still stands."""
    return bodies.Credential.of(issuing.credential(who, credential_id))


@router.get(
    "/credentials/{credential_id}/download",
    response_class=Response,
    responses=_signed("The credential.", _VC) | documented(403, 404, 422),
    tags=["credentials"],
    summary="Download a credential",
)
def download_credential(credential_id: UUID, who: Who) -> Response:
    """Give exactly the bytes that were signed, for a wallet."""
    found = issuing.credential(who, credential_id)
    headers = {"Content-Disposition": f'attachment; filename="{credential_id}.json"'}
    return Response(found.signed.data, media_type=_VC, headers=headers)


@router.post(
    "/credentials/{credential_id}/revoke",
    response_model=bodies.Credential,
    responses=_CHANGES,
    tags=["credentials"],
    summary="Revoke a credential",
)
def revoke_credential(credential_id: UUID, said: bodies.Revocation, who: Who, once: Repeatable) -> Response:
    """Revoke a credential for good: its status list says so from now on."""
    return _signed_once(once, 200, said, lambda: issuing.revoke(who, credential_id, said.reason))


@router.post(
    "/credentials/{credential_id}/endorsements",
    status_code=201,
    response_model=bodies.Credential,
    responses=_CHANGES,
    tags=["endorsements"],
    summary="Endorse a credential",
)
def endorse_credential(credential_id: UUID, said: bodies.Endorsement, who: Who, once: Repeatable) -> Response:
    """Vouch for a credential, bound to its exact bytes: as the board, or as an endorser who was asked."""
    return _signed_once(once, 201, said, lambda: endorsing.endorse(who, credential_id, said.comment))


@router.get(
    "/credentials/{credential_id}/endorsements",
    response_model=bodies.Credentials,
    responses=documented(403, 404, 422),
    tags=["endorsements"],
    summary="List endorsements",
)
def list_endorsements(credential_id: UUID, who: Who) -> bodies.Credentials:
    """Give the endorsements of a credential, oldest first."""
    found = endorsing.endorsements_of(who, credential_id)
    return _page(found, None)


@router.post(
    "/credentials/{credential_id}/endorsement-requests",
    status_code=204,
    responses=documented(400, 403, 404, 413, 422),
    tags=["endorsements"],
    summary="Ask for an endorsement",
)
def request_endorsement(credential_id: UUID, said: bodies.EndorsementRequest, who: Who) -> Response:
    """Open a credential to an endorser of the board, and ask for their word."""
    endorsing.open_to(who, credential_id, said.endorser_id)
    return Response(status_code=204)


@router.delete(
    "/credentials/{credential_id}/endorsement-requests/{endorser_id}",
    status_code=204,
    responses=documented(403, 404, 422),
    tags=["endorsements"],
    summary="Ask an endorser no longer",
)
def close_endorsement_request(credential_id: UUID, endorser_id: UUID, who: Who) -> Response:
    """Close a credential to an endorser who was asked; an endorsement that they gave stands."""
    endorsing.close_to(who, credential_id, endorser_id)
    return Response(status_code=204)


@router.post(
    "/verify",
    response_model=bodies.Verified,
    responses=public(400, 413, 422),
    tags=["verify"],
    summary="Verify any credential",
)
async def verify_credential(
    request: Request, place: Place, _: Annotated[dict[str, object], Body(description="A credential, as it is.")]
) -> Response:
    """Check any credential, ours or not: signature, shape, status, validity, members; and compute its trust tier."""
    weigh(request, None, VERIFICATION)
    data = await request.body()
    checked = await run_in_threadpool(verifying.verify, place, data)
    found, reached = checked.verification, checked.tier
    body = bodies.Verified(
        passed=found.passed, tier=reached, verdict=verdict.sentence(found, reached), verification=found
    )
    return Response(body.model_dump_json(), media_type="application/json")


@router.get(
    "/status-lists/{list_id}",
    response_class=Response,
    responses=_signed("The list, signed.", _VC) | public(404, 422),
    dependencies=[Anybody],
    tags=["public"],
    summary="Fetch a status list",
)
def get_status_list(list_id: UUID, place: Place) -> Response:
    """Give a Bitstring status list as it is now, signed by the issuer of the credentials that name it."""
    return JSONResponse(
        publishing.publish(place, list_id), media_type=_VC, headers={"Cache-Control": "public, max-age=60"}
    )


published = APIRouter(tags=["public"])


@published.get(
    "/.well-known/did.json",
    response_class=Response,
    responses=_signed("The DID document.", _DID) | public(404),
    dependencies=[Anybody],
    summary="Fetch the DID document of the service",
)
def get_service_did(place: Place) -> Response:
    """Give the DID document of the first board: its did:web is that of the host."""
    return JSONResponse(publishing.did_of(place, accounts.HOME), media_type=_DID)


@published.get(
    "/boards/{slug}/did.json",
    response_class=Response,
    responses=_signed("The DID document.", _DID) | public(404, 422),
    dependencies=[Anybody],
    summary="Fetch the DID document of a board",
)
def get_board_did(slug: Slug, place: Place) -> Response:
    """Give the DID document of a board."""
    return JSONResponse(publishing.did_of(place, slug), media_type=_DID)
