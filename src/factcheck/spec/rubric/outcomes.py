"""What stands under ``then`` and ``otherwise``: a class, a score, or a value for each output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.rubric import class_outcomes
from factcheck.rubric import WordsError, categories_in
from factcheck.rubric.codes import UNKNOWN_CLASS
from factcheck.spec.document.node import Mapping, Scalar, Sequence
from factcheck.spec.rubric.codes import OUTCOMES_MISFIT
from factcheck.spec.rubric.literals import check_declared, read_literal, read_score
from factcheck.spec.rubric.reader import text_of
from factcheck.spec.rubric.traps import nested_trap

if TYPE_CHECKING:
    from factcheck.model.rubric import Literal, Outcome, Output
    from factcheck.model.span import Span, Text
    from factcheck.spec.document.node import Node
    from factcheck.spec.rubric.outputs import Given
    from factcheck.spec.rubric.reader import Reader


def read_outcomes(reader: Reader, node: Node | None, given: Given, key: str) -> tuple[Outcome, ...]:
    """Return what a rule gives, or the several things that it leaves open.

    ``key`` is what the node stands under. Nothing where it cannot be read, which is reported.
    """
    if node is None or given.outputs is None:
        return ()
    what = f"'{key}'"
    if given.classes:
        return class_outcomes(_classes(reader, node, tuple(c.name for c in given.classes), what))
    if given.is_score:
        return _scores(reader, node, what)
    outcome = _values(reader, node, given.outputs, what)
    return () if outcome is None else (outcome,)


def _classes(reader: Reader, node: Node, known: tuple[str, ...], what: str) -> tuple[str, ...]:
    if isinstance(node, Sequence):
        items = reader.names(node, what, "write one class, or several in a list") or ()
        for item in items:
            if item.value not in known:
                _report_class(reader, item.value, item.span, known)
        named = {item.value for item in items}
        return tuple(each for each in known if each in named)
    scalar = reader.scalar(node, what)
    return () if scalar is None else _worded(reader, text_of(scalar), known)


def _worded(reader: Reader, text: Text, classes: tuple[str, ...]) -> tuple[str, ...]:
    said = "is no class of this rubric"
    try:
        return categories_in(text.value, classes, code=UNKNOWN_CLASS, unknown=said).values
    except WordsError as error:
        reader.report(error.code, error.message, text.span, error.hint)
        return ()


def _report_class(reader: Reader, name: str, span: Span, classes: tuple[str, ...]) -> None:
    message = f"{quoted(name)} is no class of this rubric"
    reader.report(UNKNOWN_CLASS, message, span, did_you_mean(name, classes))


def _scores(reader: Reader, node: Node, what: str) -> tuple[Outcome, ...]:
    nodes: tuple[Node, ...] | None = (node,)
    if isinstance(node, Sequence):
        trap = nested_trap(node)
        if trap is not None and isinstance(node.items[0], Scalar) and ".." in node.items[0].text:
            reader.report(trap.code, trap.message, node.span, "write one number, or several")
            return ()
        nodes = reader.items(node, what, "write one number, or several in a list")
    found = [read_score(reader, each, what) for each in nodes or ()]
    return tuple(dict.fromkeys((each,) for each in found if each is not None))


def _values(reader: Reader, node: Node, outputs: tuple[Output, ...], what: str) -> Outcome | None:
    names = tuple(each.name for each in outputs)
    if not isinstance(node, Mapping):
        if len(outputs) == 1:
            found = _value(reader, node, outputs[0], what)
            return None if found is None else (found,)
        message = f"{what} is a block with a value for each output"
        hint = f"write {quoted(f'{what[1:-1]}: {{{names[0]}: …, {names[1]}: …}}')}"
        reader.report(OUTCOMES_MISFIT, message, node.span, hint)
        return None
    reader.check_keys(node, names, what)
    entries = {text_of(entry.key).value: entry.node for entry in node.entries}
    given: list[Literal | None] = []
    for output in outputs:
        if output.name in entries:
            given.append(_value(reader, entries[output.name], output, quoted(output.name)))
            continue
        given.append(None)
        if len(entries) < len(outputs) and not set(entries) - set(names):
            message = f"{what} says nothing of the output {quoted(output.name)}"
            hint = "write null where it has no value"
            reader.report(OUTCOMES_MISFIT, message, node.span, hint)
    complete = tuple(each for each in given if each is not None)
    return complete if len(complete) == len(outputs) else None


def _value(reader: Reader, node: Node, output: Output, what: str) -> Literal | None:
    found = read_literal(reader, node, what)
    if found is not None:
        check_declared(reader, found, output, node)
    return found
