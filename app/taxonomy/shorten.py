"""Official label to the shorter names that people write: `Python (computer programming)` is `Python`."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

_QUALIFIED = re.compile(r"^(?P<base>.{2,}?)\s*\((?P<inside>[^()]+)\)$")
_GENERIC = re.compile(r"\s+(?:software|systems?|applications?|platform)$")
_ACRONYM = re.compile(r"^(?P<long>.+?)\s+(?P<short>[A-Z][A-Za-z]*[A-Z])$")
_MAKER_PRODUCTS = 4
_COMMON = 4
_SMALL = frozenset({"of", "and", "for", "the", "in", "to", "on", "with"})


def listed(file: Path) -> tuple[tuple[str, str], ...]:
    """Read the lines `what people write = preferred label` of a list; `#` begins a comment."""
    return _pairs(file, " = ")


def narrower(file: Path) -> tuple[tuple[str, str], ...]:
    """Read the lines `what people write < preferred label` of a list: what is named falls under the concept."""
    return _pairs(file, " < ")


def abbreviations(file: Path) -> tuple[tuple[str, str], ...]:
    """Read the lines `short ~ long` of a list: words that are abbreviated inside names."""
    return _pairs(file, " ~ ")


def _pairs(file: Path, mark: str) -> tuple[tuple[str, str], ...]:
    if not file.is_file():
        return ()
    lines = [line.partition(mark) for line in file.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return tuple((left.strip(), right.strip()) for left, found, right in lines if found)


def qualified(label: str) -> tuple[str, ...]:
    """Give what `X (Y)` shortens to: X, and Y when it is the abbreviation of X."""
    match = _QUALIFIED.match(label)
    if match is None:
        return ()
    base, inside = match["base"], match["inside"]
    return (base, inside) if _abbreviates(inside, base) else (base,)


class Products:
    """The short names of technologies: without their maker, without `software`, and their abbreviations.

    `labels` are the technologies; `skills` are names of skills, which show what words are ordinary ones: those that
    they print in lower case more often than technologies print them with a capital.
    """

    def __init__(self, labels: Sequence[str], skills: Iterable[str]) -> None:
        self._small = small = Counter(word for name in skills for word in name.split() if word.islower())
        large = Counter(word.lower() for label in labels for word in label.split() if not word.islower())
        self._ordinary = frozenset(word for word, count in small.items() if count >= large[word])
        first = Counter(label.split()[0] for label in labels)
        second = Counter(" ".join(label.split()[:2]) for label in labels if len(label.split()) > 2)
        makers = [words for words, count in (first + second).items() if count >= _MAKER_PRODUCTS]
        self._makers = frozenset(words for words in makers if self._proper(words))

    def shorten(self, label: str) -> Iterable[str]:
        """Give the short names of one label."""
        bare = _GENERIC.sub("", label)
        if bare != label and self._proper(bare) and self._named(bare) and not self._common(bare):
            yield bare
        match = _ACRONYM.match(bare)
        if match and _abbreviates(match["short"], match["long"]):
            yield match["long"]
            yield match["short"]
        words = bare.split()
        for count in (2, 1):
            rest = " ".join(words[count:])
            if " ".join(words[:count]) in self._makers and self._proper(rest) and not self._common(rest):
                yield rest
                break

    def _proper(self, text: str) -> bool:
        """Say whether `text` has a word that is not an ordinary one."""
        return any(
            word.lower() not in self._ordinary and len(word) > 2 and word[0].isalpha() for word in text.split()
        )

    def _common(self, text: str) -> bool:
        """Say whether it is one word that names of skills know, which nobody reads as a product."""
        return self._small[text.lower()] >= _COMMON and not any(c.isupper() for c in text[1:])

    def _named(self, text: str) -> bool:
        """Say whether `text` is printed as names are: capitals in all words but small ones, or inside a word."""
        words = [word for word in text.split() if word not in _SMALL]
        return any(c.isupper() for word in words for c in word[1:]) or all(not word.islower() for word in words)


def _abbreviates(short: str, long: str) -> bool:
    """Say whether `short` is capitals that stand in `long` in order, the first of them at its beginning."""
    letters = "".join(c for c in short if c.isalpha()).lower()
    if not short.isupper() or len(letters) < 3 or letters[0] not in long[:2].lower():
        return False
    rest = iter(long.lower())
    return all(letter in rest for letter in letters)
