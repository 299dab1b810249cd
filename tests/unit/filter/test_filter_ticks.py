from __future__ import annotations

import pytest
from evidence_workspace import SPAN

from factcheck.filter.reader import Reader
from factcheck.model.cell import TICK, ColumnFacts, Missing
from factcheck.model.plan import ObstacleError
from factcheck.model.spec import ColumnType
from factcheck.model.truth import Truth
from factcheck.spec.expression import parse_test

SAW = ColumnFacts(
    "saw",
    "saw",
    ColumnType.TEXT,
    ticks=("A", "B two", "C"),
    tick_aliases=(("Film B", "B two"),),
)
NAME = ColumnFacts("name", "name", ColumnType.TEXT, ("x",))
READER = Reader("t", {"saw": SAW, "name": NAME})


def holds(text: str, key: str | Missing) -> Truth:
    test = parse_test(text, SPAN)
    READER.require_values(test)
    return READER.holds(test, {"saw": key, "name": "x"})


@pytest.mark.parametrize(
    ("text", "passing"),
    [
        ("saw has A", {"A", "AB", "ABC"}),
        ('saw has "B  two"', {"AB", "ABC"}),
        ('saw has "Film B"', {"AB", "ABC"}),
        ("saw has any of (A, C)", {"A", "AB", "C", "ABC"}),
        ("saw has all of (A, Film B)", {"AB", "ABC"}),
        ("saw has none of (A, C)", {""}),
        ("not saw has A", {"", "C"}),
        ("saw known", {"", "A", "AB", "C", "ABC"}),
    ],
)
def test_what_was_ticked_passes_or_fails(text: str, passing: set[str]) -> None:
    answers = {
        "": "",
        "A": "A",
        "AB": TICK.join(("A", "B two")),
        "C": "C",
        "ABC": TICK.join(("A", "B two", "C")),
    }
    assert {name for name, key in answers.items() if holds(text, key) is Truth.TRUE} == passing


def test_an_unknown_answer_is_undecided_and_none_passes_nothing() -> None:
    assert holds("saw has A", Missing.UNKNOWN) is Truth.UNKNOWN
    assert holds("saw has none of (A, C)", Missing.UNKNOWN) is Truth.UNKNOWN
    assert holds("saw unknown", Missing.UNKNOWN) is Truth.TRUE
    assert holds("saw has none of (A, C)", Missing.NONE) is Truth.FALSE


@pytest.mark.parametrize(
    ("text", "slug", "told"),
    [
        ("saw has D", "no-such-value", "'D' is no label of column 'saw' of table 't'"),
        ("saw has all of (A, Filn B)", "no-such-value", "'Filn B' is no label"),
        ("name has x", "no-tick-all-question", "column 'name' of table 't' has no ticks"),
        ("saw = A", "ticks-are-several", "any number of ticks"),
        ("saw in (A, C)", "ticks-are-several", "any number of ticks"),
        ("saw in A", "ticks-are-several", "any number of ticks"),
        ("saw contains A", "ticks-are-several", "any number of ticks"),
        ("saw in top 3", "ticks-are-several", "any number of ticks"),
        ("not (saw > A or name = x)", "ticks-are-several", "any number of ticks"),
        ("name = t.saw", "ticks-are-several", "any number of ticks"),
    ],
)
def test_tests_that_do_not_fit_are_refused(text: str, slug: str, told: str) -> None:
    with pytest.raises(ObstacleError) as caught:
        READER.require_values(parse_test(text, SPAN))
    obstacle = caught.value.obstacle
    assert obstacle.code is not None
    assert obstacle.code.slug == slug
    assert told in obstacle.message


def test_a_wrong_label_is_told_the_nearest_also_of_its_other_words() -> None:
    with pytest.raises(ObstacleError) as caught:
        READER.require_values(parse_test('saw has "Filn B"', SPAN))
    assert caught.value.obstacle.hint == "did you mean 'Film B'?"


def test_a_test_of_one_value_is_told_what_to_write() -> None:
    with pytest.raises(ObstacleError) as caught:
        READER.require_values(parse_test("saw = A", SPAN))
    assert (caught.value.obstacle.hint or "").startswith('write: saw has "A"')
