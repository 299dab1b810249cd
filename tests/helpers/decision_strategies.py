"""Random decision tables and rows for them, with names and texts that are hard to quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck.model.dates import LAST_ORDINAL, ordinal_of
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval, is_empty
from factcheck.model.rubric import (
    OTHER,
    SCORE,
    Categories,
    CategoryDomain,
    HitPolicy,
    Literal,
    NumberDomain,
    Output,
    Role,
    Rubric,
    RubricClass,
    RubricInput,
    RubricTest,
    Rule,
    UnknownPolicy,
    ValueKind,
    class_output,
)
from factcheck.model.span import Span, Text
from factcheck.rubric import inside, union_of
from factcheck.rubric.sfeel import show_tests, texts_in, unary_tests_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn

    from factcheck.model.rubric import Domain, Outcome, ValueSet
    from factcheck.rubric.decide import Known

NOWHERE = Span("t.yml", 1, 1, 1, 2)
NAMES = ("age", "Risk Category", "it's", 'say "so"', "Pre-bureau", "a`b", "ärger", "x.y", "null")
WORDS = (
    *("a", "b c", "it's", 'say "b"', "a or b", "not c", "1", "true", "null", "x: y", "# z"),
    *("[c]", "–", "yes", "ä ö", "back\\slash", "1..2", "%", "'", "@", "{a}", "b,c", "~", "<5"),
)
FIRST_DAY = ordinal_of("2019-01-01")
HALVES = st.integers(-4, 4).map(lambda number: Fraction(number, 2))
DAYS = st.integers(0, 6).map(lambda number: Fraction(FIRST_DAY + number))
CALENDAR = Interval(Fraction(1), Fraction(LAST_ORDINAL))


def intervals(ends: st.SearchStrategy[Fraction]) -> st.SearchStrategy[Interval]:
    """Return intervals with these ends, or without one."""
    end = st.none() | ends

    def made(lower: Fraction | None, upper: Fraction | None, left: bool, right: bool) -> Interval:
        if lower is not None and upper is not None and lower > upper:
            lower, upper = upper, lower
        if is_empty(lower, upper, left, right):
            left = right = True
        return Interval(lower, upper, left, right)

    return st.builds(made, end, end, st.booleans(), st.booleans())


def domains() -> st.SearchStrategy[Domain]:
    """Return domains of every kind; an open one has the texts that rules may test."""
    words = st.lists(st.sampled_from(WORDS), min_size=2, max_size=5, unique=True)
    narrow = Interval(Fraction(-1), Fraction(2), lower_closed=False)
    units = st.none() | st.just("years")
    return st.one_of(
        st.booleans().map(lambda each: NumberDomain(Interval.everything(), is_integer=each)),
        units.map(lambda each: NumberDomain(narrow, unit=each)),
        st.just(NumberDomain(CALENDAR, is_integer=True, is_date=True)),
        st.just(CategoryDomain(("true", "false"), is_boolean=True)),
        words.map(lambda each: CategoryDomain(tuple(each))),
        words.map(lambda each: CategoryDomain((*each, OTHER), is_open=True)),
    )


@st.composite
def tests_of(draw: DrawFn, of: RubricInput) -> RubricTest | None:
    """Return a test of an input that some value passes, or none at all."""
    domain = of.domain
    without = draw(st.booleans())
    allowed: ValueSet
    if isinstance(domain, CategoryDomain):
        kept = draw(st.lists(st.sampled_from(domain.values), min_size=1, unique=True))
        allowed = Categories(tuple(value for value in domain.values if value in kept))
        is_everything = allowed.values == domain.values
    else:
        ends = DAYS if domain.is_date else HALVES
        allowed = union_of(draw(st.lists(intervals(ends), min_size=1, max_size=3)))
        is_everything = allowed.intervals == (Interval.everything(),)
    if inside(allowed, domain) is None or (is_everything and without):
        return None
    text = show_tests(allowed, domain, holds_without=without)
    return RubricTest(of.name, allowed, Text(text, NOWHERE), without)


def literals(kind: ValueKind) -> st.SearchStrategy[Literal]:
    """Return values of an output."""
    texts = {
        ValueKind.TEXT: WORDS,
        ValueKind.NUMBER: ("-1", "0", "0.5", "2", "3.25"),
        ValueKind.BOOLEAN: ("true", "false"),
        ValueKind.DATE: ("2019-01-01", "2020-02-29"),
        ValueKind.NOTHING: ("",),
    }
    return st.sampled_from(texts[kind]).map(lambda text: Literal(kind, text))


@st.composite
def rubrics(draw: DrawFn, *, policies: Sequence[HitPolicy] = tuple(HitPolicy)) -> Rubric:
    """Return a decision table of one of some hit policies that no reader refuses."""
    policy = draw(st.sampled_from(policies))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    inputs = tuple(
        RubricInput(
            name,
            NOWHERE,
            draw(st.just(name) | st.just(f"{name} column")),
            draw(domains()),
            label=draw(st.none() | st.just(f"the {name}")),
        )
        for name in names
    )
    outputs, classes, outcomes = draw(given_by(policy))
    rules = draw(st.lists(rules_of(inputs, outcomes), min_size=1, max_size=6))
    if policy is HitPolicy.UNIQUE:
        rules = [rule for rule in rules if rule.tests] or rules[:1]
    numbered = tuple(
        replace(rule, number=number, id=None if rule.id is None else f"R{number}")
        for number, rule in enumerate(rules, 1)
    )
    otherwise = None
    if draw(st.booleans()):
        given = draw(outcomes)
        because = draw(st.none() | st.just("for the rest"))
        otherwise = Rule(len(numbered) + 1, NOWHERE, (), (given,), because)
    return _with_open_values(
        Rubric(
            "t.yml",
            policy,
            draw(st.sampled_from(UnknownPolicy)),
            inputs,
            outputs,
            numbered,
            otherwise,
            classes,
            draw(st.sampled_from(("a rubric", "kinds: of 'things'"))),
            about=draw(st.none() | st.just("It says: <what> & why.")),
            version=draw(st.none() | st.just("2")),
            author=draw(st.none() | st.just("A. Author")),
        )
    )


@st.composite
def rules_of(
    draw: DrawFn, inputs: Sequence[RubricInput], outcomes: st.SearchStrategy[Outcome]
) -> Rule:
    """Return a rule with or without a test of each input."""
    tests = [draw(st.none() | tests_of(each)) for each in inputs]
    because = draw(st.none() | st.just('Art. 1 (2): "so" & so'))
    name = draw(st.none() | st.just("R"))
    kept = tuple(each for each in tests if each is not None)
    return Rule(1, NOWHERE, kept, (draw(outcomes),), because, name)


@st.composite
def given_by(
    draw: DrawFn, policy: HitPolicy
) -> tuple[tuple[Output, ...], tuple[RubricClass, ...], st.SearchStrategy[Outcome]]:
    """Return outputs, classes, and the outcomes that rules give under a hit policy."""
    if policy.is_score and draw(st.booleans()):
        return (Output(SCORE),), (), literals(ValueKind.NUMBER).map(lambda each: (each,))
    if policy.is_single and draw(st.booleans()):
        names = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=4, unique=True))
        roles = draw(st.none() | st.lists(st.sampled_from(Role), min_size=4, max_size=4))
        classes = tuple(
            RubricClass(name, None if roles is None else f"{name}!", role)
            for name, role in zip(names, roles or [None] * 4, strict=False)
        )
        values = [Literal(ValueKind.TEXT, name) for name in names]
        return (class_output(names),), classes, st.sampled_from(values).map(lambda each: (each,))
    if policy.is_score:
        kinds = [ValueKind.NUMBER]
    else:
        count = draw(st.integers(1, 2))
        kinds = [draw(st.sampled_from(ValueKind)) for _ in range(count)]
    return draw(_outputs(policy, kinds))


@st.composite
def _outputs(
    draw: DrawFn, policy: HitPolicy, kinds: Sequence[ValueKind]
) -> tuple[tuple[Output, ...], tuple[RubricClass, ...], st.SearchStrategy[Outcome]]:
    outputs = []
    parts = []
    for place, kind in enumerate(kinds):
        # A single output of texts is a class unless something else is among its values.
        nothing = (
            [Literal(ValueKind.NOTHING, "")] if len(kinds) == 1 and not policy.is_score else []
        )
        values = draw(st.lists(literals(kind), min_size=1, max_size=4, unique=True))
        values = list(dict.fromkeys([*values, *nothing]))
        must_list = policy in {HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER} or nothing
        is_listed = must_list or policy.is_score or draw(st.booleans())
        outputs.append(Output(f"out {place}", tuple(values) if is_listed else ()))
        parts.append(st.sampled_from(values))
    return tuple(outputs), (), st.tuples(*parts)


def _with_open_values(rubric: Rubric) -> Rubric:
    """Return a rubric whose open domains have the texts that rules test, in their order."""
    inputs = []
    for each in rubric.inputs:
        if not isinstance(each.domain, CategoryDomain) or not each.domain.is_open:
            inputs.append(each)
            continue
        tests = [test for rule in rubric.rules for test in rule.tests if test.input == each.name]
        texts = dict.fromkeys(text for test in tests for text in texts_in(test.text.value))
        inputs.append(replace(each, domain=replace(each.domain, values=(*texts, OTHER))))
    known = {each.name: each.domain for each in inputs}

    def reread(test: RubricTest) -> RubricTest:
        allowed = unary_tests_in(test.text.value, known[test.input]).allowed
        assert allowed is not None
        return replace(test, allowed=allowed)

    rules = tuple(replace(rule, tests=tuple(map(reread, rule.tests))) for rule in rubric.rules)
    return replace(rubric, inputs=tuple(inputs), rules=rules)


def rows_of(rubric: Rubric) -> st.SearchStrategy[dict[str, Known]]:
    """Return rows with a value, or none, in every input."""
    return st.fixed_dictionaries({each.name: _values(each.domain) for each in rubric.inputs})


def _values(domain: Domain) -> st.SearchStrategy[Known]:
    if isinstance(domain, CategoryDomain):
        return st.none() | st.sampled_from(domain.values)
    numbers = DAYS if domain.is_date else HALVES
    if domain.is_integer:
        numbers = numbers.filter(lambda number: number.denominator == 1)
    return st.none() | numbers.filter(lambda number: number in domain.within)
