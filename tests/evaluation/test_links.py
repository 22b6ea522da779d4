"""Texts with known concepts to figures that can be counted on paper."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.errors import SuiteInvalid
from app.evaluation.links import CHOSEN, NONE_CHOSEN, evaluate
from app.evaluation.reliability import BRIER, CUTS, error_name
from app.evaluation.score import Tally
from app.taxonomy.index import Frameworks
from tests.taxonomy import small

FORKLIFT, METALS = "http://x.test/s/1", "http://x.test/s/5"


@pytest.fixture(scope="module")
def frameworks(tmp_path_factory: pytest.TempPathFactory) -> Frameworks:
    return small.frameworks(tmp_path_factory.mktemp("taxonomies"))


def _suite(folder: Path, *cases: Mapping[str, object], kind: str = "skill") -> Path:
    truth = {"schema": "ler-links/1", "framework": "trades", "kind": kind, "cases": cases}
    (folder / "truth.json").write_text(json.dumps(truth), "utf-8")
    return folder


def test_a_named_concept_is_ranked_first_and_chosen(tmp_path: Path, frameworks: Frameworks) -> None:
    report = evaluate(
        _suite(tmp_path, {"id": 1, "text": "forklift driving", "concepts": [FORKLIFT], "split": "test"}), frameworks
    )
    assert {name: report.value(name).value for name in ("RP@5", "RP@10", "MRR", "accuracy@1")} == {
        "RP@5": 1,
        "RP@10": 1,
        "MRR": 1,
        "accuracy@1": 1,
    }
    assert report.figure(CHOSEN).tally == Tally(right=1, claims=1, found=1, truths=1)
    assert report.harms == {"wrong_concept": 0}
    assert report.outcomes[0].about == {"split": ("test",)}
    assert report.outcomes[0].told == ()


def test_of_two_right_concepts_one_found_is_half(tmp_path: Path, frameworks: Frameworks) -> None:
    case = {"id": 1, "text": "forklift driving", "concepts": [FORKLIFT, "http://x.test/s/none"]}
    report = evaluate(_suite(tmp_path, case), frameworks)
    assert report.value("RP@5").value == 0.5
    assert report.value("accuracy@1").value == 1


def test_a_wrong_choice_is_a_harm_and_is_told(tmp_path: Path, frameworks: Frameworks) -> None:
    report = evaluate(_suite(tmp_path, {"id": 1, "text": "forklift driving", "concepts": [METALS]}), frameworks)
    assert report.harms == {"wrong_concept": 1}
    assert report.figure(CHOSEN).tally == Tally(right=0, claims=1, found=0, truths=1)
    assert report.outcomes[0].told == ("forklift driving → operate forklift",)
    assert report.value("MRR").value < 1


def test_where_no_concept_is_right_none_is_to_be_chosen(tmp_path: Path, frameworks: Frameworks) -> None:
    cases = [{"id": 1, "text": "forklift driving", "concepts": []}, {"id": 2, "text": "qqq zzz", "concepts": []}]
    report = evaluate(_suite(tmp_path, *cases), frameworks)
    assert report.value(NONE_CHOSEN).value == 0.5
    assert report.harms == {"wrong_concept": 1}
    assert {NONE_CHOSEN, BRIER, *map(error_name, CUTS)} <= {value.name for value in report.values}
    assert "MRR" not in {value.name for value in report.values}


def test_the_score_of_the_first_concept_is_compared_with_whether_it_is_right(
    tmp_path: Path, frameworks: Frameworks
) -> None:
    cases = [
        {"id": 1, "text": "operate forklift", "concepts": [FORKLIFT]},
        {"id": 2, "text": "supply chain", "concepts": [METALS]},
        {"id": 3, "text": "qqq zzz", "concepts": []},
    ]
    first, runner_up, nothing = (
        outcome.sureness for outcome in evaluate(_suite(tmp_path, *cases), frameworks).outcomes
    )
    assert [one.right for one in (*first, *runner_up)] == [True, False]
    assert first[0].confidence > 0.9 > runner_up[0].confidence > 0
    assert nothing == ()


def test_further_files_are_told_apart_by_their_names(tmp_path: Path, frameworks: Frameworks) -> None:
    _suite(tmp_path, {"id": 1, "text": "forklift driving", "concepts": [FORKLIFT]})
    case = {"id": 1, "text": "Nursing Aide", "concepts": ["http://x.test/o/3"]}
    truth = {"schema": "ler-links/1", "framework": "trades", "kind": "occupation", "cases": [case]}
    (tmp_path / "truth-trades-titles.json").write_text(json.dumps(truth), "utf-8")
    report = evaluate(tmp_path, frameworks)
    assert report.value("trades titles accuracy@1").value == 1
    assert report.value("accuracy@1").value == 1


def test_titles_are_chosen_among_occupations(tmp_path: Path, frameworks: Frameworks) -> None:
    case = {"id": "a", "text": "Nursing Aide", "concepts": ["http://x.test/o/3"]}
    report = evaluate(_suite(tmp_path, case, kind="occupation"), frameworks)
    assert report.figure(CHOSEN).f1 == 1


def test_a_suite_of_another_kind_is_refused(tmp_path: Path, frameworks: Frameworks) -> None:
    with pytest.raises(SuiteInvalid, match="fields are wrong"):
        evaluate(_suite(tmp_path, {"id": 1, "text": ""}, kind="colour"), frameworks)


def test_a_further_framework_has_figures_of_its_own_and_a_held_out_text_is_not_told(
    tmp_path: Path, frameworks: Frameworks
) -> None:
    _suite(tmp_path, {"id": 1, "text": "forklift driving", "concepts": [METALS], "split": "held-out"})
    case = {"id": 1, "text": "Excel", "concepts": ["http://y.test/t/1"]}
    truth = {"schema": "ler-links/1", "framework": "tools", "kind": "skill", "cases": [case]}
    (tmp_path / "truth-tools.json").write_text(json.dumps(truth), "utf-8")
    report = evaluate(tmp_path, frameworks)
    assert report.value("tools RP@5").value == 1
    assert report.figure(CHOSEN).f1 == 0
    assert report.harms["wrong_concept"] >= 1
    assert report.outcomes[0].told == ()
