"""The profiles that tables and columns name, put where their cells are read with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.evidence.markers.codes import NO_PROFILE
from factcheck.evidence.markers.profiles import NoProfileError, edition_named
from factcheck.model.problem import Problem, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.marker_profile import MarkerProfile
    from factcheck.model.span import Text
    from factcheck.model.spec import TableDeclaration


def with_profiles(tables: Iterable[TableDeclaration]) -> tuple[TableDeclaration, ...]:
    """Return tables with the signs of the publishers that they name.

    Raises ``ProblemsError`` with every name that chooses no profile, at its place.
    """
    problems: dict[Problem, None] = {}
    found = tuple(_with_profile(table, problems) for table in tables)
    if problems:
        raise ProblemsError(problems)
    return found


def _with_profile(table: TableDeclaration, problems: dict[Problem, None]) -> TableDeclaration:
    columns = tuple(
        column
        if column.profile is None
        else replace(column, signs=_signs(column.profile, problems))
        for column in table.columns
    )
    if table.profile is None:
        return replace(table, columns=columns) if columns != table.columns else table
    return replace(table, columns=columns, signs=_signs(table.profile, problems))


def _signs(name: Text, problems: dict[Problem, None]) -> MarkerProfile | None:
    try:
        return edition_named(name.value).profile
    except NoProfileError as error:
        # Each vintage of a table names the same one.
        problems[Problem(NO_PROFILE, str(error), name.span, hint=error.hint)] = None
        return None
