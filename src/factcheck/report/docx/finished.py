"""The file of a Word document, the same bytes for the same document."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from factcheck.report.charts.svg import escaped

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.rel import Relationships

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
    "<dc:language>{language}</dc:language></cp:coreProperties>"
)
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>factcheck</Application></Properties>'
)
_UNUSED = ("/thumbnail", "/stylesWithEffects")
"""What python-docx begins a document with: a picture of it, and its styles a second time."""


def finished(document: Document, title: str, language: str) -> bytes:
    """Return a document as a file that names nobody, no program but ours, and no date."""
    for relations in (document.part.package.rels, document.part.rels):
        _forget(relations)
    saved = io.BytesIO()
    document.save(saved)
    core = _CORE.format(title=escaped(title), language=language)
    return _packed(saved, {"docProps/core.xml": _HEAD + core, "docProps/app.xml": _HEAD + _APP})


def _forget(relations: Relationships) -> None:
    for number, relation in list(relations.items()):
        if relation.reltype.endswith(_UNUSED):
            del relations[number]


def _packed(saved: io.BytesIO, others: dict[str, str]) -> bytes:
    """Return the file with some of its parts written anew, and the earliest date on each."""
    made = io.BytesIO()
    with ZipFile(saved) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            part = ZipInfo(name)
            part.compress_type = ZIP_DEFLATED
            # The same on every system.
            part.create_system = 0
            new.writestr(part, others.get(name) or old.read(name))
    return made.getvalue()
