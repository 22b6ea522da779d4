"""Which decisions stand, and that nothing else is told of a claim."""

import pytest

from app.credentials import wording
from app.review.decide import claim_digest, decide
from app.review.model import Decision, Edit, Person, Role, Verdict
from app.review.standing import UNDO, standing
from app.values import Instant
from tests.flows.drafts import PALLET, draft

WORKER, REVIEWER = Person(id="did:key:zWorker", role=Role.WORKER), Person(id="r-17", role=Role.REVIEWER)
A, B = claim_digest(PALLET), "b" * 64
_VERDICTS = {"y": Verdict.APPROVE, "n": Verdict.REJECT, "s": Verdict.SKIP, "u": Verdict.SKIP, "e": Verdict.EDIT}


def said(key: str, number: int = 0, person: Person = WORKER, digest: str = A, bulk: bool = False) -> Decision:
    return Decision(
        claim_id="c2",
        claim_sha256=digest,
        person=person,
        at=Instant(f"2026-01-{number + 1:02}T09:30:00Z"),
        verdict=_VERDICTS[key],
        manner="bulk" if bulk else "each",
        edit=Edit(name=f"Wording {number}") if key == "e" else None,
        reason=UNDO if key == "u" else "",
    )


@pytest.mark.parametrize(
    ("keys", "stands"),
    [
        ("y", [0]),
        ("yu", []),
        ("euse", [3]),
        ("eue", [2]),
        ("ny", [1]),
        ("yn", [1]),
        ("ys", [1]),
        ("ysy", [2]),
        ("ee", [1]),
    ],
)
def test_of_one_persons_answers_the_last_one_stands_that_was_not_taken_back(keys: str, stands: list[int]) -> None:
    events = [said(key, number) for number, key in enumerate(keys)]
    assert standing(events) == tuple(events[number] for number in stands)


def test_an_undo_takes_back_what_was_said_one_by_one_and_no_attestation_in_bulk() -> None:
    bulk = said("y", bulk=True)
    assert standing([bulk, said("n", 1), said("u", 2)]) == (bulk,)
    assert standing([bulk, said("y", 1)]) == (said("y", 1),)
    assert standing([bulk, said("n", 1)]) == (said("n", 1),)


def test_nobody_takes_back_what_another_person_said_nor_the_edit_that_an_approval_speaks_of() -> None:
    of_reviewer = said("e", 0, REVIEWER)
    assert standing([of_reviewer, said("y", 1), said("u", 2)]) == (of_reviewer,)
    assert standing([said("e", 0), said("y", 1, digest=B)]) == (said("e", 0), said("y", 1, digest=B))


def test_a_credential_tells_nothing_that_was_taken_back_and_nothing_twice() -> None:
    events = [said("e", 0), said("u", 1), said("s", 2), said("e", 3)]
    (held,) = decide(draft(PALLET), events, WORKER.id).claims
    told = wording.origin(held, {})
    assert told.count("Confirmed one by one by the worker") == 1
    assert "Confirmed one by one by the worker on 2026-01-04." in told
    (held,) = decide(draft(PALLET), [said("y"), said("y", 0, REVIEWER), said("y", 0)], WORKER.id).claims
    assert wording.origin(held, {}).count("Confirmed one by one by the worker") == 1
