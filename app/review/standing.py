"""Decisions to those that stand: an answer that was taken back or given anew is told nowhere."""

from collections.abc import Iterable
from typing import Final

from app.review.model import Decision, Verdict

UNDO: Final = "undo"
"""Reason of the event that takes an answer back."""


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the decisions that nobody took back, oldest first as they come.

    An undo takes back what its person said of the claim by itself, and itself; an attestation in bulk stays. Whoever
    puts a claim off or rejects it takes all back that they said of it; whoever approves it again says the same
    version of it anew. Nobody takes back what another person said.
    """
    of_claims: dict[str, list[tuple[int, Decision]]] = {}
    for number, decision in enumerate(decisions):
        of_claim = of_claims.setdefault(decision.claim_id, [])
        if _is_undo(decision):
            of_claim[:] = [one for one in of_claim if not _taken_back(one[1], decision)]
        else:
            of_claim.append((number, decision))
    in_order = sorted((one for of_claim in of_claims.values() for one in _last(of_claim)), key=lambda one: one[0])
    return tuple(decision for _, decision in in_order)


def _last(of_claim: list[tuple[int, Decision]]) -> list[tuple[int, Decision]]:
    kept: list[tuple[int, Decision]] = []
    for one in of_claim:
        kept = [*(earlier for earlier in kept if not _replaced(earlier[1], one[1])), one]
    return kept


def _taken_back(earlier: Decision, undo: Decision) -> bool:
    return earlier.person == undo.person and earlier.manner == "each"


def _replaced(earlier: Decision, by: Decision) -> bool:
    if earlier.person != by.person:
        return False
    if by.verdict in (Verdict.SKIP, Verdict.REJECT):
        return True
    return earlier.verdict is Verdict.SKIP or earlier.claim_sha256 == by.claim_sha256


def _is_undo(decision: Decision) -> bool:
    return decision.verdict is Verdict.SKIP and decision.reason == UNDO
