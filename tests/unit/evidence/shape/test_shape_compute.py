from __future__ import annotations

from typing import Any

import pytest
from evidence_workspace import column, markers
from exact import exact
from shape_helpers import Given, computed, declare, fault_of, given, meanings, numbers, table

from factcheck.evidence import codes
from factcheck.evidence.cell_codes import CODE
from factcheck.evidence.column import ReadColumn, Seen
from factcheck.evidence.made import Computed
from factcheck.evidence.meaning import Rules
from factcheck.evidence.shape import shaped
from factcheck.model.cell import Fault, Mark
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rounding import EITHER_MULTIPLE
from factcheck.model.spec import (
    ColumnDeclaration,
    ColumnKind,
    ColumnType,
    EmptyCell,
    TableDeclaration,
)

UNKNOWN, NONE, AWAY = EmptyCell.UNKNOWN, EmptyCell.NONE, EmptyCell.NOT_APPLICABLE
MEANINGS: dict[str, EmptyCell | Interval] = {
    "<5": Interval(Fraction(1), Fraction(4)),
    "?": UNKNOWN,
    "-": NONE,
    "/": AWAY,
}
HIDDEN = markers(**MEANINGS)


def closed(lower: int | Fraction, upper: int | Fraction) -> Interval:
    return Interval(Fraction(lower), Fraction(upper))


def results(made: Given, text: str, *columns: ColumnDeclaration, **said: object) -> list[object]:
    """Return what a computed column holds: numbers, sets, gaps, or texts."""
    declaration = declare(*columns, computed("c", text, **said))
    frame = shaped(made.frame, declaration)
    assert frame.faults == ()
    found = meanings(frame, declaration, "c")
    is_number = dict(frame.made)["c"] == Computed(ColumnType.NUMBER)
    return [
        one.gap if one.gap is not None else one.number if is_number else one.label for one in found
    ]


def faults(made: Given, text: str, *columns: ColumnDeclaration, **said: object) -> list[Fault]:
    frame = shaped(made.frame, declare(*columns, computed("c", text, **said)))
    assert all(fault.column == "c" for fault in frame.faults)
    return list(frame.faults)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b", "10"),
        ("a - b - 1", "3"),
        ("a * b / 2", "10.5"),
        ("b / a", "3/7"),
        ("-(a - 2 * b)", "-1"),
        ("10% * a", "0.7"),
        ("a / b * b - a", "0"),
        ("`odd one` + 1", "1001"),
        ("alias", "1000"),
        ("1 / 3 + 1 / 6", "0.5"),
    ],
)
def test_numbers_are_exact(text: str, expected: str) -> None:
    made = given("a,b,odd one", "7,3,1000")
    alias = column("alias", header="odd one")
    assert results(made, text, alias) == [exact(expected)]


def test_numbers_are_written_as_any_table_writes_them() -> None:
    frame = shaped(given("a", "1", "2.50", "10").frame, declare(computed("c", "a / 3")))
    assert table(frame)["c"] == [f"{CODE}=1/3", f"{CODE}=5/6", f"{CODE}=10/3"]
    frame = shaped(given("a", "1", "2.50", '"1 000"').frame, declare(computed("c", "a / 4")))
    assert table(frame)["c"][:2] == ["0.25", "0.625"]


def test_cells_are_read_by_the_rules_of_their_columns() -> None:
    made = given("a,b,share,label", "1.5,<5,12,x", "2,3,50,y")
    columns = (
        column("a", scale=1000),
        column("b", markers=HIDDEN),
        column("share", unit="percent"),
        column("label", map=(("x", "5"), ("y", "6"))),
    )
    assert results(made, "a", *columns) == [1500, 2000]
    assert results(made, "a + b", *columns) == [closed(1501, 1504), 2003]
    assert results(made, "a * share", *columns) == [180, 1000]
    assert results(made, "label * 2", *columns) == [10, 12]


def test_percent_signs_make_shares() -> None:
    made = given("a", "12%", "50 %")
    assert results(made, "a * 100", column("a", unit="percent")) == [12, 50]
    assert results(made, "a * 100", column("a", kind=ColumnKind.SHARE)) == [12, 50]
    frame = shaped(made.frame, declare(computed("c", "a * 100")))
    (fault,) = frame.faults
    assert (fault.code, fault.column) == (codes.UNDECLARED_PERCENT, "c")


def test_a_percentage_is_a_share_and_is_not_divided_again() -> None:
    made = given("a,b", "1,4")
    assert results(made, "a / b", unit="percent") == [Fraction(1, 4)]


def test_gaps_are_passed_on() -> None:
    made = given("a,b", "?,1", "-,1", "/,1", "?,-", "-,/", "?,?", "1,1")
    columns = (column("a", markers=HIDDEN), column("b", markers=HIDDEN))
    assert results(made, "a + b", *columns) == [
        Interval.at_least(1),
        NONE,
        AWAY,
        NONE,
        AWAY,
        Interval.at_least(0),
        2,
    ]
    assert results(made, "-a", *columns)[:3] == [Interval.at_most(0), NONE, AWAY]


def test_an_unknown_number_may_be_negative_where_a_number_of_its_column_is() -> None:
    made = given("a", "?", "-1", "0")
    assert results(made, "a + 1", column("a", markers=HIDDEN))[0] == Interval.everything()
    money = column("a", markers=HIDDEN, unit="CHF")
    assert results(given("a", "?", "1"), "a + 1", money)[0] == Interval.everything()


def test_an_unknown_number_is_one_number() -> None:
    made = given("a,b", "<5,2")
    columns = (column("a", markers=HIDDEN),)
    assert results(made, "a - a", *columns) == [0]
    assert results(made, "(a + b) / (a + b)", *columns) == [1]
    assert results(made, "a / (a + b)", *columns) == [closed(Fraction(1, 3), Fraction(2, 3))]
    assert results(made, "0 * a", *columns) == [0]


def test_two_hidden_numbers_of_one_row_are_two() -> None:
    made = given("a,b", "<5,<5")
    columns = (column("a", markers=HIDDEN), column("b", markers=HIDDEN))
    assert results(made, "a - b", *columns) == [closed(-3, 3)]
    assert results(made, "a * b", *columns) == [closed(1, 16)]


def test_figures_in_words_stay_so() -> None:
    made = given("a", "at least 5", "3")
    declaration = declare(computed("c", "2 * a"))
    frame = shaped(made.frame, declaration)
    rules = Rules(declaration, "c", "en", dict(frame.made)["c"])
    read = ReadColumn(rules, Seen({}, True), is_needed=True, is_measure=True)
    mark = read.amount(table(frame)["c"][0])
    assert mark == Mark("at least 5", Interval.at_least(10), is_words=True)
    assert results(made, "a - a") == [0, 0]


def test_words_of_several_cells_are_all_told() -> None:
    made = given("a,b", "at least 5,under 9")
    declaration = declare(computed("c", "a - b"))
    assert meanings(shaped(made.frame, declaration), declaration, "c")[0].text == (
        "at least 5; under 9"
    )


def test_rounded_numbers_are_sets() -> None:
    made = given("a", "1,200", "0", "100").cells
    rows = Given(("a",), [["1,200"], ["0"], ["100"]])
    assert made
    half_open = Interval(Fraction(1150), Fraction(1250), upper_closed=False)
    rounded = column("a", rounded=Fraction(100))
    assert results(rows, "a", rounded) == [
        half_open,
        Interval(Fraction(0), Fraction(50), upper_closed=False),
        Interval(Fraction(50), Fraction(150), upper_closed=False),
    ]
    negative = Given(("a",), [["-100"], ["0"], ["n/a"]])
    signs = column("a", rounded=Fraction(100), markers=markers(**{"n/a": NONE}))
    assert results(negative, "a", signs)[1:] == [
        Interval(Fraction(-50), Fraction(50), False, False),
        NONE,
    ]
    small = column("a", rounded=Fraction(1), scale=1000)
    assert results(Given(("a",), [["2"]]), "a", small) == [
        Interval(Fraction(1500), Fraction(2500), upper_closed=False)
    ]


@pytest.mark.parametrize(
    ("empty", "expected"),
    [
        (None, NONE),
        (NONE, NONE),
        (AWAY, AWAY),
        (EmptyCell.ZERO, Fraction(0)),
        (UNKNOWN, Interval.everything()),
    ],
)
def test_a_division_by_zero_gives_none_unless_declared(
    empty: EmptyCell | None, expected: object
) -> None:
    made = given("a,b", "1,0", "1,2")
    assert results(made, "a / b", empty=empty) == [expected, Fraction(1, 2)]


def test_what_may_be_divided_by_zero_may_be_anything() -> None:
    made = given("a,b", "1,?", "1,2")
    source = column("b", markers=HIDDEN)
    assert results(made, "a / b", source) == [Interval.everything(), Fraction(1, 2)]
    assert results(made, "if(b = 0, 1, 2) / 1", source) == [closed(1, 2), 2]


def test_an_if_goes_by_its_test() -> None:
    made = given("a,g", "1,x", "5,y", "7,x")
    assert results(made, "if(a > 4, a, 0)") == [0, 5, 7]
    assert results(made, 'if(g = x, "first", "second")') == ["first", "second", "first"]
    assert results(made, "if((g = x, a > 4), 1, 0)") == [0, 0, 1]
    assert results(made, "if(not (g = x or a = 5), 1, 0)") == [0, 0, 0]
    assert results(made, "if(g in (x, y), if(a in 5..7, 2, 1), 0)") == [1, 2, 2]
    assert results(made, "if(g contains x, a, g)") == ["1", "y", "7"]
    assert results(made, "if(a = 1, 0, 10 / (a - 1))") == [0, Fraction(5, 2), Fraction(5, 3)]


def test_a_guard_against_zero_need_not_hold_anywhere() -> None:
    made = given("a,b", "1,2", "3,4")
    assert results(made, "if(b = 0, 0, a / b)") == [Fraction(1, 2), Fraction(3, 4)]
    assert results(made, "if((b != 0.0, a > 0), a / b, 0)") == [Fraction(1, 2), Fraction(3, 4)]


def test_columns_of_a_row_are_compared() -> None:
    made = given("a,b,two words", "1,2,1", "3,2,1")
    assert results(made, "if(a > t.b, 1, 0)") == [0, 1]
    assert results(made, "if(a = t.`two words`, 1, 0)") == [1, 0]
    alias = column("w", header="two words")
    assert results(made, "if(`two words` < t.a, w, 0)", alias) == [0, 1]


def test_a_text_with_a_dot_is_no_column_of_another_table() -> None:
    made = given("town", "St.Gallen", "Chur")
    assert results(made, "if(town = St.Gallen, 1, 0)") == [1, 0]


def test_an_undecided_test_leaves_both_results() -> None:
    made = given("a,g", "<5,x", "2,?", "?,?", "-,x", "/,x")
    columns = (column("a", markers=HIDDEN), column("g", markers=HIDDEN))
    assert results(made, "if(a > 2, 10, 20)", *columns) == [
        closed(10, 20),
        20,
        closed(10, 20),
        20,
        AWAY,
    ]
    assert results(made, "if(g = x, 5, 5)", *columns)[:2] == [5, 5]
    assert results(made, 'if(g = x, "p", "q")', *columns)[:2] == ["p", UNKNOWN]
    assert results(made, 'if(g = x, "p", 1)', *columns)[:2] == ["p", UNKNOWN]
    assert results(made, "if(g = x, 1, 1 / 0)", *columns)[:2] == [1, Interval.everything()]
    assert results(made, "if(g known, 1, 0)", *columns) == [1, 0, 0, 1, 1]


def test_parts_of_dates() -> None:
    made = given("d", "2020-12-21", "2021-05", "2022", "?", "-", "/")
    source = column("d", type=ColumnType.DATE, markers=HIDDEN)
    assert results(made, "year(d)", source) == [
        2020,
        2021,
        2022,
        Interval.everything(),
        NONE,
        AWAY,
    ]
    assert results(made, "month(d)", source) == [12, 5, closed(1, 12), closed(1, 12), NONE, AWAY]
    assert results(made, "12 * year(d) + month(d)", source)[2] == closed(12 * 2022 + 1, 12 * 2023)


def test_a_date_needs_no_declaration_but_has_to_be_one() -> None:
    assert results(given("d", "2020", "2021"), "year(d) + 1") == [2021, 2022]
    made = given("d", "2020-01-05", "21.12.2020", "2020-13", "21.12.2020")
    (fault,) = faults(made, "year(d)")
    assert fault.code.slug == "not-a-date"
    assert fault.message == (
        "column 'd' holds no dates: '2020-13', '21.12.2020' (3 cells, first at lines 3, 4 and 5)"
    )


def test_a_computed_column_may_use_another_wherever_it_is_declared() -> None:
    declaration = declare(
        computed("third", "second / 2"),
        computed("second", "first * a"),
        computed("first", "a + 1"),
        computed("kind", 'if(second > 5, "big", "small")'),
    )
    frame = shaped(given("a", "1", "3").frame, declaration)
    assert numbers(frame, declaration, "third") == [1, 6]
    assert table(frame)["kind"] == ["small", "big"]
    # What is only calculated with is written out; what is tested is looked at before.
    assert [name for name, _ in frame.made] == ["third", "second", "first", "kind"]


def test_sets_survive_from_one_computed_column_to_the_next() -> None:
    declaration = declare(
        column("a", markers=HIDDEN), computed("b", "a / 3"), computed("c", "b * 3"),
        computed("d", "if(b = 1, 1, 0)"),
    )  # fmt: skip
    frame = shaped(given("a", "<5", "3").frame, declaration)
    assert numbers(frame, declaration, "c") == [closed(1, 4), 3]
    assert numbers(frame, declaration, "d") == [closed(0, 1), 1]


def test_a_hidden_number_is_one_number_over_several_columns() -> None:
    declaration = declare(
        column("women", markers=HIDDEN),
        computed("share", "women / people"),
        computed("people", "women + men"),
        computed("others", "if(men > 0, people - women, -people)"),
    )
    frame = shaped(given("women,men", "<5,17").frame, declaration)
    assert numbers(frame, declaration, "people") == [closed(18, 21)]
    assert numbers(frame, declaration, "share") == [closed(Fraction(1, 18), Fraction(4, 21))]
    assert numbers(frame, declaration, "others") == [17]


@pytest.mark.parametrize(
    "said",
    [
        {"scale": 10},
        {"empty": EmptyCell.ZERO},
        {"markers": markers(**{"3": NONE})},
        {"map": (("3", "8"),)},
        {"type": ColumnType.NUMBER},
        {"rounded": Fraction(1)},
    ],
)
def test_a_column_with_rules_of_its_own_is_read_by_them(said: dict[str, Any]) -> None:
    declaration = declare(computed("b", "a + 1", **said), computed("c", "b * 1"))
    frame = shaped(given("a", "2").frame, declaration)
    source = Rules(declaration, "b", "en", Computed(ColumnType.NUMBER))
    read = ReadColumn(source, Seen({}, True), is_needed=True, is_measure=True)
    amount = read.amount(table(frame)["b"][0])
    (found,) = numbers(frame, declaration, "c")
    if isinstance(amount, Mark):
        assert (amount.possible, found) == (None, NONE)
    elif "rounded" in said:
        assert amount in found
    else:
        assert found == amount


def test_a_division_by_zero_of_another_column_stays_what_it_is() -> None:
    declaration = declare(
        computed("b", "a / 0"),
        computed("c", "b + 1", empty=EmptyCell.ZERO),
        computed("d", "b + 1"),
        computed("e", "a + 0 * c / 1", empty=AWAY),
    )
    frame = shaped(given("a", "2").frame, declaration)
    assert numbers(frame, declaration, "c") == [NONE]
    assert numbers(frame, declaration, "d") == [NONE]
    assert numbers(frame, declaration, "e") == [NONE]


def test_columns_that_double_each_other_stay_small() -> None:
    columns = [computed("c0", "a + a")]
    columns += [computed(f"c{n}", f"c{n - 1} + c{n - 1}") for n in range(1, 40)]
    declaration = declare(*reversed(columns))
    frame = shaped(given("a", "3").frame, declaration)
    assert numbers(frame, declaration, "c39") == [3 * 2**40]


def test_too_many_steps_are_refused() -> None:
    columns = [computed("c0", "a")]
    columns += [computed(f"c{n}", f"if(c{n - 1} = 1, 1, 0)") for n in range(1, 60)]
    fault = fault_of(given("a", "1").frame, declare(*columns))
    assert fault.code.slug == "reshaping-too-large"


def test_a_long_sum_of_sums_is_no_deeper_than_can_be_read() -> None:
    columns = [computed("c0", "a")]
    columns += [computed(f"c{n}", f"c{n - 1} + 1") for n in range(1, 300)]
    declaration = declare(*columns)
    frame = shaped(given("a", "1").frame, declaration)
    assert numbers(frame, declaration, "c299") == [300]


def test_a_column_that_is_not_there_is_told_with_the_nearest() -> None:
    fault = fault_of(given("women,men", "1,2").frame, declare(computed("c", "women / mne")))
    assert fault.code.slug == "unknown-column"
    assert "`columns: c: compute` names column 'mne'" in fault.message
    assert fault.hint == "did you mean 'men'?"


def test_a_name_that_is_taken_is_told() -> None:
    fault = fault_of(given("a,c", "1,2").frame, declare(computed("c", "a")))
    assert fault.code.slug == "column-name-taken"


def test_an_undeclared_empty_cell_is_told_as_for_a_claim_on_the_column() -> None:
    made = given("a,b", "1,2", ",3", "4,5", ",6")
    (fault,) = faults(made, "a + b")
    assert fault.code.slug == "undeclared-empty-cell"
    assert fault.message == (
        "column 'a' has empty cells, and nothing says what they mean: 2 cells, first at lines 3 "
        "and 5"
    )
    assert "add `empty: unknown` under `columns: a:`" in (fault.hint or "")


@pytest.mark.parametrize("text", ["if(a = 1, 1, 2)", "a", "if(b = 2, a, b)"])
def test_empty_cells_are_told_however_a_column_is_used(text: str) -> None:
    (fault,) = faults(given("a,b", "1,2", ",3"), text)
    assert fault.code.slug == "undeclared-empty-cell"


@pytest.mark.parametrize(
    ("cells", "text", "slug"),
    [
        (("1", "x"), "a + 1", "cell-not-a-number"),
        (("1", "1" * 101), "a + 1", "number-too-long"),
        (("1", "12%"), "a + 1", "mixed-percent"),
    ],
)
def test_wrong_cells_are_told(cells: tuple[str, ...], text: str, slug: str) -> None:
    found = faults(given("a", *cells), text)
    assert slug in {fault.code.slug for fault in found}


def test_a_text_in_a_test_does_no_harm_that_it_does_not_do_in_a_slice() -> None:
    made = given("a", "1", "x")
    assert results(made, "if(a = x, 1, 0)") == [0, 1]


def test_nothing_is_calculated_with_a_column_of_texts() -> None:
    (fault,) = faults(given("a", "1"), "a + 1", column("a", type=ColumnType.TEXT))
    assert fault.code.slug == "not-declared-a-number"


def test_a_range_of_one_number_is_that_number() -> None:
    source = column("a", markers=markers(o=closed(4, 4)))
    assert results(given("a", "o", "1"), "a + 1", source) == [5, 2]


def test_faults_of_other_columns_are_left_alone() -> None:
    declaration = declare(
        computed("b", "a + 1"), computed("c", "x + 1"), computed("d", "if(c > 1, c, 0)")
    )
    frame = shaped(given("a,x", ",1", "1,2").frame, declaration)
    assert [fault.column for fault in frame.faults] == ["b"]
    assert numbers(frame, declaration, "d") == [2, 3]


def test_faults_go_from_one_computed_column_to_the_next() -> None:
    declaration = declare(computed("b", "a + 1"), computed("c", "b + 1"))
    frame = shaped(given("a", "", "1").frame, declaration)
    assert [(fault.column, fault.code.slug) for fault in frame.faults] == [
        ("b", "undeclared-empty-cell"),
        ("c", "undeclared-empty-cell"),
    ]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("if(g = z, 1, 0)", "no-such-value"),
        ("if(a = g, 1, 0)", "not-a-value-of-the-column"),
        ("if(g > x, 1, 0)", "text-has-no-order"),
        ("if(g has x, 1, 0)", "no-tick-all-question"),
        ("if(a = t.g, 1, 0)", "not-a-value-of-the-column"),
    ],
)
def test_tests_that_do_not_fit_are_faults_of_the_column(text: str, slug: str) -> None:
    (fault,) = faults(given("a,g", "1,x", "2,y"), text)
    assert fault.code.slug == slug


@pytest.mark.parametrize("text", ["if(a > b, 1, 0)", "if(g = b, 1, 0)", "if(not g != b, 1, 0)"])
def test_a_column_on_the_right_is_told_how_it_is_written(text: str) -> None:
    (fault,) = faults(given("a,b,g", "1,2,x", "2,3,y"), text)
    assert fault.hint == "a column on the right side is written with its table: t.b"
    (quoted,) = faults(given("a,b,g", "1,2,x", "2,3,y"), 'if(g = "b", 1, 0)')
    assert quoted.hint == "known here: 'x', 'y'"


def test_values_of_a_domain_need_not_occur() -> None:
    assert results(given("g", "x"), "if(g = z, 1, 0)", column("g", domain=("x", "z"))) == [0]


def test_shares_are_compared_with_percentages() -> None:
    made = given("p,s", "12,0.5", "50,0.1")
    columns = (column("p", unit="percent"), column("s", kind=ColumnKind.SHARE))
    assert results(made, "if(p = 12%, 1, 0)", *columns) == [1, 0]
    assert results(made, "if(s >= 50%, 1, 0)", *columns) == [1, 0]


def test_ticks_can_be_asked_for() -> None:
    declaration = declare(
        computed("fan", "if(saw has all of (A, B), 1, 0)"), ticks=(("saw", "saw *"),)
    )
    frame = shaped(given("saw A,saw B", "x,x", "x,").frame, declaration)
    assert numbers(frame, declaration, "fan") == [1, 0]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("a + 1", ColumnType.NUMBER),
        ("a", ColumnType.NUMBER),
        ("g", ColumnType.TEXT),
        ("d", ColumnType.DATE),
        ('if(a = 1, "1", "2")', ColumnType.TEXT),
        ("if(a = 1, g, 0)", ColumnType.TEXT),
        ("if(a = 1, d, d)", ColumnType.DATE),
        ("if(a = 1, d, a)", ColumnType.TEXT),
        ("year(d)", ColumnType.NUMBER),
    ],
)
def test_the_type_is_that_of_what_it_may_give(text: str, type_: ColumnType) -> None:
    made = given("a,g,d", "1,0012,2020-01-01")
    declaration = declare(column("g", type=ColumnType.TEXT), column("d", type=ColumnType.DATE),
                          computed("c", text))  # fmt: skip
    ((_, found),) = shaped(made.frame, declaration).made
    assert found == Computed(type_)


def test_a_column_that_holds_only_unknown_numbers_holds_numbers() -> None:
    declaration = declare(column("a", empty=UNKNOWN), computed("c", "a + 1"))
    ((_, found),) = shaped(given("a,b", ",1").frame, declaration).made
    assert found == Computed(ColumnType.NUMBER)


def test_a_declared_type_wins() -> None:
    declaration = declare(computed("c", "year(d)", type=ColumnType.TEXT))
    ((_, found),) = shaped(given("d", "2020").frame, declaration).made
    assert found == Computed(ColumnType.TEXT)


def test_texts_are_copied_as_they_are_meant() -> None:
    made = Given(("g",), [[f"{CODE}u"], [" x "], ["1/2"], ["0012"], ["?"], ["<5"], ["z"], ["-"]])
    zero = (("z", "0"),)
    source = column(
        "g", type=ColumnType.TEXT, map=zero, markers=(*HIDDEN, *markers(o=EmptyCell.ZERO))
    )
    declaration = declare(source, computed("c", "g"))
    frame = shaped(made.frame, declaration)
    found = meanings(frame, declaration, "c")
    assert [one.label for one in found[:4]] == [f"{CODE}u", "x", "1/2", "0012"]
    assert [one.gap for one in found] == [None, None, None, None, UNKNOWN, UNKNOWN, None, NONE]


def test_a_marker_for_zero_is_a_zero() -> None:
    made = given("g,n", "o,o", "x,1")
    sign = markers(o=EmptyCell.ZERO)
    columns = (column("g", type=ColumnType.TEXT, markers=sign), column("n", markers=sign))
    assert results(made, "n + 1", *columns) == [1, 2]
    assert table(shaped(made.frame, declare(*columns, computed("c", "g"))))["c"] == ["0", "x"]


def test_a_number_that_grows_beyond_all_bounds_is_refused() -> None:
    big = "9" * 100
    made = given("a,b", f"{big},<5")
    declaration = declare(column("b", markers=HIDDEN), computed("c", "a * a * a * a * a * b"))
    fault = fault_of(made.frame, declaration)
    assert fault.code.slug == "number-too-long"
    assert fault.message == "line 2: a computed number has more than 400 digits"
    fault = fault_of(made.frame, declare(computed("c", "1 / (a * a * a * a * a)")))
    assert fault.code.slug == "number-too-long"


def test_a_table_is_read_once_for_each_step() -> None:
    made = given("a", "1", "2")
    frame = shaped(made.frame, declare(computed("b", "a + 1"), computed("c", "a + 2")))
    assert made.read == 1
    list(frame.rows())
    assert made.read == 2


def test_many_different_texts_are_not_all_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.evidence.shape import calculate, sources

    monkeypatch.setattr(calculate, "REMEMBERED", 3)
    monkeypatch.setattr(sources, "REMEMBERED", 3)
    made = Given(("a",), [[str(number)] for number in range(20)])
    assert results(made, "if(a > 10, a, 0)") == [*[0] * 11, *range(11, 20)]


def test_a_declaration_without_anything_changes_nothing() -> None:
    made = given("a", "1")
    declaration: TableDeclaration = declare(column("a"))
    assert shaped(made.frame, declaration) == made.frame
    assert made.read == 0


def test_an_unknown_share_is_calculated_with_between_nothing_and_all() -> None:
    made = given("a", "0.4", "?")
    share = column("a", kind=ColumnKind.SHARE, markers=HIDDEN)
    assert results(made, "1 - a", share) == [exact("0.6"), closed(0, 1)]
    ratio = column("a", markers=HIDDEN)
    more = given("a", "-1.4", "?")
    assert results(more, "1 - a", ratio)[1] == Interval.everything()
    # What is above 1 is no share.
    above = shaped(given("a", "1.4", "?").frame, declare(share, computed("c", "1 - a")))
    assert [fault.code.slug for fault in above.faults] == ["share-above-one"]


def test_rounded_counts_are_whole_numbers() -> None:
    random = {"rounded": exact("3"), "rounding": EITHER_MULTIPLE}
    made = given("n,m", "9,30")
    counted = column("n", unit="cases", **random)
    # From 7 of 37 to 11 of 41.
    found = [Interval(exact("7") / 37, exact("11") / 41)]
    assert results(made, "n / (n + m)", counted) == found
    assert results(made, "n + 0", column("n", **random)) == [
        Interval(exact("6"), exact("12"), False, False)
    ]
