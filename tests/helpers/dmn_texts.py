"""Small DMN models as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAMESPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def text(name: str, words: str | None, attributes: str = "") -> str:
    """Return an element with a text, or nothing without one."""
    if words is None:
        return ""
    return f"<{name}{attributes}><text>{escape(words)}</text></{name}>"


def an_input(
    expression: str, kind: str | None = None, values: str | None = None, attributes: str = ""
) -> str:
    """Return an input clause."""
    typed = "" if kind is None else f" typeRef={quoteattr(kind)}"
    body = text("inputExpression", expression, typed) + text("inputValues", values)
    return f"<input{attributes}>{body}</input>"


def an_output(
    name: str = "", values: str | None = None, default: str | None = None, kind: str = ""
) -> str:
    """Return an output clause."""
    said = f" name={quoteattr(name)}" if name else ""
    said += f" typeRef={quoteattr(kind)}" if kind else ""
    body = text("outputValues", values) + text("defaultOutputEntry", default)
    return f"<output{said}>{body}</output>"


def a_rule(
    tests: Iterable[str], results: Iterable[str], attributes: str = "", more: str = ""
) -> str:
    """Return a rule."""
    entries = "".join(text("inputEntry", each) for each in tests)
    given = "".join(text("outputEntry", each) for each in results)
    return f"<rule{attributes}>{entries}{given}{more}</rule>"


def a_table(
    clauses: Sequence[str], rules: Sequence[str], attributes: str = ' hitPolicy="UNIQUE"'
) -> str:
    """Return a decision table."""
    return f"<decisionTable{attributes}>{''.join(clauses)}{''.join(rules)}</decisionTable>"


def a_decision(name: str, body: str, attributes: str = "") -> str:
    """Return a decision."""
    return f"<decision name={quoteattr(name)}{attributes}>\n{body}\n</decision>"


def a_model(*parts: str, namespace: str = NAMESPACE, more: str = "") -> bytes:
    """Return a model."""
    head = f'<definitions xmlns="{namespace}" name="m" namespace="n"{more}>'
    return "\n".join([head, *parts, "</definitions>"]).encode()


def one_table(clauses: Sequence[str], rules: Sequence[str], policy: str = "UNIQUE") -> bytes:
    """Return a model with one decision table."""
    return a_model(a_decision("D", a_table(clauses, rules, f' hitPolicy="{policy}"')))
