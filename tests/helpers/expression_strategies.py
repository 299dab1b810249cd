"""Generated expressions and tests, as trees."""

from __future__ import annotations

from unicodedata import normalize

from expression_helpers import NOWHERE
from hypothesis import strategies as st
from strategies import records

from factcheck.model.decimal_text import parse_decimal
from factcheck.model.expression import (
    Aggregate,
    AggregateFunction,
    AllTest,
    AmongTest,
    AnyTest,
    Arithmetic,
    Column,
    Comparator,
    CompareTest,
    Comparison,
    ConditionTest,
    Expression,
    Extreme,
    Groups,
    KnownTest,
    Literal,
    Magnitude,
    Name,
    Negated,
    NotTest,
    Number,
    Operator,
    Pair,
    PairFunction,
    Share,
    Sliced,
    Test,
    TextFunction,
    TextTest,
    TickFunction,
    TickTest,
    TopTest,
    WithinTest,
)
from factcheck.model.expression_text import column_shape, is_plain_value, top_places

# Letters of one alphabet, signs that need backticks or quotes, and words of the language.
_LETTERS = st.text("abcorné_ 19.,()[]`'\"=<>%-\\é", min_size=1, max_size=8)
_WORDS = st.sampled_from(
    ["a", "b2", "in", "or", "not", "known", "top 5", "sum", "part", "of", "by", "over", "holds"]
)


def _is_name(text: str) -> bool:
    return text.strip() != "" and normalize("NFC", text) == text


NAMES = (_WORDS | _LETTERS).filter(_is_name)
NUMBERS = st.from_regex(r"[0-9]{1,4}(\.[0-9]{1,3})?(e[0-9])?%?", fullmatch=True)


def _number(text: str) -> Number:
    digits = text.rstrip("%")
    number = parse_decimal(digits)
    assert number is not None
    is_share = digits != text
    return Number(number / 100 if is_share else number, is_share, text, NOWHERE)


def _literal(text: str, is_quoted: bool) -> Literal:
    return Literal(text, is_quoted or not is_plain_value(text), NOWHERE)


TEXTS = (_WORDS | _LETTERS | st.text("ab \\\"'", min_size=1, max_size=5)).filter(bool)
LITERALS = st.builds(_literal, TEXTS, st.booleans())
TABLE_COLUMNS = records(Column, NAMES, NAMES, st.just(NOWHERE))
COLUMNS = TABLE_COLUMNS | records(Column, st.none(), NAMES, st.just(NOWHERE))


def _compare(column: Column, comparator: Comparator, value: Literal | Column) -> CompareTest:
    if isinstance(value, Literal) and column_shape(value.text) is not None:
        value = Literal(value.text, True, NOWHERE)
    return CompareTest(column, comparator, value, NOWHERE)


def _bound(literal: Literal) -> Literal:
    is_misread = ".." in literal.text or top_places(literal.text) is not None
    is_misread = is_misread or literal.text.startswith(".") or literal.text.endswith(".")
    return Literal(literal.text, literal.is_quoted or is_misread, NOWHERE)


def _label(literal: Literal) -> Literal:
    """Words that ``has`` goes on with are no labels, unless quoted."""
    is_misread = literal.text.split()[:1] in (["any"], ["all"], ["none"], ["not"], ["no"])
    return Literal(literal.text, literal.is_quoted or is_misread, NOWHERE)


def _within(column: Column, lower: Literal, upper: Literal | None, negated: bool) -> WithinTest:
    lower = _bound(lower)
    upper = lower if upper is None else _bound(upper)
    return WithinTest(column, lower, upper, negated, NOWHERE)


def _several(tests: st.SearchStrategy[Test]) -> st.SearchStrategy[tuple[Test, ...]]:
    return st.lists(tests, min_size=2, max_size=3).map(tuple)


def _compound(tests: st.SearchStrategy[Test]) -> st.SearchStrategy[Test]:
    return st.one_of(
        records(NotTest, tests, st.just(NOWHERE)),
        records(AnyTest, _several(tests), st.just(NOWHERE)),
        records(AllTest, _several(tests), st.just(NOWHERE)),
    )


SIMPLE_TESTS: st.SearchStrategy[Test] = st.one_of(
    st.builds(_compare, COLUMNS, st.sampled_from(Comparator), LITERALS | TABLE_COLUMNS),
    records(
        AmongTest,
        COLUMNS,
        st.lists(LITERALS, min_size=1, max_size=3).map(tuple),
        st.booleans(),
        st.just(NOWHERE),
    ),
    st.builds(_within, COLUMNS, LITERALS, st.none() | LITERALS, st.booleans()),
    records(TextTest, COLUMNS, st.sampled_from(TextFunction), LITERALS, st.just(NOWHERE)),
    records(TopTest, COLUMNS, st.integers(1, 999), st.just(NOWHERE)),
    records(KnownTest, COLUMNS, st.booleans(), st.just(NOWHERE)),
    records(
        TickTest,
        COLUMNS,
        st.sampled_from(TickFunction),
        st.lists(LITERALS.map(_label), min_size=1, max_size=3).map(tuple),
        st.just(NOWHERE),
    ),
    records(ConditionTest, NAMES, st.just(NOWHERE)),
)
TESTS = st.recursive(SIMPLE_TESTS, _compound, max_leaves=5)
SLICES = st.lists(TESTS, min_size=1, max_size=2).map(tuple)


def _sliced(base: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return base | records(Sliced, base, SLICES, st.just(NOWHERE))


TABLES = _sliced(records(Name, NAMES, st.just(NOWHERE)))
TABLE_CELLS = _sliced(TABLE_COLUMNS)
NUMERALS = NUMBERS.map(_number)

_OF_COLUMN = ["sum", "total", "mean", "median", "min", "max", "distinct"]
OF_COLUMN = st.sampled_from([AggregateFunction(name) for name in _OF_COLUMN])
OF_TWO = st.sampled_from([AggregateFunction.WEIGHTED_MEAN, AggregateFunction.CORRELATION])

LEAVES: st.SearchStrategy[Expression] = st.one_of(
    NUMERALS,
    TABLES,
    TABLE_CELLS,
    records(Aggregate, st.just(AggregateFunction.COUNT), TABLES, st.just(NOWHERE)),
    records(Aggregate, OF_COLUMN, TABLE_CELLS, st.just(NOWHERE)),
    records(Aggregate, OF_TWO, TABLE_CELLS, st.just(NOWHERE), TABLE_COLUMNS),
    records(
        Aggregate, st.just(AggregateFunction.QUANTILE), TABLE_CELLS, st.just(NOWHERE), NUMERALS
    ),
    records(
        Aggregate,
        st.just(AggregateFunction.LAST),
        TABLE_CELLS,
        st.just(NOWHERE),
        st.none(),
        COLUMNS,
    ),
)


@st.composite
def comparisons(draw: st.DrawFn, parts: st.SearchStrategy[Expression]) -> Comparison:
    operands = draw(st.lists(parts, min_size=2, max_size=3).map(tuple))
    signs = st.sampled_from(Comparator)
    length = len(operands) - 1
    comparators = draw(st.lists(signs, min_size=length, max_size=length).map(tuple))
    return Comparison(operands, comparators, NOWHERE)


def _part(part: Expression | Test) -> Expression | Test:
    """A condition alone is written like a name."""
    return Name(part.name, NOWHERE) if isinstance(part, ConditionTest) else part


def _larger(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    by = st.lists(COLUMNS, min_size=1, max_size=2).map(tuple)
    return st.one_of(
        records(Negated, parts, st.just(NOWHERE)),
        records(Arithmetic, st.sampled_from(Operator), parts, parts, st.just(NOWHERE)),
        records(Sliced, parts, SLICES, st.just(NOWHERE)),
        records(Share, parts, parts | TESTS.map(_part), st.just(NOWHERE)),
        records(Pair, st.sampled_from(PairFunction), parts, parts, st.just(NOWHERE)),
        records(Magnitude, parts, st.just(NOWHERE)),
        records(Extreme, st.booleans(), several, st.just(NOWHERE)),
        records(Groups, TABLES, by, comparisons(parts), st.just(NOWHERE)),
    )


EXPRESSIONS = st.recursive(LEAVES, _larger, max_leaves=6)
