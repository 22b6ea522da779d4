"""What durable work costs: `python -m tests.benchmarks.bench_engine [--url URL] [--jobs N] [--children N]`.

Jobs of three steps that do nothing, so that what is measured is the engine: enqueueing one by one and in pages of
500, jobs and CPU time in one worker process, and one by one what a person would wait for. With children, a parent
starts that many as well, and the memory of the process is printed on the way.
"""

import argparse
import contextlib
import resource
import tempfile
import time
from pathlib import Path

from app.engine.client import Engine
from app.engine.model import Json, Page, queues
from app.engine.registry import Jobs
from app.engine.run import Run
from app.engine.worker import Worker
from tests.engine.site import database_on

PAGE = 500


def cpu() -> float:
    """CPU seconds of this process until now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def three_steps(run: Run, document: str) -> Json:
    read = run.step("read", lambda: {"sha256": document})
    extracted = run.step("extract", lambda: {"claims": 12, "of": read})
    return run.step("store", lambda: extracted)


def enqueue(engine: Engine, number: int) -> None:
    """Print how fast jobs are enqueued, and leave `number` of them in the queue."""
    began, used = time.perf_counter(), cpu()
    single = min(200, number)
    for row in range(single):
        engine.enqueue("draft", f"{row:064x}", job_id=f"one:{row}", delay=3_600)
    seconds, spent = time.perf_counter() - began, cpu() - used
    print(f"  enqueue one by one   {single / seconds:7.0f} /s  {spent / single * 1000:6.2f} CPU ms")
    began, used = time.perf_counter(), cpu()
    for start in range(0, number, PAGE):
        engine.enqueue_all(
            "draft", [(f"b:{row}", (f"{row:064x}",)) for row in range(start, min(start + PAGE, number))]
        )
    seconds, spent = time.perf_counter() - began, cpu() - used
    print(f"  enqueue pages of 500 {number / seconds:7.0f} /s  {spent / number * 1000:6.2f} CPU ms")


def work(engine: Engine, number: int, folder: Path) -> None:
    """Print how fast `number` waiting jobs are done, and how long one alone takes."""
    began, used = time.perf_counter(), cpu()
    with Worker(engine, folder):
        while engine.unfinished("batch"):
            time.sleep(0.25)
        seconds, spent = time.perf_counter() - began, cpu() - used
        print(f"  jobs of three steps  {number / seconds:7.0f} /s  {spent / number * 1000:6.2f} CPU ms")
        waits = []
        for row in range(20):
            began = time.perf_counter()
            engine.enqueue("draft", f"{row:064x}", job_id=f"i:{row}", queue="interactive")
            engine.wait(f"i:{row}", 30, every=0.01)
            waits.append(time.perf_counter() - began)
        waits.sort()
        print(f"  one alone, enqueue to done: median {waits[10] * 1000:.0f} ms, most {waits[-1] * 1000:.0f} ms")
        idle = cpu()
        time.sleep(5)
        print(f"  idle worker: {(cpu() - idle) / 5 * 100:.1f} % of a core")


def megabytes() -> float:
    """Memory of this process now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def parent(run: Run, children: int) -> Json:
    def page(cursor: Json) -> Page:
        begin = int(cursor or 0)
        end = min(begin + PAGE, children)
        rows = tuple((str(row), (f"{row:064x}",)) for row in range(begin, end))
        return Page(children=rows, next=end if end < children else None)

    started = run.fan_out("draft", page)
    run.join()
    return started


def descend(engine: Engine, children: int, folder: Path) -> None:
    """Print the memory of the process while a parent starts its children and waits for them."""
    with Worker(engine, folder):
        engine.enqueue("parent", children, job_id="p")
        marks, began = [share * children // 10 for share in (1, 5, 10)], time.perf_counter()
        while marks:
            done = len(engine.client.list_workflow_steps("p")) * PAGE - engine.unfinished_children("p", most=children)
            if done >= marks[0] or engine.status("p").state.final:
                seconds = time.perf_counter() - began
                print(f"  {marks.pop(0):6} children done after {seconds:.0f} s: {megabytes():.0f} MB")
            time.sleep(0.2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="of a PostgreSQL server, on which a database is made and dropped")
    parser.add_argument("--jobs", type=int, default=1_000)
    parser.add_argument("--children", type=int, default=0)
    parser.add_argument("--slots", type=int, default=16)
    given = parser.parse_args()
    jobs = Jobs()
    jobs.add("draft", three_steps, queue="batch")
    jobs.add("parent", parent, queue="parents")
    with tempfile.TemporaryDirectory() as folder:
        local = contextlib.nullcontext(f"sqlite:///{folder}/engine.db")
        with database_on(given.url) if given.url else local as url:
            print(f"{'PostgreSQL' if given.url else 'SQLite'}, {given.jobs} jobs, {given.slots} slots")
            engine = Engine(url, jobs, kinds=queues(batch=given.slots))
            enqueue(engine, given.jobs)
            work(engine, given.jobs, Path(folder))
            if given.children:
                descend(engine, given.children, Path(folder))
            engine.close()


if __name__ == "__main__":
    main()
