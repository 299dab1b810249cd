"""Rows go through one by one: nothing is held of a table but what a step needs."""

from __future__ import annotations

import weakref
from itertools import count, islice
from typing import TYPE_CHECKING

import pytest
from evidence_workspace import SPAN, column
from shape_helpers import Row, computed, declare, given, parsed

from factcheck.evidence.frame import Frame
from factcheck.evidence.shape import shaped
from factcheck.model.span import Text
from factcheck.model.spec import Join, Stack, TableDeclaration, Unpivot

if TYPE_CHECKING:
    from collections.abc import Iterator

JOIN = Join(Text("other", SPAN), (("g", "key"),), None, SPAN)
PARTNER = given("key,m", "x,1", "y,2")
SHAPES = {
    "ignore": declare(column("a", ignore=("*",))),
    "fill_down": declare(fill_down=("a",)),
    "unpivot": declare(unpivot=Unpivot(("a", "b"), "into", "value", SPAN)),
    "stack": declare(stack=Stack((("v", ("a", "b")),), "side", SPAN)),
    "parse": declare(parsed("s", "{x}-{y}")),
    "ticks": declare(ticks=(("saw", "t*"),)),
    "join": declare(join=JOIN),
    "compute": declare(computed("c", "if(g = x, a, b / 3)"), computed("d", "c + a")),
}


class Watched:
    """Rows that are made when they are asked for, and how many of them are held at most."""

    def __init__(self, rows: int | None) -> None:
        self.rows = rows
        self.alive: weakref.WeakSet[Row] = weakref.WeakSet()
        self.most = 0
        self.yielded = 0

    def __call__(self) -> Iterator[tuple[int, list[str]]]:
        """Yield rows, endless ones where no number was given."""
        for number in count() if self.rows is None else range(self.rows):
            row = Row([str(number), str(number + 1), f"{number}-1", "xy"[number % 2], "1"])
            self.alive.add(row)
            self.most = max(self.most, len(self.alive))
            self.yielded += 1
            yield number + 2, row

    @property
    def frame(self) -> Frame:
        """The rows as a frame."""
        return Frame(("a", "b", "s", "g", "t"), self)


def _shaped(watched: Watched, declaration: TableDeclaration) -> Frame:
    has_join = declaration.join is not None
    partner = declare(name="other") if has_join else None
    return shaped(watched.frame, declaration, PARTNER.frame if has_join else None, partner)


@pytest.mark.parametrize("name", SHAPES)
def test_rows_are_not_held(name: str) -> None:
    watched = Watched(3_000)
    rows = sum(1 for _ in _shaped(watched, SHAPES[name]).rows())
    assert rows in {3_000, 6_000}
    assert watched.most <= 4


@pytest.mark.parametrize("name", ["ignore", "fill_down", "unpivot", "stack"])
def test_a_table_without_end_can_be_begun(name: str) -> None:
    watched = Watched(None)
    frame = _shaped(watched, SHAPES[name])
    assert watched.yielded == 0
    assert len(list(islice(frame.rows(), 10))) == 10
    assert watched.yielded <= 10


@pytest.mark.parametrize("name", SHAPES)
def test_rows_can_be_asked_for_again(name: str) -> None:
    frame = _shaped(Watched(50), SHAPES[name])
    assert list(frame.rows()) == list(frame.rows())
