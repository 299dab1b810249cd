"""Columns of a frame by the names that a claim file gives them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError
from factcheck.evidence.frame import SAME_NAMES
from factcheck.evidence.shape.codes import TAKEN
from factcheck.model.cell import Fault
from factcheck.model.near import did_you_mean, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.evidence.frame import Frame
    from factcheck.evidence.made import Made
    from factcheck.model.spec import TableDeclaration


class Columns:
    """The columns of a frame: by declared names first, then by headers."""

    def __init__(self, frame: Frame, declaration: TableDeclaration) -> None:
        self.frame = frame
        self.declared = {column.name: column for column in declaration.columns}
        self.positions = {
            header: place for place, header in reversed(list(enumerate(frame.headers))) if header
        }
        self._counts = Counter(frame.headers)
        self._by_header = {
            column.header.strip(): column for column in reversed(declaration.columns)
        }
        self._made = dict(frame.made)

    def header(self, name: str) -> str:
        """Return the header that a name stands for; the name itself where none is declared."""
        declared = self.declared.get(name)
        return name.strip() if declared is None else declared.header.strip()

    def position(self, name: str, key: str) -> int:
        """Return where a column stands.

        Raises ``ContentError`` where there is none, or several; ``key`` is what names it.
        """
        header = self.header(name)
        if header not in self.positions:
            raise ContentError(self._absent(name, header, key))
        return self.position_of(header, key)

    def position_of(self, header: str, key: str) -> int:
        """Return where the only column with a header stands; raises ``ContentError`` for two."""
        if self._counts[header] > 1:
            message = f"`{key}` names {quoted(header)}, and several columns are called so"
            hint = SAME_NAMES
            raise ContentError(Fault(codes.DUPLICATE_HEADER, message, hint=hint))
        return self.positions[header]

    def _absent(self, name: str, header: str, key: str) -> Fault:
        known = [*self.positions, *self.declared]
        asked = quoted(name) if name == header else f"{quoted(name)} (header {quoted(header)})"
        has = listed(self.positions)
        message = f"`{key}` names column {asked}, which the table does not have; it has {has}"
        return Fault(codes.UNKNOWN_COLUMN, message, hint=did_you_mean(header, known))

    def named(self, name: str) -> str:
        """Return the declared name of a column where it has one, else its header."""
        if name in self.declared:
            return name
        declared = self._by_header.get(name.strip())
        return name.strip() if declared is None else declared.name

    def made(self, position: int) -> Made | None:
        """Return how the column at a position came about; ``None`` for one of the file."""
        return self._made.get(self.frame.headers[position])

    def require_new(self, names: Iterable[str], key: str, *, kept: Iterable[str]) -> None:
        """Raise ``ContentError`` where a new column is called like another one.

        ``kept`` are the headers that stay. A declared name of another header counts too: it hides
        the new column.
        """
        taken = set(kept)
        for name in names:
            is_hidden = name in self.declared and self.header(name) != name
            if name in taken or is_hidden:
                message = f"`{key}` makes a column {quoted(name)}, and there is another one"
                hint = "give one of the two another name"
                if name in self.positions and not is_hidden:
                    hint = f"give the new column another name; the file has {quoted(name)} already"
                raise ContentError(Fault(TAKEN, message, hint=hint))
            taken.add(name)
