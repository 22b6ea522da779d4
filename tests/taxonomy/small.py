"""Small invented frameworks to test with."""

from datetime import date
from pathlib import Path

from app.taxonomy import tables
from app.taxonomy.index import Frameworks
from app.taxonomy.load import load
from app.taxonomy.model import ConceptKind, Manifest

SKILL, TECHNOLOGY, KNOWLEDGE, OCCUPATION = (
    ConceptKind.SKILL,
    ConceptKind.TECHNOLOGY,
    ConceptKind.KNOWLEDGE,
    ConceptKind.OCCUPATION,
)

TRADES = tables.Rows(
    concepts=[
        tables.ConceptRow("http://x.test/s/1", SKILL, "", "operate forklift"),
        tables.ConceptRow("http://x.test/s/2", SKILL, "", "teach communication"),
        tables.ConceptRow("http://x.test/s/3", KNOWLEDGE, "", "communication"),
        tables.ConceptRow("http://x.test/s/4", KNOWLEDGE, "", "Python (computer programming)"),
        tables.ConceptRow("http://x.test/s/5", SKILL, "", "join metals"),
        tables.ConceptRow("http://x.test/s/6", SKILL, "", "create dies"),
        tables.ConceptRow("http://x.test/s/7", KNOWLEDGE, "", "accounting"),
        tables.ConceptRow("http://x.test/s/8", SKILL, "", "manage supply chain"),
        tables.ConceptRow("http://x.test/s/9", SKILL, "", "supervise data entry"),
        tables.ConceptRow("http://x.test/o/1", OCCUPATION, "7212", "welder"),
        tables.ConceptRow("http://x.test/o/2", OCCUPATION, "8344", "forklift operator"),
        tables.ConceptRow("http://x.test/o/3", OCCUPATION, "5321", "nurse assistant"),
    ],
    names=[
        tables.NameRow("http://x.test/s/1", "drive forklifts"),
        tables.NameRow("http://x.test/s/1", "forklift driving"),
        tables.NameRow("http://x.test/s/5", "welding"),
        tables.NameRow("http://x.test/s/6", "patterns"),
        tables.NameRow("http://x.test/s/7", "bookkeeping"),
        tables.NameRow("http://x.test/o/1", "metal welder"),
        tables.NameRow("http://x.test/o/3", "nursing aide"),
    ],
    relations=[
        tables.RelationRow("http://x.test/o/1", "http://x.test/s/5", "essential"),
        tables.RelationRow("http://x.test/o/1", "http://x.test/s/3", "optional"),
        tables.RelationRow("http://x.test/o/2", "http://x.test/s/1", "essential"),
        tables.RelationRow("http://x.test/o/2", "http://x.test/s/3", "essential"),
        tables.RelationRow("http://x.test/o/3", "http://x.test/s/3", "essential"),
    ],
)

TOOLS = tables.Rows(
    concepts=[
        tables.ConceptRow("http://y.test/t/1", TECHNOLOGY, "", "Microsoft Excel"),
        tables.ConceptRow("http://y.test/t/2", TECHNOLOGY, "", "Microsoft Visio"),
        tables.ConceptRow("http://y.test/t/3", TECHNOLOGY, "", "Microsoft SharePoint"),
        tables.ConceptRow("http://y.test/t/4", TECHNOLOGY, "", "Microsoft Word"),
        tables.ConceptRow("http://y.test/t/5", TECHNOLOGY, "", "Structured query language SQL"),
        tables.ConceptRow("http://y.test/t/6", TECHNOLOGY, "", "Salesforce software"),
        tables.ConceptRow("http://y.test/t/7", TECHNOLOGY, "", "Accounting software"),
        tables.ConceptRow("http://y.test/t/8", TECHNOLOGY, "", "Python"),
        tables.ConceptRow("http://y.test/o/1", OCCUPATION, "31-1131.00", "Nursing Assistants"),
        tables.ConceptRow("http://y.test/o/2", OCCUPATION, "29-9093.00", "Surgical Assistants"),
    ],
    names=[
        tables.NameRow("http://y.test/o/1", "CNA"),
        tables.NameRow("http://y.test/o/1", "Certified Nursing Assistant (CNA)"),
        tables.NameRow("http://y.test/o/1", "CNA Aide"),
        tables.NameRow("http://y.test/o/2", "CNA"),
    ],
    relations=[tables.RelationRow("http://y.test/o/1", "http://y.test/t/1", "technology", "hot demand")],
)


def write(folder: Path, name: str, rows: tables.Rows) -> Manifest:
    """Write a framework folder under that name."""
    about = tables.About(
        name=name,
        title=f'The "{name}" framework',
        version="1.0",
        date=date(2026, 1, 31),
        licence="CC0",
        attribution="Invented.",
        source="tests",
        source_sha256={"rows.csv": "0" * 64},
    )
    return tables.write(folder, about, rows)


def installed(folder: Path) -> Path:
    """Write both frameworks and their lists into `folder`."""
    write(folder / "tools", "tools", TOOLS)
    write(folder / "trades", "trades", TRADES)
    (folder / "everyday.txt").write_text("# words\npatterns\nWord\nwelder\n", encoding="utf-8")
    (folder / "short-names.txt").write_text("# short = official\nWord = Microsoft Word\n", encoding="utf-8")
    return folder


def frameworks(folder: Path) -> Frameworks:
    """Load both frameworks without a cache."""
    return load([installed(folder)], [])
