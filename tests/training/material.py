"""Marked texts of all sources to observed tokens with labels."""

import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.documents.model import Document, SourceDocument
from app.documents.read import read
from app.evaluation.score import locate
from app.evaluation.suite import load
from app.evaluation.suite import source as source_of
from app.extraction.done import done
from app.extraction.extract import Ruled, rule
from app.extraction.skills.weigh import Observed, look
from app.taxonomy.index import Frameworks
from tests.training.invent import Sample
from tests.training.tagger import labels

Span = tuple[int, int]
_FEW_LINES = 10
"""A resume of fewer line breaks was put on one line by a conversion."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a source, what is seen of it, and what is true of it."""

    name: str
    source: str
    observed: Observed
    labels: tuple[str, ...]
    skills: tuple[str, ...]
    phrases: tuple[Span, ...] = ()
    """Phrases of duties, by the rules."""
    duties: tuple[str, ...] = ()
    """What is true of them."""
    marked: tuple[Span, ...] = ()
    """Where the marked skills of a suite stand."""


def places(text: str, skills: Iterable[str]) -> list[Span]:
    """Find every place of the annotated skills, longer ones first; places do not overlap."""
    found: list[Span] = []
    for skill in sorted({s.strip() for s in skills} - {""}, key=lambda s: (-len(s), s)):
        words = [re.escape(word) for word in skill.split()]
        before, after = (r"(?<!\w)" if skill[0].isalnum() else ""), (r"(?!\w)" if skill[-1].isalnum() else "")
        for match in re.finditer(before + r"\s+".join(words) + after, text):
            if not any(start < match.end() and match.start() < end for start, end in found):
                found.append(match.span())
    return sorted(found)


def _phrases(document: Document, ruled: Ruled) -> tuple[Span, ...]:
    return tuple((s.start, s.end) for s in done(document, ruled.sections, ruled.entries, (), lambda *_: 1.0))


def _text(
    name: str,
    source: str,
    text: str,
    skills: Iterable[str],
    frameworks: Frameworks,
    at: Sequence[Span] | None = None,
    duties: tuple[str, ...] = (),
) -> Text:
    document = read(SourceDocument(name="text.txt", data=text.encode()))
    ruled = rule(document, frameworks)
    observed = look(document.text, ruled.sections, ruled.entries, ruled.sightings, frameworks)
    if at is None or document.text != text:
        at = places(document.text, skills)
    phrases = _phrases(document, ruled)
    return Text(name, source, observed, tuple(labels(observed.seen, at)), tuple(skills), phrases, duties)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def documents(path: Path, frameworks: Frameworks) -> list[Text]:
    """Read resumes with annotated skills: JSON lines of `id`, `text`, `skills`."""
    return [
        _text(
            f"resume {r['id']}",
            "flattened resumes" if r["text"].count("\n") < _FEW_LINES else "resumes with lines",
            r["text"],
            r["skills"],
            frameworks,
        )
        for r in _lines(path)
    ]


def sentences(path: Path, frameworks: Frameworks) -> list[Text]:
    """Read sentences of job advertisements: JSON lines of `id`, `text`, `spans`."""
    return [
        _text(r["id"], "advertisements", r["text"], sorted({s["span"] for s in r["spans"]}), frameworks)
        for r in _lines(path)
    ]


def printed(folder: Path, source: str, frameworks: Frameworks, without: Sequence[str] = ()) -> list[Text]:
    """Read the documents of a suite of drafts, each in the first of its forms; `without` the cases of these ids."""
    found = []
    for case in load(folder).cases:
        if case.id in without:
            continue
        document = read(source_of(folder, case.files[0]))
        ruled = rule(document, frameworks)
        observed = look(document.text, ruled.sections, ruled.entries, ruled.sightings, frameworks)
        truths = tuple(skill.mention for skill in case.skills)
        phrases = _phrases(document, ruled)
        places_ = (locate(document.text, skill.context, skill.mention) for skill in case.skills)
        marked = tuple(place for place in places_ if place is not None)
        found.append(Text(f"{folder.name} {case.id}", source, observed, (), truths, phrases, truths, marked))
    return found


def invented(source: str, samples: Iterable[Sample], frameworks: Frameworks, everywhere: bool = False) -> list[Text]:
    """Observe invented texts. `everywhere`: what is marked once is marked wherever it stands, as in the annotated."""
    found = []
    for s in samples:
        duties = tuple(s.text[a:b] for a, b in (*s.duties, *s.skills)) if s.duties else ()
        at = None if everywhere else s.skills
        found.append(_text(s.name, source, s.text, [s.text[a:b] for a, b in s.skills], frameworks, at, duties))
    return found


def folds(texts: Sequence[Text], count: int, seed: int) -> list[set[str]]:
    """Part the names of the texts at random, every source alike."""
    names = sorted(text.name for text in texts)
    random.Random(seed).shuffle(names)  # noqa: S311
    return [set(names[n::count]) for n in range(count)]
