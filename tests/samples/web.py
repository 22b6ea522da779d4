"""Write a described resume as a web page, the way an online builder or a word processor exports one."""

from collections.abc import Sequence
from html import escape

from tests.samples.description import Described, DescribedEntry, Section, Writing, printed, skills_set

_STYLE = """
body { font: 10.5pt/1.35 Calibri, sans-serif; color: #222; background: #fff; max-width: 800px; margin: 2em auto }
h1 { font-size: 20pt; margin: 0 } h2 { font-size: 14pt; color: #1f3a5f; border-bottom: 1px solid #1f3a5f }
.line { display: flex; justify-content: space-between; margin: .4em 0 0 } .line b { font-weight: 600 }
@media print { .no-print { display: none } } @media (max-width: 600px) { .line { display: block } }
"""


def paragraph(text: str, *, bold: bool = False) -> str:
    """Give one paragraph; what tabs part is set across the line."""
    left, *others = map(escaped, text.split("\t"))
    said = f"<b>{left}</b>" if bold else left
    if not others:
        return f"<p>{said}</p>\n"
    return f'<div class="line">{"".join(f"<span>{part}</span>" for part in (said, *others))}</div>\n'


def escaped(text: str) -> str:
    """Give a text as HTML; of blanks that follow each other only one can break the line."""
    return escape(text).replace("  ", "&nbsp; ")


def _items(texts: Sequence[str], bullet: str | None) -> str:
    if bullet is not None:
        return "".join(paragraph(f"{bullet} {printed(text)}".lstrip()) for text in texts)
    items = "".join(f"<li>{escape(printed(text))}</li>\n" for text in texts)
    return f"<ul>\n{items}</ul>\n" if texts else ""


def table(rows: Sequence[Sequence[str]]) -> str:
    """Give a table of plain cells."""
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table>\n{''.join(f'<tr>{line}</tr>' for line in lines)}</table>\n"


def _item(text: str, bullet: str | None) -> str:
    return _items((text,), bullet)


def _skills(section: Section) -> str:
    if section.style == "lines":
        return "<p>" + "<br>\n".join(escape(printed(skill)) for skill in section.skills) + "</p>\n"
    return _items(section.skills, section.bullet)


_WRITING = Writing(paragraph, _item, table, _skills)


def _entry(entry: DescribedEntry, section: Section) -> str:
    heading = entry.heading(section.form)
    if section.bulleted:
        parts = [_items(heading, section.bullet)]
    else:
        parts = [paragraph(line, bold=number == 0) for number, line in enumerate(heading)]
    parts += [paragraph(printed(entry.note))] if entry.note else []
    return f"<article>\n{''.join((*parts, _items(entry.duties, section.bullet)))}</article>\n"


def _section(section: Section) -> str:
    parts = [f"<h2>{escape(section.heading)}</h2>\n", *(paragraph(printed(text)) for text in section.text)]
    parts += [skills_set(section, _WRITING)] if section.skills else []
    parts += [_entry(entry, section) for entry in section.entries]
    return f"<section>\n{''.join(parts)}</section>\n"


def render(described: Described) -> bytes:
    """Give the bytes of the page, UTF-8."""
    top = [f"<h1>{escape(described.name)}</h1>\n", *([paragraph(described.headline)] if described.headline else [])]
    top.append(f"<p>{escaped('  |  '.join(described.contact))}</p>\n")
    head = f'<meta charset="utf-8"><title>{escape(described.name)}</title><style>{_STYLE}</style>'
    body = "".join((*top, *map(_section, described.sections)))
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}</body></html>\n'.encode()
