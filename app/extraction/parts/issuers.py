"""Words beside the title of a certification to whether they name who gave it."""

import re
from functools import cache, lru_cache

from app.extraction.model import EntryKind
from app.extraction.parts.studies import names_study
from app.extraction.words.lexicon import table, words
from app.extraction.words.scores import organization_score, title_score
from app.extraction.words.small import any_case, small

_BOARD = re.compile(
    r"\b(?:Board|Association|Council|Institute|Society|Academy|Commission|Registry|Alliance|Corporation)(?:\s(?:of|for|on)\s.*)?$"
)
_BOARD_OF = re.compile(
    r"(?:[A-Z][\w.]*\s){0,3}(?:Board|Commission|Council|Bureau|Department|Dept\.)\s(?:of|for|on)\s[A-Z]"
)
_GOVERNMENT = re.compile(r"(?:State|Commonwealth|City|County|Province|Territory|District) of [A-Z]\w+(?: [A-Z]\w+)?")
_ABSTRACT = re.compile(
    r"(?:tion|ing|ment|logy|ics|ance|ence|ity|ness|ship|sis|fare|care|ial|ical|able|ous|ive)s?$", re.IGNORECASE
)
"""Ends of words for what is done or known, or of what kind it is, and not of names ("Construction")."""
_AWARDED = re.compile(r"\b(?:award|certificate|diploma|licen[sc]e) in\b|\blevel \d", re.IGNORECASE)
_TAUGHT = re.compile(r"\b(?:Academy|Course|Training|Program(?:me)?|Workshop|Class)$")
_LEARNING = any_case(r"\b(?:training|intern|trainee|apprentice|student|candidate)\b")
_PAPER = re.compile(r"\b(?:licen[sc]e|certificat\w+|certified|permit|card)\W*$", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—]+\s+")
_OF_TITLE = re.compile(r"\d-\d|\b(?:(?:Pre)?K|EC)-\d|\w/\w")
"""Grades and names of one thing, which no body has."""
_GRADES = re.compile(r"\b(?:(?:Pre-?)?K|E[CE]|\d{1,2})-(?:\d{1,2}|[Kk])(?:\s\([^()]*\))?$")
"""Grades that somebody may teach ("Elementary K-8")."""
_LETTERS = re.compile(r"\s*\([A-Z]{2,7}\)$")
_STATE = re.compile(r"\s*\((?P<code>[A-Z]{2})\)$")
_CAPITALS = re.compile(r"\b[A-Z]\w+")
_TOKENS = re.compile(r"[A-Z][\w&/-]*[A-Z0-9]")
_GRADED = re.compile(r"\s(?:[IVX]{1,3}|\d)$")
ACRONYM = re.compile(r"[A-Z][A-Z0-9/-]{1,6}")
ROLE = 1.0
_BODY_SCORE = 1.2


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    return any_case("|".join(table("certificates")[kind]["words"]))


@lru_cache(maxsize=1 << 12)
def certificate_kind(said: str) -> EntryKind | None:
    """Say whether the words name a licence or a certification, or None."""
    folded = small(said)
    if _patterns("licence").search(folded):
        return EntryKind.LICENCE
    return EntryKind.CERTIFICATION if _patterns("certification").search(folded) else None


@lru_cache(maxsize=1 << 12)
def paper_kind(said: str) -> EntryKind | None:
    """Say which kind of paper words name that stand among papers, where letters are names of papers ("CMSRN")."""
    told = certificate_kind(said)
    if told is None and _patterns("alone").fullmatch(small(said)):
        return EntryKind.CERTIFICATION
    lettered = told is None and not words("certificates", "letters").isdisjoint(_TOKENS.findall(said))
    return EntryKind.CERTIFICATION if lettered else told


def gave(said: str) -> bool:
    """One name that is a body's or is written as firms write themselves ("freeCodeCamp")."""
    return said in words("certificates", "bodies") or re.fullmatch(r"[A-Za-z]*[a-z][A-Z]\w*", said) is not None


def is_known(said: str) -> bool:
    """Say whether a word list has the name as that of a body or of a large employer."""
    return said in words("certificates", "bodies") or said.casefold() in words("organizations", "known")


def is_place(said: str) -> bool:
    """Say whether the words are the name of a state or country."""
    return said.casefold() in words("places", "names")


def gives_licences(said: str) -> bool:
    """Say whether the words name a state, a city or another place that licenses people ("State of Ohio", "VA")."""
    short = said.endswith(".") and said[:-1] in words("places", "short")
    return short or is_place(said) or said in words("places", "codes") or _GOVERNMENT.fullmatch(said) is not None


def is_licence(said: str) -> bool:
    """Say whether words beside a state are a licence, or what it lets somebody be ("Massage Therapist")."""
    kind = paper_kind(said)
    learning = _LEARNING.search(small(said)) is not None
    return kind is EntryKind.LICENCE or (kind is None and title_score(said) >= ROLE and not learning)


def is_board(said: str) -> bool:
    """Words that end as the name of a body does, whatever it is for ("National Board for Certified Counselors")."""
    said = _LETTERS.sub("", said) if said.endswith(")") else said
    return _BOARD_OF.match(said) is not None or (_BOARD.search(said) is not None and _PAPER.search(said) is None)


def names_level(said: str) -> bool:
    """A word names a level or part of a certification, or a place."""
    folded = said.casefold().split()
    return bool(set(folded) & words("certificates", "parts")) or " ".join(folded) in words("places", "names")


def says_level(said: str) -> bool:
    """Say whether all of the words name a level or part of a certification ("Associate", "Level 2")."""
    tokens = [token for token in said.casefold().split() if not token.isdigit()]
    return bool(tokens) and words("certificates", "parts").issuperset(tokens)


def given_first(one: str, two: str, between: str) -> bool:
    """A body, and behind it a title of several words ("NIMS -- CNC Milling Level 1")."""
    given = words("certificates", "bodies")
    if one in given and two.startswith(f"{one} "):
        # "Google - Google Ads Search"
        return True
    if _DASH.fullmatch(between) and " " in one and is_body(one) and paper_kind(one) is None and not is_body(two):
        # "Elm Institute - Internal Auditor"
        return True
    awarded = _AWARDED.search(two) is not None and paper_kind(one) is None and is_body(one)
    # "Ohio Board of Nursing – Registered Nurse"
    board = "," not in between and is_board(one) and (title_score(two) >= ROLE or paper_kind(two) is not None)
    if "," not in between and is_board(one) and _LETTERED.fullmatch(two) is not None:
        # "Pharmacy Technician Certification Board (PTCB) - CPhT"
        return True
    if is_board(one) and _TAUGHT.search(two) is not None and paper_kind(one) is None:
        # "Criminal Justice Training Commission, Basic Law Enforcement Academy"
        return True
    if (awarded or board) and " " in one and paper_kind(one) is None and not is_body(two):
        return True
    return one in given and two not in given and re.match(r"[A-Z]\w*\b.*\s", two) is not None and not is_body(two)


def is_body(said: str) -> bool:
    """Say whether the words name an organization that certifies."""
    given = words("certificates", "bodies")
    state = _STATE.search(said) if said.endswith(")") else None
    if state is not None and state["code"] in words("places", "codes"):
        # "FLAGGER (NV)"
        said = said[: state.start()]
    if said.endswith(")") and "(" not in said:
        # the end of a bracket that was parted
        said = said[:-1]
    known = said in given or ("/" in said and said.partition("/")[0] in given)
    # one word alone is what something is for ("OSHA 10 – Construction"); so is "Conflict management"
    last = said.split()[-1] if " " in said else ""
    holder = last.islower() or last.casefold() in words("certificates", "parts")
    held = (
        _HELD.search(said) is not None or _IS_SOMEBODY.match(said) is not None or _AT_LEVEL.search(said) is not None
    )
    named = bool(last) and not holder and not held and organization_score(said) >= _BODY_SCORE
    named = named and _GRADES.search(said) is None and not said[0].isdigit()
    # "State EMS Instructor I" is what somebody is, and no state's
    graded = _GRADED.search(said) is not None and title_score(said) >= ROLE
    return known or (not graded and (named or names_body(said)))


def names_body(said: str) -> bool:
    """Say whether a word of those is one that names of bodies have."""
    return _patterns("issuer").search(small(said)) is not None


_LETTERED = re.compile(r"[A-Z][A-Za-z]{0,4}[A-Z](?:-[A-Z]{1,4})?")
_IS_SOMEBODY = re.compile(r"(?:Registered|Certified|Licensed|Chartered) (?!.* of )[A-Z]")
"""What somebody is ("Registered Dental Hygienist (RDH)")."""
_AT_LEVEL = re.compile(r"\b(?:level|part|module|phase|tier)\s(?:\d|[IVX]{1,3})$", re.IGNORECASE)
_HELD = re.compile(r"\b(?:card|ticket|permit|passport|licen[sc]e|certificate)$", re.IGNORECASE)
"""What is held, and nobody who gives it."""


def is_name(said: str, between: str) -> bool:
    """One word with a capital that is no level or part of a certification ("Intuit", not "Continuing")."""
    folded = said.casefold()
    if said[0].isupper() and re.search(r"[|•·\t]|\s{2}|\b(?:by|from|through)\b", between):
        return paper_kind(said) is None and not says_level(said)
    place = folded in words("places", "names") or said in words("places", "codes")
    one = re.fullmatch(r"[A-Z][\w&.]+", said) is not None and _ABSTRACT.search(said) is None
    return one and not place and folded not in words("certificates", "parts")


def is_issuer(said: str, dated: bool) -> bool:
    """Say whether what stands behind a title names who gave it; `dated`: a date stands in the line."""
    if _HELD.search(said):
        return False
    if is_body(said):
        return True
    if re.fullmatch(r"[A-Z]{2,6}(?:-[A-Z]{2,5})?(?: [A-Z]{2,6})?", said):
        return said.casefold() not in words("certificates", "parts")
    capitals = _CAPITALS.findall(said)
    if _OF_TITLE.search(said) or names_study(said):
        # "Integrated Mathematics 7-12"
        return False
    if title_score(said) >= ROLE or any(word.casefold() in words("certificates", "parts") for word in capitals):
        # "Middle Childhood Generalist", "Adult Gerontology"
        return False
    return dated and len(capitals) >= 2 and len(capitals) >= len(said.split()) - 1
