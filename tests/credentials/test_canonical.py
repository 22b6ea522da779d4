import json
import threading
from typing import Any

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyld import jsonld

from app.credentials import canonical, contexts
from app.credentials.bulk import Canonicalizer
from app.credentials.canonical import canonicalize
from app.credentials.contexts import OB, VC
from app.credentials.issue import issue
from app.credentials.rdf import Quad
from app.errors import CredentialRefused
from tests.credentials import factories as make
from tests.credentials.places import EXAMPLES_CONTEXT, VECTORS, beside


def _badge() -> dict[str, Any]:
    return make.unsigned(make.badge())


@pytest.mark.shared
@beside(VECTORS)
def test_canonical_forms_are_those_of_the_w3c_vectors() -> None:
    known = {
        **contexts.pinned(),
        "https://www.w3.org/ns/credentials/examples/v2": json.loads(EXAMPLES_CONTEXT.read_text()),
    }
    vectors = VECTORS / "eddsa-rdfc-2022"
    document = json.loads((VECTORS / "unsigned.json").read_text())
    configuration = json.loads((vectors / "proofConfigDataInt.json").read_text())
    assert canonicalize(document, known) == (vectors / "canonDocDataInt.txt").read_text()
    assert canonicalize(configuration, known) == (vectors / "proofCanonDataInt.txt").read_text()


@pytest.mark.parametrize(
    "change",
    [
        {"unknownTerm": "x"},
        {"@contexts": "x"},
        {"@graph": []},
        {"@reverse": {}},
        {"_:predicate": "x"},
        {"id": "relative"},
        {"id": "//host/relative"},
        {"id": "urn:with space"},
        {"id": "urn:line\n"},
        {"id": "x-relative:/a/b"},
        {"issuer": "../up"},
        {"issuer": {"id": "urn:x", "type": ["Undefined"]}},
        {"type": ["VerifiableCredential", "Undefined"]},
        {"name": None},
        {"name": {"@value": "x", "@language": "not a tag"}},
        {"name": {"@value": "x", "@direction": "ltr"}},
        {"name": {"@value": "x", "@type": "relative"}},
        {"proof": "https://example.org/nothing-said"},
        {"@context": [VC, {"name": "https://example.org/other"}]},
        {"@context": [VC, None]},
        {"@context": [VC, OB, "https://example.org/unknown"]},
        {"@context": ["relative"]},
        {"@context": [VC, OB] * 6},
        {"evidence": [[{"id": "urn:x", "type": ["Evidence"]}]]},
        {"credentialSubject": {"id": "urn:x", "@context": {"a": "urn:a"}}},
    ],
    ids=str,
)
def test_what_a_signature_would_not_cover_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(CredentialRefused):
        canonicalize(_badge() | change)
    with pytest.raises(CredentialRefused):
        Canonicalizer().canonicalize(_badge() | change)


def test_messages_name_undefined_terms_and_repeat_no_text() -> None:
    with pytest.raises(CredentialRefused, match="shoeSize"):
        canonicalize(_badge() | {"shoeSize": "43"})
    with pytest.raises(CredentialRefused) as caught:
        canonicalize(_badge() | {"a whole sentence of private text": "43"})
    assert "private" not in caught.value.message


def _clique(size: int) -> list[Quad]:
    names = range(size)
    return [(f"_:a{one}", "<urn:p>", f"_:a{other}", "") for one in names for other in names if one != other]


def test_poison_graphs_are_refused() -> None:
    chain = [(f"_:a{n}", "<urn:p>", f"_:a{n + 1}", "") for n in range(2000)]
    for quads in (_clique(8), _clique(40), chain):
        with pytest.raises(CredentialRefused, match="alike"):
            canonical.label(quads)


def test_blank_nodes_that_are_alike_but_harmless_get_labels() -> None:
    lists = [
        (f"_:l{number}", predicate, value, "")
        for number in range(60)
        for predicate, value in (
            ("<urn:first>", f'"{number % 5}"'),
            ("<urn:rest>", f"_:l{number + 1}" if number % 5 < 4 else "<urn:nil>"),
        )
    ]
    roots = [(f"<urn:m{number}>", "<urn:has>", f"_:l{number}", "") for number in range(0, 60, 5)]
    assert canonical.label(lists + roots).count("\n") == 132
    assert canonical.label(_clique(4)) == canonical.label(list(reversed(_clique(4))))


def test_the_canonical_form_does_not_depend_on_order() -> None:
    badge = _badge()
    backwards = json.loads(json.dumps(badge), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert canonicalize(backwards) == canonicalize(badge)


def test_threads_do_not_disturb_each_other() -> None:
    badge = _badge()
    expected, found = canonicalize(badge), []
    threads = [threading.Thread(target=lambda: found.append(canonicalize(badge))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_ids = st.one_of(
    st.uuids().map(lambda value: value.urn),
    st.sampled_from(
        ["did:key:z6MkX", "http://example.org/a/../b", "http://example.org/ü", "tag:example.org,2026:x", "name:x"]
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=_texts,
    narrative=_texts,
    quotes=st.lists(_texts, max_size=3),
    identifier=_ids,
    others=st.lists(_ids, max_size=3),
)
def test_the_fast_way_gives_what_the_slow_way_gives(
    name: str, narrative: str, quotes: list[str], identifier: str, others: list[str]
) -> None:
    badge = _badge()
    subject = badge["credentialSubject"]
    badge |= {
        "id": identifier,
        "name": name,
        "evidence": [{"type": ["Evidence"], "narrative": quote} for quote in quotes],
        "credentialSubject": subject
        | {"narrative": narrative, "achievement": subject["achievement"] | {"tag": quotes}},
    }
    badge["evidence"] += [{"id": other, "type": ["Evidence"], "name": name} for other in others]
    assert _outcome(_FAST.canonicalize, badge) == _outcome(canonicalize, badge)


_FAST = Canonicalizer()


def _outcome(way: Any, document: dict[str, Any]) -> str:
    try:
        return str(way(document))
    except CredentialRefused:
        return "refused"


_values = st.recursive(
    st.one_of(
        st.sampled_from(
            ["Evidence", "Achievement", "x", "", "urn:a:b", "urn:slot:-1.0:", "http://example.org/x", "@type", "_:b0"]
        ),
        st.booleans(),
        st.integers(-3, 3),
        st.sampled_from([0.25, -1e-7, 1.5]),
        st.none(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "type",
                    "name",
                    "narrative",
                    "@value",
                    "@type",
                    "@language",
                    "achievement",
                    "proof",
                    "urn:slot:-1.1:",
                ]
            ),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(
    place=st.sampled_from(["name", "evidence", "issuer", "credentialSubject", "type", "id", "http://example.org/p"]),
    value=_values,
)
def test_the_fast_way_is_no_laxer_than_the_slow_way_on_whatever_stands_in_a_document(place: str, value: Any) -> None:
    document = _BADGE | {place: value}
    slow = _outcome(canonicalize, document)
    assert _outcome(_FAST.canonicalize, document) == slow
    assert _outcome(_FAST.canonicalize, document) == slow


_BADGE = _badge()


def test_neighbours_that_look_alike_count_each_for_themselves() -> None:
    document = _BADGE | {"name": {"name": [{}, {"name": False}]}}
    assert _FAST.canonicalize(document) == canonicalize(document)


@settings(max_examples=100, deadline=None)
@given(place=st.sampled_from(["name", "evidence", "credentialSubject", "http://example.org/p"]), value=_values)
def test_what_is_accepted_has_the_canonical_form_that_other_libraries_give(place: str, value: Any) -> None:
    document = _BADGE | {place: value}
    try:
        found = canonicalize(document)
    except CredentialRefused:
        return
    assert found == _by_libraries(document)


def test_numbers_languages_and_lists_are_written_as_the_standards_say() -> None:
    document = {
        "@context": [VC, OB],
        "id": "urn:uuid:1",
        "http://example.org/n": [1, 1.5, -7, 1e30, 12345678901234567890, True, False],
        "name": {"@value": "colour", "@language": "en-GB"},
        "http://example.org/t": {"@value": "7", "@type": "http://example.org/type"},
        "http://example.org/d": {"@value": 5, "@type": "http://www.w3.org/2001/XMLSchema#double"},
    }
    assert canonicalize(document) == _by_libraries(document)
    results = {"type": ["ResultDescription"], "id": "urn:r", "allowedValue": ["A", "B", "A"]}
    assert canonicalize(document | {"http://example.org/r": results}) == _by_libraries(
        document | {"http://example.org/r": results}
    )


def test_a_whole_number_is_an_integer_however_it_was_written() -> None:
    document = {"@context": [VC], "id": "urn:uuid:1", "http://example.org/n": 3.0}
    assert canonicalize(document) == canonicalize(document | {"http://example.org/n": 3})
    assert '"3"^^<http://www.w3.org/2001/XMLSchema#integer>' in canonicalize(document)


def _by_libraries(document: dict[str, Any]) -> str:
    def load(url: str, _: object) -> dict[str, object]:
        return {"contextUrl": None, "documentUrl": url, "document": contexts.pinned()[url]}

    text = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": load})
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    written = pyoxigraph.serialize(dataset, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    return "".join(sorted(f"{row}\n" for row in written.decode().split("\n") if row))


@pytest.mark.parametrize("claims", [1, 4, 9])
def test_the_fast_way_gives_what_the_slow_way_gives_for_bundles(claims: int) -> None:
    clr = make.unsigned(issue(make.many(claims + 3), make.key(), make.NAME, make.ids(), make.AT).clr.document)
    way = Canonicalizer()
    expected = canonicalize(clr)
    assert way.canonicalize(clr) == expected
    assert way.canonicalize(clr) == expected
    assert way.slow == 0


def test_members_that_are_the_same_twice_are_the_same_on_both_ways() -> None:
    clr = make.unsigned(make.clr())
    subject = clr["credentialSubject"]
    twice = clr | {"credentialSubject": subject | {"verifiableCredential": subject["verifiableCredential"][:1] * 2}}
    assert Canonicalizer().canonicalize(twice) == canonicalize(twice)


def test_contexts_are_the_pinned_ones() -> None:
    assert {VC, OB, contexts.CLR} <= contexts.pinned().keys()
    with pytest.raises(CredentialRefused, match="not the one that is known"):
        contexts._read(b"{}", "0" * 64, VC)
