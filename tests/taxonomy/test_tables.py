from pathlib import Path

import pytest

from app.errors import TablesDamaged
from app.taxonomy import tables
from app.taxonomy.model import ConceptKind
from tests.taxonomy import small


def test_rows_come_back_as_they_were_written(tmp_path: Path) -> None:
    manifest = small.write(tmp_path / "trades", "trades", small.TRADES)
    assert tables.read_manifest(tmp_path / "trades") == manifest
    rows = tables.read(tmp_path / "trades", manifest)
    assert set(rows.concepts) == set(small.TRADES.concepts)
    assert set(rows.names) == set(small.TRADES.names)
    assert set(rows.relations) == set(small.TRADES.relations)
    assert [table.rows for table in manifest.tables] == [12, 7, 5]


def test_the_same_rows_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    small.write(tmp_path / "one", "trades", small.TRADES)
    rows = small.TRADES
    turned = tables.Rows(rows.concepts[::-1], rows.names[::-1], rows.relations[::-1])
    small.write(tmp_path / "two", "trades", turned)
    for file in sorted(path.name for path in (tmp_path / "one").iterdir()):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_names_that_repeat_the_label_and_relations_to_unknown_concepts_are_left_out(tmp_path: Path) -> None:
    concept = tables.ConceptRow("http://x.test/1", ConceptKind.SKILL, "", "weld")
    rows = tables.Rows(
        [concept],
        [tables.NameRow(concept.id, "weld"), tables.NameRow("http://x.test/2", "lost")],
        [tables.RelationRow("http://x.test/3", concept.id, "essential")],
    )
    manifest = small.write(tmp_path / "f", "f", rows)
    assert tables.read(tmp_path / "f", manifest) == tables.Rows([concept], [], [])


def test_writing_over_a_framework_leaves_nothing_of_the_old_one(tmp_path: Path) -> None:
    small.write(tmp_path / "f", "f", small.TRADES)
    (tmp_path / "f" / "stray.tsv").write_text("x", encoding="utf-8")
    manifest = small.write(tmp_path / "f", "f", small.TOOLS)
    assert set(tables.read(tmp_path / "f", manifest).concepts) == set(small.TOOLS.concepts)
    assert [path.name for path in tmp_path.iterdir()] == ["f"]
    assert not (tmp_path / "f" / "stray.tsv").exists()


@pytest.mark.parametrize("damage", [b"", b"not gzip"])
def test_a_changed_table_is_refused(tmp_path: Path, damage: bytes) -> None:
    manifest = small.write(tmp_path / "f", "f", small.TRADES)
    (tmp_path / "f" / "names.tsv.gz").write_bytes(damage)
    with pytest.raises(TablesDamaged, match=r"f/names\.tsv\.gz"):
        tables.read(tmp_path / "f", manifest)


def test_a_manifest_that_claims_other_rows_is_refused(tmp_path: Path) -> None:
    manifest = small.write(tmp_path / "f", "f", small.TRADES)
    fewer = tuple(table.model_copy(update={"rows": table.rows - 1}) for table in manifest.tables)
    with pytest.raises(TablesDamaged, match="other rows"):
        tables.read(tmp_path / "f", manifest.model_copy(update={"tables": fewer}))


def test_a_manifest_cannot_name_a_table_outside_its_folder(tmp_path: Path) -> None:
    manifest = small.write(tmp_path / "f", "f", small.TRADES)
    text = (tmp_path / "f" / "manifest.toml").read_text(encoding="utf-8").replace("names.tsv", "../names.tsv")
    (tmp_path / "f" / "manifest.toml").write_text(text, encoding="utf-8")
    assert manifest != tables.read_manifest(tmp_path / "f")
    with pytest.raises(TablesDamaged):
        tables.read(tmp_path / "f", tables.read_manifest(tmp_path / "f"))
