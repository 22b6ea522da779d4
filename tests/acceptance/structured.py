"""How well structured sources become entries and skills: `python -m tests.acceptance.structured [FOLDER…]`.

Invented resumes and transcripts are written in every format and read again; what is printed are precision and recall
of whole entries, of their fields and of listed skills, and CPU milliseconds a document. The JSON files of each FOLDER
are read as well, with the number of entries and claims. Ends with 1 when an entry is missing, wrong or ungrounded.
The writers are by the same hand as the readers: the figures show that nothing is lost on the way, not what an
exporter will do next.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.documents.model import SourceDocument
from app.documents.read import read
from app.extraction.extract import Extractor
from app.extraction.model import Basis, Extraction
from app.flows import runtime
from app.settings import Settings
from tests.samples import transcripts
from tests.samples.make import described_in
from tests.samples.pesc import college_transcript, is_american
from tests.samples.records import TRANSCRIPTS
from tests.samples.structured import GROUPS, shown, told
from tests.samples.structured_formats import DESCRIBED, FORMATS

_COLUMNS = ("documents", "entries", "whole", "title", "employer", "dates", "stated P", "stated R", "shown R", "ms")


class Figures:
    """What one format came to."""

    def __init__(self) -> None:
        self.documents = 0
        self.true: list[tuple[object, ...]] = []
        self.found: list[tuple[object, ...]] = []
        self.stated = [0, 0, 0]
        """Claims, claims that are right, listed skills that are claimed."""
        self.listed = 0
        self.shown = [0, 0]
        self.seconds = 0.0
        self.ungrounded = 0

    def share(self, *fields: int) -> str:
        """Give precision and recall of some fields of all entries, document by document."""
        true = Counter(tuple(entry[n] for n in (0, *fields)) for entry in self.true)
        found = Counter(tuple(entry[n] for n in (0, *fields)) for entry in self.found)
        both = (true & found).total()
        return f"{both / max(1, found.total()):.3f}/{both / max(1, true.total()):.3f}"

    @property
    def whole(self) -> bool:
        """Whether every entry is as it was told."""
        return Counter(self.true) == Counter(self.found) and not self.ungrounded

    def row(self, name: str) -> str:
        """Give one line of the table."""
        skills = self.listed > 0
        cells = (
            self.documents,
            len(self.true),
            self.share(*range(1, len(self.true[0]))),
            self.share(2),
            self.share(3),
            self.share(4, 5),
            f"{self.stated[1] / max(1, self.stated[0]):.3f}" if skills else "–",
            f"{self.stated[2] / self.listed:.3f}" if skills else "–",
            f"{self.shown[1] / self.shown[0]:.3f}" if self.shown[0] else "–",
            f"{1000 * self.seconds / self.documents:.0f}",
        )
        return f"{name:20}" + "".join(f"{cell!s:>13}" for cell in cells)


def _quotes(found: Extraction, basis: Basis) -> set[str]:
    claims = (claim for claim in found.claims if claim.kind == "skill" and claim.basis is basis)
    return {one.quote.casefold() for claim in claims for one in claim.evidence}


def _read(figures: Figures, data: bytes, extractor: Extractor) -> Extraction:
    started = time.process_time()
    document = read(SourceDocument(name="source", data=data))
    found = extractor.extract(document)
    figures.seconds += time.process_time() - started
    figures.documents += 1
    quotes = [e for one in found.entries for e in one.evidence] + [e for one in found.claims for e in one.evidence]
    figures.ungrounded += sum(document.text[e.start : e.end] != e.quote for e in quotes)
    return found


def _of_format(name: str, extractor: Extractor) -> Figures:
    figures = Figures()
    write, true, listed, samples, _ = FORMATS[name]
    for described in samples:
        found = _read(figures, write(described), extractor)
        slug = described.slug
        for kind, title, organization, programme, start, end, current in set(true(described)):
            figures.true.append((slug, kind, title, organization, start, end, programme, current))
        figures.found += [
            (slug, GROUPS.get(e.kind, e.kind), e.title, e.organization, e.start, e.end, e.programme, e.current)
            for e in found.entries
        ]
        lists = {one.casefold() for one in listed(described)}
        sentences = told(described).casefold()
        stated = _quotes(found, Basis.STATED)
        figures.listed += len(lists)
        figures.stated[0] += len(stated)
        figures.stated[1] += sum(one in lists or one in sentences for one in stated)
        figures.stated[2] += len(lists & stated)
        duties, read_ = {one.casefold() for one in shown(described)}, _quotes(found, Basis.DEMONSTRATED)
        figures.shown[0] += len(duties)
        figures.shown[1] += sum(any(one in other or other in one for other in read_) for one in duties)
    return figures


def _of_transcripts(extractor: Extractor) -> Figures:
    figures = Figures()
    names = ("kind", "title", "organization", "start", "end", "code", "credits", "grade", "term", "state", "transfer")
    for described in map(transcripts.load, described_in(TRANSCRIPTS)):
        if is_american(described):
            found = _read(figures, college_transcript(described), extractor)
            true = transcripts.truth(described)["entries"]
            for entry in true if isinstance(true, list) else []:
                figures.true.append((described.slug, *(str(entry.get(name) or "") for name in names)))
            for one in found.entries:
                figures.found.append((described.slug, *(str(getattr(one, name) or "") for name in names)))
    return figures


def _real(folders: Iterable[Path], extractor: Extractor) -> None:
    for path in sorted(one for folder in folders for one in folder.glob("*.json")):
        figures = Figures()
        found = _read(figures, path.read_bytes(), extractor)
        bases = Counter(str(claim.basis) for claim in found.claims if claim.kind == "skill")
        counts = ", ".join(f"{count} {basis}" for basis, count in sorted(bases.items()))
        print(
            f"{path.name[-44:]:46}{len(found.entries):4} entries  skills: {counts}  {1000 * figures.seconds:.0f} ms"
        )


def main(words: Sequence[str]) -> int:
    """Print the table; give the exit status."""
    extractor = Extractor(runtime.frameworks(Settings()))
    extractor.extract(read(SourceDocument(name="warm", data=FORMATS["linkedin"].write(DESCRIBED[0]))))
    print(f"{'format (P/R)':20}" + "".join(f"{column:>13}" for column in _COLUMNS))
    whole = True
    for name in FORMATS:
        figures = _of_format(name, extractor)
        print(figures.row(name))
        whole = whole and figures.whole
    figures = _of_transcripts(extractor)
    print(figures.row("pesc"))
    _real(map(Path, words), extractor)
    return 0 if whole and figures.whole else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
