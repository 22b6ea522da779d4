from tests.taxonomy.glued import Endings, separate

NOUNS = ("pipe", "steel", "tube", "wire", "roof")
KNOWN = [f"{noun} {end}" for end in ("manager", "operator", "technician") for noun in NOUNS]
KNOWN += ["shift assistant", "assistant manager", "assistant operator", "sales assistant"]


def test_the_label_is_what_the_description_opens_with_in_the_plural() -> None:
    parts = separate("tube mill operator pipe operator Tube mill operators tend mills. They clean.", Endings(KNOWN))
    assert parts is not None
    assert (parts.label, parts.aliases) == ("tube mill operator", ("pipe operator",))


def test_plurals_may_stand_inside_the_label() -> None:
    for text, label in (
        ("head of roofing roof manager Heads of roofing lead roofers.", "head of roofing"),
        ("editor-in-chief Editors-in-chief lead papers.", "editor-in-chief"),
        ("waiter/waitress Waiters/waitresses serve guests.", "waiter/waitress"),
        ("midwife Midwives help at births.", "midwife"),
    ):
        parts = separate(text, Endings(KNOWN))
        assert parts is not None
        assert parts.label == label


def test_aliases_whose_ends_are_not_certain_are_left_out() -> None:
    text = (
        "wire technician steel manager assistant operator of wires pipe technician senior wire operator "
        "Wire technicians draw wires."
    )
    parts = separate(text, Endings(KNOWN))
    assert parts is not None
    assert "steel manager" not in parts.aliases  # "steel manager assistant" could be one name
    assert "assistant operator" not in parts.aliases
    assert "senior wire operator" in parts.aliases


def test_a_text_without_the_plural_of_its_opening_has_no_label() -> None:
    assert separate("wire technician Draws wires all day.", Endings(KNOWN)) is None
