"""Labels of the fields of a job ("Employer:", "Position:", "When:") to what each stands for."""

import re
from collections.abc import Iterable, Iterator

from app.documents.spans import Span
from app.extraction.words.scores import organization_score, title_score
from app.extraction.words.small import any_case, has_gap, small

LABEL = re.compile(r"(?P<label>[^\W\d_][\w &/]{2,30}?)\s*:\s+(?=\S)")
"""Any label in front of what it names ("Certifications: TIPS")."""
_LEAD = re.compile(r"(?P<label>[A-Z][\w'’]+(?: [a-z]\w+){0,3}):\s+(?=[A-Z])")
_TITLED, _SOMEHOW = 1.5, 0.5
_BOUNDS = (
    r"(?:(?:employment |position |job )?(?:start(?:ed|ing)?|end(?:ed|ing)?|hired?|termination|separation) date"
    r"|start(?:ed)?|ended|hired|date (?:started|ended|hired|left)|date of (?:hire|separation)|last day(?: worked)?)"
)
"""Labels of the beginning and of the end of a job."""
_NAMED_FIELD = any_case(
    r"(?:(?P<title>(?:(?:your|my) )?(?:job(?: titles?)?|titles?)|what|positions?(?: held)?|roles?"
    r"|designation|occupation(?: title| or position held)?|worked as|(?:post|job)(?: (?:title|held))|post"
    r"|rank(?: (?:title|held|at discharge))?"
    r"|(?:official|duty|exact) title(?: of (?:your |the )?(?:job|position))?|position title|titles? held|function)"
    r"|(?P<employer>(?:(?:(?:present|current)(?: or (?:last|most recent))?|most recent|last|next previous"
    r"|previous|former|next|past|first|second|third) )?employer"
    r"(?: (?:before that|\d))?|client|customer|company(?: name)?|organi[sz]ation|firm|ranch|farm|business|shop"
    r"|worked (?:at|for)|name (?:and address )?of (?:the )?(?:employer|company|organi[sz]ation|firm)"
    r"|employer(?:['’]s)? name"
    r"|branch(?: of service)?|service branch|company ?/ ?organi[sz]ation|place of (?:work|employment)|workplace"
    r"|assigned to|(?:(?:staffing|temp(?:orary)?|employment) )?agency)"
    r"|(?P<place>place|location|where|city|address)"
    r"|(?P<dates>when|(?:inclusive )?dates?(?: (?:of employment|of service|employed|worked|held))?"
    r"|length of (?:service|employment)|duration|period|years|tenure|since|from(?:\s?[-–/]\s?to)?|time"
    rf"|{_BOUNDS}|hours(?: per week)?|salary)"
    r"|(?P<aside>(?:immediate )?supervisor|boss|report(?:s|ed)? to|reason for leaving"
    r"|(?:starting |ending )?(?:pay|wages?)|phone|telephone|sector|industry|type of business(?: or sector)?"
    r"|(?:project )?environment|team size|technolog(?:y|ies)(?: used)?|tools(?: used)?|platform|domain"
    r"|project(?: name| title)?|department|module))"
    r"(?:\s?\([a-z/ –-]{1,16}\))?(?:\s*[:：]\s+|\t+|\s{2,}(?!\s*[－–—-]\s))",
)
LABEL_ALONE = any_case(
    r"(?:when|(?:inclusive )?dates?(?: (?:of employment|of service|employed|worked|held))?"
    r"|length of (?:service|employment)|duration"
    rf"|period|(?:school |academic )?years|tenure|since|from\s?[-–/]\s?to|time|{_BOUNDS})"
    r"\b(?:\s?\([a-z/ –-]{1,16}\))?[\s:]*",
)
"""In small letters, the label of a date with nothing behind it."""


def field_label(said: str) -> re.Match[str] | None:
    """Match the label that a line begins with; `lastgroup` is what it stands for. Its words are in small letters."""
    told = ":" in said or "：" in said or has_gap(said)  # one of them stands behind a label
    return _NAMED_FIELD.match(small(said)) if told else None


def named_field(said: str) -> str | None:
    """Give what the label that a line begins with stands for ("title" for "Position:"), or None."""
    label = field_label(said)
    return str(label.lastgroup) if label is not None else None


def names_field(said: str) -> bool:
    """Say whether a line begins with the label of a field ("Employer:", "When:")."""
    return named_field(said) is not None


def led_by_label(said: str) -> int:
    """Give where a title begins behind words and a colon that name nobody ("Winter hangar: Welder, Oak Repair")."""
    lead = _LEAD.match(said) if ":" in said and "," in said else None
    if lead is None or max(title_score(lead["label"]), organization_score(lead["label"])) >= _SOMEHOW:
        return 0
    title, comma, _ = said[lead.end() :].partition(",")
    return lead.end() if comma and title_score(title) >= _TITLED else 0


def with_label(said: str, start: int, cuts: Iterable[Span]) -> Iterator[Span]:
    """Keep a label and what stands behind it together, whatever room is before its words ("Firm   : Elm Co")."""
    label = field_label(said)
    colon = start + said.find(":")
    spaced = label is not None and ("  :" in said[: colon - start + 1] or ":" not in label.group())
    reach = start + label.end() if label is not None and ":" not in label.group() else colon + 1
    for first, last in cuts:
        if spaced and last < reach:
            continue
        yield (start if spaced and first <= reach else first), last
        spaced = spaced and first > reach
