"""Numbers of groups inside a measure: ``groups(t by c, holds …)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import claim, ends

from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from quantity_files import Files

S, R, U, N = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDETERMINED, Verdict.NOT_CHECKABLE
TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          town:
            markers:
              "?": unknown
          n:
            unit: visits
            markers:
              "<5": suppressed 0..4
    """


@pytest.fixture(autouse=True)
def _table(files: Files) -> None:
    files.table("town,year,n\nA,2018,1\nA,2019,5\nB,2018,7\nB,2019,6\nC,2018,3\nC,2019,9\n")


@pytest.mark.parametrize(
    ("measure", "number"),
    [
        ("groups(t by town, holds sum(t.n) > 6)", "2"),
        ("groups(t by town, holds sum(t.n) > 0)", "3"),
        ("groups(t by (town, year), holds sum(t.n) >= 6)", "3"),
        ("groups(t[year = 2018] by town, holds sum(t.n) >= 3)", "2"),
        ("groups(t by town, holds 5 < sum(t.n) < 13)", "2"),
        ("groups(t by town, holds sum(t.n[year = 2019]) > sum(t.n[year = 2018]))", "2"),
        ("groups(t by town, holds sum(t.n) != 6)", "2"),
        ("groups(t by town, holds groups(t by year, holds sum(t.n) > 5) = 2)", "1"),
        (
            "groups(t by town, holds sum(t.n) > 6) / groups(t by town, holds sum(t.n) > 0)",
            "2/3",
        ),
    ],
)
def test_groups_are_counted(files: Files, measure: str, number: str) -> None:
    found = files.measure(measure, "5", table=TABLE)
    assert ends(found) == (number, number)


def test_groups_are_counted_inside_a_quantity_and_a_comparison(files: Files) -> None:
    world = TABLE.rstrip(" ") + (
        "    quantities:\n      big:\n        measure: groups(t by town, holds sum(t.n) > 6)\n"
    )
    assert files.one(world, claim("big", "2")).verdict is S
    assert files.one(world, claim("big[year = 2019]", "1")).verdict is S
    assert files.holds("big = 2", table=world).verdict is S
    each = "measure: big\nfigure: 1\nby: year\nin: all"
    assert files.form(each, table=world).verdict is S


def test_a_share_of_the_groups(files: Files) -> None:
    share = "groups(t by town, holds sum(t.n) > 6) / distinct(t.town)"
    found = files.measure(share, "two thirds", table=TABLE)
    assert found.verdict is S
    assert [finding.slug for finding in found.findings] == ["small-base"]
    files.table("town,year,n\nA,2018,4\nB,2018,<5\nC,2018,9\n")
    unclear = files.measure(share.replace("> 6", "> 3"), "all", table=TABLE)
    assert ends(unclear) == ("2/3", "1")


def test_the_calculation_says_of_how_many(files: Files) -> None:
    found = files.measure("groups(t by town, holds sum(t.n) > 6)", "2", table=TABLE)
    (step,) = found.calculation
    assert (step.value, step.source) == ("2", "of 3 groups")


def test_groups_without_a_number_are_told(files: Files) -> None:
    found = files.measure(
        "groups(t by town, holds sum(t.n[year = 2018]) / sum(t.n[n > 5]) > 0)", "2", table=TABLE
    )
    assert ends(found) == ("2", "3")
    assert found.calculation[-1].text.startswith("there is no value for A: ")


def test_unknown_numbers_and_groups_leave_it_open(files: Files) -> None:
    files.table("town,year,n\nA,2018,4\nB,2018,<5\n?,2018,9\n")
    found = files.measure("groups(t by town, holds sum(t.n) >= 4)", "2", table=TABLE)
    assert ends(found) == ("1", "2")
    assert found.verdict is U
    assert [premise.kind for premise in found.premises] == ["groups"]


def test_relations_hold_in_every_group(files: Files) -> None:
    world = TABLE.rstrip(" ") + (
        "    quantities:\n      visits:\n        unit: visits\n        measure: sum(t.n)\n"
        "      paid:\n        unit: visits\n        part_of: visits\n"
        "    statements:\n      said:\n        measure: paid[town = C]\n"
        "        figure: at least 10\n"
    )
    none = files.measure("groups(t by town, holds paid > 13)", "0", table=world)
    assert none.verdict is S
    some = files.measure("groups(t by town, holds paid >= 10)", "at least 1", table=world)
    assert some.verdict is S
    assert "said" in {premise.name for premise in some.premises}


def test_an_assumed_comparison_holds_only_as_it_is_written(files: Files) -> None:
    world = TABLE.rstrip(" ") + (
        "    quantities:\n      visits:\n        unit: visits\n        measure: sum(t.n)\n"
        "      paid:\n        is: paid visits\n        unit: visits\n"
        "    assumptions:\n      little:\n        holds: paid <= visits\n        because: so\n"
    )
    keys = "holds: paid <= visits\nby: town\nunder: little"
    assert files.form(keys, table=world).verdict is U
    part = world.replace("holds: paid <= visits", "holds: paid part of visits")
    assert files.form(keys, table=part).verdict is S


def test_groups_need_a_table_and_its_columns(files: Files) -> None:
    found = files.measure("groups(t by city, holds sum(t.n) > 6)", "2", table=TABLE)
    assert found.verdict is N
    assert found.explanation is not None
    assert "has no column 'city'" in found.explanation


def test_no_group_is_none_of_records_and_missing_of_a_keyed_table(files: Files) -> None:
    measure = "groups(t[n > 100] by town, holds sum(t.n) > 6)"
    assert files.measure(measure, "0", table=TABLE).verdict is S
    keyed = TABLE.replace("file: t.csv\n", "file: t.csv\n        key: [town, year]\n")
    found = files.measure(measure, "0", table=keyed)
    assert (found.verdict, found.reason) == (N, "missing")
    wrong = files.measure("groups(t[town = D] by year, holds sum(t.n) > 6)", "0", table=TABLE)
    assert (wrong.verdict, wrong.reason) == (N, "fault")
    top = files.measure("groups(t[n in top 2] by year, holds sum(t.n) > 6)", "2", table=TABLE)
    assert top.verdict is S
