"""Groups of rows whose numbers lie between the same cuts: one number stands for all of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from factcheck.evidence.raw import cut_text
from factcheck.model.decimal_text import MAX_DIGITS, fraction_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.evidence.raw import RawGroup, RawRequest, RawScan, RawSet
    from factcheck.model.fraction import Fraction


def with_least(found: RawScan, request: RawRequest) -> RawScan:
    """Return a scan in which the least number between two cuts stands for all between them.

    So every engine has the same texts, whichever of the numbers it gave. Several groups of a set
    may have the same texts then.
    """
    if not request.cuts:
        return found
    pairs = zip(request.sets, found.groups, strict=True)
    return found._replace(groups=tuple(_of_set(*pair, request) for pair in pairs))


def _of_set(
    grouping: RawSet, groups: tuple[RawGroup, ...], request: RawRequest
) -> tuple[RawGroup, ...]:
    cut = dict(request.cuts)
    places = [
        (index, _Column(request, grouping, column))
        for index, column in enumerate(grouping.dimensions)
        if column in cut
    ]
    for index, column in places:
        column.note(group.texts[index] for group in groups)
    return tuple(_replaced(group, places) for group in groups) if places else groups


def _replaced(group: RawGroup, places: list[tuple[int, _Column]]) -> RawGroup:
    texts = list(group.texts)
    for place, column in places:
        texts[place] = column.text_for(texts[place])
    return group._replace(texts=tuple(texts))


class _Column:
    """A column with cuts, and the least of its numbers between each two of them."""

    def __init__(self, request: RawRequest, grouping: RawSet, column: int) -> None:
        form = request.form_of(column)
        self._form = form
        long = rf"[+-]?[0-9]+({re.escape(form.decimal)}[0-9]+)?"
        self._is_plain = re.compile(f"{form.pattern}|{long}").fullmatch
        self._special = request.special_of(column)
        self._drop = str.maketrans(form.decimal, ".", form.groups)
        cuts = request.cuts_in(grouping, column)
        # A number that a cut begins with has passed it.
        self._cuts = [(cut.at, 0 if cut.begins else 1) for cut in cuts]
        self._least: dict[int, Fraction] = {}
        self._stretches: dict[str, int | None] = {}

    def note(self, texts: Iterable[str]) -> None:
        """Look at some texts of the column."""
        for text in texts:
            if text not in self._stretches:
                self._stretches[text] = self._noted(text)

    def text_for(self, text: str) -> str:
        """Return the text that stands for a text which was noted."""
        stretch = self._stretches[text]
        if stretch is None:
            return text
        return cut_text(self._least[stretch], self._form, self._special)

    def _noted(self, text: str) -> int | None:
        """Return how many cuts a number has passed; ``None`` for what is no number."""
        is_number = len(text) <= MAX_DIGITS and self._is_plain(text) is not None
        if not is_number or text.strip() in self._special:
            return None
        number = fraction_of(text.strip().translate(self._drop))
        stretch = bisect_left(self._cuts, (number, 1))
        self._least[stretch] = min(number, self._least.get(stretch, number))
        return stretch
