import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.errors import ImportRefused
from app.taxonomy import tables
from app.taxonomy.imports.esco import import_esco
from app.taxonomy.imports.onet import import_onet
from app.taxonomy.load import load

DAY = date(2026, 5, 4)
IRI = "http://data.europa.eu/esco"


def comma_separated(header: str, *rows: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([header.split(","), *rows])
    return text.getvalue()


def esco_files() -> dict[str, str]:
    """Tables in the form of the official CSV download, with invented rows."""
    kind = "KnowledgeSkillCompetence"
    return {
        "skills_en.csv": comma_separated(
            "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,description",
            (
                kind,
                f"{IRI}/skill/1",
                "skill/competence",
                "",
                "weld pipes",
                "join pipes\nwelding of pipes",
                "",
                "",
                "x",
            ),
            (kind, f"{IRI}/skill/2", "knowledge", "", "metallurgy", "", "metalurgy", "released", "several,\nlines"),
        ),
        "occupations_en.csv": comma_separated(
            "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,code",
            ("Occupation", f"{IRI}/occupation/1", "7212", "pipe welder", "welder of pipes", "", "released", "7212.3"),
        ),
        "occupationSkillRelations_en.csv": comma_separated(
            "occupationUri,relationType,skillType,skillUri",
            (f"{IRI}/occupation/1", "essential", "skill/competence", f"{IRI}/skill/1"),
            (f"{IRI}/occupation/1", "optional", "knowledge", f"{IRI}/skill/2"),
        ),
    }


def onet_files() -> dict[str, str]:
    """Tables in the form of the official text archive, with invented rows."""
    lines = {
        "Read Me.txt": ["O*NET 31.4 Database", "August 2027 Release"],
        "Occupation Data.txt": ["O*NET-SOC Code\tTitle\tDescription", "51-4121.00\tPipe Welders\tJoin pipes."],
        "Alternate Titles.txt": [
            "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)",
            "51-4121.00\tTIG Welder (Tungsten)\tn/a\t08",
            "51-4121.00\tCertified Pipe Welder\tCPW\t10",
        ],
        "Technology Skills.txt": [
            "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand",
            '51-4121.00\tWeld "Pro" & Co\t43232202\tDocument software\tY\tN',
            "51-4121.00\tWeld 50% Planner\t43232202\tDocument software\tN\tN",
        ],
        "Content Model Reference.txt": [
            "Element ID\tElement Name\tDescription",
            "1.A.1\tAbility\tNot taken.",
            "2.A.1\tContent\tHas something below it.",
            "2.A.1.a\tReading\tx",
            "2.C.4\tMetals\tx",
            "4.A.1.a.1\tMeasuring Pipes\tx",
        ],
        "Skills.txt": [
            "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tRecommend Suppress",
            "51-4121.00\t2.A.1.a\tReading\tIM\t4.12\tN",
            "51-4121.00\t2.A.1.a\tReading\tLV\t4.90\tN",
        ],
        "Knowledge.txt": [
            "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tRecommend Suppress",
            "51-4121.00\t2.C.4\tMetals\tIM\t3.10\tN",
        ],
    }
    return {name: "\r\n".join(rows) + "\r\n" for name, rows in lines.items()}


def in_folder(path: Path, files: dict[str, str]) -> Path:
    path.mkdir()
    for name, text in files.items():
        (path / name).write_text(text, encoding="utf-8", newline="")
    return path


def in_zip(path: Path, files: dict[str, str], folder: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(folder + name, text)
    return path


def test_an_esco_download_becomes_a_framework(tmp_path: Path) -> None:
    source = in_folder(tmp_path / "ESCO dataset - v1.9.2 - en", esco_files())
    manifest = import_esco(source, tmp_path / "out" / "esco", on=DAY)
    assert (manifest.name, manifest.version, manifest.date) == ("esco", "1.9.2", DAY)
    assert "ESCO" in manifest.attribution
    assert set(manifest.source_sha256) == set(esco_files())
    rows = tables.read(tmp_path / "out" / "esco", manifest)
    assert [(c.kind, c.name, c.code) for c in rows.concepts] == [
        ("occupation", "pipe welder", "7212.3"),
        ("skill", "weld pipes", ""),
        ("knowledge", "metallurgy", ""),
    ]
    assert {row.name for row in rows.names} == {"welder of pipes", "join pipes", "welding of pipes", "metalurgy"}
    found = load([tmp_path / "out"], [])
    assert [(r.concept.name, r.relation) for r in found.related(f"{IRI}/occupation/1")] == [
        ("weld pipes", "essential"),
        ("metallurgy", "optional"),
    ]


def test_a_zip_gives_the_same_tables_as_its_folder(tmp_path: Path) -> None:
    folder = import_esco(in_folder(tmp_path / "in", esco_files()), tmp_path / "one", on=DAY)
    packed = import_esco(in_zip(tmp_path / "in.zip", esco_files(), "ESCO/en/"), tmp_path / "two", on=DAY)
    assert folder.tables == packed.tables
    assert folder.source_sha256 == packed.source_sha256


def test_an_onet_archive_becomes_a_framework(tmp_path: Path) -> None:
    manifest = import_onet(
        in_zip(tmp_path / "db.zip", onet_files(), "db_31_4_text/"), tmp_path / "out" / "onet", on=DAY
    )
    assert (manifest.version, manifest.date, manifest.licence) == ("31.4", date(2027, 8, 1), "CC BY 4.0")
    found = load([tmp_path / "out"], [])
    occupation = found.exact("pipe welder")[0]
    assert (occupation.id, occupation.code) == ("https://www.onetonline.org/link/summary/51-4121.00", "51-4121.00")
    assert found.exact("CPW") == found.exact("Certified Pipe Welder") == [occupation]
    related = {skill.concept.id: skill.relation for skill in found.related(occupation.id)}
    assert related == {
        "https://www.onetonline.org/search/tech/example?e=Weld%20%22Pro%22%20%26%20Co": "technology",
        "https://www.onetonline.org/search/tech/example?e=Weld%2050%25%20Planner": "technology",
        "https://www.onetonline.org/find/descriptor/result/2.A.1.a": "essential",
        "https://www.onetonline.org/find/descriptor/result/2.C.4": "optional",
    }
    rows = tables.read(tmp_path / "out" / "onet", manifest)
    assert {row.marks for row in rows.relations} == {"", "hot"}
    assert {c.code for c in rows.concepts if c.kind != "technology"} == {
        "51-4121.00",
        "2.A.1.a",
        "2.C.4",
        "4.A.1.a.1",
    }


@pytest.mark.parametrize("missing", ["Occupation Data.txt", "Alternate Titles.txt", "Technology Skills.txt"])
def test_an_onet_archive_without_a_table_is_refused_by_its_name(tmp_path: Path, missing: str) -> None:
    files = {name: text for name, text in onet_files().items() if name != missing}
    with pytest.raises(ImportRefused, match=missing):
        import_onet(in_folder(tmp_path / "in", files), tmp_path / "out", on=DAY)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("column", ["conceptUri", "preferredLabel", "skillType"])
def test_a_missing_column_is_named(tmp_path: Path, column: str) -> None:
    files = esco_files()
    files["skills_en.csv"] = files["skills_en.csv"].replace(column, "other", 1)
    with pytest.raises(ImportRefused, match=f"skills_en.csv .* {column}"):
        import_esco(in_folder(tmp_path / "in", files), tmp_path / "out", on=DAY)


def cut(files: dict[str, str]) -> None:
    files["occupations_en.csv"] = files["occupations_en.csv"].split("\r\n")[0]


def nameless(files: dict[str, str]) -> None:
    files["skills_en.csv"] = files["skills_en.csv"].replace("weld pipes", "", 1)


def odd_relation(files: dict[str, str]) -> None:
    name = "occupationSkillRelations_en.csv"
    files[name] = files[name].replace("essential", "sometimes")


@pytest.mark.parametrize("damage", [cut, nameless, odd_relation])
def test_rows_that_are_not_of_the_form_are_refused_and_the_old_framework_stays(
    tmp_path: Path, damage: Callable[[dict[str, str]], None]
) -> None:
    before = import_esco(in_folder(tmp_path / "good", esco_files()), tmp_path / "out", on=DAY)
    files = esco_files()
    damage(files)
    with pytest.raises(ImportRefused):
        import_esco(in_folder(tmp_path / "bad", files), tmp_path / "out", on=DAY)
    assert tables.read_manifest(tmp_path / "out") == before


@pytest.mark.parametrize("name", ["../skills_en.csv", "/etc/skills_en.csv", "a/../../skills_en.csv", "a\\b.csv"])
def test_a_zip_that_names_places_outside_itself_is_refused(tmp_path: Path, name: str) -> None:
    files = esco_files() | {name: "x"}
    with pytest.raises(ImportRefused, match="outside"):
        import_esco(in_zip(tmp_path / "in.zip", files), tmp_path / "out", on=DAY)


def test_a_table_that_unpacks_to_more_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.taxonomy.imports.download._FILE_LIMIT", 300)
    with pytest.raises(ImportRefused, match="larger"):
        import_esco(in_zip(tmp_path / "in.zip", esco_files()), tmp_path / "out", on=DAY)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    files = esco_files()
    (tmp_path / "elsewhere.csv").write_text(files.pop("skills_en.csv"), encoding="utf-8")
    folder = in_folder(tmp_path / "in", files)
    (folder / "skills_en.csv").symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(ImportRefused, match=r"skills_en\.csv"):
        import_esco(folder, tmp_path / "out", on=DAY)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut short", b"plain text"])
def test_what_is_no_download_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "in.zip").write_bytes(data)
    with pytest.raises(ImportRefused):
        import_onet(tmp_path / "in.zip", tmp_path / "out", on=DAY)
    with pytest.raises(ImportRefused, match="neither"):
        import_onet(tmp_path / "missing.zip", tmp_path / "out", on=DAY)


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    folder = in_folder(tmp_path / "in", onet_files())
    (folder / "Occupation Data.txt").write_bytes(b"O*NET-SOC Code\tTitle\n51-4121.00\t\xff\xfe\n")
    with pytest.raises(ImportRefused, match="UTF-8"):
        import_onet(folder, tmp_path / "out", on=DAY)
