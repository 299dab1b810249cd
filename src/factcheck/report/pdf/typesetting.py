"""Documents and pictures by typst, in memory: no file is opened, and no address."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from factcheck.model.formats import SOURCE
from factcheck.model.told import told
from factcheck.report.formats import MissingExtraError
from factcheck.report.language import in_language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from factcheck.report.pdf.plain import Document

STANDARDS = ["a-2a", "ua-1"]
"""What the document is: a PDF for archives, and one that everybody can read, wholly tagged.

Typst writes none that it finds not to be.
"""
TIMESTAMP = 315_532_800
"""The date that PDF/A asks for, 1 January 1980: the same report gives the same bytes."""

_SHARPNESS = 200.0
"""Pixels of a picture per inch."""
_PICTURES = b"""
#set page(width: auto, height: auto, margin: 0pt)
#for each in json("pictures.json") { page(image(bytes(each), format: "svg")) }
"""
_TRIED = b"""
#set document(title: "pictures")
#for each in json("pictures.json") { page(image(bytes(each), format: "svg", alt: "picture")) }
"""
_TOGETHER = 64
"""Pictures drawn at once: faster than one by one, and in little memory."""
_CONTROLS = range(0x2400, 0x2420)
"""Pictures of control characters, as ``visible.one_line`` shows them."""
_TRIES = 3
_NUMBER = re.compile(r"\\u\{([0-9a-f]+)\}")
# What typst surely has letters for.
_UNSURE = re.compile("[^\x20-\x7e\xa0-\xac\xae-\xff\u202f–—‘’“”„…•≠⟨⟩]")


def typeset(document: Document, language: str = SOURCE) -> bytes:
    """Return a document in a language as a PDF.

    PDF/A demands a letter for every sign, and typst brings those of European scripts and some
    others. What has none is shown by its number in Unicode. Raises ``MissingExtraError`` where
    typst is not installed.
    """
    typst = _typst("pdf")
    text = json.dumps(document, ensure_ascii=False)
    missing: set[str] = set()
    for _ in range(_TRIES):
        try:
            return _compiled(typst, _with_numbers(text, missing, language))
        except typst.TypstError as error:
            found = _without_letters(error.diagnostic)
            if found <= missing:
                break
            missing |= found
    return _compiled(typst, _with_numbers(text, set(_UNSURE.findall(text)), language))


def lacking_in_pictures(svgs: Sequence[str]) -> dict[int, str]:
    """Return the signs in SVGs that a picture has no letters for, with what is to stand there.

    Keys are numbers of signs, as ``str.translate`` takes them. There are none where typst is not
    installed.
    """
    unsure = [svg for svg in svgs if _UNSURE.search(svg)]
    missing: set[str] = set()
    starts = range(0, len(unsure), _TOGETHER)
    for start in starts:
        missing |= _missing_in(unsure[start : start + _TOGETHER])
    return _numbers(missing)


def _missing_in(svgs: Sequence[str]) -> set[str]:
    """Return the signs without letters: typst says so of a PDF for archives, and of no picture."""
    try:
        typst = _typst("docx")
    except MissingExtraError:
        return set()
    missing: set[str] = set()
    for _ in range(_TRIES):
        found = _named_missing(typst, [svg.translate(_numbers(missing)) for svg in svgs])
        if found is None:
            return missing
        if found <= missing:
            break
        missing |= found
    # What else such a PDF needs, a picture does not; but that typst names no sign is no proof.
    return missing or {sign for svg in svgs for sign in _UNSURE.findall(svg)}


def _named_missing(typst: ModuleType, svgs: Sequence[str]) -> set[str] | None:
    """Return the signs that typst names as being without letters; ``None`` where all is well."""
    try:
        typst.compile(
            {"main.typ": _TRIED, "pictures.json": json.dumps(svgs).encode()},
            ignore_system_fonts=True,
            pdf_standards=STANDARDS[:1],
            timestamp=TIMESTAMP,
        )
    except typst.TypstError as error:
        return _without_letters(error.diagnostic)
    return None


def pictures(svgs: Sequence[str]) -> list[bytes] | None:
    """Return SVGs as PNGs; ``None`` where typst is not installed."""
    try:
        typst = _typst("docx")
    except MissingExtraError:
        return None
    starts = range(0, len(svgs), _TOGETHER)
    return [png for start in starts for png in _drawn(typst, svgs[start : start + _TOGETHER])]


def _drawn(typst: ModuleType, svgs: Sequence[str]) -> list[bytes]:
    made = typst.compile(
        {"main.typ": _PICTURES, "pictures.json": json.dumps(svgs).encode()},
        format="png",
        ppi=_SHARPNESS,
        ignore_system_fonts=True,
        timestamp=TIMESTAMP,
    )
    return [made] if isinstance(made, bytes) else list(made)


def _typst(format_name: str) -> ModuleType:
    try:
        import typst
    except ImportError as error:
        raise MissingExtraError(format_name, "pdf") from error
    return typst


def _compiled(typst: ModuleType, memo: str) -> bytes:
    made = typst.compile(
        {"main.typ": _template(), "memo.json": memo.encode()},
        ignore_system_fonts=True,
        pdf_standards=STANDARDS,
        timestamp=TIMESTAMP,
    )
    return bytes(made)


@cache
def _template() -> bytes:
    return files("factcheck.report.pdf").joinpath("memo.typ").read_bytes()


def _without_letters(diagnostic: str) -> set[str]:
    """Return the signs that typst says it has no letters for, and those that PDF/A forbids.

    Of a letter with a mark it names both; letters of plain English are never missing.
    """
    lines = [line for line in diagnostic.splitlines() if line.startswith("error")]
    numbered = {chr(int(each, 16)) for line in lines for each in _NUMBER.findall(line)}
    shown = {sign for line in lines for sign in line}
    return {sign for sign in numbered | shown if not sign.isascii()}


def _with_numbers(text: str, signs: set[str], language: str) -> str:
    """Return the JSON of a document with signs as numbers, and a note on that in it."""
    if not signs:
        return text
    numbers = _numbers(signs)
    note = told(
        "This document has no letters for some signs. "
        "They stand here as their numbers in Unicode, such as {number}.",
        number=numbers[min(numbers)],
    )
    noted = {**json.loads(text), "note": in_language(note, language)}
    return json.dumps(noted, ensure_ascii=False).translate(numbers)


def _numbers(signs: set[str]) -> dict[int, str]:
    """Return what stands for signs without letters, the lowest first."""
    return {ord(sign): f"⟨U+{_number_of(sign):04X}⟩" for sign in sorted(signs)}


def _number_of(sign: str) -> int:
    """Return the number of a sign; the picture of a control character stands for that one."""
    number = ord(sign)
    return number - _CONTROLS.start if number in _CONTROLS else number
