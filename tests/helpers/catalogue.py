"""What the source tells for people, and the catalogues of reports held against it.

``python tests/helpers/catalogue.py`` brings every catalogue into order: entries sorted, those of
texts that are gone left out, and an empty one added for each text without a translation.
"""

from __future__ import annotations

import ast
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from factcheck.model.formats import LANGUAGES, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "factcheck"
TEXTS = SOURCES / "report" / "texts"
TRANSLATED = tuple(language for language in LANGUAGES if language != SOURCE)

PLURALS = {"de": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}
"""How gettext chooses between the texts of a number; versions of Babel differ in this."""

Told = str | tuple[str, str]
"""A template, or the two of a number."""
_ARGUMENTS = {"told": 1, "told_count": 3}
_BY_LISTS = frozenset({"{most} and {last}", "{most} or {last}", ": ", "; "})
"""What ``told_list`` and ``told_choice`` tell, and signs between texts that differ by language."""


def told_in(source: str, file: str) -> Iterator[Told]:
    """Yield what a module tells; raises ``ValueError`` for a template that is no literal."""
    tree = ast.parse(source)
    names = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "factcheck.model.told"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            if name in names and name in _ARGUMENTS:
                texts = [_literal(each, file) for each in node.args[: _ARGUMENTS[name]][-2:]]
                yield texts[0] if len(texts) == 1 else (texts[0], texts[1])


def _literal(node: ast.expr, file: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"{file}:{node.lineno}: the template is no literal")


def all_told() -> list[Told]:
    """Return everything that the source tells, each once, in order."""
    found = {
        each
        for path in sorted(SOURCES.rglob("*.py"))
        for each in told_in(path.read_text(encoding="utf-8"), path.as_posix())
    }
    return sorted(found | _BY_LISTS, key=_key)


def _key(told: Told) -> str:
    return told if isinstance(told, str) else told[0]


def catalogue_of(language: str) -> Catalog:
    """Return a catalogue as it is in the repository; an empty one where there is none."""
    path = TEXTS / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def in_order(language: str) -> bytes:
    """Return a catalogue with one entry for each text that is told, in order."""
    old, new = catalogue_of(language), Catalog(locale=language, fuzzy=False)
    new.mime_headers = [("Plural-Forms", PLURALS[language])]
    for each in all_told():
        message = old.get(_key(each))
        same = message is not None and message.id == each
        new.add(each, message.string if message is not None and same else None)
    sheet = io.BytesIO()
    write_po(sheet, new, omit_header=True, width=0)
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
        f'"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {PLURALS[language]}\\n"\n\n'
    )
    return head.encode() + sheet.getvalue()


def main() -> None:
    """Write all catalogues in order, and say how many texts wait for a translation."""
    TEXTS.mkdir(exist_ok=True)
    for language in TRANSLATED:
        text = in_order(language)
        (TEXTS / f"{language}.po").write_bytes(text)
        waiting = [each.id for each in catalogue_of(language) if each.id and not _is_done(each)]
        sys.stdout.write(
            f"{language}: {len(waiting)} of {len(all_told())} texts are not translated\n"
        )


def _is_done(message: object) -> bool:
    text = getattr(message, "string", None)
    return all(text) if isinstance(text, tuple) else bool(text)


if __name__ == "__main__":
    main()
