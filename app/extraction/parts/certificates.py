"""Words of one line of certifications to titles and issuers."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from app.extraction.lines.dated_rows import Dated
from app.extraction.lines.rows import Row
from app.extraction.parts.certificate_levels import LEVEL, LISTED, with_levels
from app.extraction.parts.certificates_around import only_date_words, only_number, strip
from app.extraction.parts.fields import cut_only
from app.extraction.parts.issuers import (
    ACRONYM,
    ROLE,
    certificate_kind,
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
from app.extraction.parts.pieces import Part, Piece
from app.extraction.words.abbreviations import stands_for
from app.extraction.words.lexicon import words
from app.extraction.words.scores import title_score

__all__ = ["certificate_kind", "is_board", "is_body", "paper_kind", "says_nothing", "titles"]

_CODE = re.compile(r"[A-Z]{0,2}-?\d{1,2}[A-Za-z]?")
"""One more level or part of the same certification ("ASE T2, T4")."""
_PARTED = re.compile(
    r",\s+(?!(?:Inc|LLC|Ltd|Corp|PLC)\b)(?![^(]*\))"
    r"|,?\s+(?:(?:issued|awarded|given|certified|offered)\s+(?:by|through|from)|from|through|by)\s+(?=[A-Z])(?![A-Z]\w+\s+to\s)"
    r"|\s+with\s+(?:the\s+)?(?=[A-Z]{3,6}\b(?!['’])|State of\b|[A-Z]\w+ (?:Board|Department|Association)\b)"
)
_STOP = re.compile(r"(?<=[\w)®]{2})(?<!\bSt)(?<!\bMt)(?<!\bFt)(?<!\bDr)\.\s+(?=[A-Z])")
"""Between a certification and who gave it, in a sentence for each."""
_ALLOWED = re.compile(r"endorse(?:ments?|d)\b", re.IGNORECASE)
"""What a licence allows is no certification beside it."""
_FOR_GRADES = re.compile(r",\s+(?:grades?|levels?|class(?:es)?)\s+\w", re.IGNORECASE)
"""What is taught, and to whom ("Music, Grades 7-12")."""
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
_BAR = re.compile(r"\s*[|•·]\s*")
_IS = re.compile(r"(?:certified|licensed|registered)(?=$|\s+(?:since|in)$)", re.IGNORECASE)
_NAMED = re.compile(r"\w.{0,100}\s(?:certification|certificate|licen[sc]e|credential)$", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:certified|licensed|registered|accredited)$", re.IGNORECASE)
"""A title that ends so goes on ("NATE Certified - Air Conditioning")."""
_TAIL = re.compile(
    r"(?P<title>.*\b(?i:card|permit|certificate|licen[sc]e|certification|cert)\b\.?(?:\s*\([^()]*\))?)"
    r"\s+(?P<body>(?:[A-Z][\w.&]{2,}|[A-Z]{2,})(?:\s(?:[A-Z][\w.&]{2,}|[A-Z]{2,})){0,2})"
)
"""A card and who gave it, with nothing between ("Tractor safety card AgSafe")."""
_LETTERS = re.compile(r"[^\W\d_]{2}|\b[A-Z]\.\s?[A-Z]\b|\bA\+")
_ISSUER_INSIDE = re.compile(r"\s*\((?P<inside>[A-Z][\w&.'’-]*(?:\s+[\w&.'’-]+)+)\)?$")
_NOT = re.compile(r"\b(?:not|no longer)\b")
"""Who gave it is nothing that is not."""
_INSIDE, _BEHIND = re.compile(r"\s*\((?P<inside>[^()]+)\)$"), re.compile(r":\s+(?P<body>[\w. -]+)$")
_DONE = re.compile(r"(?:passed|completed|earned|tested|renewed|taken|finished|\d)\b", re.IGNORECASE)
_TERM = re.compile(
    r"(?:exp(?:ires?|ired|iration|iry)?|renew(?:al|s|ed)?|re-?certified|requalified|retested|valid|issued|pending)\b"
    r"|(?:in progress|inactive|active|current|lapsed|qualified|recurrent|commission|in[- ]house|on[- ]site|good)$"
    r"|(?:currently |now |still )?"
    r"(?:enrolled|sitting|taking|retaking|studying|preparing|testing|awaiting|waiting)\b"
    r"|(?:test|exam) (?:date|not)\b|not yet\b"
    r"|(?:passed|completed) (?:the )?(?:\w+ )?(?:exam|test|course|board)s?\b"
    r"|(?:refresher|annual|recurrent|retrained|every)\b|runs? out\b|good (?:for )?\d",
    re.IGNORECASE,
)
"""What begins so tells how long something holds."""
_HELD_ALL = re.compile(r",\s+(?:all\s+)?(?:current|active)\)")
_NAME_WORDS = 5
_LIST = 2
"""Known names behind the first make a list."""


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
    if _ENDORSED.match(text, start, end):
        return [strip(text, start, end)]
    parts, at = [], start
    for first, last in cuts:
        parts.append(strip(text, at, first))
        at = last
    if len(parts) == 2 and gave(text[slice(*parts[0])]) and _NAMED.search(text[slice(*parts[1])]):
        # "freeCodeCamp, Responsive Web Design certification"
        return parts
    if len(parts) > _LIST and all(_plain_name(text[slice(*part)]) for part in parts):
        return parts
    first_kind = paper_kind(text[slice(*parts[0])])
    others = [text[slice(*part)] for part in parts[1:]]
    others = [said for said in others if said not in words("certificates", "bodies") and not only_number(said)]
    others = [said for said in others if not _IS.match(said)]
    named = sum(paper_kind(said) is not None for said in others)
    # one name behind words that are none belongs to them; several make a list ("Forklift, CPR, BLS")
    if len(parts) == 1 or (first_kind is None and 0 < named < _LIST):
        return [strip(text, start, end)]
    return parts


def _plain_name(said: str) -> bool:
    """A few words that begin with a capital and name no body, place or level ("Manual Handling", "COSHH")."""
    if not said[:1].isupper() or len(said.split()) > _NAME_WORDS or ":" in said or says_nothing(said):
        return False
    return not (is_known(said) or is_body(said) or gives_licences(said) or says_level(said) or LEVEL.match(said))


def _are_two(said: str, first: int, last: int) -> bool:
    """Before and behind an "and" stands an abbreviation that is a certification of its own ("BLS and PALS")."""
    before, after = said[:first].split()[-1], said[last:].split()[0].rstrip(",;")
    return paper_kind(before) is not None and paper_kind(after) is not None


def _tells(text: str, start: int, end: int) -> bool:
    said = text[start:end]
    return _LETTERS.search(said) is not None and not says_nothing(said)


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
        return (title[0], title[0] + tail.end("title")), (title[0] + tail.start("body"), title[1])
    body = _INSIDE.search(said) if said.endswith(")") else None
    if body is not None and gives_licences(body["inside"]):
        place = (title[0] + body.start("inside"), title[0] + body.end("inside"))
        licence = is_licence(said[: body.start()])
        return (title[0], title[0] + body.start()), place if licence else None
    if bracket is None and body is not None and (is_known(body["inside"]) or _foreign(text, title, body)):
        bracket = body
    elif bracket is None or _of_title(text[title[0] : title[0] + bracket.start()], bracket["inside"]):
        return title, None
    first, last = bracket.span("inside")
    return (title[0], title[0] + bracket.start()), (title[0] + first, title[0] + last)


def _gave_behind(title: str, body: str) -> bool:
    """Who gave it stands behind a colon ("Basic Safety: Elm Safety Council")."""
    if body in words("certificates", "bodies") or is_place(body):
        return True
    return is_body(body) and paper_kind(body) is None and not is_body(title)


def _of_title(before: str, inside: str) -> bool:
    """What stands in brackets is part of a name: a paper, a kind of it, or what the letters before it stand for."""
    role = title_score(inside) >= ROLE and not is_known(inside)
    doing = inside.split()[0].endswith("ing")  # "Fall Protection (Working at Heights)"
    told = paper_kind(inside) is not None or role or doing or re.search(r"\d|\s\w$", inside) is not None
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
    spans = [span for n, span in enumerate(spans) if n == 0 or not _ALLOWED.match(text[slice(*span)])]
    if len(spans) > 1 and row.dates and _IS.fullmatch(text, *spans[-1]):
        # "CPR - Red Cross - Certified 2/2024"
        spans.pop()
    spans = list(with_levels(text, spans))
    found = list(_paired(text, spans, dated=bool(row.dates)))
    found = [one for one in found if not is_place(text[slice(*one[0])])]
    if found and inside is not None and found[-1][1] is None and paper_kind(text[slice(*inside)]) is None:
        found[-1] = (found[-1][0], inside)
    if len(found) > 1 and found[-1][1] is not None and all(issuer is None for _, issuer in found[:-1]):
        between = [text[one[0][1] : two[0][0]] for one, two in pairwise(found)]
        if all(LISTED.fullmatch(words_) for words_ in between):
            # "ACLS, BLS and NIHSS - American Heart Association": all are given by the same
            found = [(title, found[-1][1]) for title, _ in found]
    yield from ((strip(text, *title) if "#" in text[slice(*title)] else title, issuer) for title, issuer in found)


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


def _paired(
    text: str, spans: list[tuple[int, int]], *, dated: bool
) -> Iterator[tuple[tuple[int, int], tuple[int, int] | None]]:
    """Say which of the parts are titles, and which of them issuers."""
    given = words("certificates", "bodies")
    named = [
        n
        for n, span in enumerate(spans)
        if paper_kind(text[slice(*span)])
        and (n == 0 or not (text[slice(*span)] in given or is_board(text[slice(*span)])))
    ]
    if len(spans) == 2 and given_first(
        text[slice(*spans[0])], text[slice(*spans[1])], text[spans[0][1] : spans[1][0]]
    ):
        yield spans[1], spans[0]
        return
    first = text[slice(*spans[0])] if spans else ""
    if len(named) == 1 and named[0] > 0 and (is_issuer(first, dated=False) or gave(first)):
        # "ALA-APA • Library Support Staff Certificate • four of six done": who gives it stands first
        yield spans[named[0]], spans[0]
        return
    if len(spans) > 2 and named and all(ACRONYM.fullmatch(text[slice(*span)]) for span in spans):
        # "ACLS, PALS, PHTLS", but "ACLS, BLS, AHA"
        last = spans[-1] if text[slice(*spans[-1])] in words("certificates", "bodies") else None
        yield from ((span, last) for span in (spans[:-1] if last else spans))
        return
    if dated and named in ([0], []) and len(spans) > 1:
        yield _one(text, spans)
        return
    commas = all(text[one[1] : two[0]] == ", " for one, two in pairwise(spans))
    if len(spans) > _LIST and commas and all(_plain_name(text[slice(*span)]) for span in spans):
        # "Food Safety Level 2, Allergens, COSHH"
        yield from ((span, None) for span in spans)
        return
    said = [text[slice(*span)] for span in spans]
    others = any(map(is_body, said[:-1]))
    if len(said) > 2 and is_body(said[-1]) and paper_kind(said[-1]) is None and not others:
        # "ACLS, BLS, and NIHSS - American Heart Association": all are given by the same
        yield from ((span, spans[-1]) for span in spans[:-1])
        return
    barred = len(spans) > 2 and all(_BAR.fullmatch(text, one[1], two[0]) for one, two in pairwise(spans))
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
        if after and (told or after in given or is_board(after) or (unnamed and given_by)):
            issuer = spans.pop(0)
        elif len(spans) == 1 and not barred and paper_kind(text[slice(*spans[0])]) is None:
            title = (title[0], spans.pop(0)[1])
        yield title, issuer


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
        level = level or _FOR_GRADES.search(said) is not None
        if (is_body(said) and not level) or (
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
