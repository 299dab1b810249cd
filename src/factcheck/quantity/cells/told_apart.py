"""The values of a column that no claim of a run tells apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.filter.written_numbers import is_number_key, number_of_key
from factcheck.model.bound import TableTerm
from factcheck.model.disclosure import is_of_all_rows
from factcheck.model.expression import (
    AmongTest,
    Column,
    CompareTest,
    KnownTest,
    TextTest,
    TickTest,
    WithinTest,
)
from factcheck.model.fraction import Fraction
from factcheck.model.plan import ObstacleError
from factcheck.model.spec import ColumnType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.filter.reader import Reader
    from factcheck.model.cell import KeyValue
    from factcheck.model.plan import Plan

    Leaf = CompareTest | AmongTest | WithinTest | TextTest | TickTest | KnownTest
    Answers = tuple[str, ...]
    """What all tests say of a value."""
    Order = tuple[int, Fraction, str]
    """What sorts values."""

_LEAVES = (CompareTest, AmongTest, WithinTest, TextTest, TickTest, KnownTest)
_UNTOLD = frozenset(
    {
        # What was bound already, and what is only shown.
        "claim", "reading", "dispute", "groupings", "columns", "scope", "span", "figure", "unit",
        "text", "measure_text", "words", "slice", "premise", "premises", "obstacle",
    }
)  # fmt: skip


class Asked(Struct, frozen=True):
    """What the claims of a run ask of columns, whatever their tables."""

    tests: dict[str, tuple[Leaf, ...]]
    """The tests that look at a column and compare it with written values alone."""
    by_value: frozenset[str]
    """Names of which every single value may matter, such as of columns that rows are grouped by;
    names of other things are among them."""


def asked_of(plan: Plan) -> Asked:
    """Return what is asked of columns in a plan: each test of its claims, once.

    A name that stands anywhere but in a test with written values is looked at by value.
    """
    tests: dict[str, dict[Leaf, None]] = {}
    names: set[str] = set()
    for found in _inside((*plan.claims, *plan.disputes), set()):
        if isinstance(found, str):
            names.add(found)
        else:
            tests.setdefault(found.column.column, {}).update(dict.fromkeys(_singly(found)))
    return Asked({name: tuple(each) for name, each in tests.items()}, frozenset(names))


def _inside(value: object, seen: set[int]) -> Iterator[Leaf | str]:
    """Yield every test with written values in a record, and every name outside of these."""
    if isinstance(value, str) or (isinstance(value, _LEAVES) and not _compares_columns(value)):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from _inside(each, seen)
    elif isinstance(value, TableTerm):
        # Of what is summed no single value matters.
        yield from _inside(value.tests if is_of_all_rows(value) else (), seen)
    elif isinstance(value, Struct) and id(value) not in seen:
        # What it is made of is kept by the plan, so that no other record has its identity.
        seen.add(id(value))
        for name in value.__struct_fields__:
            if name not in _UNTOLD:
                yield from _inside(getattr(value, name), seen)


def _singly(test: Leaf) -> tuple[Leaf, ...]:
    """Return a test for each value that one names, as it is told of each whether it occurs."""
    if not isinstance(test, AmongTest):
        return (test,)
    return tuple(replace(test, values=(value,)) for value in test.values)


def _compares_columns(test: object) -> bool:
    return isinstance(test, CompareTest) and isinstance(test.value, Column)


class Told(Struct, frozen=True):
    """One value of a column, as far as claims tell it from others."""

    key: KeyValue
    """The value itself, or one that all tests answer alike."""
    order: Order
    """Where it stands among the others, which hangs on nothing that is not told of it."""


def told_apart(
    reader: Reader, asked: Asked, column: str, keys: Iterable[KeyValue]
) -> dict[KeyValue, Told]:
    """Return for each value of a column the first one that all tests answer alike.

    Values of a column that rows are grouped by stand for themselves, and so do those that are
    unknown, and numbers that were rounded.
    """
    stand_alone = column in asked.by_value or column in reader.rounded
    tests = asked.tests.get(column, ())
    first: dict[Answers, KeyValue] = {}
    found: dict[KeyValue, Told] = {}
    for key in dict.fromkeys(keys):
        if stand_alone or not isinstance(key, str):
            found[key] = Told(key, _order(reader, column, key))
            continue
        answers = tuple(_answer(reader, test, column, key) for test in tests)
        # In the order of the values themselves, hidden ones would tell which of them is first.
        order = (0, Fraction(0), ",".join(answers))
        found[key] = Told(first.setdefault(answers, key), order)
    return found


def _order(reader: Reader, column: str, key: KeyValue) -> Order:
    """Return what sorts values: numbers by size, then texts, then those that are not known."""
    if not isinstance(key, str):
        return (2, Fraction(0), str(key))
    if reader.columns[column].type is ColumnType.NUMBER and is_number_key(key):
        return (0, number_of_key(key), "")
    return (1, Fraction(0), key)


def _answer(reader: Reader, test: Leaf, column: str, key: str) -> str:
    """Return what a test says of a value; nothing where it is a test of another table."""
    try:
        return reader.holds(test, {column: key}).name
    except ObstacleError:
        return ""
