"""The command that says how good drafts are, and fails when they are not good enough."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.errors import OutputRefused, QualityFell, SettingsInvalid, SuiteInvalid
from tests.cli.conftest import Ler
from tests.llm.server import Said, serving, shown_lines, skills

TEXT = "Rosa Quill\n\nSKILLS\nForklift operation, inventory management, Microsoft Excel, customer service\n"
SKILLS = ("Forklift operation", "inventory management", "Microsoft Excel", "customer service")


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, "utf-8")
    skills = [{"mention": skill, "basis": "stated", "context": skill} for skill in SKILLS]
    case = {"id": "one", "files": ["one.txt"], "entries": [], "skills": skills}
    (folder / "truth.json").write_text(json.dumps({"schema": "ler-truth/1", "cases": [case]}), "utf-8")
    return folder


def _asks(suite: Path, least: float) -> None:
    (suite / "thresholds.toml").write_text(f'[least_f1]\n"stated skills / exact" = {least}\n', "utf-8")


def test_what_reaches_its_thresholds_passes_and_its_figures_become_the_baseline(ler: Ler, suite: Path) -> None:
    _asks(suite, 0.9)
    ran = ler("evaluate", suite, "--write-baseline")
    assert ran.status == 0, ran.err
    assert "stated skills" in ran.out
    held = json.loads((suite / "baseline.json").read_bytes())
    assert held["cases"]["one"]["stated skills / exact"] == [4, 4, 4, 4]
    assert "No figure moved against the baseline." in ler("evaluate", suite, "--totals").out


def test_what_falls_short_is_named_and_fails_and_the_change_is_shown(ler: Ler, suite: Path) -> None:
    ler("evaluate", suite, "--write-baseline")
    kept = suite.parent / "kept.json"
    (suite / "baseline.json").rename(kept)
    (suite / "one.txt").write_text(TEXT.replace("Microsoft Excel", "my own name"), "utf-8")
    _asks(suite, 0.95)
    ran = ler("evaluate", suite, "--against", kept)
    assert ran.status == QualityFell.exit_status
    assert "error [suite.fell-short]: small: stated skills / exact: F1 is" in ran.err
    assert "Changes against the baseline, of F1 and of values" in ran.out
    assert "worse" in ran.out
    told = ler("evaluate", suite, "--against", kept, "--json").json
    assert told["exit_status"] == QualityFell.exit_status
    assert told["suites"][0]["shortfalls"][0]["threshold"] == 0.95
    assert any(change["worse"] for change in told["suites"][0]["changes"])


def test_what_was_missed_and_what_is_wrong_is_said_when_asked_for(ler: Ler, suite: Path) -> None:
    (suite / "one.txt").write_text(TEXT.replace("Microsoft Excel", "blueprint reading"), "utf-8")
    ran = ler("evaluate", suite, "--misses")
    assert "one.txt missed stated skill: Microsoft Excel" in " ".join(ran.out.split())
    assert "wrong stated skill: blueprint reading (" in " ".join(ran.out.split())
    assert "missed" not in ler("evaluate", suite).out.replace("missed claims", "").replace("missed entries", "")
    (told,) = ler("evaluate", suite, "--misses", "--json").json["suites"]
    assert told["report"]["outcomes"][0]["told"][0] == "missed stated skill: Microsoft Excel"


def test_of_a_suite_that_is_held_out_no_document_is_told(ler: Ler, suite: Path) -> None:
    held_out = suite.rename(suite.parent / "unseen-small")
    assert "one.txt" not in ler("evaluate", held_out, "--misses").out
    assert "outcomes" not in ler("evaluate", held_out, "--misses", "--json").json["suites"][0]["report"]


def test_a_baseline_of_another_suite_is_refused(ler: Ler, suite: Path) -> None:
    ler("evaluate", suite, "--write-baseline")
    other = json.loads((suite / "baseline.json").read_bytes()) | {"suite": "large"}
    path = suite.parent / "other.json"
    path.write_text(json.dumps(other), "utf-8")
    ran = ler("evaluate", suite, "--against", path)
    assert (ran.status, "baseline of large" in ran.err) == (SuiteInvalid.exit_status, True)


def _second(suite: Path) -> Path:
    folder = suite.parent / "unseen-other"
    folder.mkdir()
    case = {
        "id": "two",
        "files": ["two.txt"],
        "entries": [],
        "skills": [{"mention": "Forklift operation", "basis": "stated", "context": "Forklift operation"}],
        "about": {"sector": "logistics", "hard": ["short"]},
    }
    (folder / "two.txt").write_text("Rosa Quill\n\nSKILLS\nForklift operation\n", "utf-8")
    (folder / "truth.json").write_text(json.dumps({"schema": "ler-truth/1", "cases": [case]}), "utf-8")
    return folder


def test_a_folder_of_suites_is_told_in_one_table(ler: Ler, suite: Path) -> None:
    _second(suite)
    _asks(suite, 0.9)
    ran = ler("evaluate", suite.parent)
    assert ran.status == 0, ran.err
    lines = ran.out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("All suites"))
    assert [line.split()[0] for line in lines[at + 2 :] if line.strip()] == ["small", "unseen-other"]
    assert lines[at + 2].split()[-1] == "pass"
    assert "one.txt" not in ran.out
    assert "Reliability of confidence" in ran.out


def test_suites_are_looked_for_in_evals_when_none_is_named(
    ler: Ler, suite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(suite.parent)
    ran = ler("evaluate")
    assert (ran.status, "neither it nor a folder in it" in ran.err) == (SuiteInvalid.exit_status, True)
    (suite.parent / "evals").mkdir()
    suite.rename(suite.parent / "evals" / "small")
    assert ler("evaluate", "--json").json["suites"][0]["report"]["suite"] == "small"


def test_documents_of_a_held_out_suite_are_never_told(ler: Ler, suite: Path) -> None:
    held_out = _second(suite)
    assert "two.txt" not in ler("evaluate", held_out).out
    assert "outcomes" not in ler("evaluate", held_out, "--json").json["suites"][0]["report"]
    assert "one.txt" in ler("evaluate", suite).out


def test_slices_are_told_over_all_suites_of_the_call(ler: Ler, suite: Path) -> None:
    _second(suite)
    words = ("evaluate", suite.parent, "--slice", "sector", "--slice", "hard", "--slice", "weather")
    shown = ler(*words).out
    assert "By sector: F1 and 95 % interval" in shown
    assert "No document says its weather." in shown
    found = ler(*words, "--json").json["slices"]
    assert [(one["by"], one["value"], one["cases"]) for one in found] == [
        ("sector", "logistics", 1),
        ("hard", "short", 1),
    ]


def test_a_report_says_what_it_took(ler: Ler, suite: Path) -> None:
    assert "documents a second" in ler("evaluate", suite, "--totals").out
    effort = ler("evaluate", suite, "--json").json["suites"][0]["report"]["effort"]
    assert effort["cpu_seconds"] > 0
    assert (effort["calls"], effort["usd"]) == (0, "0")


def test_reliability_is_drawn_into_a_file(ler: Ler, suite: Path) -> None:
    picture = suite.parent / "reliability.png"
    ran = ler("evaluate", suite, "--totals", "--reliability", picture)
    assert "claims with evidence" in ran.out
    assert picture.read_bytes().startswith(b"\x89PNG")
    nowhere = ler("evaluate", suite, "--reliability", suite.parent / "no" / "such.png")
    assert nowhere.status == OutputRefused.exit_status


def test_confidences_before_and_after_calibration_are_drawn_without_drafting_anything(ler: Ler, suite: Path) -> None:
    told = [{"before": 0.95, "after": 0.5, "right": n % 2 == 0, "source": "x"} for n in range(20)]
    path, picture = suite.parent / "confidences.json", suite.parent / "both.png"
    path.write_text(json.dumps(told), "utf-8")
    words = ("evaluate", "--confidences", path, "--reliability", picture)
    shown = ler(*words).out
    assert shown.index("Before calibration") < shown.index("After calibration")
    before, after = ler(*words, "--json").json["reliability"]
    assert before["calibration error, equal mass"] == pytest.approx(0.45)
    assert after["calibration error, equal mass"] == pytest.approx(0)
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "words",
    [["--misses"], ["--write-baseline"], ["--against", "b.json"], ["--slice", "sector"], ["--reliability", "r.png"]],
)
def test_what_a_comparison_of_models_does_not_tell_is_refused(ler: Ler, suite: Path, words: list[str]) -> None:
    ran = ler("evaluate", suite, "--model", "offline", *words)
    assert ran.status == SettingsInvalid.exit_status
    said = " ".join(ran.err.split())
    assert f"error [{SettingsInvalid.code}]: {words[0]} is not for a comparison of models" in said
    assert f"Leave out {words[0]}, or --model." in said
    assert [path.name for path in suite.iterdir() if path.name not in ("one.txt", "truth.json")] == []
    assert ler("evaluate", suite, "--model", "offline", "--totals").status == 0


def test_models_are_compared_with_drafting_offline(ler: Ler, suite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def answers(_: int, body: dict[str, Any]) -> Said:
        line = next(number for number, said in shown_lines(body) if "Forklift" in said)
        found = (line, "Forklift operation", "Forklift operation", "stated")
        return Said(text=skills(found, (line, "brain surgery", "brain surgery", "stated")))

    (suite / "baseline.json").write_text("this is not looked at", "utf-8")
    _asks(suite, 1.0)
    prices = json.dumps({"tiny": {"input": 1000, "output": 1000}})
    with serving(answers) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("LER_CACHE_FOLDER", str(suite.parent / "cache"))
        monkeypatch.setenv("LER_MODEL_PRICES", prices)
        monkeypatch.setenv("LER_MODEL", "another-one")
        monkeypatch.setenv("LER_MODEL_PROMPT", "extract/1")
        told = ler("evaluate", suite, "--model", "tiny", "--json").json
        shown = ler("evaluate", suite, "--model", "tiny", "--model", "offline").out
    (one,) = told["suites"]
    assert list(one["models"]) == ["offline", "tiny"]
    offline, tiny = one["models"].values()
    assert (offline["effort"]["calls"], tiny["effort"]["calls"]) == (0, 1)
    assert (tiny["effort"]["input_tokens"], tiny["effort"]["output_tokens"]) == (100, 20)
    assert float(tiny["effort"]["usd"]) == pytest.approx(0.12)
    assert tiny["harms"]["invented_claims"] == 0
    assert {asked["model"] for asked in server.asked} == {"tiny"}
    assert [change["worse"] for change in one["changes"]["tiny"]] == [False] * len(one["changes"]["tiny"])
    assert next(line for line in shown.splitlines() if "offline" in line).split()[-2:] == ["tiny", "offline"]
    (invented,) = [line for line in shown.splitlines() if line.startswith("invented: said")]
    assert invented.split()[-2:] == ["1", "0"]
