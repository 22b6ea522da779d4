"""How much one account, or one address without an account, may ask for in a minute: an upload weighs more."""

import hashlib
import ipaddress
import math
import time
from typing import Final

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.errors import TooManyRequests

UPLOAD: Final = 10
"""What an upload weighs beside any other request."""
PICTURE: Final = 3
"""What the picture of a page weighs: it is drawn."""
VERIFICATION: Final = 5
"""What a check of a credential weighs: anybody may ask for it, and it costs a canonicalization."""


PASSWORDS: Final = 10
"""Attempts at passwords in a minute: for one name, and for one address six times as many."""


_SITE: Final = 64
"""Bits of an IPv6 address that are given to a site; the others its hosts choose, as often as they like."""


def origin(address: str) -> str:
    """Give for what a request without an account is counted: its IPv4 address, or the network of its IPv6 address."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    inner = found.ipv4_mapped
    return str(inner or ipaddress.ip_network((found, _SITE), strict=False))


class Rates:
    """Counts what each account asks for, in this process. Safe to share between threads."""

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute)
        self._passwords = RateLimitItemPerMinute(PASSWORDS * 6)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def try_password(self, name: str, address: str) -> None:
        """Count an attempt at a password. Raises TooManyRequests."""
        key = hashlib.sha256(name.encode()).hexdigest()
        self._take(self._passwords, f"password of {key}", 6, "attempts at a password")
        self._take(self._passwords, f"password from {address}", 1, "attempts at a password")

    def take(self, who: str, weight: int) -> None:
        """Count a request of an account or an address. Raises TooManyRequests, which says when to come again."""
        self._take(self._item, who, weight, "requests")

    def _take(self, item: RateLimitItem, who: str, weight: int, what: str) -> None:
        # what weighs more than a whole minute has to pass in an empty one
        if self._limiter.hit(item, who, cost=min(weight, item.amount)):
            return
        reset = self._limiter.get_window_stats(item, who).reset_time
        after = max(1, math.ceil(reset - time.time()))
        most = item.amount if what == "requests" else item.amount // weight
        raise TooManyRequests(f"No more than {most} {what} a minute are taken.", after=after)
