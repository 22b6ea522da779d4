"""A first start to what is told of it, once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.cli import screen

if TYPE_CHECKING:
    from app.flows.hosted.accounts import Welcome


def values(welcome: "Welcome") -> dict[str, str]:
    """Give what a first start made: the board's DID, the account that runs it, and its API key."""
    return {"board": str(welcome.board.did), "account": str(welcome.person.id), "api_key": welcome.api_key}


def greet(welcome: "Welcome", say: Callable[[str], None] = screen.warn) -> None:
    """Tell what a first start made."""
    say(f"board      {welcome.board.name} ({welcome.board.did})")
    say(f"account    {welcome.person.id}")
    say(f"API key    {welcome.api_key}   (shown once: keep it)")
