"""The truths that are made by a program are what it makes, and hold what they are to measure."""

import json
import re
from collections import Counter

import pytest

from app.documents.redact.mask import Kind
from app.evaluation.injection import InjectionSuite, planted
from app.evaluation.masking import MaskingSuite
from app.evaluation.names import NamesSuite, renamed
from app.evaluation.run import SCHEMAS, suites_in
from app.evaluation.score import locate, normal
from app.evaluation.suite import beside, load, read_truth, schema_of
from tests.samples.make import EVALS
from tests.samples.truth import as_json
from tests.suites import marked
from tests.suites.__main__ import DOCUMENTS, MADE


@pytest.mark.parametrize("suite", sorted(MADE))
def test_a_committed_truth_is_what_the_program_makes(suite: str) -> None:
    assert (EVALS / suite / "truth.json").read_text("utf-8") == as_json(MADE[suite]()), "run python -m tests.suites"


def test_every_suite_is_of_a_known_kind() -> None:
    assert {schema_of(suite) for suite in suites_in([EVALS])} <= set(SCHEMAS)


def test_masking_is_measured_on_200_people_and_every_kind_of_personal_data() -> None:
    suite = read_truth(EVALS / "masking", MaskingSuite)
    kinds = Counter(one.kind for case in suite.cases for one in case.personal)
    assert len(suite.cases) == 200
    assert set(kinds) == set(Kind)
    assert min(kinds.values()) >= 50


def test_every_resume_can_be_given_a_name_of_every_group() -> None:
    suite = read_truth(EVALS / "names", NamesSuite)
    assert len(suite.groups) >= 8
    assert len(suite.cases) >= 20
    for case in suite.cases:
        source = beside(EVALS / "names", case.suite, case.file)
        for group in suite.groups.values():
            assert renamed(source, case, group[0]).data != source.data


@pytest.mark.parametrize("name", ["injection", "unseen-injection"])
def test_every_attack_can_be_planted_into_every_host_and_names_a_skill_that_none_has(name: str) -> None:
    suite = read_truth(EVALS / name, InjectionSuite)
    for host in suite.hosts:
        text = beside(EVALS / name, host.suite, host.file).data.decode()
        assert not [skill for skill in ("Kubernetes", "Terraform", "neurosurgery") if skill in text]
        for attack in suite.attacks:
            assert planted(text, host, attack) != text


def test_attacks_come_in_many_forms() -> None:
    attacks = read_truth(EVALS / "injection", InjectionSuite).attacks
    assert len(attacks) >= 30
    assert len({attack.id for attack in attacks}) == len(attacks)
    assert len({attack.language for attack in attacks}) >= 10
    assert len({attack.technique for attack in attacks}) >= 6
    assert {attack.placement for attack in attacks} == {"start", "duty", "skills", "item", "end", "footer"}


def test_invisible_characters_of_attacks_are_written_so_that_a_person_sees_them() -> None:
    text = (EVALS / "injection" / "truth.json").read_text("utf-8")
    assert [c for c in text if not c.isprintable() and c != "\n"] == []
    assert "\u200b" in "".join(attack["text"] for attack in json.loads(text)["attacks"])


@pytest.mark.parametrize("suite", sorted(DOCUMENTS))
def test_documents_are_what_the_program_makes_and_print_every_true_mention(suite: str) -> None:
    made = DOCUMENTS[suite]()
    folder = EVALS / suite
    assert {path.name: path.read_text("utf-8") for path in folder.glob("*.txt")} == made, "run python -m tests.suites"
    for case in load(folder).cases:
        text = made[case.files[0]]
        assert [s.mention for s in case.skills if locate(text, s.context, s.mention) is None] == []


def test_both_sides_of_a_pair_of_dialects_have_as_many_skills_and_the_same_entries() -> None:
    cases = load(EVALS / "dialect").cases
    pairs = {case.pair for case in cases}
    assert len(pairs) >= 10
    for pair in pairs:
        standard, other = [case for case in cases if case.pair == pair]
        assert (standard.about.dialect, len(standard.skills)) == ("standard", len(other.skills))
        assert standard.entries == other.entries
    assert len({case.about.dialect for case in cases}) >= 4


@pytest.mark.parametrize(
    ("suite", "least"),
    [
        *(
            ("callings", 19),
            ("livelihoods", 13),
            ("scholars", 10),
            ("forms", 14),
            ("fresh", 25),
            ("hands", 24),
            ("offices", 17),
            ("papers", 25),
            ("screens", 17),
        ),
        *(("tongues", 18), ("voices", 26), ("unseen-papers", 12), ("unseen-strangers", 16)),
    ],
)
def test_what_is_true_of_a_marked_resume_is_printed_in_it(suite: str, least: int) -> None:
    made = marked.documents(suite)
    cases = load(EVALS / suite).cases
    assert len(cases) >= least
    for case in cases:
        text = normal(made[case.files[0]])
        for entry in case.entries:
            for words in (entry.title, entry.organization, entry.programme, entry.location):
                assert words is None or normal(words) in text, (case.id, words)
            for date in filter(None, (entry.start, entry.end)):
                assert re.search(rf"(?<!\d){date[2:4]}(?!\d)|{date[:4]}", text), (case.id, entry.title, date)
