"""Readings made by hand, with everything that a check can look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from exact import exact
from msgspec.structs import replace

from factcheck.figure import read_figure
from factcheck.model.bound import TableTerm
from factcheck.model.expression import AggregateFunction, Comparator, Comparison, Name
from factcheck.model.interval import Interval
from factcheck.model.plan import BoundReading, Target
from factcheck.model.possible import Circumstances, History, Permitted, Possible
from factcheck.model.span import Span, Text
from factcheck.model.spec import Claim, FigureForm, FigureText, HoldsForm, Reading, Scope
from factcheck.model.unit import Unit, UnitKind
from factcheck.verdict.assess import assess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.problem import Code
    from factcheck.model.result import Assessment

SPAN = Span("claims.yml", 1, 1, 1, 2)
COUNT = Unit(UnitKind.COUNT, "reports")
SHARE = Unit(UnitKind.SHARE)
FACTOR = Unit(UnitKind.FACTOR)
POINTS = Unit(UnitKind.POINTS)
RELATIVE_CHANGE = Unit(UnitKind.RELATIVE_CHANGE)
NO_WORLDS = (None, None, None)


class Check(Protocol):
    """One file of ``verdict/checks``."""

    CODE: Code

    def find(self, claim: Claim, possible: Possible, assessment: Assessment) -> Iterator[str]:
        """Yield what is found."""


def text(words: str) -> Text:
    """Return a scalar of the claim file."""
    return Text(words, SPAN)


def number(value: str) -> Interval:
    """Return the set of one number."""
    return Interval.point(exact(value))


def claim(quote: str | None = None) -> Claim:
    """Return a claim with a quote."""
    return Claim("a", SPAN, "figure", quote=None if quote is None else text(quote))


def figure_text(words: str, **keys: str) -> FigureText:
    """Return a figure with the checker's keys beside its words."""
    said = replace(FigureText(text(words), "en"), **{key: text(each) for key, each in keys.items()})
    assert isinstance(said, FigureText)
    return said


def reading(
    words: str | FigureText,
    unit: Unit = COUNT,
    *,
    found: Interval | None = None,
    about: Circumstances | None = None,
    date: str | None = None,
) -> Possible:
    """Return a reading whose measure is one sum, worked out; ``found=None`` for a conflict."""
    written = words if isinstance(words, FigureText) else figure_text(words)
    measure = TableTerm("t", AggregateFunction.SUM, "n", (), unit, "sum(t.n)")
    figure = read_figure(
        written.text.value,
        expects=unit,
        reads=None if written.reads is None else written.reads.value,
        unit=None if written.unit is None else written.unit.value,
    )
    form = FigureForm(Name("n", SPAN), "sum(t.n)", written)
    read = Reading(None, SPAN, form, Scope(), date=None if date is None else text(date))
    target = Target(measure, figure.profiles, "sum(t.n)")
    bound = BoundReading(read, "sum(t.n)", (target,), figure, unit)
    permitted = Permitted((), NO_WORLDS, NO_WORLDS, (("a", "b"),))
    if found is not None:
        permitted = replace(permitted, found=(found,), conflicts=())
    return Possible(bound, permitted=permitted, circumstances=about or Circumstances())


def without_figure(possible: Possible) -> Possible:
    """Return a reading of the form ``holds``: no words, no figure."""
    bound = possible.bound
    left, right = Name("n", SPAN), Name("m", SPAN)
    relation = Comparison((left, right), (Comparator.LESS,), SPAN)
    read = replace(bound.reading, form=HoldsForm(relation, "n < m"))
    return replace(possible, bound=replace(bound, reading=read, figure=None))


def history(claimed: str, **values: str | Interval) -> History:
    """Return a measure over periods, named like ``y2020`` or ``y2020_03``."""
    pairs = (
        (period[1:].replace("_", "-"), value if isinstance(value, Interval) else number(value))
        for period, value in values.items()
    )
    return History(claimed, tuple(pairs))


def messages(check: Check, possible: Possible, of: Claim | None = None) -> list[str]:
    """Return what a check finds in a reading."""
    return list(check.find(of or claim(), possible, assess(possible)))
