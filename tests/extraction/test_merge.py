"""Offline and model's findings become one extraction, in any order, and nothing of the first is lost."""

from hypothesis import given
from hypothesis import strategies as st

from app.extraction.asking.grounding import Finding
from app.extraction.asking.merge import merge
from app.extraction.claims import Sighting, entry_claims, name_entries, skill_claims
from app.extraction.model import Basis, Claim, Entry, EntryKind, Extraction, Provenance, Source
from tests.extraction.documents import document

READ = document("""
SKILLS
Welding; pipe fitting; blueprint reading
WORK
Forklift Operator, Kestrel Freight
Welded brackets and read blueprints
""")
OFFLINE = Provenance(document_sha256=READ.sha256, extractor="offline/1")
MODEL = Provenance(document_sha256=READ.sha256, extractor="model/1", model="m", prompt="extract/1")


def span(words: str) -> tuple[int, int]:
    start = READ.text.index(words)
    return start, start + len(words)


def finding(words: str, name: str | None = None, basis: Basis = Basis.STATED) -> Finding:
    return Finding(*span(words), "exact", name or words, basis)


def offline() -> Extraction:
    title = READ.evidence(*span("Forklift Operator"))
    body = span("Welded brackets and read blueprints")
    job = Entry(id="", kind=EntryKind.EMPLOYMENT, title="Forklift Operator", evidence=(title,), body=body)
    entries = name_entries(READ, [job])
    sightings = [
        Sighting(*span("Welding"), Basis.STATED, 0.95, None),
        Sighting(*span("Forklift Operator"), Basis.INFERRED, 0.4, entries[0].id, "load trucks", _source(entries[0])),
        Sighting(*span("Forklift Operator"), Basis.INFERRED, 0.4, entries[0].id, "pipe fitting", _source(entries[0])),
    ]
    claims = [*entry_claims(READ, entries, OFFLINE), *skill_claims(READ, sightings, OFFLINE)]
    return Extraction(entries=tuple(entries), claims=tuple(claims))


def _source(entry: Entry) -> Source:
    return Source(entry_id=entry.id, kind="title")


def named(extraction: Extraction, name: str) -> Claim:
    return next(claim for claim in extraction.claims if claim.name == name)


FINDINGS = (
    finding("Welding", "welding"),
    finding("Welded brackets", "welding", Basis.DEMONSTRATED),
    finding("pipe fitting"),
    finding("blueprint reading"),
    finding("read blueprints", "blueprint reading", Basis.DEMONSTRATED),
    finding("Forklift Operator", "forklift operator"),
)


def test_a_skill_that_both_found_is_one_claim_with_the_evidence_of_both() -> None:
    claim = named(merge(READ, offline(), FINDINGS, MODEL), "Welding")
    assert claim.provenance.extractors == ("model/1", "offline/1")
    assert claim.provenance.extractor == "offline/1"
    assert [e.quote for e in claim.evidence] == ["Welding", "Welded brackets"]
    assert claim.id == named(offline(), "Welding").id


def test_what_only_the_model_found_says_so_and_stands_in_its_entry() -> None:
    merged = merge(READ, offline(), [finding("read blueprints", "reading blueprints", Basis.DEMONSTRATED)], MODEL)
    claim = named(merged, "reading blueprints")
    assert (claim.provenance, claim.entry_id) == (MODEL, merged.entries[0].id)
    assert (claim.basis, claim.confidence) == (Basis.DEMONSTRATED, 0.45)


def test_another_basis_and_another_kind_are_disagreements() -> None:
    merged = merge(READ, offline(), FINDINGS, MODEL)
    assert merged.disagreements == {
        named(merged, "Welding").id: ("offline/1: stated; model/1: demonstrated",),
        named(merged, "forklift operator").id: ("offline/1: employment; model/1: skill",),
    }


def test_an_inferred_claim_yields_to_evidence_and_no_other_offline_claim_is_lost() -> None:
    before, merged = offline(), merge(READ, offline(), FINDINGS, MODEL)
    kept = {claim.id for claim in merged.claims}
    lost = [claim for claim in before.claims if claim.id not in kept]
    assert [(claim.name, claim.basis) for claim in lost] == [("pipe fitting", Basis.INFERRED)]
    assert named(merged, "pipe fitting").basis is Basis.STATED


def test_nothing_found_changes_nothing() -> None:
    assert merge(READ, offline(), (), MODEL) == offline()


@given(st.permutations(FINDINGS), st.lists(st.sampled_from(FINDINGS), max_size=4))
def test_order_and_repetition_make_no_difference(findings: list[Finding], again: list[Finding]) -> None:
    assert merge(READ, offline(), [*findings, *again], MODEL) == merge(READ, offline(), FINDINGS, MODEL)


def test_every_claim_says_which_extractors_found_it() -> None:
    assert all(claim.provenance.extractors for claim in merge(READ, offline(), FINDINGS, MODEL).claims)
