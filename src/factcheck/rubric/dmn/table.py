"""A decision table of a model as a rubric."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.rubric import (
    SCORE,
    Categories,
    CategoryDomain,
    HitPolicy,
    Literal,
    NumberDomain,
    Numbers,
    Output,
    Rubric,
    RubricClass,
    RubricTest,
    Rule,
    UnknownPolicy,
    ValueKind,
    class_output,
)
from factcheck.rubric.codes import OUTSIDE_DOMAIN, REPEATED, TOO_LARGE
from factcheck.rubric.dmn.clauses import is_normal, normal, read_input
from factcheck.rubric.dmn.codes import DMN_OUTPUT, DMN_SHAPE
from factcheck.rubric.dmn.extensions import is_percent, with_extensions
from factcheck.rubric.dmn.faults import shown, text_of
from factcheck.rubric.dmn.form import check_form
from factcheck.rubric.dmn.outputs import Given, check_value, read_output, read_result
from factcheck.rubric.errors import WordsError
from factcheck.rubric.sets import holds_some
from factcheck.rubric.sfeel import unary_tests_in
from factcheck.rubric.sfeel.show import show_tests, tidied

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.model.rubric import Domain, RubricInput, ValueSet
    from factcheck.model.span import Text
    from factcheck.rubric.dmn.clauses import Model
    from factcheck.rubric.dmn.document import Element
    from factcheck.rubric.dmn.faults import Faults
    from factcheck.rubric.dmn.outputs import OutputClause
    from factcheck.rubric.sfeel import Tested

MAX_INPUTS = 20
MAX_RULES = 2_000
MOST_FAULTS = 100
"""After so many nothing more is looked for in one table."""

_POLICIES = {
    "UNIQUE": HitPolicy.UNIQUE,
    "ANY": HitPolicy.ANY,
    "PRIORITY": HitPolicy.PRIORITY,
    "FIRST": HitPolicy.FIRST,
    "RULE ORDER": HitPolicy.RULE_ORDER,
    "OUTPUT ORDER": HitPolicy.OUTPUT_ORDER,
    "COLLECT": HitPolicy.COLLECT,
}
_AGGREGATIONS = {
    "SUM": HitPolicy.SUM,
    "MIN": HitPolicy.MINIMUM,
    "MAX": HitPolicy.MAXIMUM,
    "COUNT": HitPolicy.NUMBER,
}
_ORDERED = frozenset({HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER})


class Owner(NamedTuple):
    """What holds a decision table."""

    name: str
    """What the table is called by."""
    about: str | None
    type: str
    """The type of its result, empty where nobody says."""


def read_table(table: Element, owner: Owner, model: Model, faults: Faults) -> Rubric | None:
    """Return a decision table as a rubric; ``None`` where part of it is refused, and reported.

    A table with one output of texts that gives one of them classifies rows; one that collects
    numbers gives a score; others keep the names of their outputs.
    """
    clauses = table.all("input")
    rows = table.all("rule")
    policy = _policy(table, faults)
    if not _has_size(table, clauses, rows, faults):
        return None
    reported = len(faults.found)
    check_form(table, faults)
    if len(faults.found) > reported:
        # What else would be said of such a table may follow from it.
        return None
    columns = _columns(rows, len(clauses))
    inputs = [
        read_input(clause, cells, model, faults)
        for clause, cells in zip(clauses, columns, strict=True)
    ]
    _check_names(table, inputs, faults)
    outputs = _outputs(table, owner, model, policy, faults)
    rules = []
    for number, row in enumerate(rows, 1):
        rules.append(_rule(number, row, Clauses(inputs, outputs, model), faults))
        if len(faults.found) >= MOST_FAULTS:
            break
    kept = _told_apart([each for each in rules if each is not None])
    otherwise = _otherwise(len(rows) + 1, table, outputs, model, faults)
    if faults.found or policy is None:
        return None
    known = tuple(each for each in inputs if each is not None)
    described = table.first("description")
    about = owner.about if described is None else normal(described.text)
    base = Rubric(
        table.document.file,
        policy,
        UnknownPolicy.NO_MATCH,
        known,
        _named(outputs, owner),
        kept,
        otherwise,
        name=owner.name,
        about=about or None,
        warnings=tuple(faults.warnings),
    )
    classified = _classified(base, outputs)
    found = with_extensions(classified, model.root, outputs[0].element, faults)
    shares = frozenset(each.name for each, of in zip(known, clauses, strict=True) if is_percent(of))
    found = _with_shares(found, shares) if shares else found
    return None if faults.found else found


def _policy(table: Element, faults: Faults) -> HitPolicy | None:
    written = normal(table.attributes.get("hitPolicy", "UNIQUE")).upper()
    policy = _POLICIES.get(written)
    if policy is None:
        message = f"{quoted(written)} is no hit policy of DMN"
        faults.at(DMN_SHAPE, message, table, did_you_mean(written, _POLICIES))
        return None
    aggregation = table.attributes.get("aggregation", "").strip().upper()
    if not aggregation:
        return policy
    if policy is not HitPolicy.COLLECT or aggregation not in _AGGREGATIONS:
        message = f"{quoted(aggregation)} is no aggregation of the hit policy {quoted(written)}"
        hint = "SUM, MIN, MAX and COUNT stand beside COLLECT"
        faults.at(DMN_SHAPE, message, table, hint)
        return None
    return _AGGREGATIONS[aggregation]


def _has_size(
    table: Element, clauses: Sequence[Element], rows: Sequence[Element], faults: Faults
) -> bool:
    before = len(faults.found)
    if not clauses:
        faults.at(DMN_SHAPE, "the table has no input", table)
    if not rows:
        faults.at(DMN_SHAPE, "the table has no rule", table)
    for what, found, most in (("inputs", clauses, MAX_INPUTS), ("rules", rows, MAX_RULES)):
        if len(found) > most:
            message = f"the table has {len(found):,} {what}; the limit is {most:,}"
            faults.at(TOO_LARGE, message, found[most])
    if not table.all("output"):
        faults.at(DMN_SHAPE, "the table has no output", table)
    return len(faults.found) == before


def _columns(rows: Sequence[Element], number: int) -> list[list[Element | None]]:
    """Return for each input the texts of its entries, one for each rule; ``None`` without one."""
    entries = [row.all("inputEntry") for row in rows]
    return [
        [each[place].first("text") if place < len(each) else None for each in entries]
        for place in range(number)
    ]


def _check_names(table: Element, inputs: Sequence[RubricInput | None], faults: Faults) -> None:
    seen: set[str] = set()
    for each in inputs:
        if each is not None and each.name in seen:
            message = f"two inputs of the table look at {quoted(each.name)}"
            faults.at(REPEATED, message, table, "make one input of them")
        seen |= set() if each is None else {each.name}


def _outputs(
    table: Element, owner: Owner, model: Model, policy: HitPolicy | None, faults: Faults
) -> list[OutputClause]:
    clauses = table.all("output")
    is_single = len(clauses) == 1
    fallback = (table.attributes.get("typeRef", "") or owner.type) if is_single else ""
    gives_one = policy is not None and policy.is_single
    given = Given(fallback, is_of_each=gives_one)
    outputs = [read_output(clause, given, model, faults) for clause in clauses]
    if not is_single and policy is not None and policy.is_score:
        message = f"a table with several outputs cannot give {quoted(policy.value)}"
        faults.at(DMN_SHAPE, message, table, "collect them without an aggregation")
    if policy in _ORDERED and not any(each.values for each in outputs):
        message = f"under {quoted(str(table.attributes.get('hitPolicy')))} the output values count"
        hint = "list them under 'outputValues', the most important first"
        faults.at(DMN_OUTPUT, message, table, hint)
    names = [each.name for each in outputs]
    for each in outputs if not is_single else ():
        if not each.name:
            faults.at(DMN_SHAPE, "one of several outputs has no name", each.element)
        elif names.count(each.name) > 1:
            message = f"two outputs are called {quoted(each.name)}"
            faults.at(REPEATED, message, each.element)
    return outputs


class Clauses(NamedTuple):
    """What rules speak of."""

    inputs: Sequence[RubricInput | None]
    outputs: Sequence[OutputClause]
    model: Model


def _rule(number: int, row: Element, clauses: Clauses, faults: Faults) -> Rule | None:
    inputs, outputs, model = clauses
    entries = row.all("inputEntry")
    results = row.all("outputEntry")
    if len(entries) != len(inputs) or len(results) != len(outputs):
        found = f"{len(entries)} input and {len(results)} output entries"
        message = f"rule {number} has {found}; the table has {len(inputs)} and {len(outputs)}"
        faults.at(DMN_SHAPE, message, row)
        return None
    where = f"rule {number}"
    tests = tuple(
        test
        for of, entry in zip(inputs, entries, strict=True)
        for test in _tests(of, entry, where, model, faults)
    )
    values = [
        read_result(entry, output, where, model, faults)
        for entry, output in zip(results, outputs, strict=True)
    ]
    outcome = tuple(each for each in values if each is not None)
    span = row.span
    return Rule(number, span, tests, (outcome,), _because(row), _id(row))


def _tests(
    of: RubricInput | None, entry: Element, where: str, model: Model, faults: Faults
) -> Iterator[RubricTest]:
    """Yield the test of an entry, if it tests anything."""
    text = entry.first("text")
    if of is None or text is None or not text.text.strip():
        return
    what = f"{where}, input {quoted(of.name)}"
    try:
        tested = unary_tests_in(text.text, of.domain)
    except WordsError as error:
        faults.within(error, text, what)
        return
    allowed = _nothing(of.domain) if tested.allowed is None else tested.allowed
    is_futile = not tested.holds_without and not holds_some(allowed, of.domain)
    if is_futile and not model.for_analysis:
        message = f"no value of the domain is {shown(text.text)}"
        faults.within(WordsError(OUTSIDE_DOMAIN, message), text, what)
        return
    if _is_test(text.text):
        written = _written(text, of.domain, tested)
        yield RubricTest(of.name, allowed, written, tested.holds_without)


def _nothing(domain: Domain) -> ValueSet:
    return Numbers(()) if isinstance(domain, NumberDomain) else Categories(())


def _is_test(text: str) -> bool:
    return text.strip() != "-"


def _written(text: Element, domain: Domain, tested: Tested) -> Text:
    """Return a test as it is written, where the words of rubrics would not read it otherwise.

    They know "not" before a number, which there says nothing of null, and a category word for
    word.
    """
    written = tidied(text.text)
    if isinstance(domain, NumberDomain) and tested.is_negated and tested.allowed is not None:
        written = show_tests(tested.allowed, domain, holds_without=tested.holds_without)
    elif isinstance(domain, CategoryDomain) and not domain.is_boolean and written in domain.values:
        written = f"{written}, {written}"
    return text_of(text, written)


def _because(row: Element) -> str | None:
    """Return the notes beside a rule: its annotations, or its description."""
    notes = [each.first("text") for each in row.all("annotationEntry")]
    said = [normal(each.text) for each in notes if each is not None and each.text.strip()]
    described = row.first("description")
    if not said and described is not None:
        said = [normal(described.text)]
    return "; ".join(said) or None


_GENERATED = re.compile(r"_?[0-9a-f]{8}-[0-9a-f]{4}-.*|(?:DecisionRule|row|rule|drg|dmn)[-_]?\w*")


def _id(row: Element) -> str | None:
    """Return what people call a rule: its label, or its id where no program made it."""
    label = normal(row.attributes.get("label", ""))
    written = normal(row.attributes.get("id", ""))
    return label or (None if not written or _GENERATED.fullmatch(written) else written)


def _with_shares(rubric: Rubric, names: frozenset[str]) -> Rubric:
    """Return a rubric in which some inputs are shares, which it writes with a percent sign."""
    inputs = {
        each.name: replace(each, domain=replace(each.domain, is_percent=True))
        if each.name in names and isinstance(each.domain, NumberDomain)
        else each
        for each in rubric.inputs
    }

    def rewritten(test: RubricTest) -> RubricTest:
        if test.input not in names:
            return test
        domain = inputs[test.input].domain
        shown = show_tests(test.allowed, domain, holds_without=test.holds_without)
        return replace(test, text=replace(test.text, value=shown))

    rules = tuple(replace(rule, tests=tuple(map(rewritten, rule.tests))) for rule in rubric.rules)
    return replace(rubric, inputs=tuple(inputs.values()), rules=rules)


def _told_apart(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return rules without the ids that several of them have."""
    names = Counter(rule.id for rule in rules)
    return tuple(rule if names[rule.id] == 1 else replace(rule, id=None) for rule in rules)


def _otherwise(
    number: int, table: Element, outputs: Sequence[OutputClause], model: Model, faults: Faults
) -> Rule | None:
    """Return what decides where no rule matches, if an output has a default; others are null."""
    if all(each.default is None for each in outputs):
        return None
    outcome = tuple(each.default or Literal(ValueKind.NOTHING, "") for each in outputs)
    for value, each in zip(outcome, outputs, strict=True):
        check_value(value, each, each.element, "the default output", model, faults)
    return Rule(number, table.span, (), (outcome,))


def _named(outputs: Sequence[OutputClause], owner: Owner) -> tuple[Output, ...]:
    """Return the outputs with names: a single one has that of its decision if it has none."""
    return tuple(Output(each.name or owner.name, each.values) for each in outputs)


def _classified(rubric: Rubric, outputs: Sequence[OutputClause]) -> Rubric:
    """Return a rubric with classes or a score where that is what its only output gives."""
    if len(rubric.outputs) != 1:
        return rubric
    rules = (*rubric.rules, *(() if rubric.otherwise is None else (rubric.otherwise,)))
    given: list[Literal] = [outcome[0] for rule in rules for outcome in rule.outcomes]
    if any(each.is_expression for each in given):
        return rubric
    kinds = {each.kind for each in (*given, *rubric.outputs[0].values)}
    if rubric.hit.is_score:
        is_score = kinds == {ValueKind.NUMBER} and not outputs[0].values
        return _with(rubric, Output(SCORE)) if is_score else rubric
    names = [each.text for each in outputs[0].values or tuple(dict.fromkeys(given))]
    if not rubric.hit.is_single or kinds != {ValueKind.TEXT} or len(names) < _FEWEST:
        return rubric
    if not all(map(is_normal, names)):
        return rubric
    classes = tuple(RubricClass(name) for name in names)
    return _with(rubric, class_output(names), classes)


_FEWEST = 2
"""Classes that tell something apart."""


def _with(rubric: Rubric, output: Output, classes: tuple[RubricClass, ...] = ()) -> Rubric:
    return replace(rubric, outputs=(output,), classes=classes)
