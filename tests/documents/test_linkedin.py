"""LinkedIn's data export to a document."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.detect import Kind, detect
from app.documents.model import Document, Limits, SourceDocument
from app.documents.read import read
from app.documents.redact.mask import redact
from app.errors import SourceDamaged, SourceEmpty, SourceEncrypted, SourceError, SourceTooComplex, SourceTooLarge
from tests.samples.structured import csv_file, packed

PROFILE = csv_file(
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location",
    (
        "Imani",
        "Okafor",
        "Bello",
        "",
        "Apr 3",
        "Line Cook",
        "Cook with six years on the grill.",
        "Food",
        "19104",
        "PA",
    ),
)
POSITIONS = csv_file(
    "Company Name,Title,Description,Location,Started On,Finished On",
    ("The Blue Door", "Line Cook", "• Plated 120 covers. • Trained two cooks.", "Philadelphia", "Mar 2019", ""),
    ("Diner 9", "Dishwasher", "Line one\nLine two  Line three", "", "2017", "Feb 2019"),
)
FILES = {"Profile.csv": PROFILE, "Positions.csv": POSITIONS}


def made(files: dict[str, bytes], limits: Limits = Limits()) -> Document:  # noqa: B008  (a frozen value)
    return read(SourceDocument(name="Basic_LinkedInDataExport.zip", data=packed(files)), limits)


def test_the_export_becomes_a_text_that_a_person_can_read() -> None:
    assert made({**FILES, "Skills.csv": csv_file("Name", ("Grilling",), ("Knife Skills",))}).text == (
        "Imani Okafor\nLine Cook\nPA, 19104\nIndustry: Food"
        "\n\nSummary\n\nCook with six years on the grill."
        "\n\nExperience\n\nLine Cook\nThe Blue Door\nMar 2019 –\nPhiladelphia"
        "\n• Plated 120 covers.\n• Trained two cooks."
        "\n\nDishwasher\nDiner 9\n2017 – Feb 2019\nLine one\nLine two\nLine three"
        "\n\nSkills\n\nGrilling\nKnife Skills"
    )


def test_notes_above_the_headings_are_left_out() -> None:
    noted = csv_file("Name", ("Grilling",), notes='Notes:\r\n"Some skills, and ""others"" may be missing."\r\n\r\n')
    document = made({**FILES, "Skills.csv": noted})
    assert document.text.endswith("Skills\n\nGrilling")


def test_the_files_may_lie_in_a_folder_and_their_headings_in_another_order() -> None:
    turned = csv_file("Title,Started On,New Column,Company Name", ("Cook", "2019", "x", "Blue Door"))
    document = made({"Export_2026/Positions.csv": turned, "__MACOSX/Positions.csv": b"junk"})
    assert document.text == "Experience\n\nCook\nBlue Door\n2019 –"


def test_nobody_else_is_read() -> None:
    others = csv_file("First Name,Last Name,Company", ("Ottoline", "Vandermeer", "Far Shore Freight"))
    names = ("Connections.csv", "Recommendations_Received.csv", "messages.csv", "Endorsement_Received_Info.csv")
    text = made({**FILES, **dict.fromkeys(names, others)}).text
    assert "Vandermeer" not in text
    assert not {"Bello", "Apr 3"} & {*text.split()}


def test_the_person_is_masked() -> None:
    email = csv_file("Email Address,Confirmed,Primary,Updated On", ("imani.okafor@example.com", "Yes", "Yes", ""))
    phone = csv_file("Extension,Number,Type", ("", "(215) 555-0142", "Mobile"))
    masked = redact(made({**FILES, "Email Addresses.csv": email, "PhoneNumbers.csv": phone})).text
    assert not any(said in masked for said in ("Imani", "Okafor", "imani", "555-0142"))


def test_a_zip_of_something_else_is_an_archive() -> None:
    assert detect(packed(FILES)) is Kind.LINKEDIN
    assert detect(packed({"resume.pdf": b"%PDF-", "positions.csv": b"Job,Employer\nCook,Diner\n"})) is Kind.ARCHIVE
    assert detect(packed({"Profile.csv": b"name,value\nfirst name,x\n"})) is Kind.ARCHIVE


def test_what_is_broken_or_too_much_is_refused() -> None:
    whole = packed(FILES)
    with pytest.raises(SourceDamaged):
        read(SourceDocument(name="export.zip", data=whole[: len(whole) // 2]))
    headings = {"Positions.csv": csv_file("Company Name,Title,Description,Location,Started On,Finished On")}
    with pytest.raises(SourceEmpty):
        made(headings)
    with pytest.raises(SourceTooComplex):
        made({**FILES, "Rich_Media.csv": b"a" * 5_000_000})
    with pytest.raises(SourceTooLarge):
        made({**FILES, "Skills.csv": csv_file("Name", *(("Grilling",) for _ in range(40)))}, Limits(rows=20))
    with pytest.raises(SourceTooComplex):
        made({**FILES, **{f"{n}.csv": b"x" for n in range(30)}}, Limits(package_entries=20))


def test_an_encrypted_file_is_refused() -> None:
    data = bytearray(packed({**FILES, "Skills.csv": csv_file("Name", ("Grilling",))}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        assert package.namelist()[-1] == "Skills.csv"
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1  # the flag of an encrypted entry, in the directory
    with pytest.raises(SourceEncrypted):
        read(SourceDocument(name="export.zip", data=bytes(data)))


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["Skills.csv", "Education.csv", "Courses.csv", "Honors.csv"]), st.binary(), max_size=3
    )
)
def test_whatever_the_files_hold_every_fact_is_a_slice_of_the_text(files: dict[str, bytes]) -> None:
    with suppress(SourceError):
        document = made({**files, **FILES})
        assert all(document.text[f.start : f.end].strip() for f in document.facts)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 600), st.binary(min_size=1, max_size=8))
def test_bytes_written_over_an_export_never_end_the_reader(at: int, noise: bytes) -> None:
    data = packed(FILES)
    with suppress(SourceError):
        read(SourceDocument(name="export", data=data[:at] + noise + data[at + len(noise) :]))
