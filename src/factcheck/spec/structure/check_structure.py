"""A file's tree with everything that has no place in it reported and taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.spec.document.node import Mapping
from factcheck.spec.structure.clean import Cleaner
from factcheck.spec.structure.conform import conforms
from factcheck.spec.structure.plain import plain, without

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.problem import Problem


def check_structure(root: Mapping, lines: Sequence[str]) -> tuple[Mapping, list[Problem]]:
    """Return the part of a tree that has the structure of a claim file, and the problems.

    Without problems that part is the whole tree.
    """
    cleaner = Cleaner(lines)
    cleaner.visit(root)
    root = _mapping(root, cleaner.holes)
    if not cleaner.holes and not cleaner.leaky and conforms(plain(root)):
        return root, cleaner.problems
    problems = list(cleaner.problems)
    is_changed = True
    while is_changed:
        root, found, is_changed = _explained(root, cleaner, lines)
        problems.extend(found)
    return root, problems


def _explained(
    root: Mapping, cleaner: Cleaner, lines: Sequence[str]
) -> tuple[Mapping, list[Problem], bool]:
    """Say what is wrong with a tree, and return it without that, and whether it is smaller.

    What is taken out may leave another block without a key that it needs.
    """
    # pydantic takes long to import, and only a file with faults needs it.
    from factcheck.spec.structure.explain import Explainer

    explainer = Explainer(root, cleaner, lines)
    explainer.explain_models()
    explainer.explain_forms()
    cleaner.holes |= explainer.unusable
    return _mapping(root, explainer.unusable), explainer.problems, bool(explainer.unusable)


def _mapping(root: Mapping, paths: set[tuple[str | int, ...]]) -> Mapping:
    kept = without(root, paths)
    assert isinstance(kept, Mapping)
    return kept
