"""Any credential to what can be said of it here: checks, and how far it is vouched for."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from app.credentials.model import JsonObject, TrustTier, Verification
from app.credentials.serialization import from_bytes
from app.credentials.trust import tier
from app.credentials.verify import verify as check
from app.errors import CredentialUnreadable, NotFound
from app.flows.hosted.installation import Installation
from app.flows.hosted.publishing import documents_for
from app.store import boards, credentials
from app.store.model import Board, StoredCredential
from app.values import Frozen


class Checked(Frozen):
    """What was found about a credential, and how far it is vouched for."""

    verification: Verification
    tier: TrustTier | None


def verify(place: Installation, data: bytes) -> Checked:
    """Check any credential; what this installation publishes is at hand, and nothing is fetched.

    Endorsements that it made of one of its own credentials count for the trust tier. Raises CredentialUnreadable.
    """
    try:
        document: JsonObject = from_bytes(data)
    except CredentialUnreadable:
        document = {}
    found = check(data, now=place.instant(), documents=documents_for(place, document))
    with place.database.reading() as connection:
        known = [board.did for board in boards.list_boards(connection) if board.did]
    vouching = list(_endorsing(place, found))
    return Checked(verification=found, tier=tier(found, endorsements=vouching, known_issuers=known))


def _endorsing(place: Installation, found: Verification) -> Iterator[Verification]:
    ids = [one.id for one in (found, *found.members) if one.id]
    with place.database.reading() as connection:
        stored = [one for board in boards.list_boards(connection) for one in _made_of(place, connection, board, ids)]
    for one in stored:
        yield check(one.signed.data, now=place.instant(), documents=documents_for(place, one.signed.document))


def _made_of(
    place: Installation, connection: Connection, board: Board, ids: Sequence[str]
) -> Iterator[StoredCredential]:
    for identifier in ids:
        try:
            endorsed = credentials.find_credential(connection, place.keyring, board.id, identifier)
        except NotFound:
            continue
        yield from credentials.list_endorsements(connection, place.keyring, board.id, endorsed.id)
