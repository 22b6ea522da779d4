"""Archives, folders and tables to rows: each bad entry is one row that says why."""

import io
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest

from app.documents.model import Limits, SourceDocument
from app.documents.read import read
from app.errors import RequestInvalid, SourceDamaged, SourceEmpty, SourceMismatch
from app.flows.hosted.batch_export import safe
from app.flows.hosted.batch_files import rows_of_file, rows_of_folder
from app.flows.hosted.batch_plan import opinions
from app.review.model import DraftClaim
from tests.batches.site import histories, packed, resume
from tests.flows.drafts import draft
from tests.samples.structured import csv_file
from tests.samples.structured import packed as exported

LIMITS = Limits(bytes=10_000)


def failures(files: dict[str, bytes]) -> dict[str, str | None]:
    return {item.name: item.failure for item in rows_of_file(packed(files), "x.zip", LIMITS).items}


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "C:/a.txt", "a\\..\\b.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    assert list(failures({name: b"x"}).values()) == ["source.damaged"]


def test_what_is_too_large_empty_or_an_archive_is_refused_and_nothing_of_it_is_kept() -> None:
    files = {
        "large.txt": bytes(range(256)) * 50,
        "empty.txt": b"",
        "inner.zip": packed({"a": b"a"}).getvalue(),
        "program.exe": b"\x7fELF" + bytes(range(256)),
        "good.txt": resume(),
    }
    codes = ["source.too-large", "source.empty", "source.unsupported", "source.unsupported", None]
    found = list(rows_of_file(packed(files), "x.zip", LIMITS).items)
    assert [item.failure for item in found] == codes
    assert [bool(item.data) for item in found] == [False, False, False, False, True]


def test_folders_and_what_systems_leave_behind_are_no_rows() -> None:
    files = {"a/": b"", "__MACOSX/a.txt": b"x", ".DS_Store": b"x", "a/~$b.docx": b"x", "a/b.txt": resume()}
    assert failures(files) == {"a/b.txt": None}


def test_an_entry_that_was_changed_is_refused_and_the_others_are_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        package.writestr("a.txt", b"Rosa Quill, forklift")
        package.writestr("b.txt", resume())
    changed = io.BytesIO(out.getvalue().replace(b"Rosa Quill, forklift", b"Rosa Quill, crane op"))
    found = {item.name: item.failure for item in rows_of_file(changed, "x.zip", LIMITS).items}
    assert found == {"a.txt": "source.damaged", "b.txt": None}


def test_an_archive_that_is_cut_short_and_an_empty_file_are_refused_as_a_whole() -> None:
    with pytest.raises(SourceDamaged):
        rows_of_file(io.BytesIO(packed({"a.txt": resume()}).getvalue()[:-30]), "x.zip", LIMITS)
    with pytest.raises(SourceEmpty):
        rows_of_file(io.BytesIO(), "x.zip", LIMITS)


def test_a_file_that_is_no_archive_is_a_batch_of_one() -> None:
    found = rows_of_file(io.BytesIO(resume()), "resume.txt", LIMITS)
    assert (found.source, [item.name for item in found.items]) == ("documents", ["resume.txt"])


def test_a_linkedin_export_is_one_document_alone_and_in_an_archive() -> None:
    export = exported({"Positions.csv": csv_file("Company Name,Title,Started On", ("Diner", "Cook", "2019"))})
    found = rows_of_file(io.BytesIO(export), "export.zip", LIMITS)
    assert [(item.name, item.data == export) for item in found.items] == [("export.zip", True)]
    archive = packed({"a.txt": resume(), "export.zip": export, "other.zip": packed({"b.txt": resume()}).getvalue()})
    failed = {item.name: item.failure for item in rows_of_file(archive, "all.zip", LIMITS).items}
    assert failed == {"a.txt": None, "export.zip": None, "other.zip": "source.unsupported"}


def test_a_folder_gives_its_files_in_name_order_and_says_when_it_has_none(tmp_path: Path) -> None:
    with pytest.raises(RequestInvalid):
        rows_of_folder(tmp_path, LIMITS)
    (tmp_path / "b.txt").write_bytes(resume())
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "z.txt").write_bytes(bytes(20_000))
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = [(item.name, item.failure) for item in rows_of_folder(tmp_path, LIMITS).items]
    assert found == [("a/z.txt", "source.too-large"), ("b.txt", None), ("gone.txt", "source.not-found")]


def test_a_folder_is_searched_as_the_other_commands_do_and_disguises_are_refused_alike(tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    for name in ("a.txt", "script.py", "mail.eml", "jobs.csv"):
        (folder / name).write_bytes(resume())
    program = b"\x7fELF" + bytes(range(256))
    (folder / "program.pdf").write_bytes(program)
    (folder / "text.pdf").write_bytes((folder / "a.txt").read_bytes())
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    rows = rows_of_folder(folder, LIMITS)
    assert [(item.name, item.failure) for item in rows.items] == [
        ("a.txt", None),
        ("program.pdf", "source.mismatch"),
        ("text.pdf", "source.mismatch"),
    ]
    assert [one.path for one in rows.left_out] == ["jobs.csv", "mail.eml", "passwd.txt", "script.py"]
    for name in ("program.pdf", "text.pdf"):
        with pytest.raises(SourceMismatch):
            read(SourceDocument(name=name, data=(folder / name).read_bytes()))
    assert failures({"text.pdf": resume(), "b.docx": b"PK\x03\x04cut short"}) == {
        "text.pdf": "source.mismatch",
        "b.docx": "source.damaged",
    }
    (tmp_path / "only").mkdir()
    (tmp_path / "only" / "jobs.csv").write_bytes(resume())
    with pytest.raises(RequestInvalid) as refused:
        rows_of_folder(tmp_path / "only", LIMITS)
    assert "jobs.csv" in refused.value.advice


def test_each_person_of_a_table_has_their_own_rows_only() -> None:
    items = list(rows_of_file(histories(3), "jobs.csv", LIMITS).items)
    assert [(item.person, item.worker_name) for item in items] == [
        ("E-0000", "Rosa Quill"),
        ("E-0001", "Amos Quill"),
        ("E-0002", "Lena Quill"),
    ]
    assert all(item.data.count(b"\n") == 3 for item in items)
    assert b"Amos" not in items[0].data


@pytest.mark.parametrize(("cell", "written"), [("=1+1", "'=1+1"), ("-2", "'-2"), ("\tx", "'\tx"), ("a=b", "a=b")])
def test_a_cell_that_a_spreadsheet_would_run_is_written_as_text(cell: str, written: str) -> None:
    assert safe(cell) == written


def test_a_share_of_claims_is_drawn_the_same_way_each_time_and_about_as_large_as_it_says() -> None:
    claim = draft().claims[0]
    claims: list[DraftClaim] = [claim.model_copy(update={"id": f"c{n}"}) for n in range(2_000)]
    batch = uuid4()
    drawn = [opinions("10%", batch)(one) for one in claims]
    assert drawn == [opinions("10%", batch)(one) for one in claims]
    assert 140 <= sum(drawn) <= 260
    assert {opinions("all", batch)(one) for one in claims} == {1}
    assert sum(opinions("flagged", batch)(one) for one in claims) == sum(bool(one.flags) for one in claims)
