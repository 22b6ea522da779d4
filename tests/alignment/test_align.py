from pathlib import Path

import pytest

from app.alignment.align import align
from app.alignment.model import ClaimAlignment
from app.documents.model import Evidence
from app.extraction.model import Basis, Claim, EntryKind, Provenance
from app.extraction.skills.infer import occupations
from app.resources import folder
from app.taxonomy.index import Frameworks
from app.taxonomy.link import rank
from app.taxonomy.load import load
from app.taxonomy.model import ConceptKind
from app.taxonomy.tables import ConceptRow, NameRow
from app.values import Sha256
from tests.taxonomy import small

TAXONOMIES = folder("taxonomies")


@pytest.fixture(scope="module")
def frameworks(tmp_path_factory: pytest.TempPathFactory) -> Frameworks:
    return small.frameworks(tmp_path_factory.mktemp("taxonomies"))


def claim(name: str, kind: str = "skill", quote: str | None = None) -> Claim:
    said = quote or name
    return Claim(
        id=f"{kind}/{name}",
        kind="skill" if kind == "skill" else EntryKind(kind),
        name=name,
        basis=Basis.STATED,
        evidence=(Evidence(quote=said, start=0, end=len(said), page=1),),
        confidence=0.9,
        provenance=Provenance(document_sha256=Sha256("0" * 64), extractor="test/1"),
    )


def aligned(frameworks: Frameworks, name: str, kind: str = "skill", quote: str | None = None) -> ClaimAlignment:
    (result,) = align([claim(name, kind, quote)], frameworks).values()
    return result


def chosen(result: ClaimAlignment) -> dict[str, tuple[str, float]]:
    return {alignment.framework: (alignment.name, alignment.score) for alignment in result.alignments}


def test_the_preferred_label_is_surest_and_another_name_least(frameworks: Frameworks) -> None:
    label, score = chosen(aligned(frameworks, "Operate forklifts"))["trades"]
    name, less = chosen(aligned(frameworks, "bookkeeping"))["trades"]
    short, between = chosen(aligned(frameworks, "Excel"))["tools"]
    assert (label, name, short) == ("operate forklift", "accounting", "Microsoft Excel")
    assert 0.98 < score < 1
    assert 0.58 < less < between < score


def test_every_framework_has_a_concept_or_is_named_as_having_none(frameworks: Frameworks) -> None:
    for name in ("Python", "juggling", "operate forklift", "SQL", "…"):
        result = aligned(frameworks, name)
        assert sorted([*chosen(result), *result.unaligned]) == ["tools", "trades"]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Bicycle repair", "perform repairs on bicycles"),
        ("Budget management", "manage budgets"),
        ("Team leader", "lead a team"),
    ],
)
def test_the_words_of_a_name_may_stand_in_another_order(installed: Frameworks, name: str, label: str) -> None:
    assert chosen(aligned(installed, name))["esco"][0] == label


def test_what_has_no_concept_is_explicitly_unaligned(frameworks: Frameworks) -> None:
    result = aligned(frameworks, "underwater basketry")
    assert result.alignments == ()
    assert result.unaligned == ("tools", "trades")


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("communicating", "teach communication"),
        ("data entry", "supervise data entry"),
        ("patterns", "create dies"),
        ("account", "accounting"),
    ],
)
def test_a_concept_that_says_something_else_is_an_alternative_at_most(
    frameworks: Frameworks, name: str, wrong: str
) -> None:
    result = aligned(frameworks, name)
    assert wrong not in [alignment.name for alignment in result.alignments]


def test_words_that_say_nothing_do_not_hinder(frameworks: Frameworks) -> None:
    assert chosen(aligned(frameworks, "Strong communication skills"))["trades"][0] == "communication"
    assert chosen(aligned(frameworks, "Python (programming language)"))["tools"][0] == "Python"


def test_alternatives_are_best_first_and_leave_out_what_was_chosen(frameworks: Frameworks) -> None:
    result = aligned(frameworks, "communication")
    assert chosen(result)["trades"][0] == "communication"
    trades = [alternative for alternative in result.alternatives if alternative.framework == "trades"]
    assert trades[0].name == "teach communication"
    assert "communication" not in [alternative.name for alternative in trades]
    scores = [alternative.score for alternative in trades]
    assert scores == sorted(scores, reverse=True)
    assert len(trades) <= 3


def test_an_employment_is_aligned_by_its_title_to_occupations(frameworks: Frameworks) -> None:
    result = aligned(frameworks, "Senior Welder, Acme Pipes", "employment", "Senior Welder")
    assert chosen(result)["trades"][0] == "welder"
    assert "tools" in result.unaligned
    without_quote = aligned(frameworks, "Forklift Operator, Metals Ltd", "employment", "2019")
    assert chosen(without_quote)["trades"][0] == "forklift operator"


def test_a_rank_is_no_occupation_though_one_has_it_among_its_names(tmp_path: Path) -> None:
    found = load([TAXONOMIES], [TAXONOMIES / ".compiled", tmp_path])
    for title in ("Owner", "Supervisor", "Intern"):
        assert found.exact(title, kinds=(ConceptKind.OCCUPATION,))
        assert aligned(found, f"{title}, Rook Lawn Care", "employment", title).alignments == ()
        assert occupations([title, f"Senior {title}"], found) == {title: (), f"Senior {title}": ()}
    assert aligned(found, "Roofer, Rook Lawn Care", "employment", "Roofer").alignments != ()


@pytest.mark.parametrize(
    ("title", "framework", "occupation"),
    [
        ("Credit Analyst", "onet", "Credit Analysts"),  # a name of clerks as well, who have more names like it
        ("Account Executive", "onet", "Sales Representatives of Services"),  # listed
        ("Brand Ambassador", "esco", "promotions demonstrator"),  # listed, and a name of diplomats
        ("Registered Nurse", "onet", "Registered Nurses"),  # a title of a level that is a name of its own
        ("Machine Operator", "esco", None),  # a name of those who make cigarettes, who need not be meant
        ("Lab Technician", "onet", None),  # of several occupations not the one that is ranked first
    ],
)
def test_skills_are_inferred_from_the_occupation_a_title_is_aligned_to(
    installed: Frameworks, title: str, framework: str, occupation: str | None
) -> None:
    (found,) = occupations([title], installed).values()
    named = {concept.framework: concept.name for concept in found}
    aligned_to = chosen(aligned(installed, f"{title}, Rook Works", EntryKind.EMPLOYMENT, title)).get(framework)
    if occupation is None:
        assert framework not in named
    else:
        assert aligned_to is not None
        assert named[framework] == aligned_to[0]
        assert named[framework].startswith(occupation)


def test_a_title_that_two_occupations_share_goes_to_the_one_it_fits(frameworks: Frameworks) -> None:
    name, score = chosen(aligned(frameworks, "CNA", "employment"))["tools"]
    assert name == "Nursing Assistants"
    assert score < 1


def test_licences_are_aligned_to_skills_and_education_to_nothing(frameworks: Frameworks) -> None:
    assert chosen(aligned(frameworks, "Forklift driving certification", "licence"))["trades"][0] == "operate forklift"
    education = aligned(frameworks, "communication", "education")
    assert education == ClaimAlignment(alignments=(), alternatives=(), unaligned=())


def test_the_same_claims_give_the_same_alignments_in_any_order(frameworks: Frameworks) -> None:
    claims = [claim(name) for name in ("Excel", "weld", "communication", "drive a forklift")]
    assert align(claims, frameworks) == align(claims[::-1], frameworks)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Frameworks:
    """The small frameworks with a name of three letters and a list of what people write."""
    folder = small.installed(tmp_path_factory.mktemp("listed"))
    names = [*small.TRADES.names, NameRow("http://x.test/s/1", "CPT")]
    small.write(folder / "trades", "trades", small.TRADES._replace(names=names))
    phrases = "sums = accounting\nday books = accounting\nfake ledgers < accounting\n"
    (folder / "phrases.txt").write_text(phrases, encoding="utf-8")
    return load([folder], [folder / "cache"])


def test_letters_that_are_merely_another_name_decide_nothing(listed: Frameworks) -> None:
    result = aligned(listed, "CPT")
    assert "trades" in result.unaligned
    assert "operate forklift" in [alternative.name for alternative in result.alternatives]


@pytest.mark.parametrize(
    ("said", "framework", "concept"),
    [
        ("field training", "onet", "Fully Integrated Environmental Location Decision Support FIELDS"),
        ("DMs", "onet", "Distribution management system DMS"),
        ("ADA", "onet", "Ada"),
        ("ADLs", "onet", "Architecture description language ADL"),
        ("Base", "onet", "BioArray Software Environment BASE"),
        ("PMP", "onet", "Pathogen Modeling Program PMP"),
        ("EMS", "onet", "Energy management system EMS"),
        ("R-410A", "esco", "R"),
        ("LSI-R", "esco", "R"),
        ("Spring", "esco", "types of spring"),
    ],
)
def test_words_and_letters_that_mean_something_else_are_no_product(
    installed: Frameworks, said: str, framework: str, concept: str
) -> None:
    assert chosen(aligned(installed, said)).get(framework, ("", 0.0))[0] != concept


@pytest.mark.parametrize(
    ("said", "framework", "concept"),
    [
        ("Java 8/11/17", "onet", "Oracle Java"),
        ("Python 3.x", "onet", "Python"),
        ("Angular 2+", "esco", "Angular"),
        ("PLCs", "onet", "Programmable logic controller PLC software"),
        ("sql", "onet", "Structured query language SQL"),
        ("Ada", "onet", "Ada"),
        ("R 4.1", "onet", "R"),
    ],
)
def test_versions_plurals_and_small_letters_hide_no_product(
    installed: Frameworks, said: str, framework: str, concept: str
) -> None:
    assert chosen(aligned(installed, said))[framework][0] == concept


@pytest.mark.parametrize(
    ("said", "concept"),
    [
        ("Incident Response", "handle cybersecurity incidents"),
        ("random forests", "machine learning"),
        ("craft cocktails", "prepare mixed beverages"),
        ("Hoyer lift", "transfer patients"),
        ("CMM", "operate precision measuring equipment"),
        ("CMMS", "use computerised maintenance management systems"),
        ("took minutes", "write meeting reports"),
        ("Washed dishes and peeled vegetables", "wash the dishes"),
        ("Tuckpointing", "finish mortar joints"),
        ("Hanging sheetrock", "place drywall"),
        ("drop ceilings", "install drop ceiling"),
        ("Torch cutting", "operate oxy-fuel cutting torch"),
        ("NDT", "non-destructive testing"),
        ("pulled orders", "pick orders for dispatching"),
        ("Took inventory", "carry out inventory control accuracy"),
        ("drove tractor trailer", "manoeuvre heavy trucks"),
        ("shift handover", "conduct inter-shift communication"),
        ("made arrests", "detain offenders"),
        ("farrowing", "assist animal birth"),
        ("brush clearing", "clear woodland"),
        ("Drive-thru", "take drive-through orders"),
        ("suggestive selling", "upsell products"),
        ("rang up customers", "operate cash register"),
        ("sweeping and mopping", "clean building floors"),
        ("cage cleaning", "maintain animal accommodation hygienic"),
        ("tire replacement", "replace tyres"),
        ("beard trims", "treat facial hair"),
        ("Lawn mower", "operate various kinds of grass maintenance equipment"),
    ],
)
def test_what_resumes_list_has_the_concept_that_it_means(installed: Frameworks, said: str, concept: str) -> None:
    assert chosen(aligned(installed, said))["esco"][0] == concept


@pytest.mark.parametrize(
    ("title", "concept"),
    [
        ("Security Analyst", "cyber incident responder"),
        ("Securities Analyst", "securities analyst"),
        ("Driver Trainee", "cargo vehicle driver"),
    ],
)
def test_titles_of_like_words_are_told_apart(installed: Frameworks, title: str, concept: str) -> None:
    assert chosen(aligned(installed, title, "employment"))["esco"][0] == concept


@pytest.mark.parametrize(
    ("said", "concept"),
    [
        ("trained recruits", "recruit employees"),
        ("Prepare files", "file documents"),
        ("Spark", "SPARK"),
        ("Playwright", "work with playwrights"),
        ("Sorted packages", "pack goods"),
        ("Windows installation", "set window"),
        ("built display ads", "organise product display"),
        ("git checkout", "operate cash register"),
        ("limb injuries", "de-limb trees"),
        ("food ordering app", "take food and beverage orders from customers"),
        ("network traffic directions", "regulate traffic"),
        ("Honing leadership skills", "operate grinding machine"),
        # who does something else to a thing does not work with it
        ("Repaired forklifts", "operate forklift"),
        ("Sold lawn mowers", "operate various kinds of grass maintenance equipment"),
        ("Designed packaging machines", "tend packaging machines"),
    ],
)
def test_what_sounds_alike_and_is_something_else_is_not_chosen(
    installed: Frameworks, said: str, concept: str
) -> None:
    assert chosen(aligned(installed, said)).get("esco", ("", 0))[0] != concept


@pytest.mark.parametrize(
    ("said", "concept"),
    [
        ("filed documents", "file documents"),
        ("Clean rooms", "clean rooms"),
        ("recruiting employees", "recruit employees"),
        ("Playwright", "tools for ICT test automation"),
        ("mediate disputes", "apply conflict management"),
        ("operated and repaired forklifts", "operate forklift"),
        ("repaired roads with jackhammers", "operate jackhammer"),
    ],
)
def test_what_is_done_has_its_concept(installed: Frameworks, said: str, concept: str) -> None:
    assert chosen(aligned(installed, said))["esco"][0] == concept


def test_what_people_write_is_aligned_less_surely_than_a_label(listed: Frameworks) -> None:
    name, score = chosen(aligned(listed, "day books"))["trades"]
    assert name == "accounting"
    assert 0.58 <= score < chosen(aligned(listed, "accounting"))["trades"][1]


@pytest.mark.parametrize("said", ["fake ledgers", "made fake ledgers", "fake ledgers by night"])
def test_a_concept_that_something_falls_under_is_a_runner_up_and_never_chosen(listed: Frameworks, said: str) -> None:
    result = aligned(listed, said)
    assert "trades" in result.unaligned
    assert "accounting" in [alternative.name for alternative in result.alternatives]


def test_listed_titles_that_fold_alike_mean_what_is_listed_for_just_these_words(tmp_path: Path) -> None:
    folder = small.installed(tmp_path)
    managers = [
        ConceptRow("http://x.test/o/8", ConceptKind.OCCUPATION, "", "accounting manager"),
        ConceptRow("http://x.test/o/9", ConceptKind.OCCUPATION, "", "seller"),
    ]
    small.write(folder / "trades", "trades", small.TRADES._replace(concepts=[*small.TRADES.concepts, *managers]))
    (folder / "titles.txt").write_text(
        "Account Manager = seller\nAccounting Manager = accounting manager\n", encoding="utf-8"
    )
    frameworks = load([folder], [folder / "cache"])
    for title, occupation in (("Account Manager", "seller"), ("Accounting Manager", "accounting manager")):
        assert chosen(aligned(frameworks, title, EntryKind.EMPLOYMENT))["trades"][0] == occupation


def test_of_several_concepts_of_one_phrase_the_one_that_the_search_finds_first_is_meant(tmp_path: Path) -> None:
    folder = small.installed(tmp_path)
    concepts = {"accounting", "teach communication", "communication"}
    lists = "".join(f"talking well = {concept}\n" for concept in sorted(concepts))
    (folder / "phrases.txt").write_text(lists, encoding="utf-8")
    frameworks = load([folder], [folder / "cache"])
    first, *others = [hit.concept.name for hit in rank("talking well", frameworks, framework="trades", k=3)]
    result = aligned(frameworks, "talking well")
    assert {first, *others} == concepts
    assert chosen(result)["trades"][0] == first
    assert sorted(one.name for one in result.alternatives if one.framework == "trades") == sorted(others)


def test_a_name_that_leaves_out_much_of_a_claim_is_not_chosen(frameworks: Frameworks) -> None:
    assert "tools" in aligned(frameworks, "excel at gardening outdoors").unaligned
    assert chosen(aligned(frameworks, "Excel 9/10"))["tools"][0] == "Microsoft Excel"
