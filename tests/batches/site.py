"""An installation whose batches are tested: its boards, a scripted provider, and files of many rows."""

import csv
import io
import itertools
import json
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from app.access.model import Role
from app.documents.model import Limits
from app.flows.hosted import accounts, batches, opening
from app.flows.hosted.access import Asking
from app.flows.hosted.batch_files import rows_of_file
from app.flows.hosted.batch_plan import Consent, ConsentGround
from app.flows.hosted.batches import Seen
from app.flows.hosted.installation import Installation
from app.settings import Settings
from app.store.model import BatchState, RowState
from app.store.tables import batches as batch_table
from app.store.tables import model_calls
from tests.llm.server import Said, Script, shown_lines, whole

CONSENT: Final = Consent(basis=ConsentGround.WRITTEN, reference="Form WS-12")
MODEL: Final = "scripted-1"
_numbers = itertools.count(1)
_FIRST = ("Rosa", "Amos", "Lena", "Tomas", "Priya", "Nadia", "Otis", "Greta", "Ivan", "Marta")
_LAST = ("Quill", "Brackwater", "Hollis", "Okafor", "Lindqvist", "Ferreira", "Tanaka", "Novak", "Byrne", "Castillo")


def resume(number: int | None = None) -> bytes:
    """An invented resume, another one each time."""
    n = next(_numbers) if number is None else number
    name = f"{_FIRST[n % 10]} {_LAST[n // 10 % 10]}"
    return f"""{name}
worker{n}@example.com | (555) 555-01{n % 100:02}

EXPERIENCE
Forklift Operator, Dock & Sons {n}
March 2019 to present
- Operated a reach truck and a forklift in cold store {n}.

SKILLS
Forklift operation, inventory control
""".encode()


def packed(files: Mapping[str, bytes]) -> io.BytesIO:
    """A ZIP of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out


def resumes(count: int, begin: int = 1) -> io.BytesIO:
    """A ZIP of so many resumes; the same numbers make the same bytes."""
    return packed({f"resume-{n:05}.txt": resume(n) for n in range(begin, begin + count)})


HEADINGS: Final = ("Employee ID", "Name", "Job Title", "Employer")


def histories(workers: int, headings: tuple[str, ...] = HEADINGS) -> io.BytesIO:
    """A CSV of so many people with two jobs each."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*headings, "Start Date", "End Date"])
    for n in range(workers):
        name = f"{_FIRST[n % 10]} {_LAST[n // 10 % 10]}"
        writer.writerow([f"E-{n:04}", name, "Welder", f"Iron Works {n}", "2016-02-01", "2019-05-31"])
        writer.writerow([f"E-{n:04}", name, "Forklift Operator", f"Dock & Sons {n}", "2019-06-01", "2023-01-31"])
    return io.BytesIO(out.getvalue().encode())


def answering(faults: Callable[[int], Said | None] = lambda _: None, delay: float = 0.0) -> Script:
    """A provider that claims words of the document, unless a request of that number fails."""

    def script(number: int, body: dict[str, Any]) -> Said:
        fault = faults(number)
        if fault is not None:
            return fault
        line, text = next((line, text) for line, text in shown_lines(body) if "inventory control" in text)
        start = text.index("inventory control")
        quote = text[start : start + len("inventory control")]
        return Said(text=whole([(line, quote, "inventory control", "stated")], []), delay=delay)

    return script


@dataclass(frozen=True)
class Desk:
    """A board of its own, and whoever runs it."""

    asking: Asking

    @property
    def place(self) -> Installation:
        return self.asking.place

    def create(self, file: io.BytesIO, name: str = "batch.zip", **more: Any) -> Seen:
        declared = more.pop("declared", None)
        consent = more.pop("consent", CONSENT)
        limits = more.pop("limits", Limits())
        return batches.create(self.asking, rows_of_file(file, name, limits, declared), consent, **more)

    def look(self, seen: Seen) -> Seen:
        return batches.look(self.asking, seen.batch.id)

    def start(self, seen: Seen, budget: Decimal | None = None) -> Seen:
        return batches.start(self.asking, seen.batch.id, seen.batch.version, budget)

    def until(self, seen: Seen, condition: Callable[[Seen], bool] | None = None, seconds: float = 300.0) -> Seen:
        """Wait until a batch stands still, or until `condition`."""
        ends = time.monotonic() + seconds
        is_met = condition or (lambda found: found.batch.state is not BatchState.RUNNING)
        while not is_met(now := self.look(seen)):
            assert time.monotonic() < ends, (now.batch.state, dict(now.counts))
            time.sleep(0.05)
        return now

    def quiet(self, seen: Seen, seconds: float = 300.0) -> Seen:
        """Wait until no row is in hand any more."""
        return self.until(seen, lambda found: not found.counts[RowState.RUNNING], seconds)

    def through(self, seen: Seen, budget: Decimal | None = None) -> Seen:
        """Start a batch and wait until it stands still."""
        return self.until(self.start(seen, budget))

    def rows(self, seen: Seen) -> list[Any]:
        return list(batches.list_rows(self.asking, seen.batch.id, limit=20_000))

    def calls(self, seen: Seen) -> list[Any]:
        with self.place.database.reading() as connection:
            query = select(model_calls).where(model_calls.c.batch_id == seen.batch.id).order_by(model_calls.c.id)
            return list(connection.execute(query).mappings())

    def money(self, seen: Seen) -> tuple[int, int, int]:
        """Budget, set aside, spent: as one statement sees them."""
        with self.place.database.reading() as connection:
            columns = (batch_table.c.budget, batch_table.c.reserved, batch_table.c.spent)
            found = connection.execute(select(*columns).where(batch_table.c.id == seen.batch.id)).one()
            return found.budget, found.reserved, found.spent


@dataclass(frozen=True)
class Site:
    """A running installation."""

    place: Installation
    settings: Settings

    def desk(self) -> Desk:
        with self.place.database.writing() as connection:
            board = accounts.add_board(self.place, connection, f"b-{self.place.make_id().hex[-12:]}", "Ridge Valley")
            person = accounts.add_account(self.place, connection, board.id, (Role.BOARD,), None)
        return Desk(Asking(self.place, person.actor))


def settings_of(
    folder: Path, *, store: str | None = None, engine: str | None = None, provider: str | None = None, **more: Any
) -> Settings:
    """Settings of an installation in a folder, on SQLite unless URLs are given, with a provider of models if any."""
    chosen: dict[str, Any] = {"data_folder": folder, "cache_folder": folder / "cache", "database_url": store}
    chosen |= {"engine_url": engine, **more}
    if provider is not None:
        prices = {MODEL: {"input": "0.40", "output": "1.60", "cached": "0.10"}}
        chosen |= {"model": MODEL, "openai_base_url": provider, "model_prices": json.loads(json.dumps(prices))}
    given = {name: value for name, value in chosen.items() if value is not None}
    compiled = Settings().cache_folder
    if "cache_folder" in given and compiled.is_dir():
        given["cache_folder"].mkdir(parents=True, exist_ok=True)
        for table in compiled.glob("frameworks-*.bin"):
            target = given["cache_folder"] / table.name
            if not target.exists():
                target.symlink_to(table)
    return Settings.model_validate(given)


@contextmanager
def running(settings: Settings, *, work: bool = True) -> Iterator[Site]:
    """Open an installation, and work for it in this process."""
    opened = opening.open_installation(settings, "http://testserver", upgrade=True)
    worker = opening.start_worker(settings, opened.place) if work else None
    try:
        yield Site(opened.place, settings)
    finally:
        if worker is not None:
            worker.stop(grace=10)
        opened.place.engine.close()
        opened.place.database.close()


def final(seen: Seen) -> int:
    """How many rows have their final state."""
    return sum(seen.counts[state] for state in (RowState.DONE, RowState.FAILED, RowState.CANCELLED))


def ids(rows: list[Any]) -> set[UUID]:
    return {row.id for row in rows}
