"""Accounts, keys, consents, erasure."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from app.api import bodies
from app.api.changes import Repeatable
from app.api.context import Cursor, Limit, Who, cursor_of, id_of, weigh
from app.api.problems import documented
from app.api.rates import UPLOAD
from app.errors import RequestInvalid
from app.flows.hosted import accounts, erasing, exporting, signing_in
from app.store.model import Account, ApiKey

router = APIRouter(tags=["people"])
_ZIPPED: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The ZIP, sent while it is made.",
        "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("/me", response_model=bodies.Account, responses=documented(), summary="Who am I")
def get_my_account(who: Who) -> bodies.Account:
    """Give the account that asks, and the DID that signs for it."""
    account, did = accounts.me(who)
    return _told(account, did)


@router.get("/people", response_model=bodies.Accounts, responses=documented(403, 422), summary="List accounts")
def list_accounts(who: Who, cursor: Cursor = None, limit: Limit = 50) -> bodies.Accounts:
    """Give the board's accounts, newest first."""
    found = accounts.list_accounts(who, id_of(cursor), limit)
    return bodies.Accounts(items=list(map(_told, found)), next=cursor_of(found, limit))


@router.post(
    "/people",
    status_code=201,
    response_model=bodies.Account,
    responses=documented(400, 403, 409, 413, 422),
    summary="Make an account",
)
def create_account(said: bodies.NewAccount, who: Who, once: Repeatable) -> Response:
    """Make an account of the board; with a name and a first password its owner signs in to a session."""
    return once(201, said, lambda: _told(accounts.create_account(who, said.roles, said.name, _login(said))))


@router.put(
    "/people/{person_id}/roles",
    response_model=bodies.Account,
    responses=documented(400, 403, 404, 413, 422),
    summary="Give other roles",
)
def set_roles(person_id: UUID, said: bodies.Roles, who: Who) -> bodies.Account:
    """Give an account of the board exactly these roles. Nobody changes their own.

    Where an OpenID Provider signs somebody in, its roles count again at the next sign-in.
    """
    return _told(accounts.set_roles(who, person_id, said.roles))


@router.delete(
    "/people/{person_id}",
    status_code=204,
    responses=documented(403, 404, 422),
    summary="Close an account",
)
def close_account(person_id: UUID, who: Who) -> Response:
    """Close an account of the board: its sessions and keys end at once. What it holds stays until it is erased."""
    accounts.close_account(who, person_id)
    return Response(status_code=204)


@router.post(
    "/people/{person_id}/keys",
    status_code=201,
    response_model=bodies.NewlyMadeKey,
    responses=documented(400, 403, 404, 413, 422),
    summary="Make an API key",
)
def create_key(person_id: UUID, said: bodies.NewKey, who: Who) -> bodies.NewlyMadeKey:
    """Make an API key for oneself, or the first one of an account of the board that does not sign in by itself.

    It is shown in the answer and never again, which is why this takes no Idempotency-Key. No key is made with more
    scopes than the key that makes it.
    """
    made = accounts.make_key(who, person_id, said.label, said.scopes, said.expires_at)
    return bodies.NewlyMadeKey(id=made.id, api_key=made.text)


@router.get(
    "/people/{person_id}/keys",
    response_model=list[bodies.Key],
    responses=documented(403, 404, 422),
    summary="List API keys",
)
def list_keys(person_id: UUID, who: Who) -> list[bodies.Key]:
    """Give the API keys of oneself, or of an account of the board: what they may do, never the keys themselves."""
    return [_key(one) for one in accounts.list_keys(who, person_id)]


@router.delete(
    "/people/{person_id}/keys/{key_id}",
    status_code=204,
    responses=documented(403, 404, 422),
    summary="Revoke an API key",
)
def revoke_key(person_id: UUID, key_id: UUID, who: Who) -> Response:
    """End an API key of oneself, or of an account of the board, from the next request on."""
    accounts.revoke_key(who, person_id, key_id)
    return Response(status_code=204)


@router.get(
    "/consent-texts",
    response_model=list[bodies.ConsentText],
    responses=documented(),
    summary="Read what is agreed to",
)
def list_consent_texts(_: Who) -> list[bodies.ConsentText]:
    """Give the texts that workers agree to, the newest last."""
    return [bodies.ConsentText(version=version, text=text) for version, text in accounts.CONSENT_TEXTS.items()]


@router.post(
    "/me/consents",
    status_code=201,
    response_model=bodies.Given,
    responses=documented(400, 403, 409, 413, 422),
    summary="Agree",
)
def give_consent(said: bodies.Consent, who: Who, once: Repeatable) -> Response:
    """Agree to have one's documents drafted."""

    def work() -> bodies.Given:
        given = accounts.agree(who, said.version)
        return bodies.Given(purpose=given.purpose, version=given.text_version, given_at=given.given_at)

    return once(201, said, work)


@router.delete("/me/consents", status_code=204, responses=documented(403), summary="Withdraw consent")
def withdraw_consent(who: Who) -> Response:
    """Withdraw it: nothing more is drafted. What is there stays until it is deleted or erased."""
    accounts.withdraw(who)
    return Response(status_code=204)


@router.get(
    "/workers/{worker_id}/export",
    response_class=StreamingResponse,
    responses=_ZIPPED | documented(403, 404, 422),
    summary="Take everything along",
)
def export_worker(worker_id: UUID, request: Request, who: Who) -> Response:
    """Give a ZIP of all that is kept of a worker: documents, drafts, decisions, records, credentials, account.

    For themselves it holds their signing key as well.
    """
    weigh(request, who, UPLOAD - 1)
    headers = {"Content-Disposition": f'attachment; filename="{worker_id}.zip"'}
    return StreamingResponse(exporting.export(who, worker_id), media_type="application/zip", headers=headers)


@router.delete(
    "/workers/{worker_id}",
    response_model=bodies.Erased,
    responses=documented(403, 404, 422),
    summary="Erase a worker",
)
def erase_worker(
    worker_id: UUID,
    who: Who,
    sure: Annotated[UUID, Query(description="The worker's id once more: this cannot be undone.")],
) -> bodies.Erased:
    """Erase everything of a worker, in every store; the answer counts what was there."""
    if sure != worker_id:
        raise RequestInvalid("`sure` is not the id of the worker.")
    gone = erasing.erase(who, worker_id)
    return bodies.Erased(worker_id=worker_id, counts=gone.model_dump())


def _login(said: bodies.NewAccount) -> accounts.Login | None:
    if (said.login is None) != (said.password is None):
        raise RequestInvalid("A name to sign in with and a password come together.")
    if said.login is None or said.password is None:
        return None
    return accounts.Login(said.login, signing_in.hashed(said.login, said.password.get_secret_value()))


def _key(key: ApiKey) -> bodies.Key:
    told = {name: getattr(key, name) for name in bodies.Key.model_fields}
    return bodies.Key(**told | {"scopes": sorted(key.scopes)})


def _told(account: Account, did: str | None = None) -> bodies.Account:
    return bodies.Account(
        id=account.id,
        roles=sorted(account.roles),
        name=account.name,
        did=did,
        created_at=account.created_at,
        closed_at=account.closed_at,
    )
