"""The checks of ``scan_tools.py`` in one of the other tools, each in the tool's own way.

It runs in an environment of its own that has the tool and not this project. The first argument is
the tool, the second the table; the checks come as JSON on the input. Printed is, for each check,
whether it passed and the numbers that the tool computed.
"""

from __future__ import annotations

import itertools
import json
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Check = dict[str, Any]
"""``kind`` (``share``, ``count``, ``mean``, ``sum``), ``column``, ``tests``, ``part``, ``least``.

A test is a list of column, sign and value.
"""
Outcome = dict[str, Any]
"""``passed`` and ``numbers``: numerator and denominator of a share, else one number."""


def run_pointblank(table: str, checks: Sequence[Check]) -> list[Outcome]:
    """Run the checks in pointblank on polars.

    A share is the test of a column after ``pre`` has filtered the rows, a count that of the whole
    table. ``col_avg_ge`` and ``col_sum_ge`` take no ``pre``: a mean or sum of a slice is a
    validation of its own, of the filtered table.
    """
    pb, pl = import_module("pointblank"), import_module("polars")
    frame = pl.read_parquet(table).with_columns(pl.col("amount").cast(pl.Float64))
    validation = pb.Validate(frame)
    apart: dict[int, Any] = {}
    for number, check in enumerate(checks):
        within = _in_polars(pl, check["tests"])
        match check["kind"]:
            case "share":
                validation = validation.col_vals_expr(
                    expr=_in_polars(pl, [check["part"]]),
                    pre=lambda rows, within=within: rows.filter(within),
                    thresholds=pb.Thresholds(error=1 - check["least"]),
                )
            case "count":
                least = check["least"] / len(frame)
                validation = validation.col_vals_expr(
                    expr=within, thresholds=pb.Thresholds(error=1 - least)
                )
            case kind:
                one = pb.Validate(frame.filter(within))
                method = one.col_avg_ge if kind == "mean" else one.col_sum_ge
                checked = method(columns=check["column"], value=check["least"]).interrogate()
                apart[number] = {"passed": checked.all_passed(), "numbers": []}
    validation = validation.interrogate()
    # Steps are counted from one.
    steps = itertools.count(1)
    return [
        apart[number] if number in apart else _counted(validation, next(steps), check)
        for number, check in enumerate(checks)
    ]


def _counted(validation: Any, step: int, check: Check) -> Outcome:  # noqa: ANN401 # of an untyped tool
    passed = not validation.above_threshold(level="error", i=step)
    numbers = [validation.n_passed(i=step, scalar=True), validation.n(i=step, scalar=True)]
    return {"passed": passed, "numbers": numbers[: 1 + (check["kind"] == "share")]}


def _in_polars(pl: Any, tests: Sequence[Sequence[str]]) -> Any:  # noqa: ANN401 # of an untyped tool
    truth = pl.lit(value=True)
    for column, sign, value in tests:
        truth &= _compared(pl.col(column), sign, _typed(column, value))
    return truth


def _compared(column: Any, sign: str, value: str | int) -> Any:  # noqa: ANN401 # of an untyped tool
    return {"=": column.__eq__, ">": column.__gt__, ">=": column.__ge__}[sign](value)


def _typed(column: str, value: str) -> str | int:
    return int(value) if column in {"year", "cases", "amount"} else value


def run_great_expectations(table: str, checks: Sequence[Check]) -> list[Outcome]:
    """Run the checks in Great Expectations on pandas: every one has an expectation of its own."""
    gx, pd = import_module("great_expectations"), import_module("pandas")
    frame = pd.read_parquet(table)
    frame["amount"] = frame["amount"].astype(float)
    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("pandas").add_dataframe_asset("records")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    suite = gx.ExpectationSuite("checks", [_expectation(check) for check in checks])
    found = {
        int(one.expectation_config.meta["number"]): one
        for one in batch.validate(suite, result_format="BASIC").results
    }
    return [_expected(found[check["number"]], check) for check in checks]


def _expectation(check: Check) -> Any:  # noqa: ANN401 # of an untyped tool
    gxe = import_module("great_expectations.expectations")
    column_of = import_module("great_expectations.expectations.row_conditions").Column
    condition = None
    for column, sign, value in check["tests"]:
        one = _compared(column_of(column), sign, _typed(column, value))
        condition = one if condition is None else condition & one
    common = {"row_condition": condition, "meta": {"number": check["number"]}}
    match check["kind"]:
        case "count":
            return gxe.ExpectTableRowCountToBeBetween(min_value=check["least"], **common)
        case "mean":
            return gxe.ExpectColumnMeanToBeBetween(
                column=check["column"], min_value=check["least"], **common
            )
        case "sum":
            return gxe.ExpectColumnSumToBeBetween(
                column=check["column"], min_value=check["least"], **common
            )
        case _:
            column, sign, value = check["part"]
            common |= {"column": column, "mostly": check["least"]}
            if sign == "=":
                return gxe.ExpectColumnValuesToBeInSet(value_set=[_typed(column, value)], **common)
            return gxe.ExpectColumnValuesToBeBetween(
                min_value=_typed(column, value), strict_min=sign == ">", **common
            )


def _expected(one: Any, check: Check) -> Outcome:  # noqa: ANN401 # of an untyped tool
    result = one.result
    if check["kind"] != "share":
        return {"passed": one.success, "numbers": [float(result["observed_value"])]}
    whole = result["element_count"]
    return {"passed": one.success, "numbers": [whole - result["unexpected_count"], whole]}


def run_soda(table: str, checks: Sequence[Check]) -> list[Outcome]:
    """Verify the checks in soda-core on DuckDB as a contract, which reads the Parquet as a view."""
    duckdb, contracts = import_module("duckdb"), import_module("soda_core.contracts")
    source = import_module("soda_duckdb.common.data_sources.duckdb_data_source")
    connection = duckdb.connect()
    connection.execute(f"CREATE VIEW records AS FROM read_parquet('{table}')")
    with TemporaryDirectory() as folder:
        contract = Path(folder) / "contract.yml"
        contract.write_text(_contract(checks), encoding="utf-8")
        data = source.DuckDBDataSourceImpl.from_existing_cursor(connection, name="bench")
        session = contracts.verify_contract_locally(
            data_sources=[data], contract_file_path=str(contract)
        )
    (verified,) = session.contract_verification_results
    if verified.has_errors:
        sys.exit(str(session.get_errors_str())[:2000])
    found = {one.check.qualifier: one for one in verified.check_results}
    return [_verified(found[str(check["number"])], check) for check in checks]


def _contract(checks: Sequence[Check]) -> str:
    """Return the contract: a column has the checks of its means and sums, the rest stand alone."""
    of_table: list[Check] = []
    of_columns: dict[str, list[Check]] = {}
    for check in checks:
        common: Check = {"qualifier": str(check["number"])}
        if check["tests"]:
            common["filter"] = " AND ".join(_in_sql(test) for test in check["tests"])
        threshold: Check = {"must_be_greater_than_or_equal": check["least"]}
        match check["kind"]:
            case "count":
                of_table.append({"row_count": common | {"threshold": threshold}})
            case "share":
                most = {
                    "metric": "percent",
                    "must_be_less_than_or_equal": 100 - 100 * check["least"],
                }
                failing = {"expression": f"NOT ({_in_sql(check['part'])})", "threshold": most}
                of_table.append({"failed_rows": common | failing})
            case kind:
                added = {"function": "avg" if kind == "mean" else "sum", "threshold": threshold}
                of_columns.setdefault(check["column"], []).append({"aggregate": common | added})
    columns = [{"name": name, "checks": many} for name, many in of_columns.items()]
    # JSON is YAML too.
    return json.dumps({"dataset": "bench/main/records", "checks": of_table, "columns": columns})


def _in_sql(test: Sequence[str]) -> str:
    column, sign, value = test
    typed = _typed(column, value)
    return f"{column} {sign} {typed!r}"


def _verified(one: Any, check: Check) -> Outcome:  # noqa: ANN401 # of an untyped tool
    passed = one.outcome.name == "PASSED"
    if check["kind"] != "share":
        return {"passed": passed, "numbers": [float(one.threshold_value)]}
    values = one.diagnostic_metric_values
    whole = values["check_rows_tested"]
    return {"passed": passed, "numbers": [whole - values["failed_rows_count"], whole]}


TOOLS: dict[str, Callable[[str, Sequence[Check]], list[Outcome]]] = {
    "pointblank": run_pointblank,
    "great-expectations": run_great_expectations,
    "soda-core": run_soda,
}


def main() -> None:
    """Run the checks in the tool that is named."""
    outcomes = TOOLS[sys.argv[1]](sys.argv[2], json.load(sys.stdin))
    Path(sys.argv[3]).write_text(json.dumps(outcomes), encoding="utf-8")


if __name__ == "__main__":
    main()
