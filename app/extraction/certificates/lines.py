"""Lines of certifications to what stands in front of them, and the dates that they end in."""

import re
from dataclasses import replace

from app.extraction.certificates.years import earned_first
from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.lines.dated_rows import Dated
from app.extraction.lines.dates import DateRange
from app.extraction.parts.certificates import certificate_kind, is_board, is_body, paper_kind
from app.extraction.parts.certificates_around import only_date_words
from app.extraction.parts.completion import standing
from app.extraction.parts.held import held_part
from app.extraction.parts.issuers import ACRONYM, is_known
from app.extraction.parts.labels import LABEL
from app.extraction.parts.privileges import told_apart
from app.extraction.words.lexicon import words
from app.extraction.words.scores import organization_score
from app.extraction.words.small import any_case, small

_TIME = re.compile(r"formerly|previously|also|plus|others?|current(?:ly)?|past|expired|before|recent(?:ly)?", re.I)
"""What stands before papers to say when they were held ("Formerly: Initial License, 2006")."""
_ASKED = any_case(
    r"(?:do|have|are|did) you (?:currently |now )?(?:have |hold |possess |carry |got )?(?:an? |any |your |the )?"
    r"(?:valid |current |active )?(?P<name>[^?\n]{3,60})\?\s*(?P<box>\[\s?x?\s?\]\s*)?(?P<answer>yes|y|no|n)\b"
)
"""What a form asks for, and what was answered ("Do you have a driver's license?  Yes   State: GA")."""
_LEAD = any_case(
    r"(?:(?:i\s+|i['’]ve\s+)?(?:also\s+)?(?:have(?:\s+had)?|has(?:\s+had)?|hold|holds|(?:she|he)\s+(?:also\s+)?(?:holds|has)|carry|maintain|keep|got|earned|obtained)\s+(?:(?:my|an?|the|both)\s+)?"
    r"(?:(?:current|valid|active)\s+)?"
    r"|i(?:\s+am|['’]m)\s+(?:also\s+|currently\s+)?(?:certified|licensed|qualified)\s+(?:in|for|on)\s+"
    r"|(?:formerly|previously|also)\s+(?=[a-z]))"
)
THAT = re.compile(r"\s+(?:that|which)(?:\s.*)?$")
"""What is told of a paper, also where the line ends in the word."""
_NAMED = re.compile(r"(?!I\b)[A-Z]")
_CARD = any_case(
    r"\w\s+(?:card|ticket|permit|certificate|certification|cert|licen[sc]e)\b"
    r"(?=\s*(?:$|[(,;]|(?:from|through|with|since|until|till|thru|in|by|for|good|exp)\b|(?:19|20)\d\d))"
)
_NO_PAPER = any_case(
    r"\b(?:business|library|report|credit|debit|bank|gift|green|punch|score|time|membership|parking|speeding|traffic|lottery"
    r"|bus|plane|season|marriage|birth|death|software|dog|fishing|hunting|graphics|video|memory|sim|building)\s+"
    r"(?:card|ticket|permit|certificate|licen[sc]e)|\bcertificates?\s+of\s+(?:appreciation|attendance|participation)"
    r"|\bpermit\s+to\s+work"
)
"""What is called so and says nothing of what somebody can do."""
_ON_ITS_WAY = any_case(
    r"(?::\s|(?<=\s)[-–—]\s|\(|,\s)\s?(?:(?:currently|still|now)\s)?"
    r"(?:in[\s-]progress\b|in\sprocess\b|ongoing\b|not\syet\b|awaiting\b"
    r"|(?:[\w-]+\s){1,3}(?:not\s(?:yet\s)?(?:taken|passed|tested|finished|done|scheduled)|pending)\b)"
)
"""How far a paper came that is not held yet, behind its name."""
_SENTENCE = re.compile(r"(?<=\w{2})\.\s+(?=(?:I|My)\s)|(?<=\))\.\s+(?=(?:I|My)\s)")
_AND = any_case(r"(?:,?\s+and\s+(?:(?:my|an?|the)\s+)?|,\s+(?:(?:my|an?|the)\s+))(?:(?:current|valid|active)\s+)?")
_BOTH = any_case(r",?\s+(?:both|all|each)\s+(?:are\s+)?(?:current|active|valid|up\s+to\s+date)\W*$")
_GIVER = re.compile(r"(?P<body>[A-Z][\w.()&/-]*(?:\s(?:[A-Z][\w.&-]*|\d{1,4}|&|of|for|and|the)){0,7})\s*:\s+(?=\S)")
"""Who gave all that the line lists ("HSPA: CRCST 2018, CIS 2019")."""
_CODES = re.compile(r"(?:[A-Z]{0,2}-?\d{1,2}[A-Za-z]?(?:,\s+|\s+(?:and|&)\s+|\b))+(?:\s*[(,–—-].*)?")
_LEVELLED = re.compile(r"\d|\blevel\b", re.IGNORECASE)
_UNION = 2.5
_SHORT = re.compile(r"(?:[(–—,-]\s*|(?<![A-Z]{4}) )(?P<date>(?P<month>0?[1-9]|1[0-2])/(?P<year>[0-3]\d))\)?\.?$")
"""A month and a year of two digits that a line ends in; "OSHA 10/30" is none."""
_VERSION = re.compile(
    r"\b(?:Word|Excel|Office|Outlook|PowerPoint|Access|Windows|Server|Exchange|SharePoint|AutoCAD)\s$"
)
"""Before a year that says which edition of a program ("Excel 2019")."""


def held(one: Dated) -> Dated:
    """Leave out what a line tells last that is not held yet."""
    said = held_part(one.row.said)
    if said == one.row.said:
        return one
    end = one.row.start + len(said)
    return replace(one, row=replace(one.row, end=end, said=said), dates=tuple(d for d in one.dates if d.at < end))


def standing_apart(one: Dated) -> Dated:
    """Leave out what a line without a date tells behind a paper of how far it came ("LVN license: in progress")."""
    row = one.row
    stands = _ON_ITS_WAY.search(small(row.said)) if not one.dates and one.rest is None else None
    if stands is None or paper_kind(row.said[: stands.start()]) is None or standing(row.said) != "in progress":
        return one
    if ")" in row.said[stands.end() :].rstrip(" .")[:-1]:
        # "Network+, Linux+ (in progress), Server+"
        return one
    said = row.said[: stands.start()].rstrip()
    return replace(one, row=replace(row, end=row.start + len(said), said=said))


def privileges_apart(one: Dated) -> list[Dated]:
    """Part a line that tells of an endorsement, or of another paper, that it ran out ("CDL (hazmat lapsed 2021)")."""
    row = one.row
    found = list(told_apart(row.said)) if one.rest is None else []
    if not found:
        return [one]
    spans = [(0, found[0].before), *((apart.name[0], apart.end) for apart in found if apart.paper)]
    rest = row.said[found[-1].end :]
    if is_paper(rest):
        spans.append((found[-1].end, len(row.said)))
    return [
        replace(
            one,
            row=replace(
                row, start=row.start + start, end=row.start + end, said=row.said[start:end], bullet=start > 0
            ),
            dates=tuple(date for date in one.dates if start <= date.at - row.start < end),
        )
        for start, end in (_closed(row.said, *span) for span in spans)
        if start < end
    ]


def _closed(said: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what closes a part of a line."""
    return start, start + len(said[start:end].rstrip(" ;,)."))


def spoken_apart(one: Dated) -> list[Dated]:
    """Give the sentences of a row that speaks of its writer one by one ("I hold a CDL. I am certified in CPR.")."""
    row = one.row
    marks = [mark.span() for mark in _SENTENCE.finditer(row.said)] if ". " in row.said and one.rest is None else []
    if not marks:
        return [one]
    begins, ends = [0, *(end for _, end in marks)], [*(start for start, _ in marks), len(row.said)]
    return [
        replace(
            one,
            row=replace(row.part(start, end), bullet=True),
            dates=tuple(date for date in one.dates if start <= date.at - row.start < end),
        )
        for start, end in zip(begins, ends, strict=True)
    ]


def answered(one: Dated) -> Dated | None:
    """Give what a form asks for where the answer is yes, nothing where it is no, and other lines as they are."""
    row = one.row
    asked = _ASKED.match(small(row.said)) if "?" in row.said else None
    if asked is None:
        return one
    start, end = asked.span("name")
    ticked = asked["box"] is None or "x" in asked["box"]
    if (asked["answer"][0] == "y") is not ticked or paper_kind(row.said[start:end]) is None:
        return None
    return replace(
        one,
        row=row.part(start, end),
        dates=(),
        rest=None,
    )


def in_own_words(one: Dated) -> list[Dated]:
    """Give the papers of a sentence one by one ("I have my food handlers card and OLCC permit, both current")."""
    row = one.row
    lead = _LEAD.match(small(row.said))
    if lead is None or one.rest is not None:
        return [one]
    stop = _BOTH.search(small(row.said), lead.end())
    end = stop.start() if stop else len(row.said.rstrip(" ."))
    marks = [mark.span() for mark in _AND.finditer(small(row.said), lead.end(), end)]
    begins, ends = [lead.end(), *(mark[1] for mark in marks)], [*(mark[0] for mark in marks), end]
    spans = list(zip(begins, ends, strict=True))
    papers = [span for span in spans if is_paper(row.said[slice(*span)])]
    # what begins in capitals and is none may be who gave the one before
    if not papers or any(_NAMED.match(row.said, start) for start, _ in set(spans) - set(papers)):
        papers = [(lead.end(), end)]
    spans = papers
    last = len(row.said) if stop else end
    return [
        replace(
            one,
            row=replace(row.part(start, to), bullet=True),
            dates=tuple(date for date in one.dates if start <= date.at - row.start < (last if to == end else to)),
        )
        for start, to in spans
        if start < to
    ]


def is_paper(said: str) -> bool:
    """Say whether words name a paper, by what is known or by what they call it ("a rigging card")."""
    if _NO_PAPER.search(small(said)) is not None:
        return False
    return paper_kind(said) is not None or _CARD.search(small(THAT.sub("", said))) is not None


def unlabelled(one: Dated) -> Dated:
    """Step over the name of the section that a line begins with ("Certifications: TIPS | CPR")."""
    row = one.row
    label = LABEL.match(row.said) if ":" in row.said else None
    if label is not None and _TIME.fullmatch(label["label"]):
        return replace(one, row=row.part(label.end()))
    named = section_named(label["label"]) if label is not None else None
    if label is not None and named is None and _heads_papers(label["label"], row.said[label.end() :]):
        return replace(one, row=row.part(label.end()))
    if label is None or named not in (SectionKind.CERTIFICATIONS, SectionKind.LICENCES, SectionKind.COURSES):
        return one
    if not label["label"].endswith("s") and named is SectionKind.LICENCES:
        # "License: Class C"
        return one
    at = row.start + label.end()
    return replace(one, row=replace(row, start=at, said=row.said[label.end() :]))


def _heads_papers(label: str, rest: str) -> bool:
    """Say whether one word stands for the field of the papers behind it ("Teaching: Illinois Educator License")."""
    plain = " " not in label and label[1:].islower() and paper_kind(label) is None and not is_body(label)
    return plain and certificate_kind(rest) is not None and rest[:1].isupper()


def dated_anew(text: str, one: Dated) -> Dated:
    """Find the date of a row that none was found on, where it is short ("CPR/AED – 06/25"); versions are no dates."""
    at = one.row.start
    dates = tuple(
        earned_first(text, date)
        for date in one.dates
        if not (date.single and _VERSION.search(one.row.said[: date.at - at]))
    )
    one = replace(one, dates=dates) if dates != one.dates else one
    short = _SHORT.search(one.row.said) if not one.dates else None
    if short is None:
        return one
    month = f"20{short['year']}-{int(short['month']):02}"
    at, to = (one.row.start + place for place in short.span("date"))
    return replace(one, dates=(DateRange(None, month, False, False, at, to, single=True),))


def given_in_front(text: str, one: Dated) -> tuple[Dated, tuple[int, int] | None]:
    """Step over the body that a line begins with, and give its place."""
    row = one.row
    label = _GIVER.match(text, row.start, row.end) if ":" in row.said else None
    if label is None or any(date.at < label.end() for date in one.dates):
        return one, None
    body = label["body"]
    if _CODES.fullmatch(text, label.end(), row.end):
        # "ASE: A1, A4, A5"
        return one, None
    if not (is_body(body) or re.fullmatch(r"[A-Z]{2,7}", body)) or section_named(body) is not None:
        return one, None
    if " " in body and ACRONYM.fullmatch(body.split()[-1]) and is_known(body.rpartition(" ")[0]):
        # "Microsoft MTA: Networking Fundamentals"
        return one, None
    union = organization_score(body) >= _UNION
    if ("&" in body and not is_board(body)) or (not union and _LEVELLED.search(body)):
        # "Property & Casualty: Nebraska"
        return one, None
    first = min((date.at for date in one.dates), default=row.end)
    if body not in words("certificates", "bodies") and is_body(text[label.end() : first].strip(" ,;(–-")):
        # "CKA: Linux Foundation"
        return one, None
    if (
        paper_kind(body) is not None and body not in words("certificates", "bodies") and not is_board(body)
    ) or only_date_words(text[label.end() : first]):
        # "CDL: Class A", "TWIC: expires 2027"
        return one, None
    rest = replace(row, start=label.end(), said=text[label.end() : row.end])
    return replace(one, row=rest), label.span("body")
