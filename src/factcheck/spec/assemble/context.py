"""What the builders of records share: the file, the names it declares, and the problems found."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar, cast
from unicodedata import normalize

from msgspec.structs import replace

from factcheck.model.expression import Column, Comparison, ConditionTest, Name, PartOf
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.render_expression import render_expression, render_relation
from factcheck.spec.assemble.doubtful_digits import check_expression
from factcheck.spec.assemble.places import moved, place_in
from factcheck.spec.assemble.read import as_text
from factcheck.spec.assemble.substitute import with_row
from factcheck.spec.assemble.tongue import Tongue
from factcheck.spec.codes import UNKNOWN_NAME, UNKNOWN_SOURCE
from factcheck.spec.expression import names_in
from factcheck.spec.located import excerpt, problem_at
from factcheck.spec.structure.clean import comment_problem, is_cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from factcheck.model.expression import Expression, Relation, Test
    from factcheck.model.problem import Code
    from factcheck.model.span import Span, Text
    from factcheck.model.spec import Template
    from factcheck.spec.assemble.declared import Declared, Names
    from factcheck.spec.assemble.placeholders import Row
    from factcheck.spec.document.node import Scalar

    Tree = Expression | Test | Relation
    Rows = Mapping[str, tuple[tuple[str, ...], ...] | Problem]
    """For the id of each template the values of its columns, row by row, or what is wrong."""

_SECTIONS = {
    "source": "sources",
    "assumption": "assumptions",
    "quantity": "quantities",
    "table": "evidence",
    "table, quantity, statement or claim": "quantities",
}
"""Where each kind of thing is declared."""
_ONLY_IN_FOR_EACH = "a '$name' stands for a value only in a claim with 'for_each'"
_Tree = TypeVar("_Tree")
_Parsed_co = TypeVar("_Parsed_co", covariant=True)


class Parser(Protocol[_Parsed_co]):
    """Makes a tree of a text; ``placeholders`` says whether ``$name`` may stand for a number."""

    def __call__(self, text: str, span: Span, *, placeholders: bool = False) -> _Parsed_co:
        """Return the tree, or raise ``ProblemsError``."""


class Context:
    """The state of building one file's records."""

    def __init__(self, lines: Sequence[str], declared: Declared, rows: Rows | None = None) -> None:
        self.lines = lines
        self.declared = declared
        self.tongue = Tongue()
        """The language and locale that the whole file declares."""
        self.rows = rows
        """The rows of tables that claims are repeated for, once they are read."""
        self.problems: list[Problem] = []
        self.used: dict[str, set[str]] = defaultdict(set)
        """For each kind of declaration the names that something uses."""
        self.row: Row | None = None
        """The values of the claim that is being made."""
        self.templates: list[Template] = []
        self.made: dict[str, tuple[str, ...]] = {}
        """For the id of each claim with ``for_each`` the ids of the claims it made."""
        self.claims_made = 0
        self._parsed: dict[tuple[object, Span], object] = {}
        """The trees of expressions that are used for row after row."""

    def report(self, code: Code, message: str, span: Span, hint: str | None = None) -> None:
        """Note a problem."""
        self.problems.append(problem_at(code, message, span, self.lines, hint=hint))

    def report_value(
        self, code: Code, message: str, span: Span, hint: str | None = None, *, text: str = ""
    ) -> None:
        """Note what is wrong with a value, which may come from a row of ``for_each``.

        ``text`` is the value, which may be a ``$name`` where there are no rows.
        """
        if self.row is None:
            hint = _ONLY_IN_FOR_EACH if "$" in text else hint
            self.report(code, message, span, hint)
        elif not self.row.is_trial:
            shown = ", ".join(f"${name} = {value}" for name, value in self.row.values.items())
            self.report(code, f"{message} (in the row {quoted(shown)})", span, hint)

    def fault_of(self, template: str) -> Problem | None:
        """Return what is wrong with the table that a template takes its rows from."""
        found = None if self.rows is None else self.rows.get(template)
        return found if isinstance(found, Problem) else None

    @contextmanager
    def made_of(self, row: Row) -> Iterator[None]:
        """Have expressions take the values of a row while one claim is made."""
        self.row = row
        yield
        self.row = None

    def parse(self, found: Scalar, parser: Parser[_Tree]) -> _Tree | None:
        """Return the tree of an expression, ``None`` where its problems are noted instead.

        In a claim that ``for_each`` makes it has the values of the row.
        """
        if self.row is None:
            return self.parse_here(found, parser)
        known = (parser, found.inner)
        if known not in self._parsed:
            self._parsed[known] = self.parse_here(found, partial(parser, placeholders=True))
        tree = cast("_Tree | None", self._parsed[known])
        return None if tree is None else with_row(self, tree, self.row)

    def written(self, found: Scalar, tree: Expression | Comparison | PartOf) -> str:
        """Return how an expression is written, with the values of a row for its names."""
        if self.row is None:
            return as_text(found).value
        return (
            render_relation(tree)
            if isinstance(tree, (Comparison, PartOf))
            else render_expression(tree)
        )

    def parse_here(self, found: Scalar, parser: Callable[[str, Span], _Tree]) -> _Tree | None:
        """Return the tree of a text that no claim is repeated with."""
        if is_cut(found):
            self.problems.append(comment_problem(found, "the expression", self.lines))
            return None
        check_expression(self, found, self.tongue)
        try:
            tree = parser(normalize("NFC", found.text), found.inner)
        except ProblemsError as error:
            if found.comment is not None:
                self.problems.append(comment_problem(found, "the expression", self.lines))
            self.problems.extend(self._relocated(problem, found) for problem in error.problems)
            return None
        is_long = found.span.line != found.span.end_line
        return moved(tree, lambda span: self._located(found, span)) if is_long else tree

    def _located(self, found: Scalar, span: Span) -> Span:
        """Return where a stretch of a scalar's text stands, also in a text of several lines."""
        offset = span.column - found.inner.column
        return self.located(found, offset, span.end_column - span.column)

    def located(self, found: Scalar, offset: int, length: int) -> Span:
        """Return where so many letters of a scalar's text stand, also in several lines."""
        return place_in(self.lines, found, offset, length)

    def _relocated(self, problem: Problem, found: Scalar) -> Problem:
        span = self._located(found, found.inner if problem.span is None else problem.span)
        return replace(problem, span=span, excerpt=excerpt(self.lines, span.line))

    def check_names(self, tree: Tree, user: str | None = None) -> set[str]:
        """Check the names in a tree and note their use; return the tables and quantities.

        ``user`` is the name of what is defined, whose use of itself does not count.
        """
        named: set[str] = set()
        for node in names_in(tree):
            name = self._name_of(node)
            if name is not None and self._is_declared(node, name):
                self.used["conditions"].add(name)
                if name not in self.declared.conditions:
                    named.add(name)
        self.used["names"].update(named - {user})
        return named

    def _name_of(self, node: Name | Column | ConditionTest) -> str | None:
        return node.table if isinstance(node, Column) else node.name

    def _is_declared(self, node: Name | Column | ConditionTest, name: str) -> bool:
        declared = self.declared
        known: tuple[Names, ...] = (declared.conditions,)
        wanted = "condition"
        if isinstance(node, Column):
            known, wanted = (declared.tables,), "table"
        elif isinstance(node, Name):
            known = (declared.quantities, declared.tables, declared.conditions)
            wanted = "quantity, table or condition"
        if any(name in names for names in known):
            return True
        hint = did_you_mean(name, [word for names in known for word in names])
        if isinstance(node, Column) and name in declared.quantities:
            hint = "a quantity has no columns; a slice of it is written name[column = value]"
        if hint is None and isinstance(node, ConditionTest):
            hint = (
                "a test is written column = value, or column in (a, b); a name alone is a condition"
            )
        self.report(UNKNOWN_NAME, f"there is no {wanted} {quoted(name)}", node.span, hint)
        return False

    def check_source(self, name: Text | None) -> str | None:
        """Return the id of a source; an undeclared one is noted as a problem."""
        if name is None:
            return None
        self.check(name, self.declared.sources, UNKNOWN_SOURCE, "source", "sources")
        return name.value

    def check(self, name: Text, known: Names, code: Code, kind: str, used: str) -> None:
        """Note the use of a declared name, or the problem that it is not declared."""
        if name.value in known:
            self.used[used].add(name.value)
            return
        message = f"there is no {kind} {quoted(name.value)}"
        hint = did_you_mean(name.value, known) or f"declare it under '{_SECTIONS[kind]}:'"
        self.report(code, message, name.span, hint)
