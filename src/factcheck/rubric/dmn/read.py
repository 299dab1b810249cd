"""Bytes of a DMN model to the decision tables in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.problem import Problem, ProblemsError
from factcheck.rubric.codes import TOO_LARGE
from factcheck.rubric.dmn.clauses import Model, normal
from factcheck.rubric.dmn.codes import NO_TABLE, UNREADABLE
from factcheck.rubric.dmn.document import read_document
from factcheck.rubric.dmn.faults import Faults
from factcheck.rubric.dmn.table import Owner, read_table
from factcheck.rubric.dmn.types import Types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.rubric import Rubric
    from factcheck.rubric.dmn.document import Document, Element

NAMESPACES = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
    "https://www.omg.org/spec/DMN/20240513/MODEL/": "1.6",
}
"""The versions of DMN that are read, by the namespaces of their models."""


MOST_TABLES = 1_000
_MOST_SHOWN = 50


class DmnTable(Struct, frozen=True):
    """A decision table of a model: a rubric, or what is refused of it."""

    name: str
    """What holds it: its decision, or its business knowledge model."""
    rubric: Rubric | None
    problems: tuple[Problem, ...] = ()


def read_dmn(
    data: bytes,
    file: str,
    imported: Iterable[tuple[bytes, str]] = (),
    *,
    for_analysis: bool = False,
) -> tuple[DmnTable, ...]:
    """Return the decision tables of a model, in the order of the file.

    ``file`` is the name that places carry; ``imported`` has the models that it may import, each
    with its name. A table that cannot be read has its problems beside it and does not stop the
    others. With ``for_analysis`` outputs and inputs that are expressions are kept as their texts,
    so that such a table can be analysed; nothing else can be done with it. Raises
    ``ProblemsError`` where the file itself is no model that is read.
    """
    document = _model(data, file)
    others = [_model(each, name) for each, name in imported]
    model = Model(
        document.root, Types(document, others), _variables(document, others), for_analysis
    )
    names: dict[str, int] = {}
    found = []
    tables = tuple(_tables(document.root))
    if len(tables) > MOST_TABLES:
        message = (
            f"{quoted(file)} has {len(tables):,} decision tables; the limit is {MOST_TABLES:,}"
        )
        raise ProblemsError((Problem(TOO_LARGE, message),))
    for table, owner in tables:
        names[owner.name] = names.get(owner.name, 0) + 1
        count = names[owner.name]
        called = owner if count == 1 else owner._replace(name=f"{owner.name} ({count})")
        faults = Faults()
        rubric = read_table(table, called, model, faults)
        found.append(DmnTable(called.name, rubric, tuple(faults.found)))
    return tuple(found)


def choose(tables: Iterable[DmnTable], file: str, name: str | None = None) -> Rubric:
    """Return the table that is called by a name, or the only one.

    Raises ``ProblemsError`` where there is none, or several and no name, and with everything that
    is refused of the one that is meant.
    """
    every = tuple(tables)
    names = [each.name for each in every]
    if not every:
        raise _unclear(f"{quoted(file)} has no decision table", None)
    if name is None and len(every) > 1:
        message = f"{quoted(file)} has {len(every)} decision tables"
        shown = ", ".join(map(quoted, names[:_MOST_SHOWN]))
        rest = f" and {len(names) - _MOST_SHOWN} more" if len(names) > _MOST_SHOWN else ""
        raise _unclear(message, f"say which by --decision NAME: {shown}{rest}")
    wanted = names[0] if name is None else normal(name)
    found = next((each for each in every if each.name == wanted), None)
    if found is None:
        message = f"{quoted(file)} has no decision table {quoted(wanted)}"
        raise _unclear(message, did_you_mean(wanted, names))
    if found.rubric is None:
        raise ProblemsError(found.problems)
    return found.rubric


def _unclear(message: str, hint: str | None) -> ProblemsError:
    return ProblemsError((Problem(NO_TABLE, message, hint=hint),))


def _model(data: bytes, file: str) -> Document:
    document = read_document(data, file)
    root = document.root
    if root.name == "definitions" and root.namespace in NAMESPACES:
        return document
    what = f"the namespace {quoted(root.namespace)}" if root.namespace else "no namespace"
    message = f"{quoted(file)} is no DMN model: its root is {quoted(root.name)} with {what}"
    hint = "DMN 1.1 to 1.6 are read: a root 'definitions' in the namespace of its version"
    span = root.span
    raise ProblemsError((Problem(UNREADABLE, message, span, document.excerpt(span), hint),))


def _variables(document: Document, others: Iterable[Document]) -> dict[str, str]:
    """Return every value that a model names, with its type where it says one."""
    found: dict[str, str] = {}
    for each in (document, *others):
        for element in each.root.walk():
            if element.name in {"variable", "formalParameter"}:
                name = normal(element.attributes.get("name", ""))
                found[name] = element.attributes.get("typeRef", "") or found.get(name, "")
            elif element.name in {"inputData", "decision"}:
                found.setdefault(normal(element.attributes.get("name", "")), "")
    found.pop("", None)
    return found


def _tables(root: Element) -> Iterator[tuple[Element, Owner]]:
    """Yield every decision table with what holds it, those within contexts too."""
    for holder in root.children:
        if holder.name not in {"decision", "businessKnowledgeModel"}:
            continue
        name = normal(holder.attributes.get("name", "")) or holder.attributes.get("id", "")
        described = holder.first("description")
        about = None if described is None else normal(described.text)
        variable = holder.first("variable")
        result = "" if variable is None else variable.attributes.get("typeRef", "")
        yield from _within(holder, Owner(name, about, result))


def _within(element: Element, owner: Owner) -> Iterator[tuple[Element, Owner]]:
    for child in element.children:
        if child.name == "decisionTable":
            yield child, owner
            continue
        held = owner
        variable = child.first("variable") if child.name == "contextEntry" else None
        if variable is not None:
            inner = f"{owner.name}: {normal(variable.attributes.get('name', ''))}"
            held = Owner(inner, owner.about, variable.attributes.get("typeRef", ""))
        yield from _within(child, held)
