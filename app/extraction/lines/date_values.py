"""Printed points in time to the dates that they mean, at their printed precision."""

import re
from calendar import monthrange

_MONTHS = (
    "january jan janvier janv enero ene januar",
    "february feb febr february février fevrier febrero februar",
    "march mar mars marzo märz maerz",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juin junio juni",
    "july jul juillet juil julio juli",
    "august aug août aout agosto ago",
    "september sept sep septembre septiembre",
    "october oct octobre octubre oktober okt",
    "november nov novembre noviembre",
    "december dec décembre decembre diciembre dic dezember dez",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_LONGEST_FIRST = sorted(_MONTH, key=len, reverse=True)
MONTH_NAMES = "|".join(
    f"{first}(?:{'|'.join(name[1:] for name in _LONGEST_FIRST if name[0] == first)})"
    for first in sorted({name[0] for name in _MONTH})
)
_MONTH_NAME, _NUMBER = re.compile(MONTH_NAMES), re.compile(r"\d+")


def _two(text: str) -> int:
    return int(text) + (2000 if int(text) < 50 else 1900)


def _month(text: str) -> int:
    return _MONTH[found.group()] if (found := _MONTH_NAME.search(text)) else 1


def _day(year: int, month: int, day: int) -> str:
    """Give a day; its month alone where that has no such day (forms that want one get 00 when nobody knows it)."""
    known = 1 <= day <= monthrange(year, month)[1]
    return f"{year}-{month:02}-{day:02}" if known else f"{year}-{month:02}"


def value(form: str, text: str) -> str | None:
    """Give the date that words of a form mean; None for "present". A month without a year begins with four dashes."""
    numbers = [int(n) for n in _NUMBER.findall(text)]
    match form:
        case "present":
            return None
        case "iso" | "cjk":
            month = numbers[1] if len(numbers) > 1 else _month(text)
            one = _day(numbers[0], month, numbers[2] if len(numbers) > 2 else 0)
        case "dmy" | "dshort":
            first, second, year = numbers
            year = _two(f"{year:02}") if form == "dshort" else year
            # with dots the day comes first; else the month, as in the United States, unless it cannot be one
            month, day_ = (second, first) if "." in text or first > 12 else (first, second)
            one = _day(year, month, day_) if 1 <= month <= 12 and day_ <= 31 else str(year)
        case "my":
            one = f"{numbers[1]}-{numbers[0]:02}"
        case "mshort":
            one = f"{_two(f'{numbers[1]:02}')}-{numbers[0]:02}"
        case "quarter" | "season" | "year":
            # a season or quarter is less exact than any month: only its year is certain
            one = str(numbers[-1])
        case "mdy" | "dmony":
            day_, year = numbers
            one = _day(year, _month(text), day_)
        case "mony":
            one = f"{numbers[-1]}-{_month(text):02}"
        case "monshort" | "monfrom" | "monuntil":
            one = f"{_two(text[-2:])}-{_month(text):02}"
        case "mon":
            one = f"----{_month(text):02}"
        case _:
            one = str(_two(text[-2:]))
    return one
