"""From documents to signed credentials by one command."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app import errors
from app.flows import runtime
from app.flows.journal import Journal
from app.flows.keys import keep_name
from app.review.decide import claim_digest, load_draft, load_record
from app.review.model import Decision, Person, Role, Verdict
from app.values import Instant
from tests.cli import sources
from tests.cli.conftest import Ler, Ran


@pytest.fixture
def resume(tmp_path: Path) -> Path:
    return sources.write(tmp_path, "resume.pdf", sources.pdf())


def listed(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_attesting_what_is_stated_signs_it_and_verify_accepts_every_file(
    ler: Ler, resume: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ran = ler("convert", resume, "--confirm", "stated", "--name", "Rosa Quill", "--out", out, "--json")
    assert ran.status == 0, ran.err
    (outcome,) = ran.json["inputs"]
    assert outcome["state"] == "signed"
    assert listed(out) == {
        "resume.decisions.jsonl",
        "resume.draft.json",
        "resume.record.json",
        "resume.ler.json",
        "resume.credentials",
    }
    record = load_record((out / "resume.record.json").read_bytes())
    assert {held.claim.basis.value for held in record.claims} == {"stated"}
    assert {decision.manner for held in record.claims for decision in held.decisions} == {"bulk"}
    badges = sorted((out / "resume.credentials").iterdir())
    assert len(badges) == outcome["approved"] == outcome["credentials"] == len(record.claims) >= 4
    checked = ler("verify", out / "resume.ler.json", *badges, "--json")
    assert checked.status == 0, checked.err
    assert {one["tier"] for one in checked.json["files"]} == {"self-asserted"}


def test_attesting_all_takes_in_what_is_demonstrated_and_never_what_is_inferred(
    ler: Ler, resume: Path, tmp_path: Path
) -> None:
    ler("convert", resume, "--confirm", "all", "--out", tmp_path)
    bases = {held.claim.basis.value for held in load_record((tmp_path / "resume.record.json").read_bytes()).claims}
    assert bases == {"stated", "demonstrated"}


def test_drafts_only_sign_nothing_make_no_key_and_say_how_to_go_on(
    ler: Ler, resume: Path, tmp_path: Path, home: Path
) -> None:
    ran = ler("convert", resume, "--confirm", "none", "--out", tmp_path / "out")
    assert ran.status == 0
    assert listed(tmp_path / "out") == {"resume.draft.json"}
    assert not home.exists()
    assert "Nothing of it is signed yet." in ran.out
    assert "ler review" in ran.out


def test_without_a_terminal_and_without_an_attestation_nothing_is_begun(
    ler: Ler, resume: Path, tmp_path: Path
) -> None:
    ran = ler("convert", resume, "--out", tmp_path / "out")
    assert ran.status == errors.TerminalNeeded.exit_status
    assert "error [review.no-terminal]" in ran.err
    assert "--confirm stated" in ran.err
    assert not (tmp_path / "out").exists()


def test_two_inputs_of_one_name_are_both_converted_and_reported_under_their_names(ler: Ler, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        sources.write(tmp_path / folder, "resume.pdf", sources.pdf())
    out = tmp_path / "out"
    ran = ler("convert", tmp_path / "a", tmp_path / "b", "--confirm", "stated", "--out", out)
    assert ran.status == 0
    assert "resume.pdf as resume-2" in " ".join(ran.out.split())
    assert {"resume.ler.json", "resume-2.ler.json", "resume-2.credentials"} <= listed(out)


def people(folder: Path) -> list[Path]:
    """Resumes of three people."""
    names = ("Rosa Quill", "Ben Okafor", "Mai Lindqvist")
    return [
        sources.write(folder, f"{name.split()[0].lower()}.pdf", sources.pdf(name, *sources.LINES[1:]))
        for name in names
    ]


def issuers(ran: Ran) -> list[str]:
    return [outcome["issuer"] for outcome in ran.json["inputs"]]


def test_several_documents_attested_in_one_call_are_signed_with_a_key_each_that_is_found_again(
    ler: Ler, tmp_path: Path, home: Path
) -> None:
    first = ler("convert", *people(tmp_path), "--confirm", "all", "--out", tmp_path / "out", "--json")
    assert first.status == 0, first.err
    assert len(set(issuers(first))) == 3
    assert "signed with a key of its own" in first.err
    assert "--same-worker" in first.err
    assert not (home / "key.json").exists()
    for name, issuer in zip(("rosa", "ben", "mai"), issuers(first), strict=True):
        credential = json.loads((tmp_path / f"out/{name}.ler.json").read_bytes())
        assert credential["issuer"] == {"id": issuer, "type": ["Profile"]}
        assert credential["credentialSubject"]["id"] == issuer
    again = ler("convert", tmp_path, "--confirm", "stated", "--out", tmp_path / "again", "--json")
    assert sorted(issuers(again)) == sorted(issuers(first))
    issued = ler("issue", tmp_path / "out/ben.record.json", "--json")
    assert issued.json["issuer"] == issuers(first)[1]


def test_a_name_of_the_settings_is_not_put_on_the_documents_of_several_people(
    ler: Ler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LER_WORKER_NAME", "Rosa Quill")
    ler("convert", *people(tmp_path), "--confirm", "stated", "--out", tmp_path / "out")
    assert "name" not in json.loads((tmp_path / "out/ben.ler.json").read_bytes())["issuer"]


def test_documents_of_the_same_worker_are_signed_with_their_one_key_and_name(ler: Ler, tmp_path: Path) -> None:
    papers = people(tmp_path)
    words = ("--confirm", "stated", "--name", "Rosa Quill", "--out", tmp_path / "out")
    ran = ler("convert", *papers, "--same-worker", *words, "--json")
    assert issuers(ran) == [ler("keys", "show", "--json").json["did"]] * 3
    assert json.loads((tmp_path / "out/mai.ler.json").read_bytes())["issuer"]["name"] == "Rosa Quill"
    assert issuers(ler("convert", papers[0], *words, "--json")) == issuers(ran)[:1]


def test_one_name_for_the_documents_of_several_people_is_refused_before_the_work(ler: Ler, tmp_path: Path) -> None:
    words = ("--confirm", "stated", "--name", "Rosa Quill", "--out", tmp_path / "out")
    ran = ler("convert", *people(tmp_path), *words)
    assert ran.status == errors.SettingsInvalid.exit_status
    assert "--same-worker" in ran.err
    assert not (tmp_path / "out").exists()


def test_a_name_that_was_answered_before_is_told_when_it_is_used_again(
    ler: Ler, resume: Path, tmp_path: Path
) -> None:
    keep_name(runtime.settings(), "Rosa Quill")
    words = ("convert", resume, "--confirm", "stated", "--out", tmp_path)
    assert "note: signed as Rosa Quill, as answered before; --name gives another" in ler(*words).err
    assert "as answered before" not in ler(*words, "--name", "Ben Okafor").err


def test_a_signing_without_a_name_says_so_once_and_how_to_set_it(
    ler: Ler, resume: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("convert", resume, "--confirm", "stated", "--out", tmp_path)
    notes = [line for line in ler(*words).err.splitlines() if "without a name" in line]
    assert len(notes) == 1
    assert "--name" in notes[0]
    assert "LER_WORKER_NAME" in notes[0]
    assert "without a name" in ler("issue", tmp_path / "resume.record.json").err
    assert "without a name" not in ler(*words, "--name", "Rosa Quill").err
    monkeypatch.setenv("LER_WORKER_NAME", "Rosa Quill")
    assert "without a name" not in ler(*words).err


def test_issue_refuses_a_record_that_another_key_decided_on(
    ler: Ler, resume: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ler("convert", resume, "--confirm", "stated", "--out", tmp_path / "out")
    monkeypatch.setenv("LER_DATA_FOLDER", str(tmp_path / "elsewhere"))
    ran = ler("issue", tmp_path / "out/resume.record.json", "--out", tmp_path / "signed", "--json")
    assert ran.status == errors.NotTheWorkers.exit_status
    assert ran.json["error"]["code"] == "record.not-the-workers"
    assert not (tmp_path / "signed").exists()


def test_what_was_rejected_in_a_review_stays_out_of_a_bulk_attestation(
    ler: Ler, resume: Path, tmp_path: Path
) -> None:
    words = ("convert", resume, "--confirm", "stated", "--out", tmp_path, "--json")
    before = [
        held.claim for held in (ler(*words), load_record((tmp_path / "resume.record.json").read_bytes()))[1].claims
    ]
    worker = Person(id="did:key:zAnyKey", role=Role.WORKER)
    # of the second the draft held another version when it was rejected
    for claim, digest in ((before[0], claim_digest(before[0])), (before[1], "0" * 64)):
        Journal(tmp_path / "resume.decisions.jsonl").append(
            Decision(
                claim_id=claim.id,
                claim_sha256=digest,
                person=worker,
                at=Instant("2026-01-31T09:30:00Z"),
                verdict=Verdict.REJECT,
            )
        )
    ran = ler(*words)
    record = load_record((tmp_path / "resume.record.json").read_bytes())
    assert [held.claim for held in record.claims] == before[2:]
    assert len(list((tmp_path / "resume.credentials").iterdir())) == len(before) - 2
    assert ran.status == 0
    assert "2 claims, rejected in a review" in ran.err


def test_a_second_document_of_a_name_does_not_replace_the_results_of_the_first(ler: Ler, tmp_path: Path) -> None:
    rosa, ben, _ = people(tmp_path)
    out = tmp_path / "out"
    for folder, paper in (("a", rosa), ("b", ben)):
        (tmp_path / folder).mkdir()
        paper.rename(tmp_path / folder / "resume.pdf")
    ler("convert", tmp_path / "a/resume.pdf", "--confirm", "stated", "--out", out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    for _ in range(2):
        ran = ler("convert", tmp_path / "b/resume.pdf", "--confirm", "stated", "--out", out)
        assert "its files are named resume-2" in ran.err
        assert "resume.pdf as resume-2" in " ".join(ran.out.split())
    assert {path: path.read_bytes() for path in before} == before
    drafts, further = listed(out) - {path.name for path in before}, "resume-3.draft.json"
    assert "resume-2.draft.json" in drafts
    assert further not in drafts
    ran = ler("issue", out / "resume-2.record.json", "--out", tmp_path / "all", "--json")
    assert "resume-2.ler.json" in ran.json["files"]


def test_nothing_that_is_written_can_be_read_by_other_accounts(
    ler: Ler, resume: Path, tmp_path: Path, home: Path
) -> None:
    ler("convert", resume, "--confirm", "stated", "--out", tmp_path / "new/out")
    ler("draft", resume, "--out", tmp_path / "drafts")
    made = [path for folder in ("new", "drafts") for path in (tmp_path / folder).rglob("*")]
    assert len(made) > 6
    for path in [tmp_path / "new", tmp_path / "drafts", *made]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_the_same_document_gives_the_same_draft_bytes(ler: Ler, resume: Path, tmp_path: Path) -> None:
    for out in ("one", "two"):
        ler("draft", resume, "--out", tmp_path / out)
    assert (tmp_path / "one/resume.draft.json").read_bytes() == (tmp_path / "two/resume.draft.json").read_bytes()


def test_a_single_document_is_told_in_the_words_of_the_document(ler: Ler, resume: Path, tmp_path: Path) -> None:
    ran = ler("draft", resume, "--out", tmp_path)
    assert "Dock & Sons" in ran.out
    assert "  Forklift operation (page 1)\n" in ran.out
    assert "in a [warehouse] of" in ran.out or "[Operated a forklift" in ran.out
    assert max(len(line) for line in ran.out.splitlines() if str(tmp_path) not in line) <= 80


def test_the_kind_is_noted_in_the_report(ler: Ler, resume: Path, tmp_path: Path) -> None:
    ran = ler("convert", resume, "--kind", "job-history", "--confirm", "none", "--out", tmp_path, "--json")
    assert ran.json["kind"] == "job-history"


def test_a_changed_record_is_not_signed(ler: Ler, resume: Path, tmp_path: Path) -> None:
    ler("convert", resume, "--confirm", "stated", "--out", tmp_path)
    record = tmp_path / "resume.record.json"
    changed = json.loads(record.read_bytes())
    changed["claims"][0]["claim"]["name"] = "Brain surgery"
    record.write_text(json.dumps(changed))
    ran = ler("issue", record, "--out", tmp_path / "signed")
    assert (ran.status, "error [record.invalid]" in ran.err) == (errors.RecordInvalid.exit_status, True)
    assert not (tmp_path / "signed").exists()


def test_issue_signs_a_record_beside_it(ler: Ler, resume: Path, tmp_path: Path) -> None:
    ler("convert", resume, "--confirm", "stated", "--out", tmp_path / "first")
    record = sources.write(tmp_path, "mine.record.json", (tmp_path / "first/resume.record.json").read_bytes())
    ran = ler("issue", record, "--json")
    assert ran.status == 0
    assert "mine.ler.json" in ran.json["files"]
    assert (tmp_path / "mine.ler.json").is_file()


def test_an_output_folder_that_is_a_file_is_refused(ler: Ler, resume: Path) -> None:
    ran = ler("draft", resume, "--out", resume, "--json")
    assert ran.status == errors.OutputRefused.exit_status
    assert ran.json["error"]["code"] == "output.refused"


def test_a_wrong_setting_is_named_without_its_value(
    ler: Ler, resume: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LER_MAX_PAGES", "plenty-secret")
    ran = ler("draft", resume, "--out", tmp_path / "out")
    assert ran.status == errors.SettingsInvalid.exit_status
    assert "LER_MAX_PAGES" in ran.err
    assert "plenty-secret" not in ran.err


def test_the_installed_command_drafts_in_a_process_of_its_own(ler: Ler, resume: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from app.cli.main import run; run()", "draft", str(resume)]
    ran = subprocess.run([*command, "--out", str(tmp_path / "out"), "--json"], capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["inputs"][0]["state"] == "draft"
    assert load_draft((tmp_path / "out/resume.draft.json").read_bytes()).claims


def test_a_table_of_several_workers_is_a_draft_for_each(ler: Ler, tmp_path: Path) -> None:
    rows = "Employee ID,Job Title,Employer,From,To\nA-1,Welder,Acme,2015,2018\nB-2,Cook,Grill,2016,Present\n"
    table = sources.write(tmp_path, "many.csv", rows.encode())
    ran = ler("draft", table, "--kind", "job-history", "--out", tmp_path / "out", "--json")
    assert [(one["name"], one["state"], one["claims"]["stated"]) for one in ran.json["inputs"]] == [
        ("many-A-1", "draft", 1),
        ("many-B-2", "draft", 1),
    ]
    assert "columns read as: person = Employee ID; title = Job Title" in ran.err
    told = (tmp_path / "out/many-A-1.draft.json").read_text("utf-8")
    assert "Grill" not in told


def test_a_document_is_read_as_the_kind_that_is_asked_for(ler: Ler, tmp_path: Path) -> None:
    text = "Mill Creek College\nTranscript\nFall 2021\nCourse  Title  Credits  Grade\n"
    text += "WLD 101  Arc Welding  3.00  A\nWLD 102  Blueprints  2.00  W\nMAT 100  Geometry  3.00  B\n"
    path = sources.write(tmp_path, "record.txt", text.encode())
    auto = ler("draft", path, "--out", tmp_path / "auto", "--json").json["inputs"][0]
    resume = ler("draft", path, "--kind", "resume", "--out", tmp_path / "resume", "--json").json["inputs"][0]
    assert auto["claims"]["stated"] == 2
    assert resume["claims"] != auto["claims"]


def test_without_a_terminal_a_worker_alone_is_told_how_to_attest_their_own_document(
    ler: Ler, resume: Path, tmp_path: Path
) -> None:
    ler("draft", resume, "--out", tmp_path)
    review = ("review", tmp_path / "resume.draft.json")
    worker, reviewer = ler(*review), ler(*review, "--as", "reviewer", "--reviewer-id", "r-17")
    assert worker.status == reviewer.status == errors.TerminalNeeded.exit_status
    assert "--confirm stated" in worker.err
    assert "--confirm stated" not in reviewer.err


def test_several_processes_write_the_drafts_that_one_writes(ler: Ler, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    sources.write(given, "a.pdf", sources.pdf())
    sources.write(given, "b.pdf", b"")
    (given / "again").mkdir()
    sources.write(given / "again", "a.pdf", sources.pdf(*sources.LINES, "Food handler card"))
    ran = {count: ler("draft", given, "--out", tmp_path / count, "--processes", count, "--json") for count in "12"}
    assert ran["1"].status == ran["2"].status == 11
    assert ran["1"].json["inputs"] == ran["2"].json["inputs"]
    files = {count: {path.name: path.read_bytes() for path in (tmp_path / count).iterdir()} for count in "12"}
    assert files["1"] == files["2"]
    assert len(files["2"]) == 2
