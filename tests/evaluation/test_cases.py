"""Reviewed drafts to cases: the text masked, approved claims as truth, rejected ones known to be wrong."""

import json
from pathlib import Path

import pytest

from app.documents.model import DocumentText, Evidence, Page
from app.errors import NothingApproved, RedactionFailed
from app.evaluation.cases import added, export, written
from app.evaluation.documents import evaluate
from app.evaluation.suite import About, Case, Consent, Suite, TrueEntry, TrueSkill
from app.extraction.model import Basis, Entry, EntryKind
from app.review.decide import claim_digest
from app.review.model import Decision, Draft, DraftClaim, Edit, Person, Role, Verdict
from app.values import Instant
from tests.evaluation.factories import MADE_BY, skill

TEXT = """Rosa Quillfeather
rosa.quillfeather@example.com | 509 555 0136

SKILLS
Forklift operation, inventory control

WORK
Dock Hand, Kestrel Freight, 2018 - 2021
Loaded trailers
"""
AT = Instant("2026-03-01T09:30:00Z")
WORKER = Person(id="did:key:z6MkWorker", role=Role.WORKER)
REVIEWER = Person(id="r-17", role=Role.REVIEWER)
CONSENT = Consent(statement="form signed by Rosa Quillfeather on 2026-02-01", recorded_at=AT)


def _evidence(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(quote=quote, start=start, end=start + len(quote), page=1)


ENTRY = Entry(
    id="e1",
    kind=EntryKind.EMPLOYMENT,
    title="Dock Hand",
    organization="Kestrel Freight",
    start="2018",
    end="2021",
    evidence=(_evidence("Dock Hand"),),
)
FORKLIFT, STOCK = skill(TEXT, "Forklift operation"), skill(TEXT, "inventory control")
LOADING = skill(TEXT, "Loaded trailers", Basis.DEMONSTRATED)
JOB = DraftClaim(
    id="job",
    kind=EntryKind.EMPLOYMENT,
    name="Dock Hand, Kestrel Freight",
    basis=Basis.STATED,
    evidence=ENTRY.evidence,
    entry_id="e1",
    confidence=0.9,
    provenance=MADE_BY,
)
DRAFT = Draft(
    document=DocumentText(
        sha256=MADE_BY.document_sha256, media_type="text/plain", pages=(Page(number=1, width=0, height=0),), text=TEXT
    ),
    entries=(ENTRY,),
    claims=(FORKLIFT, STOCK, LOADING, JOB),
    counts={},
)


def _said(claim: DraftClaim, verdict: Verdict, person: Person = WORKER, **more: object) -> Decision:
    told = {"claim_id": claim.id, "claim_sha256": claim_digest(claim), "person": person, "at": AT, "verdict": verdict}
    return Decision.model_validate(told | more)


DECIDED = (_said(FORKLIFT, Verdict.APPROVE), _said(STOCK, Verdict.REJECT), _said(JOB, Verdict.APPROVE))


def test_what_people_approved_is_true_and_what_they_rejected_is_wrong() -> None:
    case = export(DRAFT, DECIDED, CONSENT).case
    line = "Forklift operation, inventory control"
    assert case.skills == (TrueSkill(mention="Forklift operation", basis=Basis.STATED, context=line),)
    assert case.wrong == (TrueSkill(mention="inventory control", basis=Basis.STATED, context=line),)
    assert case.entries == (
        TrueEntry(
            kind=EntryKind.EMPLOYMENT, title="Dock Hand", organization="Kestrel Freight", start="2018", end="2021"
        ),
    )
    assert case.about == About(source="reviewed")


def test_nothing_tells_whose_document_it_is() -> None:
    made = export(DRAFT, DECIDED, CONSENT)
    told = made.text + made.case.model_dump_json()
    assert [said for said in ("Rosa", "Quillfeather", "rosa", "509", "0136") if said in told] == []
    assert "[NAME_1]" in made.text
    assert made.case.consent == Consent(statement="form signed by [NAME_1] on 2026-02-01", recorded_at=AT)


def test_words_that_a_person_typed_are_masked_too() -> None:
    edit = _said(JOB, Verdict.EDIT, edit=Edit(organization="Freight of Rosa and sons"))
    case = export(DRAFT, (edit,), CONSENT).case
    assert case.entries[0].organization == "Freight of [NAME] and sons"


@pytest.mark.parametrize(
    "events",
    [
        (),
        (_said(FORKLIFT, Verdict.SKIP),),
        (_said(FORKLIFT, Verdict.APPROVE, manner="bulk"),),
        (_said(FORKLIFT, Verdict.APPROVE), _said(FORKLIFT, Verdict.SKIP, reason="undo")),
        (_said(FORKLIFT.model_copy(update={"name": "earlier"}), Verdict.APPROVE),),
    ],
)
def test_what_nobody_decided_on_by_itself_makes_no_case(events: tuple[Decision, ...]) -> None:
    with pytest.raises(NothingApproved):
        export(DRAFT, events, CONSENT)


def test_a_claim_that_either_role_rejected_is_wrong() -> None:
    events = (_said(FORKLIFT, Verdict.REJECT, REVIEWER), _said(FORKLIFT, Verdict.APPROVE))
    case = export(DRAFT, events, CONSENT).case
    assert ([s.mention for s in case.skills], [s.mention for s in case.wrong]) == ([], ["Forklift operation"])


def test_a_document_whose_worker_is_not_recognised_is_refused() -> None:
    text = TEXT.replace("Rosa Quillfeather\nrosa.quillfeather@example.com | 509 555 0136\n", "x" * 62 + "\n")
    assert len(text) == len(TEXT)
    nameless = DRAFT.model_copy(update={"document": DRAFT.document.model_copy(update={"text": text})})
    with pytest.raises(RedactionFailed, match="not recognised"):
        export(nameless, DECIDED, CONSENT)


def test_a_case_replaces_an_earlier_one_of_the_same_document_and_comes_back_as_it_was_written(tmp_path: Path) -> None:
    made = export(DRAFT, DECIDED, CONSENT)
    other = Case(id="other", files=("other.txt",), entries=(), skills=())
    suite = added(added(None, [other]), [made.case.model_copy(update={"wrong": ()})])
    suite = added(suite, [made.case])
    assert [case.id for case in suite.cases] == ["other", made.case.id]
    assert Suite.model_validate(json.loads(written(suite))) == suite
    (tmp_path / "other.txt").write_text("x", "utf-8")
    (tmp_path / made.case.files[0]).write_text(made.text, "utf-8")
    (tmp_path / "truth.json").write_bytes(written(suite))

    def claims_everything(source: object) -> Draft:
        document = DRAFT.document.model_copy(update={"text": made.text})
        found = (skill(made.text, "Forklift operation"), skill(made.text, "inventory control"))
        return DRAFT.model_copy(update={"document": document, "claims": found, "entries": ()})

    report = evaluate(tmp_path, claims_everything)
    assert report.harms["known_wrong"] == 1
