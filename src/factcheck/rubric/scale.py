"""A house's scale: a decision table that turns outcomes of checks into the house's labels.

What it looks at is known, and so is which values go together: a claim that is supported is not
missed by anything, one that is refuted is too high or too low.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.problem import Problem, Severity
from factcheck.model.rubric import (
    Categories,
    CategoryDomain,
    NumberDomain,
    Numbers,
    RubricInput,
)
from factcheck.model.spec import Verdict
from factcheck.rubric.analysis import analysed_in_passing, problems_of
from factcheck.rubric.analysis.codes import GAP, OUTSIDE_DOMAIN, OVERLAP, UNFINISHED
from factcheck.rubric.errors import NoRuleError, SeveralRulesError, TooManyError
from factcheck.rubric.evaluate import classes_given, classes_of, combinations
from factcheck.rubric.pieces import cut
from factcheck.rubric.scale_codes import SCALE_GAP, SCALE_LARGE, SCALE_OVERLAP
from factcheck.rubric.scale_outcomes import with_findings
from factcheck.rubric.sets import everything_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from factcheck.model.rubric import Domain, Rubric, Rule, ValueSet
    from factcheck.model.span import Span
    from factcheck.rubric.errors import Witness
    from factcheck.rubric.pieces import DecisionTable

VERDICT = "verdict"
DISTANCE = "distance"
DIRECTION = "direction"
FINDINGS = "findings"
ASSUMPTIONS = "assumptions"
ILLUSTRATIVE = "illustrative"

TOO_LOW = "too low"
TOO_HIGH = "too high"
NEITHER = "neither"

TRUE, FALSE = Categories(("true",)), Categories(("false",))

NONE = Numbers((Interval.point(0),))
"""No distance, no findings."""
_MISSED = Categories((TOO_LOW, TOO_HIGH))
_FROM_ZERO = Interval.at_least(Fraction(0))
_NUMBER = NumberDomain(_FROM_ZERO, is_integer=True)
_BOOLEAN = CategoryDomain(("true", "false"), is_boolean=True)
_DOMAINS: dict[str, Domain] = {
    VERDICT: CategoryDomain(tuple(each.value for each in Verdict)),
    DISTANCE: NumberDomain(_FROM_ZERO, is_percent=True),
    DIRECTION: CategoryDomain((TOO_LOW, TOO_HIGH, NEITHER)),
    FINDINGS: _NUMBER,
    ASSUMPTIONS: _NUMBER,
    ILLUSTRATIVE: _BOOLEAN,
}

_FOUND_HERE = frozenset({GAP, OVERLAP, UNFINISHED})
"""What is found by trying only what can go together."""


def scale_inputs(findings: Iterable[str], span: Span) -> tuple[RubricInput, ...]:
    """Return what a scale may look at; ``findings`` are the slugs of all checks.

    Beside what is told of every outcome that is each finding, which is there or not. ``span`` is
    where to say that something is wrong with them.
    """
    domains = {**_DOMAINS, **dict.fromkeys(findings, _BOOLEAN)}
    return tuple(RubricInput(name, span, name, domain) for name, domain in domains.items())


def possible_beside(verdict: Verdict, scale: Rubric) -> dict[str, ValueSet]:
    """Return what each input of a scale may be beside a verdict."""
    found = {each.name: everything_in(each.domain) for each in scale.inputs}
    found[VERDICT] = Categories((verdict.value,))
    if verdict is Verdict.SUPPORTED:
        return found | {DISTANCE: NONE, DIRECTION: Categories((NEITHER,))}
    if verdict is Verdict.REFUTED:
        return found | {DIRECTION: _MISSED}
    return found


def labels_of(scale: Rubric, values: Mapping[str, ValueSet]) -> tuple[str, ...]:
    """Return the names of the labels that an outcome may have, in the order of the scale.

    ``values`` has what each input may be; ``scale`` is one that has no problems.
    """
    return classes_of(cut(scale), values)


def labels_beside(verdict: Verdict, scale: Rubric) -> tuple[str, ...]:
    """Return the names of the labels that may stand beside a verdict, in the order of the scale.

    ``scale`` is one that has no problems.
    """
    given = {
        name
        for rules, witness in _outcomes(verdict, cut(scale))
        for name in classes_given(scale, rules, witness)
    }
    return tuple(each for each in scale.class_names if each in given)


def shown_label(scale: Rubric, name: str) -> str:
    """Return a label as the house writes it."""
    return next(each.label or each.name for each in scale.classes if each.name == name)


def problems_of_scale(scale: Rubric) -> tuple[Problem, ...]:
    """Return what is wrong with a scale, or doubtful.

    An outcome that has no label is an error for each verdict, and one about which several rules
    decide; a rule that never decides is a warning.
    """
    return tuple(_problems(scale)) or tuple(_doubts(scale))


def _doubts(scale: Rubric) -> Iterator[Problem]:
    """Yield the rules that nothing can match, and what the analysis warns of.

    What depends on which values go together is not asked of the analysis.
    """
    told = set()
    for problem in problems_of(analysed_in_passing(scale)):
        if problem.severity is Severity.WARNING and problem.code not in _FOUND_HERE:
            told.add(problem.span)
            yield problem
    for rule in _idle(scale):
        if rule.span not in told:
            message = f"{rule.called} never matches: what it tests does not go together"
            hint = "mend one of its tests, or leave the rule out"
            severity = Severity.WARNING
            yield Problem(OUTSIDE_DOMAIN, message, rule.span, hint=hint, severity=severity)


def _idle(scale: Rubric) -> Iterator[Rule]:
    """Yield the rules that match no outcome that can be."""
    table = cut(scale)
    matching = 0
    for verdict in Verdict:
        for rules, _ in _outcomes(verdict, table):
            matching |= rules
    for place, rule in enumerate(scale.rules):
        if not matching >> place & 1:
            yield rule


def _problems(scale: Rubric) -> Iterator[Problem]:
    table = cut(scale)
    for verdict in Verdict:
        try:
            for rules, witness in _outcomes(verdict, table):
                classes_given(scale, rules, witness)
        except NoRuleError as error:
            message = f"no rule matches {_told(scale, error.witness)}"
            hint = "add a rule for it, or end the rules with 'otherwise: …'"
            yield Problem(SCALE_GAP, message, _rules(scale), hint=hint)
        except SeveralRulesError as error:
            named = " and ".join(f"{each.called} (line {each.span.line})" for each in error.rules)
            message = f"{named} all match {_told(scale, error.witness)}"
            hint = "make one of them narrower, or say 'hit_policy: first'"
            yield Problem(SCALE_OVERLAP, message, error.rules[-1].span, hint=hint)
        except TooManyError:
            message = f"the rules tell too many outcomes of the verdict '{verdict.value}' apart"
            yield Problem(SCALE_LARGE, message, _rules(scale))


def _outcomes(verdict: Verdict, table: DecisionTable) -> Iterator[tuple[int, Witness]]:
    """Yield which rules may match beside a verdict: without findings, then with some."""
    scale = table.rubric
    possible = possible_beside(verdict, scale)
    named = frozenset(each.name for each in scale.inputs if each.name not in _DOMAINS)
    without = possible | {FINDINGS: NONE} | dict.fromkeys(named, FALSE)
    yield from combinations(table, without).items()
    yield from with_findings(table, possible, FINDINGS, named).items()


def _rules(scale: Rubric) -> Span:
    """Return where the last of the rules stands."""
    return (scale.otherwise or scale.rules[-1]).span


def _told(scale: Rubric, witness: Witness) -> str:
    """Return the values of the inputs that some rule tests: ``verdict refuted, distance 5%``."""
    tested = {test.input for rule in scale.rules for test in rule.tests} | {VERDICT}
    values = dict(witness)
    names = (each.name for each in scale.inputs if each.name in tested)
    return ", ".join(f"{name} {values[name]}" for name in names)
