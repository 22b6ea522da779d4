"""Paths become inputs with names of their own."""

import os
from pathlib import Path

import pytest

from app.documents.model import Limits
from app.errors import SourceNotFound, SourceTooLarge
from app.flows.folders import READABLE, LeftOut, Why
from app.flows.inputs import by_worker, collect
from tests.samples.structured import csv_file, packed


def touch(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return paths


def test_two_inputs_of_one_stem_get_distinct_names_in_the_order_of_the_call(tmp_path: Path) -> None:
    paths = touch(tmp_path, "b/resume.pdf", "a/resume.docx", "c/Resume.txt", "c/resume-2.pdf")
    assert [(item.path.name, item.name) for item in collect(paths).inputs] == [
        ("resume.pdf", "resume"),
        ("resume.docx", "resume-2"),
        ("Resume.txt", "Resume-3"),
        ("resume-2.pdf", "resume-2-2"),
    ]


def test_a_folder_is_walked_in_name_order_for_readable_files_only(tmp_path: Path) -> None:
    touch(tmp_path, "z.PDF", "a.docx", "m/b.txt", "m/c.rtf", "m/d.odt", "m/e.html", "m/f.doc", "notes.md", "~$a.docx")
    touch(tmp_path, ".hidden.pdf", ".git/c.pdf", "y.JPG", "y.tiff", "y.gif")
    assert [item.path.name for item in collect([tmp_path]).inputs] == [
        "a.docx",
        "b.txt",
        "c.rtf",
        "d.odt",
        "e.html",
        "f.doc",
        "y.JPG",
        "y.tiff",
        "z.PDF",
    ]


def test_of_json_xml_and_zip_a_folder_gives_those_that_hold_a_record(tmp_path: Path) -> None:
    touch(tmp_path, "a.json", "b.zip", "c.zip", "d.json", "e.json", "f.xml")
    (tmp_path / "a.json").write_bytes(b'{"basics": {"name": "Imani Okafor"}, "work": []}')
    (tmp_path / "b.zip").write_bytes(packed({"Positions.csv": csv_file("Company Name,Title,Started On")}))
    (tmp_path / "c.zip").write_bytes(packed({"a.txt": b"x"}))
    (tmp_path / "d.json").write_bytes(b'{"schema": "ler-draft/1"}')
    (tmp_path / "e.json").write_bytes(b'{"basics": {"name": "Imani Okafor"')
    assert [item.path.name for item in collect([tmp_path]).inputs] == ["a.json", "b.zip", "e.json"]


def test_what_a_folder_holds_beside_documents_is_left_out_and_told_why(tmp_path: Path) -> None:
    folder = tmp_path / "given"
    touch(folder, "a.pdf", "history.csv", "m.json", "more/r.py", "b.draft.json", "b.credentials/1.json", "x.jsonl")
    (tmp_path / "outside.txt").write_text("secret")
    (folder / "t.txt").symlink_to(tmp_path / "outside.txt")
    touch(folder, ".kept/b.pdf")
    for name, file in (("within.pdf", "a.pdf"), ("b.pdf", ".kept/b.pdf"), ("c.pdf", ".kept/b.pdf")):
        (folder / name).symlink_to(folder / file)
    (folder / "up.txt").symlink_to("../outside.txt")
    (folder / "elsewhere").symlink_to(tmp_path)
    found = collect([folder])
    assert [item.path.name for item in found.inputs] == ["a.pdf", "b.pdf"]
    assert found.left_out == [
        LeftOut(path="c.pdf", why=Why.SAME_FILE),
        LeftOut(path="elsewhere", why=Why.FOLDER_LINK),
        LeftOut(path="history.csv", why=Why.KIND),
        LeftOut(path="m.json", why=Why.NO_RECORD),
        LeftOut(path="more/r.py", why=Why.KIND),
        LeftOut(path="t.txt", why=Why.LEADS_OUT),
        LeftOut(path="up.txt", why=Why.LEADS_OUT),
        LeftOut(path="within.pdf", why=Why.SAME_FILE),
    ]
    named = collect([folder, folder / "t.txt", folder / "history.csv", folder / "c.pdf"])
    assert [item.path.name for item in named.inputs] == ["a.pdf", "b.pdf", "t.txt", "history.csv", "c.pdf"]
    assert [one.path for one in named.left_out] == ["elsewhere", "m.json", "more/r.py", "up.txt", "within.pdf"]


def test_a_file_named_twice_is_converted_once(tmp_path: Path) -> None:
    (path,) = touch(tmp_path, "a.pdf")
    assert [item.name for item in collect([path, tmp_path, tmp_path / "." / "a.pdf"]).inputs] == ["a"]


def test_a_missing_path_a_folder_without_documents_and_a_device_are_not_found_when_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    items = collect([tmp_path / "no.pdf", tmp_path / "empty", Path("/dev/null")]).inputs
    said = []
    for item in items:
        with pytest.raises(SourceNotFound) as caught:
            item.read(Limits())
        said.append(caught.value.message)
    assert said == ["no such file", f"the folder holds no file ending in {', '.join(READABLE)}", "not a file"]


def test_a_file_over_the_limit_is_refused_by_its_size(tmp_path: Path) -> None:
    (path,) = touch(tmp_path, "a.txt")
    path.write_bytes(b"x" * 11)
    with pytest.raises(SourceTooLarge, match="11 bytes; the limit is 10"):
        collect([path]).inputs[0].read(Limits(bytes=10))


def test_a_name_that_is_no_text_is_still_read_and_reported(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/r\xe9sum\xe9.txt"))
    path.write_bytes(b"x")
    (item,) = collect([tmp_path]).inputs
    assert (item.name, item.read(Limits()).name) == ("r\ufffdsum\ufffd", "r\ufffdsum\ufffd.txt")
    assert item.shown == f"{tmp_path}/r\ufffdsum\ufffd.txt"


def test_a_name_of_dots_still_names_something(tmp_path: Path) -> None:
    assert [item.name for item in collect(touch(tmp_path, "...", ".pdf")).inputs] == ["document", "pdf"]


MANY = b"Employee ID,Job Title,Employer\nA-1,Welder,Acme\nA-1,Inspector,Acme\nB/2,Cook,Grill\n"


def test_a_table_of_several_workers_is_one_input_for_each(tmp_path: Path) -> None:
    (path, other) = touch(tmp_path, "many.csv", "many-A-1.txt")
    path.write_bytes(MANY)
    items = by_worker(collect([path, other]).inputs, Limits())
    assert [item.name for item in items] == ["many-A-1-2", "many-B-2", "many-A-1"]
    assert items[0].read(Limits()).data == b"Employee ID,Job Title,Employer\nA-1,Welder,Acme\nA-1,Inspector,Acme\n"
    assert items[0].notes == ("columns read as: person = Employee ID; title = Job Title; employer = Employer",)
    assert items[1].notes == ()


def test_a_table_that_cannot_be_read_stays_one_input(tmp_path: Path) -> None:
    (path, missing) = touch(tmp_path, "fruit.csv", "gone.csv")
    path.write_bytes(b"Fruit,Colour\napple,red\n")
    missing.unlink()
    items = collect([path, missing]).inputs
    assert by_worker(items, Limits()) == items
