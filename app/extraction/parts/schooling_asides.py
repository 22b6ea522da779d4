"""What stands beside the names of schools, degrees and studies, and is none of them: how long, how well, how far."""

import re
from collections.abc import Mapping

from app.extraction.parts.standing import apart, beside
from app.extraction.words.small import any_case

ASIDE = any_case(
    r"(?:\d+ of \d+\b|\d[\d,.]*\+?\s*(?:(?:clock|contact|class|credit|semester|quarter)\s+)?"
    r"(?:hours?|hrs?|credits?|units?|semesters?|years?|months?|weeks?|days?)\b"
    r"(?!.*\b(?:course|program(?:me)?|training|class|academy|diploma|certificate)\b)|class of\b"
    r"|eqf level \d|(?:(?:first|second|third) class|upper second|lower second|2[:.][12])\b(?!.*\b(?:in|of)\b)"
    r"|c\.?g\.?p\.?a\b|(?:mean|final|overall|aggregate)\s+(?:grade|score|mark)|\d{2,4}\s+(?:marks|points)$"
    r"|(?:with )?(?:distinction|merit|pass)$|grad(?:uated)?\.?$"
    r"|(?:was )?valedictorian|no (?:degree|diploma)|without"
    r"|\(?unfinished|did not|not completed|in progress|ongoing|minor\b|gpa\b"
    r"|honou?rs\b(?! (?:[bm]\b|bachelor|master|degree|diploma))|with hono"
    r"|(?:summa |magna )?cum laude"
    r"|(?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|final)[ -]year(?: of \w+| student)?$"
    r"|(?:one|two|three) years?\b|some (?:classes|credits)"
    r"|(?:terminad|titulad|egresad|concluid|trunc)[ao]$|\d+ (?:classes|courses|credits) left"
    r"|(?:all )?\d+ (?:tests?|exams?|subjects)\b"
    r"|(?:thesis|dissertation|capstone)\b|dropped out|still going"
    r"|level \d(?=\s*(?:$|[,;:()|–—-]|in\b|\d))|evaluated by|first part|graduate$"
    r"|(?:national |state )?ffa\b|(?:american|state|chapter|greenhand) (?:ffa )?degree\b(?! (?:in|of)\b)|4-h\b"
    r"|completed\b|finished\b|attended\b|transfer(?:red|able)? credits?$"
    r"|(?:average|score|percentage|marks)\s*[:\d]|(?:with\s+)?[\d.]+\s?%|[A-Z]{1,3}-\d{3,}(?:-\d+)+$"
    r"|[a-z]{2,8} evaluated\b|(?:\w+ )?registered$"
    r"|(?:[a-z]{2,5}[- ])?(?:approved|accredited)\b|advanced standing$|(?:completed )?\d{1,2}th grade|non-?credit"
    r"|\d[\d.]*[ -](?:day|week|hour|hr|month|year)s?[ -](?:course|class|workshop|seminar|training|program(?:me)?)$)"
)
UNDER_WAY = any_case(
    r"[\s,(;–—-]*\b(?:in[ -]progress|ongoing|currently enrolled|(?:still )?(?:attending|studying)|to present)\b.*$"
)
EVALUATED = re.compile(
    r"\s*\((?:(?:first|second|third) class|upper second|lower second|evaluated"
    r"|equivalent|equal|recogni[sz]ed|assessed|no degree|incomplete|unfinished"
    r"|not (?:completed|finished)|did not|didn['’]t|withdrew|left|transferred|dropped|freshman|sophomore"
    r"|junior|senior"
    r"|in progress|ongoing|on hold|paused|current(?:ly)?|expected|g\.?p\.?a)\b[^()]*\)$"
    r"|\s+with\s+(?:an?\s+)?\d[\d.]*\s?(?:%|c\.?g\.?p\.?a|g\.?p\.?a|percent|marks)?(?:\s+in)?$"
    r"|\s+(?:(?:passed|completed|finished)(?: out)?(?:\s+(?:in|on|during))?|in(?:\s+the)?(?:\s+year)?(?:\s+of)?)$"
    r"|\s+graduated(?:\s+with\s+\w+)?$"
    r"|\s+after\s+(?:\w+\s+){1,3}(?:years?|semesters?|terms?|months?)$",
    re.IGNORECASE,
)
"""What a foreign degree counts as, that there is none, the share of marks ("with 88% in", before the year)."""
MAY_END = re.compile(
    r"\(| with | (?i:passed|completed|finished|in|on|during|years?|semesters?|terms?|months?|of|out)$"
)
ABOUT_SCHOOL = re.compile(
    r"\s*\((?:graduated?[^()]*|online|on campus|part[- ]time|full[- ]time|evenings?|nights?"
    r"|closed[^()]*|now [^()]*)\)$",
    re.I,
)
SCHOOL_TOWN = re.compile(r"\s*\((?P<place>[A-Z][\w.'’-]+(?:[ ,]+[A-Z][\w.'’-]*){0,3})\)$")
"""In brackets behind a school's name: how it was attended, or where it is."""
TOWN_BEHIND = re.compile(
    r"(?P<school>.{2,60}\b(?:School|HS|High|Academy))"
    r" (?P<place>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?,? (?P<code>[A-Z]{2}))"
)
"""A school with its town behind it that no mark parts ("McNary High School Keizer OR")."""
LENGTH = re.compile(
    r"\s*\((?:[\d,.]+\+?\s*(?:of\s+\d+\s+)?(?:clock\s+)?(?:hours?|hrs?|credits?|units?|weeks?|months?|years?|yrs?)\.?[^()]*)\)?$",
    re.IGNORECASE,
)
BESIDE = any_case(
    r"^(?:in progress|passed(?=\s)|attended(?: at)?(?=\s+\w+\s+\w)|completed|graduated(?:\s+as)?"
    r"|candidate|graduation|awarded"
    r"|(?:currently )?(?:enrolled(?: (?:in|at))?|pursuing|working (?:towards?|on)(?: (?:my|an?)(?= ))?"
    r"|attending(?: at)?|seeking|studying for)|graduate of"
    r"|(?:earned|obtained|received|completed|taken|done)\s+(?:at|from|through)(?:\s+the)?"
    r"|left(?=\s+\w+\s+\w)|(?:i\s+)?(?:got|earned|received|have)\s+(?:my|an?|the)"
    r"|with an?(?=\s+(?:diploma|degree|certificate)\b))\b[:\s]*"
)
HONOURED = re.compile(
    r"\s+(?:degree|with (?:high(?:est)? )?(?:hono|distinction|merit)\w*|candidate|(?:summa|magna )?cum laude)$",
    re.IGNORECASE,
)
"""Behind a degree: how well somebody did, or that it is not there yet."""


_AMOUNT_BEHIND = re.compile(
    r"[\s,(]+\d[\d.,]*\+?\s*(?:yrs?|years?|semesters?|terms?|quarters?|credits?|units?|hours|hrs|months|weeks)\.?\)?$",
    re.IGNORECASE,
)
"""How long somebody was at a school, behind its name ("Elm Business College 1 yr")."""
_ENROLLED = re.compile(
    r"(?:dual[- ](?:enroll\w+|credit)|transfer credits?)\s+(?:(?:at|with|through|from)\s+)?(?=[A-Z])", re.IGNORECASE
)
"""In what way somebody was at a school, before its name."""
_NO_PLACE = re.compile(r"did\b|didn['’]t|not\b|never\b|no\b|left\b|dropped\b|graduated\b", re.IGNORECASE)


def bare(text: str, spans: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Give the pieces of an entry with its school alone, and without words that tell how schooling ended."""
    own = dict(spans)
    for name in ("degree", "topic", "school", "location"):
        if name not in own:
            continue
        (start, end), (first, last) = own[name], apart(text[slice(*own[name])])
        if last - first == end - start:
            continue
        named = (start + first, start + last)
        for said in beside(text, (start, end), named):
            own.setdefault("standing", said)
        own[name] = named
        if first == last:
            del own[name]
    if "school" in own:
        start, end = own["school"]
        amount, way = _AMOUNT_BEHIND.search(text, start, end), _ENROLLED.match(text, start, end)
        end = amount.start() if amount is not None and amount.start() > start else end
        own["school"] = (way.end() if way is not None else start, end)
    if "location" in own and _NO_PLACE.match(text, *own["location"]):
        del own["location"]
    return own
