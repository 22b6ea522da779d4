"""Words that tell one role after another at one employer to the roles ("Hired as a picker, became lead in 2019")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from app.documents.spans import Span
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.parts.labels import names_field
from app.extraction.words.lengths import COUNT, UNITS
from app.extraction.words.scores import title_score
from app.extraction.words.small import any_case, small

_TITLED, _MOST_WORDS, _FEWEST, _SHORT = 1.5, 6, 2, 24
_LONGEST = 800
"""Characters in which somebody tells of all roles at one employer."""
_RISE_WORDS = (
    r"(?:promot(?:ed|ion)|moved (?:up|over|on|in)|advanced|rose|raised|elevated|transferred|stepped up|went(?: \w+)?"
    r"|(?:worked|working) (?:my|his|her|their) way up)"
)
_ARTICLE = r"(?:(?:an?|the|their|its|first|assistant to the)\s+)?"
_SOON = r"(?:and|then|later|now|finally|eventually|soon|also|after that|in the end|currently|presently|today)"
_BEGUN = re.compile(
    rf"(?:(?:{_SOON}|i|i['’]ve|have|had|was|got|been|first|originally|initially)\s+)*"
    r"(?:start(?:ed|ing)?|beg[au]n|begin(?:ning)?|hired(?: on| in)?|signed on|came (?:in|on|aboard)|taken on"
    r"|entered|joined)"
    r"(?:\s+(?:out|off|there|here|on|work|working|my career|with them|as new))*"
    rf"\s+(?:as|like)\s+{_ARTICLE}",
    re.IGNORECASE,
)
"""Leads to what somebody was at first."""
_RISEN = re.compile(
    rf"(?:(?:{_SOON}|i|i['’]ve|have|had|was|got|been|they|the (?:owner|boss|company|foreman|manager))\s+)*(?:"
    rf"{_RISE_WORDS}(?:\s+(?:in|up|over|on|there|again))*\s+(?:to|as|into)\s+(?:be(?:come|ing)?\s+)?"
    r"|(?:became|become|made|named|appointed)\s+(?:me\s+)?(?:to\s+)?"
    r"|put me\s+(?:in\s+)?(?:as|of|on as|to)\s+"
    r"|(?:finish(?:ed|ing)?|end(?:ed|ing)?|retired|left)(?:\s+(?:up|out|there|my time))*\s+as\s+"
    rf"){_ARTICLE}",
    re.IGNORECASE,
)
"""Leads to what somebody became."""
_BEEN = re.compile(
    rf"(?:(?:{_SOON}|i)\s+)*(?:i\s+(?:am|was|have been|work(?:ed)? as)|i['’](?:m|ve been))\s+{_ARTICLE}",
    re.IGNORECASE,
)
"""Leads to what somebody is or was, where a date says since when."""
_THEN = re.compile(rf"(?:and\s+)?(?:then|later|now|finally)\s+{_ARTICLE}", re.IGNORECASE)
_WHEN = re.compile(
    rf"(?:(?:{_SOON}|after|about|around|{COUNT}|an?|(?:few|couple(?: of)?)|{UNITS}|later|there|within|only|just)\s+)"
    "{1,6}",
    re.IGNORECASE,
)
"""How long after something what follows was."""
_CLAUSE = (
    r"(?:then|later|now|finally|eventually|was|got|became|made|moved|promoted|finished|ended|rose|went|retired"
    r"|in\s(?:19|20)\d\d)"
)
_BREAK = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=\d)|(?<=\)))[.!](?=\s|$)|;|,(?!\s?(?:19|20)\d\d\b)|\s[-–—>]+\s"
    rf"|\s(?:and|&)\s+(?={_CLAUSE}\b)|\s(?=(?:and\s)?then\s)",
    re.IGNORECASE,
)
"""Between what is told of one role and of the next."""
_DATE_LED = re.compile(
    r"(?:^|(?<=[\s,(]))(?:back\s)?(?:in|from|since|by|around|about|on|during|until|till?|as of|starting|of"
    r"|the (?:spring|summer|fall) of)?\s?\(?$",
    re.IGNORECASE,
)
_PAST_TITLE = re.compile(
    r"\s*(?:\(|\b(?:over|for|at|with|when|until|till|in|on|who|where|which|from|because|by|there|here|under|since|after|while"
    r"|and\s+(?:i|we|they|have|had|stayed|now)|but)\b|\bof\s+(?:\d|the\b|my\b|all\b|a\b|an\b)).*$",
    re.IGNORECASE | re.DOTALL,
)
"""Behind a title: where, over how many, when."""
_ENDED = re.compile(
    r"\b(?:left|quit|retir(?:ed|ing)|until|till|through|stayed|laid off|let go|sold|closed|shut|ended)\b",
    re.IGNORECASE,
)
_NOT_HELD = re.compile(
    r"\b(?:student|pupil|member|kid|child|patient|customer|guest|resident|fan|part|team|result|whole|citizen"
    r"|certified|licensed)s?$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\W*(?:(?:my|our|his|her|their)\s|(?:he|she|we|you|it|who)\b|they\s(?!(?:put|made|moved|promoted|named)\b))",
    re.IGNORECASE,
)
"""Who else a clause tells of."""
_SIGN = any_case(r"start|beg[aiu]n|hired|signed on|came |taken on|entered|joined|put me|i (?:am|was) ")
_NEAR = 60
"""Characters of a line in which such words stand, where it begins to tell of roles."""
_LENGTH = re.compile(
    rf"[\s,(–—-]*(?:for\s+)?(?:(?:about|over|almost|nearly|the last)\s+)?{COUNT}\s*{UNITS}(?![\w'’])\.?\)?",
    re.IGNORECASE,
)
_UNITS = ("year", "yr", "mo", "week", "season", "summer", "winter")
"""One of them stands in every length of time, in small letters."""
_LABEL = re.compile(r"(?P<name>[A-Z0-9][^:;.\n]{2,60}?)(?:\s*:\s+|(?<=[a-z]{3})\.\s+(?=[^.]{2,40}\d))(?=\S)")
_ITEM_ENDS = (re.compile(r"\s*;\s*"), re.compile(r",\s+(?:and\s+)?(?:then\s+)?|\s+then\s+"))
_TILL = re.compile(r",?\s+(?:un)?till?\s[^,;]{2,40}$")


class Kind(StrEnum):
    """How a role comes behind another."""

    BEGUN = "begun"
    RISEN = "risen"
    THEN = "then"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Role:
    """One role: where its title stands, and what is told of its time."""

    title: Span
    kind: Kind
    start: str | None = None
    end: str | None = None
    current: bool = False
    places: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The roles that a stretch of text tells, up to where, and when the last of them ended."""

    roles: tuple[Role, ...]
    stop: int
    end: str | None = None
    places: tuple[Span, ...] = ()


def may_begin(said: str) -> bool:
    """Say whether a line may begin to tell of roles that followed each other."""
    return _SIGN.search(small(said[:_NEAR])) is not None


def roles_told(text: str, start: int, end: int) -> Told | None:
    """Read the roles of sentences that begin at `start`: what somebody was at first, and what they became."""
    begun = _begun_at(text, start, min(end, start + _LONGEST))
    if begun is None:
        return None
    told = roles_within(text, begun[1], end, begun[0])
    risen = any(role.kind in (Kind.RISEN, Kind.THEN) for role in told.roles)
    dated = all(role.start for role in told.roles) and len(told.roles) > _FEWEST
    first = bool(told.roles) and told.roles[0].kind is Kind.BEGUN
    return told if first and len(told.roles) >= _FEWEST and (risen or dated) else None


def _begun_at(text: str, start: int, end: int) -> tuple[Role, int] | None:
    """Give the role that a sentence begins with, or a bare title that comes before two that somebody rose to."""
    clauses = list(_clauses(text, start, end))
    role = _role(text, *clauses[0]) if clauses else None
    if role is not None:
        return (role, clauses[0][1]) if role.kind is Kind.BEGUN else None
    risen = [_role(text, *clause) for clause in clauses[1 : 1 + _FEWEST]]
    if len(risen) < _FEWEST or any(one is None or one.kind is not Kind.RISEN for one in risen):
        return None
    bare = _titled(text, *clauses[0])
    return (replace(bare, kind=Kind.BEGUN), clauses[0][1]) if bare is not None else None


def roles_within(text: str, start: int, end: int, begun: Role | None = None) -> Told:
    """Give every role that clauses tell somebody began or came to, behind the one that is known."""
    roles: list[Role] = [begun] if begun is not None else []
    stop = start
    ended: str | None = None
    places: tuple[Span, ...] = ()
    for first, last in _clauses(text, start, min(end, start + _LONGEST)):
        if _OF_ANOTHER.match(text, first, last):
            continue
        role = _role(text, first, last)
        if role is not None:
            roles.append(role)
            stop = last
        elif roles and (dates := find_dates(text[first:last])) and _ENDED.search(text, first, last) is not None:
            ended, places, stop = dates[-1].end, _places(dates[-1].shifted(first)), last
    return Told(tuple(roles), stop, ended, places)


def _clauses(text: str, start: int, end: int) -> Iterator[Span]:
    cuts = [(start, start), *(mark.span() for mark in _BREAK.finditer(text, start, end)), (end, end)]
    for (_, first), (last, _) in pairwise(cuts):
        said = text[first:last]
        first += len(said) - len(said.lstrip(" \n\t,."))
        if first < last:
            yield first, last


def clause_start(text: str, start: int, at: int) -> int:
    """Give where the clause begins in which a place is, behind `start`."""
    return max((mark.start() for mark in _BREAK.finditer(text, start, at)), default=start)


def _places(date: DateRange) -> tuple[Span, ...]:
    return tuple(date.places)


def _role(text: str, first: int, last: int) -> Role | None:
    """Read one clause: perhaps a date, what leads to a role, the role, perhaps a date."""
    dates = [date.shifted(first) for date in find_dates(text[first:last])]
    if len(dates) > 1:
        return None
    date = dates[0] if dates else None
    at, to = first, last
    if date is not None:
        before = _DATE_LED.search(text[first : date.at])
        lead = first + before.start() if before is not None else date.at
        if not text[first:lead].strip(" ,("):
            at = date.to + len(text[date.to : last]) - len(text[date.to : last].lstrip(" ,):"))
        else:
            to = lead
    kind, at = _led(text, at, to, dated=date is not None)
    if kind is None:
        return None
    said = text[at:to]
    behind = _PAST_TITLE.search(said)
    said = (said[: behind.start()] if behind is not None else said).rstrip(" ,.(–—-\n")
    if (
        kind is not Kind.BEGUN
        and behind is not None
        and re.match(r"\s*(?:for|at|with)\s+(?:the\s+)?[A-Z]", behind.group())
    ):
        # who else somebody came to
        return None
    if not 0 < len(said.split()) <= _MOST_WORDS or title_score(said) < _TITLED or _NOT_HELD.search(said):
        return None
    start, end, current = _time(date)
    return Role((at, at + len(said)), kind, start, end, current, _places(date) if date is not None else ())


def _time(date: DateRange | None) -> tuple[str | None, str | None, bool]:
    if date is None:
        return None, None, False
    return (date.end, None, False) if date.single else (date.start, date.end, date.current)


def _led(text: str, at: int, to: int, *, dated: bool) -> tuple[Kind | None, int]:
    """Say how a clause leads to a role, and where that begins."""
    for start in (at, mark.end() if (mark := _WHEN.match(text, at, to)) is not None else at):
        for pattern, kind in ((_BEGUN, Kind.BEGUN), (_RISEN, Kind.RISEN)):
            if (lead := pattern.match(text, start, to)) is not None:
                return kind, lead.end()
    if (lead := _THEN.match(text, at, to)) is not None:
        return Kind.THEN, lead.end()
    if dated and (lead := _BEEN.match(text, at, to)) is not None:
        return Kind.HELD, lead.end()
    return (Kind.HELD, at) if dated else (None, at)


def roles_listed(text: str, start: int, end: int) -> tuple[Span | None, Told] | None:
    """Read a list of roles each with its time ("Elm Paper: supervisor 2 yrs, operator 3 yrs"), and who for."""
    name = _LABEL.match(text, start, end)
    if name is not None and not _may_employ(name["name"], name.group()):
        return None
    at = name.end() if name is not None else start
    fewest = 1 if name is not None and ":" in name.group() and not any(find_dates(text[at:end])) else _FEWEST
    for marks in _ITEM_ENDS:
        cuts = [(at, at), *(mark.span() for mark in marks.finditer(text, at, end)), (end, end)]
        spans = [(a[1], b[0]) for a, b in pairwise(cuts) if text[a[1] : b[0]].strip(" .")]
        items = [_item(text, *span) for span in spans]
        # among titles, what lasted so long may be called by a word that few use
        sure = sum(role is not None and title_score(text[slice(*role.title)]) >= _TITLED for role in items)
        roles = [role for role in items if role is not None] if 2 * sure > len(spans) else []
        if len(roles) == len(spans) >= fewest and any(
            _is_timed(text, role, span) for role, span in zip(roles, spans, strict=True)
        ):
            return name.span("name") if name is not None else None, Told(tuple(roles), end)
    return None


def _may_employ(name: str, labelled: str) -> bool:
    """Say whether a label is a name of somebody who may employ, and neither a title nor a field of a form."""
    whole = name.count("(") == name.count(")")
    return whole and title_score(name) < _TITLED and not any(find_dates(name)) and not names_field(labelled)


def _item(text: str, first: int, last: int) -> Role | None:
    """Read a title with a length or a date beside it."""
    said = text[first:last]
    dates = find_dates(said)
    role = None
    if len(dates) == 1:
        date = dates[0].shifted(first)
        before, behind = text[first : date.at], text[date.to : last].strip(" .)")
        lead = _DATE_LED.search(before)
        title = before[: lead.start()] if lead is not None else before
        if title.strip(" ,(") and not behind:
            role = _titled(text, first, first + len(title))
        elif behind and not title.strip(" ,("):
            role = _titled(text, date.to, last)
        start, end, current = _time(date)
        if date.single and re.search(r"\b(?:un)?till?\W*$", before):
            start, end = None, date.end
        return None if role is None else replace(role, start=start, end=end, current=current, places=_places(date))
    if dates:
        return None
    counted = any(map(small(said).__contains__, _UNITS))
    for length in _LENGTH.finditer(said) if counted else ():
        if length.end() >= len(said.rstrip(" .")):
            return _titled(text, first, first + length.start(), 0 if length.start() <= _SHORT else _TITLED)
    till = _TILL.search(said) if "til" in said else None
    return _titled(text, first, first + till.start()) if till is not None else None


def _is_timed(text: str, role: Role, span: Span) -> bool:
    return bool(role.places) or any(map(str.isdigit, text[role.title[1] : span[1]])) or role.title[1] + 4 < span[1]


def _titled(text: str, first: int, last: int, least: float = _TITLED) -> Role | None:
    said = text[first:last]
    at = first + len(said) - len(said.lstrip(" ,.:–—-"))
    said = text[at:last].rstrip(" ,.(:–—-")
    brief = 0 < len(said.split()) <= _MOST_WORDS and "," not in said
    if not brief or title_score(said) < least or _NOT_HELD.search(said):
        return None
    return Role((at, at + len(said)), Kind.HELD)


def until(role: Role, start: str) -> str:
    """Give the end of a role that the next begins at, as closely as its own start is told: nobody prints it."""
    return start if role.start is None else start[: len(role.start)]


def in_turn(roles: Sequence[Role], whole: Role) -> list[Role]:
    """Give roles that followed each other the ends that the next begins with, and the first and last those of all.

    `whole`: when somebody was with the employer at all; its title says nothing.
    """
    timed: list[Role] = []
    for n, role in enumerate(roles):
        after = roles[n + 1] if n + 1 < len(roles) else None
        if role.kind is Kind.HELD and role.start is None:
            timed.append(role)
            continue
        if role.current and whole.end is not None and after is None:
            # "ginner from 2018" where nobody stayed after 2020
            timed.append(replace(role, end=whole.end, current=False, places=(*role.places, *whole.places)))
            continue
        if n == 0 and role.start is None and whole.start is not None:
            role = replace(role, start=whole.start, places=(*role.places, *whole.places))
        open_ = role.end is None
        if (
            open_
            and after is not None
            and after.start is not None
            and (role.start is None or role.start[:4] <= after.start[:4])
        ):
            role = replace(role, end=until(role, after.start), current=False, places=(*role.places, *after.places))
        elif open_ and after is not None:
            role = replace(role, current=False)
        elif open_ and not role.current and after is None:
            role = replace(role, end=whole.end, current=whole.current, places=(*role.places, *whole.places))
        timed.append(role)
    return timed
