"""A model's quote to the place where it stands: exactly, else but for white space and the like, else nowhere."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from app.documents.redact.model import Redacted
from app.extraction.asking.answers import SkillAnswer
from app.extraction.headings.openings import section_named
from app.extraction.model import Basis
from app.taxonomy.names import fold
from app.values import Frozen

LONGEST_QUOTE = 240
"""Characters; a longer quote shows everything and therefore nothing."""
_LONGEST_NAME = 6
"""Words of a quote that may stand as the name of a stated skill."""
_SHORTEST_WORD = 3
"""Letters of a folded word that says something when name and quote share it."""

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
        end = len(self.text) if end is None else end
        said = quote.strip()
        exact = [(i, i + len(said)) for i in _occurrences(self.text, said) if start <= i and i + len(said) <= end]
        spans, match = [span for span in exact if self._whole(*span)], "exact"
        if not spans:
            spans, match = (
                [span for span in self._normalised(said) if start <= span[0] and span[1] <= end],
                "normalised",
            )
        if not spans:
            return None
        first, last = min(spans, key=lambda span: (abs(span[0] - near), span))
        return Place(first, last, "exact" if match == "exact" else "normalised")

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
    said, meant = _stems(printed), _stems(name)
    if answer.claimed is Basis.STATED:
        if meant and meant <= said:
            return name
        return printed if len(printed.split()) <= _LONGEST_NAME else None
    shared = {stem for stem in meant & said if len(stem) >= _SHORTEST_WORD}
    return name if shared else None


def _stems(text: str) -> set[str]:
    return {token.stem for token in fold(text)}


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
