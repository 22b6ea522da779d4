"""Places in a text against what a look at each of them says."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from app.documents.spans import Firsts, Span, Spans

PLACES = st.integers(0, 12)
SPANS = st.lists(st.tuples(PLACES, st.integers(1, 6)).map(lambda told: (told[0], told[0] + told[1])), max_size=9)


@given(SPANS, PLACES, st.integers(1, 5))
def test_spans_say_what_each_of_them_says(told: list[Span], start: int, length: int) -> None:
    end, spans = start + length, Spans(told)
    touching = [(last, n) for n, (first, last) in enumerate(told) if first < end and start < last]
    around = [(first, last) for first, last in told if first <= start and end <= last]
    assert spans.touch(start, end) == bool(touching)
    assert spans.last(start, end) == max(touching, default=None)
    assert spans.first(start, end) == min((told[n][0] for _, n in touching), default=None)
    assert spans.hold(start, end) == bool(around)
    assert sorted(spans.around(start, end)) == sorted(around)


@given(SPANS, PLACES)
def test_the_first_that_a_place_lies_in_is_the_first_that_was_given(told: list[Span], place: int) -> None:
    own = (n for n, (first, last) in enumerate(told) if first <= place < last)
    assert Firsts(told).at(place) == next(own, None)


class Given(list[Span]):
    """Spans that count how often they are given."""

    def __init__(self, spans: list[Span]) -> None:
        super().__init__(spans)
        self.turns = 0

    def __iter__(self):  # type: ignore[no-untyped-def]
        self.turns += len(self)
        return super().__iter__()


def test_thousands_of_places_are_looked_at_once_however_often_they_are_asked_about() -> None:
    told = Given([(10 * n, 10 * n + 5) for n in range(3000)])
    spans, firsts = Spans(told), Firsts(told)
    assert told.turns == 2 * len(told)
    questions: list[Callable[[int], object]] = [
        lambda at: spans.touch(at, at + 1),
        lambda at: spans.last(at, at + 1),
        lambda at: spans.hold(at, at + 1),
        firsts.at,
    ]
    assert [
        sum(bool(ask(at) is not None and ask(at) is not False) for at in range(0, 30_000, 5)) for ask in questions
    ]
    assert told.turns == 2 * len(told)
