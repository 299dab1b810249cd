"""Parses S-FEEL: unary tests, and literals by themselves.

The grammar is that of DMN's rules 7 to 18 for simple unary tests, with what newer FEEL adds to
literals, ``@"2019-01-31"`` and ``null``, and its ``=`` and ``!=``. Of functions only those are
read that make a day of literals: ``date("2019-01-31")``, ``date(2019, 1, 31)`` and
``date(date and time("2019-01-31T12:00:00Z"))``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.dates import is_date, ordinal_of
from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.fraction import Fraction
from factcheck.model.near import quoted
from factcheck.model.rubric import ValueKind
from factcheck.rubric.codes import TOO_LARGE, UNREADABLE_TEST
from factcheck.rubric.sfeel.codes import BEYOND_SFEEL
from factcheck.rubric.sfeel.errors import SFeelError
from factcheck.rubric.sfeel.tokens import Token, TokenKind, tokenise
from factcheck.rubric.sfeel.tree import Comparison, Item, Range, Relation, UnaryTests, Value

if TYPE_CHECKING:
    from factcheck.model.problem import Code

MAX_ITEMS = 1_000
"""Items in the list of one entry."""

_ONLY_LITERALS = "only literals of S-FEEL are read"
_LITERALS = 'write a number, a text in double quotes, true, false, null or date("2019-01-31")'
_NAMED = {
    "true": (ValueKind.BOOLEAN, True),
    "false": (ValueKind.BOOLEAN, False),
    "null": (ValueKind.NOTHING, None),
}
_RELATIONS = {each.value: each for each in Relation} | {"<>": Relation.UNEQUAL}
_OPENING = {"[": True, "(": False, "]": False}
_CLOSING = {"]": True, ")": False, "[": False}
_ISO_DAY = len("2019-01-31")
_DAY_OF_TEXT = ("date", "(", TokenKind.TEXT, ")")
_DAY_OF_PARTS = ("date", "(", *(TokenKind.NUMBER, ",") * 2, TokenKind.NUMBER, ")")
_DAY_OF_TIME = ("date", "(", "date", "and", "time", "(", TokenKind.TEXT, ")", ")")
_PART = re.compile(r"[0-9]{1,4}")
_TIME = re.compile(
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?"
    r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
)


def parse_unary_tests(text: str) -> UnaryTests:
    """Return the unary tests that a text is; raise ``SFeelError`` where it is none."""
    return _Parser(text).unary_tests()


def parse_literals(text: str) -> tuple[Value, ...]:
    """Return the literals that a text lists; raise ``SFeelError`` where it lists none."""
    parser = _Parser(text)
    found = [parser.literal()]
    while parser.takes(","):
        found.append(parser.literal())
    parser.expect_end()
    return tuple(found)


def parse_literal(text: str) -> Value:
    """Return the one literal that a text is; raise ``SFeelError`` where it is none."""
    parser = _Parser(text)
    found = parser.literal()
    parser.expect_end()
    return found


class _Parser:
    """Reads the tokens of one text from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokenise(text)
        self._place = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def _peek(self, ahead: int) -> Token:
        return self._tokens[min(self._place + ahead, len(self._tokens) - 1)]

    def _is_sign(self, sign: str, ahead: int = 0) -> bool:
        token = self._peek(ahead)
        return token.kind is TokenKind.SIGN and token.text == sign

    def takes(self, sign: str) -> bool:
        """Whether the next token is a sign; if so it is left behind."""
        if not self._is_sign(sign):
            return False
        self._place += 1
        return True

    def unary_tests(self) -> UnaryTests:
        """Return everything as unary tests."""
        if self._next.kind is TokenKind.END:
            message = "the entry is empty"
            raise self._wrong(UNREADABLE_TEST, message, self._next, "write - for any value")
        if self._is_sign("-") and self._peek(1).kind is TokenKind.END:
            return UnaryTests(None)
        is_negated = self._next.text == "not" and self._is_sign("(", 1)
        if is_negated:
            self._place += 2
        items = self._items()
        if is_negated and not self.takes(")"):
            raise self._unexpected("')' that closes 'not('")
        self.expect_end()
        return UnaryTests(items, is_negated)

    def _items(self) -> tuple[Item, ...]:
        found = [self._item()]
        while self.takes(","):
            found.append(self._item())
            if len(found) > MAX_ITEMS:
                message = f"an entry lists more than {MAX_ITEMS:,} values"
                raise self._wrong(TOO_LARGE, message, self._next)
        return tuple(found)

    def _item(self) -> Item:
        token = self._next
        if token.kind is TokenKind.SIGN and token.text in _RELATIONS:
            self._place += 1
            than = self.literal()
            return Comparison(_RELATIONS[token.text], than, token.start, than.end)
        if token.kind is TokenKind.SIGN and token.text in _OPENING:
            return self._range()
        value = self.literal()
        if self._is_sign(".."):
            message = f"{quoted(self._text.strip())} has no brackets"
            hint = "write [1..5] with both ends, (1..5) without them"
            raise SFeelError(UNREADABLE_TEST, message, value.start, self._next.end, hint)
        return Comparison(Relation.EQUAL, value, value.start, value.end)

    def _range(self) -> Range:
        opening = self._next
        self._place += 1
        lower = self.literal()
        if not self.takes(".."):
            raise self._unexpected("'..' between the ends of an interval")
        upper = self.literal()
        closing = self._next
        if closing.kind is not TokenKind.SIGN or closing.text not in _CLOSING:
            raise self._unexpected("a bracket that closes the interval: ], ) or [")
        self._place += 1
        return Range(
            lower,
            upper,
            _OPENING[opening.text],
            _CLOSING[closing.text],
            opening.start,
            closing.end,
        )

    def expect_end(self) -> None:
        """Raise ``SFeelError`` where something is left."""
        if self._next.kind is not TokenKind.END:
            raise self._unexpected("a comma or the end")

    def literal(self) -> Value:
        """Return the literal that comes next."""
        token = self._next
        match token.kind:
            case TokenKind.NUMBER:
                return self._number(token, sign=1)
            case TokenKind.TEXT:
                self._place += 1
                return Value(ValueKind.TEXT, token.text, token.start, token.end)
            case TokenKind.NAME:
                return self._named(token)
            case TokenKind.SIGN if token.text in {"-", "+"} and (
                self._peek(1).kind is TokenKind.NUMBER
            ):
                self._place += 1
                return self._number(token, sign=-1 if token.text == "-" else 1)
            case TokenKind.SIGN if token.text == "@" and self._peek(1).kind is TokenKind.TEXT:
                return self._day(self._peek(1).text, (token, self._peek(1)))
            case _:
                raise self._unexpected("a literal")

    def _number(self, first: Token, sign: int) -> Value:
        token = self._next
        try:
            number = parse_decimal(token.text)
        except TooLongError as error:
            message = f"{quoted(token.text)}: {error}"
            raise self._wrong(UNREADABLE_TEST, message, token) from error
        assert number is not None
        self._place += 1
        has_sign = self.takes("%")
        if has_sign:
            number /= 100
        self._refuse_calculation(first)
        end = self._tokens[self._place - 1].end
        return Value(ValueKind.NUMBER, number * sign, first.start, end, has_sign)

    def _refuse_calculation(self, first: Token) -> None:
        token = self._next
        if token.kind is TokenKind.SIGN and token.text in {"+", "-", "*", "/", "**"}:
            message = f"{quoted(self._text[first.start :])} calculates; {_ONLY_LITERALS}"
            raise SFeelError(BEYOND_SFEEL, message, first.start, token.end, "write the number")

    def _named(self, token: Token) -> Value:
        if token.text in _NAMED and not self._is_sign("(", 1) and not self._is_sign(".", 1):
            self._place += 1
            kind, found = _NAMED[token.text]
            return Value(kind, found, token.start, token.end)
        day = self._called_day() if token.text == "date" else None
        if day is None:
            raise self._no_literal(token)
        return day

    def _called_day(self) -> Value | None:
        """Return the day of a call of ``date``; ``None`` where its arguments are no literals."""
        tokens = self._ahead(_DAY_OF_TEXT)
        if tokens:
            return self._day(tokens[2].text, tokens)
        tokens = self._ahead(_DAY_OF_PARTS)
        if tokens:
            parts = [each.text for each in tokens[2:7:2]]
            if all(map(_PART.fullmatch, parts)):
                parts = [parts[0].zfill(4), *(each.zfill(2) for each in parts[1:])]
            return self._day("-".join(parts), tokens)
        tokens = self._ahead(_DAY_OF_TIME)
        if tokens:
            text = tokens[6].text
            is_time = _TIME.fullmatch(text, _ISO_DAY) is not None
            return self._day(text[:_ISO_DAY] if is_time else text, tokens)
        return None

    def _ahead(self, pattern: tuple[str | TokenKind, ...]) -> tuple[Token, ...]:
        """Return the tokens that come next if they are these words, signs and kinds, else none."""
        tokens = self._tokens[self._place : self._place + len(pattern)]
        is_so = len(tokens) == len(pattern) and all(
            token.kind is each
            if isinstance(each, TokenKind)
            else token.text == each and token.kind is not TokenKind.TEXT
            for token, each in zip(tokens, pattern, strict=True)
        )
        return tokens if is_so else ()

    def _no_literal(self, token: Token) -> SFeelError:
        """Return the refusal of a name: of a function, a path or another input."""
        place = self._place
        while self._tokens[place].kind is TokenKind.NAME:
            place += 1
        after = self._tokens[place]
        name = self._text[token.start : self._tokens[place - 1].end]
        if after.kind is TokenKind.SIGN and after.text == "(":
            message = f"{quoted(name)} is a function; {_ONLY_LITERALS}"
            return SFeelError(BEYOND_SFEEL, message, token.start, after.end, _LITERALS)
        if after.kind is TokenKind.SIGN and after.text == ".":
            end = self._end_of_path(place)
            message = f"{quoted(self._text[token.start : end])} is a path; {_ONLY_LITERALS}"
            return SFeelError(BEYOND_SFEEL, message, token.start, end, _LITERALS)
        message = f"{quoted(name)} is a name; {_ONLY_LITERALS}"
        hint = f'a text stands in double quotes: "{name[:40]}"'
        return SFeelError(BEYOND_SFEEL, message, token.start, after.start, hint)

    def _end_of_path(self, place: int) -> int:
        while self._tokens[place].kind is TokenKind.NAME or self._tokens[place].text == ".":
            place += 1
        return self._tokens[place - 1].end

    def _day(self, day: str, tokens: tuple[Token, ...]) -> Value:
        """Return the day that a text names, written in the tokens that come next."""
        self._place += len(tokens)
        start = tokens[0].start
        if len(day) == _ISO_DAY and is_date(day) and not day.startswith("0000"):
            return Value(ValueKind.DATE, Fraction(ordinal_of(day)), start, tokens[-1].end)
        is_other = day.startswith(("P", "-P")) or ":" in day
        what = "is a time or a duration" if is_other else "is no day of the calendar"
        code = BEYOND_SFEEL if is_other else UNREADABLE_TEST
        message = f"{quoted(day)} {what}; days are read only"
        end = next(each.end for each in reversed(tokens) if each.text != ")")
        raise SFeelError(code, message, start, end, 'write date("2019-01-31")')

    def _unexpected(self, expected: str) -> SFeelError:
        token = self._next
        if token.kind is TokenKind.END:
            message = f"{quoted(self._text.strip())} ends too early; expected {expected}"
            return self._wrong(UNREADABLE_TEST, message, token)
        shown = quoted(self._text[token.start : token.end])
        if token.kind is TokenKind.SIGN and token.text in _BEYOND:
            message = f"{shown} is {_BEYOND[token.text]}; {_ONLY_LITERALS}"
            return self._wrong(BEYOND_SFEEL, message, token, self._hint_for_question())
        if token.kind is TokenKind.SIGN and token.text in "[(" and self._place:
            message = f"{shown} begins another expression; {_ONLY_LITERALS}"
            return self._wrong(BEYOND_SFEEL, message, token, _LITERALS)
        return self._wrong(UNREADABLE_TEST, f"found {shown}; expected {expected}", token)

    def _hint_for_question(self) -> str:
        """Return what ``? != 47`` and ``? < 5`` are in S-FEEL, else what literals are."""
        if not self._is_sign("?") or self._peek(1).text not in _RELATIONS:
            return _LITERALS
        rest = self._text[self._peek(2).start :].strip()
        relation = _RELATIONS[self._peek(1).text]
        if relation is Relation.UNEQUAL:
            return did_you_mean_not(rest)
        written = rest if relation is Relation.EQUAL else f"{relation.value} {rest}"
        return f"did you mean to write {quoted(written)}?"

    @staticmethod
    def _wrong(code: Code, message: str, token: Token, hint: str | None = None) -> SFeelError:
        return SFeelError(code, message, token.start, token.end, hint)


_BEYOND = {
    "?": "the value of the cell's input in FEEL",
    "{": "a context of FEEL",
    "+": "a calculation",
    "-": "a calculation",
    "*": "a calculation",
    "/": "a calculation",
    "**": "a calculation",
    ".": "a path",
    "@": "a literal of FEEL",
}


def did_you_mean_not(rest: str) -> str:
    """Return the hint for an inequality, which S-FEEL has no sign for."""
    return f"did you mean to write {quoted(f'not({rest})')}?"
