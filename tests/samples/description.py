"""Read one invented resume's description: what it says, how it is laid out, and what is true of it.

Marks in the texts carry the truth and are not printed: `[[words]]` names a skill as a skill (stated), `<<words>>` is
a duty or result that shows one (demonstrated). A tab splits a line: what follows stands at the right edge or in the
next cell.
"""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from pydantic import Field

from app.evaluation.suite import About
from app.extraction.model import Basis, EntryKind
from app.values import Frozen

_MARK = re.compile(r"\[\[(.+?)\]\]|<<(.+?)>>")


class Mention(Frozen):
    """The printed words of a skill, and how they support it."""

    words: str
    basis: Basis


def mentions(marked: str) -> tuple[Mention, ...]:
    """Give the marked skills of a text, in order."""
    return tuple(
        Mention(words=found[1], basis=Basis.STATED) if found[1] else Mention(words=found[2], basis=Basis.DEMONSTRATED)
        for found in _MARK.finditer(marked)
    )


def printed(marked: str) -> str:
    """Give the text without its marks."""
    return _MARK.sub(lambda found: found[1] or found[2], marked)


class DescribedEntry(Frozen):
    """One entry: the truth about it, and how it is printed."""

    kind: EntryKind
    title: str | None = None
    organization: str | None = None
    programme: str | None = None
    location: str | None = None
    start: str | None = None
    end: str | None = None
    """For a certification or licence the day it expires."""
    current: bool = False
    expected: bool = False
    dates: str = ""
    """The dates as printed."""
    form: tuple[str, ...] = ()
    """The printed heading lines; `{title}` and the like are filled in. Without one, the section's."""
    note: str = ""
    duties: tuple[str, ...] = ()

    def heading(self, form: tuple[str, ...]) -> tuple[str, ...]:
        """Give the printed heading lines."""
        fields = {
            name: getattr(self, name) or "" for name in ("title", "organization", "programme", "location", "dates")
        }
        return tuple(line.format(**fields) for line in self.form or form)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything below the heading lines, with marks."""
        return (*((self.note,) if self.note else ()), *self.duties)


class Section(Frozen):
    """One section; it holds paragraphs, or skills, or entries."""

    heading: str
    place: Literal["main", "side"] = "main"
    text: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    style: Literal["commas", "pipes", "bullets", "columns", "grid", "table", "lines"] = "commas"
    form: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    """The heads of a table in which every entry is a row: its heading line, split at tabs, and what stands below it.
    Only DOCX draws the table; elsewhere entries are set as usual."""
    bulleted: bool = False
    """Each entry's first line is a list item."""
    bullet: str | None = None
    """What stands before list items; empty for nothing at all. Without it, the layout's."""
    entries: tuple[DescribedEntry, ...] = ()

    def dated(self, entry: DescribedEntry) -> bool:
        """Say whether the entry's dates are in none of its heading lines, so that the layout sets them."""
        return bool(entry.dates) and not any("{dates}" in line for line in entry.form or self.form)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the section that may carry marks, in printed order."""
        return (*self.text, *self.skills, *(text for entry in self.entries for text in entry.texts))


class Described(Frozen):
    """One resume."""

    slug: str
    name: str
    about: About
    headline: str = ""
    contact: tuple[str, ...]
    render: tuple[str, ...] = Field(min_length=1)
    """`pdf:LAYOUT` (`pdf:linkedin` is the profile that LinkedIn saves), `docx:LAYOUT`, `txt` or `txt:LAYOUT`."""
    sections: tuple[Section, ...] = Field(alias="section", min_length=1)

    def file(self, target: str) -> str:
        """Name the file that one of `render` is written to."""
        return f"{self.slug}.{target.partition(':')[0]}"


_BETWEEN = {"commas": ", ", "pipes": " | "}


class Paragraph(Protocol):
    """Writes a paragraph; what stands before a tab may be bold."""

    def __call__(self, text: str, *, bold: bool = False) -> str: ...


class Writing(NamedTuple):
    """How a format in which text flows writes the parts of a section."""

    paragraph: Paragraph
    item: Callable[[str, str | None], str]
    """A list item, after its bullet."""
    table: Callable[[list[list[str]]], str]
    skills: Callable[[Section], str]
    """Skills that each have a line of their own."""


def skills_set(section: Section, by: Writing) -> str:
    """Give the skills of a section as one line, as a table, or a line for each."""
    items = [printed(skill) for skill in section.skills]
    if section.style in _BETWEEN:
        return by.paragraph(_BETWEEN[section.style].join(items))
    if section.style == "table":
        return by.table([item.split("\t") for item in items])
    if section.style == "grid":
        return by.table([items[i : i + 3] for i in range(0, len(items), 3)])
    return by.skills(section)


def entry_set(entry: DescribedEntry, section: Section, by: Writing) -> str:
    """Give an entry: its heading lines, the note below them, and its duties."""
    parts = [
        by.item(line, section.bullet) if section.bulleted else by.paragraph(line, bold=number == 0)
        for number, line in enumerate(entry.heading(section.form))
    ]
    parts += [by.paragraph(printed(entry.note))] if entry.note else []
    return "".join((*parts, *(by.item(duty, section.bullet) for duty in entry.duties)))


def section_set(section: Section, by: Writing) -> str:
    """Give all of a section but its heading."""
    parts = [by.paragraph(printed(text)) for text in section.text]
    parts += [skills_set(section, by)] if section.skills else []
    for number, entry in enumerate(section.entries):
        if number and not section.bulleted and entry.heading(section.form):
            parts.append(by.paragraph(""))
        parts.append(entry_set(entry, section, by))
    return "".join(parts)


def running_head(described: Described) -> str:
    """Give what stands at the head of every page."""
    return f"{described.name}, Resume"


def running_foot(described: Described) -> str:
    """Give what stands at the foot of every page."""
    return f"{described.contact[-1]} | References and letters on request"


def load(path: Path) -> Described:
    """Read the description in `path`; its name is the slug. Raises ValidationError for an unknown field."""
    return Described(slug=path.stem, **tomllib.loads(path.read_text("utf-8")))
