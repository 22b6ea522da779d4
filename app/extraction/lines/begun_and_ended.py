"""Beginnings and ends that forms ask for on lines of their own ("Start Date: 01/2014", "End Date: 12/2016").

The label may be a line of its own above its date.
"""

from dataclasses import replace

from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.lines.rows import Row
from app.extraction.words.small import any_case, small

_BEGINS = any_case(
    r"(?:(?:employment |position |job )?(?:start(?:ed|ing)?|beg[ai]n(?:ning)?|begun|hired?|hiring)(?: date)?"
    r"|date (?:started|hired|begun)|date of hire|(?:dates? )?(?:employed )?from)"
    r"(?:\s?\([a-z/ ]{1,16}\))?(?:\s*[:：]\s*|[ \t]*\n\s*)(?=\S)"
)
_ENDS = any_case(
    r"(?:(?:employment |position |job )?(?:end(?:ed|ing)?|left|termination|separation|finish(?:ed)?)(?: date)?"
    r"|date (?:ended|left|of separation)|last day(?: worked)?|to|until|through)"
    r"(?:\s?\([a-z/ ]{1,16}\))?(?:\s*[:：]\s*|[ \t]*\n\s*)(?=\S)"
)


def _labelled(row: Row) -> bool:
    return ":" in row.said or "\n" in row.said


def labels_alone(first: str, last: str) -> bool:
    """Say whether two lines are nothing but the labels of a beginning and of an end ("Start Date", "End Date")."""
    return all(
        (label := form.match(f"{small(said)}\n.")) is not None and label.end() == len(said) + 1
        for form, said in ((_BEGINS, first), (_ENDS, last))
    )


def ended_below(row: Row, after: Row | None) -> tuple[tuple[DateRange, ...], tuple[int, int]] | None:
    """Read the period whose beginning a row tells, and the next its end, each behind its label.

    Give its date, and where the end is printed; None for any other rows.
    """
    if after is None or not (_labelled(row) and _labelled(after)):
        return None
    begins = _BEGINS.match(small(row.said))
    ends = _ENDS.match(small(after.said)) if begins is not None else None
    if begins is None or ends is None:
        return None
    first, last = row.said[begins.end() :], after.said[ends.end() :]
    found = find_dates(f"{first} to {last}")
    if len(found) != 1 or found[0].single or found[0].to <= len(first):
        return None
    place = (after.start + ends.end(), after.start + ends.end() + found[0].to - len(f"{first} to "))
    return (replace(found[0], at=row.start + begins.end(), to=row.end, also=place),), place
