"""The contract of the engines: what to group by, and groups of raw texts in return.

Named tuples, because a large table gives many of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.model.cell import number_key

if TYPE_CHECKING:
    from factcheck.model.cell import Cut
    from factcheck.model.fraction import Fraction

WHOLE_DIGITS = 15
DECIMALS = 12
PLAIN = (
    rf" *[+-]?([0-9]{{1,{WHOLE_DIGITS}}}|[1-9][0-9]{{0,2}}(,[0-9]{{3}}){{1,4}})"
    rf"(\.[0-9]{{1,{DECIMALS}}})? *"
)
"""A number that an engine may sum itself, exactly: as Python and RE2 write patterns."""


class PlainForm(NamedTuple):
    """Numbers that an engine may sum itself: their pattern, and what to make of their signs."""

    pattern: str
    groups: str
    """Signs to leave out."""
    decimal: str


ENGLISH = PlainForm(PLAIN, ",", ".")


def cut_text(
    number: Fraction, form: PlainForm = ENGLISH, special: frozenset[str] = frozenset()
) -> str:
    """Return a plain number as a cell of its column may print it, without signs of groups.

    It stands for all numbers that lie between the same two cuts. It is none of the ``special``
    texts, which are no numbers: beside a -99 that is a marker, the number is -99.0.
    """
    text = number_key(number).replace(".", form.decimal)
    if text in special and form.decimal not in text:
        text += form.decimal
    while text in special or text.endswith(form.decimal):
        text += "0"
    return text


DOUBTFUL_SIGNS = ".,"
"""The signs that group digits in one country and begin the decimals in another."""
DOUBTFUL = rf" *[+-]?[1-9][0-9]{{0,2}}[{DOUBTFUL_SIGNS}][0-9]{{3}} *"
"""A number whose only sign may group digits or begin decimals: as Python and RE2 write patterns."""


def doubtful_example(sign: str) -> str:
    """Return the pattern of doubtful numbers with one of the signs."""
    return DOUBTFUL.replace(f"[{DOUBTFUL_SIGNS}]", f"[{sign}]")


class RawSet(NamedTuple):
    """One way to group: positions of columns in the file, ascending and distinct."""

    dimensions: tuple[int, ...]
    measures: tuple[int, ...]
    cuts: tuple[tuple[int, tuple[Cut, ...]], ...] = ()
    """Of columns that the request cuts, those cuts that are asked of in this set; all of them for
    a column that does not stand here. An engine may tell numbers apart by all cuts in any case:
    what belongs together is joined afterwards."""


class RawRequest(NamedTuple):
    """What one scan must yield."""

    sets: tuple[RawSet, ...]
    special: tuple[tuple[int, frozenset[str]], ...]
    """Texts of a measure column that mean something else although they look like numbers."""
    searched: tuple[int, ...]
    """Columns in which to look for labels of totals."""
    totals: tuple[tuple[int, frozenset[str]], ...] = ()
    """Columns with the texts of rows that are declared as totals, in which nobody looks."""
    texts: frozenset[int] = frozenset()
    """Measure columns of which every text is wanted, plain numbers too."""
    forms: tuple[tuple[int, PlainForm], ...] = ()
    """Columns whose numbers are printed in another format than the English one."""
    doubted: tuple[int, ...] = ()
    """Measure columns of which is asked whether all their signs can be read in two ways."""

    cuts: tuple[tuple[int, tuple[Cut, ...]], ...] = ()
    """Dimension columns of whose plain numbers is asked only between which cuts they lie; the
    cuts ascend, and no two are equal. They are as printed in the column: before ``scale``, a
    percentage before it is divided by 100. Rows with plain numbers between the same two cuts are
    one group, in whose ``texts`` the least of its numbers stands for all of them, as ``cut_text``
    prints it. Texts that are no plain numbers are told apart as in every column."""

    named: tuple[tuple[int, frozenset[str]], ...] = ()
    """Dimension columns of which only these texts, after blanks around them, need be told apart,
    and those that mean something of their own; any other may stand for all others."""
    has_base: bool = False
    """Whether it costs less to group by everything first, and the sets out of these groups."""

    def cuts_of(self, column: int) -> tuple[Cut, ...]:
        """Return the cuts of one column; none where its texts are told apart."""
        return dict(self.cuts).get(column, ())

    def cuts_in(self, grouping: RawSet, column: int) -> tuple[Cut, ...]:
        """Return the cuts of one column that are asked of in one of the sets."""
        return dict(grouping.cuts).get(column, self.cuts_of(column))

    def form_of(self, column: int) -> PlainForm:
        """Return how the plain numbers of one column are printed."""
        return dict(self.forms).get(column, ENGLISH)

    def special_of(self, column: int) -> frozenset[str]:
        """Return the texts of one column that are no plain numbers."""
        return dict(self.special).get(column, frozenset())


class RawNumbers(NamedTuple):
    """The plain numbers of one measure in one group, as printed in the file."""

    rows: int
    total: Fraction
    minimum: Fraction
    maximum: Fraction


class RawGroup(NamedTuple):
    """Rows that agree in the text of every dimension and of every measure that is no number.

    ``measures`` holds plain numbers or the text that is none.
    """

    texts: tuple[str, ...]
    measures: tuple[RawNumbers | str, ...]
    rows: int


class RawScan(NamedTuple):
    """What the scan found; groups in any order, parallel to the sets asked for."""

    rows: int
    groups: tuple[tuple[RawGroup, ...], ...]
    totals: frozenset[tuple[int, str]] = frozenset()
    """Column and label of cells that look like totals, in columns with others beside them."""
    doubts: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Of columns that were doubted and have such signs, the least cell with each of them if all
    are doubtful, else nothing."""
