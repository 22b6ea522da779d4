"""The reading order of PDF pages."""

import pytest

from tests.documents.papers import Text, document, lines, pdf, shuffled

HEADER = [
    Text(200, 50, "Rosa Lindqvist", 22, "B"),
    Text(60, 70, "Line cook with nine years in hotel kitchens, Portland, rosa@example.org"),
]
LEFT = [
    Text(40, 110, "Skills", 13, "B"),
    *(Text(40, 128 + 14 * i, w) for i, w in enumerate(["Grilling", "Knife work", "Stock rotation", "Plating"])),
    Text(40, 200, "Languages", 13, "B"),
    *(Text(40, 218 + 14 * i, w) for i, w in enumerate(["English", "Swedish", "Some Spanish"])),
]
RIGHT = [
    Text(210, 110, "Experience", 13, "B"),
    Text(210, 130, "Line Cook, Harbour Hotel", 10, "B"),
    Text(480, 130, "2016 - 2021"),
    Text(210, 145, "Ran the grill station for two hundred covers a night"),
    Text(210, 160, "Trained six new cooks in safe handling of knives"),
    Text(210, 185, "Prep Cook, Blue Door Diner", 10, "B"),
    Text(480, 185, "2012 - 2016"),
    Text(210, 200, "Prepared stocks, sauces and vegetables each morning"),
    Text(210, 215, "Kept the walk-in cooler in order and counted stock"),
    Text(210, 245, "Education", 13, "B"),
    Text(210, 262, "Certificate in Culinary Arts, Westside College, 2012"),
]


def in_order(texts: list[Text]) -> list[str]:
    rows: dict[float, list[str]] = {}
    for text in texts:
        rows.setdefault(text.y, []).append(text.words)
    return ["  ".join(words) for words in rows.values()]


EXPECTED = [*in_order(HEADER), *in_order(LEFT), *in_order(RIGHT)]


@pytest.mark.parametrize("seed", range(8))
def test_two_columns_below_a_header_are_read_one_after_the_other_whatever_the_stream_order(seed: int) -> None:
    assert lines(document(pdf(shuffled([*HEADER, *LEFT, *RIGHT], seed)))) == EXPECTED


def test_a_page_printed_across_its_columns_is_read_column_by_column() -> None:
    across = sorted([*HEADER, *LEFT, *RIGHT], key=lambda t: (t.y, t.x))
    assert lines(document(pdf(across))) == EXPECTED


@pytest.mark.parametrize("seed", range(4))
def test_columns_whose_lines_stand_level_are_still_two_columns(seed: int) -> None:
    left = [Text(40, 100, "Skills", 13, "B"), *(Text(40, 120 + 15 * i, f"Welding process {i}") for i in range(8))]
    right = [
        Text(230, 100, "Experience", 13, "B"),
        *(Text(230, 120 + 15 * i, f"Built and repaired steel frames for bridge number {i}") for i in range(8)),
    ]
    expected = [t.words for t in (*left, *right)]
    assert lines(document(pdf(shuffled([*left, *right], seed)))) == expected


def test_a_sidebar_on_dark_ground_is_a_column() -> None:
    found = document(pdf([*RIGHT, *LEFT], ground=True))
    assert lines(found) == [*in_order(LEFT), *in_order(RIGHT)]
    assert len({line.block for line in found.lines}) == 2


def test_a_sidebar_on_the_right_comes_after_the_main_column() -> None:
    main = [Text(40, t.y, t.words, t.size, t.style) for t in RIGHT if t.x == 210]
    side = [Text(430, t.y + 3, t.words, t.size, t.style) for t in LEFT]
    assert lines(document(pdf([*side, *main]))) == [t.words for t in (*main, *side)]


def test_dates_at_the_right_margin_stay_on_the_line_of_their_entry() -> None:
    texts = [
        text
        for i in range(6)
        for text in (
            Text(50, 100 + 40 * i, f"Forklift Operator, Warehouse {i}", 10, "B"),
            Text(470, 100 + 40 * i, f"Mar 201{i} - Apr 201{i + 1}"),
            Text(50, 114 + 40 * i, "Moved pallets between the dock and the racks"),
        )
    ]
    for stream in (texts, shuffled(texts, 3), sorted(texts, key=lambda t: t.x)):
        found = document(pdf(stream))
        assert lines(found)[:2] == [
            "Forklift Operator, Warehouse 0  Mar 2010 - Apr 2011",
            "Moved pallets between the dock and the racks",
        ]
        assert len(found.lines) == 12


def test_dates_at_the_left_margin_stay_on_the_line_of_their_entry() -> None:
    texts = [
        text
        for i in range(5)
        for text in (
            Text(50, 100 + 40 * i, f"201{i} - 201{i + 1}"),
            Text(170, 100 + 40 * i, f"Nursing Assistant, Ward {i}", 10, "B"),
            Text(170, 114 + 40 * i, "Helped residents wash, dress and eat"),
        )
    ]
    assert lines(document(pdf(texts)))[:3] == [
        "2010 - 2011  Nursing Assistant, Ward 0",
        "Helped residents wash, dress and eat",
        "2011 - 2012  Nursing Assistant, Ward 1",
    ]


def test_a_place_and_dates_stacked_beside_list_items_do_not_cut_into_them() -> None:
    texts = [
        Text(50, 100, "Medical Coder, Clinic North", 10, "B"),
        Text(450, 100, "Duluth, MN"),
        Text(60, 114, "- Coded charts for outpatient visits with few"),
        Text(450, 114, "Jan 2018 - May 2020"),
        Text(68, 128, "errors and no late claims"),
        Text(60, 142, "- Trained new coders"),
    ]
    assert lines(document(pdf(texts))) == [
        "Medical Coder, Clinic North  Duluth, MN",
        "Jan 2018 - May 2020",
        "- Coded charts for outpatient visits with few",
        "errors and no late claims",
        "- Trained new coders",
    ]


def test_a_table_of_courses_is_read_row_by_row() -> None:
    rows = [
        ("BIO 101", "General Biology", "4.0", "A"),
        ("ENG 110", "Composition", "3.0", "B+"),
        ("MAT 120", "Statistics", "3.0", "A-"),
        ("CHM 105", "Chemistry", "4.0", "B"),
    ]
    texts = [
        Text(x, 100 + 16 * i, cell)
        for i, row in enumerate(rows)
        for x, cell in zip((50, 130, 380, 450), row, strict=True)
    ]
    assert lines(document(pdf(texts))) == ["  ".join(row) for row in rows]


def test_skills_beside_their_labels_stay_on_the_line_of_the_label() -> None:
    texts = [
        text
        for i, (label, skills) in enumerate(
            [
                ("Systems:", "SAP, Oracle"),
                ("Office:", "Word, Excel"),
                ("Driving:", "CDL class A"),
                ("Other:", "First aid"),
            ]
        )
        for text in (Text(50, 100 + 15 * i, label, 10, "B"), Text(150, 100 + 15 * i, skills))
    ]
    assert lines(document(pdf(texts))) == [
        "Systems:  SAP, Oracle",
        "Office:  Word, Excel",
        "Driving:  CDL class A",
        "Other:  First aid",
    ]


def test_blocks_and_wide_gaps_are_parted_by_an_empty_line_and_lines_by_one_break() -> None:
    texts = [
        Text(50, 100, "Summary"),
        Text(50, 112, "Careful driver"),
        Text(50, 124, "Never late"),
        Text(50, 160, "Education"),
    ]
    found = document(pdf(texts))
    assert found.text == "Summary\nCareful driver\nNever late\n\nEducation"
    assert [line.gap is None for line in found.lines] == [True, False, False, False]
    assert found.lines[3].gap == pytest.approx(26.6, abs=2)


def test_pages_follow_one_another_with_their_numbers() -> None:
    found = document(pdf([Text(50, 100, "Same words")], pages=3))
    assert found.text == "Same words\n\nSame words\n\nSame words"
    assert [line.page for line in found.lines] == [1, 2, 3]
    assert [page.number for page in found.pages] == [1, 2, 3]


def test_text_printed_sideways_is_a_block_of_its_own_before_the_lines_beside_it() -> None:
    from fpdf import FPDF

    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_font("Helvetica", "", 10)
    paper.text(60, 100, "Profile of the worker")
    for i in range(6):
        paper.text(60, 160 + 14 * i, f"Packed and labelled parcels on line {i}")
    with paper.rotation(270, 400, 165):
        paper.text(400, 165, "EXPERIENCE")
    assert lines(document(bytes(paper.output())))[:3] == [
        "Profile of the worker",
        "EXPERIENCE",
        "Packed and labelled parcels on line 0",
    ]


def test_dates_broken_in_a_column_of_their_own_stay_beside_what_they_date() -> None:
    texts = [
        Text(57, 50, "Pru Roe", 18, "B"),
        Text(57, 80, "EXPERIENCE", 13, "B"),
        Text(57, 100, "Feb. 2020 -"),
        Text(57, 114, "present"),
        Text(170, 100, "Lead Teller", 10, "B"),
        Text(170, 114, "Elm Bank, Kalamazoo"),
        Text(170, 128, "Balance the vault"),
        Text(57, 150, "Oct. 2017 -"),
        Text(57, 164, "Feb. 2020"),
        Text(170, 150, "Teller", 10, "B"),
        Text(170, 164, "Ash Bank, Portage"),
        Text(170, 178, "Cashed checks"),
        Text(57, 205, "EDUCATION", 13, "B"),
        Text(57, 225, "2015"),
        Text(170, 225, "Diploma, Oak High School"),
    ]

    assert lines(document(pdf(texts)))[2:5] == [
        "Feb. 2020 - present  Lead Teller",
        "Elm Bank, Kalamazoo",
        "Balance the vault",
    ]


def test_names_in_the_margin_stay_beside_what_they_name_though_they_are_printed_first() -> None:
    said = {
        "Awards": ["Cook of the Year", "Harbor Guild"],
        "Skills": ["Grilling fish over coals", "Knife work", "Stock rotation"],
        "Languages": ["English and some Polish", "spoken at home"],
        "Interests": ["Sailing small boats", "in summer"],
    }
    names, values = [], []
    y = 80
    for name, told in said.items():
        names.append(Text(40, y, name, 14))
        values += [Text(160, y + 14 * n, one) for n, one in enumerate(told)]
        y += 14 * len(told) + 12

    found = lines(document(pdf([*names, *values])))

    assert found[:3] == ["Awards  Cook of the Year", "Harbor Guild", "Skills  Grilling fish over coals"]


def test_a_list_of_its_own_that_is_set_wide_stays_a_column() -> None:
    names = [Text(40, 100 + 26 * n, said) for n, said in enumerate(("Grilling", "Stocks", "Baking", "Sauces"))]
    told = [Text(160, 100 + 13 * n, f"Cooked for {n} guests on every day of the week") for n in range(8)]

    found = lines(document(pdf([*names, *told])))

    assert found[:4] == ["Grilling", "Stocks", "Baking", "Sauces"]


def test_a_period_that_a_narrow_column_breaks_stands_whole_on_the_first_line_of_its_entry() -> None:
    texts = [
        Text(57, 80, "Experience", 13, "B"),
        Text(70, 100, "Aug"),
        Text(57, 112, "2015 - May"),
        Text(70, 124, "2019"),
        Text(120, 100, "Line Cook, The Tin Ladle, Boise"),
        Text(130, 112, "Ran the grill on weekends"),
        Text(130, 124, "Ordered fish and greens"),
        Text(50, 150, "2012 - 2015"),
        Text(50, 162, "Boise, ID"),
        Text(120, 150, "Dishwasher"),
        Text(120, 162, "Pine Diner"),
        Text(57, 190, "2011"),
        Text(120, 190, "Busser, Pine Diner"),
    ]
    assert lines(document(pdf(texts)))[1:6] == [
        "Aug 2015 - May 2019  Line Cook, The Tin Ladle, Boise",
        "Ran the grill on weekends",
        "Ordered fish and greens",
        "2012 - 2015  Dishwasher",
        "Boise, ID  Pine Diner",
    ]


def test_names_in_the_margin_stand_on_the_line_of_what_they_head_even_where_they_take_two() -> None:
    texts = [
        Text(57, 80, "Summary"),
        Text(130, 80, "Welder with ten years in shipyards and in shops"),
        Text(57, 100, "Professional"),
        Text(57, 112, "Experience"),
        Text(130, 100, "Tern Shipyard, Duluth"),
        Text(130, 112, "Welder, 2015 - 2020"),
        Text(130, 124, "Welded plates and frames on the slip"),
        Text(130, 136, "Held a fire watch"),
        Text(57, 160, "Licenses and"),
        Text(57, 172, "Certifications"),
        Text(130, 160, "Certified Welder, 2016"),
        Text(130, 172, "Forklift Operator, 2017"),
        Text(57, 190, "Skills"),
        Text(130, 190, "Grinding; Fitting; Stick welding"),
    ]
    assert lines(document(pdf(texts))) == [
        "Summary  Welder with ten years in shipyards and in shops",
        "Professional Experience  Tern Shipyard, Duluth",
        "Welder, 2015 - 2020",
        "Welded plates and frames on the slip",
        "Held a fire watch",
        "Licenses and Certifications  Certified Welder, 2016",
        "Forklift Operator, 2017",
        "Skills  Grinding; Fitting; Stick welding",
    ]


def test_rows_of_labels_stay_rows_below_headings_that_stand_in_the_margin() -> None:
    groups = [
        (
            "Certifications",
            [("2012", "Certified Welder, Tern Yard"), ("2013", "Forklift Operator, Tern Yard")],
        ),
        ("Skills", [("Welding", "MIG welding, TIG welding"), ("Shop", "Blueprint reading, Grinding")]),
        ("Languages", [("English", "native"), ("Polish", "conversational")]),
    ]
    texts, y = list[Text](), 80
    for heading, rows in groups:
        texts.append(Text(57, y, heading, 10, "B"))
        for label, said in rows:
            y += 20
            texts += [Text(57, y, label), Text(150, y, said)]
        y += 12
        texts.append(Text(150, y, "and more of it"))
        y += 20
    assert lines(document(pdf(texts))) == [
        line
        for heading, rows in groups
        for line in (heading, *(f"{label}  {said}" for label, said in rows), "and more of it")
    ]


def test_names_that_take_two_lines_before_their_dates_stand_on_one() -> None:
    texts = [
        Text(57, 80, "Experience", 13, "B"),
        Text(57, 100, "Structural Welder, Maumee Steel Fabri-", 10, "B"),
        Text(57, 112, "cators, Toledo, OH."),
        Text(270, 100, "Mar 2018-Present", 10, "B"),
        Text(70, 124, "Welded beams for bridges."),
        Text(57, 150, "Pipe Welder, Great Lakes Pipefitting,", 10, "B"),
        Text(57, 162, "Detroit, MI."),
        Text(265, 150, "Sep 2014-Feb 2018", 10, "B"),
        Text(57, 190, "Welder's Helper, Tern Shipyard", 10, "B"),
        Text(57, 202, "Duluth"),
        Text(265, 190, "Sep 2011-Feb 2014", 10, "B"),
    ]
    assert lines(document(pdf(texts)))[1:] == [
        "Structural Welder, Maumee Steel Fabricators, Toledo, OH.  Mar 2018-Present",
        "Welded beams for bridges.",
        "Pipe Welder, Great Lakes Pipefitting, Detroit, MI.  Sep 2014-Feb 2018",
        "Welder's Helper, Tern Shipyard  Sep 2011-Feb 2014",
        "Duluth",
    ]
