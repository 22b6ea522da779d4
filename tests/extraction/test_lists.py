import pytest

from app.extraction.skills.lists import items
from app.extraction.skills.trimming import trim
from app.taxonomy.names import key
from tests.extraction.documents import lines
from tests.hanging import stopped_if_it_hangs

NAMES = (
    *("Python", "Go", "Docker", "SQL", "Excel", "Word", "Microsoft Office", "CI/CD", "HTML", "CSS"),
    *("Outlook", "GCP", "Redis", "Operating Systems", "pandas"),
    *("shipping", "receiving", "dementia care", "wound care"),
)
KNOWN = {key(name) for name in NAMES}


def listed(text: str) -> list[str]:
    made, found = lines(text)
    split, _ = items(made.text, found, lambda said: key(said) in KNOWN)
    return [" ".join(made.text[item.start : item.end].split()) for item in split]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Python, Docker; SQL | Excel", ["Python", "Docker", "SQL", "Excel"]),
        ("- Wound care\n- Dementia care", ["Wound care", "Dementia care"]),
        ("Languages: Python (basic), Go", ["Python", "Go"]),
        ("Microsoft Office (Word, Excel)", ["Microsoft Office", "Word", "Excel"]),
        ("Microsoft Office: Excel, Word", ["Microsoft Office", "Excel", "Word"]),
        ("Proficient in Word and Excel", ["Word", "Excel"]),
        ("Shipping and receiving", ["Shipping", "receiving"]),
        ("Hoyer lift and gait belt transfers", ["Hoyer lift and gait belt transfers"]),
        ("CI/CD, HTML/CSS", ["CI/CD", "HTML", "CSS"]),
        ("I2C/SPI/UART, CAN bus", ["I2C", "SPI", "UART", "CAN bus"]),
        ("Lathes, Brown & Sharpe", ["Lathes", "Brown & Sharpe"]),
        ("Coding, physician and hospital billing", ["Coding", "physician and hospital billing"]),
        ("Coding, Pediatric and geriatric populations", ["Coding", "Pediatric and geriatric populations"]),
        ("Coding, filing and data entry", ["Coding", "filing", "data entry"]),
        ("Python (Redis, Go, flask, hot reload)", ["Python", "Redis", "Go", "flask", "hot reload"]),
        ("Coding ... built two sites", ["Coding", "built two sites"]),
        ("SIEM (Splunk, QRadar), Travel (France, Germany)", ["SIEM", "Splunk", "QRadar", "Travel"]),
        (
            "Charting (ImageTrend), Activities of daily living (ADLs)",
            ["Charting", "ImageTrend", "Activities of daily living"],
        ),
        ("Proficient in using scrubbers, using burnishers", ["scrubbers", "burnishers"]),
        (
            "Docker + Redis, GitHub Actions/GitLab CI/Docker",
            ["Docker", "Redis", "GitHub Actions", "GitLab CI", "Docker"],
        ),
        (
            "Rhino + Grasshopper, Cornerstone & ezyVet, Sorting",
            ["Rhino", "Grasshopper", "Cornerstone", "ezyVet", "Sorting"],
        ),
        ("Wound care and AED, languages: French", ["Wound care", "AED", "French"]),
        ("PioneerRx and Epic Willow, Sorting", ["PioneerRx", "Epic Willow", "Sorting"]),
        ("ISO 27001, IEC 61508, Dayton OH 45402", ["ISO 27001", "IEC 61508"]),
        ("Bachelor's degree is a must, Coding", ["Coding"]),
        ("Spanish - fluent, Igbo (native)", ["Spanish", "Igbo"]),
        ("Python Go Docker SQL", ["Python", "Go", "Docker", "SQL"]),
        ("Load securement, able to lift 75 lbs", ["Load securement", "lift 75 lbs"]),
        ("Forklift (3 years), Typing 70 wpm", ["Forklift", "Typing"]),
        ("E-filing (Excel, CM/ECF)", ["E-filing", "Excel", "CM/ECF"]),
        ("Filing, accounts payable and receivable", ["Filing", "accounts payable and receivable"]),
        ("Word (Less than 1 year), Go (over two years), SQL (more than a year)", ["Word", "Go", "SQL"]),
        ("555-555-0112, ana@example.com, 2019 - 2021", []),
        ("C++, C#, .NET, Node.js", ["C++", "C#", ".NET", "Node.js"]),
        ("Family engagement ~ Budgeting ~ Brightwheel", ["Family engagement", "Budgeting", "Brightwheel"]),
        ("Drip irrigation - very good\nFix engines - so so", ["Drip irrigation", "Fix engines"]),
        (
            "Epic Cadence\t\tPhone triage\neClinicalWorks\t\tDe-escalation",
            ["Epic Cadence", "Phone triage", "eClinicalWorks", "De-escalation"],
        ),
        (
            "Venipuncture Suturing TCCC Triage MHS GENESIS Docker",
            ["Venipuncture", "Suturing", "TCCC", "Triage", "MHS GENESIS", "Docker"],
        ),
        ("Hospital Patient Transport And Docker Cleaning", ["Hospital Patient Transport And Docker Cleaning"]),
        (
            "Word work\nTicketing: Docker (expert), Excel (basic)\nHeat sealing\nBagging",
            ["Word work", "Docker", "Excel", "Heat sealing", "Bagging"],
        ),
    ],
)
def test_a_list_is_split_into_its_skills(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Git, GitHub, Docker", ["Git", "GitHub", "Docker"]),
        ("Python\nGitHub\nLinkedIn", ["Python"]),
        ("AWS (EC2, RDS, Docker) and GCP", ["AWS", "EC2", "RDS", "Docker", "GCP"]),
        ("Go (Gin, Cobra)", ["Go", "Gin", "Cobra"]),
        ("Tractor operation (John Deere, Kubota)", ["Tractor operation"]),
        ("HTML/CSS/Go, HVAC/R", ["HTML", "CSS", "Go", "HVAC/R"]),
        ("Office software such as Word, Excel and Outlook", ["Office software", "Word", "Excel", "Outlook"]),
        ("Docker, Go a plus", ["Docker", "Go"]),
        ("Python, Go\nDatabases - SQL, Redis, Mongo", ["Python", "Go", "SQL", "Redis", "Mongo"]),
        (
            "Cash handling\nWelding: MIG, TIG, Stick\nBagging",
            ["Cash handling", "Welding", "MIG", "TIG", "Stick", "Bagging"],
        ),
        ("Bagging\nRoadside repair: lights, chains\nDriving", ["Bagging", "Roadside repair", "Driving"]),
        ("Typing speed of 65 WPM\nHands-on experience with Docker", ["Typing", "Docker"]),
        ("5+ years of experience in dementia care", ["dementia care"]),
        ("GD&T per ASME Y14.5, Fit-up to AWS D1.1, Move to Go", ["GD&T", "Fit-up", "Move to Go"]),
        ("SOLID principles, Solid knowledge of Docker, Great Plains", ["SOLID principles", "Docker", "Great Plains"]),
        ("developing Microservices, Building Maintenance", ["Microservices", "Building Maintenance"]),
        ("Docker preferred, another ERP, Driving as needed, related field", ["Docker", "ERP", "Driving"]),
        ("Operating Systems: Linux, Docker", ["Linux", "Docker"]),
        ("HTML/CSS/hands-on page design work", ["HTML/CSS/hands-on page design work"]),
        (
            "Microsoft Office: Excel, Word\nTyping: 60 WPM, 10-key: 8,000 KPH",
            ["Microsoft Office", "Excel", "Word", "Typing", "10-key"],
        ),
        ("Python (Docker, pandas, notebooks)", ["Python", "Docker", "pandas"]),
        ("FEA (GCP), CFD (basic), HTML (GLP)", ["FEA", "GCP", "CFD", "HTML"]),
        ("Computerized order entry (CSS), Docker", ["Computerized order entry", "Docker"]),
        ("Python/.NET Core, Docker/Xylo", ["Python", ".NET Core", "Docker", "Xylo"]),
        ("Docker tools like Python, SQL", ["Docker tools", "Python", "SQL"]),
        ("Look like a pro, SQL", ["Look like a pro", "SQL"]),
        ("CI/CD w/ GitHub Actions, Forklift w/ side shift", ["CI/CD", "GitHub Actions", "Forklift w/ side shift"]),
        ("Docker and/or Redis", ["Docker", "Redis"]),
        ("AP/AR, QA/QC, SQL/CSS", ["AP/AR", "QA/QC", "SQL", "CSS"]),
    ],
)
def test_what_people_list_in_brackets_with_strokes_and_behind_labels(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Excellent communication skills, both written and verbal", ["communication skills"]),
        ("- Strong leadership and organizational skills", ["leadership", "organizational skills"]),
        ("- Time management & customer service skills", ["Time management", "customer service skills"]),
        ("- Strong written and verbal communication skills", ["written and verbal communication skills"]),
        ("- Customer and patient care skills", ["Customer and patient care skills"]),
    ],
)
def test_two_skills_may_share_the_word_for_skills(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Scissor lift and boom lift", ["Scissor lift", "boom lift"]),
        ("- Calendar management and travel booking", ["Calendar management", "travel booking"]),
        ("- Discharge planning and patient education", ["Discharge planning", "patient education"]),
        ("- Hoyer lift and gait belt transfers", ["Hoyer lift and gait belt transfers"]),
        ("- Method development and validation", ["Method development and validation"]),
        ("- Scissor and boom lift", ["Scissor and boom lift"]),
    ],
)
def test_two_nouns_of_work_of_several_words_are_two_skills(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Order picking, packing, palletizing, shrink wrapping\nTruck loading, cycle counts",
            ["Order picking", "packing", "palletizing", "shrink wrapping", "Truck loading", "cycle counts"],
        ),
        (
            "Order Picking, Packing, Palletizing, Automated Shrink\nWrapping, Cycle counts",
            ["Order Picking", "Packing", "Palletizing", "Automated Shrink Wrapping", "Cycle counts"],
        ),
    ],
)
def test_a_line_that_begins_as_the_one_above_did_is_a_list_of_its_own(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


def test_a_wrapped_item_is_one_item_and_its_quote_keeps_the_line_break() -> None:
    made, found = lines("- Hoyer lift and gait belt\n  transfers\n- Vital signs")

    split, _ = items(made.text, found, lambda _: False)

    assert [made.text[i.start : i.end] for i in split] == ["Hoyer lift and gait belt\ntransfers", "Vital signs"]


def test_sentences_are_left_to_the_prose_reader() -> None:
    made, found = lines("I have worked with people of all ages and I am always ready to learn what my team needs.")

    split, prose = items(made.text, found, lambda _: False)

    assert split == []
    assert [row.said for row in prose] == [made.text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Illustrator 9/10\nFigma 70%\nProspecting ★★★★☆", ["Illustrator", "Figma", "Prospecting"]),
        ("French: C1\nHaitian Creole: mother tongue\nEnglish B2", ["French", "Haitian Creole", "English"]),
        ("espresso\npour over\nfood cost\ncash handling", ["espresso", "pour over", "food cost", "cash handling"]),
        ("Tongues   Python, Scala\nCloud      AWS, Glue", ["Python", "Scala", "AWS", "Glue"]),
        ("Westlaw and Lexis\nAnalysis and Design", ["Westlaw", "Lexis", "Analysis and Design"]),
    ],
)
def test_levels_and_ratings_are_cut_off_and_small_letters_part_nothing(text: str, expected: list[str]) -> None:
    made, found = lines(text)

    split, _ = items(made.text, found, lambda said: said in {"Westlaw", "Analysis"})

    assert [made.text[item.start : item.end] for item in split] == expected


def test_short_lines_of_plain_text_do_not_go_on_in_the_next() -> None:
    assert listed("MA2/3, Hog 4, Eos\nchain motors\ncounterweight fly") == [
        "MA2/3",
        "Hog 4",
        "Eos",
        "chain motors",
        "counterweight fly",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "property accountability\nGCSS-Army\nSAP\ninventory audits\nPowerPoint\ncounseling and evaluations",
            [
                "property accountability",
                "GCSS-Army",
                "SAP",
                "inventory audits",
                "PowerPoint",
                "counseling and evaluations",
            ],
        ),
        ("inventory . butchery . sauce work . Toast POS", ["inventory", "butchery", "sauce work", "Toast POS"]),
        (
            "espresso / pour over / cupping / grinder maintenance / Square POS / allergen handling",
            ["espresso", "pour over", "cupping", "grinder maintenance", "Square POS", "allergen handling"],
        ),
    ],
)
def test_lists_in_odd_forms(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hand tools, power saws /", ["hand tools", "power saws"]),
        ("hand tools/, saws", ["hand tools", "saws"]),
    ],
)
def test_a_second_half_that_is_missing_parts_nothing(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


def test_much_room_in_an_item_takes_no_time() -> None:
    said = "Welding (" + " " * 800 + "x"

    # with the fourth power of the room it took minutes
    with stopped_if_it_hangs():
        assert trim(said, 0, len(said)) == (0, len(said))


def test_one_long_line_among_many_short_ones_does_not_go_on_below() -> None:
    text = "Legal research\nDrafting pleadings, motions and correspondence\nElectronic filing\nNotary\nTrial prep"

    assert listed(text)[-3:] == ["Electronic filing", "Notary", "Trial prep"]
