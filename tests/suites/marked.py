"""Plain-text documents with marks, many in one file, to files of their own and their truth.

Each begins with `=== ID` and `about: FIELD=VALUE …` (several values of one field with commas), then come the
resume with the marks of `evals/resumes`, `%%%`, and one entry a line:
`kind | title | organization | programme or location | start | end`. The end of what goes on is `present`;
`| expected` stands behind what is to come. Programmes are printed of education and courses, locations of all else.
"""

from collections.abc import Iterator
from typing import Any

from tests.samples.description import mentions, printed
from tests.samples.make import EVALS

SUITES = (
    "advertisements",
    "callings",
    "forms",
    "fresh",
    "hands",
    "livelihoods",
    "offices",
    "papers",
    "scholars",
    "screens",
    "tongues",
    "voices",
    "unseen-advertisements",
    "unseen-papers",
    "unseen-strangers",
)
_BEFORE = 40
"""So many letters before a mention are its context in a text of one line."""
_STUDIES = ("education", "course")


def documents(suite: str) -> dict[str, str]:
    """Give the text of every document of a suite by the name of its file."""
    return {f"{name}.txt": printed(resume) for name, _, resume, _ in _marked(suite)}


def truth(suite: str) -> dict[str, Any]:
    """Give one case for each resume of a suite."""
    return {"schema": "ler-truth/1", "cases": [_case(*told) for told in _marked(suite)]}


def _marked(suite: str) -> Iterator[tuple[str, str, str, str]]:
    (source,) = (EVALS / suite).glob("*.marked")
    for told in source.read_text("utf-8").split("=== ")[1:]:
        head, _, entries = told.partition("%%%\n")
        name, about, resume = head.split("\n", 2)
        yield name, about.removeprefix("about: "), resume, entries


def _about(said: str) -> dict[str, Any]:
    fields = dict(field.split("=") for field in said.split())
    hard = fields.pop("hard", None)
    return {"dialect": "standard", **fields, **({"hard": hard.split(",")} if hard else {})}


def _case(name: str, about: str, resume: str, entries: str) -> dict[str, Any]:
    lines = resume.strip().splitlines()
    return {
        "id": name,
        "about": _about(about),
        "files": [f"{name}.txt"],
        "layouts": {f"{name}.txt": "plain"},
        "entries": [_entry(line) for line in entries.splitlines()],
        "skills": [told for line in lines for told in _skills(line, alone=len(lines) == 1)],
    }


def _skills(line: str, *, alone: bool) -> Iterator[dict[str, str]]:
    """Give the skills of a line, each with the line; of one that is the whole text, with what stands before."""
    whole = " ".join(printed(line).split())
    at = 0
    for mention in mentions(line):
        words = " ".join(mention.words.split())
        end = whole.find(words, at) + len(words)
        context = whole[max(0, end - len(words) - _BEFORE) : end] if alone else whole
        yield {"mention": mention.words, "basis": str(mention.basis), "context": context}
        at = end


def _entry(line: str) -> dict[str, Any]:
    kind, title, organization, third, start, end, *more = (field.strip() for field in line.split("|"))
    told: dict[str, Any] = {
        "kind": kind,
        "title": title,
        "organization": organization,
        "programme" if kind in _STUDIES else "location": third,
        "start": start,
        "end": "" if end == "present" else end,
    }
    flags = {"current": end == "present", "expected": "expected" in more}
    return {field: said for field, said in (told | flags).items() if said}
