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
    ],
)
def test_what_is_said_of_the_worker_stays(text: str, said: str) -> None:
    start = text.index(said)

    assert not denied(text, start, start + len(said))
