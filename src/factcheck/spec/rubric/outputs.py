"""What a rubric says of rows: the classes it puts them in, a score, or several outputs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.near import listed, quoted
from factcheck.model.rubric import (
    SCORE,
    HitPolicy,
    Output,
    Role,
    RubricClass,
    class_output,
)
from factcheck.rubric.codes import REPEATED, TOO_LARGE
from factcheck.spec.codes import WRONG_VALUE
from factcheck.spec.codes_yaml import COMMENT
from factcheck.spec.document.node import Mapping, Scalar
from factcheck.spec.rubric.codes import OUTCOMES_MISFIT, ROLES
from factcheck.spec.rubric.domains import MAX_VALUES, distinct
from factcheck.spec.rubric.literals import read_literal
from factcheck.spec.rubric.reader import text_of

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.model.rubric import Literal
    from factcheck.model.span import Span
    from factcheck.spec.document.node import Entry
    from factcheck.spec.rubric.reader import Reader

CLASS_KEYS = ("label", "role")
OUTPUT_KEYS = ("values",)
MAX_OUTPUTS = 20

_CLASSES = "list the names of the classes: 'classes: [minor, adult]'"
_OUTPUTS = "name the outputs, each with its values: 'outputs: {status: {values: [yes, no]}}'"
_NUMBER_SIGN = re.compile(r"#\s*(?:#.*)?")
_POLICIES = tuple(each.value for each in HitPolicy)
_MEANT = (
    ("u", "write 'unique'"),
    ("a", "write 'any'"),
    ("p", "write 'priority'"),
    ("f", "write 'first'"),
    ("c", "write 'collect'"),
    ("r", "write 'rule order'"),
    ("o", "write 'output order'"),
    *((sign, f"write 'collect {sign}'") for sign in "+<>"),
    ("#", "write 'collect #', in quotes"),
    *((f"c{sign}", f"write 'collect {sign}'") for sign in "+<>"),
    *((f"collect{sign}", f"write 'collect {sign}'") for sign in "+<>"),
    ("c#", "write 'collect #', in quotes"),
    ("collect#", "write 'collect #', in quotes"),
    ("sum", "write 'collect +'"),
    ("collect sum", "write 'collect +'"),
    ("min", "write 'collect <'"),
    ("collect min", "write 'collect <'"),
    ("max", "write 'collect >'"),
    ("collect max", "write 'collect >'"),
    ("count", "write 'collect #', in quotes"),
    ("collect count", "write 'collect #', in quotes"),
)
"""What DMN and its tools call the policies."""
_ORDERED = frozenset({HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER})
_CALCULATED = frozenset({HitPolicy.SUM, HitPolicy.MINIMUM, HitPolicy.MAXIMUM})


class Given(NamedTuple):
    """What the rules of a rubric may give."""

    outputs: tuple[Output, ...] | None
    """``None`` where they cannot be read."""
    classes: tuple[RubricClass, ...] = ()
    spans: tuple[Span, ...] = ()
    """The places of the classes."""

    @property
    def is_score(self) -> bool:
        """Whether rules give numbers, and no outputs are declared."""
        return self.outputs is not None and self.outputs == (Output(SCORE),) and not self.spans


def read_policy(reader: Reader, root: Mapping) -> HitPolicy:
    """Return the hit policy of a rubric."""
    entry = root.entry("hit_policy")
    if entry is None:
        return HitPolicy.UNIQUE
    node = entry.node
    is_cut = (
        isinstance(node, Scalar)
        and node.text == HitPolicy.COLLECT.value
        and _NUMBER_SIGN.fullmatch(node.comment or "") is not None
    )
    if is_cut:
        message = "a '#' after a blank begins a comment, so 'hit_policy' is 'collect'"
        hint = "put it in quotes: 'collect #'"
        reader.report(COMMENT, message, node.span, hint)
        return HitPolicy.NUMBER
    found = reader.choice(root, "hit_policy", _POLICIES, _MEANT)
    return HitPolicy.UNIQUE if found is None else HitPolicy(found)


def read_given(
    reader: Reader, root: Mapping, policy: HitPolicy, class_keys: tuple[str, ...] = CLASS_KEYS
) -> Given:
    """Return what rules may give: classes, a score, or values of several outputs.

    ``class_keys`` are the keys that a class may have.
    """
    classes, outputs = root.entry("classes"), root.entry("outputs")
    if classes is not None and outputs is not None:
        message = "a rubric has 'classes' or 'outputs', not both"
        hint = "rows of a table are put into 'classes'; 'outputs' are for tables from DMN"
        reader.report(OUTCOMES_MISFIT, message, outputs.key.span, hint)
        return Given(None)
    if outputs is not None:
        return _outputs(reader, outputs, policy)
    if classes is not None and policy in _CALCULATED:
        message = f"the hit policy {quoted(policy.value)} calculates with numbers; these are none"
        hint = "leave 'classes' out and write numbers under 'then:', or choose another policy"
        reader.report(OUTCOMES_MISFIT, message, classes.key.span, hint)
        return Given(None)
    if classes is None and policy.is_score:
        return Given((Output(SCORE),))
    return _classes(reader, root, class_keys)


def _classes(reader: Reader, root: Mapping, class_keys: tuple[str, ...]) -> Given:
    node = reader.require(root, "classes", "the rubric", _CLASSES)
    if isinstance(node, Mapping):
        return _described(reader, node, class_keys)
    items = reader.names(node, "'classes'", _CLASSES)
    names = None if items is None else distinct(reader, items, "'classes'")
    if node is None or items is None or names is None or not _are_several(reader, names, node.span):
        return Given(None)
    spans = tuple({item.value: item.span for item in items}.values())
    return Given((class_output(names),), tuple(map(RubricClass, names)), spans)


def _are_several(reader: Reader, names: tuple[str, ...], span: Span) -> bool:
    if len(names) == 1:
        reader.report(WRONG_VALUE, "one class tells nothing apart", span, _CLASSES)
    return len(names) > 1


def _described(reader: Reader, block: Mapping, class_keys: tuple[str, ...]) -> Given:
    """Return classes that have labels or roles below their names."""
    keys = [text_of(entry.key) for entry in block.entries]
    names = distinct(reader, keys, "'classes'")
    if names is None:
        return Given(None)
    if not names:
        reader.report(WRONG_VALUE, "'classes' is an empty block", block.span, _CLASSES)
    elif _are_several(reader, names, block.span):
        classes = tuple(
            _class(reader, name.value, entry, class_keys)
            for name, entry in zip(keys, block.entries, strict=True)
        )
        _check_roles(reader, block)
        return Given((class_output(names),), classes, tuple(each.span for each in keys))
    return Given(None)


def _class(reader: Reader, name: str, entry: Entry, keys: tuple[str, ...]) -> RubricClass:
    where = f"the class {quoted(name)}"
    block = reader.block(entry.node, where, f"write '{keys[0]}:' or '{keys[1]}:' below it")
    if block is None:
        return RubricClass(name)
    reader.check_keys(block, keys, where)
    role = reader.choice(block, "role", tuple(each.value for each in Role))
    return RubricClass(
        name,
        reader.words(block, "label"),
        None if role is None else Role(role),
        _rating(reader, block),
    )


def _rating(reader: Reader, block: Mapping) -> Fraction | None:
    """Return the number that a label stands for; report what is none."""
    found = reader.text(block, "rating")
    if found is None:
        return None
    try:
        number = parse_decimal(found.value)
    except TooLongError as error:
        reader.report(WRONG_VALUE, f"'rating' is {quoted(found.value)}: {error}", found.span)
        return None
    if number is None:
        message = f"'rating' is {quoted(found.value)}, which is no number"
        reader.report(WRONG_VALUE, message, found.span, "write a number: 'rating: 5'")
    return number


def _check_roles(reader: Reader, block: Mapping) -> None:
    """Report the first class without a role where others have one."""
    without = [
        entry.key
        for entry in block.entries
        if not isinstance(entry.node, Mapping) or entry.node.entry("role") is None
    ]
    if 0 < len(without) < len(block.entries):
        message = f"the class {quoted(text_of(without[0]).value)} has no role, and others have one"
        hint = f"give every class a role: {listed(each.value for each in Role)}"
        reader.report(ROLES, message, without[0].span, hint)


def _outputs(reader: Reader, entry: Entry, policy: HitPolicy) -> Given:
    block = reader.block(entry.node, "'outputs'", _OUTPUTS)
    if block is None:
        return Given(None)
    if not block.entries:
        reader.report(WRONG_VALUE, "'outputs' is an empty block", block.span, _OUTPUTS)
        return Given(None)
    if len(block.entries) > MAX_OUTPUTS:
        message = f"the rubric has {len(block.entries)} outputs; the limit is {MAX_OUTPUTS}"
        reader.report(TOO_LARGE, message, block.entries[MAX_OUTPUTS].key.span)
        return Given(None)
    found = tuple(_output(reader, each) for each in block.entries)
    _check_outputs(reader, found, policy, entry.key.span)
    return Given(found)


def _check_outputs(
    reader: Reader, found: tuple[Output, ...], policy: HitPolicy, span: Span
) -> None:
    if policy.is_score and len(found) > 1:
        message = f"the hit policy {quoted(policy.value)} gives one number for one output"
        hint = "tables with several outputs can only 'collect', without an operator"
        reader.report(OUTCOMES_MISFIT, message, span, hint)
    if policy in _ORDERED and not any(each.values for each in found):
        message = f"the hit policy {quoted(policy.value)} needs the order of the outputs' values"
        hint = "list them, the most important first: 'values: [high, low]'"
        reader.report(OUTCOMES_MISFIT, message, span, hint)


def _output(reader: Reader, entry: Entry) -> Output:
    name = text_of(entry.key).value
    where = f"the output {quoted(name)}"
    block = reader.block(entry.node, where, "write 'values:' below it, or '{}'")
    if block is None:
        return Output(name)
    reader.check_keys(block, OUTPUT_KEYS, where)
    values = block.entry("values")
    items = None if values is None else reader.items(values.node, "'values'", _OUTPUTS)
    if items is None:
        return Output(name)
    if len(items) > MAX_VALUES:
        message = f"{where} has {len(items):,} values; the limit is {MAX_VALUES}"
        reader.report(TOO_LARGE, message, items[MAX_VALUES].span)
        return Output(name)
    found: dict[Literal, None] = {}
    for item in items:
        literal = read_literal(reader, item, "an item of 'values'")
        if literal is None:
            continue
        if literal in found:
            message = f"{where} has {quoted(literal.text)} twice"
            reader.report(REPEATED, message, item.span, "remove one of the two")
        found[literal] = None
    return Output(name, tuple(found))
