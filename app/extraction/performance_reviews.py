"""Reviews of somebody's work by who employs them: the job that the head of the form tells, and no ratings."""

import re
from collections.abc import Iterator, Sequence

from app.documents.model import Document
from app.documents.spans import Span
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.words.scores import organization_score, title_score
from app.extraction.words.small import small

_HEAD = 600
"""Characters in which the form says what it is, and of whose job."""
_SIGNS = ("review", "evaluation", "appraisal", "check-in")
_NAMED = re.compile(
    r"^\W*(?:[\w.-]+ ){0,3}(?:performance|employee|staff|probation(?:ary)?|annual|mid-?year|year-end)"
    r"(?: (?:performance|job|work|employee|staff))? (?:review|evaluation|appraisal|assessment|check-in)\b",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(
    r"(?:^|(?<=\s\s)|(?<=\t)|(?<=[a-z] ))"
    r"(?:(?P<title>(?:current )?(?:job title|position(?: title)?|title|role|classification))"
    r"|(?P<start>hire date|date (?:hired|of hire|of joining)|start date|hired|employed since)"
    r"|(?P<employer>company|employer|organi[sz]ation|agency))[ \t]*:[ \t]*"
    r"(?P<said>\S(?:(?! {2,}|\t|\n| [A-Z]\w+(?: \w+)?:).)*)",
    re.IGNORECASE | re.MULTILINE,
)
_BEFORE = re.compile(r"\b(?:previous|prior|former) (?:position|title|role|job)\b", re.IGNORECASE)
_RATED = re.compile(
    r"(?:\d{1,2}[.)]\s*)?[A-Z][\w &/,'’-]{2,40}?(?:\s+[-–—:]\s+|\s{2,}|\t+|:\s*)"
    r"(?:\d(?:\.\d)?(?:\s?/\s?\d{1,2})?|outstanding|excell\w+|exceed\w*|meets?|met|satisfactory|good|fair|poor|below|above|needs"
    r"|proficient|developing|effective|unsatisfactory|commendable)(?:\s+(?:\w+\s?){1,3})?\W*",
    re.IGNORECASE,
)
"""What is rated, and how."""
_RATER = re.compile(
    r"(?:evaluator|evaluated by|manager|supervisor|reviewer|reviewed by|rater|rated by|appraiser"
    r"|division|department|unit|location)\b[^:]{0,20}:"
    r"|(?:(?:review|rating|evaluation|appraisal) period|period (?:covered|of review))\b"
    r"|(?:H[12]|Q[1-4]) (?:19|20)\d\d$",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"(?:City|Town|County|Village|Borough|State) of [A-Z]")
_WEAK = 1.0


def is_performance_review(text: str) -> bool:
    """Say whether a document is a review of somebody's work."""
    head = small(text[:_HEAD])
    return any(sign in head for sign in _SIGNS) and _NAMED.search(text, 0, _HEAD) is not None


def without_ratings(rows: Sequence[Row]) -> list[Row]:
    """Leave out the lines that name what is rated, and how, who rated it, and for when."""
    return [row for row in rows if not (_RATED.fullmatch(row.said) or _RATER.match(row.said))]


def reviewed_job(document: Document) -> Iterator[Entry]:
    """Read the job that is reviewed: it began when its holder was hired, unless it is a later one.

    A review is of its day, and no word that the job still goes on.
    """
    text = document.text
    found: dict[str, Span] = {}
    for field in _FIELD.finditer(text, 0, _HEAD):
        found.setdefault(
            str(next(name for name in ("title", "start", "employer") if field[name])), field.span("said")
        )
    if "title" not in found:
        return
    title = " ".join(text[slice(*found["title"])].split())
    began = find_dates(text[slice(*found["start"])]) if "start" in found else ()
    if title_score(title) < _WEAK and not began:
        return
    first = document.lines[0]
    named = text[first.start : first.end]
    if "employer" not in found and (organization_score(named) >= _WEAK or _PUBLIC.match(named)):
        found["employer"] = (first.start, first.end)
    start = began[0].start or began[0].end if began and _BEFORE.search(text) is None else None
    spans = [found["title"], *([found["employer"]] if "employer" in found else [])]
    spans += [found["start"]] if start is not None else []
    yield Entry(
        id="",
        kind=EntryKind.EMPLOYMENT,
        title=title,
        organization=" ".join(text[slice(*found["employer"])].split()) if "employer" in found else None,
        start=start,
        end=None,
        evidence=tuple(document.evidence(*span) for span in sorted(spans)),
    )
