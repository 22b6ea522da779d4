"""Entries that a model names: every part found in one spot, dates read by our grammar, merged with offline ones."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.model import Document
from app.documents.redact.mask import redact
from app.extraction.asking.answers import EntryAnswer
from app.extraction.asking.grounding import Dropped
from app.extraction.asking.grounding_entries import EntryFinding, entry_of, ground_entries
from app.extraction.asking.merge import merge
from app.extraction.asking.windows import line_starts
from app.extraction.claims import Sighting, entry_claims, name_entries, skill_claims
from app.extraction.model import Basis, Claim, Entry, EntryKind, Extraction, Provenance
from app.extraction.quotes import Searched
from app.review.flags import flag_draft
from app.review.model import FlagCode
from tests.extraction.documents import document

RESUME = """
Ottoline Brackwater
SKILLS
Net mending; knot tying
EXPERIENCE
Deckhand
Grey Heron Fisheries, Astoria
March 2019 - Present
- Sorted the catch
Dock Hand, Kestrel Freight, 2015 - 2018
- Loaded ferries
EDUCATION
First Aid, Red Cross, 2014
"""
READ = document(RESUME)
MASKED = redact(READ)
OFFLINE = Provenance(document_sha256=READ.sha256, extractor="offline/1")
MODEL = Provenance(document_sha256=READ.sha256, extractor="model/1", model="m", prompt="extract/3")


def line(words: str) -> int:
    return READ.text[: READ.text.index(words)].count("\n") + 1 if words else 0


def answer(
    title: str, organization: str = "", dates: str = "", kind: str = "employment", **lines: int
) -> EntryAnswer:
    told: dict[str, Any] = {"kind": kind, "title": title, "organization": organization, "dates": dates}
    for part, quote in (("title", title), ("organization", organization), ("dates", dates)):
        told[f"{part}_line"] = lines.get(f"{part}_line", line(quote) if quote in READ.text else 1)
    return EntryAnswer.model_validate(told)


def ground(*answers: EntryAnswer, read: Document = READ) -> tuple[list[EntryFinding], Dropped]:
    masked = redact(read)
    text = masked.text
    return ground_entries(answers, masked, Searched(text), line_starts(text), range(len(text)))


DECKHAND = answer("Deckhand", "Grey Heron Fisheries", "March 2019 - Present")
DOCK = answer("Dock Hand", "Kestrel Freight", "2015 - 2018")
AID = answer("First Aid", "Red Cross", "2014", "certification")


def test_an_entry_has_the_words_of_the_document_and_the_dates_that_they_print() -> None:
    findings, dropped = ground(DECKHAND, DOCK, AID)
    made = [entry_of(READ, finding) for finding in findings]
    assert dropped == Dropped()
    assert [(e.title, e.organization, e.start, e.end, e.current) for e in made] == [
        ("Deckhand", "Grey Heron Fisheries", "2019-03", None, True),
        ("Dock Hand", "Kestrel Freight", "2015", "2018", False),
        ("First Aid", "Red Cross", None, "2014", False),
    ]
    assert all(READ.text[e.start : e.end] == e.quote for entry in made for e in entry.evidence)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (answer("Captain", "Grey Heron Fisheries"), Dropped(invented=1)),
        (answer("Deckhand", "Grey Heron Fisheries", "2010 - 2012"), Dropped(invented=1)),
        (answer("Deckhand", "Acme"), Dropped(invented=1)),
        (answer("", "", ""), Dropped(invented=1)),
        (answer("Deck", "Grey Heron Fisheries"), Dropped(invented=1)),
        (answer("[NAME_1]", "Grey Heron Fisheries"), Dropped(masked=1)),
        (answer("", "", "2015 - 2018"), Dropped(unsupported=1)),
        (answer("EXPERIENCE", "Grey Heron Fisheries"), Dropped(unsupported=1)),
        (answer("2014"), Dropped(unsupported=1)),
        (answer("Deckhand", "Kestrel Freight", "2015 - 2018"), Dropped(unsupported=1)),
        (answer("Deckhand", "Red Cross"), Dropped(unsupported=1)),
        (answer("Dock Hand", "Kestrel Freight", "March 2019 - Present"), Dropped(unsupported=1)),
        (answer("Grey Heron Fisheries", "Kestrel Freight"), Dropped(unsupported=1)),
    ],
)
def test_one_part_that_is_not_there_or_belongs_elsewhere_drops_the_entry_whole(
    wrong: EntryAnswer, why: Dropped
) -> None:
    assert ground(wrong) == ([], why)


@pytest.mark.parametrize(("dates", "read"), [("Summers", (None, None)), ("2012; 2016", (None, None))])
def test_words_that_are_not_one_date_give_no_date(dates: str, read: tuple[None, None]) -> None:
    paper = document(f"Ottoline Brackwater\nWORK\nDeckhand, Grey Heron, {dates}\n")
    told = answer("Deckhand", "", dates, title_line=3, dates_line=3)
    findings, dropped = ground(told, read=paper)
    made = entry_of(paper, findings[0])
    assert (made.start, made.end, dropped) == (*read, Dropped())


def at(words: str) -> tuple[int, int]:
    start = READ.text.index(words)
    return start, start + len(words)


def offline(**changed: Any) -> Extraction:
    """Give the deckhand alone, with a listed skill, as the offline extractor has them."""
    told: dict[str, Any] = {"title": "Deckhand", "organization": "Grey Heron Fisheries, Astoria", "start": "2019-03"}
    places = [at(words) for words in ("Deckhand", "Grey Heron Fisheries, Astoria", "March 2019 - Present")]
    job = Entry(
        id="",
        kind=EntryKind.EMPLOYMENT,
        evidence=tuple(READ.evidence(*place) for place in places),
        **{**told, "current": True, **changed},
    )
    entries = name_entries(READ, [job])
    skills = skill_claims(READ, [Sighting(*at("knot tying"), Basis.STATED, 0.95, None)], OFFLINE)
    return Extraction(entries=tuple(entries), claims=(*entry_claims(READ, entries, OFFLINE), *skills))


def merged(*answers: EntryAnswer, before: Extraction | None = None) -> Extraction:
    return merge(READ, before or offline(), [], MODEL, ground(*answers)[0])


def job(extraction: Extraction) -> Claim:
    return next(claim for claim in extraction.claims if claim.entry_id == extraction.entries[0].id)


def test_an_entry_that_both_found_says_so_and_stays_as_it_was() -> None:
    made = merged(DECKHAND)
    assert made.entries == offline().entries
    assert [claim.id for claim in made.claims] == [claim.id for claim in offline().claims]
    assert job(made).provenance.extractors == ("model/1", "offline/1")
    assert job(made).provenance.model is None
    assert made.disagreements == {}


@pytest.mark.parametrize(
    ("told", "before", "flag"),
    [
        (answer("Deckhand", kind="volunteering"), {}, "offline/1: kind employment; model/1: kind volunteering"),
        (answer("Deckhand"), {"title": "Sailor"}, "offline/1: title Sailor; model/1: title Deckhand"),
        (
            DECKHAND,
            {"organization": "Acme"},
            "offline/1: organization Acme; model/1: organization Grey Heron Fisheries",
        ),
        (DECKHAND, {"organization": None}, "offline/1: no organization; model/1: organization Grey Heron Fisheries"),
        (DECKHAND, {"start": "2018-03"}, "offline/1: dates 2018-03 to present; model/1: dates 2019-03 to present"),
        (DECKHAND, {"start": None, "current": False}, "offline/1: no dates; model/1: dates 2019-03 to present"),
    ],
)
def test_what_they_say_differently_of_one_entry_is_flagged(
    told: EntryAnswer, before: dict[str, Any], flag: str
) -> None:
    made = merged(told, before=offline(**before))
    assert made.disagreements == {job(made).id: (flag,)}
    assert made.entries == offline(**before).entries
    flags = flag_draft(READ, made, {})[1][job(made).id]
    assert FlagCode.DISAGREEMENT in {one.code for one in flags}


def test_an_entry_that_only_the_model_found_is_a_claim_that_a_person_must_look_at() -> None:
    made = merged(DOCK, AID)
    assert made.entries[:1] == offline().entries
    assert [(e.title, e.kind) for e in made.entries[1:]] == [
        ("Dock Hand", "employment"),
        ("First Aid", "certification"),
    ]
    fresh = {claim.entry_id: claim for claim in made.claims if claim.provenance.model == "m"}
    assert set(fresh) == {entry.id for entry in made.entries[1:]}
    flags = flag_draft(READ, made, {})[1]
    for claim in fresh.values():
        assert claim.confidence == 0.6
        assert FlagCode.MODEL_ONLY in {flag.code for flag in flags[claim.id]}


def test_a_title_that_the_other_took_for_a_skill_is_a_disagreement() -> None:
    made = merged(answer("knot tying", kind="course"))
    (fresh,) = (claim for claim in made.claims if claim.provenance.model)
    assert made.disagreements == {fresh.id: ("offline/1: skill; model/1: course",)}


def test_a_shared_employer_alone_does_not_make_two_jobs_one() -> None:
    paper = document("WORK\nAcme Cannery\nForeman, 2015 - 2018\nPacker, 2012 - 2015\n")
    acme = paper.text.index("Acme Cannery"), paper.text.index("Acme Cannery") + 12
    foreman = paper.text.index("Foreman"), paper.text.index("Foreman") + 7
    known = Entry(
        id="e-1",
        kind=EntryKind.EMPLOYMENT,
        title="Foreman",
        organization="Acme Cannery",
        evidence=(paper.evidence(*acme), paper.evidence(*foreman)),
    )
    before = Extraction(entries=(known,), claims=tuple(entry_claims(paper, [known], OFFLINE)))
    told = answer("Packer", "", "2012 - 2015", title_line=4, dates_line=4)
    masked = redact(paper)
    found = ground_entries([told], masked, Searched(masked.text), line_starts(masked.text), range(len(masked.text)))[
        0
    ]
    made = merge(paper, before, [], MODEL, found)
    assert [entry.title for entry in made.entries] == ["Foreman", "Packer"]


def test_an_employer_far_above_a_role_is_believed_where_the_offline_entry_has_both() -> None:
    paper = document("WORK\nAcme Cannery, 2012 - 2018\nForeman, 2015 - 2018\n- Led a crew\nPacker, 2012 - 2015\n")

    def spot(words: str) -> tuple[int, int]:
        return paper.text.index(words), paper.text.index(words) + len(words)

    places = tuple(paper.evidence(*spot(words)) for words in ("Acme Cannery", "Packer", "2012 - 2015"))
    packer = Entry(id="e-1", kind=EntryKind.EMPLOYMENT, title="Packer", organization="Acme Cannery", evidence=places)
    told = answer("Packer", "Acme Cannery", "2012 - 2015", title_line=5, organization_line=2, dates_line=5)
    masked = redact(paper)
    where = ([told], masked, Searched(masked.text), line_starts(masked.text), range(len(masked.text)))
    assert ground_entries(*where) == ([], Dropped(unsupported=1))
    assert [entry_of(paper, one).title for one in ground_entries(*where, [packer])[0]] == ["Packer"]
    foreman = packer.model_copy(update={"evidence": places[:1]})
    assert ground_entries(*where, [foreman]) == ([], Dropped(unsupported=1))


ANSWERS = st.builds(
    answer,
    st.sampled_from(["", "Deckhand", "Dock Hand", "First Aid", "Sorted the catch", "knot tying"]),
    st.sampled_from(["", "Grey Heron Fisheries", "Grey Heron Fisheries, Astoria", "Kestrel Freight", "Red Cross"]),
    st.sampled_from(["", "March 2019 - Present", "March 2019", "2015 - 2018", "2014"]),
    st.sampled_from(["employment", "certification"]),
)


@given(st.lists(ANSWERS, max_size=8), st.randoms())
def test_the_order_of_entries_and_how_often_one_is_told_make_no_difference(
    told: list[EntryAnswer], random: Any
) -> None:
    shuffled = told + told[: len(told) // 2]
    random.shuffle(shuffled)
    one, other = merged(*told), merged(*shuffled)
    assert one == other
    assert one.entries[:1] == offline().entries
    ids = [claim.id for claim in one.claims]
    assert len(set(ids)) == len(ids)
    for claim in one.claims:
        assert all(READ.text[e.start : e.end] == e.quote for e in claim.evidence)
