"""Credential files to what can be said of them: checks, and how far each is vouched for."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.credentials import serialization, verify
from app.credentials.model import JsonObject, TrustTier, Verification
from app.credentials.trust import tier
from app.errors import CredentialUnreadable, CredentialUnverified, LerError, RequestInvalid
from app.flows import runtime
from app.flows.inputs import readable
from app.flows.outcome import Failure
from app.values import Frozen

_DID = re.compile(
    r"did:[a-z0-9]+:(?:(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})*:)*(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+", re.ASCII
)
"""https://www.w3.org/TR/did-core/#did-syntax."""

MAX_BYTES = 20_000_000
"""Largest credential file that is opened; it may hold many members."""


class Verified(Frozen):
    """What was found about one file."""

    path: str
    verification: Verification | None = None
    tier: TrustTier | None = None
    """None when a check failed: then nothing is vouched for."""
    failure: Failure | None = None


def verify_files(paths: Sequence[Path], documents: Path | None, known_issuers: Sequence[str] = ()) -> list[Verified]:
    """Verify each file; endorsements among the files count for the credentials they speak of.

    `documents` is a folder of DID documents and status lists as JSON, looked up by their id; `known_issuers` are
    the DIDs that the person trusts to be who they say. Raises CredentialUnreadable when the folder is none,
    RequestInvalid for a known issuer that is no DID.
    """
    for known in known_issuers:
        if not _DID.fullmatch(known):
            raise RequestInvalid(
                f"--known-issuer {known[:100]!r} is no DID.",
                hint="Give it as `ler verify` prints the issuer, such as did:web:college.example.org, and without #…",
            )
    at_hand = _documents(documents) if documents else {}
    found = [_one(path, at_hand) for path in paths]
    read = [one.verification for one in found if one.verification]
    return [
        one
        if one.verification is None
        else one.model_copy(update={"tier": tier(one.verification, endorsements=read, known_issuers=known_issuers)})
        for one in found
    ]


def _one(path: Path, documents: Mapping[str, JsonObject]) -> Verified:
    try:
        found = verify.verify(_read(path), now=runtime.now(), documents=documents)
    except LerError as error:
        return Verified(path=readable(path), failure=Failure.of(error))
    if found.passed:
        return Verified(path=readable(path), verification=found)
    names = ", ".join(check.name.value for check in found.failures)
    failure = Failure.of(CredentialUnverified(f"does not pass: {names}", hint=_hint(found, documents)))
    return Verified(path=readable(path), verification=found, failure=failure)


def _hint(found: Verification, documents: Mapping[str, JsonObject]) -> str | None:
    issuers = [one.issuer or "" for one in (found, *found.members)]
    if documents or all(issuer.startswith("did:key:") for issuer in issuers):
        return None
    return "An issuer keeps its key elsewhere: give its DID document and status list as files with --documents DIR."


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise CredentialUnreadable("it is a folder", hint=f"Name the files in it: ler verify {readable(path)}/*.json")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CredentialUnreadable(f"the file has more than {MAX_BYTES:,} bytes")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CredentialUnreadable(
            "there is no such file", hint="Check the path: it is mistyped, or moved."
        ) from error
    except OSError as error:
        raise CredentialUnreadable(
            f"it cannot be opened ({error.strerror})", hint="See that you may read the file."
        ) from error


def _documents(folder: Path) -> dict[str, JsonObject]:
    if not folder.is_dir():
        raise CredentialUnreadable(f"{folder} is not a folder", hint="Give --documents a folder of JSON documents.")
    found: dict[str, JsonObject] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            document = serialization.from_bytes(_read(path))
        except CredentialUnreadable as error:
            raise CredentialUnreadable(
                f"{path.name} in the documents folder cannot be used: {error.message}",
                hint="Give DID documents and status lists as JSON, one in each file.",
            ) from error
        if isinstance(document.get("id"), str):
            found[document["id"]] = document
    return found
