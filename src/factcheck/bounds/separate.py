"""Bounds on a form whose numbers fall into groups, each with a row of its own.

Rows split over several classes are such groups: their parts lie between nothing and all, and
together make no more than all. What one group can be does not hang on the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from factcheck.model.linear import Row


def separate_range(form: Form, box: Mapping[str, Interval], rows: Iterable[Row]) -> Interval | None:
    """Return bounds on a form, from the variables' bounds and rows over some of its variables.

    A row counts that has several variables, all of the form and none of one that counted. The
    bounds are valid for any rows, and sharp where no other rows speak of the form. ``None`` where
    these leave nothing.
    """
    left = dict(form.terms)
    total = Interval.point(form.constant)
    for row in rows:
        names = [name for name, _ in row.form.terms]
        if len(names) < 2 or any(name not in left for name in names):  # noqa: PLR2004 - several
            continue
        part = Form(terms=tuple((name, left[name]) for name in names))
        found = _with_row(part, row, box)
        if found is None:
            return None
        if found == _image(part, box):
            # The row says nothing of them; another one may.
            continue
        total += found
        left = {name: multiple for name, multiple in left.items() if name not in names}
    for name, multiple in left.items():
        total += box[name].scaled(multiple)
    return total


def _with_row(part: Form, row: Row, box: Mapping[str, Interval]) -> Interval | None:
    """Return bounds on a form over the variables of one row.

    By duality of linear programs the best bound takes out a multiple of the row at which one of
    the variables vanishes, or none of it.
    """
    whole = Form(terms=row.form.terms)
    allowed = row.allowed.shifted(-row.form.constant)
    ratios = {
        multiple / of_row
        for (_, multiple), (_, of_row) in zip(part.terms, whole.terms, strict=True)
    }
    bounds = _image(part, box)
    for ratio in sorted(ratios):
        rest = _image(part - whole.scaled(ratio), box)
        both = bounds.intersect(allowed.scaled(ratio) + rest)
        if both is None:
            return None
        bounds = both
    return bounds


def _image(form: Form, box: Mapping[str, Interval]) -> Interval:
    parts = (box[name].scaled(multiple) for name, multiple in form.terms)
    return sum(parts, start=Interval.point(Fraction(0)))
