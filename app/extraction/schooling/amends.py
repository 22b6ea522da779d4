"""Fields of schooling that what stands around them tells: the same school, a field in brackets, a course."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.extraction.model import EntryKind
from app.extraction.parts.schooling import degree_in
from app.extraction.parts.schooling_whole import Told
from app.extraction.parts.service_schools import service_school
from app.extraction.parts.studies import STUDY
from app.extraction.words.lexicon import words
from app.extraction.words.scores import organization_score, title_score

Span = tuple[int, int]
_SAME = re.compile(
    r"(?:at )?(?:the )?same (?:school|institution|college|university|institute|academy|place)|ibid\.?|as above",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?P<degree>diploma|certificate|degree)\s+\((?P<field>[A-Z][\w&,/ -]*)\)", re.IGNORECASE)
"""The plainest names of what schooling ends with, which say what it was in only in brackets."""
_LETTERS = re.compile(r"\s+[-–—]\s+(?P<letters>[A-Z]{2,5}|[A-Z]\.(?:[A-Z]\.){1,3})(?=\s*(?:[,;·|]|$))", re.MULTILINE)
_COMPLETION = re.compile(r"certificate(?: of (?:completion|attendance|achievement))?", re.IGNORECASE)
_COURSE = re.compile(r"\b(?:training|courses?|class|workshop|seminar|orientation)\b", re.IGNORECASE)
_NAMED_COURSE = re.compile(r"\b(?:training|course|class|workshop|seminar)(?:\s+\([^()]*\))?$", re.IGNORECASE)
HOW = re.compile(
    r"(?:(?:fully )?online|on[- ]?campus|remote|hybrid|full[- ]time|part[- ]time|evenings?|general)", re.IGNORECASE
)
_HOW_WELL = re.compile(
    r"\s*\((?:(?:summa |magna )?cum laude|(?:distinction|merit|credit|pass|first class)"
    r"|with [^()]*|[^()]*\b(?:approved|accredited|hono(?:u)?rs|gpa)\b[^()]*)\)$",
    re.IGNORECASE,
)
"""In brackets behind a field: how well somebody did, or who approved of it."""
_HOURS = re.compile(r",\s+\d[\d,.]*\s*(?:hours?|hrs)$", re.IGNORECASE)
_TWO = 2
_MARKED = re.compile(r"(?:\s*\([^()\n]*\))?\s*(?:[|•·\t]|\s[–—-])\s*")
"""Between what was taken and who gave it, where no comma parts them."""
_PLAIN_SCHOOL = re.compile(
    r"(?:basic |recruit )?(?:cdl|truck driving|police|fire|corrections|law enforcement|peace officer"
    r"|barber|beauty|nursing|welding|trade)? ?(?:school|academy)",
    re.IGNORECASE,
)
"""What is called a school by its kind, and not by a name."""
_JOINT = re.compile(r"\b(?:area|local|union|joint|committee|council|regional|national)\b", re.IGNORECASE)
"""Words of those who run apprenticeships."""
_TAKEN = re.compile(
    r"\b(?:program(?:me)?|apprentice(?:ship)?|ausbildung|lehre"
    r"|fellowship|boot ?camp|training|course|class|workshop|seminar"
    r"|academy|residency)\b",
    re.IGNORECASE,
)
"""What somebody takes somewhere, and is no degree."""
_IN_FIRM = re.compile(r"(?:ausbildung|lehre)\b", re.IGNORECASE)
"""What is learnt in a firm, which stands behind it with its town."""
_CAMP = re.compile(r"\bboot ?camp$", re.IGNORECASE)
_CARRIED = re.compile(r"\b(?:card|licen[sc]e|permit|journey(?:wo)?man)$", re.IGNORECASE)
_TOWN_WORDS, _ROLE = 3, 1.5
_REACHED = re.compile(
    r"\s+(?:(?:(?:trade|course|program)\s+)?completion|(?:(?:double|dual)\s+)?majors?)$", re.IGNORECASE
)
"""Behind a field: that it was completed, or what it was ("History/Political Science double major")."""
_LEVELS = re.compile(
    r"(?:level|part|module|phase|volume|series|grade|group|basic|advanced|intermediate)\b", re.IGNORECASE
)
_ABSTRACT = re.compile(r"(?:tion|ing|ment|ance|ence|ity|ness|ship|omy|ies|ials?|cal)$", re.IGNORECASE)
"""Ends of words for what is done or known."""
_NAME_WORDS = 6
_LISTED = re.compile(
    r",\s+(?!(?:[A-Z][a-z]{2,8}\.?,?\s+)(?:\d{1,2},\s+)?(?:19|20)\d\d\b)[A-Z](?![\w.]*,?\s+[A-Z]{2}\b)"
)
_PLAIN_COURSE = re.compile(
    r"(?:(?:short|online|evening|night|weekend|\d+[- ]?(?:day|week|hour))\s+)?(?:course|class|workshop|training)",
    re.IGNORECASE,
)
"""What says that something was a course, and not which."""
_OF_DEGREES = ("Teaching", "Law and Diplomacy", "Liberal Studies", "Library Science", "Public Policy")
_TRADE = re.compile(
    r"(?:[A-Z]\w+ ){0,3}"
    r"(?:Engineer|Architect|Lawyer|Economist|Agronomist|Ingenier[oa]|Abogad[oa]|Arquitect[oa]|Licenciad[oa])"
    r"(?: (?:en|in|de) [A-Z]\w+(?: [A-Z]\w+)?| [A-Z]\w+)?"
)
_UNIVERSITY = re.compile(
    r"\b(?:Universi(?:dad|dade|tà|té|tät|tatea)|Polit[eé]cnic\w+|Institut[ou]|Escuela|Escola|École|Facultad)\b"
)
_SMALL = ("of", "in", "and", "for", "the")


def amended(text: str, spans: Mapping[str, Span], kind: EntryKind, before: Span | None) -> dict[str, Span]:
    """Give the places of an entry's fields, mended by what stands around them.

    `before`: where the school of the entry before is named.
    """
    told = dict(spans)
    if before is not None and _SAME.fullmatch(text[slice(*told.get("school", told.get("topic", (0, 0))))]):
        if "school" not in told:
            told.pop("topic")
        told["school"] = before
    if "topic" in told and HOW.fullmatch(text[slice(*told["topic"])]):
        told.pop("topic")
    if "topic" in told and _CARRIED.search(text[slice(*told["topic"])]):
        # "Machinist Apprenticeship; journeyman card": what is carried was not studied
        told.pop("topic")
    if "topic" in told and (aside := _HOW_WELL.search(text, *told["topic"])) is not None:
        told["topic"] = (told["topic"][0], aside.start())
    if "topic" in told and (ending := _REACHED.search(text, *told["topic"])) is not None:
        # "Carpentry trade completion"
        told["topic"] = (told["topic"][0], ending.start())
    if "location" in told and not _may_be_place(text[slice(*told["location"])]):
        told.pop("location")
    _part_field(text, told)
    _in_teaching(text, told)
    _named_after_trade(text, told)
    _with_letters(text, told)
    if "topic" in told and _COMPLETION.fullmatch(text[slice(*told.get("degree", (0, 0)))]):
        hours = _HOURS.search(text[slice(*told["topic"])])
        start, end = told["topic"]
        if _COURSE.search(text[start:end]):
            told.pop("topic")
            told["degree"] = (start, start + hours.start() if hours else end)
    _giver(text, told, kind)
    if kind is EntryKind.COURSE and {"school", "degree"} <= told.keys():
        school, degree = (text[slice(*told[name])] for name in ("school", "degree"))
        if service_school(school) and not _COURSE.search(degree) and told["school"] < told["degree"]:
            # "NCO Academy, Lackland": what was taken, and where
            told["school"], told["degree"] = told["degree"], told["school"]
        elif _NAMED_COURSE.search(school) and not _COURSE.search(degree):
            told["school"], told["degree"] = told["degree"], told["school"]
    return told


def _may_be_place(said: str) -> bool:
    """Say whether all words are printed as those of a place are, or none is."""
    tokens = [token for token in re.findall(r"[^\W\d_][\w'’-]*", said) if token not in words("places", "small")]
    if title_score(said) >= _ROLE:
        # "Elm Local 12 Apprenticeship, journeyman"
        return False
    small_town = said.islower() and len(tokens) <= _TOWN_WORDS
    return small_town or not any(token[0].islower() for token in tokens)


def apprenticed(text: str, told: Iterable[Told]) -> list[Told]:
    """Beside the name of a school an apprenticeship is what was taken there."""
    found = list(told)
    schools = [one for one in found if one.kind == "school"]
    taken = [one for one in schools if text[one.start : one.end].casefold().endswith("apprenticeship")]
    if len(schools) == _TWO and service_school(text[schools[0].start : schools[0].end]):
        # "Medic "A" School, Center for Field Medicine, Fort Reed"
        return [replace(one, kind="degree") if one is schools[0] else one for one in found]
    if (
        len(schools) == _TWO
        and len(found) == len(schools)
        and _PLAIN_SCHOOL.fullmatch(text, schools[0].start, schools[0].end)
    ):
        # "CDL School, Ridge Drivers School"
        return [replace(one, kind="degree") if one is schools[0] else one for one in found]
    beside = len(schools) > len(taken) or not any(_JOINT.search(text[one.start : one.end]) for one in taken)
    return [replace(one, kind="degree") if one in taken and beside else one for one in found]


def _giver(text: str, told: dict[str, Span], kind: EntryKind) -> None:
    """Find who gave a course or programme among the parts whose words leave open what they are."""
    title = text[slice(*told.get("degree", (0, 0)))]
    if _PLAIN_COURSE.fullmatch(title) and "topic" in told:
        # "Short course, Reproduction for Dairymen"
        told["degree"] = told.pop("topic")
        title = text[slice(*told["degree"])]
    if not title or "school" in told:
        return
    open_ = kind is EntryKind.COURSE or _TAKEN.search(title) is not None
    trained = _IN_FIRM.match(title) is not None
    alone = trained or (kind is EntryKind.EDUCATION and _CAMP.search(title) is not None)
    for name in ("topic", "more"):
        start, end = told.get(name, (0, 0))
        if start < told["degree"][1]:
            continue
        apart = "\n" in text[told["degree"][1] : start]
        listed = name == "topic" and "more" in told and kind is EntryKind.COURSE
        marked = _MARKED.fullmatch(text, told["degree"][1], start) is not None and degree_in(title) is None
        # "Coding Bootcamp, Tech Elevator, Cleveland" among degrees is no list of courses
        listed = listed or (not alone and _LISTED.match(text, end) is not None)
        if (open_ or apart or marked) and not listed and _is_name(text[start:end]):
            told["school"] = told.pop(name)
            if trained and "more" in told:
                told.setdefault("location", told.pop("more"))
            return


def _is_name(said: str) -> bool:
    """Words that all begin large, as a firm's do, and are not what is studied ("Liberty Mutual", "AMTA")."""
    tokens = [token for token in said.split() if token not in (*_SMALL, "&", "-", "–")]
    if not 0 < len(tokens) <= _NAME_WORDS or re.search(r"\d", said) or _LEVELS.match(said):
        return False
    large = all(token[0].isupper() for token in tokens)
    return large and (organization_score(said) > 0 or not (STUDY.search(said) or _ABSTRACT.search(said)))


def _part_field(text: str, told: dict[str, Span]) -> None:
    """Part "Diploma (HVAC)" where nothing else says what it was in."""
    start, end = told.get("degree", (0, 0))
    plain = _PLAIN.fullmatch(text[start:end]) if "topic" not in told else None
    if plain is not None:
        told["degree"] = (start, start + plain.end("degree"))
        told["topic"] = (start + plain.start("field"), start + plain.end("field"))


def _in_teaching(text: str, told: dict[str, Span]) -> None:
    """Put words of a degree itself to it where the field stands behind ("Master of Arts in Teaching, Physics")."""
    if not {"degree", "topic", "more"} <= told.keys() or text[slice(*told["topic"])] not in _OF_DEGREES:
        return
    if text[told["degree"][1] : told["topic"][0]].strip() == "in":
        told["degree"] = (told["degree"][0], told["topic"][1])
        told["topic"] = told.pop("more")


def _named_after_trade(text: str, told: dict[str, Span]) -> None:
    """Take for the degree what universities abroad give in the name of the trade ("Civil Engineer")."""
    if "degree" in told or not {"school", "topic"} <= told.keys():
        return
    if _TRADE.fullmatch(text[slice(*told["topic"])]) and _UNIVERSITY.search(text[slice(*told["school"])]):
        told["degree"] = told.pop("topic")


def _with_letters(text: str, told: dict[str, Span]) -> None:
    """Put the letters behind a spelt-out degree to it ("Associate of Applied Science - AAS")."""
    start, end = told.get("degree", (0, 0))
    letters = _LETTERS.match(text, end) if start < end else None
    if letters is None:
        return
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", text[start:end]) if word not in _SMALL)
    if letters["letters"].replace(".", "") == initials:
        told["degree"] = (start, letters.end("letters"))
