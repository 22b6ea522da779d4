"""Write a described resume as RTF, the way word processors write one."""

from collections.abc import Sequence

from tests.samples.description import Described, Section, Writing, printed, section_set

_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0\deflang1033{\fonttbl{\f0\fswiss\fcharset0 Calibri;}{\f1\fnil\fcharset2 Symbol;}}"
    "\n"
    r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red31\green58\blue95;}"
    "\n"
    r"{\stylesheet{\s0\fs21 Normal;}{\s1\sbasedon0\b\fs28\cf3 heading 1;}{\s2\sbasedon0 List Bullet;}}"
    "\n"
    r"{\*\generator Samples 1.0;}{\info{\title Resume}}\paperw12240\paperh15840\widowctrl"
    "\n"
)
_BODY = r"\pard\plain\s0\f0\fs21 "
_HEADING = r"\pard\plain\s1\sb200\f0\b\fs28\cf3 "
_ITEM = r"\pard\plain{\listtext\pard\plain\f1 \'b7\tab}\s2\ls1\fi-360\li720\f0\fs21 "


def escaped(text: str) -> str:
    """Give a text as RTF writes it: signs with a backslash, what is not ASCII as UTF-16 numbers."""
    out = []
    for character in text:
        if character == "\t":
            out.append(r"\tab ")
        elif character in "\\{}":
            out.append("\\" + character)
        elif character.isascii():
            out.append(character)
        else:
            units = character.encode("utf-16-le")
            numbers = (int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2))
            out += [rf"\u{number}?" for number in numbers]
    return "".join(out)


def paragraph(text: str, *, bold: bool = False, start: str = _BODY) -> str:
    """Give one paragraph; what stands before a tab may be bold."""
    left, tab, right = text.partition("\t")
    said = rf"{{\b {escaped(left)}}}" if bold else escaped(left)
    return start + said + (r"\tab " + escaped(right) if tab else "") + "\\par\n"


def _item(text: str, bullet: str | None) -> str:
    if bullet is not None:
        return paragraph(f"{bullet} {printed(text)}".lstrip())
    return paragraph(printed(text), start=_ITEM)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Give a table of plain cells."""
    out = []
    for row in rows:
        edges = "".join(rf"\cellx{3000 * (number + 1)}" for number in range(len(row)))
        cells = "".join(rf"\pard\plain\intbl\f0\fs21 {escaped(cell)}\cell" + "\n" for cell in row)
        out.append(rf"\trowd\trgaph108{edges}" + "\n" + cells + "\\row\n")
    return "".join(out)


def _skills(section: Section) -> str:
    if section.style == "lines":
        return "".join(paragraph(printed(skill)) for skill in section.skills)
    return "".join(_item(skill, section.bullet) for skill in section.skills)


_WRITING = Writing(paragraph, _item, table, _skills)


def _section(section: Section) -> str:
    return paragraph(section.heading, start=_HEADING) + section_set(section, _WRITING)


def render(described: Described) -> bytes:
    """Give the bytes of the RTF, laid out as the DOCX layout `plain` is."""
    top = [paragraph(described.name, start=r"\pard\plain\s0\f0\b\fs40 ")]
    top += [paragraph(described.headline)] if described.headline else []
    top.append(paragraph("  |  ".join(described.contact)))
    return (_HEAD + "".join((*top, *map(_section, described.sections))) + "}").encode("ascii")
