"""What people write in advertisements and resumes, and the concepts that it means, falls under, or must not mean."""

import pytest

from app.taxonomy.index import Frameworks
from tests.alignment.test_align import aligned, chosen


@pytest.mark.parametrize(
    ("said", "label"),
    [
        # how advertisements word what people are like
        ("Works well under pressure", "cope with stress"),
        ("Ability to juggle priorities", "perform multiple tasks at the same time"),
        ("Thinks on their feet", "think quickly"),
        ("Comfortable with ambiguity", "cope with uncertainty"),
        ("Open to feedback", "accept criticism and guidance"),
        ("Service-oriented", "focus on service"),
        # offices, money, law, property
        ("Diary management", "manage personnel agenda"),
        ("Order office supplies", "order supplies"),
        ("Employee scheduling", "plan shifts of employees"),
        ("Screening resumes", "assess candidates"),
        ("Conduct interviews", "interview people"),
        ("Post journal entries", "accounting entries"),
        ("Account reconciliation", "check accounting records"),
        ("Fraud prevention", "prevent fraudulent activities"),
        ("Lease agreements", "handle lease agreement administration"),
        ("Comparative market analysis", "compare property values"),
        ("Copyright", "copyright legislation"),
        # software and data
        ("Data integration", "integrate ICT data"),
        ("Coding standards", "implement ICT coding conventions"),
        ("Computer maintenance", "maintain computer hardware"),
        ("Query databases", "use query languages"),
        ("Service desk", "handle helpdesk problems"),
        ("Software development", "computer programming"),
        ("Software engineering", "computer programming"),
        ("Java Script", "JavaScript"),
        ("Subversion", "tools for software configuration management"),
        ("Assembly language", "Assembly (computer programming)"),
        ("Social networking", "social media management"),
        ("Managing clients", "maintain relationship with customers"),
        ("Feeding calves", "feed livestock"),
        # clinics and laboratories
        ("Dressing changes", "apply wound dressings"),
        ("Patient privacy", "maintain healthcare user data confidentiality"),
        ("Electronic medical records", "use electronic health records management system"),
        ("Medical transcription", "transcribe medical data"),
        ("Lab safety", "apply safety procedures in laboratory"),
        # schools, libraries, studios, drawing offices
        ("Marking papers", "assess students"),
        ("School counseling", "counsel students"),
        ("Fact-checking", "check stories"),
        ("Sheet music", "read musical score"),
        ("Interior design", "develop a specific interior design"),
        ("CAD drafting", "create CAD drawings"),
    ],
)
def test_what_people_write_means_its_concept(installed: Frameworks, said: str, label: str) -> None:
    assert chosen(aligned(installed, said))["esco"][0] == label


@pytest.mark.parametrize(
    ("said", "product"),
    [
        ("Canvas LMS", "Instructure Canvas"),
        ("Civil 3D", "Autodesk AutoCAD Civil 3D"),
        ("GA4", "Google Analytics"),
        ("RHEL", "Red Hat Enterprise Linux"),
        ("Paychex", "Paychex payroll software"),
        ("COMSOL", "COMSOL Multiphysics"),
    ],
)
def test_products_are_found_by_their_short_names(installed: Frameworks, said: str, product: str) -> None:
    assert chosen(aligned(installed, said))["onet"][0] == product


@pytest.mark.parametrize(
    ("said", "broader"),
    [
        ("Hands-on mentality", "show initiative"),
        ("Westlaw", "legal research"),
        ("Xero", "use accounting systems"),
        ("Nasal swabs", "collect biological samples from patients"),
        ("Dewey Decimal System", "classify library materials"),
        ("NVivo", "conduct qualitative research"),
        ("Bank statement reconciliation", "check accounting records"),
        ("Consultative selling", "carry out active selling"),
        ("Job interviews", "interview people"),
        ("Shop cleaning", "maintain work area cleanliness"),
        ("Breathing apparatus", "use personal protection equipment"),
        ("Geospatial analysis", "use geographic information systems"),
        ("Distance learning", "e-learning"),
        ("Dough mixing", "prepare bakery products"),
    ],
)
def test_what_falls_under_a_concept_is_offered_and_not_taken_for_it(
    installed: Frameworks, said: str, broader: str
) -> None:
    result = aligned(installed, said)
    assert broader not in [alignment.name for alignment in result.alignments]
    assert broader in [alternative.name for alternative in result.alternatives]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        # the same words of other things
        ("Read instructions", "teach reading strategies"),
        ("Improve circulation", "perform improvisation"),
        ("Compose emails", "compose music"),
        ("Film cutting", "operate a camera"),
        ("River bank restoration", "banking activities"),
        ("Medication reconciliation", "generate reconciliation reports"),
        ("Cable terminations", "discharge employees"),
        ("Layoffs", "discharge employees"),
        ("Reconciled bank statements", "generate reconciliation reports"),
        ("Extracurricular activities", "oversee extra-curricular activities"),
        ("Latest technologies", "monitor technology trends"),
        ("Competing priorities", "adjust priorities"),
        ("SCBA", "operate breathing equipment"),
        ("Visual effects", "create special effects"),
        ("Security awareness training", "set up cybersecurity training programmes"),
        ("Aircraft deicing", "carry out de-icing activities"),
        ("Foreign exchange student host", "foreign valuta"),
        ("Accountable care organization", "accept own accountability"),
        ("Mandarin oranges", "Chinese"),
        ("Self-driving cars", "show initiative"),
        ("Unity in the team", "Unity (digital game creation systems)"),
        ("Service-oriented architecture", "focus on service"),
        ("Customer-facing applications", "communicate with customers"),
        # more is said than the words from the list
        ("Screening resumes with Python", "assess candidates"),
        ("Change dressings at the salad bar", "apply wound dressings"),
        ("Test reports for welds", "report test findings"),
        ("Prototypes of furniture", "develop software prototype"),
        ("Shell", "finish shells"),
        ("AI breeding", "principles of artificial intelligence"),
        # other forms of what products are called
        ("Team training", "Microsoft Teams"),
        ("Slacks", "Slack"),
        ("Words", "Microsoft Word"),
    ],
)
def test_words_near_what_people_write_mean_something_else(installed: Frameworks, said: str, wrong: str) -> None:
    assert wrong not in [alignment.name for alignment in aligned(installed, said).alignments]


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("Patient Access Representative", "front line medical receptionist"),
        ("Admitting Clerk", "front line medical receptionist"),
        ("Tech Writer", "technical communicator"),
        ("Eng Teacher", "secondary school teacher"),
    ],
)
def test_a_listed_title_means_its_occupation(installed: Frameworks, title: str, occupation: str) -> None:
    assert chosen(aligned(installed, title, "employment", title))["esco"][0] == occupation


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        # O*NET prints them with letters in brackets ("Licensed Practical Nurse (LPN)")
        ("Licensed Practical Nurse", "Licensed Practical and Licensed Vocational Nurses"),
        ("Licensed Vocational Nurse", "Licensed Practical and Licensed Vocational Nurses"),
        ("Certified Nursing Assistant", "Nursing Assistants"),
        ("Certified Public Accountant", "Accountants and Auditors"),
        ("Physician Assistant", "Physician Assistants"),
        ("Forklift Operator", "Industrial Truck and Tractor Operators"),
        ("Fast Food Worker", "Fast Food and Counter Workers"),
    ],
)
def test_a_common_title_means_its_occupation_of_onet(installed: Frameworks, title: str, occupation: str) -> None:
    assert chosen(aligned(installed, title, "employment", title))["onet"][0] == occupation


def test_who_assists_somebody_is_not_whom_they_assist(installed: Frameworks) -> None:
    assert "esco" not in chosen(aligned(installed, "Physician Assistant", "employment", "Physician Assistant"))
    assert chosen(aligned(installed, "Physician", "employment", "Physician"))["esco"][0] == "general practitioner"


@pytest.mark.parametrize("title", ["Intake Coordinator", "Collision Technician"])
def test_a_title_that_no_occupation_is_called_by_means_none(installed: Frameworks, title: str) -> None:
    assert "esco" not in chosen(aligned(installed, title, "employment", title))
