"""The command that says how good drafts are, and fails when they are not good enough."""

import json
from pathlib import Path

import pytest

from app.errors import QualityFell, SuiteInvalid
from tests.cli.conftest import Ler

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


def test_a_baseline_of_another_suite_is_refused(ler: Ler, suite: Path) -> None:
    ler("evaluate", suite, "--write-baseline")
    other = json.loads((suite / "baseline.json").read_bytes()) | {"suite": "large"}
    path = suite.parent / "other.json"
    path.write_text(json.dumps(other), "utf-8")
    ran = ler("evaluate", suite, "--against", path)
    assert (ran.status, "baseline of large" in ran.err) == (SuiteInvalid.exit_status, True)
