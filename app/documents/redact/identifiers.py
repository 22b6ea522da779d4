"""Text to the numbers that governments, schools and employers give a person, and to birth dates."""

import re
from collections.abc import Iterator
from itertools import chain

from app.documents.redact.model import Found, Kind
from app.documents.redact.words import fold, lines_with

_SSN = re.compile(r"(?<![\d-])(?:\d{3}|[Xx*•#]{3})[-‐‑–. ](?:\d{2}|[Xx*•#]{2})[-‐‑–. ]\d{4}(?![\d-])")
_SHAPES = (
    _SSN,
    re.compile(r"(?<![\w-])A[- ]?#?\d{8,9}(?!\w)|(?<![\w-])A[-# ]{1,2}\d{3}[- ]\d{3}[- ]\d{3}(?!\w)"),
    # UK national insurance, Indian PAN and Aadhaar, Mexican CURP and RFC, Spanish DNI and NIE, Italian codice fiscale
    re.compile(r"\b(?!GB)[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"),
    re.compile(r"\b[A-Z]{5}\d{4}[A-Z]\b"),
    re.compile(r"\b[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d\b|\b[A-Z]{4}\d{6}[A-Z\d]{3}\b"),
    re.compile(r"\b[XYZ]?\d{7,8}-?[A-Z]\b"),
    re.compile(r"\b[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]\b"),
)
_KINDS = (
    r"ssn|s\.s\.n\.|social security|social insurance|sin|itin|tin|tax id|tax file|alien|alien registration|"
    r"uscis|a[- ]?number|"
    r"green card|permanent resident(?: card)?|visa|ead|i-?94|passport|driver[’']?s? licen[cs]e|"
    r"drivers? licen[cs]e|driving licen[cs]e|operator licen[cs]e|"
    r"d\.?l\.?|cdl|licen[cs]e|lic\.?|licen[cs]ure|permit|certificate|certification|cert\.?|credential|"
    r"registration|registry|reg\.?|"
    r"member(?:ship)?|student|learner|pupil|candidate|applicant|employee|emp\.?|staff|personnel|payroll|"
    r"worker|badge|matriculation|"
    r"matricule|matr[ií]cula|enrol+ment|roll|seat|exam|account|acct\.?|case|file|record|transcript|npi|dea|"
    r"twic|mmc|merchant mariner|"
    r"faa|airman|edipi|dod|military|service|va|medicaid|medicare|insurance|policy|national|"
    r"national insurance|ni|nino|nhs|aadhaar|"
    r"pan|curp|rfc|dni|nie|nif|cpf|cnpj|cedula|c[eé]dula|nin|bvn|emirates|personal|state|government|gov(?:t"
    r"|ernment)?|school|campus|"
    r"university|college|banner|ferpa|ged|sis|osha|nccer|servsafe|aws|welder|guard card|guard|ein|hesa|uln|"
    r"upn|ucas|orcid|id card|id"
)
_SIGN = (
    r"(?:id(?: ?(?:number|no\.?|nr\.?|code|card|#))?|number|num\.?|no\.?|nr\.?|nº|n°|№|#|card(?: "
    r"(?:number|no\.?|#))?|code|pin)"
)
_VALUE = (
    r"(?P<value>[A-Z*Xx•]{0,6}[-. /]?(?:[A-Z]{0,4}[*•\d]{1,12}[A-Z]{0,4}(?:[-. /]| ?- ?)?){1,6}"
    r"(?<=[A-Z\d])(?: [A-D](?![\w]))?)"
)
_LABELLED = re.compile(
    rf"(?<![\w])(?:{_KINDS})(?: (?:{_KINDS}|card|state|[A-Z]{{2}}))?"
    rf"(?: ?\([^)\n]{{1,16}}\))?(?:[ ]?{_SIGN}(?: ?\([^)\n]{{1,16}}\))?[ ]?[:：#.–-]{{0,2}}[ ]?|"
    rf"[ ]?[:：#][ ]?){_VALUE}(?![\w])",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[*•\d]")
"""Stands in every number, and none goes on over a line."""
_SIGN_ALONE = re.compile(
    r"(?<![\w.])(?:ID|Id|No\.|Nr\.|Number|#)[ ]?[:：#]?[ ]?(?P<value>(?=[A-Z\d-]*\d{4})[A-Z]{0,4}"
    r"[\d-]{5,14}[A-Z]{0,3})(?!\w)"
)
_BOARD = re.compile(
    r"\b(?:[Ll]icen[cs]e[d]?|LICEN[CS]E|[Ll]ic\.|[Cc]ert(?:ificate|ification)?\.?|[Pp]assport|SSN|[Bb]adge|"
    r"[Rr]egistration|[Cc]redential)"
    r"(?: ID)? (?P<value>[A-Z]{0,4}[-.]?[A-Z\d]{0,3}[-.]?\d{4,12}[A-Z]{0,3}(?:-\d{1,6})?)(?!\w)"
)
_LAST_FOUR = re.compile(
    r"(?:last (?:four|4)(?: digits)?(?: of)?(?: (?:my|the))?(?: (?:ssn|social(?: security(?: number)?)?))?|"
    r"(?:ssn|social)[^\n\d]{0,24}(?:last|ending)[^\n\d]{0,12})"
    r"[ :.–-]{0,3}(?P<value>\d{4})(?!\d)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"#|\b(?:no|number|id|ssn|badge|last|pin)\b", re.IGNORECASE)
"""Words before a number that make even "1979" a number and no year."""
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/. ]+(?:(?:19|20)?\d\d|\d{1,2}[-/. ]\d{1,2}))?")
_NUMERIC_DATE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d\d|\d{1,2}[-/.](?:19|20)\d\d")

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august"
    r"|september|october|"
    r"november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    r"diciembre|janvier|"
    r"février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|januar|februar|märz|juni"
    r"|juli|oktober|"
    r"dezember|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro)"
)
_DATE = (
    rf"(?:\d{{1,4}}[-./ ]{{1,2}}\d{{1,2}}[-./ ]{{1,2}}\d{{1,4}}|\d{{1,2}}(?:st|nd|rd|th)?\.?[ -](?:of |de )"
    rf"?{_MONTH}\.?,?[ -](?:de )?\d{{2,4}}|"
    rf"{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{2,4}}|\d{{1,2}}-{_MONTH}-\d{{2,4}}|{_MONTH}\.?,? \d{{4}}|"
    rf"\d{{1,2}}/\d{{4}}|(?:19|20)\d\d(?:年\d{{1,2}}月\d{{1,2}}日)?|\d{{8}}|\d{{1,2}} \d{{1,2}} \d{{4}}|"
    rf"\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|"
    rf"{_MONTH}\.? \d{{1,2}}\b)"
)
_BORN = re.compile(
    rf"(?<![\w-])(?:date of birth|birth ?date|birth ?day|year of birth|place and date of birth|date (?:and|"
    rf"&) place of birth|d\.? ?o\.? ?b\.?|"
    rf"born(?: on| in)?|fecha de nacimiento|f\. ?nac\.?|nacid[oa](?: el)?|née?(?:\(e\))? le|né\(e\) le|"
    rf"date de naissance|geburtsdatum|"
    rf"geb\.?|geboren(?: am)?|data de nascimento|data di nascita|nat[oa] il|doğum tarihi|ngày sinh|出生)(?![^\W\d_])"
    rf"[ ]?(?:\([^)\n]{{2,14}}\))?[ ]?[:：.–-]?[ ]?\n?(?:[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?"
    rf"(?:, [A-Z][\w ]{{2,20}})?,? (?:on )?)?(?P<value>{_DATE})(?![\w])",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"(?:(?<![\w-])age(?:d)?[ ]?[:：–-]?[ ](?P<value>[1-9]\d)(?![\d%]|[ ]?(?:months|[-–]|to\b|and\b))"
    r"|\bI am (?P<own>[1-9]\d)(?: years old| years of age|\b(?= and\b))|(?<![\w.-])(?P<old>[1-9]\d)[ -]"
    r"(?:years?|yrs?)[ -](?:old|of age)\b(?! (?:company|firm|building|house)))",
    re.IGNORECASE,
)


def identifiers(text: str) -> Iterator[Found]:
    """Find social security, alien, passport, licence, student, employee and certificate numbers."""
    for pattern in _SHAPES:
        for match in pattern.finditer(text):
            yield _number(*match.span(), match[0])
    figures = [*lines_with(text, _FIGURE)]
    for pattern in (_LABELLED, _SIGN_ALONE, _BOARD):
        for match in chain.from_iterable(pattern.finditer(text, *line) for line in figures):
            said = match["value"].strip()
            label = text[match.start() : match.start("value")]
            if _is_number(said) or (_NAMED.search(label) and re.fullmatch(r"\d{4}", said)):
                yield _number(match.start("value"), match.start("value") + len(said), said)
    for match in _LAST_FOUR.finditer(text):
        yield _number(*match.span("value"), match["value"])


def _is_number(said: str) -> bool:
    digits = sum(c.isdigit() for c in said)
    if _YEAR.fullmatch(said) or _NUMERIC_DATE.fullmatch(said):
        return False
    return digits >= 4 or (digits >= 2 and bool(re.search(r"[*•Xx]{2}", said)))


def _number(start: int, end: int, said: str) -> Found:
    return Found(start, end, Kind.ID, fold(said))


def birth_dates(text: str) -> Iterator[Found]:
    """Find dates of birth and ages, by the words before them."""
    for match in _BORN.finditer(text):
        yield Found(*match.span("value"), Kind.BIRTHDATE, fold(match["value"]))
    for match in _AGE.finditer(text):
        group = next(name for name in ("value", "own", "old") if match[name])
        if 14 <= int(match[group]) <= 99:
            yield Found(*match.span(group), Kind.BIRTHDATE, match[group])


def social_security_numbers(text: str) -> Iterator[re.Match[str]]:
    """Find what has the shape of a US social security number."""
    return _SSN.finditer(text)
