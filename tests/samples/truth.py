"""Turn descriptions into the truth that drafts are scored against."""

import json
from collections.abc import Mapping
from typing import Any

from tests.samples.description import Described, Section, mentions, printed

_FIELDS = ("title", "organization", "programme", "location", "start", "end", "current", "expected")


def as_json(truths: Mapping[str, Any]) -> str:
    """Give the truth of a suite as JSON, one line for each case."""
    whole = json.dumps({**truths, "cases": []}, ensure_ascii=False)
    lines = ",\n".join(" " + json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in truths["cases"])
    return whole.replace('"cases": []', f'"cases": [\n{lines}\n]') + "\n"


def _entries(section: Section) -> list[dict[str, object]]:
    return [
        {"kind": str(entry.kind)} | {name: value for name in _FIELDS if (value := getattr(entry, name))}
        for entry in section.entries
    ]


def truth(described: Described) -> dict[str, object]:
    """Give one case: its files, entries, and skills with their basis and the printed text in which they stand."""
    skills = [
        {"mention": mention.words, "basis": str(mention.basis), "context": printed(text).replace("\t", " ")}
        for section in described.sections
        for text in section.texts
        for mention in mentions(text)
    ]
    return {
        "id": described.slug,
        "about": described.about.model_dump(mode="json", exclude_defaults=True),
        "files": [described.file(target) for target in described.render],
        "layouts": {described.file(target): target.partition(":")[2] or "plain" for target in described.render},
        "entries": [entry for section in described.sections for entry in _entries(section)],
        "skills": skills,
    }
