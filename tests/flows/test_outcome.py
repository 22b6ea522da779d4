"""Failures become outcomes, and outcomes one exit status."""

import pytest

from app.errors import SourceDamaged, SourceEmpty
from app.flows.outcome import Failure, Outcome, State, attempt, exit_status

EMPTY = Failure.of(SourceEmpty("the file has no bytes"))
BEGUN = Outcome(path="a/b.pdf", name="b")
DAMAGED = Failure.of(SourceDamaged("cut short"))


@pytest.mark.parametrize(
    ("failures", "status"),
    [([], 0), ([None, None], 0), ([None, EMPTY], 11), ([EMPTY, EMPTY], 11), ([EMPTY, None, DAMAGED], 20)],
)
def test_one_kind_of_failure_gives_its_status_and_several_20(failures: list[Failure | None], status: int) -> None:
    assert exit_status(failures) == status


def test_a_known_error_is_the_outcome_of_its_input() -> None:
    def work() -> Outcome:
        raise SourceEmpty("the file has no bytes")

    assert attempt(BEGUN, work) == Outcome(path="a/b.pdf", name="b", state=State.FAILED, failure=EMPTY)


def test_an_unforeseen_exception_is_an_internal_failure_without_its_text() -> None:
    def work() -> Outcome:
        raise KeyError("Rosa Quill, 12 Secret Street")

    failure = attempt(BEGUN, work).failure
    assert failure is not None
    assert (failure.code, failure.exit_status, failure.message) == ("internal", 99, "unexpected KeyError")


def test_ctrl_c_is_not_an_outcome() -> None:
    def work() -> Outcome:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempt(BEGUN, work)
