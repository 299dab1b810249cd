"""Numbers of samples as unknown numbers of the population, with what the sample says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from msgspec import Struct

from factcheck.filter.written_numbers import is_number_key, number_of_key
from factcheck.model.cell import printed_key
from factcheck.model.expression import AggregateFunction
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.sampling import sampling_of
from factcheck.model.spec import ColumnKind
from factcheck.model.term_columns import measures_of
from factcheck.model.told import told
from factcheck.model.unit import Unit, UnitKind, is_percent
from factcheck.model.wording import word_number
from factcheck.quantity.codes import SAMPLE_MISFIT
from factcheck.quantity.sampling.intervals import (
    MOST_ASKED,
    clopper_pearson,
    variance_of,
    wilson,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.bound import TableTerm
    from factcheck.model.cell import KeyValue
    from factcheck.model.linear import Form
    from factcheck.model.sampling import Given, Sampling
    from factcheck.quantity.cells.evidence_view import TableView
    from factcheck.quantity.unknowns import Unknowns

MOST_SAMPLED = 200
"""A claim about more numbers of samples together is as good as never sure of anything."""

_PLAIN = Unit(UnitKind.AMOUNT)
_SHARES = Unit(UnitKind.SHARE)
_MOST_PLACES = 6
_ZERO, _ONE = Fraction(0), Fraction(1)
_ALL_OF_ONE = Interval(_ZERO, _ONE)
_LINEAR = frozenset(
    {
        None,
        AggregateFunction.COUNT,
        AggregateFunction.SUM,
        AggregateFunction.TOTAL,
        AggregateFunction.MEAN,
    }
)


class Sampled(Struct, frozen=True):
    """A number of a sample, and what it says of everybody."""

    label: str
    """Which it is, and what its row is called: ``yes of polls[poll = May]``."""
    printed: Fraction
    within: Interval
    """Where the number of everybody is, at the level of confidence."""
    shown: Interval
    """The interval that reports show: Wilson's, or that of the published margin."""
    confidence: Fraction
    table: str
    place: int
    variance: Fraction
    """Of the number, by the normal distribution."""
    off: Fraction = _ZERO
    """How far what was found in the sample may be from what is printed, by rounding."""
    asked: Fraction | None = None
    """How many were asked; ``None`` where a margin was published."""
    effective: Fraction | None = None
    """How many that is, divided by the design effect."""
    per_share: Fraction = _ONE
    """What a share of everything is: 1, or for a count how many were asked."""
    people: tuple[str, str] | None = None
    """Which sample it is of: the table, and what tells its samples apart; ``None`` if nobody says.
    """
    is_one_question: bool = False
    """Whether numbers of this sample are answers to one question."""


def is_sampled(view: TableView, column: str) -> bool:
    """Whether a column's numbers are read as those of a sample, of which everybody is meant."""
    return view.is_of_population and sampling_of(view.declaration, column) is not None


def refuse_sampled(view: TableView, terms: Iterable[TableTerm], *, has_undecided: bool) -> None:
    """Raise ``ObstacleError`` for what is not worked out of samples about everybody."""
    for term in terms:
        sampled = next((each for each in measures_of(term) if is_sampled(view, each)), None)
        if sampled is None:
            continue
        why = None
        if term.function not in _LINEAR:
            why = told("only sums, means and single cells are worked out")
        elif has_undecided:
            why = told("it is not known which rows it is of")
        if why is not None:
            message = told(
                "{term} takes numbers of a sample (column {column}), and of what they say about "
                "the population {why}",
                term=quoted(term.text),
                column=quoted(sampled),
                why=why,
            )
            hint = told("write 'about: sample' if the printed numbers are meant")
            raise ObstacleError(Obstacle("missing", message, hint=hint))


def sampled_form(view: TableView, place: int, column: str, unknowns: Unknowns) -> Form | None:
    """Return the number of everybody that a cell of a sample stands for; ``None`` without one.

    What the sample says of it is a row at the level of confidence.
    """
    name = f"{view.name}.{column}#{place}"
    label = told("{column} of {rows}", column=column, rows=_described(view, place))
    mark = view.index.cells[place].marks[view.measures.index(column)]
    if mark is not None and mark.possible is None:
        return None
    everybody = told("{text} in the population", text=label)
    form = unknowns.add(name, _domain(view, column), everybody, is_integer=False)
    if mark is None and name not in unknowns.samples:
        found = unknowns.samples[name] = _sampled(view, place, column, label)
        if len(unknowns.samples) > MOST_SAMPLED:
            message = told(
                "more than {n} numbers of samples are looked at together", n=MOST_SAMPLED
            )
            hint = told("write 'about: sample'")
            raise ObstacleError(Obstacle("missing", message, hint=hint))
        unknowns.rows.append(Row(label, form, found.within, found.confidence))
    return form


def _described(view: TableView, place: int) -> str:
    """Return a cell in words that no other cell has: by the key, else by all that is known."""
    from factcheck.quantity.cells.classify import shown_slice

    row = view.index.rows[place]
    named = [each for each in view.key if each in row] or list(row)
    return shown_slice(view.declaration.called, ((each, row[each]) for each in named))


def _domain(view: TableView, column: str) -> Interval:
    if _is_share(view, column):
        return _ALL_OF_ONE
    facts = view.reader.columns.get(column)
    is_nonnegative = facts is not None and facts.is_nonnegative
    return Interval.at_least(0) if is_nonnegative else Interval.everything()


def _is_share(view: TableView, column: str) -> bool:
    return _is_percentage(view, column) or _has_kind(view, column, ColumnKind.SHARE)


def _has_kind(view: TableView, column: str, kind: ColumnKind) -> bool:
    declared = view.column(column)
    return declared is not None and declared.kind is kind


def _is_percentage(view: TableView, column: str) -> bool:
    declared = view.column(column)
    facts = view.reader.columns.get(column)
    has_unit = declared is not None and is_percent(declared.unit)
    return has_unit or (facts is not None and facts.has_percent_signs)


def _sampled(view: TableView, place: int, column: str, label: str) -> Sampled:
    declared = sampling_of(view.declaration, column)
    assert declared is not None
    if view.index.cells[place].rows != 1:
        message = f"several rows are {label}, and numbers of a sample need a row each"
        hint = "declare the table's 'key', the columns that name a row"
        raise ObstacleError(Obstacle("fault", message, SAMPLE_MISFIT, hint))
    total = view.total_at(place, column)
    assert total is not None
    cell = _Cell(view, place, column, label, total, declared)
    return cell.by_number_asked() if declared.margin is None else cell.by_margin()


class _Cell(Struct, frozen=True):
    """One cell of a sample."""

    view: TableView
    place: int
    column: str
    label: str
    total: Interval
    """What was found in the sample: a point, unless it was rounded."""
    declared: Sampling

    def by_margin(self) -> Sampled:
        """Return the number with its published margin."""
        printed = self._number(self.declared.margin, "margin")
        margin = printed * self._factor()
        if margin > 1 and _is_share(self.view, self.column):
            self._refuse_margin(printed, margin)
        domain = _domain(self.view, self.column)
        lower, upper = self._ends()
        within = Interval(lower - margin, upper + margin).intersect(domain)
        if within is None:
            self._refuse("is no share", "write 'unit: percent' for percentages")
        level = self.declared.confidence
        return self._made(within, within, variance_of(margin, level))

    def by_number_asked(self) -> Sampled:
        """Return the number with the exact interval of its share, and Wilson's beside it."""
        asked = self._number(self.declared.asked, "n")
        if asked.denominator != 1 or not 1 <= asked <= MOST_ASKED:
            told = word_number(asked, _PLAIN)
            self._refuse(
                f"has n = {told}",
                f"n is how many were asked: a whole number from 1 to {MOST_ASKED:,}",
            )
        effect = self.declared.design_effect
        number = _ONE if effect is None else self._number(effect, "design_effect")
        if number <= 0:
            self._refuse("has a design effect that is not above 0", "most are between 1 and 3")
        per_share = _ONE if _is_share(self.view, self.column) else asked
        lower, upper = (end / per_share for end in self._ends())
        self._check_share(lower, upper, asked, per_share)
        effective, level = asked / number, self.declared.confidence
        ways = [
            tuple(way(end, effective, level) for end in dict.fromkeys((lower, upper)))
            for way in (clopper_pearson, wilson)
        ]
        within, shown = (each[0].hull(each[-1]).scaled(per_share) for each in ways)
        share = (lower + upper) / 2
        variance = share * (1 - share) / effective * per_share * per_share
        return self._made(within, shown, variance, asked, effective, per_share)

    def _made(
        self,
        within: Interval,
        shown: Interval,
        variance: Fraction,
        asked: Fraction | None = None,
        effective: Fraction | None = None,
        per_share: Fraction = _ONE,
    ) -> Sampled:
        lower, upper = self._ends()
        return Sampled(
            self.label,
            (lower + upper) / 2,
            within,
            shown,
            self.declared.confidence,
            self.view.declaration.called,
            self.place,
            variance,
            (upper - lower) / 2,
            asked,
            effective,
            per_share,
            *self._people(),
        )

    def _people(self) -> tuple[tuple[str, str] | None, bool]:
        """Return which sample the number is of, and whether all of that is one question."""
        table, said = self.view.declaration.called, self.view.declaration.same_sample
        match said:
            case None:
                return None, False
            case bool():
                return (table, "" if said else str(self.place)), said
            case _:
                value = printed_key(self.view.index.rows[self.place][said])
                return ((table, value), True) if isinstance(value, str) else (None, False)

    def _ends(self) -> tuple[Fraction, Fraction]:
        assert self.total.lower is not None
        assert self.total.upper is not None
        return self.total.lower, self.total.upper

    def _check_share(
        self, lower: Fraction, upper: Fraction, asked: Fraction, per_share: Fraction
    ) -> None:
        """Raise ``ObstacleError`` for what is no share, and no number of those who were asked."""
        if lower >= 0 and upper <= 1:
            if per_share != 1 and any(end.denominator != 1 for end in self._ends()):
                hint = "write 'unit: percent' or 'kind: share' for a share"
                self._refuse("is no whole number of people, and not declared as a share", hint)
            return
        told = word_number(asked, _PLAIN)
        if per_share == 1:
            self._refuse("is no share", "shares are between 0 and 1, or 'unit: percent'")
        hint = "write 'unit: percent' or 'kind: share' for a share"
        self._refuse(f"is more than the {told} who were asked, or negative", hint)

    def _number(self, given: Given | None, key: str) -> Fraction:
        """Return what is said under a key, by itself or by the row."""
        assert given is not None
        if not isinstance(given, str):
            return given
        value = printed_key(self.view.index.rows[self.place][given])
        if not _is_number(value):
            message = told(
                "{key} of {cell} is not known: column {column}",
                key=quoted(key),
                cell=self.label,
                column=quoted(given),
            )
            hint = told("complete column {column}", column=given)
            raise ObstacleError(Obstacle("missing", message, hint=hint))
        number = number_of_key(str(value))
        if number < 0:
            self._refuse(f"has a negative {quoted(key)}", f"correct column {given}")
        return number

    def _factor(self) -> Fraction:
        """Return what a margin is multiplied by to be in the column's unit."""
        beside = self.declared.margin
        if isinstance(beside, str):
            told = self.view.column(beside)
            if _is_percentage(self.view, beside) or (told is not None and told.scale is not None):
                return _ONE
        declared = self.view.column(self.column)
        scale = _ONE if declared is None or declared.scale is None else declared.scale
        return abs(scale) / 100 if _is_percentage(self.view, self.column) else abs(scale)

    def _refuse_margin(self, printed: Fraction, margin: Fraction) -> NoReturn:
        """Raise ``ObstacleError`` for a margin that leaves open any share."""
        told, in_unit = word_number(printed, _PLAIN), word_number(margin, _SHARES)
        beside = self.declared.margin
        hint = f"correct column {beside}" if isinstance(beside, str) else "correct the margin"
        if not _is_percentage(self.view, self.column):
            fitting = word_number(margin / 100, _PLAIN, places=_MOST_PLACES)
            hint = f"a margin is printed as its shares are: `margin: {fitting}`"
            if isinstance(beside, str):
                hint = f"if it is in points, declare `{beside}: {{scale: 0.01}}`"
        self._refuse(f"has a margin of {told}, which is {in_unit}", hint)

    def _refuse(self, why: str, hint: str) -> NoReturn:
        message = f"{self.label} {why}"
        raise ObstacleError(Obstacle("fault", message, SAMPLE_MISFIT, hint))


def _is_number(value: KeyValue) -> bool:
    return isinstance(value, str) and is_number_key(value)
