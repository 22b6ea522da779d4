"""Words of one line of schooling to what each part tells: school, degree, what was studied."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain

from app.extraction.parts.clinical import clinical_training, is_trainee
from app.extraction.parts.known_schools import known_school
from app.extraction.parts.pieces import Piece
from app.extraction.parts.schooling_asides import (
    ABOUT_SCHOOL,
    ASIDE,
    BESIDE,
    EVALUATED,
    HONOURED,
    LENGTH,
    MAY_END,
    SCHOOL_TOWN,
    UNDER_WAY,
)
from app.extraction.parts.schooling_whole import Told, told_whole
from app.extraction.parts.standing import apart
from app.extraction.parts.standing import beside as beside_name
from app.extraction.words.lexicon import table, words
from app.extraction.words.scores import organization_score
from app.extraction.words.small import any_case, small

SCHOOL = re.compile(
    r"\b(?:High|Middle|Senior|Junior) (?:School|High)\b|\b[A-Z]{3,} HIGH\b(?! SCHOOL)"
    r"|\b[A-Z]\w+ High(?=$|,|\s+['’(]?(?:19|20)?\d\d\b|\s+[|•–—-]\s|\s{3,})"
    r"|^[A-Z]\w+(?: [A-Z]\w+)* (?:State|Tech)$"
    r"|\bLocal (?:No\. )?\d+\b"
    r"|[A-Z][\w'’]{1,60} (?:HSS?|H\.S\.|CC|CTC|JC)(?=$|\s*[,|(]|\s(?:19|20)\d\d\b|\s{2,}|\t|\s[–—-]\s)"
    r"|\b[A-Z]\w+ Sixth Form\b|-[Ss]chule\b|[Ss]chule$|^(?!\w*hoch)(?!Hoch)[A-Z]\w+schule\b"
    r"|\bGymnasium\b|Apprenticeship$"
)
_SCHOOL_END = re.compile(r"[A-Z]\w{1,60} (?:School|College|University|Academy|Institute|High)\s+$")
_PART_OF = any_case(
    r"\(?(?:double|dual)[- ]majors?(?:\s+in|\s*:)?\s+|majors?\s*:\s+"
    r"|(?:course|course of study|studied|field of study)\s*:\s+"
    r"|\(?(?:some\s+(?:college|university|schooling)|(?:night|evening|online|some)\s+(?:classes|courses)|coursework"
    r"|(?:courses|classes|studies|work)(?:\s+completed)?(?=\s+towards?\b)"
    r"|(?:\d[\d.]*\+?|one|two|three|four|some)\s+(?:(?:semester|quarter|college)\s+)?(?:(?:credit\s+)?hours?|credits?|units?|years?|semesters?))"
    r"(?:\s*(?:towards?|of|in|for)\s+(?:an?\s+)?|\s*(?=\())"
)
"""Words before what was studied in part ("60 credits toward B.S.Ed.", "two years of Anthropology")."""
_FIELD = re.compile(
    r"(?!.*(?i:honou?rs|hons|part|class|form|level))[A-Z][a-z]{3,}(?:\s(?:and|&|of)?\s?[A-Z][a-z]+)*(?=;|$)",
    re.UNICODE,
)
"""In brackets behind a degree: what was studied ("M.Tech (Computer Science)")."""
_EXAMS = re.compile(
    r"(?:^|[:,]\s+)(?:\d{1,2} |[a-z]+ )?(?P<name>GCSEs?|[AO][- ]?Levels?)\s*\([^()]*,[^()]*\)\W*$", re.IGNORECASE
)
"""School-leaving examinations with their subjects in a bracket."""
_TOPIC_BEHIND = re.compile(r"\s*[–—-]\s+[A-Z]")
"""Behind the bracket of a degree stands what was studied ("Bachelor of Education (Science) – Chemistry")."""
_GRADE = re.compile(r"[\d.,/ ]+|grade .{1,8}", re.IGNORECASE)
_LEADS = re.compile(
    r"\s*(?:degree\s+)?(?:in|of|on|with\s+a\s+major\s+in|majoring\s+in|major\s*:|[:,–—-])\s+", re.IGNORECASE
)
_SPLIT = re.compile(
    r",?\s+(?:conducted|offered|given|taught|organi[sz]ed|delivered|hosted|run)\s+by\s+(?=[A-Z])|,\s+(?!(?:Inc|LLC|Jr|Sr)\b|(?:General|Other)\s*(?:$|[·•|(]))|(?<=[a-z])(?<!ajor)(?<!ajors)(?<![Cc]ourse)(?<!tudied)(?<!tudy):\s+|(?<=[a-z]{3})\.\s+(?=[A-Z])|(?<=\w\))\.\s+(?=[A-Z\d])|\s+(?:at|AT|from|[Tt]hrough)\s+(?=[A-Z])"
    r"|\s+:\s+"
    r"|\s+with\s+(?=[A-Z])"
    r"(?!(?:\w+ )?(?:Honou?rs?|Distinction|Merit|Emphasis|Concentration|Minor|Major|Specialization)\b)"
)
_IN_SHORT = re.compile(r"(?P<name>(?:[A-Z][\w'’.-]+ ){0,3}[A-Z]{2,5}):\s+")
"""A school in letters, before what it gave."""
_GIVEN = re.compile(r"\b(?:by|from)\b")
_CODE = re.compile(r"[A-Z]{2,4}[ -]?\d{3,4}[A-Z]?")
"""The code of a course, which its name follows ("ACC 210, Cost Accounting")."""
_CODED = re.compile(r"[A-Z]{2,4}[ -]?\d{3,4}[A-Z]?,\s+(?=[A-Z])")
_OCCUPATION = re.compile(r"\d\d[A-Z]\d{0,2}(?=\s*(?:,|$))")
"""The code of an occupation in the forces, for which a course was ("Advanced Leader Course, 92Y")."""
_TIME_OF = re.compile(r"\d[\d,.]*\+?[\s-]+(?:hours?|hrs?|weeks?|days?)[\s-]+(?=[A-Z])")
"""How long a programme took, before its name."""
_TWO_NAMES, _DOTTED = re.compile(r"[A-Z]\w+(?:\s[A-Z]\w+)?"), re.compile(r"\w\.\w+\.$")
_SHORTENED = re.compile(r"\b(?:Assn|Assoc|Inc|Co|Corp|Ltd|Bros|Dept|Univ|Inst|Coll)\.$")
_DATE_CLOSES = re.compile(r"[^()\n]{0,20}\d\)")
_LETTER, _INSIDE = re.compile(r"[^\W\d_]"), re.compile(r"\s*\((?P<inside>[^()]{4,})\)$")
STUDY = re.compile(
    r"(?:sciences?|engineering|studies|arts|administration|management|education|economics|nursing|history|mathematics|math"
    r"|business|accounting|finance|marketing|english|literature|communications?|design|technology|technician|law|development"
    r"|relations|work|justice|care|services?|systems|music|theat(?:er|re)|film|\w(?:ology|ics|graphy|onomy|metry|ing))$",
    re.IGNORECASE,
)
"""Last words of what is studied, which no town has."""
_OF_STUDY = frozenset(("secondary", "technical", "vocational", "adult", "learning", "preparatory", "district"))
"""Words of schools that names of studies have as well."""
_OF_PROGRAMME = re.compile(r"(?<=\w) (?:program(?:me)?|course|certificate|diploma|apprenticeship)$", re.IGNORECASE)
_LEARNED = ("machine", "deep", "early", "blended", "statistical", "reinforcement")
_OF_HOUSES = ("care", "services", "service", "systems", "training", "technology", "arts")
"""Ends of names of firms and schools as well."""
_TOWN_AND_ADULT = 2
_KEPT = 200
"""Characters of words that are remembered, at most."""
_OF_STATE = re.compile(r"University\s+of\s+[A-Z]\w+(?:\s[A-Z]\w+)?\Z")
_CAMPUS = re.compile(r"[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?=\s*(?:[,;|(–—\t\n]|\s{2}|$))")
_STATESCHOOL = re.compile(r"University\s+of\s+[A-Z]\w+(?:\s[A-Z]\w+)?$")
ENDS_SCHOOL = re.compile(r"high school|g\.?e\.?d\b|hiset|tasc\b|h\.?s\.?\s+diploma", re.IGNORECASE)
"""What nobody gets at a college."""
SECONDARY = re.compile(
    rf"{ENDS_SCHOOL.pattern}|secondary|equivalency|preparatoria|secundaria|bachillerato|^baccalaur|diploma$",
    re.IGNORECASE,
)
"""Ends of school before any field is chosen: a name beside them is the school's or the town's."""


@cache
def degree_name() -> re.Pattern[str]:
    """Give the pattern of what schooling ends with."""
    alternatives = "|".join(f"(?:{p})" for p in table("degrees")["patterns"]["words"])
    return re.compile(rf"(?<![\w.])(?:hon(?:ou?r)?s\.?\s+)?(?:{alternatives})(?![\w])", re.IGNORECASE)


def degree_in(said: str) -> re.Match[str] | None:
    """Find the first degree that words name."""
    return (_degree_of_few if len(said) <= _KEPT else _degree)(said)


def _degree(said: str) -> re.Match[str] | None:
    found = degree_name().search(said)
    trained = clinical_training(said)
    # of those that begin together the longer
    both = [one for one in (found, trained) if one is not None]
    return min(both, key=lambda one: (one.start(), -one.end()), default=None)


def opening_degree(said: str) -> re.Match[str] | None:
    """Give the degree that words begin with."""
    degree = degree_in(said)
    return degree if degree is not None and degree.start() == 0 else None


_SMALL_HIGH = re.compile(r"(?!(?:in|at|junior|senior) )[a-z]{3,20}(?: [a-z]{3,20})? high(?:,? (?:19|20)\d\d)?")
"""A school where all is written small ("stevens high")."""


def is_school(said: str) -> bool:
    """Say whether the words name a school."""
    return (_is_school_of_few if len(said) <= _KEPT else _is_school)(said)


def _is_school(said: str) -> bool:
    tokens = {t.strip(".,;:'’") for t in said.casefold().split()}
    named = tokens & words("organizations", "schools")
    if named and named <= _OF_STUDY and names_study(_OF_PROGRAMME.sub("", said)):
        # "Vocational Nursing program", "Secondary Science Education"
        named = set()
    if named or SCHOOL.search(said) is not None or _SMALL_HIGH.fullmatch(said) is not None:
        return True
    return known_school().match(said) is not None


def names_study(said: str) -> bool:
    """Say whether the words end as names of what is studied do, and not as those of schools ("Adult Education")."""
    tokens = [token for token in said.casefold().split() if token[0] != "("]
    if tokens[-1:] == ["learning"]:
        return tokens[-2:][0] in _LEARNED
    if "adult" in tokens and len(tokens) > _TOWN_AND_ADULT:
        return False
    return len(tokens) > 1 and STUDY.search(said) is not None and tokens[-1] not in _OF_HOUSES


# several readers ask about the same line; lines may be a megabyte long
_degree_of_few, _is_school_of_few = lru_cache(maxsize=1 << 12)(_degree), lru_cache(maxsize=1 << 12)(_is_school)


def _cut(text: str, piece: Piece) -> tuple[list[tuple[int, int]], set[int]]:
    """Cut a piece at its commas and small words; give the parts, and where those start that name a giver."""
    at = piece.start
    parts: list[tuple[int, int]] = []
    givers: set[int] = set()
    short = _IN_SHORT.match(text, piece.start, piece.end)
    if short is not None and small(short["name"]) not in words("degrees", "columns") and _begins(text, short, piece):
        # "CCAF: AAS Logistics"
        parts, givers, at = [short.span("name")], {at}, short.end()
    for mark in _SPLIT.finditer(text, piece.start, piece.end):
        if "at" in mark.group() and _OF_STATE.search(text, at, mark.start()) and _CAMPUS.match(text, mark.end()):
            # "State University of New York at New Paltz"
            continue
        rest = text[mark.end() : piece.end]
        campus = _TWO_NAMES.fullmatch(rest) is not None and opening_degree(rest) is None
        if campus and _STATESCHOOL.search(text[at : mark.start()]) and not ASIDE.match(small(rest)):
            break
        if _CODE.fullmatch(text, at, mark.start()) or _OCCUPATION.match(text, mark.end(), piece.end):
            continue
        if _LEVEL.match(text, mark.end(), piece.end) and _LANGUAGE.search(text, at, mark.start()):
            continue  # "English as a Second Language, Level 4"
        parts.append((at, mark.start()))
        at = mark.end()
        if _GIVEN.search(mark.group()):
            givers.add(at)
    parts.append((at, piece.end))
    return parts, givers


def _begins(text: str, label: re.Match[str], piece: Piece) -> bool:
    return opening_degree(text[label.end() : piece.end]) is not None


def tell(text: str, piece: Piece) -> Iterator[Told]:
    """Say what each comma-separated part of a piece is."""
    if (exams := _EXAMS.search(piece.said)) is not None:
        # "Elm School: 3 A Levels (English A, Drama A)"
        yield Told("degree", piece.start + exams.start("name"), piece.start + exams.end("name"))
        piece = replace(piece, end=piece.start + exams.start(), said=piece.said[: exams.start()])
    parts, givers = _cut(text, piece)
    for start, end in chain.from_iterable(_opened(text, *part) for part in parts):
        if start in givers:
            yield Told("school", start, start + len(EVALUATED.sub("", text[start:end])))
            continue
        if _CODED.match(text, start, end):
            yield Told("degree", start, end)
            continue
        beside = BESIDE.match(small(text[start:end]))
        start += beside.end() if beside else 0
        way = UNDER_WAY.search(small(text[start:end]))
        if way is not None:
            yield Told("way", start + len(way.group()) - len(way.group().lstrip(" ,(;–—-")) + way.start(), end)
            end = start + way.start()
        first, last = apart(text[start:end])
        yield from (
            Told("standing", *span) for span in beside_name(text, (start, end), (start + first, start + last))
        )
        start, end = start + first, start + last
        part = _PART_OF.match(small(text[start:end]))
        start += part.end() if part else 0
        said = text[start:end].strip()
        if part:
            # "(60 credits toward a B.A.)", but "31 credits toward ADN (on hold)"
            said = said.lstrip("( ") if said.count("(") == said.count(")") else said.strip("() ")
        while MAY_END.search(said) and (length := LENGTH.search(said) or EVALUATED.search(said)) is not None:
            said = said[: length.start()]
        said = _without_stop(said)
        if not _LETTER.search(said) or ASIDE.match(small(said)):
            continue
        listed = _before_list(text, text.index(said, start), said)
        said = _closed(text, text.index(said, start), said)
        if not said:
            continue
        start, end = text.index(said, start), text.index(said, start) + len(said)
        inside = _school_inside(said)
        if inside is not None:
            yield Told("school", start + inside.start("inside"), start + inside.end("inside"))
            end = start + inside.start()
        about = (ABOUT_SCHOOL.search(said) or SCHOOL_TOWN.search(said)) if said.endswith(")") else None
        if about and about.start() and is_school(said[: about.start()]):
            graded = about.re is SCHOOL_TOWN and ASIDE.match(small(about["place"])) is not None
            if about.re is SCHOOL_TOWN and not about["place"].isupper() and not graded:
                yield Told("location", start + about.start("place"), start + about.end("place"))
            end = start + about.start() if about.re is ABOUT_SCHOOL or not about["place"].isupper() else end
        told = list(_tell_part(text, start, end))
        yield from [replace(t, kind="field") if part and t.kind == "topic" else t for t in told]
        if listed is not None:
            yield Told("field", *listed)


def _without_stop(said: str) -> str:
    """Give words without a full stop at their end that is none of an abbreviation."""
    shortened = _DOTTED.search(said) or _SHORTENED.search(said) or _ends_in_degree(said)
    return said[:-1] if said.endswith(".") and not shortened else said


def _before_list(text: str, start: int, said: str) -> tuple[int, int] | None:
    """Give what was studied, first in a bracket that a semicolon parts ("BA (English; minor in Art)")."""
    at = said.rfind("(") + 1
    if at == 0 or said.find(")", at) >= 0 or text[start + len(said) : start + len(said) + 1] != ";":
        return None
    named = opening_degree(said) is not None and _FIELD.match(said[at:]) is not None
    return (start + at, start + len(said)) if named else None


def _school_inside(said: str) -> re.Match[str] | None:
    """Find the school that stands in brackets, and is no shorter name or kind of the one before them."""
    inside = _INSIDE.search(said) if said.endswith(")") else None
    if inside is None or not inside.start() or not is_school(inside["inside"]) or degree_in(inside["inside"]):
        return None
    plain = inside["inside"].isupper() or inside["inside"][0].islower()
    return None if plain and is_school(said[: inside.start()]) else inside


def _opened(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part what stands behind a bracket that a date or the town of a school closes.

    "Erosion Control (State Extension, 2021)", "B.S. in Nursing (Reed College, Tulsa, OK)".
    """
    bracket = text.rfind("(", start, end)
    if bracket < 0:
        return [(start, end)]
    closed = ")" in text[bracket:end] or (
        _DATE_CLOSES.match(text, end) is None and not is_school(text[bracket + 1 : end])
    )
    named = text[bracket + 1 : bracket + 2].isupper() and not re.search(r"\d", text[bracket:end])
    return [(start, bracket), (bracket + 1, end)] if start < bracket and not closed and named else [(start, end)]


def _ends_in_degree(said: str) -> bool:
    """The full stop is one of an abbreviation ("M.S. Ed.")."""
    degree = opening_degree(said)
    return degree is not None and degree.end() == len(said)


def _closed(text: str, start: int, said: str) -> str:
    """Give words with the bracket that closes behind them, or without the one that does not."""
    if said.count("(") < said.count(")") and said.endswith(")"):
        # the end of a bracket that a comma parted
        return said[:-1]
    if said.count("(") <= said.count(")"):
        return said
    end = start + len(said)
    return text[start : end + 1] if text[end : end + 1] == ")" else said[: said.rindex("(")].rstrip()


_LEVEL = re.compile(r"[Ll]evel [\dA-C]")
_LANGUAGE = re.compile(r"\b(?:ESL|ESOL|EFL|ASL|Languages?|English|Spanish|French|German|Mandarin|Portuguese)\b")
_LETTERED = re.compile(r"(?:[A-Z][a-z]{0,2}\.\s?){2,}|[A-Z]{2,4}$")
"""A degree in letters ("M.Ed.", "BSN")."""
_OF_SOMEBODY = re.compile(r"\b(?:I|[Mm]y|[Mm]e|because|when|while|to (?:work|help)|at (?:age )?1\d)\b")
_NAMES_SCHOOL = re.compile(
    r"\b(?:school|college|university|institut\w+|academy|high|center|centre|lyc\w+|polytechnic|seminary|conservatory|district"
    r"|universi\w+|escuela|colegio|liceo|secondary|middle|apprenticeship)\b|\b(?-i:HS|H\.S\.)$",
    re.IGNORECASE,
)


def _in_bracket(text: str, start: int, end: int, degree: re.Match[str], bracket: re.Match[str]) -> list[Told] | None:
    """Give a degree and what was studied in the bracket behind it; the degree alone where its grade stands there."""
    to, said = start + degree.end(), bracket.group("inside")
    studied = _FIELD.match(said) if _TOPIC_BEHIND.match(text, end) is None else None
    if studied and not SECONDARY.search(degree.group()):
        at = to + bracket.start("inside")
        return [Told("degree", start + degree.start(), to), Told("field", at, at + studied.end())]
    # "Abitur (2.1)"
    return [Told("degree", start, to)] if _GRADE.fullmatch(said) else None


def _tell_part(text: str, start: int, end: int) -> Iterator[Told]:
    said = text[start:end]
    if whole := told_whole(said, start, end):
        yield from whole
        return
    if is_trainee(said):
        yield Told("degree", start, end)
        return
    time = _TIME_OF.match(said)
    if time is not None and re.search(r"\bprogram(?:me)?$", said):
        start, said = start + time.end(), said[time.end() :]
    degree = degree_in(said)
    school = is_school(said[degree.end() :] if degree and degree.start() == 0 else said)
    if degree and degree.start() > 0 and degree.end() == len(said) and _NAMES_SCHOOL.search(said) is None:
        # "HVACR Technical Diploma", "Adult Education Certificate"
        school = False
    if degree and _SCHOOL_END.search(said[: degree.start()]):
        behind = degree.end() < len(said)
        if not behind or _LETTERED.match(degree.group()):
            # "Old Harbor Point School diploma", "Elmhurst University M.Ed. TESOL"
            yield Told("school", start, start + len(said[: degree.start()].rstrip()))
            at = start + degree.start()
            yield from _tell_part(text, at, end) if behind else [Told("degree", at, end)]
            return
    if degree and (not school or degree.start() == 0):
        to = degree.end()
        bracket = re.match(r"\s*\((?P<inside>[^()]*)\)", said[to:])
        if bracket and (inside := _in_bracket(text, start, end, degree, bracket)):
            yield from inside
            return
        to += bracket.end() if bracket else 0
        if degree.group().casefold().startswith("certificate") and re.match(r"\s+(?:in|of)\s", said[to:]):
            # a certificate is known by what it is in
            to = len(said)
        rest = HONOURED.sub("", said[to:])
        end = start + to + len(rest)
        lead = _LEADS.match(rest)
        if degree.start() > 0:
            # "Welding Technology Certificate": the words before belong to its name
            yield Told("degree", start, end)
        elif lead or not rest.strip() or ASIDE.match(small(rest.strip())):
            yield Told("degree", start, start + to)
            if lead and lead.end() < len(rest):
                yield Told("field", start + to + lead.end(), end)
        elif school:
            yield Told("degree", start, start + to)
            yield Told("school", start + to + len(rest) - len(rest.lstrip()), end)
        elif rest.lstrip()[:1].isalpha():
            # "PhD Computer Science", "BS Boğaziçi"
            yield Told("degree", start, start + to)
            yield Told("field", start + to + len(rest) - len(rest.lstrip()), end)
        else:
            yield Told("degree", start, end)
    elif school and _OF_SOMEBODY.search(said) is not None:
        # "Left college in my second year": a sentence names no school
        return
    elif school or (organization_score(said) >= 2.4 and not names_study(said)):
        yield Told("school", start, end)
    else:
        yield Told("topic", start, end)
