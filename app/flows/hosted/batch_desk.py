"""Batches from the machine that the service is installed on: who acts there, and waiting for the end."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from app.errors import RequestInvalid, SourceNotFound
from app.flows.folders import LeftOut
from app.flows.hosted import accounts, batches, opening
from app.flows.hosted.access import Asking
from app.flows.hosted.batch_files import rows_of_file, rows_of_folder
from app.flows.hosted.batch_plan import Consent
from app.flows.hosted.batches import Seen
from app.flows.hosted.installation import Installation
from app.settings import Settings
from app.store import boards
from app.store.model import BatchState

_LOOK = 0.3


class Made(NamedTuple):
    """A new batch, and the files of a folder that are no rows of it."""

    seen: Seen
    left_out: Sequence[LeftOut]


@contextmanager
def desk(
    settings: Settings, board: str | None = None, *, greet: Callable[[accounts.Welcome], object]
) -> Iterator[Asking]:
    """Open this machine's installation for whoever runs the board of that word; the first board unless given.

    `greet` is told of a board that this made, as the first start of an installation does. Raises RequestInvalid when
    the board has no account that runs it, and what `open_installation` raises.
    """
    opened = opening.open_installation(settings, settings.public_url or "http://127.0.0.1:8000", upgrade=False)
    try:
        if opened.welcome is not None:
            greet(opened.welcome)
        yield _runs(opened.place, board or accounts.HOME)
    finally:
        opened.place.engine.close()
        opened.place.database.close()


def _runs(place: Installation, slug: str) -> Asking:
    with place.database.reading() as connection:
        found = accounts.runner(place, connection, boards.find_board(connection, slug).id)
    if found is None:
        raise RequestInvalid(
            "No account runs this board.", hint="`ler serve --new-key` makes one for the first board."
        )
    return Asking(place, found.actor)


def create(
    asking: Asking,
    path: Path,
    consent: Consent,
    *,
    review: str,
    budget: Decimal,
    declared: Mapping[str, str] | None,
) -> Made:
    """Make a batch of a folder or a file. Raises SourceNotFound, and what `batches.create` raises."""
    limits, door = asking.place.limits, asking.place.opening
    if path.is_dir():
        if declared:
            raise RequestInvalid("Columns are declared of a job history, and this is a folder of documents.")
        found = rows_of_folder(path, limits, door)
        return Made(batches.create(asking, found, consent, review=review, budget=budget), found.left_out)
    if not path.is_file():
        raise SourceNotFound(f"{path}: no such file or folder")
    with path.open("rb") as file:
        rows = rows_of_file(file, path.name, limits, declared, door)
        return Made(batches.create(asking, rows, consent, review=review, budget=budget), rows.left_out)


def is_worked_on(settings: Settings, asking: Asking, seen: Seen) -> bool:
    """Say whether a batch runs, and a worker lives that does its work."""
    return seen.batch.state is BatchState.RUNNING and bool(
        asking.place.engine.workers(silence=settings.engine_silence)
    )


def wait(settings: Settings, asking: Asking, batch_id: UUID, tell: Callable[[Seen], None]) -> Seen:
    """Look until a batch stands still, and tell what is seen; does the work itself where no worker is alive."""
    with ExitStack() as undo:
        if not asking.place.engine.workers(silence=settings.engine_silence):
            worker = opening.start_worker(settings, asking.place)
            undo.callback(worker.stop, settings.engine_grace)
        while True:
            seen = batches.look(asking, batch_id)
            tell(seen)
            if seen.batch.state is not BatchState.RUNNING:
                return seen
            time.sleep(_LOOK)
