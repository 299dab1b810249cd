"""Numbers of a claim file that are English to the program, and may not be to who wrote them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.spec.assemble.read import blocks, scalar, text
from factcheck.spec.assemble.tongue import Tongue
from factcheck.spec.codes import WRONG_VALUE
from factcheck.spec.document.node import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.span import Span
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Scalar

_THREE_DECIMALS = re.compile(r"([1-9][0-9]{0,2}\.[0-9]{3})(?![0-9.,]).*")
_IN_EXPRESSION = re.compile(
    r""""[^"]*"|'[^']*'|(?<![\w.,$])([1-9][0-9]{0,2}\.[0-9]{3})(?![\w.,]*[0-9])""", re.ASCII
)
"""A quoted text, or digits with three decimals, the group of the match."""
_KEYS = ("margin", "design_effect", "scale", "perturbation", "rounded", "step")


def check_digits(context: Context, root: Mapping, tongue: Tongue) -> None:
    """Note numbers such as ``margin: 1.100`` where the language around has decimal commas.

    Numbers of a claim file are English; who writes German may mean a thousand and a hundred.
    ``tongue`` is that of the file.
    """
    for _, table in blocks(root, "evidence"):
        outer = _inside(table, tongue)
        _check(context, table, outer)
        for _, column in blocks(table, "columns"):
            _check(context, column, _inside(column, outer))
    for _, statement in blocks(root, "statements"):
        _check(context, statement, _inside(statement, tongue))


def _inside(block: Mapping, outer: Tongue) -> Tongue:
    """Return the language and locale of a block, else those around it."""
    lang, locale = text(block, "lang"), text(block, "locale")
    return Tongue(lang or outer.lang, locale or (outer.locale if lang is None else None))


def _check(context: Context, block: Mapping, tongue: Tongue) -> None:
    for written in _numbers(block):
        found = _THREE_DECIMALS.fullmatch(written.text)
        if found is None or not _has_decimal_comma(tongue):
            continue
        context.report(WRONG_VALUE, *_told(found[1], tongue, written.span))


def check_expression(context: Context, written: Scalar, tongue: Tongue) -> None:
    """Note such numbers in an expression, but for those in quotes."""
    if "." not in written.text or not _has_decimal_comma(tongue):
        return
    for found in _IN_EXPRESSION.finditer(written.text):
        if found[1] is not None:
            place = context.located(written, found.start(1), len(found[1]))
            message, place, hint = _told(found[1], tongue, place)
            context.report(WRONG_VALUE, message, place, f"{hint}; a label stands in quotes")


def _told(digits: str, tongue: Tongue, place: Span) -> tuple[str, Span, str]:
    """Return what to say of digits that can be read in two ways: message, place and hint."""
    small, large = digits.rstrip("0").rstrip("."), digits.replace(".", ",")
    same = f"{digits}0" if small == digits else small
    message = (
        f"{quoted(digits)} can be read in two ways: as {small} where a point begins the "
        f"decimals, as {large} where it groups digits, as in {tongue.locale or tongue.lang}"
    )
    return message, place, f"numbers of a claim file are English: write {large} or {same}"


def _numbers(block: Mapping) -> Iterator[Scalar]:
    for key in _KEYS:
        entry = block.entry(key)
        written = (
            scalar(entry.node, "to")
            if entry is not None and isinstance(entry.node, Mapping)
            else scalar(block, key)
        )
        if written is not None:
            yield written


def _has_decimal_comma(tongue: Tongue) -> bool:
    """Whether a language, or the locale that is declared, begins decimals with a comma."""
    from factcheck.figure import FigureError, format_of_locale

    locale = tongue.locale or (tongue.lang if "-" in tongue.lang else None)
    if locale is None:
        return tongue.lang != "en"
    try:
        return format_of_locale(locale).decimal == ","
    except FigureError:
        # That it does not exist is told where it stands.
        return False
