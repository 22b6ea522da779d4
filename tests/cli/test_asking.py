"""Drafts with a language model at the command line: what it took, answers kept for the next run, and batches."""

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import Ler
from tests.llm.batch_server import providing, saying
from tests.llm.faults import PERSONAL, RESUME, WHOLE, always
from tests.llm.server import Said, serving

PRICES = {"scripted-1": {"input": "0.4", "output": "1.6", "cached": "0.1", "batch": "0.5"}}
OTHER = RESUME.replace("Net mending", "Line splicing")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """Two resumes, one twice, and a list of skills that is nobody's."""
    told = {"one": RESUME, "two": OTHER, "same": RESUME, "nobody": "SKILLS\nNet mending; knot tying\n"}
    for name, text in told.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return [tmp_path / f"{name}.txt" for name in told]


@pytest.fixture
def asks(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("LER_MODEL", "scripted-1")
    monkeypatch.setenv("LER_MODEL_PRICES", json.dumps(PRICES))
    monkeypatch.setenv("LER_CACHE_FOLDER", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "100")
    return monkeypatch


def test_a_draft_says_what_the_model_took_and_a_run_in_another_process_costs_nothing(
    ler: Ler, papers: list[Path], asks: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with serving(always(Said(text=WHOLE))) as served:
        asks.setenv("OPENAI_BASE_URL", served.base_url)
        first = ler("draft", *papers[:2], "--out", tmp_path / "out", "--json").json["inputs"]
        words = ["draft", *map(str, papers[:2]), "--json", "--out", str(tmp_path / "out")]
        again = [sys.executable, "-c", "from app.cli.main import run; run()", *words]
        ran = subprocess.run(again, capture_output=True, text=True, cwd=ROOT, env={**os.environ}, check=False)
        assert ran.returncode == 0, ran.stderr
        assert len(served.asked) == 2
    second = json.loads(ran.stdout)["inputs"]
    assert re.search(r"2 of\s+language\s+models\s+in", ler("doctor").out)
    for one, other in zip(first, second, strict=True):
        assert one["spending"] | {"usd": Decimal(one["spending"]["usd"])} == {
            "model": "scripted-1",
            "parts": 1,
            "kept": 0,
            "calls": 1,
            "input_tokens": 100,
            "output_tokens": 20,
            "usd": Decimal("0.000060"),
        }
        assert (other["spending"]["kept"], other["spending"]["calls"], other["spending"]["input_tokens"]) == (1, 0, 0)
        assert Decimal(other["spending"]["usd"]) == 0
        assert other["claims"] == one["claims"]


def test_the_table_shows_tokens_and_cost_where_a_model_was_asked_and_only_there(
    ler: Ler, papers: list[Path], asks: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with serving(always(Said(text=WHOLE))) as served:
        asks.setenv("OPENAI_BASE_URL", served.base_url)
        asks.setenv("LER_MODEL_PRICES", json.dumps({"scripted-1": {"input": "400", "output": "1600"}}))
        told = ler("draft", papers[0], "--out", tmp_path / "out").out
    asks.delenv("LER_MODEL")
    without = ler("draft", papers[0], "--out", tmp_path / "out").out
    assert re.search(r"document .* tokens +cost +state\n", told)
    assert re.search(r"one\.txt .* 120 +\$0\.0720 +draft\n", told)
    assert "cost" not in without


def test_one_batch_answers_about_all_documents_at_its_own_price_and_the_next_run_reads_what_was_kept(
    ler: Ler, papers: list[Path], asks: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with providing(saying(Said(text=WHOLE))) as provider:
        asks.setenv("OPENAI_BASE_URL", provider.base_url)
        first = ler("draft", *papers, "--batch-api", "--out", tmp_path / "out", "--json")
        assert first.status == 0, first.err
        assert (len(provider.batches), provider.run, provider.online, provider.files) == (1, 2, 0, {})
        second = ler("draft", *papers, "--out", tmp_path / "out", "--json").json["inputs"]
        third = ler("draft", *papers, "--batch-api", "--out", tmp_path / "out", "--json").json["inputs"]
        assert (len(provider.batches), provider.online) == (1, 0)
        sent = b"".join(provider.received).decode()
    assert [word for word in PERSONAL if word in sent] == []
    found = {outcome["name"]: outcome["spending"] for outcome in first.json["inputs"]}
    # half of 0.00006, and nothing for the document that was there twice or for the one that was not sent
    costs = {name: Decimal(spending["usd"]) for name, spending in found.items()}
    assert costs == {"one": Decimal("0.00003"), "two": Decimal("0.00003"), "same": 0, "nobody": 0}
    assert (found["same"]["kept"], found["nobody"]["parts"]) == (1, 0)
    assert [outcome["claims"] for outcome in second] == [outcome["claims"] for outcome in first.json["inputs"]]
    for outcome in (*second, *third):
        assert Decimal(outcome["spending"]["usd"]) == 0
        assert outcome["spending"]["kept"] == outcome["spending"]["parts"]


def test_what_an_expired_batch_did_not_answer_is_said_in_the_draft_and_asked_for_next_time(
    ler: Ler, papers: list[Path], asks: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with providing(saying(Said(text=WHOLE))) as provider:
        asks.setenv("OPENAI_BASE_URL", provider.base_url)
        provider.ends, provider.unanswered = "expired", lambda _: "batch_expired"
        assert ler("draft", papers[0], "--batch-api", "--out", out).status == 0
        draft = json.loads((out / "one.draft.json").read_text(encoding="utf-8"))
        assert (draft["model"]["windows"], draft["model"]["detail"]) == ({"unavailable": 1}, "batch_expired")
        assert "model-failed" in {flag["code"] for flag in draft["flags"]}
        provider.ends, provider.unanswered = "completed", lambda _: None
        assert ler("draft", papers[0], "--batch-api", "--out", out).status == 0
    assert json.loads((out / "one.draft.json").read_text(encoding="utf-8"))["model"]["windows"] == {"answered": 1}


def test_a_batch_needs_a_model_and_a_provider_that_has_batches(
    ler: Ler, papers: list[Path], asks: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with providing(saying(Said())) as provider:
        provider.missing = True
        asks.setenv("OPENAI_BASE_URL", provider.base_url)
        refused = ler("draft", papers[0], "--batch-api", "--out", tmp_path / "out")
    assert (refused.status, "model.batch" in refused.err) == (82, True)
    asks.delenv("LER_MODEL")
    without = ler("draft", papers[0], "--batch-api", "--out", tmp_path / "out")
    assert (without.status, "LER_MODEL" in without.err) == (70, True)
