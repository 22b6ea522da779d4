"""Write a described resume as plain text, the way people type one into a form."""

from dataclasses import dataclass
from textwrap import fill

from tests.samples.description import Described, Section, printed


@dataclass(frozen=True)
class Habit:
    """How somebody types."""

    width: int = 78
    """Where lines are broken; 0 leaves that to the reader's window."""
    capitals: bool = True
    underline: str = ""
    """What is typed below a heading, as often as it has letters."""
    tabs: bool = False
    """Tabs are typed, not blanks."""
    hanging: bool = True
    """Further lines of a list item are indented; not so where a machine read a scan."""
    spaced: bool = False
    """An empty line stands after every line, as when it was pasted from a word processor."""


LAYOUTS = {
    "": Habit(),
    "wrapped": Habit(width=72, capitals=False),
    "double": Habit(width=0, capitals=False, spaced=True),
    "tabs": Habit(width=0, tabs=True),
    "ruled": Habit(width=90, capitals=False, underline="-"),
    "scanned": Habit(width=60, capitals=False, hanging=False),
}


def _filled(text: str, habit: Habit, first: str = "", rest: str = "") -> str:
    text = printed(text)
    return fill(text, habit.width, initial_indent=first, subsequent_indent=rest) if habit.width else first + text


def _split(line: str, habit: Habit) -> str:
    left, tab, right = line.partition("\t")
    if not tab or habit.tabs:
        return line
    return left + " " * max(2, habit.width - len(left) - len(right)) + right


def _item(text: str, section: Section, habit: Habit) -> str:
    mark = "-" if section.bullet is None else section.bullet
    first = mark + ("\t" if habit.tabs else " ") if mark else ""
    return _filled(text, habit, first, " " * len(first) if habit.hanging else "")


def _section(section: Section, habit: Habit) -> list[str]:
    lines = ["", section.heading.upper() if habit.capitals else section.heading]
    lines.append(habit.underline * len(section.heading))
    lines += [_filled(text, habit) for text in section.text]
    between = "\t" if habit.tabs else " - "
    if section.style in ("commas", "pipes") and section.skills:
        lines.append(_filled((", " if section.style == "commas" else " | ").join(section.skills), habit))
    elif section.style in ("lines", "table"):
        lines += [_filled(skill.replace("\t", between), habit) for skill in section.skills]
    else:
        lines += [_item(skill.replace("\t", between), section, habit) for skill in section.skills]
    for entry in section.entries:
        heading = entry.heading(section.form)
        if section.bulleted:
            lines += [_item(line, section, habit) for line in heading]
        else:
            lines += [_split(line, habit) for line in heading]
        lines += [_filled(entry.note, habit)] if entry.note else []
        lines += [_item(duty, section, habit) for duty in entry.duties]
        lines += [] if section.bulleted else [""]
    return lines


def render(described: Described, layout: str) -> bytes:
    """Give the bytes of the text, UTF-8. Raises KeyError for an unknown layout."""
    habit = LAYOUTS[layout]
    lines = [described.name, *([described.headline] if described.headline else []), *described.contact]
    for section in described.sections:
        lines += _section(section, habit)
    if habit.spaced:
        lines = [line for text in lines if text for line in (text, "")]
    return ("\n".join(lines).rstrip() + "\n").encode()
