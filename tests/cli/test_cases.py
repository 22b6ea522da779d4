"""The command that makes cases of what people decided, and never without consent."""

import json
from pathlib import Path

import pytest

from app.errors import CaseWithoutConsent, RedactionFailed
from app.flows.journal import Journal, journal_path
from app.review.decide import claim_digest, load_draft
from app.review.model import Decision, Person, Role, Verdict
from app.values import Instant
from tests.cli.conftest import Ler

TEXT = "Rosa Quillfeather\nrosa.quillfeather@example.com\n\nSKILLS\n- Forklift operation\n- Microsoft Excel\n"


@pytest.fixture
def reviewed(ler: Ler, tmp_path: Path) -> Path:
    source = tmp_path / "rosa-quillfeather.txt"
    source.write_text(TEXT, "utf-8")
    out = tmp_path / "records"
    assert ler("convert", source, "--confirm", "none", "--out", out).status == 0
    path = out / "rosa-quillfeather.draft.json"
    draft = load_draft(path.read_bytes())
    journal = Journal(journal_path(out, "rosa-quillfeather"))
    for claim, verdict in zip(draft.claims, (Verdict.APPROVE, Verdict.REJECT), strict=True):
        person = Person(id="r-17", role=Role.REVIEWER)
        at = Instant("2026-03-01T09:30:00Z")
        digest = claim_digest(claim)
        journal.append(Decision(claim_id=claim.id, claim_sha256=digest, person=person, at=at, verdict=verdict))
    return path


def test_decisions_become_a_suite_that_can_be_evaluated(ler: Ler, reviewed: Path, tmp_path: Path) -> None:
    to = tmp_path / "reviewed"
    ran = ler("cases", reviewed, "--to", to, "--consent", "form signed 2026-02-01", "--json")
    assert ran.status == 0, ran.err
    assert [(case["skills"], case["wrong"]) for case in ran.json["cases"]] == [(1, 1)]
    truth = json.loads((to / "truth.json").read_bytes())
    assert truth["cases"][0]["consent"]["statement"] == "form signed 2026-02-01"
    kept = "".join(path.name + path.read_text("utf-8") for path in to.iterdir())
    assert "quill" not in kept.lower()
    told = ler("evaluate", to, "--json").json
    assert told["suites"][0]["report"]["harms"]["known_wrong"] == 1


def test_nothing_is_written_without_consent(ler: Ler, reviewed: Path, tmp_path: Path) -> None:
    for words in ((), ("--consent", "  ")):
        ran = ler("cases", reviewed, "--to", tmp_path / "suite", *words)
        assert (ran.status, "error [cases.no-consent]" in ran.err) == (CaseWithoutConsent.exit_status, True)
    assert not (tmp_path / "suite").exists()


def test_nothing_is_written_when_the_worker_is_not_recognised(ler: Ler, reviewed: Path, tmp_path: Path) -> None:
    told = json.loads(reviewed.read_bytes())
    blank = "x" * len("Rosa Quillfeather\nrosa.quillfeather@example.com")
    told["document"]["text"] = blank + told["document"]["text"][len(blank) :]
    reviewed.write_text(json.dumps(told), "utf-8")
    ran = ler("cases", reviewed, "--to", tmp_path / "suite", "--consent", "yes")
    assert ran.status == RedactionFailed.exit_status
    assert not (tmp_path / "suite").exists()
