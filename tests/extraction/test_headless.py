"""Jobs below no heading of their own: their duties show skills all the same."""

from app.extraction.extract import Extractor
from app.extraction.model import Basis
from app.flows import runtime
from app.settings import Settings
from tests.extraction.documents import document

TEXT = (
    "Otis Example\n419 555 0186\n\nI drive school buses and before that I drove city.\n\n"
    "2009 to 2014: Transit Operator, Toledo Transit Authority\n"
    "- Operated coaches on fixed routes\n- Collected fares\n"
)


def test_duties_of_jobs_without_a_heading_are_shown_by_their_job() -> None:
    extraction = Extractor(runtime.frameworks(Settings())).extract(document(TEXT))

    (job,) = extraction.entries
    shown = {c.name: c.entry_id for c in extraction.claims if c.kind == "skill" and c.basis is Basis.DEMONSTRATED}

    assert (job.title, job.organization) == ("Transit Operator", "Toledo Transit Authority")
    assert shown == {"Operated coaches": job.id, "Collected fares": job.id}
