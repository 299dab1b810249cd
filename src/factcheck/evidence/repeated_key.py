"""What to do about two rows with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import quoted

if TYPE_CHECKING:
    from factcheck.model.spec import TableDeclaration


def repeated_key_hint(declaration: TableDeclaration) -> str:
    """Return what to do; a column that tells apart what was one row belongs in the key."""
    for keyword, column in _columns_of_headers(declaration):
        if column not in declaration.key:
            return (
                f"`{keyword}` makes several rows of one, and {quoted(column)} tells them apart: "
                "add it to `key`, or leave `key` out"
            )
    return "add the column that tells the rows apart to `key`, or leave `key` out"


def _columns_of_headers(declaration: TableDeclaration) -> tuple[tuple[str, str], ...]:
    """Return the columns that say which header a row comes from, each with what makes it."""
    unpivot, stack = declaration.unpivot, declaration.stack
    return (
        *(() if unpivot is None else (("unpivot", unpivot.into),)),
        *(() if stack is None else (("stack", stack.side),)),
    )
