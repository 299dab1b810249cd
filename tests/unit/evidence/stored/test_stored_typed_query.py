"""The one query over typed columns gives the groups that a look at each row gives."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import duckdb
import pytest
from exact import exact
from hypothesis import given, note
from hypothesis import strategies as st
from typed_tables import columns as typed_tables

from factcheck.evidence import small
from factcheck.evidence.cut_groups import with_least
from factcheck.evidence.duckdb_engine import RefusedError, TooMuchError
from factcheck.evidence.raw import RawGroup, RawNumbers, RawRequest, RawScan, RawSet
from factcheck.evidence.sealed import OutOfMemoryError, QueryError
from factcheck.evidence.stored import typed_query
from factcheck.evidence.stored.columns import scan_columns
from factcheck.evidence.stored.typed import TypedColumn, float_text, floats_of, named, texts_of
from factcheck.evidence.stored.typed_query import Typed, scan_typed
from factcheck.model.cell import Cut
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.sealed import Ask, Rows

WIDTH = 4
Found = dict[tuple[tuple[str, ...], tuple[str | None, ...]], list[Fraction | int]]


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def asking(connection: duckdb.DuckDBPyConnection) -> Ask:
    def ask(query: str) -> Iterator[Rows]:
        try:
            yield connection.execute(query).fetchall()
        except duckdb.Error as error:
            raise QueryError(str(error)) from error

    return ask


def added(request: RawRequest, place: int, groups: tuple[RawGroup, ...]) -> Found:
    """Return the groups of a set by their texts; several that have the same are one.

    A number that is printed with more digits than an engine adds up is added up here.
    """
    columns = request.sets[place].measures
    found: Found = defaultdict(list)
    for group in groups:
        pairs = zip(columns, group.measures, strict=True)
        measures = [_number(request, column, each, group.rows) for column, each in pairs]
        marks = tuple(each if isinstance(each, str) else None for each in measures)
        numbers = [each for each in measures if isinstance(each, RawNumbers)]
        _add(found[group.texts, marks], group.rows, numbers)
    return found


def _number(
    request: RawRequest, column: int, measure: RawNumbers | str, rows: int
) -> RawNumbers | str:
    if not isinstance(measure, str) or column in request.texts:
        return measure
    is_number = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", measure) is not None
    if not is_number or measure in request.special_of(column):
        return measure
    number = exact(measure)
    return RawNumbers(rows, number * rows, number, number)


def _add(known: list[Fraction | int], rows: int, numbers: list[RawNumbers]) -> None:
    if not known:
        known += [rows, *(end for one in numbers for end in one)]
        return
    known[0] += rows
    for place, one in enumerate(numbers):
        at = 1 + 4 * place
        known[at] += one.rows
        known[at + 1] += one.total
        known[at + 2] = min(known[at + 2], one.minimum)
        known[at + 3] = max(known[at + 3], one.maximum)


PLACES = st.sampled_from((-5, 0, 1, 999, 10**9)) | st.integers(-50, 50)
CUT = st.tuples(PLACES, st.sampled_from((1, 4)), st.booleans()).map(
    lambda made: Cut(Fraction(made[0], made[1]), made[2])
)


def ascending(cuts: set[Cut]) -> tuple[Cut, ...]:
    return tuple(sorted(cuts, key=lambda cut: cut.place))


@st.composite
def requests(draw: st.DrawFn) -> RawRequest:
    """Return sets of four columns, some of them cut, each set by some of the cuts."""
    every = {
        place: draw(st.sets(CUT, min_size=1, max_size=4))
        for place in draw(st.sets(st.integers(0, WIDTH - 1), max_size=2))
    }
    sets: dict[RawSet, None] = {}
    for _ in range(draw(st.integers(1, 4))):
        dimensions = tuple(sorted(draw(st.sets(st.integers(0, WIDTH - 1), max_size=3))))
        measures = tuple(sorted(draw(st.sets(st.integers(0, WIDTH - 1), max_size=2))))
        own = {
            place: draw(st.sets(st.sampled_from(ascending(every[place]))))
            for place in dimensions
            if place in every and draw(st.booleans())
        }
        cuts = tuple((place, ascending(of)) for place, of in sorted(own.items()))
        sets[RawSet(dimensions, measures, cuts)] = None
    places = {place for one in sets for place in one.dimensions}
    special = draw(st.sampled_from((frozenset[str](), frozenset({"999", "1", "-5"}))))
    return RawRequest(
        tuple(sets),
        tuple((place, special) for place in range(WIDTH) if special),
        (),
        texts=frozenset(draw(st.sets(st.integers(0, WIDTH - 1), max_size=1)) - {*every}),
        cuts=tuple(
            (place, ascending(of)) for place, of in sorted(every.items()) if place in places
        ),
        has_base=draw(st.booleans()),
    )


@given(typed_tables(), requests())
def test_it_finds_what_a_look_at_each_row_finds(
    connection: duckdb.DuckDBPyConnection,
    table: tuple[list[str], list[tuple[object, ...]]],
    request: RawRequest,
) -> None:
    types, rows = table
    said = ", ".join(f"c{place} {one}" for place, one in enumerate(types))
    connection.execute(f"CREATE OR REPLACE TABLE rows ({said})")
    connection.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", rows)
    described = connection.execute("DESCRIBE rows").fetchall()
    columns = tuple(TypedColumn(name, type_) for name, type_, *_ in described)
    query = f"SELECT {texts_of(columns)} FROM {named('rows', WIDTH)}"  # noqa: S608 - our own names
    texts = [list(map(str, row)) for row in connection.execute(query).fetchall()]
    for place, one in floats_of(columns).items():
        for row in texts:
            row[place] = float_text(row[place], one)
    note(f"{columns} {texts}")
    expected = with_least(small.scan([texts], request), request)
    try:
        found = with_least(scan_columns(asking(connection), "rows", columns, request), request)
    except RefusedError as error:
        told = str(error).lower()
        if "out of range" not in told and "overflow" not in told:
            raise
        # Sums of the largest numbers do not fit, which is told.
        return
    assert found.rows == expected.rows
    for place, groups in enumerate(expected.groups):
        assert added(request, place, found.groups[place]) == added(request, place, groups)


NUMBER = TypedColumn("n", "INTEGER")
SIMPLE = RawRequest((RawSet((0,), ()),), (), ())


def of_numbers(
    connection: duckdb.DuckDBPyConnection, request: RawRequest, *numbers: int
) -> RawScan:
    connection.execute("CREATE OR REPLACE TABLE numbers (n INTEGER)")
    for number in numbers:
        connection.execute("INSERT INTO numbers VALUES (?)", [number])
    return scan_typed(asking(connection), Typed("numbers", (NUMBER,)), request)


def test_a_request_without_sets_counts_the_rows(connection: duckdb.DuckDBPyConnection) -> None:
    assert of_numbers(connection, RawRequest((), (), ()), 1, 1, 2) == RawScan(3, ())


def test_a_table_without_rows_is_looked_at_by_the_other_engine(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    with pytest.raises(RefusedError):
        of_numbers(connection, SIMPLE)


def test_doubts_are_looked_at_by_the_other_engine(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(RefusedError):
        of_numbers(connection, RawRequest((RawSet((), (0,)),), (), (), doubted=(0,)), 1)


def test_too_many_groups_are_too_much(
    connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed_query, "MOST_GROUPS", 1)
    with pytest.raises(TooMuchError):
        of_numbers(connection, SIMPLE, 1, 2)


@pytest.mark.parametrize(
    ("met", "raised"),
    [(OutOfMemoryError("full"), TooMuchError), (QueryError("broken"), RefusedError)],
)
def test_what_the_database_cannot_do_is_told(met: QueryError, raised: type[Exception]) -> None:
    def failing() -> Iterator[Rows]:
        raise met

    def ask(_: str) -> Iterator[Rows]:
        return failing()

    with pytest.raises(raised):
        scan_typed(ask, Typed("numbers", (NUMBER,)), SIMPLE)


def test_sums_that_do_not_fit_are_refused_and_not_wrong(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    connection.execute("CREATE OR REPLACE TABLE large AS SELECT 9e14::DOUBLE AS n FROM range(2000)")
    request = RawRequest((RawSet((), (0,)),), (), ())
    with pytest.raises(RefusedError, match=r"(?i)overflow|out of range"):
        scan_typed(asking(connection), Typed("large", (TypedColumn("n", "DOUBLE"),)), request)
