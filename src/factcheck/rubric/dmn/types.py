"""The types of a model: what values an input may have."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.dates import LAST_ORDINAL
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.rubric import CategoryDomain, NumberDomain, Numbers, ValueKind
from factcheck.rubric.dmn.codes import DMN_IMPORT, DMN_INPUT
from factcheck.rubric.dmn.faults import shown
from factcheck.rubric.dmn.form import check_form
from factcheck.rubric.errors import WordsError
from factcheck.rubric.sets import inside
from factcheck.rubric.sfeel import parse_unary_tests, unary_tests_in
from factcheck.rubric.sfeel.tested import kind_of
from factcheck.rubric.sfeel.tree import Comparison, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from factcheck.model.rubric import Domain
    from factcheck.rubric.dmn.document import Document, Element
    from factcheck.rubric.dmn.faults import Faults
    from factcheck.rubric.sfeel.tree import UnaryTests

BOOLEANS = CategoryDomain(("true", "false"), is_boolean=True)
"""The domain of truth values."""

NUMBERS = NumberDomain(Interval.everything())
WHOLE_NUMBERS = NumberDomain(Interval.everything(), is_integer=True)
DATES = NumberDomain(Interval(Fraction(1), Fraction(LAST_ORDINAL)), is_integer=True, is_date=True)
TEXTS = CategoryDomain((), is_open=True)
"""Stands for any text, until the rules say which texts they test."""

BASES: dict[str, Domain] = {
    "string": TEXTS,
    "number": NUMBERS,
    "integer": WHOLE_NUMBERS,
    "long": WHOLE_NUMBERS,
    "double": NUMBERS,
    "boolean": BOOLEANS,
    "date": DATES,
}
"""The types that are read; ``integer``, ``long`` and ``double`` are those of an engine."""
ANY = frozenset({"Any", "any", "<Undefined>", ""})
_OTHERS = frozenset(
    {
        "time",
        "date and time",
        "dateTime",
        "days and time duration",
        "dayTimeDuration",
        "years and months duration",
        "yearMonthDuration",
        "Null",
        "list",
        "context",
        "function",
        "range",
    }
)
_MOST_STEPS = 50
_MOST_NAMES = 500
"""Types among which the nearest to a wrong one is looked for."""


class Types:
    """The named types of a model and of those that it imports."""

    def __init__(self, document: Document, imported: Iterable[Document] = ()) -> None:
        by_namespace = {each.root.attributes.get("namespace", ""): each for each in imported}
        self._own = _definitions(document.root)
        self._missing: set[str] = set()
        for each in document.root.all("import"):
            name = each.attributes.get("name", "")
            model = by_namespace.get(each.attributes.get("namespace", ""))
            if model is None:
                self._missing.add(name)
            else:
                others = _definitions(model.root)
                self._own |= {f"{name}.{key}": item for key, item in others.items()}
                self._own |= {f"{name}:{key}": item for key, item in others.items()}
                # Types that the other model names among themselves.
                self._own = others | self._own

    def domain_of(self, reference: str, element: Element, faults: Faults) -> Domain | None:
        """Return the domain of a type; ``None`` where it says nothing or is refused.

        Faults are reported at ``element``, which refers to it.
        """
        name = reference.strip()
        constraint: Element | None = None
        for _ in range(_MOST_STEPS):
            base = _base_of(name, self._own)
            if base is not None:
                return base if constraint is None else constrained(base, constraint, faults)
            item = self._own.get(name)
            if item is None:
                if name not in ANY:
                    self._refuse(name, element, faults)
                return None
            if item.attributes.get("isCollection") == "true" or item.first("itemComponent"):
                message = f"the type {quoted(name)} is a list or has parts"
                faults.at(DMN_INPUT, message, element, _KNOWN)
                return None
            reported = len(faults.found)
            constraint = constraint or _checked(item, faults)
            if len(faults.found) > reported:
                return None
            referred = item.first("typeRef")
            name = "" if referred is None else referred.text.strip()
        faults.at(DMN_INPUT, f"the type {quoted(reference)} is made of itself", element)
        return None

    def values_of(self, reference: str) -> Element | None:
        """Return the unary tests that a type gives for its values, if it does."""
        name = reference.strip()
        for _ in range(_MOST_STEPS):
            item = self._own.get(name)
            if item is None:
                return None
            constraint = _constraint(item)
            if constraint is not None:
                return constraint
            referred = item.first("typeRef")
            name = "" if referred is None else referred.text.strip()
        return None

    def kind_of(self, reference: str) -> ValueKind | None:
        """Return the kind of the values of a type; ``None`` where it is none that is read."""
        name = reference.strip()
        for _ in range(_MOST_STEPS):
            base = _base_of(name, self._own)
            if base is not None:
                return kind_of(base)
            item = self._own.get(name)
            if item is None or item.attributes.get("isCollection") == "true":
                return None
            referred = item.first("typeRef")
            name = "" if referred is None else referred.text.strip()
        return None

    def _refuse(self, name: str, element: Element, faults: Faults) -> None:
        local = name.rpartition(":")[2]
        if local in _OTHERS:
            message = f"inputs of the type {quoted(name)} are not read"
            faults.at(DMN_INPUT, message, element, _KNOWN)
            return
        prefix = name.partition(".")[0].partition(":")[0]
        if prefix in self._missing:
            message = f"the type {quoted(name)} belongs to another model, which is not given"
            faults.at(DMN_IMPORT, message, element, "give the file that it is in: --import FILE")
            return
        hint = did_you_mean(name, [*BASES, *islice(self._own, _MOST_NAMES)])
        faults.at(DMN_INPUT, f"the model has no type {quoted(name)}", element, hint)


_VALUES = 'list texts, "a", "b", or give one range, [0..100]'
_KNOWN = "read are string, number, boolean, date, and types made of them"


def _definitions(root: Element) -> dict[str, Element]:
    return {each.attributes.get("name", ""): each for each in root.all("itemDefinition")}


def _base_of(name: str, known: Mapping[str, Element]) -> Domain | None:
    """Return the domain of a type of FEEL; a model may prefix its name, as DMN 1.1 does."""
    if name in known:
        return None
    return BASES.get(name.rpartition(":")[2])


def _checked(item: Element, faults: Faults) -> Element | None:
    """Return the constraint of a type; report what has no place in it."""
    for each in (*item.all("typeConstraint"), *item.all("allowedValues")):
        check_form(each, faults)
    return _constraint(item)


def _constraint(item: Element) -> Element | None:
    found = item.first("typeConstraint") or item.first("allowedValues")
    return None if found is None else found.first("text")


def constrained(base: Domain, text: Element, faults: Faults) -> Domain | None:
    """Return the part of a domain that unary tests allow.

    ``None``, with a report, where they are no list of texts and no single range.
    """
    what = f"the values {shown(text.text)}"
    try:
        tests = parse_unary_tests(text.text)
        if tests.items is None:
            return base
        found = _narrowed(base, text.text, tests)
    except WordsError as error:
        faults.within(error, text, what)
        return None
    if found is None:
        message = "neither a list of texts nor one range is given"
        faults.within(WordsError(DMN_INPUT, message, _VALUES), text, what)
    return found


def _narrowed(base: Domain, text: str, tests: UnaryTests) -> Domain | None:
    if isinstance(base, NumberDomain):
        allowed = unary_tests_in(text, base).allowed
        kept = None if allowed is None else inside(allowed, base)
        if not isinstance(kept, Numbers) or len(kept.intervals) != 1:
            return None
        return replace(base, within=kept.intervals[0])
    values = _listed(tests)
    if values is None:
        return None
    if base.is_boolean:
        unary_tests_in(text, base)
        return base
    unary_tests_in(text, CategoryDomain(values))
    return CategoryDomain(values)


def _listed(tests: UnaryTests) -> tuple[str, ...] | None:
    """Return the texts of a plain list; null, which is no value of a domain, may stand in it."""
    found: dict[str, None] = {}
    for item in tests.items or ():
        is_plain = isinstance(item, Comparison) and item.relation is Relation.EQUAL
        if not is_plain or tests.is_negated:
            return None
        assert isinstance(item, Comparison)
        if item.than.kind is not ValueKind.NOTHING:
            found[str(item.than.found)] = None
    return tuple(found)
