"""Kept mentions to figures by source, and confidences to how far they can be trusted."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from rich.table import Table

from app.evaluation.model import Sureness
from app.evaluation.reliability import CUTS, SURE, right_when_sure
from app.evaluation.reliability import calibration_error as error_of
from app.evaluation.score import Tally, exact_mentions, normal, relaxed_mentions
from app.extraction.skills.decide import Decision
from tests.training.fit import Found, Readings, by_source, claimed, kept, right
from tests.training.logistic import Floats
from tests.training.material import Text

Decisions = Mapping[frozenset[str], Decision]
"""Decisions by the names of the texts that each was fitted without."""


class Pair(NamedTuple):
    """One claim of a text: what is shown of it, and whether it is right (relaxed)."""

    text: str
    source: str
    kind: str
    confidence: float
    right: bool


def tallies(texts: Sequence[Text], found: Found, decision: Decision) -> tuple[Tally, Tally]:
    """Count exact and relaxed over texts, without duties."""
    said = {t.name: [t.observed.text[s.start : s.end] for s in kept(t, found, decision)] for t in texts}
    return _counted(texts, said)


def whole(texts: Sequence[Text], found: Found, readings: Readings, decision: Decision) -> tuple[Tally, Tally]:
    """Count the same with phrases of duties: all that the extractor claims."""
    return _counted(texts, {t.name: list(claimed(t, found, readings, decision)) for t in texts})


def ruled(texts: Sequence[Text]) -> tuple[Tally, Tally]:
    """Count the same for what the rules alone found."""
    return _counted(texts, {t.name: [t.observed.text[s.start : s.end] for s in t.observed.rules] for t in texts})


def _counted(texts: Sequence[Text], said: Mapping[str, Iterable[str]]) -> tuple[Tally, Tally]:
    exact, relaxed = Tally(), Tally()
    for text in texts:
        exact += exact_mentions(said[text.name], text.skills)
        relaxed += relaxed_mentions(said[text.name], text.skills)
    return exact, relaxed


def f1(texts: Sequence[Text], found: Found, decision: Decision) -> float:
    """Give the mean of exact and relaxed F1."""
    exact, relaxed = tallies(texts, found, decision)
    return (exact.f1 + relaxed.f1) / 2


def table(title: str) -> Table:
    """Give an empty table of figures."""
    shown = Table(title=title)
    for heading in ("source", "texts", "by", "exact P", "R", "F1", "relaxed P", "R", "F1"):
        shown.add_column(heading, justify="left" if heading in ("source", "by") else "right")
    return shown


def add(shown: Table, source: str, texts: int, by: str, pair: tuple[Tally, Tally]) -> None:
    """Add one row."""
    exact, relaxed = pair
    figures = [exact.precision, exact.recall, exact.f1, relaxed.precision, relaxed.recall, relaxed.f1]
    shown.add_row(source, str(texts), by, *(f"{100 * figure:.1f}" for figure in figures))


def by_sources(texts: Sequence[Text], found: Found, readings: Readings, decisions: Decisions) -> Table:
    """Show the figures by source; each text is decided by the decision that was fitted without it."""
    shown = table("Skills, outside the part that was trained on, in %")
    for source, part in by_source(texts).items():
        add(shown, source, len(part), "rules", ruled(part))
        names = [tallies([t for t in part if t.name in held], found, d) for held, d in decisions.items()]
        all_ = [whole([t for t in part if t.name in held], found, readings, d) for held, d in decisions.items()]
        for by, counted in (("names", names), ("names and duties", all_)):
            both = sum((p[0] for p in counted), Tally()), sum((p[1] for p in counted), Tally())
            add(shown, source, len(part), by, both)
    return shown


def pairs(texts: Sequence[Text], found: Found, readings: Readings, decisions: Decisions) -> list[Pair]:
    """Give what is shown and whether it is right, of every claim, by decisions fitted without its text.

    Duties count where the truth of a text names duties.
    """
    rows = []
    for held, decision in decisions.items():
        for text in (t for t in texts if t.name in held):
            truths = [normal(skill) for skill in (*text.skills, *text.duties)]
            for said, (confidence, kind) in claimed(text, found, readings, decision).items():
                if kind != "duty" or text.duties:
                    rows.append(Pair(text.name, text.source, kind, round(confidence, 3), right(said, truths) > 0))
    return rows


def first_pairs(texts: Sequence[Text]) -> list[Pair]:
    """Give the same of what the rules alone find, with the confidences they begin with."""
    rows = []
    for text in texts:
        truths = [normal(skill) for skill in text.skills]
        best: dict[str, float] = {}
        for s in text.observed.rules:
            said = normal(text.observed.text[s.start : s.end])
            best[said] = max(best.get(said, 0.0), s.confidence)
        rows += [Pair(text.name, text.source, "rules", c, right(said, truths) > 0) for said, c in best.items()]
    return rows


def calibration_error(rows: Sequence[Pair], bins: int = 10) -> float:
    """Give the expected calibration error: mean distance of confidence and share of right claims, over equal bins."""
    shown: Floats = np.array([row.confidence for row in rows])
    truth: Floats = np.array([float(row.right) for row in rows])
    place = np.minimum((shown * bins).astype(int), bins - 1)
    gaps = [
        abs(float(shown[place == n].mean() - truth[place == n].mean())) * int((place == n).sum())
        for n in range(bins)
        if (place == n).any()
    ]
    return sum(gaps) / len(rows)


def errors(before: Sequence[Pair], after: Sequence[Pair]) -> Table:
    """Show the calibration error by source and by kind, by the rules' own confidences and decided."""
    shown = Table(title="Expected calibration error of texts that were not fitted on (10 bins)")
    for heading in ("claims of", "claims", "right %", "by rules", "decided"):
        shown.add_column(heading, justify="left" if heading == "claims of" else "right")
    groups = {"all": after, "all but invented": [row for row in after if not row.source.startswith("invented")]}
    for row in after:
        groups[row.source] = [*groups.get(row.source, []), row]
    for row in groups["all but invented"]:
        groups[f"kind: {row.kind}"] = [*groups.get(f"kind: {row.kind}", []), row]
    for name, rows in groups.items():
        first = [row for row in before if name in ("all", row.source)]
        first = first or [r for r in before if name == "all but invented" and not r.source.startswith("invented")]
        share = sum(row.right for row in rows) / len(rows)
        earlier = f"{calibration_error(first):.3f}" if first else ""
        shown.add_row(name, str(len(rows)), f"{100 * share:.1f}", earlier, f"{calibration_error(rows):.3f}")
    return shown


def left_out(title: str, rows: Iterable[tuple[str, float, float, bool]]) -> Table:
    """Show calibration errors by group: of each its group, what it was chosen by and is shown with, whether right."""
    groups: dict[str, list[tuple[float, float, bool]]] = {}
    for group, before, after, is_right in rows:
        groups.setdefault(group, []).append((before, after, is_right))
    figures = [*(f"{part} {name}" for part in ("chosen:", "shown:") for name in (*CUTS, f"right at ≥ {SURE}"))]
    shown = Table(title=title)
    for heading in ("claims of", "claims", "right %", *figures):
        shown.add_column(heading, justify="left" if heading == "claims of" else "right")
    for name, part in (*sorted(groups.items()), ("all", [row for told in groups.values() for row in told])):
        told = [f"{100 * sum(is_right for *_, is_right in part) / len(part):.1f}"]
        for column in (0, 1):
            sureness = [Sureness(confidence=row[column], right=row[2]) for row in part]
            sure, right_ones = right_when_sure(sureness)
            told += [f"{error_of(sureness, cut):.3f}" for cut in CUTS]
            told.append(f"{100 * right_ones / sure:.1f}" if sure else "")
        shown.add_row(name, str(len(part)), *told)
    return shown
