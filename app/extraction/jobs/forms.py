"""The form of a document's entries: where its sure titles and employers stand, to read the unsure ones alike.

A writer uses one form for the entries of a document: the employer in capitals with its town beside it, the title on
the line of the dates. What words leave open is read as the surer entries are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.extraction.jobs.blocks import Block
from app.extraction.parts.pieces import Part, Piece

_LEAST, _SURE = 1.5, 2.5
"""How much the words of a title and an employer must say so to be learned from, and how much is sure."""
_ORDER = 0.6
_WEIGHTS = {"line": 0.4, "capitals": 0.4, "bold": 0.4, "town": 0.3}
"""What a trait tells where all sure entries have it."""
_DOUBT = 0.5
"""Entries that speak against any form before the first was read."""


@dataclass(frozen=True, slots=True)
class Form:
    """How the sure entries are written."""

    title_first: bool | None = None
    """None where there are no sure entries."""
    titles: Mapping[tuple[str, str], float] = field(default_factory=dict)
    employers: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """Shares of the sure titles, and of the sure employers, that have a trait."""

    def order(self, first: bool) -> float:
        """Say how much it speaks for a reading that the title stands first, or that it does not."""
        return 0.0 if self.title_first is None else (_ORDER if first == self.title_first else -_ORDER)

    def lean(self, traits: Iterable[tuple[str, str]]) -> float:
        """Say how much traits are those of titles (above 0) or of employers (below)."""
        return sum(_WEIGHTS[t[0]] * (self.titles.get(t, 0.0) - self.employers.get(t, 0.0)) for t in traits)


def traits(block: Block, pieces: Sequence[Piece], row: int) -> tuple[tuple[str, str], ...]:
    """Give the traits of a heading line: whether it stands above the date, its print, a town in it."""
    if not 0 <= row < len(block.heading):
        return ()
    line = block.heading[row]
    dated = next((n for n, one in enumerate(block.heading) if one is block.dated_row), None)
    side = "none" if dated is None else "above" if row < dated else "with" if row == dated else "below"
    town = any(p.row == row and p.part is Part.LOCATION for p in pieces)
    return (("line", side), ("capitals", str(line.capitals)), ("bold", str(line.bold)), ("town", str(town)))


def form_of(told: Iterable[tuple[Block, Sequence[Piece], Sequence[Piece]]]) -> Form:
    """Learn the form of entries from those whose words say what is the title and what the employer.

    `told`: each entry, its pieces, and its pieces as they are labelled without a form.
    """
    titles: Counter[tuple[str, str]] = Counter()
    employers: Counter[tuple[str, str]] = Counter()
    votes: list[bool] = []
    number = 0
    for block, pieces, labelled in told:
        title = next((p for p in labelled if p.part is Part.TITLE), None)
        employer = next((p for p in labelled if p.part is Part.ORGANIZATION), None)
        if title is None or employer is None:
            continue
        margin = title.title - title.organization + employer.organization - employer.title
        if margin >= _SURE:
            votes.append(title.start < employer.start)
        if margin >= _LEAST:
            number += 1
            titles.update(traits(block, pieces, title.row))
            employers.update(traits(block, pieces, employer.row))
    scale = number + _DOUBT
    return Form(
        None if not votes else 2 * sum(votes) >= len(votes),
        {trait: count / scale for trait, count in titles.items()},
        {trait: count / scale for trait, count in employers.items()},
    )
