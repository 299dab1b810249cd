"""What is said of a claim whose keys do not make a whole form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.spec.codes import NO_FORM
from factcheck.spec.structure.form_fault import FormFault
from factcheck.spec.structure.form_keys import EACH_HOLDS, FIGURE, LIST_OF_PARTS, RANK, written_as

if TYPE_CHECKING:
    from factcheck.spec.document.node import Scalar
    from factcheck.spec.structure.form_keys import FormKeys
    from factcheck.spec.structure.plain import Path

_HOW = (
    "write 'measure' with 'figure', or 'holds', 'by', 'over' or 'parts' with what belongs to "
    "them, or say why in 'not_checkable'"
)
_MEANINGS = {
    "measure": "the number that the claim is about",
    "figure": "what it is claimed to be",
    "holds": "the comparison that is claimed to be true",
    "by": "the column whose groups are compared",
    "of": "the group or groups that have the place",
    "place": "the place in the ranking, such as 1, 1..3, top 3 or last",
    "over": "the column that the trend goes along, such as a year",
    "direction": "rising, falling or flat",
    LIST_OF_PARTS: "the list of expressions that are added",
    "total": "what the parts add up to",
}
_SHARED = frozenset({"measure", "figure", "holds", "by", "of", "among"})
"""Keys of several forms, which alone do not say which one is meant."""


def nothing_to_check(key: Scalar, path: Path) -> FormFault:
    """Return the fault of a claim that has no form and does not say why."""
    message = f"the claim {quoted(key.text)} says nothing that can be checked"
    return FormFault(path, NO_FORM, message, key.span, _HOW)


def lacking(
    form: FormKeys, keys: dict[str, Scalar], absent: tuple[str, ...], path: Path
) -> FormFault:
    """Return the fault of a claim that has only some of the keys of its form."""
    if form is FIGURE:
        return _half_a_figure(keys, path)
    place = _telling(form, keys)
    if "by" in keys and _is_open(keys):
        message = "'by' needs 'figure', 'holds' or 'place': what is claimed of the groups"
        hint = (
            "add 'measure' with 'figure', or 'holds', for a claim about each group; 'of' and "
            "'place' for a place in a ranking"
        )
        return FormFault(path, NO_FORM, message, keys["by"].span, hint)
    needed = _joined([quoted(written_as(key)) for key in absent])
    if form is EACH_HOLDS and "holds" not in keys:
        needed = _joined([*(quoted(key) for key in absent if key != "holds"), _MEASURED])
    meaning = f": {_MEANINGS[absent[0]]}" if len(absent) == 1 else ""
    message = f"{quoted(place.text)} needs {needed}{meaning}"
    added = _joined([f"'{key if ':' in key else f'{key}: …'}'" for key in absent])
    return FormFault(path, NO_FORM, message, place.span, f"add {added}")


def _joined(words: list[str]) -> str:
    """Return words as a sentence lists them."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


_MEASURED = "'holds', or 'measure' with 'figure'"


def _half_a_figure(keys: dict[str, Scalar], path: Path) -> FormFault:
    if "measure" in keys:
        message = "'measure' needs a 'figure': what the measure is claimed to be"
        return FormFault(path, NO_FORM, message, keys["measure"].span, "add 'figure: …'")
    message = "'figure' needs a 'measure', or 'readings': what the figure is claimed of"
    return FormFault(path, NO_FORM, message, keys["figure"].span, "add 'measure: …'")


def _telling(form: FormKeys, keys: dict[str, Scalar]) -> Scalar:
    """Return the key that tells most which form is meant."""
    known = [key for key in keys if key in form.allowed]
    own = [key for key in known if key not in _SHARED] or [
        key for key in known if key not in {"measure", "figure", "holds"}
    ]
    return keys[own[0] if own else known[0]]


def _is_open(keys: dict[str, Scalar]) -> bool:
    """Return whether keys may be of a ranking as well as of a claim about each group."""
    return keys.keys() <= {"measure", *(key for key in RANK.allowed if key in EACH_HOLDS.allowed)}
