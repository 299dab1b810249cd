"""A lead of one number of a sample over another: a difference with a variance of its own.

Two intervals that overlap do not show that a lead is within the margin, and two that do not are
more than is needed. So each difference that a claim asks for is bounded by itself, by the normal
distribution. Several are bounded together: each at so much higher a level that all of them hold at
the one that is declared (Bonferroni).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.bound import Compound, ExtremeOf, PointsBetween, RelativeChange, nodes_of
from factcheck.model.expression import Operator
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row
from factcheck.quantity.rational import Quotient
from factcheck.quantity.sampling.intervals import half_width, root_above

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.bound import Bound
    from factcheck.quantity.measures import Measures
    from factcheck.quantity.rational import Value
    from factcheck.quantity.sampling.sampled import Sampled
    from factcheck.quantity.unknowns import Unknowns

_ONE = Fraction(1)
_ENOUGH = 10


class Difference(Struct, frozen=True):
    """A multiple of one sampled number less a multiple of another."""

    form: Form
    one: Sampled
    other: Sampled

    @property
    def printed(self) -> Fraction:
        """The difference of the printed numbers."""
        (_, times), (_, less) = self.form.terms
        return self.form.constant + times * self.one.printed + less * self.other.printed

    @property
    def off(self) -> Fraction:
        """How far the difference of what was found may be from that, by rounding."""
        (_, times), (_, less) = self.form.terms
        return abs(times) * self.one.off + abs(less) * self.other.off

    @property
    def variance(self) -> Fraction:
        """The variance of the difference.

        Of answers of the same people to one question: p + q − (p − q)², divided by how many were
        asked. Of samples of their own the variances add up. Where nobody says which it is, the
        deviations do: more than that it is in no case.
        """
        (_, times), (_, less) = self.form.terms
        one, other = times * times * self.one.variance, less * less * self.other.variance
        if self._is_of_one_question:
            assert self.one.effective is not None
            product = times * self.one.printed * less * self.other.printed
            return one + other + 2 * abs(product) / self.one.effective
        if self._is_independent:
            return one + other
        return one + other + 2 * root_above(one) * root_above(other)

    @property
    def is_nearly_normal(self) -> bool:
        """Whether enough people answered one way and the other for the normal distribution.

        As a rule, the number of people that decides has to have a variance of ten. Where nobody
        is asked or all say the same, the difference would seem to be certain.
        """
        if self.one.effective is None or self.other.effective is None:
            return True
        (_, times), _ = self.form.terms
        least = min(self.one.effective, self.other.effective)
        people = least / (abs(times) * self.one.per_share)
        return self.variance * people * people >= _ENOUGH

    @property
    def _is_of_one_question(self) -> bool:
        one, other = self.one, self.other
        is_same = one.is_one_question and one.people == other.people
        return is_same and one.effective is not None and one.effective == other.effective

    @property
    def _is_independent(self) -> bool:
        """Whether the two are of different people: as declared, or as so many others were asked."""
        one, other = self.one, self.other
        if one.people is not None and other.people is not None:
            return one.people != other.people
        if (one.table, one.place) == (other.table, other.place):
            return False
        return one.asked is not None and other.asked is not None and one.asked != other.asked

    @property
    def kind(self) -> str:
        """How the variance was worked out, for premises."""
        if self._is_of_one_question:
            return "one sample"
        return "two samples" if self._is_independent else "samples that may share people"


def difference_rows(measured: Iterable[Bound], measures: Measures) -> Iterator[Row]:
    """Yield a row for each difference of two sampled numbers that measures ask for.

    All have one name and one level, that of the surest: they hold together.
    """
    samples = measures.unknowns.samples
    if not samples:
        return
    found: dict[Form, Difference] = {}
    for bound in measured:
        for one, other in _compared(bound):
            difference = _difference(measures.value_of(one), measures.value_of(other), samples)
            if difference is not None and difference.is_nearly_normal:
                found.setdefault(difference.form, difference)
    every = tuple(found.values())
    if not every:
        return
    level = max(max(each.one.confidence, each.other.confidence) for each in every)
    each_level = 1 - (1 - level) / len(every)
    name = _name(every)
    for each in every:
        middle, half = each.printed, each.off + half_width(each.variance, each_level)
        yield Row(name, each.form, Interval(middle - half, middle + half), level)


def _name(every: tuple[Difference, ...]) -> str:
    kinds = " or ".join(dict.fromkeys(each.kind for each in every))
    how = f"{kinds}, normal approximation"
    if len(every) == 1:
        return f"difference of {every[0].one.label} and {every[0].other.label} ({how})"
    first = f"{every[0].one.label} and {every[0].other.label}"
    return f"{len(every):,} differences together, such as of {first} ({how})"


def _compared(bound: Bound) -> Iterator[tuple[Bound, Bound]]:
    """Yield every two numbers whose difference is inside a measure."""
    for node in nodes_of(bound):
        match node:
            case Compound(operator=Operator.SUBTRACT):
                sides = node.left, node.right
            case PointsBetween() | RelativeChange():
                sides = node.after, node.before
            case _:
                continue
        for left in _alternatives(sides[0]):
            for right in _alternatives(sides[1]):
                yield left, right


def _alternatives(bound: Bound) -> tuple[Bound, ...]:
    return bound.operands if isinstance(bound, ExtremeOf) else (bound,)


def _difference(left: Value, right: Value, samples: dict[str, Sampled]) -> Difference | None:
    """Return the difference of two values where each is a multiple of one sampled number.

    Two that are the other way round are the same.
    """
    if not isinstance(left, Quotient) or not isinstance(right, Quotient):
        return None
    if not left.is_linear or not right.is_linear:
        return None
    form = left.numerator - right.numerator
    terms = form.terms
    if len(terms) != 2 or any(name not in samples for name, _ in terms):  # noqa: PLR2004 - a pair
        return None
    (one, times), (other, less) = terms
    if times * less > 0:
        return None
    return Difference(form.scaled(_ONE / times), samples[one], samples[other])


def sample_of(value: Value, unknowns: Unknowns) -> Sampled | None:
    """Return the sample whose number a value is; ``None`` for what is calculated, or certain."""
    if not unknowns.samples or not isinstance(value, Quotient) or not value.is_linear:
        return None
    form = value.numerator
    if form.constant or len(form.terms) != 1 or form.terms[0][1] != 1:
        return None
    return unknowns.samples.get(form.terms[0][0])
