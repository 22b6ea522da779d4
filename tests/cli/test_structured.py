"""Structured sources from a folder to signed credentials."""

from pathlib import Path

from app.review.decide import load_draft
from tests.cli.conftest import Ler
from tests.samples import europass, pesc, structured, transcripts
from tests.samples.description import load
from tests.samples.make import EVALS
from tests.samples.records import TRANSCRIPTS

RESUME = load(EVALS / "resumes" / "welder.toml")
FILES = {
    "json-resume.json": structured.json_resume(RESUME),
    "ler-rs.json": structured.ler_rs(RESUME),
    "linkedin.zip": structured.linkedin(RESUME),
    "passport.xml": europass.skills_passport(RESUME),
    "candidate.xml": europass.candidate(RESUME),
    "transcript.xml": pesc.college_transcript(transcripts.load(TRANSCRIPTS / "cc-welding.toml")),
}


def test_a_folder_of_structured_sources_is_drafted_attested_and_signed_and_then_left_alone(
    ler: Ler, tmp_path: Path
) -> None:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "package.json").write_text('{"name": "none of a worker", "version": "1.0.0"}', "utf-8")
    ran = ler(
        "convert", tmp_path, "--confirm", "stated", "--name", "A B", "--same-worker", "--out", tmp_path, "--json"
    )
    assert ran.status == 0, ran.err
    assert {one["name"]: one["state"] for one in ran.json["inputs"]} == {
        name.rpartition(".")[0]: "signed" for name in FILES
    }
    for name in FILES:
        draft = load_draft((tmp_path / f"{name.rpartition('.')[0]}.draft.json").read_bytes())
        assert draft.entries
        text = draft.document.text
        assert all(text[e.start : e.end] == e.quote for claim in draft.claims for e in claim.evidence)
    again = ler("draft", tmp_path, "--out", tmp_path / "again", "--json")
    assert len(again.json["inputs"]) == len(FILES)


def test_a_credential_is_sent_to_verify_and_a_draft_to_review(ler: Ler, tmp_path: Path) -> None:
    (tmp_path / "resume.json").write_bytes(FILES["json-resume.json"])
    ler("convert", tmp_path / "resume.json", "--confirm", "stated", "--name", "A B", "--out", tmp_path)
    for name, command in (("resume.ler.json", "ler verify"), ("resume.draft.json", "ler review")):
        ran = ler("draft", tmp_path / name, "--out", tmp_path / "x", "--json")
        (outcome,) = ran.json["inputs"]
        assert outcome["failure"]["code"] == "source.unsupported"
        assert command in outcome["failure"]["hint"]
