"""What is wrong with the cells of one column, told with the line to add to the claim file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.evidence import codes
from factcheck.evidence.above_one import above_one
from factcheck.evidence.column import is_told
from factcheck.evidence.digit_faults import ambiguous, digit_hint
from factcheck.evidence.markers.signs import FOOTNOTE, is_number
from factcheck.evidence.near_zero import NO_SUCH_COUNT, hint_for, of_no_count
from factcheck.evidence.off_step import OFF_STEP, off_step
from factcheck.model.cell import Fault
from factcheck.model.near import listed, nearest, quoted
from factcheck.model.spec import ColumnType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factcheck.evidence.cell_meaning import Meaning
    from factcheck.evidence.column import ReadColumn
    from factcheck.model.problem import Code

    Lines = Callable[[frozenset[str]], tuple[int, ...]]

MOST_LINES = 3
_BESIDE = re.compile(r"(?P<number>.*[0-9])\s*(?P<mark>[^\s0-9.,]{1,5})")
"""A number with something short behind it, such as ``9167r``."""


def first_lines(found: Iterable[int]) -> tuple[int, ...]:
    """Return the first lines of some rows, each once: one line may have become several rows."""
    lines: dict[str, int] = {}
    for line in found:
        # Lines of several files are the same number, but are not printed alike.
        lines.setdefault(str(line), line)
        if len(lines) == MOST_LINES:
            break
    return tuple(lines.values())


def faults_of(column: ReadColumn, lines: Lines, *, is_key: bool) -> Iterator[Fault]:
    """Yield the faults of a column; ``lines`` finds the first lines with one of some texts."""
    yield from _calculated(column)
    if not is_key:
        # An empty key is a fault of the whole table, whatever empty cells are declared to mean.
        yield from _empty(column, lines)
    yield from _too_long(column, lines)
    yield from _wrong_type(column, lines)
    yield from ambiguous(column)
    yield from _percentages(column)
    yield from above_one(column)
    yield from _unmet_labels(column)
    yield from _outside_domain(column, lines)
    yield from _off_step(column, lines)
    yield from _of_no_count(column, lines)


def _calculated(column: ReadColumn) -> Iterator[Fault]:
    type_ = column.rules.type
    if type_ is None and column.is_calculated and column.rules.made is not None:
        yield from _made_of_texts(column)
        return
    is_text = column.is_needed and type_ is ColumnType.TEXT
    if is_text or (column.is_measure and type_ not in {None, ColumnType.NUMBER}):
        assert type_ is not None
        message = f"claims calculate with {_name(column)}, which is declared as `{type_.value}`"
        hint = "remove its `type`, or set it to `number`"
        yield Fault(codes.TEXT_COUNTED, message, column.rules.name, hint)


def _made_of_texts(column: ReadColumn) -> Iterator[Fault]:
    if column.type is not ColumnType.NUMBER:
        what = "is calculated as texts" if column.rules.is_computed else "holds what was ticked"
        message = f"claims calculate with {_name(column)}, which {what}"
        hint = "count the rows that pass a test on it: count(table[test])"
        yield Fault(codes.TEXT_COUNTED, message, column.rules.name, hint)


def _empty(column: ReadColumn, lines: Lines) -> Iterator[Fault]:
    texts = _texts(column, lambda one: one.is_empty)
    if texts:
        where = _cells(column, texts, lines)
        yield Fault(
            codes.EMPTY_CELL,
            f"{_name(column)} has empty cells, and nothing says what they mean: {where}",
            column.rules.name,
            f"add `empty: unknown` under {column.rules.place()} if they could hold any "
            "value; `empty: none` if there is no value; `empty: 0` if they are zero; "
            f"`empty: not applicable` to leave these rows out{_of_sdmx(column)}",
        )


def _of_sdmx(column: ReadColumn) -> str:
    """Return what else would tell why values of SDMX are missing, where that is not read."""
    declared = column.rules.declared
    header = column.rules.name if declared is None else declared.header
    if header != "OBS_VALUE" or column.rules.profile is not None:
        return ""
    return "; `layout: sdmx-csv` for the table reads the status of each value"


def _too_long(column: ReadColumn, lines: Lines) -> Iterator[Fault]:
    if column.type is ColumnType.NUMBER or column.is_calculated:
        texts = _texts(column, lambda one: one.is_too_long)
        yield from _cell_fault(
            column, codes.NUMBER_TOO_LONG, texts, lines, "numbers longer than 100 digits"
        )


def _wrong_type(column: ReadColumn, lines: Lines) -> Iterator[Fault]:
    is_taken_for_text = column.type is ColumnType.TEXT and _is_undeclared(column)
    if is_taken_for_text and column.is_calculated:
        texts = frozenset(t for t, one in column.as_numbers.items() if column.is_no_number(one))
    else:
        texts = _texts(column, lambda one: column.is_wrong(one) and not one.is_too_long)
    if not texts:
        return
    if column.type is ColumnType.DATE:
        hint = (
            "dates are written 2020-12-21, 2020-12 or 2020; others can be taken apart: "
            'parse: "{month}/{day}/{year}"'
        )
        yield from _cell_fault(column, codes.NOT_A_DATE, texts, lines, "no dates", hint)
        return
    labels = {column.meanings[text].label for text in texts}
    hints = (digit_hint(column, label) for label in sorted(labels))
    hint = next(filter(None, hints), None) or _marker_hint(column, min(labels))
    for fault in _cell_fault(column, codes.NOT_A_NUMBER, texts, lines, "no numbers", hint):
        yield replace(fault, spoils_tests=not is_taken_for_text)


def _marker_hint(column: ReadColumn, label: str) -> str:
    """Return what to declare of a text that is no number."""
    footnote = FOOTNOTE.search(label)
    if footnote is not None and is_number(label[: footnote.start()]):
        return (
            f"if {quoted(footnote[0].strip())} is the mark of a footnote, add `footnotes: true` "
            f"under {column.rules.place()}; else correct the file"
        )
    beside = _BESIDE.fullmatch(label)
    if beside is not None and is_number(beside["number"]):
        mark = beside["mark"]
        return (
            f"if {quoted(mark)} says something of the number beside it, add `{quoted(mark)}: flag` "
            f"under {column.rules.place('markers')}, or name the publisher whose sign it is, "
            "`markers: eurostat@2025`; else correct the file"
        )
    return (
        f"if it stands for a missing number, add `{quoted(label)}: unknown` under "
        f"{column.rules.place('markers')}; else correct the file"
    )


def _is_undeclared(column: ReadColumn) -> bool:
    """Whether nobody said what the cells are, and they were not made either."""
    return column.rules.type is None and column.rules.made is None


def _percentages(column: ReadColumn) -> Iterator[Fault]:
    """Yield a fault for percent signs where nobody said that the numbers are percentages."""
    if column.rules.is_percent or column.type is not ColumnType.NUMBER:
        return
    told = [one for one in column.meanings.values() if is_told(one)]
    signed = [one.text for one in told if one.has_percent_sign]
    bare = [one.text for one in told if one.number and not one.has_percent_sign]
    if signed and (bare or column.seen.has_plain_nonzero):
        yield Fault(
            codes.MIXED_PERCENT,
            f"{_name(column)} holds numbers with a percent sign, such as {quoted(min(signed))}, "
            "and numbers without one",
            column.rules.name,
            f"add `unit: percent` under {column.rules.place()} if all are percentages",
        )
    elif signed and column.is_calculated and not column.rules.is_share:
        yield Fault(
            codes.UNDECLARED_PERCENT,
            f"claims calculate with {_name(column)}, whose cells are percentages, such as "
            f"{quoted(min(signed))}, and nothing declares them as such",
            column.rules.name,
            f"add `unit: percent` under {column.rules.place()}",
            spoils_tests=False,
            spoils_order=False,
        )


def _unmet_labels(column: ReadColumn) -> Iterator[Fault]:
    """Yield a fault for labels under ``map`` that no cell has.

    An edition of a table may lack a label that another has, and so may the rows that a join
    finds.
    """
    rules = column.rules
    if rules.is_of_edition or rules.owner is not None:
        return
    texts = {text.strip() for text in column.seen.texts}
    unmet = [label for label in rules.labels if label not in texts]
    if unmet and texts:
        known = sorted(texts - {*rules.labels, ""})
        near = [hint for one in unmet for hint in nearest(one, known, most=1)]
        also = f"did you mean {listed(near)}? " if near else ""
        yield Fault(
            codes.NO_SUCH_LABEL,
            f"no cell of {_name(column)} has {listed(unmet)}, which `map` gives another value",
            column.rules.name,
            f"{also}the text of the cell stands on the left, the value on the right; remove "
            "labels that do not occur; to keep a value that no cell has, list it with the others "
            f"under {rules.place('domain')}",
        )


def _outside_domain(column: ReadColumn, lines: Lines) -> Iterator[Fault]:
    declared = column.rules.declared
    if declared is None or not declared.domain or not column.seen.is_complete:
        return
    written = (column.rules.labelled(one, one, is_written=True) for one in declared.domain)
    allowed = set(map(column.key_of, written))
    texts = _texts(
        column,
        lambda one: is_told(one) and not column.is_wrong(one) and column.key_of(one) not in allowed,
    )
    hint = f"correct the cells, or add them under {column.rules.place('domain')}"
    yield from _cell_fault(
        column, codes.OUTSIDE_DOMAIN, texts, lines, "values outside its domain", hint
    )


def _off_step(column: ReadColumn, lines: Lines) -> Iterator[Fault]:
    """Yield a fault for numbers that are not rounded to the step that is declared."""
    found = off_step(column)
    if found is not None:
        hint = (
            f"give the step to which all its numbers were rounded under "
            f"{column.rules.place('rounded')}, or correct the cells"
        )
        for fault in _cell_fault(column, OFF_STEP, found.texts, lines, found.what, hint):
            yield replace(fault, spoils_tests=False)


def _of_no_count(column: ReadColumn, lines: Lines) -> Iterator[Fault]:
    """Yield a fault for signs that say of a count that it is between none and one."""
    texts = of_no_count(column)
    if texts:
        hint = hint_for(column, min(column.meanings[text].text for text in texts))
        what = "signs for more than nothing and less than a half, which no count is"
        yield from _cell_fault(column, NO_SUCH_COUNT, texts, lines, what, hint)


def _texts(column: ReadColumn, is_meant: Callable[[Meaning], bool]) -> frozenset[str]:
    return frozenset(text for text, meaning in column.meanings.items() if is_meant(meaning))


def _cell_fault(
    column: ReadColumn,
    code: Code,
    texts: frozenset[str],
    lines: Lines,
    what: str,
    hint: str | None = None,
) -> Iterator[Fault]:
    if texts:
        shown = listed(sorted({column.meanings[text].text for text in texts}))
        where = _cells(column, texts, lines)
        message = f"{_name(column)} holds {what}: {shown} ({where})"
        yield Fault(code, message, column.rules.name, hint)


def _cells(column: ReadColumn, texts: frozenset[str], lines: Lines) -> str:
    """Return ``3 cells, first at lines 4, 9 and 12``; without lines where there are none."""
    count = sum(column.seen.texts[text] for text in texts)
    places = [str(line) for line in lines(texts)]
    cells = f"{count:,} cell{'' if count == 1 else 's'}"
    if not places:
        # Rows without an order stand nowhere.
        return cells
    if len(places) == 1:
        return f"{cells}, {'at' if count == 1 else 'first at'} line {places[0]}"
    return f"{cells}, first at lines {', '.join(places[:-1])} and {places[-1]}"


def _name(column: ReadColumn) -> str:
    return f"column {quoted(column.rules.name)}"
