"""What two people made of the same units, and how far they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from factcheck.model.figure import Figure
    from factcheck.model.interval import Interval
    from factcheck.model.spec import Verdict

ONE = Fraction(1)


class Coded(Struct, frozen=True):
    """One unit as one person coded it."""

    unit: str
    label: str | None
    """The class; ``None`` where the cell is empty: it was not coded."""
    weight: Fraction = ONE
    """How much it stands for: 1, or the number of the column that says it."""


class Coder(Struct, frozen=True):
    """One person's codes, each unit once, in the order of the table."""

    name: str
    codes: tuple[Coded, ...]


class Pair(Struct, frozen=True):
    """A unit that both coded."""

    unit: str
    first: str
    second: str
    weight: Fraction

    @property
    def is_agreed(self) -> bool:
        """Whether both gave the same class."""
        return self.first == self.second


class ClassShare(Struct, frozen=True):
    """How large a class is, whichever of the two is right where they disagree."""

    name: str
    agreed: Fraction
    """What both put into the class, in units or in what units stand for."""
    contested: tuple[Fraction, ...]
    """What each unit stands for that only one of them put into it."""
    within: Interval
    """Its share: if every disagreement goes against it, to if all go for it; both are possible."""


class Coefficients(Struct, frozen=True):
    """How far two people agree beyond what chance would give.

    Each is a decimal numeral with four places, or ``None`` where the coefficient is not defined:
    where only one class was given at all, nothing tells agreement from chance.
    """

    kappa: str | None
    """Cohen's kappa."""
    alpha: str | None
    """Krippendorff's alpha for nominal data."""
    library: str
    """What calculated them."""
    version: str


class Agreement(Struct, frozen=True):
    """How far two people's codes of the same units agree."""

    coders: tuple[str, str]
    classes: tuple[str, ...]
    """Those of the rubric in its order, or those that occur, sorted."""
    pairs: tuple[Pair, ...]
    """The units that both coded, in the order of the first table; at least one."""
    total: Fraction
    """What these units stand for; more than zero."""
    confusion: tuple[tuple[int, ...], ...]
    """Units by class: a row for each class of the first, a column for each of the second."""
    shares: tuple[ClassShare, ...]
    """One for each class, in the order of the classes."""
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Units that are left out, under why they are."""
    is_weighted: bool = False
    """Whether units stand for the numbers of a column."""
    coefficients: Coefficients | None = None

    @property
    def disagreements(self) -> tuple[Pair, ...]:
        """The units that the two put into different classes."""
        return tuple(pair for pair in self.pairs if not pair.is_agreed)

    @property
    def agreed_units(self) -> int:
        """How many units both put into the same class."""
        return len(self.pairs) - len(self.disagreements)


class Checked(Struct, frozen=True):
    """A figure of a class's share, judged by what the disagreements leave open."""

    of: str
    """The class."""
    figure: Figure
    verdict: Verdict
    is_searched: bool = True
    """Whether each share that is possible was looked at, and not the two ends alone."""
    is_wording: bool = False
    """Whether it is undetermined only because its words can be read generously."""
