"""Compare a draft with the truth. Pure functions; every figure is defined in its docstring."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pydantic import Field

from app.values import Frozen

Words = tuple[str, ...]
Span = tuple[int, int]

Claimed = TypeVar("Claimed")
Told = TypeVar("Told")


class Tally(Frozen):
    """How many claims are right, and how many truths were found. Tallies add up (micro average)."""

    right: int = Field(default=0, ge=0)
    """Claims that are right."""
    claims: int = Field(default=0, ge=0)
    found: int = Field(default=0, ge=0)
    """Truths that at least one claim tells."""
    truths: int = Field(default=0, ge=0)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            right=self.right + other.right,
            claims=self.claims + other.claims,
            found=self.found + other.found,
            truths=self.truths + other.truths,
        )

    @property
    def precision(self) -> float:
        """Share of claims that are right, in [0, 1]; 0 without claims."""
        return self.right / self.claims if self.claims else 0.0

    @property
    def recall(self) -> float:
        """Share of truths that were found, in [0, 1]; 0 without truths."""
        return self.found / self.truths if self.truths else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def normal(text: str) -> str:
    """Fold a mention for comparison.

    NFKC, lower case, `&` becomes `and`; letters a-z, digits and `+ # .` stay, all else becomes a blank; a full stop
    at the end of a word goes; blanks collapse.
    """
    folded = unicodedata.normalize("NFKC", text).lower().replace("&", " and ")
    folded = re.sub(r"\.(?=\s|$)", " ", re.sub(r"[^a-z0-9+#. ]+", " ", folded))
    return " ".join(folded.split())


def within(part: Words, whole: Words) -> bool:
    """Say whether `part` stands in `whole` as a run of words."""
    return 0 < len(part) <= len(whole) and any(
        whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1)
    )


def close(one: str, other: str) -> bool:
    """Say whether two folded mentions are the same but for a few words.

    True when the Jaccard similarity of their words is at least 0.5, or one is a run of words of the other with at
    least half of its words.
    """
    a, b = tuple(one.split()), tuple(other.split())
    if not a or not b:
        return False
    if 2 * len(set(a) & set(b)) >= len(set(a) | set(b)):
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return 2 * len(short) >= len(long) and within(short, long)


def exact_mentions(claimed: Iterable[str], true: Iterable[str]) -> Tally:
    """Count folded mentions of one document as sets: right is what both hold."""
    predicted, gold = _folded(claimed), _folded(true)
    both = len(predicted & gold)
    return Tally(right=both, claims=len(predicted), found=both, truths=len(gold))


def relaxed_mentions(claimed: Iterable[str], true: Iterable[str]) -> Tally:
    """Count as `exact_mentions`, but a claim is right, and a truth found, when the two are `close` (many to one)."""
    predicted, gold = _folded(claimed), _folded(true)
    return Tally(
        right=sum(any(close(p, g) for g in gold) for p in predicted),
        claims=len(predicted),
        found=sum(any(close(p, g) for p in predicted) for g in gold),
        truths=len(gold),
    )


def _folded(mentions: Iterable[str]) -> set[str]:
    return {folded for mention in mentions if (folded := normal(mention))}


def touching(claimed: Sequence[Span], true: Sequence[Span]) -> Tally:
    """Count spans of one document: a claim is right, and a truth found, when the two share a character."""

    def touch(one: Span, other: Span) -> bool:
        return one[0] < other[1] and other[0] < one[1]

    return Tally(
        right=sum(any(touch(c, t) for t in true) for c in claimed),
        claims=len(claimed),
        found=sum(any(touch(c, t) for c in claimed) for t in true),
        truths=len(true),
    )


def locate(text: str, context: str, mention: str) -> Span | None:
    """Find the place of `mention` inside `context` in a document's text, whatever its line breaks.

    Where the context does not stand in one piece (a page or column break) the first place of the mention counts. None
    when the mention is nowhere: the reading lost it.
    """
    inside = _anywhere(context).search(text)
    first, last = inside.span() if inside else (0, len(text))
    found = _anywhere(mention).search(text, first, last)
    return found.span() if found else None


def _anywhere(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()))


def paired(
    claimed: Sequence[Claimed], true: Sequence[Told], likeness: Callable[[Claimed, Told], float]
) -> list[tuple[int, int]]:
    """Pair claims with truths one to one, the most alike first; a likeness of 0 pairs nothing."""
    scored = [
        (-score, i, j) for i, c in enumerate(claimed) for j, t in enumerate(true) if (score := likeness(c, t)) > 0
    ]
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs
