"""A credential to an offer that lets one wallet fetch it, once, byte for byte as it was signed."""

import os
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from app import telemetry
from app.access import offers as secrets
from app.access.model import Action
from app.errors import NotFound, NotNow, OfferEnded
from app.flows.hosted.access import Asking
from app.flows.hosted.installation import Installation
from app.flows.hosted.issuing import credential
from app.store import audit, credentials, offers
from app.store.model import Offer, OfferState, StoredCredential
from app.values import Did

_OVER = "The offer was taken, has expired or has ended."
_TAKEN = "A wallet took the offer: there is nothing to end."


class Made(NamedTuple):
    """A new offer. What its link and transaction code are is told now and never again."""

    offer: Offer
    link: secrets.Link
    transaction_code: str | None


def make(asking: Asking, credential_id: UUID, minutes: int, *, with_code: bool) -> Made:
    """Offer a credential to whatever wallet brings the link within so many minutes; earlier offers of it end.

    With `with_code` the wallet also has to bring digits that its person types. Raises AccessError, NotFound,
    NotNow.
    """
    found, place = credential(asking, credential_id), asking.place
    asking.may(Action.CREDENTIAL_OFFER, found.worker_id)
    if found.revoked_at is not None:
        raise NotNow("The credential was revoked, so it is not offered to a wallet.")
    link, at = secrets.make_link(os.urandom(32)), place.clock()
    code = secrets.make_transaction_code(os.urandom(32)) if with_code else None
    new = offers.NewOffer(
        id=place.make_id(),
        credential_id=credential_id,
        handle=link.handle,
        code=link.code,
        transaction_code=code,
        at=at,
        expires_at=at + timedelta(minutes=minutes),
    )
    with place.database.writing() as connection:
        offers.add_offer(connection, place.keyring, asking.board_id, new)
        asking.log(connection, Action.CREDENTIAL_OFFER, "credential", credential_id, counts={"minutes": minutes})
        made = offers.load_offer(connection, asking.board_id, credential_id, new.id)
    return Made(made, link, code)


def look(asking: Asking, credential_id: UUID, offer_id: UUID) -> Offer:
    """Give an offer of a credential. Raises AccessError, NotFound."""
    found, place = credential(asking, credential_id), asking.place
    asking.may(Action.CREDENTIAL_OFFER, found.worker_id)
    with place.database.reading() as connection:
        return offers.load_offer(connection, asking.board_id, credential_id, offer_id)


def end(asking: Asking, credential_id: UUID, offer_id: UUID) -> None:
    """End an offer that no wallet took yet. Raises AccessError, NotFound, OfferEnded: a wallet took it."""
    found, place = credential(asking, credential_id), asking.place
    asking.may(Action.CREDENTIAL_OFFER, found.worker_id)
    with place.database.writing() as connection:
        if offers.end_offer(connection, asking.board_id, credential_id, offer_id, place.clock()):
            asking.log(connection, "credential.offer-end", "credential", credential_id)
        elif offers.load_offer(connection, asking.board_id, credential_id, offer_id).taken_at is not None:
            raise OfferEnded(_TAKEN)


def waiting(place: Installation, handle: str) -> Offer:
    """Give the offer of a link, if a wallet may still take it. Raises NotFound, OfferEnded."""
    with place.database.reading() as connection:
        found = offers.find_offer(connection, handle)
    if found.state(place.clock()) is not OfferState.WAITING:
        raise OfferEnded(_OVER)
    return found


def offered(place: Installation, offer: Offer) -> StoredCredential:
    """Give the credential of an offer. Raises OfferEnded, SealBroken."""
    try:
        with place.database.reading() as connection:
            return credentials.load_credential(connection, place.keyring, offer.board_id, offer.credential_id)
    except NotFound:
        raise OfferEnded(_OVER) from None


def note_taken(
    place: Installation, connection: Connection, offer: Offer, found: StoredCredential, holder: Did | None
) -> None:
    """Write down, where an offer is taken, that a wallet got the credential, and whether it has the subject's key.

    Of the wallet nothing else is kept.
    """
    subject = found.signed.document["credentialSubject"]["id"]
    event = audit.AuditEvent(
        at=place.clock(),
        actor_id=None,
        role=None,
        action="credential.hand-out",
        subject_kind="credential",
        subject_id=offer.credential_id,
        counts={"subject_key": int(holder == subject)},
    )
    audit.append_event(connection, offer.board_id, event)
    telemetry.CREDENTIALS.labels("handed out").inc()


def over() -> OfferEnded:
    """Give the error of an offer that ended while a wallet was about to take it."""
    return OfferEnded(_OVER)
