"""What the text of one cell means in its column."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, assert_never

from msgspec.structs import replace

from factcheck.evidence.cell_codes import decoded
from factcheck.evidence.cell_meaning import Meaning, coded_meaning, digits_of, number_meaning
from factcheck.evidence.digits import is_foreign
from factcheck.evidence.made import Computed, Joined, Ticked
from factcheck.evidence.markers.signs import SignReader
from factcheck.evidence.numeral import numeral_of
from factcheck.model.cell import TICK
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.marker_profile import Flag, Sign
from factcheck.model.near import quoted
from factcheck.model.spec import ColumnKind
from factcheck.model.unit import Unit, UnitKind, is_percent

if TYPE_CHECKING:
    from factcheck.evidence.infer import Inferred
    from factcheck.evidence.made import Made
    from factcheck.figure import DigitFormat
    from factcheck.model.figure import Figure
    from factcheck.model.marker_profile import MarkerProfile
    from factcheck.model.spec import ColumnDeclaration, TableDeclaration

_SHORTEST = 3
"""Letters of a noun behind a number."""
_Meant = TypeVar("_Meant")


class Rules:
    """What the claim file says of one column, ready to be asked for each text.

    ``lang`` is the language of figures in words, unless its table has another. ``inferred`` is
    how the column's numbers are printed, where they show it and nobody declared it. ``made`` says
    how the column came about where it stands in no file. The cells of a joined column mean what
    its own table says. ``is_printed`` says that numbers stand in the table as somebody printed
    them, not as a program keeps them.
    """

    def __init__(
        self,
        table: TableDeclaration,
        name: str,
        lang: str,
        made: Made | None = None,
        *,
        inferred: Inferred | None = None,
        is_printed: bool = False,
    ) -> None:
        self.name = name
        self.is_coded = made is not None
        self.owner: str | None = None
        """The table whose declaration rules the column, where that is another one."""
        while isinstance(made, Joined):
            is_printed = made.is_printed
            table, name, made = made.declaration, made.name, made.made
            self.owner = table.called
        self.made = made
        self.is_printed = is_printed and not isinstance(made, Computed | Ticked)
        """Whether its numbers stand there as somebody printed them, so that a sign may be doubtful.
        """
        self.declared = next((one for one in table.columns if one.name == name), None)
        self.lang = table.lang or lang
        self.locale = (self.declared.locale if self.declared else None) or table.locale
        """Whose digits its cells have, as declared."""
        self.inferred = inferred
        self.form = self._form(made)
        """How its numbers are printed; ``None`` for the English way."""
        self.type = self.declared.type if self.declared else None
        """The declared type of its cells."""
        self.labels = _stripped(self.declared.map if self.declared else ())
        # What a table's signs mean says nothing of numbers that stand in none of its cells.
        outer = () if isinstance(made, Computed) else table.markers
        inner = self.declared.markers if self.declared else ()
        meant = {text: one.meaning for text, one in _stripped((*outer, *inner)).items()}
        self.markers = {text: one for text, one in meant.items() if not isinstance(one, Flag)}
        self._said = {text: one.said for text, one in _stripped((*outer, *inner)).items()}
        self.profile, self.is_profile_of_table = _profile(table, name, self.declared, made)
        has_own = self.declared is not None and self.declared.has_footnotes
        footnotes = has_own or table.has_footnotes
        self._signs = SignReader(
            meant,
            self.profile,
            form=self.form,
            has_footnotes=footnotes and not isinstance(made, Computed),
        )
        self._noise_of_table = None if name in table.key else table.perturbation
        self.is_of_edition = table.vintage is not None
        """Whether the column is of one of several editions of a table."""
        own = self.declared.empty if self.declared else None
        self.empty = table.empty if own is None else own
        self.total = next((label for column, label in table.totals if column == name), None)

    def _form(self, made: Made | None) -> DigitFormat | None:
        if isinstance(made, Computed):
            return None
        if self.locale is not None:
            from factcheck.figure import format_of_locale

            return format_of_locale(self.locale)
        return None if self.inferred is None else self.inferred.form

    def read_as(self, label: str, form: DigitFormat) -> Meaning:
        """Return what a label means as a numeral of another format."""
        return number_meaning(label, label, self._currency, form)

    def numeral(self, label: str) -> str | None:
        """Return the numeral of a label, in whatever format, without anything beside it."""
        return numeral_of(label, self._signs, self._currency)

    def place(self, key: str = "") -> str:
        """Return where the claim file says what the column's cells mean, for hints."""
        of = "" if self.owner is None else f" of table {quoted(self.owner)}"
        return f"`columns: {self.name}:{key and f' {key}:'}`{of}"

    @property
    def special(self) -> frozenset[str]:
        """Texts that mean something else although they may look like numbers."""
        return frozenset({*self.labels, *self.markers, *self._signs.signs})

    @property
    def needs_texts(self) -> bool:
        """Whether every number is asked for as it is printed, and not for their sum alone."""
        around_zero = {Sign.ROUNDS_TO_ZERO, Sign.ABOUT_ZERO}
        return self.is_rounded or not around_zero.isdisjoint(self._sign_kinds)

    @property
    def _sign_kinds(self) -> frozenset[Sign]:
        return frozenset(one for one in self._signs.signs.values() if isinstance(one, Sign))

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
        """Whether the column is declared to be rounded to a step, or to be perturbed."""
        is_to_step = self.declared is not None and self.declared.rounded is not None
        return is_to_step or self.noise is not None

    @property
    def noise(self) -> Fraction | None:
        """How far noise may have moved each number either way, as printed.

        What a table says of it holds for counts; keys name rows.
        """
        if self.declared is not None and self.declared.perturbation is not None:
            return self.declared.perturbation
        return self._noise_of_table if self.is_count and self.made is None else None

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
            if cell in self.labels:
                return self.labelled(cell, self.labels[cell], is_written=True)
            return self.labelled(cell, cell)
        return coded_meaning(cell)

    def labelled(self, text: str, label: str, *, is_written: bool = False) -> Meaning:
        """Return what a value means that has its label already.

        ``is_written`` says that the label stands in the claim file, whose numbers are English.
        """
        if label in self.markers:
            said = self._said[label]
            notes = () if said is None else ((label, said),)
            return Meaning(text, label, gap=self.markers[label], notes=notes)
        if not label and self.empty is not None:
            return Meaning(text, label, gap=self.empty)
        if label == self.total:
            return Meaning(text, label, is_total=True)
        sign = self._signs.sign(label)
        if sign is not None:
            return Meaning(text, label, gap=sign, is_of_table=self.is_profile_of_table)
        if not label:
            return Meaning(text, label)
        if is_written:
            # It stands in no cell, so that it says nothing of how the cells are printed.
            return replace(number_meaning(text, label, self._currency), numeral=None)
        found = number_meaning(text, label, self._currency, self.form)
        return self._rounded_away(self._flagged(found) if found.number is None else found)

    def _rounded_away(self, found: Meaning) -> Meaning:
        """Return a printed ``0.0`` or ``0 p`` as what ``0`` stands for, where that is a sign."""
        sign = self._signs.sign("0") if found.number == 0 else None
        if not isinstance(sign, Sign):
            return found
        return replace(found, number=None, gap=sign, is_of_table=self.is_profile_of_table)

    def plainly(self, raw: str) -> Meaning:
        """Return what a cell's text means in a column that holds no numbers.

        What the table says of all its numbers then holds for none of its cells.
        """
        meaning = self.meaning(raw)
        if not meaning.is_of_table:
            return meaning
        return Meaning(meaning.text, meaning.label)

    def _flagged(self, found: Meaning) -> Meaning:
        """Return what a text means that is no number by itself, with the flags beside it."""
        if self._signs.is_idle or found.is_too_long:
            return found
        stripped = self._signs.stripped(found.label, lambda core: digits_of(core, self._currency))
        if stripped is None:
            return found
        is_of_table = self.is_profile_of_table
        if stripped.number is None:
            return Meaning(
                found.text,
                found.label,
                gap=stripped.gap,
                notes=stripped.notes,
                is_of_table=is_of_table,
            )
        read = number_meaning(found.text, stripped.number, self._currency, self.form)
        if read.number is None or not stripped.side:
            return replace(read, label=found.label, notes=stripped.notes, is_of_table=is_of_table)
        return Meaning(
            found.text,
            found.label,
            gap=_open(read.number, stripped.side),
            numeral=stripped.number,
            notes=stripped.notes,
            is_of_table=is_of_table,
        )

    def figure(self, text: str) -> Interval | None:
        """Return the lenient set of a figure in words, in the column's unit; else ``None``."""
        if is_foreign(text):
            # Numerals alone are read by the column's format or not at all.
            return None
        from factcheck.figure import FigureError, read_figure
        from factcheck.figure.doubtful import doubtful_thousands

        nouns = () if self._unit is None else (self._unit,)
        locale = self.locale_shown
        try:
            if locale is None and doubtful_thousands(text, lang=self.lang, locale=None):
                return None
            figure = read_figure(text, lang=self.lang, locale=locale, nouns=nouns)
        except FigureError:
            return None
        if _is_bare_word(figure) or not self._has_unit(figure.unit):
            return None
        is_share = figure.unit.kind is UnitKind.SHARE
        return figure.profiles.lenient.scaled(self.scale if is_share else self.factor())

    @property
    def locale_shown(self) -> str | None:
        """The declared locale, else one that prints numbers as the column does, if it shows how."""
        if self.locale is not None or self.inferred is None:
            return self.locale
        return "de-DE" if self.inferred.form.decimal == "," else "de-CH"

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


def _is_bare_word(figure: Figure) -> bool:
    """Whether it is *none*, *all* or *no data*, which a cell uses as a marker."""
    return figure.hedge == "exact" and not any(letter.isdigit() for letter in figure.text)


def _is_same_measure(noun: str, unit: str | None) -> bool:
    from factcheck.figure import measure_named

    return unit is not None and noun in {unit, measure_named(unit)}


def _open(number: Fraction, side: int) -> Interval:
    """Return what is below a printed number, or not below it."""
    return Interval.at_least(number) if side > 0 else Interval.at_most(number, closed=False)


def _profile(
    table: TableDeclaration, name: str, declared: ColumnDeclaration | None, made: Made | None
) -> tuple[MarkerProfile | None, bool]:
    """Return the publisher's signs that a column has, and whether all of the table have them.

    Keys name rows, and so are read as they stand, unless the column says something else itself.
    """
    if declared is not None and declared.signs is not None:
        return declared.signs, False
    is_printed = made is None and name not in table.key
    return (table.signs, True) if is_printed and table.signs is not None else (None, False)


def _stripped(pairs: tuple[tuple[str, _Meant], ...]) -> dict[str, _Meant]:
    return {text.strip(): meaning for text, meaning in pairs}


def _is_measure(declared: ColumnDeclaration) -> bool:
    from factcheck.figure import measure_named

    return measure_named(declared.unit or "") is not None
