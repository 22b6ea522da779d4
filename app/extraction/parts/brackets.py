"""Brackets at the end of a piece of a heading line to the employer, or the title, that stands in them."""

from dataclasses import replace

from app.extraction.parts.asides import bracket_of, is_aside
from app.extraction.parts.pieces import Piece
from app.extraction.words.scores import organization_score, title_score
from app.extraction.words.trimming import trimmed

IN_BRACKETS, _SURELY = 1.2, 2.0
"""Scores of words that name an employer in brackets, and of words that surely name what they name."""
_FEW = 4


def in_brackets(text: str, piece: Piece) -> list[Piece]:
    """Part "Consultant for Notes (We4IT GmbH)" and "Ash Fish Camp (waitress)": a name surely stands in brackets."""
    bracket = bracket_of(piece.said)
    if bracket is None or bracket.start() == 0 or is_aside(piece.said, bracket):
        return []
    inside = bracket["inside"]
    titled = title_score(inside)
    left = trimmed(text, piece.start, piece.start + bracket.start())
    right = piece.start + bracket.start("inside"), piece.start + bracket.end("inside")
    said = text[slice(*left)]
    if titled >= _SURELY and len(inside.split()) <= _FEW and title_score(said) == 0 and said[:1].isupper():
        name = replace(
            piece, start=left[0], end=left[1], said=said, title=0.0, organization=max(1.0, piece.organization)
        )
        role = replace(piece, start=right[0], end=right[1], said=text[slice(*right)], title=titled, organization=0.0)
        return [name, role]
    if organization_score(inside) < IN_BRACKETS or organization_score(said) >= _SURELY or titled >= _SURELY:
        return []
    one = replace(piece, start=left[0], end=left[1], said=said, title=max(1.0, title_score(said)), organization=0.0)
    return [one, replace(piece, start=right[0], end=right[1], said=text[slice(*right)], title=0.0, organization=2.5)]
