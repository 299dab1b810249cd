"""Claims judged again and again while the rules of their rubrics give other classes.

The tables are scanned once: a rubric classifies the cells, so that another class of a rule is
other arithmetic on the same cells.
"""

from __future__ import annotations

from itertools import chain, combinations, product
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.rubric import CLASS, COUNTED, Role, class_outcomes
from factcheck.model.sensitivity import Change, ClaimSensitivity, Figured, Sensitivity, Variant
from factcheck.model.spec import Verdict
from factcheck.quantity.work import work_out
from factcheck.verdict.judge import judge_claims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from factcheck.model.plan import BoundClaim, BoundReading, Plan, TablePlan
    from factcheck.model.result import ClaimResult
    from factcheck.model.rubric import Rubric, Rule
    from factcheck.pipeline import Planned

MOST_TRIED = 2_000
"""Sets of changes that are tried for each claim to find the smallest that flip its verdict."""
MOST_SHOWN = 10

_AS_WRITTEN = "as written"
_SAYING = frozenset({Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDETERMINED})
_ADDED = frozenset({CLASS, COUNTED})


class NoRubricError(Exception):
    """No claim of a file looks at the classes of a rubric."""


def sensitivity_of(
    planned: Planned,
    *,
    only: str | None = None,
    most_tried: int = MOST_TRIED,
    on_step: Callable[[str], None] = lambda _: None,
) -> Sensitivity:
    """Return how the claims of a file hang on the rules of their rubrics.

    ``only`` is the id of the one claim that is asked for. Raises ``NoRubricError`` where no
    claim, or not that one, uses a rubric with classes.
    """
    found = []
    for claim in planned.plan.claims:
        rubrics = _rubrics_of(planned.plan, claim)
        if rubrics and only in {None, claim.claim.id}:
            on_step(f"claim {claim.claim.id}")
            found.append(_Trial(planned, claim, rubrics).sensitivity(most_tried))
    if not found:
        raise NoRubricError
    return Sensitivity(planned.spec.file, planned.spec.title, tuple(found))


def _rubrics_of(plan: Plan, claim: BoundClaim) -> tuple[Rubric, ...]:
    """Return the rubrics whose classes a claim looks at, in the order of the tables."""
    looked_at = {
        table
        for reading in _readings(claim)
        for table, grouping in reading.groupings
        if not _ADDED.isdisjoint(grouping.dimensions)
    }
    declarations = (table.declaration for table in plan.tables)
    rubrics = (one.classified_by for one in declarations if one.name in looked_at)
    found = {one.file: one for one in rubrics if one is not None and one.classes}
    return tuple(found.values())


def _readings(claim: BoundClaim) -> Iterator[BoundReading]:
    yield from claim.readings
    for part in claim.parts:
        yield from _readings(part)


class _Trial(Struct, frozen=True):
    """Judges one claim under changes of its rubrics."""

    planned: Planned
    claim: BoundClaim
    rubrics: tuple[Rubric, ...]

    def sensitivity(self, most_tried: int) -> ClaimSensitivity:
        as_written = self.variant(())
        each_rule = tuple(self.variant((change,)) for change in self.changes())
        quote = self.claim.claim.quote
        flips, tried, is_complete = self._flips(as_written, each_rule, most_tried)
        return ClaimSensitivity(
            self.claim.claim.id,
            None if quote is None else quote.value,
            tuple(rubric.file for rubric in self.rubrics),
            as_written,
            tuple(self.definitions()),
            each_rule,
            tuple(flips[:MOST_SHOWN]),
            len(flips) > MOST_SHOWN,
            tried,
            is_complete,
            any(reading.is_illustrative for reading in _readings(self.claim)),
        )

    def changes(self) -> Iterator[Change]:
        """Yield every single change: each rule with each class that it does not give by itself."""
        for rubric in self.rubrics:
            for rule in _rules(rubric):
                for name in rubric.class_names:
                    if rule.classes != (name,):
                        yield _change(rubric, rule, name)

    def definitions(self) -> Iterator[Variant]:
        """Yield the claim with everything that the rules leave open resolved in one way."""
        for name, chosen in _definitions(self.rubrics):
            changes = tuple(
                _change(rubric, rule, chosen[rubric.file])
                for rubric in self.rubrics
                for rule in _rules(rubric)
                if _is_open(rubric, rule)
            )
            if changes:
                yield self.variant(changes, name)

    def _flips(
        self, as_written: Variant, single: tuple[Variant, ...], most_tried: int
    ) -> tuple[list[Variant], int, bool]:
        """Return the smallest sets of changes that give another verdict, the fewest first."""
        flips = [one for one in single if _is_other(one, as_written)]
        tried = len(single)
        if flips:
            return flips, tried, True
        changes = [one.changes[0] for one in single]
        rules = list(dict.fromkeys((one.rubric, one.number) for one in changes))
        for size in range(2, len(rules) + 1):
            for some in _sets(changes, rules, size):
                if tried == most_tried:
                    return flips, tried, False
                tried += 1
                variant = self.variant(some)
                if _is_other(variant, as_written):
                    flips.append(variant)
            if flips:
                break
        return flips, tried, True

    def variant(self, changes: tuple[Change, ...], name: str | None = None) -> Variant:
        """Return the claim judged under some changes."""
        (judged,) = self._judged(changes)
        shown = name or "; ".join(map(told, changes)) or _AS_WRITTEN
        return Variant(shown, changes, judged.verdict, tuple(_figured(judged)))

    def _judged(self, changes: tuple[Change, ...]) -> tuple[ClaimResult, ...]:
        by_file = {rubric.file: changed(rubric, changes) for rubric in self.rubrics}
        plan = self.planned.plan
        tables = tuple(_with_rubric(table, by_file) for table in plan.tables)
        varied = replace(plan, claims=(self.claim,), tables=tables, disputes=())
        return judge_claims(varied, work_out(varied, self.planned.cells))


def _is_other(variant: Variant, as_written: Variant) -> bool:
    """Whether a variant says something else of the claim; one that says nothing flips nothing."""
    return variant.verdict in _SAYING and variant.verdict is not as_written.verdict


def changed(rubric: Rubric, changes: Iterable[Change]) -> Rubric:
    """Return a rubric some of whose rules give another class; what is of others is left out."""
    classes = {one.number: one.becomes for one in changes if one.rubric == rubric.file}

    def new(rule: Rule) -> Rule:
        name = classes.get(rule.number)
        return rule if name is None else replace(rule, outcomes=class_outcomes([name]))

    otherwise = None if rubric.otherwise is None else new(rubric.otherwise)
    return replace(rubric, rules=tuple(map(new, rubric.rules)), otherwise=otherwise)


def told(change: Change) -> str:
    """Return a change in words: ``rule R4 gives “meets”``."""
    return f"{change.rule} gives “{change.becomes}”"


def _rules(rubric: Rubric) -> tuple[Rule, ...]:
    """Return all rules, what decides otherwise among them."""
    return (*rubric.rules, *([] if rubric.otherwise is None else [rubric.otherwise]))


def _change(rubric: Rubric, rule: Rule, name: str) -> Change:
    called = "otherwise" if rule is rubric.otherwise and rule.id is None else rule.called
    return Change(rubric.file, called, rule.number, rule.span.line, rule.classes, name)


def _is_open(rubric: Rubric, rule: Rule) -> bool:
    """Whether a rule leaves open whether a row counts: it names several classes, or an open one."""
    roles = {each.name: each.role for each in rubric.classes}
    return len(rule.classes) > 1 or roles[rule.classes[0]] is Role.EITHER


def _definitions(rubrics: tuple[Rubric, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield ways to resolve what rules leave open: a name, and the class for each rubric.

    Classes without roles are neither conservative nor broad, so that each of them is tried.
    """
    if any(each.role is None for rubric in rubrics for each in rubric.classes):
        names = dict.fromkeys(name for rubric in rubrics for name in rubric.class_names)
        shared = (n for n in names if all(n in rubric.class_names for rubric in rubrics))
        yield from ((f"all open is “{n}”", {r.file: n for r in rubrics}) for n in shared)
        return
    for name, role in (("conservative", Role.NOT_COUNTED), ("broad", Role.COUNTED)):
        chosen = {rubric.file: _first(rubric, role) for rubric in rubrics}
        known = {file: class_ for file, class_ in chosen.items() if class_ is not None}
        if len(known) == len(chosen):
            yield name, known


def _first(rubric: Rubric, role: Role) -> str | None:
    return next((each.name for each in rubric.classes if each.role is role), None)


def _sets(
    changes: list[Change], rules: list[tuple[str, int]], size: int
) -> Iterator[tuple[Change, ...]]:
    """Yield every way to change so many rules, each to one class."""
    of = {rule: [one for one in changes if (one.rubric, one.number) == rule] for rule in rules}
    chosen = combinations(rules, size)
    return chain.from_iterable(product(*(of[rule] for rule in some)) for some in chosen)


def _with_rubric(table: TablePlan, by_file: Mapping[str, Rubric]) -> TablePlan:
    rubric = table.declaration.classified_by
    if rubric is None or rubric.file not in by_file:
        return table
    declaration = replace(table.declaration, classified_by=by_file[rubric.file])
    return replace(table, declaration=declaration)


def _figured(judged: ClaimResult, within: str = "") -> Iterator[Figured]:
    """Yield what each reading of a claim, or of its parts, comes to."""
    for each in judged.readings:
        name = f"{within}{each.name}" if each.name else within.removesuffix(": ") or None
        yield Figured(name, each.verdict, each.claimed, each.found)
    for part in judged.parts:
        yield from _figured(part, f"{within}{part.id}: ")
