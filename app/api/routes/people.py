"""Accounts, keys, consents, erasure."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from app.api import bodies
from app.api.context import Cursor, Limit, Repeatable, Who, id_of
from app.api.problems import documented
from app.errors import RequestInvalid
from app.flows.hosted import accounts, erasing
from app.store.model import Account

router = APIRouter(tags=["people"])


@router.get("/me", response_model=bodies.Person, responses=documented(), summary="Who am I")
def me(who: Who) -> bodies.Person:
    """Give the account that asks, and the DID that signs for it."""
    account, did = accounts.me(who)
    return _person(account, did)


@router.get("/people", response_model=list[bodies.Person], responses=documented(), summary="List accounts")
def listed(who: Who, cursor: Cursor = None, limit: Limit = 50) -> list[bodies.Person]:
    """Give the board's accounts, newest first."""
    return [_person(one) for one in accounts.list_accounts(who, id_of(cursor), limit)]


@router.post(
    "/people", status_code=201, response_model=bodies.Person, responses=documented(), summary="Make an account"
)
def create(said: bodies.NewPerson, who: Who, once: Repeatable) -> Response:
    """Make an account of the board."""
    return once(201, said, lambda: _person(accounts.create_account(who, said.roles, said.name)))


@router.post(
    "/people/{person_id}/keys",
    status_code=201,
    response_model=bodies.Key,
    responses=documented(),
    summary="Make an API key",
)
def make_key(person_id: UUID, said: bodies.NewKey, who: Who) -> bodies.Key:
    """Make an API key; it is shown in the answer and never again, which is why this takes no Idempotency-Key."""
    return bodies.Key(api_key=accounts.make_key(who, person_id, said.label, said.scopes, said.expires_at))


@router.get(
    "/consent-texts",
    response_model=list[bodies.ConsentText],
    responses=documented(),
    summary="Read what is agreed to",
)
def texts(_: Who) -> list[bodies.ConsentText]:
    """Give the texts that workers agree to, the newest last."""
    return [bodies.ConsentText(version=version, text=text) for version, text in accounts.CONSENT_TEXTS.items()]


@router.post("/me/consents", status_code=201, response_model=bodies.Given, responses=documented(), summary="Agree")
def agree(said: bodies.Consent, who: Who, once: Repeatable) -> Response:
    """Agree to have one's documents drafted."""

    def work() -> bodies.Given:
        given = accounts.agree(who, said.version)
        return bodies.Given(purpose=given.purpose, version=given.text_version, given_at=given.given_at)

    return once(201, said, work)


@router.delete("/me/consents", status_code=204, responses=documented(), summary="Withdraw consent")
def withdraw(who: Who) -> Response:
    """Withdraw it: nothing more is drafted. What is there stays until it is deleted or erased."""
    accounts.withdraw(who)
    return Response(status_code=204)


@router.delete("/workers/{worker_id}", response_model=bodies.Erased, responses=documented(), summary="Erase a worker")
def erase(
    worker_id: UUID,
    who: Who,
    sure: Annotated[UUID, Query(description="The worker's id once more: this cannot be undone.")],
) -> bodies.Erased:
    """Erase everything of a worker, in every store; the answer counts what was there."""
    if sure != worker_id:
        raise RequestInvalid("`sure` is not the id of the worker.")
    gone = erasing.erase(who, worker_id)
    return bodies.Erased(worker_id=worker_id, counts=gone.model_dump())


def _person(account: Account, did: str | None = None) -> bodies.Person:
    return bodies.Person(
        id=account.id, roles=sorted(account.roles), name=account.name, did=did, created_at=account.created_at
    )
