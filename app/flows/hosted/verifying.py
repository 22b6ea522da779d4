"""Any credential to what can be said of it here: checks, and how far it is vouched for."""

from collections.abc import Iterator
from typing import Final

from app.credentials.model import JsonObject, TrustTier, Verification
from app.credentials.serialization import from_bytes
from app.credentials.trust import tier
from app.credentials.verify import verify as check
from app.errors import CredentialUnreadable
from app.flows.hosted.installation import Installation
from app.flows.hosted.publishing import documents_for
from app.store import boards, credentials
from app.values import Frozen

MOST: Final = 200
"""Endorsements that are looked at for one credential, with what it holds: each is checked as it is."""


class Checked(Frozen):
    """What was found about a credential, and how far it is vouched for."""

    verification: Verification
    tier: TrustTier | None


def verify(place: Installation, data: bytes) -> Checked:
    """Check any credential; what this installation publishes is at hand, and nothing is fetched.

    Endorsements that were made here of one of its own credentials count for the trust tier, whether a board gave them
    or an endorser whom a board made an account for: whose keys these are is known here. Raises CredentialUnreadable.
    """
    try:
        document: JsonObject = from_bytes(data)
    except CredentialUnreadable:
        document = {}
    found = check(data, now=place.instant(), documents=documents_for(place, document))
    with place.database.reading() as connection:
        known = [board.did for board in boards.list_boards(connection) if board.did]
    # what fails has no tier, whoever vouches for it
    vouching = list(_endorsing(place, found)) if found.passed else []
    endorsers = [one.issuer for one in vouching if one.issuer]
    reached = tier(found, endorsements=vouching, known_issuers=known, known_endorsers=endorsers)
    return Checked(verification=found, tier=reached)


def _endorsing(place: Installation, found: Verification) -> Iterator[Verification]:
    ids = {one.id for one in (found, *found.members) if one.id}
    with place.database.reading() as connection:
        stored = [
            one
            for board in boards.list_boards(connection)
            for one in credentials.endorsements_of(connection, place.keyring, board.id, ids, limit=MOST)
        ]
    for one in stored[:MOST]:
        yield check(one.signed.data, now=place.instant(), documents=documents_for(place, one.signed.document))
