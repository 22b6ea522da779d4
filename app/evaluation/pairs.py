"""Cases that tell the same in different dialects to how much worse the others are read than the standard one."""

from collections.abc import Iterator, Mapping, Sequence

from app.evaluation.model import Outcome, Value
from app.evaluation.score import Tally
from app.evaluation.statistics import difference

STANDARD = "standard"
"""The dialect that the others of a pair are compared with."""
COMPARED = {
    "stated skills / exact": "stated",
    "all skills / touching": "all skills",
    "employment / title / exact": "job titles",
}
"""Figure → what it is called in the name of a value."""


def differences(outcomes: Sequence[Outcome], pairs: Mapping[str, str]) -> tuple[Value, ...]:
    """Give F1 in the other dialects less F1 in the standard one, with intervals over pairs; `pairs` is case → pair.

    Below nothing means that the same content is read less well. Each dialect is compared with its own partners, and
    all together.
    """
    found: list[Value] = []
    for figure, called in COMPARED.items():
        told = list(_told(outcomes, pairs, figure))
        dialects = list(dict.fromkeys(dialect for dialect, _, _ in told))
        for dialect in ("others", *dialects) if len(dialects) > 1 else dialects:
            both = [(s, o) for d, s, o in told if d == dialect or dialect not in dialects]
            found.append(_value(f"{called}: {dialect} less standard", both))
    return tuple(found)


def _told(outcomes: Sequence[Outcome], pairs: Mapping[str, str], figure: str) -> Iterator[tuple[str, Tally, Tally]]:
    """Give dialect, tally of the standard case, tally of the other one."""
    by_pair: dict[str, dict[str, Tally]] = {}
    for outcome in outcomes:
        dialects = outcome.about.get("dialect", ())
        if outcome.case in pairs and dialects and figure in outcome.tallies:
            sides = by_pair.setdefault(pairs[outcome.case], {})
            sides[dialects[0]] = sides.get(dialects[0], Tally()) + outcome.tallies[figure]
    for sides in by_pair.values():
        for dialect, tally in sides.items():
            if dialect != STANDARD and STANDARD in sides:
                yield dialect, sides[STANDARD], tally


def _value(name: str, both: Sequence[tuple[Tally, Tally]]) -> Value:
    standard, other = (sum(side, Tally()) for side in zip(*both, strict=True))
    return Value(name=name, value=other.f1 - standard.f1, n=len(both), interval=difference(both))
