"""The engine for large tables: one grouping scan in DuckDB, sealed off from everything else."""

from __future__ import annotations

import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.evidence.content import ends_lines_with
from factcheck.evidence.grouping_bits import bits_of, grouped_by
from factcheck.evidence.raw import (
    DECIMALS,
    DOUBTFUL,
    DOUBTFUL_SIGNS,
    ENGLISH,
    RawGroup,
    RawNumbers,
    RawScan,
    doubtful_example,
)
from factcheck.evidence.records import first_record, records_of
from factcheck.evidence.sealed import OutOfMemoryError, QueryError, asked, literal
from factcheck.evidence.totals import BLANKS, LABELS, total_labels
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from factcheck.evidence.content import Content
    from factcheck.evidence.raw import PlainForm, RawRequest, RawSet
    from factcheck.evidence.records import Shape
    from factcheck.evidence.sealed import Ask

MAX_WIDTH = 500
"""Wider tables are left to the other engine: the query would name every column."""
# These have quotes, blanks and line ends as the same bytes that UTF-8 has.
_SINGLE_BYTE = ("iso8859", "cp125", "mac-roman", "cp437", "cp850")
_USUAL_DELIMITERS = (",", ";", "\t", "|")
_STRICT_SINCE = 2
# A record past this is left to the other engine, which knows the limit of one cell.
_MAX_RECORD = 131_072
# No cell is this, so that an empty one is no null.
_NO_NULL = "\ue000no null\ue000"
_SEPARATOR = "\x1f"
_DECLARED = "\x1e"
"""What stands for the labels of a row that is declared as a total."""
_DECIMAL = f"DECIMAL(38, {DECIMALS})"


class RefusedError(Exception):
    """DuckDB did not read the table; the other engine will, or will say why not."""


class TooMuchError(Exception):
    """The groups do not fit in the memory allowed."""


def is_fit(content: Content, shape: Shape) -> bool:
    """Whether DuckDB cuts a table's text in the same way as the other engine."""
    return _is_usual(content, shape) and not (
        _forgives_an_empty_last_cell() and ends_lines_with(content, shape.delimiter)
    )


def _forgives_an_empty_last_cell() -> bool:
    """Whether a row with one cell too many is read where that cell is empty."""
    import duckdb

    return int(duckdb.__version__.partition(".")[0]) < _STRICT_SINCE


def _is_usual(content: Content, shape: Shape) -> bool:
    has_pattern = any(letter in str(content.located.path) for letter in "*?[{")
    return (
        content.encoding.startswith(("utf-8", *_SINGLE_BYTE))
        and 1 < shape.width <= MAX_WIDTH
        and shape.delimiter in _USUAL_DELIMITERS
        and not has_pattern
        and not _begins_with_lines(content, shape)
    )


def _begins_with_lines(content: Content, shape: Shape) -> bool:
    """Whether the first record goes over several lines.

    DuckDB learns from it how lines end, and may then find no rows at all without saying so.
    """
    first = first_record(records_of(content, shape.delimiter))
    return first is not None and any(end in cell for cell in first[1] for end in "\r\n")


def scan(content: Content, shape: Shape, request: RawRequest) -> RawScan:
    """Return the groups of a table in one scan of its file.

    Raises ``RefusedError`` where DuckDB meets something it does not read, ``TooMuchError`` where
    the groups need more memory than allowed.
    """
    with _in_utf_8(content) as (path, is_packed), asked(path) as ask:
        return scan_table(ask, _table(path, shape, is_packed=is_packed), request)


def scan_table(ask: Ask, table: str, request: RawRequest) -> RawScan:
    """Return the groups of a table in one scan of the file asked; raises as ``scan``."""
    try:
        answer = _raw_scan(_found(ask, _query(table, request)), request)
        doubted = [column for column, examples in answer.doubts if examples]
        if doubted:
            (examples,) = _found(ask, _examples(table, request, doubted))
            answer = _with_examples(answer, doubted, examples)
    except OutOfMemoryError as error:
        raise TooMuchError from error
    except QueryError as error:
        raise RefusedError(str(error)) from error
    if not answer.rows:
        # A table is seldom empty, so the other engine looks as well.
        raise RefusedError
    return answer


def _found(ask: Ask, query: str) -> Iterator[tuple[Any, ...]]:
    return (row for batch in ask(query) for row in batch)


@contextmanager
def _in_utf_8(content: Content) -> Iterator[tuple[str, bool]]:
    """Give the path of a file in UTF-8, and whether it is packed.

    It is the table itself, or a copy for as long as it is needed.
    """
    if content.encoding.startswith("utf-8"):
        yield str(content.located.path), content.located.is_packed
        return
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        copy = Path(folder) / "table"
        with copy.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(content.lines())
        yield str(copy), False


def _query(table: str, request: RawRequest) -> str:
    """Return the one query: columns are called by their position, never by a user's text."""
    measures = sorted({column for grouping in request.sets for column in grouping.measures})
    columns = [f"{_text(column)} AS c{column}" for column in _dimensions(request)]
    columns += [
        f"CAST(NULL AS {_DECIMAL}) AS v{column}"
        if column in request.texts
        else _number_column(column, request)
        for column in measures
    ]
    columns += [f"{_text(column)} AS m{column}" for column in measures]
    columns.append(f"{_total_column(request)} AS totals")
    marked = [
        f"CASE WHEN v{column} IS NULL THEN m{column} END AS k{column}, v{column}"
        for column in measures
    ]
    marked += [_doubt_column(column) for column in request.doubted]
    kept = ", ".join([*(f"c{column}" for column in _dimensions(request)), *marked, "totals"])
    return (
        # Only the engine's own names and quoted literals are put together here.
        f"WITH typed AS (SELECT {', '.join(columns)} FROM {table}), "  # noqa: S608
        f"marked AS (SELECT {kept} FROM typed) "
        f"SELECT {_outputs(request, measures)} FROM marked "
        f"GROUP BY GROUPING SETS ({_grouping_sets(request)})"
    )


def _table(path: str, shape: Shape, *, is_packed: bool) -> str:
    compression = "gzip" if is_packed else "none"
    columns = ", ".join(f"'c{column}': 'VARCHAR'" for column in range(shape.width))
    return (
        f"read_csv({literal(path)}, auto_detect = false, columns = {{{columns}}}, "
        f"header = {str(shape.has_header).lower()}, delim = {literal(shape.delimiter)}, "
        "quote = '\"', escape = '\"', comment = '', encoding = 'utf-8', "
        f"compression = '{compression}', nullstr = {literal(_NO_NULL)}, "
        f"max_line_size = {_MAX_RECORD}, strict_mode = true, "
        "ignore_errors = false, null_padding = false, hive_partitioning = false)"
    )


def _text(column: int) -> str:
    """Return the expression of a column's text, which is null nowhere."""
    return f"coalesce(c{column}, {literal(_NO_NULL)})"


def _doubt_column(column: int) -> str:
    """Return the expression of whether a plain number's sign is doubtful: 1, or 0 if it is not.

    It is null where there is none. The pattern is slow, and only asked where the sign is in its
    place.
    """
    has_sign = " OR ".join(f"contains(m{column}, {literal(sign)})" for sign in DOUBTFUL_SIGNS)
    places = " OR ".join(f"m{column} LIKE '%{sign}___'" for sign in DOUBTFUL_SIGNS)
    test = f"({places} OR m{column} LIKE '% ') AND {_is_doubtful(f'm{column}', DOUBTFUL)}"
    number = f"CASE WHEN {test} THEN 1 ELSE 0 END"
    return f"CASE WHEN v{column} IS NOT NULL AND ({has_sign}) THEN {number} END AS d{column}"


def _is_doubtful(name: str, pattern: str) -> str:
    return f"regexp_full_match({name}, {literal(pattern)})"


def _examples(table: str, request: RawRequest, columns: Sequence[int]) -> str:
    """Return the query of a doubtful number of each column and sign, the least as a text."""
    plain = ", ".join(f"c{column}, {_number_column(column, request)}" for column in columns)
    least = ", ".join(
        f"min(c{column}) FILTER (WHERE v{column} IS NOT NULL"
        f" AND {_is_doubtful(f'c{column}', doubtful_example(sign))})"
        for column in columns
        for sign in DOUBTFUL_SIGNS
    )
    # Only the engine's own names and quoted literals are put together here.
    return f"WITH typed AS (SELECT {plain} FROM {table}) SELECT {least} FROM typed"  # noqa: S608


def _number_column(column: int, request: RawRequest) -> str:
    """Return the expression of a column's numbers, null where a cell is none."""
    number = plain_number_of(f"c{column}", request.special_of(column), request.form_of(column))
    return f"{number} AS v{column}"


def plain_number_of(text: str, special: frozenset[str], form: PlainForm) -> str:
    """Return the expression of a text's plain number, null where it is none."""
    test = f"regexp_full_match({text}, {literal(form.pattern)})"
    if special:
        test += f" AND trim({text}) NOT IN ({', '.join(map(literal, sorted(special)))})"
    if form == ENGLISH:
        plain = f"replace({text}, ',', '')"
    else:
        # Signs without a partner are left out.
        plain = f"translate({text}, {literal(form.decimal + form.groups)}, '.')"
    return f"CASE WHEN {test} THEN CAST({plain} AS {_DECIMAL}) END"


def _total_column(request: RawRequest) -> str:
    """Return the expression of a row's labels of totals, empty in nearly every row.

    A row that is declared as a total has a mark instead, and nobody looks at its labels. What is
    let through Python looks at once more.
    """
    words = ", ".join(map(literal, sorted(LABELS)))
    cases = [_label_of(f"c{column}", words, column) for column in request.searched]
    if not cases:
        return "''"
    joined = f"concat_ws({literal(_SEPARATOR)}, {', '.join(cases)})"
    declared = [
        f"trim({_text(column)}) IN ({', '.join(map(literal, sorted(labels)))})"
        for column, labels in request.totals
    ]
    if not declared:
        return joined
    return f"CASE WHEN {' OR '.join(declared)} THEN {literal(_DECLARED)} ELSE {joined} END"


def _label_of(name: str, words: str, column: int) -> str:
    """Return the expression of a text that is a label of totals, with its column, else null.

    To take away every blank that there is takes long, and is only asked of texts that begin or
    end with a rare sign.
    """
    label = f"'{column}=' || replace({name}, {literal(_SEPARATOR)}, '')"
    ends = " OR ".join(f"{end} < '!' OR {end} >= chr(128)" for end in (name, f"right({name}, 1)"))
    return (
        f"CASE WHEN lower(trim({name})) IN ({words}) THEN {label} WHEN {ends} THEN "
        f"CASE WHEN lower(trim({name}, {literal(BLANKS)})) IN ({words}) THEN {label} END END"
    )


def _columns_of(grouping: RawSet) -> list[str]:
    dimensions = [f"c{column}" for column in grouping.dimensions]
    return dimensions + [f"k{column}" for column in grouping.measures]


def _every_column(request: RawRequest) -> list[str]:
    """Return every column that something is grouped by, the labels of totals last."""
    names = {name for grouping in request.sets for name in _columns_of(grouping)}
    return [*sorted(names), "totals"]


def _dimensions(request: RawRequest) -> list[int]:
    return sorted({column for grouping in request.sets for column in grouping.dimensions})


def _grouping_sets(request: RawRequest) -> str:
    # The first two count all rows and gather the labels of totals.
    sets = [[], ["totals"], *(_columns_of(grouping) for grouping in request.sets)]
    distinct = dict.fromkeys(tuple(sorted(names)) for names in sets)
    return ", ".join(f"({', '.join(names)})" for names in distinct)


def _outputs(request: RawRequest, measures: Sequence[int]) -> str:
    names = _every_column(request)
    sums = [
        f"count(v{column}), sum(v{column}), min(v{column}), max(v{column})" for column in measures
    ]
    doubts = [f"min(d{column})" for column in request.doubted]
    return ", ".join([*bits_of(names), *names, "count(*)", *sums, *doubts])


def _raw_scan(found: Iterable[tuple[Any, ...]], request: RawRequest) -> RawScan:
    """Sort the rows of the answer into the sets they belong to."""
    names = _every_column(request)
    masks = len(bits_of(names))
    by_set: dict[frozenset[str], list[dict[str, Any]]] = {}
    for row in found:
        grouped = grouped_by(names, row[:masks])
        by_set.setdefault(grouped, []).append(_named(request, names, row[masks:]))
    every = by_set.get(frozenset(), [{"rows": 0, "doubts": ()}])
    groups = tuple(
        tuple(_group(grouping, row) for row in by_set.get(frozenset(_columns_of(grouping)), ()))
        for grouping in request.sets
    )
    totals = _total_pairs(
        [(row["totals"], row["rows"]) for row in by_set.get(frozenset({"totals"}), ())]
    )
    occupied = tuple(tuple(group for group in one if group.rows) for one in groups)
    pairs = zip(request.doubted, every[0]["doubts"], strict=False)
    # Which cells these are another query finds.
    doubts = tuple((column, ("?",) * found) for column, found in pairs if found is not None)
    return RawScan(every[0]["rows"], occupied, totals, doubts)


def _with_examples(
    answer: RawScan, columns: Sequence[int], found: tuple[str | None, ...]
) -> RawScan:
    """Return an answer that has doubtful numbers of each column that has no other."""
    examples: dict[int, tuple[str, ...]] = {column: () for column, _ in answer.doubts}
    signed = (column for column in columns for _ in DOUBTFUL_SIGNS)
    for column, text in zip(signed, found, strict=True):
        examples[column] += () if text is None else (text,)
    doubts = tuple(examples.items())
    return answer._replace(doubts=doubts)


def _named(request: RawRequest, names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    measures = sorted({column for grouping in request.sets for column in grouping.measures})
    row = dict(zip(names, values, strict=False))
    row["rows"] = values[len(names)]
    sums = values[len(names) + 1 :]
    for number, column in enumerate(measures):
        row[f"v{column}"] = sums[4 * number : 4 * number + 4]
    row["doubts"] = sums[4 * len(measures) :]
    return row


def _group(grouping: RawSet, row: dict[str, Any]) -> RawGroup:
    texts = tuple(row[f"c{column}"] for column in grouping.dimensions)
    measures = tuple(_measure(row, column) for column in grouping.measures)
    return RawGroup(texts, measures, row["rows"])


def _measure(row: dict[str, Any], column: int) -> RawNumbers | str:
    mark = row[f"k{column}"]
    if mark is not None:
        return str(mark)
    rows, total, minimum, maximum = row[f"v{column}"]
    return RawNumbers(rows, Fraction(total), Fraction(minimum), Fraction(maximum))


def _total_pairs(combinations: Sequence[tuple[str, int]]) -> frozenset[tuple[int, str]]:
    """Return column and label where other rows have something else in the column."""
    looked_at = [(joined, rows) for joined, rows in combinations if joined != _DECLARED]
    every = sum(rows for _, rows in looked_at)
    pairs: set[tuple[int, str]] = set()
    labelled: Counter[int] = Counter()
    for joined, rows in looked_at:
        parts = [part.partition("=") for part in joined.split(_SEPARATOR) if part]
        found = {(int(c), label) for c, _, text in parts for label in total_labels([text])}
        pairs |= found
        labelled.update({column: rows for column, _ in found})
    return frozenset(pair for pair in pairs if labelled[pair[0]] < every)
