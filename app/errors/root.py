"""What every error is: a stable code, a sentence, a hint and an exit status."""

from typing import ClassVar

SEVERAL_FAILURES = 20
"""Exit status of a call whose inputs failed in more than one way."""


class LerError(Exception):
    """Base: `code` and `exit_status` are stable; `hint` says what the person can do next."""

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 1
    hint: ClassVar[str] = "Run the command again with --help, or `ler doctor`."
    hint_over_http: ClassVar[str | None] = None
    """What a client of the service can do instead, where the hint is for somebody at a terminal."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.advice = hint or type(self).hint
        self.advice_over_http = hint or type(self).hint_over_http or type(self).hint
