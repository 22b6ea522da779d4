"""A record to unsigned credentials: one Open Badge for each claim, and one CLR to hold them."""

import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any, Final

from app.credentials import wording
from app.credentials.contexts import CLR, OB, VC
from app.credentials.model import Composition, Holder, Issuer, JsonObject
from app.documents.model import Evidence
from app.errors import CredentialRefused
from app.extraction.model import Entry
from app.review.model import DraftClaim, Record, RecordClaim
from app.values import Instant

Ids = Callable[[], uuid.UUID]
Status = Callable[[str], JsonObject]
"""Gives the `credentialStatus` of the credential with that id: its own entry of the issuer's status list."""

SELF_ASSERTED: Final = "self-asserted"

_NARRATIVE: Final = (
    "Self-asserted: the worker says this of themself. Nobody else vouches for it unless an endorsement says so."
)
_ON_BEHALF: Final = (
    "Self-asserted: the worker says this of themself, and {issuer} issues it on the worker's behalf. {issuer} "
    "confirms that the worker said so, and not that it is true, unless an endorsement says so."
)
_ADDRESS: Final = re.compile(r"""[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`\x00-\x20\x7f]+\Z""")
_CONTROLS: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_HALVES: Final = re.compile(r"[\ud800-\udfff]")


def compose(
    record: Record,
    holder: Holder,
    ids: Ids,
    at: Instant,
    *,
    issuer: Issuer | None = None,
    status: Status | None = None,
) -> Composition:
    """Make the credentials of a record: issued by the holder about the holder, or by `issuer` on the holder's behalf.

    Either way they say that they are self-asserted; on behalf of somebody the badge's `source` is the holder's
    Profile. `status` gives each its entry in a status list, so that it can be revoked.

    Open Badges 3.0 (https://www.imsglobal.org/spec/ob/v3p0) and CLR 2.0 (https://www.imsglobal.org/spec/clr/v2p0).
    Of each document only quotes, its digest and page numbers go in. Raises CredentialRefused for a claim whose name
    has no printable character, or with a concept that has no absolute address.
    """
    entries = {entry.id: entry for entry in record.entries}
    composer = _Composer(record, holder, ids, at, entries, issuer, status)
    badges = tuple(_cleaned(composer.badge(approved)) for approved in record.claims)
    return Composition(badges=badges, clr=_cleaned(composer.clr(badges)))


def plain(text: str) -> str:
    """Take control characters out of text that goes into a credential, and keep its line breaks.

    PDF text is full of them, and libraries disagree on their canonical form, so that a signature over them fails.
    """
    spaced = text.replace("\r\n", "\n").replace("\t", " ")
    return _HALVES.sub("\ufffd", _CONTROLS.sub("", spaced))


def _cleaned(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _cleaned(below) for name, below in value.items()}
    if isinstance(value, list):
        return [_cleaned(below) for below in value]
    return plain(value) if isinstance(value, str) else value


class _Composer:
    def __init__(
        self,
        record: Record,
        holder: Holder,
        ids: Ids,
        at: Instant,
        entries: dict[str, Entry],
        issuer: Issuer | None,
        status: Status | None,
    ) -> None:
        self._record, self._holder, self._ids, self._at, self._entries = record, holder, ids, at, entries
        self._issuer, self._status = issuer, status
        self._narrative = _ON_BEHALF.format(issuer=issuer.name) if issuer else _NARRATIVE

    def badge(self, approved: RecordClaim) -> JsonObject:
        claim = approved.claim
        entry = self._entry(claim)
        name = self._name(claim, entry)
        badge: JsonObject = {
            "@context": [VC, OB],
            "id": self._ids().urn,
            "type": ["VerifiableCredential", "AchievementCredential"],
            "name": name,
            "issuer": self._issuer.profile() if self._issuer else self._profile(),
            "validFrom": self._at,
            "awardedDate": self._at,
            "credentialSubject": self._subject("AchievementSubject")
            | {"narrative": self._narrative, "achievement": self._achievement(approved, entry, name)},
        }
        if self._issuer:
            badge["credentialSubject"]["source"] = self._profile()
        told = [self._evidence(part.claim, evidence) for part in approved.parts for evidence in part.claim.evidence]
        if told:
            badge["evidence"] = told
        return self._with_status(badge)

    def _with_status(self, credential: JsonObject) -> JsonObject:
        return credential | ({"credentialStatus": self._status(credential["id"])} if self._status else {})

    def clr(self, badges: tuple[JsonObject, ...]) -> JsonObject:
        subject = self._subject("ClrSubject") | {"verifiableCredential": []}
        associations = list(self._associations(badges))
        if associations:
            subject["association"] = associations
        clr: JsonObject = {
            "@context": [VC, CLR, OB],
            "id": self._ids().urn,
            "type": ["VerifiableCredential", "ClrCredential"],
            "name": "Learning and Employment Record",
            "description": self._narrative,
            "issuer": self._issuer.profile() if self._issuer else self._profile(),
            "validFrom": self._at,
            "awardedDate": self._at,
            "credentialSubject": subject,
        }
        return self._with_status(clr)

    def _entry(self, claim: DraftClaim) -> Entry | None:
        """The entry that a claim is, as people corrected it."""
        entry = self._entries.get(claim.entry_id or "") if claim.kind != "skill" else None
        return claim.correction.over(entry) if entry and claim.correction else entry

    def _name(self, claim: DraftClaim, entry: Entry | None) -> str:
        if not plain(claim.name).split():
            raise CredentialRefused(f"Claim {claim.id} has a name without a printable character.")
        return " ".join(plain(wording.name(claim, entry, self._at)).split())

    def _profile(self) -> JsonObject:
        profile: JsonObject = {"id": self._holder.did, "type": ["Profile"]}
        if self._holder.name:
            profile["name"] = self._holder.name
        return profile

    def _subject(self, type_: str) -> JsonObject:
        subject: JsonObject = {"id": self._holder.did, "type": [type_]}
        if self._holder.name:
            # where wallets look for whom it was given to; an IdentityObject, which may not have an id, would put
            # as many blank nodes that look alike into a CLR as it has members
            subject["name"] = self._holder.name
        return subject

    def _achievement(self, approved: RecordClaim, entry: Entry | None, name: str) -> JsonObject:
        claim = approved.claim
        achievement: JsonObject = {
            "id": self._ids().urn,
            "type": ["Achievement"],
            "achievementType": wording.achievement_type(claim, entry, self._at),
            "name": name,
            "description": wording.describe(approved, entry, self._at),
            "criteria": {"narrative": wording.origin(approved, self._entries)},
            "tag": [SELF_ASSERTED, claim.basis.value],
        }
        if entry and entry.programme:
            achievement["fieldOfStudy"] = entry.programme
        if claim.alignments:
            achievement["alignment"] = list(self._alignments(claim))
        return achievement

    def _alignments(self, claim: DraftClaim) -> Iterator[JsonObject]:
        for alignment in claim.alignments:
            if not _ADDRESS.match(alignment.id):
                raise CredentialRefused(f"A concept of claim {claim.id} has no absolute address.")
            target = {
                # an id of its own spares canonicalization a blank node
                "id": self._ids().urn,
                "type": ["Alignment"],
                "targetName": alignment.name,
                "targetUrl": alignment.id,
                "targetFramework": wording.framework(alignment.framework, alignment.version),
                "targetType": wording.target_type(claim),
            }
            yield target | ({"targetCode": alignment.code} if alignment.code else {})

    def _evidence(self, claim: DraftClaim, evidence: Evidence) -> JsonObject:
        digest = claim.provenance.document_sha256
        place = f"page {evidence.page}, characters {evidence.start} to {evidence.end}"
        return {
            "id": f"urn:sha256:{digest}#page={evidence.page}&char={evidence.start},{evidence.end}",
            "type": ["Evidence"],
            "name": f"Quote from page {evidence.page} of the worker's document",
            "narrative": evidence.quote,
            "description": f"Verbatim, {place} of the document with SHA-256 {digest}.",
            "genre": wording.GENRES[claim.basis],
        }

    def _associations(self, badges: tuple[JsonObject, ...]) -> Iterator[JsonObject]:
        """Join each skill to the entry in which its evidence stands, or from which it was inferred."""
        claims = [approved.claim for approved in self._record.claims]
        achievements = [badge["credentialSubject"]["achievement"]["id"] for badge in badges]
        entries = {
            part.claim.entry_id: achievement
            for approved, achievement in zip(self._record.claims, achievements, strict=True)
            for part in approved.parts
            if part.claim.kind != "skill" and part.claim.entry_id
        }
        for claim, achievement in zip(claims, achievements, strict=True):
            home = claim.entry_id or (claim.inferred_from.entry_id if claim.inferred_from else None)
            if claim.kind == "skill" and home in entries:
                yield {
                    "type": "Association",
                    "associationType": "isRelatedTo",
                    "sourceId": achievement,
                    "targetId": entries[home],
                }
