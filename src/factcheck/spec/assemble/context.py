"""What the builders of records share: the file, the names it declares, and the problems found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from unicodedata import normalize

from factcheck.model.expression import Column, Name
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.problem import ProblemsError
from factcheck.spec.assemble.places import moved, place_in
from factcheck.spec.codes import UNKNOWN_NAME, UNKNOWN_SOURCE
from factcheck.spec.expression import names_in
from factcheck.spec.located import excerpt, problem_at
from factcheck.spec.structure.clean import comment_problem, is_cut

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from factcheck.model.expression import ConditionTest, Expression, Relation, Test
    from factcheck.model.problem import Code, Problem
    from factcheck.model.span import Span, Text
    from factcheck.spec.assemble.declared import Declared, Names
    from factcheck.spec.document.node import Scalar

    Tree = Expression | Test | Relation

_Tree = TypeVar("_Tree")


class Context:
    """The state of building one file's records."""

    def __init__(self, lines: Sequence[str], declared: Declared) -> None:
        self.lines = lines
        self.declared = declared
        self.problems: list[Problem] = []
        self.used: dict[str, set[str]] = defaultdict(set)
        """For each kind of declaration the names that something uses."""

    def report(self, code: Code, message: str, span: Span, hint: str | None = None) -> None:
        """Note a problem."""
        self.problems.append(problem_at(code, message, span, self.lines, hint=hint))

    def parse(self, found: Scalar, parser: Callable[[str, Span], _Tree]) -> _Tree | None:
        """Return the tree of an expression, ``None`` where its problems are noted instead."""
        if is_cut(found):
            self.problems.append(comment_problem(found, "the expression", self.lines))
            return None
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
        return place_in(self.lines, found, offset, span.end_column - span.column)

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
        self.report(code, message, name.span, did_you_mean(name.value, known))
