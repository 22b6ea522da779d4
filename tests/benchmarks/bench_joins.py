"""Print which entries of a model would be believed: `python -m tests.benchmarks.bench_joins`.

For every resume of the suites each true entry is told as a perfect model would, with the words and lines of the
document; then every title is told with the employer of every other entry, with the dates of either. The first should
be believed, the second not: those that are, are named beside, and whether the offline entries contradict them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.documents.model import Document
from app.documents.read import read
from app.documents.redact.mask import redact
from app.evaluation import suite
from app.extraction.asking.answers import EntryAnswer
from app.extraction.asking.grounding_entries import EntryFinding, ground_entries
from app.extraction.asking.merge_entries import compare
from app.extraction.asking.windows import line_starts
from app.extraction.extract import Extractor
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.model import Entry
from app.extraction.quotes import Searched
from app.flows import runtime
from app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SUITES = tuple(ROOT / "evals" / name for name in ("resumes", "varied"))


@dataclass(frozen=True)
class Spot:
    """One true entry and where the masked text tells it, its places as near to each other as they come."""

    kind: str
    title: str
    organization: str
    title_at: int | None
    organization_at: int | None
    dates: DateRange | None


class Paper:
    """One document, its true entries, and those that are found offline."""

    def __init__(self, document: Document, entries: Sequence[suite.TrueEntry], known: Sequence[Entry]) -> None:
        self.document, self.known = document, known
        self.masked = redact(document)
        self._searched, self._starts = Searched(self.masked.text), line_starts(self.masked.text)
        self.spots = [spot for entry in entries for spot in self._spot(entry)]

    def told(self, title: Spot, organization: Spot, dates: DateRange | None) -> EntryAnswer:
        """Tell the title of one spot with the organization of another."""
        text = self.masked.text
        return EntryAnswer.model_validate(
            {
                "kind": title.kind,
                "title": title.title,
                "title_line": self._line(title.title_at),
                "organization": organization.organization,
                "organization_line": self._line(organization.organization_at),
                "dates": text[dates.at : dates.to] if dates else "",
                "dates_line": self._line(dates.at if dates else None),
            }
        )

    def believed(self, told: EntryAnswer) -> EntryFinding | None:
        """Give the finding that grounding makes of it."""
        whole = range(len(self.masked.text))
        found, _ = ground_entries([told], self.masked, self._searched, self._starts, whole, self.known)
        return found[0] if found else None

    def contradicted(self, finding: EntryFinding) -> bool:
        """Say whether it becomes a disagreement instead of an entry of its own."""
        return any(compare(self.document, self.known, [finding], ("offline", "model")).again.values())

    def _line(self, at: int | None) -> int:
        return 0 if at is None else self.masked.text.count("\n", 0, at) + 1

    def _spot(self, entry: suite.TrueEntry) -> Iterator[Spot]:
        text = self.masked.text
        title, organization = entry.title or "", entry.organization or ""
        dates = [
            one
            for one in find_dates(text)
            if (one.start, one.end) == (entry.start, entry.end)
            or (one.single and one.end in (entry.start, entry.end))
        ]
        nowhere: list[DateRange | None] = [None]
        places = product(_places(text, title), _places(text, organization), [*dates] or nowhere)
        nearest = min(places, key=_spread, default=None)
        if nearest is not None:
            yield Spot(str(entry.kind), title, organization, *nearest)


def _places(text: str, words: str) -> list[int | None]:
    if not words:
        return [None]
    found: list[int | None] = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _spread(places: tuple[int | None, int | None, DateRange | None]) -> int:
    title, organization, dates = places
    told = [at for at in (title, organization, dates.at if dates else None) if at is not None]
    return max(told) - min(told) if told else 0


def papers() -> Iterator[Paper]:
    """Read every document of the suites."""
    extractor = Extractor(runtime.frameworks(Settings(model=None)))
    for folder in SUITES:
        for case in suite.load(folder).cases:
            for file in case.files:
                document = read(suite.source(folder, file))
                yield Paper(document, case.entries, extractor.extract(document).entries)


def count(paper: Paper) -> Counter[tuple[str, str]]:
    """Count what is told and believed of one paper, by whether it is true."""
    counts: Counter[tuple[str, str]] = Counter()
    for spot in paper.spots:
        counts["true entries", "told"] += 1
        counts["true entries", "believed"] += paper.believed(paper.told(spot, spot, spot.dates)) is not None
    for one, other in product(paper.spots, paper.spots):
        if one is other or not one.title or not other.organization or one.organization == other.organization:
            continue
        for name, dates in (("dates of the title's", one.dates), ("dates of the employer's", other.dates)):
            finding = paper.believed(paper.told(one, other, dates))
            counts[f"joined from two, {name}", "told"] += 1
            counts[f"joined from two, {name}", "believed"] += finding is not None
            counts[f"joined from two, {name}", "flagged"] += finding is not None and paper.contradicted(finding)
    return counts


def main() -> None:
    """Count all papers and print the table."""
    counts = sum(map(count, papers()), Counter[tuple[str, str]]())
    table = Table(title="Entries told by a model")
    for heading in ("entry", "told", "believed", "of these only a disagreement", "new entries"):
        table.add_column(heading, justify="left" if heading == "entry" else "right")
    for name in dict.fromkeys(name for name, _ in counts):
        told, believed, flagged = (counts[name, what] for what in ("told", "believed", "flagged"))
        shown = (
            ("", "")
            if name == "true entries"
            else (str(flagged), f"{believed - flagged} = {(believed - flagged) / told:.2%}")
        )
        table.add_row(name, str(told), f"{believed} = {believed / told:.1%}", *shown)
    Console(width=118).print(table)


if __name__ == "__main__":
    main()
