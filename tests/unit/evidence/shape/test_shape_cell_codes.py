from __future__ import annotations

import re

import pytest
from evidence_workspace import column, markers
from exact import exact
from hypothesis import given
from hypothesis import strategies as st
from shape_helpers import declare

from factcheck.evidence.cell_codes import CODE, CellValue, Worded, coded, decoded
from factcheck.evidence.column import ReadColumn, Seen
from factcheck.evidence.made import Computed, Joined, Ticked
from factcheck.evidence.meaning import Rules
from factcheck.evidence.raw import PLAIN
from factcheck.model.cell import TICK, Mark, Missing, PartlyTicked
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import ColumnType, EmptyCell

NUMBERS = st.fractions(max_denominator=10**20).map(Fraction)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    ends = sorted((draw(NUMBERS), draw(NUMBERS)))
    lower = draw(st.sampled_from((ends[0], None)))
    upper = draw(st.sampled_from((ends[1], None)))
    is_point = lower is not None and lower == upper
    return Interval(lower, upper, is_point or draw(st.booleans()), is_point or draw(st.booleans()))


LABELS = st.lists(st.sampled_from(("A", "B b", "?", CODE)), unique=True).map(tuple)
WORDS = st.text(max_size=10)
VALUES: st.SearchStrategy[CellValue] = st.one_of(
    NUMBERS,
    intervals(),
    st.builds(Worded, intervals(), WORDS),
    st.sampled_from([EmptyCell.UNKNOWN, EmptyCell.NONE, EmptyCell.NOT_APPLICABLE]),
    st.builds(PartlyTicked, LABELS, LABELS.filter(bool)),
    st.text(max_size=6),
    st.text(max_size=6).map(lambda text: CODE + text),
)


@given(VALUES)
def test_what_is_coded_is_decoded(cell: CellValue) -> None:
    text = coded(cell)
    read = decoded(text)
    if isinstance(cell, Fraction) and isinstance(read, str):
        assert re.fullmatch(PLAIN, text)
        assert exact(read) == cell
    else:
        assert read == cell


@given(st.text(max_size=8))
def test_no_text_can_feign_a_code(text: str) -> None:
    assert decoded(coded(CODE + text)) == CODE + text


def test_zero_is_written_as_a_number() -> None:
    assert coded(EmptyCell.ZERO) == "0"


COMPUTED = Computed(ColumnType.NUMBER)


def rules(made: Computed | Joined | Ticked, **said: object) -> Rules:
    declaration = declare(column("c", **said), markers=markers(**{"0": EmptyCell.UNKNOWN}))
    return Rules(declaration, "c", "en", made)


def test_signs_of_the_table_mean_nothing_in_computed_cells() -> None:
    assert rules(COMPUTED).meaning("0").number == 0
    own = rules(COMPUTED, markers=markers(**{"0": EmptyCell.NONE}))
    assert own.meaning("0").gap is EmptyCell.NONE


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (EmptyCell.UNKNOWN, "unknown"),
        (EmptyCell.NOT_APPLICABLE, "not applicable"),
        (Interval.everything(), "unknown"),
        (Interval(Fraction(1), Fraction(3, 2), upper_closed=False), "1 to under 1.5"),
        (Interval.at_least(3), "at least 3"),
        (Worded(Interval.at_least(3), "at least three"), "at least three"),
        (Fraction(1, 3), "1/3"),
    ],
)
def test_codes_are_shown_in_words(cell: CellValue, shown: str) -> None:
    read = ReadColumn(rules(COMPUTED), Seen({}, True), is_needed=True, is_measure=True)
    amount = read.amount(coded(cell))
    assert rules(COMPUTED).meaning(coded(cell)).text == shown
    if isinstance(amount, Mark):
        assert amount.text == shown
        assert amount.is_words == isinstance(cell, Worded)


def test_percentages_are_not_divided_again() -> None:
    computed = rules(COMPUTED, unit="percent", scale=10)
    assert computed.factor() == 10
    assert rules(Ticked(("A",), ()), unit="percent").factor() == Fraction(1, 100)


def test_joined_cells_mean_what_their_own_table_says() -> None:
    other = declare(
        column("c", map=(("1", "one"),)),
        name="other",
        empty=EmptyCell.NONE,
        totals=(("c", "all"),),
    )
    joined = rules(Joined(other, "c", None))
    assert joined.meaning("1").label == "one"
    assert joined.meaning("").gap is EmptyCell.NONE
    assert joined.meaning("0").number == 0
    assert joined.meaning("all").is_total
    assert joined.meaning(coded(EmptyCell.UNKNOWN)).gap is EmptyCell.UNKNOWN
    assert joined.meaning(coded(CODE + "u")).label == CODE + "u"
    assert joined.place("markers") == "`columns: c: markers:` of table 'other'"
    assert rules(COMPUTED).place() == "`columns: c:`"


def test_a_joined_computed_column_is_computed() -> None:
    joined = rules(Joined(declare(name="other"), "c", COMPUTED))
    assert joined.is_computed
    assert joined.meaning(coded(Fraction(1, 3))).number == Fraction(1, 3)


def test_nothing_ticked_is_an_answer() -> None:
    ticked = rules(Ticked(("A", "B"), ()))
    meaning = ticked.meaning("")
    assert not meaning.is_empty
    assert meaning.text == "nothing ticked"
    assert ticked.meaning(TICK.join("AB")).text == "A, B"
    assert ticked.ticks == (("A", "B"), ())
    read = ReadColumn(ticked, Seen({"": 1}, True), is_needed=False, is_measure=False)
    assert read.key("") == ""
    assert read.key(coded(EmptyCell.UNKNOWN)) is Missing.UNKNOWN
    assert read.type is ColumnType.TEXT
    assert read.facts("saw", ()).ticks == ("A", "B")
