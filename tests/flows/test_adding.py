"""Claims that people add to drafts: written, flagged, never twice, and kept when the draft is made again."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

import pytest

from app import pipeline
from app.documents.model import SourceDocument
from app.errors import ClaimKnown, DraftInvalid, WordsMissing
from app.extraction.extract import Extractor
from app.extraction.model import Basis, DocumentKind, EntryKind
from app.extraction.pointed import Pointed
from app.flows import outputs
from app.flows.adding import Adding, carried
from app.flows.convert import Attesting, convert_attested
from app.flows.draft import draft_all
from app.flows.inputs import Input
from app.flows.review import load_draft
from app.flows.signers import Signers
from app.review.decide import asks_for_a_look, attest
from app.review.model import Draft, FlagCode, Person, Role
from app.settings import Settings
from app.taxonomy.load import load
from app.values import Instant
from tests.cli import sources
from tests.cli.conftest import COMPILED

PDF = sources.pdf(*sources.LINES, "I also fix bicycles and I know my knots")
SOURCE = SourceDocument(name="resume.pdf", data=PDF)


@cache
def tools() -> pipeline.Tools:
    known = load([COMPILED.parent], [COMPILED])
    return pipeline.Tools(frameworks=known, extractor=Extractor(known), kind=DocumentKind.AUTO)


@cache
def made() -> Draft:
    return pipeline.draft(SOURCE, tools())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    sources.write(tmp_path, "resume.pdf", PDF)
    return sources.write(tmp_path / "out", "resume.draft.json", outputs.json_bytes(made()))


def add(path: Path, said: Pointed, of: Draft | None = None) -> Draft:
    adding = Adding(path, tools)
    assert adding.open(of or made())
    return adding.add(of or made(), said)[0]


def test_a_claim_is_written_with_its_place_on_the_page_its_concepts_and_its_flag(path: Path) -> None:
    after = add(path, Pointed(quote="fix bicycles", name="Bicycle repair"))
    assert load_draft(path) == after
    claim = after.claims[-1]
    assert (claim.name, claim.basis, claim.evidence[0].quote) == (
        "Bicycle repair",
        Basis.DEMONSTRATED,
        "fix bicycles",
    )
    assert claim.evidence[0].boxes
    assert claim.alignments or claim.alternatives
    assert claim.flags[0].code is FlagCode.ADDED
    assert after.claims[:-1] == made().claims
    assert after.counts["claims"] == made().counts["claims"] + 1 == len(after.claims)
    assert after.counts["demonstrated"] == made().counts["demonstrated"] + 1


def test_two_sittings_that_add_at_once_keep_both_claims(path: Path) -> None:
    one, other = Adding(path, tools), Adding(path, tools)
    assert one.open(made())
    assert other.open(made())
    one.add(made(), Pointed(quote="fix bicycles", name="Bicycle repair"))
    after, claim = other.add(made(), Pointed(quote="know my knots", name="Knots"))
    assert [added.name for added in load_draft(path).claims[-2:]] == ["Bicycle repair", "Knots"]
    assert (after, claim) == (load_draft(path), after.claims[-1])


def at_once(monkeypatch: pytest.MonkeyPatch, *work: Callable[[], object]) -> None:
    """Do things in threads that have all begun before the first of them writes, unless they wait for each other."""
    met = threading.Barrier(len(work))
    place = outputs.place

    def meet(out: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
        with suppress(threading.BrokenBarrierError):
            met.wait(1)
        return place(out, files)

    monkeypatch.setattr(outputs, "place", meet)
    with ThreadPoolExecutor() as pool:
        for one in [pool.submit(one) for one in work]:
            one.result()


def test_two_people_who_add_in_one_moment_keep_both_claims(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = (Pointed(quote="fix bicycles", name="Bicycle repair"), Pointed(quote="know my knots", name="Knots"))
    at_once(monkeypatch, *(partial(add, path, one) for one in said))
    assert {claim.name for claim in load_draft(path).claims[-2:]} == {"Bicycle repair", "Knots"}


@pytest.mark.parametrize("anew", ["draft", "convert"])
def test_what_is_added_while_the_draft_is_made_again_is_kept(
    anew: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = path.parent
    items = [Input(folder.parent / "resume.pdf", "resume")]
    settings = Settings(data_folder=folder / "data", key_file=None, key_passphrase=None, worker_name=None)
    signer = Signers(settings, lambda: None).own()

    def again() -> None:
        if anew == "draft":
            (outcome,) = draft_all(items, tools(), folder, lambda _: None)
        else:
            (outcome,) = convert_attested(items, tools(), Attesting("all", lambda _: signer), folder, lambda _: None)
        assert outcome.failure is None

    at_once(monkeypatch, partial(add, path, Pointed(quote="fix bicycles", name="Bicycle repair")), again)
    assert "Bicycle repair" in {claim.name for claim in load_draft(path).claims}


def test_nothing_is_added_to_the_draft_of_another_version(path: Path) -> None:
    adding = Adding(path, tools)
    assert adding.open(made())
    changed = pipeline.draft(SourceDocument(name="resume.txt", data=b"Skills: knots, bicycle repair"), tools())
    path.write_bytes(outputs.json_bytes(changed))
    with pytest.raises(DraftInvalid, match="another version"):
        adding.add(made(), Pointed(quote="fix bicycles"))
    assert load_draft(path) == changed


def test_an_entry_is_added_with_its_claim(path: Path) -> None:
    after = add(path, Pointed(kind=EntryKind.VOLUNTEERING, quote="I also fix bicycles"))
    assert [entry.kind for entry in after.entries[len(made().entries) :]] == [EntryKind.VOLUNTEERING]
    assert after.claims[-1].entry_id == after.entries[-1].id
    assert after.counts["entries"] == made().counts["entries"] + 1


def test_nobody_attests_in_bulk_what_a_person_added(path: Path) -> None:
    after = add(path, Pointed(quote="know my knots"))
    claim = after.claims[-1]
    assert asks_for_a_look(claim)
    worker = Person(id="did:key:zWorker", role=Role.WORKER)
    attested = attest(after, worker, Instant("2026-01-31T09:30:00Z"), "all")
    assert attested
    assert claim.id not in {decision.claim_id for decision in attested}


@pytest.mark.parametrize("words", ["Microsoft Excel", "microsoft excel", "Forklift operation"])
def test_what_the_draft_has_by_that_name_is_not_added(path: Path, words: str) -> None:
    before = path.read_bytes()
    with pytest.raises(ClaimKnown):
        add(path, Pointed(quote=words))
    assert path.read_bytes() == before


def test_the_same_is_added_once(path: Path) -> None:
    after = add(path, Pointed(quote="know my knots"))
    with pytest.raises(ClaimKnown):
        add(path, Pointed(quote="Know my knots"), after)


def test_words_that_nobody_wrote_change_nothing(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(WordsMissing):
        add(path, Pointed(quote="fix motorbikes"))
    assert path.read_bytes() == before


def test_a_document_that_lies_nowhere_near_is_asked_for_and_another_one_refused(path: Path, tmp_path: Path) -> None:
    (tmp_path / "resume.pdf").rename(tmp_path / "moved.pdf")
    other = sources.write(tmp_path, "resume.pdf", sources.pdf("Somebody Else"))
    adding = Adding(path, tools)
    assert not adding.open(made())
    with pytest.raises(DraftInvalid):
        adding.open(made(), other)
    assert adding.open(made(), tmp_path / "moved.pdf")


def test_what_was_added_is_in_the_draft_that_is_made_again(path: Path) -> None:
    after = add(path, Pointed(quote="fix bicycles", name="Bicycle repair"))
    after = add(path, Pointed(kind=EntryKind.VOLUNTEERING, quote="I also fix bicycles"), after)
    again = carried(made(), path, lambda: SOURCE, tools())
    assert again == after


def test_what_is_found_by_now_is_not_there_twice(path: Path) -> None:
    after = add(path, Pointed(quote="know my knots"))
    claim = after.claims[-1]
    found = claim.model_copy(update={"provenance": made().claims[0].provenance, "flags": ()})
    newer = made().model_copy(update={"claims": (*made().claims, found)})
    assert carried(newer, path, lambda: SOURCE, tools()) == newer


@pytest.mark.parametrize("left", [b"", b"{}", b'{"extractor": "person/1"}'])
def test_a_file_that_is_no_draft_has_nothing_to_take_over(path: Path, left: bytes) -> None:
    path.write_bytes(left)
    assert carried(made(), path, lambda: SOURCE, tools()) is made()


def test_drafting_the_document_again_keeps_what_was_added(path: Path) -> None:
    from app.flows.draft import draft_all

    after = add(path, Pointed(quote="know my knots"))
    item = Input(path.parent.parent / "resume.pdf", "resume")
    (outcome,) = draft_all([item], tools(), path.parent, lambda _: None)
    assert outcome.name == "resume"
    assert load_draft(path) == after
