"""All that is kept of a worker to a ZIP that they take along."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel

from app.access.model import Action
from app.errors import NotFound, SealBroken
from app.flows.hosted import accounts
from app.flows.hosted.access import Asking
from app.flows.hosted.listing import credentials_of, every, records_of
from app.flows.hosted.zipping import zipped
from app.store import decisions, documents, drafts, people, sign_in
from app.values import base64url


def export(asking: Asking, worker_id: UUID) -> Iterator[bytes]:
    """Give the pieces of a ZIP with everything of a worker; their signing key is in it for themselves alone.

    What they have of it: account, consents, API keys (never the keys themselves), source documents, drafts with the
    decisions on them, records, and credentials as they were signed. Raises AccessError, NotFound.
    """
    place = asking.place
    with place.database.reading() as connection:
        people.load_person(connection, place.keyring, asking.board_id, worker_id)
    asking.may(Action.WORKER_EXPORT, worker_id)
    with place.database.writing() as connection:
        asking.log(connection, Action.WORKER_EXPORT, "person", worker_id)
    return zipped(_things(asking, worker_id))


def _things(asking: Asking, worker_id: UUID) -> Iterator[tuple[str, bytes]]:
    yield from _account(asking, worker_id)
    yield from _documents(asking, worker_id)
    yield from ((f"records/{one.id}.json", _dumped(one.record)) for one in records_of(asking, worker_id))
    yield from (
        (f"credentials/{one.id}.json", one.signed.data) for one in credentials_of(asking, worker_id=worker_id)
    )


def _account(asking: Asking, worker_id: UUID) -> Iterator[tuple[str, bytes]]:
    place, board_id = asking.place, asking.board_id
    with place.database.reading() as connection:
        person = people.load_person(connection, place.keyring, board_id, worker_id)
        consents = people.list_consents(connection, board_id, worker_id)
        keys = sign_in.list_api_keys(connection, board_id, worker_id)
        signing = accounts.worker_key(place, connection, board_id, worker_id)
    yield "account.json", _json(person.model_dump(mode="json") | {"did": signing.did})
    yield "consents.json", _json([one.model_dump(mode="json") for one in consents])
    yield "api-keys.json", _json([one.model_dump(mode="json") for one in keys])
    if asking.actor.person_id == worker_id:
        yield "signing-key.json", _json(_jwk(signing.private, signing.did))


def _jwk(key: Ed25519PrivateKey, did: str) -> dict[str, str]:
    """Write a key as RFC 8037 section 2 has it."""
    halves = (key.public_key().public_bytes_raw(), key.private_bytes_raw())
    x, d = map(base64url, halves)
    return {"kty": "OKP", "crv": "Ed25519", "kid": did, "x": x, "d": d}


def _documents(asking: Asking, worker_id: UUID) -> Iterator[tuple[str, bytes]]:
    place, board_id = asking.place, asking.board_id
    for one in every(
        place.database,
        lambda connection, before, limit: documents.list_documents(
            connection, place.keyring, board_id, worker_id=worker_id, before=before, limit=limit
        ),
    ):
        folder = f"documents/{one.id}"
        yield f"{folder}/document.json", _dumped(one)
        # either may be gone while the other is there: bytes by their age, drafts before they are made
        with suppress(NotFound, SealBroken):
            source = documents.load_source(place.database, place.blobs, place.keyring, board_id, one.id)
            yield f"{folder}/source", source.data
        with suppress(NotFound, SealBroken):
            with place.database.reading() as connection:
                stored = drafts.latest_draft(connection, place.keyring, board_id, one.id)
                taken = decisions.load_decisions(connection, place.keyring, board_id, stored.id)
            yield f"{folder}/draft.json", _dumped(stored.draft)
            yield f"{folder}/decisions.json", _json([said.model_dump(mode="json") for said in taken])


def _dumped(value: BaseModel) -> bytes:
    return value.model_dump_json(by_alias=True, indent=1).encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
