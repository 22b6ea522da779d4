import copy
import json
import random
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from jsonschema import Draft201909Validator, FormatChecker

from app.credentials.schemas import check
from app.credentials.schemas.badges import AchievementCredential, EndorsementCredential
from app.credentials.schemas.clr import ClrCredential
from tests.credentials import factories as make
from tests.credentials import rich
from tests.credentials.places import SCHEMAS, beside

_FORMATS = FormatChecker(formats=())


def _is_date_time(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        moment = datetime.fromisoformat(value.replace(":60Z", ":59Z"))
    except ValueError:
        return False
    return moment.tzinfo is not None and value[10:11] in ("T", "t")


def _is_date(value: object) -> bool:
    try:
        return not isinstance(value, str) or date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_FORMATS.checks("date-time")(_is_date_time)
_FORMATS.checks("date")(_is_date)


def _small_clr() -> dict[str, Any]:
    clr = make.clr()
    subject = clr["credentialSubject"]
    return clr | {"credentialSubject": subject | {"verifiableCredential": subject["verifiableCredential"][:1]}}


_CASES: dict[str, tuple[str, type, Callable[[], dict[str, Any]]]] = {
    "badge": ("ob_v3p0_achievementcredential_schema.json", AchievementCredential, rich.badge),
    "endorsement": ("ob_v3p0_endorsementcredential_schema.json", EndorsementCredential, rich.endorsement),
    "clr": ("clr_v2p0_clrcredential_schema.json", ClrCredential, rich.clr),
    "our badge": ("ob_v3p0_achievementcredential_schema.json", AchievementCredential, make.badge),
    "our clr": ("clr_v2p0_clrcredential_schema.json", ClrCredential, _small_clr),
}
_VALUES: tuple[Any, ...] = (
    *(
        "x",
        "",
        "Profile",
        "ext:y",
        "ext:",
        "en",
        rich.WHEN,
        "2026-01-15",
        "2026-02-30T10:00:00Z",
        "2026-01-15T10:00:00",
    ),
    *(None, True, 0, 1.5, [], {}, ["x"], [["x"]], {"en": "x"}, {"en": 1}, {"eng": "x"}, {"id": "x"}, {"type": "x"}),
    *([1], [None], [{}], {"id": "urn:x", "type": ["Image"]}, {"id": "urn:x", "type": "Image"}),
)


def _places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in below:
        yield from _places(inner, (*path, key))


def _mutants(document: dict[str, Any], count: int) -> Iterator[tuple[str, dict[str, Any]]]:
    source = random.Random(20260115)  # noqa: S311 - the same mutants in every run
    places = list(_places(document))
    for place in places:
        yield f"without {place}", _changed(document, place, None, delete=True)
    for _ in range(count):
        place, value = source.choice(places), source.choice(_VALUES)
        yield f"{place} = {value!r}", _changed(document, place, value)
    for place in places:
        holder = _at(document, place[:-1])
        if isinstance(holder, dict):
            yield f"more in {place[:-1]}", _changed(document, (*place[:-1], "somethingElse"), "x")
            yield f"{place} in a list", _changed(document, place, [holder[place[-1]]])
        elif len(holder) == 1:
            yield f"{place[:-1]} without its list", _changed(document, place[:-1], holder[0])


def _sample(mutants: Iterator[tuple[str, dict[str, Any]]]) -> list[tuple[str, dict[str, Any]]]:
    everything = list(mutants)
    return random.Random(7).sample(everything, min(len(everything), 320))  # noqa: S311 - the same in every run


def _at(document: Any, place: tuple[str | int, ...]) -> Any:
    for key in place:
        document = document[key]
    return document


def _changed(
    document: dict[str, Any], place: tuple[str | int, ...], value: Any, delete: bool = False
) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    holder = _at(changed, place[:-1])
    if delete:
        del holder[place[-1]]
    else:
        holder[place[-1]] = value
    return changed


@pytest.mark.shared
@beside(SCHEMAS)
@pytest.mark.parametrize("case", _CASES)
def test_our_models_say_what_the_official_schemas_say(case: str) -> None:
    file, model, build = _CASES[case]
    official = Draft201909Validator(json.loads((SCHEMAS / file).read_text()), format_checker=_FORMATS)
    document = build()
    assert official.is_valid(document)
    assert check.model_problems(model, document) == ()
    verdicts = [
        (what, official.is_valid(mutant), check.model_problems(model, mutant) == ())
        for what, mutant in _sample(_mutants(document, 250))
    ]
    assert [verdict for verdict in verdicts if verdict[1] != verdict[2]] == []
    assert {verdict[1] for verdict in verdicts} == {True, False}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"issuer": "did:web:college.example"}, "issuer"),
        ({"issuer": {"id": "did:web:college.example", "type": ["Organization", "Profile"]}}, None),
        ({"credentialSubject": {"type": ["AchievementSubject"]}}, "credentialSubject"),
        ({"@context": "https://www.w3.org/ns/credentials/v2"}, "@context"),
        ({"validFrom": "2026-01-15"}, "validFrom"),
        ({"credentialStatus": [{"type": "a"}, {"type": "b"}]}, "credentialStatus"),
    ],
    ids=str,
)
def test_problems_name_their_place(change: dict[str, Any], place: str | None) -> None:
    found = check.problems(make.badge() | change)
    assert (found == ()) if place is None else found[0].startswith(place)


def test_problems_repeat_nothing_that_stands_in_the_document() -> None:
    found = check.problems(make.badge() | {"validFrom": "private", "evidence": [{"type": 7, "narrative": "private"}]})
    assert found
    assert "private" not in " ".join(found)


def test_rules_of_certification_that_no_schema_holds() -> None:
    badge = rich.badge()
    assert check.problems(badge) == ()
    subject = badge["credentialSubject"]
    no_id = {name: value for name, value in subject.items() if name not in ("id", "identifier")}
    criteria = subject | {"achievement": subject["achievement"] | {"criteria": {}}}
    result = subject | {"result": [{"type": ["Result"], "resultDescription": "urn:uuid:elsewhere"}]}
    for changed in (no_id, criteria, result):
        assert check.problems(badge | {"credentialSubject": changed})


def test_a_status_list_has_a_shape_and_an_unknown_type_has_none() -> None:
    listed = {"type": ["VerifiableCredential", "BitstringStatusListCredential"], "credentialSubject": {}}
    assert check.problems(listed)
    assert check.problems({"type": ["VerifiableCredential", "SomethingElse"]}) == ()
