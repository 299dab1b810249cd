"""Tests that a claim sets for the rows of its tables, and the dates whose numbers it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import AllTest, NotTest
from factcheck.model.near import quoted
from factcheck.spec.assemble.dates import checked_date
from factcheck.spec.assemble.read import as_name, as_text, items
from factcheck.spec.codes import FORM_VALUE, UNKNOWN_NAME
from factcheck.spec.expression import parse_test

if TYPE_CHECKING:
    from factcheck.model.expression import Test
    from factcheck.model.span import Text
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Mapping, Scalar


def build_tests(context: Context, block: Mapping, key: str) -> tuple[Test, ...] | None:
    """Return the tests under a key, ``None`` where there is no such key; faulty ones are left out.

    A name is a condition.
    """
    written = items(block, key)
    return None if written is None else parsed_tests(context, written)


def parsed_tests(context: Context, written: tuple[Scalar, ...]) -> tuple[Test, ...]:
    """Return the tests of a list; faulty ones are left out."""
    parsed = [context.parse(each, parse_test) for each in written]
    tests = tuple(test for test in parsed if test is not None)
    for test in tests:
        context.check_names(test)
    return tests


def build_exceptions(context: Context, block: Mapping) -> tuple[Test, ...] | None:
    """Return ``except`` as tests that rows pass: one of its tests, at least, does not hold."""
    tests = build_tests(context, block, "except")
    if not tests:
        return tests
    entry = block.entry("except")
    assert entry is not None
    span = entry.node.span
    inner = tests[0] if len(tests) == 1 else AllTest(tests, span)
    return (NotTest(inner, span),)


def build_unfiltered(context: Context, block: Mapping) -> tuple[Text, ...] | None:
    """Return the tables whose rows a claim's tests leave alone."""
    written = items(block, "unfiltered")
    if written is None:
        return None
    names = tuple(as_name(each) for each in written)
    for name in names:
        context.check(name, context.declared.tables, UNKNOWN_NAME, "table", "names")
    return names


def build_dates(context: Context, block: Mapping) -> tuple[Text, ...] | None:
    """Return the dates under ``as_of``."""
    written = items(block, "as_of")
    if written is None:
        return None
    dates = tuple(as_text(each) for each in written)
    for date in dates:
        checked_date(context, date)
    for place, date in enumerate(dates):
        if date.value in {before.value for before in dates[:place]}:
            message = f"the date {quoted(date.value)} is listed twice"
            context.report_value(FORM_VALUE, message, date.span, "remove it once")
    return dates
