"""Lists of skills with odd marks between their parts, or none at all."""

import pytest

from app.extraction.extract import Extractor
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def skills(text: str, frameworks: Frameworks) -> set[str]:
    made = document(f"Ada Quill\nDeveloper\n\n{text}\n\nExperience\nCook, Larch Lodge, 2015-17\n- Cut vegetables\n")
    claims = Extractor(frameworks).extract(made).claims
    return {claim.name for claim in claims if claim.kind == "skill" and claim.basis == "stated"}


@pytest.mark.parametrize(
    ("text", "named", "unnamed"),
    [
        ("Skills\ngRPC AWS ECS Lambda S3 RDS", {"gRPC", "AWS", "ECS", "Lambda", "S3", "RDS"}, set()),
        ("Skills\nDesign: Inkscape Blender", {"Inkscape", "Blender"}, {"Inkscape Blender"}),
        (
            "## Summary\nI make games.\n\n## Skills\nJira, Figma\n\n## Education\nBSc, Larch College, 2015\n\n"
            "## Design\nInkscape Blender",
            {"Inkscape", "Blender"},
            set(),
        ),
        (
            "Skills\nReact TypeScript Redux Toolkit Storybook Docker Jenkins Jira Figma Kotlin Python",
            {"React", "TypeScript", "Redux Toolkit", "Storybook", "Figma"},
            {"Redux", "Toolkit"},
        ),
        ("Skills\nUbuntu Linux, Square POS, Oracle SQL", {"Ubuntu Linux", "Square POS", "Oracle SQL"}, {"Square"}),
    ],
)
def test_names_side_by_side_are_parted_where_each_is_one(
    text: str, named: set[str], unnamed: set[str], frameworks: Frameworks
) -> None:
    found = skills(text, frameworks)
    assert named <= found
    assert not unnamed & found


@pytest.mark.parametrize(
    ("text", "named", "unnamed"),
    [
        (
            "Skills\nMonitoring -> Prometheus, Grafana; PagerDuty\nScripting = Bash + Python 3\nCloud >> AWS, Azure",
            {"Prometheus", "Grafana", "PagerDuty", "Bash", "Python 3", "AWS", "Azure"},
            {"Monitoring", "Scripting", "Cloud"},
        ),
        (
            "Skills\n• Languages — Python, SQL\n• ML — gradient boosting · NLP\n• BI — Looker | Power BI",
            {"Python", "SQL", "gradient boosting", "NLP", "Looker", "Power BI"},
            {"ML", "BI"},
        ),
        (
            "Skills\nDatabases (RDBMS): PostgreSQL, Oracle (basic). NoSQL: MongoDB, Redis.",
            {"PostgreSQL", "Oracle", "MongoDB", "Redis"},
            {"NoSQL"},
        ),
        (
            "Skills\nSIEM: Splunk, Microsoft Sentinel EDR: CrowdStrike Falcon, Osquery Cloud Platforms: AWS, Azure",
            {"Splunk", "Microsoft Sentinel", "CrowdStrike Falcon", "Osquery", "AWS", "Azure"},
            {"Microsoft Sentinel EDR", "SIEM", "Cloud Platforms", "Osquery Cloud"},
        ),
        (
            "Kitchen skills: butchery / sauces / menu costing / HACCP",
            {"butchery", "sauces", "menu costing", "HACCP"},
            {"Kitchen skills"},
        ),
        ("Skills\nRust, Assembly [ARM], Tools: Git, Figma", {"Rust", "Assembly", "Git", "Figma"}, {"Assembly [ARM]"}),
        ("What I use\nCode: C#, Lua\nGames: Unity, a bit of Godot", {"C#", "Lua", "Unity"}, {"a bit of Godot"}),
        ("Skills\nExcel - advanced, daily\nFrench — fluent · spoken at home", {"Excel", "French"}, set()),
    ],
)
def test_labels_stand_before_odd_marks(text: str, named: set[str], unnamed: set[str], frameworks: Frameworks) -> None:
    found = skills(text, frameworks)
    assert named <= found
    assert not unnamed & found
