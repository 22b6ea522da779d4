"""Jobs whose employer reads as a title to the name beside the title, where all others are written in that form."""

from collections.abc import Sequence
from dataclasses import replace

from app.extraction.jobs.sharing import SURE, Labelled
from app.extraction.parts.pieces import Part, Piece
from app.extraction.words.lexicon import words
from app.extraction.words.scores import title_score

_MOST_WORDS = 4
_ROLES = words("titles", "levels") | words("titles", "beside")
"""Last words of what somebody became beside the first ("Server, Shift Lead")."""
_COMMA = ", "


def with_names_beside(text: str, found: Sequence[Labelled]) -> list[Labelled]:
    """Part titles at their comma where most other jobs are a title and its employer in one line ("Packer, Sun Maid").

    Two words that end as titles do may be a name all the same; nobody inherits the employer of another there, and
    what was done is no employer either.
    """
    told = [None if _is_in_form(text, one) else _parted(one) for one in found]
    others = sum(two is None for two in told)
    if not any(told) or 2 * sum(_is_in_form(text, one) for one in found) <= others:
        return list(found)
    return [one if two is None else two for one, two in zip(found, told, strict=True)]


def _is_in_form(text: str, one: Labelled) -> bool:
    """Say whether a title and its employer stand in one line with a comma between them."""
    title, employer = one.piece(Part.TITLE), one.piece(Part.ORGANIZATION)
    return title is not None and employer is not None and text[title.end : employer.start] == _COMMA


def _parted(one: Labelled) -> Labelled | None:
    """Part a title that is a sure one before its only comma, and a name in capitals of a few words behind it."""
    title, other = one.piece(Part.TITLE), one.piece(Part.ORGANIZATION)
    if title is None or title.said.count(",") != 1 or (other is not None and not _was_done(title, other)):
        return None
    called, comma, name = title.said.partition(_COMMA)
    said = name.split()
    if not comma or title_score(called) < SURE or not 1 < len(said) <= _MOST_WORDS:
        return None
    first, last = said[0].casefold(), said[-1].casefold()
    if not all(word[0].isupper() for word in said) or title_score(first) > 0 or not _ROLES.isdisjoint((first, last)):
        return None
    at = title.end - len(name)
    employer = replace(title, start=at, said=name, part=Part.ORGANIZATION)
    own = replace(title, end=title.start + len(called), said=called, title=title_score(called))
    pieces: list[Piece] = [piece for piece in one.pieces if piece is not title and piece is not other]
    if other is None:
        return replace(one, pieces=(own, employer, *pieces))
    block = replace(one.block, body=(*one.block.heading[other.row :], *one.block.body))
    return replace(one, block=block, pieces=(own, employer, *pieces))


def _was_done(title: Piece, other: Piece) -> bool:
    """Say whether a line below a title tells what was done, in small letters ("Drove kids")."""
    first, _, behind = other.said.partition(" ")
    return other.row > title.row and first.casefold() in words("verbs", "past") and behind.islower()
