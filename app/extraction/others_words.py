"""Rows of a document to those that its writer tells: without praise by others, and what programs and sites add."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from app.documents.spans import Spans
from app.extraction.lines.rows import Row
from app.extraction.screens import without_screen
from app.extraction.words.small import small

_LONGEST_NOTE = 40
"""Words of a line that a program or a site adds; a line of more words was put together of many."""
_FEWEST_SAID, _LONGEST_PRAISE = 8, 1_200
"""Words of what somebody says about the worker with their name, and characters of the longest."""
_ADDED = re.compile(
    r"(?:sent|written|typed) (?:from|on|via|with) (?:my|the|an?) [\w -]{0,30}"
    r"(?:i?phone|i?pad|ipod|android|mobile|galaxy|pixel|blackberry|tablet|device)\b.{0,20}"
    r"|sent (?:from|via|with) (?:(?:yahoo|aol|proton|outlook|windows|samsung|gmail)\b|mail for windows).{0,40}"
    r"|get outlook for (?:ios|android|mac)\b.{0,10}"
    r"|(?:resum[eé]\s+|cv\s+)?(?:created|made|prepared|built|designed|generated|written) "
    r"(?:with|using|by|in|on|from) .{0,30}\b(?:resum[eé]|cv)[ -](?:wizard|builder|maker|template|generator)s?\b"
    r".{0,40}"
    r"|envoy[ée] (?:de|depuis) mon .{3,30}|enviado desde mi .{3,30}|enviado (?:do|de) meu .{3,30}"
    r"|(?:von meinem .{3,30} gesendet|gesendet von meinem .{3,30})|inviato (?:da|dal mio) .{3,30}"
    r"|verzonden vanaf mijn .{3,30}",
    re.IGNORECASE,
)
"""What a program of mail writes below a message, and one that lays out resumes at the foot."""
_RIGHTS = re.compile(
    r"(?:©|\(c\)\s*(?=(?:19|20)\d\d)|copyright\s+(?:©|\(c\)|(?:19|20)\d\d)).*|.*\ball rights reserved\b.{0,20}",
    re.IGNORECASE | re.DOTALL,
)
"""The foot of a page of the web, with what the page was made with."""
_OPENS_RIGHTS = ("©", "(c)", "copyright")
"""One of them begins it, in small letters, where no rights are reserved."""
_PRAISE = re.compile(
    rf"(?:“[^“”]{{20,{_LONGEST_PRAISE}}}”|\"[^\"“”]{{20,{_LONGEST_PRAISE}}}\"|«[^«»]{{20,{_LONGEST_PRAISE}}}»)"
    r"(?<=[.!?…]\S)\s*[-–—―~]{1,2}\s*(?=[^\W\d_]).{2,80}"
)
"""A sentence in quotes, and behind a dash who said it; a title in quotes ends without a full stop."""


_QUOTED = re.compile(r"^On\b[^\n]{5,120}\bwrote:\s*$", re.MULTILINE)
"""Above the lines of a message that somebody answers, each of which begins with a mark."""
_FEWEST_OWN = 5
"""Lines of somebody's own above such a message, at least."""


def without_others_words(text: str, printed: Sequence[Row]) -> list[Row]:
    """Leave out rows in which others speak: praise, messages that are answered, and what programs and sites add."""
    praise = Spans(_praise(text))
    own = [row for row in printed if not _is_added(row) and not praise.touch(row.start, row.end)]
    return without_screen(_without_quoted(text, own))


def _without_quoted(text: str, printed: list[Row]) -> list[Row]:
    """Leave out the message that is answered, below the answer."""
    answered = _QUOTED.search(text) if "wrote:" in text else None
    above = [row for row in printed if answered is not None and row.start < answered.start()]
    if answered is None or len(above) < _FEWEST_OWN or any(map(partial(_is_marked, text), above)):
        return printed
    return [
        row
        for row in printed
        if row.start < answered.start() or not (row.start <= answered.end() or _is_marked(text, row))
    ]


def _is_marked(text: str, row: Row) -> bool:
    return text.startswith(">", text.rfind("\n", 0, row.start) + 1)


def _is_added(row: Row) -> bool:
    if row.words > _LONGEST_NOTE:
        return False
    if _ADDED.fullmatch(row.said) is not None:
        return True
    folded = small(row.said)
    of_page = folded.startswith(_OPENS_RIGHTS) or "rights reserved" in folded
    return of_page and _RIGHTS.fullmatch(row.said) is not None


def _praise(text: str) -> Iterator[tuple[int, int]]:
    """Give where quotes stand that begin a line and end with the name of who said it."""
    if "“" not in text and '"' not in text and "«" not in text:
        return
    for match in _PRAISE.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        opens = not any(c.isalnum() for c in text[line : match.start()])
        if opens and len(match.group().split()) >= _FEWEST_SAID:
            yield match.span()
