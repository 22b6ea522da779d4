"""What a phrase of a duty is called: its words without amounts and articles."""

import re

from app.extraction.skills.clause_words import FEWEST, HYPHENATED, WORD
from app.extraction.skills.verbs import LEADING, STOPS, is_verb
from app.extraction.words.small import any_case

_ABOUT = r"(?:~|about |over |up to |more than |approximately |roughly )?\$?"
_AMOUNT = (
    r"\d[\d,.]*[kKmMbB]?\+?"
    r"(?:\s?%|\s?(?:-|–|to)\s?\d[\d,.]*)?(?:\s(?:thousand|million|billion))?(?=\s|$)"
    r"|\b(?:a|per)\s+(?:day|week|month|year|hour|shift|night)\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozens? of)\b(?!-)"
)
"""What may stand before it (`_ABOUT`) does not matter where it is only asked whether there is one."""
ANY_AMOUNT = any_case(_AMOUNT)
_KINDS = r"(?!\d+(?:(?:,|\s(?:and|or|&))\s\d+)*[\s-](?:axis|axes|phase|stroke|wire|pole|ply|stage)\b)"
"""Of a figure that says of what kind a thing is ("3 and 4 axis mills")."""
_UNIT = r"[\s-](?:inch(?:es)?|ft|feet|foot|lbs?|pounds?|tons?|gallons?|yards?|mm|cm|kg|psi|volts?|kv)\b\.?(?=\s)"
"""Of what it is an amount, in front of the thing."""
_AMOUNT_ALONE = re.compile(
    rf"(?<![\w-]){_KINDS}(?:(?:\d+|two|three|four|five|several|many)\s+times(?=\s+(?:a|per)\s|$)"
    rf"|(?:{_ABOUT}{_AMOUNT})(?:{_UNIT})?(?:\s+(?:worth\s+)?of(?=\s))?)"
    r"|/(?:hour|hr|h|shift|night|day|week|wk|month|mo|year|yr|min|minute)\b",
    re.IGNORECASE,
)
"""And no part of a name ("VF-2", "B2B"); with it what ties it to what it is an amount of ("$14M of equipment")."""
_SUM_IN = re.compile(r"[$€£]\d\S*(?:\s(?:thousand|million|billion))?\s+in(?=\s)")
_ARTICLE = re.compile(r"\b(?:a|an|the|my|our|all|each|every|various|several|multiple)\s+", re.IGNORECASE)
_LAST_SMALL = re.compile(r"\s+(?:of|and|or|&|for|in|to|with)$")
_JOINED = re.compile(r"(\w+)\s(?:and|or|&)\s")
"""What is left of several amounts ("Operated 4K and 10K forklifts")."""
_FIGURES_AMID = re.compile(rf"(?<=[a-z]) (?:about |over |up to |~)?(?=\d){_KINDS}")
_NUMBERED = frozenset(
    (
        "of",
        "and",
        "or",
        "the",
        "a",
        "an",
        "all",
        "with",
        "than",
        "grade",
        "grades",
        "level",
        "levels",
        "class",
        "type",
        "phase",
        "stage",
        "tier",
        "size",
        "section",
        "unit",
        "room",
        "line",
        "route",
        "floor",
        "station",
        "zone",
        "lane",
        "part",
        "step",
        "category",
        "title",
        "form",
        "code",
        "version",
        "no",
        "number",
        "least",
    )
)
"""Behind these figures are part of a name, or an amount of what follows."""

_OF_EACH = re.compile(r"\d[\d,.]*\+? [a-z]+(?<!s) [a-z]+(?<!s)(?![\w-])")
"""Figures that say how large a thing is ("a dynamic 30 member team")."""
_ONLY_MEASURED = re.compile(
    r"[A-Za-z]+ (?:miles|states|hours|acres|units|pieces|pounds|feet|tons|gallons|yards|percent)"
)
"""Nothing is left but of what it was an amount."""


def short_name(said: str) -> str:
    """Say a phrase without amounts and articles ("Delivered 180 packages a day" is "Delivered packages")."""
    said = _before_figures(HYPHENATED.sub("", said))
    without = _AMOUNT_ALONE.sub(" ", _SUM_IN.sub(" ", " ".join(said.split())))
    name = " ".join(_ARTICLE.sub("", without).split())
    if (joined := _JOINED.match(name)) is not None and not _JOINED.match(said):
        name = f"{joined[1]} {name[joined.end() :]}"
    name = _LAST_SMALL.sub("", name).strip(" ,-–")
    if _ONLY_MEASURED.fullmatch(name):
        # "Drove 3,000 miles a week"
        return " ".join(said[: said.index(name.split()[-1]) + len(name.split()[-1])].split())
    return name if len(name.split()) >= FEWEST else " ".join(said.split())


def _before_figures(said: str) -> str:
    """Cut a phrase before figures behind the name of a thing ("hauled dry freight 48 states"), which no name spans.

    Where they belong to what stands before them ("Windows 10 desktops", "a crew of 8 roofers"), it is left whole.
    """
    for figures in _FIGURES_AMID.finditer(said):
        before = WORD.findall(said[: figures.start()])
        thing = len(before) > 1 and before[-1].islower() and (STOPS | LEADING).isdisjoint(before[-1:])
        # of two verbs neither is the thing ("hang and focus 40 lamps")
        thing = thing and _NUMBERED.isdisjoint(before[-1:]) and before[-2] not in ("and", "&")
        if thing and not is_verb(before[-1]) and not _OF_EACH.match(said, figures.end()):
            return said[: figures.start()].rstrip(" ,;–-")
    return said
