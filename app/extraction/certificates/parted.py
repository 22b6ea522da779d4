"""Rows in which several certifications stand, to a row for each."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.extraction.lines.dated_rows import Dated
from app.extraction.parts.certificates import is_body, paper_kind
from app.extraction.parts.certificates_around import only_date_words

_ENDS = re.compile(
    r"\s*;\s+|(?:(?<=[a-z]{3})|(?<=\d{4})|(?<=[A-Z]{3})|(?<=\w\))|(?<=lass [A-Z])|(?<=, [A-Z]))"
    r"(?<!\bcert)(?<!\bexp)(?<!\bConn)(?<!\bMass)(?<!\bMich)(?<!\bMinn)(?<!\bWash)(?<!\bAssn)(?<!\bDept)\.\s+(?=[A-Z])"
    r"|(?:(?<=\d)|(?<=\d[A-Z]))\.\s+(?=[A-Z]{2})"
)
_GAP = re.compile(r"\s{4,}|\t+")
_BARS = re.compile(r"\s+[|•·]\s+")
_WHEN = re.compile(
    r"(?:issued|expir\w*|exp|valid|earned|obtained|renew\w*|completed|good|until|since|\W*\d)\b", re.IGNORECASE
)
"""What begins so only says when."""
_FEWEST, _FIELDS = 2, 3


def parted_rows(text: str, dated: Sequence[Dated], listed: Collection[int]) -> Iterator[Dated]:
    """Part rows in which several certifications stand, each with dates of its own ("TIPS, 2020; ServSafe, 2022").

    Rows that begin at one of `listed` are lists, whatever they name.
    """
    parted = many_above = False
    for one in dated:
        row = one.row
        if (parted or many_above) and not row.said[0].islower():
            # what stands below a row of many hangs on none of them, and the rows below it on none of each other
            many_above = many_above or not row.bullet
            one = replace(one, row=replace(row, bullet=True))
        if one.rest is None and (gaps := _papers_beside(text, one)):
            yield from _parts_of(text, one, gaps)
            continue
        barred = [m.span() for m in _BARS.finditer(text, row.start, row.end)] if one.rest is None else []
        if _each_dated(text, one, barred):
            yield from _parts_of(text, one, barred)
            continue
        ended = one.rest is None and (";" in row.said or "." in row.said)
        marks = [m.span() for m in _ENDS.finditer(text, row.start, row.end)] if ended else []
        cuts = [(row.start, row.start), *marks, (row.end, row.end)]
        spans = [(a[1], b[0]) for a, b in pairwise(cuts) if text[a[1] : b[0]].strip()]
        if len(spans) < _FEWEST or (len(spans) <= _FIELDS and _dates_alone(one, spans)):
            parted = False
            yield one
            continue
        named = sum(paper_kind(text[slice(*span)]) is not None for span in spans)
        bodies = any(is_body(text[slice(*span)]) or only_date_words(text[slice(*span)]) for span in spans)
        many = named > 0 or len(spans) > _FEWEST
        listing = many and not bodies and all(";" in text[slice(*mark)] for mark in marks)
        parted = named > 1 or listing or row.start in listed
        if not parted:
            yield one
            continue
        yield from _parts_of(text, one, marks)


def _papers_beside(text: str, one: Dated) -> list[tuple[int, int]]:
    """Give the gaps of a row in which papers stand side by side ("STNA - active      CCHT - NNCC exp 9/2026")."""
    marks = [m.span() for m in _GAP.finditer(text, one.row.start, one.row.end)]
    cuts = [(one.row.start, one.row.start), *marks, (one.row.end, one.row.end)]
    cells = [text[a[1] : b[0]] for a, b in pairwise(cuts)]
    told = all(paper_kind(cell) is not None and not is_body(cell) for cell in cells)
    return marks if marks and told else []


def _dates_alone(one: Dated, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether a date stands alone in the last part: the parts are fields of one ("Safety card; Elm; 2018")."""
    start, end = spans[-1]
    return any(date.at <= start and date.to >= end for date in one.dates)


def _each_dated(text: str, one: Dated, marks: Sequence[tuple[int, int]]) -> bool:
    """Say whether two or more parts between marks have dates of their own ("CPIM (2014) • CSM (2016) • Forklift")."""
    cuts = [(one.row.start, one.row.start), *marks, (one.row.end, one.row.end)]
    dated = [
        (start, end)
        for (_, start), (end, _) in pairwise(cuts)
        if any(start <= date.at < end for date in one.dates) and not _WHEN.match(text, start, end)
    ]
    return len(marks) >= _FEWEST and len(dated) >= _FEWEST


def _parts_of(text: str, one: Dated, marks: Sequence[tuple[int, int]]) -> Iterator[Dated]:
    """Give each part of a row between marks as a row of its own, with its dates."""
    cuts = [(one.row.start, one.row.start), *marks, (one.row.end, one.row.end)]
    for (_, start), (end, _) in pairwise(cuts):
        if text[start:end].strip():
            part = replace(one.row, start=start, end=end, said=text[start:end], bullet=True)
            yield replace(one, row=part, dates=tuple(d for d in one.dates if start <= d.at < end))
