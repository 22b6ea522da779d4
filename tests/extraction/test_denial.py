import pytest

from app.extraction.skills.denial import denied


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Never used QuickBooks; books by hand", "QuickBooks"),
        ("I do the books, no Python", "Python"),
        ("Looking to learn project management and Python", "Python"),
        ("Seeking a role where I can learn the trade of salon management", "salon management"),
        ("not certified in CPR", "CPR"),
        ("No CDL", "No CDL"),
        ("currently learning Spanish", "Spanish"),
        ("Java, learning Rust", "Rust"),
        ("Java, currently learning Rust, Go", "Go"),
        ("I have not used Java, Python or C", "Python"),
        ("I failed the CCNA exam", "CCNA"),
        ("I plan to learn Rust", "Rust"),
        ("Python (expert), Rust (learning)", "Rust"),
        ("Kafka (currently learning), Go", "Kafka"),
        ("Welding (in training)", "Welding"),
        ("Forklift - learning", "Forklift - learning"),
        ("Haskell – still studying\nGo", "Haskell"),
        ("Currently learning: Rust, Go", "Go"),
        ("Willing to learn Playwright", "Willing to learn Playwright"),
        ("I have not\nExcel", "Excel"),
        ("Catheter care (observed only), bed making", "Catheter care"),
        ("Blood draws (shadowed), charting", "Blood draws"),
        ("Trench shoring - watched only", "Trench shoring"),
        ("Hoist signals (never alone)", "Hoist signals"),
        ("Payroll (some exposure), filing", "Payroll"),
        ("Brazing: exposure to\nSanding", "Brazing"),
        ("Pipe bending (assisted only)", "Pipe bending"),
        ("Band saw (supervised only)", "Band saw"),
        ("SQL (basic awareness)", "SQL"),
        ("Tax filing (theory only)", "Tax filing"),
        ("- Exposure to lathe work\n- Filing", "lathe work"),
        ("- Some exposure to payroll", "payroll"),
        ("Basic awareness of SQL and filing", "SQL"),
        ("I only observed dental surgery", "dental surgery"),
        ("I only observed dental surgery", "observed dental surgery"),
        ("Only observed dental surgery and cleaned rooms", "dental surgery"),
        ("Gained exposure to SAP and built reports in Excel", "SAP"),
        ("Exposure to trauma cases, started IV lines and drew blood", "trauma cases"),
        ("Some exposure to payroll and tax filing", "tax filing"),
        ("Basic awareness of SQL and advanced Excel", "advanced Excel"),
        ("Gained exposure to Node.js", "Node.js"),
        ("Soldering (watching only)", "Soldering"),
        ("Exposed to hazardous dust", "Exposed to hazardous dust"),
        ("Packing, observed only", "observed only"),
    ],
)
def test_what_is_denied_or_wished_for_is_no_skill(text: str, said: str) -> None:
    start = text.index(said)

    assert denied(text, start, start + len(said))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Skilled in QuickBooks and Excel", "Excel"),
        ("Care (assisted living), laundry", "Care"),
        ("Assisted living, child observation", "child observation"),
        ("Fire watch, watch repair (mechanical)", "watch repair"),
        ("Observed and recorded vital signs", "vital signs"),
        ("Ran awareness campaigns, job shadowing programs", "job shadowing programs"),
        ("Hazmat (awareness level)", "Hazmat"),
        ("Photo exposure, retouching", "Photo exposure"),
        ("Gained exposure to SAP and built reports in Excel", "built reports"),
        ("Gained exposure to SAP and built reports in Excel", "Excel"),
        ("Exposure to trauma cases, started IV lines and drew blood", "started IV lines"),
        ("Exposure to trauma cases, started IV lines and drew blood", "drew blood"),
        ("Exposure to trauma cases and then drew blood", "drew blood"),
        ("Only observed dental surgery and cleaned rooms", "cleaned rooms"),
        ("Some exposure to payroll, forklift", "forklift"),
        ("Just promoted to lead, welding", "welding"),
        ("Bread slicing (seen on local TV)", "Bread slicing"),
        ("Certified welder seeking a shutdown job. SMAW and GMAW", "GMAW"),
        ("Zero accidents, no violations. Forklift and reach truck", "Forklift"),
        ("Not only Python but SQL", "Python"),
        ("I never miss a shift\n\nForklift", "Forklift"),
        ("Python, Machine Learning, Docker, AWS", "Docker"),
        ("Learning management systems, Canvas, Moodle", "Canvas"),
        ("Canvas (learning management)", "Canvas"),
        ("Education - Learning support", "Education"),
        ("Project-based learning, Google Classroom", "Google Classroom"),
        ("no-till planting, GPS guided tractors", "no-till planting"),
        ("no-till planting, GPS guided tractors", "GPS guided tractors"),
        ("Not-for-profit accounting, audits", "audits"),
        ("Passed inspections with no deficiencies, trained four cooks", "trained"),
        ("Works without supervision, forklift", "forklift"),
        ("Replaced failed motors and valves", "valves"),
        ("Meal planning for 40 residents, cooking", "cooking"),
        ("Plan the menu, order food and train cooks", "train cooks"),
        ("Seek new business, cold calling", "cold calling"),
        ("Hoyer lifts are helpful, not required\nSpanish or Tagalog", "Spanish"),
        ("A car is not necessary, forklift is", "forklift"),
        ("Seeking a position as a cook\nSkills and Abilities:\nGrill, fry", "Grill"),
    ],
)
def test_what_is_said_of_the_worker_stays(text: str, said: str) -> None:
    start = text.index(said)

    assert not denied(text, start, start + len(said))


def test_who_asks_for_little_asks_for_it_all_the_same() -> None:
    text = "You need some exposure to lathe work"
    start = text.index("lathe")

    assert denied(text, start, len(text))
    assert not denied(text, start, len(text), asked=True)
