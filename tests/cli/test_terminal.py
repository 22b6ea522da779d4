"""The whole journey as a person at a terminal walks it."""

import json
import re
import shlex
from pathlib import Path

import pytest

from app import errors
from app.flows import outputs
from app.review.decide import load_record
from tests.cli import sources
from tests.cli.conftest import Ler
from tests.cli.terminal import Terminal
from tests.cli.test_editing import JOB
from tests.flows.drafts import ENTRY, draft

NO_COLOUR = {"NO_COLOR": "1"}


@pytest.fixture
def drafted(home: Path, tmp_path: Path) -> Path:
    return sources.write(tmp_path, "resume.draft.json", outputs.json_bytes(draft()))


def test_a_worker_reviews_leaves_comes_back_and_has_a_record(drafted: Path) -> None:
    with Terminal("review", drafted, env=NO_COLOUR) as first:
        first.wait_for("[RF scanner]")
        first.type("")
        first.wait_for("Not decided.")
        first.type("y")
        first.wait_for("[forklift operation]")
        first.type("q")
        assert first.end() == 0
        assert "Your answers are kept. Go on with: ler review" in " ".join(first.shown.split())
    with Terminal("review", drafted, env=NO_COLOUR) as second:
        second.wait_for("Going on: 1 of 5")
        for answer in ("n not me", "u", "y", "s", "y", "n 2"):
            second.wait_for("> ")
            second.type(answer)
        second.wait_for("3 approved (0 of them edited), 1 rejected, 1 left.")
        second.wait_for("f finish and keep the 3 approved")
        second.type("f")
        assert second.end() == 0
        assert "Next: ler issue" in " ".join(second.shown.split())
    record = load_record((drafted.parent / "resume.record.json").read_bytes())
    assert [held.claim.id for held in record.claims] == ["c4", "c1", "c3"]
    assert {decision.manner for held in record.claims for decision in held.decisions} == {"each"}


def test_without_colour_no_escape_sequence_is_sent_beside_those_that_move_the_cursor(drafted: Path) -> None:
    with Terminal("review", drafted, env=NO_COLOUR) as terminal:
        terminal.wait_for("> ")
        terminal.type("q")
        terminal.end()
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", terminal.shown)
    lines = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", terminal.shown).splitlines()
    assert max(len(line) for line in lines if str(drafted) not in line) <= 80


def test_ctrl_c_ends_with_130_and_keeps_the_answers(drafted: Path) -> None:
    with Terminal("review", drafted) as terminal:
        terminal.wait_for("> ")
        terminal.type("y")
        terminal.wait_for("> ")
        terminal.interrupt()
        assert terminal.end() == 130
        assert "Traceback" not in terminal.shown
        assert f"Your answers are kept. Go on with: ler review {drafted}" in " ".join(terminal.shown.split())
    assert (drafted.parent / "resume.decisions.jsonl").read_bytes().count(b"\n") == 1


def test_convert_reviews_then_signs_and_verify_accepts(home: Path, ler: Ler, tmp_path: Path) -> None:
    resume = sources.write(tmp_path, "resume.pdf", sources.pdf())
    with Terminal("convert", resume, "--out", tmp_path / "out", env=NO_COLOUR) as terminal:
        terminal.wait_for("\n> ")
        terminal.type("y")
        terminal.wait_for("\n> ")
        terminal.type("f")
        terminal.wait_for("f finish and sign the 1 approved")
        terminal.type("f")
        terminal.wait_for("Your name, for the credentials")
        terminal.type("Rosa Quill")
        assert terminal.end() == 0, terminal.shown
    record = load_record((tmp_path / "out/resume.record.json").read_bytes())
    assert len(record.claims) == 1
    assert ler("verify", tmp_path / "out/resume.ler.json").status == 0
    assert json.loads((tmp_path / "out/resume.ler.json").read_bytes())["issuer"]["name"] == "Rosa Quill"
    with Terminal("issue", tmp_path / "out/resume.record.json", "--out", tmp_path / "again") as terminal:
        assert terminal.end() == 0, terminal.shown
        assert "Your name" not in terminal.shown
    assert json.loads((tmp_path / "again/resume.ler.json").read_bytes())["issuer"]["name"] == "Rosa Quill"


def test_a_worker_who_wants_no_name_is_asked_once(home: Path, ler: Ler, tmp_path: Path) -> None:
    resume = sources.write(tmp_path, "resume.pdf", sources.pdf())
    ler("convert", resume, "--confirm", "stated", "--out", tmp_path)
    words = ("issue", tmp_path / "resume.record.json")
    with Terminal(*words) as terminal:
        terminal.wait_for("Your name, for the credentials")
        terminal.type("")
        terminal.wait_for("not asked again; --name or LER_WORKER_NAME gives one")
        assert terminal.end() == 0, terminal.shown
    with Terminal(*words) as terminal:
        assert terminal.end() == 0, terminal.shown
        assert "Your name" not in terminal.shown
    assert "without a name" not in ler(*words).err
    assert "name" not in json.loads((tmp_path / "resume.ler.json").read_bytes())["issuer"]


def test_a_reviewer_makes_a_record_that_the_worker_has_to_approve_before_it_is_signed(
    drafted: Path, ler: Ler
) -> None:
    record = drafted.parent / "resume.record.json"
    with Terminal("review", drafted, "--as", "reviewer", "--reviewer-id", "r-17", env=NO_COLOUR) as reviewer:
        reviewer.wait_for("You decide as a reviewer")
        for answer in ("y", "f", "f"):
            reviewer.wait_for("> ")
            reviewer.type(answer)
        assert reviewer.end() == 0
        assert "Only the worker can have it signed" in reviewer.shown
    (held,) = load_record(record.read_bytes()).claims
    assert [decision.person.model_dump(mode="json") for decision in held.decisions] == [
        {"id": "r-17", "role": "reviewer"}
    ]
    ran = ler("issue", record)
    assert ran.status == errors.NotTheWorkers.exit_status
    assert "by a reviewer" in ran.err
    with Terminal("review", drafted, env=NO_COLOUR) as worker:
        worker.wait_for("Answered by a reviewer already: 1 of 5 claims.")
        for answer in ("y", "f", "f"):
            worker.wait_for("> ")
            worker.type(answer)
        assert worker.end() == 0
    assert ler("issue", record).status == 0


def test_nobody_reviews_their_own_record_and_a_reviewer_has_an_id(drafted: Path, ler: Ler) -> None:
    ler("keys", "protect", given="hush\n")
    did = ler("keys", "show", "--json").json["did"]
    for words, error in (
        (("--as", "reviewer", "--reviewer-id", did), errors.OwnRecord),
        (("--as", "reviewer"), errors.SettingsInvalid),
        (("--reviewer-id", "r-17"), errors.SettingsInvalid),
    ):
        with Terminal("review", drafted, *words) as terminal:
            assert terminal.end() == error.exit_status, terminal.shown
    assert not (drafted.parent / "resume.decisions.jsonl").exists()


def test_what_stands_in_brackets_is_shown_whatever_a_document_says(home: Path, tmp_path: Path) -> None:
    entry = ENTRY.model_copy(update={"title": "[/b] forklift [red]operator"})
    job = JOB.model_copy(update={"name": "[/b] forklift [red]operator"})
    made = draft(job).model_copy(update={"entries": (entry,)})
    drafted = sources.write(tmp_path, "job.draft.json", outputs.json_bytes(made))
    with Terminal("review", drafted, env=NO_COLOUR) as terminal:
        terminal.wait_for("> ")
        terminal.type("e")
        for asked in (
            "What it is [employment]: ",
            "Title [[/b] forklift [red]operator]: ",
            "Organization [Dock & Sons]: ",
        ):
            terminal.wait_for(asked)
            terminal.type("")
        terminal.wait_for("Place [none]: ")
        terminal.type("!")
        terminal.wait_for("The edit is left. Nothing is changed.")
        terminal.type("q")
        assert terminal.end() == 0, terminal.shown
    assert not (tmp_path / "job.decisions.jsonl").exists()


def test_the_way_back_to_a_review_can_be_typed_as_it_is_shown(home: Path, tmp_path: Path) -> None:
    drafted = sources.write(tmp_path, "my resume.draft.json", outputs.json_bytes(draft()))
    out = tmp_path / "other place"
    with Terminal("review", drafted, "--out", out, env=NO_COLOUR | {"COLUMNS": "200"}) as terminal:
        terminal.wait_for("> ")
        terminal.type("q")
        assert terminal.end() == 0
    *_, again = terminal.shown.split("Go on with:")
    assert shlex.split(again) == ["ler", "review", str(drafted), "--out", str(out)]


def test_who_rejects_everything_has_no_record_and_leaves_without_an_error(drafted: Path, ler: Ler) -> None:
    record = drafted.parent / "resume.record.json"
    with Terminal("review", drafted, env=NO_COLOUR) as first:
        for answer in ("y", "f", "f"):
            first.wait_for("> ")
            first.type(answer)
        assert first.end() == 0
    with Terminal("review", drafted, env=NO_COLOUR) as second:
        for answer in ("u", "n x", "n x", "n x", "n x", "n x", "f"):
            second.wait_for("> ")
            second.type(answer)
        assert second.end() == errors.NothingApproved.exit_status
        assert "Your answers are kept. To change them: ler review" in second.shown
    with Terminal("review", drafted, env=NO_COLOUR) as third:
        third.wait_for("f finish with nothing, a add, u undo, q quit > ")
        third.type("q")
        assert third.end() == 0, third.shown
    ran = ler("issue", record)
    assert ran.status == errors.NotTheWorkers.exit_status
    assert "1 of 1 claims were rejected after the record was made" in ran.err
    assert not (drafted.parent / "resume.ler.json").exists()


def test_convert_that_is_left_signs_nothing(home: Path, tmp_path: Path) -> None:
    resume = sources.write(tmp_path, "resume.pdf", sources.pdf())
    with Terminal("convert", resume, "--out", tmp_path / "out", env=NO_COLOUR) as terminal:
        terminal.wait_for("\n> ")
        terminal.type("y")
        terminal.wait_for("\n> ")
        terminal.type("q")
        assert terminal.end() == 0
        assert "review unfinished" in " ".join(terminal.shown.split())
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "resume.decisions.jsonl",
        "resume.draft.json",
    ]


def test_ctrl_c_in_the_review_of_a_conversion_says_how_to_go_on(home: Path, tmp_path: Path) -> None:
    resume = sources.write(tmp_path, "resume.pdf", sources.pdf())
    with Terminal("convert", resume, "--out", tmp_path / "out", env=NO_COLOUR) as terminal:
        terminal.wait_for("\n> ")
        terminal.interrupt()
        assert terminal.end() == 130
    again = f"ler review {tmp_path / 'out/resume.draft.json'}"
    assert f"Your answers are kept. Go on with: {again}" in " ".join(terminal.shown.split())


def test_what_is_said_at_the_end_breaks_between_its_words_and_never_in_a_command(drafted: Path) -> None:
    narrow = NO_COLOUR | {"COLUMNS": "60"}
    with Terminal("review", drafted, "--as", "reviewer", "--reviewer-id", "r-17", env=narrow) as terminal:
        for answer in ("y", "f", "f"):
            terminal.wait_for("> ")
            terminal.type(answer)
        assert terminal.end() == 0
    lines = terminal.shown.splitlines()
    assert f"  {drafted.parent / 'resume.record.json'}" in lines
    assert "Only the worker can have it signed, after deciding on the" in lines


def test_a_name_is_no_id_of_a_reviewer(drafted: Path) -> None:
    for name in ("Bob Smith", "Bob", "bob.smith1@example.org", "7 Smith"):
        with Terminal("review", drafted, "--as", "reviewer", "--reviewer-id", name) as terminal:
            assert terminal.end() == errors.SettingsInvalid.exit_status, terminal.shown
            assert "must not be a name or an address" in " ".join(terminal.shown.split())
    assert not (drafted.parent / "resume.decisions.jsonl").exists()


def test_a_file_that_is_missing_or_another_one_is_told_before_anything_is_asked(
    home: Path, ler: Ler, tmp_path: Path
) -> None:
    ler("keys", "protect", given="hush\n")
    resume = sources.write(tmp_path, "resume.pdf", sources.pdf())
    for words, told in (
        (("review", tmp_path / "no.draft.json"), "there is no such file"),
        (("review", resume), "This is not a draft, but a file of another kind."),
        (("convert", tmp_path / "no.pdf", "--out", tmp_path / "out"), "no.pdf: no such file"),
    ):
        with Terminal(*words, env=NO_COLOUR) as terminal:
            assert terminal.end() in (errors.DraftInvalid.exit_status, errors.SourceNotFound.exit_status)
        assert told in " ".join(terminal.shown.split())
        assert "Passphrase" not in terminal.shown
    with Terminal("convert", resume, tmp_path / "no.pdf", "--out", tmp_path / "out", env=NO_COLOUR) as terminal:
        terminal.wait_for("note: not there, and left out: ")
        terminal.wait_for("Passphrase")
