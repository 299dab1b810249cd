"""A rubric as one SQL expression: a CASE whose rules fall through where a value is NULL.

What comes out is standard SQL, which most databases read. Others differ in three things only:
how names are quoted, whether a backslash within a text means something, and whether there are
literals of days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from factcheck.model.cell import number_key
from factcheck.model.dates import day_of
from factcheck.model.decimal_text import fraction_of
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.model.rubric import (
    OTHER,
    Categories,
    CategoryDomain,
    HitPolicy,
    NumberDomain,
    ValueKind,
)
from factcheck.rubric.decide import rank_of
from factcheck.rubric.dmn.codes import NO_SQL
from factcheck.rubric.errors import WordsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.fraction import Fraction
    from factcheck.model.rubric import Literal, Rubric, RubricInput, RubricTest, Rule


class Dialect(NamedTuple):
    """How a database writes names, texts and days."""

    quote: str = '"'
    """Stands around names; twice within one it stands for itself."""
    has_escapes: bool = False
    """Whether a backslash within a text stands before a sign that is meant."""
    has_days: bool = True
    """Whether there are literals of days; else they are texts as ISO 8601 writes them."""


STANDARD = Dialect()
DIALECTS = {
    "standard": STANDARD,
    "duckdb": STANDARD,
    "postgres": STANDARD,
    "sqlite": Dialect(has_days=False),
    "spark": Dialect("`", has_escapes=True),
    "mysql": Dialect("`", has_escapes=True),
}
"""What is known of databases, by their names on the command line."""

NEVER = "1 = 0"
ALWAYS = "1 = 1"


def to_sql(rubric: Rubric, dialect: Dialect = STANDARD) -> str:
    """Return the expression that gives the class, the outcome or the score of a row.

    A row that matches no rule has what ``otherwise`` gives, else NULL, or 0 where scores are
    summed or outcomes counted. Rules that may not match together are not noticed when they do:
    the first one decides. Columns of shares hold the share. Raises ``WordsError`` where one
    expression cannot say it.
    """
    return _Writer(rubric, dialect).expression()


class _Writer:
    """Writes one rubric."""

    def __init__(self, rubric: Rubric, dialect: Dialect) -> None:
        self._rubric = rubric
        self._dialect = dialect
        self._inputs = {each.name: each for each in rubric.inputs}

    def expression(self) -> str:
        """Return the whole expression."""
        rubric = self._rubric
        self._refuse()
        match rubric.hit:
            case HitPolicy.UNIQUE | HitPolicy.ANY | HitPolicy.FIRST:
                return self._case(rubric.rules)
            case HitPolicy.PRIORITY:
                return self._case(sorted(rubric.rules, key=_Rank(rubric)))
            case HitPolicy.MINIMUM:
                return self._case(sorted(rubric.rules, key=_score_of))
            case HitPolicy.MAXIMUM:
                return self._case(sorted(rubric.rules, key=lambda rule: -_score_of(rule)))
            case HitPolicy.SUM:
                return self._summed(
                    [(self._condition(rule), self._given(rule)) for rule in rubric.rules]
                )
            case HitPolicy.NUMBER:
                return self._summed(self._counted())
            case HitPolicy.COLLECT | HitPolicy.RULE_ORDER | HitPolicy.OUTPUT_ORDER:
                message = f"{quoted(rubric.hit.value)} gives a list, which one CASE cannot"
                raise WordsError(NO_SQL, message, "choose a hit policy that gives one outcome")
            case _:
                assert_never(rubric.hit)

    def _refuse(self) -> None:
        """Raise ``WordsError`` for what one expression cannot say."""
        rubric = self._rubric
        if len(rubric.outputs) > 1:
            message = f"the table has {len(rubric.outputs)} outputs, and a CASE gives one"
            raise WordsError(NO_SQL, message)
        every = self._every()
        for rule in every:
            if len(rule.outcomes) > 1:
                message = f"{rule.called} leaves open what it gives, and a CASE gives one value"
                raise WordsError(NO_SQL, message, "give it one class, or one of its own")
        for each in rubric.inputs:
            if isinstance(each.domain, NumberDomain) and each.domain.is_percent:
                message = f"{quoted(each.name)} is a share with a percent sign, which SQL has not"
                raise WordsError(NO_SQL, message, "let the input be a number, 0 to 1 or 0 to 100")
        if rubric.hit is HitPolicy.NUMBER:
            every = self._every()[len(rubric.rules) :]
        kinds = {rule.outcomes[0][0].kind for rule in every} - {ValueKind.NOTHING}
        if rubric.hit.is_score:
            kinds |= {ValueKind.NUMBER}
        if len(kinds) > 1:
            listed = " and ".join(sorted(kind.value for kind in kinds))
            message = f"the rules give values of different kinds: {listed}"
            raise WordsError(NO_SQL, message, "one column holds values of one kind")

    def _every(self) -> tuple[Rule, ...]:
        last = self._rubric.otherwise
        return (*self._rubric.rules, *(() if last is None else (last,)))

    def _case(self, rules: Sequence[Rule]) -> str:
        lines = ["CASE"]
        lines += [f"  WHEN {self._condition(rule)} THEN {self._given(rule)}" for rule in rules]
        last = self._rubric.otherwise
        return "\n".join([*lines, f"  ELSE {'NULL' if last is None else self._given(last)}", "END"])

    def _summed(self, parts: Sequence[tuple[str, str]]) -> str:
        """Return the sum of what conditions add; ``otherwise`` stands where none holds."""
        cases = [f"CASE WHEN {condition} THEN {added} ELSE 0 END" for condition, added in parts]
        last = self._rubric.otherwise
        if last is None:
            return "\n+ ".join(cases)
        some = _either([condition for condition, _ in parts])
        total = "\n    + ".join(cases)
        return f"CASE\n  WHEN {some} THEN\n    {total}\n  ELSE {self._given(last)}\nEND"

    def _counted(self) -> list[tuple[str, str]]:
        """Return for each different outcome when some rule gives it, and that it counts one."""
        by_outcome: dict[Literal, list[str]] = {}
        for rule in self._rubric.rules:
            by_outcome.setdefault(rule.outcomes[0][0], []).append(self._condition(rule))
        return [(_either(conditions), "1") for conditions in by_outcome.values()]

    def _given(self, rule: Rule) -> str:
        value = rule.outcomes[0][0]
        match value.kind:
            case ValueKind.TEXT:
                return self._text(value.text)
            case ValueKind.NUMBER:
                return value.text
            case ValueKind.BOOLEAN:
                return value.text.upper()
            case ValueKind.DATE:
                return self._day(value.text)
            case ValueKind.NOTHING:
                return "NULL"
            case _:
                assert_never(value.kind)

    def _day(self, day: str) -> str:
        return f"DATE '{day}'" if self._dialect.has_days else f"'{day}'"

    def _text(self, text: str) -> str:
        if self._dialect.has_escapes:
            return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
        return "'" + text.replace("'", "''") + "'"

    def _name(self, name: str) -> str:
        quote = self._dialect.quote
        return quote + name.replace(quote, quote * 2) + quote

    def _among(self, column: str, relation: str, values: Sequence[str]) -> str:
        if len(values) == 1:
            return f"{column} {'=' if relation == 'IN' else '<>'} {self._text(values[0])}"
        return f"{column} {relation} ({', '.join(map(self._text, values))})"

    def _condition(self, rule: Rule) -> str:
        tests = [self._test(test) for test in rule.tests]
        return " AND ".join(tests) if tests else ALWAYS

    def _test(self, test: RubricTest) -> str:
        of = self._inputs[test.input]
        column = self._name(of.column)
        if isinstance(test.allowed, Categories):
            parts = self._categories(column, test.allowed, of)
        else:
            parts = [self._interval(column, each, of) for each in test.allowed.intervals]
        if test.holds_without:
            parts.append(f"{column} IS NULL")
        return _either(parts) if parts else NEVER

    def _categories(self, column: str, allowed: Categories, of: RubricInput) -> list[str]:
        assert isinstance(of.domain, CategoryDomain)
        if not allowed.values:
            return []
        if allowed.values == of.domain.values:
            return [f"{column} IS NOT NULL"]
        if of.domain.is_boolean:
            return [f"{column} = {value.upper()}" for value in allowed.values]
        if OTHER not in allowed.values:
            return [self._among(column, "IN", allowed.values)]
        rest = [value for value in of.domain.values if value not in allowed.values]
        # Where some text is left out there is one to name: an open domain has others than OTHER.
        return [self._among(column, "NOT IN", rest)]

    def _interval(self, column: str, interval: Interval, of: RubricInput) -> str:
        assert isinstance(of.domain, NumberDomain)
        if interval == Interval.everything():
            return f"{column} IS NOT NULL"
        if interval.is_point:
            assert interval.lower is not None
            return f"{column} = {self._number(interval.lower, of.domain)}"
        ends = []
        if interval.lower is not None:
            sign = ">=" if interval.lower_closed else ">"
            ends.append(f"{column} {sign} {self._number(interval.lower, of.domain)}")
        if interval.upper is not None:
            sign = "<=" if interval.upper_closed else "<"
            ends.append(f"{column} {sign} {self._number(interval.upper, of.domain)}")
        return " AND ".join(ends)

    def _number(self, number: Fraction, domain: NumberDomain) -> str:
        return self._day(day_of(int(number))) if domain.is_date else number_key(number)


class _Rank:
    """How important what a rule gives is."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric

    def __call__(self, rule: Rule) -> tuple[int, ...]:
        return rank_of(self._rubric, rule.outcomes[0])


def _score_of(rule: Rule) -> Fraction:
    return fraction_of(rule.outcomes[0][0].text)


def _either(parts: Sequence[str]) -> str:
    """Return that one of some conditions holds."""
    if len(parts) == 1:
        return parts[0]
    joined = " OR ".join(f"({part})" if " AND " in part else part for part in parts)
    return f"({joined})"
