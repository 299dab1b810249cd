"""Bytes of a file to its lines of text: size, encoding and characters that hide something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.problem import ProblemsError
from factcheck.spec.codes_yaml import EMPTY_FILE, ENCODING, HIDDEN_CHARACTER, TOO_LARGE
from factcheck.spec.document.kind import CLAIM_FILE
from factcheck.spec.located import problem_at, spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.problem import Problem
    from factcheck.spec.document.kind import FileKind

MAX_BYTES = 2 * 1024 * 1024

_UTF8_MARK = b"\xef\xbb\xbf"
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SAVE = "save the file as UTF-8"
_LINE_END = re.compile(r"\r\n|\r|\n")
_STAND_IN = "\ufffd"

_JOINERS = "\u200c\u200d"
_HIDDEN = re.compile(
    # controls but tab; soft hyphen, fillers; zero-width; direction; line separators of Unicode;
    # invisible operators; marks in mid-file, noncharacters and tags
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
_ABOVE_GREEK = 0x0500
"""Joiners are part of the spelling in scripts and emoji beyond Latin, Greek and Cyrillic."""
_MOST = 20
_KINDS = (
    ("\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069", "turns the direction of writing"),
    ("\u0085\u2028\u2029", "is a line end that only some programs see"),
    ("\u00ad\u034f\u115f-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f", "cannot be seen"),
)


def decode(
    data: bytes, file: str, kind: FileKind = CLAIM_FILE
) -> tuple[tuple[str, ...], list[Problem]]:
    """Return a file's lines and the problems of its characters.

    A character that may not stand in such a file is replaced, so that reading can go on and
    find what else is wrong. Raises ``ProblemsError`` for a file that is empty, too large or not
    UTF-8.
    """
    if len(data) > MAX_BYTES:
        # Of something endless only the first bytes were read, so that their number says nothing.
        message = f"the file has more than {MAX_BYTES:,} bytes, which is the most for a {kind.one}"
        hint = kind.divide
        raise ProblemsError([problem_at(TOO_LARGE, message, spot(file, 1, 1), (), hint=hint)])
    lines = tuple(_LINE_END.split(_text(data, file)))
    if not any(line.strip() for line in lines):
        message = f"the file is empty; expected a {kind.one} that begins with '{kind.begins}'"
        raise ProblemsError([problem_at(EMPTY_FILE, message, spot(file, 1, 1), lines)])
    return _without_hidden(lines, file)


def _text(data: bytes, file: str) -> str:
    body = data.removeprefix(_UTF8_MARK)
    wide = _wide_encoding(data)
    if wide is not None:
        raise _not_utf8(f"the file is {wide}; expected UTF-8", file)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _LINE_END.split(body[: error.start].decode("utf-8"))
        found = f"0x{body[error.start]:02X}"
        message = (
            f"found the byte {found}, which is not UTF-8; the file looks like Latin-1 or "
            "Windows-1252"
        )
        line = _LINE_END.split(body.decode("utf-8", "replace"))[len(before) - 1]
        raise _not_utf8(message, file, len(before), len(before[-1]) + 1, line) from error


def _wide_encoding(data: bytes) -> str | None:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is not None:
        return marked
    start = data[:4]
    return "UTF-16 without a byte order mark" if start[:2].count(0) == 1 else None


def _not_utf8(
    message: str, file: str, line: int = 1, column: int = 1, text: str = ""
) -> ProblemsError:
    lines = ("",) * (line - 1) + (text,)
    return ProblemsError(
        [problem_at(ENCODING, message, spot(file, line, column), lines, hint=_SAVE)]
    )


def _without_hidden(lines: tuple[str, ...], file: str) -> tuple[tuple[str, ...], list[Problem]]:
    if all(line.isascii() and line.isprintable() for line in lines):
        return lines, []
    problems: list[Problem] = []
    clean = list(lines)
    for number, line in enumerate(lines):
        for place in hidden_places(line):
            clean[number] = clean[number][:place] + _STAND_IN + clean[number][place + 1 :]
            message = f"found {described(line[place])}"
            hint = "delete it, or type the word anew instead of pasting it"
            span = spot(file, number + 1, place + 1)
            problems.append(problem_at(HIDDEN_CHARACTER, message, span, lines, hint=hint))
            if len(problems) >= _MOST:
                raise ProblemsError(problems)
    return tuple(clean), problems


def hidden_places(text: str) -> Iterator[int]:
    """Yield where a text holds a character that cannot be seen or turns its direction."""
    for match in _HIDDEN.finditer(text):
        place = match.start()
        is_spelling = match[0] in _JOINERS and ord(text[place - 1 : place] or " ") > _ABOVE_GREEK
        if not is_spelling:
            yield place


def described(character: str) -> str:
    """Return a hidden character's code point and what is wrong with it."""
    why = next(
        (why for members, why in _KINDS if re.match(f"[{members}]", character)),
        "is a control character",
    )
    return f"U+{ord(character):04X}, which {why}"
