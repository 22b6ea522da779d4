"""An offer to the credential in a wallet, by a VC-API exchange (VCALM, https://www.w3.org/TR/vcalm/)."""

import json
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from app.access import offers as secrets
from app.credentials import serialization
from app.credentials.contexts import VC
from app.credentials.model import JsonObject
from app.credentials.presentation import METHODS, SUITES, check_presentation
from app.errors import CredentialError, NotFound, OfferEnded, WalletRefused
from app.flows.hosted import offering
from app.flows.hosted.installation import Installation
from app.flows.hosted.wallet_links import exchange_address, protocols
from app.store import offers
from app.store.model import Offer

MOST: Final = 100_000
"""Bytes of a message from a wallet: a presentation without credentials has less than 2,000."""
_SERVICE: Final = "UnmediatedPresentationService2021"
_WORD: Final = "invalid_presentation"


def participate(place: Installation, handle: str, data: bytes) -> bytes:
    """Answer a wallet's message: an empty one by the request for a presentation, a presentation by the credential.

    The credential is given once, exactly as it was signed. Raises NotFound, OfferEnded, WalletRefused.
    """
    offer = _open(place, handle)
    said = _said(data)
    if "verifiablePresentationRequest" in said:
        raise _refused("Nothing is presented here: the exchange gives a credential, and asks for a presentation.")
    if "verifiablePresentation" not in said:
        return json.dumps({"verifiablePresentationRequest": _request(place, handle)}).encode()
    given = said["verifiablePresentation"]
    only = given[0] if isinstance(given, list) and len(given) == 1 else given
    if not isinstance(only, dict):
        raise _refused("The message does not hold one presentation.")
    try:
        holder = check_presentation(
            only, challenge=secrets.link(handle).challenge, domain=place.host, now=place.instant()
        )
    except CredentialError as cause:
        raise _refused(cause.message) from None
    found = offering.offered(place, offer)
    try:
        with place.database.writing() as connection:
            offers.take_by_handle(connection, offer, place.clock())
            offering.note_taken(place, connection, offer, found, holder)
    except NotFound:
        raise offering.over() from None
    # put together as text, so that what was signed is never written anew
    before = {"@context": [VC], "type": ["VerifiablePresentation"]}
    head = json.dumps(before, separators=(",", ":")).encode().removesuffix(b"}")
    return b'{"verifiablePresentation":' + head + b',"verifiableCredential":[' + found.signed.data + b"]}}"


def told_protocols(place: Installation, handle: str) -> JsonObject:
    """Give the protocols by which an offer may be taken. Raises NotFound, OfferEnded."""
    offer = offering.waiting(place, handle)
    return {"protocols": protocols(place, handle, openid_alone=offer.asks_transaction_code)}


class Shown(NamedTuple):
    """What somebody who opens the link of an offer is told of it."""

    name: str
    """Of the credential."""
    issuer: str
    until: datetime
    left: timedelta
    with_digits: bool


def shown(place: Installation, handle: str) -> Shown:
    """Tell of an offer what whoever has its link may know, for they may fetch it. Raises NotFound, OfferEnded."""
    offer = offering.waiting(place, handle)
    document = offering.offered(place, offer).signed.document
    issuer = document["issuer"]
    return Shown(
        name=str(document.get("name") or "Credential"),
        issuer=str(issuer.get("name") or "the worker themself"),
        until=offer.expires_at,
        left=offer.expires_at - place.clock(),
        with_digits=offer.asks_transaction_code,
    )


def _open(place: Installation, handle: str) -> Offer:
    offer = offering.waiting(place, handle)
    if offer.asks_transaction_code:
        raise OfferEnded("The offer asks for a transaction code, so it is taken by OpenID4VCI alone.")
    return offer


def _said(data: bytes) -> JsonObject:
    if len(data) > MOST:
        raise _refused(f"The message has more than {MOST:,} bytes.")
    if not data.strip():
        return {}
    try:
        return serialization.from_bytes(data)
    except CredentialError:
        raise _refused("The message is not one JSON object.") from None


def _request(place: Installation, handle: str) -> JsonObject:
    query = {
        "type": "DIDAuthentication",
        "acceptedMethods": [{"method": method} for method in METHODS],
        "acceptedCryptosuites": [{"cryptosuite": suite} for suite in SUITES],
    }
    return {
        "query": [query],
        "challenge": secrets.link(handle).challenge,
        "domain": place.host,
        "interact": {"service": [{"type": _SERVICE, "serviceEndpoint": exchange_address(place, handle)}]},
    }


def _refused(message: str) -> WalletRefused:
    return WalletRefused(message, word=_WORD)
