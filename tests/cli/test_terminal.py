"""The whole journey as a person at a terminal walks it."""

import re
from pathlib import Path

import pytest

from app.flows import outputs
from app.review.decide import load_record
from tests.cli import sources
from tests.cli.conftest import Ler
from tests.cli.terminal import Terminal
from tests.flows.drafts import draft

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
        assert "Next: ler issue" in second.shown
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
        assert terminal.end() == 0, terminal.shown
    record = load_record((tmp_path / "out/resume.record.json").read_bytes())
    assert len(record.claims) == 1
    assert ler("verify", tmp_path / "out/resume.ler.json").status == 0


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
