"""A credential and somebody who vouches for it to a signed endorsement, bound to its exact bytes."""

import base64
import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app.credentials import serialization
from app.credentials.compose import Ids, plain
from app.credentials.contexts import OB, VC
from app.credentials.model import Issuer, JsonObject, SignedCredential, SigningKey
from app.credentials.schemas.check import kind, problems
from app.credentials.sign import sign
from app.credentials.verify import verify
from app.errors import CredentialRefused
from app.values import Instant

MAX_COMMENT: Final = 2_000
"""Characters of what an endorser says."""
_ENDORSABLE: Final = ("AchievementCredential", "OpenBadgeCredential", "ClrCredential")
_NOTHING: Final[Mapping[str, JsonObject]] = MappingProxyType({})


def endorse(
    credential: JsonObject,
    endorser: Issuer,
    key: SigningKey,
    comment: str,
    ids: Ids,
    at: Instant,
    *,
    status: JsonObject | None = None,
    documents: Mapping[str, JsonObject] = _NOTHING,
) -> SignedCredential:
    """Make the endorsement of one signed credential by `endorser`.

    It names the credential, and binds itself to the SHA-256 of its bytes (`relatedResource`,
    https://www.w3.org/TR/vc-data-model-2.0/#integrity-of-related-resources): a corrected credential needs a new
    endorsement. `documents` holds what is needed to check both: DID documents and status lists, by id.

    Raises CredentialRefused: for a credential that does not pass its own checks, is no badge or CLR, or is the
    endorser's own; for an empty comment or one that is too long.
    """
    said = " ".join(plain(comment).split())
    if not said or len(said) > MAX_COMMENT:
        raise CredentialRefused(f"An endorsement says something, in at most {MAX_COMMENT} characters.")
    data = serialization.to_bytes(credential)
    found = verify(data, now=at, documents=documents)
    if not found.passed:
        raise CredentialRefused(f"What was to be endorsed does not verify: {found.reasons[0].detail}")
    if found.id is None or kind(credential) not in _ENDORSABLE:
        raise CredentialRefused("Badges and CLRs are endorsed, and nothing else.")
    if key.did in (found.subject, found.source):
        raise CredentialRefused("Nobody endorses what they say of themselves.")
    document: JsonObject = {
        "@context": [VC, OB],
        "id": ids().urn,
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": f"Endorsement of {found.name}" if found.name else "Endorsement",
        "issuer": endorser.profile(),
        "validFrom": at,
        "awardedDate": at,
        "credentialSubject": {"id": found.id, "type": ["EndorsementSubject"], "endorsementComment": said},
        "relatedResource": {"id": found.id, "digestSRI": digest_sri(data), "mediaType": "application/vc+ld+json"},
    }
    if endorser.did != key.did:
        raise CredentialRefused("The key that endorses is not the endorser's.")
    if status is not None:
        document["credentialStatus"] = status
    wrong = problems(document)
    if wrong:
        raise CredentialRefused(f"What was composed has not the shape of its type: {'; '.join(wrong)}.")
    secured = sign(document, key, at)
    made = SignedCredential(
        id=document["id"], name=document["name"], document=secured, data=serialization.to_bytes(secured)
    )
    verdict = verify(made.data, now=at, documents=documents)
    if not verdict.passed:
        raise CredentialRefused(f"What was signed does not verify: {verdict.reasons[0].detail}")
    return made


def digest_sri(data: bytes) -> str:
    """Give the digest of a credential's bytes as `digestSRI` (Subresource Integrity, SHA-256)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(data).digest()).decode("ascii")
