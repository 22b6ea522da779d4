"""Print what is still read of resumes that lost their line breaks: `python -m tests.benchmarks.bench_flattened`.

Every resume of the suites that is not held out is read as it is, then with its lines put together: with two blanks
between them, with as many as exports of job boards leave (commas and "to" set apart as well), and with one. Tables
lose the room between their cells, as they do there. Names are compared word by word, folded.
"""

import argparse
import hashlib
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from app.documents.model import SourceDocument
from app.documents.read import read
from app.evaluation import suite
from app.extraction.extract import Extractor
from app.extraction.model import Basis, Extraction
from app.flows import runtime

EVALS: Final = Path(__file__).resolve().parents[2] / "evals"
SUITES: Final = ("resumes", "varied", "hard", "fresh", "hands")
_SET_APART = re.compile(r"((?:19|20)\d\d) ?(?:-|–|to) ?(Present|present|(?:19|20)\d\d|\d\d?/|[A-Z][a-z]{2,8}\.? \d)")
_SHORT = 8


def _two(lines: Iterable[str], _: random.Random) -> str:
    return "".join(f"{' '.join(line.split())}  " for line in lines)


def _wide(lines: Iterable[str], dice: random.Random) -> str:
    told = []
    for line in lines:
        said = _SET_APART.sub(r"\1   to   \2", " ".join(line.split()))
        said = said.replace(", ", "  ,   ") if len(said.split()) <= _SHORT else said
        told.append(said + " " * dice.choice((3, 4, 5, 8)))
    return "".join(told)


def _one(lines: Iterable[str], _: random.Random) -> str:
    return " ".join(" ".join(line.split()) for line in lines if line.strip())


FORMS: Final[dict[str, Callable[[Iterable[str], random.Random], str]]] = {
    "as they are": lambda lines, _: "\n".join(lines),
    "two blanks": _two,
    "wide room": _wide,
    "one blank": _one,
}


def _folded(said: str | None) -> str:
    return " ".join(re.findall(r"[\w+#.]+", unicodedata.normalize("NFKC", said or "").casefold()))


def _named(case: suite.Case, found: Extraction) -> dict[str, tuple[Counter[str], Counter[str]]]:
    """Give true and found names, by what they are names of."""
    skills = [claim for claim in found.claims if claim.kind == "skill"]
    jobs = [entry for entry in found.entries if entry.kind == "employment"]
    true = [entry for entry in case.entries if entry.kind == "employment"]
    named = {}
    for basis in (Basis.STATED, Basis.DEMONSTRATED):
        told = {_folded(skill.mention) for skill in case.skills if skill.basis == basis}
        others = {_folded(skill.mention) for skill in case.skills} - told
        shown = {_folded(claim.name) for claim in skills if claim.basis is basis} - others
        named[f"{basis} skills"] = Counter(told), Counter(shown)
    named["job titles"] = Counter(_folded(e.title) for e in true), Counter(_folded(e.title) for e in jobs if e.title)
    named["start dates"] = Counter(e.start or "" for e in true), Counter(e.start or "" for e in jobs)
    return named


def main() -> None:
    """Read every form of every resume, and print precision and recall."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suites", nargs="*", default=SUITES)
    extractor = Extractor(runtime.frameworks(runtime.settings()))
    right: Counter[tuple[str, str]] = Counter()
    of: Counter[tuple[str, str]] = Counter()
    shown: Counter[tuple[str, str]] = Counter()
    for name in parser.parse_args().suites:
        for case in suite.load(EVALS / name).cases:
            text = read(suite.source(EVALS / name, case.files[0])).text
            for form, put in FORMS.items():
                dice = random.Random(hashlib.sha256(case.id.encode()).digest())  # noqa: S311 - the same for each run
                data = put(text.split("\n"), dice).encode()
                found = extractor.extract(read(SourceDocument(name="resume.txt", data=data)))
                for figure, (true, told) in _named(case, found).items():
                    right[form, figure] += (true & told).total()
                    of[form, figure] += true.total()
                    shown[form, figure] += told.total()
    table = Table(title="Resumes without their line breaks, precision / recall in %")
    figures = list(dict.fromkeys(figure for _, figure in of))
    for heading in ("lines", *figures):
        table.add_column(heading)
    for form in FORMS:
        cells = (
            f"{100 * right[form, f] / max(1, shown[form, f]):.1f} / {100 * right[form, f] / max(1, of[form, f]):.1f}"
            for f in figures
        )
        table.add_row(form, *cells)
    Console().print(table)


if __name__ == "__main__":
    main()
