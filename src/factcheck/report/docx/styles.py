"""The page of a Word document and its styles, which editors can change."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from factcheck.report.docx.markup import clean, field, run
from factcheck.report.docx.pieces import ASIDE, CODE, Piece

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import CharacterStyle, ParagraphStyle

LINK = "Hyperlink"
"""The style of what leads somewhere."""
CELL = "Table Text"
"""The style of what stands in a table."""
TEXT_WIDTH = Cm(16.4)
"""Between the margins of the page."""

_LANGUAGES = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR"}
_INK, _FAINT = RGBColor.from_string("1A1A1A"), RGBColor.from_string("555555")
_BLUE = RGBColor.from_string("123F73")
_SIZES = {"Title": 22, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11.5, "Caption": 9}
_BODY, _SMALL = Pt(10.5), Pt(9)
_SPACE = Pt(6)


def lay_out(document: Document, title: str, language: str) -> None:
    """Prepare an empty document: A4, its language, its styles, a header and page numbers."""
    _speak(document, _LANGUAGES[language])
    normal = _style(document, "Normal")
    normal.font.size, normal.paragraph_format.space_after = _BODY, _SPACE
    normal.paragraph_format.line_spacing = 1.15
    for name, size in _SIZES.items():
        style = _style(document, name)
        style.font.size, style.font.color.rgb = Pt(size), _INK
        style.paragraph_format.space_after = _SPACE
    for name in (*(f"Heading {level}" for level in range(4, 10)), "Quote"):
        _style(document, name).font.color.rgb = _INK
    _style(document, "Quote").paragraph_format.left_indent = Cm(0.7)
    _style(document, "List Bullet").paragraph_format.space_after = Pt(3)
    _style(document, "List Number").paragraph_format.space_after = Pt(3)
    _add_letters(document)
    _add_cell(document)
    _lay_out_page(document, title)


def _style(document: Document, name: str) -> ParagraphStyle:
    return cast("ParagraphStyle", document.styles[name])


def _speak(document: Document, language: str) -> None:
    """Say the language, which Word checks the spelling in."""
    for root in (document.styles.element, document.settings.element):
        for name in ("w:lang", "w:themeFontLang"):
            for said in root.iter(qn(name)):
                said.set(qn("w:val"), language)


def _add_letters(document: Document) -> None:
    """Add the styles of letters that Word's own do not have."""
    code, faint, link = (_letters(document, name) for name in (CODE, ASIDE, LINK))
    code.font.name, code.font.size = "Consolas", _SMALL
    faint.font.color.rgb, faint.font.size = _FAINT, _SMALL
    link.font.color.rgb, link.font.underline = _BLUE, True


def _add_cell(document: Document) -> None:
    made = cast("ParagraphStyle", document.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH))
    made.base_style, made.font.size = document.styles["Normal"], Pt(9.5)
    made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(2)
    made.paragraph_format.line_spacing = 1


def _letters(document: Document, name: str) -> CharacterStyle:
    made = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    return cast("CharacterStyle", made)


def _lay_out_page(document: Document, title: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.3)
    section.header.paragraphs[0].text = clean(title)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    numbers = (field("PAGE"), run(Piece(" / ")), field("NUMPAGES"))
    next(section.footer.part.element.iter(qn("w:p"))).extend(numbers)
