"""The language of figures and the locale of their digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.near import quoted
from factcheck.spec.assemble.read import blocks, pairs, scalar, text
from factcheck.spec.codes import SHAPE

if TYPE_CHECKING:
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Mapping, Scalar


_DESCRIPTOR = "datapackage.json"
_PRINTED = (".csv", ".tsv", ".csv.gz", ".tsv.gz")


class Tongue(Struct, frozen=True):
    """How figures are written: the language of their words, and whose digits they have."""

    lang: str = "en"
    locale: str | None = None
    """``None`` for the digits that the language itself has."""


def tongue_of(context: Context, block: Mapping, outer: Tongue) -> Tongue:
    """Return what a block says of its figures' language, else what is said around it.

    A block with a language of its own has that language's digits, whatever locale stands around
    it. Notes the problem of a locale that does not exist.
    """
    lang, locale = text(block, "lang"), checked_locale(context, block)
    return Tongue(lang or outer.lang, locale or (outer.locale if lang is None else None))


def checked_locale(context: Context, block: Mapping) -> str | None:
    """Return the locale of a block, if it has one; note where it does not exist."""
    language, written = scalar(block, "lang"), scalar(block, "locale")
    if language is not None and "-" in language.text:
        _check(context, language)
    if written is None:
        return None
    _check(context, written)
    return written.text


def _is_package(block: Mapping, file: str) -> bool:
    """Whether a table's file is a descriptor; what its rows lie in is known once it is read."""
    return scalar(block, "resource") is not None or file.endswith(_DESCRIPTOR)


def check_print(context: Context, block: Mapping) -> None:
    """Note a locale of a table, or of its columns, whose file keeps numbers as they are."""
    files = [path.text for _, path in (*pairs(block, "files"), *pairs(block, "vintages"))]
    own = scalar(block, "file")
    if own is not None and not _is_package(block, own.text):
        files.append(own.text)
    books = [path for path in files if not path.lower().endswith(_PRINTED)]
    if not books:
        return
    for each in (block, *(column for _, column in blocks(block, "columns"))):
        entry = each.entry("locale")
        if entry is not None:
            message = f"{quoted(books[0])} keeps numbers, not how they are printed"
            hint = "remove 'locale'; it is for tables of text: .csv and .tsv"
            context.report(SHAPE, message, entry.key.span, hint)


def _check(context: Context, written: Scalar) -> None:
    from factcheck.figure import FigureError, format_of_locale

    try:
        format_of_locale(written.text)
    except FigureError as error:
        context.report(error.code, error.message, written.span, error.hint)
