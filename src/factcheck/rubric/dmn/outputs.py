"""The output clauses of a decision table, and what its rules give."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.rubric import Literal, ValueKind
from factcheck.rubric.codes import TOO_LARGE
from factcheck.rubric.dmn.clauses import MAX_VALUES, ODD, is_normal, normal, text_in, written
from factcheck.rubric.dmn.codes import DMN_OUTPUT
from factcheck.rubric.dmn.faults import Faults, shown
from factcheck.rubric.errors import WordsError
from factcheck.rubric.sfeel import parse_literals
from factcheck.rubric.sfeel.literal import literal_of, show_text

if TYPE_CHECKING:
    from factcheck.rubric.dmn.clauses import Model
    from factcheck.rubric.dmn.document import Element


class OutputClause(NamedTuple):
    """An output of a table."""

    name: str
    """Empty where it has none, as a single one need not have."""
    values: tuple[Literal, ...]
    default: Literal | None
    element: Element
    kind: ValueKind | None = None
    """The kind of its values, where a type says it."""


class Given(NamedTuple):
    """What the result of a table says of its only output."""

    type: str
    """Its type; empty where nobody says one, or where there are several outputs."""
    is_of_each: bool
    """Whether that is the type of what each rule gives: not of a list, or of their number."""


_KINDS = {
    ValueKind.NUMBER: "a number",
    ValueKind.TEXT: "a text",
    ValueKind.BOOLEAN: "true or false",
    ValueKind.DATE: "a date",
}


def read_output(clause: Element, result: Given, model: Model, faults: Faults) -> OutputClause:
    """Return an output; ``result`` has the type that it has if it says none itself.

    What is wrong with it is reported.
    """
    fallback, own = result.type, clause.attributes.get("typeRef", "")
    kind = model.types.kind_of(own or (fallback if result.is_of_each else ""))
    values = text_in(clause.first("outputValues"))
    listed: tuple[Literal, ...] = ()
    if values is not None:
        listed = _listed(values, model, faults) or ()
    else:
        typed = model.types.values_of(own or fallback)
        if typed is not None:
            # A type may give a range, which orders nothing.
            listed = _literals(typed.text) or ()
    if len(listed) > MAX_VALUES:
        message = f"an output has {len(listed):,} values; the limit is {MAX_VALUES}"
        faults.at(TOO_LARGE, message, clause)
        listed = ()
    default = text_in(clause.first("defaultOutputEntry"))
    return OutputClause(
        normal(clause.attributes.get("name", "")),
        tuple(dict.fromkeys(listed)),
        None if default is None else _literal(default, "the default output", model, faults),
        clause,
        kind,
    )


def _listed(text: Element, model: Model, faults: Faults) -> tuple[Literal, ...] | None:
    found = _literals(text.text)
    # An analysis needs the values for their order alone, and a range has none.
    if found is None and not model.for_analysis:
        message = f"the output values {shown(text.text)} are no list of literals"
        faults.at(DMN_OUTPUT, message, text, 'list them: "approved", "declined"')
    return found


def _literals(text: str) -> tuple[Literal, ...] | None:
    try:
        return tuple(literal_of(each) for each in parse_literals(text))
    except WordsError:
        return None


def read_result(
    entry: Element, output: OutputClause, where: str, model: Model, faults: Faults
) -> Literal | None:
    """Return what a rule gives for an output; ``None``, with a report, where that is no literal.

    For an analysis anything else is an expression, which is its own text.
    """
    text = entry.first("text")
    name = f"{where}, output {quoted(output.name)}" if output.name else f"{where}, output"
    if text is None or not text.text.strip():
        if model.for_analysis:
            return Literal(ValueKind.TEXT, "", is_expression=True)
        faults.at(DMN_OUTPUT, f"{name} is empty", entry, "write null where it gives nothing")
        return None
    found = _literal(text, name, model, faults)
    if found is not None:
        check_value(found, output, text, name, model, faults)
    return found


def _literal(text: Element, what: str, model: Model, faults: Faults) -> Literal | None:
    """Return the literal that an entry is; report anything else, unless it is analysed only."""
    own = Faults()
    found = _single(text, what, own)
    if found is None and model.for_analysis:
        return Literal(ValueKind.TEXT, written(text.text), is_expression=True)
    faults.found += own.found
    return found


def _single(text: Element, what: str, faults: Faults) -> Literal | None:
    try:
        values = parse_literals(text.text)
    except WordsError as error:
        faults.within(error, text, f"{what} {shown(text.text)}", DMN_OUTPUT)
        return None
    if len(values) > 1:
        faults.at(DMN_OUTPUT, f"{what} {shown(text.text)} is a list", text, "write one value")
        return None
    found = literal_of(values[0])
    if found.kind is ValueKind.TEXT and not is_normal(found.text):
        faults.at(DMN_OUTPUT, f"{what} {shown(text.text)} {ODD}", text)
        return None
    return found


def check_value(
    found: Literal,
    output: OutputClause,
    element: Element,
    name: str,
    model: Model,
    faults: Faults,
) -> None:
    """Report a value that is of another kind than its output, or not among its values."""
    if found.is_expression or found.kind is ValueKind.NOTHING:
        return
    report = faults.warn if model.for_analysis else faults.at
    if output.kind is not None and found.kind is not output.kind:
        message = (
            f"{name}: {quoted(found.text)} is {_KINDS[found.kind]}; the type of the output is "
            f"that of {_KINDS[output.kind]}"
        )
        report(DMN_OUTPUT, message, element, _spelling(found, output.kind))
        return
    if not output.values or found in output.values:
        return
    message = f"{name}: {quoted(found.text)} is not among the output values"
    hint = did_you_mean(found.text, [each.text for each in output.values])
    report(DMN_OUTPUT, message, element, hint)


def _spelling(found: Literal, kind: ValueKind) -> str:
    if kind is ValueKind.TEXT:
        return f"a text stands in double quotes: {show_text(found.text)}"
    if kind is ValueKind.DATE:
        return 'write date("2019-01-31")'
    return f"write {_KINDS[kind]}, or give the output another type"
