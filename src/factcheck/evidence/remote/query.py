"""The one query that groups a table of a database, in the SQL of any of them.

It is written as DuckDB writes it and handed on by sqlglot; where dialects differ by more than
their spelling, ``dialects.py`` has the words.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import sqlglot
from sqlglot import exp

from factcheck.evidence.duckdb_engine import RefusedError
from factcheck.evidence.raw import DECIMALS, WHOLE_DIGITS
from factcheck.evidence.remote.dialects import DECIMAL, words_of
from factcheck.evidence.remote.store import Kind
from factcheck.evidence.sealed import literal
from factcheck.evidence.totals import BLANKS, LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.evidence.raw import RawRequest, RawSet
    from factcheck.evidence.remote.dialects import Words
    from factcheck.evidence.remote.store import Dialect, FoundTable, RemoteColumn
    from factcheck.model.cell import Cut

SEPARATOR = "\x1f"
DECLARED = "\x1e"
"""What stands for the labels of a row that is declared as a total."""
_MOST_NAMES = 300
"""More columns are grouped in Python; PostgreSQL has 1,664 columns in an answer at most."""
_MOST_SETS = 2000
_SURE_DIGITS = {Kind.WIDE: 15, Kind.NARROW: 6}
"""Decimal numbers of so many digits are told apart by binary fractions, however these print."""
_MOST_WHOLE = 10**WHOLE_DIGITS


def rows_query(dialect: Dialect, table: FoundTable) -> str:
    """Return the query of every row as texts, ordered by them."""
    words = words_of(dialect)
    texts = [_full_text(words, f"t.{column_name(dialect, one.name)}", one) for one in table.columns]
    named = ", ".join(f"{text} AS c{place}" for place, text in enumerate(texts))
    source = table_of(dialect, table, named)
    order = [exp.column(f"c{place}") for place in range(len(texts))]
    return source.order_by(*order).sql(dialect=dialect)


def grouping_query(dialect: Dialect, table: FoundTable, request: RawRequest) -> str:
    """Return the one query of a request; ``names_of`` and ``raw_scan`` say what it answers.

    Raises ``RefusedError`` where the database could not answer it exactly.
    """
    _refuse(table, request)
    words = words_of(dialect)
    measures, dimensions = measures_of(request), _dimensions(request)
    typed = [f"{name} AS {alias}" for alias, name in _typed(words, table, request).items()]
    shown = [one for column in dimensions for one in _marked_dimension(column, request)]
    marked = [
        f"CASE WHEN v{column} IS NULL THEN c{column} END AS k{column}, v{column}"
        for column in measures
    ]
    kept = ", ".join(dict.fromkeys([*shown, *marked, "totals"]))
    query = (
        # Only the engine's own names and quoted literals are put together here.
        f"WITH source AS (SELECT 1), typed AS (SELECT {', '.join(typed)} FROM source), "  # noqa: S608
        f"marked AS (SELECT {kept} FROM typed) "
        f"SELECT {_outputs(request)} FROM marked "
        f"GROUP BY GROUPING SETS ({_grouping_sets(request)})"
    )
    tree = sqlglot.parse_one(query, read="duckdb")
    source, *others = (one.this for one in tree.find_all(exp.CTE))
    source.replace(table_of(dialect, table, _chosen(words, dialect, table, request)))
    if words.is_fenced:
        for one in others:
            one.set("offset", exp.Offset(expression=exp.Literal.number(0)))
    return tree.sql(dialect=dialect)


def names_of(request: RawRequest) -> tuple[str, ...]:
    """Return every column that something is grouped by, the labels of totals last.

    ``c`` is a text, ``k`` the text of a measure that is no number, ``b`` says between which cuts
    a number lies; the number of the column stands behind the letter.
    """
    names = {name for grouping in request.sets for name in columns_of(grouping, request)}
    return (*sorted(names), "totals")


def columns_of(grouping: RawSet, request: RawRequest) -> tuple[str, ...]:
    """Return the columns that one set is grouped by."""
    cut = dict(request.cuts)
    names: list[str] = []
    for column in grouping.dimensions:
        names += [f"t{column}", f"b{column}"] if column in cut else [f"c{column}"]
    return (*names, *(f"k{column}" for column in grouping.measures))


def measures_of(request: RawRequest) -> tuple[int, ...]:
    """Return the columns that are summed, in the order of the answer."""
    return tuple(sorted({column for grouping in request.sets for column in grouping.measures}))


def cut_columns(request: RawRequest) -> tuple[int, ...]:
    """Return the columns whose numbers are told apart by cuts, in the order of the answer."""
    cut = dict(request.cuts)
    return tuple(column for column in _dimensions(request) if column in cut)


def _refuse(table: FoundTable, request: RawRequest) -> None:
    """Raise ``RefusedError`` for what only Python does."""
    has_float_totals = any(table.columns[place].is_float for place, _ in request.totals)
    is_wide = len(names_of(request)) > _MOST_NAMES or len(request.sets) > _MOST_SETS
    is_exact = all(_is_exact(cut) for _, cuts in request.cuts for cut in cuts)
    # Whether signs are in doubt is only asked of numbers that somebody printed.
    if has_float_totals or is_wide or request.doubted or not is_exact:
        raise RefusedError


def _is_exact(cut: Cut) -> bool:
    """Whether a cut is written as a decimal number that every database compares exactly."""
    is_decimal = bool((cut.at * 10**DECIMALS).denominator == 1)
    return is_decimal and bool(abs(cut.at) < _MOST_WHOLE)


def table_of(dialect: Dialect, table: FoundTable, chosen: str) -> exp.Select:
    """Return the table with expressions of a dialect over it, which is called ``t``."""
    select = sqlglot.parse_one(f"SELECT {chosen}", read=dialect)
    assert isinstance(select, exp.Select)
    *outer, name = (exp.to_identifier(part, quoted=True) for part in table.parts)
    schema = outer[-1] if outer else None
    catalog = outer[0] if len(outer) > 1 else None
    return select.from_(
        exp.Table(this=name, db=schema, catalog=catalog, alias=exp.TableAlias(this="t"))
    )


def column_name(dialect: Dialect, name: str) -> str:
    """Return a column's name as it stands in a query of a dialect, quoted."""
    return exp.to_identifier(name, quoted=True).sql(dialect=dialect)


def _only_summed(table: FoundTable, request: RawRequest) -> set[int]:
    """Return the columns of exact numbers of which nobody asks for the text of a number."""
    asked = {*_dimensions(request), *request.texts, *(place for place, _ in request.totals)}
    asked |= {place for place, special in request.special if special}
    return {
        place
        for place in measures_of(request)
        if table.columns[place].is_exact and place not in asked
    }


def _rest(words: Words, name: str, column: RemoteColumn) -> str:
    """Return the text of what is no number in a column of numbers, else the empty one."""
    text = _full_text(words, name, column)
    return f"CASE WHEN {words.number(name, column)} IS NULL THEN {text} ELSE '' END"


def _full_text(words: Words, name: str, column: RemoteColumn) -> str:
    return f"coalesce({words.text(name, column)}, '')"


def _chosen(words: Words, dialect: Dialect, table: FoundTable, request: RawRequest) -> str:
    """Return the columns of the table that the query needs: texts ``c``, exact numbers ``n``."""
    used = {*measures_of(request), *_dimensions(request), *_searched(table, request)}
    used |= {place for place, _ in request.totals}
    pairs = [(place, table.columns[place]) for place in sorted(used)]
    names = {place: f"t.{column_name(dialect, one.name)}" for place, one in pairs}
    summed = _only_summed(table, request)
    written = {
        place: _rest(words, names[place], one)
        if place in summed
        else _full_text(words, names[place], one)
        for place, one in pairs
    }
    texts = [f"{text} AS c{place}" for place, text in written.items()]
    numbers = [
        f"{words.number(names[place], one)} AS n{place}" for place, one in pairs if one.is_exact
    ]
    totals = f"{_labels(words, table, request)} AS totals" if not texts else ""
    return ", ".join(filter(None, [*texts, *numbers, totals])) or "1 AS nothing"


def _typed(words: Words, table: FoundTable, request: RawRequest) -> dict[str, str]:
    """Return the texts, numbers and labels of a row, by the names that they get."""
    found = {
        f"c{column}": f"c{column}" for column in (*_dimensions(request), *measures_of(request))
    }
    for column in measures_of(request):
        is_text = column in request.texts
        number = f"CAST(NULL AS {DECIMAL})" if is_text else _number(words, table, column, request)
        found[f"v{column}"] = number
    for column in cut_columns(request):
        found[f"w{column}"] = _cut_number(words, table, column, request)
    found["totals"] = _labels(words, table, request)
    return found


def _number(words: Words, table: FoundTable, column: int, request: RawRequest) -> str:
    """Return the expression of a column's numbers, null where a cell is none."""
    kind, text = table.columns[column].kind, f"c{column}"
    special = ", ".join(map(literal, sorted(request.special_of(column))))
    tests = [f"trim({text}) NOT IN ({special})"] if special else []
    if table.columns[column].is_exact:
        number = f"n{column}"
    else:
        if kind in _SURE_DIGITS:
            tests.insert(0, f"length(translate({text}, '.-', '')) <= {_SURE_DIGITS[kind]}")
        form = request.form_of(column)
        tests.insert(0, _matches(words, text, form.pattern))
        # Signs without a partner are left out.
        signs = "".join(dict.fromkeys(f"{form.decimal}{form.groups} +"))
        number = f"CAST(translate({text}, {literal(signs)}, '.') AS {DECIMAL})"
    return f"CASE WHEN {' AND '.join(tests)} THEN {number} END" if tests else number


def _cut_number(words: Words, table: FoundTable, column: int, request: RawRequest) -> str:
    """Return the expression of the numbers of a column that is cut.

    Decimal numbers with more digits than others read are told apart.
    """
    number = _number(words, table, column, request)
    if table.columns[column].kind is not Kind.DECIMAL:
        return number
    is_plain = _matches(words, f"c{column}", request.form_of(column).pattern)
    return f"CASE WHEN {is_plain} THEN {number} END"


def _matches(words: Words, text: str, pattern: str) -> str:
    return f"regexp_matches({text}, {literal(f'^({pattern}){words.end}')})"


def _labels(words: Words, table: FoundTable, request: RawRequest) -> str:
    """Return the expression of a row's labels of totals, empty in nearly every row.

    A row that is declared as a total has a mark instead, and nobody looks at its labels.
    """
    known = ", ".join(map(literal, sorted(LABELS)))
    upper, lower = _to_lower()
    initials = ", ".join(map(literal, _initials()))
    # Whatever begins otherwise is not looked at, which takes much longer.
    cases = [
        f"CASE WHEN left(c{column}, 1) IN ({initials}) THEN "
        f"CASE WHEN translate({_stripped(f'c{column}')}, {upper}, {lower}) IN ({known}) "
        f"THEN '{column}=' || replace(c{column}, {literal(SEPARATOR)}, '') END END"
        for column in _searched(table, request)
    ]
    if not cases:
        return f"CAST('' AS {words.text_type})"
    joined = f"concat_ws({literal(SEPARATOR)}, {', '.join(cases)})"
    declared = [
        f"{_stripped(f'c{column}')} IN ({', '.join(map(literal, sorted(labels)))})"
        for column, labels in request.totals
        if labels
    ]
    if not declared:
        return joined
    return f"CASE WHEN {' OR '.join(declared)} THEN {literal(DECLARED)} ELSE {joined} END"


def _stripped(text: str) -> str:
    return f"trim({text}, {literal(BLANKS)})"


@cache
def _to_lower() -> tuple[str, str]:
    """Return the letters that Python makes a letter of a label of, and these, as literals.

    Databases make other small letters, and which ones depends on how they were set up.
    """
    changed = _lowered({letter for label in LABELS for letter in label})
    return literal("".join(one for one, _ in changed)), literal("".join(one for _, one in changed))


@cache
def _initials() -> tuple[str, ...]:
    """Return the letters that a label of a total may begin with, and blanks."""
    small = {label[0] for label in LABELS}
    return tuple(sorted({*small, *BLANKS, *(large for large, _ in _lowered(small))}))


def _lowered(letters: set[str]) -> list[tuple[str, str]]:
    """Return the letters of which Python makes these small ones, each with its small one."""
    pairs = [(chr(code), chr(code).lower()) for code in range(0x10000)]
    return [(large, small) for large, small in pairs if large != small and small in letters]


def _searched(table: FoundTable, request: RawRequest) -> tuple[int, ...]:
    return tuple(place for place in request.searched if table.columns[place].is_text)


def _dimensions(request: RawRequest) -> tuple[int, ...]:
    return tuple(sorted({column for grouping in request.sets for column in grouping.dimensions}))


def _marked_dimension(column: int, request: RawRequest) -> Iterable[str]:
    """Yield what one dimension is grouped by, with the number of one that is cut."""
    cuts = request.cuts_of(column)
    yield f"c{column}"
    if column in dict(request.cuts):
        yield f"CASE WHEN w{column} IS NULL THEN c{column} END AS t{column}"
        yield f"CASE WHEN w{column} IS NOT NULL THEN {_between(column, cuts)} END AS b{column}"
        yield f"w{column}"


def _between(column: int, cuts: tuple[Cut, ...]) -> str:
    """Return the expression of how many cuts lie below a number."""
    below = [
        f"WHEN w{column} {'<' if cut.begins else '<='} {_decimal(cut)} THEN {place}"
        for place, cut in enumerate(cuts)
    ]
    return f"CASE {' '.join(below)} ELSE {len(cuts)} END" if below else "0"


def _decimal(cut: Cut) -> str:
    units = int(cut.at * 10**DECIMALS)
    whole, decimals = divmod(abs(units), 10**DECIMALS)
    sign = "-" if units < 0 else ""
    return f"CAST('{sign}{whole}.{decimals:0{DECIMALS}}' AS {DECIMAL})"


def _grouping_sets(request: RawRequest) -> str:
    # The first two count all rows and gather the labels of totals.
    sets = [(), ("totals",), *(columns_of(grouping, request) for grouping in request.sets)]
    distinct = dict.fromkeys(tuple(sorted(names)) for names in sets)
    return ", ".join(f"({', '.join(names)})" for names in distinct)


def _outputs(request: RawRequest) -> str:
    names = names_of(request)
    # Each has a column of its own, for databases have room for few in one number.
    told = [f"GROUPING({name})" for name in names]
    sums = [
        f"count(v{column}), sum(v{column}), min(v{column}), max(v{column})"
        for column in measures_of(request)
    ]
    least = [f"min(w{column})" for column in cut_columns(request)]
    return ", ".join([*told, *names, "count(*)", *sums, *least])
