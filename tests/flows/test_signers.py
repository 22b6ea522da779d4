"""One key is one worker: who signs what, and under which name."""

from pathlib import Path

import pytest

from app.errors import KeyLocked, NotTheWorkers
from app.flows import issue, keys
from app.flows.issue import Signer
from app.flows.signers import Signers
from app.review.decide import attest, claim_digest, decide
from app.review.model import Decision, Edit, Person, Record, Role, Verdict
from app.settings import Settings
from tests.flows.drafts import FORKLIFT, PALLET, SHA, clock, draft

OTHER = "cd" * 32
REVIEWER = Person(id="r-17", role=Role.REVIEWER)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path / "data", key_file=None, key_passphrase=None, worker_name=None)


def nobody() -> None:
    return None


def attested(signer: Signer) -> Record:
    worker = Person(id=signer.key.did, role=Role.WORKER)
    made = draft(PALLET, FORKLIFT)
    return decide(made, attest(made, worker, clock(), "stated"), worker.id)


def said(person: Person, verdict: Verdict = Verdict.APPROVE, edit: Edit | None = None) -> Decision:
    digest = claim_digest(PALLET)
    return Decision(claim_id="c2", claim_sha256=digest, person=person, at=clock(), verdict=verdict, edit=edit)


def test_each_document_has_a_key_of_its_own_that_is_found_again(settings: Settings) -> None:
    first = Signers(settings, nobody, "Rosa Quill")
    dids = [first.of_document(SHA).key.did, first.of_document(OTHER).key.did, first.own().key.did]
    assert len(set(dids)) == 3
    again = Signers(settings, nobody)
    assert [again.of_document(SHA).key.did, again.of_document(OTHER).key.did, again.own().key.did] == dids
    assert again.dids(SHA) == (dids[2], dids[0])
    assert (first.of_document(SHA).holder_name, first.own().holder_name) == (None, "Rosa Quill")
    assert keys.look(settings).documents == 2


def test_keys_of_documents_are_protected_like_the_workers_own(settings: Settings) -> None:
    before = Signers(settings, nobody).of_document(SHA).key.did
    Signers(settings, nobody).own()
    keys.protect(settings, None, "hush")
    with pytest.raises(KeyLocked):
        Signers(settings, nobody).of_document(SHA)
    with pytest.raises(KeyLocked):
        Signers(settings, lambda: "wrong").of_document(OTHER)
    assert keys.look(settings).documents == 1
    asked = []

    def typed() -> str:
        asked.append("once")
        return "hush"

    signers = Signers(settings, typed)
    assert signers.of_document(SHA).key.did == before
    signers.of_document(OTHER)
    assert asked == ["once"]
    keys.protect(settings, "hush", "louder")
    assert Signers(settings, lambda: "louder").of_document(SHA).key.did == before


def test_a_record_is_signed_with_the_key_that_decided_on_it(settings: Settings) -> None:
    signers = Signers(settings, nobody)
    for signer in (signers.of_document(SHA), signers.own()):
        record = attested(signer)
        assert signers.of_record(record).key.did == signer.key.did
        assert len(issue.sign("resume", record, signers.of_record(record))) == 3


def test_a_record_that_another_worker_decided_on_is_refused(settings: Settings, tmp_path: Path) -> None:
    other = Signers(Settings(data_folder=tmp_path / "other", key_file=None, key_passphrase=None), nobody).own()
    with pytest.raises(NotTheWorkers, match="2 of 2 claims were decided by did:key:") as caught:
        issue.sign("resume", attested(other), Signers(settings, nobody).own())
    assert "LER_KEY_FILE" in caught.value.advice


def test_what_only_a_reviewer_approved_or_worded_is_signed_when_the_worker_approves_it_too(
    settings: Settings,
) -> None:
    signer = Signers(settings, nobody).own()
    worker = Person(id=signer.key.did, role=Role.WORKER)
    edit = said(REVIEWER, Verdict.EDIT, Edit(name="Pallet truck"))
    for refused in ([said(REVIEWER)], [said(worker), edit], [said(worker, Verdict.REJECT), said(REVIEWER)]):
        with pytest.raises(NotTheWorkers, match="1 of 1 claims were approved or worded by a reviewer") as caught:
            issue.sign("resume", decide(draft(PALLET), refused, worker.id), signer)
        assert "ler review" in caught.value.advice
    for accepted in ([said(REVIEWER), said(worker)], [said(worker), said(REVIEWER)]):
        assert issue.sign("resume", decide(draft(PALLET), accepted, worker.id), signer)


def test_a_name_is_kept_beside_the_key_for_this_account_and_given_ones_go_first(settings: Settings) -> None:
    signers = Signers(settings, nobody)
    assert signers.name_open()
    signers.keep_name("Rosa Quill")
    (kept,) = settings.data_folder.glob("*.name")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert Signers(settings, nobody).own().holder_name == "Rosa Quill"
    assert Signers(settings, nobody, "R. Quill").own().holder_name == "R. Quill"
    assert Signers(settings, nobody).remembered() == "Rosa Quill"
    assert Signers(settings, nobody, "R. Quill").remembered() is None
    signers.keep_name("")
    assert not signers.name_open()
    assert signers.own().holder_name is None
