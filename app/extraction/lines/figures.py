"""Figures of dates to years and days."""

from calendar import monthrange


def full_year(text: str) -> int:
    """Give the year of its last two figures."""
    return int(text) + (2000 if int(text) < 50 else 1900)


def day_of(year: int, month: int, day: int) -> str:
    """Give a day; its month alone where that has no such day (forms that want one get 00 when nobody knows it)."""
    known = 1 <= day <= monthrange(year, month)[1]
    return f"{year}-{month:02}-{day:02}" if known else f"{year}-{month:02}"
