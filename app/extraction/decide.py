"""Sightings of the rules and spans of the tagger to one decision per mention, with a calibrated confidence."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Literal

from app.extraction.claims import Sighting
from app.extraction.model import Basis
from app.extraction.observe import Seen
from app.extraction.tagger import Reading

_FOLDER = Path(__file__).resolve().parent / "trained"
FLOOR = 0.15
"""Spans that the tagger finds less probable than this are not looked at."""
_SMALL = 1e-4

Where = Literal["listed", "told", "alone"]
_PLAIN = 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that may be a skill, and what speaks for it."""

    start: int
    end: int
    exactly: float
    """The tagger's probability of just these words."""
    about: float
    """The tagger's mean probability of each of these words to be part of a skill."""
    rule: Sighting | None
    """What the rules found at just this place."""
    named: bool
    """A framework has a skill of this name."""
    where: Where
    """`listed` in a section of skills, `told` in another, `alone` in a text without sections."""
    words: int
    printed: bool
    """Its line is as somebody printed it, not one of many that a conversion put together."""

    @property
    def plain(self) -> bool:
        """The document itself names it as a skill, in a list or sentence that stands as it was printed."""
        return (
            self.printed
            and self.rule is not None
            and self.rule.basis is Basis.STATED
            and self.rule.confidence >= _PLAIN
        )

    def measures(self) -> dict[str, float]:
        """Give what the decision weighs, by name."""
        rule = "tagger" if self.rule is None else f"{self.rule.basis}{self.rule.confidence:.2f}"
        where = self.where
        return {
            "bias": 1.0,
            f"rule {rule}": 1.0,
            f"where {where}": 1.0,
            f"named {where}": float(self.named),
            f"exactly {where}": _odds(self.exactly),
            f"about {where}": _odds(self.about),
            f"agreed {where}": _odds(self.about) * (self.rule is not None),
            f"words {min(self.words, 6)}": 1.0,
            "plain": float(self.plain),
            "plain about": _odds(self.about) * self.plain,
        }


def _odds(probability: float) -> float:
    held = min(max(probability, _SMALL), 1 - _SMALL)
    return log(held / (1 - held))


@dataclass(frozen=True, slots=True)
class Decision:
    """Weights of a logistic decision, the points of its calibration, and where a claim begins to be shown."""

    weights: dict[str, float]
    raw: tuple[float, ...]
    """Scores, ascending, at which the calibration is known."""
    shown: tuple[float, ...]
    """Share of claims that were right at each of them; in between it is a straight line."""
    plain: tuple[tuple[float, ...], tuple[float, ...]]
    """The same two for what printed lists name: the share of right ones is higher there at any score."""
    least: float
    """Candidates of less confidence are dropped."""
    added: float
    """The same for what only the tagger finds in text that stands as it was printed, where the rules see well."""

    def score(self, candidate: Candidate) -> float:
        """Give the uncalibrated probability that the candidate is a skill of the worker."""
        total = sum(self.weights.get(name, 0.0) * value for name, value in candidate.measures().items())
        return 1 / (1 + exp(-total))

    def confidence(self, candidate: Candidate) -> float:
        """Give the share of such candidates that are right, in [0, 1]."""
        return self.calibrated(self.score(candidate), plain=candidate.plain)

    def calibrated(self, score: float, *, plain: bool = False) -> float:
        """Give the share of claims of this score that were right."""
        raw, shown = self.plain if plain else (self.raw, self.shown)
        n = bisect_left(raw, score)
        if n == 0:
            return shown[0]
        if n == len(raw):
            return shown[-1]
        part = (score - raw[n - 1]) / (raw[n] - raw[n - 1])
        return shown[n - 1] + part * (shown[n] - shown[n - 1])

    def keeps(self, candidate: Candidate, confidence: float) -> bool:
        """Say whether a candidate of this confidence is sure enough."""
        only_tagged = candidate.printed and candidate.rule is None
        return confidence >= (self.added if only_tagged else self.least)


@cache
def fitted() -> Decision:
    """Load the decision that ships with the code. Raises FileNotFoundError when the installation lacks it."""
    told = json.loads((_FOLDER / "skill-decision.json").read_text("utf-8"))
    plain = tuple(told["plain"][0]), tuple(told["plain"][1])
    return Decision(told["weights"], tuple(told["raw"]), tuple(told["shown"]), plain, told["least"], told["added"])


def candidates(
    text: str,
    seen: Sequence[Seen],
    reading: Reading,
    rules: Sequence[Sighting],
    known: Callable[[str], bool],
    where: Callable[[int], Where],
    printed: Callable[[int], bool],
) -> list[Candidate]:
    """Give every place that the rules or the tagger take for a skill; places may overlap."""
    starts, ends = [s.start for s in seen], [s.end for s in seen]
    found: dict[tuple[int, int], Candidate] = {}

    def add(first: int, last: int, start: int, end: int, rule: Sighting | None) -> None:
        exactly, about = (reading.exactly(first, last), reading.about(first, last)) if first < last else (0.0, 0.0)
        said = text[start:end]
        found[start, end] = Candidate(
            start, end, exactly, about, rule, known(said), where(start), len(said.split()), printed(start)
        )

    for span in reading.spans(FLOOR):
        start, end = seen[span.first].start, seen[span.last - 1].end
        add(span.first, span.last, start, end, None)
    for rule in sorted(rules, key=lambda r: r.confidence):
        first, last = bisect_right(ends, rule.start), bisect_left(starts, rule.end)
        add(first, last, rule.start, rule.end, rule)
    return sorted(found.values(), key=lambda c: (c.start, -c.end))


def decide(
    found: Sequence[Candidate], decision: Decision, owner: Callable[[int], tuple[Basis, str | None]]
) -> list[Sighting]:
    """Keep what the document plainly names, and of the rest the surest candidates that do not overlap.

    `owner` says what a place outside the rules counts as.
    """
    scored = [(decision.confidence(c), c) for c in found]
    kept: list[Sighting] = []
    for confidence, candidate in sorted(scored, key=lambda s: (not s[1].plain, -s[0], s[1].start, s[1].end)):
        if not decision.keeps(candidate, confidence) or any(
            s.start < candidate.end and candidate.start < s.end for s in kept
        ):
            continue
        if candidate.rule is not None:
            kept.append(replace(candidate.rule, confidence=round(confidence, 3)))
        else:
            basis, entry = owner(candidate.start)
            kept.append(Sighting(candidate.start, candidate.end, basis, round(confidence, 3), entry))
    return sorted(kept, key=lambda s: (s.start, s.end))
