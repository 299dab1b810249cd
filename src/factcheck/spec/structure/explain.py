"""What is wrong with the structure of a file that does not conform, told key by key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from factcheck.model.near import did_you_mean, nearest, quoted
from factcheck.model.problem import ProblemsError
from factcheck.spec.codes import (
    MISSING_KEY,
    NO_CLAIMS,
    NO_FORM,
    NO_VALUE,
    UNKNOWN_KEY,
    WRONG_SHAPE,
    WRONG_VALUE,
)
from factcheck.spec.codes_yaml import FLOW_COMMA, MISSING_BLANK
from factcheck.spec.document.node import Mapping, Scalar, Sequence
from factcheck.spec.located import problem_at
from factcheck.spec.structure.claim_models import FileModel
from factcheck.spec.structure.declarations import declaration_faults
from factcheck.spec.structure.form_keys import KEYS
from factcheck.spec.structure.form_values import LISTED, NAMED
from factcheck.spec.structure.forms import claim_faults
from factcheck.spec.structure.places import belongs_to, place_at
from factcheck.spec.structure.plain import existing, key_span, plain

if TYPE_CHECKING:
    from collections.abc import Sequence as Items

    from pydantic_core import ErrorDetails

    from factcheck.model.problem import Code, Problem
    from factcheck.spec.document.node import Node
    from factcheck.spec.structure.clean import Cleaner
    from factcheck.spec.structure.form_fault import FormFault
    from factcheck.spec.structure.plain import Path, Plain

_STAND_INS: dict[str, Plain] = {
    "factcheck": "1",
    "claims": {"stand-in": {"not_checkable": "the section is missing"}},
}
_FIXING = frozenset(
    {
        *KEYS, "readings", "not_checkable", "is", "part_of", "missing", "apart", "same",
        "one_for_one", "file", "files", "adds", "vintages", "connection", "table", "resource",
        "partitions",
    }
)  # fmt: skip
"""Keys of which others depend."""
_SOURCE_OF_ROWS = frozenset({"rows", "table", "columns"})
"""The same in ``for_each``."""
MOST = 500
"""So many faults of structure are told; a file with more is not read any further."""
_SHAPES = {
    "string_type": "a text",
    "model_type": "a block of keys",
    "dict_type": "a block of keys",
    "tuple_type": "a list",
    "bool_type": "true or false",
    "enum": "a text",
    "is_instance_of": "a text",
}
_OR_TEXT = {
    "evidence": frozenset({"key", "skip", "fill_down", "ignore", "on"}),
    "statements": frozenset({"figure"}),
    "disputes": frozenset({"under", "using"}),
    "claims": frozenset(
        {
            "figure", "under", "using", "by", "of", "in", "lead", "within", "among", "where",
            "except", "unfiltered", "as_of",
        }
    ),
}  # fmt: skip
"""For each section the keys that take a text where they take a list or a block."""
_TESTS = frozenset({"where", "except", "among"})
"""Keys that hold tests."""
_BLOCK_FOR_LIST = {
    "claims": "give each claim an id, 'my-claim:', and write its keys below it, without '- '",
    "readings": "give each reading a name: 'in 2019: count(table[year = 2019])', without '- '",
    "columns": "write each column as a key, with what is declared of it below: 'n: {unit: people}'",
    "sources": "give each source an id, 'annual-report:', and write its keys below it",
    "evidence": "give each table a name, 'schools:', and write its keys below it",
    "markers": "say what each sign stands for: '..': unknown",
}
"""What to write for the lists that people write where blocks stand."""
_COLUMNS = frozenset({("unpivot", "columns"), ("for_each", "columns")})
"""Lists of columns; those of a table are blocks."""
_ENTRIES_OR_TEXT = frozenset({"readings", "conditions"})
"""Blocks whose every entry is a text or a block."""
_JOINED = re.compile(r"[\w-]+:\S")


class Explainer:
    """The problems of one tree, and the paths of what cannot be used."""

    def __init__(self, root: Mapping, cleaner: Cleaner, lines: Items[str]) -> None:
        self._root = root
        self._cleaner = cleaner
        self._lines = lines
        self.problems: list[Problem] = []
        self.unusable: set[Path] = set()
        self._unknown_keys: dict[Path, list[str]] = {}
        self._blemished = {
            hole[:length]
            for hole in cleaner.holes | cleaner.leaky
            for length in range(len(hole) + 1)
        }
        """Everything in which something was left out already."""

    def _report(self, code: Code, message: str, path: Path, hint: str | None = None) -> None:
        """Note a problem at a key, where the path ends with one."""
        span = key_span(self._root, path)
        self.problems.append(problem_at(code, message, span, self._lines, hint=hint))

    def explain_models(self) -> None:
        """Note what the models refuse."""
        found = plain(self._root)
        assert isinstance(found, dict)
        try:
            FileModel.model_validate({**self._stand_ins(found), **found})
        except ValidationError as refused:
            self._errors(refused.errors(include_url=False))

    def _errors(self, errors: Items[ErrorDetails]) -> None:
        for error in errors:
            if error["type"] == "extra_forbidden":
                path = _without_tags(error["loc"])
                self._unknown_keys.setdefault(path[:-1], []).append(str(path[-1]))
        for error in errors[:MOST]:
            path = _without_tags(error["loc"])
            self._error(error["type"], path, error.get("ctx", {}), error["msg"])
        if len(errors) > MOST:
            raise ProblemsError([*self._cleaner.problems, *self.problems])

    def _stand_ins(self, found: dict[str, Plain]) -> dict[str, Plain]:
        """Report the keys that every file has, and return what to go on with."""
        missing = {key: value for key, value in _STAND_INS.items() if key not in found}
        for key in missing:
            if (key,) in self._cleaner.holes or () in self._cleaner.leaky:
                continue
            if key == "claims":
                message = "the file declares no claims; a run that checks nothing must not pass"
                self._report(NO_CLAIMS, message, (), "add a claim under 'claims:'")
            else:
                message = "the file does not say which version of the language it is written in"
                self._report(MISSING_KEY, message, (), "begin the file with 'factcheck: 1'")
        return missing

    def explain_forms(self) -> None:
        """Note keys that do not go together."""
        claims = self._root.entry("claims")
        faults = [
            *declaration_faults(self._root),
            *claim_faults(claims.node if claims else None, ("claims",)),
        ]
        incomplete = self._incomplete_blocks()
        for fault in faults:
            if fault.path not in incomplete and not self._is_misspelt(fault):
                problem = problem_at(
                    fault.code, fault.message, fault.span, self._lines, hint=fault.hint
                )
                self.problems.append(problem)
            self.unusable.add(fault.path)

    def _incomplete_blocks(self) -> set[Path]:
        """Return the blocks of which a key that fixes the form is reported and left out."""
        holes = self._cleaner.holes | self._cleaner.leaky
        return {
            hole[:length]
            for hole in holes
            for length in range(len(hole) + 1)
            if length == len(hole) or hole[length] in _fixing(hole[:length])
        }

    def _is_misspelt(self, fault: FormFault) -> bool:
        """Return whether a key that is lacking seems to be there under another name."""
        unknown = self._unknown_keys.get(fault.path, ())
        return fault.code is NO_FORM and any(nearest(key, _fixing(fault.path)) for key in unknown)

    def _error(self, kind: str, loc: Path, context: dict[str, Any], said: str) -> None:
        if kind == "missing":
            self._missing(loc)
        elif loc[-1] == "[key]":
            self._refused(loc[:-1], context, loc[:-1])
        elif kind == "extra_forbidden":
            self._unknown(loc)
        else:
            self._value(kind, loc, context, said)

    def _missing(self, loc: Path) -> None:
        path, key = loc[:-1], str(loc[-1])
        self.unusable.add(path)
        if loc in self._cleaner.holes or path in self._cleaner.leaky:
            return
        if nearest(key, self._unknown_keys.get(path, ())):
            return
        self._report(MISSING_KEY, f"{place_at(path)} has no {quoted(key)}", path, f"add '{key}: …'")

    def _unknown(self, loc: Path) -> None:
        place, key = place_at(loc[:-1]), str(loc[-1])
        self.unusable.add(loc)
        message = f"{place} has an unknown key {quoted(key)}"
        elsewhere = belongs_to(place.kind, key)
        self._report(UNKNOWN_KEY, message, loc, elsewhere or did_you_mean(key, place.keys))

    def _value(self, kind: str, loc: Path, context: dict[str, Any], said: str) -> None:
        path, node = existing(self._root, loc)
        self.unusable.add(path)
        if path in self._blemished:
            return
        if kind == "refused":
            self._refused(path, context, path, at_value=True)
        elif kind in _SHAPES:
            self._shape(_SHAPES[kind], path, node)
        elif kind in {"too_short", "dict_too_short"}:
            self._too_short(path)
        else:
            self._report(WRONG_VALUE, said, path)

    def _refused(
        self, path: Path, context: dict[str, Any], key: Path, *, at_value: bool = False
    ) -> None:
        self.unusable.add(key)
        node = existing(self._root, path)[1]
        span = node.span if at_value else key_span(self._root, path)
        problem = problem_at(
            context["code"], context["message"], span, self._lines, hint=context["hint"]
        )
        self.problems.append(problem)

    def _too_short(self, path: Path) -> None:
        if path == ("claims",):
            message = "the file declares no claims; a run that checks nothing must not pass"
            self._report(NO_CLAIMS, message, path, "add a claim under 'claims:'")
            return
        hint = "add an entry, or leave the key out"
        self._report(NO_VALUE, f"{quoted(str(path[-1]))} has nothing under it", path, hint)

    def _test_as_block(self, path: Path, node: Mapping) -> None:
        """Note tests that are written as keys: ``where: {year: 2019}``."""
        tests = ", ".join(
            f"{entry.key.text} = {entry.node.text}"
            for entry in node.entries
            if isinstance(entry.node, Scalar)
        )
        message = f"expected tests for {quoted(str(path[-1]))}, found a block of keys"
        hint = f"write '{path[-1]}: {tests}'" if tests else "write tests: 'where: year = 2019'"
        self.problems.append(problem_at(WRONG_SHAPE, message, node.span, self._lines, hint=hint))

    def _several_wholes(self, path: Path, node: Sequence) -> None:
        """Note a quantity that is declared part of several others."""
        wholes = [each.text for each in node.items if isinstance(each, Scalar)]
        other = wholes[-1] if wholes else "other"
        message = "expected the name of one quantity for 'part_of', found a list"
        hint = (
            "a quantity has one whole: name it here, and say of any other "
            f"'holds: {path[-2]} part of {other}' under 'assumptions', which claims name "
            "under 'under'"
        )
        self.problems.append(problem_at(WRONG_SHAPE, message, node.span, self._lines, hint=hint))

    def _shape(self, wanted: str, path: Path, node: Node) -> None:
        """Note a text for a block and the like, with the traps of YAML that lead there."""
        if wanted != "a text" and _takes_text(path):
            wanted = f"a text or {wanted}"
        found, hint = _found(node)
        if isinstance(node, Scalar) and wanted == "a list":
            hint = f"write it as an item of a list: [{node.text}]"
        if isinstance(node, Sequence) and "block" in wanted:
            hint = _BLOCK_FOR_LIST.get(str(path[-1]), hint)
        elif isinstance(node, Mapping) and path[-1] in _TESTS:
            self._test_as_block(path, node)
            return
        elif isinstance(node, Sequence) and path[-1] == "part_of":
            self._several_wholes(path, node)
            return
        is_flow = isinstance(node, (Sequence, Mapping)) and node.is_flow
        if is_flow and "text" in wanted:
            first = self._lines[node.span.line - 1][node.span.column - 1 :]
            shown = first[: node.span.end_column - node.span.column]
            message = f"expected {wanted}, but {quoted(shown)} is {found} to YAML"
            span_hint = f"put it in quotes: {quoted(shown)}"
            problem = problem_at(FLOW_COMMA, message, node.span, self._lines, hint=span_hint)
        elif isinstance(node, Scalar) and _JOINED.match(node.text):
            message = f"expected {wanted}; the blank after a colon is missing"
            problem = problem_at(
                MISSING_BLANK, message, node.span, self._lines, hint="write 'key: value'"
            )
        else:
            name = quoted(str(path[-1]))
            if isinstance(path[-1], int):
                name = f"an item of {quoted(str(path[-2]))}"
            if path[-2:-1] == ("parts",) or path[-1:] == ("parts",):
                hint = "give each part an id of its own: 'first:' with its keys below it"
            elif path[-2:-1] == ("rows",):
                hint = "write the names of the values too: rows: [{town: Aarau}, {town: Baden}]"
            message = f"expected {wanted} for {name}, found {found}"
            problem = problem_at(WRONG_SHAPE, message, node.span, self._lines, hint=hint)
        self.problems.append(problem)


def _fixing(block: Path) -> frozenset[str]:
    """Return the keys of a block of which others depend."""
    return _SOURCE_OF_ROWS if block[-1:] == ("for_each",) else _FIXING


def _without_tags(loc: Path) -> Path:
    """Return the place of an error without the tags of alternatives, which are no keys."""
    return tuple(step for step in loc if step not in _TAGS)


_TAGS = frozenset({LISTED.tag, NAMED.tag})


def _takes_text(path: Path) -> bool:
    """Return whether a text may stand where a list or a block may."""
    above = path[-2] if len(path) > 1 else None
    is_text_or = path[-1] in _OR_TEXT.get(str(path[0]), ())
    return is_text_or or above in _ENTRIES_OR_TEXT or path[-2:] in _COLUMNS


def _found(node: Node) -> tuple[str, str | None]:
    if isinstance(node, Scalar):
        return f"the text {quoted(node.text)}", "write keys on lines of their own, indented"
    if isinstance(node, Sequence):
        return "a list", None
    return "a block of keys", "a text of several lines stands under >-"
