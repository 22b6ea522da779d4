"""What is said between a pool and its server about one process: the order, and what became of it."""

from app.documents.isolation.allowance import Allowance
from app.values import Frozen


class Order(Frozen):
    """Start a process that does this."""

    task: str
    allowance: Allowance
    with_file: bool = False
    """Whether an open file goes along."""


class Verdict(Frozen):
    """How a process ended."""

    started: bool = True
    exit_code: int = 0
    """Negative: the number of the signal that ended it."""
    late: bool = False
    """It was stopped when its time was up."""
    cpu_seconds: float = 0
    memory: int = 0
    """Bytes of real memory at its peak, those shared with the server among them."""
