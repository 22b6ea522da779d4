"""Characters that a person does not see, or sees as others, to what a machine would read in them.

Sources: Unicode Standard 23.2 (layout controls), 23.4 (variation selectors), 23.9 (tags); UTS #39 (look-alikes).
"""

import re
from collections.abc import Iterator

Said = tuple[str, str]
"""Text that nobody sees, and the reason."""

_TAGS = range(0xE0020, 0xE007F)
"""Characters that print nothing and stand for ASCII."""
_LONGEST_FLAG = 6
"""Tags that an emoji of a flag ends in."""
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{4,}")
"""One of them chooses a letter's form; in a row they can only carry bytes."""
_ZERO = "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u180e"
_ZERO_RUN = re.compile(f"[{_ZERO}]{{8,}}")
_ANY = re.compile(f"[{_ZERO}\ufe00-\ufe0f\U000e0000-\U000e01ef]")
_CUT_WORD = re.compile(f"(?<![A-Za-z])[A-Za-z]++(?:[{_ZERO}\u00ad]++[A-Za-z]++){{3,}}")
_REVERSED = re.compile("\u202e([^\u202c\u202e\n]{4,})\u202c?")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_OTHER_SCRIPT = re.compile("[\u0370-\u052f]")
_WORD = re.compile(r"[^\W\d_]{3,}")
_LATIN = re.compile("[A-Za-z]")
_FEWEST_MIXED = 2
"""One word of two alphabets is a slip of the keyboard."""

LOOK_ALIKE = str.maketrans(
    "аеорсухіѕјһԁԛԝӏүґвмнткпАВЕКМНОРСТХІЅЈУҮӀΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυτκ",
    "aeopcyxisjhdqwlyrbmhtknABEKMHOPCTXISJYYIABEZHIKMNOPTYXaivoputk",
)
"""Cyrillic and Greek letters that look like Latin ones."""


def unseen(stored: str) -> Iterator[Said]:
    """Give what the invisible characters of one line say, or which words they cut."""
    if not _ANY.search(stored):
        return
    said = "".join(chr(ord(c) - 0xE0000) for c in stored if ord(c) in _TAGS)
    if len(said) > _LONGEST_FLAG:
        yield said, "tag characters"
    for run in _SELECTORS.findall(stored):
        carried = bytes(ord(c) - 0xFE00 if ord(c) < 0xFE10 else ord(c) - 0xE0100 + 16 for c in run)
        yield _readable(carried, len(run)), "variation selectors"
    for run in _ZERO_RUN.findall(stored):
        yield _spelt(run), "zero-width"
    cut = ["".join(filter(str.isalpha, word)) for word in _CUT_WORD.findall(stored)]
    if cut:
        yield " ".join(cut), "zero-width"


def as_shown(stored: str) -> tuple[str, list[Said]]:
    """Give a line with the letters of an override from right to left in the order in which they are shown."""
    if "\u202e" not in stored:
        return stored, []
    found: list[Said] = []

    def turned(match: re.Match[str]) -> str:
        if _RIGHT_TO_LEFT.search(match[1]):
            return match[0]
        if any(c.isprintable() and not c.isspace() for c in match[1]):
            found.append((match[1], "reversed"))
        return match[1][::-1]

    return _REVERSED.sub(turned, stored), found


def mixed_words(text: str) -> list[tuple[int, str]]:
    """Give the place and the word of each that mixes Latin letters with others that look like Latin ones."""
    if not _OTHER_SCRIPT.search(text):
        return []
    words = [
        (match.start(), match[0])
        for match in _WORD.finditer(text)
        if _LATIN.search(match[0]) and _OTHER_SCRIPT.search(match[0]) and match[0].translate(LOOK_ALIKE).isascii()
    ]
    return words if len(words) >= _FEWEST_MIXED else []


def _readable(carried: bytes, count: int) -> str:
    text = carried.decode("utf-8", "replace")
    return text if all(c.isprintable() and c != "\ufffd" for c in text) else f"{count} characters"


def _spelt(run: str) -> str:
    """Read two kinds of characters as the bits of letters, where that gives any."""
    kinds = sorted(set(run))
    if len(kinds) == 2 and len(run) % 8 == 0:
        for zero in kinds:
            bits = "".join("0" if c == zero else "1" for c in run)
            text = bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8)).decode("utf-8", "replace")
            if all(c.isprintable() and c != "\ufffd" for c in text):
                return text
    return f"{len(run)} characters"
