"""The service and its workers: the commands `serve` and `work`."""

import errno
import os
import signal
import socket
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli import screen
from app.cli.welcome import greet, values
from app.errors import AddressTaken, NotFound, SettingsInvalid

if TYPE_CHECKING:
    from fastapi import FastAPI

    from app.flows.hosted.accounts import Welcome
    from app.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]

_BEHIND: Final = 3
"""Niceness of a worker: where the service shares its machine, its requests come first, for people wait for them."""
_WAITING: Final = 2048
"""Connections that wait for the service while it starts."""
_OPEN_SECONDS: Final = 5
"""That requests get to end when the service is told to stop; streams of events never end by themselves."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("serve", short_help="Run the service with a worker.", epilog="Example: ler serve --port 8000")(serve)
    app.command("work", short_help="Run one more worker beside the service.", epilog="Example: ler work")(work)


def serve(
    host: Annotated[str, typer.Option(metavar="HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="Port to listen on.")] = 8000,
    no_worker: Annotated[
        bool, typer.Option("--no-worker", help="Answer requests only; `ler work` does the work elsewhere.")
    ] = False,
    new_key: Annotated[
        bool,
        typer.Option(
            "--new-key",
            help="Also make another API key for who runs the first board, and print it: the first was lost.",
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Run the service: the API, and a worker for the durable work beside it.

    The first start on an empty database makes a board and an account, and prints its API key once; when that was
    lost, --new-key makes another one, also while a service runs at the address.
    """
    from app.flows import storage

    storage.require_installed()
    from app import telemetry
    from app.api.app import create
    from app.documents.model import Limits
    from app.engine.worker import leave
    from app.flows import runtime
    from app.flows.hosted import accounts, opening

    settings = runtime.settings()
    telemetry.set_up_logs()
    address = settings.public_url or _local(host, port)
    try:
        place = _listening(host, port)
    except AddressTaken as taken:
        if new_key and taken.advice == AddressTaken.hint:
            _key_alone(taken, settings, address, as_json=as_json)
        raise
    opened = opening.open_installation(settings, address, upgrade=True)
    made = accounts.further_key(opened.place) if new_key and opened.welcome is None else None
    _greet(opened.welcome, address, made, opening.note(opened.place), as_json=as_json)
    limits = settings.max_bytes or Limits().bytes
    served = create(
        opened.place,
        most_bytes=limits,
        requests_per_minute=settings.requests_per_minute,
        most_batch_bytes=settings.batch_bytes,
        debug=settings.debug,
    )
    worker = None if no_worker else opening.start_worker(settings, opened.place)
    telemetry.set_up_logs()  # again: durable work brings a logger with lines of its own
    runtime.collect_rarely()
    try:
        _answer(served, place)
    finally:
        left = worker.stop(settings.engine_grace) if worker else 0
        opened.place.engine.close()
        opened.place.database.close()
    leave(left)


def _key_alone(taken: AddressTaken, settings: "Settings", address: str, *, as_json: bool) -> None:
    """Make the key that was asked for where a service runs already, and end. Raises AddressTaken."""
    from app.flows.hosted import accounts, opening

    opened = opening.open_installation(settings, address, upgrade=False, first=False)
    try:
        made = accounts.further_key(opened.place)
    except NotFound:  # nothing was ever started here: another program listens
        raise taken from None
    finally:
        opened.place.engine.close()
        opened.place.database.close()
    hint = "The new key is good at once where a service of this installation runs. To start another, choose --port."
    told = AddressTaken(taken.message, hint=hint)
    if as_json:
        screen.emit({"api_key": made, **screen.failure_of(told)})
    else:
        _say_key(made)
    screen.show_failure(told.code, told.message, told.advice)
    raise typer.Exit(told.exit_status)


def _say_key(api_key: str) -> None:
    screen.say(f"API key    {api_key}   (shown once: keep it)")


def _listening(host: str, port: int) -> socket.socket:
    """Take the address, before anything is opened or said. Raises AddressTaken."""
    place = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind((host, port))
        place.listen(_WAITING)
    except OSError as error:
        place.close()
        hint = None if error.errno == errno.EADDRINUSE else "Check --host and --port; ports below 1024 need rights."
        raise AddressTaken(f"Nothing can listen at {host}:{port} ({error.strerror})", hint=hint) from error
    return place


def _answer(served: "FastAPI", place: socket.socket) -> None:
    """Answer requests until the process is told to stop."""
    import uvicorn

    server = uvicorn.Server(
        uvicorn.Config(
            served,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_OPEN_SECONDS,
        )
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        # the server sends itself again what stopped it, which would end the process before its work is handed back
        signal.signal(number, lambda *_: None)
    server.run(sockets=[place])


def _local(host: str, port: int) -> str:
    """Give the address of this machine, which credentials will name. Raises SettingsInvalid for one that is none."""
    if host in ("0.0.0.0", "") or ":" in host:  # noqa: S104 - it is refused
        raise SettingsInvalid(
            f"LER_PUBLIC_URL is not set, and nobody reaches the service at {host or 'an empty host'}: its address "
            "stands in credentials for good",
            hint="Set LER_PUBLIC_URL to where the world reaches it, such as https://ler.example.org.",
        )
    return f"http://{host}:{port}"


def _greet(welcome: "Welcome | None", address: str, api_key: str | None, note: str | None, *, as_json: bool) -> None:
    """Say where the service listens, what its first start made, a key that was asked for, and what to look at."""
    if as_json:
        told = {"address": address, **(values(welcome) if welcome else {})}
        further = {"api_key": api_key, "note": note}
        screen.emit(told | {name: said for name, said in further.items() if said is not None})
        return
    if welcome is not None:
        greet(welcome, screen.say)
    if api_key is not None:
        _say_key(api_key)
    screen.say(f"listening  {address}")
    if note is not None:
        screen.say(f"note       {note}")


def work(as_json: Json = False) -> None:
    """Do durable work beside a service that runs elsewhere, until told to stop (SIGTERM); PostgreSQL is needed."""
    from app.flows import storage

    storage.require_installed()
    if hasattr(os, "nice"):
        os.nice(_BEHIND)
    from app import telemetry
    from app.flows import runtime
    from app.flows.hosted import opening

    settings = runtime.settings()
    telemetry.set_up_logs()
    opened = opening.open_installation(
        settings, settings.public_url or "http://127.0.0.1:8000", upgrade=False, first=False
    )
    worker = opening.start_worker(settings, opened.place)
    telemetry.set_up_logs()  # again: durable work brings a logger with lines of its own
    if as_json:
        screen.emit({"worker": worker.name})
    else:
        screen.say(f"working as {worker.name}")
    worker.run_until_told(settings.engine_grace)
