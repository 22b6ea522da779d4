"""Words of one line of certifications to titles and issuers."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.extraction.lines.dated_rows import Dated
from app.extraction.lines.rows import Row
from app.extraction.parts.certificate_levels import LEVEL, LISTED, with_levels
from app.extraction.parts.certificates_around import only_number, strip
from app.extraction.parts.certificates_paired import LIST, paired, plain_name, says_nothing
from app.extraction.parts.fields import cut_only
from app.extraction.parts.issuers import (
    ROLE,
    certificate_kind,
    gave,
    gives_licences,
    is_board,
    is_body,
    is_licence,
    is_place,
    paper_kind,
)
from app.extraction.parts.pieces import Part, Piece
from app.extraction.words.lexicon import words
from app.extraction.words.scores import title_score

__all__ = ["certificate_kind", "is_board", "is_body", "paper_kind", "says_nothing", "titles"]

_CODE = re.compile(r"[A-Z]{0,2}-?\d{1,3}[A-Za-z]?")
"""One more level or part of the same certification ("ASE T2, T4")."""
_PARTED = re.compile(
    r",\s+(?!(?:Inc|LLC|Ltd|Corp|PLC)\b)(?![^(]*\))"
    r"|,?\s+(?:(?:issued|awarded|given|certified|offered)\s+(?:by|through|from)|from|through|by)\s+(?:the\s+)?(?=[A-Z])(?![A-Z]\w+\s+to\s)"
    r"|\s+with\s+(?:the\s+)?(?=[A-Z]{3,6}\b(?!['’])|State of\b|[A-Z]\w+ (?:Board|Department|Association)\b)"
)
_STOP = re.compile(r"(?<=[\w)®]{2})(?<!\bSt)(?<!\bMt)(?<!\bFt)(?<!\bDr)\.\s+(?=[A-Z])")
"""Between a certification and who gave it, in a sentence for each."""
_ALLOWED = re.compile(
    r"endorse(?:ments?|d)\b|(?:[A-Z][\w.]{2,14},?\s)?[A-Z](?:\s?(?:,|/|&|and)\s?[A-Z]\b)*\sendorsements?\b",
    re.IGNORECASE,
)
"""What a licence allows is no certification beside it."""
_SLASHED = re.compile(r"\s+/\s+")
_NUMBERED = re.compile(r"\b(?:ID|Id)\b[\s#:]*\w*\d")
"""A number that looks like a state ("AAPC, ID 0155118")."""
_MANY = 3
"""Slashes that part a list."""
_BOTH = re.compile(r"(?<=[A-Z]{2})\s+(?:and|&)\s+(?=[A-Z]{2,6}\b)")
"""Between two abbreviations."""
_BROKEN = re.compile(r"\s*:?\s*\n\s*")
_ENDORSED = re.compile(r"endorsements?\s*:", re.IGNORECASE)
"""Before the names of what a licence allows, which are one thing."""
_BY_LETTER = re.compile(r"[Ee]ndorsements?:?\s+[HNPSTX](?:\s*(?:[,/&]|and)\s*[HNPSTX]\b)*(?![\w+])")
"""The same by the letters that drivers know them by."""
_IS = re.compile(r"(?:certified|licensed|registered)(?=$|\s+(?:since|in)$)", re.IGNORECASE)
_NAMED = re.compile(r"\w.{0,100}\s(?:certification|certificate|licen[sc]e|credential)$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2}|\b[A-Z]\.\s?[A-Z]\b|\bA\+")
_HELD_ALL = re.compile(r",\s+(?:all\s+)?(?:current|active)\)")


def _comma_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split at commas where each part is a certification or an issuer of its own; else leave the words together."""
    marks = [m.span() for m in _PARTED.finditer(text[start:end])]
    both = [m.span() for m in _BOTH.finditer(text[start:end]) if _are_two(text[start:end], *m.span())]
    stops = [m.span() for m in _STOP.finditer(text[start:end]) if is_body(text[start + m.end() : end].rstrip(". "))]
    marks = sorted(marks + both + stops[:1])
    # in a sentence for each, the last ends in a full stop as well
    end -= bool(stops) and text[end - 1] == "."
    cuts = [*((start + a, start + b) for a, b in marks), (end, end)]
    # "ASE T2, T4, T6": what follows is no title of its own
    cuts = [
        (first, last)
        for n, (first, last) in enumerate(cuts)
        if last == end or not _CODE.fullmatch(text[last : cuts[n + 1][0]].strip())
    ]
    if (lettered := _BY_LETTER.match(text, start, end)) is not None:
        rest = _PARTED.match(text, lettered.end(), end)
        return [lettered.span(), *(_comma_parts(text, rest.end(), end) if rest else [])]
    if _ENDORSED.match(text, start, end):
        return [strip(text, start, end)]
    parts, at = [], start
    for first, last in cuts:
        parts.append(strip(text, at, first))
        at = last
    if len(parts) == 2 and gave(text[slice(*parts[0])]) and _NAMED.search(text[slice(*parts[1])]):
        # "freeCodeCamp, Responsive Web Design certification"
        return parts
    if len(parts) > LIST and all(plain_name(text[slice(*part)]) for part in parts):
        return parts
    first_kind = paper_kind(text[slice(*parts[0])])
    others = [text[slice(*part)] for part in parts[1:]]
    others = [said for said in others if said not in words("certificates", "bodies") and not only_number(said)]
    others = [said for said in others if not _IS.match(said)]
    named = sum(paper_kind(said) is not None for said in others)
    # one name behind words that are none belongs to them; several make a list ("Forklift, CPR, BLS")
    given = any(is_board(said) for said in others)
    if len(parts) == 1 or (first_kind is None and 0 < named < LIST and not given):
        return [strip(text, start, end)]
    return parts


def _are_two(said: str, first: int, last: int) -> bool:
    """Before and behind an "and" stands an abbreviation that is a certification of its own ("BLS and PALS")."""
    before, after = said[:first].split()[-1], said[last:].split()[0].rstrip(",;")
    return paper_kind(before) is not None and paper_kind(after) is not None


def _tells(text: str, start: int, end: int) -> bool:
    said = text[start:end]
    return _LETTERS.search(said) is not None and not says_nothing(said)


def titles(text: str, row: Dated, start: int, end: int) -> Iterator[tuple[tuple[int, int], tuple[int, int] | None]]:
    """Give title and issuer of each certification named between two dates of a row."""
    start, end = strip(text, start, end) if _NUMBERED.search(text, start, end) else (start, end)
    if (held := _HELD_ALL.search(text, start, end)) is not None and held.end() == end:
        # what is left is an open bracket: "BLS, PALS (AHA"
        end = held.start()
    end, inside = _opened(text, start, end)
    piece_row = Row(start, end, text[start:end], row.row.page, row.row.block, False, False, None, False, None, None)
    cuts = cut_only(text, [piece_row], [])
    # what looks like a town, alone and without a comma, is a name that ends in that of a country ("SafeLand USA")
    alone = len(cuts) == 1 and cuts[0].part is Part.LOCATION and "," not in cuts[0].said and " " in cuts[0].said
    pieces = [(cuts[0].start, cuts[0].end)] if alone else list(_pieces(text, cuts))
    spans = [span for first, last in pieces for span in _comma_parts(text, first, last)]
    spans = [span for n, span in enumerate(spans) if _tells(text, *span) or (n and LEVEL.match(text, *span))]
    begins = start <= row.row.start
    spans = [
        span
        for n, span in enumerate(spans)
        if not (_ALLOWED.match(text, *span) and (n > 0 or (not begins and _BY_LETTER.match(text, *span))))
    ]
    if len(spans) > 1 and row.dates and _IS.fullmatch(text, *spans[-1]):
        # "CPR - Red Cross - Certified 2/2024"
        spans.pop()
    spans = list(with_levels(text, spans))
    found = list(paired(text, spans, dated=bool(row.dates)))
    found = [one for one in found if not is_place(text[slice(*one[0])])]
    if found and inside is not None and found[-1][1] is None and paper_kind(text[slice(*inside)]) is None:
        found[-1] = (found[-1][0], inside)
    if len(found) > 1 and found[-1][1] is not None and all(issuer is None for _, issuer in found[:-1]):
        between = [text[one[0][1] : two[0][0]] for one, two in pairwise(found)]
        if all(LISTED.fullmatch(words_) for words_ in between):
            # "ACLS, BLS and NIHSS - American Heart Association": all are given by the same
            found = [(title, found[-1][1]) for title, _ in found]
    yield from ((_alone(text, title), issuer and _alone(text, issuer)) for title, issuer in found)


def _alone(text: str, place: tuple[int, int]) -> tuple[int, int]:
    """Give a name without its number, category or way behind a mark in it."""
    said = text[slice(*place)]
    return strip(text, *place) if "#" in said or "," in said or " – " in said or " - " in said else place


def _pieces(text: str, found: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Give what is no place; "Registered Nurse, Ohio" looks like one and names none but the state."""
    held: tuple[int, int] | None = None
    few = sum(_SLASHED.fullmatch(text, one.end, two.start) is not None for one, two in pairwise(found)) < _MANY
    for piece in found:
        city = piece.said.split(",")[0]
        titled = title_score(city) >= ROLE or paper_kind(city) is not None
        licensed = held is not None and is_licence(text[slice(*held)])
        if piece.part is Part.LOCATION and held is not None and licensed and gives_licences(piece.said):
            # "Class A CDL – Oklahoma": a state gives licences
            yield held
            held = (piece.start, piece.end)
            continue
        if piece.part is Part.LOCATION and titled:
            joined = held is not None and not text[held[1] : piece.start].strip()
            if held is not None and not joined:
                yield held
            held = (held[0] if held is not None and joined else piece.start, piece.end)
            continue
        if piece.part is not Part.OTHER:
            continue
        broken = held is not None and _BROKEN.fullmatch(text, held[1], piece.start) is not None
        slashed = held is not None and _SLASHED.fullmatch(text, held[1], piece.start) is not None
        slashed = slashed and few and not is_body(piece.said.split(",")[0])
        if held is not None and (broken or slashed):
            # a name that was broken over two lines, or two names of one thing ("First Aid / CPR")
            held = (held[0], piece.end)
            continue
        if held is not None:
            yield held
        held = (piece.start, piece.end)
    if held is not None:
        yield held


def _opened(text: str, start: int, end: int) -> tuple[int, tuple[int, int] | None]:
    """Part what stands behind a bracket that a date closes ("AWS Architect (Amazon Web Services, Mar 2023)")."""
    bracket = text.rfind("(", start, end)
    if bracket <= start or ")" in text[bracket:end]:
        return end, None
    inside = strip(text, bracket + 1, end)
    said = text[slice(*inside)]
    named = re.match(r"[A-Z]", said) is not None and not says_nothing(said) and not re.search(r"\d", said)
    whole = " " in said or said in words("certificates", "bodies")
    return bracket, inside if named and whole else None
