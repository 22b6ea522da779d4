"""What is erased or has served its time stands in no row and in no file any more."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.engine.client import Engine
from app.engine.model import Json, Page, State
from app.engine.registry import Jobs
from app.engine.run import Run
from app.errors import EngineUnavailable, JobUnknown
from tests.engine.site import database_on

Start = Callable[..., Engine]
MARK = "7f3c9a51e0d84b6c"


def held(engine: Engine, folder: Path) -> int:
    """How often the mark stands in the engine's tables and, for SQLite, files."""
    tables = sa.MetaData()
    for schema in [None] if engine.database.dialect.name == "sqlite" else ["dbos", "ler_engine"]:
        tables.reflect(engine.database, schema=schema)
    with engine.database.connect() as connection:
        rows = "\n".join(str(row) for table in tables.sorted_tables for row in connection.execute(sa.select(table)))
    files = [path.read_bytes() for path in folder.rglob("engine.db*")]
    return rows.count(MARK) + sum(content.count(MARK.encode()) for content in files)


@pytest.fixture
def jobs() -> Jobs:
    known = Jobs()

    @known.job("draft", queue="batch")
    def draft(run: Run, document: str) -> Json:
        run.report({"document": document})
        return run.step("read", lambda: document)

    @known.job("batch", queue="parents")
    def batch(run: Run) -> None:
        children = tuple((f"row{row}", (f"{MARK}{row}",)) for row in range(30))
        run.fan_out("draft", lambda _: Page(children=children))
        run.join(every=0.05)

    @known.job("sleeper")
    def sleeper(run: Run, document: str) -> None:
        run.step("read", lambda: document)
        run.sleep(60)

    return known


def test_erasure_leaves_nothing_of_a_job_and_its_children(start: Start, jobs: Jobs, tmp_path: Path) -> None:
    engine = start(jobs)
    engine.enqueue("batch", job_id=f"b{MARK}")
    engine.enqueue("draft", "other", job_id="other")
    engine.enqueue("sleeper", MARK, job_id=f"s{MARK}")
    assert engine.wait(f"b{MARK}", 30).state is State.DONE
    assert engine.wait("other", 30).state is State.DONE
    while not engine.client.list_workflow_steps(f"s{MARK}"):
        time.sleep(0.02)
    assert held(engine, tmp_path) > 60
    assert engine.erase([f"b{MARK}", f"s{MARK}", "never-was"]) == 32
    assert held(engine, tmp_path) == 0
    time.sleep(1.5)
    assert held(engine, tmp_path) == 0
    with pytest.raises(JobUnknown):
        engine.status(f"b{MARK}/row1")
    assert engine.result("other") == "other"


def test_finished_jobs_are_deleted_after_their_days_and_others_are_not(start: Start, jobs: Jobs) -> None:
    engine = start(jobs)
    engine.enqueue("draft", "a", job_id="old")
    engine.enqueue("sleeper", "b", job_id="running")
    engine.wait("old", 20)
    while engine.status("running").state is not State.RUNNING:
        time.sleep(0.02)
    assert engine.retain(1.0) == 0
    time.sleep(3.0)  # SQLite's clock may count whole seconds
    engine.enqueue("draft", "c", job_id="new")
    engine.wait("new", 20)
    assert engine.retain(2.0 / 86_400, chunk=1) == 1
    assert engine.status("new").state is State.DONE
    assert engine.status("running").state is State.RUNNING
    with pytest.raises(JobUnknown):
        engine.status("old")
    engine.cancel("running")


def test_a_job_runs_by_the_clock_once_each_time(start: Start, jobs: Jobs) -> None:
    times = list[str]()
    jobs.schedule("retention", "* * * * * *", lambda run, days: times.append(f"{run.id} {days}"), 30)
    engine = start(jobs)
    until = time.monotonic() + 120
    while len(times) < 2:
        assert time.monotonic() < until
        time.sleep(0.05)
    assert len(set(times)) == len(times)
    assert all(said.endswith(" 30") for said in times)
    rows = engine.client.list_workflows(schedule_name="retention")
    assert {row.queue_name for row in rows} == {"upkeep"}
    assert engine.status(rows[0].workflow_id).job == "retention"


def test_a_database_that_cannot_be_opened_is_told_without_its_password(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(EngineUnavailable):
        Engine(f"sqlite:///{tmp_path / 'file' / 'engine.db'}", Jobs())
    with pytest.raises(EngineUnavailable) as raised:
        Engine("postgresql://someone:hush-hush@127.0.0.1:9/none?connect_timeout=2", Jobs())
    assert "hush" not in str(raised.value)


@pytest.mark.postgres
def test_an_engine_that_is_not_patient_says_so_when_its_database_goes(server: str) -> None:
    with database_on(server) as url:
        jobs = Jobs()
        jobs.add("draft", lambda *_: None)
        engine = Engine(url, jobs, patient=False)
        engine.enqueue("draft", job_id="d1")
    for ask in (engine.status, engine.result, engine.progress, engine.cancel, engine.retry):
        with pytest.raises(EngineUnavailable):
            ask("d1")
    with pytest.raises(EngineUnavailable):
        engine.enqueue("draft", job_id="d2")
    engine.close()
