"""Lines among schools and courses that are papers, told by their dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.extraction.lines.dated_rows import Dated, is_date
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.certificates import certificate_kind, is_board, is_body
from app.extraction.parts.schooling import degree_in, is_school, opening_degree
from app.extraction.parts.studies import STUDY
from app.extraction.words.validity import tells_until

COURSE = re.compile(
    r"\b(?:ESOL|ESL|English (?:as|for)\b|segundo idioma|curso|clases? de|course|training|seminar|workshop"
    r"|class(?! of\b)|orientation"
    r"|refresher|bootcamp|boot camp|immersive)\b",
    re.IGNORECASE,
)
PROGRAMME = re.compile(r"\b(?:program(?:me)?|academy|apprenticeship)\b|\bschool$", re.IGNORECASE)
_PAPER_WORDS = 14
_OF_HOURS = re.compile(
    r"\bcertificate\b.{0,80}\b(?:\d{3,4}|\d,\d{3})\+?\s*(?:clock |contact )?(?:hours?|hrs)\b", re.IGNORECASE
)
"""A certificate at the end of a long programme."""
_IN_FIELD = re.compile(r"(?:[A-Z][\w-]+ ){1,3}(?:Certificate|Diploma) in [A-Z][\w ]{3,40}")
"""What a school gave and in what, as a job board prints it ("Nurse Aide Certificate in Nursing")."""
_ACADEMIC = re.compile(r"(?:bachelor|master|doctor|associate)", re.IGNORECASE)
_OF_PEOPLE = re.compile(
    r"\b(?:Institute|Academy|College) (?:of|for) (?:[A-Z]\w+ )*[A-Z]\w+(?:ers|ors|ants|ists|ects|als)\b"
)
_BODY_FIRST = re.compile(r"(?:[A-Z]\w+ ){1,4}Institute(?: \([A-Z]{2,6}\))?(?:[,:]| [–—-])? (?=[A-Z])")
_HOLDER = re.compile(
    r"(?:[A-Z][\w/&-]* ){0,3}"
    r"(?i:forklift|lift|truck|crane|hoist|rigging|excavator|loader|equipment|scaffold|trench|confined space|hazmat"
    r"|asbestos|lead paint|mold|backflow|blasting|flagging|traffic control|first aid|CPR|AED|wilderness|fire|safety)"
    r" (?:[A-Z][\w/&-]* )?"
    r"(?i:operator|trainer|inspector|technician|instructor|responder|rigger|signalperson|assessor|tester|supervisor)"
)
"""Who somebody is after training."""
_BODY_WORDS, _PAIR = 8, 2
_NUMBERED = re.compile(
    r"\b(?:licen[sc]e|lic|certificate|cert|card|permit)\b\.?[ \t]?(?:no\b\.?|number|id|#)?[ \t]?[:#]?[ \t]?"
    r"\w{0,8}\d{3}",
    re.IGNORECASE,
)
_CELLS = re.compile(r"\t+|\s{3,}|\s+\|\s+")
_PARTS = re.compile(r",\s+|\s+[–—|-]\s+|\s*[(]")
_CERTIFICATE = re.compile(r"\bcertificates?\b", re.IGNORECASE)
_STUDIED = re.compile(r"(?P<what>\w.*) (?:certificate|diploma)", re.IGNORECASE)
_TECH = re.compile(r"[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,2} Tech")
_OF_TRADE = re.compile(
    r"(?:.* )?(?:Lab|Surgical|Pharmacy|Dental|Nail|Vet|X-ray|Rad|Radiology|Patient Care|Sterile Processing|Medication"
    r"|Med|Medical|HVAC|Auto|Automotive|Diesel|IT|Help Desk|Support|Field|Service|Nurse|Nursing|Psych|Behavioral"
    r"|Mental Health|EKG|Monitor|Telemetry|Phlebotomy|Dialysis|Network|Computer|Maintenance|Welding|Engineering|Audio"
    r"|Irrigation|Pest|Pool|Fire|Safety) Tech"
)
"""Who works in a trade, and no school."""
_LEAST_YEARS = 2
_BROKEN, _REST = (",", " in", " of", " and", " &"), ("in ", "of ", "and ", "& ")
"""At the end of a line that goes on, and at the beginning of one that is the rest of another."""
_ENDS_STUDIES = re.compile(r"\w(?:,|\s[–—-])\s+(?:Certificate|Diploma)(?: of Completion)?$", re.IGNORECASE)
_OWN_STUDIES = re.compile(r"[A-Z][\w&/ -]+ Certificate(?:,?\s+(?:\w+\s+)?\(?(?:19|20)\d\d\)?)?")
_STACKED = 3
"""Lines of a title, a school and a date."""
_KIND = re.compile(
    r"(?:(?:Community|Technical|Junior|State|City|Vocational|High) )?(?:College|University|School|Institute|Academy)"
    r"(?=\s*(?:[,(;|]|$|[-–—]\s|(?:19|20)\d\d))"
)


def unbroken(text: str, rows: Sequence[Row]) -> Iterator[Row]:
    """Put the line below to one that a narrow column broke behind a comma, or beside "in", "of" or "and"."""
    held: Row | None = None
    for row in rows:
        alike = held is not None and (held.bold, held.size, held.page) == (row.bold, row.size, row.page)
        goes_on = held is not None and alike and not row.bullet
        goes_on = (
            goes_on
            and held is not None
            and (held.said.endswith(_BROKEN) or row.said.startswith(_REST) or _is_kind(held, row))
        )
        if held is not None and goes_on and not text[held.end : row.start].strip():
            held = replace(held, end=row.end, said=text[held.start : row.end])
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def _is_kind(held: Row, row: Row) -> bool:
    """Say whether a line begins with the kind of a school, whose name ends the line above ("…, Elm State")."""
    *others, last = _PARTS.split(held.said)
    named = bool(others and last) and last.split()[-1][0].isupper() and STUDY.search(last) is None
    return named and _KIND.match(row.said) is not None


def begins_next(dated: Dated) -> bool:
    """Say whether a line ends in a date of its own and names a course or a school."""
    said, row = dated.row.said, dated.row
    ends = bool(dated.dates) and dated.dates[-1].to == row.end and said[0].isupper() and not row.bullet
    return ends and row.words <= _PAPER_WORDS and (COURSE.search(said) is not None or is_school(said))


def of_profession(said: str) -> bool:
    """Say whether an institute is a profession's, which certifies ("Institute of Professional Bookkeepers")."""
    return _OF_PEOPLE.search(said) is not None


def is_paper(row: Row) -> bool:
    """A certification or licence among schools and degrees."""
    if certificate_kind(row.said) is None or PROGRAMME.search(row.said) or at_tech(row.said):
        return False
    if is_school(row.said) and not _of_institute(row.said):
        return False
    if _OF_HOURS.search(row.said) or _IN_FIELD.fullmatch(row.said):
        # "Printing certificate, 600 hours, Mesa State Institution"
        return False
    degree = degree_in(row.said)
    if degree is not None and _ACADEMIC.match(degree.group()):
        # "Licence (Bachelor degree) in English"
        return False
    return opening_degree(row.said) is None and row.words <= 16


def at_tech(said: str) -> bool:
    """Say whether a certificate in something and a school called so stand apart ("Baking certificate, Elm Tech")."""
    if " Tech" not in said:
        return False
    parts = _PARTS.split(said)
    studied = _STUDIED.fullmatch(parts[0])
    if studied is None or certificate_kind(studied["what"]) is not None:
        return False
    return any(_TECH.fullmatch(part) and _OF_TRADE.fullmatch(part) is None for part in parts[1:])


def _of_institute(said: str) -> bool:
    """A paper by its own name, and beside it a body of that field ("PMP, Project Management Institute — 2018")."""
    first = _BODY_FIRST.match(said)
    if first is not None and certificate_kind(said[first.end() :]) is not None:
        return not is_school(said[first.end() :])
    parts = _PARTS.split(said)
    own = certificate_kind(_CERTIFICATE.sub("", parts[0])) is not None and not is_school(parts[0])
    return own and any(is_board(part) for part in parts[1:]) and degree_in(parts[0]) is None


def gave_below(rows: Sequence[Row]) -> bool:
    """Say whether the second row names the body that gave the paper of the first, closer to it than others are."""
    if len(rows) < _PAIR or rows[1].block != rows[0].block or rows[1].bullet:
        return False
    one, two = rows[0], rows[1]
    nearer = one.gap is not None and two.gap is not None and two.gap < one.gap
    large = all(word[0].isupper() or word in ("of", "the", "and", "for", "&") for word in two.said.split())
    named = (is_body(two.said) or large) and not is_school(two.said) and certificate_kind(two.said) is None
    return nearer and named and not any(find_dates(two.said)) and two.words <= _BODY_WORDS


def holds(row: Row) -> bool:
    """Among courses: a line that says how long something holds, or has a period of years, and names no school."""
    if is_school(row.said) or degree_in(row.said) or row.bullet or row.words > _PAPER_WORDS:
        return False
    dates = find_dates(row.said)
    years = [int(d.end[:4]) - int(d.start[:4]) for d in dates if d.start and d.end and not d.single]
    return (bool(dates) and tells_until(row.said)) or any(n >= _LEAST_YEARS for n in years)


def names_holder(row: Row) -> bool:
    """Among courses: a line that says who may do what, and perhaps since when ("Aerial Lift Operator, 2021")."""
    dates = find_dates(row.said)
    named = row.said[: dates[0].at] if dates else row.said
    return _HOLDER.fullmatch(named.rstrip(" ,(–—-|")) is not None and not is_school(row.said)


def expires(row: Row) -> bool:
    """Say whether a line that names no school or degree tells until when something holds, or its number."""
    if is_school(row.said) or degree_in(row.said) or PROGRAMME.search(row.said) or row.words > _PAPER_WORDS:
        return False
    dated = any(find_dates(row.said)) and tells_until(row.said)
    return not row.bullet and (dated or _NUMBERED.search(row.said) is not None)


def studied_for(row: Row, below: Row | None) -> bool:
    """A certificate with a period of years, and below it the school where it was studied for."""
    if below is None or below.block != row.block or any(find_dates(below.said)):
        return False
    years = any(not date.single for date in find_dates(row.said))
    return years and is_school(below.said) and certificate_kind(below.said) is None


def ends_studies(row: Row, above: Row | None) -> bool:
    """What was studied and the paper it ends with, below the school ("Automotive Technology, Certificate")."""
    if above is None or above.block != row.block:
        return False
    if _ENDS_STUDIES.search(row.said) is None and not (_OWN_STUDIES.fullmatch(row.said) and _named_alone(row, above)):
        return False
    return is_school(above.said) and degree_in(above.said) is None and certificate_kind(above.said) is None


def _named_alone(row: Row, above: Row) -> bool:
    """A school without a date, and below it a certificate by no other word ("Network Support Certificate")."""
    return certificate_kind(_CERTIFICATE.sub("", row.said)) is None and not any(find_dates(above.said))


def studied_at(rows: Sequence[Row]) -> bool:
    """A title, below it a school, perhaps a town, and a date in a line of its own."""
    if len(rows) < _STACKED or len({row.block for row in rows[:_STACKED]}) > 1 or any(row.bullet for row in rows):
        return False
    title, school, *below = rows
    plain = not any(find_dates(row.said) for row in (title, school))
    named = is_school(school.said) and certificate_kind(school.said) is None
    return plain and named and any(is_date(row) for row in below)


def dated_below(rows: Sequence[Row], n: int) -> bool:
    """Say whether the date of a line without one stands alone in the line below it, as those of the others do."""
    below = rows[n + 1] if n + 1 < len(rows) else None
    if below is None or below.block != rows[n].block or not is_date(below) or any(find_dates(rows[n].said)):
        return False
    return not is_date(rows[0])


def of_a_place(row: Row) -> bool:
    """Among schools: a name in a column of its own, and what is a certificate by no other word."""
    if not _CERTIFICATE.search(row.said) or not _CELLS.search(row.said):
        return False
    return not any(certificate_kind(_CERTIFICATE.sub("", cell)) for cell in _CELLS.split(row.said))
