"""The application behind a server, for what talks to it over the network."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from tests.api.site import Site


@contextmanager
def served(site: Site) -> Iterator[str]:
    """Put the application behind a server; gives its address."""
    server = uvicorn.Server(uvicorn.Config(site.app, port=0, log_config=None, access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
