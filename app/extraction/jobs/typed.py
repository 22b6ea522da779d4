"""Jobs of people who type as they speak: small letters, no headings, all of a job and what was done in one line."""

import re
from collections.abc import Iterable, Iterator, Sequence

from app.documents.model import Document
from app.documents.spans import Span
from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.headings.sections import Section
from app.extraction.headings.words import respelt
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.certificates import certificate_kind
from app.extraction.parts.schooling import degree_in
from app.extraction.words.lexicon import words
from app.extraction.words.scores import organization_score, title_score
from app.extraction.words.small import small

_FREE = (SectionKind.TOP, SectionKind.OTHER, SectionKind.EXPERIENCE)
_FEWEST_ROWS, _MOST_CAPITALS = 3, 0.08
_OPENING = re.compile(
    r"(?:\W+|(?:jobs?|work|exp|experi[ae]nce|experience|employment)\s*(?::|\s-)\s+"
    r"|(?:and|also|then|now|currently|before that|after that|next|later)\b,?\s+"
    r"|(?:i|im|i'm|i’m|ive|i've|i’ve|i am|i was|i have|was|am|been|have been|worked?|working|started)\b\s+(?!as\b)"
    r"|(?:as )?(?:an?|the)\s+)+",
    re.IGNORECASE,
)
"""What comes before the job in a line."""
_MARKS = re.compile(r"[\s,;:(–-]+")
_CLOSING = re.compile(
    rf"{_MARKS.pattern}(?:from|since|in|on and off|off and on|every year|each year|seasons?|full ?time|part ?time"
    r"|summers?|nights?|[a-z]{3,9}\s?-\s?[a-z]{3,9}|\d{1,2}\s+(?:yrs?|years?|months?|mos?)|\Z)",
    re.IGNORECASE,
)
"""And what stands between it and its dates, one after the other."""
_AT = re.compile(r"\s+(?:at|for|with|w/)\s+|\s*@\s*|^(?:at|for|with|w/)\s+", re.IGNORECASE)
_APART = re.compile(r"\s+[-–—|]\s+|,\s+")
_FOR = re.compile(
    r"[\s,)]*(?:at|for|with|@)\s+(?P<name>[^\W\d_][\w'’&.-]*(?: [\w'’&.-]+){0,2})(?=\s*(?:[,.;(]|$))", re.IGNORECASE
)
"""Who it was for, behind the dates."""
_PLACE = re.compile(r"(?:,)?\s+in\s+(?P<town>[^\W\d_][\w .'’-]{2,30})$", re.IGNORECASE)
_NO_JOB = re.compile(
    r"\b(?:school|high|college|class|courses?|training|university|institute|grad\w*|ged|diploma"
    r"|stay(?:ed|ing)?[ -](?:at[ -])?home|locked up|jail|prison|incarcerated"
    r"|licen[cs]e|cert\w*|card|permit|refs?|references?)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"(?:then|now|also|after that|before that|i|im|i'm|i’m|ive|i've)\s", re.IGNORECASE)
_SAME = re.compile(
    r"(?:the )?same (?:company|place|job|employer|shop|store|firm|farm|crew|boss|plant)", re.IGNORECASE
)
_TITLE, _FIRM, _LONGEST, _NAME_WORDS, _MOST_NAMED = 1.5, 1.0, 10, 4, 6
_GOT = re.compile(r"\b(?:got|have|hold|has)\b\s*(?:[-:]\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|\band\b|\+|&)\s*")
_PAPER = re.compile(
    r"(?:my |an? |the )?(?P<name>(?:(?!no\b|not\b|never\b|to\b)[\w'’/]+ ){1,4}?"
    r"(?:card|permit|licen[cs]e|cert(?:ificate|ification)?)|cdl(?: \w)?)"
    r"(?: clean| valid| current)?\W*(?=$|,|\band\b|\+|&|\.)",
    re.IGNORECASE,
)
_MOST_LETTERS = 300
"""Before the dates of a job."""
_BREAK = re.compile(r"[,;)]\s+|\.\s+")


def is_typed(found: Sequence[Section]) -> bool:
    """Say whether a document is typed in small letters, with no headings or such as are typed so as well."""
    if any(section.heading is not None and not section.heading.said.islower() for section in found):
        return False
    rows = [row for section in found for row in section.rows]
    if len(rows) < _FEWEST_ROWS or 5 * sum(row.said[0].islower() for row in rows) < 3 * len(rows):
        return False
    letters = [c for row in rows for c in row.said if c.isalpha()]
    speaks = any(" I " in f" {row.said}" for row in rows)
    return not speaks and sum(map(str.isupper, letters)) <= _MOST_CAPITALS * len(letters)


def with_typed(document: Document, found: Sequence[Section], told: Sequence[Entry]) -> list[Entry]:
    """Add the jobs and papers that typed lines tell, in place of what was read across lines or out of half a line."""
    jobs, papers = _at_same(_typed_jobs(document, found)), list(_typed_papers(document, found))
    kept: list[Entry] = []
    replaced: list[Entry] = []
    for entry in told:
        own = [one for one in (*papers, *jobs) if _overlap(one, entry)]
        whole = [one for one in own if one in papers or (one.title and one.organization)]
        torn = _is_torn(entry) or (whole and (_spans_lines(document, entry) or _runs_on(document, entry)))
        if entry.kind is EntryKind.EMPLOYMENT and own and torn:
            replaced += own
        else:
            kept.append(entry)
    # where most jobs were read otherwise, a further line with dates is more likely something else
    otherwise = not replaced and 2 * sum(entry.kind is EntryKind.EMPLOYMENT for entry in kept) > len(jobs)
    added = [*([] if otherwise else jobs), *papers]
    return kept + [one for one in added if one in replaced or not any(_overlap(one, entry) for entry in kept)]


def _at_same(jobs: Iterable[Entry]) -> list[Entry]:
    """Give a job at "the same company" the employer of the job before it."""
    whole: list[Entry] = []
    for job in jobs:
        if job.organization and _SAME.fullmatch(job.organization):
            job = job.model_copy(update={"organization": whole[-1].organization if whole else None})
        whole.append(job)
    return whole


def _overlap(one: Entry, other: Entry) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)


def _is_torn(entry: Entry) -> bool:
    """Its title or employer holds a date, the name of a section, how a sentence begins, or more than a name does."""
    names = [name for name in (entry.title, entry.organization) if name]
    return any(
        len(name.split()) > _MOST_NAMED
        or find_dates(name)
        or _names_section(name)
        or _SPOKEN.match(name)
        or _OPENING.fullmatch(f"{name} ")
        for name in names
    )


def _names_section(said: str) -> bool:
    return section_named(said) is not None or respelt(said.casefold()) is not None


def _spans_lines(document: Document, entry: Entry) -> bool:
    first, last = min(e.start for e in entry.evidence), max(e.end for e in entry.evidence)
    return "\n" in document.text[first:last]


def _runs_on(document: Document, entry: Entry) -> bool:
    """A name of it stands right behind its dates, with no mark between: there goes on what was done."""
    dated = [quote.end for quote in entry.evidence if find_dates(quote.quote)]
    return any(document.text[end : quote.start] == " " for end in dated for quote in entry.evidence)


def _typed_jobs(document: Document, found: Sequence[Section]) -> Iterator[Entry]:
    """Read each period of a line with the title and employer before it; no other line tells more of it.

    Below a heading another line may: there both stand in the line.
    """
    for section in found:
        if section.kind in _FREE:
            for row in section.rows:
                jobs = _jobs(document, row)
                yield from (job for job in jobs if section.heading is None or (job.title and job.organization))


def _jobs(document: Document, row: Row) -> Iterator[Entry]:
    text = document.text
    dates = [date.shifted(row.start) for date in find_dates(row.said)]
    at = row.start
    for n, date in enumerate(dates):
        before, at_last = at, date.to
        stop = dates[n + 1].at if n + 1 < len(dates) else row.end
        cut = _BREAK.search(text, at_last, stop)
        at = cut.end() if cut is not None else at_last
        if date.at - before > _MOST_LETTERS or (date.single and not _is_year_of_work(text, before, date)):
            continue
        title, employer = _named(text, before, date.at, brief=row.bullet)
        if employer is None and (told := _FOR.match(text, date.to, stop)) is not None:
            employer = told.span("name")
            title = title or _done(text, before, date.at)
        if title is not None or employer is not None:
            yield _entry(document, title, employer, date)


def _is_year_of_work(text: str, start: int, date: DateRange) -> bool:
    """One year tells when somebody worked where it is said how long besides ("driver (10 months 2024)")."""
    return re.search(r"\d+\s+(?:months?|mos?)\s*$", text[start : date.at]) is not None


def _bare(text: str, start: int, end: int) -> tuple[str, int]:
    if (opening := _OPENING.match(text, start, end)) is not None:
        start = opening.end()
    return _before_closing(text[start:end]), start


def _before_closing(said: str) -> str:
    """Cut off what stands between a job and its dates ("packing shed, nights (since")."""
    for mark in _MARKS.finditer(said):
        at = mark.start()
        while (closing := _CLOSING.match(said, at)) is not None:
            at = closing.end()
        if at == len(said):
            return said[: mark.start()]
    return said


def _done(text: str, start: int, end: int) -> Span | None:
    """Give the kind of work before a period ("picking apples in yakima every year 2010-2019 for stemilt")."""
    said, start = _bare(text, start, end)
    last = _without_place(said, 0)[1]
    named = said[:last].split(" ", 1)[0].endswith("ing") and len(said[:last].split()) <= _NAME_WORDS
    return (start, start + last) if named else None


def _named(text: str, start: int, end: int, *, brief: bool) -> tuple[Span | None, Span | None]:
    """Give where title and employer stand before a period. `brief`: few words that name neither are the employer."""
    said, start = _bare(text, start, end)
    if not said or len(said.split()) > _LONGEST or _NO_JOB.search(said) or degree_in(said):
        return None, None
    mark = _AT.search(said)
    if mark is not None:
        employer, title = _without_place(said, mark.end()), said[: mark.start()].strip()
        if not title:
            role, where = _run_together(said[slice(*employer)], start + employer[0])
            if role is not None and where is not None and where < role:
                return role, where  # "at motel 6 housekeeper"
        elif not (
            title_score(title) >= _FIRM or title.split()[0].endswith("ing") or _is_firm(said[slice(*employer)])
        ):
            return None, None
        return (_place(said, start, 0, mark.start()), (start + employer[0], start + employer[1]))
    apart = _APART.search(said)
    if apart is not None:
        one, two = (0, apart.start()), (apart.end(), len(said))
        titles = title_score(said[slice(*one)]), title_score(said[slice(*two)])
        firm = organization_score(said[slice(*one)]) >= _FIRM
        if titles[0] >= _TITLE > titles[1] and not firm:
            return _place(said, start, *one), _place(said, start, *two)
        return (_place(said, start, *two) if titles[1] >= _TITLE else None), _place(said, start, *one)
    found = _run_together(said, start)
    if found == (None, None) and brief and len(said.split()) <= _NAME_WORDS:
        return None, (start, start + len(said))
    return found


def _run_together(said: str, start: int) -> tuple[Span | None, Span | None]:
    """Part "dollar general keyholder" and "housekeeper motel 6": a sure employer and a title."""
    cuts = [mark.start() for mark in re.finditer(r"\s+", said)]
    for cut in reversed(cuts):
        one, two = said[:cut], said[cut:].strip()
        if _is_firm(one) and title_score(two) >= _TITLE:
            return _place(said, start, cut, len(said)), _place(said, start, 0, cut)
    for cut in cuts:
        one, two = said[:cut], said[cut:].strip()
        if title_score(one) >= _TITLE and _is_firm(two):
            return _place(said, start, 0, cut), _place(said, start, cut, len(said))
    if title_score(said) >= _TITLE:
        return (start, start + len(said)), None
    return None, ((start, start + len(said)) if _is_firm(said) else None)


def _is_firm(said: str) -> bool:
    known = " ".join(small(said).split()) in words("organizations", "known")
    return known or (organization_score(said) >= _FIRM and title_score(said) < _FIRM)


def _without_place(said: str, start: int) -> Span:
    """Cut the town off an employer ("tyson plant in springdale")."""
    town = _PLACE.search(said, start)
    end = town.start() if town is not None else len(said)
    return start, end


def _place(said: str, start: int, first: int, last: int) -> Span | None:
    part = said[first:last]
    first += len(part) - len(part.lstrip(" ,-–—"))
    last = first + len(said[first:last].rstrip(" ,-–—("))
    return (start + first, start + last) if first < last else None


def _entry(document: Document, title: Span | None, employer: Span | None, date: DateRange) -> Entry:
    text = document.text
    spans = sorted({place for place in (title, employer, *date.places) if place is not None})
    return Entry(
        id="",
        kind=EntryKind.EMPLOYMENT,
        title=" ".join(text[slice(*title)].split()) if title is not None else None,
        organization=" ".join(text[slice(*employer)].split()) if employer is not None else None,
        start=date.end if date.single else date.start,
        end=date.end,
        current=date.current,
        evidence=tuple(document.evidence(*place) for place in spans),
    )


def _typed_papers(document: Document, found: Sequence[Section]) -> Iterator[Entry]:
    """Read what somebody says that they have got, up to the first that is no paper ("got my tanker card and cdl")."""
    text = document.text
    for row in (row for section in found if section.kind in _FREE for row in section.rows):
        for got in _GOT.finditer(text, row.start, row.end):
            at = got.end()
            for mark in [*_AND.finditer(text, got.end(), row.end), None]:
                stop = mark.start() if mark is not None else row.end
                paper = _PAPER.match(text, at, stop)
                if paper is None:
                    break
                kind = certificate_kind(paper["name"]) or EntryKind.CERTIFICATION
                quote = document.evidence(*paper.span("name"))
                yield Entry(id="", kind=kind, title=" ".join(paper["name"].split()), evidence=(quote,))
                at = mark.end() if mark is not None else stop
