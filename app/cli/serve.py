"""The service and its workers: the commands `serve` and `work`."""

import os
import signal
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli import screen

if TYPE_CHECKING:
    from fastapi import FastAPI
    from uvicorn import Server

    from app.flows.hosted.accounts import Welcome

Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]

_BEHIND: Final = 3
"""Niceness of a worker: where the service shares its machine, its requests come first, for people wait for them."""
_OPEN_SECONDS: Final = 5
"""That requests get to end when the service is told to stop; streams of events never end by themselves."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("serve", epilog="Example: ler serve --port 8000")(serve)
    app.command("work", epilog="Example: ler work")(work)


def serve(
    host: Annotated[str, typer.Option(metavar="HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="Port to listen on.")] = 8000,
    no_worker: Annotated[
        bool, typer.Option("--no-worker", help="Answer requests only; `ler work` does the work elsewhere.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Run the service: the API, and a worker for the durable work beside it.

    The first start on an empty database makes a board and an account, and prints its API key once.
    """
    from app.flows import storage

    storage.require_installed()
    from app import telemetry
    from app.api.app import create
    from app.documents.model import Limits
    from app.engine.worker import leave
    from app.flows import runtime
    from app.flows.hosted import opening

    settings = runtime.settings()
    telemetry.set_up_logs()
    address = settings.public_url or f"http://{host}:{port}"
    opened = opening.open_installation(settings, address, upgrade=True)
    _greet(opened.welcome, address, as_json=as_json)
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
    server = _server(served, host, port)
    runtime.collect_rarely()
    for number in (signal.SIGTERM, signal.SIGINT):
        # the server sends itself again what stopped it, which would end the process before its work is handed back
        signal.signal(number, lambda *_: None)
    try:
        server.run()
    finally:
        left = worker.stop(settings.engine_grace) if worker else 0
        opened.place.engine.close()
        opened.place.database.close()
    leave(left)


def _server(served: "FastAPI", host: str, port: int) -> "Server":
    from uvicorn import Config, Server

    config = Config(
        served,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_OPEN_SECONDS,
    )
    return Server(config)


def _greet(welcome: "Welcome | None", address: str, *, as_json: bool) -> None:
    """Say where the service listens, and what its first start made."""
    if as_json:
        told: dict[str, str] = {"address": address}
        if welcome is not None:
            made = {"board": str(welcome.board.did), "account": str(welcome.person.id), "api_key": welcome.api_key}
            told |= made
        screen.emit(told)
        return
    if welcome is not None:
        screen.say(f"board      {welcome.board.name} ({welcome.board.did})")
        screen.say(f"account    {welcome.person.id}")
        screen.say(f"API key    {welcome.api_key}   (shown once: keep it)")
    screen.say(f"listening  {address}")


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
    opened = opening.open_installation(settings, settings.public_url or "http://127.0.0.1:8000", upgrade=False)
    worker = opening.start_worker(settings, opened.place)
    telemetry.set_up_logs()  # again: durable work brings a logger with lines of its own
    if as_json:
        screen.emit({"worker": worker.name})
    else:
        screen.say(f"working as {worker.name}")
    worker.run_until_told(settings.engine_grace)
