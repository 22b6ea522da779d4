"""The worker's name on credentials: asked for once, and what is told where nobody can be asked."""

from typing import TYPE_CHECKING

from app.cli import screen

if TYPE_CHECKING:
    from app.flows.signers import Signers

LONGEST = 200

_QUESTION = "Your name, for the credentials: it stands in them for others to read, and is remembered for later ones."


def settle_name(signers: "Signers", *, as_json: bool) -> None:
    """Ask for the name at the first signing in a terminal; elsewhere tell that there is none, and how to set it.

    A name that was answered at an earlier signing is told: the document may be somebody else's.
    """
    if name := signers.remembered():
        screen.warn(screen.one_line(f"note: signed as {name}, as answered before; --name gives another"))
    if not signers.name_open():
        return
    if not screen.interactive(as_json):
        screen.warn("note: the credentials are signed without a name; give one with --name or LER_WORKER_NAME")
        return
    try:
        screen.tell(_QUESTION, to=screen.warn if as_json else screen.say)
        typed = screen.asker(screen.console(stderr=as_json))("Name (Enter alone: none): ")
    except EOFError:
        return
    name = "".join(letter for letter in typed if letter.isprintable()).strip()[:LONGEST]
    signers.keep_name(name)
    if not name:
        screen.warn("note: signed without a name, and not asked again; --name or LER_WORKER_NAME gives one")
