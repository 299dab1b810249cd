"""Which keys the forms of a claim have: the one table that schema, messages and records go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Collection


class FormKeys(Struct, frozen=True):
    """The keys of one form, or of one of the two ways to write it."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def allowed(self) -> tuple[str, ...]:
        """All its keys."""
        return (*self.required, *self.optional)


def written_as(key: str) -> str:
    """Return how a key is written, whatever it counts as."""
    return key.partition(":")[0]


FIGURE = FormKeys("figure", ("measure", "figure"))
HOLDS = FormKeys("holds", ("holds",))
RANK = FormKeys(
    "rank", ("measure", "by", "of", "place"), ("order", "unique", "lead", "among")
)  # fmt: skip
TREND = FormKeys("trend", ("measure", "over", "direction"), ("from", "to", "within"))
EACH_FIGURE = FormKeys("each", ("measure", "figure", "by"), ("in", "of", "among"))
EACH_HOLDS = FormKeys("each", ("holds", "by"), ("in", "of", "among"))
LIST_OF_PARTS = "parts: [a, b]"
BLOCK_OF_PARTS = "parts: {a: …}"
"""What the key ``parts`` counts as: expressions that add up, or claims that are all true."""
ADDS_UP = FormKeys("adds up", (LIST_OF_PARTS, "total"))
PARTS = FormKeys("parts", (BLOCK_OF_PARTS,))

FORMS = (FIGURE, HOLDS, RANK, TREND, EACH_FIGURE, EACH_HOLDS, ADDS_UP, PARTS)
KEYS = tuple(dict.fromkeys(written_as(key) for form in FORMS for key in form.allowed))
"""The keys of all forms; any two of them that no form has together exclude each other."""
REPLACED = frozenset({"figure"})
"""Keys that a claim may have although every reading has its own: what is printed stays so."""


def form_key(key: str, *, is_list: bool) -> str:
    """Return what a key counts as; ``is_list`` says whether it has a list under it."""
    if key != "parts":
        return key
    return LIST_OF_PARTS if is_list else BLOCK_OF_PARTS


def exclude_each_other(one: str, other: str) -> bool:
    """Return whether no form has both keys."""
    return not any(one in form.allowed and other in form.allowed for form in FORMS)


def form_of(keys: Collection[str]) -> FormKeys:
    """Return the form that has all these keys and lacks the fewest of its own.

    No two of the keys exclude each other, which for these forms means that one has them all.
    """
    possible = [form for form in FORMS if set(keys) <= set(form.allowed)]
    return min(possible, key=lambda form: len(missing(form, keys)))


def missing(form: FormKeys, keys: Collection[str]) -> tuple[str, ...]:
    """Return the keys that a form needs and that are not there."""
    return tuple(key for key in form.required if key not in keys)
