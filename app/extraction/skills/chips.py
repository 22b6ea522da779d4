"""Names that stand side by side with nothing between ("Venipuncture Triage Spanish") to a span for each."""

import re
from collections.abc import Callable, Sequence

from app.extraction.words.lexicon import words
from app.extraction.words.name_words import ends_names, opens_names

Known = Callable[[str], bool]
"""Says whether a framework has a concept of exactly this name."""
_SMALL = re.compile(r"(?:and|or|the|of|to|in|for|with|at|on|a|an|from|by|as|is)", re.IGNORECASE)
_CAMEL = re.compile(r"[a-z]{1,3}[A-Z]")
"""So begins a name with small letters in front ("iOS", "gRPC", "dbSNP")."""
_WORDS, _PAIR = 5, 2


def past_icon(text: str, start: int, end: int, known: Known) -> int:
    """Step over the one letter that an icon font leaves in front of a name ("0 Git", "/ JavaScript")."""
    icon = re.match(r"\S\s+(?=\S)", text[start:end])
    if icon is None or (icon.group()[0].isalpha() and not known(text[start + icon.end() : end])):
        return start
    return start if known(text[start:end]) else start + icon.end()


def chips(text: str, start: int, end: int, known: Known) -> list[tuple[int, int]]:
    """Split names that stand side by side with one space between: two known ones, or more and few of them unknown."""
    tokens = [m.span() for m in re.finditer(r"\S+", text[start:end])]
    if len(tokens) == _PAIR and _two_products(text[start:end].split(), known):
        return [(start + first, start + last) for first, last in tokens]
    if not 3 <= len(tokens) <= 20:
        return [(start, end)]
    found: list[tuple[int, int]] = []
    at = unknown = 0
    while at < len(tokens):
        sizes = (to for to in range(min(len(tokens), at + 4), at, -1))
        to = next((to for to in sizes if known(text[start + tokens[at][0] : start + tokens[to - 1][1]])), None)
        if to is None:
            # an unknown name may stand among known ones when it is printed as a name
            unknown, to = unknown + 1, at + 1
            if not any(c.isupper() for c in text[start + tokens[at][0] : start + tokens[at][1]]):
                return [(start, end)]
        found.append((start + tokens[at][0], start + tokens[to - 1][1]))
        at = to
    if _enough(len(tokens), len(found) - unknown) and _all_names(text, tokens, start):
        return _with_initials(text, found, known)
    return found if len(found) - unknown >= max(3, unknown - 1) else [(start, end)]


def _enough(words: int, names: int) -> bool:
    """So many words, of which so many are names, are too many for one name."""
    return (words > _WORDS and names >= 1) or (words == _WORDS and names > 1)


def _all_names(text: str, tokens: Sequence[tuple[int, int]], start: int) -> bool:
    """Every word is printed as a name is ("React", "gRPC"), and none is one of those that join words."""
    said = [text[start + first : start + last] for first, last in tokens]
    return all((word[0].isupper() or _CAMEL.match(word)) and not _SMALL.fullmatch(word) for word in said)


def _two_products(said: Sequence[str], known: Known) -> bool:
    """Two names that a framework knows, neither of which begins or ends the names of others ("Inkscape Blender").

    The second may be the kind of the first ("Square POS", "Ubuntu Linux").
    """
    first, second = said
    if (
        not (first[0].isupper() and second[0].isupper())
        or second.isupper()
        or second.casefold() in words("skills", "kinds")
    ):
        return False
    if opens_names(first) or ends_names(second) or known(f"{first} {second}"):
        return False
    return known(first) and known(second)


def _with_initials(text: str, found: Sequence[tuple[int, int]], known: Known) -> list[tuple[int, int]]:
    """Join unknown words that are one name: those in capitals ("MHS GENESIS"), and with one that ends names."""
    joined: list[tuple[int, int]] = []
    for span in found:
        before = text[slice(*joined[-1])] if joined else ""
        said = text[slice(*span)]
        together = (before.isupper() and said.isupper()) or (ends_names(said) and not opens_names(said))
        if before and together and not known(before) and not known(said):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return joined
