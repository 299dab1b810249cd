"""Tables with a rubric: the columns that it adds are asked of its inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.classified import added_among, columns_added, number_inputs
from factcheck.model.marker_profile import Flag
from factcheck.model.near import listed, quoted
from factcheck.model.plan import Obstacle, ObstacleError, Premise
from factcheck.model.row_parts import row_columns
from factcheck.model.rubric import COUNTED, SCORE, NumberDomain
from factcheck.model.told import told, told_join
from factcheck.model.unit import is_percent
from factcheck.plan.names import problem_at
from factcheck.plan.units import same_noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.cell import GroupingSet
    from factcheck.model.problem import Problem
    from factcheck.model.rubric import Rubric
    from factcheck.model.span import Text
    from factcheck.model.spec import Spec, TableDeclaration
    from factcheck.plan.names import NamedTable, Names


def problems_of_rubrics(spec: Spec, names: Names) -> Iterator[Problem]:
    """Yield what is wrong with the rubrics of tables.

    That is a rubric which says neither the class nor the score of a row, and a table that has a
    column itself which its rubric adds.
    """
    for table in spec.tables:
        yield from _in_other_units(table)
        view = names.tables[table.called]
        rubric = table.classified_by
        if table.rubric is None or rubric is None or view.declaration is not table:
            continue
        added = columns_added(rubric)
        if not added:
            yield _not_for_tables(table, rubric, table.rubric)
        for name in added:
            if name in rubric.columns:
                yield _circular(rubric, name)
            elif _has(view, name):
                yield _taken(view, table.rubric, name)
            else:
                yield from _too_early(table, table.rubric, name)


def _not_for_tables(table: TableDeclaration, rubric: Rubric, place: Text) -> Problem:
    from factcheck.rubric.use_codes import NOT_FOR_TABLES

    hint = "list the classes under 'classes', and let each rule give one under 'then'"
    if len(rubric.outputs) > 1:
        shown = listed(each.name for each in rubric.outputs)
        why = f"it has {len(rubric.outputs)} outputs, {shown}"
        hint = "make a rubric of its own of the one that classifies the rows, with 'classes'"
    elif not rubric.hit.is_single and not rubric.hit.is_score:
        why = f"it gives a list, as 'hit_policy: {rubric.hit.value}' says"
        hint = "let one rule decide: 'hit_policy: unique', 'any', 'priority' or 'first'"
    elif rubric.hit.is_score:
        why = "what its rules give are no numbers"
        hint = "write the scores as numbers under 'then'"
    else:
        why = "it has no classes"
    message = f"{rubric.file} does not classify the rows of table {quoted(table.called)}: {why}"
    return problem_at(NOT_FOR_TABLES, message, place.span, hint)


def _in_other_units(table: TableDeclaration) -> Iterator[Problem]:
    """Yield what is wrong where a rubric and its table count or measure in different units."""
    inputs = number_inputs(table)
    for column in table.columns:
        read = inputs.get(column.name)
        if read is None or not isinstance(read.domain, NumberDomain):
            continue
        unit = read.domain.unit
        # Whether numbers are percentages is asked of the cells, which may have signs.
        if is_percent(column.unit) or same_noun(unit, column.unit):
            continue
        from factcheck.rubric.use_codes import OTHER_UNIT

        rubric = table.classified_by
        assert rubric is not None
        message = (
            f"column {quoted(column.name)} of table {quoted(table.called)} is in "
            f"{quoted(column.unit or '')}, and the input {quoted(read.name)} of {rubric.file} in "
            f"{quoted(unit or '')}"
        )
        hint = "bring the column to the unit of the rubric, with 'scale' or 'compute'"
        yield problem_at(OTHER_UNIT, message, column.span, hint)


def idle_meanings(spec: Spec) -> Iterator[Problem]:
    """Yield a warning for each label under ``means`` that its table declares as a marker."""
    for table in spec.tables:
        rubric = table.classified_by
        for read in () if rubric is None else rubric.inputs:
            markers = _markers(table, read.column)
            for label in (name for name, _ in read.meanings if name in markers):
                from factcheck.model.problem import Severity
                from factcheck.rubric.use_codes import IDLE_MEANING

                message = (
                    f"the label {quoted(label)} under 'means' of the input {quoted(read.name)} has "
                    f"no effect for table {quoted(table.called)}, which declares it as a marker"
                )
                hint = "the marker decides; remove the label here or the marker there"
                found = problem_at(IDLE_MEANING, message, read.span, hint)
                yield replace(found, severity=Severity.WARNING)


def _markers(table: TableDeclaration, name: str) -> frozenset[str]:
    """Return the signs to which the claim file gives a meaning in a column."""
    own = (each for each in table.columns if each.name == name)
    declared = (*table.markers, *(pair for each in own for pair in each.markers))
    signs = ((text, one) for text, one in declared if not isinstance(one.meaning, Flag))
    return frozenset(" ".join(text.split()) for text, _ in signs)


def _circular(rubric: Rubric, name: str) -> Problem:
    from factcheck.rubric.codes import CLASS_TAKEN

    message = f"an input of {rubric.file} reads the column {quoted(name)}, which the rubric adds"
    place = next(each.span for each in rubric.inputs if each.column == name)
    hint = "give the table's own another name under 'columns:' of the claim file"
    return problem_at(CLASS_TAKEN, message, place, hint)


def _has(view: NamedTable, name: str) -> bool:
    """Whether a table has a column of this name without a rubric."""
    columns = view.declaration.columns
    is_free = name in {column.header for column in columns}
    is_declared = any(column.name == name for column in columns)
    return is_declared or (name in view.opened.header and not is_free)


def _taken(view: NamedTable, place: Text, name: str) -> Problem:
    from factcheck.rubric.codes import CLASS_TAKEN

    table, shown = quoted(view.declaration.called), quoted(name)
    message = f"table {table} has a column {shown} already, and its rubric adds one"
    hint = f"give the table's own another name: 'columns: {{grade: {{from: {name}}}}}'"
    if name not in view.opened.header:
        message = (
            f"the columns of table {table} declare {shown}, which is the column that its rubric "
            "adds"
        )
        hint = "remove the entry; the rubric says what there is in it"
    return problem_at(CLASS_TAKEN, message, place.span, hint)


def _too_early(table: TableDeclaration, place: Text, name: str) -> Iterator[Problem]:
    """Yield what is wrong where a declaration names a column that its rubric adds later."""
    from factcheck.rubric.use_codes import ADDED_TOO_EARLY

    keys = [key for key, columns in _named(table) if name in columns]
    for key in dict.fromkeys(keys):
        message = (
            f"{quoted(key)} of table {quoted(table.called)} names the column {quoted(name)}, which "
            "the rubric adds when the rows are made"
        )
        hint = f"test it in claims, 'count(table[{name} = …])', or use the rubric's own inputs"
        yield problem_at(ADDED_TOO_EARLY, message, place.span, hint)


def _named(table: TableDeclaration) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """Yield the columns that a declaration goes by, with the key under which it names them."""
    yield "key", table.key
    yield "fill_down", table.fill_down
    yield "totals", tuple(column for column, _ in table.totals)
    for column in table.columns:
        yield "over", (column.over,)
        if column.compute is not None:
            yield "compute", tuple(each.name for each in row_columns(column.compute))


def premises_of_rubrics(
    groupings: Iterable[tuple[str, GroupingSet]], names: Names
) -> Iterator[Premise]:
    """Yield a premise for each rubric by which a reading tells rows apart."""
    for table, grouping in groupings:
        declaration = names.table(table).declaration
        rubric = declaration.classified_by
        if rubric is not None and added_among(declaration, grouping.dimensions):
            named = _in_words(rubric)
            text = told("the rows of {table} are classified by {rubric}", table=table, rubric=named)
            if columns_added(rubric) == (SCORE,):
                text = told("the rows of {table} are scored by {rubric}", table=table, rubric=named)
            yield Premise("rubric", rubric.file, text)


def _in_words(rubric: Rubric) -> str:
    """Return a rubric in words: its title, which edition it is, and who made it."""
    named = rubric.title or rubric.name
    parts = [told("this rubric") if named is None else told("“{text}”", text=named)]
    if rubric.version is not None:
        parts.append(told("version {version}", version=rubric.version))
    if rubric.author is not None:
        parts.append(told("by {author}", author=rubric.author))
    return told_join(", ", parts)


def refuse_added(table: TableDeclaration, measures: Iterable[str]) -> None:
    """Raise ``ObstacleError`` where what a rubric says of a table's rows is calculated with."""
    for name in added_among(table, measures):
        holds = "the classes of a rubric, which are no numbers"
        hint = f"count the rows of a class instead: 'count(table[{name} = …])'"
        if name == COUNTED:
            holds = "'yes' and 'no', which are no numbers"
        if name == SCORE:
            holds = "the scores of a rubric, which are tested and not calculated with"
            hint = "count the rows by their scores instead: 'count(table[score >= …])'"
        message = f"the column {quoted(name)} of table {quoted(table.called)} holds {holds}"
        from factcheck.rubric.codes import NO_NUMBERS

        raise ObstacleError(Obstacle("fault", message, NO_NUMBERS, hint))
