"""Names to functions: the jobs that flows hand to the engine, and when some run by themselves."""

from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from app.engine.model import INTERACTIVE, PARENTS, UPKEEP, Json

PARENT_RECOVERIES = 1_000
"""Jobs that wait for others live through many processes."""
Function = TypeVar("Function", bound=Callable[..., Json])


class Job(BaseModel):
    """A named function whose steps are recorded."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    name: str = Field(pattern=r"^[a-z][a-z-]*$")
    function: Callable[..., Json]
    queue: str
    recoveries: int | None
    """How often it is started again after its process died, before it is set aside as failed; None: for ever."""


class Schedule(BaseModel):
    """A job that starts by the clock, once in the whole installation each time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z][a-z-]*$")
    job: str
    cron: str
    """Five fields, UTC."""
    arguments: tuple[Json, ...] = ()


class Jobs:
    """What an installation can do durably. Filled by flows before the engine starts.

    `version` is that of the order of steps of the jobs. A worker goes on only with jobs begun under its own version:
    raise it when the order of steps of a job changes, and keep a worker of the old version until its jobs are done.
    """

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.jobs: dict[str, Job] = {}
        self.schedules: dict[str, Schedule] = {}

    def add(
        self, name: str, function: Callable[..., Json], *, queue: str = INTERACTIVE, recoveries: int | None = 10
    ) -> None:
        """Name `function(run, *arguments)`, whose arguments and result are small JSON. ValueError for a name taken.

        Between its steps it must do the same each time it runs: clock, chance and stores belong into steps.
        """
        if name in self.jobs:
            raise ValueError(f"there is a job {name} already")
        if queue == PARENTS and recoveries is not None:
            recoveries = max(recoveries, PARENT_RECOVERIES)
        self.jobs[name] = Job(name=name, function=function, queue=queue, recoveries=recoveries)

    def job(
        self, name: str, *, queue: str = INTERACTIVE, recoveries: int | None = 10
    ) -> Callable[[Function], Function]:
        """`add` as a decorator."""

        def register(function: Function) -> Function:
            self.add(name, function, queue=queue, recoveries=recoveries)
            return function

        return register

    def schedule(self, name: str, cron: str, function: Callable[..., Json], *arguments: Json) -> None:
        """Run `function(run, *arguments)` as the job `name` at the times of `cron` (five fields, UTC)."""
        self.add(name, function, queue=UPKEEP)
        self.schedules[name] = Schedule(name=name, job=name, cron=cron, arguments=arguments)
