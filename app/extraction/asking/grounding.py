"""A model's quote to the place where it stands: exactly, else but for white space and the like, else nowhere."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from app.documents.redact.model import Redacted
from app.extraction.asking.answers import SkillAnswer
from app.extraction.headings.openings import section_named
from app.extraction.model import Basis
from app.extraction.quotes import Searched
from app.taxonomy.names import stems
from app.values import Frozen

LONGEST_QUOTE = 240
"""Characters; a longer quote shows everything and therefore nothing."""
_LONGEST_NAME = 6
"""Words of a quote that may stand as the name of a stated skill."""
_SHORTEST_WORD = 3
"""Letters of a folded word that says something when name and quote share it."""


class Finding(NamedTuple):
    """A skill that a model named, with its place in the document's own text."""

    start: int
    end: int
    match: Literal["exact", "normalised"]
    name: str
    basis: Basis


class Dropped(Frozen):
    """Answers that became no claim, by why."""

    invented: int = 0
    """The quote is not in the text."""
    masked: int = 0
    """The quote touches a placeholder of personal data."""
    unsupported: int = 0
    """The quote is there and does not say it: a heading, a name of other words, or far too long."""

    def __add__(self, other: "Dropped") -> "Dropped":
        return Dropped(
            invented=self.invented + other.invented,
            masked=self.masked + other.masked,
            unsupported=self.unsupported + other.unsupported,
        )


def ground(
    answers: Iterable[SkillAnswer], redacted: Redacted, searched: Searched, starts: Sequence[int], window: range
) -> tuple[list[Finding], Dropped]:
    """Find each answer in the masked text and map it back to the document's own.

    `starts[i]` is where line `i + 1` of the masked text begins; `window` are the offsets that the model was shown.
    """
    findings: list[Finding] = []
    dropped = Dropped()
    for answer in answers:
        near = starts[min(max(answer.line, 1), len(starts)) - 1]
        place = searched.find(answer.quote, near, window.start, window.stop)
        if place is None:
            dropped += Dropped(invented=1)
            continue
        try:
            start, end = redacted.original_span(place.start, place.end)
        except ValueError:
            dropped += Dropped(masked=1)
            continue
        name = supported_name(answer, redacted.text[place.start : place.end])
        if name is None:
            dropped += Dropped(unsupported=1)
        else:
            findings.append(Finding(start, end, place.match, name, answer.claimed))
    return findings, dropped


def supported_name(answer: SkillAnswer, quote: str) -> str | None:
    """Give the name that the quote supports, or None.

    A stated skill is named in the words of its quote. One that a duty shows may be worded otherwise, yet shares a
    word with it: what has no word in common follows from something else, and is no evidence.
    """
    printed, name = " ".join(quote.split()), " ".join(answer.name.split())
    if len(quote) > LONGEST_QUOTE or not any(c.isalpha() for c in printed) or section_named(printed):
        return None
    said, meant = stems(printed), stems(name)
    if answer.claimed is Basis.STATED:
        if meant and meant <= said:
            return name
        return printed if len(printed.split()) <= _LONGEST_NAME else None
    shared = {stem for stem in meant & said if len(stem) >= _SHORTEST_WORD}
    return name if shared else None
