"""What the text of one cell means in its column."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, assert_never

from msgspec import Struct

from factcheck.evidence.cell_codes import Worded, decoded
from factcheck.evidence.made import Computed, Joined, Ticked
from factcheck.model.cell import TICK, PartlyTicked
from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.model.spec import ColumnKind, EmptyCell
from factcheck.model.unit import Unit, UnitKind, is_percent
from factcheck.model.wording import word_set

if TYPE_CHECKING:
    from factcheck.evidence.made import Made
    from factcheck.model.figure import Figure
    from factcheck.model.spec import ColumnDeclaration, TableDeclaration

_MONEY = re.compile(
    r"(?P<sign>[+\-−]?)(?P<before>\D*?)(?P<digits>\d(?:[\d.,]*\d)?)(?P<after>\D*)", re.ASCII
)
_AFTER_SIGN = re.compile(r"(?<=^[+\-−])\s+(?=[\d.])")
"""Blanks between a sign and its number, as in ``- 1.9%``."""
_SHORTEST = 3
"""Letters of a noun behind a number."""
_Meant = TypeVar("_Meant")


class Meaning(Struct, frozen=True):
    """One text of a column, understood as far as the column's type is not needed."""

    text: str
    """As it stands in the file, without surrounding blanks."""
    label: str
    """After ``map``."""
    gap: EmptyCell | Interval | PartlyTicked | None = None
    """What it stands for where it is an empty cell or a marker with a declared meaning."""
    is_total: bool = False
    """Whether it is the declared label of the rows of totals."""
    number: Fraction | None = None
    """As printed: not yet scaled, a percentage as its hundredfold."""
    has_percent_sign: bool = False
    is_too_long: bool = False
    is_ticked: bool = False
    """Whether it says what was ticked, which may be nothing."""
    is_words: bool = False
    """Whether its set of numbers comes from a figure in words."""

    @property
    def is_empty(self) -> bool:
        """Whether it is an empty cell that nobody has declared."""
        return self.gap is None and not self.label and not self.is_ticked


class Rules:
    """What the claim file says of one column, ready to be asked for each text.

    ``made`` says how the column came about where it stands in no file. The cells of a joined
    column mean what its own table says.
    """

    def __init__(
        self, table: TableDeclaration, name: str, lang: str, made: Made | None = None
    ) -> None:
        self.name = name
        self.lang = lang
        self.is_coded = made is not None
        self.owner: str | None = None
        """The table whose declaration rules the column, where that is another one."""
        while isinstance(made, Joined):
            table, name, made = made.declaration, made.name, made.made
            self.owner = table.called
        self.made = made
        self.declared = next((one for one in table.columns if one.name == name), None)
        self.type = self.declared.type if self.declared else None
        """The declared type of its cells."""
        self.labels = _stripped(self.declared.map if self.declared else ())
        # What a table's signs mean says nothing of numbers that stand in none of its cells.
        self.markers = {} if isinstance(made, Computed) else _stripped(table.markers)
        self.markers |= _stripped(self.declared.markers if self.declared else ())
        self.is_of_edition = table.vintage is not None
        """Whether the column is of one of several editions of a table."""
        own = self.declared.empty if self.declared else None
        self.empty = table.empty if own is None else own
        self.total = next((label for column, label in table.totals if column == name), None)

    def place(self, key: str = "") -> str:
        """Return where the claim file says what the column's cells mean, for hints."""
        of = "" if self.owner is None else f" of table {quoted(self.owner)}"
        return f"`columns: {self.name}:{key and f' {key}:'}`{of}"

    @property
    def special(self) -> frozenset[str]:
        """Texts that mean something else although they may look like numbers."""
        return frozenset({*self.labels, *self.markers})

    @property
    def is_percent(self) -> bool:
        """Whether the column is declared as percentages."""
        return self.declared is not None and is_percent(self.declared.unit)

    @property
    def is_part(self) -> bool:
        """Whether the column is declared to hold shares of a whole, from 0 to 1."""
        return self.declared is not None and self.declared.kind is ColumnKind.SHARE

    @property
    def is_share(self) -> bool:
        """Whether the column is declared to hold shares, as percentages or not."""
        return self.is_percent or (
            self.declared is not None
            and self.declared.kind in {ColumnKind.SHARE, ColumnKind.CHANGE}
        )

    @property
    def is_measured(self) -> bool:
        """Whether the column is declared to count or measure something."""
        declared = self.declared
        return declared is not None and (declared.unit or declared.kind) is not None

    @property
    def is_rounded(self) -> bool:
        """Whether the column is declared to be rounded to a step."""
        return self.declared is not None and self.declared.rounded is not None

    @property
    def has_labels(self) -> bool:
        """Whether the claim file says which values the column has, so that they may be texts."""
        return self.declared is not None and bool(self.declared.map or self.declared.domain)

    @property
    def is_computed(self) -> bool:
        """Whether the column is calculated from others of its row."""
        return isinstance(self.made, Computed)

    @property
    def ticks(self) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """The labels of a column of ticks and other words for them; none of any other column."""
        return (self.made.labels, self.made.aliases) if isinstance(self.made, Ticked) else ((), ())

    @property
    def scale(self) -> Fraction:
        """What a printed number is multiplied by, but for percentages."""
        declared = self.declared.scale if self.declared else None
        return Fraction(1) if declared is None else declared

    @cached_property
    def is_count(self) -> bool:
        """Whether the column counts something, so that its numbers are never negative."""
        declared = self.declared
        if declared is None:
            return True
        if declared.kind not in {None, ColumnKind.COUNT, ColumnKind.STOCK} or self.is_percent:
            return False
        return declared.unit is None or not _is_measure(declared)

    def factor(self, *, has_percent_sign: bool = False) -> Fraction:
        """Return what a printed number is multiplied by."""
        # What is calculated from percentages has been divided by 100 already.
        is_share = (self.is_percent and not self.is_computed) or has_percent_sign
        return self.scale / 100 if is_share else self.scale

    def meaning(self, raw: str) -> Meaning:
        """Return what a cell's text means: first its label, then gaps, then numbers."""
        text = raw.strip()
        cell = decoded(text) if self.is_coded else text
        if isinstance(cell, str):
            if isinstance(self.made, Ticked):
                shown = cell.replace(TICK, ", ") or "nothing ticked"
                return Meaning(shown, cell, is_ticked=True)
            return self.labelled(cell, self.labels.get(cell, cell))
        return _coded_meaning(cell)

    def labelled(self, text: str, label: str) -> Meaning:
        """Return what a value means that has its label already."""
        if label in self.markers:
            return Meaning(text, label, gap=self.markers[label].meaning)
        if not label:
            return Meaning(text, label, gap=self.empty)
        if label == self.total:
            return Meaning(text, label, is_total=True)
        return _number_meaning(text, label, self._currency)

    def figure(self, text: str) -> Interval | None:
        """Return the lenient set of a figure in words, in the column's unit; else ``None``."""
        from factcheck.figure import FigureError, read_figure

        nouns = () if self._unit is None else (self._unit,)
        try:
            figure = read_figure(text, lang=self.lang, nouns=nouns)
        except FigureError:
            return None
        if _is_bare_word(figure) or not self._has_unit(figure.unit):
            return None
        is_share = figure.unit.kind is UnitKind.SHARE
        return figure.profiles.lenient.scaled(self.scale if is_share else self.factor())

    @cached_property
    def _currency(self) -> str | None:
        """The currency of the column's amounts."""
        if self._unit is None:
            return None
        from factcheck.figure import currency_named

        return currency_named(self._unit)

    @property
    def _unit(self) -> str | None:
        """What the column's numbers count or measure; ``None`` for shares."""
        return None if self.declared is None or self.is_percent else self.declared.unit

    def _has_unit(self, unit: Unit) -> bool:
        """Whether a figure's unit can be the column's."""
        match unit.kind:
            case UnitKind.SHARE:
                return True
            case UnitKind.COUNT:
                # A letter behind a number is a footnote or a marker, such as `0n` and `9167r`.
                return unit.noun is None or self._unit is not None or len(unit.noun) >= _SHORTEST
            case UnitKind.AMOUNT:
                # Amounts of several currencies in one column are no numbers to be added.
                return unit.noun is None or _is_same_measure(unit.noun, self._unit)
            case UnitKind.FACTOR | UnitKind.RELATIVE_CHANGE | UnitKind.POINTS:
                # A change or a factor says nothing of the number itself.
                return False
            case unknown:
                assert_never(unknown)


def _coded_meaning(cell: Fraction | Interval | Worded | EmptyCell | PartlyTicked) -> Meaning:
    """Return what a cell means that was calculated or has no partner in another table."""
    match cell:
        case Fraction():
            return Meaning(str(cell), str(cell), number=cell)
        case Interval():
            shown = _shown(cell)
            return Meaning(shown, shown, gap=cell)
        case Worded():
            return Meaning(cell.words, cell.words, gap=cell.possible, is_words=True)
        case EmptyCell():
            return Meaning(cell.value, cell.value, gap=cell)
        case PartlyTicked():
            ticked, unsure = (", ".join(each) for each in (cell.ticked, cell.unsure))
            shown = f"{ticked or 'nothing'}, and perhaps {unsure}"
            return Meaning(shown, shown, gap=cell, is_ticked=True)
        case _:
            assert_never(cell)


def _shown(possible: Interval) -> str:
    is_anything = possible.lower is None and possible.upper is None
    return "unknown" if is_anything else word_set(possible, Unit(UnitKind.AMOUNT))


def _is_bare_word(figure: Figure) -> bool:
    """Whether it is *none*, *all* or *no data*, which a cell uses as a marker."""
    return figure.hedge == "exact" and not any(letter.isdigit() for letter in figure.text)


def _is_same_measure(noun: str, unit: str | None) -> bool:
    from factcheck.figure import measure_named

    return unit is not None and noun in {unit, measure_named(unit)}


def _stripped(pairs: tuple[tuple[str, _Meant], ...]) -> dict[str, _Meant]:
    return {text.strip(): meaning for text, meaning in pairs}


def _is_measure(declared: ColumnDeclaration) -> bool:
    from factcheck.figure import measure_named

    return measure_named(declared.unit or "") is not None


def _number_meaning(text: str, label: str, currency: str | None) -> Meaning:
    has_percent_sign = label.endswith("%")
    digits = label[:-1].rstrip() if has_percent_sign else _digits(label, currency)
    digits = _AFTER_SIGN.sub("", digits)
    try:
        number = parse_decimal(digits)
    except TooLongError:
        return Meaning(text, label, is_too_long=True)
    if number is None:
        return Meaning(text, label)
    return Meaning(text, label, number=number, has_percent_sign=has_percent_sign)


def _digits(label: str, currency: str | None) -> str:
    """Return *$4,000*, *-$4,000* and *4,000 USD* without the column's own currency."""
    match = None if currency is None else _MONEY.fullmatch(label)
    if match is None:
        return label
    from factcheck.figure import currency_named

    words = [word.strip() for word in (match["before"], match["after"]) if word.strip()]
    is_own = len(words) == 1 and currency_named(words[0]) == currency
    return f"{match['sign']}{match['digits']}" if is_own else label
