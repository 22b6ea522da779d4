"""Pieces of a line of schooling to what they tell together: a town amid them, fields in a list, parts of schools."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.extraction.parts.pieces import Part, Piece
from app.extraction.parts.schooling import SECONDARY, degree_in, is_school
from app.extraction.parts.schooling_whole import Told
from app.extraction.parts.studies import STUDY
from app.extraction.words.lexicon import words

_TOWN = re.compile(
    r",\s+(?P<town>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+){0,2}),\s+(?P<code>[A-Z]{2})(?:\s\d{5})?(?=,\s+\S)"
)
"""A town with the code of its region, and more behind it."""
_PART_OF_SCHOOL = re.compile(
    r"(?:(?:[A-Z][\w.&'’-]*\s){0,3}(?:School|College|Graduate School)|Department|Dept\.?|Faculty|Division)"
    r"\s(?:of|for)\s(?:the\s)?[A-Z][^,;|]*$"
)
"""A school of a university ("School of Nursing", "Carter College of Business"), or an office of one."""
_WHOLE_SCHOOL = re.compile(r"\bUniversi\w+\b|\b(?:College|Institute|State|Tech)$")
_NAMES = ("school", "topic")
_FIELDS = ("field", "topic")
_TOKEN = re.compile(r"[^\s,;()]+")
_KINDS_OF_SCHOOLS = frozenset(
    ("High", "Senior", "Junior", "Community", "State", "Technical", "Trade", "Career", "&", "and")
)
"""Words in front of a word for schools that are no names."""
_CALLED_BY = re.compile(
    r"\b(?:Universi\w+|Escuela|Colegio|Instituto|[ÉE]cole|Lyc[ée]e)\s+(?:de|del|di|da|do|of|von)$"
)
_KIND_OF_SCHOOL = re.compile(
    r"(?:high|secondary|middle|primary|trade|vocational|technical|business"
    r"|beauty|nursing|culinary|graduate|night) school"
    r"|(?:community|junior|technical) college",
    re.IGNORECASE,
)
_DISTRICT = re.compile(r"(?:Public|City|County|Unified|Area|Independent|Consolidated) (?:Schools|School District)$")
"""Who runs a school, and no school where one is named beside it."""
_AND = re.compile(r"(?:and|&)\s")


def by_town(text: str, piece: Piece) -> Iterator[Piece]:
    """Part a piece at the town that stands amid it ("Harbor University, Columbus, OH, B.A., English")."""
    town = _TOWN.search(text, piece.start, piece.end) if text.count(",", piece.start, piece.end) > 2 else None
    if town is None or not _is_town(text, piece, town):
        yield piece
        return
    before, start, end = text[piece.start : town.start()], town.start("town"), town.end()
    yield replace(piece, end=town.start(), said=before)
    yield replace(piece, start=start, end=end, said=text[start:end], part=Part.LOCATION)
    rest = end + len(text[end : piece.end]) - len(text[end : piece.end].lstrip(", "))
    yield from by_town(text, replace(piece, start=rest, said=text[rest : piece.end]))


def _is_town(text: str, piece: Piece, town: re.Match[str]) -> bool:
    """The code is one of a region and no degree, and what stands before it is no study, degree or school."""
    named = town["town"]
    studied = STUDY.search(named) is not None or degree_in(named) is not None or is_school(named)
    code = town["code"] in words("places", "codes")
    plain = degree_in(town["code"]) is None or degree_in(text[town.end() : piece.end]) is not None
    return code and plain and not studied


def together(text: str, told: Sequence[Told]) -> list[Told]:
    """Join what was studied where a list of it was parted, and leave out a part of a school beside the school."""
    found: list[Told] = []
    told = [part for n, one in enumerate(told) for part in _field_first(text, told[n - 1] if n else None, one)]
    for n, one in enumerate(told):
        said = text[one.start : one.end]
        if (
            one.kind == "school"
            and _KIND_OF_SCHOOL.fullmatch(said)
            and any(t.kind == "school" for t in told[n + 1 :])
        ):
            # "High School, St. Mary's Academy": what stands first is no name
            one = replace(one, kind="degree")
        if one.kind == "school" and not is_school(said) and _other_school(text, told, n):
            # "BBA, Risk Management & Insurance" beside the university
            one = replace(one, kind="topic")
        if _DISTRICT.search(said) and any(t.kind == "school" for i, t in enumerate(told) if i != n):
            # "Salem-Keizer Public Schools, Early College High School"
            continue
        first = _first_of_list(text, found) if one.kind in _FIELDS and _AND.match(said) else None
        if first is not None:
            found[first:] = [replace(found[first], end=one.end)]
        elif not (one.kind in _NAMES and _PART_OF_SCHOOL.match(said) and _beside_whole(text, told, n)):
            found.append(one)
    return found


def _field_first(text: str, before: Told | None, one: Told) -> list[Told]:
    """Part a field from the school behind it, where no mark does ("Construction Management Elm State University")."""
    degree = text[before.start : before.end] if before is not None and before.kind == "degree" else ""
    if one.kind != "school" or not degree or SECONDARY.search(degree):
        return [one]
    tokens = list(_TOKEN.finditer(text, one.start, one.end))
    called = [token.group().casefold() in words("organizations", "schools") for token in tokens]
    first = called.index(True) if True in called else 0
    ends = [n for n in range(first - 1) if STUDY.search(tokens[n].group()) and tokens[n + 1].group()[0].isupper()]
    if not ends or {token.group() for token in tokens[ends[-1] + 1 : first]} <= _KINDS_OF_SCHOOLS:
        return [one]
    return [
        replace(one, kind="field", end=tokens[ends[-1]].end()),
        replace(one, start=tokens[ends[-1] + 1].start()),
    ]


def _first_of_list(text: str, found: Sequence[Told]) -> int | None:
    """Give which of the pieces begins the list of fields that ends behind them."""
    first = len(found)
    while first and found[first - 1].kind in _FIELDS and (first == len(found) or _comma(text, found, first - 1)):
        first -= 1
    return first if len(found) - first > 1 else None


def _comma(text: str, found: Sequence[Told], n: int) -> bool:
    return text[found[n].end : found[n + 1].start].strip() == ","


def _other_school(text: str, told: Sequence[Told], n: int) -> bool:
    others = (one for i, one in enumerate(told) if i != n and one.kind == "school")
    return any(is_whole_school(text[one.start : one.end]) for one in others)


def rejoined(pieces: Sequence[Piece], text: str) -> Iterator[Piece]:
    """Put a town to the school that is called by it ("Universidad de Sevilla, Spain")."""
    held: Piece | None = None
    for one in pieces:
        if held is not None and one.part is Part.LOCATION and _CALLED_BY.search(held.said):
            end = one.start + len(one.said.split(",")[0])
            if text[held.end : one.start].isspace() and end > one.start:
                yield replace(held, end=end, said=text[held.start : end])
                held = None
                continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _beside_whole(text: str, told: Sequence[Told], n: int) -> bool:
    return any(
        is_whole_school(text[one.start : one.end]) for i, one in enumerate(told) if i != n and one.kind == "school"
    )


def is_whole_school(said: str) -> bool:
    """Say whether the words name a university or college, and not a part of one."""
    return _WHOLE_SCHOOL.search(said) is not None and _PART_OF_SCHOOL.match(said) is None


def is_part_of_school(said: str) -> bool:
    """Say whether the words name a school or an office within a university ("School of Nursing")."""
    return _PART_OF_SCHOOL.match(said) is not None
