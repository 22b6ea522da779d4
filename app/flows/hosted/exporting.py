"""All that is kept of a worker to a ZIP that they take along."""

import base64
import json
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel

from app.access.model import Action
from app.errors import NotFound, SealBroken
from app.flows.hosted import accounts
from app.flows.hosted.access import Asking
from app.flows.hosted.zipping import zipped
from app.store import credentials, decisions, documents, drafts, people, records, sign_in

_PAGE: Final = 100


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
    yield from _records(asking, worker_id)
    yield from _credentials(asking, worker_id)


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
    x, d = (base64.urlsafe_b64encode(one).rstrip(b"=").decode() for one in halves)
    return {"kty": "OKP", "crv": "Ed25519", "kid": did, "x": x, "d": d}


def _documents(asking: Asking, worker_id: UUID) -> Iterator[tuple[str, bytes]]:
    place, board_id, before = asking.place, asking.board_id, None
    while True:
        with place.database.reading() as connection:
            page = documents.list_documents(
                connection, place.keyring, board_id, worker_id=worker_id, before=before, limit=_PAGE
            )
        for one in page:
            folder = f"documents/{one.id}"
            yield f"{folder}/document.json", _dumped(one)
            try:
                source = documents.load_source(place.database, place.blobs, place.keyring, board_id, one.id)
                yield f"{folder}/source", source.data
                with place.database.reading() as connection:
                    stored = drafts.latest_draft(connection, place.keyring, board_id, one.id)
                    taken = decisions.load_decisions(connection, place.keyring, board_id, stored.id)
            except (NotFound, SealBroken):
                continue  # not drafted, or removed while this is made
            yield f"{folder}/draft.json", _dumped(stored.draft)
            yield f"{folder}/decisions.json", _json([said.model_dump(mode="json") for said in taken])
        if len(page) < _PAGE:
            return
        before = page[-1].id


def _records(asking: Asking, worker_id: UUID) -> Iterator[tuple[str, bytes]]:
    place, before = asking.place, None
    while True:
        with place.database.reading() as connection:
            page = records.list_records(connection, asking.board_id, worker_id=worker_id, before=before, limit=_PAGE)
        for one in page:
            try:
                with place.database.reading() as connection:
                    whole = records.load_record(connection, place.keyring, asking.board_id, one.id)
            except (NotFound, SealBroken):
                continue  # removed while this is made
            yield f"records/{one.id}.json", _dumped(whole.record)
        if len(page) < _PAGE:
            return
        before = page[-1].id


def _credentials(asking: Asking, worker_id: UUID) -> Iterator[tuple[str, bytes]]:
    place, before = asking.place, None
    while True:
        with place.database.reading() as connection:
            page = credentials.list_credentials(
                connection, place.keyring, asking.board_id, worker_id=worker_id, before=before, limit=_PAGE
            )
        for one in page:
            yield f"credentials/{one.id}.json", one.signed.data
        if len(page) < _PAGE:
            return
        before = page[-1].id


def _dumped(value: BaseModel) -> bytes:
    return value.model_dump_json(by_alias=True, indent=1).encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
