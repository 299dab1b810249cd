"""Descriptors: which resource is read, from where, and what is refused with its place."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from package_files import FIELDS, ROWS, V2

import factcheck

if TYPE_CHECKING:
    from package_files import Packages

    from factcheck.evidence.package.node import Node
    from factcheck.model.packaged import Described
    from factcheck.model.span import Text


def test_the_only_resource_is_read_and_its_descriptor_is_in_the_digest(packages: Packages) -> None:
    packages.table()
    result = packages.run("sum(t.cases)")
    assert [claim.verdict.value for claim in result.claims] == ["supported"]
    (used,) = result.evidence
    assert used.path == "pkg/datapackage.json + pkg/t.csv"
    descriptor = (packages.folder / "pkg" / "datapackage.json").read_bytes()
    assert used.sha256 == hashlib.sha256(descriptor + ROWS.encode()).hexdigest()


def test_a_resource_is_chosen_by_its_name(packages: Packages) -> None:
    packages.text("a.csv", ROWS)
    packages.text("b.csv", ROWS.replace("10", "11"))
    packages.write({"name": "a", "path": "a.csv"}, {"name": "b", "path": "b.csv"})
    assert packages.found("sum(t.cases)", "resource: b") == "61"
    assert packages.problem() == (
        "FC295 'pkg/datapackage.json' has 2 resources, and nothing says which "
        "(add `resource: a`; there are 'a', 'b')"
    )
    assert packages.problem("resource: bb") == (
        "FC295 'pkg/datapackage.json' has no resource called 'bb' (did you mean 'b'?)"
    )


def test_several_resources_of_one_name_or_none_are_told(packages: Packages) -> None:
    packages.write({"name": "a", "path": "a.csv"}, {"name": "a", "path": "b.csv"})
    assert "several resources called 'a'" in packages.problem("resource: a")
    packages.write({"path": "a.csv"}, {"path": "b.csv"})
    assert packages.problem().endswith("has 2 resources, and nothing says which")


def test_a_descriptor_of_another_name_needs_the_name_of_a_resource(packages: Packages) -> None:
    packages.text("t.csv", ROWS)
    packages.text("other.json", json.dumps({"resources": [{"name": "t", "path": "t.csv"}]}))
    assert packages.found("sum(t.cases)", "file: pkg/other.json\nresource: t") == "60"
    told = packages.found("sum(t.cases)", "file: pkg/other.json")
    assert "FC275" in told


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[1", "'pkg/datapackage.json': line 1, column 3: it is no JSON"),
        (b'{"a": 1, "a": 2}', "'pkg/datapackage.json': a record has the key 'a' twice"),
        (b"[]", "'pkg/datapackage.json' at /: a record is expected, and a list stands there"),
        (b"{}", "'pkg/datapackage.json' at /: a Data Package has `resources`"),
        (b'{"resources": 5}', "at /resources: a list of resources is expected, and '5' stands"),
        (b'{"resources": [true]}', "at /resources/0: a record is expected, and true stands"),
        (b'{"resources": [null]}', "at /resources/0: a record is expected, and null stands"),
        (b'{"resources": [{"name": 5}]}', "/resources/0/name: a text is expected, and '5' st"),
        (b'{"resources": [{}]}', "at /resources/0: either `path` or `data` is expected"),
        (b'{"resources": [{"path": []}]}', "/resources/0/path: a path is expected, and a list"),
        (b'{"resources": [{"path": {}}]}', "/resources/0/path: a text is expected, and a record"),
        (b'{"a": ' + b"[" * 100 + b"]" * 100 + b"}", "it is nested more than 100 deep"),
        (b"[" * 100_000, "it is nested too deeply"),
        (b'"' + b"a" * 2**24 + b'"', "it has more than 16 MiB"),
        (b'{"a/b~": "\xff"}', "is no utf-8"),
    ],
)
def test_what_is_no_descriptor_is_told_with_its_place(
    packages: Packages, content: bytes, message: str
) -> None:
    packages.text("datapackage.json", content)
    problem = packages.problem()
    assert problem.startswith("FC295 ")
    assert message in problem


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("http://example.org/t.csv", "is an address, and nothing is fetched"),
        ("//host/t.csv", "is an address, and nothing is fetched"),
        ("/etc/passwd", "is no path relative to the descriptor"),
        ("~/t.csv", "is no path relative to the descriptor"),
        ("C:t.csv", "is no path relative to the descriptor"),
        ("a\\t.csv", "is no path relative to the descriptor"),
        ("", "is no path relative to the descriptor"),
        ("../t.csv", "leaves the folder of the descriptor"),
        ("a/../../t.csv", "leaves the folder of the descriptor"),
        ("*.csv", "is a pattern of names, which a package does not have"),
    ],
)
def test_paths_stay_in_the_folder_of_the_package(
    packages: Packages, path: str, message: str
) -> None:
    packages.write({"name": "t", "path": path})
    problem = packages.problem()
    assert f"'pkg/datapackage.json' at /resources/0/path: '{path}' {message}" in problem
    packages.write({"name": "t", "path": "t.csv", "schema": path or "../x.json"})
    assert "at /resources/0/schema" in packages.problem() or path == "*.csv"


def test_a_file_that_is_not_there_is_told_with_the_place_of_its_path(packages: Packages) -> None:
    packages.table()
    packages.write({"name": "t", "path": ["t.csv", "tt.csv"]})
    assert packages.problem() == (
        "FC202 'pkg/datapackage.json' at /resources/0/path/1: there is no file 'pkg/tt.csv' "
        "(did you mean 't.csv'?)"
    )


def test_several_paths_are_one_table(packages: Packages) -> None:
    packages.text("a.csv", ROWS)
    packages.text("b.csv", "year,cases,town\n2021,40,Aarau\n")
    packages.write({"name": "t", "path": ["a.csv", "b.csv"], "schema": {"fields": FIELDS}})
    assert packages.found("sum(t.cases)") == "100"
    (used,) = packages.run("sum(t.cases)").evidence
    assert used.path == "pkg/datapackage.json + pkg/a.csv + pkg/b.csv"
    packages.text("b.csv", "year,case,town\n2021,40,Aarau\n")
    told = packages.run("sum(t.cases)").claims[0].explanation
    assert "'pkg/b.csv'" in str(told)


def test_rows_in_the_descriptor_are_a_table(packages: Packages) -> None:
    rows = [{"year": 2018, "cases": 10, "ok": True}, {"year": 2019, "cases": 2.50, "ok": None}]
    packages.write({"name": "t", "data": rows})
    assert packages.found("sum(t.cases)", "columns: {cases: {kind: amount}}") == "12.5"
    (used,) = packages.run("count(t)").evidence
    descriptor = (packages.folder / "pkg" / "datapackage.json").read_bytes()
    assert (used.path, used.sha256) == (
        "pkg/datapackage.json",
        hashlib.sha256(descriptor).hexdigest(),
    )
    packages.write({"name": "t", "data": [["year", "cases"], [2018, "7"], [2019, False]]})
    assert packages.found("count(t[cases = 7])") == "1"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "/data: a row is expected, and a list stands there"),
        ("a,b", "/data: a list of rows is expected, and 'a,b' stands there"),
        ([["a"], [1, 2]], "/data/1: the row has 2 values, and the first one has 1"),
        ([["a"], [[1]]], "/data/1/0: one number, text or truth value is expected"),
        ([{"a": {}}], "/data/0/a: one number, text or truth value is expected"),
        ([{"a": 1}, [1]], "/data/1: a record is expected, and a list stands there"),
        ([[1]], "/data/0/0: a text is expected, and '1' stands there"),
        ([{f"k{n}": 1} for n in range(3000)], "/data/0: 3,000 records with 3,000 different keys"),
        ([{f"k{n}": 1 for n in range(10_001)}], "/data/0: 1 records with 10,001 different keys"),
    ],
)
def test_rows_that_are_none_are_told(packages: Packages, data: object, message: str) -> None:
    packages.write({"name": "t", "data": data})
    assert message in packages.problem()


@pytest.mark.parametrize(
    "table",
    ["delimiter: ';'", "header: [a]", "skip: 1", "locale: de-DE", "sheet: a", "range: B3:F4"],
)
def test_rows_in_the_descriptor_are_not_cut(packages: Packages, table: str) -> None:
    packages.write({"name": "t", "data": [{"cases": 1}]})
    key = table.partition(":")[0]
    with pytest.raises(factcheck.ProblemsError, match=f"{key}"):
        packages.run("sum(t.cases)", table=table)


def test_a_dialect_says_nothing_of_rows_in_the_descriptor(packages: Packages) -> None:
    packages.write({"name": "t", "data": [{"cases": 1}], "dialect": {"delimiter": ";"}})
    assert "/dialect: `data` has its rows and columns already" in packages.problem()
    packages.write({"name": "t", "data": [{"cases": 60}], "dialect": {}})
    assert packages.found("sum(t.cases)") == "60"


def test_path_and_data_together_are_one_too_many(packages: Packages) -> None:
    packages.write({"name": "t", "path": "t.csv", "data": []})
    assert "either `path` or `data` is expected" in packages.problem()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"format": "tsv"}, "/format: 'tsv' is not what 't.csv' is"),
        ({"format": "xlsx"}, "/format: 'xlsx' is not what 't.csv' is"),
        ({"mediatype": "application/json"}, "/mediatype: 'application/json' is not what"),
        ({"compression": "gz"}, "/compression: 'gz' is not how 't.csv' is packed"),
        ({"compression": "zip"}, "/compression: 'zip' is not how 't.csv' is packed"),
        ({"innerpath": "a.csv"}, "/innerpath: this property is not read"),
        ({"extrapaths": ["a.csv"]}, "/extrapaths: this property is not read"),
        ({"type": "json"}, "/type: 'json' is no table"),
        ({"encoding": "rot13"}, "/encoding: the encoding 'rot13' is not read"),
        ({"encoding": "utf-7"}, "/encoding: the encoding 'utf-7' is not read"),
        ({"encoding": "none such"}, "/encoding: the encoding 'none such' is not read"),
        ({"encoding": "a\u0000b"}, "/encoding: the encoding"),
    ],
)
def test_what_is_said_of_a_file_and_not_read_is_refused(
    packages: Packages, more: dict[str, Any], message: str
) -> None:
    packages.table(**more)
    problem = packages.problem()
    assert problem.startswith("FC296 'pkg/datapackage.json' at /resources/0")
    assert message in problem


@pytest.mark.parametrize(
    "more",
    [
        {"format": "CSV"},
        {"mediatype": "text/csv"},
        {"mediatype": "text/plain"},
        {"compression": "no"},
        {"type": "table"},
        {"profile": "tabular-data-resource", "bytes": 5, "hash": "x", "custom": [1]},
        {"encoding": "UTF8"},
        {"encoding": "iso-8859-1"},
    ],
)
def test_what_agrees_with_a_file_is_taken(packages: Packages, more: dict[str, Any]) -> None:
    packages.table(**more)
    assert packages.found("sum(t.cases)") == "60"


def test_the_encoding_and_the_packing_of_a_file_are_read(packages: Packages) -> None:
    rows = "town,cases\nZürich,60\n"
    packages.text("t.csv.gz", gzip.compress(rows.encode("latin-1")))
    packages.write(
        {
            "name": "t",
            "path": "t.csv.gz",
            "encoding": "ISO-8859-1",
            "compression": "gz",
            "format": "csv",
        }
    )
    assert packages.found("sum(t.cases[town = Zürich])") == "60"
    told = packages.found("sum(t.cases[town = Zürich])", "encoding: windows-1252")
    assert told == "60"


def test_a_table_that_is_passed_in_needs_no_package(packages: Packages) -> None:
    frame = pd.DataFrame({"cases": [60]})
    result = packages.run("sum(t.cases)", table="resource: t", tables={"t": frame})
    assert result.claims[0].verdict.value == "supported"


def test_all_packages_are_looked_at_before_the_run_stops(packages: Packages) -> None:
    claims = (
        "factcheck: 1\nevidence:\n  a: {file: pkg/datapackage.json}\n  b: {file: pkg/x.json, "
        "resource: r}\nclaims:\n  c:\n    measure: count(a)\n    figure: '1'\n"
    )
    packages.write()
    with pytest.raises(factcheck.ProblemsError) as caught:
        factcheck.run(claims, root=packages.folder)
    assert [problem.code.code for problem in caught.value.problems] == ["FC295", "FC202"]
    packages.write(**{"$schema": V2})
    assert "has 0 resources, and nothing says which" in packages.problem()


def test_the_report_is_not_written_over_a_descriptor(packages: Packages) -> None:
    from factcheck.pipeline import run_text

    packages.table()
    text = (
        b"factcheck: 1\nevidence:\n  t: {file: pkg/datapackage.json}\nclaims:\n  c:\n"
        b"    measure: sum(t.cases)\n    figure: '60'\n"
    )
    descriptor = packages.folder / "pkg" / "datapackage.json"
    with pytest.raises(factcheck.ProblemsError, match="would be written over"):
        run_text(
            text, file="c.yml", folder=packages.folder, root=packages.folder, outputs=(descriptor,)
        )


def test_a_descriptor_that_cannot_be_read_or_changes_is_told(
    packages: Packages, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factcheck.evidence.content import ChangedError
    from factcheck.evidence.package import read

    packages.table()

    def unreadable(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    def changed(_: object) -> None:
        raise ChangedError

    monkeypatch.setattr(read, "opened", unreadable)
    assert "cannot be read: permission denied" in packages.problem()
    monkeypatch.setattr(read, "opened", changed)
    assert "it changed while it was read (run again)" in packages.problem()


def test_a_descriptor_that_changes_after_it_was_read_is_told(
    packages: Packages, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factcheck.evidence.package import read, resolve

    packages.table()

    def then_written(file: Text, places: read.Places) -> tuple[Node, Described]:
        found = read.read_json(file, places)
        packages.table({"fields": FIELDS})
        return found

    monkeypatch.setattr(resolve, "read_json", then_written)
    assert "the file changed while it was read" in packages.found("sum(t.cases)")
