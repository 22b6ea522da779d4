from pathlib import Path

import pytest

from app.errors import FrameworkUnknown, TablesDamaged
from app.taxonomy import tables
from app.taxonomy.load import load
from tests.taxonomy import small


def compiled(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


def test_tables_are_compiled_once_and_then_mapped(tmp_path: Path) -> None:
    folder, cache = small.installed(tmp_path / "in"), tmp_path / "cache"
    load([folder], [cache])
    for table in folder.glob("*/*.tsv.gz"):
        table.unlink()  # whoever reads the tables again now fails
    assert load([folder], [cache]).exact("operate forklift")[0].id == "http://x.test/s/1"


def test_all_caches_are_read_and_the_first_that_can_be_written_is_written(tmp_path: Path) -> None:
    folder = small.installed(tmp_path / "in")
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    load([folder], [blocked, tmp_path / "second", tmp_path / "third"])
    assert not (tmp_path / "third").exists()
    before = compiled(tmp_path / "second").read_bytes()
    load([folder], [tmp_path / "third", tmp_path / "second"])
    assert not (tmp_path / "third").exists()
    assert compiled(tmp_path / "second").read_bytes() == before


@pytest.mark.parametrize("place", [0, 12, 300, -1])
def test_a_damaged_compiled_file_is_made_again(tmp_path: Path, place: int) -> None:
    folder, cache = small.installed(tmp_path / "in"), tmp_path / "cache"
    load([folder], [cache])
    good = compiled(cache).read_bytes()
    bad = bytearray(good)
    bad[place] ^= 0xFF
    compiled(cache).write_bytes(bytes(bad))
    assert load([folder], [cache]).exact("join metals")
    assert compiled(cache).read_bytes() == good


def test_a_cut_compiled_file_is_made_again(tmp_path: Path) -> None:
    folder, cache = small.installed(tmp_path / "in"), tmp_path / "cache"
    load([folder], [cache])
    good = compiled(cache).read_bytes()
    compiled(cache).write_bytes(good[: len(good) // 2])
    assert load([folder], [cache]).exact("join metals")
    assert compiled(cache).read_bytes() == good


def test_new_tables_get_a_compiled_file_of_their_own(tmp_path: Path) -> None:
    folder, cache = small.installed(tmp_path / "in"), tmp_path / "cache"
    load([folder], [cache])
    more = [*small.TRADES.names, tables.NameRow("http://x.test/s/5", "brazing")]
    small.write(folder / "trades", "trades", small.TRADES._replace(names=more))
    assert load([folder], [cache]).exact("brazing")[0].name == "join metals"
    assert len(list(cache.iterdir())) == 2


def test_without_any_cache_it_serves_this_process(tmp_path: Path) -> None:
    assert load([small.installed(tmp_path)], []).exact("welder")[0].code == "7212"


def test_of_two_frameworks_of_one_name_the_later_wins(tmp_path: Path) -> None:
    small.installed(tmp_path / "embedded")
    small.write(tmp_path / "own" / "trades", "trades", small.TOOLS)
    found = load([tmp_path / "embedded", tmp_path / "own"], [])
    assert [manifest.name for manifest in found.manifests] == ["tools", "trades"]
    assert found.exact("welder") == []
    assert {concept.framework for concept in found.exact("Microsoft Excel")} == {"tools", "trades"}


def test_a_framework_folder_can_be_given_itself(tmp_path: Path) -> None:
    small.installed(tmp_path)
    assert [manifest.name for manifest in load([tmp_path / "trades"], []).manifests] == ["trades"]


def test_no_framework_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TablesDamaged, match="no folder"):
        load([tmp_path, tmp_path / "missing"], [])


def test_a_table_that_is_not_what_the_manifest_says_is_an_error(tmp_path: Path) -> None:
    folder = small.installed(tmp_path)
    (folder / "trades" / "concepts.tsv.gz").write_bytes(b"")
    with pytest.raises(TablesDamaged, match="trades"):
        load([folder], [])


def test_a_framework_that_is_not_installed_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FrameworkUnknown, match="nowhere"):
        load([small.installed(tmp_path)], []).search("weld", framework="nowhere")
