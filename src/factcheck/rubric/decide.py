"""What a decision table says of one row whose values are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.cell import number_key
from factcheck.model.dates import is_date, ordinal_of
from factcheck.model.decimal_text import TooLongError, fraction_of, parse_decimal
from factcheck.model.fraction import Fraction
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.rubric import (
    OTHER,
    Categories,
    CategoryDomain,
    HitPolicy,
    Literal,
    ValueKind,
)
from factcheck.rubric.codes import OUTSIDE_DOMAIN, SEVERAL_RULES, UNREADABLE_TEST
from factcheck.rubric.errors import SeveralRulesError, WordsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from factcheck.model.rubric import Outcome, Rubric, RubricInput, RubricTest, Rule
    from factcheck.rubric.errors import Witness

Known = Fraction | str | None
"""A value of an input: a number, the number of a day, a category, or none at all."""

NULL = "null"
"""Stands for no value."""

_ISO_DAY = len("2019-01-31")


class Decision(Struct, frozen=True):
    """What a table says of one row."""

    outcomes: tuple[Outcome, ...]
    """One; none where nothing matches; several where a rule leaves open which, or of a list."""
    is_list: bool
    """Whether the table gives all of them, in this order."""
    rules: tuple[Rule, ...]
    """The rules that match, in the order of the table."""
    decided_by: tuple[Rule, ...]
    """Those of them that the outcome is from, or what stands under ``otherwise``."""


def known_value(text: str, of: RubricInput) -> Known:
    """Return the value of an input that a text is, as people write it; ``null`` is none.

    Numbers are English numerals, with a percent sign where the input's are shares; days are as
    ISO 8601 has them; truth values are ``true`` and ``false``. Raises ``WordsError`` for any
    other text, and for a value that the domain does not have.
    """
    domain = of.domain
    written = text.strip()
    if isinstance(domain, CategoryDomain):
        return _category(written, domain, of.name)
    if written == NULL:
        return None
    if domain.is_date:
        number = _day(written, of.name)
    else:
        number = _number(written, of.name, is_percent=domain.is_percent)
    is_whole = number.denominator == 1 or not domain.is_integer
    if number not in domain.within or not is_whole:
        message = f"{quoted(written)} is not in the domain of {quoted(of.name)}"
        raise WordsError(OUTSIDE_DOMAIN, message, None if is_whole else "whole numbers only")
    return number


def _category(written: str, domain: CategoryDomain, name: str) -> str | None:
    if domain.is_boolean and written.casefold() in domain.values:
        return written.casefold()
    if written in domain.values and written != OTHER:
        return written
    if written == NULL:
        return None
    if domain.is_open:
        return OTHER
    known = [each for each in domain.values if each != OTHER]
    message = f"{quoted(written)} is not in the domain of {quoted(name)}"
    raise WordsError(OUTSIDE_DOMAIN, message, did_you_mean(written, known))


def _day(written: str, name: str) -> Fraction:
    if len(written) == _ISO_DAY and is_date(written) and not written.startswith("0000"):
        return Fraction(ordinal_of(written))
    message = f"{quoted(written)} is no day, and {quoted(name)} is one"
    raise WordsError(UNREADABLE_TEST, message, "write it as 2019-01-31")


def _number(written: str, name: str, *, is_percent: bool) -> Fraction:
    try:
        number = parse_decimal(written.removesuffix("%") if is_percent else written)
    except TooLongError as error:
        raise WordsError(UNREADABLE_TEST, f"{quoted(written)}: {error}") from error
    if number is None:
        message = f"{quoted(written)} is no number, and {quoted(name)} is one"
        raise WordsError(UNREADABLE_TEST, message)
    if is_percent and number != 0 and not written.endswith("%"):
        message = f"{quoted(name)} is a share, and {quoted(written)} has no percent sign"
        raise WordsError(UNREADABLE_TEST, message, f"write '{written}%'")
    return number / 100 if is_percent else number


def decide(rubric: Rubric, values: Mapping[str, Known]) -> Decision:
    """Return what a table says of one row; ``values`` has every input by its name.

    A test of an input without a value holds only where it asks for none. Where no rule matches,
    ``otherwise`` decides; without it there is no outcome, a list is empty, and sums and numbers
    of outcomes are 0. Raises ``SeveralRulesError`` where several rules match under ``unique``,
    or under ``any`` several that do not agree, and ``WordsError`` for a list or a number of what
    is left open.
    """
    matching = tuple(rule for rule in rubric.rules if _matches(rule, values))
    is_list = not rubric.hit.is_single and not rubric.hit.is_score
    if not matching and rubric.otherwise is not None:
        return Decision(rubric.otherwise.outcomes, False, (), (rubric.otherwise,))
    if rubric.hit.is_single:
        deciding = _deciding(rubric, matching, values)
        return Decision(_given(rubric, deciding), False, matching, deciding)
    outcomes = _each(matching, rubric.hit)
    if is_list:
        return Decision(_listed(rubric, outcomes), True, matching, matching)
    scores = _score(rubric.hit, outcomes)
    return Decision(scores, False, matching, _that_give(rubric.hit, matching, scores))


def _matches(rule: Rule, values: Mapping[str, Known]) -> bool:
    return all(_holds(test, values[test.input]) for test in rule.tests)


def _holds(test: RubricTest, value: Known) -> bool:
    if value is None:
        return test.holds_without
    if isinstance(test.allowed, Categories):
        return value in test.allowed.values
    assert isinstance(value, Fraction)
    return any(value in interval for interval in test.allowed.intervals)


def _deciding(
    rubric: Rubric, matching: tuple[Rule, ...], values: Mapping[str, Known]
) -> tuple[Rule, ...]:
    """Return the rules that the outcome is from, where the table gives a single one."""
    match rubric.hit:
        case HitPolicy.FIRST:
            return matching[:1]
        case HitPolicy.PRIORITY:
            return _foremost(rubric, matching)
        case HitPolicy.ANY if len({frozenset(rule.outcomes) for rule in matching}) <= 1:
            return matching
        case _ if len(matching) <= 1:
            return matching
        case _:
            raise SeveralRulesError(matching, _witness(rubric, values))


def _witness(rubric: Rubric, values: Mapping[str, Known]) -> Witness:
    return tuple((each.name, shown_value(values[each.name], each)) for each in rubric.inputs)


def shown_value(value: Known, of: RubricInput) -> str:
    """Return a value of an input as people write it."""
    from factcheck.rubric.pieces import shown_number

    if value is None:
        return NULL
    if isinstance(of.domain, CategoryDomain):
        return "another text" if value == OTHER else str(value)
    assert isinstance(value, Fraction)
    return shown_number(value, of.domain)


def _foremost(rubric: Rubric, matching: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Return the rules whose outcome may be the most important one.

    A rule that leaves open what it gives may give any of it, so that each choice of one outcome
    a rule counts. Of rules that are equally important the first decides.
    """
    if not matching:
        return ()
    ranks = {rule.number: [rank_of(rubric, each) for each in rule.outcomes] for rule in matching}
    if all(len(rule.outcomes) == 1 for rule in matching):
        return (min(matching, key=lambda rule: ranks[rule.number][0]),)
    last = min(max(each) for each in ranks.values())
    return tuple(rule for rule in matching if min(ranks[rule.number]) <= last)


def rank_of(rubric: Rubric, outcome: Outcome) -> tuple[int, ...]:
    """Return how important an outcome is, the most important the least, one number an output.

    Of an output that does not list its values all are equal; a value that is not listed comes
    last.
    """
    return tuple(
        output.values.index(value) if value in output.values else len(output.values)
        for output, value in zip(rubric.outputs, outcome, strict=True)
    )


def _given(rubric: Rubric, deciding: tuple[Rule, ...]) -> tuple[Outcome, ...]:
    """Return the outcome of rules, or those that it may be, the most important first."""
    outcomes = tuple(dict.fromkeys(each for rule in deciding for each in rule.outcomes))
    if rubric.hit is not HitPolicy.PRIORITY or len(outcomes) <= 1:
        return outcomes
    last = min(max(rank_of(rubric, each) for each in rule.outcomes) for rule in deciding)
    kept = [each for each in outcomes if rank_of(rubric, each) <= last]
    return tuple(sorted(kept, key=lambda each: rank_of(rubric, each)))


def _each(matching: Sequence[Rule], hit: HitPolicy) -> tuple[Outcome, ...]:
    """Return one outcome for each rule."""
    for rule in matching:
        if len(rule.outcomes) > 1:
            message = f"{rule.called} leaves open what it gives, which {quoted(hit.value)} needs"
            raise WordsError(SEVERAL_RULES, message)
    return tuple(rule.outcomes[0] for rule in matching)


def _listed(rubric: Rubric, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    if rubric.hit is HitPolicy.OUTPUT_ORDER:
        return tuple(sorted(outcomes, key=lambda each: rank_of(rubric, each)))
    return outcomes


def _score(hit: HitPolicy, outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Return the one number that is calculated from outcomes; none where there is none."""
    if hit is HitPolicy.NUMBER:
        return (_number_outcome(Fraction(len(set(outcomes)))),)
    numbers = [_number_of(outcome[0], hit) for outcome in outcomes]
    if hit is HitPolicy.SUM:
        return (_number_outcome(sum(numbers, Fraction(0))),)
    if not numbers:
        return ()
    smallest = hit is HitPolicy.MINIMUM
    return (_number_outcome(min(numbers) if smallest else max(numbers)),)


def _number_of(value: Literal, hit: HitPolicy) -> Fraction:
    if value.kind is not ValueKind.NUMBER:
        message = f"{quoted(value.text)} is no number, which {quoted(hit.value)} needs"
        raise WordsError(UNREADABLE_TEST, message, "collect the outcomes, or count them by '#'")
    return fraction_of(value.text)


def _number_outcome(number: Fraction) -> Outcome:
    return (Literal(ValueKind.NUMBER, number_key(number)),)


def _that_give(
    hit: HitPolicy, matching: tuple[Rule, ...], scores: tuple[Outcome, ...]
) -> tuple[Rule, ...]:
    """Return the rules that a number is from: all of them, or those with the smallest one."""
    if hit in {HitPolicy.SUM, HitPolicy.NUMBER}:
        return matching
    return tuple(rule for rule in matching if rule.outcomes == scores)
