"""Kept mentions to figures by source."""

from collections.abc import Mapping, Sequence

from rich.table import Table

from app.evaluation.score import Tally, exact_mentions, relaxed_mentions
from app.extraction.decide import Decision
from tests.training.fit import Found, by_source, kept
from tests.training.material import Text


def tallies(texts: Sequence[Text], found: Found, decision: Decision) -> tuple[Tally, Tally]:
    """Count exact and relaxed over texts."""
    exact, relaxed = Tally(), Tally()
    for text in texts:
        said = [text.observed.text[s.start : s.end] for s in kept(text, found, decision)]
        exact += exact_mentions(said, text.skills)
        relaxed += relaxed_mentions(said, text.skills)
    return exact, relaxed


def ruled(texts: Sequence[Text]) -> tuple[Tally, Tally]:
    """Count the same for what the rules alone found."""
    exact, relaxed = Tally(), Tally()
    for text in texts:
        said = [text.observed.text[s.start : s.end] for s in text.observed.rules]
        exact += exact_mentions(said, text.skills)
        relaxed += relaxed_mentions(said, text.skills)
    return exact, relaxed


def f1(texts: Sequence[Text], found: Found, decision: Decision) -> float:
    """Give the mean of exact and relaxed F1."""
    exact, relaxed = tallies(texts, found, decision)
    return (exact.f1 + relaxed.f1) / 2


def table(texts: Sequence[Text], found: Found, decisions: Mapping[frozenset[str], Decision]) -> Table:
    """Show the figures by source; each text is decided by the decision that was fitted without it."""
    shown = Table(title="Skills, outside the part that was trained on, in %")
    for heading in ("source", "texts", "by", "exact P", "R", "F1", "relaxed P", "R", "F1"):
        shown.add_column(heading, justify="left" if heading in ("source", "by") else "right")
    for source, part in by_source(texts).items():
        pairs = [tallies([t for t in part if t.name in held], found, d) for held, d in decisions.items()]
        both = sum((p[0] for p in pairs), Tally()), sum((p[1] for p in pairs), Tally())
        for name, (exact, relaxed) in (("rules", ruled(part)), ("decision", both)):
            figures = [exact.precision, exact.recall, exact.f1, relaxed.precision, relaxed.recall, relaxed.f1]
            shown.add_row(source, str(len(part)), name, *(f"{100 * figure:.1f}" for figure in figures))
    return shown
