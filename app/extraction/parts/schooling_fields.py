"""Labels of the fields of schooling in forms ("School:", "Field of study:") to what the words behind them tell."""

import re
from collections.abc import Iterator

from app.extraction.parts.pieces import Piece
from app.extraction.parts.schooling import tell
from app.extraction.parts.schooling_whole import Told
from app.extraction.words.small import any_case, has_gap, small

_FIELD_LABEL = any_case(
    r"(?:(?P<school>(?:name of |issuing |awarding )?(?:school|institution"
    r"|(?:school|college|university|institute|institution)(?: ?/ ?| or )(?:school|college|university|institute)"
    r"|college|university|institute|provider"
    r"|(?:high|secondary|graduate|technical|trade|vocational|business) school)(?: name)?|name"
    r"|name and type of organi[sz]ation(?: providing (?:the )?education(?: and training)?)?)"
    r"|(?P<degree>degree(?: earned| title| obtained)?|qualification(?: obtained)?|award"
    r"|title(?: of (?:the )?qualification(?: awarded)?)?"
    r"|(?:degree|certificate)(?: (?:or|and)|,? ?/) ?(?:diploma|certificate|degree)|diploma(?: or degree)?"
    r"|(?:highest )?(?:level|grade)(?: of education)?(?: completed| attained| passed))"
    r"|(?P<course>course(?: title)?|program(?:me)?)"
    r"|(?P<field>(?:field|course)(?: of study)?|major|subjects?|speciali[sz]ation|area of study|studied|focus"
    r"|trade|craft|vocation)"
    r"|(?P<location>place|location|city|where|town)"
    r"|(?P<dates>(?:completion )?dates?(?: completed)?|period|when"
    r"|finished|completed|graduated|graduation(?: date)?|years?(?: attended)?|attended"
    r"|ended|from)"
    r"|(?P<aside>principal (?:subjects|studies)\b[\w /]{0,40}?|level in (?:the )?national classification))"
    r"(?:\s?\((?:from|if)[a-z –-]{1,16}\))?(?:\s*[:：]\s+|\t+|\s{2,})(?=\S)"
)
_NOTHING = any_case(r"(?:none|n/?a|nil|no|-+)\b\W*")
_NO_DEGREE = any_case(r"(?:none|n/?a|no|some|not)\b|\d{1,2}(?:st|nd|rd|th)?(?: grade| years?)?\W*$")
"""What stands where a form asks for a degree that nobody has ("Some college, no degree", "11th grade")."""
_NO_NAMES = ("dates", "aside")
"""Kinds of labels behind which neither school nor degree stands."""
_MINOR = re.compile(r"[\s,;]+minors?\s*:", re.IGNORECASE)


def labelled(said: str) -> tuple[str, int] | None:
    """Give what a line with the label of a field tells ("School:", "Field of study"), and where its words begin."""
    told = ":" in said or "：" in said or has_gap(said)  # one of them stands behind a label
    label = _FIELD_LABEL.match(small(said)) if told else None
    return (str(label.lastgroup), label.end()) if label is not None else None


def tells_nothing(said: str) -> bool:
    """Say whether a form was left without an answer ("College: none")."""
    return _NOTHING.fullmatch(small(said)) is not None


def tell_labelled(text: str, kind: str, start: int, end: int) -> Iterator[Told]:
    """Say what the words behind a label are."""
    said = text[start:end]
    if tells_nothing(said) or (kind == "degree" and _NO_DEGREE.match(small(said))):
        return
    if kind in ("degree", "course"):
        told = list(tell(text, Piece(start, end, said, 0)))
        if told and told[0].kind == "degree" and told[0].start == start:
            yield from told
            return
        comma = said.find(", ")
        end = start + comma if comma > 0 else end
        kind = "topic" if kind == "course" else kind
    if kind == "field" and (minor := _MINOR.search(said)) is not None:
        end = start + minor.start()
    if kind not in _NO_NAMES:
        yield Told(kind, start, end)
