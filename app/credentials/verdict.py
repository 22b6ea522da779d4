"""A verification and its trust tier to one plain sentence for somebody who does not know what either is."""

from collections.abc import Iterator

from app.credentials.model import CheckName, Outcome, TrustTier, Verification


def sentence(found: Verification, tier: TrustTier | None) -> str:
    """Say what the credential is worth to whoever was shown it; `tier` is what `trust.tier` gives for it."""
    if found.failures:
        return f"Do not rely on this record. {found.failures[0].detail}"
    if tier is None and {*_unchecked(found)} == {CheckName.STATUS}:
        return "This record is unchanged since it was signed; whether it was revoked since is not known here."
    if tier is None:
        return "Whether this record is genuine is not known: not everything could be checked here."
    if tier is TrustTier.ISSUER_VERIFIED:
        return "This record is genuine and unchanged; its issuer, who is known here, says so in its own name."
    if tier is TrustTier.ENDORSED:
        return "This record is genuine and unchanged; somebody who is known here vouches for it."
    if found.issuer == found.subject:
        return "This record is genuine and unchanged; it is the worker's own word."
    if _passed_on(found) or (found.members and all(map(_passed_on, found.members))):
        return "This record is genuine and unchanged; it is the worker's own word, passed on by its issuer."
    return "This record is unchanged since it was signed, and nobody here knows who signed it."


def _passed_on(found: Verification) -> bool:
    """Say whether whoever signed it relies on the worker's own word, as it says itself."""
    return found.source is not None and found.source == found.subject


def _unchecked(found: Verification) -> Iterator[CheckName]:
    """Give the checks that could not be made, of what it holds as well."""
    yield from (
        check.name
        for check in found.checks
        if check.outcome is Outcome.UNCHECKED and check.name is not CheckName.MEMBERS
    )
    for member in found.members:
        yield from _unchecked(member)
