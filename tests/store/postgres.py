"""A private PostgreSQL for tests: installed when it is missing, started in a folder, stopped again.

    python -m tests.store.postgres start FOLDER     prints the value of LER_TEST_POSTGRES
    python -m tests.store.postgres stop FOLDER

It listens on 127.0.0.1 and a socket in the folder only, trusts whoever reaches it, and does not wait for the disk:
nothing of value is ever in it.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ACCOUNT = "postgres"


def main(arguments: list[str]) -> int:
    match arguments:
        case ["start", folder]:
            print(start(Path(folder).resolve()))
        case ["stop", folder]:
            stop(Path(folder).resolve())
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


def start(folder: Path) -> str:
    """Make a cluster in `folder`, start it on a free port and give the URL of its first database."""
    programs = find_programs() or install()
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(folder, ACCOUNT)
    data = folder / "data"
    if not data.exists():
        _run(programs / "initdb", "-D", data, "-U", ACCOUNT, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
    port = _free_port()
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
    options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    _run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    return f"postgresql://{ACCOUNT}@127.0.0.1:{port}/postgres"


def stop(folder: Path) -> None:
    """Stop the server of `folder` at once and remove the folder."""
    programs = find_programs()
    if programs is not None and (folder / "data" / "postmaster.pid").exists():
        _run(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path | None:
    """Give the folder of `initdb` and `pg_ctl`, the newest version; None when PostgreSQL is not installed."""
    return next(_candidates(), None)


def install() -> Path:
    """Install Debian's PostgreSQL, without the cluster that it would start by itself."""
    settings = Path("/etc/postgresql-common/createcluster.conf")
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text("create_main_cluster = false\n", encoding="ascii")
    keep = ["-o", "Dpkg::Options::=--force-confold"]
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *keep, "postgresql"]):
        subprocess.run(command, check=True, stdout=sys.stderr, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"})
    return next(_candidates())


def _candidates() -> Iterator[Path]:
    for program in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True):
        yield program.parent
    found = shutil.which("initdb")
    if found is not None:
        yield Path(found).resolve().parent


def _run(*command: str | Path) -> None:
    """Run as the account `postgres`, because the server refuses to run as root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", ACCOUNT, "--", *words]
    subprocess.run(words, check=True, stdout=sys.stderr, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
