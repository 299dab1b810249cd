"""What is found about rules, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.near import quoted
from factcheck.model.rubric import HitPolicy
from factcheck.rubric.analysis import codes
from factcheck.rubric.analysis.findings import Finding, Kind, Level
from factcheck.rubric.analysis.grid import meet
from factcheck.rubric.analysis.outcomes import described, is_expression
from factcheck.rubric.analysis.shown import region_of, witness_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcheck.model.problem import Code
    from factcheck.model.rubric import Rubric, RubricInput, Rule
    from factcheck.rubric.analysis.grid import Box, Grid

_SHOWN = 5
_STRICT = frozenset({HitPolicy.UNIQUE, HitPolicy.ANY})


def named(rule: Rule) -> str:
    """Return a rule with its line: ``rule R2 (line 14)``."""
    return f"{rule.called} (line {rule.span.line})"


def listed(rules: Sequence[Rule]) -> str:
    """Return rules as a list in words, at most five of them by name."""
    names = [named(rule) for rule in rules[:_SHOWN]]
    more = len(rules) - _SHOWN
    if more > 0:
        names.append(f"{more} more")
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def gap(grid: Grid, box: Box, part: Box) -> Finding:
    """Return that no rule matches a box; the witness is of a part of it."""
    message, hint = _unmatched(grid.rubric, "these rows")
    level = _gap_level(grid.rubric)
    found = _found(grid, Kind.GAP, codes.GAP, level, message, box, hint=hint)
    return replace(found, witness=witness_of(grid, part))


def open_text(grid: Grid, of: RubricInput, box: Box) -> Finding:
    """Return that a text which no rule names is matched by none."""
    message, hint = _unmatched(grid.rubric, f"texts of {of.name} that no rule names")
    level = _gap_level(grid.rubric)
    return _found(
        grid,
        Kind.OPEN_TEXT,
        codes.OPEN_TEXT,
        level,
        message,
        box,
        hint=hint and f"list the values of {of.name}, or {hint}",
        of=of.name,
    )


def _unmatched(rubric: Rubric, rows: str) -> tuple[str, str | None]:
    if rubric.otherwise is not None:
        return f"only `otherwise` decides {rows}: {described(rubric.otherwise)}", None
    if _counts_nothing(rubric):
        return f"no rule matches {rows}: the score is 0", None
    return f"no rule matches {rows}", "add a rule, or end the rules with `otherwise:`"


def _gap_level(rubric: Rubric) -> Level:
    is_decided = rubric.otherwise is not None or _counts_nothing(rubric)
    return Level.NOTE if is_decided else Level.WARNING


def _counts_nothing(rubric: Rubric) -> bool:
    """Whether a row that no rule matches has a score for all that, 0."""
    return rubric.hit in {HitPolicy.SUM, HitPolicy.NUMBER}


def disagreeing(
    grid: Grid, pair: tuple[int, int], *, decides: int | None, is_same_box: bool
) -> Finding:
    """Return that two rules match a box and give different outcomes.

    ``decides`` is the one whose outcome it is, where it is always the same one.
    """
    one, other = (grid.rubric.rules[each] for each in pair)
    told = f"{'test the same' if is_same_box else 'both match these rows'}, and give "
    is_known = not (is_expression(one) or is_expression(other))
    told += "different outcomes" if is_known else "outcomes that are not known to be the same"
    told += f": {described(one)} and {described(other)}"
    level = Level.ERROR
    hint: str | None = "make one of the rules narrower"
    if grid.rubric.hit not in _STRICT:
        level = Level.WARNING if is_same_box else Level.NOTE
        told += "; the more important one decides"
        if decides is not None:
            told += f", {grid.rubric.rules[decides].called}"
        hint = None
    if grid.rubric.hit is HitPolicy.FIRST:
        told = told.replace("the more important one", "the first one")
    kind = Kind.DUPLICATE if is_same_box else Kind.OVERLAP
    message = f"{named(one)} and {named(other)} {told}"
    return _found(
        grid, kind, codes.OVERLAP, level, message, _shared(grid, pair), (one, other), hint=hint
    )


def misleading(grid: Grid, pair: tuple[int, int], inputs: Iterable[str]) -> Finding:
    """Return that the first rule of a pair overrides the other, which tests more inputs."""
    one, other = (grid.rubric.rules[each] for each in pair)
    message = (
        f"{named(one)} decides rows of {named(other)}, which is more specific about "
        f"{' and '.join(inputs)}: {described(one)} is more important than {described(other)}"
    )
    return _found(
        grid,
        Kind.MISLEADING,
        codes.MISLEADING,
        Level.NOTE,
        message,
        _shared(grid, pair),
        (one, other),
    )


def agreeing(grid: Grid, pair: tuple[int, int]) -> Finding:
    """Return that two rules match a box and give the same outcome."""
    one, other = (grid.rubric.rules[each] for each in pair)
    message = f"{named(one)} and {named(other)} both match these rows, and give the same: "
    message += described(one)
    hint = _hint_for_unique(grid.rubric)
    return _found(
        grid,
        Kind.OVERLAP,
        codes.OVERLAP,
        Level.NOTE,
        message,
        _shared(grid, pair),
        (one, other),
        hint=hint,
    )


def duplicate(grid: Grid, pair: tuple[int, int]) -> Finding:
    """Return that two rules test the same; also where both of them count."""
    one, other = (grid.rubric.rules[each] for each in pair)
    message = f"{named(one)} and {named(other)} test the same"
    level = Level.NOTE
    if grid.rubric.hit.is_single:
        message += f", and give the same: {described(one)}"
        level = Level.WARNING
    hint = "leave out one of them" if grid.rubric.hit.is_single else None
    return _found(
        grid,
        Kind.DUPLICATE,
        codes.REDUNDANT,
        level,
        message,
        _shared(grid, pair),
        (one, other),
        hint=hint,
    )


def subsumed(grid: Grid, pair: tuple[int, int], *, is_redundant: bool) -> Finding:
    """Return that the second rule of a pair lies within the first, which gives the same."""
    outer, inner = (grid.rubric.rules[each] for each in pair)
    message = f"{named(inner)} lies within {named(outer)}, which gives the same: {described(outer)}"
    hint = "leave it out: that changes no outcome" if is_redundant else None
    return _found(
        grid,
        Kind.SUBSUMED,
        codes.REDUNDANT,
        Level.NOTE,
        message,
        _shared(grid, pair),
        (outer, inner),
        hint=hint or _hint_for_unique(grid.rubric),
    )


def _hint_for_unique(rubric: Rubric) -> str | None:
    if rubric.hit is not HitPolicy.UNIQUE:
        return None
    return "under `unique` such a row is refused; `hit_policy: any` allows rules that agree"


def masked(grid: Grid, rule: int, over: Sequence[int]) -> Finding:
    """Return that a rule never decides, because others always do."""
    it = grid.rubric.rules[rule]
    others = tuple(grid.rubric.rules[each] for each in over)
    why = "before it" if grid.rubric.hit is HitPolicy.FIRST else "with more important outcomes"
    verb = "matches" if len(others) == 1 else "together match"
    message = f"{named(it)} never decides: {listed(others)}, {why}, {verb} all of its rows"
    box = grid.boxes[rule]
    return _found(
        grid, Kind.MASKED, codes.MASKED, Level.WARNING, message, box, (it,), others=others
    )


def redundant(grid: Grid, rule: int, others: Sequence[int]) -> Finding:
    """Return that a rule makes no difference."""
    it = grid.rubric.rules[rule]
    with_it = tuple(grid.rubric.rules[each] for each in others)
    message = f"{named(it)} can be left out: {{}} the same outcome in all of its rows"
    if with_it:
        verb = "gives" if len(with_it) == 1 else "give"
        message = message.format(f"{listed(with_it)} {verb}")
    else:
        message = message.format("`otherwise` gives")
    box = grid.boxes[rule]
    return _found(
        grid, Kind.REDUNDANT, codes.REDUNDANT, Level.NOTE, message, box, (it,), others=with_it
    )


def is_for_none(grid: Grid, rule: int) -> bool:
    """Whether a rule that matches no value of the domain is for rows without a value."""
    empty = _empty_input(grid, rule)
    tests = grid.rubric.rules[rule].tests
    return any(test.input == empty and test.holds_without for test in tests)


def _empty_input(grid: Grid, rule: int) -> str:
    sides = zip(grid.axes, grid.boxes[rule], strict=True)
    return next(axis.input.name for axis, side in sides if not side)


def never_matches(grid: Grid, rule: int) -> Finding:
    """Return that a rule matches no value of the domain."""
    it, empty = grid.rubric.rules[rule], _empty_input(grid, rule)
    if is_for_none(grid, rule):
        message = f"{named(it)} matches only rows in which {empty} has no value"
        return Finding(Kind.NEVER_MATCHES, Level.NOTE, codes.OUTSIDE_DOMAIN, message, (it,))
    message = f"{named(it)} never matches: no value of {empty}'s domain passes its test"
    hint = f"mend the test, or widen the domain of {empty}"
    return Finding(
        Kind.NEVER_MATCHES,
        Level.WARNING,
        codes.OUTSIDE_DOMAIN,
        message,
        (it,),
        hint=hint,
        input=empty,
    )


def outside(grid: Grid, rule: int, name: str, far: str) -> Finding:
    """Return that a rule tests an input for values that its domain does not have."""
    it = grid.rubric.rules[rule]
    message = f"{named(it)} tests {name} for {far}, which reaches beyond its domain"
    return Finding(
        Kind.OUTSIDE_DOMAIN,
        Level.WARNING,
        codes.OUTSIDE_DOMAIN,
        message,
        (it,),
        hint=f"widen the domain of {name}, or mend the test",
        input=name,
    )


def no_effect(of: RubricInput) -> Finding:
    """Return that no rule tells the values of an input apart."""
    message = f"no rule tells two values of {of.name} apart"
    hint = "leave the input out, or add the rule that tests it"
    return Finding(
        Kind.NO_EFFECT, Level.WARNING, codes.NO_EFFECT, message, hint=hint, input=of.name
    )


def outcomes_not_evaluated(rules: Sequence[Rule]) -> Finding:
    """Return that rules give expressions."""
    message = (
        f"{listed(rules)}: the outcome is an expression, which is not evaluated; it counts as "
        "different from every other one unless the text is the same"
    )
    return Finding(Kind.NOT_EVALUATED, Level.NOTE, codes.NOT_EVALUATED, message, tuple(rules))


def otherwise_not_evaluated() -> Finding:
    """Return that what decides where no rule matches is an expression."""
    message = "`otherwise`: the outcome is an expression, which is not evaluated"
    return Finding(Kind.NOT_EVALUATED, Level.NOTE, codes.NOT_EVALUATED, message)


def input_not_evaluated(of: RubricInput) -> Finding:
    """Return that an input is an expression."""
    message = (
        f"the input {quoted(of.name)} is an expression, which is not evaluated; it is taken for "
        "a column of its own, whatever the other inputs are"
    )
    return Finding(Kind.NOT_EVALUATED, Level.NOTE, codes.NOT_EVALUATED, message, input=of.name)


def _shared(grid: Grid, pair: tuple[int, int]) -> Box:
    one, other = pair
    return meet(grid.boxes[one], grid.boxes[other])


def unfinished(what: str) -> Finding:
    """Return that a search was given up."""
    message = f"not finished: {what}"
    return Finding(Kind.UNFINISHED, Level.WARNING, codes.UNFINISHED, message)


def _found(  # noqa: PLR0913 - a finding has that many parts
    grid: Grid,
    kind: Kind,
    code: Code,
    level: Level,
    message: str,
    box: Box,
    rules: tuple[Rule, ...] = (),
    *,
    others: tuple[Rule, ...] = (),
    hint: str | None = None,
    of: str | None = None,
) -> Finding:
    return Finding(
        kind,
        level,
        code,
        message,
        rules,
        others,
        witness_of(grid, box),
        region_of(grid, box),
        hint,
        of,
    )
