"""Names of schools beside terms and on rows of their own, and the school that each block of courses was taken at."""

import re
from collections.abc import Sequence, Set

from app.extraction.transcripts.placed import Cell, TableRow, Word
from app.extraction.words.lexicon import words

JOINING = frozenset(
    {
        "of",
        "de",
        "for",
        "&",
        "and",
        "the",
        "del",
        "la",
        "los",
        "las",
        "y",
        "e",
        "do",
        "da",
        "di",
        "des",
        "du",
        "für",
        "und",
        "der",
    }
)
"""Words in small letters within a name."""
_LEADS = frozenset({"transfer", "transferred", "credit", "credits", "work", "accepted", "evaluated", "school"})
"""What stands before the name of a school and is no part of it."""
_HELD = frozenset({"summer", "winter", "night", "evening"})
"""Before "School" alone: when it was held."""
_PLAIN = JOINING | {
    "state",
    "community",
    "technical",
    "junior",
    "senior",
    "public",
    "national",
    "univ",
    "coll",
    "inst",
    "comm",
    "hs",
    "campus",
    "main",
    "at",
    "secondary",
    "middle",
    "elementary",
    "primary",
    "north",
    "south",
    "-",
}
"""Words that many names have."""
_SHORT = {"st": "saint", "mt": "mount", "ft": "fort", "n": "north", "s": "south", "e": "east", "w": "west"}
_SECONDARY = frozenset({"high", "hs", "middle", "elementary", "secondary", "primary", "preparatoria"})
_PARTS_OF_COUNTRY = frozenset({"state", "north", "south"})
"""Words that are plain in many names, and tell two schools apart that share all others."""
_AT_CAMPUS = frozenset({"at", "campus"})
_EXAMINED = frozenset({"examination", "examinations", "certificate"})
"""What somebody was examined for is no school ("Senior School Certificate Examination")."""
_NOWHERE = frozenset({"internal", "external", "online", "in-house", "in house", "on-site", "on site"})
_CODE_LETTERS = 4
"""Letters of a code for a school, at most."""
LABEL_ROWS = 25
"""Rows of the head in which a label may say the name of the school."""
_MOST_WORDS = 9
_LABEL = re.compile(
    r"(?:(?:transfer |sending |issuing |awarding |home )?(?:school|institution)(?: name| info(?:rmation)?)?"
    r"|(?:issued|sent) by|transcript (?:of|from)|name of (?:the )?(?:school|institution|college|university)|building)"
    r"\s*:\s*(?=\S)",
    re.IGNORECASE,
)
"""What is labelled "College" below a term is mostly a part of the school."""
_UNIT = re.compile(
    r"(?:(?:graduate|undergraduate) )?(?:college|school|faculty|division|department|institute)s? of\b", re.IGNORECASE
)
"""A part of a school: it may be a school of its own as well ("College of the Desert")."""
_OTHER = re.compile(
    r"\b(?:records?|courses?|credits?|transcripts?|diploma|year|requirements?|information|totals?|code|profile|seal"
    r"|official|unofficial|registrar|gpa|awards?|degrees?|graduation|graduated?|tests?|program(?:me)?s?|office|page"
    r"|student|students|hours|work|preparatory|preparation|board|only|subjects?)\b",
    re.IGNORECASE,
)
"""Words of headings that speak of schools and name none ("High School Courses")."""


_DUAL = re.compile(
    r"(?:dual|concurrent) (?:enrol+ment|credits?)(?: (?:courses?|credits?))?|early college(?: courses?)?"
    r"|college credits?(?: courses?)?|running start|post-?secondary (?:enrol+ment|options)(?: options)?|pseo"
    r"|college courses?(?: taken)?",
    re.IGNORECASE,
)
"""What heads the courses that somebody at a school takes at a college, before the name of that."""


def _folded(word: Word) -> str:
    return word.said.casefold().strip(".,;:()")


def school_in(found: Sequence[Word]) -> tuple[int, int] | None:
    """Give where the name of a school stands among the words beside a term or behind "from" or a colon."""
    for at, word in enumerate(found):
        if _folded(word) not in words("transcripts", "schools"):
            continue
        if at + 1 < len(found) and _folded(found[at + 1]) == "year":
            continue
        first = at
        while first > 0 and _names_on(found[first - 1]):
            first -= 1
        while first < at and _folded(found[first]) in _LEADS:
            first += 1
        if first == at and word.said.endswith(":"):
            continue
        if at - first == 1 and _folded(found[first]) in _HELD:
            # "Summer School" is none
            continue
        last = at + 1
        while last < len(found) and not found[last - 1].said.endswith(":") and _goes_on(found[last]):
            last += 1
        if any(_folded(one) in _EXAMINED for one in found[first:last]):
            continue
        if last - first > 1:
            return found[first].start, found[last - 1].start + len(found[last - 1].said.rstrip(":,"))
    return None


def _goes_on(word: Word) -> bool:
    return word.said[0].isupper() or word.said in JOINING


def _names_on(word: Word) -> bool:
    """Say whether the name of a school goes on with the word before one."""
    return word.said[0].isupper() and not word.said.endswith((":", ",")) and _folded(word) != "from"


def is_unit(said: str) -> bool:
    """Say whether words read like a part of a school ("College of Engineering")."""
    return _UNIT.match(said) is not None


def label_of_school(said: str) -> int:
    """Give how many characters the label before the name of a school takes; 0 without one."""
    found = _LABEL.match(said)
    return found.end() if found else 0


def is_same_school(name: Set[str], own: Set[str]) -> bool:
    """Say whether two names, as folded words, are of one school: all words that are no kind of school are the same.

    One may name the campus as well. A high school is no college, and neither "State" nor a part of the country may
    stand in one name only.
    """
    one, two = _told_by(name), _told_by(own)
    alike = one == two or (_AT_CAMPUS & (name | own) and (one < two or two < one))
    if not one or not two or not alike or (_places_of(name) ^ _places_of(own)):
        return False
    return bool(_SECONDARY & name) is bool(_SECONDARY & own)


def _told_by(name: Set[str]) -> frozenset[str]:
    """Give the words of a name that no kind of school has, each as it is written out."""
    kinds = words("transcripts", "schools")
    return frozenset(_SHORT.get(word, word) for word in name if word not in kinds and word not in _PLAIN)


def _places_of(name: Set[str]) -> frozenset[str]:
    return frozenset(_SHORT.get(word, word) for word in name) & _PARTS_OF_COUNTRY


def labelled_school(cell: Cell) -> tuple[int, int] | None:
    """Give the name of a school behind its label; None where that names a part of a school ("College: Business")."""
    label = label_of_school(cell.said)
    name = cell.words[len(cell.said[:label].split()) :] if label else ()
    if not name or is_unit(cell.said[label:]) or any(c.isdigit() for word in name for c in word.said):
        return None
    whole = "institution" in cell.said[:label].casefold()
    named = any(_folded(word) in words("transcripts", "schools") for word in name)
    return (name[0].start, name[-1].end) if named or whole else None


def school_row(row: TableRow) -> tuple[tuple[int, int], bool] | None:
    """Give the name of the school that a row is, and whether a label says so; None for any other row."""
    for cell in row.cells:
        if label_of_school(cell.said):
            name = labelled_school(cell)
            return (name, True) if name is not None else None
    if (dual := _DUAL.match(row.said)) is not None and len(row.cells) == 1:
        at = len(row.said[: dual.end()].split())
        name = school_in(row.words[at:])
        return (name, True) if name is not None else None
    found, said = row.words, row.said
    if len(row.cells) > 1 or not 2 <= len(found) <= _MOST_WORDS or re.search(r"[\d:.,!?]", said) or is_unit(said):
        return None
    if _OTHER.search(said) or not all(_goes_on(word) or word.said in "-–—" for word in found):
        return None
    named = any(_folded(word) in words("transcripts", "schools") for word in found)
    return ((found[0].start, found[-1].end), False) if named else None


def taught_at(cell: Cell | None) -> tuple[int, int] | None:
    """Give the name of who taught that a cell of its column tells; none for a code or a part of a school."""
    if cell is None or is_unit(cell.said) or any(c.isdigit() for c in cell.said) or cell.said.casefold() in _NOWHERE:
        return None
    named = len(cell.words) > 1 or (len(cell.said) > _CODE_LETTERS and not cell.said.isupper())
    return cell.span if named and cell.said[0].isupper() else None
