"""Credentials that a new signing takes the place of, to those that it leaves out, and why."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from app.errors import DecisionRefused, DraftInvalid
from app.flows.journal import Journal, journal_path
from app.review.decide import load_draft
from app.review.model import Draft, DraftClaim
from app.values import Frozen

REJECTED = "rejected in a review"
UNDECIDED = "not approved, as far as it was decided"
MISSING = "not found in the document by now"


class Removed(Frozen):
    """A credential that was signed before and is not signed again."""

    name: str
    why: str


class _Signed(NamedTuple):
    """One credential, by what it is known again by."""

    skill: bool
    name: str
    quotes: tuple[str, ...]


def removed(out: Path, name: str, fresh: Mapping[str, bytes]) -> tuple[Removed, ...]:
    """Give what NAME.ler.json in `out` holds, and the files that are to replace it (`fresh`) do not.

    A credential is the same one where its name is, or its quotes are: then it was worded otherwise since.
    """
    try:
        before = _signed((out / f"{name}.ler.json").read_bytes())
    except OSError:
        return ()
    now = _signed(fresh[f"{name}.ler.json"])
    before = _left(_left(before, now, lambda one: one[:2]), now, lambda one: (one.skill, one.quotes or one.name))
    if not before:
        return ()
    draft, rejected = _draft(out, name, fresh), _rejected(out, name)
    return tuple(Removed(name=one.name, why=_why(one, draft, rejected)) for one in before)


def _signed(data: bytes) -> list[_Signed]:
    try:
        found = [_one(badge) for badge in json.loads(data)["credentialSubject"]["verifiableCredential"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        # a file of that name that is none of ours: nothing can be said of it
        return []
    return found


def _one(badge: Any) -> _Signed:
    skill = badge["credentialSubject"]["achievement"]["achievementType"] == "Competency"
    quotes = sorted({" ".join(str(one["narrative"]).split()) for one in badge.get("evidence", ())})
    return _Signed(skill, str(badge["name"]), tuple(quotes))


def _left(before: list[_Signed], now: list[_Signed], key: Callable[[_Signed], object]) -> list[_Signed]:
    """Give those of which there is none with the same key; each of `now` is taken once, out of the list."""
    left = []
    for one in before:
        same = next((other for other in now if key(other) == key(one)), None)
        if same is None:
            left.append(one)
        else:
            now.remove(same)
    return left


def _draft(out: Path, name: str, fresh: Mapping[str, bytes]) -> Draft | None:
    made = fresh.get(f"{name}.draft.json")
    try:
        return load_draft(made if made is not None else (out / f"{name}.draft.json").read_bytes())
    except (OSError, DraftInvalid):
        return None


def _rejected(out: Path, name: str) -> Collection[str]:
    try:
        return Journal(journal_path(out, name)).rejected()
    except DecisionRefused:
        return ()


def _why(one: _Signed, draft: Draft | None, rejected: Collection[str]) -> str:
    if draft is None:
        return UNDECIDED
    claims = [claim for claim in draft.claims if (claim.kind == "skill") is one.skill]
    same = [claim for claim in claims if claim.name == one.name] or [
        claim for claim in claims if one.quotes and _quotes(claim) == one.quotes
    ]
    if not same:
        return MISSING
    return REJECTED if any(claim.id in rejected for claim in same) else UNDECIDED


def _quotes(claim: DraftClaim) -> tuple[str, ...]:
    return tuple(sorted({" ".join(one.quote.split()) for one in claim.evidence}))


def told(removed: Iterable[Removed], most: int = 5) -> str:
    """Say in one sentence what is not signed any more, the first of each reason by name."""
    reasons: dict[str, list[str]] = {}
    for one in removed:
        reasons.setdefault(one.why, []).append(one.name)
    parts = []
    for why, names in reasons.items():
        more = len(names) - most
        parts.append(f"{', '.join(names[:most])}{f' and {more} more' * (more > 0)} ({why})")
    count = sum(map(len, reasons.values()))
    credentials = "credential is" if count == 1 else "credentials are"
    return f"{count} {credentials} not signed any more: {'; '.join(parts)}"
