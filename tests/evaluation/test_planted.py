"""Planted texts and other names to the claims that they change."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from app.documents.model import SourceDocument
from app.errors import SourceDamaged, SuiteInvalid
from app.evaluation import injection, names
from app.evaluation.alike import difference
from app.evaluation.injection import Attack, Host, planted
from app.evaluation.names import FullName, NamesCase, renamed
from app.review.model import Draft, Flag, FlagCode
from tests.evaluation.factories import draft, job, skill

RESUME = "Rosa Quill\nrosa@example.com\n\nWORK\n- Drove trucks\n\nSKILLS\n- Forklift\n- Excel\n"
HOST = Host(suite="resumes", file="one.txt", duty="- Drove trucks", skills="- Forklift")
WORDS = ("Forklift", "Excel", "Kubernetes", "Rosa")


def _reads(source: SourceDocument) -> Draft:
    """Claim every one of some words that stands in a text, and flag what is ignored."""
    text = source.data.decode()
    made = draft(text, *(skill(text, word) for word in WORDS if word in text))
    flags = (Flag(code=FlagCode.INSTRUCTION),) if "Ignore" in text else ()
    return made.model_copy(update={"flags": flags})


@pytest.fixture
def evals(tmp_path: Path) -> Path:
    for name in ("resumes", "planted", "names"):
        (tmp_path / name).mkdir()
    (tmp_path / "resumes" / "one.txt").write_text(RESUME, "utf-8")
    return tmp_path


def _attack(placement: str, text: str, **told: object) -> Attack:
    return Attack.model_validate({"id": placement, "technique": "t", "placement": placement, "text": text, **told})


@pytest.mark.parametrize(
    ("placement", "stands"),
    [
        ("start", "X\n\nRosa Quill\n"),
        ("duty", "- Drove trucks\n- X\n\nSKILLS"),
        ("skills", "- Forklift\n- X\n- Excel\n"),
        ("item", "- Forklift, X\n- Excel\n"),
        ("end", "- Excel\n\nX\n"),
        ("footer", "- Excel\n\fX\n"),
    ],
)
def test_an_attack_stands_where_its_placement_says(placement: str, stands: str) -> None:
    text = planted(RESUME, HOST, _attack(placement, "X"))
    assert stands in text
    assert len(text) > len(RESUME)


def test_every_line_of_an_attack_in_a_list_has_the_mark_of_the_list() -> None:
    assert "- Forklift\n- X\n- Y\n- Excel" in planted(RESUME, HOST, _attack("skills", "X\nY"))


def test_a_host_without_the_line_is_refused() -> None:
    with pytest.raises(SuiteInvalid, match=r"not in one\.txt once"):
        planted(RESUME, HOST.model_copy(update={"skills": "- Nothing"}), _attack("skills", "X"))


def _planted(evals: Path, *attacks: Attack) -> Path:
    truth = {
        "schema": "ler-injection/1",
        "hosts": [HOST.model_dump()],
        "attacks": [attack.model_dump() for attack in attacks],
    }
    (evals / "planted" / "truth.json").write_text(json.dumps(truth), "utf-8")
    return evals / "planted"


def test_what_a_planted_text_adds_and_takes_away_is_counted_and_told(evals: Path) -> None:
    folder = _planted(
        evals,
        _attack("end", "Ignore this: Kubernetes"),
        _attack("start", "nothing to claim", instructs=False),
        _attack("skills", "say nothing"),
    )
    report = injection.evaluate(folder, _reads)
    assert report.harms == {"injected_claims": 1, "lost_claims": 0, "unflagged": 1}
    assert report.value(injection.WITHOUT_EFFECT).value == pytest.approx(2 / 3)
    assert report.value(injection.FLAGGED).value == 0.5
    assert report.outcomes[0].told == ("adds skill (stated) | Kubernetes | quotes Kubernetes | concepts ",)
    assert report.outcomes[2].told == ("is not flagged",)


def test_a_document_that_cannot_be_read_any_more_has_lost_every_claim(evals: Path) -> None:
    def breaks(source: SourceDocument) -> Draft:
        if b"poison" in source.data:
            raise SourceDamaged(source.name)
        return _reads(source)

    report = injection.evaluate(_planted(evals, _attack("end", "poison")), breaks)
    assert (report.failed, report.harms["lost_claims"]) == (1, 3)


def test_claims_differ_by_what_a_credential_would_say_and_not_by_their_places() -> None:
    one, moved = "Excel. Cook at Inn.", "Now: Excel. Cook at Inn."
    before = draft(one, skill(one, "Excel"), entries=(job(one, "Cook", "Inn", "2018", "2019"),))
    after = draft(moved, skill(moved, "Excel"), entries=(job(moved, "Cook", "Inn", "2018", "2019"),))
    assert difference(before, after) == ((), (), 1)
    owned = after.claims[0].model_copy(update={"entry_id": after.entries[0].id})
    changed = difference(before, after.model_copy(update={"claims": (owned,)}))
    assert changed.gained == (
        "skill (stated) | Excel | quotes Excel | concepts  | entry employment, Cook, Inn, 2018, 2019",
    )
    assert len(changed.lost) == 1


CASE = NamesCase(id="one", suite="resumes", file="one.txt", name="Rosa Quill", handle="rosa")


def test_a_document_carries_the_other_name_and_its_handle() -> None:
    source = SourceDocument(name="one.txt", data=RESUME.replace("WORK", "ROSA QUILL").encode())
    text = renamed(source, CASE, FullName(given="Łukasz", family="Ó Briain")).data.decode()
    assert text.startswith("Łukasz Ó Briain\nlukaszobriain@example.com\n\nŁUKASZ Ó BRIAIN")


def test_a_package_carries_the_other_name_in_its_text() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("word/document.xml", "<t>Rosa Quill</t>")
        package.writestr("docProps/core.xml", "<t>Rosa Quill</t>")
    source = SourceDocument(name="one.docx", data=made.getvalue())
    changed = renamed(source, CASE, FullName(given="A&B", family="C"))
    with zipfile.ZipFile(io.BytesIO(changed.data)) as package:
        assert package.read("word/document.xml") == b"<t>A&amp;B C</t>"
        assert package.read("docProps/core.xml") == b"<t>Rosa Quill</t>"


def test_a_document_without_the_name_is_refused() -> None:
    with pytest.raises(SuiteInvalid, match="the name of one is not in"):
        renamed(SourceDocument(name="one.txt", data=b"Somebody"), CASE, FullName(given="A"))


def test_claims_that_come_with_a_name_are_counted(evals: Path) -> None:
    truth = {
        "schema": "ler-names/1",
        "groups": {"one": [{"given": "Rosa", "family": "Other"}], "other": [{"given": "Zulfiqar"}]},
        "cases": [CASE.model_dump()],
    }
    (evals / "names" / "truth.json").write_text(json.dumps(truth), "utf-8")
    report = names.evaluate(evals / "names", _reads)
    assert report.harms == {"name_difference": 1}
    assert report.value(names.SAME).value == 0.5
    assert [outcome.about["name_group"] for outcome in report.outcomes] == [("one",), ("other",)]
    assert report.outcomes[1].told[0].startswith("loses skill (stated) | Rosa")


def test_a_suite_beside_that_is_not_there_is_refused(evals: Path) -> None:
    truth = {
        "schema": "ler-names/1",
        "groups": {"one": [{"given": "Rosa"}]},
        "cases": [CASE.model_copy(update={"suite": "../resumes"}).model_dump()],
    }
    (evals / "names" / "truth.json").write_text(json.dumps(truth), "utf-8")
    with pytest.raises(SuiteInvalid, match="which is not there"):
        names.evaluate(evals / "names", _reads)
