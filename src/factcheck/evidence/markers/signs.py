"""A cell's text without what stands beside its number: flags, brackets, marks of footnotes."""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.digits import parse_cell
from factcheck.model.decimal_text import TooLongError
from factcheck.model.interval import Interval
from factcheck.model.marker_profile import Flag, Sign
from factcheck.model.table_declaration import EmptyCell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from factcheck.figure import DigitFormat
    from factcheck.model.marker_profile import MarkerProfile

_RAISED = "[\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u1d43-\u1d5d]"
FOOTNOTE = re.compile(
    # What no number and no other sign ends with: 1,234¹, 12 [note 1], 12 (a), 12†.
    rf"\s*(?:{_RAISED}+(?:[,\u02d2\u207e]{_RAISED}+)*|\[(?:[nN]otes? ?)?[0-9a-z]{{1,3}}\]"
    r"|\([a-z]\)|[\u2020\u2021\u00a7\u00b6]+)$"
)
_MOST_FLAGS = 8
Gap = EmptyCell | Interval | Sign
_STRENGTH: tuple[Gap, ...] = (Sign.SUPPRESSED, EmptyCell.NOT_APPLICABLE, EmptyCell.UNKNOWN)
"""Where several signs stand in one cell, the first of these says more than the others."""
Note = tuple[str, str]
"""A flag, and what it says; of a mark of a footnote nothing."""


class Stripped(Struct, frozen=True):
    """What a cell says besides its notes: a number, or what stands for one."""

    number: str | None
    """The digits, with a percent sign or a currency; ``None`` where a sign stands for them."""
    gap: Gap | None
    """What the sign stands for."""
    notes: tuple[Note, ...]
    side: int = 0
    """-1 where the true number is below the printed one, 1 where it is not below."""


class SignReader:
    """Reads cells with the signs and flags of a column.

    ``own`` are those that the claim file declares one by one; they come before the publisher's.
    ``form`` is how numbers are printed, where that is not the English way. ``has_footnotes`` says
    that marks of footnotes may stand behind numbers.
    """

    def __init__(
        self,
        own: Mapping[str, Gap | Flag],
        profile: MarkerProfile | None,
        *,
        form: DigitFormat | None = None,
        has_footnotes: bool = False,
    ) -> None:
        self.form = form
        self._signs: dict[str, Gap] = {} if profile is None else dict(profile.signs)
        self._flags: dict[str, str] = {} if profile is None else dict(profile.flags)
        for text, meaning in own.items():
            self._signs.pop(text, None)
            self._flags.pop(text, None)
            if isinstance(meaning, Flag):
                self._flags[text] = meaning.meaning
            else:
                self._signs[text] = meaning
        self._around = () if profile is None else profile.around
        self._below = None if profile is None else profile.below
        self._above = None if profile is None else profile.above
        self._has_footnotes = has_footnotes or (profile is not None and profile.has_footnotes)
        # The longest first, so that ``**`` is not read as ``*`` twice.
        tokens = {*self._flags, *self._signs} - {""}
        self._tokens = tuple(sorted(tokens, key=lambda text: (-len(text), text)))
        self._leading = tuple(token for token in self._tokens if token.startswith("["))

    def in_form(self, form: DigitFormat) -> SignReader:
        """Return the reader of the same signs beside numbers of another format."""
        other = copy(self)
        other.form = form
        return other

    @property
    def is_idle(self) -> bool:
        """Whether nothing may stand beside a number."""
        return not (self._tokens or self._around or self._below or self._has_footnotes)

    def sign(self, text: str) -> Gap | None:
        """Return what a cell stands for that is a sign and nothing else."""
        return self._signs.get(text)

    @property
    def signs(self) -> Mapping[str, Gap]:
        """The signs that stand instead of a number."""
        return self._signs

    def stripped(
        self, text: str, digits: Callable[[str], str] = lambda core: core
    ) -> Stripped | None:
        """Return what a text says without its flags; ``None`` where that is not clear.

        ``digits`` gives the digits of a number in the column's currency.

        A text that is a number already is none with flags. A sign that hides a number beside one
        that is printed is not clear.
        """
        core, tokens = text.strip(), list[str]()
        notes: list[Note] = []
        for _ in range(_MOST_FLAGS):
            found = self._number(core, notes, digits)
            if found is not None:
                return None if self._hides(tokens) else self._with(found, tokens)
            if core in self._signs:
                return self._gap(core, tokens, notes)
            core, token = self._cut(core)
            if token is None:
                return None
            if token in self._flags or token in self._signs:
                tokens.append(token)
            else:
                notes.append((token, ""))
        return None

    def _number(
        self, core: str, notes: list[Note], digits: Callable[[str], str]
    ) -> Stripped | None:
        """Return a text that is a number, perhaps in parentheses or with an open end."""
        if is_number(digits(core), self.form):
            return Stripped(core, None, tuple(reversed(notes)))
        for opening, closing, said in self._around:
            inner = core.removeprefix(opening).removesuffix(closing).strip()
            if core == f"{opening}{inner}{closing}" and is_number(inner, self.form):
                told = (f"{opening}n{closing}", said)
                return Stripped(inner, None, (told, *reversed(notes)))
        for suffix, side in ((self._below, -1), (self._above, 1)):
            if suffix is not None and core.endswith(suffix):
                inner = core.removesuffix(suffix).rstrip()
                if is_number(inner, self.form):
                    return Stripped(inner, None, tuple(reversed(notes)), side)
        return None

    def _hides(self, tokens: Iterable[str]) -> bool:
        return any(token not in self._flags for token in tokens)

    def _with(self, found: Stripped, tokens: list[str]) -> Stripped:
        flags = tuple((token, self._flags[token]) for token in reversed(tokens))
        return Stripped(found.number, None, (*found.notes, *flags), found.side)

    def _gap(self, core: str, tokens: list[str], notes: list[Note]) -> Stripped:
        """Return what several signs in one cell stand for: the one that says the most."""
        signs = [core, *(token for token in tokens if token in self._signs)]
        gaps = [self._signs[each] for each in signs]
        gap = next((each for each in _STRENGTH if each in gaps), gaps[0])
        flags = ((each, self._flags[each]) for each in reversed(tokens) if each in self._flags)
        return Stripped(None, gap, (*reversed(notes), *flags))

    def _cut(self, core: str) -> tuple[str, str | None]:
        """Return a text without the flag at its end or beginning, and the flag."""
        for token in self._tokens:
            if core.endswith(token) and core != token:
                rest = core.removesuffix(token)
                if self._may_stand_behind(rest, token):
                    return rest.rstrip(), token
        for token in self._leading:
            if core.startswith(token) and core != token:
                return core.removeprefix(token).lstrip(), token
        mark = FOOTNOTE.search(core) if self._has_footnotes else None
        if mark is not None and mark.start():
            return core[: mark.start()], mark[0].strip()
        return core, None

    def _may_stand_behind(self, rest: str, token: str) -> bool:
        """Whether a flag may follow a text: a digit is none, and no half of a word is one."""
        if token[0].isdigit():
            return rest[-1].isspace()
        if not token[0].isalpha():
            return True
        # ``12.3 bep`` has three flags, and ``12 km s`` none.
        word = _WORD.search(rest)
        return word is None or all(letter in self._flags for letter in word[0])


_WORD = re.compile(r"[^\W\d_]+$")
_SIGNED = re.compile(r"[+\-\u2212\u2013]?\s*(?P<digits>[0-9.,].*?)\s*%?")


def is_number(text: str, form: DigitFormat | None = None) -> bool:
    """Whether a text is a numeral in a format, perhaps a percentage, however long.

    It is an English one for ``None``.
    """
    match = _SIGNED.fullmatch(text)
    if match is None:
        return False
    try:
        return parse_cell(match["digits"], form) is not None
    except TooLongError:
        return True
