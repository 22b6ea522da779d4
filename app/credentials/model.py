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
    UNCHECKED = "unchecked"
    """It could not be looked at: nothing was found wrong, and nothing is shown to be right."""
    SKIPPED = "skipped"
    """There is nothing to look at."""


class Check(Frozen):
    """One check, with a sentence that a person understands."""

    name: CheckName
    outcome: Outcome
    detail: str
    hint: str | None = None
    """What to do, where it did not pass."""
    missing: str | None = None
    """Without what it could not be looked at: a DID, or the address of a status list."""


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
        """Whether every check was made, and none failed."""
        return not self.failures and not self.unchecked

    @property
    def failures(self) -> tuple[Check, ...]:
        """The checks that failed."""
        return tuple(check for check in self.checks if check.outcome is Outcome.FAILED)

    @property
    def unchecked(self) -> tuple[Check, ...]:
        """The checks that could not be made."""
        return tuple(check for check in self.checks if check.outcome is Outcome.UNCHECKED)

    @property
    def reasons(self) -> tuple[Check, ...]:
        """Why it did not pass, what failed first."""
        return self.failures + self.unchecked

    @property
    def missing(self) -> tuple[str, ...]:
        """What would have to be at hand to make all checks, each once: DIDs and addresses of status lists."""
        named = [check.missing for check in self.checks if check.missing]
        return tuple(dict.fromkeys([*named, *(one for member in self.members for one in member.missing)]))


class TrustTier(StrEnum):
    """How far a statement is vouched for; computed when it is asked for, never stored."""

    EXTRACTED = "extracted"
    SELF_ASSERTED = "self-asserted"
    REVIEWED = "reviewed"
    ENDORSED = "endorsed"
    ISSUER_VERIFIED = "issuer-verified"
