"""What somebody decides in another sitting while a call attests in bulk: it stands, and is not signed over."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from app import pipeline
from app.errors import NothingApproved
from app.extraction.extract import Extractor
from app.extraction.model import DocumentKind
from app.flows.convert import Attesting, convert_attested
from app.flows.draft import draft_all
from app.flows.inputs import Input
from app.flows.journal import Journal
from app.flows.outcome import Outcome
from app.flows.review import Review, open_review
from app.flows.signers import Signers
from app.review.decide import load_record
from app.review.model import Person, Role, Verdict
from app.settings import Settings
from app.taxonomy.load import load
from app.values import Instant
from tests.cli import sources
from tests.cli.conftest import COMPILED
from tests.flows.drafts import clock


@cache
def tools() -> pipeline.Tools:
    known = load([COMPILED.parent], [COMPILED])
    return pipeline.Tools(frameworks=known, extractor=Extractor(known), kind=DocumentKind.AUTO)


class Desk:
    """One drafted resume, its worker who attests it, and another sitting of theirs."""

    def __init__(self, folder: Path) -> None:
        settings = Settings(data_folder=folder / "data", key_file=None, key_passphrase=None, worker_name=None)
        self.signer = replace(Signers(settings, lambda: None).own(), clock=clock)
        self.worker = Person(id=self.signer.key.did, role=Role.WORKER)
        self.out = folder / "out"
        self._items = [Input(sources.write(folder, "resume.txt", "\n".join(sources.LINES).encode()), "resume")]
        draft_all(self._items, tools(), self.out, lambda _: None)

    def attest(self, meanwhile: Callable[[], object] = lambda: None, moment: int = 1) -> Outcome:
        """Attest all; at the first (attesting) or second (signing) moment the other sitting does something."""
        moments = count(1)

        def at() -> Instant:
            if next(moments) == moment:
                meanwhile()
            return clock()

        signer = replace(self.signer, clock=at)
        (outcome,) = convert_attested(
            self._items, tools(), Attesting("all", lambda _: signer), self.out, lambda _: None
        )
        return outcome

    def other(self) -> Review:
        """Give another sitting, as the journal is now."""
        return open_review(self.out / "resume.draft.json", self.out, self.worker, clock)

    def reject(self, *names: str) -> None:
        """Reject claims in another sitting; all of them where none is named."""
        review = self.other()
        for claim in review.claims:
            if not names or claim.name in names:
                review.answer(claim, Verdict.REJECT, reason="not me")

    def signed(self) -> set[str]:
        """Give the names in the record that was signed, and see that the credentials are the same ones."""
        names = [one.claim.name for one in load_record((self.out / "resume.record.json").read_bytes()).claims]
        badges = [json.loads(path.read_bytes()) for path in (self.out / "resume.credentials").iterdir()]
        assert sorted(badge["name"] for badge in badges) == sorted(names)
        return set(names)


@pytest.mark.parametrize("moment", [1, 2])
@pytest.mark.parametrize("before", [False, True])
def test_what_is_rejected_while_a_call_attests_stays_rejected_and_is_not_signed(
    before: bool, moment: int, tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    if before:
        # all is attested already, and this call adds nothing to the journal
        desk.attest()
        assert "customer service" in desk.signed()
    outcome = desk.attest(lambda: desk.reject("customer service"), moment)
    assert outcome.failure is None
    assert "Forklift operation" in desk.signed()
    assert "customer service" not in desk.signed()
    assert "not signed: 1 claim, rejected in a review" in outcome.notes
    review = desk.other()
    (claim,) = [claim for claim in review.claims if claim.name == "customer service"]
    assert review.verdict(claim) is Verdict.REJECT
    assert claim.id in review.rejected()
    desk.attest()
    assert "customer service" not in desk.signed()


def test_what_is_approved_meanwhile_is_signed_as_it_was_decided(tmp_path: Path) -> None:
    desk = Desk(tmp_path)

    def approve() -> None:
        review = desk.other()
        review.answer(next(claim for claim in review.claims if claim.name == "Forklift operation"), Verdict.APPROVE)

    outcome = desk.attest(approve, 2)
    assert "as answered in a review: 1 claim; the others are attested in bulk" in outcome.notes
    held = load_record((desk.out / "resume.record.json").read_bytes()).claims
    told = {one.claim.name: [decision.manner for decision in one.decisions] for one in held}
    assert told.pop("Forklift operation") == ["each"]
    assert set(map(tuple, told.values())) == {("bulk",)}


def test_when_all_is_rejected_meanwhile_nothing_is_signed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    outcome = desk.attest(desk.reject, 2)
    assert outcome.failure is not None
    assert outcome.failure.code == NothingApproved.code
    assert {path.name for path in desk.out.iterdir()} == {"resume.draft.json", "resume.decisions.jsonl"}
    assert {one.verdict for one in Journal(desk.out / "resume.decisions.jsonl").read()} == {Verdict.REJECT}
