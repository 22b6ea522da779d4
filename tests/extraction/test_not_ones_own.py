"""What a resume says that somebody does not have, has not done, or others did: no skill of the worker."""

import pytest

from app.documents.model import SourceDocument
from app.documents.read import read
from app.extraction.extract import Extractor
from app.extraction.skills.denial import denied
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def _skills(frameworks: Frameworks, text: str) -> list[str]:
    document = read(SourceDocument(name="resume.txt", data=text.encode()))
    return [one.name for one in Extractor(frameworks).extract(document).claims if one.kind == "skill"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Equipment: forklift, crane (never operated), pallet jack", "crane"),
        ("Python - want to learn", "Python"),
        ("Python (would like to learn)", "Python"),
        ("Spanish: none", "Spanish"),
        ("TIG welding (no experience)", "TIG welding"),
        ("AutoCAD — not yet", "AutoCAD"),
        ("Excel (beginner), Word (none)", "Word (none)"),
        ("Do not have: CDL, forklift", "CDL"),
        ("Do not have: CDL, forklift", "forklift"),
        ("I don't know: Excel, Word", "Word"),
        ("I am bad at: math, spelling", "spelling"),
        ("I'm not good with Excel", "Excel"),
        ("Weaknesses: public speaking, Excel", "Excel"),
        ("Areas to improve: Excel, typing", "typing"),
        ("Skills I want to develop: Excel, typing", "typing"),
        ("Did everything except medication administration", "medication administration"),
        ("Watched others perform CNC programming", "CNC programming"),
        ("Watched others perform CNC programming", "Watched others perform CNC programming"),
        ("Excluded from payroll processing", "payroll processing"),
        ("Was fired for not following safety procedures", "safety procedures"),
        ("Refused to falsify reports", "Refused to falsify reports"),
        ("Shadowed the PLC programmer", "PLC"),
        ("Shadowed the PLC programmer", "Shadowed the PLC programmer"),
        ("Two weeks in the lab, then shadowing a nurse at blood draws", "blood draws"),
        ("You ask for Python, Kubernetes and a PMP; I have none of these yet", "Python"),
        ("Intro to Spark (not started)", "Spark"),
        ("Target role: Data Engineer (Spark, Kafka)", "Kafka"),
        ("Position desired: MIG welder", "MIG welder"),
        ("Applying for: bookkeeper, payroll", "payroll"),
        ("Job requirements I do not meet: Scala, AWS, Terraform", "Terraform"),
        ("Software: QuickBooks (wife does it), Excel", "QuickBooks"),
        ("The ad names QuickBooks and Sage, but I know neither of them", "Sage"),
    ],
)
def test_what_is_not_had_or_not_done_is_denied(text: str, said: str) -> None:
    start = text.index(said)
    assert denied(text, start, start + len(said))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Equipment: forklift, crane (never operated), pallet jack", "pallet jack"),
        ("Equipment: forklift (never an accident), crane", "forklift"),
        ("Job requirements I meet: Excel, SQL", "SQL"),
        ("Target, Fresno: cashier, forklift", "forklift"),
        ("Excel (my boss and I share one sheet)", "Excel"),
        ("Trained new hires; was shadowed by students of blood draws", "blood draws"),
        ("Shadowed two electricians, pulled wire on four sites", "pulled wire"),
        ("I know Excel. You ask for Python; I have none of it yet", "Excel"),
        ("Python - 5 years", "Python"),
        ("Excel (beginner), Word (none)", "Excel (beginner)"),
        ("Welding: MIG, no spatter", "MIG"),
        ("blueprint reading (not certified)", "blueprint reading"),
        ("Do not have: CDL\nSkills: forklift", "forklift"),
        ("No accidents in nine years: forklift, reach truck", "reach truck"),
        ("Excellent at math. Not late once: typing, filing", "filing"),
        ("Observed and charted vital signs of patients", "vital signs"),
        ("Never late; typing", "typing"),
        ("Not only: Python, SQL", "SQL"),
        ("Refused service to drunk guests and handled complaints", "handled complaints"),
    ],
)
def test_what_is_had_stays(text: str, said: str) -> None:
    start = text.index(said)
    assert not denied(text, start, start + len(said))


_JOB = "Ana Example\nana@example.org\n\nEXPERIENCE\nAide, Oak Clinic, Dayton, OH, 2010 - 2012\n"


@pytest.mark.parametrize(
    ("duty", "none"),
    [
        ("Supervised by nurses who gave injections", "Supervised"),
        ("Trained by an electrician in wiring repair", "Trained"),
        ("Was taught blueprint reading but never passed the test", "taught"),
        ("Were shown soldering once", "shown"),
        ("Did everything except medication administration", "everything"),
        ("Learned nothing about billing", "Learned"),
    ],
)
def test_what_was_done_to_somebody_is_no_duty(frameworks: Frameworks, duty: str, none: str) -> None:
    found = _skills(frameworks, f"{_JOB}- Cleaned rooms and made beds\n- {duty}\n")
    assert [name for name in found if none.casefold() in name.casefold()] == []
    assert any("leaned rooms" in name for name in found)


@pytest.mark.parametrize("duty", ["Shelved by Dewey and LC"])
def test_how_something_was_done_stays(frameworks: Frameworks, duty: str) -> None:
    found = _skills(frameworks, f"{_JOB}- Cleaned rooms and made beds\n- {duty}\n")
    assert any(duty.split()[0] in name for name in found)


@pytest.mark.parametrize(
    ("duty", "none"),
    [
        ("Handled the Python County school district account", "Python"),
        ("Drove from Java Street to Ruby Lake every morning", "Java"),
        ("Reported to the Director of Machine Learning", "Machine Learning"),
        ("Wrote letters for the head of Accounting", "Accounting"),
    ],
)
def test_a_word_in_the_name_of_a_place_or_of_an_office_is_no_skill(
    frameworks: Frameworks, duty: str, none: str
) -> None:
    assert none not in _skills(frameworks, f"{_JOB}- Cleaned rooms and made beds\n- {duty}\n")


def test_the_title_of_a_worker_still_tells_what_somebody_led(frameworks: Frameworks) -> None:
    text = f"{_JOB}- Worked with a team in Machine Learning and Java\n"
    assert {"Machine Learning", "Java"} & {*_skills(frameworks, text)}


@pytest.mark.parametrize(
    "said",
    [
        "“Tobias is a good helper. I hold an AWS certificate and would hire him.” — R. Haskell, Master Welder",
        '"She taught all of us Python and SQL, and we use what she wrote every day."\n- Ines Duarte, head of SAP',
        "«Elle a formé toute notre équipe à Python et à Tableau. Merci !» – Luc Marchand, directeur",
        "© 2026 Tobias Nkemelu. Built with Hugo, React and Tailwind CSS. Hosted on Netlify.",
        "Copyright 2026 T. Nkemelu | Made with React",
        "React starter theme. All rights reserved.",
        '"Imani knows SolidWorks and AutoCAD better than our engineers do!" – shift lead',
        "Prepared with the free Resume Wizard template - Microsoft Word",
        "Sent from my iPhone",
        "Sent from Outlook for Android",
        "Get Outlook for iOS",
        "Enviado desde mi iPhone",
        "Von meinem iPhone gesendet",
    ],
)
def test_what_others_say_and_what_programs_add_is_no_skill_of_the_worker(frameworks: Frameworks, said: str) -> None:
    text = f"Tobias Nkemelu\n\nSkills\nMultimeter; Microsoft Excel; soldering\n{said}\n"
    assert _skills(frameworks, text) == ["Multimeter", "Microsoft Excel", "soldering"]


@pytest.mark.parametrize(
    ("said", "skill"),
    [
        ('"Watering by weather": a controller in Python - Senior project, 2020', "Python"),
        ('"A controller for watering written in the language Python" - Senior project, 2020', "Python"),
        ("Copyright law, Python", "Python"),
        ("Sent from the warehouse to customers: daily orders, tracked in SAP", "SAP"),
    ],
)
def test_what_somebody_wrote_or_did_stays_theirs(frameworks: Frameworks, said: str, skill: str) -> None:
    assert skill in _skills(frameworks, f"Tobias Nkemelu\n\nSkills\nMultimeter, soldering\n{said}\n")


@pytest.mark.parametrize(
    ("said", "skill"),
    [
        ("My daughter codes in JavaScript and keeps me awake.", "JavaScript"),
        ("- My older brother is a master of Python.", "Python"),
        ("- His wife, Ann, has a shop. She codes in JavaScript all day.", "JavaScript"),
        ("- Her husband is a clerk. He codes in JavaScript all day.", "JavaScript"),
        ("- Colleagues handled wound care and tracheostomy care", "tracheostomy care"),
        ("- Someone else did payroll in Paycom", "Pay"),
        ("Harbor Cold uses Kronos and Power BI across twelve sites.", "Power BI"),
        ("Harbor Cold is a leading provider of robotics and artificial\nintelligence for warehouses.", "robotics"),
        ("- Assisted Dr. Cobol in minor surgery", "Cobol"),
        ("- Assisted Dr. Ruby Patel in minor surgery", "Ruby"),
        ("- Assisted Dr. Ruby Patel in minor surgery", "Assisted Dr"),
    ],
)
def test_what_others_do_is_no_skill_of_the_worker(frameworks: Frameworks, said: str, skill: str) -> None:
    found = _skills(
        frameworks, f"Ngozi Whitfield\n\nExperience\nClerk, Harbor Cold, 2018 - 2021\n{said}\n- Drove forklifts\n"
    )
    assert not [name for name in found if skill in name]
    assert any("forklift" in name for name in found)


@pytest.mark.parametrize(
    ("said", "skill"),
    [
        ("- Harbor Cold is where I learned Power BI", "Power BI"),
        ("- My father taught me Python", "Python"),
        ("- His wife has a shop. He codes in JavaScript.", "JavaScript"),
        ("- Her uncle taught her Python", "Python"),
        ("- My brother and I wrote all reports in Python", "Python"),
        ("- Helped colleagues with Excel", "Excel"),
        ("- Contractors supervised, bids compared in Excel", "Excel"),
        ("- When my dad retired I kept the books in QuickBooks", "QuickBooks"),
    ],
)
def test_what_the_worker_does_with_others_stays(frameworks: Frameworks, said: str, skill: str) -> None:
    found = _skills(
        frameworks, f"Ngozi Whitfield\n\nExperience\nClerk, Harbor Cold, 2018 - 2021\n{said}\n- Drove forklifts\n"
    )
    assert any(skill in name for name in found)
