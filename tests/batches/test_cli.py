"""`ler batch …` on this machine's own installation, as a person types it."""

import csv
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli.batch_screen import shown_dollars
from app.cli.main import app
from app.errors import SEVERAL_FAILURES, NotNow, RequestInvalid, SourceNotFound
from app.flows.hosted import batches
from tests.batches.fleet import COMMAND
from tests.batches.site import histories, resume

TOLD = ("--consent", "written", "--reference", "WS-12")


class Ler:
    """The command line with a data folder of its own."""

    def __call__(self, *words: object) -> tuple[int, str, str]:
        if "--wait" in words:
            # works itself, and a process has one worker in its life
            command = [sys.executable, "-c", COMMAND, "batch", *map(str, words)]
            ran = subprocess.run(command, capture_output=True, text=True, check=False)
            return ran.returncode, ran.stdout, ran.stderr
        result = CliRunner().invoke(app, ["batch", *map(str, words)])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout, result.stderr

    def json(self, *words: object, status: int = 0) -> dict[str, Any]:
        code, out, err = self(*words, "--json")
        assert code == status, out + err
        found: dict[str, Any] = json.loads(out)
        return found


@pytest.fixture
def ler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ler:
    monkeypatch.setenv("LER_DATA_FOLDER", str(tmp_path / "data"))
    return Ler()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "resumes"
    (made / "more").mkdir(parents=True)
    for n in range(3):
        (made / f"{n}.txt").write_bytes(resume())
    (made / "more" / "inside.txt").write_bytes(resume())
    (made / ".hidden").write_bytes(b"x")
    return made


def test_a_batch_that_was_cut_off_while_it_came_in_says_so_and_how_it_goes_on(
    ler: Ler, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(batches, "estimate", killed)
        assert ler("create", folder, *TOLD)[0] == 130
    (seen,) = ler.json("status")["batches"]
    assert (seen["state"], seen["complete"], seen["rows"]) == ("estimated", False, 4)
    assert "not whole" in ler("status")[1]
    shown = " ".join(ler("status", seen["id"])[1].split())
    assert "rows 4 so far (4 waiting)" in shown
    last = seen["updated_at"][:16].replace("T", " ")
    assert f"not whole its rows are still coming in, or cut off: the last ones came at {last} UTC" in shown
    assert f"ler batch cancel {seen['id']}, then create it again" in shown
    code, _, told = ler("start", seen["id"])
    assert (code, "Not all of its rows came in" in told) == (NotNow.exit_status, True)
    code, shown, _ = ler("cancel", seen["id"])
    assert (code, "create it again" in shown, "export" in shown) == (0, True, False)
    whole = ler.json("create", folder, *TOLD)
    shown = " ".join(ler("status", whole["id"])[1].split())
    assert (whole["complete"], "so far" in shown, "cut off" in shown) == (True, False, False)
    assert f"next ler batch start --wait {whole['id']}" in shown
    code, _, told = ler("resume", whole["id"])
    assert (code, "It was not started yet" in told) == (NotNow.exit_status, True)


def test_a_folder_is_drafted_at_once_and_what_became_of_it_is_written(ler: Ler, folder: Path, tmp_path: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nbroken")
    seen = ler.json("create", folder, *TOLD, "--budget", 5, "--start", "--wait", status=SEVERAL_FAILURES)
    assert (seen["state"], seen["rows"], seen["counts"]["done"], seen["counts"]["failed"]) == ("done", 5, 4, 1)
    assert seen["budget_usd"] == "0.000000"
    code, shown, _ = ler("status")
    assert code == 0
    assert "done" in shown
    out = tmp_path / "outcome.csv"
    assert ler.json("export", seen["id"], "--out", out)["bytes"] == out.stat().st_size
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert {row["source"] for row in rows} == {"0.txt", "1.txt", "2.txt", "broken.pdf", "more/inside.txt"}
    drafts = tmp_path / "drafts.zip"
    ler.json("export", seen["id"], "--what", "drafts", "--out", drafts)
    with zipfile.ZipFile(drafts) as package:
        assert package.namelist() == [
            "000001-0.draft.json",
            "000002-1.draft.json",
            "000003-2.draft.json",
            "000005-inside.draft.json",
        ]
    assert seen["codes"] == {"source.damaged": 1}
    shown = ler("status", seen["id"])[1]
    assert "failed     1 source.damaged" in shown
    assert "money      none is needed: all is done offline" in shown
    ler.json("export", seen["id"], "--what", "drafts", "--out", tmp_path / "drafts.ndjson")
    assert len((tmp_path / "drafts.ndjson").read_text("utf-8").splitlines()) == 4
    code, _, told = ler("export", seen["id"], "--out", out)
    assert (code, "is there already" in told, "Name another file" in told) == (71, True, True)


def test_what_of_a_folder_is_no_row_is_told_and_stands_in_the_json(ler: Ler, folder: Path) -> None:
    (folder / "script.py").write_bytes(resume())
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    code, out, told = ler("create", folder, *TOLD, "--json")
    assert (code, json.loads(out)["rows"]) == (0, 4)
    assert [one["path"] for one in json.loads(out)["left_out"]] == ["passwd.txt", "script.py"]
    assert "note: not read, because it is a link that leads out of the folder: passwd.txt" in told


@pytest.mark.parametrize(("exact", "shown"), [("5.000000", "5.00"), ("0.004200", "0.0042"), ("12.500000", "12.50")])
def test_money_is_shown_with_the_decimals_that_it_has(exact: str, shown: str) -> None:
    assert shown_dollars(exact) == shown


def test_the_first_command_tells_the_key_of_the_board_that_it_makes_once(ler: Ler, folder: Path) -> None:
    _, shown, told = ler("create", folder, *TOLD, "--budget", 5)
    assert (told.count("ler_live_"), "ler_live_" in shown) == (1, False)
    assert "note: LER_MODEL is not set, so all is done offline" in told
    assert "ler_live_" not in "".join(ler("status")[1:])


def test_columns_that_are_declared_wrongly_are_named(ler: Ler, tmp_path: Path) -> None:
    file = tmp_path / "jobs.csv"
    file.write_text("Case,Post,Firm,Since\n1,Cook,Comedor,2011\n2,Driver,Haul Co,2015\n")

    def create(*columns: str) -> tuple[int, str, str]:
        return ler("create", file, *TOLD, *(word for one in columns for word in ("--column", one)))

    code, _, told = create()
    assert (code, "it has the columns" in told or "reads like headings" in told) == (27, True)
    assert "--column title=HEADING" in told
    code, _, told = create("person=Case", "title=Post", "employer=Company")
    assert (code, "no row of the table has the heading Company" in told) == (27, True)
    code, _, told = create("person=Case", "title=Post")
    assert (code, "declared are the columns for person, title" in told, "as well" in told) == (27, True, True)
    assert create("person=Case", "title=Post", "employer=Firm", "start=Since")[0] == 0


def test_a_batch_is_estimated_first_then_started_or_cancelled(ler: Ler, tmp_path: Path) -> None:
    file = tmp_path / "jobs.csv"
    file.write_bytes(histories(3).getvalue())
    code, shown, _ = ler("create", file, *TOLD, "--review", "10%")
    assert code == 0
    assert "Job Title = title" in shown
    assert "offline, about" in shown
    batch = shown.split()[1]
    assert f"next       ler batch start --wait {batch}" in shown
    code, shown, _ = ler("start", batch, "--wait")
    assert code == 0
    assert f"next       ler batch export {batch} --out outcome.csv" in shown
    seen = ler.json("status", batch)
    assert (seen["state"], seen["counts"]["done"], seen["review"]) == ("done", 3, "10%")
    other = ler.json("create", file, *TOLD)
    assert other["estimate"]["known"] == 3
    assert ler.json("cancel", other["id"])["counts"]["cancelled"] == 3


def test_what_cannot_be_done_is_said_with_a_code_and_a_status(ler: Ler, folder: Path, tmp_path: Path) -> None:
    assert ler("create", tmp_path / "nowhere", *TOLD)[0] == SourceNotFound.exit_status
    assert ler("create", folder, *TOLD, "--review", "half")[0] == RequestInvalid.exit_status
    for amount in ("much", "nan", "inf", "-1"):
        assert ler("create", folder, *TOLD, f"--budget={amount}")[0] == RequestInvalid.exit_status
    assert ler("create", folder, *TOLD, "--column", "title=X")[0] == RequestInvalid.exit_status
    assert ler("create", folder)[0] == 2
    batch = ler.json("create", folder, *TOLD)["id"]
    assert ler("pause", batch)[0] == NotNow.exit_status
