"""Resumes of two full pages from the descriptions of short ones, each description used once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle

import pypdfium2 as pdfium
from fpdf.errors import FPDFException

from tests.samples import pdf
from tests.samples.description import Described, DescribedEntry, Section, printed

LETTERS = 3_400
"""Fewer characters, spaces left out, do not fill two pages."""
_FEW = 3
"""Duties of a job that short resumes tell; long ones tell twice as many."""
_LINE = 200
"""Characters of a duty that stands on two lines."""
_LAYOUTS = ("dense", "compact", "sidebar", "dense-dates", "dark-sidebar", "dense-banded")
"""Those that set type as tight as most resumes do."""


@dataclass(frozen=True)
class TwoPages:
    """One resume: its name and the bytes of its PDF, and how many characters it prints, spaces left out."""

    name: str
    data: bytes
    letters: int


def two_pages(descriptions: Iterable[Described], layouts: Iterable[str] = _LAYOUTS) -> Iterator[TwoPages]:
    """Give resumes of two full pages in turning layouts.

    Each is one description with the jobs, schools and papers of the next ones, until two pages are full; no two have
    a description in common. What does not fill its second page is left out, and so is a description with letters
    that the fonts of these layouts lack.
    """
    remaining = filter(_printable, descriptions)
    for layout in cycle(layouts):
        whole = next(remaining, None)
        made = _made(whole, layout) if whole else None
        full = False
        while whole and made and not full and (described := next(remaining, None)):
            for part in _parts(described):
                longer = _with(whole, part)
                grown = _made(longer, layout)
                full |= grown is None
                whole, made = (whole, made) if grown is None else (longer, grown)
        if whole is None:
            return
        if made is not None and full and made.letters >= LETTERS:
            yield made


def _printable(described: Described) -> bool:
    try:
        described.model_dump_json().encode("windows-1252")
    except UnicodeEncodeError:
        return False
    return True


def _parts(described: Described) -> Iterator[Section]:
    """Divide what a resume tells of jobs, schools and papers into sections of one entry each."""
    for section in described.sections:
        for entry in section.entries:
            formed = entry.model_copy(update={"form": entry.form or section.form, "duties": _lines(entry.duties)})
            yield section.model_copy(update={"text": (), "skills": (), "entries": (formed,)})


def _lines(duties: tuple[str, ...]) -> tuple[str, ...]:
    """Join short duties, so that most fill their line."""
    lines: list[str] = []
    for duty in duties:
        if lines and len(printed(lines[-1])) + len(printed(duty)) < _LINE:
            lines[-1] = f"{lines[-1]}; {duty}"
        else:
            lines.append(duty)
    return tuple(lines)


def _with(whole: Described, part: Section) -> Described:
    """Put a part into the section that holds the same kind of things, else below all others."""
    sections = list(whole.sections)
    for place, section in enumerate(sections):
        if section.entries and section.entries[0].kind is part.entries[0].kind:
            sections[place] = section.model_copy(update={"entries": _fuller(section.entries, part.entries)})
            break
    else:
        sections.append(part)
    return whole.model_copy(update={"sections": tuple(sections)})


def _fuller(entries: tuple[DescribedEntry, ...], more: tuple[DescribedEntry, ...]) -> tuple[DescribedEntry, ...]:
    """Give a job that tells little the duties of another one; else let the other be a job of its own."""
    if more and more[0].duties:
        for place, entry in enumerate(entries):
            if 0 < len(entry.duties) <= _FEW:
                fuller = entry.model_copy(update={"duties": (*entry.duties, *more[0].duties)})
                return (*entries[:place], fuller, *entries[place + 1 :])
    return (*entries, *more)


def _made(described: Described, layout: str) -> TwoPages | None:
    """Draw a resume; None when it needs more than two pages."""
    try:
        data = pdf.render(described, layout)
    except FPDFException:  # a word is wider than its column
        return None
    document = pdfium.PdfDocument(data)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    letters = sum(not character.isspace() for text in texts for character in text)
    return TwoPages(f"{described.slug}.{layout}.pdf", data, letters) if len(texts) <= 2 else None
