"""Decisions on a draft to the versions of its claims that they speak of: each edit makes another one."""

from collections.abc import Iterable, Sequence

from app.review.decide import claim_digest, edited
from app.review.model import Decision, Draft, DraftClaim, Role, Verdict


class Versions:
    """The claims of a draft as the edits in decisions leave them, and the decisions that speak of them."""

    def __init__(self, draft: Draft, decisions: Iterable[Decision]) -> None:
        """`decisions` are oldest first; those on a claim or version that there is not are left out.

        So are approvals by a reviewer of words that somebody had changed before: they were not shown what stands.
        """
        self._shown = {claim.id: claim for claim in draft.claims}
        entries = {entry.id: entry for entry in draft.entries}
        known = {claim.id: {claim_digest(claim): claim} for claim in draft.claims}
        latest = {id_: next(iter(versions)) for id_, versions in known.items()}
        fitting: list[Decision] = []
        for one in decisions:
            version = known.get(one.claim_id, {}).get(one.claim_sha256)
            if version is None or (_approves(one) and one.claim_sha256 != latest[one.claim_id]):
                continue
            fitting.append(one)
            if one.edit is not None:
                version = edited(version, one.edit, entries)
            if one.verdict in (Verdict.APPROVE, Verdict.EDIT):
                self._shown[one.claim_id] = version
                latest[one.claim_id] = digest = claim_digest(version)
                known[one.claim_id][digest] = version
        self.fitting: tuple[Decision, ...] = tuple(fitting)
        """Oldest first."""

    def shown(self, claims: Sequence[DraftClaim]) -> tuple[DraftClaim, ...]:
        """Give claims of the draft as they stand now: what the next person is shown."""
        return tuple(self._shown[claim.id] for claim in claims)


def _approves(decision: Decision) -> bool:
    return decision.person.role is Role.REVIEWER and decision.verdict is Verdict.APPROVE
