"""Credential files to what can be said of them: checks, and how far each is vouched for."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.credentials import serialization, verify
from app.credentials.did import document_address
from app.credentials.model import JsonObject, TrustTier, Verification
from app.credentials.trust import tier
from app.credentials.verdict import sentence
from app.errors import CredentialUnreadable, CredentialUnverified, LerError, RequestInvalid
from app.flows import runtime
from app.flows.folders import readable
from app.flows.outcome import Failure
from app.values import Frozen

_DID = re.compile(
    r"did:[a-z0-9]+:(?:(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})*:)*(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+", re.ASCII
)
"""https://www.w3.org/TR/did-core/#did-syntax."""

MAX_BYTES = 20_000_000
"""Largest credential file that is opened; it may hold many members."""


_MOST = 4
"""Missing things that are named."""


class Verified(Frozen):
    """What was found about one file."""

    path: str
    verification: Verification | None = None
    tier: TrustTier | None = None
    """None when a check failed or could not be made: then nothing is vouched for."""
    verdict: str | None = None
    """One sentence for somebody who does not know what a signature is."""
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
    return [_judged(one, one.verification, read, known_issuers) if one.verification else one for one in found]


def _judged(one: Verified, found: Verification, read: Sequence[Verification], known: Sequence[str]) -> Verified:
    reached = tier(found, endorsements=read, known_issuers=known)
    return one.model_copy(update={"tier": reached, "verdict": sentence(found, reached)})


def _one(path: Path, documents: Mapping[str, JsonObject]) -> Verified:
    try:
        found = verify.verify(_read(path), now=runtime.now(), documents=documents)
    except LerError as error:
        return Verified(path=readable(path), failure=Failure.of(error))
    if found.passed:
        return Verified(path=readable(path), verification=found)
    names = ", ".join(check.name.value for check in found.failures or found.reasons)
    told = (
        f"does not pass: {names}" if found.failures else f"is not verified, because of what was not checked: {names}"
    )
    return Verified(
        path=readable(path),
        verification=found,
        failure=Failure.of(CredentialUnverified(told, hint=_hint(found))),
    )


def _hint(found: Verification) -> str | None:
    """Say what to do about the first thing that failed, or else how to bring what a check needs."""
    if found.failures or not found.missing:
        return found.reasons[0].hint
    wanted = [document_address(one) or one for one in found.missing]
    told = ", ".join(wanted[:_MOST]) + (f" and {len(wanted) - _MOST} more" if len(wanted) > _MOST else "")
    kept = "as files in one folder" if len(wanted) > 1 else "as a file in a folder"
    return f"Save {told} {kept}, and check again with --documents FOLDER."


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
