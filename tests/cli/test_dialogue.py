"""A sitting: what is shown, and what each answer does."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from app.cli.dialogue import Closing, Dialogue
from app.cli.editing import Ask, chosen
from app.flows.adding import Adding
from app.flows.journal import Journal
from app.flows.review import Review
from app.review.model import Draft, Person, Role, Verdict
from tests.flows.drafts import DUTY, FORKLIFT, INFERRED, PALLET, SCANNER, clock, draft, skill

WORKER = Person(id="did:key:zWorker", role=Role.WORKER)


def answers(*lines: str) -> Ask:
    waiting = iter(lines)

    def ask(prompt: str) -> str:
        for line in waiting:
            return line
        raise EOFError

    return ask


def nobody_adds() -> Adding:
    raise AssertionError("nobody asked to add a claim")


Sitting = Callable[..., tuple[Closing, Review, str]]


@pytest.fixture
def sit(tmp_path: Path) -> Sitting:
    def held(*lines: str, of: Draft | None = None, person: Person = WORKER) -> tuple[Closing, Review, str]:
        shown = io.StringIO()
        review = Review(of or draft(), person, clock, Journal(tmp_path / "d.jsonl"))
        console = Console(file=shown, width=80, highlight=False, markup=False)
        return Dialogue(review, console, answers(*lines), nobody_adds).hold(), review, shown.getvalue()

    return held


def test_each_claim_is_shown_with_its_marked_quote_its_place_and_its_concepts(sit: Sitting) -> None:
    _, _, shown = sit(of=draft(FORKLIFT, DUTY))
    assert "Skills: [forklift operation], pallet jack, RF scanner" in shown
    assert "page 1" in shown
    assert re.search(r"\* 1 operate forklift +ESCO, 83 of 100", shown)
    assert re.search(r"  3 drive reach truck +ESCO, 41 of 100", shown)
    _, _, shown = sit("y", of=draft(FORKLIFT, DUTY))
    assert "in: Forklift Operator, Dock & Sons (2019-03 – present)" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_flag_is_a_line_of_its_own(sit: Sitting) -> None:
    assert "! look here: unsure (everyday word)" in sit(of=draft(SCANNER))[2]


def test_enter_alone_and_words_that_are_no_answer_decide_nothing(sit: Sitting) -> None:
    closing, review, shown = sit("", "  ", "yikes", "yn", "1")
    assert closing is Closing.LEFT
    assert len(review.waiting()) == 5
    assert shown.count("Not decided.") == 5


def test_a_letter_for_the_next_claim_is_no_reason(sit: Sitting, tmp_path: Path) -> None:
    _, _, shown = sit("n", "s", "1", "n y", "", "q", of=draft(FORKLIFT, PALLET, SCANNER))
    assert shown.count("That is no reason.") == 2
    assert [decision.reason for decision in Journal(tmp_path / "d.jsonl").read()] == ["not me", ""]


def test_a_figure_that_is_not_offered_is_no_reason(sit: Sitting, tmp_path: Path) -> None:
    _, _, shown = sit("n", "3", "1", "n 7", "2", "q", of=draft(FORKLIFT, PALLET, SCANNER))
    assert shown.count("That is no reason.") == 2
    assert [decision.reason for decision in Journal(tmp_path / "d.jsonl").read()] == ["not me", "not true"]


def test_a_no_is_taken_back_before_its_reason_is_told(sit: Sitting, tmp_path: Path) -> None:
    _, review, shown = sit("n", "!", "y", "n !", "q", of=draft(FORKLIFT, PALLET))
    assert [decision.verdict for decision in Journal(tmp_path / "d.jsonl").read()] == [Verdict.APPROVE]
    assert review.waiting() == [PALLET]
    assert shown.count("Not decided.") == 2


def test_what_others_said_is_told_before_a_claim_is_decided_on(sit: Sitting, tmp_path: Path) -> None:
    reviewer = Person(id="r-17", role=Role.REVIEWER)
    sit("e", "Lift trucks", "", "y", of=draft(FORKLIFT, PALLET))
    _, _, shown = sit("n 1", "n 1", "q", of=draft(FORKLIFT, PALLET), person=reviewer)
    assert "Lift trucks: named in the document" in shown
    assert "! look here: the worker put it so; it was drafted as: forklift operation" in shown
    _, review, shown = sit("y", "n", "", "f", of=draft(FORKLIFT, PALLET))
    told = "! look here: reviewer r-17 says no (not in the document); it is left out unless you say yes again"
    assert told in " ".join(shown.split())
    assert [held.claim.name for held in review.record().claims] == ["Lift trucks"]


def test_what_is_no_answer_at_the_end_does_nothing_and_says_so(sit: Sitting) -> None:
    closing, _, shown = sit("y", "f", "n", "Marisol Q", "f", of=draft(FORKLIFT, PALLET))
    assert closing is Closing.FINISHED
    assert shown.count("Nothing is done yet. Type f, g, a, u or q and Enter.") == 2


def test_yes_and_no_with_a_reason_end_in_a_summary(sit: Sitting, tmp_path: Path) -> None:
    closing, review, shown = sit("y", "n not me", "n", "2", "yes", "NO", "", "f")
    assert closing is Closing.FINISHED
    assert [review.verdict(claim) for claim in review.claims] == [
        Verdict.APPROVE,
        Verdict.REJECT,
        Verdict.REJECT,
        Verdict.APPROVE,
        Verdict.REJECT,
    ]
    reasons = [decision.reason for decision in Journal(tmp_path / "d.jsonl").read()]
    assert reasons == ["", "not me", "not true", "", ""]
    assert "2 approved (0 of them edited), 3 rejected, 0 left." in shown


def test_a_reviewer_is_asked_about_the_document_and_not_about_themselves(sit: Sitting, tmp_path: Path) -> None:
    _, _, shown = sit("?", "n 1", person=Person(id="r-17", role=Role.REVIEWER))
    assert "the document bears it out" in shown
    assert "true of me" not in shown
    assert [decision.reason for decision in Journal(tmp_path / "d.jsonl").read()] == ["not in the document"]


def test_the_end_of_the_input_and_quit_lose_nothing(sit: Sitting) -> None:
    assert sit("y")[0] is Closing.LEFT
    closing, review, shown = sit("y", "q")
    assert closing is Closing.LEFT
    assert review.waiting() == [PALLET, DUTY, INFERRED]
    assert "Going on: 1 of 5 claims have your answer already." in shown
    assert "Claim 2 of 5, 4 to decide; nobody has approved it yet" in shown


def test_undo_brings_the_claim_before_back_and_says_when_there_is_none(sit: Sitting) -> None:
    _, review, shown = sit("u", "y", "y", "u", "n", "1")
    assert "There is no answer to undo." in shown
    assert review.verdict(SCANNER) is Verdict.APPROVE
    assert review.verdict(FORKLIFT) is Verdict.REJECT


@pytest.mark.parametrize("line", ["y 10", "yes please", "s 2", "u 3", "q now", "e Forklift", "f all", "? y"])
def test_what_stands_behind_an_answer_is_not_passed_over(line: str, sit: Sitting, tmp_path: Path) -> None:
    closing, review, shown = sit("y", line)
    assert closing is Closing.LEFT
    assert review.count(Verdict.APPROVE) == 1
    assert len(Journal(tmp_path / "d.jsonl").read()) == 1
    assert f"“{line.partition(' ')[2]}”" in shown
    assert "for one claim at a time" in shown


def test_a_claim_that_was_decided_meanwhile_is_not_decided_again_unseen(tmp_path: Path) -> None:
    other = Review(draft(FORKLIFT, PALLET), WORKER, clock, Journal(tmp_path / "d.jsonl"))

    lines = iter(["n not me"])

    def meanwhile(prompt: str) -> str:
        if prompt != "> ":
            raise EOFError
        if len(other.waiting()) == 2:
            other.answer(FORKLIFT, Verdict.REJECT, reason="not me")
            return "y"
        return next(lines)

    shown = io.StringIO()
    review = Review(draft(FORKLIFT, PALLET), WORKER, clock, Journal(tmp_path / "d.jsonl"))
    console = Console(file=shown, width=80, highlight=False, markup=False)
    Dialogue(review, console, meanwhile, nobody_adds).hold()
    assert "Your answer is not kept" in shown.getvalue()
    assert "no (not me), by you, at 09:30 UTC" in shown.getvalue()
    assert [event.verdict for event in Journal(tmp_path / "d.jsonl").read()] == [Verdict.REJECT, Verdict.REJECT]
    assert [review.verdict(claim) for claim in (FORKLIFT, PALLET)] == [Verdict.REJECT, Verdict.REJECT]


def test_claims_that_are_asked_apart_or_not_at_all_are_counted_with_the_reason(sit: Sitting, tmp_path: Path) -> None:
    _, _, shown = sit("n", "1")
    assert "5 claims, of which 1 is inferred and asked at the end, apart." in shown
    _, _, shown = sit(person=Person(id="r-17", role=Role.REVIEWER))
    said = " ".join(shown.split())
    assert "Of 5 claims, 1 is inferred from a title or course" in said
    assert "1 is not asked, because the worker rejected" in said
    assert "Claim 1 of 3" in said


def test_what_was_attested_in_bulk_is_asked_and_stays_so_without_an_answer(sit: Sitting, tmp_path: Path) -> None:
    before = Review(draft(), WORKER, clock, Journal(tmp_path / "d.jsonl"))
    before.keep(before.attest("all"))
    closing, review, shown = sit("s", "n not me", "y", "f", "f")
    said = " ".join(shown.split())
    assert closing is Closing.FINISHED
    assert "Attested in bulk before: 3 of 5 claims." in said
    assert "4 to decide; attested in bulk before" in said
    assert "1 approved (0 of them edited), 1 rejected, 3 left, 1 of them attested in bulk before." in said
    held = {one.claim.id: one.decisions[-1].manner for one in review.record().claims}
    assert held == {"c2": "each", "c4": "bulk"}


def test_the_last_answer_can_be_undone_before_the_finish(sit: Sitting) -> None:
    closing, review, _ = sit("y", "u", "n x", "f", of=draft(PALLET))
    assert closing is Closing.FINISHED
    assert review.verdict(PALLET) is Verdict.REJECT


def test_skipped_claims_can_be_taken_up_again_before_the_finish(sit: Sitting) -> None:
    closing, review, shown = sit("s", "y", "g", "y", "f", of=draft(PALLET, SCANNER))
    assert closing is Closing.FINISHED
    assert review.complete()
    assert "1 approved (0 of them edited), 0 rejected, 1 left." in shown


def test_finish_leaves_the_rest_undecided(sit: Sitting) -> None:
    closing, review, _ = sit("y", "f", "f")
    assert closing is Closing.FINISHED
    assert len(review.waiting()) == 4
    assert [approved.claim.id for approved in review.record().claims] == ["c3"]


def test_an_edit_changes_the_wording_and_the_concept_of_one_framework(sit: Sitting) -> None:
    _, review, _ = sit("e", "Forklift driving", "3", "f", of=draft(FORKLIFT))
    claim = review.record().claims[0].claim
    assert claim.name == "Forklift driving"
    assert [concept.name for concept in claim.alignments] == ["drive reach truck", "Forklifts"]


def test_an_edit_that_changes_nothing_decides_nothing(sit: Sitting) -> None:
    _, review, shown = sit("e", "", "", "e", "forklift operation", "1", of=draft(FORKLIFT))
    assert review.waiting() == [FORKLIFT]
    assert shown.count("Nothing is changed") == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("9", "from 1 to 4"),
        ("1 3", "one concept of each"),
        ("none", "numbers only"),
        ("0 1", "from 1 to 4"),
    ],
)
def test_numbers_that_cannot_be_meant_are_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        chosen(FORKLIFT, typed)


def test_zero_chooses_no_concept_and_enter_keeps_them() -> None:
    assert chosen(FORKLIFT, "0") == ()
    assert chosen(FORKLIFT, "") is None
    assert chosen(PALLET, "0") is None


def test_a_wording_that_is_too_long_decides_nothing(sit: Sitting) -> None:
    _, review, shown = sit("e", "x" * 301, of=draft(PALLET))
    assert review.waiting() == [PALLET]
    assert "At most 300 characters" in shown


def test_inferred_claims_come_last_under_a_warning_that_is_given_once(sit: Sitting) -> None:
    other = INFERRED.model_copy(update={"id": "c6", "name": "lift stacks"})
    _, _, shown = sit("y", "n x", "y", of=draft(INFERRED, other, PALLET))
    assert shown.index("pallet jack") < shown.index("the claims are inferred") < shown.index("inspect vehicles")
    assert shown.count("the claims are inferred") == 1
    assert 'the title "Forklift Operator" at Dock & Sons (forklift operator)' in " ".join(shown.split())


def test_control_and_direction_characters_of_a_document_do_not_reach_the_terminal(sit: Sitting) -> None:
    name = "pallet\x1b]0;owned\x07 \u202ejack"
    _, _, shown = sit(of=draft(skill(2, "pallet jack", name=name)))
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_the_match_is_marked_by_style_as_well_as_by_brackets(tmp_path: Path) -> None:
    shown = io.StringIO()
    review = Review(draft(PALLET), WORKER, clock, Journal(tmp_path / "d.jsonl"))
    console = Console(file=shown, width=80, force_terminal=True, color_system="standard", no_color=False)
    Dialogue(review, console, answers(), nobody_adds).hold()
    assert "\x1b[1;7m[pallet jack]\x1b[0m" in shown.getvalue()


def test_help_names_every_key(sit: Sitting) -> None:
    shown = sit("?")[2]
    assert all(f"\n{key}  " in shown for key in "ynesuafq")


def test_answers_that_are_set_aside_are_told_apart_by_their_reason(tmp_path: Path) -> None:
    def told(person: Person, of: Draft, *lines: str) -> str:
        shown = io.StringIO()
        console = Console(file=shown, width=120, highlight=False, markup=False)
        Dialogue(
            Review(of, person, clock, Journal(tmp_path / "d.jsonl")), console, answers(*lines), nobody_adds
        ).hold()
        return shown.getvalue()

    other = Person(id="did:key:zBefore", role=Role.WORKER)
    told(other, draft(PALLET, SCANNER), "y", "u", "y", "y")
    again = told(WORKER, draft(PALLET, SCANNER))
    assert "Earlier answers to 2 claims were given by somebody else, or with another key, and are set aside." in again
    assert "another version" not in again
    again = told(other, draft(PALLET.model_copy(update={"confidence": 0.8}), SCANNER))
    assert "Earlier answers to 1 claim were given to another version of the draft and are set aside." in again
    assert "somebody else" not in again
