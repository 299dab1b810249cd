"""What is kept comes back exactly, and keys tell everything apart that cells depend on."""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple

import msgspec
import pytest
from exact import exact
from hypothesis import given
from hypothesis import strategies as st

import factcheck.model.cell as cell_module
from factcheck.evidence.cache.coding import ENUMS, RECORDS, CodingError, coded, decoded, told
from factcheck.model import told as shape
from factcheck.model.cell import (
    Cell,
    ColumnFacts,
    Fault,
    GroupingSet,
    InWords,
    Mark,
    Measured,
    Missing,
    Numerals,
    OneOf,
    OpenedTable,
    PartlyTicked,
    Rounded,
    TableCells,
)
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.problem import Code
from factcheck.model.span import Span, Text
from factcheck.model.spec import ColumnType, EmptyCell

CODE = Code("FC999", "slug", "title", "explanation")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=5) | st.sampled_from(
    ["#", "##", "#1/2", "#-", "", "\x1f"]
)
numbers = st.tuples(st.integers(), st.integers(1, 10**30)).map(lambda pair: Fraction(*pair))


def record(
    kind: type[msgspec.Struct], *fields: st.SearchStrategy[Any], **named: st.SearchStrategy[Any]
) -> st.SearchStrategy[Any]:
    """Return records, whose types Hypothesis cannot look up."""
    both = st.tuples(st.tuples(*fields), st.fixed_dictionaries(named))
    return both.map(lambda said: kind(*said[0], **said[1]))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Return any interval, its kinds included."""
    lower, upper = sorted((draw(numbers), draw(numbers)))
    is_closed = lower == upper or draw(st.booleans())
    ends = (None if draw(st.booleans()) else lower, None if draw(st.booleans()) else upper)
    plain = Interval(*ends, is_closed)
    kind = draw(st.sampled_from([Interval, InWords, Rounded]))
    if kind is Interval:
        return plain
    return InWords.of(plain, "few") if kind is InWords else Rounded.of(plain, "5", is_name=True)


keys = st.one_of(
    texts,
    st.sampled_from(Missing),
    intervals(),
    record(OneOf, st.tuples(st.just(Missing.NONE), texts)),
    record(PartlyTicked, st.tuples(texts), st.tuples(texts)),
)
optional = st.none() | numbers
measured = record(Measured, st.integers(0), numbers, optional, optional, st.integers(0))
marks = st.none() | record(Mark, texts, st.none() | intervals(), st.booleans())


def tuples(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return up to three of something."""
    return st.lists(of, max_size=3).map(tuple)


cells = record(Cell, tuples(keys), st.integers(0), tuples(measured), tuples(marks))
numerals = record(Numerals, st.none() | texts, optional, optional, st.frozensets(texts))
facts = record(
    ColumnFacts,
    texts,
    texts,
    st.sampled_from(ColumnType),
    tuples(texts),
    st.booleans(),
    numerals=st.none() | numerals,
)
faults = record(Fault, st.just(CODE), texts, st.none() | texts)
sets = st.tuples(record(GroupingSet, tuples(texts), tuples(texts)), tuples(cells))
tables = record(
    TableCells,
    texts,
    texts,
    texts,
    st.integers(0),
    tuples(facts),
    tuples(sets),
    tuples(faults),
    tuples(texts),
    tuples(st.tuples(texts, texts)),
)
opened = record(OpenedTable, texts, texts, tuples(texts), tuples(faults))


def through_json(value: object) -> object:
    """Return a value that was written and read again."""
    return decoded(msgspec.json.decode(msgspec.json.encode(coded(value))))


@given(tables | opened)
def test_what_is_written_comes_back_exactly(table: TableCells | OpenedTable) -> None:
    back = through_json(table)
    assert back == table
    assert types_in(back) == types_in(table)


def types_in(value: object) -> list[object]:
    """Return the types of everything in a value: an equal number may be of another one."""
    if isinstance(value, tuple):
        return [tuple, *(types_in(each) for each in value)]
    if isinstance(value, msgspec.Struct):
        fields = value.__struct_fields__
        return [type(value), *(types_in(getattr(value, name)) for name in fields)]
    return [type(value)]


def test_every_record_that_a_scan_yields_is_known() -> None:
    names = {name for name, kind in vars(cell_module).items() if _is_own_record(kind)}
    assert names - {"Text"} <= {record.__name__ for record in (*RECORDS, *ENUMS)}


def _is_own_record(kind: object) -> bool:
    is_class = isinstance(kind, type) and issubclass(kind, msgspec.Struct | Enum)
    return is_class and kind.__module__ == cell_module.__name__


class _Count(int):
    pass


class _Pair(NamedTuple):
    first: int
    second: int


@pytest.mark.parametrize(
    "value",
    [1.5, b"", object(), EmptyCell.ZERO, Text("a", Span("f", 1, 1, 1, 2)), {}, [], _Count(3)],
)
def test_what_no_scan_yields_is_refused(value: object) -> None:
    with pytest.raises(CodingError):
        coded(value)


def test_a_number_that_cannot_be_printed_is_refused() -> None:
    with pytest.raises(CodingError):
        coded(Fraction(10**5000))


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"Cell": [], "Mark": []},
        {"Nothing": []},
        {"Nothing*": [[]]},
        {"Cell": []},
        {"Cell": 3},
        {"Cell*": [3]},
        {"Missing": "SOME"},
        {"frozenset": 3},
        {"Interval": ["#2/1", "#1/1"]},
        "#",
        "#1",
        "#1/0",
        "#a/b",
        "#1/2/3",
        1.5,
    ],
)
def test_what_was_not_written_here_is_refused(value: object) -> None:
    with pytest.raises(CodingError):
        decoded(value)


def test_texts_and_numbers_are_held_once() -> None:
    one, other = (msgspec.json.decode(b'"long"') for _ in range(2))
    assert one is not other
    found = decoded([one, other])
    assert isinstance(found, tuple)
    assert found[0] is found[1]
    assert decoded(["#1/2", "#1/2"]) == (exact("1/2"), exact("1/2"))


@pytest.mark.parametrize(
    "text",
    [
        shape.told("no parts"),
        shape.told("#{x} of {y}", x="#1/2", y=3),
        shape.told("{inner}", inner=shape.told_join(", ", ["a", shape.told_digits("1,000")])),
        shape.told_count(2, "{n} {x}", "{n} {x}s", x=shape.told("row")),
    ],
)
def test_told_texts_keep_what_they_were_put_together_from(text: str) -> None:
    found = decoded(msgspec.json.decode(msgspec.json.encode(coded(text))))
    assert isinstance(text, shape.Told)
    assert isinstance(found, shape.Told)
    assert found == text
    assert found.shape == text.shape
    assert found.shape[-1] == text.shape[-1]
    assert msgspec.json.encode(told(text)) == msgspec.json.encode(str(text))


def test_what_tells_values_apart() -> None:
    span, other = Span("f", 1, 1, 1, 2), Span("f", 9, 1, 9, 2)
    assert told(Text("a", span)) == told(Text("a", other))
    assert told(Text("a", span)) != told(Text("b", span))
    assert told(EmptyCell.ZERO) != told(EmptyCell.NONE)
    assert told(1) != told(Fraction(1))
    assert told(("a",)) != told("a")
    assert told(_Pair(1, 2)) != told((1, 2))


@pytest.mark.parametrize("value", [1.5, frozenset({"a"}), object(), {"a": 1}])
def test_what_has_no_one_form_tells_nothing_apart(value: object) -> None:
    with pytest.raises(CodingError):
        told(value)
