"""A record and a key to signed credentials that were checked before anybody sees them."""

import re
from collections.abc import Callable, Mapping

from app.credentials import serialization
from app.credentials.bulk import Canonicalizer
from app.credentials.compose import Ids, Status, compose
from app.credentials.model import Composition, Holder, Issued, Issuer, JsonObject, SignedCredential, SigningKey
from app.credentials.schemas.check import problems
from app.credentials.sign import sign
from app.credentials.verify import verify
from app.errors import CredentialRefused
from app.review.model import Record
from app.values import Instant

Lists = Callable[[], Mapping[str, JsonObject]]
"""Gives DID documents and status lists by id, once every entry was given away."""

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\Z", re.ASCII)


def _no_lists() -> Mapping[str, JsonObject]:
    return {}


def issue(
    record: Record,
    key: SigningKey,
    holder_name: str | None,
    ids: Ids,
    at: Instant,
    *,
    canonicalizer: Canonicalizer | None = None,
    status: Status | None = None,
    lists: Lists = _no_lists,
) -> Issued:
    """Make and sign the credentials of a record: one badge for each claim, in its order, and a CLR that holds them.

    The holder of `key` speaks of themself. `status` gives each credential its entry in a status list; `lists` then
    gives the signed lists, by id, as they will be published. Each credential is held against the data model of its
    standard before it is signed, and the CLR with all badges in it is verified as any credential would be. A
    `canonicalizer` kept between calls saves working out shapes again. Raises CredentialRefused.
    """
    holder = Holder(did=key.did, name=holder_name)
    made = compose(record, holder, ids, _whole_seconds(at), status=status)
    return _signed(made, record, key, at, canonicalizer or Canonicalizer(), lists)


def issue_on_behalf(
    record: Record,
    holder: Holder,
    issuer: Issuer,
    key: SigningKey,
    ids: Ids,
    at: Instant,
    *,
    canonicalizer: Canonicalizer | None = None,
    status: Status,
    lists: Lists,
) -> Issued:
    """Make and sign what `issue` does, by an organisation on the worker's behalf: self-asserted, and says so.

    `key` is the issuer's; `lists` gives what is needed to check it: its DID document and its status lists, by id.
    Raises CredentialRefused.
    """
    if key.did != issuer.did:
        raise CredentialRefused("The key that signs is not the issuer's.")
    made = compose(record, holder, ids, _whole_seconds(at), issuer=issuer, status=status)
    return _signed(made, record, key, at, canonicalizer or Canonicalizer(), lists)


def _whole_seconds(at: Instant) -> Instant:
    if not _INSTANT.match(at):
        raise CredentialRefused("The moment of issue is not in UTC with whole seconds.")
    return at


def _signed(
    composition: Composition, record: Record, key: SigningKey, at: Instant, shapes: Canonicalizer, lists: Lists
) -> Issued:
    def signed(document: JsonObject, claim_id: str | None) -> SignedCredential:
        found = problems(document)
        if found:
            raise CredentialRefused(f"What was composed has not the shape of its type: {'; '.join(found)}.")
        secured = sign(document, key, at, shapes.canonicalize)
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
    verdict = verify(clr.data, now=at, documents=lists())
    if not verdict.passed:
        raise CredentialRefused(f"What was signed does not verify: {verdict.reasons[0].detail}")
    return Issued(badges=badges, clr=clr)
