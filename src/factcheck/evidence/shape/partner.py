"""What the declaration of a joined table promises of its rows, checked where they are read.

A table that is only joined is scanned by nobody else: its key and its totals are looked at here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError
from factcheck.evidence.meaning import Rules
from factcheck.evidence.repeated_key import repeated_key_hint
from factcheck.evidence.shape.codes import TOTAL_PARTNER
from factcheck.model.cell import Fault
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.spec import EmptyCell

if TYPE_CHECKING:
    from factcheck.evidence.cell_meaning import Meaning
    from factcheck.evidence.shape.names import Columns
    from factcheck.model.spec import TableDeclaration


class Cells:
    """Some columns of a table, asked row by row what their cells mean.

    Columns that the table does not have are left out; another stage tells of them.
    """

    def __init__(
        self, columns: Columns, names: tuple[str, ...], key: str, lang: str, of: TableDeclaration
    ) -> None:
        known = [name for name in names if columns.header(name) in columns.positions]
        places = [columns.position(name, key) for name in known]
        self.is_whole = len(known) == len(names)
        self._columns = [
            (name, place, Rules(of, columns.named(name), lang, columns.made(place)))
            for name, place in zip(known, places, strict=True)
        ]

    def of(self, row: list[str]) -> dict[str, Meaning]:
        """Return what a row's cells mean, by column."""
        return {name: rules.plainly(row[place]) for name, place, rules in self._columns}


class Totals:
    """Tells the rows of a table that are declared to be totals."""

    def __init__(self, columns: Columns, lang: str, of: TableDeclaration) -> None:
        self.declared = dict(of.totals)
        self._cells = Cells(columns, tuple(self.declared), "totals", lang, of)
        self.met: dict[str, set[str]] = {column: set() for column in self.declared}

    def is_total(self, row: list[str]) -> bool:
        """Whether a row is a total in any column; its labels are remembered."""
        found = self._cells.of(row)
        for column, meaning in found.items():
            self.met[column].add(meaning.label)
        return any(meaning.is_total for meaning in found.values())


class Promises:
    """What a joined table's declaration says of all its rows together."""

    def __init__(self, columns: Columns, lang: str, of: TableDeclaration) -> None:
        self._of = of
        self._key = Cells(columns, of.key, "key", lang, of)
        self.totals = Totals(columns, lang, of)
        self._lines: dict[tuple[str, ...], int] = {}

    def add(self, line: int, row: list[str]) -> None:
        """Look at one row; raises ``ContentError`` where its key is empty or there already."""
        meanings = self._key.of(row)
        if not meanings or not self._key.is_whole or _is_dropped(meanings):
            return
        if not all(_is_known(meaning) for meaning in meanings.values()):
            message = f"the key of {self._name} is {self._shown_key}, and line {line} has none"
            hint = "complete the cell or remove the row"
            raise ContentError(Fault(codes.EMPTY_KEY, message, hint=hint))
        key = tuple(meaning.label for meaning in meanings.values())
        if key in self._lines:
            message = (
                f"the key of {self._name} is {self._shown_key}, but lines {self._lines[key]} and "
                f"{line} both have {quoted(', '.join(key))}"
            )
            hint = repeated_key_hint(self._of)
            raise ContentError(Fault(codes.DUPLICATE_KEY, message, hint=hint))
        self._lines[key] = line

    def finish(self) -> None:
        """Raise ``ContentError`` for a label of totals that no row has had."""
        for column, label in self._of.totals:
            labels = self.totals.met[column]
            if labels and label not in labels:
                message = (
                    f"no row of {self._name} has {quoted(label)} in column {quoted(column)}, "
                    "which `totals` says of rows of totals"
                )
                hint = did_you_mean(label, sorted(labels))
                raise ContentError(Fault(codes.NO_TOTAL, message, hint=hint))

    @property
    def _name(self) -> str:
        return f"table {quoted(self._of.called)}"

    @property
    def _shown_key(self) -> str:
        return quoted(", ".join(self._of.key))


def undeclared_total(partner: TableDeclaration, key: tuple[str, ...], line: int) -> ContentError:
    """Return the error of a row that would be summed although its partner is a total."""
    message = (
        f"the row at line {line} has the partner {quoted(', '.join(key))} in table "
        f"{quoted(partner.called)}, which is a total there"
    )
    hint = "declare the rows of totals of this table too, under `totals`"
    return ContentError(Fault(TOTAL_PARTNER, message, hint=hint))


def _is_dropped(meanings: dict[str, Meaning]) -> bool:
    return any(meaning.gap is EmptyCell.NOT_APPLICABLE for meaning in meanings.values())


def _is_known(meaning: Meaning) -> bool:
    return meaning.gap is EmptyCell.ZERO or (meaning.gap is None and bool(meaning.label))
