"""Reports in other languages: catalogues in gettext's format, and the walk that applies them."""

from __future__ import annotations

import io
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.formats import SOURCE
from factcheck.model.told import Speech

if TYPE_CHECKING:
    from collections.abc import Callable

    from babel.messages import Catalog

_Record = TypeVar("_Record")
# Signs that group digits and begin decimals; in English a comma and a point.
_SIGNS = {"de": str.maketrans(",.", ".,"), "fr": str.maketrans(",.", "\N{NARROW NO-BREAK SPACE},")}


def in_language(record: _Record, language: str) -> _Record:
    """Return a record of told texts with all of them in one of ``LANGUAGES``.

    Texts of the user's, and told ones that the catalogue lacks, stay as they are.
    """
    return record if language == SOURCE else cast("_Record", _said(record, speech(language).say))


def _said(value: object, say: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return say(value)
    if isinstance(value, tuple):
        return tuple(_said(each, say) for each in value)
    if isinstance(value, Struct):
        changed = {name: _said(getattr(value, name), say) for name in value.__struct_fields__}
        return replace(value, **changed)
    return value


@cache
def speech(language: str) -> Speech:
    """Return how a language other than English says what was told."""
    from babel.messages.mofile import write_mo

    compiled = io.BytesIO()
    write_mo(compiled, read_catalogue(language))
    texts = GNUTranslations(io.BytesIO(compiled.getvalue()))
    signs = _SIGNS[language]
    return Speech(
        texts.gettext,
        lambda number, one, many: texts.ngettext(one, many, number),
        lambda digits: digits.translate(signs),
    )


def read_catalogue(language: str) -> Catalog:
    """Return the catalogue of a language other than English."""
    from babel.messages.pofile import read_po

    text = files("factcheck.report").joinpath(f"texts/{language}.po").read_bytes()
    return read_po(io.BytesIO(text), locale=language)
