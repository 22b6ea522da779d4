"""Words to the places where they stand in a text: exactly, else but for white space and the like, else nowhere."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

_ALIKE = str.maketrans(
    {**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―−﹣－", "-")}
)
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_WORD_MARKS = "+#"
"""Part of a word when they follow one: the C of C++ is no C."""


class Place(NamedTuple):
    """Where a quote stands in the searched text."""

    start: int
    end: int
    match: Literal["exact", "normalised"]


@dataclass(frozen=True)
class _Folded:
    """A text in the form that quotes are compared in; `at[i]` is where its character `i` came from."""

    text: str
    at: Sequence[int]


class Searched:
    """One text in which many quotes are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _forms(self) -> tuple[_Folded, _Folded]:
        return _folded(self.text, joined=True), _folded(self.text, joined=False)

    def find(self, quote: str, near: int, start: int = 0, end: int | None = None) -> Place | None:
        """Find a quote as whole words within `text[start:end]`; of several places the one nearest to offset `near`.

        Exactly, else with white space, hyphenation, ligatures, quotation marks, dashes and capitals told alike.
        """
        found = self.places(quote, start, end)
        return min(found, key=lambda place: (abs(place.start - near), place)) if found else None

    def places(self, quote: str, start: int = 0, end: int | None = None) -> tuple[Place, ...]:
        """Find every place within `text[start:end]` where a quote stands as whole words, in the order of the text.

        Only where it stands nowhere exactly, white space and the like are told alike.
        """
        end = len(self.text) if end is None else end
        said = quote.strip()
        exact = [(i, i + len(said)) for i in _occurrences(self.text, said) if start <= i and i + len(said) <= end]
        if whole := [Place(*span, "exact") for span in exact if self._whole(*span)]:
            return tuple(whole)
        return tuple(place for place in self.everywhere(said) if start <= place.start and place.end <= end)

    def everywhere(self, quote: str) -> tuple[Place, ...]:
        """Find every place where a quote stands as whole words, exactly or nearly so, in the order of the text."""
        said = quote.strip()
        spans = sorted(set(self._normalised(said)))
        return tuple(Place(i, k, "exact" if self.text[i:k] == said else "normalised") for i, k in spans)

    def _normalised(self, quote: str) -> Iterator[tuple[int, int]]:
        for form, joined in zip(self._forms, (True, False), strict=True):
            said = _folded(quote, joined=joined).text.strip()
            for i in _occurrences(form.text, said):
                after = i + len(said)
                # a match may not begin or end inside a character that folds to several (the f of ﬁ)
                split = (i > 0 and form.at[i - 1] == form.at[i]) or (
                    after < len(form.at) and form.at[after] == form.at[after - 1]
                )
                span = form.at[i], form.at[after - 1] + 1
                if not split and self._whole(*span):
                    yield span

    def _whole(self, start: int, end: int) -> bool:
        """Say whether the span cuts no word in two."""
        before = start > 0 and _wordy(self.text[start - 1]) and _wordy(self.text[start])
        after = end < len(self.text) and _wordy(self.text[end - 1]) and _wordy(self.text[end])
        return not before and not after


def _wordy(character: str) -> bool:
    return character.isalnum() or character in _WORD_MARKS


def _occurrences(text: str, said: str) -> Iterator[int]:
    at = text.find(said) if said else -1
    while at >= 0:
        yield at
        at = text.find(said, at + 1)


def _folded(text: str, *, joined: bool) -> _Folded:
    """Fold a text; `joined` takes the hyphen at the end of a line, and the break, out of a word."""
    letters: list[str] = []
    at: list[int] = []
    i = 0
    while i < len(text):
        character = text[i].translate(_ALIKE)
        broken = _line_break(text, i) if joined and character == "-" else None
        if broken is not None:
            i = broken
            continue
        if character.isspace():
            if not letters or letters[-1] != " ":
                letters.append(" ")
                at.append(i)
        elif character not in _UNSEEN:
            plain = unicodedata.normalize("NFKD", character).casefold()
            letters += plain
            at += [i] * len(plain)
        i += 1
    return _Folded("".join(letters), at)


def _line_break(text: str, hyphen: int) -> int | None:
    """Give where a word goes on after a hyphen at the end of a line; None when this is no such hyphen."""
    after = hyphen + 1
    while after < len(text) and text[after].isspace():
        after += 1
    breaks = "\n" in text[hyphen + 1 : after]
    within = hyphen > 0 and text[hyphen - 1].isalpha() and after < len(text) and text[after].isalpha()
    return after if breaks and within else None
