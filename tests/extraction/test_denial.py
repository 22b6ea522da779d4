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
    ],
)
def test_what_is_denied_or_wished_for_is_no_skill(text: str, said: str) -> None:
    start = text.index(said)

    assert denied(text, start, start + len(said))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Skilled in QuickBooks and Excel", "Excel"),
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
