"""Write a described resume as a web page in designs that browsers print in their own ways.

Columns beside each other, dates in a column of their own or floating, headings with room between their letters,
short lists in boxes, print over a dark ground: what online builders offer.
"""

from collections.abc import Mapping
from html import escape
from typing import Final

from tests.samples.description import Described, DescribedEntry, Section, printed

_BASE: Final = """
* { box-sizing: border-box } body { margin: 0; font: 10pt/1.35 sans-serif; color: #222 }
h1 { margin: 0 } h2 { margin: .8em 0 .3em } ul { margin: .2em 0 .4em 1.2em; padding: 0 } article { margin: .5em 0 }
p { margin: .3em 0 } .line { display: flex; justify-content: space-between; gap: 1em } .first { font-weight: bold }
.contact span { margin-right: 1em } .skills span { display: inline-block; margin: 2px }
"""
DESIGNS: Final[Mapping[str, str]] = {
    "sidebar": """
@page { size: letter; margin: 0 } .body { display: grid; grid-template-columns: 32% 1fr }
aside { background: #1f3a5f; color: #fff; padding: 18px; min-height: 900px } main { padding: 18px }
header { background: linear-gradient(90deg, #142840, #37a); color: #fff; padding: 18px }
.contact span { display: block } .skills span { background: #2f5a8f; border-radius: 9px; padding: 1px 7px }
""",
    "timeline": """
@page { size: letter; margin: .6in } article { display: grid; grid-template-columns: 110px 1fr; gap: 14px }
.dates { text-align: right; color: #555; grid-column: 1 }
.what { grid-column: 2; border-left: 2px solid #39c; padding-left: 12px; position: relative }
.what::before { content: ""; position: absolute; left: -6px; top: 4px; width: 9px; height: 9px; border-radius: 9px;
  background: #39c }
.skills span { border: 1px solid #39c; border-radius: 4px; padding: 0 5px }
""",
    "cards": """
@page { size: letter; margin: .4in } h2 { color: #a33 } .dates { float: right; font-style: italic; color: #666 }
section { border: 1px solid #ddd; border-radius: 8px; padding: 6px 12px; margin: 8px 0; box-shadow: 0 1px 3px #aaa }
.skills { display: grid; grid-template-columns: repeat(3, 1fr); gap: 2px 12px }
""",
    "spaced": """
@page { size: letter; margin: .7in } body { font-family: serif; text-align: justify } .dates { float: right }
h1, h2 { text-transform: uppercase; letter-spacing: 4px; font-weight: normal; text-align: center }
.headline { letter-spacing: 2px; text-align: center } .skills span:not(:last-child)::after { content: " \\2022" }
""",
    "right": """
@page { size: letter; margin: .5in } .body { display: flex; flex-direction: row-reverse; gap: 20px } main { flex: 1 }
aside { width: 33%; border-left: 3px double #888; padding-left: 14px }
.skills { display: flex; flex-direction: column }
.skills span::before { content: "\\25AA " } .contact span::before { content: "\\2709 " } h2 { color: #c60 }
""",
    "two": """
@page { size: letter; margin: .5in } main { columns: 2; column-gap: 26px } .line { display: block }
.line span + span::before { content: " | " } .skills span:not(:last-child)::after { content: " / " }
""",
}
"""The style sheet of each design, by its name."""


def _line(text: str, *, first: bool) -> str:
    parts = "".join(f"<span>{escape(part)}</span>" for part in printed(text).split("\t"))
    return f'<div class="line{" first" if first else ""}">{parts}</div>'


def _entry(entry: DescribedEntry, section: Section) -> str:
    dates = f'<div class="dates">{escape(entry.dates)}</div>' if section.dated(entry) else ""
    heading = "".join(_line(line, first=number == 0) for number, line in enumerate(entry.heading(section.form)))
    note = f"<p>{escape(printed(entry.note))}</p>" if entry.note else ""
    duties = "".join(f"<li>{escape(printed(duty))}</li>" for duty in entry.duties)
    return (
        f'<article>{dates}<div class="what">{heading}{note}{f"<ul>{duties}</ul>" if duties else ""}</div></article>'
    )


def _section(section: Section) -> str:
    parts = [f"<h2>{escape(section.heading)}</h2>", *(f"<p>{escape(printed(text))}</p>" for text in section.text)]
    if section.skills:
        skills = " ".join(f"<span>{escape(printed(skill))}</span>" for skill in section.skills)
        parts.append(f'<div class="skills">{skills}</div>')
    parts += [_entry(entry, section) for entry in section.entries]
    return f"<section>{''.join(parts)}</section>"


def render(described: Described, design: str) -> bytes:
    """Give the bytes of the page in a design, UTF-8."""
    aside, main = (
        "".join(_section(section) for section in described.sections if section.place == place)
        for place in ("side", "main")
    )
    contact = " ".join(f"<span>{escape(part)}</span>" for part in described.contact)
    top = f'<h1>{escape(described.name)}</h1><p class="headline">{escape(described.headline)}</p>'
    head = f'<meta charset="utf-8"><title>Resume</title><style>{_BASE}{DESIGNS[design]}</style>'
    body = f'<header>{top}<div class="contact">{contact}</div></header>'
    body += f'<div class="body"><aside>{aside}</aside><main>{main}</main></div>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>\n'.encode()
