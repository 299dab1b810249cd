"""A lead of one number of a sample over another: a difference with a variance of its own.

Two intervals that overlap do not show that a lead is within the margin, and two that do not are
more than is needed. So each difference that a claim asks for is bounded by itself, by the normal
distribution. Which of two answers of one sample leads is decided exactly, however few gave them.
Several are bounded together: each at so much higher a level that all of them hold at the one that
is declared (Bonferroni).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.bound import Compound, ExtremeOf, PointsBetween, RelativeChange, nodes_of
from factcheck.model.expression import Operator
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.told import told, told_and, told_digits, told_join, told_or
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_number
from factcheck.quantity.codes import SAMPLE_MISFIT
from factcheck.quantity.rational import Quotient
from factcheck.quantity.sampling.intervals import half_width, root_above
from factcheck.quantity.sampling.leads import answers_of, first_among_both, has_few

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from factcheck.model.bound import Bound
    from factcheck.quantity.measures import Measures
    from factcheck.quantity.rational import Value
    from factcheck.quantity.sampling.sampled import Sampled
    from factcheck.quantity.unknowns import Unknowns

_ZERO, _ONE = Fraction(0), Fraction(1)
_ENOUGH = 10
FEW = told("too few were asked or answered so for an approximation of its size")
_HALF_PERCENT = Fraction(1, 200)
_SHARE = Unit(UnitKind.SHARE)


class Difference(Struct, frozen=True):
    """A multiple of one sampled number less a multiple of another."""

    form: Form
    one: Sampled
    other: Sampled

    @property
    def printed(self) -> Fraction:
        """The difference of the printed numbers."""
        (_, times), (_, less) = self.form.terms
        return times * self.one.printed + less * self.other.printed

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
        if self.is_of_one_question:
            assert self.one.effective is not None
            product = times * self.one.printed * less * self.other.printed
            return one + other + 2 * abs(product) / self.one.effective
        if self._is_independent:
            return one + other
        return one + other + 2 * root_above(one) * root_above(other)

    @property
    def is_nearly_normal(self) -> bool:
        """Whether enough people answered one way and the other for the normal distribution.

        As a rule, thirty have to be asked, five have to give each answer, and the number of
        people that decides has to have a variance of ten. Where nobody is asked or all say the
        same, the difference would seem to be certain.
        """
        if self.one.effective is None or self.other.effective is None:
            return True
        if any(has_few(each, is_part=self.is_of_one_question) for each in (self.one, self.other)):
            return False
        (_, times), _ = self.form.terms
        least = min(self.one.effective, self.other.effective)
        people = least / (abs(times) * self.one.per_share)
        return self.variance * people * people >= _ENOUGH

    def within(self, level: Fraction) -> Interval | None:
        """Return where the difference of everybody is, at a level; ``None`` where nothing says.

        Its size is that of the normal distribution, where that is a guide. On which side of zero
        it is is decided exactly where both are answers to one question, and by nothing else.
        """
        found = self._by_normal(level) if self.is_nearly_normal else None
        if not self.is_of_one_question:
            return found
        one, other = self._weights
        both = self._both
        share = first_among_both(answers_of(self.one), answers_of(self.other), level)
        assert share.lower is not None
        assert share.upper is not None
        ends = share.lower, share.upper
        lower, upper = (both * (one * end - other * (1 - end)) for end in ends)
        if found is None:
            return _one_side(lower, upper)
        return _kept(_kept(found, lower), -upper, is_mirrored=True)

    def _by_normal(self, level: Fraction) -> Interval:
        half = self.off + half_width(self.variance, level)
        return Interval(self.printed - half, self.printed + half)

    @property
    def _weights(self) -> tuple[Fraction, Fraction]:
        """How often the shares of the two answers go into the difference."""
        (_, times), (_, less) = self.form.terms
        return times * self.one.per_share, -less * self.other.per_share

    @property
    def _both(self) -> Fraction:
        """The share of those who gave one of the two answers."""
        return self.one.printed / self.one.per_share + self.other.printed / self.other.per_share

    def refuse_overlap(self) -> None:
        """Raise ``ObstacleError`` where two answers to one question are more than everybody.

        Each of the two may have been rounded to a whole percentage.
        """
        if not self.is_of_one_question:
            return
        off = sum((max(_HALF_PERCENT, each.off / each.per_share) for each in self._pair), _ZERO)
        if self._both > 1 + off:
            together = word_number(self._both, _SHARE)
            message = (
                f"{self.one.label} and {self.other.label} are declared as answers of one sample "
                f"to one question, and are {together} together"
            )
            hint = "remove 'same_sample' if people may give several answers, or correct the numbers"
            raise ObstacleError(Obstacle("fault", message, SAMPLE_MISFIT, hint))

    @property
    def _pair(self) -> tuple[Sampled, Sampled]:
        return self.one, self.other

    @property
    def is_of_one_question(self) -> bool:
        """Whether the two are answers of the same people to one question."""
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
        if self.is_of_one_question:
            return told("one sample")
        if self._is_independent:
            return told("two samples")
        return told("samples that may share people")

    @property
    def method(self) -> str:
        """How it is bounded, for premises."""
        if not self.is_of_one_question:
            return told("normal approximation")
        if self.is_nearly_normal:
            return told("exact sign, normal size")
        return told("exact sign")


def _one_side(lower: Fraction, upper: Fraction) -> Interval | None:
    """Return the side of zero that a difference is surely on; ``None`` where it may be on both."""
    if lower > 0:
        return Interval.at_least(0, closed=False)
    return Interval.at_most(0, closed=False) if upper < 0 else None


def _kept(found: Interval, lower: Fraction, *, is_mirrored: bool = False) -> Interval:
    """Return an interval that is above zero if, and only if, an exact lower end is.

    With ``is_mirrored`` it is the upper end, with the other sign.
    """
    if is_mirrored:
        return _kept(found.mirrored(), lower).mirrored()
    assert found.lower is not None
    if lower <= 0:
        return found if found.lower < 0 else Interval(lower, found.upper)
    return found if found.lower > 0 else Interval(_ZERO, found.upper, False, True)


def difference_rows(measured: Iterable[Bound], measures: Measures) -> Iterator[Row]:
    """Yield a row for each difference of two sampled numbers that measures ask for.

    All have one name and one level, that of the surest: they hold together.
    """
    samples = measures.unknowns.samples
    if not samples:
        return
    found: dict[Form, Difference] = {}
    for bound in measured:
        for node, one, other in _compared(bound):
            difference = _difference(measures.value_of(one), measures.value_of(other), samples)
            if difference is not None:
                difference.refuse_overlap()
                if not difference.is_nearly_normal:
                    measures.unknowns.notes[node.text] = FEW
                found.setdefault(difference.form, difference)
    every = tuple(found.values())
    if not every:
        return
    level = max(max(each.one.confidence, each.other.confidence) for each in every)
    each_level = 1 - (1 - level) / len(every)
    bounded = [(each, within) for each in every if (within := each.within(each_level)) is not None]
    name = _name([each for each, _ in bounded])
    for each, within in bounded:
        yield Row(name, each.form, within, level)


def _name(every: Sequence[Difference]) -> str:
    if not every:
        return ""
    how = told_or(dict.fromkeys(told_join(", ", (each.kind, each.method)) for each in every))
    first = told_and((every[0].one.label, every[0].other.label))
    if len(every) == 1:
        return told("difference of {both} ({how})", both=first, how=how)
    return told(
        "{n} differences together, such as of {both} ({how})",
        n=told_digits(f"{len(every):,}"),
        both=first,
        how=how,
    )


def _compared(bound: Bound) -> Iterator[tuple[Bound, Bound, Bound]]:
    """Yield every two numbers whose difference is inside a measure, behind the part it is in."""
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
                yield node, left, right


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
    # A number that is added moves both ends, and says nothing of the two samples.
    alone = replace(form, constant=_ZERO).scaled(_ONE / times)
    return Difference(alone, samples[one], samples[other])


def sample_of(value: Value, unknowns: Unknowns) -> Sampled | None:
    """Return the sample whose number a value is; ``None`` for what is calculated, or certain."""
    if not unknowns.samples or not isinstance(value, Quotient) or not value.is_linear:
        return None
    form = value.numerator
    if form.constant or len(form.terms) != 1 or form.terms[0][1] != 1:
        return None
    return unknowns.samples.get(form.terms[0][0])
