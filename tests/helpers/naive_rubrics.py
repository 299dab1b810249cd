"""Rubrics and tables in the plainest way: every cell filled in every way, every rule asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Callable

AGES = tuple(range(7))
KINDS = ("x", "y", "z")
CLASSES = ("p", "q", "r")
MOST_COMPLETIONS = 7000
UNCLEAR = "xy"
"""A label that means x or y."""


@dataclass(frozen=True)
class Test:
    """A test in words and what it says of a value."""

    text: str
    holds: Callable[[object], bool]


@dataclass(frozen=True)
class Rule:
    age: Test | None
    kind: Test | None
    classes: tuple[str, ...]

    def matches(self, age: int, kind: str) -> bool:
        return (self.age is None or self.age.holds(age)) and (
            self.kind is None or self.kind.holds(kind)
        )


@dataclass(frozen=True)
class Rubric:
    rules: tuple[Rule, ...]
    otherwise: tuple[str, ...] | None
    is_first: bool
    is_no_match: bool

    @property
    def text(self) -> str:
        """The rubric as a file."""
        rules = []
        for rule in self.rules:
            tests = [("age", rule.age), ("kind", rule.kind)]
            lines = [f"{name}: {test.text}" for name, test in tests if test is not None]
            lines.append(f"class: {' or '.join(rule.classes)}")
            rules.append("  - " + "\n    ".join(lines))
        if self.otherwise is not None:
            rules.append(f"  - otherwise: {' or '.join(self.otherwise)}")
        return "\n".join(
            (
                "rubric: 1",
                f"hit: {'first' if self.is_first else 'unique'}",
                f"unknown: {'no match' if self.is_no_match else 'either'}",
                "inputs:",
                "  age: {domain: 0..6, integer: true}",
                f"  kind: {{domain: [{', '.join(KINDS)}], means: {{{UNCLEAR}: x or y}}}}",
                f"classes: [{', '.join(CLASSES)}]",
                "rules:",
                *rules,
                "",
            )
        )

    def classes(self, matching: list[Rule]) -> tuple[str, ...] | None:
        """Return what the matching rules say; ``None`` where they are none, or too many."""
        if not matching:
            return self.otherwise
        if len(matching) > 1 and not self.is_first:
            return None
        return matching[0].classes


@dataclass(frozen=True)
class World:
    """What one row may be in truth."""

    age: int
    kind: str
    """The text of the cell, were it known."""
    class_: str


@dataclass(frozen=True)
class Row:
    group: str
    age: str
    """A number, a range, or nothing."""
    kind: str
    number: int

    def ages(self) -> list[int]:
        return [age for age in AGES if _is_in(self.age, age)]

    def kinds(self) -> list[tuple[str, str]]:
        """Return the texts that may stand in the cell, each with a value it may mean."""
        texts = (*KINDS, UNCLEAR) if self.kind == "" else (self.kind,)
        return [(t, v) for t in texts for v in (("x", "y") if t == UNCLEAR else (t,))]

    def worlds(self, rubric: Rubric) -> list[World] | None:
        """Return every way the row may be; ``None`` where the rubric cannot tell the class."""
        if rubric.is_no_match:
            return self._undecided_matches_nothing(rubric)
        found: dict[World, None] = {}
        for age, (text, kind) in product(self.ages(), self.kinds()):
            classes = rubric.classes([rule for rule in rubric.rules if rule.matches(age, kind)])
            if classes is None:
                return None
            found |= {World(age, text, each): None for each in classes}
        return list(found)

    def _undecided_matches_nothing(self, rubric: Rubric) -> list[World] | None:
        cells = list(product(self.ages(), (value for _, value in self.kinds())))
        sure = [rule for rule in rubric.rules if all(rule.matches(*cell) for cell in cells)]
        classes = rubric.classes(sure)
        if classes is None:
            return None
        texts = dict.fromkeys(text for text, _ in self.kinds())
        return [World(a, t, c) for a in self.ages() for t in texts for c in classes]


def _is_in(text: str, age: int) -> bool:
    if text == "":
        return True
    if text.startswith("under "):
        return age < int(text.removeprefix("under "))
    if text.endswith("+"):
        return age >= int(text.removesuffix("+"))
    lower, _, upper = text.partition("–")
    return int(lower) <= age <= int(upper or lower)


@dataclass(frozen=True)
class Measure:
    """An expression, and its number where every row is known."""

    text: str
    needs_numbers: bool
    """Whether it compares ages by size, which a column with ranges does not allow."""
    number: Callable[[list[tuple[Row, World]]], Fraction | None]
    is_sum: bool = False
    """Whether it sums what rows count, and looks at nothing but their class."""


def _count(holds: Callable[[Row, World], bool]) -> Callable[[list[tuple[Row, World]]], Fraction]:
    return lambda rows: Fraction(sum(1 for row, world in rows if holds(row, world)))


def _sum(holds: Callable[[Row, World], bool]) -> Callable[[list[tuple[Row, World]]], Fraction]:
    return lambda rows: Fraction(sum(row.number for row, world in rows if holds(row, world)))


def _share(
    part: Callable[[list[tuple[Row, World]]], Fraction],
    base: Callable[[list[tuple[Row, World]]], Fraction],
) -> Callable[[list[tuple[Row, World]]], Fraction | None]:
    return lambda rows: part(rows) / base(rows) if base(rows) else None


def _everything(_: Row, __: World) -> bool:
    return True


def _is(class_: str) -> Callable[[Row, World], bool]:
    return lambda _, world: world.class_ == class_


def measures() -> tuple[Measure, ...]:
    """Return measures of the table ``t`` that look at the class, alone and beside its inputs."""
    p, q = _is("p"), _is("q")
    either = _count(lambda _, w: w.class_ in {"p", "q"})
    rows, numbers = _count(_everything), _sum(_everything)
    return (
        Measure("count(t[class = p])", False, _count(p)),
        Measure("count(t[class != p])", False, _count(lambda _, w: w.class_ != "p")),
        Measure("count(t[not class = p])", False, _count(lambda _, w: w.class_ != "p")),
        Measure("count(t[class in (p, q)])", False, either),
        Measure('count(t[class contains "p"])', False, _count(p)),
        Measure("sum(t.n[class = q])", False, _sum(q), is_sum=True),
        Measure(
            "sum(t.n[class = p]) + sum(t.n[class = q])",
            False,
            _sum(lambda _, w: w.class_ in {"p", "q"}),
            is_sum=True,
        ),
        Measure("share(sum(t.n), class = p)", False, _share(_sum(p), numbers), is_sum=True),
        Measure("share(count(t), class = p)", False, _share(_count(p), rows)),
        Measure(
            "share(count(t), class = p) + share(count(t), class = q)",
            False,
            _share(either, rows),
        ),
        Measure(
            "share(count(t[g = u]), class = p)",
            False,
            _share(
                _count(lambda r, w: r.group == "u" and w.class_ == "p"),
                _count(lambda r, _: r.group == "u"),
            ),
        ),
        Measure(
            "share(count(t[class = p]), g = u)",
            False,
            _share(_count(lambda r, w: r.group == "u" and w.class_ == "p"), _count(p)),
        ),
        Measure(
            "count(t[class = p, kind = x])",
            False,
            _count(lambda _, w: w.class_ == "p" and w.kind == "x"),
        ),
        Measure(
            "count(t[(class = p or kind = x)])",
            False,
            _count(lambda _, w: w.class_ == "p" or w.kind == "x"),
        ),
        Measure(
            "count(t[class = p]) - count(t[kind = x])",
            False,
            lambda found: _count(p)(found) - _count(lambda _, w: w.kind == "x")(found),
        ),
        Measure(
            "share(count(t[age < 3]), class = p)",
            True,
            _share(
                _count(lambda _, w: w.age < 3 and w.class_ == "p"),
                _count(lambda _, w: w.age < 3),
            ),
        ),
        Measure(
            "count(t[class = p, age in 2..4, kind != y])",
            True,
            _count(lambda _, w: w.class_ == "p" and 2 <= w.age <= 4 and w.kind != "y"),
        ),
    )


def completions(
    measure: Measure, rows: tuple[Row, ...], worlds: list[list[World]]
) -> list[list[tuple[Row, World]]] | None:
    """Return every way in which all rows may be; ``None`` where these are too many.

    What a row counts may be of several classes: where it is summed, each single thing is a row.
    """
    choices: list[list[tuple[Row, World]]] = []
    for row, each in zip(rows, worlds, strict=True):
        if not measure.is_sum:
            choices.append([(row, world) for world in each])
            continue
        one = replace(row, number=1)
        classes = {world.class_: world for world in each}
        choices += [[(one, world) for world in classes.values()]] * row.number
    if prod(map(len, choices)) > MOST_COMPLETIONS:
        return None
    return [list(chosen) for chosen in product(*choices)]


# Strategies

_K = st.sampled_from(AGES)


@st.composite
def _age_tests(draw: st.DrawFn) -> Test:
    k = draw(_K)
    m = draw(st.integers(k, 6))
    match draw(st.integers(0, 6)):
        case 0:
            return Test(f"under {k + 1}", lambda age: age < k + 1)  # type: ignore[operator]  # an int
        case 1:
            return Test(f"{k} or more", lambda age: age >= k)  # type: ignore[operator]  # an int
        case 2:
            return Test(f"{k}..{m}", lambda age: k <= age <= m)  # type: ignore[operator]  # an int
        case 3:
            return Test(f"not {k}", lambda age: age != k)
        case 4:
            return Test(f"{k} or {m}", lambda age: age in {k, m})
        case 5:
            return Test(f"[{k}, over 4]", lambda age: age == k or age > 4)  # type: ignore[operator]  # an int
        case _:
            return Test(f"at most {k}", lambda age: age <= k)  # type: ignore[operator]  # an int


@st.composite
def _kind_tests(draw: st.DrawFn) -> Test:
    one, other = draw(st.sampled_from(KINDS)), draw(st.sampled_from(KINDS))
    match draw(st.integers(0, 3)):
        case 0:
            return Test(one, lambda kind: kind == one)
        case 1:
            return Test(f"{one} or {other}", lambda kind: kind in {one, other})
        case 2:
            return Test(f"not {one}", lambda kind: kind != one)
        case _:
            return Test(f"[{one}, {other}]", lambda kind: kind in {one, other})


def _classes() -> st.SearchStrategy[tuple[str, ...]]:
    one = st.sampled_from([(each,) for each in CLASSES])
    return st.one_of(one, one, one, st.just(("p", "q")), st.just(("p", "q", "r")))


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    """Return rubrics of at most four rules."""
    rules = []
    for _ in range(draw(st.integers(1, 4))):
        age = draw(st.none() | _age_tests())
        kind = draw(_kind_tests() if age is None else st.none() | _kind_tests())
        rules.append(Rule(age, kind, draw(_classes())))
    otherwise = draw(st.one_of(_classes(), _classes(), st.none()))
    # Mostly policies under which few tables are refused.
    is_first = draw(st.sampled_from((True, True, False)))
    return Rubric(tuple(rules), otherwise, is_first, draw(st.integers(0, 3)) == 0)


@st.composite
def rows(draw: st.DrawFn) -> tuple[Row, ...]:
    """Return tables of at most four rows, some of whose cells are unknown or ranges."""
    has_ranges = draw(st.booleans())
    known = st.sampled_from([str(age) for age in AGES])
    ranges = st.sampled_from(("2–4", "0–2", "under 3", "5+", "3–3"))
    ages = st.one_of(known, st.just(""), *([ranges] if has_ranges else []))
    kinds = st.sampled_from((*KINDS, UNCLEAR, ""))
    return tuple(
        Row(
            draw(st.sampled_from("uv")),
            draw(ages),
            draw(kinds),
            draw(st.integers(0, 2)),
        )
        for _ in range(draw(st.integers(1, 4)))
    )
