"""What an installation publishes for everybody who checks its credentials: status lists and DID documents."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from app.credentials import status_lists
from app.credentials.keys import WorkerKey
from app.credentials.model import JsonObject, SigningKey
from app.credentials.organizations import OrganizationKey, did_document
from app.errors import NotFound
from app.flows.hosted import accounts
from app.flows.hosted.installation import Installation
from app.store import boards, signing_keys, status
from app.values import Did

MOST_LISTS: Final = 50
"""Status lists looked up for one credential: each is packed and signed, and a CLR of one issuer names one or two."""


def publish(place: Installation, list_id: UUID, key: SigningKey | None = None) -> JsonObject:
    """Give a status list as a signed credential of its issuer. Raises NotFound."""
    with place.database.reading() as connection:
        found = status.load_status_list(connection, list_id)
        signer = key or signing_key(place, connection, found.issuer)
    return status_lists.status_list(
        place.status_address(list_id), status_lists.pack(found.bits), signer, place.instant()
    )


def signing_key(place: Installation, connection: Connection, did: str) -> SigningKey:
    """Give the key that signs for a DID of this installation. Raises NotFound."""
    kept = signing_keys.find_signing_key(connection, place.keyring, did)
    return WorkerKey(kept.private) if kept.person_id else OrganizationKey(kept.private, kept.did, kept.name)


def did_of(place: Installation, slug: str) -> JsonObject:
    """Give the DID document of a board by its word in addresses. Raises NotFound."""
    with place.database.reading() as connection:
        board = boards.find_board(connection, slug)
        if board.did is None:
            raise NotFound("This board signs nothing.")
        return did_document(Did(board.did), accounts.board_key(place, connection, board)[1])


def documents_for(place: Installation, document: JsonObject) -> dict[str, JsonObject]:
    """Give what this installation publishes of that which a credential names: status lists and DID documents.

    Of status lists at most `MOST_LISTS`, and each under its own address alone: a UUID is written in many ways.
    """
    named = set(_named(document))
    found: dict[str, JsonObject] = {}
    prefix = place.status_address(UUID(int=0)).removesuffix(str(UUID(int=0)))
    for name in named:
        if not name.startswith(prefix) or len(found) == MOST_LISTS:
            continue
        try:
            list_id = UUID(name.removeprefix(prefix))
            if place.status_address(list_id) == name:
                found[name] = publish(place, list_id)
        except (NotFound, ValueError):
            continue
    with place.database.reading() as connection:
        published = [board for board in boards.list_boards(connection) if board.did in named]
    for board in published:
        found[str(board.did)] = did_of(place, board.slug)
    return found


def _named(value: Any) -> Iterator[str]:
    """Walk a credential for the addresses of status lists and the ids of issuers."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += one.values()
            for name in ("statusListCredential", "issuer", "id"):
                told = one.get(name)
                if isinstance(told, str):
                    yield told
