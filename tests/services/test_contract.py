"""One contract for all engines: a table has the same cells, whichever holds it, exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exact import exact
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from store_tables import SPAN, Made, cells, claims_of, table
from table_strategies import measures, tables

from factcheck.model.cell import Cut, GroupingSet
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.plan import TablePlan
from factcheck.model.spec import ColumnDeclaration, ColumnType, EmptyCell, Marker

if TYPE_CHECKING:
    from pathlib import Path

    from naive_tables import Measure, Table
    from store_tables import Maker, ParquetMaker

    from factcheck.evidence.scan import Engine

STORES = ("in_postgres",)
"""The fixtures that make tables in each store."""
ENGINES: tuple[Engine, ...] = ("auto", "python")
"""Grouped by the store, and row by row in Python."""
SORTS = {
    "w": "whole",
    "s": "small",
    "d": "decimal",
    "l": "long",
    "f": "wide",
    "e": "narrow",
    "b": "truth",
    "day": "day",
    "m": "moment",
    "z": "zoned",
    "t": "text",
    "n": "text",
}
VALUES: dict[str, tuple[str | None, ...]] = {
    "whole": (None, "0", "-1", "7", "9223372036854775807", "-9223372036854775808"),
    "small": (None, "0", "12", "-32768"),
    "decimal": (None, "0.0000", "1.5000", "-99999999999999.9999", "0.0001"),
    "long": (None, "0.0000000001", "9999999999999999999999999999.9999999999", "-1.5000000000"),
    "wide": (
        *(None, "0.1", "0.30000000000000004", "-0.0", "1e22", "1e40", "1e-7", "123456789012345"),
        *("1234567890123456", "9007199254740993", "nan", "inf", "-inf", "1e15", "1e16", "1e300"),
        *("2.5", "12345678.125", "0.00001", "5e-324", "1.7976931348623157e308", "100", "3e10"),
    ),
    "narrow": (
        *(None, "0.1", "16777216", "1e10", "3.4028235e38", "1e-7", "nan", "-0.0", "1234567.9"),
        *("0.333333343", "2.5", "-inf", "123456", "1e-45"),
    ),
    "truth": (None, "true", "false"),
    "day": (None, "2020-12-21", "1969-07-20", "0001-01-01", "9999-12-31"),
    "moment": (
        *(None, "2020-12-21 00:00:00", "2020-12-21 10:30:00", "2020-12-21 10:30:00.5"),
        *("1969-12-31 23:59:59.999999", "2020-01-01 00:00:00.000001"),
    ),
    "zoned": (
        *(None, "2020-12-21 00:00:00+00", "2020-12-21 10:30:00.25+02"),
        *("1969-12-31 23:59:59.999999+00", "2020-06-01 12:00:00+00"),
    ),
    "text": (
        *(None, "", " ", "a", "A", "ä", "a ", " a", "a\n", "12", "12\n", " 12 ", "+4", "-0.0"),
        *("1,234", "12,34", "1,234,567.25", "007", "9" * 15, "9" * 16, "0." + "1" * 12),
        *("0." + "1" * 13, "9" * 101, "1e3", "12.5%", ":", "-99", "<5", "Total", " ALL ", "١٢"),
        *("gesamt\u00a0", "ÖSSZESEN", "ſumme", "TOTAL GÉNÉRAL", "K", "日本", "😀", "\\", "\\d"),
        *("'; DROP TABLE t; --", '"', "`", "%s", "%", "$1", "{}", "\x1f", "\x1e", "a=b", "a\tb"),
        *("\u200b", "e\u0301", "é", "NULL", "null", "NaN", "2020-12-21", "−3", ".5", "5.", "x\r"),
        *("at least 63 percent", "around 9,000", "1.234,5", "12.345.678", "X", "0", "\x01", "ß"),
    ),
}
COLUMNS = tuple(SORTS.items())
SETS = (
    GroupingSet(("t",), ("w", "d", "n")),
    GroupingSet(("b", "t"), ("f", "e", "s")),
    GroupingSet(("day", "m", "z")),
    GroupingSet((), ("w", "s", "d", "l", "f", "e", "n")),
    GroupingSet(("f",), ("w",)),
    GroupingSet(("e",)),
    GroupingSet(("w", "d"), ("n",)),
    GroupingSet(("n",)),
    GroupingSet(("l",)),
    GroupingSet(()),
)


@pytest.fixture(scope="session", params=STORES)
def store(request: pytest.FixtureRequest) -> Maker:
    maker: Maker = request.getfixturevalue(request.param)
    return maker


def plan(*, is_declared: bool = True, key: tuple[str, ...] = (), **said: object) -> TablePlan:
    """Return a plan over every column with something declared of each."""
    unknown = Marker(EmptyCell.UNKNOWN)
    columns = (
        ColumnDeclaration(
            "t", SPAN, "t", map=(("X", "x"), ("0", "zero")), markers=((":", unknown),)
        ),
        ColumnDeclaration(
            *("n", SPAN, "n"),
            scale=Fraction(1000),
            markers=(("-99", unknown), ("<5", Marker(Interval(Fraction(0), Fraction(4))))),
        ),
        ColumnDeclaration("d", SPAN, "d", unit="percent", empty=EmptyCell.UNKNOWN),
        ColumnDeclaration("w", SPAN, "w", empty=EmptyCell.ZERO, markers=(("7", unknown),)),
        ColumnDeclaration("day", SPAN, "day", type=ColumnType.DATE, empty=EmptyCell.NOT_APPLICABLE),
    )
    declaration = table(columns if is_declared else (), key=key, totals=(("t", "Total"),), **said)
    names = tuple(SORTS)
    return TablePlan(declaration, SETS, names, ("w", "s", "d", "l", "f", "e", "n"), key)


def both(
    folder: Path, in_parquet: ParquetMaker, store: Maker, made: Made, wanted: TablePlan
) -> None:
    """Require that a store gives the cells that DuckDB gives of a file with the same rows."""
    expected = cells(folder, in_parquet.make(made), wanted)
    keys = store.make(made)
    for engine in ENGINES:
        assert cells(folder, keys, wanted, engine) == expected


def every_value() -> Made:
    """Return a table in which each value of each sort stands once, beside common ones."""
    longest = max(map(len, VALUES.values()))
    rows = [
        tuple(VALUES[sort][number % len(VALUES[sort])] for _, sort in COLUMNS)
        for number in range(longest)
    ]
    return Made(COLUMNS, tuple(rows) * 2)


@pytest.mark.parametrize("is_declared", [True, False])
def test_every_value_of_every_type(
    folder: Path, in_parquet: ParquetMaker, store: Maker, *, is_declared: bool
) -> None:
    both(folder, in_parquet, store, every_value(), plan(is_declared=is_declared))


@pytest.mark.parametrize("locale", ["de-DE", "de-CH", "fr-FR"])
def test_numbers_of_a_locale(
    folder: Path, in_parquet: ParquetMaker, store: Maker, locale: str
) -> None:
    whole = plan()
    columns = tuple(
        replace(one, locale=locale) if one.name in "tn" else one
        for one in whole.declaration.columns
    )
    declaration = replace(whole.declaration, columns=columns)
    both(folder, in_parquet, store, every_value(), replace(whole, declaration=declaration))
    texts = ("1.234,5", "12,5", "7", "-0,25", "12.345.678", "1 234", "12\u202f345", "1’234.5")
    rows = tuple((f"g{n % 2}", one) for n, one in enumerate(texts))
    made = Made((("t", "text"), ("n", "text")), rows)
    sets = (GroupingSet(("t",), ("n",)), GroupingSet(("n",)))
    both(folder, in_parquet, store, made, TablePlan(table(locale=locale), sets, ("t", "n"), ("n",)))


def test_each_text_alone_is_a_number_in_all_or_in_none(
    folder: Path, in_parquet: ParquetMaker, store: Maker
) -> None:
    texts = [one for one in VALUES["text"] if one is not None]
    made = Made(
        (("t", "text"), ("n", "text")), tuple((f"r{n}", one) for n, one in enumerate(texts))
    )
    wanted = TablePlan(table(), (GroupingSet(("t",), ("n",)),), ("t", "n"), ("n",))
    both(folder, in_parquet, store, made, wanted)


def test_numbers_that_are_only_compared_with_some(
    folder: Path, in_parquet: ParquetMaker, store: Maker
) -> None:
    def cuts(*texts: str) -> tuple[Cut, ...]:
        return tuple(Cut(exact(text), begins=number % 2 == 0) for number, text in enumerate(texts))

    few, more = cuts("0", "7"), cuts("-1.5", "0.1", "12", "1000.25")
    sets = (
        GroupingSet(("w",), ("d",), cuts=(("w", few),)),
        GroupingSet(("d", "w"), ("n",), cuts=(("d", more), ("w", more))),
        GroupingSet(("f", "e"), cuts=(("e", more), ("f", few))),
        GroupingSet(("l",), cuts=(("l", more),)),
        GroupingSet(("n",), ("w",), cuts=(("n", more),)),
    )
    both(folder, in_parquet, store, every_value(), replace(plan(is_declared=False), sets=sets))
    both(folder, in_parquet, store, every_value(), replace(plan(), sets=sets))


def test_a_table_without_rows(folder: Path, in_parquet: ParquetMaker, store: Maker) -> None:
    both(folder, in_parquet, store, Made(COLUMNS, ()), plan())


def test_more_columns_than_one_number_has_bits(
    folder: Path, in_parquet: ParquetMaker, store: Maker
) -> None:
    columns = tuple((f"c{n}", "text" if n % 2 else "whole") for n in range(80))
    rows = tuple(tuple(str((n * row) % 7) for n in range(80)) for row in range(9))
    names = tuple(name for name, _ in columns)
    sets = (
        GroupingSet(names[:40], names[40:]),
        *(GroupingSet((name,)) for name in names),
        GroupingSet(names),
    )
    wanted = TablePlan(table(), sets, names, names[40:])
    both(folder, in_parquet, store, Made(columns, rows), wanted)


def test_sums_past_what_whole_numbers_of_a_machine_hold(
    folder: Path, in_parquet: ParquetMaker, store: Maker
) -> None:
    largest = "9223372036854775807"
    made = Made((("w", "whole"), ("n", "text")), ((largest, "9" * 15 + "." + "9" * 12),) * 40)
    wanted = TablePlan(table(), (GroupingSet((), ("w", "n")),), ("w", "n"), ("w", "n"))
    both(folder, in_parquet, store, made, wanted)
    found = cells(folder, store.make(made), wanted)
    (((cell,),),) = ((one for _, one in found.sets),)
    assert cell.measured[0].total == exact(largest) * 40


@st.composite
def typed_tables(draw: st.DrawFn) -> Made:
    """Return tables of every type, with few unlike values a column so that groups arise."""
    few = {
        name: draw(st.lists(st.sampled_from(VALUES[sort]), min_size=1, max_size=3))
        for name, sort in COLUMNS
    }
    number = draw(st.integers(1, 8))
    rows = [tuple(draw(st.sampled_from(few[name])) for name, _ in COLUMNS) for _ in range(number)]
    return Made(COLUMNS, tuple(rows))


_FREE = st.text(st.sampled_from('ab ,;"\n\r\t\u00a0%.-1é\\'), max_size=6)
UNHURRIED = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@UNHURRIED
@given(
    made=typed_tables(), is_declared=st.booleans(), key=st.sampled_from(((), ("t",), ("w", "b")))
)
def test_random_tables(
    folder: Path,
    in_parquet: ParquetMaker,
    store: Maker,
    made: Made,
    *,
    is_declared: bool,
    key: tuple[str, ...],
) -> None:
    both(folder, in_parquet, store, made, plan(is_declared=is_declared, key=key))


@UNHURRIED
@given(rows=st.lists(st.tuples(_FREE, _FREE), min_size=1, max_size=8))
@example(rows=[("a\\", "1\n"), ("a", "1 ")])
def test_random_texts(
    folder: Path, in_parquet: ParquetMaker, store: Maker, rows: list[tuple[str, str]]
) -> None:
    made = Made((("t", "text"), ("n", "text")), tuple(rows))
    sets = (GroupingSet(("t",), ("n",)), GroupingSet(("n",)))
    wanted = TablePlan(table(may_be_empty=True), sets, ("t", "n"), ("n",))
    both(folder, in_parquet, store, made, wanted)
    both(folder, in_parquet, store, made, replace(wanted, sets=(GroupingSet((), ("n",)),)))


FIGURES = {
    "number": ("5 things", "at least 7 things", "less than 3 things", "12 things"),
    "share": ("at least 40%", "half", "less than 25%", "100%"),
    "change": ("at least 50% more", "a rise of 10%"),
    "points": ("at least 20 percentage points", "10 percentage points less"),
}


def claim_file(printed: Table, claims: dict[str, str]) -> str:
    """Return a claim file with one claim a measure, in which ``@`` says where the table is."""
    columns = "".join(
        f"      {name}:\n        type: {kind}\n        empty: {printed.empties[name]}\n"
        for name, kind in (("g", "text"), ("h", "text"), ("d", "number"))
    )
    rounded = f"        rounded: {printed.rounded}\n" if printed.rounded else ""
    has_total = any(row["g"] == "Total" for row in printed.rows)
    totals = "    totals:\n      g: Total\n" if printed.has_totals and has_total else ""
    texts = "".join(f"  {name}:\n{body}" for name, body in claims.items())
    return (
        "factcheck: 1\nevidence:\n  t:\n    @\n    may_be_empty: true\n"
        f"{totals}    columns:\n{columns}"
        f"      n:\n        unit: things\n        empty: {printed.empties['n']}\n"
        f"{rounded}        markers:\n          '<5': 0..4\n"
        "conditions:\n  is_a: (g = a or d > 3)\n"
        f"claims:\n{texts}"
    )


@UNHURRIED
@given(printed=tables(), measured=st.lists(measures(), min_size=1, max_size=4), data=st.data())
def test_random_claims(
    folder: Path,
    in_parquet: ParquetMaker,
    store: Maker,
    printed: Table,
    measured: list[Measure],
    data: st.DataObject,
) -> None:
    claims = {
        f"c{number}": f"    measure: '{one.text}'\n"
        f"    figure: {data.draw(st.sampled_from(FIGURES[one.kind]))}\n"
        for number, one in enumerate(measured)
    }
    is_typed = not any(row["n"] == "<5" for row in printed.rows) and data.draw(st.booleans())
    sorts = {"g": "text", "h": "text", "d": "whole", "n": "whole" if is_typed else "text"}
    rows = tuple(tuple(row[name] or None for name in "ghdn") for row in printed.rows)
    made = Made(tuple(sorts.items()), rows)
    text = claim_file(printed, claims)
    expected = claims_of(folder, in_parquet.make(made), text)
    assert claims_of(folder, store.make(made), text) == expected


FEATURES = """\
factcheck: 1
evidence:
  t:
    @
    key: id
    totals:
      region: All
    columns:
      region:
        map:
          N: north
          S: south
      n:
        unit: cases
        scale: 1000
        markers:
          '<5': 0..4
          ':': unknown
      p:
        unit: percent
      size:
        unit: people
      score:
        kind: amount
        unit: points
        empty: none
      on:
        type: date
conditions:
  large: size > 150
claims:
  cell:
    measure: t.n[id = 3]
    figure: 30,000 cases
  sum:
    measure: sum(t.n[region = north])
    figure: around 40,000 cases
  total:
    measure: total(t.n)
    figure: 999,000 cases
  percent:
    measure: t.p[id = 1]
    figure: 12.5 percent
  share:
    measure: share(t, large)
    figure: more than half
  median:
    measure: median(t.size)
    figure: 200 people
  quantile:
    measure: quantile(t.size, 90%)
    figure: at least 300 people
  mean:
    measure: mean(t.score)
    figure: 2.5 points
  distinct:
    measure: distinct(t.region)
    figure: "3"
  thresholds:
    measure: count(t[size >= 100, size < 250, score <= 2.5])
    figure: "2"
  date:
    measure: count(t[on in 2020-12])
    figure: "2"
  top:
    measure: sum(t.size[size in top 2])
    figure: 700 people
  words:
    measure: count(t[note contains "b"])
    figure: "2"
  rank:
    measure: sum(t.size)
    by: region
    of: north
    place: 1
  each:
    by: region
    measure: sum(t.size)
    figure: at least 100 people
    in: all
  repeated:
    for_each:
      table: t
      columns:
        - region
    measure: sum(t.size[region = $region])
    figure: at least 300 people
"""
FEATURED = Made(
    (
        *(("id", "whole"), ("region", "text"), ("n", "text"), ("p", "decimal"), ("size", "small")),
        *(("score", "wide"), ("on", "day"), ("note", "text")),
    ),
    (
        ("1", "N", "10", "12.5000", "100", "1.5", "2020-12-01", "a"),
        ("2", "S", "<5", "7.2500", "200", "2.5", "2020-12-31", "b"),
        ("3", "N", "30", "0.0000", "300", "3.5", "2021-01-01", "ab"),
        ("4", "W", ":", "1.0000", "400", None, "2019-01-01", "c"),
        ("5", "All", "999", "5.0000", "1000", "0.1", "2019-01-01", "c"),
    ),
)


def test_every_kind_of_claim(folder: Path, in_parquet: ParquetMaker, store: Maker) -> None:
    expected = claims_of(folder, in_parquet.make(FEATURED), FEATURES)
    assert len(expected) > 16
    checkable = [one["id"] for one in expected if one["verdict"] != "not checkable"]
    assert len(checkable) >= len(expected) - 1, expected
    assert claims_of(folder, store.make(FEATURED), FEATURES) == expected
