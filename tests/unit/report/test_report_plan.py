"""What is shown of how tables are going to be scanned."""

from __future__ import annotations

import json

from factcheck.model.cell import GroupingSet
from factcheck.model.scan_plan import PlannedSet, ScanPlan
from factcheck.report.plan_report import render_plans, render_plans_json

SMALL = ScanPlan("police", "police.csv", "as they are read", 1, (PlannedSet(GroupingSet(())),))
LARGE = ScanPlan(
    "trips",
    "trips.parquet",
    "where they lie",
    5,
    (
        PlannedSet(GroupingSet(("city", "year"), ("km", "rides")), 1_200),
        PlannedSet(GroupingSet(("fare",)), 1),
    ),
    2_000_000,
    (("city", 60), ("fare", 9_000)),
    (("fare", 3), ("km", 1)),
    (("driver", 50), ("car", 1)),
    has_base=True,
)


def test_a_small_table_says_what_is_known() -> None:
    assert render_plans((SMALL,), 1) == (
        "1 claim on 1 table\n"
        "\n"
        "police: police.csv\n"
        "  grouped as they are read, in one scan\n"
        "  claims look at 1 set of columns; scanned: 1 set\n"
        "    all rows\n"
    )


def test_a_large_table_says_how_large_it_is() -> None:
    assert render_plans((LARGE,), 9) == (
        "9 claims on 1 table\n"
        "\n"
        "trips: trips.parquet, 2,000,000 rows\n"
        "  grouped where they lie, in one scan\n"
        "  claims look at 5 sets of columns; scanned: 2 sets\n"
        "    city, year; adds up km, rides (about 1,200 groups)\n"
        "    fare (about 1 group)\n"
        "  grouped by all of these columns first, and the sets made out of these groups\n"
        "  told apart only by thresholds: fare (3 thresholds), km (1 threshold)\n"
        "  told apart only by values that claims name: driver (50 values), car (1 value)\n"
        "  values, by a sample: city 60, fare 9,000\n"
    )


def test_what_a_terminal_would_obey_is_shown() -> None:
    odd = ScanPlan("a\x1b[31m", "t.csv", "as they are read", 1, ())
    assert "\x1b" not in render_plans((odd,), 1)


def test_programs_get_the_same_as_json() -> None:
    told = json.loads(render_plans_json((SMALL, LARGE), 9))
    assert (told["plan"], told["claims"]) == (1, 9)
    small, large = told["tables"]
    assert (small["rows"], small["distinct"], small["base"]) == (None, {}, False)
    assert small["sets"] == [{"dimensions": [], "measures": [], "groups": None}]
    assert (large["rows"], large["wanted"], large["base"]) == (2_000_000, 5, True)
    assert large["cuts"] == {"fare": 3, "km": 1}
    assert large["sets"][0] == {
        "dimensions": ["city", "year"],
        "measures": ["km", "rides"],
        "groups": 1_200,
    }
