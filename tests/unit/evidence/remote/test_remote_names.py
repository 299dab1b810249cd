"""Names of tables, binary fractions, limits of time, and what a variable leads to."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from duckdb_store import DuckStore
from hypothesis import given
from hypothesis import strategies as st
from store_tables import SPAN, declared, table

from factcheck.evidence.remote import connections
from factcheck.evidence.remote.connections import Connections, connected
from factcheck.evidence.remote.floats import float_cell
from factcheck.evidence.remote.limits import statement_timeout
from factcheck.evidence.remote.names import parse_name
from factcheck.evidence.remote.store import Kind, RemoteError
from factcheck.model.decimal_text import fraction_of
from factcheck.model.fraction import Fraction
from factcheck.model.problem import ProblemsError
from factcheck.model.spec import ColumnDeclaration

if TYPE_CHECKING:
    from collections.abc import Mapping

WHERE = "    connection: FACTCHECK_FAKE\n    table: t\n"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("cases", ("cases",)),
        (" public.cases ", ("public", "cases")),
        ("data.public.cases", ("data", "public", "cases")),
        ('public."a.b"', ("public", "a.b")),
        ("`a.b`.`c``d`", ("a.b", "c`d")),
        ('"say ""no"""', ('say "no"',)),
        ("Zahl der Fälle", ("Zahl der Fälle",)),
        ("cases; DROP TABLE cases", ("cases; DROP TABLE cases",)),
        ("x", ("x",)),
    ],
)
def test_a_name_is_its_parts(text: str, parts: tuple[str, ...]) -> None:
    assert parse_name(text) == parts


@pytest.mark.parametrize(
    "text", ["", ".", "a.", ".a", "a..b", "a.b.c.d", '"a', 'a"b', '""', "`a`b", "a\nb", "a. b"]
)
def test_what_is_no_name_is_refused_at_the_table(text: str) -> None:
    with pytest.raises(RemoteError, match="no name of a table") as raised:
        parse_name(text)
    assert raised.value.at == "table"


@pytest.mark.parametrize(
    ("text", "kind", "cell"),
    [
        *(("", Kind.WIDE, ""), ("NaN", Kind.WIDE, "nan"), ("Infinity", Kind.NARROW, "inf")),
        *(("-Infinity", Kind.WIDE, "-inf"), ("-0", Kind.WIDE, "0"), ("-0.0", Kind.NARROW, "0")),
        *(("1.0E10", Kind.WIDE, "10000000000"), ("1e+15", Kind.WIDE, "1000000000000000")),
        *(("0.30000000000000004", Kind.WIDE, "0.3"), ("1e+300", Kind.WIDE, "1e+300")),
        *(("1.6777216e+07", Kind.NARROW, "16777216"), ("0.1", Kind.NARROW, "0.1")),
        *(("1.00000001E-7", Kind.NARROW, "0.0000001"), ("2.50", Kind.NARROW, "2.5")),
    ],
)
def test_binary_fractions_are_printed_anew(text: str, kind: Kind, cell: str) -> None:
    assert float_cell(text, kind) == cell


@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_the_digits_of_a_narrow_fraction_tell_it_from_others(number: float) -> None:
    cell = float_cell(repr(number), Kind.NARROW)
    assert struct.pack("f", float(cell)) == struct.pack("f", number or 0.0)
    assert len(cell.strip("-0.").replace(".", "").strip("0")) <= 9


@given(st.integers(-(10**14), 10**14), st.integers(0, 6))
def test_a_decimal_number_of_fifteen_digits_stays_what_it_is(units: int, decimals: int) -> None:
    number = Fraction(units, 10**decimals)
    assert fraction_of(float_cell(repr(units / 10**decimals), Kind.WIDE)) == number


def test_the_limit_of_time_is_the_environments() -> None:
    assert statement_timeout({}) == 600
    assert statement_timeout({"FACTCHECK_STATEMENT_TIMEOUT": " 30 "}) == 30
    for text in ("0", "-1", "1.5", "ten", "86401", "٣"):
        with pytest.raises(RemoteError, match="no whole number of seconds"):
            statement_timeout({"FACTCHECK_STATEMENT_TIMEOUT": text})


SECRET = "p4ss%'\" w"  # noqa: S105 - what must not be shown


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({}, "FC280"),
        ({"FACTCHECK_FAKE": "  "}, "FC280"),
        ({"FACTCHECK_FAKE": f"mysql://u:{SECRET}@h/d"}, "FC281"),
        ({"FACTCHECK_FAKE": f"locale {SECRET}"}, "FC281"),
    ],
)
def test_what_leads_nowhere_is_told_without_what_it_says(
    environment: Mapping[str, str], code: str
) -> None:
    with pytest.raises(RemoteError) as raised:
        connected("FACTCHECK_FAKE", environment)
    assert raised.value.code.code == code
    assert SECRET not in f"{raised.value.message} {raised.value.hint}"
    assert "FACTCHECK_FAKE" in raised.value.message


@pytest.mark.parametrize(
    ("text", "extra"),
    [
        *(("postgresql://h/d", "postgres"), ("POSTGRES://h", "postgres")),
        *(("host=h dbname=d", "postgres"), ("spark://h:7077", "spark"), ("local[2]", "spark")),
        *(("local", "spark"), ("local?spark.x=1", "spark")),
    ],
)
def test_a_driver_that_is_not_installed_is_named(
    text: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "find_spec", lambda _: None)
    with pytest.raises(RemoteError, match="must be installed") as raised:
        connected("FACTCHECK_FAKE", {"FACTCHECK_FAKE": text})
    assert raised.value.hint == f"pip install 'factcheck-statistics[{extra}]'"


def test_a_string_goes_to_the_module_of_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    class Module:
        connect = staticmethod(lambda text: text)

    asked: list[str] = []
    monkeypatch.setattr(connections, "find_spec", lambda _: object())

    def imported(name: str) -> type[Module]:
        asked.append(name)
        return Module

    monkeypatch.setattr(connections, "import_module", imported)
    assert connected("FACTCHECK_FAKE", {"FACTCHECK_FAKE": " host=h "}) == "host=h"  # type: ignore[comparison-overlap]
    assert asked == ["factcheck.evidence.remote.postgres"]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> DuckStore:
    made = DuckStore()
    made.sorts["t"] = (("n", "text"), ("w", "whole"), ("d", "decimal"))
    monkeypatch.setattr(connections, "connected", lambda _, __: made)
    return made


def test_each_database_is_connected_to_once_and_each_table_looked_up_once(store: DuckStore) -> None:
    known = Connections({})
    declaration = table(**declared(WHERE))
    first = known.table(declaration)
    assert known.table(declaration) is first
    assert first.shown == "t at FACTCHECK_FAKE"
    known.close()
    assert store.is_closed
    assert known.table(declaration) is not first


@pytest.mark.parametrize(
    ("where", "line"), [(WHERE.replace("table: t", "table: u"), 1), (WHERE, 1)]
)
def test_what_is_wrong_is_told_at_its_key(
    where: str, line: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = DuckStore()
    monkeypatch.setattr(connections, "connected", lambda _, __: made)
    with pytest.raises(ProblemsError) as raised:
        Connections({}).table(table(**declared(where)))
    (problem,) = raised.value.problems
    assert problem.span is not None
    assert problem.span.line == line


def test_a_variable_that_is_not_set_is_told_at_the_connection() -> None:
    with pytest.raises(ProblemsError, match="is not set"):
        Connections({}).table(table(**declared(WHERE)))


@pytest.mark.usefixtures("store")
def test_numbers_of_a_database_have_no_locale() -> None:
    fine = [ColumnDeclaration(name, SPAN, name, locale="de-DE") for name in "nw"]
    Connections({}).table(table(fine, **declared(WHERE)))
    for wrong in (
        table([ColumnDeclaration("x", SPAN, "d", locale="de-DE")], **declared(WHERE)),
        table(locale="fr-FR", **declared(WHERE)),
    ):
        with pytest.raises(ProblemsError, match="column 'd' holds numbers"):
            Connections({}).table(wrong)
