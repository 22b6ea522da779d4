"""Edits of what was decided or corrected before: what is kept, and from where a further edit goes on."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from app.cli.dialogue import Dialogue
from app.flows.journal import Journal
from app.flows.review import Review
from app.review.model import DraftClaim, Person, Role
from tests.cli.test_editing import JOB, NoDocument, sitting
from tests.flows.drafts import clock, concept, draft


@pytest.mark.parametrize(("typed", "chosen"), [("", ["packer"]), ("0", []), ("2", ["bagger"]), ("1", ["packer"])])
def test_a_concept_that_fits_the_new_title_as_well_is_kept(typed: str, chosen: list[str], tmp_path: Path) -> None:
    class Same(NoDocument):
        def with_concepts(self, claim: DraftClaim) -> DraftClaim:
            found = (concept("bagger", 0.8), concept("packer", 0.7))
            return claim.model_copy(update={"alignments": (), "alternatives": found})

    job = JOB.model_copy(update={"alignments": (concept("packer", 0.9),)})
    shown, lines = io.StringIO(), iter(("e", "", "Packer II", "", "", "", "", typed))
    review = Review(draft(job), Person(id="did:key:zWorker", role=Role.WORKER), clock, Journal(tmp_path / "d.jsonl"))
    console = Console(file=shown, width=80, highlight=False, markup=False)
    Dialogue(review, console, lambda _: next(lines, "q"), Same).hold()
    assert [one.name for one in review.record().claims[0].claim.alignments] == chosen
    told = shown.getvalue()
    assert " (* chosen before):\n * 1 packer (ESCO, 70 of 100)\n   2 bagger (ESCO, 80 of 100)" in told


def test_an_edit_goes_on_from_what_was_corrected_before(tmp_path: Path) -> None:
    sitting(tmp_path, draft(JOB), "e", "", "Packer", "", "", "", "", "1")
    worker = Person(id="r-2", role=Role.REVIEWER)
    shown, asked, lines = io.StringIO(), [], iter(("e", "", "", "", "", "", "2022", ""))

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return next(lines, "q")

    review = Review(draft(JOB), worker, clock, Journal(tmp_path / "d.jsonl"))
    console = Console(file=shown, width=80, highlight=False, markup=False)
    Dialogue(review, console, ask, NoDocument).hold()
    assert "Title [Packer]: " in asked
    assert "corrected to: Packer, Dock & Sons" in shown.getvalue()
    again = Review(draft(JOB), Person(id="did:key:zWorker", role=Role.WORKER), clock, Journal(tmp_path / "d.jsonl"))
    correction = again.claims[0].correction
    assert correction is not None
    assert (correction.title, correction.end) == ("Packer", "2022")
