"""Events of the YAML parser to nodes, within limits, with what YAML allows and we do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from msgspec.structs import replace
from yaml import MarkedYAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from factcheck.model.near import quoted
from factcheck.model.problem import ProblemsError
from factcheck.spec.codes_yaml import (
    ANCHOR,
    DUPLICATE_KEY,
    FIRST_CHARACTER,
    HIDDEN_CHARACTER,
    KEY_NO_TEXT,
    MERGE_KEY,
    SECOND_DOCUMENT,
    TAG,
    TOO_DEEP,
    TOO_LARGE,
)
from factcheck.spec.document.decode import described, hidden_places
from factcheck.spec.document.flow import check_key_without_colon, check_sequence
from factcheck.spec.document.marks import end_of, mark_of, start_of
from factcheck.spec.document.node import Entry, Mapping, Node, Scalar, Sequence, Style
from factcheck.spec.document.quotes import swallowed_line, unclosed_quote
from factcheck.spec.located import problem_at

if TYPE_CHECKING:
    from yaml.events import Event

    from factcheck.model.problem import Code, Problem
    from factcheck.model.span import Span
    from factcheck.spec.document.marks import Mark
    from factcheck.spec.document.source import Source

MAX_DEPTH = 32
MAX_NODES = 100_000

_STYLES = {"": Style.PLAIN, "'": Style.QUOTED, '"': Style.QUOTED}
_PARSER_TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml, since it has a limit of its own, says before it hands over any event."""
_WIDTH_GIVEN = re.compile(r"[|>][+-]?\d")
_COMMENT = re.compile(r"\s+(#.*)|(?<=:)(#.*)")


class SyntaxFaultError(Exception):
    """The YAML parser gave up.

    ``last`` is the event before, ``opened`` where the list or mapping began that ended last, and
    ``flow`` where the outermost bracket stands that is still open.
    """

    def __init__(self, fault: MarkedYAMLError, composer: _Composer) -> None:
        self.fault = fault
        self.last = composer.last
        self.opened = composer.opened
        self.flow = composer.flow
        self.problems = composer.problems
        super().__init__(str(fault))


def compose(source: Source) -> tuple[Node | None, list[Problem]]:
    """Return the tree of a file, ``None`` where it holds nothing, and what is wrong with it.

    Raises ``SyntaxFaultError`` where the parser gives up and ``ProblemsError`` past a limit.
    """
    composer = _Composer(source)
    try:
        root = composer.document()
    except MarkedYAMLError as fault:
        if fault.problem == _PARSER_TOO_DEEP:
            mark = mark_of(fault)
            raise composer.too_deep(source.place(mark.line, mark.column)) from fault
        raise SyntaxFaultError(fault, composer) from fault
    return root, composer.problems


class _Composer:
    """The state of one pass over the events."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.last: Event | None = None
        self.opened: Mark | None = None
        self.flow: Mark | None = None
        self._parser = CParser("\n".join(source.lines))
        self._nodes = 0
        self._has_anchor = False

    def report(self, code: Code, message: str, span: Span, hint: str | None = None) -> None:
        """Note a problem."""
        self.problems.append(problem_at(code, message, span, self.source.original, hint=hint))

    def _next(self) -> Event:
        event = self._parser.get_event()
        assert event is not None
        self.last = event
        return event

    def document(self) -> Node | None:
        """Return the tree of the first document."""
        self._next()
        start = self._next()
        if isinstance(start, StreamEndEvent):
            return None
        root = self._node(self._next(), 1, -1)
        self._next()
        after = self._next()
        if isinstance(after, DocumentStartEvent):
            message = f"a second YAML document begins here; a {self.source.kind.one} is one"
            hint = "put what follows '---' in a file of its own"
            span = self.source.place(start_of(after).line, start_of(after).column, 3)
            self.report(SECOND_DOCUMENT, message, span, hint)
        return root

    def _node(self, event: Event, depth: int, parent_column: int) -> Node:
        self._check_limits(event, depth)
        if isinstance(event, AliasEvent):
            return self._alias(event)
        self._check_properties(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, parent_column)
        assert isinstance(event, (SequenceStartEvent, MappingStartEvent))
        is_outermost = bool(event.flow_style) and self.flow is None
        if is_outermost:
            self.flow = start_of(event)
        node = (
            self._sequence(event, depth)
            if isinstance(event, SequenceStartEvent)
            else self._mapping(event, depth)
        )
        if is_outermost:
            self.flow = None
        return node

    def _check_limits(self, event: Event, depth: int) -> None:
        self._nodes += 1
        span = self.source.span(start_of(event), end_of(event))
        if self._nodes > MAX_NODES:
            message = f"the file has more than {MAX_NODES:,} keys and values"
            self.report(TOO_LARGE, message, span, self.source.kind.divide)
            raise ProblemsError(self.problems)
        is_collection = isinstance(event, (SequenceStartEvent, MappingStartEvent))
        if is_collection and depth > MAX_DEPTH:
            raise self.too_deep(span)

    def too_deep(self, span: Span) -> ProblemsError:
        """Return the error of a file that is nested past the limit."""
        message = f"this is nested deeper than {MAX_DEPTH} levels"
        self.report(TOO_DEEP, message, span, f"a {self.source.kind.one} needs about a dozen levels")
        return ProblemsError(self.problems)

    def _alias(self, event: AliasEvent) -> Scalar:
        span = self.source.span(start_of(event), end_of(event))
        word = f"*{event.anchor}"
        if not self._has_anchor:
            message = f"{quoted(word)} is a YAML alias, which {self.source.kind.many} do not use"
            self.report(ANCHOR, message, span, _quote_it("*"))
        self._has_anchor = True
        return Scalar(word, span, span, is_doubtful=True)

    def _check_properties(self, event: Event) -> None:
        """Report an anchor or a tag before a value."""
        files = self.source.kind.many
        anchor = getattr(event, "anchor", None)
        tag = getattr(event, "tag", None)
        mark = start_of(event)
        written = self.source.line(mark.line)[mark.column :].split(" ")[0].rstrip(",]}")
        span = self.source.place(mark.line, mark.column, len(written) or 1)
        if anchor is not None and not self._has_anchor:
            message = f"{quoted(written)} is a YAML anchor, which {files} do not use"
            self.report(ANCHOR, message, span, _quote_it("&"))
            self._has_anchor = True
        if tag is not None:
            message = f"{quoted(written)} is a YAML tag, which {files} do not use"
            self.report(TAG, message, span, _quote_it("!"))

    def _scalar(self, event: ScalarEvent, parent_column: int) -> Scalar:
        style = _STYLES.get(event.style or "", Style.BLOCK)
        span = self.source.span(start_of(event), end_of(event))
        is_doubtful = (
            event.anchor is not None or event.tag is not None
            or self.source.is_doubtful(start_of(event))
        )  # fmt: skip
        if style is Style.QUOTED:
            is_doubtful |= self._check_quoted(event, span, parent_column)
        if style is Style.BLOCK:
            is_doubtful |= self._check_block_header(start_of(event))
        comment = self._comment_after(end_of(event)) if style is Style.PLAIN else None
        inner = self._inner(event, style, span)
        return Scalar(event.value, span, inner, style, comment, is_doubtful)

    def _check_quoted(self, event: ScalarEvent, span: Span, parent_column: int) -> bool:
        """Report a quoted text that swallows keys, or that escapes a hidden character."""
        for place in hidden_places(event.value.replace("\n", " ")):
            message = f"this text holds {described(event.value[place])}, written as an escape"
            self.report(HIDDEN_CHARACTER, message, span, "leave the character out")
            break
        swallowed = swallowed_line(self.source, event, parent_column)
        if swallowed is None:
            return False
        self.problems.append(unclosed_quote(self.source, start_of(event), swallowed))
        return True

    def _check_block_header(self, mark: Mark) -> bool:
        """Report ``>5``: to YAML a block of text indented by five, to its author a figure."""
        header = self.source.line(mark.line)[mark.column :]
        if not _WIDTH_GIVEN.match(header):
            return False
        shown = header.split(" #")[0].rstrip()
        message = f"the value begins with '{header[0]}', which begins a block of text in YAML"
        span = self.source.place(mark.line, mark.column, len(shown))
        self.report(FIRST_CHARACTER, message, span, f"put the value in quotes: {quoted(shown)}")
        return True

    def _comment_after(self, mark: Mark) -> str | None:
        match = _COMMENT.match(self.source.line(mark.line), mark.column)
        return None if match is None else match[1] or match[2]

    def _inner(self, event: ScalarEvent, style: Style, span: Span) -> Span:
        """Return the place of a scalar's own first character."""
        start, end = start_of(event), end_of(event)
        if style is Style.PLAIN:
            return span
        if style is Style.QUOTED:
            begin = self.source.place(start.line, start.column + 1)
            last = self.source.place(end.line, end.column - 1)
            return type(span)(span.file, begin.line, begin.column, last.line, last.column)
        number = start.line + 1
        while number < end.line and not self.source.line(number).strip():
            number += 1
        line = self.source.line(number)
        column = len(line) - len(line.lstrip())
        if number >= end.line and not line[column:]:
            return span
        return self.source.place(number, column, len(line) - column)

    def _sequence(self, event: SequenceStartEvent, depth: int) -> Sequence:
        items: list[Node] = []
        column = start_of(event).column
        end = self._next()
        while not isinstance(end, SequenceEndEvent):
            items.append(self._node(end, depth + 1, -1 if event.flow_style else column))
            end = self._next()
        self.opened = start_of(event)
        span = self.source.span(start_of(event), end_of(end))
        is_flow = bool(event.flow_style)
        problem = check_sequence(self.source, items) if is_flow else None
        if problem is not None:
            self.problems.append(problem)
        return Sequence(tuple(items), span, is_flow, problem is not None)

    def _mapping(self, event: MappingStartEvent, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        is_doubtful = False
        column = -1 if event.flow_style else start_of(event).column
        end = self._next()
        while not isinstance(end, MappingEndEvent):
            key_event, key = end, self._node(end, depth + 1, column)
            value_event = self._next()
            node = self._node(value_event, depth + 1, column)
            end = self._next()
            split = None
            if event.flow_style and isinstance(key_event, ScalarEvent):
                split = check_key_without_colon(self.source, key_event, value_event)
            if split is not None:
                self.problems.append(split)
                _doubt_last(entries)
                is_doubtful = True
            elif isinstance(key, Scalar) and not key.is_doubtful:
                self._add(entries, key, node)
            else:
                is_doubtful |= self._refuse_key(key)
        self.opened = start_of(event)
        span = self.source.span(start_of(event), end_of(end))
        return Mapping(tuple(entries.values()), span, bool(event.flow_style), is_doubtful)

    def _refuse_key(self, key: Node) -> bool:
        if isinstance(key, Scalar):
            return True
        message = "a key is a text; found a list or a mapping in brackets"
        self.report(KEY_NO_TEXT, message, key.span, "put the key in quotes")
        return True

    def _add(self, entries: dict[str, Entry], key: Scalar, node: Node) -> None:
        """Keep an entry unless its key is empty, a merge or there already."""
        text = normalize("NFC", key.text)
        if key.style is Style.PLAIN and text == "<<":
            message = f"'<<' merges keys from elsewhere; {self.source.kind.many} do not use it"
            self.report(MERGE_KEY, message, key.span, "write the keys out")
        elif key.is_missing and text == "":
            self.report(KEY_NO_TEXT, "found a colon without a key before it", key.span)
        elif text in entries:
            first = entries[text].key.span
            message = (
                f"the key {quoted(text)} is given twice: on line {first.line} "
                f"and again on line {key.span.line}"
            )
            self.report(DUPLICATE_KEY, message, key.span, "rename one of the two, or remove it")
        else:
            named = Scalar(text, key.span, key.inner, key.style)
            entries[text] = Entry(named, node)


def _doubt_last(entries: dict[str, Entry]) -> None:
    """Mark the value that a comma cut off."""
    if entries:
        name, entry = entries.popitem()
        entries[name] = replace(entry, node=replace(entry.node, is_doubtful=True))


def _quote_it(sign: str) -> str:
    return f"a text that begins with '{sign}' stands in quotes"
