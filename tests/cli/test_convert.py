"""From documents to signed credentials by one command."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app import errors
from app.review.decide import load_draft, load_record
from tests.cli import sources
from tests.cli.conftest import Ler


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
    assert listed(out) == {"resume.draft.json", "resume.record.json", "resume.ler.json", "resume.credentials"}
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
