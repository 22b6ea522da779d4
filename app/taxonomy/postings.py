"""Titles as job boards print them to the titles alone: pay, shifts, contracts and counts are no occupation."""

import re
from collections.abc import Callable
from functools import lru_cache

_MONEY = r"[$£€₹]\s?\d[\d,.]*\s?k?"
_HOUR, _NOON = r"\d{1,2}(?::\d\d)?", r"\s?(?:[ap]\.?m?\.?)"
_DAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?s?"
_TIME = r"(?:hour|hr|year|yr|annum|day|night|shift|week|wk|month|load|mile|visit)"
_TONGUE = r"(?:english|spanish|french|mandarin|arabic|german|portuguese)"
_STATE = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
    "|A[BU]|BC|MB|N[BLS]|ON|QC|SK|NSW|QLD|VIC|UK|USA?|UAE|KSA|NZ"
)

_TERMS = (
    r"(?:m\s?[/|]\s?f|f\s?[/|]\s?m|h\s?/\s?f|f\s?/\s?h|[mw]\s?[/|]\s?[mw](?=\s?[/|]))(?:\s?[/|]\s?(?:[dxi*]|gn))?|"
    r"all genders",
    rf"(?:up to |from |starting at |pay:? )?{_MONEY}(?:\s?(?:[-–]|to)\s?[$£€]?\d[\d,.]*\s?k?)?\+?"
    rf"(?:\s?(?:/|per|an?|p)?\s?{_TIME}\b(?! shifts?\b)|\s?/?(?:ph|pa|hourly))?",
    rf"\d[\d.,]*\s?k?\s?[-–]\s?\d[\d.,]*\s?k\b|\d[\d.]*\s?(?:/|per )\s?{_TIME}\b",
    r"(?:great |full |excellent |\+ ?)benefits(?: package)?|"
    r"(?:competitive|weekly|daily|great|top) (?:pay|salary|wages?)",
    r"(?:sign[- ]?(?:on|ing)|hiring|retention|relocation) (?:bonus(?:es)?|assistance|package)|sign[- ]?on",
    r"(?:(?:1st|2nd|3rd|first|second|third|day|nights?|evening|weekend|overnight|swing|graveyard|rotating|morning|"
    r"afternoon|late|early|split|twilight|sunrise|[ap]m|\d{1,2}[- ]h(?:ou)?r) ){1,3}shifts?"
    r"(?! (?:super|manage|lead|fore|boss|charge|in[- ]?charge))",
    rf"{_DAY}\s?(?:-|–|to|thru|through)\s?{_DAY}|"
    rf"{_HOUR}{_NOON}\s?(?:-|–|to)\s?{_HOUR}{_NOON}?(?=$|[\s,;)|])|{_HOUR}\s?(?:-|–|to)\s?{_HOUR}{_NOON}(?=$|[\s,;)|])",
    r"\d on,? \d off|\d{1,2}(?:\.\d+)?\s?(?:hours?|hrs?)(?:\s?(?:/|per |a |p)\s?(?:week|wk|w))?|\d?\.\d+ ?fte|"
    r"flexible (?:hours|schedule|shifts)|zero[- ]hours?(?: contract)?|no weekends",
    r"(?:full|part)[- ]time|ft\s?/\s?pt|pt\s?/\s?ft|per[- ]diem|prn",
    r"temp(?:orary)?[- ]to[- ](?:perm(?:anent)?|hire)|contract[- ]to[- ](?:hire|perm)|fixed[- ]term(?: contract)?|"
    r"\d{1,2}[- ](?:month|week|year)s?(?: (?:contract|ftc|assignment|fixed[- ]term))?(?! olds?)|mat(?:ernity)? cover|"
    r"(?:w-?2|1099|c2c)(?: only)?",
    r"work(?:ing)? from home|wfh|\d{1,2}\s?(?:\*|stars?) (?:hotel|resort|property)",
    r"(?:urgently |now |currently |we are |we're |immediately ){1,3}hiring(?: now| immediately)?:?|"
    r"hiring (?:now|immediately|event)|urgent(?:ly)?(?! care)(?: (?:required|requirement|hiring(?: now)?))?|"
    r"immediate(?:ly)? (?:starts?|joiners?|hire|opening|vacancy)|"
    r"(?:start )?asap|apply (?:now|today)|walk[- ]in interviews?|join our team",
    r"no (?:prior )?experience(?: (?:required|needed|necessary))?|will train|(?:paid |full )?training provided|"
    r"paid training|entry[- ]level|visa sponsorship(?: available)?",
    rf"bilingual(?: (?:in )?{_TONGUE}(?:\s?/\s?\w+|\s?&\s?{_TONGUE})?)?",
    r"x\s?\d{1,3}(?: (?:positions?|posts?|openings?))?|\d{1,3} (?:positions?|openings?|vacanc(?:y|ies)|posts?)",
    r"(?:job|req(?:uisition)?|ref(?:erence)?|posting)\.?\s?(?:id|no\.?|number)?\s?[:.#-]?\s?[a-z]{0,3}-?\d{3}[\w-]*|"
    r"#\s?\d+|jr-?\d{4,}|20\d\d-\d+",
)
"""What says nothing of the occupation, wherever it stands."""
_BEFORE = (
    r"(?:seeking|looking for|opportunity for|join us as)(?: an?)?",
    r"(?:seasonal|temporary|temp|freelance|self[- ]employed|weekend|overnight|evening|experienced)",
    r"remote (?!sens|pilot|operat|control|deposit|support|monitor)|hybrid (?!electric|vehicle|cloud)",
)
"""What says nothing of it before a title."""
_BEHIND = (
    r"(?:wanted|needed|required|vacanc(?:y|ies)|openings?|positions?|jobs?|opportunit(?:y|ies)|role)",
    r"(?:nights?|days|evenings?|weekends?|overnights?|mornings?|seasonal|temp(?:orary)?|perm(?:anent)?|contract|ftc|"
    r"casual|freelance|self[- ]employed|remote|hybrid|on-?site|in[- ]office)",
    r"(?:level|lvl|band|grade|tier)\s?(?:[1-9]\d?[a-e]?|i{1,3}|iv|v)|[lg][1-9]|gs-?\d{1,2}(?:/\d{1,2})?|"
    r"i{1,3}|iv|[1-5]",
)
"""What says nothing of it behind a title."""
_APART = (
    r"(?:ft|us|usa|uk|uae|eu|nationwide|remote us|home (?:daily|weekly|weekends)|local|union|ote|doe|internship|"
    r"uncapped commission|commission|tips|bonus(?:es)?|relocation|hiring|help wanted|walk[- ]ins?|\+)",
)
"""What says nothing of it where it stands alone."""


def _any(*groups: tuple[str, ...]) -> str:
    return "|".join(f"(?:{one})" for group in groups for one in group)


_FIRST = re.compile(rf"(?:{_any(_TERMS, _BEFORE)})(?![\w/])[\s:!*,-]*", re.IGNORECASE)
_LAST = re.compile(rf"(?<=[\w)])[\s,!*+-]+(?:{_any(_TERMS, _BEHIND)})[\s!*.+]*$", re.IGNORECASE)
_TERM = re.compile(
    rf"(?:{_any(_TERMS, _BEHIND, _APART)})(?![\w/])(?:[\s,!*&]|\+(?! ?benefits))*",
    re.IGNORECASE,
)
"""One of them, with the signs up to the next."""
_BRACKETS = re.compile(r"(?:(?<!\s)\s+)?[(\[]([^()\[\]]{1,60})[)\]]")
_PLACE = re.compile(rf"(?:\s[-–—|]\s|,\s)[A-Z][a-z.]+(?:[ -][A-Z][a-z.]+){{0,2}},\s(?:{_STATE})\b(?! ?[a-z])")
_EMPLOYER = re.compile(r"(?<=\w)\s(?:@\s?|at\s(?:the\s)?)(?=[A-Z])(?!Law\b|Arms\b|Sea\b|Large\b|Home\b|Height).*")
_BETWEEN = re.compile(r"((?<!\s)\s+[-–—|/]\s+|(?:(?<!\s)\s+)?[;|]\s*|,\s+|:\s+|\s[-–—](?=\w)|(?<=[a-z])[-–—]\s)")
_HOW = re.compile(
    r"\b(?:day(?! ?care)|night|float|relief|casual|locum|remote(?! pilot)|trainee|apprentice|graduate|senior|sr\.?|"
    r"junior|jr\.?|principal(?! secretary)|staff|licensed|certified|journeyman|hiring|"
    r"(?:bank|agency)(?= (?:staff|nurse|midwife|care|healthcare|support|social|teach|chef)))\s+(?=\w)",
    re.IGNORECASE,
)
"""Words that tell on what terms somebody works, or how well trained."""
_LEARNS = re.compile(r"(?<=\w)\s+(?:trainee|apprentice|in training)$", re.IGNORECASE)
_SHORT = {
    "admin": "administrative",
    "acct": "accounting",
    "acctg": "accounting",
    "assoc": "associate",
    "asst": "assistant",
    "constr": "construction",
    "coord": "coordinator",
    "cust": "customer",
    "dept": "department",
    "dev": "developer",
    "dir": "director",
    "elec": "electrical",
    "eng": "engineer",
    "engr": "engineer",
    "equip": "equipment",
    "exec": "executive",
    "gen": "general",
    "govt": "government",
    "insp": "inspector",
    "maint": "maintenance",
    "mech": "mechanic",
    "mfg": "manufacturing",
    "mgmt": "management",
    "mgr": "manager",
    "mngr": "manager",
    "mktg": "marketing",
    "op": "operator",
    "ops": "operations",
    "prod": "production",
    "rep": "representative",
    "reps": "representatives",
    "resp": "respiratory",
    "spec": "specialist",
    "supv": "supervisor",
    "svc": "service",
    "svcs": "services",
    "tech": "technician",
    "techs": "technicians",
    "whse": "warehouse",
}
"""Words of titles that are cut short, and what they are."""
_WORDS = re.compile(rf"(?<![\w/&'’-])(?:{'|'.join(_SHORT)})\b\.?(?![/&'’-])", re.IGNORECASE)
_CLOSING = frozenset({"eng", "tech"})
"""Short words that are people at the end of a title; before other words they are English, technical and so on."""
_CLOSED = re.compile(
    r"(?:[\s,]+(?:[1-9]\d?|i{1,3}|iv|v|[lg][1-9]|(?:level|lvl|band|grade|tier)\s?(?:[1-9]\d?|i{1,3}|iv|v)))?\s*$"
    r"|\s?[,;:|(\[]|\s[-–—]\s",
    re.IGNORECASE,
)
"""What follows the last word of a title: its level, or a sign."""
_TRIMS = 6
"""What stands before or behind a title is cut so often at most."""


@lru_cache(maxsize=1 << 12)
def alone(text: str) -> str:
    """Give a title without what a posting says beside it: "RN - ICU - Nights - $10k sign-on" is "RN - ICU".

    Departments and employers behind a dash stay. A text that says nothing else is given as it is.
    """
    if text.isalpha():
        return text
    said = _EMPLOYER.sub("", _PLACE.sub("", _BRACKETS.sub(_kept, text)))
    parts = _BETWEEN.split(said.strip(" *!~•★"))
    kept: list[str] = []
    for number in range(0, len(parts), 2):
        part = parts[number].strip()
        if part and not _says_nothing(part) and not _says_nothing(part := _trimmed(part)):
            kept += [parts[number - 1], part] if kept and number else [part]
    plain = "".join(kept)
    return plain if any(map(str.isalpha, plain)) else text


def lesser(text: str) -> str:
    """Give a title without words that tell on what terms somebody has it, unless they are part of what it names.

    A bank nurse is a nurse on call, a bank teller none: only where the rest is a title this says nothing more.
    """
    return _LEARNS.sub("", _HOW.sub("", text, count=1)) or text


def head(text: str) -> str:
    """Give what stands before the first dash, bar or comma of a title; nothing if that is one word or all of it."""
    first, *rest = _BETWEEN.split(text, maxsplit=1)
    return first if rest and " " in first else ""


def written_out(text: str) -> str:
    """Give a title without its short words: "Asst Store Mgr" is "assistant Store manager"."""
    return _WORDS.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    word = match[0].rstrip(".").lower()
    return match[0] if word in _CLOSING and not _CLOSED.match(match.string, match.end()) else _SHORT[word]


def _kept(match: re.Match[str]) -> str:
    inside = [part.strip() for part in re.split(r"[,;|]|\s[-–—]\s", match[1])]
    return "" if _says_nothing(match[1].strip()) or all(map(_says_nothing, inside)) else match[0]


def _says_nothing(part: str) -> bool:
    """Say whether a part is one term after the other: each is matched once, whatever the rest is."""
    end = 0
    while match := _TERM.match(part, end):
        end = match.end()
    return bool(part) and end == len(part)


def _trimmed(part: str) -> str:
    """Cut what says nothing of the occupation from both ends of a part, as long as something is left."""
    cuts: tuple[Callable[[str], str], ...] = (_without_first, _without_last)
    for _ in range(_TRIMS):
        before = part
        for cut in cuts:
            part = cut(part) or part
        if part == before:
            break
    return part


def _without_first(part: str) -> str:
    match = _FIRST.match(part)
    return part[match.end() :] if match else part


def _without_last(part: str) -> str:
    return _LAST.sub("", part)
