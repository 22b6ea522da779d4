"""Advertisements of jobs: told apart from records of a person, and the parts of them that ask for no skill."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from app.documents.model import Document
from app.documents.spans import Span, Spans
from app.extraction.claims import Sighting
from app.extraction.headings.listings import label_of, labelled_items
from app.extraction.headings.openings import section_named
from app.extraction.headings.sections import sections
from app.extraction.lines.dates import find_dates
from app.extraction.lines.pictures import without_pictures
from app.extraction.lines.rows import Row
from app.extraction.lines.rows import rows as rows_of
from app.extraction.model import Basis
from app.extraction.named_skills import Reading, labelled_lists, listed_skills, stated_in
from app.extraction.skills.decide import Decision
from app.extraction.skills.duties import shown
from app.extraction.skills.language import stretches
from app.extraction.skills.lists import Known
from app.extraction.skills.trimming import joined
from app.extraction.skills.verbs import form, is_verb
from app.extraction.skills.weigh import stands, sure_of_duties, weigh
from app.extraction.words.lexicon import table, words
from app.extraction.words.small import any_case, small
from app.taxonomy.index import Frameworks

_LONGEST = 40_000
"""Characters of a text; nobody advertises at greater length."""
_YOU = any_case(r"\b(?:you|your|candidates?|applicants?|post-?holder)\b")
_I = any_case(r"\b(?:i|my|me|i'm|i’m)\b")
_FEWEST, _OFTEN, _KINDS, _HEADING_WORDS, _PERIODS = 3, 5, 4, 8, 2
_ASKS = any_case(
    r"\b(?:(?:should|must|will(?: also)?|to) have|experience (?:of|in|with)|knowledge|skills|ability|able to"
    r"|understanding|familiar\w*|proficien\w+)\b"
)
"""A sentence with one of these asks for something, whatever else it says."""
_SENTENCE = re.compile(r"(?<=[a-z0-9)%][.!?])\s+(?=[\"'“(]?[A-Z0-9])|\n(?=\s*[A-Z\d(•*-])|\n\s*\n")
# no word of a name is longer: a line without blanks may begin one at every mark
_NAME = (
    r"\.?(?=[^\s,;/()]{0,40}[A-Z])[\w+#&.'’-]{0,40}[\w+#]"
    r"(?:[ ](?=[^\s,;/()]{0,40}[A-Z\d])[\w+#&.'’-]{0,40}[\w+#]){0,3}"
)
_PARTING = re.compile(r"\s*[,;/()]\s*(?:(?:and|or)\s+)?|\s+(?:and/or|and|or|&)\s+|\s*:\s+|\s[–—-]\s")
_LAST, _FIRST = re.compile(rf"(?<![\w-])(?P<name>{_NAME})\Z"), re.compile(rf"\s*(?P<name>{_NAME})(?![\w-])")
_SURE, _LIKELY, _TOP = 0.85, 0.65, 3
_LISTED, _PAIR, _ITEM_WORDS = 3, 2, 10
_NUMBER = re.compile(r"\d{1,2}[.)]\s+(?=[A-Z])")
"""Before one of several duties."""
_WILL = re.compile(
    r"(?:\b(?:[Yy]ou|who|[Cc]andidate|[Hh]ire|[Aa]pplicant|[Pp]erson|incumbent|holder|[A-Z]\w+) will(?: also)?"
    r"|\b[Yy]ou['’]ll(?: also)?|\b(?:[Mm]ust be )?(?:able|[Aa]bility) to)\s+(?=[a-z]{2})(?!be\b|have\b|need\b)"
)
"""Before what somebody will do."""
_DEGREE = re.compile(
    r"\b(?:(?:Associate|Bachelor|Master|Doctor)(?:['’]?s|ate)? degree"
    r"|(?:B\.?S|B\.?A|M\.?S|M\.?A|Ph\.?D|BSc|MSc|AAS)\.?(?=[ /]+(?:in|or|degree|BA|MS)\b)"
    r"|[Dd]egree (?=in\b)|[Hh]igh [Ss]chool (?:diploma|graduate))"
    r"(?:(?:/[A-Z.]+)? (?:in|of) "
    r"(?:(?! (?:(?:and|with) (?:\d|one|two|three|four|five|experience)|or equivalent|plus|preferred|required))"
    r"[^\n.;:()]){1,100})?"
)
"""A degree and what it is in."""


@cache
def _signs() -> dict[str, re.Pattern[str]]:
    kinds = table("advertisements")["signs"]
    return {
        kind: any_case(rf"(?<!\w)(?:{'|'.join(re.escape(sign) for sign in told)})(?!\w)")
        for kind, told in kinds.items()
    }


@cache
def _headings() -> re.Pattern[str]:
    heads = "|".join(re.escape(head) for head in sorted(words("advertisements", "posted"), key=len, reverse=True))
    return re.compile(rf"^[ \t#*•-]{{0,6}}(?P<heading>{heads})\*{{0,2}}[ \t]*(?::|\*|$)", re.MULTILINE)


@cache
def _offers() -> re.Pattern[str]:
    return any_case("|".join(f"(?:{pattern})" for pattern in table("advertisements")["offers"]["words"]))


def is_advertisement(text: str) -> bool:
    """Say whether a text has the words of one that asks for somebody to do a job.

    It speaks to "you" or of applicants, has most kinds of phrases that such texts have, hardly says "I", and has no
    two periods of time. Two headings that only postings have are a kind, and speak for "you", or for themselves
    beside a promise to be fair; so is "you" that is said often, and never "I". What a recruiter did has such words as
    well: who reads it looks for entries before this counts.
    """
    if len(text) > _LONGEST:
        return False
    said = small(text).replace("’", "'")
    asked = sum(1 for _ in _YOU.finditer(said))
    oneself = sum(1 for _ in _I.finditer(said))
    kinds = sum(sign.search(said) is not None for sign in _signs().values()) + (asked >= _OFTEN and oneself == 0)
    if kinds + 1 < _KINDS or _FEWEST * oneself > max(asked, _FEWEST):
        return False
    headed = len({mark["heading"] for mark in _headings().finditer(said)}) >= _PAIR
    kinds += headed
    plain = headed and _signs()["fairness"].search(said) is not None
    few = kinds == _KINDS and asked < _FEWEST and not plain
    if kinds < _KINDS or few or not (asked or headed or kinds > _KINDS):
        return False
    dates = (date for line in text.splitlines() for date in find_dates(line))
    return sum(date.current or bool(date.start and date.end) for date in dates) < _PERIODS


def offered(text: str, rows: Sequence[Row]) -> Iterator[Span]:
    """Give the places where an advertisement says what is given, who gives it, and how to apply."""
    yield from ((row.start, row.end) for row in rows[:_TOP] if row.words <= _HEADING_WORDS and not row.bullet)
    giving, duties = False, {row.start for row in rows if row.bullet and _is_duty(row)}
    for n, row in enumerate(rows):
        kind = _heading(row)
        if kind is None and giving and n + 1 < len(rows) and _heads(rows[n - 1], row, rows[n + 1]):
            kind = False
        giving = giving if kind is None else kind
        if giving:
            yield row.start, row.end
    yield from _given(rows, duties)
    for offset, said in stretches(text, rows):
        at, folded = 0, small(said)
        for mark in [*_SENTENCE.finditer(said), None]:
            end = mark.start() if mark else len(said)
            told = at == 0 and offset in duties
            if not told and _offers().search(folded, at, end) and not _ASKS.search(folded, at, end):
                yield offset + at, offset + end
            at = mark.end() if mark else end


def _given(rows: Sequence[Row], duties: Container[int]) -> Iterator[Span]:
    """Give the items of lists of which half or more name what is given, whatever heads them."""
    for _, group in groupby(rows, key=lambda row: (row.block, row.bullet)):
        listed = [row for row in group if row.bullet]
        given = sum(row.start not in duties and _offers().search(small(row.said)) is not None for row in listed)
        if len(listed) >= _LISTED and 2 * given >= len(listed):
            yield from ((row.start, row.end) for row in listed if row.start not in duties)


def _is_duty(row: Row) -> bool:
    """A bullet that begins with the verb of work tells what is done, whatever words of offers it has."""
    first = row.said.split()[0].strip(",;:")
    return is_verb(first) and form(first.casefold()) == "base" and tells_work(row.said)


def wanted(document: Document, frameworks: Frameworks, decision: Decision) -> list[Sighting]:
    """Find the skills and duties that an advertisement asks for; they are stated, and nobody's in particular."""
    document = without_pictures(document)
    # what is asked for has lines of its own, drawn through what it was chosen by
    decision = replace(decision, shown={})
    text, found = document.text, rows_of(document)
    unasked = [*offered(text, found), *headings(found), *_degrees(text, found)]
    outside = Spans(unasked)
    rules = [s for s in asked(Reading(document, frameworks), found) if not outside.touch(s.start, s.end)]
    kept, about = weigh(
        text,
        sections(found),
        (),
        rules,
        frameworks,
        lambda _: (Basis.STATED, None),
        decision=decision,
        unasked=unasked,
    )
    named, sure = Spans((s.start, s.end) for s in kept), sure_of_duties(text, decision, about)
    told = [part for row in found if stands(text, row) for part in will_do(row)]
    duties = shown(text, None, told, named, sure)
    work = (s for s in duties if tells_work(text[s.start : s.end]) and not outside.touch(s.start, s.end))
    return [
        *(replace(s, confidence=round(decision.calibrated(s.confidence, "asked"), 3)) for s in kept),
        *(
            replace(s, basis=Basis.STATED, confidence=round(decision.calibrated(s.confidence, "asked duty"), 3))
            for s in work
        ),
    ]


def headings(rows: Sequence[Row]) -> Iterator[Span]:
    """Give the places of rows that head a part of a posting, whatever it asks or offers."""
    for row in rows:
        said = " ".join(small(row.said).replace("’", "'").strip(" :.-–—*#•?!").split())
        if row.words <= _HEADING_WORDS and any(
            said in words("advertisements", key) for key in ("posted", "asked", "offered")
        ):
            yield row.start, row.end


def _degrees(text: str, rows: Sequence[Row]) -> Iterator[Span]:
    """Give the places of degrees with the fields that they are in, which are no skills by themselves."""
    for row in rows:
        for mark in _DEGREE.finditer(text, row.start, row.end):
            yield mark.span()


def will_do(row: Row) -> Iterator[Row]:
    """Part a row where somebody is told what they will do ("You will plan routes, load trucks and keep records").

    The number of a duty is left out.
    """
    number = _NUMBER.match(row.said)
    at = number.end() if number else 0
    for mark in [*_WILL.finditer(row.said), None]:
        said = row.said[at : mark.start() if mark else len(row.said)].rstrip()
        if said:
            start = row.start + at
            yield replace(row, start=start, end=start + len(said), said=said, bullet=row.bullet or at > 0)
        at = mark.end() if mark else at


def tells_work(said: str) -> bool:
    """Say whether a phrase that begins with a verb is about the work ("develop firmware"), not about the post."""
    folded = small(said).replace("’", "'") + " "
    return not any(folded.startswith(f"{idle} ") for idle in words("advertisements", "idle"))


def _heading(row: Row) -> bool | None:
    """Say whether a row heads what is offered (true) or what is asked (false); None when it heads neither."""
    said = " ".join(small(row.said).replace("’", "'").strip(" :.-–—*#•?!").split())
    if row.words > _HEADING_WORDS or (row.bullet and not row.styled):
        return None
    if said in words("advertisements", "offered"):
        return True
    if said in words("advertisements", "asked") or said.startswith("about the role"):
        return False
    if re.match(r"(?:about|why|life at|working (?:at|for)|our) ", said) and row.said[-1] not in ".,;":
        return True
    return False if section_named(row.said) is not None else None


def _heads(before: Row, row: Row, after: Row) -> bool:
    """Say whether a row looks like a heading: a short line, apart from what is above, over bullets or a long one."""
    short = not row.bullet and row.words <= _HEADING_WORDS and row.said[0].isupper() and row.said[-1] not in ".,;"
    return short and row.block != before.block and (after.bullet or after.words > _HEADING_WORDS)


def asked(reading: Reading, rows: Sequence[Row]) -> list[Sighting]:
    """Give what the rows of an advertisement name as a skill, as far as rules see it."""
    text, known = reading.document.text, reading.known
    behind = {row.start: part for row in rows if (part := _behind_label(row)) is not None}
    names = [row for row in rows if row.bullet and row.words <= _ITEM_WORDS and _names(row.said)]
    names = [behind.pop(row.start, row) for row in names]
    found, papers = listed_skills(reading, [*names, *behind.values()])
    found += [Sighting(e.start, e.end, Basis.STATED, _LIKELY, None) for paper in papers for e in paper.evidence]
    ends = {row.end for row in (*names, *behind.values())}
    labelled, prose = labelled_lists(reading, [row for row in rows if row.end not in ends])
    found += [*labelled, *stated_in(reading, prose)]
    have = Spans((sighting.start, sighting.end) for sighting in found)
    for start, end in listed_names(text, rows, known):
        if not have.touch(start, end):
            found.append(Sighting(start, end, Basis.STATED, _SURE if known(text[start:end]) else _LIKELY, None))
    return found


def _behind_label(row: Row) -> Row | None:
    """Give what a row lists behind a word that asks for it ("Nice to have: Kafka, dbt"), if it does."""
    label = label_of(row.said)
    asks = label is not None and small(label).replace("’", "'") in words("advertisements", "asked")
    if not asks or not labelled_items([row]):
        return None
    at = row.said.index(":") + 1
    return row.part(at + len(row.said[at:]) - len(row.said[at:].lstrip()), len(row.said))


def _names(said: str) -> bool:
    """Say whether a bullet names what is asked for: it begins with no verb, or with words before a name."""
    return not is_verb(said.split()[0]) or joined("leads", at_start=True).match(said) is not None


def listed_names(text: str, rows: Sequence[Row], known: Known) -> Iterator[Span]:
    """Give names that stand in a list of names ("Palo Alto, Fortinet or Meraki firewalls"), known or not."""
    for offset, said in stretches(text, rows):
        for run in _runs(said):
            some = any(known(said[slice(*span)]) for span in run)
            if len(run) >= _LISTED or (len(run) >= _PAIR and some):
                yield from ((offset + start, offset + end) for start, end in run)


def _runs(said: str) -> Iterator[list[Span]]:
    """Give names that follow each other with nothing but commas, strokes, brackets, "and" or "or" between."""
    run: list[Span] = []
    at, goes_on = 0, False
    for mark in [*_PARTING.finditer(said), None]:
        end = mark.start() if mark else len(said)
        first, last = _FIRST.match(said, at, end), _LAST.search(said, at, end)
        if goes_on and first:
            run.append(first.span("name"))
            goes_on = first.end() == end
        else:
            goes_on = False
        if not goes_on:
            yield run
            run = [last.span("name")] if last else []
            goes_on = last is not None
        at = mark.end() if mark else end
    yield run
