"""Verifications and decisions to a trust tier, computed whenever it is asked for."""

import base64
import binascii
from collections.abc import Collection, Iterable, Sequence
from typing import Final, TypeAlias

import base58

from app.credentials.model import TrustTier, Verification
from app.review.model import Role, Verdict

_ENDORSEMENT: Final = "EndorsementCredential"
_RANK: Final = tuple(TrustTier)
_SHA2_256: Final = b"\x12\x20"
"""Multihash prefix of a SHA-256."""


def tier(
    verification: Verification,
    *,
    endorsements: Sequence[Verification] = (),
    known_issuers: Collection[str] = (),
    known_endorsers: Collection[str] = (),
) -> TrustTier | None:
    """Give the trust tier of a credential; None when a check of it failed or could not be made.

    A credential by its own subject, or by somebody who relies on the subject's word (`source`), is self-asserted,
    and so is one by an issuer whom nobody knows: anybody can make a key. An endorsement counts when it passes, is by
    a known issuer or endorser other than the subject, and is bound to this very credential by a digest; who is known
    as an endorser is not known as an issuer by that. A CLR that is not
    endorsed itself has the lowest tier of the credentials in it.
    """
    if not verification.passed:
        return None
    known = set(known_issuers) - {verification.subject}
    vouching = (*endorsements, *(one for one in verification.members if one.kind == _ENDORSEMENT))
    heard = known | set(known_endorsers) - {verification.subject}
    endorsed = any(one.issuer in heard and _endorses(one, verification) for one in vouching)
    held = [one for one in verification.members if one.kind != _ENDORSEMENT]
    if held:
        named = {"known_issuers": known_issuers, "known_endorsers": known_endorsers}
        tiers = [tier(one, endorsements=vouching, **named) for one in held]
        lowest = min((found for found in tiers if found), key=_RANK.index, default=TrustTier.SELF_ASSERTED)
        return max(lowest, TrustTier.ENDORSED, key=_RANK.index) if endorsed else lowest
    on_own_word = verification.issuer == verification.subject or verification.source == verification.subject
    if verification.issuer in known and not on_own_word:
        return TrustTier.ISSUER_VERIFIED
    return TrustTier.ENDORSED if endorsed else TrustTier.SELF_ASSERTED


Word: TypeAlias = tuple[Role, Verdict]
"""What somebody said of a claim, and in which role."""


def claim_tier(*parts: Iterable[Word]) -> TrustTier:
    """Give the tier of a claim that is not signed, by what people said of it, oldest first.

    Of each role the last word counts, and an approval no more once the other role put the claim into other words.
    Nobody's approval leaves a claim extracted, and so does its worker's rejection: nobody vouches for what they
    deny. Of a claim that several documents support (`parts`) the highest counts.
    """
    return max((_tier_of(part) for part in parts), key=_RANK.index, default=TrustTier.EXTRACTED)


def _tier_of(words: Iterable[Word]) -> TrustTier:
    last: dict[Role, Verdict] = {}
    for role, verdict in words:
        if verdict is Verdict.EDIT:
            last = {other: said for other, said in last.items() if said is Verdict.REJECT}
        last[role] = verdict
    approving = {role for role, verdict in last.items() if verdict in (Verdict.APPROVE, Verdict.EDIT)}
    if not approving or last.get(Role.WORKER) is Verdict.REJECT:
        return TrustTier.EXTRACTED
    return TrustTier.REVIEWED if Role.REVIEWER in approving else TrustTier.SELF_ASSERTED


def _endorses(endorsement: Verification, credential: Verification) -> bool:
    if not endorsement.passed or endorsement.kind != _ENDORSEMENT or endorsement.subject != credential.id:
        return False
    digest = bytes.fromhex(credential.sha256)
    return any(_is_digest(text, digest) for text in endorsement.digests.get(credential.id or "", ()))


def _is_digest(text: str, digest: bytes) -> bool:
    """https://www.w3.org/TR/vc-data-model-2.0/#integrity-of-related-resources, SHA-256 in either form."""
    try:
        if text.startswith("sha256-"):
            return base64.b64decode(text.removeprefix("sha256-"), validate=True) == digest
        if text.startswith("u"):
            return base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4)) == _SHA2_256 + digest
        return text.startswith("z") and len(text) < 100 and base58.b58decode(text[1:]) == _SHA2_256 + digest
    except (ValueError, binascii.Error):
        return False
