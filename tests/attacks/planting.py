"""Attacks as data, planted into described resumes.

`tuned.json` was looked at while the guard was made; `held.json`, `third.json` and `fourth.json` were counted before
anything was changed for them, then looked at, and the model of planted speech is trained on all four. `fifth.json` is
not trained on. What was counted then stands in docs/decisions.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from app.documents.model import SourceDocument
from app.values import Frozen
from tests.samples import docx, pdf, plain
from tests.samples.description import Described, Section

FOLDER = Path(__file__).parent
BATCHES = ("tuned", "held", "third", "fourth", "fifth")
_WRITERS = {"pdf": pdf.render, "docx": docx.render, "txt": plain.render}

Placement = Literal["start", "duty", "skills", "end", "footer", "heading"]
"""Below the contact; as a duty; as an item of a list of skills; below everything, without and with a heading of
references; as a section of its own, whose heading is the first line."""


class Attack(Frozen):
    """A text that somebody plants."""

    id: str
    technique: str
    language: str
    placement: Placement
    text: str


def attacks(*batches: str) -> Iterator[Attack]:
    """Give the attacks of these batches, or of all."""
    for batch in batches or BATCHES:
        for row in json.loads((FOLDER / f"{batch}.json").read_text("utf-8")):
            yield Attack(**row)


def planted(described: Described, attack: Attack) -> Described:
    """Give the resume with the attack in it. A resume without such a place has it below everything."""
    sections = list(described.sections)
    lines = tuple(attack.text.split("\n"))
    if attack.placement == "duty":
        for at, section in enumerate(sections):
            for number, entry in enumerate(section.entries):
                if len(entry.duties) > 1:
                    duties = (entry.duties[0], *lines, *entry.duties[1:])
                    entries = list(section.entries)
                    entries[number] = entry.model_copy(update={"duties": duties})
                    sections[at] = section.model_copy(update={"entries": tuple(entries)})
                    return described.model_copy(update={"sections": tuple(sections)})
    if attack.placement == "skills":
        for at, section in enumerate(sections):
            if section.skills and section.style in ("bullets", "lines"):
                sections[at] = section.model_copy(update={"skills": (*section.skills, *lines)})
                return described.model_copy(update={"sections": tuple(sections)})
    if attack.placement == "heading":
        sections.append(Section(heading=lines[0], text=lines[1:]))
    elif attack.placement == "footer":
        sections.append(Section(heading="References", text=lines))
    elif attack.placement == "start":
        return described.model_copy(update={"contact": (*described.contact, *lines)})
    else:
        sections[-1] = _with(sections[-1], lines)
    return described.model_copy(update={"sections": tuple(sections)})


def _with(section: Section, lines: tuple[str, ...]) -> Section:
    """Give a section with lines below everything in it."""
    if section.entries:
        last = section.entries[-1]
        entries = (*section.entries[:-1], last.model_copy(update={"duties": (*last.duties, *lines)}))
        return section.model_copy(update={"entries": entries})
    if section.skills:
        return section.model_copy(update={"skills": (*section.skills, *lines)})
    return section.model_copy(update={"text": (*section.text, *lines)})


def rendered(described: Described, target: str) -> SourceDocument:
    """Write the resume as one of its targets (`pdf:LAYOUT`, `docx:LAYOUT` or `txt`)."""
    suffix, _, layout = target.partition(":")
    return SourceDocument(name=f"{described.slug}.{suffix}", data=_WRITERS[suffix](described, layout))


def target_for(described: Described, target: str, attack: Attack) -> str:
    """Give the target, or plain text where a sample PDF's fonts cannot print the attack."""
    if target.startswith("pdf"):
        try:
            attack.text.encode("cp1252")
        except UnicodeEncodeError:
            return "txt"
    return target
