"""Text in which label, aliases and description run together to the label and those aliases that are certain.

A description opens with the plural of the preferred label ("Technical directors realise ..."), and the whole
text opens with the label itself: the longest opening whose plural stands capitalised further on is the label, and
what lies between is aliases with no mark between them. An alias is taken only when the words at its ends close names
and nothing else between them does.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_JOINERS = frozenset(
    "of in for and & de to at with on - / or the by from a du et – un les la des".split()  # noqa: SIM905
)


class Parts(NamedTuple):
    """What was recovered of one text."""

    label: str
    aliases: tuple[str, ...]
    words: int
    """Words in the run of aliases, recovered or not."""


class Endings:
    """Which words close an occupation's name, learned from names that are known."""

    def __init__(self, names: Iterable[str]) -> None:
        last: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        for name in sorted(set(names)):
            words = re.sub(r"\(.*?\)", "", name).lower().split()
            cut = next((i for i, word in enumerate(words) if word in _JOINERS), len(words))
            if words[:cut]:
                last[words[cut - 1]] += 1
                seen.update(set(words[:cut]))
        self.sure = {word for word in seen if last[word] >= 5 and last[word] / seen[word] >= 0.95}
        self.possible = {word for word in seen if last[word] >= 2 and last[word] / seen[word] >= 0.15}

    def closes(self, word: str) -> str:
        """Say whether `word` closes a name: `yes`, `maybe` or `no`."""
        word = word.lower()
        forms = {word, word.removesuffix("s")}
        if forms & self.sure:
            return "yes"
        return "maybe" if forms & self.possible or word.endswith(")") else "no"


def label_end(words: list[str]) -> tuple[int, int] | None:
    """Give how many words the label has, and at which word the description begins; None when that is not certain."""
    for is_opening in (_is_plural, _is_repeated):
        for at in range(1, len(words)):
            if not (words[at][0].isupper() or words[at][0].isdigit() or words[at].startswith("eB")):
                continue
            for count in range(min(15, at, len(words) - at), 0, -1):
                if is_opening(words[at : at + count], words[:count]):
                    return count, at
    return None


def _is_plural(words: list[str], label: list[str]) -> bool:
    """Say whether `words` are the label with exactly one word in the plural."""
    words = [*words[:-1], words[-1].rstrip(",'’")]
    changed = [(w.lower(), part.lower()) for w, part in zip(words, label, strict=True) if w.lower() != part.lower()]
    return len(changed) == 1 and changed[0][0] in _inflected(changed[0][1])


def _is_repeated(words: list[str], label: list[str]) -> bool:
    """Say whether `words` are the label, which is a plural itself."""
    return len(words) > 1 and " ".join(words).lower() == " ".join(label).lower()


def separate(text: str, endings: Endings) -> Parts | None:
    """Give label and certain aliases of one text; None when not even the label is certain."""
    words = text.split()
    found = label_end(words)
    if found is None:
        return None
    count, at = found
    label, run = " ".join(words[:count]), words[count:at]
    return Parts(label, tuple(dict.fromkeys(a for a in _aliases(run, endings) if a != label)), len(run))


def _aliases(run: list[str], endings: Endings) -> Iterable[str]:
    start, certain = 0, True
    for i, word in enumerate(run):
        following = run[i + 1].lower() if i + 1 < len(run) else None
        closes = endings.closes(word)
        if following is None:
            closes = "yes"
        elif following in _JOINERS or following.startswith("(") or word.endswith(","):
            closes = "no"
        elif closes == "yes" and endings.closes(following) != "no":
            closes = "maybe"
        if closes == "maybe":
            certain = False
        if closes == "yes":
            segment = run[start : i + 1]
            whole = certain and 2 <= len(segment) <= 6 and len(set(segment)) == len(segment)
            if whole and not any(_doubtful(part) for part in segment):
                yield " ".join(segment)
            start, certain = i + 1, True


def _doubtful(word: str) -> bool:
    return word.startswith("(") or word.endswith(",") or word.lower() in _JOINERS - {"and", "&"}


def _inflected(word: str) -> set[str]:
    """Give the plurals that one word of a label may have: `actors/actresses`, `editors-in-chief`, `midwives`."""
    if "/" in word:
        first, _, second = word.partition("/")
        return {f"{one}/{two}" for one in _inflected(first) for two in _inflected(second)}
    head, hyphen, tail = word.partition("-")
    forms = {form + hyphen + tail for form in _inflected(head)} if hyphen and head else set()
    forms.add(word + "s")
    for pattern, cut, ending in (
        (r"(?:s|x|z|ch|sh)$", 0, "es"),
        (r"[^aeiou]y$", 1, "ies"),
        (r"man$", 3, "men"),
        (r"person$", 6, "people"),
        (r"fe$", 2, "ves"),
    ):
        if re.search(pattern, word):
            forms.add(word[: len(word) - cut] + ending)
    return forms
