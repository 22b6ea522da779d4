"""Sections to sections of the right kind, where the rows below a heading tell more than its words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby

from app.extraction.certificates.labelled import fields_below, tells_one
from app.extraction.headings.listings import counts, lists_behind_label, lists_many, with_rest
from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.headings.sections import Section
from app.extraction.headings.words import fold_heading, hinted, names_turns, of_headings
from app.extraction.jobs.tables import columns_of
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.office_lines import names_software
from app.extraction.parts.certificates import certificate_kind
from app.extraction.parts.clinical import clinical_training
from app.extraction.parts.labels import named_field
from app.extraction.parts.lasting import lasts
from app.extraction.parts.named_rows import heads_jobs, names_title
from app.extraction.parts.persons import tells_of_others
from app.extraction.parts.projects import named_projects
from app.extraction.parts.schooling import degree_in, is_school
from app.extraction.skills.duties import tells_duties
from app.extraction.words.small import any_case, small

_GRADUATED = re.compile(
    r"(?:B\.?(?:A|Sc|S|Ed|Eng|Tech|Com|Arch|Mus|FA)|M\.?(?:A|Sc|S|Ed|Eng|Tech|B\.?A|Phil|Mus|FA)|Ph\.?D|bachelor|master(?:['’]?s|\s+(?:of|in)))\b",
    re.I,
)
"""A line that begins with what a university gave."""
_FEWEST = 3
_FEWEST_PERIODS, _HEADING_WORDS = 2, 14
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w &/-]{2,40}?|[Ee]d\.?)\s*:\s+(?=\S)")
_JOB_LABEL = re.compile(
    r"(?:(?:most recent|current|present|previous|past|last|first|second|third|other|next|earlier) )?"
    r"(?:now|currently|before|before that|previously|earlier|work|jobs?|positions?|employment"
    r"|winters?|summers?|weekends|nights|evenings|off[ -]season|side jobs?)"
    r"(?: (?:no\. ?)?\d)?\s*:\s+(?=\S)"
    r"|(?:(?:prior|previous|past|first|earlier|former|second|other) career|current|present|latest"
    r"|most recent|prior|past|next|first|last)\s*:\s+(?=\S)",
    re.IGNORECASE,
)
"""Before a job that is told in a line ("Work: Barn hand, Bitter Brook Stables, 2016 to 2019")."""
_WHICH_JOB = re.compile(
    r"(?:(?:present|current|last|latest|previous|first|second) (?:job|position|employer)|before that)"
    r"\s+[-–—]\s+(?=[A-Z])",
    re.IGNORECASE,
)
"""The same with a dash ("Last job - Ash Nursing Home, laundry")."""
_ACTIVITIES = re.compile(
    r"(?:main )?(?:activities|tasks|duties)(?: (?:and|&) (?:responsibilities|duties))?(?:\s?:\s+|\t+|\s{2,})(?=\S)",
    re.I,
)
"""What European forms call the duties of a job."""
_ALSO = re.compile(r"(?:and )?(?:also|plus|then)\s*:\s+(?=\S)", re.IGNORECASE)
"""Before one more job below others."""
_HEADLESS = (SectionKind.TOP, SectionKind.SUMMARY, SectionKind.OTHER)
_CITED = any_case(
    r"\bet al\b|\bdoi\b|\barXiv\b|\bin press\b"
    r"|\b\d{1,4}\s?[:(]\s?\d{1,3}\)?\s?[:–-]|\bpp?\. ?\d|\bvol\. ?\d|\bProc\. "
)
"""What stands in references to papers in journals."""
_LED = re.compile(r"\b(?:preceptor|supervisor|instructor|attending)s?\s?:", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\(?(?=\d{1,2}[.)])|(?:#|[Nn]o\.)\s?)(?P<figure>\d{1,2})[.):]?\s+(?=\S)")
_FEWEST_NUMBERS = 2
_WORK = (SectionKind.EXPERIENCE, SectionKind.MILITARY, SectionKind.VOLUNTEERING)
_SERVICE = (SectionKind.MILITARY, SectionKind.VOLUNTEERING)
_LIST = re.compile(r"s$|^(?:education|schooling|educaci[oó]n|edu|educ|formaci[oó]n)$", re.IGNORECASE)
"""The label of a list of papers, or of all schooling, and not of one field of an entry."""
_DEGREES = frozenset(("diploma", "diplomas", "degree", "degrees"))
_ED, _ED_LETTERS = ("Ed", "ed"), 3
"""Education in short, before a colon."""
_DRIVES = re.compile(r"(?:full )?(?:driving|driver['’]?s?) licen[cs]e", re.IGNORECASE)
_HOW_DRIVES = re.compile(
    r"(?:(?:yes|full|clean|valid|current|held|uk|eu|manual|automatic"
    r"|(?:category|class|cat\.?) [A-Z]\d?|[BC]E?\d?)\b[\s&/().-]*)+(?:$|,)(?!.*\bCDL\b)",
    re.IGNORECASE,
)
_CATEGORY = re.compile(
    rf"{_DRIVES.pattern}(?:\s{{2,}}|\t|\s*[:–-]\s*)(?:(?:category|class) )?[A-D]E?\d?", re.IGNORECASE
)
"""The licence to drive, how it is held, and a line that heads nothing but its category."""
_COURSEWORK = re.compile("course|class", re.IGNORECASE)
_SCHOOLING = (SectionKind.EDUCATION, SectionKind.COURSES)
_FREE = (SectionKind.TOP, SectionKind.SUMMARY, SectionKind.OTHER)
_PAPERS = (SectionKind.CERTIFICATIONS, SectionKind.LICENCES)
_LISTS = (SectionKind.SKILLS, SectionKind.LANGUAGES)
_CLOSED = (*_PAPERS, SectionKind.INTERESTS, SectionKind.REFERENCES)
"""Sections in which no list of skills can stand: one with its name in front is the next section."""


def with_labels(section: Section) -> Iterator[Section]:
    """Part lines such as "Licenses: CDL A, 2019" and "Education: B.A., Reed College" off a section of another kind.

    Where anything may stand, a line of many short things behind a colon lists skills ("Ask me for: mud work, …").
    Each becomes a section of its own, without a heading.
    """
    if section.kind in _HEADLESS and (table := _tabled(section.rows)):
        first, last = table[0].start, table[-1].end
        yield from with_labels(replace(section, rows=tuple(row for row in section.rows if row.end < first)))
        yield Section(SectionKind.EXPERIENCE, None, table)
        yield from with_labels(Section(section.kind, None, tuple(row for row in section.rows if row.start > last)))
        return
    if section.kind in _HEADLESS and (fields := _from_fields(section.rows)):
        first = fields[0].start
        yield replace(section, rows=tuple(row for row in section.rows if row.end < first))
        yield from with_labels(Section(SectionKind.EXPERIENCE, None, fields))
        return
    if section.kind in _HEADLESS and (jobs := _labelled_jobs(section.rows)):
        taken = {row.start for row in jobs}
        others = [row for row in section.rows if row.start not in taken]
        first = jobs[0].start
        yield from with_labels(replace(section, rows=tuple(row for row in others if row.start < first)))
        yield Section(SectionKind.EXPERIENCE, None, tuple(_unlabelled(row) for row in jobs))
        below = tuple(row for row in others if row.start > first)
        if below:
            yield from with_labels(Section(section.kind, None, below))
        return
    groups = list(with_rest(section.rows))
    own = [
        ([*told, *_below(groups, n, kind)], kind)
        for n, told in enumerate(groups)
        if (kind := _labelled(told[0], section.kind, fresh=_begins(groups, n))) is not None
    ]
    many = [told for told in groups if section.kind in _FREE and lists_many(told)]
    many += _groups_below(groups) if section.kind in _PAPERS else []
    if not own and not many:
        yield section
        return
    taken = {row.start for row in chain(*(told for told, _ in own), *many)}
    yield replace(section, rows=tuple(row for row in section.rows if row.start not in taken))
    for (row, *rest), kind in own:
        label = None if kind in _PAPERS and tells_one(row, rest) else _LABEL.match(row.said)
        part = row.part(label.end() if label else 0)
        if label is not None and _DRIVES.fullmatch(label["label"]) and _HOW_DRIVES.match(row.said, label.end()):
            # "Driving licence: full, clean" names the paper in its label
            part = row.part(0, label.end("label"))
        yield Section(kind, None, (replace(part, bullet=False), *rest))
    for told in many:
        yield Section(SectionKind.SKILLS, None, tuple(told))


def _tabled(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give the rows of a table of jobs below its heads, where no heading of work stands."""
    head = next((n for n, row in enumerate(rows) if columns_of(row) is not None), len(rows))
    return tuple(row for row in rows[head:] if row.block == rows[head].block)


def _groups_below(groups: Sequence[list[Row]]) -> list[list[Row]]:
    """Give groups of skills that stand in a paragraph of their own below papers, each behind its label."""
    found: list[list[Row]] = []
    for _, told in groupby(groups, key=lambda group: group[0].block):
        paragraph = list(told)
        others = any(group[0].block != paragraph[0][0].block for group in groups)
        listed = all(lists_behind_label(group[0].said) and not _names_paper(group[0].said) for group in paragraph)
        if others and listed and len(paragraph) >= _FEWEST_NUMBERS:
            found += paragraph
    return found


def _names_paper(said: str) -> bool:
    own = section_named(said.split(":")[0]) not in (None, SectionKind.OTHER, *_LISTS)
    return own or certificate_kind(said) is not None or any(find_dates(said))


def _below(groups: Sequence[Sequence[Row]], n: int, kind: SectionKind) -> Iterator[Row]:
    """Give what else stands in a paragraph of plain text that begins with the label of all schooling."""
    first = groups[n][0]
    if kind in _PAPERS:
        yield from fields_below(first, chain(*groups[n + 1 :]))
    begins = first.size is None and (n == 0 or groups[n - 1][-1].block != first.block)
    for group in groups[n + 1 :] if begins and kind is SectionKind.EDUCATION else ():
        row = group[0]
        schooling = is_school(row.said.split(", ")[0]) or degree_in(row.said) is not None
        if row.block != first.block or row.bullet or not schooling or _LABEL.match(row.said):
            return
        yield from group


def _from_fields(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Give the rows from the first on that names a field of a job by its label, where several jobs are told so."""
    plain = _unnumbered(rows) if any(":" in row.said for row in rows) else ()
    if not _in_fields(plain):
        return ()
    return plain[next(n for n, row in enumerate(plain) if named_field(row.said) in ("employer", "title")) :]


def _is_job_row(row: Row) -> bool:
    return (
        ":" in row.said
        and _JOB_LABEL.match(row.said) is not None
        and any(not date.single for date in find_dates(row.said))
    )


def _labelled_jobs(rows: Sequence[Row]) -> list[Row]:
    """Give the lines with "Work:" or "Last job:" in front and a period, each with what follows in its paragraph."""
    found: list[Row] = []
    for row in rows:
        own = _LABEL.match(row.said) is not None and _ALSO.match(row.said) is None
        if _is_job_row(row) or (found and found[-1].block == row.block and not own):
            found.append(row)
    return found


def _unlabelled(row: Row) -> Row:
    label = _JOB_LABEL.match(row.said) if _is_job_row(row) else _ALSO.match(row.said) or _WHICH_JOB.match(row.said)
    return row if label is None else row.part(label.end())


def _begins(groups: Sequence[Sequence[Row]], n: int) -> bool:
    """In plain text a paragraph begins there, below another of the same section."""
    return n > 0 and groups[n][0].size is None and groups[n - 1][-1].block != groups[n][0].block


def _labelled(row: Row, kind: SectionKind, *, fresh: bool = False) -> SectionKind | None:
    label = _LABEL.match(row.said) if ":" in row.said else None
    if label is None:
        return None
    if kind not in (SectionKind.SKILLS, SectionKind.LANGUAGES) and names_software(label["label"]):
        return SectionKind.SKILLS
    short = label["label"][:2] in _ED and len(label["label"]) <= _ED_LETTERS
    named = SectionKind.EDUCATION if short or label["label"].casefold() in _DEGREES else None
    named = named or section_named(label.group("label"))
    if named in _SERVICE and kind not in _WORK[1:]:
        return named
    if named is None and of_headings(label["label"]):
        # "Current Licenses and Certs: …"
        named = hinted(label["label"])
        if named in _LISTS and kind in (*_CLOSED, *_SCHOOLING):
            # "Skills/machines: …"
            return named
        named = named if named in _PAPERS else None
    if named in _LISTS and kind in _CLOSED:
        return named
    if fresh and kind in _PAPERS and named in (SectionKind.EDUCATION, SectionKind.REFERENCES):
        # a paragraph of its own tells of no paper ("School: Elm High '12")
        return named
    if named not in (*_PAPERS, *_SCHOOLING):
        return None
    if kind not in (*_PAPERS, *_SCHOOLING):
        return named
    # below papers and schools "License: 7781" tells more of the one above, "Tickets: forklift, first aid" is a list
    return named if _LIST.search(label["label"]) and not _COURSEWORK.search(label["label"]) else None


def by_rows(section: Section) -> Section:
    """Correct the kind of a section: names beside figures are skills, duties below "education" were done."""
    head, bare = section.heading, section.kind is SectionKind.LICENCES and not section.rows
    if bare and head is not None and _CATEGORY.fullmatch(head.said):
        # "DRIVING LICENCE     B"
        return replace(section, heading=None, rows=(head,))
    rows = tuple(map(_unlabelled, _unnumbered(section.rows))) if section.kind in _WORK else section.rows
    if section.kind in _HEADLESS and sum(_numbers_job(row) for row in rows) >= _FEWEST_NUMBERS:
        rows = _unnumbered(rows)
    if section.kind is SectionKind.PROJECTS:
        rows = tuple(named_projects(rows))
    marked = section.kind in _WORK and any(row.bullet or _ACTIVITIES.match(row.said) for row in rows)
    if marked and _in_fields(rows):
        # a form with a mark before each label ("• Name of employer"), or with labels in a column of their own
        rows = tuple(map(_of_form, rows))
    if section.kind in _WORK:
        # the heads of a table of jobs say what its columns hold
        rows = tuple(row for row in rows if not heads_jobs(row.said) or columns_of(row) is not None)
    return replace(section, kind=_kind(section.kind, rows, section.heading), rows=rows)


def _of_form(row: Row) -> Row:
    """Give a row of a form: a field without the mark before it, and what was done without its label."""
    if (label := _ACTIVITIES.match(row.said)) is not None:
        return replace(row.part(label.end()), bullet=True)
    return replace(row, bullet=False) if named_field(row.said) else row


def _unnumbered(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Take their numbers from the first lines of entries that are counted ("1. Herd manager", "2. Helper")."""
    counted = [(row, number) for row in rows if (number := _NUMBER.match(row.said)) is not None]
    figures = [int(number["figure"]) for _, number in counted]
    if len(figures) < _FEWEST_NUMBERS or figures not in (up := list(range(1, len(figures) + 1)), up[::-1]):
        return rows
    own = {row.start: number.end() for row, number in counted}
    return tuple(part for row in rows for part in (_told_apart(row, own[row.start]) if row.start in own else (row,)))


def _told_apart(row: Row, at: int) -> Iterator[Row]:
    """Give a counted row without its number, and what sentences behind its last date tell as a row of its own."""
    row = replace(row.part(at), bullet=False)
    dates = find_dates(row.said)
    to = dates[-1].to if dates else 0
    if not (to and row.said.startswith(". ", to) and row.said[to + 2 :].strip()):
        yield row
        return
    yield row.part(0, to)
    yield replace(row.part(to + 2), bullet=True, gap=None)


def _numbers_job(row: Row) -> bool:
    return any(map(str.isdigit, row.said[:2])) and _NUMBER.match(row.said) is not None and _is_period(row)


def _is_unknown(heading: Row | None) -> bool:
    return heading is not None and section_named(heading.said) is None and hinted(heading.said) is None


def _is_period(row: Row) -> bool:
    return any(not date.single for date in find_dates(row.said))


def _kind(kind: SectionKind, rows: Sequence[Row], heading: Row | None) -> SectionKind:
    if kind is SectionKind.EXPERIENCE and len(rows) >= _FEWEST and all(map(counts, rows[1:])):
        return SectionKind.SKILLS
    if kind is SectionKind.OTHER and rows and _is_unknown(heading):
        plain = [row for row in rows if not row.bullet]
        own = [row for row in plain if not (_is_period(row) or tells_of_others(row.said))]
        papers = sum(certificate_kind(row.said) is not None for row in own)
        schools = sum(is_school(row.said) for row in own)
        if 2 * max(papers, schools) > len(plain):
            return SectionKind.CERTIFICATIONS if papers > schools else SectionKind.EDUCATION
        if _lists_jobs(rows):
            return SectionKind.EXPERIENCE
    turns = heading is not None and kind in (SectionKind.EXPERIENCE, SectionKind.OTHER) and names_turns(heading.said)
    if turns and not any(names_title([row]) for row in rows if _LED.search(row.said) is None):
        return SectionKind.WORKS  # courses that were given, and where students were for some weeks
    if kind is SectionKind.SUMMARY and heading is not None:
        return _of_summary(rows, named=fold_heading(heading.said) == "qualifications")
    if kind is SectionKind.CERTIFICATIONS and any(_CITED.search(small(row.said)) for row in rows[:_FEWEST]):
        return SectionKind.WORKS
    graduated = sum(_GRADUATED.match(row.said) is not None for row in rows) if kind is SectionKind.COURSES else 0
    if graduated >= _FEWEST_PERIODS or (kind is SectionKind.COURSES and any(clinical_training(r.said) for r in rows)):
        return SectionKind.EDUCATION  # "Training" of artists and physicians
    told = kind in (SectionKind.EDUCATION, SectionKind.WORKS) and tells_duties(rows)
    if told and not any(any(find_dates(row.said)) for row in rows):
        return SectionKind.OTHER
    if kind in (SectionKind.SKILLS, SectionKind.OTHER) and sum(lasts(row.said) for row in rows) >= _FEWEST_NUMBERS:
        return SectionKind.EXPERIENCE
    if kind in (SectionKind.OTHER, SectionKind.PROJECTS) and _in_fields(rows):
        return SectionKind.EXPERIENCE
    return kind


def _lists_jobs(rows: Sequence[Row]) -> bool:
    """Most plain lines have a period, and most of these a title ("Supercuts — Stylist — 2017-2020")."""
    plain = [row for row in rows if not row.bullet]
    periods = [row for row in plain if row.words <= _HEADING_WORDS and _is_period(row)]
    titled = sum(names_title([row]) for row in periods)
    return len(periods) >= _FEWEST_PERIODS and 2 * len(periods) > len(plain) and 2 * titled > len(periods)


def _is_schooling(said: str) -> bool:
    return is_school(said) or degree_in(said) is not None


def _of_summary(rows: Sequence[Row], *, named: bool) -> SectionKind:
    """Tell what stands below "Career summary" and "Qualifications": jobs with dates, papers and schools, or prose.

    `named`: the heading is "Qualifications" and no more, which in Britain is what schools and bodies gave.
    """
    plain = [row for row in rows if not row.bullet]
    periods = [row for row in plain if row.words <= _HEADING_WORDS and _is_period(row) and not is_school(row.said)]
    if len(periods) >= _FEWEST_PERIODS:
        return SectionKind.EXPERIENCE
    brief = [row for row in rows if row.words <= _HEADING_WORDS]
    papers = sum(certificate_kind(row.said) is not None for row in brief)
    schools = sum(certificate_kind(row.said) is None and _is_schooling(row.said) for row in brief)
    dated = sum(any(find_dates(row.said)) for row in brief)
    many = min(papers + schools, dated) >= _FEWEST_PERIODS and 2 * (papers + schools) > len(rows)
    alone = (
        named and papers + schools == len(rows) > 0 and not any(row.bullet or row.said.endswith(".") for row in rows)
    )
    if many or alone or _tells_schooling(brief, len(rows)):
        others = sum(_names_other(row) for row in brief)
        # more papers than schools are a list of single lines, of which some tell of schools
        graduated = any(_GRADUATED.match(row.said) for row in brief)
        mostly = schools and (graduated or papers < _FEWEST_PERIODS or papers + others <= schools)
        return SectionKind.EDUCATION if mostly else SectionKind.CERTIFICATIONS
    return SectionKind.SUMMARY


def _names_other(row: Row) -> bool:
    """A line that names neither a paper nor a school, and is no date or place of one."""
    named = certificate_kind(row.said) is not None or _is_schooling(row.said)
    alone = any((date.at, date.to) == (0, len(row.said)) for date in find_dates(row.said))
    return not named and not alone and row.words > 1 and row.said[:1].isalnum() and not row.said.endswith(".")


def _tells_schooling(brief: Sequence[Row], count: int) -> bool:
    """A school or degree, and half of the lines are that, a paper, or a name and one date ("Gas safety, 2014")."""
    named = [certificate_kind(row.said) is not None or _is_schooling(row.said) for row in brief]
    dated = [[date.single for date in find_dates(row.said)] == [True] for row in brief]
    told = sum(paper or earned for paper, earned in zip(named, dated, strict=True))
    schooled = any(_is_schooling(row.said) for row in brief)
    return schooled and sum(dated) >= _FEWEST_PERIODS and 2 * told >= count


def _in_fields(rows: Sequence[Row]) -> bool:
    """Lines of several jobs whose employers and titles have labels ("Client: …", "Role: …")."""
    told = [named_field(row.said) for row in rows]
    return min(told.count("employer"), told.count("title")) >= _FEWEST_NUMBERS
