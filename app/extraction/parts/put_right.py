"""Titles and employers of lines as people speak: one's own account, help given, agencies, how long it went on."""

import re
from dataclasses import replace

from app.extraction.parts.pieces import Part, Piece
from app.extraction.words.scores import organization_score, title_score

Names = tuple[Piece | None, Piece | None]
"""Title and employer."""
_SELF = re.compile(r"self[- ]?employ(?:ed|ment)|freelance|(?:my )?own business", re.IGNORECASE)
_HELPED = re.compile(
    r"(?:help(?:ed|ing)?|work(?:ed|ing)?)(?: out)?(?: (?:part[- ]time|summers|weekends|after school))?"
    r" (?:at|in|on|with) (?:(?:my|our) |the family\b)",
    re.IGNORECASE,
)
"""Where somebody helped, which is told beside its name ("Helped at my father's garage, Oak Auto")."""
_THROUGH = re.compile(r"(?P<title>[^,;:(]{3,60}?)\s+(?:via|through|thru)\s+(?P<agency>[A-Z][^;:(]{2,60})")
_LASTED = re.compile(
    r"[\s,(]+(?:(?:for|only|like|about|maybe|around)\s+)+"
    r"(?:\d{1,2}|an?|a few|a couple(?: of)?|one|two|three|four|five|six)"
    r"\s+(?:days?|weeks?|months?|mos?|years?|yrs?|summers?|seasons?)\)?(?:\s+in)?$",
    re.IGNORECASE,
)
"""How long it went on, as people say it, behind a name."""
_STOP = re.compile(r"(?<=[a-z]{4})(?<!\bAsst)(?<!\bDist)(?<!\bDept)(?<!\bAssn)\.\s+(?=[A-Z])")
_SURE, _WEAK, _FEW = 1.5, 1.0, 4


def put_right(title: Piece | None, employer: Piece | None) -> Names:
    """Give title and employer as they are meant, where a line was written as people speak."""
    for amend in (_own_account, _helped, _through_agency):
        title, employer = amend(title, employer)
    return _first_sentence(title), _without_length(employer)


def _own_account(title: Piece | None, employer: Piece | None) -> Names:
    """Beside "Self employed" stands the name of one's own firm, where it is no title."""
    if title is None or employer is None or not _SELF.fullmatch(employer.said):
        return title, employer
    firm = organization_score(title.said) >= _WEAK > title_score(title.said) and title.said[0].isupper()
    return (employer.called(Part.TITLE), title.called(Part.ORGANIZATION)) if firm else (title, employer)


def _helped(title: Piece | None, employer: Piece | None) -> Names:
    if title is None or employer is None or not _HELPED.match(employer.said) or title_score(title.said) >= _SURE:
        return title, employer
    return None, title.called(Part.ORGANIZATION)


def _through_agency(title: Piece | None, employer: Piece | None) -> Names:
    """Part "Care Assistant via Oak Nursing Agency", where nothing else is a title."""
    told = _THROUGH.fullmatch(employer.said) if employer is not None else None
    if employer is None or told is None or title_score(told["title"]) < _SURE:
        return title, employer
    if title is not None and title_score(title.said) >= _WEAK:
        return title, employer
    role = replace(employer, end=employer.start + told.end("title"), said=told["title"], title=_SURE, part=Part.TITLE)
    return role, replace(employer, start=employer.start + told.start("agency"), said=told["agency"])


def _first_sentence(title: Piece | None) -> Piece | None:
    """Cut off what goes on behind a title as a sentence of its own ("owner. Barns, milking parlors")."""
    stop = _STOP.search(title.said) if title is not None else None
    if title is None or stop is None:
        return title
    said = title.said[: stop.start()]
    short = len(said.split()) <= _FEW and title_score(said) >= _SURE
    return replace(title, end=title.start + len(said), said=said) if short else title


def _without_length(employer: Piece | None) -> Piece | None:
    lasted = _LASTED.search(employer.said) if employer is not None else None
    if employer is None or lasted is None or lasted.start() == 0:
        return employer
    return replace(employer, end=employer.start + lasted.start(), said=employer.said[: lasted.start()])
