"""Documents that take over their reader: each costs itself alone, and the next one is read."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from app.documents.isolation.allowance import Allowance
from app.documents.isolation.pool import Pool
from app.documents.isolation.tasks import ask_reading
from app.documents.model import Limits, SourceDocument
from app.documents.opening import Isolated
from app.errors import (
    IsolationFailed,
    SourceDamaged,
    SourceError,
    SourceTimeOut,
    SourceTooComplex,
    SourceTooLarge,
)
from tests.batches.site import packed

TASKS = "tests.isolation.hostile"
LIMITS = Limits(cpu_seconds=2, seconds=30)
HONEST = SourceDocument(name="honest.txt", data=b"Forklift operator\n")


def attack(name: str, rest: object = "") -> SourceDocument:
    return SourceDocument(name="attack.txt", data=f"attack {name} {rest}\n".encode())


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    made = Pool(TASKS)
    yield made
    made.close()


def refused(pool: Pool, source: SourceDocument, limits: Limits = LIMITS) -> SourceError:
    """Read a document that is refused, and see that the same server then reads an honest one."""
    opening = Isolated(pool)
    opening.read(HONEST, limits)
    server = pool.pid
    with pytest.raises(SourceError) as caught:
        opening.read(source, limits)
    assert opening.read(HONEST, limits).text == "Forklift operator"
    assert pool.pid == server
    return caught.value


@pytest.mark.parametrize(
    ("name", "limits", "error"),
    [
        ("loop", Limits(cpu_seconds=1), SourceTimeOut),
        ("outlive", Limits(cpu_seconds=1), SourceTimeOut),
        ("sleep", Limits(seconds=1), SourceTimeOut),
        ("stop", Limits(seconds=1), SourceTimeOut),
        ("allocate", Limits(memory=400_000_000), SourceTooComplex),
        ("abort", LIMITS, SourceTooComplex),
        ("crash", LIMITS, SourceTooComplex),
        ("leave", LIMITS, SourceTooComplex),
        ("exit", LIMITS, SourceTooComplex),
        ("nonsense", LIMITS, SourceTooComplex),
        ("lie", LIMITS, SourceTooComplex),
    ],
)
def test_a_document_that_ends_its_process_costs_itself_alone(
    pool: Pool, name: str, limits: Limits, error: type[SourceError]
) -> None:
    assert type(refused(pool, attack(name), limits)) is error


def test_an_answer_longer_than_allowed_is_refused(pool: Pool) -> None:
    allowance = Allowance(memory=1_000_000_000, cpu_seconds=2, seconds=30, answer_bytes=100_000)
    with pytest.raises(SourceTooLarge):
        pool.run("read", ask_reading(attack("flood"), LIMITS), allowance)


def test_no_limit_can_be_raised_again(pool: Pool) -> None:
    assert refused(pool, attack("more")).message in ("more: ValueError", "more: EPERM")


def test_it_stands_behind_what_people_wait_for(pool: Pool) -> None:
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert refused(pool, attack("nice")).message == f"nice: {min(own + 2, 19)}"


def held(pool: Pool, *guards: str) -> None:
    if not set(guards) & set(pool.held()):
        pytest.skip(f"this kernel has none of {', '.join(guards)}")


def test_nobody_can_be_called(pool: Pool) -> None:
    held(pool, "seccomp", "namespaces")
    with socket.create_server(("127.0.0.1", 0)) as server:
        refusal = refused(pool, attack("connect", server.getsockname()[1]))
    assert refusal.message in ("connect: EPERM", "connect: ENETUNREACH", "connect: ECONNREFUSED")
    held(pool, "seccomp")
    assert refused(pool, attack("listen")).message == "listen: EPERM"


def test_nothing_outside_is_written_or_removed(pool: Pool, tmp_path: Path) -> None:
    held(pool, "seccomp", "landlock")
    there, new = tmp_path / "there", tmp_path / "new"
    there.write_text("untouched", encoding="utf-8")
    denied = ("EACCES", "EPERM")
    assert refused(pool, attack("write", there)).message.removeprefix("write: ") in denied
    assert refused(pool, attack("write", new)).message.removeprefix("write: ") in denied
    assert refused(pool, attack("remove", there)).message.removeprefix("remove: ") in denied
    assert there.read_text(encoding="utf-8") == "untouched"
    assert not new.exists()


def test_secrets_outside_are_not_read(pool: Pool, tmp_path: Path) -> None:
    held(pool, "landlock")
    secret = tmp_path / "master.key"
    secret.write_text("secret", encoding="utf-8")
    assert refused(pool, attack("look", secret)).message == "look: EACCES"
    assert refused(pool, attack("look", f"/proc/{os.getpid()}/environ")).message == "look: EACCES"


def test_no_process_is_started_and_none_is_killed(pool: Pool) -> None:
    held(pool, "seccomp")
    for name in ("fork", "run", "kill", "kill-all"):
        assert refused(pool, attack(name)).message == f"{name}: EPERM"


def test_a_reader_that_may_run_programs_leaves_none_behind_and_writes_in_its_own_folder_alone(
    pool: Pool, tmp_path: Path
) -> None:
    held(pool, "seccomp")
    allowance = Allowance(memory=1_000_000_000, cpu_seconds=2, seconds=30, processes=True)

    def said(name: str, rest: object = "") -> str:
        with pytest.raises(SourceDamaged) as caught:
            pool.run("read", ask_reading(attack(name, rest), LIMITS), allowance)
        return caught.value.message.removeprefix(f"{name}: ")

    assert said("run") == "None"
    assert said("session") == "EPERM"
    _wait_for_the_end_of(int(said("orphan")))
    written = Path(said("scratch"))
    assert written.name.startswith("tmp")
    assert not written.parent.exists()
    if "landlock" in pool.held():
        assert said("write", tmp_path / "new") == "EACCES"


def _wait_for_the_end_of(pid: int) -> None:
    # a killed process takes its time to go, and what nobody waits for stays as a zombie
    status = Path(f"/proc/{pid}/status")
    with suppress(OSError):
        while "(zombie)" not in status.read_text(encoding="ascii"):
            time.sleep(0.01)


def test_settings_and_open_files_of_the_program_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LER_MASTER_KEY", "secret")
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    pool = Pool(TASKS)
    try:
        seen = refused(pool, attack("environment")).message.split()[1:]
        assert not [name for name in seen if name.startswith(("LER_", "OPENAI_"))]
        assert refused(pool, attack("open-files")).message == "open-files: 0 1 2 3"
    finally:
        pool.close()


def test_what_a_reader_prints_goes_nowhere(pool: Pool, capfd: pytest.CaptureFixture[str]) -> None:
    error = refused(pool, attack("talk", "Jo Example, 555-0100"))
    assert "Example" not in error.message + error.advice
    assert capfd.readouterr() == ("", "")


def test_threads_share_the_server_and_attacks_disturb_no_other_document(pool: Pool) -> None:
    opening = Isolated(pool)

    def read(number: int) -> str:
        try:
            if number % 3 == 0:
                opening.read(attack(("abort", "crash", "leave")[number % 9 // 3]), LIMITS)
            text = f"Document {number}"
            return opening.read(SourceDocument(name="a.txt", data=text.encode()), LIMITS).text
        except SourceError as error:
            return error.code

    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(read, range(40)))
    expected = [SourceTooComplex.code if number % 3 == 0 else f"Document {number}" for number in range(40)]
    assert told == expected


def test_a_server_that_was_killed_is_started_again(pool: Pool) -> None:
    opening = Isolated(pool)
    opening.read(HONEST, LIMITS)
    before = pool.pid
    assert before is not None
    os.kill(before, 9)
    assert opening.read(HONEST, LIMITS).text == "Forklift operator"
    assert pool.pid not in (before, None)


def test_a_server_ends_with_a_program_that_was_killed_and_leaves_nothing_behind() -> None:
    code = (
        "from app.documents.isolation.pool import Pool; import time; pool = Pool(); pool.held();"
        "print(pool.pid, pool.scratch, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        pid, scratch = program.stdout.readline().split()
        assert Path(scratch).is_dir()
        program.kill()
    _wait_for_the_end_of(int(pid))
    assert not Path(scratch).exists()


def test_a_document_whose_servers_are_killed_again_and_again_is_given_up() -> None:
    pool, caught = Pool(TASKS), []

    def read() -> None:
        with pytest.raises(IsolationFailed) as failed:
            Isolated(pool).read(attack("sleep"), Limits(seconds=300))
        caught.append(failed.value.code)

    reader = threading.Thread(target=read)
    reader.start()
    killed: set[int] = set()
    while reader.is_alive():
        server = pool.pid
        if server is not None and server not in killed and _children(server):
            os.kill(server, 9)
            killed.add(server)
        time.sleep(0.01)
    reader.join()
    pool.close()
    assert caught == ["isolation.failed"]
    assert len(killed) == 3


def test_a_document_that_takes_over_the_unpacking_of_an_archive_costs_itself_alone(pool: Pool) -> None:
    files = {"a.txt": b"A resume", "bad.txt": b"attack abort", "b.txt": b"Another", "worse.txt": b"attack abort"}
    found = Isolated(pool).members(packed(files), LIMITS)
    assert {member.name: member.failure for member in found or ()} == {
        "a.txt": None,
        "bad.txt": "source.too-complex",
        "b.txt": None,
        "worse.txt": "source.too-complex",
    }


def _children(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return ""


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_memory_and_open_files_of_the_service_stay_flat_over_200_documents(pool: Pool) -> None:
    opening = Isolated(pool)
    text = SourceDocument(name="a.txt", data=b"A line of a resume that is long enough to count.\n" * 300)
    pages = SourceDocument(name="a.txt", data=b"A page\f" * 50)

    def read(number: int) -> None:
        for source in (text, pages) if number % 4 else (attack("abort"),):
            try:
                opening.read(source, LIMITS)
            except SourceError as error:
                assert error.code == SourceTooComplex.code  # noqa: PT017 - the others of them are read

    for number in range(20):
        read(number)
    before, files = _resident(), len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    for number in range(114):
        read(number)
    assert _resident() - before < 5_000_000
    assert len(os.listdir("/proc/self/fd")) == files  # noqa: PTH208
    assert isinstance(refused(pool, attack("talk")), SourceDamaged)
