"""Tables with a rubric: the column ``class`` is asked of its inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.classified import has_class
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError, Premise
from factcheck.model.rubric import CLASS
from factcheck.plan.names import problem_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.cell import GroupingSet
    from factcheck.model.problem import Problem
    from factcheck.model.spec import Spec, TableDeclaration
    from factcheck.plan.names import Names


def problems_of_rubrics(spec: Spec, names: Names) -> Iterator[Problem]:
    """Yield a problem for each table with a rubric that has a column ``class`` itself."""
    for table in spec.tables:
        view = names.tables[table.called]
        if table.rubric is None or view.declaration is not table:
            continue
        headers = {column.header for column in table.columns}
        is_declared = any(column.name == CLASS for column in table.columns)
        if is_declared or (CLASS in view.opened.header and CLASS not in headers):
            message = (
                f"table {quoted(table.called)} has a column 'class' already, and its rubric "
                "adds one"
            )
            hint = "give the table's own another name: 'columns: {grade: {from: class}}'"
            if is_declared and CLASS not in view.opened.header:
                message = f"the columns of table {quoted(table.called)} declare 'class', which is "
                message += "the column that its rubric adds"
                hint = "remove the entry; the rubric says which classes there are"
            from factcheck.rubric.codes import CLASS_TAKEN

            yield problem_at(CLASS_TAKEN, message, table.rubric.span, hint)


def premises_of_rubrics(
    groupings: Iterable[tuple[str, GroupingSet]], names: Names
) -> Iterator[Premise]:
    """Yield a premise for each rubric whose classes a reading looks at."""
    for table, grouping in groupings:
        rubric = names.table(table).declaration.classified_by
        if rubric is not None and CLASS in grouping.dimensions:
            title = f" “{rubric.title}”" if rubric.title is not None else " this rubric"
            text = f"the rows of {table} are classified by{title}"
            yield Premise("rubric", rubric.file, text)


def refuse_class(table: TableDeclaration, measures: Iterable[str]) -> None:
    """Raise ``ObstacleError`` where the classes of a table are calculated with."""
    if has_class(table, measures):
        message = (
            f"the column 'class' of table {quoted(table.called)} holds the classes of a rubric, "
            "which are no numbers"
        )
        hint = "count the rows of a class instead: 'count(table[class = …])'"
        from factcheck.rubric.codes import NO_NUMBERS

        raise ObstacleError(Obstacle("fault", message, NO_NUMBERS, hint))
