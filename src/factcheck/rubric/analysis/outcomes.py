"""What the rules that match a row give together, compared with and without one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.decimal_text import fraction_of
from factcheck.model.rubric import HitPolicy, ValueKind

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from factcheck.model.fraction import Fraction
    from factcheck.model.rubric import Literal, Outcome, Rubric, Rule

Rank = tuple[int, ...]
"""How important an outcome is, the smaller the more."""

NOTHING = "nothing"
"""Stands for what a table gives where no rule matches."""


class Judge:
    """Compares the rules of one table by what they give.

    An expression may come to anything; a rule that gives one gives nothing else.
    """

    def __init__(self, rubric: Rubric) -> None:
        self._hit = rubric.hit
        self._otherwise = rubric.otherwise
        self._orders = _orders(rubric)
        self.outcomes = tuple(frozenset(rule.outcomes) for rule in rubric.rules)
        """What each rule gives: one outcome, or several where it leaves open which."""
        self._best = tuple(min(map(self._best_rank, given)) for given in self.outcomes)
        self._worst = tuple(max(map(self._worst_rank, given)) for given in self.outcomes)
        self._after: dict[Rank, int] = {}
        self._before: dict[Rank, int] = {}
        self._zero = tuple(self._is_zero(given) for given in self.outcomes)

    def agree(self, one: int, other: int) -> bool:
        """Whether two rules give the same."""
        return self.outcomes[one] == self.outcomes[other]

    def overrides(self, one: int, other: int) -> bool:
        """Whether the second rule never decides where both match.

        Under ``first`` it stands later; under ``priority`` each outcome that it may give is less
        important than any of the first one's. Under other policies no rule overrides another.
        """
        return bool(self.overridden(one) >> other & 1)

    def overridden(self, rule: int) -> int:
        """Return the rules that never decide where this one matches too, one bit a rule."""
        match self._hit:
            case HitPolicy.FIRST:
                return (1 << len(self.outcomes)) - (1 << rule + 1)
            case HitPolicy.PRIORITY:
                return self._less_important(self._worst[rule])
            case _:
                return 0

    def overriding(self, rule: int) -> int:
        """Return the rules where which match this one never decides, one bit a rule."""
        match self._hit:
            case HitPolicy.FIRST:
                return (1 << rule) - 1
            case HitPolicy.PRIORITY:
                return self._more_important(self._best[rule])
            case _:
                return 0

    def settles(self, other: int, rule: int) -> bool:
        """Whether a rule makes no difference wherever the other one matches too."""
        same = self.agree(other, rule)
        match self._hit:
            case HitPolicy.UNIQUE | HitPolicy.ANY:
                return self.outcomes[rule] <= self.outcomes[other]
            case HitPolicy.FIRST:
                return other < rule
            case HitPolicy.PRIORITY | HitPolicy.MINIMUM | HitPolicy.MAXIMUM:
                return same or self._worst[other] < self._best[rule]
            case HitPolicy.NUMBER:
                return same and len(self.outcomes[rule]) == 1
            case HitPolicy.SUM | HitPolicy.COLLECT | HitPolicy.RULE_ORDER | HitPolicy.OUTPUT_ORDER:
                return not self.always_counts(rule)
            case _:
                assert_never(self._hit)

    def is_settled(self, full: Sequence[int], partial: Sequence[int], rule: int) -> bool:
        """Whether a rule makes no difference anywhere in a part.

        ``full`` match everywhere in it and ``partial`` somewhere. True is certain, False is not.
        """
        if any(self.settles(each, rule) for each in full):
            return True
        # Some later rule decides in its place, whichever of them that is.
        is_first = self._hit is HitPolicy.FIRST and bool(full)
        return is_first and all(self.agree(each, rule) for each in (*full, *partial))

    def _less_important(self, rank: Rank) -> int:
        if rank not in self._after:
            pairs = enumerate(self._best)
            self._after[rank] = sum(1 << rule for rule, best in pairs if rank < best)
        return self._after[rank]

    def _more_important(self, rank: Rank) -> int:
        if rank not in self._before:
            pairs = enumerate(self._worst)
            self._before[rank] = sum(1 << rule for rule, worst in pairs if worst < rank)
        return self._before[rank]

    def always_counts(self, rule: int) -> bool:
        """Whether leaving out a rule changes what the table gives wherever the rule matches."""
        if self._hit is HitPolicy.SUM:
            return not self._zero[rule]
        return self._hit in {HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER}

    def changes(self, matching: Sequence[int], rule: int) -> bool:
        """Whether the table gives something else without a rule, where these match besides it.

        Under ``unique`` and ``any``, that rules contradict each other is another matter: the
        table is taken to give all that they say. ``matching`` is sorted.
        """
        return self._given(sorted((*matching, rule))) != self._given(matching)

    def _given(self, rules: Sequence[int]) -> Hashable:
        """Return what the rules give together, so that equal objects are equal outcomes."""
        if not rules:
            return self._default()
        given = [self.outcomes[rule] for rule in rules]
        match self._hit:
            case HitPolicy.UNIQUE | HitPolicy.ANY:
                return frozenset().union(*given)
            case HitPolicy.FIRST:
                return given[0]
            case HitPolicy.PRIORITY | HitPolicy.MINIMUM | HitPolicy.MAXIMUM:
                last = min(self._worst[rule] for rule in rules)
                every = frozenset().union(*given)
                return frozenset(each for each in every if self._best_rank(each) <= last)
            case HitPolicy.NUMBER:
                # Rules that leave open what they give are told apart, as each may add to the rest.
                open_rules = [rule for rule in rules if len(self.outcomes[rule]) > 1]
                return frozenset(given), tuple(open_rules)
            case _:
                return tuple(rules)

    def _default(self) -> Hashable:
        if self._otherwise is None:
            return NOTHING
        return frozenset(self._otherwise.outcomes)

    def _worst_rank(self, outcome: Outcome) -> Rank:
        """Return where an outcome stands; what nobody lists is the least important."""
        pairs = zip(outcome, self._orders, strict=True)
        return tuple(order.get(value, len(order)) for value, order in pairs)

    def _best_rank(self, outcome: Outcome) -> Rank:
        """Return where an outcome may stand at best: an expression may turn out to be any value."""
        pairs = zip(outcome, self._worst_rank(outcome), strict=True)
        return tuple(0 if value.is_expression else place for value, place in pairs)

    @staticmethod
    def _is_zero(given: frozenset[Outcome]) -> bool:
        """Whether a rule gives the number 0 and nothing else."""
        return all(
            value.kind is ValueKind.NUMBER and fraction_of(value.text) == 0
            for outcome in given
            for value in outcome
        )


def _orders(rubric: Rubric) -> tuple[dict[Literal, int], ...]:
    """Return for each output where its values stand: as listed, or by size under min and max."""
    if rubric.hit not in {HitPolicy.MINIMUM, HitPolicy.MAXIMUM}:
        return tuple(
            {value: place for place, value in enumerate(output.values)} for output in rubric.outputs
        )
    given = (value for rule in rubric.rules for outcome in rule.outcomes for value in outcome)
    known = {value for value in given if not value.is_expression}
    ordered = sorted(known, key=_by_size, reverse=rubric.hit is HitPolicy.MAXIMUM)
    return ({value: place for place, value in enumerate(ordered)},) * len(rubric.outputs)


def _by_size(value: Literal) -> tuple[str, Fraction, str]:
    """Order numbers by size, and dates and texts as they are written."""
    is_number = value.kind is ValueKind.NUMBER
    return value.kind.value, fraction_of(value.text if is_number else "0"), value.text


def described(rule: Rule) -> str:
    """Return what a rule gives, in words."""
    return " or ".join(", ".join(map(_shown, outcome)) for outcome in rule.outcomes)


_MOST_SHOWN = 100


def _shown(value: Literal) -> str:
    if not value.is_expression:
        return value.text or "null"
    shown = " ".join(value.text.split())
    return (f"{shown[:_MOST_SHOWN]}…" if len(shown) > _MOST_SHOWN else shown) or "(empty)"


def is_expression(rule: Rule) -> bool:
    """Whether part of what a rule gives is an expression, which is not evaluated."""
    return any(value.is_expression for outcome in rule.outcomes for value in outcome)
