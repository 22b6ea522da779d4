"""Any credential to named checks that each passed, failed or were skipped; nothing is fetched."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from app.credentials import papers, serialization
from app.credentials.bulk import Canonicalizer
from app.credentials.canonical import canonicalize
from app.credentials.contexts import VC
from app.credentials.model import Check, CheckName, JsonObject, Outcome, Verification
from app.credentials.proof import OTHER_WAY, Case, check_proofs, issuer_of
from app.credentials.schemas.check import kind, listed, problems
from app.credentials.schemas.nodes import is_timestamp, moment
from app.credentials.sign import Canonicalize
from app.credentials.status import check_status
from app.errors import CredentialError, CredentialRefused, CredentialUnreadable, CredentialUnverified
from app.values import Instant, Sha256

SKEW: Final = timedelta(minutes=5)
"""How far clocks may stand apart."""
MAX_DEPTH: Final = 4
"""Deepest nesting of credentials in credentials."""

_JWT: Final = re.compile(rb"\s*[\w-]+\.[\w-]+\.[\w-]+\s*\Z", re.ASCII)
_NOTHING: Final[Mapping[str, JsonObject]] = MappingProxyType({})


def verify(data: bytes, *, now: Instant, documents: Mapping[str, JsonObject] = _NOTHING) -> Verification:
    """Check one credential: Open Badges 3.0, CLR 2.0, endorsement, status list, or another VC 2.0.

    `documents` holds what may be looked up, by id: DID documents and status list credentials. A check that fails is
    in the answer and no error. Raises CredentialUnreadable for what is no JSON credential.
    """
    if _JWT.match(data):
        return _jwt(data)
    document = serialization.from_bytes(data)
    if "@context" not in document and "type" not in document:
        raise CredentialUnreadable("The file is JSON, but not a credential.")
    # the whole goes the slow way; what stands in it, being part of the whole, goes the fast one
    return _verify(document, _Setting(now, documents, canonicalize, Canonicalizer().canonicalize, 0, {}))


class _Setting(NamedTuple):
    now: Instant
    documents: Mapping[str, JsonObject]
    canonicalize: Canonicalize
    within: Canonicalize
    depth: int
    lists: dict[tuple[int, int], bool | None]
    """Whether a status list at hand is sound, by its identity and the depth: a CLR names one again and again."""

    def below(self) -> "_Setting":
        return self._replace(canonicalize=self.within, depth=self.depth + 1)


def _verify(document: JsonObject, setting: _Setting) -> Verification:
    subject = _subject(document)
    expansion, canonical = _expansion(document, setting.canonicalize)
    members = tuple(_members(document, setting))
    case = Case(canonical, setting.canonicalize, setting.documents, setting.now)

    def sound(status_list: JsonObject) -> bool | None:
        seen = (id(status_list), setting.depth)
        if seen not in setting.lists:
            setting.lists[seen] = setting.depth < MAX_DEPTH and _holds(_verify(status_list, setting.below()))
        return setting.lists[seen]

    proof = _check(CheckName.PROOF, lambda: check_proofs(document, case))
    checks = (
        expansion,
        proof,
        _schema(document),
        _check(
            CheckName.STATUS,
            lambda: check_status(document, setting.documents, sound),
            otherwise="It names no status list: its issuer cannot revoke it.",
        ),
        _check(CheckName.VALIDITY, lambda: _validity(document, setting.now)),
        _membership(members),
    )
    return Verification(
        kind=kind(document),
        id=_text(document, "id"),
        name=_text(document, "name"),
        issuer=_id(document.get("issuer")),
        subject=_id(subject),
        source=_id(subject.get("source")) if isinstance(subject, dict) else None,
        sha256=_sha256(document),
        checks=checks,
        warnings=(*_warnings(document, proof.outcome), *papers.notes(document, setting.now)),
        members=members,
        digests=_digests(document),
    )


def _check(name: CheckName, run: Callable[[], str | None], otherwise: str = "") -> Check:
    try:
        detail = run()
    except CredentialUnverified as cause:
        outcome = Outcome.UNCHECKED if cause.unchecked else Outcome.FAILED
        return Check(name=name, outcome=outcome, detail=cause.message, hint=cause.advice, missing=cause.missing)
    except CredentialError as cause:
        return Check(name=name, outcome=Outcome.FAILED, detail=cause.message, hint=CredentialUnverified.hint)
    if detail is None:
        return Check(name=name, outcome=Outcome.SKIPPED, detail=otherwise)
    return Check(name=name, outcome=Outcome.PASSED, detail=detail)


def _expansion(document: JsonObject, canonicalize: Canonicalize) -> tuple[Check, str | None]:
    """https://www.w3.org/TR/vc-data-model-2.0/#contexts; the canonical form is kept for the proof."""
    canonical: list[str] = []

    def run() -> str:
        if listed(document.get("@context"))[:1] != [VC]:
            raise CredentialRefused(f"Its first context is not {VC}.")
        canonical.append(canonicalize({name: value for name, value in document.items() if name != "proof"}))
        return f"Every term is defined ({canonical[0].count(chr(10))} statements)."

    check = _check(CheckName.EXPANSION, run)
    return check, canonical[0] if canonical else None


def _schema(document: JsonObject) -> Check:
    """https://www.imsglobal.org/spec/ob/v3p0#verification, https://www.imsglobal.org/spec/clr/v2p0#verification."""
    name = kind(document)

    def run() -> str | None:
        if "VerifiableCredential" not in listed(document.get("type")):
            raise CredentialUnverified("Its type does not say that it is a VerifiableCredential.")
        found = problems(document)
        if found:
            raise CredentialUnverified(f"It has not the shape of its type: {'; '.join(found)}.")
        return None if name == "unknown" else f"It has the shape of {name}."

    return _check(CheckName.SCHEMA, run, otherwise="No shape is known for its type.")


def _validity(document: JsonObject, now: Instant) -> str:
    """https://www.w3.org/TR/vc-data-model-2.0/#validity-period."""
    if "issuanceDate" in document or "expirationDate" in document:
        raise CredentialUnverified("It has dates of version 1.1 of the data model.")
    for name in ("validFrom", "validUntil", "awardedDate"):
        if name in document and not is_timestamp(document[name]):
            raise CredentialUnverified(f"Its {name} is no date and time with a time zone.")
    here = moment(now)
    begins, ends = (moment(document[name]) if name in document else None for name in ("validFrom", "validUntil"))
    if begins and begins - here > SKEW:
        raise CredentialUnverified(
            f"It is not valid before {document['validFrom']}.", hint="Check it again when it is in force."
        )
    if ends and here - ends > SKEW:
        raise CredentialUnverified(
            f"It was valid until {document['validUntil']}.",
            hint="It is out of date: ask whom it is about whether there is one that is in force.",
        )
    if begins and ends and begins > ends:
        raise CredentialUnverified("It ends before it begins.")
    return f"Valid from {document.get('validFrom', 'ever')}, until {document.get('validUntil', 'further notice')}."


def _members(document: JsonObject, setting: _Setting) -> Iterator[Verification]:
    """Verify what is embedded: the credentials of a CLR, and endorsements wherever Open Badges let them stand."""
    for member in _embedded(document):
        if not isinstance(member, dict):
            yield _jwt(str(member).encode())
        elif setting.depth >= MAX_DEPTH:
            detail = f"It stands deeper than {MAX_DEPTH} credentials."
            check = Check(name=CheckName.MEMBERS, outcome=Outcome.FAILED, detail=detail)
            yield Verification(kind=kind(member), sha256=_sha256(member), checks=(check,))
        else:
            yield _verify(member, setting.below())


def _embedded(document: JsonObject) -> Iterator[Any]:
    holders: list[Any] = [document, document.get("issuer")]
    for subject in listed(document.get("credentialSubject")):
        if isinstance(subject, dict):
            yield from listed(subject.get("verifiableCredential"))
            holders += [subject.get("source"), *listed(subject.get("achievement"))]
    for holder in holders:
        if isinstance(holder, dict):
            yield from listed(holder.get("endorsement"))
            yield from listed(holder.get("endorsementJwt"))


def _membership(members: tuple[Verification, ...]) -> Check:
    def run() -> str | None:
        failed = [member for member in members if member.failures]
        found = failed or [member for member in members if member.unchecked]
        if found:
            first, verb = found[0].reasons[0], "fail" if failed else "could not be checked"
            told = f"{len(found)} of its {len(members)} credentials {verb}, first with {first.name}: {first.detail}"
            raise CredentialUnverified(told, hint=first.hint, unchecked=not failed)
        return f"All {len(members)} credentials in it pass." if members else None

    return _check(CheckName.MEMBERS, run, otherwise="It holds no other credentials.")


def _holds(found: Verification) -> bool | None:
    """Say whether all of it passed; None when nothing failed, and something could not be checked."""
    return found.passed if found.passed or found.failures else None


def _warnings(document: JsonObject, signed: Outcome) -> Iterator[str]:
    """Say what a signature does not show; where it does not hold, it shows nothing."""
    if signed is Outcome.UNCHECKED:
        yield "Its signature was not checked, so nothing is known of who made it, nor whether it was changed."
    if signed is not Outcome.PASSED:
        return
    issuer = issuer_of(document)
    if any(_id(subject) == issuer for subject in listed(document.get("credentialSubject"))):
        yield "The worker issued it: it is their own word."
    else:
        yield "Nobody here knows the issuer: the signature shows that the key signed, not whose key it is."


def _jwt(data: bytes) -> Verification:
    """A VC-JWT is no broken credential, but one that is not checked here."""
    detail = "It is signed as a VC-JWT, which is not checked here."
    check = Check(name=CheckName.PROOF, outcome=Outcome.UNCHECKED, detail=detail, hint=OTHER_WAY)
    return Verification(kind="unknown", sha256=Sha256(hashlib.sha256(data).hexdigest()), checks=(check,))


def _digests(document: JsonObject) -> dict[str, tuple[str, ...]]:
    """https://www.w3.org/TR/vc-data-model-2.0/#integrity-of-related-resources."""
    found: dict[str, tuple[str, ...]] = {}
    for resource in listed(document.get("relatedResource")):
        if isinstance(resource, dict) and isinstance(resource.get("id"), str):
            digests = [resource.get(name) for name in ("digestSRI", "digestMultibase")]
            found[resource["id"]] = tuple(digest for digest in digests if isinstance(digest, str))
    return found


def _sha256(document: JsonObject) -> Sha256:
    return Sha256(hashlib.sha256(serialization.to_bytes(document)).hexdigest())


def _id(value: Any) -> str | None:
    found = value.get("id") if isinstance(value, dict) else value
    return found if isinstance(found, str) else None


def _subject(document: JsonObject) -> Any:
    """Give whom it is about: of several its issuer, whose own word it then is, else the first."""
    subjects = listed(document.get("credentialSubject"))
    issuer = _id(document.get("issuer"))
    return next((one for one in subjects if issuer and _id(one) == issuer), subjects[0] if subjects else None)


def _text(document: JsonObject, name: str) -> str | None:
    value = document.get(name)
    return value if isinstance(value, str) else None
