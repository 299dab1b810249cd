"""The signs and flags that a declared layout brings along for the column of its values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.table_declaration import ColumnDeclaration

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.marker_profile import MarkerProfile
    from factcheck.model.table_declaration import TableDeclaration

SDMX_CSV = "sdmx-csv"
_PROFILE = "sdmx-cl-obs-status"


def with_layouts(tables: Iterable[TableDeclaration]) -> tuple[TableDeclaration, ...]:
    """Return tables with the code list of SDMX as the signs of their ``OBS_VALUE``.

    A profile that the claim file names, for the table or for the column, holds instead.
    """
    return tuple(_with_signs(one) if one.layout == SDMX_CSV else one for one in tables)


def _with_signs(table: TableDeclaration) -> TableDeclaration:
    # Imported here because most tables have no such layout.
    from factcheck.evidence.sdmx import VALUE

    if table.signs is not None:
        return table
    signs = _signs()
    own = [column for column in table.columns if column.header.strip() == VALUE]
    if not own:
        made = ColumnDeclaration(VALUE, table.span, VALUE, signs=signs, is_described=True)
        return replace(table, columns=(*table.columns, made))
    columns = tuple(
        replace(one, signs=signs) if one in own and one.signs is None else one
        for one in table.columns
    )
    return replace(table, columns=columns)


def _signs() -> MarkerProfile:
    """Return the code list, with what is confidential and with codes that came later."""
    from factcheck.evidence.markers.profiles import edition_named
    from factcheck.evidence.sdmx import CONFIDENTIAL, SUPPRESSED
    from factcheck.model.marker_profile import Sign
    from factcheck.model.table_declaration import EmptyCell

    profile = edition_named(_PROFILE).profile
    hidden = ((f"{CONFIDENTIAL} {code}", Sign.SUPPRESSED) for code in SUPPRESSED)
    return replace(profile, signs=(*profile.signs, ("O", EmptyCell.UNKNOWN), *hidden))
