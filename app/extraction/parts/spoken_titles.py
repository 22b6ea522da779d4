"""Titles and employers of lines as people speak: one's own account, help given, agencies, how long it went on."""

import re
from dataclasses import replace

from app.extraction.parts.pieces import Part, Piece
from app.extraction.words.abbreviations import ends_short
from app.extraction.words.lengths import COUNT, UNITS
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
_ROLES = frozenset(
    ("roles", "positions", "jobs", "posts", "assignments", "placements", "work", "temping", "contracts")
)
"""What work through an agency is called as a whole."""
_LASTED = re.compile(
    rf"[\s,(]+\d{{1,2}}\s+{UNITS}$"
    r"|[\s,(]+(?:(?:for|only|like|about|maybe|around)\s+)+"
    rf"(?:{COUNT}|an?|a few|a couple(?: of)?)\s+(?:{UNITS}|days?)\)?(?:\s+in)?$",
    re.IGNORECASE,
)
"""How long it went on, as people say it, behind a name."""
_FOR = re.compile(r"(?:(?:[Ww]ork(?:ed|ing)?\s+)?(?:for|at|with)\s|@)\s*(?:the\s+)?(?=[A-Z])")
"""Before an employer that stands in a column or behind a comma of its own ("Sitter, for Mrs. Ola Oak")."""
_QUOTED = re.compile(r"[\"“][^\"”]{2,60}[\"”],\s+(?=[A-Z])")
"""Before an employer, what was played or made there ("\"Tosca\", Elm Opera")."""
_WORK_FOR = re.compile(r"(?P<work>[^\W\d_]+(?: [a-z]+){1,3}) for (?:the )?(?=[A-Z])")
_CLOSED = re.compile(
    r"(?<![.\w])(?!(?i:Inc|LLC|PLC|Corp|Ltd|Bros|Assn|Assoc|Dept|Intl|Univ|Inst|Hosp|Svcs|Serv|Dist|Natl|Govt|Comm|Mktg)\.)"
    r"(?:[A-Z]{3,}|[A-Z]?[a-z]{4,})\.$"
)
"""A whole word, and no short form, with the full stop of a sentence behind it."""
_MYSELF = re.compile(r"(?:me|myself|self)\s*\((?P<firm>[^()]{3,60})\)(?:,\s*.*)?", re.IGNORECASE)
"""Who works on his own account, and under what name ("Me (Delgado Tile), Mesa")."""
_LABEL = re.compile(
    r"(?:Before|After|Prior to|Then|Now|Currently|Right now|Today|Most recently|Also|Earlier)\b[^:\d]{0,30}:\s+(?=\S)"
    r"|[A-Z][\w.'’-]{2,15}(?: [A-Z][\w.'’-]{2,15})?:\s+(?=\S)"
)
"""A place or a kind of work with a colon before a name ("Saigon: Cedar Garment Co", "Dubuque: Grade 3")."""
_WORKED_AS = re.compile(
    r"(?:(?:worked|working|employed)\s+as|was|been)\s+(?:(?:an?|the)\s+)?(?=[^\W\d_])", re.IGNORECASE
)
_STOP = re.compile(r"(?<=[A-Za-z][a-z]{3})\.\s+(?=[A-Z])")
_TOLD = (
    re.compile(
        r"(?P<link>at|for|with|in)\s+(?:the\s+)?(?P<firm>[A-Z][^,;:]{1,60}?)\s+as\s+(?:(?:an?|the)\s+)?(?P<title>[^,;:]{3,40})"
    ),
    re.compile(
        r"(?i:(?:worked|working|employed|was)(?:\s+as)?)\s+(?:(?:an?|the)\s+)?(?P<title>[a-z][^,;:]{2,40}?)"
        r"\s+(?P<link>in|at|for|with)\s+(?:the\s+)?(?P<firm>[A-Z][^,;:]{1,60})"
    ),
)
"""Lines that begin as sentences do ("at Elm Diner as waitress", "Worked as stocker in Ash Mart")."""
_LABEL_BEHIND = re.compile(r"[.,;]\s+(?:time|when|dates?|years?|from|period)\s*:?$", re.IGNORECASE)
_UNDER = re.compile(r"\s+under\s+(?:[A-Z][\w'’-]*\.?\s?){1,4}$")
"""Under whom somebody learned a trade."""
_PART_BEHIND = re.compile(
    r"[,;.(]\s+(?:work ?site|site|unit|dep(?:artmen)?t\.?|location|route|branch|store|plant"
    r"|station|base|terminal)\s?:\s.*$",
    re.IGNORECASE,
)
"""Behind an employer, in which part of it somebody worked."""
_ROSE = re.compile(r",\s+(?:then )?(?:moved up|promoted|advanced)\s+to\s", re.IGNORECASE)
_SURE, _WEAK, _FEW = 1.5, 1.0, 4
_MANY, _MOST = 3, 7
"""Words of a title and a firm's name together."""
_OF_PROJECT = re.compile(r"\b(?:project|assignment|coursework|thesis|capstone|hackathon)$", re.IGNORECASE)


def as_meant(title: Piece | None, employer: Piece | None) -> Names:
    """Give title and employer as they are meant, where a line was written as people speak."""
    for amend in (_own_account, _helped, _through_agency, _as_told, _side_by_side):
        title, employer = amend(title, employer)
    return _unlabelled(_first_sentence(title)), _unlabelled(_named_alone(_without_length(_without_label(employer))))


def _own_account(title: Piece | None, employer: Piece | None) -> Names:
    """Beside "Self employed" stands the name of one's own firm, where it is no title."""
    own = _MYSELF.fullmatch(title.said) if title is not None and employer is None else None
    if title is not None and own is not None:
        start, end = (title.start + at for at in own.span("firm"))
        return None, replace(title, start=start, end=end, said=own["firm"], part=Part.ORGANIZATION)
    if title is None or employer is None or not _SELF.fullmatch(employer.said):
        return title, employer
    owned = organization_score(title.said) >= _WEAK or re.search(r"\w['’]s\s", title.said) is not None
    firm = owned and title_score(title.said) < _WEAK and title.said[0].isupper()
    return (employer.called(Part.TITLE), title.called(Part.ORGANIZATION)) if firm else (title, employer)


def _helped(title: Piece | None, employer: Piece | None) -> Names:
    if title is None or employer is None or not _HELPED.match(employer.said) or title_score(title.said) >= _SURE:
        return title, employer
    return None, title.called(Part.ORGANIZATION)


def _through_agency(title: Piece | None, employer: Piece | None) -> Names:
    """Part "Care Assistant via Oak Nursing Agency", where nothing else is a title; leave out an employer's agency."""
    placed = _THROUGH.fullmatch(title.said) if title is not None else None
    if title is not None and employer is not None and placed and title_score(placed["title"]) >= _SURE:
        # "Packer via Oak Staff", beside it where
        return _part(title, placed.span("title"), Part.TITLE), employer
    turned = placed is not None and title_score(placed["title"]) < _WEAK
    if title is not None and employer is not None and placed and turned and title_score(employer.said) >= _WEAK:
        # "ELM SEMI via Oak Staff", beside it what somebody was there
        firm = replace(title, end=title.start + placed.end("title"), said=placed["title"], part=Part.ORGANIZATION)
        return employer.called(Part.TITLE), firm
    told = _THROUGH.fullmatch(employer.said) if employer is not None else None
    only = title if employer is None else employer if title is None else None
    through = placed or told
    if only is not None and through is not None and through["title"].split()[-1].casefold() in _ROLES:
        # "Various office roles through Oak Recruitment"
        return _part(only, through.span("title"), Part.TITLE), _part(only, through.span("agency"), Part.ORGANIZATION)
    if employer is None or told is None:
        return title, employer
    if title_score(told["title"]) < _SURE:
        told_first = told["title"][:1].isupper() and title is not None
        end = employer.start + told.end("title")
        return title, replace(employer, end=end, said=told["title"]) if told_first else employer
    if title is not None and title_score(title.said) >= _WEAK:
        return title, employer
    role = replace(employer, end=employer.start + told.end("title"), said=told["title"], title=_SURE, part=Part.TITLE)
    return role, replace(employer, start=employer.start + told.start("agency"), said=told["agency"])


def _first_sentence(title: Piece | None) -> Piece | None:
    """Cut off what goes on behind a title as a sentence of its own ("owner. Barns, milking parlors")."""
    led = _WORKED_AS.match(title.said) if title is not None else None
    if title is not None and led is not None:
        title = replace(title, start=title.start + led.end(), said=title.said[led.end() :])
    if title is None:
        return title
    under = _UNDER.search(title.said)
    if under is not None and title_score(title.said[: under.start()]) >= _SURE:
        title = replace(title, end=title.start + under.start(), said=title.said[: under.start()])
    stops = (mark for mark in _STOP.finditer(title.said) if not ends_short(title.said[: mark.start()]))
    stop = next(stops, None) or _ROSE.search(title.said)
    if stop is None:
        return title
    said = title.said[: stop.start()]
    short = len(said.split()) <= _FEW and title_score(said) >= _SURE
    return replace(title, end=title.start + len(said), said=said) if short else title


def _without_length(employer: Piece | None) -> Piece | None:
    lasted = _LASTED.search(employer.said) if employer is not None else None
    if employer is None or lasted is None or lasted.start() == 0:
        return employer
    return replace(employer, end=employer.start + lasted.start(), said=employer.said[: lasted.start()])


def _named_alone(employer: Piece | None) -> Piece | None:
    """Step over what leads to a name ("for Mrs. Ola Oak", "Worked for Elm Farms")."""
    if employer is not None and _CLOSED.search(employer.said):
        # "Line cook. Smoky Ridge BBQ. 2015-17"
        employer = replace(employer, end=employer.end - 1, said=employer.said[:-1])
    lead = (
        (_FOR.match(employer.said) or _QUOTED.match(employer.said) or _work_for(employer.said)) if employer else None
    )
    if employer is None or lead is None:
        return employer
    return replace(employer, start=employer.start + lead.end(), said=employer.said[lead.end() :])


def _work_for(said: str) -> re.Match[str] | None:
    """Find what was done for an employer before its name ("Corporate events for Elm Productions")."""
    lead = _WORK_FOR.match(said)
    if lead is None or organization_score(lead["work"]) >= _WEAK:
        return None
    name = said[lead.end() :]
    plain = " " in name and all(word[0].isupper() for word in name.split())
    return lead if plain or organization_score(name) >= _WEAK else None


def _unlabelled(name: Piece | None) -> Piece | None:
    """Step over a place or kind of work with a colon, which is no title and no employer itself."""
    label = _LABEL.match(name.said) if name is not None and ":" in name.said else None
    if name is None or label is None:
        return name
    before = label.group().rstrip(": ")
    if before.isupper() or max(title_score(before), organization_score(before)) >= _WEAK:
        return name
    return replace(name, start=name.start + label.end(), said=name.said[label.end() :])


def _without_label(employer: Piece | None) -> Piece | None:
    """Cut off a label behind an employer, of dates or of its part ("Elm Inn. Time: 2015", "Elm, Site: Rye")."""
    label = (_LABEL_BEHIND.search(employer.said) or _PART_BEHIND.search(employer.said)) if employer else None
    if employer is None or label is None or label.start() == 0:
        return employer
    return replace(employer, end=employer.start + label.start(), said=employer.said[: label.start()])


def _as_told(title: Piece | None, employer: Piece | None) -> Names:
    """Part a line that begins as a sentence does into title and employer, where all of it was taken for one."""
    only = title if employer is None else employer if title is None else None
    told = next((form for one in _TOLD if (form := one.fullmatch(only.said))), None) if only is not None else None
    if only is None or told is None or title_score(told["title"]) < _WEAK:
        return title, employer
    if told["link"] == "in" and organization_score(told["firm"]) < _WEAK:
        # "Worked as a cook in Tulsa"
        return title, employer
    return _part(only, told.span("title"), Part.TITLE), _part(only, told.span("firm"), Part.ORGANIZATION)


def _side_by_side(title: Piece | None, employer: Piece | None) -> Names:
    """Part "Waitress Elm Diner" and "ELM DINER Waitress", where nothing stands between a title and a firm's name."""
    if title is None or employer is not None or not _MANY <= len(title.said.split()) <= _MOST:
        return title, employer
    for gap in re.finditer(r"\s+", title.said):
        for role, firm in (
            ((0, gap.start()), (gap.end(), len(title.said))),
            ((gap.end(), len(title.said)), (0, gap.start())),
        ):
            if _is_role_of(title.said[slice(*role)], title.said[slice(*firm)]):
                return _part(title, role, Part.TITLE), _part(title, firm, Part.ORGANIZATION)
    return title, employer


def _is_role_of(role: str, firm: str) -> bool:
    """Say whether words are surely a title, and others the name of a firm with a word of its own in front."""
    own, *rest = firm.split()
    named = bool(rest) and all(word[0].isupper() or word == "&" for word in (own, *rest))
    proper = (
        not own.casefold().endswith(("ing", "al", "ary", "ic"))
        and max(organization_score(own), title_score(own)) <= 0
    )
    return (
        named
        and proper
        and title_score(role) >= _SURE
        and organization_score(role) <= 0
        and organization_score(firm) >= _WEAK > title_score(firm)
    )


def _part(whole: Piece, span: tuple[int, int], part: Part) -> Piece:
    start, end = span
    return replace(
        whole, start=whole.start + start, end=whole.start + end, said=whole.said[start:end], title=_SURE, part=part
    )


def of_project(title: Piece | None, organization: Piece | None) -> tuple[Piece | None, Piece | None]:
    """The first line of a project is its name; only what is surely an organization stays one."""
    told = sorted((p for p in (title, organization) if p is not None), key=lambda p: p.start)
    if not told:
        return None, None
    owner = organization if organization is not None and organization.organization >= 2 else None
    owner = None if owner is not None and _OF_PROJECT.search(owner.said) else owner
    names = [p for p in told if p is not owner]
    return (names[0], owner) if names else (owner, None)
