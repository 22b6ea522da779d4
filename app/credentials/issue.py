"""A record and a key to signed credentials that were checked before anybody sees them."""

import re

from app.credentials import serialization
from app.credentials.bulk import Canonicalizer
from app.credentials.compose import Ids, compose
from app.credentials.keys import WorkerKey
from app.credentials.model import Holder, Issued, JsonObject, SignedCredential
from app.credentials.schemas.check import problems
from app.credentials.sign import sign
from app.credentials.verify import verify
from app.errors import CredentialRefused
from app.review.model import Record
from app.values import Instant

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\Z", re.ASCII)


def issue(
    record: Record,
    key: WorkerKey,
    holder_name: str | None,
    ids: Ids,
    at: Instant,
    *,
    canonicalizer: Canonicalizer | None = None,
) -> Issued:
    """Make and sign the credentials of a record: one badge for each claim, in its order, and a CLR that holds them.

    Each is held against the data model of its standard before it is signed, and the CLR with all badges in it is
    verified as any credential would be. A `canonicalizer` kept between calls saves working out shapes again.
    Raises CredentialRefused.
    """
    if not _INSTANT.match(at):
        raise CredentialRefused("The moment of issue is not in UTC with whole seconds.")
    composition = compose(record, Holder(did=key.did, name=holder_name), ids, at)
    canonical = (canonicalizer or Canonicalizer()).canonicalize

    def signed(document: JsonObject, claim_id: str | None) -> SignedCredential:
        found = problems(document)
        if found:
            raise CredentialRefused(f"What was composed has not the shape of its type: {'; '.join(found)}.")
        secured = sign(document, key, at, canonical)
        return SignedCredential(
            id=document["id"],
            name=document["name"],
            claim_id=claim_id,
            document=secured,
            data=serialization.to_bytes(secured),
        )

    badges = tuple(
        signed(badge, approved.claim.id) for badge, approved in zip(composition.badges, record.claims, strict=True)
    )
    subject = composition.clr["credentialSubject"] | {"verifiableCredential": [badge.document for badge in badges]}
    clr = signed(composition.clr | {"credentialSubject": subject}, None)
    verdict = verify(clr.data, now=at)
    if not verdict.passed:
        raise CredentialRefused(f"What was signed does not verify: {verdict.failures[0].detail}")
    return Issued(badges=badges, clr=clr)
