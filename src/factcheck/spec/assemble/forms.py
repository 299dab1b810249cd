"""The form of a claim, out of the keys that the claim and its reading have together."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from factcheck.model.near import quoted
from factcheck.model.spec import (
    AddsUpForm,
    Direction,
    EachForm,
    FigureForm,
    HoldsForm,
    RankForm,
    TrendForm,
)
from factcheck.spec.assemble.dates import check_order
from factcheck.spec.assemble.filters import parsed_tests
from factcheck.spec.assemble.knowledge import build_figure
from factcheck.spec.assemble.ranking import (
    build_columns,
    build_groups,
    build_number_of_groups,
    build_place,
    build_selection,
    every_group,
)
from factcheck.spec.assemble.read import as_text, listed
from factcheck.spec.codes import FORM_VALUE
from factcheck.spec.expression import parse_expression, parse_relation
from factcheck.spec.structure.form_keys import (
    ADDS_UP,
    EACH_FIGURE,
    EACH_HOLDS,
    FIGURE,
    HOLDS,
    LIST_OF_PARTS,
    RANK,
    form_of,
    missing,
)

if TYPE_CHECKING:
    from factcheck.model.expression import Expression, Test
    from factcheck.model.span import Text
    from factcheck.model.spec import FigureText, Form
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.assemble.tongue import Tongue
    from factcheck.spec.document.node import Node, Scalar

Keys = dict[str, "Node"]


def build_form(context: Context, keys: Keys, tongue: Tongue) -> Form | None:
    """Return the form that keys make; ``None`` where some are missing or have a problem.

    Keys are called by what they count as, see ``form_keys``. ``tongue`` is the language of the
    words of figures.
    """
    form = form_of(keys)
    if missing(form, keys):
        return None
    builder = _Builder(context, keys, tongue)
    before = len(context.problems)
    if form is RANK:
        made: Form | None = builder.rank()
    elif form in {EACH_FIGURE, EACH_HOLDS}:
        made = builder.each()
    elif form is FIGURE:
        made = builder.figure()
    elif form is HOLDS:
        made = builder.holds()
    else:
        made = builder.adds_up() if form is ADDS_UP else builder.trend()
    return made if len(context.problems) == before else None


class _Builder:
    """The values of the keys of one form."""

    def __init__(self, context: Context, keys: Keys, tongue: Tongue) -> None:
        self._context = context
        self._keys = keys
        self._tongue = tongue

    def figure(self) -> FigureForm | None:
        measure = self._measure()
        words = build_figure(self._context, self._keys["figure"], self._tongue)
        return None if measure is None else FigureForm(*measure, words)

    def holds(self) -> HoldsForm | None:
        found = self._scalar("holds")
        relation = self._context.parse(found, parse_relation)
        if relation is None:
            return None
        self._context.check_names(relation)
        return HoldsForm(relation, self._context.written(found, relation))

    def rank(self) -> RankForm | None:
        measure = self._measure()
        by = build_columns(self._context, listed(self._keys["by"]))
        of = build_groups(self._context, self._keys["of"], len(listed(self._keys["by"])), "of")
        place = build_place(self._context, self._scalar("place"))
        among = self._tests("among")
        if measure is None or place is None:
            return None
        lead, is_unique = self._words("lead"), self._flag("unique")
        if place.is_negated and (lead is not None or is_unique):
            other = "lead" if lead is not None else "unique"
            message = f"{quoted(other)} speaks of a place that the group has, and it has not these"
            self._context.report(FORM_VALUE, message, place.text.span, f"remove {quoted(other)}")
        return RankForm(
            *measure,
            by,
            of,
            place,
            is_highest=self._text("order") != "lowest",
            is_unique=is_unique,
            lead=lead,
            among=among,
        )

    def trend(self) -> TrendForm | None:
        measure = self._measure()
        over = build_columns(self._context, (self._scalar("over"),))
        direction = Direction(self._text("direction"))
        within = self._words("within")
        span = self._scalar("direction").span
        if direction is Direction.FLAT and within is None:
            message = "'flat' needs 'within': how far from its beginning the measure may go"
            self._context.report(FORM_VALUE, message, span, "add 'within: 5 percent'")
        if direction is not Direction.FLAT and within is not None:
            message = f"'within' belongs to a 'flat' trend, not to a {quoted(direction.value)} one"
            self._context.report(FORM_VALUE, message, span, "remove 'within'")
        start, end = self._placed("from"), self._placed("to")
        if start is not None and end is not None:
            check_order(self._context, start, end)
        if measure is None or not over:
            return None
        return TrendForm(*measure, over[0], start, end, direction, within)

    def each(self) -> EachForm | None:
        inner = self.holds() if "holds" in self._keys else self.figure()
        written = listed(self._keys["by"])
        by = build_columns(self._context, written)
        chosen = self._keys.get("in")
        selection = (
            every_group(written[0].span)
            if chosen is None
            else build_selection(self._context, chosen, len(written))
        )
        number = self._keys.get("of")
        of = None if number is None else build_number_of_groups(self._context, number)
        among = self._tests("among")
        if inner is None or selection is None:
            return None
        return EachForm(by, inner, selection, of, among)

    def adds_up(self) -> AddsUpForm | None:
        parts = [self._expression(part) for part in listed(self._keys[LIST_OF_PARTS])]
        total = self._expression(self._scalar("total"))
        trees = tuple(part for part in parts if part is not None)
        if total is None or len(trees) < len(parts):
            return None
        return AddsUpForm(trees, *total)

    def _expression(self, found: Scalar) -> tuple[Expression, str] | None:
        """Return an expression, and how it is written."""
        tree = self._context.parse(found, parse_expression)
        if tree is None:
            return None
        self._context.check_names(tree)
        return tree, self._context.written(found, tree)

    def _measure(self) -> tuple[Expression, str] | None:
        return self._expression(self._scalar("measure"))

    def _tests(self, key: str) -> tuple[Test, ...]:
        return parsed_tests(self._context, listed(self._keys[key])) if key in self._keys else ()

    def _words(self, key: str) -> FigureText | None:
        node = self._keys.get(key)
        return None if node is None else build_figure(self._context, node, self._tongue)

    def _flag(self, key: str) -> bool:
        return key in self._keys and self._scalar(key).text.lower() == "true"

    def _text(self, key: str) -> str | None:
        return self._scalar(key).text if key in self._keys else None

    def _placed(self, key: str) -> Text | None:
        return as_text(self._scalar(key)) if key in self._keys else None

    def _scalar(self, key: str) -> Scalar:
        return cast("Scalar", self._keys[key])
