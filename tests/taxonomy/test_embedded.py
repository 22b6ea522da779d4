"""The frameworks that ship with the code."""

import hashlib
import zlib
from pathlib import Path

import pytest

from app.resources import folder
from app.taxonomy import tables
from app.taxonomy.load import load
from app.taxonomy.model import ConceptKind
from app.taxonomy.shorten import abbreviations, listed, narrower

TAXONOMIES = folder("taxonomies")
NAMES = ("esco", "onet")


@pytest.mark.parametrize("name", NAMES)
def test_manifests_match_the_tables_on_disk(name: str) -> None:
    manifest = tables.read_manifest(TAXONOMIES / name)
    assert manifest.name == name
    files = {path.name for path in (TAXONOMIES / name).iterdir()}
    assert files == {"manifest.toml", *(table.file for table in manifest.tables)}
    for table in manifest.tables:
        data = (TAXONOMIES / name / table.file).read_bytes()
        assert hashlib.sha256(data).hexdigest() == table.sha256
        assert zlib.decompress(data, wbits=31).count(b"\n") == table.rows + 1
        assert data[4:8] == b"\0\0\0\0"  # no time stamp (RFC 1952 section 2.3)


@pytest.mark.parametrize("name", NAMES)
def test_manifests_say_where_the_tables_come_from(name: str) -> None:
    manifest = tables.read_manifest(TAXONOMIES / name)
    assert manifest.licence
    assert manifest.attribution
    assert manifest.source
    assert all(len(digest) == 64 for digest in manifest.source_sha256.values())


def test_the_tables_stay_small() -> None:
    assert sum(path.stat().st_size for path in TAXONOMIES.glob("*/*.tsv.gz")) < 8_000_000


def test_names_are_names_and_not_sentences() -> None:
    for name in NAMES:
        rows = tables.read(TAXONOMIES / name, tables.read_manifest(TAXONOMIES / name))
        texts = [row.name for row in rows.concepts] + [row.name for row in rows.names]
        assert max(len(text) for text in texts) < 260
        assert not [text for text in texts if text.endswith(".") and text.count(" ") > 10]


def test_esco_and_onet_are_whole() -> None:
    rows = {name: tables.read(TAXONOMIES / name, tables.read_manifest(TAXONOMIES / name)) for name in NAMES}
    counts = {
        (name, kind): sum(row.kind is kind for row in rows[name].concepts) for name in NAMES for kind in ConceptKind
    }
    assert counts["esco", ConceptKind.SKILL] + counts["esco", ConceptKind.KNOWLEDGE] == 13_939
    assert counts["esco", ConceptKind.OCCUPATION] == 3_039
    assert counts["onet", ConceptKind.OCCUPATION] == 1_016
    assert counts["onet", ConceptKind.TECHNOLOGY] == 8_768
    assert len({row.id for name in NAMES for row in rows[name].concepts}) == sum(counts.values())


@pytest.mark.parametrize(
    ("list_", "occupations"), [("short-names.txt", None), ("phrases.txt", False), ("titles.txt", True)]
)
def test_lists_lead_to_labels_that_exist(list_: str, occupations: bool | None) -> None:
    labels = {
        row.name
        for name in NAMES
        for row in tables.read(TAXONOMIES / name, tables.read_manifest(TAXONOMIES / name)).concepts
        if occupations in (None, row.kind is ConceptKind.OCCUPATION)
    }
    pairs = [*listed(TAXONOMIES / list_), *narrower(TAXONOMIES / list_)]
    assert [label for _, label in pairs if label not in labels] == []


def test_the_lists_have_no_doubles() -> None:
    lines = [
        line for line in (TAXONOMIES / "everyday.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"
    ]
    assert len(lines) == len(set(lines)) > 1_000
    for name in ("short-names.txt", "phrases.txt", "titles.txt"):
        pairs = listed(TAXONOMIES / name)
        assert len(pairs) == len(set(pairs))
    pairs = listed(TAXONOMIES / "phrases.txt")
    falling = narrower(TAXONOMIES / "phrases.txt")
    assert len(falling) == len(set(falling)) > 500
    assert set(falling).isdisjoint(pairs)
    shorts = [short for short, _ in abbreviations(TAXONOMIES / "titles.txt")]
    assert len(shorts) == len(set(shorts)) > 20


def test_what_people_write_leads_to_concepts(tmp_path: Path) -> None:
    found = load([TAXONOMIES], [TAXONOMIES / ".compiled", tmp_path])
    for text, name in (
        ("Excel", "Microsoft Excel"),
        ("HTML", "Hypertext markup language HTML"),
        ("driving forklifts", "operate forklift"),
        ("Registered Nurse", "Registered Nurses"),
        ("labour law", "labour law"),
        ("python", "Python"),
    ):
        assert name in [concept.name for concept in found.exact(text)]
    text = "Certified forklift operator, good at time management. It was the first place I used SAP."
    marked = {text[o.start : o.end]: o.everyday for o in found.gazetteer.find(text)}
    assert marked["time management"] is False
    assert marked["It"] is True
    assert [o.name for o in found.gazetteer.find_titles(text)] == ["forklift operator"]
