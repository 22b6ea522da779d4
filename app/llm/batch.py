"""Many calls through a provider's batches: cheaper, within a day, and to the same answers as one by one.

Steps that can each be repeated after a crash, because none of them pays twice and none loses an answer: `build`
(calls to jobs; the same calls give the same job), `BatchDesk.submit` (finds the job at the provider before it creates
one), `poll`, `collect`, and `tidy` (deletes what the provider keeps). `run` does all of them and waits.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from app.errors import BatchRefused
from app.llm.batch_answers import Line, collected, read_lines
from app.llm.chat import ChatModel, Server
from app.llm.client import Answer, Call, Memory, Outcome, once_more, read_answer
from app.values import Frozen

if TYPE_CHECKING:
    from openai import OpenAI
    from openai.types import Batch

MOST_CALLS = 50_000
MOST_BYTES = 100_000_000
"""Of one input file, as the provider documents it; more become further jobs."""
LONGEST = 26 * 3600.0
"""Seconds that `run` waits for one job; the provider itself gives up after 24 hours."""

_JOB = "ler_job"
_LISTED = 5_000
"""Batches of an account that are looked through for one of ours, newest first."""
_WAITS = (2.0, 60.0)
"""Seconds between two looks at a job: the first, doubled up to the last."""
_DEAD = ("failed", "cancelling", "cancelled")
_ENDED = (*_DEAD[::2], "completed", "expired")

Reader = Callable[[str], object]
"""Reads an answer's text and raises ValueError for what does not fit."""


class Job(Frozen):
    """One input file, and the name under which its batch is found again."""

    id: str
    """Digest of the lines and the round."""
    path: str
    """`/v1/chat/completions`."""
    lines: bytes
    keys: tuple[str, ...]
    """The custom id of each line, which is the key of its call."""


class Progress(Frozen):
    """How far a provider is with one batch."""

    batch_id: str
    status: str
    done: int = 0
    total: int = 0
    files: tuple[str, ...] = ()
    """The output and the error file, as far as they exist."""
    input_file: str = ""
    why: tuple[str, ...] = ()
    """Codes of what was wrong with the input."""

    @property
    def ended(self) -> bool:
        """Nothing more will come."""
        return self.status in _ENDED


class Spent(NamedTuple):
    """All answers of a run: of each call by its key, one for each attempt."""

    answers: Mapping[str, Sequence[Answer]]
    jobs: int


def build(model: ChatModel, calls: Iterable[Call], round_: int = 0) -> Iterator[Job]:
    """Write calls to jobs; each line holds to the byte what `model.answer` would send. A call given twice is one.

    `round_` tells a second attempt at the same calls from the first.
    """
    rows: dict[str, bytes] = {}
    size, path = 0, ""
    for call in calls:
        key, sent = call.key(model.name), model.sent(call)
        url = f"/v1{sent.path}"
        head = json.dumps({"custom_id": key, "method": "POST", "url": url})[:-1]
        row = f'{head}, "body": '.encode() + sent.body + b"}"
        if rows and (len(rows) == MOST_CALLS or size + len(row) > MOST_BYTES):
            yield _job(rows, path, round_)
            rows, size = {}, 0
        size += 0 if key in rows else len(row) + 1
        rows[key], path = row, url
    if rows:
        yield _job(rows, path, round_)


def _job(rows: Mapping[str, bytes], path: str, round_: int) -> Job:
    lines = b"\n".join(rows[key] for key in sorted(rows)) + b"\n"
    told = hashlib.sha256(lines + str(round_).encode()).hexdigest()
    return Job(id=told, path=path, lines=lines, keys=tuple(sorted(rows)))


class BatchDesk:
    """What a provider offers for batches. Every step raises BatchRefused when the provider does."""

    def __init__(self, server: Server, seconds: float = 120.0) -> None:
        import openai

        key = server.key
        self._client: OpenAI = openai.OpenAI(
            base_url=server.base_url, api_key=key.get_secret_value() if key else None, timeout=seconds, max_retries=3
        )

    def submit(self, job: Job) -> str:
        """Give the id of the job's batch: of the one that exists, else of a new one.

        Between creating a batch and writing down its id lies the one way to pay twice. So the provider's list is
        looked through first, and again when creating fails without saying whether it did.
        """
        import openai

        with _named():
            found = self.find(job)
            if found is not None:
                return found
            file_id = self._uploaded(job)
            try:
                # a client that repeats the request by itself could create a second one
                batch = self._client.with_options(max_retries=0).batches.create(
                    input_file_id=file_id,
                    endpoint=job.path,  # type: ignore[arg-type]  # the literal that the path is one of
                    completion_window="24h",
                    metadata={_JOB: job.id},
                )
            except (openai.APIConnectionError, openai.InternalServerError):
                found = self.find(job)
                if found is None:
                    raise
                return found
        return batch.id

    def find(self, job: Job) -> str | None:
        """Give the id of a batch of this job that runs, or whose answers are still to be had."""
        with _named():
            for batch in islice(self._client.batches.list(limit=100), _LISTED):
                if (batch.metadata or {}).get(_JOB) == job.id and self._alive(_progress(batch)):
                    return batch.id
        return None

    def poll(self, batch_id: str) -> Progress:
        """Ask how far a batch is."""
        with _named():
            return _progress(self._client.batches.retrieve(batch_id))

    def collect(self, progress: Progress) -> list[Line]:
        """Fetch the lines of an ended batch, in any order and as often as they come; an expired one has some, too.

        Of a file that is gone there are none: what stood in it was kept before it was deleted. A batch that was
        refused as a whole is tidied up, and BatchRefused says why.
        """
        if progress.status == "failed":
            self.tidy(progress)
            codes = ", ".join(progress.why) or "without saying why"
            raise BatchRefused(f"the provider refused the batch: {codes}")
        return [line for id_ in progress.files for line in read_lines(self._content(id_))]

    def tidy(self, progress: Progress) -> None:
        """Delete the input, output and error files at the provider; what is gone already is no error."""
        import openai

        for id_ in filter(None, (progress.input_file, *progress.files)):
            with _named():
                try:
                    self._client.files.delete(id_)
                except openai.NotFoundError:
                    continue

    def _alive(self, progress: Progress) -> bool:
        if progress.status in _DEAD:
            return False
        return not progress.ended or any(map(self._exists, progress.files))

    def _exists(self, file_id: str) -> bool:
        import openai

        try:
            self._client.files.retrieve(file_id)
        except openai.NotFoundError:
            return False
        return True

    def _content(self, file_id: str) -> bytes:
        import openai

        with _named():
            try:
                return self._client.files.content(file_id).content
            except openai.NotFoundError:
                return b""

    def _uploaded(self, job: Job) -> str:
        """Upload the job's lines, or find them: a run that stopped before it created the batch left them there."""
        name = f"ler-{job.id}.jsonl"
        for file in islice(self._client.files.list(purpose="batch", limit=100), _LISTED):
            if file.filename == name:
                return file.id
        return self._client.files.create(file=(name, job.lines), purpose="batch").id


def run(
    desk: BatchDesk,
    model: ChatModel,
    calls: Iterable[Call],
    read: Reader,
    memory: Memory,
    *,
    sleep: Callable[[float], None] = time.sleep,
    told: Callable[[Progress], None] = lambda _: None,
) -> Spent:
    """Have calls answered in batches, keep the answers, and delete what the provider holds.

    Answers that were truncated, malformed, refused or empty are asked for once more, in a second batch. What has no
    answer after that (an expired batch, a row that failed) has its outcome, and is asked for again by the next run.
    Stopped at any point, the next run goes on with the batch that is under way. Raises BatchRefused.
    """
    waiting = {call.key(model.name): call for call in calls}
    answers: dict[str, list[Answer]] = {key: [] for key in waiting}
    jobs = 0
    for round_ in range(2):
        again: dict[str, Call] = {}
        for job in build(model, waiting.values(), round_):
            jobs += 1
            progress = wait_for(desk, desk.submit(job), sleep, told)
            for key, answer in collected(model, {k: waiting[k] for k in job.keys}, desk.collect(progress)).items():
                _, answer = read_answer(answer, read)
                answers[key].append(answer)
                second = once_more(waiting[key], answer.outcome)
                if answer.outcome is Outcome.ANSWERED:
                    memory.put(key, answer)
                elif second is not None:
                    again[key] = second
            # only now: the answers are kept
            desk.tidy(progress)
        waiting = again
    return Spent(answers, jobs)


def wait_for(
    desk: BatchDesk, batch_id: str, sleep: Callable[[float], None], told: Callable[[Progress], None]
) -> Progress:
    """Look at a batch until it has ended. Raises BatchRefused when it does not for longer than it may take."""
    pause, waited = _WAITS[0], 0.0
    while True:
        progress = desk.poll(batch_id)
        told(progress)
        if progress.ended:
            return progress
        if waited > LONGEST:
            raise BatchRefused(f"batch {batch_id} is still {progress.status} after {waited / 3600:.0f} hours")
        sleep(pause)
        waited += pause
        pause = min(2 * pause, _WAITS[1])


def _progress(batch: "Batch") -> Progress:
    counts, errors = batch.request_counts, batch.errors
    # some providers name no file by an empty name
    files = tuple(id_ for id_ in (batch.output_file_id, batch.error_file_id) if id_)
    return Progress(
        batch_id=batch.id,
        status=batch.status,
        done=counts.completed + counts.failed if counts else 0,
        total=counts.total if counts else 0,
        files=files,
        input_file=batch.input_file_id or "",
        why=tuple(sorted({error.code or "unknown" for error in (errors.data if errors else None) or ()})),
    )


@contextmanager
def _named() -> Iterator[None]:
    """Turn what the provider's client raises into an error of ours, without its text."""
    import openai

    try:
        yield
    except openai.APIStatusError as error:
        raise BatchRefused(f"the provider's batch interface answers HTTP {error.status_code}") from None
    except openai.OpenAIError as error:
        raise BatchRefused(f"the provider's batch interface cannot be used: {type(error).__name__}") from None
