"""Forms where tables leave something open: parts in groups, hidden group values, two tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quantity_files import ends

from factcheck.filter.reader import Reader
from factcheck.model.cell import Cell, ColumnFacts, GroupingSet, Missing, OneOf
from factcheck.model.interval import Interval
from factcheck.model.span import Span
from factcheck.model.spec import ColumnType, TableDeclaration, Verdict
from factcheck.quantity.cells.closed import closed_off, has_open_values, values_for
from factcheck.quantity.cells.evidence_view import TableView
from factcheck.quantity.cells.index import CellIndex

if TYPE_CHECKING:
    import pytest
    from quantity_files import Files

    from factcheck.model.cell import KeyValue, TableCells

S, R, U, N = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDETERMINED, Verdict.NOT_CHECKABLE
NO_VALUE = "there is no value for {}: it may count or not, unless a test leaves it out"
TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          n:
            unit: cases
          m:
            unit: cases
            markers:
              "<5": suppressed 0..4
    quantities:
      cases:
        unit: cases
        measure: sum(t.n)
      severe:
        unit: cases
        part_of: cases
        measure: sum(t.m)
    """


def test_a_hidden_part_is_no_more_than_its_whole_in_each_group(files: Files) -> None:
    files.table("town,n,m\nA,3,<5\nB,2,1\n")
    judged = files.form("measure: severe\nfigure: at most 3\nby: town\nin: all", table=TABLE)
    assert judged.verdict is S
    assert "severe part of cases" in {premise.name for premise in judged.premises}
    assert (
        files.form("measure: severe\nfigure: at most 2\nby: town\nin: all", table=TABLE).verdict
        is U
    )


def test_a_group_of_one_is_said_so(files: Files) -> None:
    files.table("town,n,m\nA,3,1\n")
    judged = files.form("measure: severe\nfigure: at most 3\nby: town\nin: all", table=TABLE)
    assert judged.claimed is not None
    assert judged.claimed.text == "all 1 group"


def test_a_group_may_exist_in_either_of_two_tables(files: Files) -> None:
    files.table("town,n,m\nA,3,1\nB,4,1\n")
    files.table("town,k\nA,10\nB,20\n?,5\n", "u.csv")
    both = """\
    evidence:
      t:
        file: t.csv
        columns:
          town:
            domain: [A, B, C]
          n:
            unit: cases
      u:
        file: u.csv
        columns:
          town:
            domain: [A, B, C]
            markers:
              "?": unknown
          k:
            unit: cases
    """
    keys = "measure: sum(t.n) + sum(u.k)\nfigure: at least 5\nby: town\nin: all"
    judged = files.form(keys, table=both)
    assert judged.verdict is S
    assert judged.found is not None
    assert judged.found.text == "2 to 3 of 2 to 3 groups"


def test_a_mean_that_may_have_no_number_is_asked_if_it_has(files: Files) -> None:
    files.table("town,n,m\nA,3,1\nB,4,\n")
    empty = TABLE.replace("          m:\n", "          m:\n            empty: none\n")
    judged = files.form("measure: mean(t.m)\nby: town\nof: A\nplace: 1", table=empty)
    # Only one town has a mean.
    assert judged.verdict is N
    assert judged.explanation == "a ranking needs two groups, and beside 'A' there is none"
    each = files.form("measure: max(t.m)\nfigure: at least 1\nby: town\nin: all", table=empty)
    assert each.verdict is U
    assert each.explanation == NO_VALUE.format("B")
    chosen = "measure: max(t.m)\nfigure: at least 1\nby: town\nin: all\nof: 1"
    assert files.form(chosen, table=empty).verdict is S


def test_a_fault_in_a_group_is_a_fault(files: Files) -> None:
    files.table("town,n,m\nA,3,1\nA,2,1\nB,4,1\n")
    judged = files.form("measure: t.n\nby: town\nof: A\nplace: 1", table=TABLE)
    assert (judged.verdict, judged.reason) == (N, "fault")
    assert judged.explanation is not None
    assert "2 rows are selected" in judged.explanation


def test_a_lead_over_the_only_other_group(files: Files) -> None:
    files.table("town,n,m\nA,3,1\nB,2,1\n")
    keys = "measure: cases\nby: town\nof: A\nplace: 1\nlead: 50 percent"
    assert files.form(keys, table=TABLE).verdict is S
    shares = "measure: change(sum(t.m) -> sum(t.n))\nby: town\nof: A\nplace: 1"
    judged = files.form(shares, table=TABLE)
    assert judged.found is not None
    assert judged.found.text == "place 1 of 2"


def test_a_group_without_a_number_in_an_uncertain_world_is_told(files: Files) -> None:
    files.table("town,n,m\nA,3,<5\nB,2,1\n")
    judged = files.form("measure: cases / severe\nby: town\nof: B\nplace: 1", table=TABLE)
    # 2 over 1 against 3 over 1 to 3, or nothing.
    assert judged.verdict is U
    trend = files.form("measure: cases / severe\nover: n\ndirection: rising", table=TABLE)
    assert {premise.kind for premise in trend.premises} >= {"denominator"}


SPAN = Span("claims.yml", 1, 1, 1, 2)


def view_of(values: tuple[KeyValue, ...], known: tuple[str, ...]) -> TableView:
    """Return cells of one column of numbers."""
    facts = ColumnFacts("c", "c", ColumnType.NUMBER, values=known)
    grouping = GroupingSet(("c",), ())
    cells = tuple(Cell((value,), 1, (), ()) for value in values)
    index = CellIndex(Reader("t", {"c": facts}), grouping, cells)
    declaration = TableDeclaration("t", SPAN, None)
    scanned: TableCells = None  # type: ignore[assignment]  # nothing here looks at it
    return TableView(declaration, scanned, index, looks_rounded=False)


def test_an_unknown_value_is_one_of_those_that_occur() -> None:
    hidden = Interval(0, 4)  # type: ignore[arg-type]  # whole numbers are made fractions
    view = view_of(("1", Missing.UNKNOWN, hidden, Missing.NONE), ("1", "3", "9"))
    closed = closed_off(view, ["c"])
    assert values_for(closed, "c", "1") == ("1",)
    assert values_for(closed, "c", Missing.UNKNOWN) == ("1", "3", "9")
    assert values_for(closed, "c", hidden) == ("1", "3")
    assert values_for(closed, "c", OneOf(("1", "9"))) == ("1", "9")
    assert values_for(closed, "c", Missing.NONE) == ()
    assert has_open_values(view, "c")
    assert not has_open_values(view_of(("1",), ("1",)), "c")


def test_groups_of_hidden_numbers(files: Files) -> None:
    files.table("town,n,m\nA,3,2\nB,2,<5\nC,2,7\n")
    judged = files.measure("groups(t by m, holds count(t) > 1)", "1", table=TABLE)
    # The hidden one is 2, the only number below five that occurs.
    assert ends(judged) == ("1", "1")


RATIO = """\
    evidence:
      t:
        file: t.csv
        columns:
          town:
            domain: [A, B, C]
            markers:
              "?": unknown
          n:
            unit: cases
          m:
            unit: cases
    """


def test_a_group_that_may_be_there_without_a_number_may_count_or_not(files: Files) -> None:
    files.table("town,n,m\nA,5,1\nC,2,1\n?,2,0\n")
    keys = "measure: sum(t.n) / sum(t.m)\nby: town\n"
    judged = files.form(f"{keys}figure: at least 2\nin: all\namong: n > 0", table=RATIO)
    assert judged.verdict is U
    # B could only have 2 / 0.
    assert judged.explanation == NO_VALUE.format("B")
    assert judged.found is not None
    assert judged.found.text == "2 to 3 of 2 to 3 groups"
    rank = files.form(f"{keys}of: A\nplace: 1", table=RATIO)
    assert rank.verdict is S


def test_rows_of_totals_are_no_parts(files: Files) -> None:
    files.table("town,n,m\nA,5,1\nB,2,1\nAll,7,2\n")
    totals = RATIO.replace(
        "        file: t.csv\n", "        file: t.csv\n        totals:\n          town: All\n"
    )
    totals = totals.replace("[A, B, C]", "[A, B, All]")
    assert files.form("parts: [sum(t.n), '0']\ntotal: total(t.n)", table=totals).verdict is S
    assert files.form("measure: sum(t.n)\nby: town\nof: A\nplace: 1", table=totals).verdict is S
    judged = files.form("measure: sum(t.n)\nby: town\nfigure: at least 2\nin: 2", table=totals)
    assert judged.verdict is S
    assert judged.claimed is not None
    assert judged.claimed.text == "2 of 2 groups"


def test_a_trend_without_any_row_is_told(files: Files) -> None:
    files.table("town,n,m\nA,5,1\nB,2,1\n")
    judged = files.form("measure: sum(t.m)\nover: n\ndirection: rising\nwhere: m > 5", table=RATIO)
    assert (judged.verdict, judged.reason) == (N, "fault")
    assert judged.explanation is not None
    assert "has no order to step along" in judged.explanation


def test_an_assumption_may_leave_no_group_a_number(files: Files) -> None:
    files.table("town,n,m\nA,5,1\nC,2,1\n")
    world = TABLE.rstrip(" ") + (
        "      paid:\n        is: paid cases\n        unit: cases\n"
        "    assumptions:\n      nothing:\n        holds: paid = 0\n        because: so\n"
    )
    keys = "measure: cases / paid\nby: town\nfigure: at least 2\nin: all\nunder: nothing"
    judged = files.form(keys, table=world)
    assert judged.verdict is N
    assert judged.explanation == "there is no group of 'town' to ask"


CONFLICT = TABLE.rstrip(" ") + (
    "      paid:\n        is: paid cases\n        unit: cases\n"
    "    statements:\n      one:\n        measure: paid[town = A]\n        figure: at least 20\n"
    "      other:\n        measure: paid[town = A]\n        figure: at most 5\n"
)


def test_statements_that_contradict_each_other_conflict_in_every_form(files: Files) -> None:
    files.table("town,n,m\nA,3,1\nC,2,1\n")
    measure = "measure: cases + paid\nby: town\n"
    for form in ("figure: at least 2\nin: all", "of: A\nplace: 1"):
        judged = files.form(measure + form, table=CONFLICT)
        assert judged.verdict is Verdict.CONFLICTING
        assert judged.conflicts == (("one", "other"),)
        assert judged.found is None
    trend = "measure: cases + paid\nover: n\ndirection: rising"
    assert files.form(trend, table=CONFLICT).verdict is Verdict.CONFLICTING


def test_too_much_to_compare_is_refused(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    files.table("town,n,m\nA,3,1\nC,2,1\n")
    monkeypatch.setattr("factcheck.quantity.forms.rank.MAX_COMPARED", 1)
    monkeypatch.setattr("factcheck.quantity.forms.tallies.MAX_COUNTED", 1)
    rank = files.form("measure: cases\nby: town\nof: A\nplace: 1", table=TABLE)
    assert rank.explanation == "more than 1 pairs of groups would have to be compared"
    tally = files.measure("groups(t by town, holds sum(t.n) > 6)", "2", table=TABLE)
    assert tally.explanation == "more than 1 groups would have to be counted"


def test_groups_that_stand_twice_in_a_measure_are_counted_once(files: Files) -> None:
    files.table("town,n,m\nA,3,1\nC,2,1\n")
    once = "groups(t by town, holds sum(t.n) > 2)"
    assert files.measure(f"{once} - {once}", "0", table=TABLE).verdict is Verdict.SUPPORTED


def test_a_quantity_shows_the_numbers_it_is_calculated_from(files: Files) -> None:
    files.table("town,n,m\nA,4,1\nC,2,1\n")
    world = TABLE.rstrip(" ") + "      rate:\n        measure: severe / cases\n"
    judged = files.form("measure: rate\nby: town\nfigure: at most 1/2\nin: all", table=world)
    assert [(step.text, step.value) for step in judged.calculation] == [
        ("A = 1 / 4", "25 % (satisfies it)"),
        ("C = 1 / 2", "50 % (satisfies it)"),
    ]
