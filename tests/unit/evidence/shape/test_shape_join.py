from __future__ import annotations

import pytest
from evidence_workspace import SPAN, column, markers
from msgspec.structs import replace
from shape_helpers import (
    Given,
    computed,
    declare,
    fault_of,
    given,
    meanings,
    numbers,
    table,
)

from factcheck.evidence import codes
from factcheck.evidence.cell_codes import CODE
from factcheck.evidence.frame import Frame
from factcheck.evidence.made import owners_of
from factcheck.evidence.shape import join as join_module
from factcheck.evidence.shape import shaped
from factcheck.evidence.shape.codes import TOTAL_PARTNER, TWO_PARTNERS
from factcheck.model.span import Text
from factcheck.model.spec import ColumnDeclaration, EmptyCell, Join, TableDeclaration

PEOPLE = given("country,people,area", "A,100,5", "B,50,")


def join(
    *columns: ColumnDeclaration,
    on: tuple[tuple[str, str], ...] = (("country", "country"),),
    unmatched: str | None = None,
) -> TableDeclaration:
    return declare(*columns, join=Join(Text("other", SPAN), on, unmatched, SPAN))


def other(*columns: ColumnDeclaration, **said: object) -> TableDeclaration:
    return declare(*columns, name="other", **said)


def test_columns_are_found_by_key() -> None:
    made = given("country,n", "B ,1", "A,2", " B,3")
    frame = shaped(made.frame, join(), PEOPLE.frame, other())
    assert table(frame) == {
        "country": ["B ", "A", " B"],
        "n": ["1", "2", "3"],
        "people": ["50", "100", "50"],
        "area": ["", "5", ""],
    }


def test_keys_are_compared_by_their_labels_on_either_side() -> None:
    mine = column("c", header="land", map=(("AA", "A"),))
    theirs = column("country", map=(("A", "Aland"), ("B", "Bland")))
    made = given("land,n", "Bland,1", "Aland,2")
    frame = shaped(made.frame, join(mine, on=(("c", "country"),)), PEOPLE.frame, other(theirs))
    assert table(frame)["people"] == ["50", "100"]
    both = column("c", header="land", map=(("1", "Bland"),))
    found = shaped(
        given("land", "1").frame, join(both, on=(("c", "country"),)), PEOPLE.frame, other(theirs)
    )
    assert table(found)["people"] == ["50"]


def test_a_key_may_have_several_columns() -> None:
    partner = given("c,y,people", "A,2019,1", "A,2020,2")
    declaration = join(on=(("country", "c"), ("year", "y")))
    made = given("country,year", "A,2020", "A,2019")
    frame = shaped(made.frame, declaration, partner.frame, other())
    assert table(frame)["people"] == ["2", "1"]


def test_columns_go_by_the_names_of_their_own_table() -> None:
    partner = other(column("inhabitants", header="people"))
    frame = shaped(given("country,people", "A,x").frame, join(), PEOPLE.frame, partner)
    assert table(frame)["inhabitants"] == ["100"]
    assert table(frame)["people"] == ["x"]


def test_columns_without_a_name_are_left_out() -> None:
    partner = given("country,,people", "A,x,1")
    frame = shaped(given("country", "A").frame, join(), partner.frame, other())
    assert frame.headers == ("country", "people")


def test_a_column_that_both_have_is_this_tables() -> None:
    frame = shaped(given("country,area", "A,1").frame, join(), PEOPLE.frame, other())
    assert frame.headers == ("country", "area", "people")
    assert table(frame)["area"] == ["1"]


def test_a_column_that_both_have_is_this_tables_also_where_it_is_declared() -> None:
    partner = other(column("area", scale=1000))
    declaration = join(replace(column("area", scale=1000), owner="other"), computed("a", "area"))
    frame = shaped(given("country,area", "A,1").frame, declaration, PEOPLE.frame, partner)
    assert frame.headers == ("country", "area", "people", "a")
    assert table(frame)["area"] == ["1"]
    assert numbers(frame, declaration, "a") == [1]
    assert owners_of(frame.made) == (("people", "other"),)


def test_an_alias_that_this_table_has_already_is_told() -> None:
    partner = other(column("area", header="people"))
    fault = fault_of(given("country,area", "A,1").frame, join(), PEOPLE.frame, partner)
    assert fault.code.slug == "column-name-taken"
    assert "`join` makes a column 'area'" in fault.message


def test_what_a_table_far_away_declares_is_not_said_of_a_column_nearby() -> None:
    # ``area`` is the second table's own, and comes along to the first.
    far = declare(column("area", scale=1000), name="far")
    far_frame = given("country,area,deep", "A,7,3").frame
    joining = Join(Text("far", SPAN), (("country", "country"),), None, SPAN)
    said = replace(column("area", scale=1000), owner="far")
    near = declare(said, name="other", join=joining)
    near_frame = shaped(given("country,area", "A,5").frame, near, far_frame, far)
    declaration = join(said, computed("a", "area + deep"))
    frame = shaped(given("country", "A").frame, declaration, near_frame, near)
    assert owners_of(frame.made) == (("area", "other"), ("deep", "far"))
    assert numbers(frame, declaration, "a") == [8]


def test_rows_without_a_partner_are_told_with_the_nearest() -> None:
    names = ("Austria", "Autsria", "Autsria", "u", "v", "w", "x", "y", "")
    made = given("country,n", *(f"{name},1" for name in names))
    partner = given("country,people", "Austria,9")
    fault = fault_of(made.frame, join(), partner.frame, other())
    assert fault.code.slug == "no-partner"
    assert fault.message == (
        "8 rows have no partner in table 'other': 'Autsria', 'u', 'v', 'w', 'x' and 1 more "
        "(first at line 3)"
    )
    assert fault.hint is not None
    assert fault.hint.startswith("did you mean 'Austria'?; to go on without, add")


def test_an_empty_key_finds_nothing() -> None:
    partner = given("country,people", ",9", ",8")
    fault = fault_of(given("country", "").frame, join(), partner.frame, other())
    assert "1 row has no partner in table 'other': 'an empty cell'" in fault.message


def test_rows_without_a_partner_may_be_dropped() -> None:
    made = given("country,n", "A,1", "C,2")
    frame = shaped(made.frame, join(unmatched="drop"), PEOPLE.frame, other())
    assert table(frame)["n"] == ["1"]
    assert made.read == 1


def test_rows_without_a_partner_may_stay_with_unknown_cells() -> None:
    declaration = join(unmatched="unknown")
    frame = shaped(given("country,n", "A,1", "C,2").frame, declaration, PEOPLE.frame, other())
    assert [one.gap for one in meanings(frame, declaration, "people")] == [None, EmptyCell.UNKNOWN]
    assert [one.text for one in meanings(frame, declaration, "people")] == ["100", "unknown"]


def test_joined_cells_mean_what_their_own_table_says() -> None:
    partner = other(
        column("people", scale=1000),
        empty=EmptyCell.NONE,
        markers=markers(**{"100": EmptyCell.UNKNOWN}),
    )
    declaration = join(computed("double", "2 * people"))
    made = given("country", "A", "B")
    frame = shaped(made.frame, declaration, PEOPLE.frame, partner)
    assert [one.gap for one in meanings(frame, declaration, "people")] == [EmptyCell.UNKNOWN, None]
    assert meanings(frame, declaration, "area")[1].gap is EmptyCell.NONE
    assert numbers(frame, declaration, "double")[1] == 100_000


def test_a_text_that_looks_like_a_code_stays_a_text() -> None:
    partner = given("country,people", f"A,{CODE}u")
    declaration = join(unmatched="unknown")
    frame = shaped(given("country", "A", "B").frame, declaration, partner.frame, other())
    found = meanings(frame, declaration, "people")
    assert [one.label for one in found] == [f"{CODE}u", "unknown"]
    assert [one.gap for one in found] == [None, EmptyCell.UNKNOWN]


def test_computed_columns_of_the_other_table_are_joined_with_their_faults() -> None:
    partner = other(computed("density", "people / area"))
    shaped_other = shaped(PEOPLE.frame, partner)
    assert [fault.column for fault in shaped_other.faults] == ["density"]
    declaration = join()
    frame = shaped(given("country", "A").frame, declaration, shaped_other, partner)
    assert numbers(frame, declaration, "density") == [20]
    assert [fault.column for fault in frame.faults] == ["density"]


def test_a_table_can_be_joined_by_a_computed_key() -> None:
    partner = other(computed("third", "n / 3"))
    shaped_other = shaped(given("n,name", "1,x", "2,y").frame, partner)
    mine = join(computed("a", "m + 0"), on=(("m", "third"),))
    frame = shaped(given("m", "2/3", "1/3").frame, mine, shaped_other, partner)
    assert table(frame)["name"] == ["y", "x"]


def test_two_partners_are_told_with_their_lines() -> None:
    partner = given("country,people", "A,1", "B,2", "A,3")
    fault = fault_of(given("country", "A").frame, join(), partner.frame, other())
    assert fault.code.slug == "two-partners"
    assert fault.message == "table 'other' has two rows for 'A', at lines 2 and 4"


@pytest.mark.parametrize("on", [(("land", "country"),), (("country", "land"),)])
def test_keys_that_are_not_there_are_told(on: tuple[tuple[str, str], ...]) -> None:
    fault = fault_of(given("country", "A").frame, join(on=on), PEOPLE.frame, other())
    assert fault.code.slug == "unknown-column"
    assert "`join` names column 'land'" in fault.message


def test_a_table_too_large_to_be_held_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(join_module, "MAX_CELLS", 30)
    rows = Given(("country", "n"), [[f"c{number}", "1"] for number in range(100)])
    fault = fault_of(given("country", "c1").frame, join(), rows.frame, other())
    assert "has more than 30 cells" in fault.message


NONE, AWAY, ZERO = EmptyCell.NONE, EmptyCell.NOT_APPLICABLE, EmptyCell.ZERO


@pytest.mark.parametrize(
    ("rows", "said", "message"),
    [
        (("A,1,x", "B,1,y"), {"key": ("id",)}, "lines 2 and 3 both have '1'"),
        (("A,1,x", "B,,y"), {"key": ("id",)}, "is 'id', and line 3 has none"),
        (("A,1,x", "B,-,y"), {"key": ("id",), "markers": markers(**{"-": NONE})}, "line 3 has"),
        (("A,1,x", "B,-,y"), {"key": ("id",), "markers": markers(**{"-": AWAY})}, None),
        (("A,1,x", "B,-,y"), {"key": ("id",), "markers": markers(**{"-": ZERO})}, None),
        (("A,1,x", "B,1,y"), {"key": ("id", "c")}, None),
        (
            ("A,1,x", "B,1,x"),
            {"key": ("id", "c")},
            "is 'id, c', but lines 2 and 3 both have '1, x'",
        ),
        (("A,1,x", "B,1,y"), {"key": ("id", "gone")}, None),
        (("A,1,x", ",2,y"), {"key": ("country",)}, "line 3 has none"),
        (("A,1,x", ",2,y"), {}, None),
    ],
)
def test_the_key_of_the_other_table_is_checked(
    rows: tuple[str, ...], said: dict[str, object], message: str | None
) -> None:
    partner = given("country,id,c", *rows)
    made = given("country", "A")
    if message is None:
        frame = shaped(made.frame, join(), partner.frame, other(**said))
        assert table(frame)["c"] == ["x"]
        return
    fault = fault_of(made.frame, join(), partner.frame, other(**said))
    assert fault.code in {codes.DUPLICATE_KEY, codes.EMPTY_KEY}
    assert fault.message.startswith("the key of table 'other'")
    assert message in fault.message


def test_rows_of_one_line_may_share_a_key_too() -> None:
    rows = [(2, ["A", "1"]), (2, ["B", "1"])]
    partner = Frame(("country", "id"), lambda: iter(rows))
    fault = fault_of(given("country", "A").frame, join(), partner, other(key=("id",)))
    assert fault.code is codes.DUPLICATE_KEY


def test_the_totals_of_the_other_table_have_to_be_there() -> None:
    partner, made = given("country,people", "A,1", "World,1"), given("country", "A")
    declared = other(totals=(("country", "Worlds"),))
    fault = fault_of(made.frame, join(), partner.frame, declared)
    assert (fault.code, fault.hint) == (codes.NO_TOTAL, "did you mean 'World'?")
    empty = given("country,people")
    dropped = join(unmatched="drop")
    assert table(shaped(made.frame, dropped, empty.frame, declared))["country"] == []
    absent = other(totals=(("gone", "Worlds"),))
    assert table(shaped(made.frame, join(), partner.frame, absent))["people"] == ["1"]


def test_a_row_that_finds_a_total_has_to_be_a_total_itself() -> None:
    partner = given("country,people", "A,1", "World,1")
    declared = other(totals=(("country", "World"),))
    made = given("country,n", "A,1", "World,2")
    fault = fault_of(made.frame, join(), partner.frame, declared)
    assert fault.code is TOTAL_PARTNER
    assert fault.message == (
        "the row at line 3 has the partner 'World' in table 'other', which is a total there"
    )
    both = declare(
        totals=(("country", "World"),),
        join=Join(Text("other", SPAN), (("country", "country"),), None, SPAN),
    )
    assert table(shaped(made.frame, both, partner.frame, declared))["people"] == ["1", "1"]
    parts = given("country,n", "A,1", "A,2")
    assert table(shaped(parts.frame, join(), partner.frame, declared))["people"] == ["1", "1"]


def test_two_rows_without_a_key_of_totals_are_no_partners() -> None:
    partner = given("country,sex,people", "A,all,1", "A,w,1", ",all,9")
    declared = other(totals=(("sex", "all"),))
    fault = fault_of(given("country", "A").frame, join(), partner.frame, declared)
    assert fault.code is TWO_PARTNERS
    alone = given("country,sex,people", "A,w,1", ",all,9")
    made = given("country", "A", "")
    frame = shaped(made.frame, join(unmatched="unknown"), alone.frame, declared)
    assert table(frame)["people"][0] == "1"
