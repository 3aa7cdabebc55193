"""Styles, page and automatic numbering of a Word paper, set on python-docx's plain template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from workbench.briefing.office import FONTS, TAGS

if TYPE_CHECKING:
    from docx.document import Document

    from workbench.domain.text import Lang

NUMBERED, LETTERED = "Numbered Paragraph", "Lettered Paragraph"
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
# name, based on, size, bold, alignment, space before, space after, keep with next
_STYLES: tuple[tuple[str, str, float, bool, str, float, float, bool], ...] = (
    ("Title", "Normal", 14, True, "centre", 4, 16, True),
    ("Heading 1", "Normal", 13, True, "left", 14, 8, True),
    ("Heading 2", "Normal", 13, True, "left", 10, 6, True),
    ("Paper Number", "Normal", 12, False, "right", 0, 0, True),
    ("Paper Status", "Normal", 13, True, "left", 0, 18, True),
    ("Paper Committee", "Normal", 14, True, "centre", 6, 10, True),
    (NUMBERED, "Normal", 13, False, "both", 0, 10, False),
    (LETTERED, NUMBERED, 13, False, "both", 0, 8, False),
    ("Caption", "Normal", 11, True, "left", 8, 4, True),
    ("Chart Finding", "Normal", 12, True, "left", 0, 0, True),
    ("Chart Measure", "Normal", 10, False, "left", 0, 2, True),
    ("Chart Frame", "Normal", 10, False, "left", 0, 0, True),
    ("Source Note", "Normal", 9, False, "left", 0, 2, False),
    ("Table Head", "Normal", 9, True, "centre", 2, 2, False),
    ("Table Text", "Normal", 9.5, False, "left", 2, 2, False),
    ("Table Figure", "Table Text", 9.5, False, "centre", 2, 2, False),
    ("Annex Label", "Heading 1", 13, True, "right", 0, 10, True),
    ("Annex Title", "Normal", 13, True, "centre", 0, 10, True),
    ("Signature Block", "Normal", 13, False, "left", 0, 0, False),
    ("Header", "Normal", 9, True, "centre", 0, 0, False),
    ("Footer", "Normal", 9, False, "centre", 0, 0, False),
)


def prepare(document: Document, lang: Lang) -> None:
    """Page, fonts, language, styles and numbering of a paper in *lang*."""
    _page(document)
    _defaults(document, lang)
    normal = document.styles["Normal"]
    _fonts(normal.element, lang)
    normal.font.size = Pt(13)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.15
    normal.paragraph_format.widow_control = True
    if lang == "zh-Hant":
        _no_gaps(normal.element)
    for name, base, size, bold, align, before, after, keep in _STYLES:
        _style(document, lang, name, base, size, bold, align, before, after, keep)
    if lang == "en":
        document.styles["Heading 2"].font.italic = True
    _numbering(document)


def _no_gaps(style: Any) -> None:
    """No space of its own where Chinese meets digits or Latin letters: official Chinese has none."""
    properties = style.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        element = OxmlElement(name)
        element.set(qn("w:val"), "0")
        later = (
            "w:bidi",
            "w:adjustRightInd",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:outlineLvl",
        )
        properties.insert_element_before(element, *later)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)


def _defaults(document: Document, lang: Lang) -> None:
    """Document-wide fonts and languages; the template's theme fonts would win over them, so they go."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None:
        properties.remove(fonts)
    properties.insert(0, _font_element(lang))
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    _language(language, lang)
    settings = document.settings.element
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")  # or Word opens the file in its compatibility mode
    theme_lang = settings.find(qn("w:themeFontLang"))
    if theme_lang is not None:
        _language(theme_lang, lang)


def _language(element: Any, lang: Lang) -> None:
    element.set(qn("w:val"), TAGS["en"])
    element.set(qn("w:eastAsia"), TAGS["zh-Hant"])
    bidi = qn("w:bidi")
    if bidi in element.attrib:
        del element.attrib[bidi]


def _font_element(lang: Lang) -> Any:
    latin, east = FONTS[lang]
    element = OxmlElement("w:rFonts")
    for name, font in (("w:ascii", latin), ("w:hAnsi", latin), ("w:eastAsia", east), ("w:cs", latin)):
        element.set(qn(name), font)
    return element


def _fonts(style: Any, lang: Lang) -> None:
    properties = style.get_or_add_rPr()
    old = properties.find(qn("w:rFonts"))
    if old is not None:
        properties.remove(old)
    properties.insert(0, _font_element(lang))
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    _language(language, lang)


def _style(
    document: Document,
    lang: Lang,
    name: str,
    base: str,
    size: float,
    bold: bool,
    align: str,
    before: float,
    after: float,
    keep: bool,
) -> None:
    styles = document.styles
    if name in [style.name for style in styles]:
        style = styles[name]
    else:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.quick_style = True
    style.base_style = styles[base]
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    _fonts(style.element, lang)
    layout = style.paragraph_format
    layout.alignment = _ALIGN[align]
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.keep_with_next = keep
    layout.line_spacing = 1.0 if name.startswith(("Table", "Source", "Chart", "Header", "Footer")) else 1.15
    borders = style.element.pPr.find(qn("w:pBdr")) if style.element.pPr is not None else None
    if borders is not None:
        style.element.pPr.remove(borders)


def _numbering(document: Document) -> None:
    """One list through the whole paper: 1., 2., … and (a), (b), … below; bound to the two paragraph styles."""
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    levels = (("decimal", "%1.", NUMBERED), ("lowerLetter", "(%2)", LETTERED))
    parts = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="{name.replace(" ", "")}"/><w:suff w:val="tab"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{709 * (place + 1)}"/></w:tabs>'
        f'<w:ind w:left="{709 * place * 2}" w:firstLine="{0 if not place else -709}"/></w:pPr></w:lvl>'
        for place, (form, text, name) in enumerate(levels)
    )
    numbering.append(
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="1">'
            f'<w:multiLevelType w:val="multilevel"/>{parts}</w:abstractNum>'
        )
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="1"><w:abstractNumId w:val="1"/></w:num>'))
    for place, (_, _, name) in enumerate(levels):
        properties = document.styles[name].element.get_or_add_pPr()
        number = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{place}"/><w:numId w:val="1"/></w:numPr>')
        properties._insert_numPr(number)
