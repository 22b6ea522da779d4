"""Lines among certifications that are none: awards, memberships, what is applied for, names of other lists."""

import re

from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.parts.certificates import paper_kind
from app.extraction.parts.held import PENDING
from app.extraction.parts.labels import LABEL
from app.extraction.words.small import any_case, small
from app.extraction.words.societies import names_society

_HEADING = any_case(
    r"(?:[\w'’&]+ ){1,3}(?:licen[sc]es|certifications|certificates|credentials|permits|endorsements)\W*"
)
"""What lists papers and names none."""
_MEMBER = any_case(
    r"(?:[^,]*,\s+)?(?:active |professional |student |lifetime )?member\b(?!.*\b(?:certifi|card))"
    r"|(?:board|committee|chapter|executive|founding) member\b|(?:.* )?volunteer(?:ing)?(?:\W|$)(?!.*\bcertif)"
    r"|[^,]*\bmember(?:ship)?\W*(?:\(?since\b|\(?\d|$)"
)
_CLEARED = any_case(
    r"^(?!.*\blevel\b).*\bawards?(?:\W+(?:\w+\W+)?(?:19|20)\d\d\W*)?$|\b(?:top )?secret\b|\bTS/SCI\b|^public trust\b"
    r"|\b(?:\w+ of the (?:week|month|quarter|season|year)|dean['’]?s list|honou?rs? roll|perfect attendance"
    r"|scholarship|certificates? of (?:appreciation|recognition))\b"
)
"""What a person may see, or was honoured with, is no certification."""
_MEASURE = any_case(
    r"\W*(?:(?:valid|current|u\.?s\.?|schengen|multiple[- ]entry)\s+)*(?:passport\b(?!.*\bcard)|visas?\b)"
    r"|\W*n-?95 (?:mask )?fit"
    r"|\W*(?:fully )?(?:(?:covid(?:-19)?|flu|hep(?:atitis)? ?b|tdap|mmr|tb)\b[\s,&+/]*(?:and\s+)?)+"
    r"(?:vaccin|shots?\b|booster|test(?:ed)?\b|negative)"
    r"|\W*(?:fully )?vaccinated\b|\W*finger ?printed\b|\W*(?:clean )?drug (?:screen|test)"
)
"""What somebody was tested for or travels with."""
_LISTED = re.compile(r";\s+(?=\S)")
_OWN = (SectionKind.CERTIFICATIONS, SectionKind.LICENCES, SectionKind.COURSES, SectionKind.EDUCATION)


def tells_other(said: str) -> bool:
    """A line with a label of another section ("Interests: climbing"), or of what is not held yet."""
    folded = small(said)
    if PENDING.search(folded) or _MEMBER.match(folded) or _CLEARED.search(folded) or _MEASURE.match(folded):
        return True
    if _HEADING.fullmatch(folded) or (names_society(folded) and paper_kind(said) is None):
        return True
    label = LABEL.match(said) if ":" in said else None
    named = section_named(label.group("label")) if label else None
    return named is not None and named not in _OWN


def all_other(said: str) -> bool:
    """Say so of all that a line lists between semicolons."""
    return all(map(tells_other, _LISTED.split(said)))


def names_list(said: str) -> bool:
    """Say whether the words are what a list of papers is called ("CERTIFICATIONS | ServSafe")."""
    return said.endswith(("s", "S")) and section_named(said) in (SectionKind.CERTIFICATIONS, SectionKind.LICENCES)
