"""A board's own skills beside the official frameworks."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.errors import ImportRefused
from app.taxonomy import tables
from app.taxonomy.imports.collections import import_case, import_rsd, name_of
from app.taxonomy.load import load
from tests.taxonomy.test_imports import comma_separated

DAY = date(2026, 5, 4)
SKILLS = "https://skills.example.org/api/skills"


def rsd_csv() -> str:
    return comma_separated(
        "Canonical URL,RSD Name,Author,Skill Statement,Category,Keywords",
        (f"{SKILLS}/1", "Pipe  Welding", "Ridge Valley Board", "Welds pipes.", "Metal", "weld; pipe"),
        (f"{SKILLS}/2", "Blueprint Reading", "Ridge Valley Board", "Reads plans.", "Metal", "plan"),
    )


def rsd_json() -> dict[str, Any]:
    return {
        "name": "Metal trades",
        "author": "Ridge Valley Board",
        "skills": [
            {"id": f"{SKILLS}/1", "skillName": "Pipe Welding", "authors": ["Ridge Valley Board", "A College"]},
            {"id": f"{SKILLS}/2", "skillName": "Blueprint Reading", "author": "Ridge Valley Board"},
            {"id": f"{SKILLS}/3", "skillName": "Riveting", "status": "Archived"},
        ],
    }


def case_json() -> dict[str, Any]:
    return {
        "CFDocument": {
            "title": "Metal Trades 2026",
            "creator": "Ridge Valley Board",
            "version": "2.1",
            "licenseURI": {"title": "CC BY 4.0", "uri": "https://example.org/licence"},
        },
        "CFItems": [
            {
                "identifier": "6a1f2c3e-0000-4000-8000-000000000001",
                "uri": "https://case.example.org/items/1",
                "fullStatement": "Weld pipes in all positions",
                "abbreviatedStatement": "Pipe welding",
                "humanCodingScheme": "MT.1",
            },
            {"identifier": "6a1f2c3e-0000-4000-8000-000000000002", "fullStatement": "Read blueprints"},
        ],
    }


def written(path: Path, value: object) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


@pytest.mark.parametrize("value", [rsd_csv(), rsd_json(), rsd_json()["skills"], "\ufeff" + rsd_csv()])
def test_a_collection_of_skills_is_searched_like_any_framework(tmp_path: Path, value: object) -> None:
    source = written(tmp_path / "download", value)
    manifest = import_rsd(source, tmp_path / "out/metal", on=DAY, name="metal")
    assert (manifest.name, manifest.version, manifest.date) == ("metal", "unknown", DAY)
    assert manifest.attribution.startswith("Skills by Ridge Valley Board")
    found = load([tmp_path / "out"], [])
    assert [hit.concept.id for hit in found.search("pipe welding", k=1)] == [f"{SKILLS}/1"]
    assert {concept.name for _, concept in found.names("metal")} == {"Pipe Welding", "Blueprint Reading"}


def test_a_case_framework_keeps_its_codes_version_and_licence(tmp_path: Path) -> None:
    manifest = import_case(written(tmp_path / "cf.json", case_json()), tmp_path / "out", on=DAY, name="metal-2026")
    assert (manifest.title, manifest.version, manifest.licence) == ("Metal Trades 2026", "2.1", "CC BY 4.0")
    rows = tables.read(tmp_path / "out", manifest)
    assert [tuple(row) for row in rows.concepts] == [
        ("https://case.example.org/items/1", "skill", "MT.1", "Pipe welding"),
        ("urn:uuid:6a1f2c3e-0000-4000-8000-000000000002", "skill", "", "Read blueprints"),
    ]
    assert [row.name for row in rows.names] == ["Weld pipes in all positions"]


def changed(value: dict[str, Any], key: str, to: object) -> dict[str, Any]:
    first, *others = value["skills"]
    return value | {"skills": [first | {key: to}, *others]}


@pytest.mark.parametrize(
    ("read", "value", "why"),
    [
        (import_rsd, rsd_csv().replace("RSD Name", "Skill"), "no column RSD Name"),
        (import_rsd, "Canonical URL,RSD Name\n", "no column"),
        (import_rsd, changed(rsd_json(), "id", "skills/1"), "skill 1 .* no address"),
        (import_rsd, changed(rsd_json(), "id", f"{SKILLS}/2"), "skill 2 .* address of another"),
        (import_rsd, changed(rsd_json(), "skillName", " "), "skill 1 .* no name"),
        (import_rsd, changed(rsd_json(), "skillName", "x" * 301), "skill 1 .* no name"),
        (import_rsd, {"skills": []}, "no skills"),
        (import_rsd, {"skills": ["welding"]}, "something else"),
        (import_rsd, {"skills": [{"name": "welding"}]}, "no skillName"),
        (import_rsd, "[" * 100_000, "not JSON"),
        (import_case, {"CFItems": []}, "no CFPackage"),
        (import_case, "welding", "not JSON"),
    ],
)
def test_what_is_not_of_the_form_is_refused_with_the_reason(
    tmp_path: Path, read: Callable[..., object], value: object, why: str
) -> None:
    with pytest.raises(ImportRefused, match=why) as refused:
        read(written(tmp_path / "download", value), tmp_path / "out", on=DAY, name="metal")
    assert "rsd" in refused.value.advice
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["esco", "onet", "..", "../up", "", "Metal", "a" * 32])
def test_a_collection_takes_no_name_that_is_taken_or_leads_elsewhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(ImportRefused):
        import_rsd(written(tmp_path / "a.csv", rsd_csv()), tmp_path / "out" / name, on=DAY, name=name)


def test_a_collection_is_called_as_its_file(tmp_path: Path) -> None:
    assert name_of(Path("Metal Trades (2026).csv")) == "metal-trades-2026"
    assert name_of(Path("###.csv")) == "collection"
    assert len(name_of(Path("x" * 99))) <= 31
