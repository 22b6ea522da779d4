"""Errors of durable work."""

from app.errors.root import LerError


class EngineError(LerError):
    """Durable work that cannot be started, found or answered for."""

    code = "engine"


class EngineUnavailable(EngineError):
    """The database of durable work cannot be opened, or the packages for it are not installed."""

    code, exit_status = "engine.unavailable", 85
    hint = "Check LER_ENGINE_URL, that its server runs, and that the service is installed (`make serve` does that)."


class JobUnknown(EngineError):
    """No job has that id, or it was deleted."""

    code, exit_status = "job.unknown", 86
    hint = "Check the id. Finished jobs are deleted after the time of LER_ENGINE_DAYS."


class JobFailed(EngineError):
    """The job ended without a result; `failure` has the code of why."""

    code, exit_status = "job.failed", 87
    hint = "Look the failure's code up, mend the cause, and retry the job."

    def __init__(self, message: str, *, failure: str, kind: str) -> None:
        super().__init__(message)
        self.failure = failure
        self.kind = kind


class JobCancelled(EngineError):
    """Somebody cancelled the job before it was done."""

    code, exit_status = "job.cancelled", 88
    hint = "Start the job again if it is still wanted."
