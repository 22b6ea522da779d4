"""Jobs in odd hands: two roles in a line, roles below a store, seasons, lengths amid a line, crafts, agencies."""

import pytest

from app.extraction.extract import Extractor, rule
from app.extraction.jobs import told_freely
from app.extraction.model import Basis, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
from tests.extraction.jobs_told import entries, jobs


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Ines Roe\nAsh Falls, New York\nines@example.org\n\nHospital Access Supervisor\n\n"
            "Elm Regional Hospital — Ash Falls, NY\n"
            "Registration Supervisor (June 2020–present), Registration Clerk (Oct. 2016–June 2020)\n\n"
            "✓ Verify insurance\n\nFir Credit Union, Oak Mills, NY\nMember Service Representative, 2013–16\n"
            "✓ Opened accounts\n\nVolunteer\nAsh Food Shelf: Board member, 2018 to present; Secretary 2019–2021",
            [
                ("Registration Supervisor", "Elm Regional Hospital", "2020-06", None),
                ("Registration Clerk", "Elm Regional Hospital", "2016-10", "2020-06"),
                ("Member Service Representative", "Fir Credit Union", "2013", "2016"),
            ],
            id="two roles in a line below no heading, and a headline above",
        ),
        pytest.param(
            "CAREER HISTORY\n\nELM PARTS WAREHOUSE, Provo & Orem, UT (2013 – Present)\n"
            "Receiving Lead, Night Shift [Mar 2021 – Present]\n» Lead six receivers\n"
            "Inventory Clerk [2017 – Mar 2021]\n» Counted parts",
            [
                ("Receiving Lead, Night Shift", "ELM PARTS WAREHOUSE", "2021-03", None),
                ("Inventory Clerk", "ELM PARTS WAREHOUSE", "2017", "2021-03"),
            ],
            id="roles in brackets below a store in two towns",
        ),
        pytest.param(
            "ANN ROE\nLIMA OH  419-555-0106\n\nPROFESSIONAL SUMMARY\nNURSE WITH 8 YRS. CPR CERTIFIED.\n\n"
            "WORK EXPERIENCE\n\nRED OAK KIDNEY CARE              LIMA, OH\n"
            "CHARGE NURSE                     07/2018 - PRESENT\n- PASS MEDS\n- CHART VITALS\n\n"
            "OUR LADY OF THE ELMS HOSPITAL    TROY, OH\nDIALYSIS TECH                    05/2016 - 07/2018\n"
            "- RAN BEDSIDE TX\n\nFIR-DIXIE                        TROY, OH\n"
            "PHARMACY CASHIER                 2014 - 2016\n\n"
            "EDUCATION AND CERTIFICATION\nHIGH SCHOOL DIPLOMA, ELM HIGH SCHOOL, 2012\n\nSKILLS\nCHARTING | IV",
            [
                ("CHARGE NURSE", "RED OAK KIDNEY CARE", "2018-07", None),
                ("DIALYSIS TECH", "OUR LADY OF THE ELMS HOSPITAL", "2016-05", "2018-07"),
                ("PHARMACY CASHIER", "FIR-DIXIE", "2014", "2016"),
            ],
            id="an employer in capitals above a last job without duties",
        ),
        pytest.param(
            "yusuf roe\ncook\nerie pa -- 814 555 0122\n\ncooking since 2011.\n\n"
            "Elm Grill, Erie, head line cook, spring 2020 to now. run the flat top. order produce. train cooks.\n\n"
            "Oak Diner, Erie, short order cook, 2015 to 2020. eggs, burgers, soups. opened alone at 5.",
            [("head line cook", "Elm Grill", "2020", None), ("short order cook", "Oak Diner", "2015", "2020")],
            id="since when somebody does something is no employer of the jobs below",
        ),
        pytest.param(
            "EMPLOYMENT\nDeckhand, Elm Ferry Co., Camden, 2019 to present. Tie lines, park cars, mop the deck.\n"
            "Dishwasher, The Oak Room, summer 2015. Ran the machine.\n"
            "Sternman, Fir Lobster Co., Vinalhaven, 2016 to 2019. Baited and banded traps.",
            [
                ("Deckhand", "Elm Ferry Co.", "2019", None),
                ("Dishwasher", "The Oak Room", "2015", "2015"),
                ("Sternman", "Fir Lobster Co.", "2016", "2019"),
            ],
            id="one summer behind names, and what was done",
        ),
        pytest.param(
            "JOBS\n\nLunch monitor, Oak Middle School\nschool year 2020–2021\n* Watched tables\n\n"
            "Nanny, private household (three children), El Paso, 2017 to 2019. Cook meals, drive to school.",
            [
                ("Lunch monitor", "Oak Middle School", "2020", "2021"),
                ("Nanny", "private household", "2017", "2019"),
            ],
            id="a school year, a household in brackets, and duties that begin as a title does",
        ),
        pytest.param(
            "Work\nWaitress 3 years Elm Diner\nCashier 2 yrs Five Oak Food Mart\nMotel maid, 1 year, Fir Inn\n\n"
            "GED 2009",
            [
                ("Waitress", "Elm Diner", None, None),
                ("Cashier", "Five Oak Food Mart", None, None),
                ("Motel maid", "Fir Inn", None, None),
            ],
            id="how long between a title and an employer",
        ),
        pytest.param(
            "WORK HISTORY\nElm Staffing > Oak Mutual Insurance > QA Analyst\nJan 2022 - Present\n- Log defects\n\n"
            "Help Desk Technician, Fir Staffing for Ash Aero Inc., Wichita, KS, 2018 - 2021",
            [
                ("QA Analyst", "Oak Mutual Insurance", "2022-01", None),
                ("Help Desk Technician", "Ash Aero Inc.", "2018", "2021"),
            ],
            id="where an agency had placed somebody",
        ),
        pytest.param(
            "WORK HISTORY\nNebraska Agency for Persons with Disabilities\nAnalyst\n2018 - 2021\n- Wrote reports\n\n"
            "Home Health Agency for Seniors\nHome Health Aide\n2016 - 2018\n- Cooked meals\n\n"
            "Community Employment Services for Adults\nJob Coach\n2014 - 2016\n- Wrote plans\n\n"
            "Equal Employment Opportunity Office at Fort Reed\nClerk\n2012 - 2014\n- Filed forms\n\n"
            "Federal Emergency Management Agency for Region 5\nDriver\n2010 - 2012\n- Hauled water\n\n"
            "Elm Temps on assignment at Oak Works\nPacker\n2008 - 2010\n- Packed boxes",
            [
                ("Analyst", "Nebraska Agency for Persons with Disabilities", "2018", "2021"),
                ("Home Health Aide", "Home Health Agency for Seniors", "2016", "2018"),
                ("Job Coach", "Community Employment Services for Adults", "2014", "2016"),
                ("Clerk", "Equal Employment Opportunity Office at Fort Reed", "2012", "2014"),
                ("Driver", "Federal Emergency Management Agency for Region 5", "2010", "2012"),
                ("Packer", "Oak Works", "2008", "2010"),
            ],
            id="public bodies for people and at places, and an agency that sends",
        ),
        pytest.param(
            "Work\nPacker 2 years Amazon\nCook 3 years Oak Nursing Home\nAide, 2 years, Elm High School\n"
            "Welder, 4 years, Pipe Fitting\n\nGED 2009",
            [
                ("Packer", "Amazon", None, None),
                ("Cook", "Oak Nursing Home", None, None),
                ("Aide", "Elm High School", None, None),
                ("Welder", None, None, None),
            ],
            id="how long before firms that are known, and before what was done",
        ),
        pytest.param(
            "EMPLOYMENT\nUnited, ramp agent, 2015. Loaded bags.\nElm, cook, 2014. Ran the grill.\n"
            "Oak Sports Bar, cook, 2013. Ran the fryer.",
            [
                ("ramp agent", "United", "2015", "2015"),
                ("cook", "Elm", "2014", "2014"),
                ("cook", "Oak Sports Bar", "2013", "2013"),
            ],
            id="names of one word before a title and a year",
        ),
        pytest.param(
            "WORK\n2015 - 2018  Various contractors out of the Local 12 hall: oiler\n"
            "Teacher, Elm Secondary School, Kano State, 2012 - 2014\n"
            "Dialysis Technician, OAK HOSPITAL (CONTRACT: RENAL FIRST INC), 2010 - 2012",
            [
                ("oiler", "Various contractors", "2015", "2018"),
                ("Teacher", "Elm Secondary School", "2012", "2014"),
                ("Dialysis Technician", "OAK HOSPITAL", "2010", "2012"),
            ],
            id="what stands behind the name of an employer",
        ),
    ],
)
def test_jobs_of_odd_hands(text: str, found: list[object], frameworks: Frameworks) -> None:
    assert jobs(text, frameworks) == found


def test_unpaid_roles_of_one_body_stand_in_a_line(frameworks: Frameworks) -> None:
    text = (
        "JOBS\nCook, Elm Grill, 2015 - 2019\n\nVolunteer\n"
        "Ash Food Shelf: Board member, 2018 to present; Secretary 2019–2021"
    )
    given = [e for e in rule(document(text), frameworks).entries if e.kind is EntryKind.VOLUNTEERING]
    assert [(e.title, e.organization, e.start, e.end) for e in given] == [
        ("Board member", "Ash Food Shelf", "2018", None),
        ("Secretary", "Ash Food Shelf", "2019", "2021"),
    ]


def test_a_type_of_craft_behind_a_title_is_no_employer(frameworks: Frameworks) -> None:
    text = (
        "SERVICE RECORD\n\nUSAF, Dyess AFB, TX -- Dedicated Crew Chief, C-130J -- Jan 2014 to Aug 2020\n"
        "  Changed props\n\nUSAF, Robins AFB, GA -- Flight Line Expediter, 2A573 -- Aug 2020 to present\n"
        "  Direct 35 maintainers"
    )
    assert [(e.kind, e.title, e.organization) for e in entries(text, frameworks)] == [
        (EntryKind.MILITARY_SERVICE, "Dedicated Crew Chief, C-130J", "USAF"),
        (EntryKind.MILITARY_SERVICE, "Flight Line Expediter, 2A573", "USAF"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("JOBS\n2012 – 2013: out of work", id="time without work"),
        pytest.param(
            "Work\nCan do: run register, count drawer, carry trays, make beds\nGED 2009", id="the end of school"
        ),
        pytest.param(
            "schooling\nnew elm culinary institute, certificate in baking and pastry arts, 2013\n"
            "certificate in welding, oak tech, 2010\nassociate degree in nursing, fir state college, 2015",
            id="what was learnt",
        ),
        *(
            pytest.param(f"Al Roe\n\nEMPLOYMENT\n{line}", id=line)
            for line in (
                "Denied, driver, 2010. No answer.",
                "Interview, welder, 2011. Did not get the job.",
                "Employee of the month, cashier, 2012. Won a card.",
                "Award, best cook, 2012. Won a knife.",
                "Applied, driver, 2010. No answer.",
                "Fired, cook, 2013. Was late.",
                "Forklift operator 3 years Experience",
                "CDL driver 10 years Clean Record",
                "Supervisor 2 years Sales",
            )
        ),
        pytest.param(
            "Kim Roe\n\nRegional operator, driver trainer, and safety lead certificate, 2015. Good marks.",
            id="papers with a year, and a sentence behind",
        ),
    ],
)
def test_what_is_no_job(text: str, frameworks: Frameworks) -> None:
    assert jobs(text, frameworks) == []


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("WORK\nResearch Assistant, Elm Research Center, Ohio State, 2012 - 2014", "Elm Research Center, Ohio State"),
        ("WORK\nCook, Smith & Troy, OH, 2012 - 2014", "Smith & Troy"),
        ("WORK\nClerk, Elm & Oak, Troy, OH, 2012 - 2014", "Elm & Oak"),
    ],
)
def test_names_that_only_look_so_stay(text: str, employer: str, frameworks: Frameworks) -> None:
    assert [job[1] for job in jobs(text, frameworks)] == [employer]


def test_what_somebody_was_is_read_where_others_tell_of_them(frameworks: Frameworks) -> None:
    text = (
        "Mr. Al Roe is a carpenter.\n\nFrom 1998 to 2006 he was lead carpenter for Elm Builders in Colchester. "
        "He framed houses and ran a crew of five.\n\nHe attended Oak Technical College."
    )
    assert jobs(text, frameworks) == [("lead carpenter", "Elm Builders", "1998", "2006")]


@pytest.mark.parametrize(
    ("said", "led"),
    [
        ("he was lead carpenter", "he was "),
        ("She then became an oiler", "She then became an "),
        ("and, in 2 years, I've been a cook", "and, in 2 years, I've been a "),
        ("shelf stocker", ""),
        ("123 cook", ""),
    ],
)
def test_words_before_what_somebody_was_are_whole(said: str, led: str) -> None:
    found = told_freely._LED.match(said)
    assert found is not None
    assert found.group() == led
    # early releases of Python 3.11 lose characters where what a possessive group repeats may match in several ways
    assert ")*+" not in told_freely._LED.pattern


def test_the_duties_tell_what_somebody_was_below_a_bare_employer(frameworks: Frameworks) -> None:
    text = (
        "Kim Roe, Chicago IL\n\nZenith Elm, Chicago, 2005 to 2008\n"
        "Machine operator. Loaded bar stock, checked threads.\n"
    )
    assert jobs(text, frameworks) == [("Machine operator", "Zenith Elm", "2005", "2008")]


def _shown(text: str, frameworks: Frameworks) -> set[str]:
    found = Extractor(frameworks).extract(document(text)).claims
    return {claim.name for claim in found if claim.basis is Basis.DEMONSTRATED}


def test_a_functional_resume_tells_its_duties_without_bullets(frameworks: Frameworks) -> None:
    text = (
        "Al Roe\n\nSKILLS AND ACCOMPLISHMENTS\n\nElectrical\nReplaced breakers and motors up to 480 V\n"
        "Traced shorts in conveyor controls\n\nMechanical\nRebuilt gearboxes and pumps\n"
        "Aligned couplings with dial indicators\n\nJOBS\nMaintenance Technician, Elm Foods, 2015 to present"
    )
    assert {"Traced shorts", "Rebuilt gearboxes and pumps", "Aligned couplings"} <= _shown(text, frameworks)


def test_below_a_heading_that_speaks_of_doing_any_verb_tells_a_duty(frameworks: Frameworks) -> None:
    doing = "Read load charts and work out picks\nInspect wire rope and rigging daily\nWrite up the log every night"
    jobs_ = "\n\nJOBS\nCrane operator, Elm Lift, 2015 to 2020"
    assert {"Read load charts", "Write up log"} <= _shown(f"Al Roe\n\nWHAT I DO ALL DAY\n{doing}{jobs_}", frameworks)
    listed = "Licensed Practical Nurse\nCertified Crane Operator\nTrained Medication Aide"
    assert _shown(f"Al Roe\n\nSKILLS\n{listed}{jobs_}", frameworks) == set()


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Deployed Kuwait 2015, Bagram 2018", False),
        ("Deployed to Kosovo", False),
        ("Deployed Al Udeid 2015, Bagram 2018", False),
        ("Deployed to Bagram, 2018", False),
        ("Deployed aboard Nimitz 2012", False),
        ("Deployed to the Balkans in 2003", False),
        ("Deployed Azure in 2021", True),
        ("Deployed Chef 2018.", True),
        ("Deployed SharePoint sites for three camps", True),
        ("Teaching in Ukraine", False),
        ("THINGS I DO WELL", False),
    ],
)
def test_where_somebody_was_and_what_only_heads_others_is_no_duty(
    line: str, shown: bool, frameworks: Frameworks
) -> None:
    job = "Systems Sergeant, Elm Signal Corps, 2014 to 2020\nLed ten soldiers"
    text = f"Al Roe\n\nEXPERIENCE\n{job}\n{line}\nFixed radios"
    first = line.split()[0].casefold()
    assert any(name.casefold().startswith((first, "do well")) for name in _shown(text, frameworks)) is shown


def test_what_a_husband_was_is_nobody_elses(frameworks: Frameworks) -> None:
    text = (
        "Ana Roe\n\nAbout me\nI moved here in 2015 because my husband got work. From 2010 to 2015 he was plant "
        "manager for Acme Steel in Gary. He holds a Class A CDL.\n\nWork\nCashier, Fir Mart, 2016 to 2020"
    )
    assert [e.title for e in rule(document(text), frameworks).entries] == ["Cashier"]


def test_prizes_beside_unpaid_work_are_no_jobs(frameworks: Frameworks) -> None:
    text = (
        "Tim Roe\nElm High School\n\nVolunteer\nAsh Food Bank: sorter, 2022 to present\n\n"
        "Awards\nElm Rotary Scholar, Elm Rotary Club, 2024"
    )
    assert jobs(text, frameworks) == []
