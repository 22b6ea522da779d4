"""Decisions on a draft to the versions of its claims that they speak of: each edit makes another one."""

from collections.abc import Iterable, Mapping, Sequence

from app.extraction.model import Entry
from app.review.decide import claim_digest, edited
from app.review.model import Decision, Draft, DraftClaim, Verdict
from app.review.standing import UNDO, standing


class Versions:
    """The claims of a draft as the edits that stand leave them, and the decisions that stand on these versions."""

    def __init__(self, draft: Draft, decisions: Iterable[Decision]) -> None:
        """`decisions` are oldest first; those on a claim or version that there is not, or no more, are left out.

        So are approvals of words that somebody had changed before: whoever gave them was not shown what stands. What
        was taken back when a decision came counts for it no more than if it had never been said.
        """
        self._entries = {entry.id: entry for entry in draft.entries}
        self._drafted = {claim.id: (claim_digest(claim), claim) for claim in draft.claims}
        self._shown = {claim.id: claim for claim in draft.claims}
        self._spoken: set[tuple[str, str]] = set()
        of_claims: dict[str, tuple[Decision, ...]] = {}
        place: dict[int, int] = {}
        for number, one in enumerate(decisions):
            if one.claim_id in self._drafted:
                place[id(one)] = number
                of_claims[one.claim_id] = self._with(of_claims.get(one.claim_id, ()), one)
        said = (one for of_claim in of_claims.values() for one in of_claim)
        self.standing: tuple[Decision, ...] = tuple(sorted(said, key=lambda one: place[id(one)]))
        """Oldest first."""

    def shown(self, claims: Sequence[DraftClaim]) -> tuple[DraftClaim, ...]:
        """Give claims of the draft as they stand now: what the next person is shown."""
        return tuple(self._shown[claim.id] for claim in claims)

    def knew(self, decision: Decision) -> bool:
        """Say whether the version that a decision speaks of stood when somebody decided on it."""
        return (decision.claim_id, decision.claim_sha256) in self._spoken

    def _with(self, told: tuple[Decision, ...], one: Decision) -> tuple[Decision, ...]:
        """Give what stands on a claim once `one` was said after what stood."""
        is_undo = one.verdict is Verdict.SKIP and one.reason == UNDO
        if not is_undo and self._fitting(one.claim_id, (*told, one))[-1:] != (one,):
            return told
        self._spoken.add((one.claim_id, one.claim_sha256))
        after = self._fitting(one.claim_id, standing((*told, one)))
        if is_undo or after[-1:] == (one,):
            return after
        # others went on from what is taken back by it: a no to their words stays one
        return self._fitting(one.claim_id, (*told, one))

    def _fitting(self, claim_id: str, said: Iterable[Decision]) -> tuple[Decision, ...]:
        self._shown[claim_id], fitting = _follow(*self._drafted[claim_id], said, self._entries)
        return fitting


def fitting(draft: Draft, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the decisions, claim by claim, that speak of a version that there is; `decisions` hold no taken-back ones.

    What was said of an edit goes with it, once that was taken back.
    """
    entries = {entry.id: entry for entry in draft.entries}
    of_claims: dict[str, list[Decision]] = {}
    for one in decisions:
        of_claims.setdefault(one.claim_id, []).append(one)
    followed = (
        _follow(claim_digest(claim), claim, of_claims[claim.id], entries)
        for claim in draft.claims
        if claim.id in of_claims
    )
    return tuple(one for _, said in followed for one in said)


def _follow(
    latest: str, claim: DraftClaim, said: Iterable[Decision], entries: Mapping[str, Entry]
) -> tuple[DraftClaim, tuple[Decision, ...]]:
    """Give a claim as decisions leave it, and those of them on a version that there is; `latest` is its digest."""
    known, shown = {latest: claim}, claim
    fits: list[Decision] = []
    for one in said:
        version = known.get(one.claim_sha256)
        if version is None or (one.verdict is Verdict.APPROVE and one.claim_sha256 != latest):
            continue
        fits.append(one)
        if one.edit is not None:
            shown = edited(version, one.edit, entries)
            latest = claim_digest(shown)
            known[latest] = shown
    return shown, tuple(fits)
