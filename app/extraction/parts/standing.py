"""Words that say before or behind the name of a degree or paper that it is not held, told apart from the name."""

import re
from functools import cache

from app.extraction.words.lexicon import table
from app.extraction.words.small import any_case, small
from app.extraction.words.trimming import trimmed

_LEADS = r"(?:(?:the|an?|my|his|her)\s)?(?:degree\sin\s)?"
_JOINS = r"(?:(?:was|is|were|are|has|have|been|but|and|voluntarily|currently|still|now|yet|exam|tests?)\s)"
_ENDS = (
    r"(?=\s{0,3}(?:$|[,;:.()|–—-]|['’]?\d)|\s(?:in|on|since|due|as|until|by|for|after|at|of|from|and|with|but|by"
    r"|senior|junior|sophomore|freshman|first|second|third|final|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w{0,6})\b)"
)
_BEGINS = re.compile(r"\W{0,4}")
_CLOSES = " \t\n,;:|/–—-("


@cache
def _before(standing: str) -> re.Pattern[str]:
    return any_case(rf"(?:{'|'.join(table('standing')[standing]['before'])})\b[\s:]{{1,3}}{_LEADS}")


@cache
def _behind(standing: str) -> re.Pattern[str]:
    told = "|".join(table("standing")[standing]["behind"])
    return any_case(rf"(?:^|[\s,;:.(\[|/–—-]{{1,4}}){_JOINS}{{0,3}}(?:{told}){_ENDS}")


@cache
def _clause_before(standing: str) -> re.Pattern[str]:
    return any_case(rf"(?:^|(?<=[;.:,] )|(?<=\d ))\W{{0,4}}(?:{_before(standing).pattern})")


def standings() -> tuple[str, ...]:
    """Give what the lexicon knows words for, in the order in which they are looked for."""
    return tuple(table("standing"))


def tells_standing(said: str, standing: str) -> bool:
    """Say whether words in small letters say so of what they name: behind it, or where they begin a part of it."""
    return _behind(standing).search(said) is not None or _clause_before(standing).search(said) is not None


def apart(said: str) -> tuple[int, int]:
    """Give where the name stands in words that may say, before or behind it, that nobody holds it.

    Nothing is left where the words say only that.
    """
    folded = small(said)
    start, end = 0, len(said)
    for standing in standings():
        if (lead := _before(standing).match(folded, _begins(folded, start))) is not None:
            start = lead.end()
        if (told := _behind(standing).search(folded, max(start - 1, 0), end)) is not None:
            end = told.start()
    name = said[start : max(start, end)]
    if end == len(said):
        return start, end
    name = name.rstrip(_CLOSES)
    if name.count("(") > name.count(")"):
        # "Yellow card (Red Seal, not passed)"
        name = name[: name.rindex("(")].rstrip(_CLOSES)
    return start, start + len(name)


def _begins(said: str, start: int) -> int:
    lead = _BEGINS.match(said, start)
    return lead.end() if lead is not None else start


def beside(text: str, whole: tuple[int, int], name: tuple[int, int]) -> list[tuple[int, int]]:
    """Give where the words stand that were told apart from a name: before it, and behind it."""
    spans = [trimmed(text, whole[0], name[0]), trimmed(text, name[1], whole[1])]
    return [span for span in spans if span[0] < span[1]]


def leads(said: str) -> bool:
    """Say whether words are such as stand before the name of what is not held ("Applied for")."""
    folded = f"{small(said)} "
    return any(_before(standing).fullmatch(folded) is not None for standing in standings())
