"""Planted and honest texts to sentences with their labels."""

import json
import random
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from app.documents.model import SourceDocument
from app.documents.read import read
from app.extraction.guard.speech import sentences
from app.taxonomy.index import Frameworks
from app.taxonomy.model import ConceptKind
from tests.attacks.planting import attacks

FOLDER = Path(__file__).parent
EVALS = FOLDER.parents[2] / "evals"
SUITES = ("resumes", "varied", "hard", "fresh", "dialect", "transcripts", "job-histories")
_READ = (".txt", ".pdf", ".docx")
_TEXTS = ("planted-en.txt", "planted-more.txt", "planted-others.txt")
_HONEST = ("honest.txt", "honest-more.txt")
_ENGLISH = re.compile(
    r"(?=[\x00-\x7f]*$).*\b(?:the|and|of|to|in|for|with|my|by|on|from|at|was|i|is|as)\b.*", re.IGNORECASE
)
TRAINED_BATCHES = ("tuned", "held", "third", "fourth")
"""Attacks that are trained on; the fifth batch is not."""
_NAMED = re.compile(
    r"\b(?:Kubernetes|Terraform|neurosurgery|neurocirugía|neurochirurgie|neurocirurgia|cardiolog\w+|"
    r"air traffic control|actuarial science|helicopter pilot\w+|Rust programming|nuclear reactor operation|"
    r"quantum cryptography|underwater demolition|aerospace engineering|anesthesia)\b",
    re.IGNORECASE,
)
"""Skills that the attacks name: not these words are to be learned."""
_PLANTED_EACH, _HONEST_EACH, _HONEST_ELSE = 2, 2, 5
"""So many times a text is filled with names of skills and dressed."""
_COMPOSED = 600
_MADE, _MADE_ELSE = 7_000, 350
"""So many sentences are made by the grammar of English, and of each other language."""
_PART = re.compile(r"<([a-z ]+)>")
MADE = ""
"""Origin of what the grammars make; it is never left out of training."""
_LONE = re.compile(r"[\W\d_]*(?:\{[st]\}[\W\d_]*)*")
_LONGEST = 250


class Sample(NamedTuple):
    """One sentence, what it came from (all of one origin are trained on, or none), and whether it is planted."""

    text: str
    origin: str
    planted: bool


def templates(name: str) -> list[str]:
    """Read the texts of a file of this folder."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [
        line.replace("\\n", "\n")
        for line in lines
        if line and not re.fullmatch(r"\[[a-z]{2}\]", line) and line[:2] != "# "
    ]


def skills(frameworks: Frameworks) -> list[str]:
    """Give names of skills that texts are filled with."""
    kinds = (ConceptKind.SKILL, ConceptKind.KNOWLEDGE, ConceptKind.TECHNOLOGY)
    return sorted({name for name, concept in frameworks.names() if concept.kind in kinds and len(name) < 40})


def _filled(text: str, names: Sequence[str], chance: random.Random) -> str:
    return text.replace("{s}", chance.choice(names)).replace("{t}", chance.choice(names))


def _dressed(text: str, chance: random.Random) -> str:
    """Write a text as people do: other case, no full stop, a mark before it, brackets."""
    dice = chance.random()
    if dice < 0.15:
        text = text.lower()
    elif dice < 0.22:
        text = text.upper()
    if chance.random() < 0.25:
        text = text.rstrip(".。।")
    if chance.random() < 0.2:
        text = chance.choice(("- ", "• ", "* ", "1. ", "> ", "– ")) + text
    elif chance.random() < 0.06:
        text = chance.choice(("({})", "[{}]", '"{}"', "*{}*")).format(text)
    return text


def planted(names: Sequence[str], seed: int) -> Iterator[Sample]:
    """Give sentences that somebody plants: each text filled and dressed, and several in a row."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    texts = [*(t for name in _TEXTS for t in templates(name)), *known()]
    for template in texts:
        parts = template.split("\n")
        for _ in range(_PLANTED_EACH):
            for part in (template, *(p for p in parts if len(parts) > 1 and not _LONE.fullmatch(p))):
                yield Sample(_dressed(_filled(part, names, chance), chance), template, planted=True)
    english = [t for t in templates("planted-en.txt") if "\n" not in t]
    for _ in range(_COMPOSED):
        first = chance.choice(english)
        text = " ".join((first, chance.choice(english)))
        yield Sample(_dressed(_filled(text, names, chance), chance), first, planted=True)


def known() -> list[str]:
    """Give the attacks that are trained on, as texts to be filled."""
    texts = [attack.text for attack in attacks(*TRAINED_BATCHES)]
    texts += [row["text"] for row in json.loads((EVALS / "injection" / "truth.json").read_text("utf-8"))["attacks"]]
    return [_NAMED.sub("{s}", text) for text in texts]


def _expanded(text: str, lists: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    return _PART.sub(
        lambda part: _expanded(chance.choice(lists[part[1]]), lists, chance) if part[1] in lists else part[0], text
    )


def made(names: Sequence[str], seed: int) -> Iterator[Sample]:
    """Give sentences that the grammars make."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    for language, lists in tomllib.loads((FOLDER / "grammar.toml").read_text("utf-8")).items():
        for _ in range(_MADE if language == "en" else _MADE_ELSE):
            text = _expanded(chance.choice(lists["say"]), lists, chance)
            text = text if chance.random() < 0.3 else text[:1].upper() + text[1:]
            yield Sample(_dressed(_filled(text, names, chance), chance), MADE, planted=True)


def honest(names: Sequence[str], resumes: Path, others: Iterable[Path], seed: int) -> Iterator[Sample]:
    """Give sentences of honest documents: invented lines, suites, annotated resumes, lines of other files."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    for template in (t for name in _HONEST for t in templates(name)):
        # there is little of other languages in documents
        for _ in range(_HONEST_EACH if _ENGLISH.fullmatch(template) else _HONEST_ELSE):
            yield Sample(_dressed(_filled(template, names, chance), chance), template, planted=False)
    for suite in SUITES:
        for path in sorted((EVALS / suite).iterdir()):
            if path.suffix in _READ:
                text = read(SourceDocument(name=path.name, data=path.read_bytes())).text
                yield from _cut(text, f"{suite}/{path.stem}")
    for line in resumes.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield from _cut(row["text"], row["id"])
    for path in others:
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            text = json.loads(line)["text"] if path.suffix == ".jsonl" else line.split("\t")[-1]
            yield from _cut(text, f"{path.stem}/{number}")


def _cut(text: str, origin: str) -> Iterator[Sample]:
    for start, end in sorted({span for found in sentences(text) for span in found}):
        if text[start:end].strip():
            yield Sample(text[start : min(end, start + _LONGEST)].strip(), origin, planted=False)
