"""The one query that groups a table whose columns have types, in DuckDB.

Rows are grouped by the values themselves, which is fast, and only the groups are printed as
texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from factcheck.evidence.duckdb_engine import RefusedError, TooMuchError, plain_number_of
from factcheck.evidence.grouping_bits import bits_of, grouped_by
from factcheck.evidence.raw import RawGroup, RawNumbers, RawScan, cut_text
from factcheck.evidence.sealed import OutOfMemoryError, QueryError, literal
from factcheck.evidence.stored.float_numbers import float_number
from factcheck.evidence.stored.named_values import folds
from factcheck.evidence.stored.total_labels import total_pairs
from factcheck.evidence.stored.typed import named, text_of
from factcheck.model.cell import number_key
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.evidence.raw import RawRequest, RawSet
    from factcheck.evidence.sealed import Ask
    from factcheck.evidence.stored.named_values import Fold
    from factcheck.evidence.stored.typed import TypedColumn
    from factcheck.model.cell import Cut

MOST_GROUPS = 5_000_000
_ADDED = {"count": "sum", "sum": "sum", "min": "min", "max": "max"}
"""What is asked of numbers, in this order, and what makes it of the same of several groups."""


class Typed(NamedTuple):
    """A table of SQL, and its columns in their order."""

    table: str
    columns: tuple[TypedColumn, ...]


def scan_typed(ask: Ask, typed: Typed, request: RawRequest) -> RawScan:
    """Return the groups of a table in one scan.

    Raises ``RefusedError`` where its rows have to be looked at one by one, ``TooMuchError`` where
    the groups need more memory than allowed.
    """
    if request.doubted:
        raise RefusedError
    try:
        rows, groups = _groups(ask, typed, request)
        totals = total_pairs(ask, typed.table, typed.columns, request, rows)
    except OutOfMemoryError as error:
        raise TooMuchError from error
    except QueryError as error:
        raise RefusedError(str(error)) from error
    if not rows:
        # A table is seldom empty, so the other engine looks as well.
        raise RefusedError
    return RawScan(rows, groups, totals)


def _groups(
    ask: Ask, typed: Typed, request: RawRequest
) -> tuple[int, tuple[tuple[RawGroup, ...], ...]]:
    """Return the number of rows, and the groups of each set."""
    table = named(typed.table, len(typed.columns))
    if not request.sets:
        # Only the engine's own names and quoted literals are put together in these.
        ((rows,),) = (row for batch in ask(f"SELECT count(*) FROM {table}") for row in batch)  # noqa: S608
        return int(rows), ()
    query = _Query(typed, request, folds(ask, typed.table, typed.columns, request))
    by_set: dict[frozenset[str], list[RawGroup]] = {query.key(one): [] for one in request.sets}
    met = 0
    for batch in ask(query.text(table)):
        met += len(batch)
        if met > MOST_GROUPS:
            raise TooMuchError
        for row in batch:
            key = query.grouped_by(row)
            by_set[key].append(query.group(query.sets[key], row))
    groups = tuple(tuple(by_set[query.key(one)]) for one in request.sets)
    return sum(group.rows for group in groups[0]), groups


class _Query:
    """The query of a request, and how its answer is read.

    Its columns are called by what they are and the place of a column of the table: ``c`` a value,
    ``v`` a number, ``k`` what stands where a measure has no number, ``x`` the same of a dimension
    that is cut, ``b`` how many cuts lie below its number, ``e`` the same of the cuts of a set.
    """

    def __init__(self, typed: Typed, request: RawRequest, folded: dict[int, Fold]) -> None:
        self.columns = typed.columns
        self.request = request
        self.folded = folded
        self.dimensions = sorted({place for one in request.sets for place in one.dimensions})
        self.measures = sorted({place for one in request.sets for place in one.measures})
        self.cut = [place for place in self.dimensions if request.cuts_of(place)]
        self.cuttings = self._cuttings()
        self.sets = {self.key(one): one for one in request.sets}
        self.has_base = request.has_base and len(self.sets) > 1
        self.names = sorted(set().union(*self.sets))
        self.masks = len(bits_of(self.names)) if len(self.sets) > 1 else 0
        outputs = self._outputs()
        self.place = {name: self.masks + at for at, name in enumerate(outputs)}
        self.outputs = list(outputs.values())

    def text(self, table: str) -> str:
        """Return the query."""
        grouped = [f"({', '.join(sorted(key))})" for key in self.sets]
        bits = bits_of(self.names) if self.masks else []
        steps = [("valued", self._valued(), table, ""), ("keyed", self._keyed(), "valued", "")]
        if self.has_base:
            steps.append(("base", self._base(), "keyed", " GROUP BY ALL"))
        steps.append(("stretched", self._stretched(), steps[-1][0], ""))
        # Only the engine's own names and quoted literals are put together here.
        told = [
            f"{name} AS (SELECT {', '.join(chosen) or '1 AS nothing'} FROM {of}{how})"  # noqa: S608
            for name, chosen, of, how in steps
        ]
        return (
            f"WITH {', '.join(told)} "  # noqa: S608 - see above
            f"SELECT {', '.join([*bits, *self.outputs])} FROM stretched "
            f"GROUP BY GROUPING SETS ({', '.join(grouped)})"
        )

    def _cuttings(self) -> dict[tuple[int, tuple[Cut, ...]], str]:
        """Return the names of the columns that say where numbers lie, by the cuts of some set."""
        found: dict[tuple[int, tuple[Cut, ...]], str] = {}
        for one in self.request.sets:
            for place in one.dimensions:
                if place in self.cut:
                    key = (place, self.request.cuts_in(one, place))
                    found.setdefault(key, f"e{place}_{len(found)}")
        return found

    def key(self, grouping: RawSet) -> frozenset[str]:
        """Return the columns of the query that a set is grouped by."""
        names = {name for place in grouping.dimensions for name in self._dimension(grouping, place)}
        return frozenset(names | {f"k{place}" for place in grouping.measures})

    def grouped_by(self, row: Sequence[Any]) -> frozenset[str]:
        """Return the set that a row of the answer belongs to."""
        if not self.masks:
            return next(iter(self.sets))
        return grouped_by(self.names, row[: self.masks])

    def group(self, grouping: RawSet, row: Sequence[Any]) -> RawGroup:
        """Return the group of a row of the answer."""
        texts = tuple(self._text(place, row) for place in grouping.dimensions)
        measures = tuple(self._measure(place, row) for place in grouping.measures)
        return RawGroup(texts, measures, int(row[self.place["rows"]]))

    def _text(self, place: int, row: Sequence[Any]) -> str:
        if place in self.cut and row[self.place[f"t{place}"]] is None:
            least = Fraction(row[self.place[f"min{place}"]])
            return cut_text(least, self.request.form_of(place), self.request.special_of(place))
        return str(row[self.place[f"t{place}"]])

    def _measure(self, place: int, row: Sequence[Any]) -> RawNumbers | str:
        mark = row[self.place[f"m{place}"]]
        if mark is not None:
            return str(mark)
        at = self.place[f"count{place}"]
        rows, total, minimum, maximum = row[at], row[at + 1], row[at + 2], row[at + 3]
        return RawNumbers(int(rows), Fraction(total), Fraction(minimum), Fraction(maximum))

    def _dimension(self, grouping: RawSet, place: int) -> tuple[str, ...]:
        if place not in self.cut:
            return (f"c{place}",)
        return (self.cuttings[place, self.request.cuts_in(grouping, place)], f"x{place}")

    def _valued(self) -> list[str]:
        """Return the values that are grouped by, and the numbers."""
        values = [f"{self._value(p)} AS c{p}" for p in sorted({*self.dimensions, *self.measures})]
        return values + [f"{self._number(place)} AS v{place}" for place in self._numbers()]

    def _numbers(self) -> list[int]:
        return sorted({*self.cut, *self.measures})

    def _value(self, place: int) -> str:
        """Return the expression of a value as it is grouped by."""
        # A table of DuckDB may be told to take 'a' and 'A' for the same text.
        own = f"t.c{place}"
        value = f'{own} COLLATE "binary"' if self.columns[place].type == "VARCHAR" else own
        if place not in self.folded or place in self.measures:
            return value
        fold = self.folded[place]
        # A list in an expression would be gone through for every row; a table is looked up.
        kept = ", ".join(f"({literal(text)})" for text in sorted(fold.kept)) or "(NULL)"
        test = f"{own} IS NULL OR {value} IN (FROM (VALUES {kept}))"
        return f"CASE WHEN {test} THEN {value} ELSE {literal(fold.other)} END"

    def _number(self, place: int) -> str:
        """Return the expression of a value that is a number to be added, else null."""
        column, special = self.columns[place], self.request.special_of(place)
        own, text = f"t.c{place}", text_of(f"t.c{place}", self.columns[place])
        if place in self.request.texts or not column.is_readable:
            return "CAST(NULL AS DECIMAL(38, 12))"
        if column.is_exact:
            number = own
        elif column.is_float:
            number = float_number(own, is_wide=column.type == "DOUBLE")
        else:
            return plain_number_of(text, special, self.request.form_of(place))
        if not special:
            return number
        labels = ", ".join(map(literal, sorted(special)))
        return f"CASE WHEN {text} NOT IN ({labels}) THEN {number} END"

    def _keyed(self) -> list[str]:
        """Return the columns that rows are grouped by, and the numbers."""
        keys = [f"c{place}" for place in self.dimensions if place not in self.cut]
        keys += [f"{self._mark(place)} AS x{place}" for place in self.cut]
        keys += [f"{self._mark(place)} AS k{place}" for place in self.measures]
        if self.has_base:
            keys += [f"{_place(p, self.request.cuts_of(p))} AS b{p}" for p in self.cut]
        return keys + [f"v{place}" for place in self._numbers()]

    def _base(self) -> list[str]:
        """Return the columns of all sets, with what is added up of each group of all of them."""
        keys = [f"c{place}" for place in self.dimensions if place not in self.cut]
        keys += [name for place in self.cut for name in (f"x{place}", f"b{place}")]
        keys += [f"k{place}" for place in self.measures]
        added = [f"{how}(v{p}) AS {how}{p}" for p in self._numbers() for how in _ADDED]
        return [*keys, "count(*) AS rows", *added]

    def _stretched(self) -> list[str]:
        """Return everything that is grouped and added, with where numbers lie in each set."""
        made = [
            f"{self._placed(place, cuts)} AS {name}"
            for (place, cuts), name in self.cuttings.items()
        ]
        return ["*", *made]

    def _placed(self, place: int, cuts: tuple[Cut, ...]) -> str:
        """Return the expression of how many of some cuts lie below a number, null without one."""
        if not self.has_base:
            return _place(place, cuts)
        # Out of how many of all cuts do.
        every = self.request.cuts_of(place)
        passed = [sum(cut in cuts for cut in every[:number]) for number in range(len(every) + 1)]
        return f"list_extract({passed}, b{place} + 1)"

    def _is_number_or_nothing(self, place: int) -> bool:
        is_plain = self.columns[place].is_exact and not self.request.special_of(place)
        return is_plain and place not in self.request.texts

    def _mark(self, place: int) -> str:
        """Return the expression of what stands where there is no number, else null or false."""
        if self._is_number_or_nothing(place):
            return f"v{place} IS NULL"
        return f"CASE WHEN v{place} IS NULL THEN {text_of(f'c{place}', self.columns[place])} END"

    def _marked(self, name: str, place: int) -> str:
        """Return the expression of a mark as text, null where there is a number."""
        return f"CASE WHEN {name} THEN '' END" if self._is_number_or_nothing(place) else name

    def _outputs(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for place in self.dimensions:
            if place in self.cut:
                found[f"t{place}"] = self._marked(f"x{place}", place)
            else:
                found[f"t{place}"] = text_of(f"c{place}", self.columns[place])
        for place in self.measures:
            found[f"m{place}"] = self._marked(f"k{place}", place)
        for place in self._numbers():
            for how, again in _ADDED.items():
                value = f"{again}({how}{place})" if self.has_base else f"{how}(v{place})"
                found[f"{how}{place}"] = value
        found["rows"] = "sum(rows)" if self.has_base else "count(*)"
        return found


def _place(place: int, cuts: tuple[Cut, ...]) -> str:
    """Return the expression of how many cuts lie below a number, null where there is none."""
    return f"CASE WHEN v{place} IS NOT NULL THEN {_stretch(f'v{place}', cuts)} END"


def _stretch(name: str, cuts: Sequence[Cut], passed: int = 0) -> str:
    """Return the expression of how many cuts lie below a number, found by halving."""
    if not cuts:
        return str(passed)
    middle = len(cuts) // 2
    cut = cuts[middle]
    test = f"{name} {'>=' if cut.begins else '>'} {number_key(cut.at)}"
    above = _stretch(name, cuts[middle + 1 :], passed + middle + 1)
    return f"CASE WHEN {test} THEN {above} ELSE {_stretch(name, cuts[:middle], passed)} END"
