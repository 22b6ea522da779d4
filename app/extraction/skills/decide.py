"""Sightings of the rules and spans of the tagger to one decision per mention, with a calibrated confidence."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Literal

from app.extraction.claims import Sighting
from app.extraction.model import Basis
from app.extraction.skills.observe import Seen, looks
from app.extraction.skills.tagger import Reading
from app.extraction.words.name_words import name_word

_FOLDER = Path(__file__).resolve().parents[1] / "trained"
FLOOR = 0.15
"""Spans that the tagger finds less probable than this are not looked at."""
_SMALL = 1e-4

Where = Literal["listed", "told", "alone"]
Kind = Literal["listed", "named", "tagged", "flat", "alone", "duty", "asked", "asked duty"]
"""Kinds of claims that are calibrated apart: what a printed list names, what else the rules name, what only the
tagger finds, anything in a text that lost its line breaks or has no sections, and phrases of duties. What an
advertisement asks for is calibrated again, from what it would be shown with elsewhere."""
Way = Literal["listed", "said", "named", "tagged", "flat", "alone", "duty"]
"""Ways in which a document shows a skill: what its lists of skills name is `listed`; what it states elsewhere is
`said`, and more often wrong; the others are as in `Kind`."""
_PLAIN = 0.6
_SURE = 0.7
"""What a list names goes before all others from this confidence on; below it, it has to be the surest."""
_MOST_LONG = 6


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
    edges: tuple[str, ...] = ()
    """What stands at its two ends, inside and outside, as names of measures."""

    @property
    def plain(self) -> bool:
        """The document itself names it as a skill, in a list or sentence that stands as it was printed."""
        return (
            self.printed
            and self.where != "alone"
            and self.rule is not None
            and self.rule.basis is Basis.STATED
            and self.rule.confidence >= _PLAIN
        )

    @property
    def kind(self) -> Literal["listed", "named", "tagged", "flat", "alone"]:
        """Which calibration it belongs to."""
        if not self.printed:
            return "flat"
        if self.where == "alone":
            return "alone"
        if self.rule is None:
            return "tagged"
        return "listed" if self.plain else "named"

    @property
    def way(self) -> Way:
        """In which way the document shows it."""
        kind = self.kind
        if kind == "listed":
            return "listed" if self.where == "listed" else "said"
        return kind

    def measures(self) -> dict[str, float]:
        """Give what the decision weighs, by name."""
        rule = "tagger" if self.rule is None else f"{self.rule.basis}{self.rule.confidence:.2f}"
        where, kind = self.where, self.kind
        told = {
            "bias": 1.0,
            f"kind {kind}": 1.0,
            f"rule {rule}": 1.0,
            f"rule {where} {rule}": 1.0,
            f"where {where}": 1.0,
            f"named {kind}": float(self.named),
            f"exactly {kind}": _odds(self.exactly),
            f"about {kind}": _odds(self.about),
            f"agreed {where}": _odds(self.about) * (self.rule is not None),
            f"words {min(self.words, _MOST_LONG)}": 1.0,
            f"words {where} {min(self.words, _MOST_LONG)}": 1.0,
        }
        return told | dict.fromkeys(self.edges, 1.0)


def _odds(probability: float) -> float:
    held = min(max(probability, _SMALL), 1 - _SMALL)
    return log(held / (1 - held))


Line = tuple[tuple[float, ...], tuple[float, ...]]
"""Scores, ascending, and the share of claims that were right at each of them; in between it is a straight line."""


def on(line: Line, score: float) -> float:
    """Give the share at a score; before the first point and behind the last the line is level."""
    raw, shown = line
    n = bisect_left(raw, score)
    if n == 0:
        return shown[0]
    if n == len(raw):
        return shown[-1]
    part = (score - raw[n - 1]) / (raw[n] - raw[n - 1])
    return shown[n - 1] + part * (shown[n] - shown[n - 1])


def logistic(weights: Mapping[str, float], measures: Mapping[str, float]) -> float:
    """Give the probability that a logistic decision of these weights finds, before calibration."""
    weight = weights.get
    total = sum([weight(name, 0.0) * value for name, value in measures.items()])
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Decision:
    """Weights of a logistic decision, the lines of its calibration, and where a claim begins to be shown."""

    weights: Mapping[str, float]
    lines: Mapping[str, Line]
    """By `Kind`. A kind that is missing is shown with its score."""
    least: float
    """Candidates of less confidence are dropped."""
    added: float
    """The same for what only the tagger finds in text that stands as it was printed, where the rules see well."""
    duties: Mapping[str, float]
    """Weights of the decision about phrases of duties."""
    least_duty: float
    shown: Mapping[str, Line] = field(default_factory=dict)
    """Lines by `Way`, drawn through what documents show in the end, where `lines` are drawn through all that might be
    chosen. A way that is missing is shown with the confidence that it was chosen by."""
    shown_duties: Mapping[str, float] = field(default_factory=dict)
    """Weights of how sure a phrase of a duty is among those that are shown."""

    def score(self, candidate: Candidate) -> float:
        """Give the uncalibrated probability that the candidate is a skill of the worker."""
        return logistic(self.weights, candidate.measures())

    def of_duty(self, measures: Mapping[str, float]) -> float:
        """Give the share of such phrases of duties that are right, in [0, 1], by which they are chosen."""
        return self.calibrated(logistic(self.duties, measures), "duty")

    def calibrated(self, score: float, kind: Kind) -> float:
        """Give the share of claims of this kind and score that were right, by which they are chosen."""
        line = self.lines.get(kind)
        return score if line is None else on(line, score)

    def sureness(self, score: float, way: Way, chosen: float) -> float:
        """Give the confidence with which a claim is shown that was `chosen` with another, to three digits."""
        line = self.shown.get(way)
        return round(chosen if line is None else on(line, score), 3)

    def sureness_of_duty(self, measures: Mapping[str, float], chosen: float) -> float:
        """Give the same for a phrase of a duty."""
        return self.sureness(logistic(self.shown_duties, measures), "duty", chosen)

    def keeps(self, candidate: Candidate, confidence: float) -> bool:
        """Say whether a candidate of this confidence is sure enough."""
        return confidence >= (self.added if candidate.kind == "tagged" else self.least)


@cache
def fitted() -> Decision:
    """Load the decision that ships with the code. Raises FileNotFoundError when the installation lacks it."""
    told = json.loads((_FOLDER / "skill-decision.json").read_text("utf-8"))

    def read(lines: Mapping[str, Sequence[Sequence[float]]]) -> dict[str, Line]:
        return {kind: (tuple(raw), tuple(shares)) for kind, (raw, shares) in lines.items()}

    return Decision(
        told["weights"],
        read(told["lines"]),
        told["least"],
        told["added"],
        told["duties"],
        told["least_duty"],
        read(told["shown"]),
        told["shown_duties"],
    )


def _edges(text: str, seen: Seen, said: Sequence[str], first: int, last: int) -> tuple[str, ...]:
    """Name the words at both ends of tokens `first` to `last` (exclusive) and beside them, and how they look."""
    starts, ends = seen.starts, seen.ends
    one, other = looks(text[starts[first] : ends[first]]), looks(text[starts[last - 1] : ends[last - 1]])
    before, after = "end", "end"
    if first:
        before = _parting(text[ends[first - 1] : starts[first]]) or said[first - 1]
    if last < len(seen):
        after = _parting(text[ends[last - 1] : starts[last]]) or said[last]
    return (
        f"first {one.word}",
        f"last {other.word}",
        f"before {before}",
        f"after {after}",
        f"shapes {one.shape} {other.shape}",
        f"names {name_word(one.word)[0]}{name_word(other.word)[1]}",
    )


def _parting(gap: str) -> str | None:
    """Say what parts a token from one beside it, if anything does."""
    return "line" if "\n" in gap else "wide" if len(gap) > 1 else None


def candidates(
    text: str,
    seen: Seen,
    reading: Reading,
    rules: Sequence[Sighting],
    known: Callable[[str], bool],
    where: Callable[[int], Where],
    printed: Callable[[int], bool],
) -> list[Candidate]:
    """Give every place that the rules or the tagger take for a skill; places may overlap."""
    starts, ends = seen.starts, seen.ends
    said_of = [text[start:end].lower() for start, end in zip(starts, ends, strict=True)]
    found: dict[tuple[int, int], Candidate] = {}

    def add(first: int, last: int, start: int, end: int, rule: Sighting | None) -> None:
        exactly, about = (reading.exactly(first, last), reading.about(first, last)) if first < last else (0.0, 0.0)
        said = text[start:end]
        edges = _edges(text, seen, said_of, first, last) if first < last else ()
        found[start, end] = Candidate(
            start, end, exactly, about, rule, known(said), where(start), len(said.split()), printed(start), edges
        )

    for span in reading.spans(FLOOR):
        add(span.first, span.last, starts[span.first], ends[span.last - 1], None)
    for rule in sorted(rules, key=lambda r: r.confidence):
        first, last = bisect_right(ends, rule.start), bisect_left(starts, rule.end)
        add(first, last, rule.start, rule.end, rule)
    return sorted(found.values(), key=lambda c: (c.start, -c.end))


def decide(
    found: Sequence[Candidate], decision: Decision, owner: Callable[[int], tuple[Basis, str | None]]
) -> list[Sighting]:
    """Keep what the document plainly and surely names, and of the rest the surest candidates that do not overlap.

    `owner` says what a place outside the rules counts as.
    """
    scored = [(decision.calibrated(score := decision.score(c), c.kind), score, c) for c in found]
    kept: list[Sighting] = []
    taken: list[tuple[int, int]] = []
    order = sorted(scored, key=lambda s: (not (s[2].plain and s[0] >= _SURE), -s[0], s[2].start, s[2].end))
    for confidence, score, candidate in order:
        place = bisect_left(taken, (candidate.start,))
        beside = taken[max(0, place - 1) : place + 1]  # nothing that is taken overlaps, so these two are all that can
        if not decision.keeps(candidate, confidence) or any(
            start < candidate.end and candidate.start < end for start, end in beside
        ):
            continue
        taken.insert(place, (candidate.start, candidate.end))
        told = decision.sureness(score, candidate.way, confidence)
        if candidate.rule is not None:
            kept.append(replace(candidate.rule, confidence=told))
        else:
            basis, entry = owner(candidate.start)
            kept.append(Sighting(candidate.start, candidate.end, basis, told, entry))
    return sorted(kept, key=lambda s: (s.start, s.end))
