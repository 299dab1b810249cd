"""Rubrics and tables in the plainest way: every cell filled in every way, every rule asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from exact import exact
from hypothesis import strategies as st

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Callable

AGES = tuple(range(7))
KINDS = ("x", "y", "z")
CLASSES = ("p", "q", "r")
ROLES = ("counted", "not counted", "either")
SCORES = ("0", "1", "-2", "0.5", "3")
MOST_COMPLETIONS = 7000
DAYS = (
    "2019-12-29", "2019-12-30", "2019-12-31", "2020-01-01", "2020-01-02", "2020-01-03",
    "2020-01-04", "2020-01-05",
)  # fmt: skip
"""What stands for each number, and one more, where the first input is a date."""
UNCLEAR = "xy"
"""A label that means x or y."""


@dataclass(frozen=True)
class Test:
    """A test in words and what it says of a value."""

    text: str
    holds: Callable[[object], bool]
    days: str = ""
    """The words of a test on dates."""


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
class Said:
    """What a rubric says of a row."""

    class_: str = ""
    counted: bool = False
    score: Fraction | None = None


@dataclass(frozen=True)
class Rubric:
    rules: tuple[Rule, ...]
    otherwise: tuple[str, ...] | None
    hit: str
    is_no_match: bool
    roles: tuple[str, ...] = ()
    """Those of the classes, in their order, if they have any."""
    has_days: bool = False
    """Whether the first input is a date, a day for each number."""

    @property
    def is_score(self) -> bool:
        return self.hit.startswith("collect")

    @property
    def text(self) -> str:
        """The rubric as a file."""
        rules = []
        for rule in self.rules:
            tests = [("age", self._worded(rule.age)), ("kind", rule.kind)]
            lines = ["when:"]
            lines += [f"  {name}: {test.text}" for name, test in tests if test is not None]
            lines.append(f"then: {' or '.join(rule.classes)}")
            rules.append("  - " + "\n    ".join(lines))
        if self.otherwise is not None:
            rules.append(f"  - otherwise: {' or '.join(self.otherwise)}")
        return "\n".join(
            (
                "rubric: naive",
                f"hit_policy: '{self.hit}'",
                f"unknown: {'no match' if self.is_no_match else 'either'}",
                "inputs:",
                f"  age: {{type: date, domain: {DAYS[0]}..{DAYS[6]}}}"
                if self.has_days
                else "  age: {domain: 0..6, integer: true}",
                f"  kind: {{values: [{', '.join(KINDS)}], means: {{{UNCLEAR}: x or y}}}}",
                *self._classes_lines(),
                "rules:",
                *rules,
                "",
            )
        )

    def _worded(self, test: Test | None) -> Test | None:
        return replace(test, text=test.days) if self.has_days and test is not None else test

    def cell_of(self, age: str) -> str:
        """Return a cell of the first input, which may be a day, a month, a year or a range."""
        if not self.has_days or age == "":
            return age
        if age.isdigit():
            return DAYS[int(age)]
        if age.startswith("under "):
            return f"before {DAYS[int(age.removeprefix('under '))]}"
        if age.endswith("+"):
            return f"{DAYS[int(age.removesuffix('+'))]} or later"
        lower, _, upper = age.partition("–")
        whole = {"0–2": "2019-12", "3–6": "2020"}
        return whole.get(age, f"{DAYS[int(lower)]} to {DAYS[int(upper)]}")

    @staticmethod
    def halved(cell: str) -> str:
        """Return a cell with half of its numbers, as Germans print them: ``1–1,5`` for ``2–3``."""
        return re.sub("[0-9]+", lambda found: _half(int(found[0])), cell)

    def measure_text(self, text: str) -> str:
        """Return an expression with the dates of the first input."""
        if not self.has_days:
            return text
        text = text.replace("age < 3", f"age < {DAYS[3]}")
        return text.replace("age in 2..4", f"age in {DAYS[2]}..{DAYS[4]}")

    def _classes_lines(self) -> list[str]:
        if self.is_score:
            return []
        if not self.roles:
            return [f"classes: [{', '.join(CLASSES)}]"]
        pairs = zip(CLASSES, self.roles, strict=True)
        return ["classes:", *(f"  {name}: {{role: {role}}}" for name, role in pairs)]

    def classes(self, matching: list[Rule]) -> tuple[str, ...] | None:
        """Return what the matching rules say; ``None`` where they are none, or too many."""
        if not matching:
            return self.otherwise
        if self.hit == "priority":
            chosen = product(*(rule.classes for rule in matching))
            return tuple(dict.fromkeys(min(each) for each in chosen))
        agree = all(set(rule.classes) == set(matching[0].classes) for rule in matching)
        if len(matching) > 1 and (self.hit == "unique" or (self.hit == "any" and not agree)):
            return None
        return matching[0].classes

    def score(self, matching: list[Rule]) -> Fraction | None:
        """Return what the numbers of the matching rules make together."""
        given = [exact(each) for rule in matching for each in rule.classes]
        if not matching and self.otherwise is not None:
            return exact(self.otherwise[0])
        match self.hit:
            case "collect +":
                return sum(given, start=Fraction(0))
            case "collect #":
                return Fraction(len(set(given)))
            case "collect <":
                return min(given, default=None)
            case _:
                return max(given, default=None)

    def said(self, matching: list[Rule]) -> tuple[Said, ...] | None:
        """Return all that may be said of a row that some rules match."""
        if self.is_score:
            return (Said(score=self.score(matching)),)
        classes = self.classes(matching)
        if classes is None:
            return None
        if not self.roles:
            return tuple(Said(each) for each in classes)
        answers = {"counted": (True,), "not counted": (False,), "either": (True, False)}
        role_of = dict(zip(CLASSES, self.roles, strict=True))
        return tuple(Said(each, yes) for each in classes for yes in answers[role_of[each]])


@dataclass(frozen=True)
class World:
    """What one row may be in truth."""

    age: int
    kind: str
    """The text of the cell, were it known."""
    said: Said

    @property
    def class_(self) -> str:
        return self.said.class_


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
            every = rubric.said([rule for rule in rubric.rules if rule.matches(age, kind)])
            if every is None:
                return None
            found |= {World(age, text, each): None for each in every}
        return list(found)

    def _undecided_matches_nothing(self, rubric: Rubric) -> list[World] | None:
        cells = list(product(self.ages(), (value for _, value in self.kinds())))
        sure = [rule for rule in rubric.rules if all(rule.matches(*cell) for cell in cells)]
        every = rubric.said(sure)
        if every is None:
            return None
        texts = dict.fromkeys(text for text, _ in self.kinds())
        return [World(a, t, each) for a in self.ages() for t in texts for each in every]


def _half(number: int) -> str:
    return f"{number // 2},5" if number % 2 else str(number // 2)


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


def measures_of_roles() -> tuple[Measure, ...]:
    """Return measures that look at whether rows count, alone and beside their class."""
    yes, rows, numbers = _count(_counts), _count(_everything), _sum(_everything)
    return (
        Measure("count(t[counted = yes])", False, yes),
        Measure("count(t[counted != yes])", False, _count(lambda r, w: not _counts(r, w))),
        Measure("share(count(t), counted = yes)", False, _share(yes, rows)),
        Measure("share(sum(t.n), counted = yes)", False, _share(_sum(_counts), numbers), True),
        Measure("sum(t.n[counted = yes]) + sum(t.n[counted = no])", False, numbers, True),
        Measure(
            "count(t[counted = yes, class = p])",
            False,
            _count(lambda r, w: _counts(r, w) and w.class_ == "p"),
        ),
        Measure(
            "sum(t.n[class = p]) - sum(t.n[counted = yes])",
            False,
            lambda found: _sum(_is("p"))(found) - _sum(_counts)(found),
            True,
        ),
        Measure(
            "share(count(t[counted = yes]), class = q)",
            False,
            _share(_count(lambda r, w: _counts(r, w) and w.class_ == "q"), yes),
        ),
        Measure(
            "count(t[(counted = yes or kind = x)])",
            False,
            _count(lambda r, w: _counts(r, w) or w.kind == "x"),
        ),
        Measure(
            "count(t[counted = yes, age in 2..4])",
            True,
            _count(lambda r, w: _counts(r, w) and 2 <= w.age <= 4),
        ),
        Measure(
            "distinct(t.counted)",
            False,
            lambda found: Fraction(len({world.said.counted for _, world in found})),
        ),
    )


def _counts(_: Row, world: World) -> bool:
    return world.said.counted


def measures_of_scores() -> tuple[Measure, ...]:
    """Return measures that compare the score of rows, alone and beside its inputs."""
    rows, numbers = _count(_everything), _sum(_everything)
    high = _scored(lambda score: score >= 1)
    return (
        Measure("count(t[score >= 1])", False, _count(high)),
        Measure("count(t[score < 1])", False, _count(_scored(lambda score: score < 1))),
        Measure("count(t[not score >= 1])", False, _count(lambda r, w: not high(r, w))),
        Measure(
            "count(t[score in 0..1.5])",
            False,
            _count(_scored(lambda score: 0 <= score <= exact("1.5"))),
        ),
        Measure("share(count(t), score >= 1)", False, _share(_count(high), rows)),
        Measure("share(sum(t.n), score >= 1)", False, _share(_sum(high), numbers), True),
        Measure(
            "sum(t.n[score < 1]) + sum(t.n[score > 1])",
            False,
            _sum(_scored(lambda score: score != 1)),
            True,
        ),
        Measure(
            "count(t[score >= 1, kind = x])",
            False,
            _count(lambda r, w: high(r, w) and w.kind == "x"),
        ),
        Measure(
            "count(t[score >= 1]) - count(t[kind = x])",
            False,
            lambda found: _count(high)(found) - _count(lambda _, w: w.kind == "x")(found),
        ),
        Measure(
            "count(t[score >= 1, age < 3])",
            True,
            _count(lambda r, w: high(r, w) and w.age < 3),
        ),
        Measure(
            "count(t[age < t.score])", True, _count(lambda r, w: _scored(lambda s: w.age < s)(r, w))
        ),
    )


def _scored(holds: Callable[[Fraction], bool]) -> Callable[[Row, World], bool]:
    return lambda _, world: world.said.score is not None and holds(world.said.score)


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
        different = {world.said: world for world in each}
        choices += [[(one, world) for world in different.values()]] * row.number
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
            return _on_age(f"under {k + 1}", f"before {DAYS[k + 1]}", lambda age: age < k + 1)
        case 1:
            return _on_age(f"{k} or more", f"{DAYS[k]} or later", lambda age: age >= k)
        case 2:
            return _on_age(f"{k}..{m}", f"{DAYS[k]}..{DAYS[m]}", lambda age: k <= age <= m)
        case 3:
            return _on_age(f"not {k}", f"not {DAYS[k]}", lambda age: age != k)
        case 4:
            return _on_age(f"{k} or {m}", f"{DAYS[k]} or {DAYS[m]}", lambda age: age in {k, m})
        case 5:
            days = f"[{DAYS[k]}, after {DAYS[4]}]"
            return _on_age(f"[{k}, over 4]", days, lambda age: age == k or age > 4)
        case _:
            return _on_age(f"at most {k}", f"until {DAYS[k]}", lambda age: age <= k)


def _on_age(text: str, days: str, holds: Callable[[int], bool]) -> Test:
    return Test(text, lambda age: isinstance(age, int) and holds(age), days)


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
    hit = draw(st.sampled_from(("first", "priority", "first", "priority", "any", "unique")))
    roles = draw(st.just(()) | st.tuples(*(st.sampled_from(ROLES) for _ in CLASSES)))
    is_no_match = draw(st.integers(0, 3)) == 0
    return Rubric(tuple(rules), otherwise, hit, is_no_match, roles, draw(st.integers(0, 2)) == 0)


@st.composite
def score_rubrics(draw: st.DrawFn) -> Rubric:
    """Return rubrics of at most four rules that give scores."""
    scores = st.tuples(st.sampled_from(SCORES))
    rules = []
    for _ in range(draw(st.integers(1, 4))):
        age = draw(st.none() | _age_tests())
        kind = draw(_kind_tests() if age is None else st.none() | _kind_tests())
        rules.append(Rule(age, kind, draw(scores)))
    hit = draw(st.sampled_from(("collect <", "collect >", "collect +", "collect #")))
    otherwise = draw(st.one_of(st.none(), st.none(), scores))
    return Rubric(tuple(rules), otherwise, hit, draw(st.integers(0, 3)) == 0)


@st.composite
def rows(draw: st.DrawFn) -> tuple[Row, ...]:
    """Return tables of at most four rows, some of whose cells are unknown or ranges."""
    has_ranges = draw(st.booleans())
    known = st.sampled_from([str(age) for age in AGES])
    ranges = st.sampled_from(("2–4", "0–2", "under 3", "5+", "3–3", "3–6"))
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
