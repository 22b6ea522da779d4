"""What the service tells its operators: log lines and figures, without a word about anybody.

A log line is JSON and holds allowed fields only; a field that is not on the list, or a value that is not plainly a
number, an id or a code, is dropped and counted. So nobody's text can slip in by a careless call, and a library's
messages, which may quote what it worked on, are reduced to who spoke and how loudly.
"""

import json
import logging
import re
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import IO, Any, Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

FIELDS = frozenset(
    (
        *(
            "action",
            "attempt",
            "batch",
            "board",
            "bytes",
            "claims",
            "code",
            "count",
            "document",
            "draft",
            "framework",
        ),
        *(
            "job",
            "job_id",
            "kind",
            "method",
            "model",
            "outcome",
            "pages",
            "queue",
            "record",
            "request_id",
            "reviewer",
        ),
        *("role", "route", "seconds", "status", "step", "steps", "tokens", "version", "worker"),
    )
)
"""What a log line may hold beside time, level, logger and event."""
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./:{}+-]{0,127}")
"""An id, a code, a route, a version: no spaces, no @, so neither a name of two words nor an e-mail address."""
EVENT = re.compile(r"[a-z][a-z0-9-]{0,63}")
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

REGISTRY = CollectorRegistry()
SECONDS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)

DROPPED = Counter("ler_log_fields_dropped", "Log fields that were not allowed.", registry=REGISTRY)
DOCUMENTS = Counter("ler_documents", "Source documents by outcome.", ["outcome"], registry=REGISTRY)
CLAIMS = Counter("ler_claims", "Claims of drafts by basis.", ["basis"], registry=REGISTRY)
DECISIONS = Counter("ler_decisions", "Decisions by verdict.", ["verdict"], registry=REGISTRY)
CREDENTIALS = Counter("ler_credentials", "Credentials by what happened to them.", ["outcome"], registry=REGISTRY)
CALLS = Counter("ler_model_calls", "Calls of language models by outcome.", ["model", "outcome"], registry=REGISTRY)
TOKENS = Counter("ler_model_tokens", "Tokens of language models.", ["model", "direction"], registry=REGISTRY)
COST = Counter("ler_model_cost_dollars", "What language models cost, in US dollars.", ["model"], registry=REGISTRY)
JOBS = Histogram("ler_job_seconds", "Runs of jobs.", ["job", "outcome"], buckets=SECONDS, registry=REGISTRY)
STEPS = Histogram(
    "ler_step_seconds", "Attempts of steps.", ["job", "step", "outcome"], buckets=SECONDS, registry=REGISTRY
)
REQUESTS = Histogram(
    "ler_request_seconds", "HTTP requests.", ["method", "route", "status"], buckets=SECONDS, registry=REGISTRY
)
DEPTH = Gauge("ler_queue_jobs", "Jobs that wait in a queue.", ["queue"], registry=REGISTRY)


class Tracer(Protocol):
    """Something that times a piece of work as part of a trace."""

    def span(self, name: str, **attributes: str | int | float) -> AbstractContextManager[Any]:
        """Time what is done within."""
        ...


class Untraced:
    """The default: no traces."""

    def span(self, name: str, **attributes: str | int | float) -> AbstractContextManager[Any]:  # noqa: ARG002
        """Time nothing."""
        return nullcontext()


class OpenTelemetry:
    """Traces by OpenTelemetry (the extra `traces`), to wherever its own settings send them."""

    def __init__(self) -> None:
        from opentelemetry import trace

        self._tracer = trace.get_tracer("ler")

    def span(self, name: str, **attributes: str | int | float) -> AbstractContextManager[Any]:
        """Time what is done within. Attributes obey the rules of log fields; exceptions are not recorded."""
        kept = allowed(attributes)
        return self._tracer.start_as_current_span(
            name, attributes=kept, record_exception=False, set_status_on_exception=False
        )


def tracer(wanted: bool) -> Tracer:
    """Return OpenTelemetry's tracer if it is wanted and installed, else one that does nothing."""
    if not wanted:
        return Untraced()
    try:
        return OpenTelemetry()
    except ImportError:
        return Untraced()


def allowed(fields: dict[str, Any]) -> dict[str, str | int | float | bool]:
    """Keep of `fields` what is on the list and plainly a number, an id or a code. Counts what it drops."""
    kept: dict[str, str | int | float | bool] = {}
    for name, value in fields.items():
        if value is None:
            continue
        if name in FIELDS and (isinstance(value, int | float) or (isinstance(value, str) and PLAIN.fullmatch(value))):
            kept[name] = value
        else:
            DROPPED.inc()
    return kept


def event(log: logging.Logger, name: str, /, *, level: int = logging.INFO, **fields: Any) -> None:
    """Log that `name` (small letters, digits, hyphens) happened, with allowed fields."""
    log.log(level, name, extra={"ler": allowed(fields)})


class Lines(logging.Formatter):
    """Log records to lines of JSON: of our own the event and its fields, of others' the logger and level only."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        fields = getattr(record, "ler", None)
        if isinstance(fields, dict) and isinstance(record.msg, str) and EVENT.fullmatch(record.msg):
            line["event"] = record.msg
            line |= allowed(fields)
        else:
            line["event"] = "foreign"
            line["line"] = record.lineno
        if record.exc_info and record.exc_info[0]:
            line["kind"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=True)


def set_up_logs(*, level: int = logging.INFO, stream: IO[str] | None = None) -> None:
    """Send all logs of this process to `stream` (standard error) as JSON lines. Call again after libraries came."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("app").setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True


def step_done(job: str, step: str, outcome: str, seconds: float) -> None:
    """Count one attempt of a step."""
    STEPS.labels(job, step, outcome).observe(seconds)


def job_done(job: str, outcome: str, seconds: float) -> None:
    """Count one run of a job."""
    JOBS.labels(job, outcome).observe(seconds)


def model_called(model: str, outcome: str, *, tokens_in: int = 0, tokens_out: int = 0, dollars: float = 0.0) -> None:
    """Count one call of a language model."""
    CALLS.labels(model, outcome).inc()
    TOKENS.labels(model, "in").inc(tokens_in)
    TOKENS.labels(model, "out").inc(tokens_out)
    COST.labels(model).inc(dollars)


def request_done(method: str, route: str, status: int, seconds: float) -> None:
    """Count one HTTP request; `route` is the pattern, never the path with its ids."""
    REQUESTS.labels(method, route, str(status)).observe(seconds)


def queue_depth(queue: str, jobs: int) -> None:
    """Say how many jobs wait in `queue`."""
    DEPTH.labels(queue).set(jobs)


def metrics() -> bytes:
    """Return all figures of this process as Prometheus reads them (`CONTENT_TYPE`)."""
    return generate_latest(REGISTRY)
