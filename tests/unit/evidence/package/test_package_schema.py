"""Schemas: types, missing values, labels, keys, and how fields and columns have to fit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from ods_helper import ods
from package_files import FIELDS, ROWS, V2
from parquet_helper import write_parquet

from factcheck.evidence.package.schema import unlike
from factcheck.model.packaged import FieldsMatch
from factcheck.model.problem import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from package_files import Packages
    from workbook_values import Cell

YEAR, CASES, TOWN = FIELDS


def with_cases(**more: object) -> dict[str, Any]:
    return {"fields": [YEAR, {"name": "cases", **more}, TOWN]}


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ([], "/schema: a record is expected, and a list stands there"),
        ({}, "/schema: a schema has `fields`"),
        ({"fields": {}}, "/schema/fields: a list of fields is expected"),
        ({"fields": [{}]}, "/schema/fields/0: a field has a `name`"),
        ({"fields": [{"name": " "}]}, "/schema/fields/0/name: the name of a column is expected"),
        ({"fields": [YEAR, YEAR]}, "/schema/fields: two fields are called 'year'"),
        (with_cases(type="int"), "/schema/fields/1/type: there is no type 'int' (did you mean"),
        (with_cases(missingValues=5), "/fields/1/missingValues: a list of texts or of records"),
        (with_cases(missingValues=[{}]), "/missingValues/0: a text, or a record with `value`"),
        (with_cases(categories=[{}]), "/categories/0: a value, or a record with `value`"),
        (with_cases(categories=[{"value": []}]), "/categories/0: a value, or a record with"),
        ({"fields": [YEAR], "primaryKey": "yaer"}, "/primaryKey: there is no field 'yaer' (did"),
        ({"fields": [YEAR], "fieldsMatch": "some"}, "/fieldsMatch: one of these is expected"),
        ({"fields": [YEAR], "fieldsMatch": ["equal", "exact"]}, "/fieldsMatch: one of these"),
        ({"fields": [{"name": f"f{n}"} for n in range(10_001)]}, "there are 10,001 fields; the"),
        (with_cases(constraints=[]), "/fields/1/constraints: a record is expected"),
    ],
)
def test_what_is_no_schema_is_told_with_its_place(
    packages: Packages, schema: dict[str, Any], message: str
) -> None:
    packages.table(schema)
    problem = packages.problem()
    assert problem.startswith("FC295 'pkg/datapackage.json' at /resources/0")
    assert message in problem


@pytest.mark.parametrize(
    ("match", "headers", "expected"),
    [
        ("exact", "abc", None),
        ("exact", "acb", "the columns come in another order: 'a', 'c', 'b'"),
        ("exact", "ab", "the table has no column 'c'"),
        ("exact", "abcd", "there is no field 'd', which is a column of the table"),
        ("equal", "cab", None),
        ("equal", "ab", "the table has no column 'c'"),
        ("equal", "abcd", "there is no field 'd', which is a column of the table"),
        ("subset", "dcba", None),
        ("subset", "abd", "the table has no column 'c'"),
        ("superset", "ba", None),
        ("superset", "abd", "there is no field 'd', which is a column of the table"),
        ("partial", "ad", None),
        ("partial", "de", "no column of the table is a field"),
    ],
)
def test_how_columns_fit_the_fields(match: str, headers: str, expected: str | None) -> None:
    assert unlike(tuple(headers), ("a", "b", "c"), FieldsMatch(match)) == expected


@pytest.mark.parametrize(
    ("rows", "schema", "package", "expected"),
    [
        (ROWS, {}, {}, "60"),
        (ROWS.replace("town", "place"), {}, {}, "FC298"),
        ("cases,year,town\n60,2018,a\n", {}, {}, "60"),
        ("cases,year,town\n60,2018,a\n", {}, {"$schema": V2}, "another order"),
        ("cases,year,town\n60,2018,a\n", {"$schema": V2}, {}, "another order"),
        ("cases,year,town\n60,2018,a\n", {"fieldsMatch": "exact"}, {}, "another order"),
        ("cases,year,town\n60,2018,a\n", {"fieldsMatch": ["equal"]}, {"$schema": V2}, "60"),
        ("cases,year,town,x\n60,2018,a,b\n", {"fieldsMatch": "subset"}, {}, "60"),
        ("cases\n60\n", {"fieldsMatch": "superset"}, {}, "60"),
        ("cases,x\n60,y\n", {"fieldsMatch": "partial"}, {}, "60"),
        ("Cases,year,town\n60,2018,a\n", {}, {}, "the table has no column 'cases'"),
    ],
)
def test_a_table_has_to_fit_its_schema(
    packages: Packages, rows: str, schema: dict[str, Any], package: dict[str, str], expected: str
) -> None:
    packages.text("t.csv", rows)
    told = {"fields": FIELDS, **schema}
    packages.write({"name": "t", "path": "t.csv", "schema": told}, **package)
    assert expected in packages.found("sum(t.cases)")


def test_a_column_that_the_table_lacks_is_told_where_a_claim_uses_it(packages: Packages) -> None:
    packages.table({"fields": FIELDS, "fieldsMatch": "superset"}, "cases\n60\n")
    assert packages.found("sum(t.cases)") == "60"
    with_town = packages.run("sum(t.cases[town = a])")
    assert with_town.claims[0].verdict.value == "not checkable"
    assert "'town'" in str(with_town.claims[0].explanation)


def test_a_schema_may_stand_in_a_file_of_its_own(packages: Packages) -> None:
    packages.text("schemas/s.json", json.dumps({"fields": FIELDS, "primaryKey": ["year"]}))
    packages.table(None)
    packages.write({"name": "t", "path": "t.csv", "schema": "schemas/s.json"})
    assert packages.found("t.cases[year = 2018]") == "10"
    (used,) = packages.run("sum(t.cases)").evidence
    assert used.path == "pkg/datapackage.json + pkg/schemas/s.json + pkg/t.csv"
    packages.text("schemas/s.json", "{}")
    assert packages.problem() == "FC295 'pkg/schemas/s.json' at /: a schema has `fields`"


def test_one_file_that_is_both_is_counted_once(packages: Packages) -> None:
    packages.text("s.json", json.dumps({"fields": FIELDS}))
    packages.write({"name": "t", "path": "t.csv", "schema": "s.json", "dialect": "s.json"})
    packages.text("t.csv", ROWS)
    assert "/fields: this property is not read" in packages.problem()


ROWS_OF_ALL = (
    "n,i,y,s,b,d,m,a\n"
    "1.5,2,2018,007,yes,2020-12-21,2020-12,x\n"
    "2.5,3,2019,008,no,2021-01-01,2021-01,y\n"
)
FIELDS_OF_ALL = [
    {"name": "n", "type": "number"},
    {"name": "i", "type": "integer"},
    {"name": "y", "type": "year"},
    {"name": "s", "type": "string", "format": "uuid"},
    {"name": "b", "type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
    {"name": "d", "type": "date"},
    {"name": "m", "type": "yearmonth"},
    {"name": "a", "type": "any"},
]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("sum(t.i)", "5"),
        ("count(t[y = 2018])", "1"),
        ("count(t[s = 007])", "1"),
        ("count(t[b = true])", "1"),
        ("count(t[d = 2020])", "1"),
        ("count(t[m = 2020-12])", "1"),
        ("count(t[a = x])", "1"),
        ("sum(t.s)", "FC"),
    ],
)
def test_types_are_those_of_the_schema(packages: Packages, measure: str, expected: str) -> None:
    packages.table({"fields": FIELDS_OF_ALL}, ROWS_OF_ALL)
    assert packages.found(measure).startswith(expected)


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ({"type": "geojson"}, "its type is 'geojson', which is not read"),
        ({"type": "list"}, "its type is 'list', which is not read"),
        ({"type": "date", "format": "%d/%m/%y"}, "its format is '%d/%m/%y', which is not read"),
        ({"type": "number", "format": "x"}, "its format is 'x', which is not read"),
        ({"type": "number", "bareNumber": False}, "`bareNumber` is false"),
        ({"type": "number", "decimalChar": "·"}, "numbers with its `decimalChar`"),
        ({"type": "integer", "groupChar": "_"}, "numbers with its `decimalChar` and `groupChar`"),
    ],
)
def test_a_column_that_is_not_read_is_a_fault_where_it_is_used(
    packages: Packages, field: dict[str, Any], why: str
) -> None:
    packages.table(with_cases(**field))
    told = packages.found("count(t[cases = 60])")
    assert told.startswith("FC296 unread-package: column 'cases': 'pkg/datapackage.json' at ")
    assert f"/schema/fields/1: {why}" in told
    assert packages.found("count(t[town = Chur])") == "1"
    is_number = field["type"] in {"number", "integer"}
    own = "type: number" if is_number else "type: text"
    assert packages.found("count(t)", f"columns: {{cases: {{{own}}}}}") == "3"


@pytest.mark.parametrize(
    ("field", "cells", "expected"),
    [
        ({"type": "number"}, "1.25", "1.25"),
        ({"type": "number", "decimalChar": ","}, '"1,5"', "1.5"),
        ({"type": "number", "decimalChar": ",", "groupChar": "."}, '"1.234,5"', "1,234.5"),
        ({"type": "number", "groupChar": "'"}, "1'234.5", "1,234.5"),
        ({"type": "number", "decimalChar": ",", "groupChar": " "}, '"1 234,5"', "1,234.5"),
        ({"type": "number", "groupChar": ","}, '"1,234.5"', "1,234.5"),
        ({"type": "number"}, '"1,5"', "FC"),
        ({"type": "integer", "bareNumber": True}, "60", "60"),
        ({"type": "integer", "groupChar": "."}, "1.234", "1,234"),
        ({"type": "integer", "groupChar": " "}, "1 234", "1,234"),
        ({"type": "date", "format": "any"}, "60", "60"),
        ({}, "60", "60"),
    ],
)
def test_numbers_are_read_as_the_schema_prints_them(
    packages: Packages, field: dict[str, Any], cells: str, expected: str
) -> None:
    packages.table(with_cases(**field), f"year,cases,town\n2018,{cells},Chur\n")
    found = packages.found("sum(t.cases)", "columns: {cases: {kind: amount}}")
    assert found.startswith(expected)


def test_the_locale_of_the_claim_file_comes_first(packages: Packages) -> None:
    packages.table(with_cases(type="number"), 'year,cases,town\n2018,"1.234,5",Chur\n')
    packages.text("t.json", json.dumps([{"cases": 60}]))
    for table in (
        "locale: de-DE\ncolumns: {cases: {kind: amount}}",
        "columns: {cases: {kind: amount, locale: de-DE}}",
    ):
        assert packages.found("sum(t.cases)", table) == "1,234.5"
    packages.write({"name": "t", "path": "t.json"})
    assert packages.problem("locale: de-DE") == (
        "FC296 'pkg/datapackage.json' at /resources/0: the file keeps numbers, not how they are "
        "printed (remove `locale`)"
    )


def by_types(packages: Packages, kind: str, cells: Sequence[float | str], **field: str) -> str:
    """Return what the sum of some cells is found to be, in a file that keeps them by type."""
    rows = [{"year": 2018 + place, "cases": cell, "town": "a"} for place, cell in enumerate(cells)]
    schema = with_cases(**{"type": "number", **field})
    if kind == "data":
        packages.write({"name": "t", "data": rows, "schema": schema})
    else:
        name = f"t.{kind}"
        packages.write({"name": "t", "path": name, "schema": schema})
        if kind == "json":
            packages.text(name, json.dumps(rows))
        elif kind == "parquet":
            listed = ", ".join(
                f"({row['year']}, {row['cases']!r}, {row['town']!r})" for row in rows
            )
            select = f"SELECT * FROM (VALUES {listed}) AS t(year, cases, town)"  # noqa: S608 - ours
            write_parquet(packages.folder / "pkg" / name, select)
        else:
            header: list[Cell] = ["year", "cases", "town"]
            packages.text(name, ods({"A": [header, *([*row.values()] for row in rows)]}))
    return packages.found("sum(t.cases)", "columns: {cases: {kind: amount}}")


STORED = ("json", "parquet", "ods", "data")


@pytest.mark.parametrize("kind", STORED)
@pytest.mark.parametrize("group", [{}, {"groupChar": " "}, {"groupChar": "\u00a0"}])
def test_a_decimal_comma_is_none_of_numbers_that_are_kept_as_such(
    packages: Packages, kind: str, group: dict[str, str]
) -> None:
    found = by_types(packages, kind, [1.5, 1234.25], decimalChar=",", **group)
    assert found == "1,235.75"
    assert by_types(packages, kind, [60]) == "60"


@pytest.mark.parametrize("kind", STORED)
def test_texts_with_a_decimal_comma_are_no_thousands(packages: Packages, kind: str) -> None:
    for cells in (["1,234"], ["1,5", "1,234"]):
        found = by_types(packages, kind, cells, decimalChar=",")
        assert found.startswith("FC226 cell-not-a-number: column 'cases' holds no numbers: '1,234'")
    assert by_types(packages, kind, ["1,5", "2,5"], decimalChar=",") == "4"
    # No locale may be declared there, so none is proposed.
    for cells, field in ((["1.234,5"], {"decimalChar": ","}), (["1,5"], {})):
        found = by_types(packages, kind, cells, **field)
        assert found.startswith("FC226 ")
        assert "such a file keeps numbers as numbers, and this is a text" in found


@pytest.mark.parametrize("kind", STORED)
def test_a_point_that_groups_digits_and_begins_decimals_is_refused(
    packages: Packages, kind: str
) -> None:
    for field in ({"decimalChar": ","}, {"type": "integer"}):
        found = by_types(packages, kind, [1234], groupChar=".", **field)
        assert found.startswith("FC296 unread-package: column 'cases': ")
        assert "its `groupChar` is a point too" in found
    table = "columns: {cases: {kind: amount, type: number}}"
    assert packages.found("sum(t.cases)", table) == "1,234"


GAPS = "year,cases,town\n2018,60,Chur\n2019,,Chur\n2020,[c],\n"


@pytest.mark.parametrize(
    ("schema", "table", "expected"),
    [
        ({}, "", "FC"),
        ({"missingValues": []}, "", "FC"),
        ({"missingValues": ["", "[c]"]}, "", "at least 60"),
        ({"missingValues": [{"value": ""}, {"value": "[c]", "label": "x"}]}, "", "at least 60"),
        ({"missingValues": ["", "[c]"]}, "empty: 0\nmarkers: {'[c]': 0}", "60"),
        ({"missingValues": ["", "[c]"]}, "columns: {cases: {empty: 0, markers: {'[c]': 0}}}", "60"),
        ({"missingValues": [" [c] ", "[c]", ""]}, "markers: {'': 0, '[c]': 1..2}", "60"),
    ],
)
def test_missing_values_are_unknown_unless_the_claim_file_says_otherwise(
    packages: Packages, schema: dict[str, Any], table: str, expected: str
) -> None:
    packages.table({"fields": FIELDS, **schema}, GAPS)
    if "1..2" in table:
        table = "empty: 0\nmarkers: {'[c]': suppressed 0..0}"
    assert packages.found("sum(t.cases)", table).startswith(expected)


def test_the_missing_values_of_a_field_come_before_those_of_the_schema(packages: Packages) -> None:
    schema = {**with_cases(type="integer", missingValues=["", "[c]"]), "missingValues": ["x"]}
    packages.table(schema, GAPS)
    assert packages.found("sum(t.cases)").startswith("at least 60")


def test_the_label_of_a_missing_value_is_told(packages: Packages) -> None:
    values = [{"value": "[c]", "label": "confidential"}, {"value": "", "label": "not sent"}]
    packages.table({"fields": FIELDS, "missingValues": values}, GAPS)
    (used,) = packages.run("sum(t.cases)").evidence
    assert used.notes == (
        "column 'cases': 1 cell left empty (not sent)",
        "column 'cases': 1 cell flagged '[c]' (confidential)",
    )


def test_an_empty_text_is_a_value_unless_the_package_says_that_it_is_missing(
    packages: Packages,
) -> None:
    fields = with_cases(type="integer", missingValues=["", "[c]"])
    packages.table(fields, GAPS)
    assert packages.found("count(t[town = Chur])").startswith("FC225")
    packages.table({**fields, "missingValues": [""]}, GAPS)
    assert packages.found("count(t[town = Chur])") == "2 to 3"


def test_an_empty_cell_of_a_required_column_is_a_fault(packages: Packages) -> None:
    required = {"required": True}
    schema = with_cases(type="integer", missingValues=["", "[c]"], constraints=required)
    packages.table(schema, GAPS)
    assert packages.found("sum(t.cases)").startswith("FC225")
    packages.table(schema, GAPS.replace("2019,,", "2019,1,"))
    assert packages.found("sum(t.cases)").startswith("at least 61")


def test_a_publishers_signs_come_before_missing_values(packages: Packages) -> None:
    packages.table({"fields": FIELDS, "missingValues": ["Q", ""]}, GAPS.replace("[c]", "Q"))
    (used,) = packages.run("sum(t.cases)", table="markers: sdmx-cl-obs-status").evidence
    assert used.notes == ()


CODES = "year,cases,town\n2018,1,a\n2019,2,b\n2020,1,a\n"


@pytest.mark.parametrize(
    ("categories", "measure", "expected"),
    [
        ([{"value": 1, "label": "yes"}, {"value": 2, "label": "no"}], "count(t[cases = yes])", "2"),
        ([{"value": 1, "label": "yes"}, {"value": 2}], "count(t[cases = 2])", "1"),
        ([1, 2, 3], "count(t[cases = 1])", "2"),
        ([1], "count(t[cases = 1])", "FC"),
    ],
)
def test_categories_are_labels_and_all_that_there_may_be(
    packages: Packages, categories: list[Any], measure: str, expected: str
) -> None:
    packages.table(with_cases(type="integer", categories=categories), CODES)
    assert packages.found(measure).startswith(expected)


def test_labels_of_the_claim_file_come_first(packages: Packages) -> None:
    categories = [{"value": 1, "label": "yes"}, {"value": 2, "label": "no"}]
    packages.table(with_cases(type="integer", categories=categories), CODES)
    columns = "columns: {cases: {type: text, map: {1: oui, 2: non}}}"
    assert packages.found("count(t[cases = oui])", columns) == "2"


def test_an_enum_of_texts_is_the_domain(packages: Packages) -> None:
    town = {"name": "town", "type": "string", "constraints": {"enum": ["a", "b", "c"]}}
    packages.table({"fields": [YEAR, CASES, town]}, CODES)
    assert packages.found("count(t[town = c])") == "0"
    town["constraints"] = {"enum": ["a"]}
    packages.table({"fields": [YEAR, CASES, town]}, CODES)
    assert packages.found("count(t[town = a])").startswith("FC229 outside-domain")


def test_the_primary_key_is_checked_under_the_names_of_the_claim_file(packages: Packages) -> None:
    packages.table({"fields": FIELDS, "primaryKey": "year"})
    columns = "columns: {jahr: {from: year}}"
    assert packages.found("t.cases[jahr = 2018]", columns) == "10"
    packages.table({"fields": FIELDS, "primaryKey": "year"}, ROWS + "2020,5,Chur\n")
    assert "several rows have '2020'" in packages.found("sum(t.cases)", columns)
    assert packages.found("sum(t.cases)", "key: [year, cases]") == "65"
    packages.table({"fields": FIELDS, "primaryKey": ["year", "town"]}, ROWS)
    assert packages.found("t.cases[year = 2018, town = Aarau]") == "10"


def test_a_table_that_is_turned_has_no_key_of_the_package(packages: Packages) -> None:
    rows = "town,2018,2019\nChur,1,2\nBaden,3,4\n"
    fields = [{"name": "town", "type": "string"}, {"name": "2018"}, {"name": "2019"}]
    packages.table({"fields": fields, "primaryKey": "town"}, rows)
    unpivot = "unpivot: {columns: 2018..2019, into: year, value: n}"
    assert packages.found("sum(t.n[town = Chur])", unpivot) == "3"


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        ("string", "number"),
        ("date", "number"),
        ("boolean", "number"),
        ("integer", "text"),
        ("number", "text"),
        ("integer", "date"),
    ],
)
def test_a_contradiction_is_told_with_both_places(packages: Packages, kind: str, own: str) -> None:
    packages.table(with_cases(type=kind))
    with pytest.raises(ProblemsError) as caught:
        packages.run("count(t)", table=f"columns:\n  cases: {{type: {own}}}")
    (problem,) = caught.value.problems
    assert problem.message == (
        f"column 'cases' is declared as '{own}', and 'pkg/datapackage.json' at "
        f"/resources/0/schema/fields/1/type says '{kind}'"
    )
    assert (problem.code.code, problem.hint) == ("FC297", "correct one of the two")
    assert problem.span is not None
    assert (problem.span.line, problem.excerpt) == (6, f"      cases: {{type: {own}}}")


def test_a_text_of_the_package_that_is_calculated_with_is_told(packages: Packages) -> None:
    packages.table(with_cases(type="string"))
    told = packages.found("sum(t.cases)")
    assert (
        "its Data Package says so; correct it there, or declare the 'unit' that it counts" in told
    )


@pytest.mark.parametrize(
    ("kind", "own"), [("year", "date"), ("year", "text"), ("string", "date"), ("any", "number")]
)
def test_types_that_go_together_are_no_contradiction(
    packages: Packages, kind: str, own: str
) -> None:
    packages.table({"fields": [{"name": "year", "type": kind}, CASES, TOWN]})
    assert packages.found("sum(t.cases)", f"columns: {{year: {{type: {own}}}}}") == "60"


def test_what_measures_something_is_a_number_whatever_the_package_calls_it(
    packages: Packages,
) -> None:
    packages.table(with_cases(type="string"))
    assert packages.found("sum(t.cases)", "columns: {cases: {unit: reports}}") == "60"
    assert packages.found("sum(t.cases)", "columns: {cases: {scale: 1000}}") == "60,000"


def test_a_column_that_is_made_or_hidden_has_no_field(packages: Packages) -> None:
    packages.table({"fields": FIELDS})
    made = "columns: {town: {from: cases}}"
    assert packages.found("sum(t.town)", made) == "60"
    twice = "columns: {a: {from: cases}, b: {from: cases, scale: 10}}"
    assert packages.found("sum(t.a) + sum(t.b)", twice) == "660"
    computed = "columns: {double: {compute: cases * 2}, town: {parse: '{place}'}}"
    assert packages.found("sum(t.double)", computed) == "120"


def test_a_misspelt_column_of_the_claim_file_is_an_error_still(packages: Packages) -> None:
    packages.table({"fields": FIELDS, "fieldsMatch": "partial"})
    told = packages.found("sum(t.cases)", "columns: {x: {from: csaes}}")
    assert "the table has no column 'csaes'" in told


def test_what_nobody_checks_is_told(packages: Packages) -> None:
    more = {"minimum": 0, "maximum": 9, "unique": False, "pattern": None}
    schema = with_cases(type="integer", constraints=more)
    packages.table({**schema, "foreignKeys": [], "uniqueKeys": [["year"]]})
    (used,) = packages.run("sum(t.cases)").evidence
    (told,) = used.notes
    assert told == (
        "not checked of what the package says: `foreignKeys`, `uniqueKeys`, `minimum` of column "
        "'cases', `maximum` of column 'cases'"
    )
    many = {"minimum": 1, "maximum": 2, "pattern": "x", "minLength": 1, "maxLength": 2, "enum": []}
    packages.table(with_cases(type="integer", constraints=many))
    (used,) = packages.run("sum(t.cases)").evidence
    assert used.notes[0].endswith(" and 1 more")


def test_what_a_package_says_of_a_column_holds_where_it_is_joined(packages: Packages) -> None:
    import factcheck

    town = {"name": "town", "type": "string"}
    kind = {"name": "kind", "type": "integer", "categories": [1, 2, 3]}
    packages.table(
        {"fields": [town, kind, CASES], "primaryKey": "town"}, "town,kind,cases\na,1,5\n"
    )
    packages.text("u.csv", "town,people\na,7\n")
    packages.text("v.csv", "place,town,cases\nx,a,3\n")
    text = (
        "factcheck: 1\nevidence:\n  v:\n    file: pkg/v.csv\n    join: {table: u, on: town}\n"
        "  u:\n    file: pkg/u.csv\n    key: town\n    join: {table: t, on: town}\n"
        "  t:\n    file: pkg/datapackage.json\n    columns: {cases: {unit: cases}}\nclaims:\n"
        "  a: {measure: 'count(v[kind = 3])', figure: '0'}\n"
        "  b: {measure: 'sum(u.cases)', figure: '5'}\n"
        "  c: {measure: 'count(u[kind = 1])', figure: '1'}\n"
    )
    result = factcheck.run(text, root=packages.folder)
    assert [claim.verdict.value for claim in result.claims] == ["supported"] * 3
    circle = text.replace("columns: {cases: {unit: cases}}", "join: {table: v, on: town}")
    with pytest.raises(ProblemsError, match="leads back"):
        factcheck.run(circle, root=packages.folder)


def test_a_package_may_be_joined(packages: Packages) -> None:
    packages.table({"fields": FIELDS, "primaryKey": "town"})
    packages.text("u.csv", "town,people\nAarau,7\nBaden,8\nChur,9\n")
    text = (
        "factcheck: 1\nevidence:\n  u:\n    file: pkg/u.csv\n    key: town\n"
        "    join: {table: t, on: town}\n  t:\n    file: pkg/datapackage.json\n"
        "claims:\n  c:\n    measure: sum(u.cases[people in 7..8])\n    figure: '30'\n"
    )
    import factcheck

    result = factcheck.run(text, root=packages.folder)
    assert result.claims[0].verdict.value == "supported"
    assert result.evidence[0].path == "pkg/u.csv + pkg/datapackage.json + pkg/t.csv"
