"""Headings of columns to what the columns hold: as the lexicon lists them, else by the words they are made of."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from app.resources import folder

_LONGEST = 200
"""Characters of a heading."""
_NUMBERED = re.compile(r"\d{1,2}")
_WORD, _OF_SOMEBODY = re.compile(r"[a-z0-9/]+"), re.compile(r"(?<=[a-z])'(?=s\b)")
_HUMP, _BRACKET = re.compile(r"[a-z](?=[A-Z])"), re.compile(r"\(.*?\)")


@cache
def _lexicon() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((folder("taxonomies") / "lexicon" / "columns.toml").read_text("utf-8"))


@cache
def _names() -> Mapping[str, str]:
    """Folded headings with the field that they name."""
    return {name: field for field, names in _lexicon()["columns"].items() for name in names}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(_lexicon()["words"][kind])


def fold(heading: str) -> str:
    """Fold a heading: lower case, without accents and marks, one blank between words."""
    bare = heading.casefold()
    if not bare.isascii():
        plain = unicodedata.normalize("NFKD", heading).casefold()
        bare = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_WORD.findall(_OF_SOMEBODY.sub("", bare) if "'" in bare else bare))


def _split_words(heading: str) -> str:
    """Part `JobTitle` in two words."""
    return heading if heading[1:].islower() else _HUMP.sub(r"\g<0> ", heading)


def field_of(heading: str) -> str | None:
    """Give what a column of this heading holds; None for a heading that is not known, or longer than any is."""
    return None if len(heading) > _LONGEST else _field_of(heading)


@lru_cache(maxsize=1 << 12)
def _field_of(heading: str) -> str | None:
    # most headings are written in one way only
    spellings = dict.fromkeys((heading, _split_words(heading), _BRACKET.sub("", heading)))
    return next((found for said in spellings if (found := _names().get(fold(said))) is not None), None)


def numbers_anything(folded: str) -> bool:
    """Say whether a folded heading ("id", "case id") may name the number of a row, case or customer as well."""
    return folded in _words("numbers_of_anything")


def of_works(heading: str) -> bool:
    """Say whether a heading is one of a list of films, plays or writings ("Director", "Journal")."""
    return fold(heading) in _words("of_works")


def part_of_name(folded: str) -> bool:
    """Say whether a folded heading ("last", "suffix") names a part of a name, where another part stands beside it."""
    return folded in _words("parts_of_names")


def heading_of(field: str) -> str:
    """Give a heading that is read as a field."""
    return next((name for name, known in _names().items() if known == field), field).capitalize()


def made_of(heading: str) -> str | None:
    """Give what a column holds by the words of a heading that no list has ("Participant Last Name"); else None.

    Only for a row that is known to be one of headings: in other lines these words mean other things.
    """
    return field_of(heading) or (None if len(heading) > _LONGEST else _made_of(heading))


@lru_cache(maxsize=1 << 12)
def _made_of(heading: str) -> str | None:
    said = fold(_split_words(_BRACKET.sub(" ", heading)))
    short = _lexicon()["words"]["short"]
    words = " ".join(short.get(word, word) for word in said.replace("/", " ").split()).split()
    if {*words} & _words("born"):
        return "born"
    if {*words} & _words("not_the_job"):
        return "other"
    first = next((n for n, word in enumerate(words) if word not in _words("before")), 0)
    if first < len(words) and words[first] in _words("people"):
        rest = {*words[first + 1 :]}
        if rest <= _words("names"):
            return "name"
        if rest <= _words("numbers"):
            return "person"
    return _trimmed(words) or _first_of_several(said)


def _trimmed(words: Sequence[str]) -> str | None:
    """Look for a known heading without words that say which job it is of, or that its name is given."""
    before = after = 0
    while before < len(words) and words[before] in _words("before"):
        before += 1
    while after < len(words) and words[-1 - after] in _words("after"):
        after += 1
    for first in range(before + 1):
        for last in range(after + 1):
            found = _names().get(" ".join(words[first : len(words) - last]))
            if found is not None:
                return found
    return None


def _first_of_several(said: str) -> str | None:
    """Read "Title / Credential" by the first of its names that is known."""
    parts = [part.strip() for part in re.split(r"/|\bor\b", said)]
    return next((found for part in parts if (found := _names().get(part)) is not None), None) if parts[1:] else None


def numbered(heading: str) -> tuple[str, int] | None:
    """Part a heading that says which of several jobs it is of: "Employer 2" is ("employer", 2); else None."""
    words = fold(_split_words(heading)).split()
    numbers = [word for word in words if _NUMBERED.fullmatch(word)]
    if len(numbers) != 1 or len(words) < 2:
        return None
    return " ".join(word for word in words if word != numbers[0]), int(numbers[0])


def tells_of_life(heading: str) -> bool:
    """Say whether a label in a form is of schooling, papers or skills, and of no job."""
    return fold(heading) in _words("of_a_life")


def labels_form(heading: str) -> bool:
    """Say whether a label in a form is known: of a job, of the rest of a life, or of whom it is about."""
    return fold(heading) in _words("of_a_life") | _words("about_one") or field_of(heading) is not None
