"""`ler serve` as a process: it is up soon, and hands back what it was at when it is told to stop."""

import json
import os
import socket
import subprocess
from pathlib import Path

from app.errors import AddressTaken
from tests.api.process import PROGRAM, Process


def test_a_service_in_a_fresh_folder_prints_its_key_once(tmp_path: Path) -> None:
    with Process(tmp_path) as first:
        assert first.get("/v1/me")["roles"] == ["admin", "board", "endorser", "reviewer", "worker"]
        assert first.stop() == 0
    with Process(tmp_path) as second:
        assert second.get("/readyz")["workers"] == 1
        assert second.stop() == 0
    assert (tmp_path / "stdout.txt").read_text().count("ler_live_") == 1


def test_a_lost_key_is_followed_by_another_one_and_a_board_at_another_address_is_told(tmp_path: Path) -> None:
    said = tmp_path / "stdout.txt"
    with Process(tmp_path) as first:
        assert first.stop() == 0
    lost = said.read_text()
    said.write_text("")
    with Process(tmp_path, "--new-key") as second:
        assert second.key not in lost
        account = second.get("/v1/me")
        assert "board" in account["roles"]
        second.erase(account["id"])
        assert second.stop() == 0
    said.write_text("")
    with Process(tmp_path, "--new-key") as third:
        assert third.get("/v1/me")["roles"] == account["roles"]
        assert third.get("/v1/me")["id"] != account["id"]
        assert third.stop() == 0
    assert "note       the first board signs as did:web:127.0.0.1%3A" in said.read_text()


def test_a_key_is_made_beside_a_service_that_runs_and_is_good_there_at_once(tmp_path: Path) -> None:
    with Process(tmp_path) as running:
        account = running.get("/v1/me")["id"]
        port = running.address.rpartition(":")[2]
        environment = os.environ | {"LER_DATA_FOLDER": str(tmp_path / "data")}
        command = [*PROGRAM, "--port", port, "--new-key", "--json"]
        ran = subprocess.run(command, capture_output=True, text=True, env=environment)
        assert ran.returncode == AddressTaken.exit_status
        assert "hint: The new key is good at once" in ran.stderr
        (tmp_path / "stdout.txt").write_text(json.loads(ran.stdout)["api_key"])
        assert running.get("/v1/me")["id"] == account
        assert running.stop() == 0


def test_what_a_stopped_service_was_at_is_handed_back_and_done_by_the_next(tmp_path: Path) -> None:
    with Process(tmp_path, engine_grace="0") as first:
        document = first.upload()
        assert first.stop() in (0, 75)
        events = [json.loads(line) for line in first.lines.read_text().splitlines()]
    assert [one["event"] for one in events].count("handed-back") == 1
    with Process(tmp_path) as second:
        seen = second.get(f"/v1/documents/{document['id']}?wait=30")
        assert (seen["id"], seen["state"]) == (document["id"], "drafted")
        assert second.stop() == 0


def test_its_lines_name_routes_and_nobody(tmp_path: Path) -> None:
    with Process(tmp_path) as running:
        document = running.upload()
        running.get(f"/v1/documents/{document['id']}?wait=30")
        assert running.stop() == 0
        lines = running.lines.read_text()
    assert "rosa" not in lines.lower()
    assert '"route": "documents/{document_id}"' in lines


def test_a_port_that_is_used_is_told_before_anything_is_started(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = os.environ | {"LER_DATA_FOLDER": str(tmp_path / "data")}
        ran = subprocess.run([*PROGRAM, "--port", str(port)], capture_output=True, text=True, env=environment)
    assert (ran.returncode, ran.stdout) == (AddressTaken.exit_status, "")
    assert f"error [serve.address]: Nothing can listen at 127.0.0.1:{port}" in ran.stderr
    assert "hint: End what listens there" in ran.stderr
    assert not (tmp_path / "data").exists()
