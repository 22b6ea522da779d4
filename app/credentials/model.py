"""What credentials are here: who holds them, what was issued, and what a verification found."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol

from pydantic import Field

from app.values import Did, Frozen, Sha256

JsonObject = dict[str, Any]
"""A JSON object as `json.loads` gives it."""


class SigningKey(Protocol):
    """An Ed25519 key that speaks for a DID."""

    @property
    def did(self) -> Did:
        """Whose key it is."""

    @property
    def method(self) -> str:
        """The address that proofs name (`verificationMethod`)."""

    def sign(self, data: bytes) -> bytes:
        """Give the 64 bytes of the signature."""


class Issuer(Frozen):
    """An organisation that issues or endorses under its own name."""

    did: Did
    name: str = Field(min_length=1)
    url: str | None = None

    def profile(self) -> JsonObject:
        """Give the `Profile` of Open Badges 3.0 that names it."""
        profile: JsonObject = {"id": self.did, "type": ["Profile"], "name": self.name}
        return profile | ({"url": self.url} if self.url else {})


class Holder(Frozen):
    """Whom the credentials speak of; without an organisation that issues for them also their issuer."""

    did: Did
    name: str | None = None
    """As wallets show it; None leaves it out."""


class Composition(Frozen):
    """Credentials before they are signed."""

    badges: tuple[JsonObject, ...]
    """One for each claim of the record, in its order."""
    clr: JsonObject
    """The CLR without its members: signed badges go into it."""


class SignedCredential(Frozen):
    """One credential with its proof, and the exact bytes to write."""

    id: str
    name: str
    claim_id: str | None = None
    """The claim it was made from; None for a CLR."""
    document: JsonObject
    data: bytes
    """The document as compact JSON (`serialization.to_bytes`)."""


class Issued(Frozen):
    """All credentials made from one record."""

    badges: tuple[SignedCredential, ...]
    clr: SignedCredential


class CheckName(StrEnum):
    """What is looked at in a credential."""

    EXPANSION = "expansion"
    """Every term means something, by contexts that are known."""
    PROOF = "proof"
    """The issuer's key signed exactly this."""
    SCHEMA = "schema"
    """It has the shape that its type demands."""
    STATUS = "status"
    """It was not revoked or suspended."""
    VALIDITY = "validity"
    """It is in force now."""
    MEMBERS = "members"
    """Every credential inside it passes as well."""


class Outcome(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


class Check(Frozen):
    """One check, with a sentence that a person understands."""

    name: CheckName
    outcome: Outcome
    detail: str


class Verification(Frozen):
    """What was found about one credential."""

    kind: str
    """Its most telling type, `AchievementCredential`, or `unknown`."""
    id: str | None = None
    name: str | None = None
    issuer: str | None = None
    subject: str | None = None
    source: str | None = None
    """The Profile on whose word an issuer relies (`credentialSubject.source`)."""
    sha256: Sha256
    """Digest of the bytes that were checked."""
    checks: tuple[Check, ...]
    warnings: tuple[str, ...] = ()
    members: tuple["Verification", ...] = ()
    digests: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """What it says of other documents: their id, and the digests it binds them to (`relatedResource`)."""

    @property
    def passed(self) -> bool:
        """Whether no check failed."""
        return all(check.outcome is not Outcome.FAILED for check in self.checks)

    @property
    def failures(self) -> tuple[Check, ...]:
        """The checks that failed."""
        return tuple(check for check in self.checks if check.outcome is Outcome.FAILED)


class TrustTier(StrEnum):
    """How far a statement is vouched for; computed when it is asked for, never stored."""

    EXTRACTED = "extracted"
    SELF_ASSERTED = "self-asserted"
    REVIEWED = "reviewed"
    ENDORSED = "endorsed"
    ISSUER_VERIFIED = "issuer-verified"
