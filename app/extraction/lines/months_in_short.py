"""Months with years of two figures, where two make a period ("Feb 18 to Aug 21"): elsewhere these are days."""

_YEAR = r"[0-289]\d"


def months_in_short(names: str, year: str, present: str) -> str:
    """Give the forms of the two ends of such a period, as part of a pattern; each is told by the other beside it.

    `names`, `year`, `present`: patterns of months, of years in four figures, and of what says that a period goes on.
    """
    month = rf"(?:{names})\b\.?[ ]{_YEAR}(?!\d|,?[ ]?{year})"
    to = r"[ ]?(?:[-–—]|to|thru)[ ]?"
    return (
        rf"(?P<monfrom>{month}(?={to}(?:{month}|(?:{present})\b)))"
        rf"|(?P<monuntil>(?:(?<=[-–—])|(?<=[-–—][ ])|(?<=\b(?:to|ru)[ ])){month})"
    )
