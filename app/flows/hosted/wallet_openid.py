"""An offer to the credential in a wallet, by OpenID4VCI 1.0 with a pre-authorized code.

https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html. Numbers in comments are its sections.
"""

import json
import os
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from app.access import offers as secrets
from app.access.tokens import make_session_id
from app.credentials import key_proofs, serialization
from app.credentials.contexts import CLR, OB, VC
from app.credentials.model import JsonObject
from app.credentials.sign import SUITE
from app.errors import CredentialError, NotFound, NotSignedIn, OfferEnded, WalletRefused
from app.flows.hosted import accounts, offering
from app.flows.hosted.installation import Installation
from app.store import boards, offers
from app.store.model import CredentialKind, Offer
from app.store.offers import Exchanged

GRANT: Final = "urn:ietf:params:oauth:grant-type:pre-authorized_code"
TOKEN_LASTS: Final = timedelta(minutes=5)
PATH: Final = "/v1/openid"
MOST: Final = 100_000
"""Bytes of a request: a proof of a key has less than `key_proofs.MOST`."""
_DETAILS: Final = "openid_credential"
_CONFIGURATIONS: Final[Mapping[CredentialKind, tuple[str, str, tuple[str, ...], tuple[str, ...]]]] = {
    CredentialKind.BADGE: (
        "open-badge",
        "Skill, job or certificate (Open Badge)",
        (VC, OB),
        ("VerifiableCredential", "AchievementCredential"),
    ),
    CredentialKind.CLR: (
        "learning-and-employment-record",
        "Learning and Employment Record",
        (VC, CLR, OB),
        ("VerifiableCredential", "ClrCredential"),
    ),
    CredentialKind.ENDORSEMENT: (
        "endorsement",
        "Endorsement",
        (VC, OB),
        ("VerifiableCredential", "EndorsementCredential"),
    ),
}
"""By kind of credential: id, name, contexts and types."""
_EVENTS: Final = ("credential_accepted", "credential_failure", "credential_deleted")
_REFUSED: Final[Mapping[Exchanged, tuple[str, str]]] = {
    Exchanged.UNKNOWN: ("invalid_grant", "The pre-authorized code is unknown, was used or has expired."),
    Exchanged.WITHOUT_TRANSACTION_CODE: ("invalid_request", "A transaction code is asked for."),
    Exchanged.WITH_TRANSACTION_CODE: ("invalid_request", "No transaction code was asked for."),
    Exchanged.WRONG_TRANSACTION_CODE: ("invalid_grant", "The transaction code is not right."),
}


def issuer_metadata(place: Installation) -> JsonObject:
    """Give the Credential Issuer Metadata (12.2.4)."""
    with place.database.reading() as connection:
        name = boards.find_board(connection, accounts.HOME).name
    return {
        "credential_issuer": place.public_url,
        **{
            f"{what}_endpoint": f"{place.public_url}{PATH}/{what}" for what in ("credential", "nonce", "notification")
        },
        "display": [{"name": name, "locale": "en"}],
        "credential_configurations_supported": {
            identifier: {
                "format": "ldp_vc",
                "cryptographic_binding_methods_supported": list(key_proofs.BINDINGS),
                "proof_types_supported": {
                    "jwt": {"proof_signing_alg_values_supported": list(key_proofs.ALGORITHMS)},
                },
                "credential_signing_alg_values_supported": [SUITE],
                "credential_definition": {"@context": list(contexts), "type": list(types)},
                "credential_metadata": {"display": [{"name": title, "locale": "en"}]},
            }
            for identifier, title, contexts, types in _CONFIGURATIONS.values()
        },
    }


def server_metadata(place: Installation) -> JsonObject:
    """Give the metadata of the authorization server, which the issuer is itself (RFC 8414; 12.3)."""
    return {
        "issuer": place.public_url,
        "token_endpoint": f"{place.public_url}{PATH}/token",
        "token_endpoint_auth_methods_supported": ["none"],
        "grant_types_supported": [GRANT],
        "authorization_details_types_supported": [_DETAILS],
        "pre-authorized_grant_anonymous_access_supported": True,
    }


def credential_offer(place: Installation, handle: str) -> JsonObject:
    """Give the Credential Offer (4.1.1) of a link. Raises NotFound, OfferEnded."""
    offer = offering.waiting(place, handle)
    grant: JsonObject = {"pre-authorized_code": secrets.link(handle).code}
    if offer.asks_transaction_code:
        told = "The digits that you were shown with the link."
        grant["tx_code"] = {"input_mode": "numeric", "length": secrets.DIGITS, "description": told}
    return {
        "credential_issuer": place.public_url,
        "credential_configuration_ids": [_configuration(place, offer)],
        "grants": {GRANT: grant},
    }


def exchange_code(place: Installation, form: Mapping[str, str]) -> JsonObject:
    """Give an access token for a pre-authorized code, once (6.1, 6.2). Raises WalletRefused."""
    grant, code = form.get("grant_type"), form.get("pre-authorized_code")
    if grant is not None and grant != GRANT:
        raise _refused("unsupported_grant_type", "Only pre-authorized codes are taken.")
    if not grant or not code:
        raise _refused("invalid_request", "The request names no grant_type, or no pre-authorized_code.")
    token, at = make_session_id(os.urandom(32)), place.clock()
    details = _details(place, code, form.get("authorization_details"))
    with place.database.writing() as connection:
        found = offers.exchange_code(
            connection, place.keyring, code, form.get("tx_code"), token, at, at + TOKEN_LASTS
        )
    if found is not Exchanged.DONE:
        raise _refused(*_REFUSED[found])
    told: JsonObject = {
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": int(TOKEN_LASTS.total_seconds()),
    }
    if details is not None:
        told["authorization_details"] = [
            {"type": _DETAILS, "credential_configuration_id": details, "credential_identifiers": [details]}
        ]
    return told


def make_nonce(place: Installation) -> JsonObject:
    """Give a nonce for the proof of a key (7.2)."""
    made = secrets.make_nonce(place.keyring.nonce_secrets()[0], place.clock(), os.urandom(16))
    return {"c_nonce": made}


def fetch(place: Installation, token: str | None, data: bytes) -> bytes:
    """Give the answer to a Credential Request (8.2, 8.3): the credential exactly as it was signed, once.

    Raises NotSignedIn, WalletRefused.
    """
    offer = _by_token(place, token)
    asked = _asked(data, "invalid_credential_request")
    if "credential_response_encryption" in asked:
        raise _refused("invalid_encryption_parameters", "Answers are not encrypted here, beyond the connection.")
    _check_configuration(place, offer, asked)
    proved = _proved(place, asked.get("proofs"))
    try:
        found = offering.offered(place, offer)
        with place.database.writing() as connection:
            fresh = offers.take_by_token(connection, offer, proved.nonce, place.clock())
            if fresh:
                offering.note_taken(place, connection, offer, found, proved.did)
    except (NotFound, OfferEnded):
        raise _refused(
            "credential_request_denied", "The credential was fetched already, or is not given out any more."
        ) from None
    if not fresh:
        raise _refused("invalid_nonce", "The nonce was used before.")
    # put together as text, so that what was signed is never written anew
    return (
        b'{"credentials":[{"credential":' + found.signed.data + b'}],"notification_id":"%s"}' % str(offer.id).encode()
    )


def hear(place: Installation, token: str | None, data: bytes) -> None:
    """Write down what a wallet says became of the credential (11.1). Raises NotSignedIn, WalletRefused."""
    offer = _by_token(place, token)
    told = _asked(data, "invalid_notification_request")
    event = told.get("event")
    if event not in _EVENTS or not isinstance(told.get("notification_id"), str):
        raise _refused("invalid_notification_request", "The request lacks notification_id or event.")
    if told["notification_id"] != str(offer.id) or offer.taken_at is None:
        raise _refused("invalid_notification_id", "No credential was given out under that notification_id.")
    with place.database.writing() as connection:
        offers.hear_of(connection, offer, event)


def _by_token(place: Installation, token: str | None) -> Offer:
    with place.database.reading() as connection:
        found = offers.find_token(connection, token, place.clock()) if token else None
    if found is None:
        raise NotSignedIn("The access token is missing, unknown or has expired.")
    return found


def _configuration(place: Installation, offer: Offer) -> str:
    return _CONFIGURATIONS[offering.offered(place, offer).kind][0]


def _check_configuration(place: Installation, offer: Offer, asked: JsonObject) -> None:
    """See that the credential is asked for by one of its two names, which are the same here (3.3.4)."""
    names = [name for name in ("credential_configuration_id", "credential_identifier") if name in asked]
    if len(names) != 1 or not isinstance(asked[names[0]], str):
        raise _refused("invalid_credential_request", "The request names its credential by one of two names, as text.")
    if asked[names[0]] != _configuration(place, offer):
        unknown = "configuration" if names[0] == "credential_configuration_id" else "identifier"
        raise _refused(f"unknown_credential_{unknown}", "That credential was not offered.")


def _proved(place: Installation, proofs: Any) -> key_proofs.Proved:
    """Check the proof of the wallet's key (8.2, appendix F.4)."""
    given = proofs.get("jwt") if isinstance(proofs, dict) and len(proofs) == 1 else None
    if not isinstance(given, list) or len(given) != 1 or not isinstance(given[0], str):
        raise _refused("invalid_proof", "The request needs proofs with one jwt.")
    at = place.clock()
    try:
        proved = key_proofs.check_key_proof(given[0], audience=place.public_url, now=at)
    except CredentialError as cause:
        raise _refused("invalid_proof", cause.message) from None
    if not secrets.is_nonce(proved.nonce, place.keyring.nonce_secrets(), at):
        raise _refused("invalid_nonce", "The nonce is unknown or has expired.")
    return proved


def _details(place: Installation, code: str, text: str | None) -> str | None:
    """Give the configuration that `authorization_details` names, which has to be the one that was offered (5.1.1)."""
    if text is None:
        return None
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        told = None
    one = told[0] if isinstance(told, list) and len(told) == 1 and isinstance(told[0], dict) else {}
    with place.database.reading() as connection:
        offer = offers.find_code(connection, code)
    if offer is None:
        raise _refused(*_REFUSED[Exchanged.UNKNOWN])
    offered = _configuration(place, offer)
    if one.get("type") != _DETAILS or one.get("credential_configuration_id") != offered:
        raise _refused("invalid_authorization_details", "The authorization_details do not name what was offered.")
    return offered


def _asked(data: bytes, word: str) -> JsonObject:
    if len(data) > MOST:
        raise _refused(word, f"The request has more than {MOST:,} bytes.")
    try:
        return serialization.from_bytes(data)
    except CredentialError:
        raise _refused(word, "The request is not one JSON object.") from None


def _refused(word: str, message: str) -> WalletRefused:
    return WalletRefused(message, word=word)
