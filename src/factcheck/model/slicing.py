"""A bound expression kept to one group of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.bound import GroupTally, QuantityTerm, TableTerm, rewritten
from factcheck.model.leaf_tests import columns_of
from factcheck.model.term_text import slice_of, term_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.model.bound import Bound
    from factcheck.model.expression import Test


class Cut(Struct, frozen=True):
    """Tests that keep rows to one group, and where they can be asked."""

    tests: tuple[Test, ...]
    columns: Mapping[str, frozenset[str]]
    """For each table, its columns that may be tested; a test of another leaves it as it is."""
    called: Mapping[str, str]
    """For each table what expressions call it."""

    def of(self, table: str) -> tuple[Test, ...]:
        """Return the tests that rows of a table are kept to."""
        has = self.columns.get(table, frozenset())
        return tuple(test for test in self.tests if set(columns_of((test,))) <= has)


def sliced(bound: Bound, cut: Cut) -> Bound:
    """Return a bound expression with every aggregate kept to one group.

    So are quantities, those included that no table gives: each group's is a number of its own.
    """
    return rewritten(bound, lambda node: _sliced(node, cut), lambda text: _titled(text, cut))


def _sliced(node: Bound, cut: Cut) -> Bound | None:
    match node:
        case TableTerm():
            tests = cut.of(node.table)
            kept = replace(node, tests=(*node.tests, *tests))
            return replace(kept, text=term_text(cut.called[node.table], kept)) if tests else node
        case QuantityTerm():
            return _quantity(node, cut)
        case GroupTally():
            conditions = tuple(
                replace(each, measure=sliced(each.measure, cut)) for each in node.conditions
            )
            tests = (*node.tests, *cut.of(node.table))
            text = _titled(node.text, cut)
            return replace(node, tests=tests, conditions=conditions, text=text)
        case _:
            return None


def _quantity(node: QuantityTerm, cut: Cut) -> QuantityTerm:
    definition = None if node.definition is None else sliced(node.definition, cut)
    if definition is not None and definition == node.definition:
        # None of its tables has the columns: it is the same number for every group.
        return node
    tests = (*node.tests, *cut.tests)
    slices = slice_of(tests)
    text = f"{node.name}[{', '.join(slices)}]"
    return replace(node, tests=tests, slice=slices, definition=definition, text=text)


def _titled(text: str, cut: Cut) -> str:
    """Return the text of a calculation with the group that it is kept to."""
    inner = text if _is_one_thing(text) else f"({text})"
    return f"{inner}[{', '.join(slice_of(cut.tests))}]"


def _is_one_thing(text: str) -> bool:
    """Whether a text is a name or a single call, so that a slice behind it is one of all of it."""
    if "(" not in text:
        return " " not in text
    name = text.partition("(")[0]
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and sign == ")":
            return " " not in name and place == len(text) - 1
    return False
