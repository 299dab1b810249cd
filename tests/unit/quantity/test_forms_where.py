"""``where``, ``except`` and ``unfiltered``: tests that every term of a claim is kept to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import ends

from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from quantity_files import Files

    from factcheck.model.result import Assessment

S, R, U, N = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDETERMINED, Verdict.NOT_CHECKABLE
TABLES = """\
    evidence:
      t:
        file: t.csv
        columns:
          n:
            unit: cases
      u:
        file: u.csv
        columns:
          people:
            unit: people
    quantities:
      cases:
        unit: cases
        measure: sum(t.n)
      severe:
        unit: cases
        part_of: cases
      more:
        unit: cases
        measure: sum(v.m)
      total:
        unit: cases
        measure: cases + more
    conditions:
      late:
        strict: year = 2020
        loose: year >= 2019
    """
THIRD = "      v:\n        file: v.csv\n        columns:\n          m:\n            unit: cases\n"


@pytest.fixture(autouse=True)
def _tables(files: Files) -> None:
    files.table(
        "town,year,sex,n\nA,2019,f,1\nA,2019,m,2\nB,2019,f,4\nB,2019,m,8\n"
        "A,2020,f,16\nA,2020,m,32\nB,2020,f,64\nB,2020,m,128\n"
    )
    files.table("town,people\nA,10\nB,20\n", "u.csv")
    files.table("year,m\n2019,1000\n2020,500\n", "v.csv")


def told(files: Files, *lines: str) -> Assessment:
    """Return what a claim comes to."""
    return files.form(
        "\n".join(lines), table=TABLES.replace("    quantities:\n", THIRD + "    quantities:\n")
    )


def test_where_keeps_every_term_to_some_rows(files: Files) -> None:
    found = told(
        files, "measure: sum(t.n) - sum(t.n[sex = f])", "figure: 5", "where: year = 2020, town = B"
    )
    assert ends(found) == ("128", "128")
    assert found.measure == "sum(t.n) - sum(t.n[sex = f]), where year = 2020, town = B"


def test_except_leaves_out_what_passes_every_test(files: Files) -> None:
    found = told(files, "measure: sum(t.n)", "figure: 5", "except: year = 2020, town = B")
    assert ends(found) == ("63", "63")
    both = told(files, "measure: sum(t.n)", "figure: 5", "where: sex = f", "except: town = B")
    assert ends(both) == ("17", "17")


def test_where_reaches_quantities_and_what_no_table_gives(files: Files) -> None:
    found = told(files, "measure: share(cases, severe)", "figure: 5%", "where: town = A")
    assert found.found is not None
    assert found.found.text == "0 % to 3.92 % or 5.88 % to 100 %"
    assert any("cases[town = A]" in step.text for step in found.calculation)


def test_a_table_without_the_column_must_be_named_unfiltered(files: Files) -> None:
    keys = ("measure: sum(t.n) / sum(u.people)", "figure: 5", "where: year = 2020, town = A")
    found = told(files, *keys)
    assert (found.verdict, found.reason) == (N, "fault")
    assert found.explanation is not None
    assert "has no column 'year'" in found.explanation
    free = told(files, *keys, "unfiltered: [u]")
    # Of u only the town can be asked: 48 of 10.
    assert ends(free) == ("24/5", "24/5")


def test_a_test_of_one_table_cannot_be_asked_of_another(files: Files) -> None:
    keys = ("measure: sum(t.n) / sum(u.people)", "figure: 5", "where: t.town = A")
    assert told(files, *keys).reason == "fault"
    free = told(files, *keys, "unfiltered: [u]")
    assert ends(free) == ("17/10", "17/10")


def test_a_value_that_looks_like_a_column_is_text(files: Files) -> None:
    files.table("town,year,sex,n\nSt.Gallen,2019,f,1\nB,2019,f,2\n")
    keys = (
        "measure: sum(t.n) / sum(v.m)",
        "figure: 5",
        "where: town = St.Gallen",
        "unfiltered: [v]",
    )
    assert ends(told(files, *keys)) == ("1/1500", "1/1500")


def test_comparisons_of_slices_of_composite_quantities(files: Files) -> None:
    assert told(files, "holds: total[year = 2019] > total[year = 2020]").verdict is S
    assert told(files, "holds: total > 700", "where: year = 2020").verdict is S
    assert told(files, "holds: total[town = A] > 700").reason == "fault"


def test_a_condition_with_several_definitions_makes_readings(files: Files) -> None:
    world = TABLES.replace("    quantities:\n", THIRD + "    quantities:\n")
    claims = files.claims(
        world,
        "claims:\n  c:\n    measure: sum(t.n)\n    figure: '240'\n    where: late\n"
        "  r:\n    measure: sum(t.n)\n    by: town\n    of: B\n    place: 1\n    among: late\n",
    )
    assert [reading.name for reading in claims["c"].readings] == ["strict", "loose"]
    assert [ends(reading)[0] for reading in claims["c"].readings] == ["240", "255"]
    assert [reading.name for reading in claims["r"].readings] == ["strict", "loose"]


def test_where_is_not_joined_to_statements(files: Files) -> None:
    world = TABLES.replace("    quantities:\n", THIRD + "    quantities:\n").rstrip(" ") + (
        "    statements:\n      said:\n        measure: severe[town = A]\n"
        "        figure: at least 20\n"
    )
    keys = "measure: severe\nfigure: at least 15\nwhere: town = A"
    assert files.form(keys, table=world).verdict is S


def test_groups_are_those_of_the_tables_that_are_filtered(files: Files) -> None:
    keys = (
        "measure: sum(t.n) / sum(u.people)",
        "by: town",
        "of: B",
        "place: 1",
        "where: year = 2020",
    )
    assert told(files, *keys).reason == "fault"
    found = told(files, *keys, "unfiltered: [u]")
    # 192 / 20 against 48 / 10.
    assert found.verdict is S
    assert found.found is not None
    assert found.found.text == "place 1 of 2"


def test_an_unfiltered_table_without_the_groups_is_the_same_for_each(files: Files) -> None:
    keys = ("measure: sum(t.n) / sum(v.m)", "by: town", "of: B", "place: 1")
    judged = told(files, *keys)
    assert judged.reason == "fault"
    assert judged.explanation is not None
    assert "'unfiltered: [v]' takes its number for each group alike" in judged.explanation
    assert told(files, *keys, "unfiltered: [v]").verdict is S


def test_some_table_must_have_the_groups(files: Files) -> None:
    keys = ("measure: sum(v.m)", "by: town", "of: B", "place: 1", "unfiltered: [v]")
    judged = told(files, *keys)
    assert judged.reason == "fault"
    assert judged.explanation is not None
    assert "has no column 'town'" in judged.explanation
    free = told(files, "measure: severe", "by: town", "of: B", "place: 1")
    assert free.explanation is not None
    assert free.explanation.startswith("'severe' has no table, so that nothing says which groups")
    other = told(files, "measure: sum(v.m)", "by: t.year", "of: 2019", "place: 1")
    assert other.verdict is N
    assert other.explanation is not None
    assert "the measure reads only 'v'" in other.explanation
