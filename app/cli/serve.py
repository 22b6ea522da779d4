"""The service and its workers: the commands `serve` and `work`."""

import signal
from typing import Annotated, Final

import typer

from app.cli import screen

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
) -> None:
    """Run the service: the API, and a worker for the durable work beside it.

    The first start on an empty database makes a board and an account, and prints its API key once.
    """
    import uvicorn

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
    if opened.welcome is not None:
        screen.say(f"board      {opened.welcome.board.name} ({opened.welcome.board.did})")
        screen.say(f"account    {opened.welcome.person.id}")
        screen.say(f"API key    {opened.welcome.api_key}   (shown once: keep it)")
    limits = settings.max_bytes or Limits().bytes
    served = create(
        opened.place,
        most_bytes=limits,
        requests_per_minute=settings.requests_per_minute,
        most_batch_bytes=settings.batch_bytes,
        debug=settings.debug,
    )
    worker = None if no_worker else opening.start_worker(settings, opened.place)
    screen.say(f"listening  {address}")
    server = uvicorn.Server(
        uvicorn.Config(
            served,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_OPEN_SECONDS,
        )
    )
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


def work() -> None:
    """Do durable work beside a service that runs elsewhere, until told to stop (SIGTERM); PostgreSQL is needed."""
    from app import telemetry
    from app.flows import runtime
    from app.flows.hosted import opening

    settings = runtime.settings()
    telemetry.set_up_logs()
    opened = opening.open_installation(settings, settings.public_url or "http://127.0.0.1:8000", upgrade=False)
    opening.start_worker(settings, opened.place).run_until_told(settings.engine_grace)
