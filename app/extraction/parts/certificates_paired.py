"""Parts of a line of certifications to pairs of a title and who gave it."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from app.extraction.parts.asides import bracket_of
from app.extraction.parts.certificate_levels import LEVEL, LISTED
from app.extraction.parts.certificates_around import only_date_words, only_number
from app.extraction.parts.issuers import (
    ACRONYM,
    ROLE,
    gave,
    given_first,
    gives_licences,
    is_board,
    is_body,
    is_issuer,
    is_known,
    is_licence,
    is_name,
    is_place,
    names_body,
    names_level,
    paper_kind,
    says_level,
)
from app.extraction.words.abbreviations import stands_for
from app.extraction.words.lexicon import words
from app.extraction.words.scores import title_score

_FOR_GRADES = re.compile(r",\s+(?:grades?|levels?|class(?:es)?)\s+\w", re.IGNORECASE)
"""What is taught, and to whom ("Music, Grades 7-12")."""
_BAR = re.compile(r"\s*[|•·]\s*")
_OPEN = re.compile(r"\b(?:certified|licensed|registered|accredited)$", re.IGNORECASE)
"""A title that ends so goes on ("NATE Certified - Air Conditioning")."""
_TAIL = re.compile(
    r"(?P<title>.*\b(?i:card|permit|certificate|licen[sc]e|certification|cert)\b\.?(?:\s*\([^()]*\))?)"
    r"\s+(?P<body>(?:[A-Z][\w.&]{2,}|[A-Z]{2,})(?:\s(?:[A-Z][\w.&]{2,}|[A-Z]{2,})){0,2})"
)
"""A card and who gave it, with nothing between ("Tractor safety card AgSafe")."""
_ISSUER_INSIDE = re.compile(r"\s*\((?P<inside>[A-Z][\w&.'’-]*(?:\s+[\w&.'’-]+)+)\)?$")
_NOT = re.compile(r"\b(?:not|no longer)\b")
"""Who gave it is nothing that is not."""
_BEHIND = re.compile(r":\s+(?P<body>[\w. -]+)$")
_DONE = re.compile(r"(?:passed|completed|earned|tested|renewed|taken|finished|\d)\b", re.IGNORECASE)
_LEVELLED = re.compile(r"\bLevel (?:\d|[IVX]{1,3})$")
_TERM = re.compile(
    r"(?:exp(?:ires?|ired|iration|iry)?|renew(?:al|s|ed)?|re-?certifi(?:ed|cation)|requalified|retested|valid|issued|pending)\b"
    r"|(?:in progress|inactive|active|current|lapsed|qualified|recurrent|commission|in[- ]house|on[- ]site|good"
    r"|clean|in training)$"
    r"|(?:currently |now |still )?"
    r"(?:enrolled|sitting|taking|retaking|studying|preparing|testing|awaiting|waiting)\b"
    r"|(?:test|exam) (?:date|not)\b|not yet\b"
    r"|(?:passed|completed) (?:the )?(?:\w+ )?(?:exam|test|course|board)s?\b"
    r"|(?:refresher|annual|recurrent|retrained|every|each)\b|runs? out\b|good (?:for )?\d",
    re.IGNORECASE,
)
"""What begins so tells how long something holds."""
_OF_ALL = re.compile(r"\s*[(,–—-]\s*(?:all|both|each)\s", re.IGNORECASE)
COMPLETION = re.compile(r"certificates? of (?:completion|attendance|achievement|participation)", re.IGNORECASE)
"""What says of a course that it was taken, and not which."""
_NAME_WORDS = 5
LIST = 2
"""Known names behind the first make a list."""
Span = tuple[int, int]


def plain_name(said: str) -> bool:
    """A few words that begin with a capital and name no body, place or level ("Manual Handling", "COSHH")."""
    if not said[:1].isupper() or len(said.split()) > _NAME_WORDS or ":" in said or says_nothing(said):
        return False
    return not (is_known(said) or is_body(said) or gives_licences(said) or says_level(said) or LEVEL.match(said))


def says_nothing(said: str) -> bool:
    """Only words about a date, or only a number."""
    held = _TERM.match(said) is not None and paper_kind(said) is None
    return held or only_number(said) or only_date_words(said)


def _bracketed_issuer(text: str, title: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """Part "Level 1 Sommelier (Court of Master Sommeliers)"; an abbreviation in brackets belongs to the title."""
    said = text[slice(*title)]
    bracket = _ISSUER_INSIDE.search(said) if "(" in said else None
    if bracket is not None and _NOT.search(bracket["inside"]):
        # "Yellow card (Red Seal not yet)"
        return title, None
    behind = _BEHIND.search(said) if ":" in said else None
    if behind is not None and _gave_behind(said[: behind.start()], behind["body"]):
        return (title[0], title[0] + behind.start()), (title[0] + behind.start("body"), title[1])
    tail = _TAIL.fullmatch(said)
    role = tail is not None and (title_score(tail["body"]) >= ROLE or is_board(said))
    if tail is not None and not role and not paper_kind(tail["body"]) and not names_level(tail["body"]):
        state = gives_licences(tail["body"]) and not is_licence(tail["title"])
        body_place = None if state else (title[0] + tail.start("body"), title[1])
        return (title[0], title[0] + tail.end("title")), body_place
    body = bracket_of(said)
    if body is not None and _is_short_for(said[: body.start()], body["inside"]):
        # "Computed Tomography (CT)", and no Connecticut
        return title, None
    if body is not None and gives_licences(body["inside"]):
        place = (title[0] + body.start("inside"), title[0] + body.end("inside"))
        licence = is_licence(said[: body.start()])
        return (title[0], title[0] + body.start()), place if licence else None
    level = body is not None and says_level(body["inside"])
    if bracket is None and body and not level and (is_known(body["inside"]) or _foreign(text, title, body)):
        bracket = body
    elif bracket is None or _of_title(text[title[0] : title[0] + bracket.start()], bracket["inside"]):
        return title, None
    first, last = bracket.span("inside")
    return (title[0], title[0] + bracket.start()), (title[0] + first, title[0] + last)


def _is_short_for(before: str, inside: str) -> bool:
    """Say whether capitals in brackets are the first letters of as many words before them."""
    last = before.split()[-len(inside) :]
    return inside.isupper() and " " not in inside and stands_for(inside, " ".join(last))


def _gave_behind(title: str, body: str) -> bool:
    """Who gave it stands behind a colon ("Basic Safety: Elm Safety Council")."""
    if body in words("certificates", "bodies") or is_place(body):
        return True
    return is_body(body) and paper_kind(body) is None and not is_body(title)


def _of_title(before: str, inside: str) -> bool:
    """What stands in brackets is part of a name: a paper, a kind of it, or what the letters before it stand for."""
    role = title_score(inside) >= ROLE and not is_known(inside)
    doing = inside.split()[0].endswith("ing")  # "Fall Protection (Working at Heights)"
    limited = names_level(inside) and not is_known(inside) and not names_body(inside)
    told = paper_kind(inside) is not None or role or doing or limited or re.search(r"\d|\s\w$", inside) is not None
    return told or stands_for(before, inside)


def _foreign(text: str, title: tuple[int, int], body: re.Match[str]) -> bool:
    """Capitals in brackets that cannot stand for the words before them are a body ("IV Therapy (ANSAP)")."""
    inside, initials = (
        body.group("inside"),
        {w[0] for w in re.findall(r"\w+", text[title[0] : title[0] + body.start()])},
    )
    before = text[title[0] : title[0] + body.start()]
    if ACRONYM.fullmatch(before) and re.fullmatch(r"[A-Z]{2,7}", inside) and paper_kind(inside) is None:
        # letters stand for no letters
        return True
    if re.fullmatch(r"[A-Z]{4,7}", inside) is None:
        return False
    letters = "".join(w[0].upper() for w in re.findall(r"\w+", text[title[0] : title[0] + body.start()]))
    return inside[0] not in {i.upper() for i in initials} or 2 * _in_common(inside, letters) < len(inside)


def _in_common(one: str, two: str) -> int:
    """How many letters stand in both in the same order."""
    return sum(block.size for block in SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks())


def paired(text: str, spans: list[Span], *, dated: bool) -> Iterator[tuple[Span, Span | None]]:
    """Say which of the parts are titles, and which of them issuers."""
    told = _by_form(text, spans, dated=dated) if len(spans) > 1 else None
    if told is not None:
        yield from told
        return
    barred = len(spans) > LIST and all(_BAR.fullmatch(text, one[1], two[0]) for one, two in pairwise(spans))
    yield from _in_order(text, spans, dated=dated, barred=barred)


def _by_form(text: str, spans: Sequence[Span], *, dated: bool) -> list[tuple[Span, Span | None]] | None:
    """Pair two parts or more whose order and words say at once what each is."""
    given = words("certificates", "bodies")
    said = [text[slice(*span)] for span in spans]
    named = [n for n, one in enumerate(said) if paper_kind(one) and (n == 0 or not (one in given or is_board(one)))]
    if len(spans) == LIST and given_first(said[0], said[1], text[spans[0][1] : spans[1][0]]):
        return [(spans[1], spans[0])]
    if len(named) == 1 and named[0] > 0 and (is_issuer(said[0], dated=False) or gave(said[0])):
        # "ALA-APA • Library Support Staff Certificate • four of six done": who gives it stands first
        return [(spans[named[0]], spans[0])]
    if len(spans) > LIST and named and all(map(ACRONYM.fullmatch, said)):
        # "ACLS, PALS, PHTLS", but "ACLS, BLS, AHA"
        last = spans[-1] if said[-1] in given else None
        return [(span, last) for span in (spans[:-1] if last else spans)]
    if dated and _OF_ALL.match(text, spans[-1][1]):
        # "Data Analytics, IT Support, UX Design (all 2024)"
        return [(span, None) for span in spans]
    if dated and named in ([0], []):
        plain = COMPLETION.fullmatch(said[0]) is not None and (len(spans) > LIST or not is_body(said[1]))
        return [_one(text, list(spans[1:] if plain else spans))]
    commas = all(text[one[1] : two[0]] == ", " for one, two in pairwise(spans))
    if len(spans) > LIST and commas and all(map(plain_name, said)):
        # "Food Safety Level 2, Allergens, COSHH"
        return [(span, None) for span in spans]
    others = any(map(is_body, said[:-1]))
    if len(said) > LIST and is_body(said[-1]) and paper_kind(said[-1]) is None and not others:
        # "ACLS, BLS, and NIHSS - American Heart Association": all are given by the same
        return [(span, spans[-1]) for span in spans[:-1]]
    if len(spans) > LIST and gives_licences(said[0]) and is_board(said[1]):
        # "State of California - Department of Consumer Affairs, Registered Dental Assistant"
        return [(span, spans[1]) for span in spans[2:]]
    return None


def _in_order(text: str, spans: list[Span], *, dated: bool, barred: bool) -> Iterator[tuple[Span, Span | None]]:
    """Pair each title with the part behind it where that names who gave it."""
    given = words("certificates", "bodies")
    if len(spans) > 1 and COMPLETION.fullmatch(text, *spans[0]):
        # "Certificate of Completion, Introduction to Cybersecurity, Cisco Networking Academy"
        spans = spans[1:]
    while spans:
        title, issuer = _bracketed_issuer(text, spans.pop(0))
        if issuer is not None:
            yield title, issuer
            continue
        after = text[slice(*spans[0])] if spans else ""
        unnamed = paper_kind(after) is None
        given_by = names_body(after) if barred else is_issuer(after, dated)
        if gives_licences(after):
            # a state gives licences; elsewhere it says only where
            state = spans.pop(0)
            yield title, state if is_licence(text[slice(*title)]) else None
            continue
        told = bool(after) and re.search(r"\b(?:by|from)\s", text[title[1] : spans[0][0]]) is not None
        told = told or after in given or is_board(after) or (gave(after) and unnamed)
        # "ISA Certified Arborist, TRAQ": who gave it is named
        one_more = text[slice(*title)].partition(" ")[0] in given and not told and ACRONYM.fullmatch(after)
        if after and (told or (unnamed and given_by and not one_more)):
            issuer = spans.pop(0)
        elif len(spans) == 1 and not one_more and not barred and unnamed:
            title = (title[0], spans.pop(0)[1])
        yield title, issuer


def _names_field(title: str, said: str) -> bool:
    """Say whether behind a body's paper of a level stands what it is for ("NICET Level II, Fire Alarm Systems")."""
    given = words("certificates", "bodies")
    letters = ACRONYM.fullmatch(said) is not None and ACRONYM.fullmatch(title.split()[-1]) is not None
    if letters and said not in given and not given.isdisjoint(title.split()[:-1]):
        # "NCCCO TLL, TSS"
        return True
    levelled = title.partition(" ")[0] in given and _LEVELLED.search(title) is not None
    return levelled and not (said in words("certificates", "bodies") or is_board(said) or names_body(said))


def _one(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """Read one dated certification in parts: what goes on before its issuer belongs to its name."""
    bodies = [n for n, span in enumerate(spans) if n and is_body(text[slice(*span)])]
    title, issuer = (spans[0], None) if bodies else _bracketed_issuer(text, spans[0])
    open_ = _OPEN.search(text[slice(*title)]) is not None
    for n, span in enumerate(spans[1:] if issuer is None else (), 1):
        said, between = text[slice(*span)], text[title[1] : span[0]]
        open_ = open_ or _OPEN.search(text[slice(*title)]) is not None
        many = ": " in text[slice(*title)] and re.search(r"\s(?:&|and)\s", said) is not None and not is_body(said)
        if many:
            # "Level 1: Measurement, Materials & Safety"
            title = (title[0], span[1])
            continue
        if n == len(spans) - 1 and says_level(said.partition("(")[0]):
            # "Solutions Architect – Associate (Amazon Web Services)"
            return _bracketed_issuer(text, (title[0], span[1]))
        level = bodies and n < bodies[-1] and " " not in said and not ACRONYM.fullmatch(said)
        level = level or _FOR_GRADES.search(said) is not None or _names_field(text[slice(*title)], said)
        if ((is_body(said) or gave(said)) and not level) or (
            not open_ and not level and (is_issuer(said, dated=True) or is_name(said, between))
        ):
            return title, span
        if is_licence(text[slice(*title)]) and gives_licences(said):
            # a state gives licences
            return title, span
        if not LISTED.fullmatch(between) or _DONE.match(said) or gives_licences(said):
            # a number was left out between the two, or it is told where or how
            break
        title = (title[0], span[1])
    return title, issuer
