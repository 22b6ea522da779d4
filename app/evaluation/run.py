"""A suite's folder to its report: its schema says which kind it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from app.documents.redact.mask import redact
from app.errors import SuiteInvalid
from app.evaluation import documents, injection, links, masking, names
from app.evaluation.documents import Drafter
from app.evaluation.masking import Mask
from app.evaluation.model import Report
from app.evaluation.suite import TRUTH, schema_of
from app.taxonomy.index import Frameworks


@dataclass(frozen=True, slots=True)
class Bench:
    """What is evaluated."""

    draft: Drafter
    frameworks: Frameworks
    mask: Mask = redact
    telling: bool = False
    """Say what was missed and what is wrong in each document."""


SCHEMAS: dict[str, Callable[[Path, Bench], Report]] = {
    "ler-truth/1": lambda folder, bench: documents.evaluate(folder, bench.draft, telling=bench.telling),
    "ler-links/1": lambda folder, bench: links.evaluate(folder, bench.frameworks),
    "ler-masking/1": lambda folder, bench: masking.evaluate(folder, bench.mask),
    "ler-injection/1": lambda folder, bench: injection.evaluate(folder, bench.draft),
    "ler-names/1": lambda folder, bench: names.evaluate(folder, bench.draft),
}


def evaluate(suite_dir: Path, bench: Bench) -> Report:
    """Run one suite. Raises SuiteInvalid when the folder is not a suite, or its schema is not known."""
    schema = schema_of(suite_dir)
    if schema not in SCHEMAS:
        raise SuiteInvalid(f"{suite_dir.name}/{TRUTH}: {schema} is none of {', '.join(SCHEMAS)}")
    return SCHEMAS[schema](suite_dir, bench)


def suites_in(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Give the suites that are meant: a folder with a truth is one; of another folder those in it, by name.

    Raises SuiteInvalid for a folder that is neither.
    """
    found: list[Path] = []
    for folder in folders:
        if (folder / TRUTH).is_file():
            found.append(folder)
            continue
        inside = sorted(path.parent for path in folder.glob(f"*/{TRUTH}"))
        if not inside:
            raise SuiteInvalid(f"{folder}: neither it nor a folder in it has {TRUTH}")
        found += inside
    return tuple(dict.fromkeys(found))
