"""A document that was changed a little keeps its name and what was decided on it; another person's does not."""

from functools import cache
from pathlib import Path

import pytest

from app import pipeline
from app.extraction.extract import Extractor
from app.extraction.model import DocumentKind
from app.extraction.pointed import Pointed
from app.flows.adding import Adding
from app.flows.draft import draft_all
from app.flows.inputs import Input, collect
from app.flows.naming import name_for
from app.flows.outcome import Outcome
from app.flows.review import Review, open_review, write_record
from app.review.model import DraftClaim, Edit, Person, Role, Verdict
from app.taxonomy.load import load
from tests.cli import sources
from tests.cli.conftest import COMPILED
from tests.flows.drafts import clock

WORKER = Person(id="did:key:zWorker", role=Role.WORKER)
LINES = (*sources.LINES, "I also fix bicycles and I know my knots")
MORE = (*LINES[:8], "- Counted stock every quarter with two colleagues", *LINES[8:])


@cache
def tools() -> pipeline.Tools:
    known = load([COMPILED.parent], [COMPILED])
    return pipeline.Tools(frameworks=known, extractor=Extractor(known), kind=DocumentKind.AUTO)


def drafted(folder: Path, *lines: str) -> Outcome:
    path = sources.write(folder, "nurse.txt", "\n".join(lines).encode())
    (outcome,) = draft_all([Input(path, "nurse")], tools(), folder / "out", lambda _: None)
    return outcome


def opened(folder: Path, person: Person = WORKER) -> Review:
    return open_review(folder / "out/nurse.draft.json", folder / "out", person, clock)


def named(review: Review, name: str) -> DraftClaim:
    return next(claim for claim in review.draft.claims if claim.name.casefold() == name.casefold())


def decided(folder: Path) -> Review:
    """Decide on four claims of the first version: approve, edit, reject, and add."""
    drafted(folder, *LINES)
    review = opened(folder)
    review.answer(named(review, "Forklift operation"), Verdict.APPROVE)
    review.answer(named(review, "Microsoft Excel"), Verdict.EDIT, edit=Edit(name="Spreadsheets"))
    review.answer(named(review, "customer service"), Verdict.REJECT, reason="not me")
    adding = Adding(folder / "out/nurse.draft.json", tools, Input(folder / "nurse.txt", "nurse"))
    assert adding.open(review.draft)
    after, claim = adding.add(review.draft, Pointed(quote="know my knots", name="Knots"))
    review.take_up(after)
    review.answer(claim, Verdict.APPROVE)
    return review


def test_a_new_version_takes_over_what_was_decided_and_asks_about_the_rest(tmp_path: Path) -> None:
    before = decided(tmp_path)
    outcome = drafted(tmp_path, *MORE)
    assert outcome.name == "nurse"
    assert any("decisions on 4 of 4 claims are taken over" in note for note in outcome.notes)
    after = opened(tmp_path)
    assert after.draft.document.sha256 != before.draft.document.sha256
    assert [after.verdict(named(after, name)) for name in ("Forklift operation", "Microsoft Excel", "Knots")] == [
        Verdict.APPROVE,
        Verdict.EDIT,
        Verdict.APPROVE,
    ]
    assert after.verdict(named(after, "customer service")) is Verdict.REJECT
    assert {"Spreadsheets", "Knots"} <= {held.claim.name for held in after.record().claims}
    assert len(after.waiting()) == len(after.claims) - 4
    # and back again, with what was decided since
    after.answer(named(after, "inventory management"), Verdict.REJECT)
    drafted(tmp_path, *LINES)
    assert opened(tmp_path).verdict(named(opened(tmp_path), "inventory management")) is Verdict.REJECT
    assert opened(tmp_path).count(*Verdict) == 5


def test_words_that_are_gone_and_evidence_that_nobody_saw_are_asked_about(tmp_path: Path) -> None:
    decided(tmp_path)
    duty = "- Gave customer service at the counter of a shop for two years"
    changed = [line.replace("Microsoft Excel, ", "") for line in (*LINES[:8], duty, *LINES[8:])]
    outcome = drafted(tmp_path, *changed)
    after = opened(tmp_path)
    assert after.verdict(named(after, "Forklift operation")) is Verdict.APPROVE
    assert "Spreadsheets" not in {held.claim.name for held in after.record().claims}
    assert any("decisions on 3 of 4 claims" in note for note in outcome.notes)


WORK = (
    *("Rosa Quill", "rosa.quill@example.com", "", "EXPERIENCE", "Electrician, Elm Power, Salem, 2018 - 2024"),
    *(
        "- Wired panels in clinics",
        "Electrician Apprentice, Lakeside Electric, Keizer, 2014 - 2018",
        "- Pulled wire",
        "",
    ),
    *("SKILLS", "Troubleshooting, Blueprint reading, Customer service, OSHA regulations"),
)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Wired panels", "Wired breaker panels and switchgear"),
        ("EXPERIENCE", "WORK EXPERIENCE"),
        ("- Pulled wire", "- Pulled wire\n- Bent conduit"),
        ("Troubleshooting, ", "Troubleshooting, Soldering, "),
        ("Customer service, ", ""),
    ],
)
def test_decisions_on_jobs_stick_whatever_stands_above_them_or_grows(ours: str, theirs: str, tmp_path: Path) -> None:
    drafted(tmp_path, *WORK)
    review = opened(tmp_path)
    one, two = [claim for claim in review.claims if claim.kind == "employment"]
    review.answer(one, Verdict.APPROVE)
    review.answer(two, Verdict.REJECT, reason="not me")
    outcome = drafted(tmp_path, *"\n".join(WORK).replace(ours, theirs).splitlines())
    assert outcome.name == "nurse"
    assert any("decisions on 2 of 2 claims are taken over" in note for note in outcome.notes)
    after = opened(tmp_path)
    assert [after.verdict(claim) for claim in after.claims if claim.kind == "employment"] == [
        Verdict.APPROVE,
        Verdict.REJECT,
    ]


def test_a_job_that_was_rejected_is_rejected_with_another_date_and_an_approval_is_asked_for_anew(
    tmp_path: Path,
) -> None:
    drafted(tmp_path, *WORK)
    review = opened(tmp_path)
    one, two = [claim for claim in review.claims if claim.kind == "employment"]
    review.answer(one, Verdict.APPROVE)
    review.answer(two, Verdict.REJECT, reason="not me")
    outcome = drafted(
        tmp_path, *"\n".join(WORK).replace("2018 - 2024", "2017 - 2024").replace("2014", "2013").splitlines()
    )
    assert any(f"1 of 2 claims are taken over; not those on {one.name}," in note for note in outcome.notes)
    after = opened(tmp_path)
    assert [after.verdict(claim) for claim in after.claims if claim.kind == "employment"] == [None, Verdict.REJECT]


@pytest.mark.parametrize(
    "other",
    [
        [("Rosa Quill", "Ben Okafor")],
        [("Rosa Quill", "Ben Okafor"), ("rosa.quill@", "ben.okafor@")],
        [("rosa.quill@", "r.quill.1990@")],
        [("Forklift operation, inventory management, Microsoft Excel, customer service", "Plumbing, drains")]
        + [(line, f"Something else {number}") for number, line in enumerate(LINES[4:8])],
    ],
)
def test_another_persons_or_quite_another_document_of_the_name_has_a_name_of_its_own(
    other: list[tuple[str, str]], tmp_path: Path
) -> None:
    before = decided(tmp_path)
    journal, text = (tmp_path / "out/nurse.decisions.jsonl").read_bytes(), "\n".join(MORE)
    for ours, theirs in other:
        text = text.replace(ours, theirs)
    assert drafted(tmp_path, *text.splitlines()).name == "nurse-2"
    assert (tmp_path / "out/nurse.decisions.jsonl").read_bytes() == journal
    assert not (tmp_path / "out/nurse-2.decisions.jsonl").exists()
    assert opened(tmp_path).draft.document.sha256 == before.draft.document.sha256


def test_the_version_that_has_results_of_its_own_keeps_them(tmp_path: Path) -> None:
    decided(tmp_path)
    other = [line.replace("rosa.quill@", "r.quill.1990@") for line in LINES]
    assert drafted(tmp_path, *other).name == "nurse-2"
    assert drafted(tmp_path, *LINES).name == "nurse"
    assert drafted(tmp_path, *other).name == "nurse-2"


def test_a_record_of_the_earlier_version_stays_beside_the_new_draft(tmp_path: Path) -> None:
    before = decided(tmp_path)
    write_record(tmp_path / "out", "nurse", before.record())
    for _ in range(2):
        assert drafted(tmp_path, *MORE).name == "nurse"
    assert name_for(tmp_path / "out", "nurse", before.draft.document.sha256) == "nurse"
    other = [line.replace("Rosa Quill", "Ben Okafor") for line in LINES]
    assert drafted(tmp_path, *other).name == "nurse-2"


@pytest.mark.parametrize("folders", [("new", "old"), ("old", "new")])
def test_two_versions_in_one_call_keep_the_decisions_of_each(folders: tuple[str, str], tmp_path: Path) -> None:
    before = decided(tmp_path)
    journal = (tmp_path / "out/nurse.decisions.jsonl").read_bytes()
    texts = {"new": MORE, "old": LINES}
    for folder, lines in texts.items():
        (tmp_path / folder).mkdir()
        sources.write(tmp_path / folder, "nurse.txt", "\n".join(lines).encode())
    for _ in range(2):
        items = collect([tmp_path / folder for folder in folders]).inputs
        outcomes = dict(zip(folders, draft_all(items, tools(), tmp_path / "out", lambda _: None), strict=True))
        assert outcomes["old"].name == "nurse"
        assert outcomes["new"].name in ("nurse-2", "nurse-3")
        told = "its files are named nurse and not nurse-2: each name there keeps to one document"
        assert (told in outcomes["old"].notes) is (folders[0] == "new")
        assert (tmp_path / "out/nurse.decisions.jsonl").read_bytes() == journal
    after = opened(tmp_path)
    assert after.draft.document.sha256 == before.draft.document.sha256
    assert named(after, "customer service").id not in {made.claim_id for made in after.attest("all")}
