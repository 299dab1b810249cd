"""The shapes that values of a claim file may have, as patterns that JSON Schema knows too."""

from __future__ import annotations

from typing import Any

SCALAR = ["string", "number", "boolean"]
"""JSON types of a text: editors read ``2018`` as a number and ``true`` as a truth value."""
TEXT_SCHEMA: dict[str, Any] = {"type": SCALAR, "pattern": r"\S"}

# Beyond ASCII these let more through than a name may have; names.py looks closer.
NAME = r"^[A-Za-z_\u0080-\uFFFF][A-Za-z0-9_\u0080-\uFFFF]*$"
ID = r"^[A-Za-z0-9_\u0080-\uFFFF][A-Za-z0-9_\u0080-\uFFFF-]*$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
ADDRESS = r"^https?://[^\s/?#]\S*$"
TABLE_PATH = r"^(?![/~]|[A-Za-z][A-Za-z0-9+.-]*:)[^\\]*[^\\/]\.([cC][sS][vV]|[tT][sS][vV])$"
DELIMITER = r"^(tab|[^0-9A-Za-z\"\r\n])$"
POSITIVE = (
    r"^\+?(?=[0-9.,]*[1-9])([0-9]{1,3}(,[0-9]{3})+|[0-9]+)?(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?$"
)
MARKER = (
    r"^(unknown|none|0|not applicable|(suppressed )?"
    r"[+-]?[0-9][0-9,]*(\.[0-9]+)? ?\.\. ?[+-]?[0-9][0-9,]*(\.[0-9]+)?)$"
)
FLAG = r"^(true|True|TRUE|false|False|FALSE)$"

NAME_KEYS: dict[str, Any] = {"propertyNames": {"pattern": NAME}}
ID_KEYS: dict[str, Any] = {"propertyNames": {"pattern": ID}}
TEXT_KEYS: dict[str, Any] = {"propertyNames": {"pattern": r"\S"}}

ENCODINGS = ("utf-8", "utf-8-sig", "latin-1", "iso-8859-1", "windows-1252", "utf-16")
ASPECTS = ("period", "population", "definition", "as_of")
KINDS = ("count", "amount")
