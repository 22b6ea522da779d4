"""How much one account may ask for in a minute: an upload weighs more than a look."""

from typing import Final

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.errors import TooManyRequests

UPLOAD: Final = 10
"""What an upload weighs beside any other request."""


class Rates:
    """Counts what each account asks for, in this process. Safe to share between threads."""

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def take(self, account: str, weight: int) -> None:
        """Count a request. Raises TooManyRequests."""
        if not self._limiter.hit(self._item, account, cost=weight):
            raise TooManyRequests(f"The account may send {self._item.amount} requests a minute.")
