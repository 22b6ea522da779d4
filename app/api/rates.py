"""How much one account, or one address without an account, may ask for in a minute: an upload weighs more."""

import math
import time
from typing import Final

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.errors import TooManyRequests

UPLOAD: Final = 10
"""What an upload weighs beside any other request."""
PICTURE: Final = 3
"""What the picture of a page weighs: it is drawn."""
VERIFICATION: Final = 5
"""What a check of a credential weighs: anybody may ask for it, and it costs a canonicalization."""


class Rates:
    """Counts what each account asks for, in this process. Safe to share between threads."""

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def take(self, who: str, weight: int) -> None:
        """Count a request of an account or an address. Raises TooManyRequests, which says when to come again."""
        # what weighs more than a whole minute has to pass in an empty one
        if self._limiter.hit(self._item, who, cost=min(weight, self._item.amount)):
            return
        reset = self._limiter.get_window_stats(self._item, who).reset_time
        after = max(1, math.ceil(reset - time.time()))
        raise TooManyRequests(f"No more than {self._item.amount} requests a minute are taken.", after=after)
