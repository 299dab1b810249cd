from __future__ import annotations

from itertools import product

import pytest
from evidence_workspace import SPAN, column, markers
from hypothesis import given as each_of
from hypothesis import strategies as st
from shape_helpers import computed, declare, given, numbers

from factcheck.evidence.shape import decide, shaped
from factcheck.filter.reader import Reader
from factcheck.model.cell import ColumnFacts, KeyValue, Missing, number_key
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import ColumnType
from factcheck.model.truth import Truth
from factcheck.spec.expression import parse_test

NAMES = ("a", "b", "c")
READER = Reader(
    "t",
    {name: ColumnFacts(name, name, ColumnType.NUMBER) for name in NAMES}
    | {"g": ColumnFacts("g", "g", ColumnType.TEXT, ("x", "y"))},
)


def between(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper))


def held(text: str, **keys: KeyValue) -> Truth:
    return decide.decided(parse_test(text, SPAN), {"g": "x", **keys}, READER)


@pytest.mark.parametrize(
    ("text", "keys", "expected"),
    [
        ("a > 10", {"a": between(1, 4)}, Truth.FALSE),
        ("a <= 4", {"a": between(1, 4)}, Truth.TRUE),
        ("a < 4", {"a": between(1, 4)}, Truth.UNKNOWN),
        ("a in 0..5", {"a": between(1, 4)}, Truth.TRUE),
        ("(a < 2 or a >= 2)", {"a": between(1, 4)}, Truth.TRUE),
        ("a known", {"a": between(1, 4)}, Truth.FALSE),
        ("a unknown", {"a": between(1, 4)}, Truth.TRUE),
        ("(a = 2, g = y)", {"a": between(1, 4)}, Truth.FALSE),
        ("a < t.b", {"a": between(1, 4), "b": "5"}, Truth.TRUE),
        ("a < t.b", {"a": between(1, 4), "b": between(5, 9)}, Truth.TRUE),
        ("a < t.b", {"a": between(1, 4), "b": between(4, 9)}, Truth.UNKNOWN),
        ("a = t.b", {"a": between(1, 4), "b": between(5, 9)}, Truth.FALSE),
        ("a < t.b", {"a": between(1, 4), "b": Missing.NONE}, Truth.FALSE),
        ("a < t.b", {"a": between(1, 4), "b": Missing.UNKNOWN}, Truth.UNKNOWN),
        ("(a < t.b, b < t.c)", dict.fromkeys(NAMES, between(5, 5)), Truth.UNKNOWN),
        ("(a > 0 or a <= 0)", {"a": Interval.everything()}, Truth.TRUE),
        ("a < 0", {"a": Interval.at_least(0)}, Truth.FALSE),
        ("a = t.a", {"a": Interval.everything()}, Truth.TRUE),
        ("g = x", {"a": between(1, 4)}, Truth.TRUE),
        ("(g = x, a < 9)", {"a": between(1, 4)}, Truth.TRUE),
        ("(a contains z or a < 9)", {"a": between(1, 4)}, Truth.TRUE),
    ],
)
def test_a_range_decides_what_all_its_numbers_decide(
    text: str, keys: dict[str, KeyValue], expected: Truth
) -> None:
    assert held(text, **keys) is expected


def test_too_many_combinations_are_left_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    assert held("(a < 3 or a > 2)", a=between(1, 4)) is Truth.TRUE
    monkeypatch.setattr(decide, "MOST_TRIED", 1)
    assert held("(a < 3 or a > 2)", a=between(1, 4)) is Truth.UNKNOWN


def test_results_of_decided_tests_are_known() -> None:
    hidden = markers(**{"<5": between(1, 4)})
    declaration = declare(
        column("a", markers=hidden),
        computed("big", "if(a > 10, 1, 0)"),
        computed("sum", "a + 6"),
        computed("small", "if(sum < 11, 1, 0)"),
    )
    frame = shaped(given("a", "<5", "12").frame, declaration)
    assert numbers(frame, declaration, "big") == [0, 1]
    assert numbers(frame, declaration, "small") == [1, 0]


def test_the_label_of_a_total_passes_no_test() -> None:
    declaration = declare(computed("new", "if(year > 2019, 1, 0)"), totals=(("year", "all"),))
    frame = shaped(given("year", "2019", "2020", "all").frame, declaration)
    assert frame.faults == ()
    assert numbers(frame, declaration, "new") == [0, 1, 0]


TESTS = ("a < 2", "a = 2", "a in 1..3", "b >= 3", "a < t.b", "a != t.b", "b <= t.a", "not a > 1")
WIDTHS = st.tuples(st.integers(0, 4), st.integers(0, 3))


@each_of(
    st.sampled_from(TESTS), st.sampled_from(TESTS), st.sampled_from(["or", ","]), WIDTHS, WIDTHS
)
def test_no_world_contradicts_what_is_decided(
    one: str, other: str, joint: str, a: tuple[int, int], b: tuple[int, int]
) -> None:
    text = f"({one} {joint} {other})".replace(" ,", ",")
    ranges = {"a": between(a[0], sum(a)), "b": between(b[0], sum(b))}
    steps = [[lower + Fraction(n, 3) for n in range(3 * width + 1)] for lower, width in (a, b)]
    worlds = {
        held(text, a=number_key(x), b=number_key(y)) for x, y in product(*steps)
    }  # thirds, because two numbers can both lie between two whole ones
    found = held(text, **ranges)
    assert worlds == {found} if len(worlds) == 1 else found is Truth.UNKNOWN
